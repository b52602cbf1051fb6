"""Words of a text: the only module that knows the segmenter.

A private jieba tokenizer with the bodies and function words of ``patterns/`` added; jieba's global
one, which any other code may change, is neither used nor changed. It is made when first asked for.
jieba's dictionary takes half a second to read, so it is kept in a cache file in the user's own
folder (``XDG_CACHE_HOME`` or the like); without one, or with one that cannot be trusted, it is read
anew, and nothing else differs.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import regex

from extractor.document import Span, fold
from extractor.patterns import Patterns, load_patterns

_ADDED = ("bodies/names", "bodies/stems", "bodies/bare")
_TERM = regex.compile(r"[\u4e00-\u9fff]{2,}")
_PAIRS = {"”": "“", "》": "《", ")": "(", "〕": "〔", "】": "【", "]": "["}
_OPENING = frozenset(_PAIRS.values())
_INSIDE = regex.compile(r"[\p{L}\p{N}·+#-]+")

_Counts = tuple[dict[str, int], int]
"""jieba's dictionary: the count of each word, 0 for what only begins one; and their sum."""


def words(text: str, *, patterns: Patterns | None = None) -> list[Span]:
    """Return the words of *text* as half-open spans that cover it without a gap.

    White space and punctuation are words of one character each (``\\r\\n`` is one word). The
    segmenter sees the folded text, so width makes no difference.

    >>> text = "改造老旧小区，\\n由住房城乡建设部门牵头"
    >>> [text[start:end] for start, end in words(text)]
    ['改造', '老旧', '小区', '，', '\\n', '由', '住房城乡建设', '部门', '牵头']
    """
    tokenizer = _tokenizer(_terms(patterns or load_patterns()))
    return [(start, end) for _, start, end in tokenizer.tokenize(fold(text))]


def left_edge(text: str, start: int, end: int, *, patterns: Patterns | None = None) -> int:
    """Return where the noun phrase that ends at *end* begins, not before *start*.

    Words are taken from the right up to a particle, a mark outside quotes and brackets, or a verb
    that governs what follows; a verb of works before a bare head (改造项目) is part of the noun.
    Returns *end* where no noun stands before it. *text* is a view's text (folded, without layout).

    >>> text = "并组织实施老旧小区改造项目"
    >>> text[left_edge(text, 0, len(text)):]
    '老旧小区改造项目'
    """
    rules = patterns or load_patterns()
    spans = [(start + a, start + b) for a, b in words(text[start:end], patterns=rules)]
    run = _run([text[a:b] for a, b in spans], _edges(rules))
    return spans[-run][0] if run else end


@dataclass(frozen=True)
class _Edges:
    """Word lists about a noun phrase's left edge."""

    breaks: frozenset[str]
    governing: frozenset[str]
    acts: frozenset[str]
    heads: frozenset[str]


@lru_cache(maxsize=8)
def _edges(patterns: Patterns) -> _Edges:
    lists = {name: frozenset(terms) for name, terms in patterns.words.items()}
    governing = lists["targets/goal_verbs"].union(
        *(lists[name] for name in ("targets/modals", "targets/reaches", "words/acts")),
        *(lists[f"duties/{name}"] for name in ("light", "modals", "adverbs")),
    )
    return _Edges(
        breaks=lists["words/breaks"],
        governing=governing - lists["words/nominals"],
        acts=lists["words/acts"],
        heads=lists["words/heads"],
    )


def _run(found: Sequence[str], edges: _Edges) -> int:
    """Return how many words at the end of *found* are one noun phrase."""
    open_pairs: list[str] = []
    bare = True
    best = size = 0
    for word in reversed(found):
        if word in _PAIRS:
            open_pairs.append(_PAIRS[word])
        elif word in _OPENING:
            if not open_pairs or open_pairs.pop() != word:
                break
        elif not open_pairs:
            if word in edges.breaks or not _INSIDE.fullmatch(word):
                break
            act = word in edges.acts
            if word in edges.governing and not (act and bare and (size or word == found[-1])):
                if not (act and not bare and _is_inner(word)):
                    break
            bare = bare and (act or word in edges.heads)
        size += 1
        if not open_pairs:
            best = size
    return best
