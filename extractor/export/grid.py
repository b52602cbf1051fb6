"""What the forms of a comparison share: the cells as a tidy table, and values as words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from extractor.comparison.answers import UNNAMED, condition_text, number_text
from extractor.comparison.compared import Cell, CellValue, Comparison, Variable
from extractor.comparison.tables import Column, ColumnType, Table
from extractor.labels import Language, condition_words, label, number_words
from extractor.models import Model, Region
from extractor.rule_cache import compiled

SEPARATOR = " | "
"""Stands between the values of a cell that has several."""
_PLACE = ("province", "city", "county", "adcode")
_VALUE: dict[str, ColumnType] = {
    "number": "number", "comparator": "string", "value_max": "number", "unit": "string",
    "every": "string", "of": "string", "period_start": "date", "period_end": "date",
    "area": "string", "base": "string",
}  # fmt: skip
"""What is said of each value, with the type of its column."""
SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "approx": "≈"}
_LONG_NUMBER = compiled(r"(?<![\d.])\d{4,}")


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
        return number_words(value)
    if variable.vocabulary:
        kind = "cell_word" if value == UNNAMED else variable.vocabulary
        return label(kind, value, language)
    return str(value)


def worded(variable: Variable, item: CellValue, language: Language) -> str:
    """Return one of the values of a cell for people, with bound and rhythm, without its name."""
    if not isinstance(item.value, Decimal):
        text = shown(variable, item.value, language)
        text = thousands(text) if item.number is not None else text
    else:
        high = "" if item.value_max is None else f"–{number_words(item.value_max)}"
        text = f"{SIGNS.get(item.comparator or '', '')}{number_words(item.value)}{high}"
    gap = " " if language == "en" else ""
    return f"{text}{gap}{label('every', item.every, language)}" if item.every else text


def thousands(text: str) -> str:
    """Return a quantity in words with separators in its numbers.

    >>> thousands("≥20000个")
    '≥20,000个'
    """
    return _LONG_NUMBER.sub(lambda match: f"{int(match[0]):,}", text)


def names(cell: Cell, language: Language) -> list[str]:
    """Return for each value of a cell what tells it from the others, as far as it is said.

    The year, rate or thing that it is of, its area, base and condition; its period where these are
    the same for several.
    """
    found = [_name(cell, item, language) for item in cell.values]
    return [
        name if found.count(name) == 1 else _dated(name, item)
        for name, item in zip(found, cell.values, strict=True)
    ]


def _name(cell: Cell, item: CellValue, language: Language) -> str:
    condition = item.condition and condition_words(item.condition, language)
    of = item.of
    if item.condition and of == condition_text(item.condition):
        of = None
    counted = cell.counted if len(cell.values) == 1 and item.of is None else None
    area = item.area if item.area != item.of else None
    words = (of, area, item.base, counted, condition)
    return " · ".join(dict.fromkeys(word for word in words if word))


def _dated(name: str, item: CellValue) -> str:
    """Return a name with the years of a value, unless it has them."""
    years = dict.fromkeys(day[:4] for day in (item.period_start, item.period_end) if day)
    words = "–".join(years)
    return name if words in name else f"{name} · {words}".removeprefix(" · ")


def cell_words(variable: Variable, cell: Cell, language: Language) -> list[str]:
    """Return the values of a cell for people, each with its name: 2024: 30, or 15 (成交价)."""
    found = []
    for item, name in zip(cell.values, names(cell, language), strict=True):
        text = worded(variable, item, language)
        if name and len(cell.values) == 1 and item.of is None:
            text = f"{text} ({name})" if language == "en" else f"{text}（{name}）"
        elif name:
            text = f"{name}: {text}" if language == "en" else f"{name}：{text}"
        found.append(text)
    return list(dict.fromkeys(found))


def join_words(words: Sequence[str], language: Language, most: int) -> str:
    """Return the first *most* words in a line, and how many there are besides.

    >>> join_words(["a", "b", "c"], "en", most=2)
    'a; b … +1'
    """
    left = len(words) - most
    line = ("；" if language == "zh" else "; ").join(words[:most])
    return f"{line} … +{left}" if left > 0 else line


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
        for n, item in enumerate(cell.values or (None,), 1):
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
                    *_row(item),
                    cell.counted,
                    cell.note,
                    cell.note_zh,
                    (SEPARATOR.join(item.records) if item else records) or None,
                )
            )
    return Table(
        "cells", "Cells of the comparison", "比较单元", _columns(), tuple(rows),
        ("notice", "variable", "n"),
    )  # fmt: skip


def _row(item: CellValue | None) -> tuple[Any, ...]:
    """Return the columns of one value."""
    if item is None:
        return (None,) * (len(_VALUE) + 2)
    first = (plain(item.value), *(getattr(item, name) for name in _VALUE))
    return (*first, condition_text(item.condition))


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
        *((name, type_, *_described(CellValue, name)) for name, type_ in _VALUE.items()),
        ("condition", "string", *_described(CellValue, "condition")),
        *((name, "string", *_described(Cell, name)) for name in ("counted", "note", "note_zh")),
        ("records", "string", "Ids of the records behind the value.", "取值依据的记录编号。"),
    ]
    return tuple(Column(*item) for item in words)


def _described(model: type[Model], name: str) -> tuple[str, str]:
    field = model.model_fields[name]
    extra: Any = field.json_schema_extra
    return field.description or "", extra["description_zh"]
