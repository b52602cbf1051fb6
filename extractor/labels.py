"""What the values of closed lists are called, in English and Chinese (``patterns/labels.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractor.models import Condition
from extractor.resources import folder

Language = Literal["en", "zh"]
Labels = Mapping[str, Mapping[str, Mapping[str, str]]]
_MEASURED = {"budget": "CNY", "investment": "CNY", "元": "CNY", "floor_area": "m2"}
"""The unit of what a tier measures, where its name does not say it."""
_UNIT = 2
"""A tier is named by what it measures, or by the printed unit (元, 平方), which is no longer."""


@lru_cache(maxsize=1)
def load_labels() -> Labels:
    """Return the labels by list, value and language."""
    labels: Labels = tomllib.loads((folder("patterns") / "labels.toml").read_text("utf-8"))
    return labels


def label(kind: str, value: str, language: Language = "en") -> str:
    """Return what *value* of the list *kind* is called; the value itself where it has no label.

    >>> label("payer", "central", "zh")
    '中央'
    """
    return load_labels().get(kind, {}).get(value, {}).get(language, value)


def number_words(value: Decimal) -> str:
    """Return a number for people, with separators.

    >>> number_words(Decimal("31200")), number_words(Decimal("0.50"))
    ('31,200', '0.5')
    """
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value.normalize():,f}"


def condition_words(condition: Condition, language: Language = "en") -> str:
    """Return a condition in words: its own, or what a tier measures, its ends and its unit.

    >>> tier = Condition(variable="budget", min=Decimal(1000000), max=None, min_inclusive=True,
    ...                  max_inclusive=None, text=None)
    >>> condition_words(tier), condition_words(tier, "zh")
    ('budget ≥1,000,000 yuan', '预算≥1,000,000元')
    """
    if condition.text:
        return condition.text
    variable = condition.variable or ""
    unit = label("unit", _MEASURED[variable], language) if variable in _MEASURED else ""
    name = label("condition_variable", variable, language)
    if name == variable and len(name) <= _UNIT:
        name, unit = "", unit or variable
    gap = " " if language == "en" else ""
    tier = _tier(condition)
    return f"{name}{gap}{tier}{gap}{unit}".strip() if tier else name


def _tier(condition: Condition) -> str:
    low, high = condition.min, condition.max
    above = ">" if condition.min_inclusive is False else "≥"
    below = "<" if condition.max_inclusive is False else "≤"
    if low is not None and high is not None:
        owned = condition.min_inclusive is not False and condition.max_inclusive is not False
        if owned:
            return f"{number_words(low)}–{number_words(high)}"
        return f"{above}{number_words(low)}, {below}{number_words(high)}"
    if low is not None:
        return f"{above}{number_words(low)}"
    return f"{below}{number_words(high)}" if high is not None else ""
