"""All mentions of a layout, found once: quantities, dates with their years, citations.

One pass a kind over the whole view; overlaps are settled here by one rule: a citation (《…》 with
its document number) covers everything inside it, a date covers a quantity, and the longer of two
of one kind wins. Years left out are taken from the text, never from the clock (see ``windows``).
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from extractor.document import Span
from extractor.patterns import Patterns
from extractor.rule_cache import compiled
from extractor.segment import Layout
from extractor.values.dates import find_dates
from extractor.values.numbers import Quantity, find_quantities
from extractor.windows import Window, Years

_CITATION = compiled(
    r"[《〈](?P<title>(?:[^《》〈〉]|[《〈](?:[^《》〈〉]|[《〈][^《》〈〉]*[》〉])*[》〉])+)[》〉]"
    r"(?:\((?P<number>[^()]{0,12}(?:\([^()]{1,6}\)[^()]{0,8})?(?:〔|\[|\(|【)?\d{4}(?:〕|\]|\)|】)[^()]{0,12}号"
    r"|[^()]{2,24}令(?:第)?\d+号)\))?"
)
_NUMBER = compiled(
    r"[\u4e00-\u9fff()]{1,14}(?:〔|\[|【)\d{4}(?:〕|\]|】)\d{1,5}号|[\u4e00-\u9fff]{1,16}令第?\d+号"
)


class Placed(Protocol):
    """Anything with a span of the view."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)

__all__ = ["CitationMention", "Mentions", "Window", "find_mentions", "within"]


@dataclass(frozen=True, slots=True)
class CitationMention:
    """A title in 《》 with the document number behind it."""

    start: int
    end: int
    title: str
    number: str | None


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
    layout: Layout,
    patterns: Patterns,
    *,
    title_year: tuple[int, Span] | None,
    signed: datetime.date | None,
    signed_span: Span | None = None,
    plans: Sequence[tuple[int, tuple[int, Span] | None]] = (),
    title_span: Span | None = None,
    heading: Span | None = None,
) -> Mentions:
    """Find all mentions; the rest is what the front matter says of years.

    *title_year* is the year in the plan's name with its span, *plans* where each of several plans
    begins with the year in its name, *signed_span* where the signed date stands, *title_span* where
    the plan's name does and *heading* where that of the notice: 《》 there cite no other document.
    """
    text = layout.view.text
    citations = tuple(
        CitationMention(m.start(), m.end(), m["title"], m["number"])
        for m in _CITATION.finditer(text)
    )
    numbers = [m.span() for m in _NUMBER.finditer(text)]
    own = [span for span in (title_span, heading) if span]
    others = [
        (c.start, c.end) for c in citations if not any(a < c.end and c.start < b for a, b in own)
    ]
    covered = sorted(others + numbers)
    dates = _outside(find_dates(text, patterns), covered)
    taken = sorted([*covered, *((d.start, d.end) for d in dates)])
    quantities = _outside(find_quantities(text, patterns), taken)
    years = Years(layout, dates, title_year, plans, signed, signed_span, title_span)
    return Mentions(tuple(quantities), years.windows(), citations)


def _outside(items: Iterable[P], covered: Sequence[Span]) -> list[P]:
    kept = []
    for item in items:
        at = bisect_left(covered, (item.end, 0))
        if at and covered[at - 1][1] > item.start:
            continue
        kept.append(item)
    return kept
