"""Doubts that a comparison raises: sums and windows of each plan, and numbers far from the rest.

The clock is not asked: that a plan is over is told only for a day given. Nothing is corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import log10
from statistics import median

from extractor.comparison.compared import (
    Cell,
    CellEvidence,
    CheckCode,
    ComparedNotice,
    ComparisonCheck,
    Variable,
)
from extractor.models import (
    RECORD_TYPES,
    Evidence,
    Failure,
    NoticeWarning,
    PolicyNotice,
    plain_number,
)

_FROM_WARNINGS: tuple[CheckCode, ...] = ("sum_mismatch", "window_reversed", "validity_ended")
"""Doubts about one notice that also matter when it is compared."""
_PLACES = 4
"""Fewer places than this have no median worth the name."""
_SLIP = 10_000
"""万 left out, or read twice."""
_FAR = 2.0
"""For a rate (per household, per m2), so many powers of ten from the median are far."""
_FAR_TOTAL = 3.0
"""The same for a total: places differ in size."""


def check_comparison(
    rows: Sequence[ComparedNotice],
    notices: Mapping[str, PolicyNotice | Failure],
    variables: Iterable[Variable],
    cells: Sequence[Cell],
    day: str | None,
) -> tuple[ComparisonCheck, ...]:
    """Return the doubts, notice by notice, then variable by variable."""
    found = [check for row in rows for check in _of_notice(row, notices[row.id], day)]
    places = {row.id: row.place or row.id for row in rows}
    for variable in variables:
        if variable.type == "number" and variable.topic in ("scale", "derived"):
            found += _outliers(variable, cells, places)
    order = {row.id: index for index, row in enumerate(rows)}
    return tuple(sorted(found, key=lambda check: order[check.notice]))


def _of_notice(
    row: ComparedNotice, notice: PolicyNotice | Failure, day: str | None
) -> Iterator[ComparisonCheck]:
    if isinstance(notice, Failure):
        return
    for warning in notice.warnings:
        code = next((code for code in _FROM_WARNINGS if code == warning.code), None)
        if code:
            yield ComparisonCheck(
                code=code,
                notice=row.id,
                variable=None,
                message=warning.message,
                message_zh=warning.message_zh,
                evidence=tuple(_places(row.id, notice, warning)),
            )
    ends = notice.metadata.expires_on
    if day is not None and row.in_force == "ended":
        yield ComparisonCheck(
            code="validity_over",
            notice=row.id,
            variable="expires_on",
            message=f"the plan was in force until {ends} and is over on {day}",
            message_zh=f"方案有效期至{ends}，在{day}已失效。",
            evidence=(CellEvidence(notice=row.id, record="metadata.expires_on"),),
        )


def _places(row: str, notice: PolicyNotice, warning: NoticeWarning) -> Iterator[CellEvidence]:
    """Yield the records that stand where a warning points."""
    spans = {_span(place) for place in warning.evidence}
    for kind in RECORD_TYPES:
        for record in getattr(notice, kind):
            if _span(record.evidence[0]) in spans:
                yield CellEvidence(notice=row, record=record.id)
    for name, item in notice.metadata_evidence.items():
        if spans & {_span(place) for place in item.evidence}:
            yield CellEvidence(notice=row, record=f"metadata.{name}")


def _span(place: Evidence) -> tuple[int, int]:
    return place.start, place.end


# Numbers far from those of the other places.


def _outliers(
    variable: Variable, cells: Iterable[Cell], places: Mapping[str, str]
) -> Iterator[ComparisonCheck]:
    """Flag a number far from the median of the places, on a scale of powers of ten.

    The median is of at least four places; each place counts once, with its first number. A number
    that counts something of its own kind (``Cell.counted``) is left out.
    """
    mine = [
        cell
        for cell in cells
        if cell.variable == variable.id and cell.status == "stated" and not cell.counted
    ]
    numbers = [(cell, value) for cell in mine if (value := _positive(cell)) is not None]
    first = {places[cell.notice]: value for cell, value in reversed(numbers)}
    if len(first) < _PLACES:
        return
    middle = median(sorted(first.values()))
    far = _FAR if variable.topic == "derived" else _FAR_TOTAL
    for cell, value in numbers:
        powers = log10(value / middle)
        if abs(powers) >= far:
            yield _outlier(variable, cell, value, middle, powers)


def _positive(cell: Cell) -> Decimal | None:
    return cell.value if isinstance(cell.value, Decimal) and cell.value > 0 else None


def _outlier(
    variable: Variable, cell: Cell, value: Decimal, middle: Decimal, powers: float
) -> ComparisonCheck:
    times = plain_number(Decimal(f"{10 ** abs(powers):.3g}"))
    slip = abs(abs(powers) - log10(_SLIP)) < 0.5
    more, more_zh = ("above", "高于") if powers > 0 else ("below", "低于")
    hint = "; a slip of 万 (10,000) is possible" if slip else ""
    hint_zh = "，疑为单位“万”之误" if slip else ""
    shown, usual = plain_number(value), plain_number(Decimal(middle))
    return ComparisonCheck(
        code="outlier",
        notice=cell.notice,
        variable=variable.id,
        message=f"{variable.name} is {shown}, {times} times {more} the median {usual}{hint}",
        message_zh=f"{variable.name_zh}为{shown}，{more_zh}中位数{usual}约{times}倍{hint_zh}。",
        evidence=cell.evidence,
    )
