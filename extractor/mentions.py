"""All mentions of a layout, found once: quantities, dates with their years, citations.

One pass a kind over the whole view; overlaps are settled here by one rule: a citation (《…》 with
its document number) covers everything inside it, a date covers a quantity, and the longer of two
of one kind wins. Years left out are taken from the text, never from the clock.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import regex

from extractor.dates import DateMention, find_dates, resolve
from extractor.document import Span
from extractor.numbers import Quantity, find_quantities
from extractor.patterns import Patterns
from extractor.segment import Clause, Layout

_CITATION = regex.compile(
    r"[《〈](?P<title>(?:[^《》〈〉]|[《〈][^《》〈〉]*[》〉])+)[》〉]"
    r"(?:\((?P<number>[^()]{0,12}(?:\([^()]{1,6}\)[^()]{0,8})?(?:〔|\[|\(|【)?\d{4}(?:〕|\]|\)|】)[^()]{0,12}号"
    r"|[^()]{2,24}令(?:第)?\d+号)\))?"
)
_NUMBER = regex.compile(r"[\u4e00-\u9fff()]{1,14}(?:〔|\[|【)\d{4}(?:〕|\]|】)\d{1,5}号|[\u4e00-\u9fff]{1,16}令第?\d+号")


class Placed(Protocol):
    """Anything with a span of the view."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A title in 《》 with the document number behind it."""

    start: int
    end: int
    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Window:
    """A date mention with its calendar dates (ISO 8601, None where open or not known)."""

    start: int
    end: int
    mention: DateMention
    first: str | None
    last: str | None
    context: tuple[Span, ...]
    """Where an inherited year or month stands."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything found in one view, each kind in order of position and free of overlaps."""

    quantities: tuple[Quantity, ...]
    dates: tuple[Window, ...]
    citations: tuple[CitationMention, ...]


def within(items: Sequence[P], start: int, end: int) -> list[P]:
    """Return the items that lie in ``[start, end)``; *items* are in order of position."""
    first = bisect_left(items, start, key=lambda item: item.start)
    found = []
    for item in items[first:]:
        if item.start >= end:
            break
        if item.end <= end:
            found.append(item)
    return found


def find_mentions(
    layout: Layout, patterns: Patterns, *, title_year: tuple[int, Span] | None, signed: datetime.date | None
) -> Mentions:
    """Find all mentions; *title_year* is the year in the plan's name with its span."""
    text = layout.view.text
    citations = tuple(
        CitationMention(m.start(), m.end(), m["title"], m["number"])
        for m in _CITATION.finditer(text)
    )
    numbers = [m.span() for m in _NUMBER.finditer(text)]
    covered = sorted([(c.start, c.end) for c in citations] + numbers)
    dates = _outside(find_dates(text, patterns), covered)
    taken = sorted([*covered, *((d.start, d.end) for d in dates)])
    quantities = _outside(find_quantities(text, patterns), taken)
    return Mentions(
        tuple(quantities), tuple(_windows(dates, layout, title_year, signed)), citations
    )


def _outside(items: Iterable[P], covered: Sequence[Span]) -> list[P]:
    kept = []
    for item in items:
        at = bisect_left(covered, (item.end, 0))
        if at and covered[at - 1][1] > item.start:
            continue
        kept.append(item)
    return kept


def _windows(
    dates: Sequence[DateMention],
    layout: Layout,
    title_year: tuple[int, Span] | None,
    signed: datetime.date | None,
) -> Iterable[Window]:
    """Give every date its year: of its own, else of the nearest context that prints one.

    Order of trust: an earlier date of the sentence, the headings above it, an earlier date of the
    paragraph, the plan's name, an earlier phase heading, the signed date.
    """
    clauses = layout.clauses
    starts = [clause.start for clause in clauses]
    dated: list[tuple[DateMention, Clause | None]] = []
    for date in dates:
        at = bisect_left(starts, date.start + 1) - 1
        dated.append((date, clauses[at] if at >= 0 else None))
    for index, (date, clause) in enumerate(dated):
        year, context = None, None
        if date.needs_year:
            year, context = _year(index, dated, layout, title_year, signed)
        first, last = resolve(date, year, signed)
        yield Window(date.start, date.end, date, first, last, (context,) if context else ())


def _year(
    index: int,
    dated: Sequence[tuple[DateMention, Clause | None]],
    layout: Layout,
    title_year: tuple[int, Span] | None,
    signed: datetime.date | None,
) -> tuple[int | None, Span | None]:
    date, clause = dated[index]
    before = [(d, c) for d, c in dated[max(0, index - 40) : index] if d.year is not None]
    if clause:
        for other, place in reversed(before):
            if place and place.sentence == clause.sentence:
                return other.year, (other.start, other.end)
        heads = _headings(layout, clause.section)
        for head in heads:
            for other, _ in reversed(before):
                if head[0] <= other.start < head[1]:
                    return other.year, (other.start, other.end)
        for other, place in reversed(before):
            if place and place.paragraph == clause.paragraph:
                return other.year, (other.start, other.end)
    if title_year:
        return title_year
    if before:
        return before[-1][0].year, (before[-1][0].start, before[-1][0].end)
    return (signed.year, None) if signed else (None, None)


def _headings(layout: Layout, section: int) -> list[Span]:
    spans = []
    while section >= 0:
        item = layout.sections[section]
        spans.append((item.start, item.body))
        section = item.parent
    return spans
