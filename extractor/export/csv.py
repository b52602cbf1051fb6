"""CSV: of a comparison (long or wide) and of tidy tables.

RFC 4180 in UTF-8; booleans are ``true`` and ``false``, nothing is an empty field. Text that a
spreadsheet would take for a formula gets an apostrophe in front, as does text that already looks
like that, so that taking one away (``bare``) gives every text back. Numbers, negative ones too,
stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

from extractor.comparison.compared import Cell, Comparison
from extractor.comparison.tables import Table
from extractor.export.grid import SEPARATOR, cells_table, names, plain
from extractor.rule_cache import compiled

_FORMULA = compiled(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = compiled(r"-?\d+(\.\d+)?")
_CELL = ".cell"
"""End of the column that tells how a cell stands; ``status`` is a variable itself."""
_BOM = "\ufeff"


def guarded(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula.

    >>> guarded("=1+1"), guarded("-"), guarded("'=1"), guarded("-58")
    ("'=1+1", "'-", "''=1", '-58')
    """
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def bare(text: str) -> str:
    """Return the text that was guarded.

    >>> bare("'=1+1"), bare("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def write_csv(comparison: Comparison, path: Path, *, wide: bool = False) -> None:
    """Write the cells of a comparison, for a spreadsheet: with a byte order mark.

    Long: a row for each value. *wide*: a row for each notice, two columns for each variable, its
    value (several joined by `` | ``, each with what it is of) and how its cell stands
    (``households`` and ``households.cell``).
    """
    text = _wide(comparison) if wide else table_csv(cells_table(comparison))
    path.write_bytes((_BOM + text).encode("utf-8"))


def table_csv(table: Table) -> str:
    """Return a table as CSV with a head."""
    return _text([[column.name for column in table.columns], *table.rows])


def _wide(comparison: Comparison) -> str:
    variables = [item.id for item in comparison.variables]
    head = ["notice", "place", "rank", *(f"{n}{end}" for n in variables for end in ("", _CELL))]
    cells = {(cell.notice, cell.variable): cell for cell in comparison.cells}
    rows: list[list[Any]] = [head]
    for notice in comparison.notices:
        row: list[Any] = [notice.id, notice.place, notice.rank]
        for name in variables:
            cell = cells[notice.id, name]
            row += [_single(cell), cell.status]
        rows.append(row)
    return _text(rows)


def _single(cell: Cell) -> Any:
    """Return a value alone, or several as text, each with its name."""
    if len(cell.values) == 1 and cell.values[0].of is None:
        return cell.values[0].value
    named = zip(cell.values, names(cell, "zh"), strict=True)
    words = (f"{name}: {plain(item.value)}" if name else plain(item.value) for item, name in named)
    return SEPARATOR.join(dict.fromkeys(words)) or None


def _text(rows: Iterable[Iterable[Any]]) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([_field(value) for value in row] for row in rows)
    return out.getvalue()


def _field(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return plain(value)
    return guarded(value) if isinstance(value, str) else value
