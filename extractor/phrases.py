"""Expressions of the genre's words that code asks for by name: ``patterns/phrases/*.toml``.

``phrase("duty_predicates.step")`` is the table ``[step]`` of ``duty_subjects.toml``::

    [step]
    note = "审核后，报县民政局…: the body that takes the step goes on."
    regex = '''
    (?:初审|复核|验收)后,?
    (?=报|提交|{duty_roles.time})'''        # another phrase, as a group
    examples = ["…"]                       # texts in which it is found
    not = ["…"]                            # texts in which it is not
    whole = true                           # it is tried on whole texts: cells, headings

Line breaks, and blanks at the ends of a line, are no part of the expression. Phrases are read over
the folded view. They belong to the mechanism that asks for them: a user's folder holds none.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.errors import PatternError
from extractor.resources import folder
from extractor.rule_cache import compiled

_NAME = compiled(r"\{([a-z0-9_]+\.[a-z0-9_]+)\}")
_KEYS = {"note", "regex", "examples", "not", "whole"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One table of ``patterns/phrases/``."""

    name: str
    expression: str
    """The regular expression, the phrases that it names filled in."""
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    whole: bool

    def found_in(self, text: str) -> bool:
        """Tell whether a folded text holds the phrase, or is it."""
        pattern = compiled(self.expression)
        return bool(pattern.fullmatch(text) if self.whole else pattern.search(text))

    @property
    def may_be_empty(self) -> bool:
        """Whether it is found where nothing stands, and so in every text."""
        return not self.whole and self.found_in("")


def phrase(name: str) -> regex.Pattern[str]:
    """Return a phrase compiled. Raises PatternError for a name that no file has."""
    return compiled(read_phrase(name).expression)


def wording(name: str) -> str:
    """Return the expression of a phrase, for one that is made of it and of word lists."""
    return read_phrase(name).expression


@cache
def read_phrase(name: str) -> Phrase:
    """Return a phrase by its name. Raises PatternError for one that is not there or malformed."""
    file, _, key = name.partition(".")
    entry = _tables(file).get(key)
    if not isinstance(entry, dict) or not isinstance(entry.get("regex"), str):
        raise PatternError(f"phrases/{file}.toml: no table [{key}] with a regex")
    if unknown := entry.keys() - _KEYS:
        raise PatternError(f"phrases/{file}.toml: {key}: unknown keys {sorted(unknown)}")
    joined = "".join(line.strip() for line in entry["regex"].splitlines())
    expression = _NAME.sub(lambda match: f"(?:{wording(match[1])})", joined)
    examples, counter = tuple(entry.get("examples", ())), tuple(entry.get("not", ()))
    return Phrase(name, expression, examples, counter, bool(entry.get("whole")))


def all_phrases() -> tuple[Phrase, ...]:
    """Return all phrases in the order of their files and tables."""
    files = sorted((folder("patterns") / "phrases").glob("*.toml"))
    return tuple(read_phrase(f"{path.stem}.{key}") for path in files for key in _tables(path.stem))


@cache
def _tables(file: str) -> dict[str, Any]:
    path = folder("patterns") / "phrases" / f"{file}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise PatternError(f"phrases/{file}.toml: no such file") from error
    except tomllib.TOMLDecodeError as error:
        raise PatternError(f"phrases/{file}.toml: not valid TOML: {error}") from error
