"""Units and hedges next to a number, looked up by the character that touches it.

A rule of kind ``unit`` or ``hedge`` is an alternation of printed terms; a term may carry (?!…) behind
it or (?<!…) before it. Of the terms that fit, the longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from extractor.errors import PatternError
from extractor.patterns import Patterns, Rule, alternation

_AROUND = regex.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")

_META = regex.compile(r"(?<!\\)[\[\](){}?*+.^$|]")


@dataclass(frozen=True, slots=True)
class Term:
    """One printed term of a rule; ``literal`` is its text without what is looked at around it."""

    rule: Rule
    literal: str
    test: regex.Pattern[str]
    factor: Decimal = Decimal(1)
    """Leads from the printed unit to the normalised one."""


Terms = Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms by the character next to the number: first of those behind, last of those before."""

    units: Terms
    before: Terms
    after: Terms
    far: re.Pattern[str]
    """Hedges that hold over some characters between them and the number (至少建成5个)."""
    far_rules: Mapping[str, Rule]
    """The rule of each of them, by its text."""


@lru_cache(maxsize=8)
def lexicon(patterns: Patterns) -> Lexicon:
    """Return the units and hedges of *patterns*.

    Raises PatternError for a term that does not begin (behind) or end (before) in a plain character.
    """
    sides: dict[str, list[Rule]] = {"before": [], "after": [], "far": []}
    for rule in patterns.of("hedge"):
        sides[str(rule.yields["side"])].append(rule)
    far = {term.literal: term.rule for term in _terms(sides["far"])}
    return Lexicon(
        _index(_terms(patterns.of("unit")), at=0),
        _index(_terms(sides["before"] + sides["far"], backwards=True), at=-1),
        _index(_terms(sides["after"]), at=0),
        re.compile(alternation(far)),
        far,
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
            test = regex.compile(("(?r)" if backwards else "") + branch)
            yield Term(rule, literal, test, Decimal(str(rule.yields.get("factor", 1))))


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


def term_at(terms: Terms, text: str, pos: int) -> tuple[Term, int] | None:
    """Return the longest term that begins at *pos*, and where it ends."""
    for term in terms.get(text[pos : pos + 1], ()):
        if match := term.test.match(text, pos):
            return term, match.end()
    return None


def term_before(terms: Terms, text: str, pos: int) -> tuple[Term, int] | None:
    """Return the longest term that ends at *pos*, and where it begins."""
    for term in terms.get(text[pos - 1 : pos] if pos else "", ()):
        if match := term.test.match(text, 0, pos):
            return term, match.start()
    return None
