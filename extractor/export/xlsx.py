"""A workbook: of a comparison (a sheet for each topic, the notices' words as comments), of tables.

Nothing that stands in a notice becomes a formula or a link. Dates are dates, numbers are numbers;
the same comparison gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from extractor.comparison.compared import (
    Cell,
    CellStatus,
    ComparedNotice,
    Comparison,
    Topic,
    Variable,
)
from extractor.comparison.tables import Table
from extractor.export.grid import SIGNS, cell_words, names, values
from extractor.labels import label
from extractor.models import Region
from extractor.rule_cache import compiled

_LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""
_COMMENT, _SENTENCE = 1_500, 300
_NAME = 80
"""Characters of what a number is of that are shown behind it."""
_CELL, _LINES = 32, 12
"""Width of a cell of a comparison in characters, and most lines that it shows."""
_DAY = compiled(r"\d{4}-\d{2}-\d{2}")
_COLOURS: dict[CellStatus, str] = {
    "stated": "#FFFFFF", "not_stated": "#EDEDED", "unreadable": "#FFE699",
    "conflicting": "#F4B6B6",
}  # fmt: skip
_HEADS, _FIXED = 3, 3
"""Rows of the head (notice, place, rank), and columns that stay in sight (names, unit)."""


def write_xlsx(comparison: Comparison, path: Path) -> None:
    """Write a comparison: notices, a sheet for each topic, checks, codebook and legend."""
    book = _Book(path)
    book.notices(comparison.notices)
    evidence = {(item.notice, item.record): item.text for item in comparison.evidence}
    cells = {(cell.notice, cell.variable): cell for cell in comparison.cells}
    for topic in get_args(Topic):
        asked = [item for item in comparison.variables if item.topic == topic]
        book.topic(topic, asked, comparison.notices, cells, evidence)
    book.checks(comparison)
    book.codebook(comparison.variables)
    book.legend()
    book.close()


def write_tables(tables: Iterable[Table], path: Path) -> None:
    """Write tidy tables as a workbook, a sheet each, with a codebook of the columns."""
    book = _Book(path)
    kept = list(tables)
    for table in kept:
        types = [column.type for column in table.columns]
        heads = [[column.name for column in table.columns]]
        book.sheet(table.name, heads, table.rows, types=types)
    rows = [
        (table.name, c.name, c.type, c.unit, c.description, c.description_zh)
        for table in kept
        for c in table.columns
    ]
    heads = [["table 表", "column 列", "type 类型", "unit 单位", "description", "含义"]]
    book.sheet("codebook", heads, rows)
    book.close()


class _Book:
    """A workbook being written, with its formats."""

    def __init__(self, path: Path) -> None:
        from xlsxwriter import Workbook

        options = {"strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(str(path), options)
        self.book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - fixed bytes
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def close(self) -> None:
        from xlsxwriter.exceptions import FileCreateError

        try:
            self.book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error

    def format(self, **properties: Any) -> Any:
        """Return the format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({"valign": "top", **properties})
        return self._formats[key]

    def write(self, sheet: Any, at: tuple[int, int], value: Any, **properties: Any) -> None:
        """Write one value as what it is: a number, a date, or text that stays text."""
        if isinstance(value, bool):
            sheet.write_boolean(*at, value, self.format(**properties))
        elif isinstance(value, Decimal | int):
            whole = value == int(value)
            properties.setdefault("num_format", "#,##0" if whole else "#,##0.00##")
            sheet.write_number(*at, float(value), self.format(**properties))
        elif isinstance(value, date):
            properties.setdefault("num_format", "yyyy-mm-dd")
            sheet.write_datetime(*at, value, self.format(**properties))
        elif value is None:
            sheet.write_blank(*at, None, self.format(**properties))
        else:
            sheet.write_string(*at, str(value)[:_LONGEST], self.format(**properties))

    def sheet(
        self,
        name: str,
        heads: Sequence[Sequence[str | None]],
        rows: Iterable[Sequence[Any]],
        *,
        types: Sequence[str] = (),
        fixed: int = 1,
    ) -> Any:
        """Write a plain sheet: heads, rows, frozen heads, widths by what stands in it."""
        sheet = self.book.add_worksheet(name)
        widths: dict[int, int] = {}
        for y, head in enumerate(heads):
            for x, word in enumerate(head):
                self.write(sheet, (y, x), word, bold=True, bg_color="#DDEBF7", text_wrap=True)
                widths[x] = max(widths.get(x, 0), _width(word))
        for y, row in enumerate(rows, len(heads)):
            for x, value in enumerate(row):
                typed = _dated(value) if not types or types[x] == "date" else value
                plain = {"num_format": "0.############"} if types else {}
                is_number = isinstance(typed, Decimal | int) and not isinstance(typed, bool)
                self.write(sheet, (y, x), typed, **(plain if is_number else {}))
                widths[x] = max(widths.get(x, 0), _width(value))
        _shape(sheet, widths, len(heads), fixed)
        return sheet

    def notices(self, notices: Sequence[ComparedNotice]) -> None:
        heads = (
            ("notice", "place", "rank", "province", "city", "county", "code", "title", "number",
             "status", "signed on", "in force", "failure"),
            ("文件", "地区键", "次序", "省级", "地级", "县级", "代码", "标题", "文号", "状态",
             "成文日期", "是否有效", "无法读取的原因"),
        )  # fmt: skip
        empty = Region(province=None, city=None, county=None, adcode=None)
        rows = [
            (item.id, item.place, item.rank, *(item.region or empty).model_dump().values(),
             item.title, item.document_number, _both("status", item.status), item.signed_on,
             _both("in_force", item.in_force), item.failure)
            for item in notices
        ]  # fmt: skip
        self.sheet("notices 文件", heads, rows)

    def topic(
        self,
        topic: Topic,
        asked: Sequence[Variable],
        notices: Sequence[ComparedNotice],
        cells: Mapping[tuple[str, str], Cell],
        evidence: Mapping[tuple[str, str], str],
    ) -> None:
        """Write the cells of a topic: a row for each variable, a column for each notice."""
        heads = (
            ["variable", "变量", "unit 单位", *(item.id for item in notices)],
            ["place", "地区", None, *(_named(item) for item in notices)],
            ["rank", "次序", None, *(str(item.rank) for item in notices)],
        )
        rows = [(item.name, item.name_zh, _unit(item)) for item in asked]
        sheet = self.sheet(f"{topic} {label('topic', topic, 'zh')}", heads, rows, fixed=_FIXED)
        for y, variable in enumerate(asked, _HEADS):
            for x, notice in enumerate(notices, _FIXED):
                cell = cells[notice.id, variable.id]
                colour = {} if cell.status == "stated" else {"bg_color": _COLOURS[cell.status]}
                value = _value(variable, cell)
                named = _number_format(cell, value)
                self.write(sheet, (y, x), value, text_wrap=True, align="left", **colour, **named)
                if words := _comment(cell, evidence):
                    sheet.write_comment(y, x, words, {"x_scale": 3, "y_scale": 2})
            row = (_value(variable, cells[notice.id, variable.id]) for notice in notices)
            lines = max(map(_lines, row), default=1)
            sheet.set_row(y, 15 * min(lines, _LINES))
        widths = {0: 32, 1: 30, 2: 32, **dict.fromkeys(range(_FIXED, _FIXED + len(notices)), _CELL)}
        _shape(sheet, widths, _HEADS, _FIXED)

    def checks(self, comparison: Comparison) -> None:
        names = {item.id: f"{item.name} {item.name_zh}" for item in comparison.variables}
        heads = [["notice 文件", "check 核对", "variable 变量", "message", "说明"]]
        rows = [
            (item.notice, _both("check", item.code), names.get(item.variable or ""),
             item.message, item.message_zh)
            for item in comparison.checks
        ]  # fmt: skip
        self.sheet("checks 核对", heads, rows)

    def codebook(self, variables: Sequence[Variable]) -> None:
        heads = [
            ["id", "topic 主题", "name", "名称", "type 类型", "unit 单位", "definition", "含义",
             "computed 取值方法"]
        ]  # fmt: skip
        rows = [
            (item.id, _both("topic", item.topic), item.name, item.name_zh,
             _both("variable_type", item.type), _unit(item), item.definition, item.definition_zh,
             item.computed)
            for item in variables
        ]  # fmt: skip
        self.sheet("codebook 编码手册", heads, rows)

    def legend(self) -> None:
        sheet = self.sheet("legend 图例", [["colour 颜色", "means", "含义"]], [], fixed=0)
        meanings = {
            "stated": ("The notice says it; comments give its words.", "文件已载明；批注为原文。"),
            "not_stated": ("The notice was read and does not say.", "文件未载明。"),
            "unreadable": (
                "The input, or a part of it, could not be read.",
                "文件（或其部分内容）无法读取。",
            ),
            "conflicting": (
                "Several values that cannot all hold; all are given.",
                "前后不一，全部列出。",
            ),
        }
        for y, (status, (english, chinese)) in enumerate(meanings.items(), 1):
            colour = _COLOURS[status]  # type: ignore[index]
            self.write(sheet, (y, 0), _both("cell_status", status), bg_color=colour, border=1)
            self.write(sheet, (y, 1), english)
            self.write(sheet, (y, 2), chinese)
        _shape(sheet, {0: 24, 1: 60, 2: 40}, 1, 0)


