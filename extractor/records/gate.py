"""The number gate: what does not parse again from a record's own evidence is not emitted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.models import Record
from extractor.patterns import Patterns
from extractor.values.dates import dates_in
from extractor.values.numbers import values_in

_UNIT = 8
"""The longest printed unit of a table (亿立方米)."""
_NUMBERS = ("value", "value_max", "min", "max")
_DATES = ("start", "end", "period_start", "period_end")


def passes(record: Record, patterns: Patterns, read: Sequence[str] = ()) -> bool:
    """The number gate: every value must parse again from the record's own evidence.

    A value may need a header's unit and a date its year: those stand in context evidence. *read*
    is what of the evidence was read where other cells stand between its lines. Text whose digits
    were altered does not pass.
    """
    texts = [*(item.text for item in record.evidence), *read]
    numbers = [*_numbers(record), *_numbers(getattr(record, "condition", None))]
    if numbers:
        # A date beside a record is no place for its value: 第三季度 would vouch for 3个.
        printed = [texts[0], *(text for text in texts[1:] if not dates_in([text], patterns))]
        # A table's cell and the unit of its header or unit column are one number printed apart.
        printed += [texts[0].rpartition("\n")[2] + text for text in texts[1:] if len(text) <= _UNIT]
        if not values_in(printed, patterns).issuperset(numbers):
            return False
    dates = [v for f in _DATES if (v := getattr(record, f, None))]
    return not dates or dates_in(texts, patterns).issuperset(dates)


def _numbers(item: object) -> list[Decimal]:
    """Return the numbers of a record, or of its condition."""
    found = (getattr(item, field, None) for field in _NUMBERS)
    return [value for value in found if isinstance(value, Decimal)]
