"""A comparison as a pandas DataFrame, for notebooks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractor.compared import Comparison
from extractor.models import Region, plain_number

_OWN = ("status", "value", "value_max", "comparator", "unit", "period_start", "period_end", "note")


def frame(comparison: Comparison) -> Any:
    """Return one row for each cell, a cell of several values with a list of them.

    Raises ImportError with the install line where pandas is missing.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise ImportError(
            "to_frame needs pandas: pip install 'gongwen-extractor[frames]'"
        ) from error
    empty = Region(province=None, city=None, county=None, adcode=None)
    notices = {item.id: item for item in comparison.notices}
    topics = {item.id: item.topic for item in comparison.variables}
    return DataFrame(
        [
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
    )


def _framed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_framed(item) for item in value]
    return plain_number(value) if isinstance(value, Decimal) else value
