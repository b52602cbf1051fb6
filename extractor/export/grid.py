"""What the forms of a comparison share: the cells as a tidy table, and values as words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extractor.answers import UNNAMED, number_text
from extractor.compared import Cell, Comparison, Variable
from extractor.labels import Language, label
from extractor.models import Region
from extractor.tables import Column, Table

SEPARATOR = " | "
"""Stands between the values of a cell that has several."""
_PLACE = ("province", "city", "county", "adcode")
_CELL = ("comparator", "value_max", "unit", "period_start", "period_end", "note", "note_zh")


def values(cell: Cell) -> tuple[Any, ...]:
    """Return the values of a cell, none where it has none."""
    if cell.value is None:
        return ()
    return cell.value if isinstance(cell.value, tuple) else (cell.value,)


def plain(value: Any) -> str:
    """Return a value as data: numbers as JSON prints them, codes as they are."""
    return number_text(value) if isinstance(value, Decimal) else str(value)


def shown(variable: Variable, value: Any, language: Language) -> str:
    """Return a value for people: numbers with separators, codes by their label."""
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return f"{value:,.0f}" if whole else f"{value.normalize():,f}"
    if variable.vocabulary:
        kind = "cell_word" if value == UNNAMED else variable.vocabulary
        return label(kind, value, language)
    return str(value)


def cells_table(comparison: Comparison) -> Table:
    """Return the cells in long form: a row for each value, one for a cell without any.

    ``value`` is the value as text, ``number`` the same where it is one.
    """
    variables = {item.id: item for item in comparison.variables}
    notices = {item.id: item for item in comparison.notices}
    empty = Region(province=None, city=None, county=None, adcode=None)
    rows = []
    for cell in comparison.cells:
        variable, notice = variables[cell.variable], notices[cell.notice]
        region = notice.region or empty
        records = SEPARATOR.join(dict.fromkeys(item.record for item in cell.evidence))
        for n, value in enumerate(values(cell) or (None,), 1):
            rows.append(
                (
                    cell.notice,
                    *(getattr(region, name) for name in _PLACE),
                    notice.place,
                    notice.rank,
                    variable.topic,
                    variable.id,
                    variable.name,
                    variable.name_zh,
                    cell.status,
                    n,
                    None if value is None else plain(value),
                    value if isinstance(value, Decimal) else None,
                    *(getattr(cell, name) for name in _CELL),
                    records or None,
                )
            )
    return Table(
        "cells", "Cells of the comparison", "比较单元", _columns(), tuple(rows),
        ("notice", "variable", "n"),
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    words: list[tuple[str, Any, str, str]] = [
        ("notice", "string", "Id of the notice.", "文件编号。"),
        *((name, "string", f"Region: {name}.", "适用地区。") for name in _PLACE),
        ("place", "string", "Key of the place.", "地区键。"),
        ("rank", "integer", "Place among the notices of one place.", "同一地区内的次序。"),
        ("topic", "string", "What the variable is about.", "主题。"),
        ("variable", "string", "Id of the variable.", "变量编号。"),
        ("name", "string", "Name in English.", "英文名称。"),
        ("name_zh", "string", "Name in Chinese.", "中文名称。"),
        ("status", "string", "How the cell stands.", "单元状态。"),
        ("n", "integer", "Number of the value in its cell, from 1.", "值在单元中的序号。"),
        ("value", "string", "The value as text.", "取值（文本）。"),
        ("number", "number", "The value, where it is a number.", "取值（数值）。"),
        ("comparator", "string", "How the number binds.", "比较方式。"),
        ("value_max", "number", "Upper bound of a range.", "区间上限。"),
        ("unit", "string", "Unit of the value.", "单位。"),
        ("period_start", "date", "Begin of the period.", "期间起。"),
        ("period_end", "date", "End of the period.", "期间止。"),
        ("note", "string", "Why the cell is as it is.", "英文说明。"),
        ("note_zh", "string", "The same in Chinese.", "说明。"),
        ("records", "string", "Ids of the records behind it.", "依据的记录编号。"),
    ]
    return tuple(Column(*item) for item in words)
