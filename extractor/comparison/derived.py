"""Variables that are computed from other cells: ratios and spans of days.

A ratio is formed only of numbers for one period; where the two totals are for different ones, a
number that the notice gives for the other's period is taken, or else the cell says why not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from extractor.comparison.answers import NOTHING, Answer, days, when
from extractor.comparison.claims import Claim, Period, settle
from extractor.comparison.compared import CellStatus
from extractor.comparison.questions import Question
from extractor.models import Comparator

Section = tuple[str, ...]
_CENT = Decimal("0.01")


def derive(
    question: Question, answers: Mapping[str, Answer], sections: Mapping[str, Section] | None
) -> Answer:
    """Answer a question that is put to other cells.

    *sections* has the heading of each record, where a notice speaks of several programmes: a
    ratio is then formed only of numbers under one heading. None: the notice is about one.
    """
    operands = [answers[name] for name in question.of]
    if any(item.value is None for item in operands):
        return NOTHING
    for name, item in zip(question.of, operands, strict=True):
        if item.counted:
            return _not_computed(f"{name} counts {item.counted}", f"所计对象为{item.counted}")
    if question.take == "days":
        return _days(operands)
    if sections is not None and not _together(operands, sections):
        return _not_computed("the numbers stand under different headings", "二者出自不同标题之下")
    return _ratio(question, operands)


def _together(operands: Sequence[Answer], sections: Mapping[str, Section]) -> bool:
    """Tell whether a record of each operand stands under one and the same heading."""
    headings = [{sections[record] for record in item.records} for item in operands]
    return bool(set.intersection(*headings))


def _not_computed(reason: str, reason_zh: str) -> Answer:
    return Answer("not_stated", note=(f"not computed: {reason}", f"未计算：{reason_zh}"))


def _days(operands: Sequence[Answer]) -> Answer:
    start, end = operands
    if not (isinstance(start.value, str) and isinstance(end.value, str)):
        return _not_computed("several dates are given", "日期不止一个")
    if end.value < start.value:
        return _not_computed("the end is before the beginning", "截止早于起始")
    return Answer("stated", days(start.value, end.value), _records(operands))


def _ratio(question: Question, operands: Sequence[Answer]) -> Answer:
    if any(item.status == "stated" and isinstance(item.value, tuple) for item in operands):
        return _not_computed("several things are counted", "所计对象不止一种")
    top, bottom = _matched(*operands)
    if top is None or bottom is None:
        a, b = (when(item.period) for item in operands)
        of, by = question.of
        return _not_computed(f"{of} is for {a}, {by} for {b}", f"二者期间不同（{a}；{b}）")
    values = tuple(
        dict.fromkeys(
            (x / y).quantize(_CENT) for x in _values(top) for y in _values(bottom) if y != 0
        )
    )
    if not values:
        return _not_computed("the divisor is zero", "除数为零")
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
    if bottom.comparator == "eq":
        return None if top.comparator == "range" else top.comparator
    return "approx" if {top.comparator, bottom.comparator} <= {"eq", "approx"} else None


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
    settled = settle(claims).claims
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
