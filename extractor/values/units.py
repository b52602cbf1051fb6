"""Units and hedges next to a number, looked up by the character that touches it.

A rule of kind ``unit`` or ``hedge`` is an alternation of printed terms; a term may carry (?!…)
behind it or (?<!…) before it. Of the terms that fit, the longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from extractor.document import Span
from extractor.errors import PatternError
from extractor.patterns import Patterns, Rule, alternation
from extractor.rule_cache import compiled

_AROUND = compiled(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")

_INSIDE = compiled(r"\((?P<not>不)?(?:含|包括|包含)[^()\n]{0,8}\)")
_STOP = compiled(r"[,;:。、()\n\t0-9]")
_LINKS = frozenset("为有在占")
_REACH = 18
_META = compiled(r"(?<!\\)[\[\](){}?*+.^$|]")


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

    Raises PatternError for a term that is more than printed characters.
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
                    f"{rule.source}: {rule.id}: {branch!r} is no printed term; only a "
                    "look-behind before it and a look-ahead behind it are allowed"
                )
            test = compiled(("(?r)" if backwards else "") + branch)
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


@dataclass(frozen=True, slots=True)
class CellUnits:
    """Units as a table prints them, apart from their numbers: 万平方米, 起/百万人."""

    whole: regex.Pattern[str]
    """A unit and nothing else."""
    column: regex.Pattern[str]
    """What a column of units holds: also 年 and 小区, 元/平方米·月, 个（处）, kWh."""
    in_brackets: regex.Pattern[str]
    """面积（万平方米）, 投资（万元、亿元）: group ``unit``."""
    behind: regex.Pattern[str]
    """面积/万平方米: group ``unit``."""
    above: regex.Pattern[str]
    """（单位：公里、万元） over a table: group ``units``."""
    labelled: regex.Pattern[str]
    """单位：万元 and nothing else, which names no body."""


@lru_cache(maxsize=8)
def cell_units(patterns: Patterns) -> CellUnits:
    """Return what a cell or a head holds as a unit: those of the rules, and those of tables only.

    Terms that alone in a cell name its row (小区, 床位) or a time (年) are none there.
    """
    printed = {term.literal for terms in lexicon(patterns).units.values() for term in terms}
    printed |= set(patterns.words["tables/units"])
    terms = alternation(printed - set(patterns.words["tables/not_units"]))
    unit = (
        rf"(?:[十百千万亿]{{0,2}}{terms}"
        rf"(?:/(?:[百千万十]{{0,2}}{alternation([*printed, *'年月日季周'])}))?)"
    )
    bare = alternation([*printed, *"年月天时分级度万"])
    any_unit = rf"(?:[十百千万亿]{{0,2}}{bare}|[A-Za-z㎡²³]{{1,4}})"
    listed = rf"{unit}(?:[、,/]{unit})*"
    return CellUnits(
        compiled(unit),
        compiled(rf"{any_unit}(?:[/·、每]{any_unit}){{0,2}}(?:[(][\u4e00-\u9fff]{{1,3}}[)])?"),
        compiled(rf"[(](?:单位:)?(?P<unit>{unit})(?:[、,/]{unit}|[(]{unit}[)])?[)]"),
        compiled(rf"(?<=.)[/:](?:单位:)?(?P<unit>{unit})$"),
        compiled(
            r"[(]?(?:金额|计量|数量)?单位:(?P<units>[^()\n;。]{1,40})[)]?"
            rf"|[(](?P<units>{listed})[)]:?$"
        ),
        compiled(rf"[(]?[计金数]?[量额]?单位:{listed}[)]?"),
    )


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


def hedge_before(text: str, start: int, near: Lexicon) -> tuple[Rule, Span] | None:
    """Return the rule and the span of the hedge before a number that begins at *start*."""
    at = start - 1 if text[start - 1 : start] in _LINKS else start
    for end in (start, at) if at != start else (start,):
        if hit := term_before(near.before, text, end):
            return hit[0].rule, (hit[1], end)
    return _far(text, start, near)


def _far(text: str, start: int, near: Lexicon) -> tuple[Rule, Span] | None:
    """Find 至少 or 不低于 with a verb or a base between: 至少建成5个, 不低于总投资的8%."""
    for match in near.far.finditer(text, max(0, start - _REACH), start):
        rule = near.far_rules[match[0]]
        close = match.end() + int(rule.yields["reach"]) >= start
        if close and not _STOP.search(text, match.end(), start):
            return rule, match.span()
    return None


def hedge_behind(text: str, end: int, near: Lexicon) -> tuple[Rule, Span] | None:
    """Return the rule and the span of the hedge behind a quantity; （含…） may stand between."""
    inside = _INSIDE.match(text, end) if text.startswith("(", end) else None
    begin = inside.end() if inside else end
    hit = term_at(near.after, text, begin)
    return (hit[0].rule, (begin, hit[1])) if hit else None


def excluded_behind(text: str, end: int) -> bool:
    """Tell whether （不含…） behind a quantity takes the number itself out of 以上 or 以下."""
    inside = _INSIDE.match(text, end) if text.startswith("(", end) else None
    return inside is not None and inside["not"] is not None
