"""Spreadsheets (XLSX, XLS) and tables in text form (CSV, TSV): bytes → a document of lines.

A row is a line with its cells joined by TAB; a row of one cell is a line of its own (title, unit,
note). Cells read as they are printed: 1.0 is 1, a share is 25.6%, a month without a day stays a
month. A merged cell stands once, in its first place. Hidden sheets, rows and columns, and columns
and rows without text, are left out. The name of a sheet is a line above it, unless it is the
program's own (Sheet1).
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.safe import open_zip
from extractor.readers.sheet_styles import PLAIN, SheetStyle, sheet_styles
from extractor.readers.text import decode

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Row = Sequence[object]
_MOST_CELLS = 2_000_000
_OWN_NAME = regex.compile(r"(?:sheet|工作表|表)\s*\d*|sheet\d+\s*\(\d+\)", regex.I)
_MIDNIGHT = datetime.time()
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_XLS = "application/vnd.ms-excel"


def read_xlsx(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in an XLSX file; raises UnreadableError where it is broken or empty."""
    with open_zip(data, name) as archive:
        styles = sheet_styles(archive, name)
    return _workbook(data, name, _XLSX, styles)


def read_xls(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in an XLS file; raises UnreadableError where it is broken or empty."""
    return _workbook(data, name, _XLS, {})


def read_csv(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in a table whose cells commas or TABs part.

    Raises UnreadableError where the bytes are no text or hold no row.
    """
    decoded = decode(data, name)
    text = decoded.text.removeprefix("\ufeff").replace("\0", "")
    first = text.split("\n", 1)[0]
    mark = "\t" if first.count("\t") > first.count(",") else ","
    csv.field_size_limit(len(text) + 1)
    try:
        rows: list[Row] = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error as error:
        raise UnreadableError(f"{name}: no table ({error}); save it again as CSV") from error
    kind = "text/tab-separated-values" if mark == "\t" else "text/csv"
    return _document(_lines(rows, PLAIN), data, name, kind)


def _workbook(data: bytes, name: str, kind: str, styles: dict[str, SheetStyle]) -> Document:
    from python_calamine import CalamineError, CalamineWorkbook

    lines: list[str] = []
    # A broken workbook can end calamine in a panic of its own, which is no Exception.
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet_name in _visible(book):
            sheet = book.get_sheet_by_name(sheet_name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise UnreadableError(
                    f"{name}: sheet {sheet_name} has more than {_MOST_CELLS:,} cells; save its"
                    " table alone"
                )
            printed = _lines(_rows(sheet), styles.get(sheet_name, PLAIN))
            if printed and not _OWN_NAME.fullmatch(sheet_name.strip()):
                lines.append(" ".join(sheet_name.split()))
            lines += printed
    except UnreadableError:
        raise
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError) as error:
        raise UnreadableError(
            f"{name}: a spreadsheet that cannot be opened ({error}); without a password, save it"
            " again as XLSX"
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(
            f"{name}: a broken spreadsheet; open it in its program and save it as XLSX"
        ) from error
    return _document(lines, data, name, kind)


def _visible(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _rows(sheet: CalamineSheet) -> list[Row]:
    """Return the rows from the sheet's first cell on; what a merged cell covers is blank."""
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = ""
    return list(rows)


def _lines(rows: Sequence[Row], style: SheetStyle) -> list[str]:
    printed = [
        [shown(value, style.formats.get((at, column), "")) for column, value in enumerate(row)]
        for at, row in enumerate(rows)
        if at not in style.hidden_rows
    ]
    return list(_parts(printed, style.hidden_columns))


def _parts(rows: Sequence[Sequence[str]], hidden: frozenset[int]) -> Iterable[str]:
    """Yield the lines of a sheet; a row of one cell, and a blank row, part two tables."""
    width = max(map(len, rows), default=0)
    seen = [column for column in range(width) if column not in hidden]
    table: list[list[str]] = []
    for row in [*rows, []]:
        cells = [row[column] if column < len(row) else "" for column in seen]
        filled = [cell for cell in cells if cell]
        alone = len(filled) == 1 and (not table or _is_note(cells))
        if filled and not alone:
            table.append(cells)
            continue
        yield from _table(table)
        table = []
        yield from filled


def _is_note(cells: Sequence[str]) -> bool:
    """Tell whether a row of one cell ends a table: a title or note in the first column."""
    return bool(cells[0]) and (
        len(cells[0]) > 20 or cells[0].startswith(("附", "注", "备注", "说明", "单位"))
    )


def _table(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    columns = [at for at in range(len(rows[0]) if rows else 0) if any(row[at] for row in rows)]
    for row in rows:
        yield "\t".join(row[at] for at in columns)


def shown(value: object, code: str = "") -> str:
    """Return a cell's value as a sheet prints it under a number format; all on one line.

    >>> shown(1.0), shown(0.256, "0.0%"), shown(0.1 + 0.2)
    ('1', '25.6%', '0.3')
    >>> shown(datetime.date(2024, 6, 30)), shown(datetime.date(2024, 6, 1), 'yyyy"年"m"月"')
    ('2024-06-30', '2024年6月')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime) and value.time() == _MIDNIGHT:
        value = value.date()
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date):
        return _day(value, code)
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return _number(value, code)
    return " ".join(str(value).split())


def _day(value: datetime.date, code: str) -> str:
    """A format without a day prints none, so none is made up."""
    if code and "d" not in code.lower():
        month = f"{value.month}月" if "m" in code.lower() else ""
        return f"{value.year}年{month}"
    return value.isoformat()


def _number(value: float, code: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if not code and isinstance(value, int):
        return str(value)
    number = Decimal(repr(value)) if isinstance(value, int) else Decimal(f"{value:.15g}")
    sign = "%" if "%" in code else ""
    number = number * 100 if sign else number
    if places := regex.search(r"0\.(0+)", code):
        number = number.quantize(Decimal(1).scaleb(-len(places[1]))) if number < 10**15 else number
    plain = format(number.normalize(), "f")
    return ("0" if plain == "-0" else plain) + sign


def _document(lines: Sequence[str], data: bytes, name: str, kind: str) -> Document:
    text = "\n".join(lines)
    if not text.strip():
        raise UnreadableError(f"{name}: the tables are empty; check that it was saved whole")
    return Document(
        text=text,
        name=name,
        media_type=kind,
        reader="sheet",
        sha256=hashlib.sha256(data).hexdigest(),
    )
