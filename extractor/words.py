"""Words of a text: the only module that knows the segmenter.

A private jieba tokenizer with the bodies, function words and genre words of ``patterns/`` added;
jieba's global one, which other code may change, is neither used nor changed. It is made when first
asked for. jieba's dictionary takes half a second to read, so it is kept in the cache folder.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.cache_folder import keep_file, kept_file, read_kept
from extractor.document import Span, fold
from extractor.patterns import Patterns, load_patterns
from extractor.rule_cache import compiled

_ADDED = ("bodies/names", "bodies/stems", "bodies/bare", "words/genre")
_TERM = compiled(r"[\u4e00-\u9fff]{2,}")
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
    return kept_file(f"words-{sys.version_info[0]}.{sys.version_info[1]}.cache")


def _cached(key: bytes) -> _Counts | None:
    """Return the dictionary kept under *key*; None for a file that is another's or damaged."""
    kept = read_kept(_cache_file()) or b""
    head, body = kept[:64], kept[64:]
    if head != key + hashlib.sha256(body).digest():
        return None
    counts: _Counts = marshal.loads(body)
    return counts


def _keep(key: bytes, counts: _Counts) -> None:
    body = marshal.dumps(counts)
    keep_file(_cache_file(), key + hashlib.sha256(body).digest() + body)
