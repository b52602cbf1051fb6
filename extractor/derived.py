"""Variables that are computed from other cells: ratios and spans of days.

A ratio is formed only of numbers for one period; where the two totals are for different ones, a
number that the notice gives for the other's period is taken, or else the cell says why not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.answers import NOTHING, Answer, days
from extractor.claims import Claim, Period, settle
from extractor.compared import CellStatus
from extractor.models import Comparator
from extractor.questions import Question

_CENT = Decimal("0.01")


def derive(question: Question, answers: Mapping[str, Answer]) -> Answer:
    """Answer a question that is put to other cells."""
    operands = [answers[name] for name in question.of]
    unread = [item for item in operands if item.status == "unreadable"]
    if unread:
        return Answer("unreadable")
    if any(item.value is None for item in operands):
        return NOTHING
    if question.take == "days":
        return _days(operands)
    return _ratio(question, operands)


def _days(operands: Sequence[Answer]) -> Answer:
    start, end = operands
    if not all(isinstance(item.value, str) for item in operands):
        return NOTHING
    if end.value < start.value:
        return Answer(
            "not_stated",
            note=("the end is before the beginning", "截止早于起始"),
        )
    return Answer("stated", days(start.value, end.value), _records(operands))


def _ratio(question: Question, operands: Sequence[Answer]) -> Answer:
    top, bottom = _matched(*operands)
    if top is None or bottom is None:
        a, b = (_when(item.period) for item in operands)
        of, by = question.of
        return Answer(
            "not_stated",
            note=(
                f"not computed: {of} is for {a}, {by} for {b}",
                f"未计算：二者期间不同（{a}；{b}）",
            ),
        )
    values = tuple(
        dict.fromkeys(
            (x / y).quantize(_CENT) for x in _values(top) for y in _values(bottom) if y != 0
        )
    )
    if not values:
        return NOTHING
    status: CellStatus = "stated" if len(values) == 1 else "conflicting"
    return Answer(
        status,
        values[0] if len(values) == 1 else values,
        _records((top, bottom)),
        comparator=_bound(top, bottom),
        period=max(top.period, bottom.period, key=lambda item: sum(map(bool, item))),
        note=_undated(top, bottom),
    )


def _values(item: Answer) -> tuple[Decimal, ...]:
    return item.value if isinstance(item.value, tuple) else (item.value,)


def _records(operands: Sequence[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record for item in operands for record in item.records))


def _bound(top: Answer, bottom: Answer) -> Comparator | None:
    bounds = {top.comparator, bottom.comparator}
    if bounds == {"eq"}:
        return "eq"
    return "approx" if bounds <= {"eq", "approx"} else None


def _matched(top: Answer, bottom: Answer) -> tuple[Answer | None, Answer | None]:
    """Return the two numbers for one period, or None where the notice gives none."""
    if _one(top.period, bottom.period):
        return top, bottom
    for period in (top.period, bottom.period):
        a, b = _at(top, period), _at(bottom, period)
        if a and b:
            return a, b
    return None, None


def _at(item: Answer, period: Period) -> Answer | None:
    """Return what a variable is in *period*: its total, or another number that is for it."""
    if _one(item.period, period):
        return item
    claims: tuple[Claim, ...] = tuple(c for c in item.claims if _one(c.period, period))
    settled = settle(claims) if claims else ()
    if len(settled) != 1:
        return None
    claim = settled[0]
    return Answer("stated", claim.value, claim.records, claim.comparator, period=claim.period)


def _one(a: Period, b: Period) -> bool:
    """Tell whether two periods are one; a number without any is the plan's as a whole."""
    if (None, None) in (a, b):
        return True
    return a[1] == b[1] and (a[0] == b[0] or None in (a[0], b[0]))


def _undated(top: Answer, bottom: Answer) -> tuple[str, str] | None:
    undated = [item for item in (top, bottom) if item.period == (None, None)]
    if len(undated) != 1:
        return None
    return "one of the two numbers has no period of its own", "其中一数未载明期间"


def _when(period: Period) -> str:
    start, end = period
    return f"{start or '…'}–{end or '…'}"
