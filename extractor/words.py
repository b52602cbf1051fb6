"""Words of a text: the only module that knows the segmenter.

A private jieba tokenizer with the bodies, function words and genre words of ``patterns/`` added;
jieba's global one, which other code may change, is neither used nor changed. It is made when first
asked for. jieba's dictionary takes half a second to read, so it is kept in a cache file in the
user's own folder (``XDG_CACHE_HOME`` or the like); without one, or with one that is damaged or
another's, it is read anew, and nothing else differs.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
import warnings
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from extractor.document import Span, fold
from extractor.patterns import Patterns, load_patterns

_ADDED = ("bodies/names", "bodies/stems", "bodies/bare", "words/genre")
_TERM = regex.compile(r"[\u4e00-\u9fff]{2,}")
_PARTICLES = frozenset("由将把被从按对为与及")
"""The segmenter guesses at words that it does not know; these are not let begin one (由市)."""

_Counts = tuple[dict[str, int], int]
"""jieba's dictionary: the count of each word, 0 for what only begins one; and their sum."""


def words(text: str, *, patterns: Patterns | str | Path | None = None) -> list[Span]:
    """Return the words of *text* as half-open spans that cover it without a gap.

    White space and punctuation are words of one character each (``\\r\\n`` is one word). The
    segmenter sees the folded text, so width makes no difference.

    >>> text = "改造老旧小区，\\n由住房城乡建设部门牵头"
    >>> [text[start:end] for start, end in words(text)]
    ['改造', '老旧小区', '，', '\\n', '由', '住房城乡建设', '部门', '牵头']
    """
    tokenizer = _tokenizer(_terms(load_patterns(patterns)))
    found: list[Span] = []
    for word, start, end in tokenizer.tokenize(fold(text)):
        if word[0] in _PARTICLES and end - start > 1 and not tokenizer.FREQ.get(word):
            found.append((start, start + 1))
            start += 1
        found.append((start, end))
    return found


@lru_cache(maxsize=8)
def _terms(patterns: Patterns) -> tuple[str, ...]:
    """Return the words to add to the dictionary, in an order that no folder decides."""
    terms = {
        term for name in patterns.words if name.startswith(_ADDED) for term in patterns.words[name]
    }
    return tuple(sorted(term for term in terms if _TERM.fullmatch(term)))


@lru_cache(maxsize=2)
def _tokenizer(terms: tuple[str, ...]) -> Any:
    """Return a jieba tokenizer with *terms* added; it says nothing and is never changed again."""
    with warnings.catch_warnings():
        # jieba 0.42.1 is written for older Pythons
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        key = hashlib.sha256(file.read()).digest()
    counts = _cached(key)
    if counts is None:
        counts = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        _keep(key, counts)
    # What tokenizer.initialize() does, without its log and its file in the shared folder.
    tokenizer.FREQ, tokenizer.total = counts
    tokenizer.initialized = True
    for term in terms:
        tokenizer.add_word(term)
    return tokenizer


def _cache_file() -> Path | None:
    """Return where the dictionary is kept; None where the user has no folder of their own."""
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    given = os.environ.get(variable, "")
    if Path(given).is_absolute():
        base = Path(given)
    else:
        home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails without a home
        if not home.is_absolute():
            return None
        base = home / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "gongwen-extractor" / f"words-{sys.version_info[0]}.{sys.version_info[1]}.cache"


def _cached(key: bytes) -> _Counts | None:
    """Return the dictionary kept under *key*; None for a file that is another's or damaged."""
    path = _cache_file()
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            head, body = file.read(64), file.read()
    except OSError:
        return None
    if head != key + hashlib.sha256(body).digest():
        return None
    counts: _Counts = marshal.loads(body)
    return counts


def _keep(key: bytes, counts: _Counts) -> None:
    """Write the dictionary to the cache file, whole or not at all."""
    path = _cache_file()
    if path is None:
        return
    body = marshal.dumps(counts)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(key + hashlib.sha256(body).digest() + body)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
