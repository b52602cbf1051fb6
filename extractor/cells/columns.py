"""What heads the columns of a table and what their cells hold, as rows are told by it."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled

NUMBERS = phrase("columns.numbers")
BODIES = phrase("columns.bodies")
TIMES = phrase("columns.times")
UNITS = phrase("columns.units")
"""The head of a column of units, where numbers have none; of bodies elsewhere."""
KINDS = compiled("(?:指标)?(?:属性|类型|性质)")
"""The head of 约束性, 预期性."""
GROUPS = phrase("columns.groups")
MEASURED = compiled(r"[(](?:[^()\d]{1,6}|%)[)]$")
"""A head with a unit: numbers stand under it."""
_YEAR = wording("columns.year")

OFFICE = wording("columns.office")
_POINT = wording("columns.point")
TIME = phrase("columns.time")
NAMES = phrase("columns.names")
NUMBER = phrase("columns.number")
VALUE = phrase("columns.value")
TOTAL = phrase("columns.total")


@lru_cache(maxsize=8)
def head(patterns: Patterns) -> str:
    """Return an expression of a known column head, its unit or remark in brackets with it."""
    names = alternation(patterns.words["document/column_heads"])
    return rf"(?:{names}|{_YEAR})(?:[(][^()]{{1,10}}[)])?"


@lru_cache(maxsize=8)
def _whole(patterns: Patterns) -> regex.Pattern[str]:
    return compiled(rf"(?:{head(patterns)})+")


def is_head(text: str, patterns: Patterns) -> bool:
    """Tell whether a cell is a column's head, or those of columns that ran together."""
    return bool(MEASURED.search(text) or _whole(patterns).fullmatch(text))