def _shape(sheet: Any, widths: Mapping[int, int], heads: int, fixed: int) -> None:
    for x, width in widths.items():
        sheet.set_column(x, x, min(max(width, 8), 48))
    sheet.freeze_panes(heads, fixed)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _width(value: Any) -> int:
    """Return how wide a value is, in half-width characters of its longest line."""
    text = "" if value is None else str(value)
    lines = text.split("\n")
    return max(sum(2 if ord(c) > 0x2E80 else 1 for c in line) for line in lines) + 2


def _lines(value: Any) -> int:
    """Return how many lines a value takes in a cell of a comparison."""
    return sum(-(-_width(line) // _CELL) for line in str(value).split("\n"))


def _dated(value: Any) -> Any:
    """Return a date for a full ISO date that a workbook can hold, else the value."""
    if isinstance(value, str) and _DAY.fullmatch(value) and value >= "1900-03-01":
        return date.fromisoformat(value)
    return value


def _both(kind: str, value: str | None) -> str | None:
    return value and f"{label(kind, value)} {label(kind, value, 'zh')}"


def _unit(variable: Variable) -> str | None:
    if variable.unit is None:
        return None
    for kind in ("unit", "variable_unit"):
        if (named := label(kind, variable.unit, "zh")) != variable.unit:
            return f"{variable.unit} {named}"
    return variable.unit


def _named(notice: ComparedNotice) -> str | None:
    region = notice.region
    return (region.county or region.city or region.province) if region else None


def _value(variable: Variable, cell: Cell) -> Any:
    """Return what a cell shows: its value, or in words why it has none."""
    items = values(cell)
    if not items:
        return "—" if cell.status == "not_stated" else _both("cell_status", cell.status)
    if len(cell.values) == 1 and isinstance(items[0], Decimal):
        return items[0]
    if len(items) == 1 and variable.type == "date":
        return _dated(items[0])
    words = cell_words(variable, cell, "zh")
    return ("≠ " if cell.status == "conflicting" else "") + "\n".join(words)


def _number_format(cell: Cell, value: Any) -> dict[str, str]:
    """Return the format of a number that shows what it is of behind it, and stays a number."""
    if not isinstance(value, Decimal):
        return {}
    (item,), (name,) = cell.values, names(cell, "zh")
    every = label("every", item.every, "zh") if item.every else ""
    words = f"{every}（{name[:_NAME]}）" if name else every
    sign = SIGNS.get(item.comparator or "", "")
    number = "#,##0" if value == int(value) else "#,##0.00##"
    return {"num_format": f"{_literal(sign)}{number}{_literal(words)}"}


def _literal(text: str) -> str:
    """Return text as a part of the format of a number, where it stands for itself."""
    kept = "".join(char for char in text if char.isprintable() and char != '"')
    return f'"{kept}"' if kept else ""


def _comment(cell: Cell, evidence: Mapping[tuple[str, str], str]) -> str:
    """Return the words behind a cell, with what binds its number and why it is as it is."""
    lines = []
    if cell.comparator and cell.comparator != "eq":
        lines.append(_both("comparator", cell.comparator) or "")
    if cell.period_start or cell.period_end:
        lines.append(f"{cell.period_start or '…'} – {cell.period_end or '…'}")
    if cell.note and cell.note_zh:
        lines += dict.fromkeys((cell.note, cell.note_zh))
    texts = (evidence.get((item.notice, item.record)) for item in cell.evidence)
    for text in dict.fromkeys("".join(text.split("\n")) for text in texts if text):
        lines.append(f"“{text[:_SENTENCE]}{'…' if len(text) > _SENTENCE else ''}”")
        if sum(map(len, lines)) > _COMMENT:
            lines.append("…")
            break
    return "\n".join(lines)
