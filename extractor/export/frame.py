"""A comparison as a pandas DataFrame, for notebooks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractor.comparison.compared import Comparison
from extractor.models import Region, plain_number

_OWN = ("status", "value", "value_max", "comparator", "unit", "period_start", "period_end", "note")


def frame(comparison: Comparison, *, wide: bool = False) -> Any:
    """Return one row for each cell, a cell of several values with a list of them.

    *wide*: a row for each notice, two columns for each variable, its value and its status
    (``households``, ``households.status``). Raises ImportError with the install line where pandas
    is missing.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise ImportError(
            "to_frame needs pandas: pip install 'gongwen-extractor[frames]'"
        ) from error
    return DataFrame(_by_notice(comparison) if wide else _by_cell(comparison))


def _by_notice(comparison: Comparison) -> list[dict[str, Any]]:
    rows = {
        notice.id: {"notice": notice.id, "place": notice.place, "rank": notice.rank}
        for notice in comparison.notices
    }
    for cell in comparison.cells:
        rows[cell.notice][cell.variable] = _framed(cell.value)
        rows[cell.notice][f"{cell.variable}.status"] = cell.status
    return list(rows.values())


def _by_cell(comparison: Comparison) -> list[dict[str, Any]]:
    empty = Region(province=None, city=None, county=None, adcode=None)
    notices = {item.id: item for item in comparison.notices}
    topics = {item.id: item.topic for item in comparison.variables}
    return [
        {
            "notice": cell.notice,
            **(notices[cell.notice].region or empty).model_dump(),
            "place": notices[cell.notice].place,
            "rank": notices[cell.notice].rank,
            "topic": topics[cell.variable],
            "variable": cell.variable,
            **{name: _framed(getattr(cell, name)) for name in _OWN},
        }
        for cell in comparison.cells
    ]


def _framed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_framed(item) for item in value]
    return plain_number(value) if isinstance(value, Decimal) else value
