"""Compiled expressions, kept between runs: a start without compiling them again.

The rules, the word lists and the expressions of our own modules take seconds to compile and tenths
of a second to load compiled. What ``compiled`` made is written to one file in the cache folder,
named after the versions of Python and of ``regex``, and found again by the text of the expression:
a rule that changed is simply another one.
"""

from __future__ import annotations

import io
import pickle
import sys
from functools import cache
from pathlib import Path
from typing import Any

import regex

from extractor.cache_folder import keep_file, kept_file, read_kept

_MOST = 5000
"""Expressions kept; above it only those that this process used (our rules are some 600)."""


class _Unpickler(pickle.Unpickler):
    """Reads compiled expressions and nothing else: no name but that of their maker is looked up."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != ("regex._regex", "compile"):
            raise pickle.UnpicklingError(f"{module}.{name} is no compiled expression")
        return super().find_class(module, name)


class _Cache:
    """The expressions of the file, those used, and whether one of these is not in it yet."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.kept: dict[str, regex.Pattern[str]] = _read(path)
        self.used: dict[str, regex.Pattern[str]] = {}
        self.fresh = False

    def compiled(self, expression: str) -> regex.Pattern[str]:
        found = self.used.get(expression) or self.kept.get(expression)
        if found is None:
            found = regex.compile(expression)
            self.fresh = True
        self.used[expression] = found
        return found

    def write(self) -> None:
        """Replace the file by one with all that is known."""
        if not self.fresh or self.path is None:
            return
        self.fresh = False
        everything = self.kept | self.used
        keep_file(self.path, pickle.dumps(everything if len(everything) <= _MOST else self.used))


def _read(path: Path | None) -> dict[str, regex.Pattern[str]]:
    """Return the file's expressions; none where there is no file, or not one of ours."""
    content = read_kept(path)
    try:
        found = _Unpickler(io.BytesIO(content)).load() if content else {}
    except Exception:  # whatever a damaged file raises: it is made anew
        return {}
    return found if isinstance(found, dict) else {}


def cache_file() -> Path | None:
    """Return the file that keeps compiled expressions; None where nothing is to be kept."""
    return kept_file(f"rules-{sys.implementation.cache_tag}-{regex.__version__}.pickle")


@cache
def _cache() -> _Cache:
    return _Cache(cache_file())


def compiled(expression: str) -> regex.Pattern[str]:
    """Return *expression* compiled, from the cache where it is there.

    Not for one made of a notice's own words (its title, its annexes), which would be kept for ever.

    Raises regex.error where it is no valid expression.
    """
    return _cache().compiled(expression)


def keep() -> None:
    """Write what was compiled since the last call, so that the next process need not do it."""
    _cache().write()
