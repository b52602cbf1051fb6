"""Units and hedges next to a number, looked up by the character that touches it.

A rule of kind ``unit`` or ``hedge`` is an alternation of printed terms; a term may carry (?!…) behind
it or (?<!…) before it. Of the terms that fit, the longest wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.errors import PatternError
from extractor.patterns import Patterns, Rule

_AROUND = regex.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")

_META = regex.compile(r"(?<!\\)[\[\](){}?*+.^$|]")


@dataclass(frozen=True, slots=True)
class Term:
    """One printed term of a rule; ``literal`` is its text without what is looked at around it."""

    rule: Rule
    literal: str
    test: regex.Pattern[str]


Terms = Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by the character next to the number: first of those behind, last of those before."""

    units: Terms
    before: Terms
    after: Terms
    far: tuple[Term, ...]
    """Hedges that hold over a verb between them and the number (至少建成5个)."""


@lru_cache(maxsize=8)
def lexicon(patterns: Patterns) -> Lexicon:
    """Return the units and hedges of *patterns*.

    Raises PatternError for a term that does not begin (behind) or end (before) in a plain character.
    """
    sides: dict[str, list[Rule]] = {"before": [], "after": [], "far": []}
    for rule in patterns.of("hedge"):
        sides[str(rule.yields["side"])].append(rule)
    far = sorted(_terms(sides["far"], backwards=True), key=_longest)
    return Lexicon(
        _index(_terms(patterns.of("unit")), at=0),
        _index(_terms(sides["before"] + sides["far"], backwards=True), at=-1),
        _index(_terms(sides["after"]), at=0),
        tuple(far),
    )


def _longest(term: Term) -> tuple[int, str]:
    return -len(term.literal), term.literal


def _index(terms: Iterable[Term], *, at: int) -> Terms:
    index: dict[str, list[Term]] = {}
    for term in terms:
        index.setdefault(term.literal[at], []).append(term)
    return {char: tuple(sorted(group, key=_longest)) for char, group in index.items()}


def _terms(rules: Iterable[Rule], *, backwards: bool = False) -> Iterator[Term]:
    for rule in rules:
        for branch in _branches(rule.expression):
            printed = _AROUND.sub("", branch)
            literal = printed.replace("\\", "")
            if not literal or _META.search(printed):
                raise PatternError(
                    f"{rule.source}: {rule.id}: {branch!r} is no printed term; only a look-behind before "
                    "it and a look-ahead behind it are allowed"
                )
            yield Term(rule, literal, regex.compile(("(?r)" if backwards else "") + branch))


def _branches(expression: str) -> Iterator[str]:
    """Split an expression at every ``|`` outside brackets."""
    depth, branch = 0, ""
    for char in expression:
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            yield branch
            branch = ""
        else:
            branch += char
    yield branch


def term_at(terms: Terms, text: str, pos: int) -> tuple[Rule, int] | None:
    """Return the rule whose longest term begins at *pos*, and where that term ends."""
    for term in terms.get(text[pos : pos + 1], ()):
        if match := term.test.match(text, pos):
            return term.rule, match.end()
    return None


def term_before(terms: Terms, text: str, pos: int) -> tuple[Rule, int] | None:
    """Return the rule whose longest term ends at *pos*, and where that term begins."""
    for term in terms.get(text[pos - 1 : pos] if pos else "", ()):
        if match := term.test.match(text, 0, pos):
            return term.rule, match.start()
    return None
