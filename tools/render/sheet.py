"""A notice as a spreadsheet: a paragraph in a row, tables in cells, numbers as numbers."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal, InvalidOperation

from tools.render.paper import Paper, Paragraph

_CREATED = datetime(2024, 1, 1)  # noqa: DTZ001 (a constant; the format has no zone)


def xlsx(paper: Paper) -> bytes:
    """Return the notice on one sheet; a second sheet is empty, as the program makes them."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("Sheet1")
    book.add_worksheet("Sheet2")
    wrapped = book.add_format({"text_wrap": True})
    width = max((len(table.rows[0]) for table in paper.tables), default=1)
    row = 0
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            if width > 1:
                sheet.merge_range(row, 0, row, width - 1, block.text, wrapped)
            else:
                sheet.write_string(row, 0, block.text, wrapped)
            row += 1
            continue
        for cells in block.rows:
            for column, cell in enumerate(cells):
                sheet.write(row, column, _number(cell), wrapped)
            row += 1
    book.close()
    return buffer.getvalue()


def _number(cell: str) -> float | str:
    """Return a number where a spreadsheet holds one and shows it as it is printed.

    >>> _number("132.37"), _number("58"), _number("0.50"), _number("2024年")
    (132.37, 58.0, '0.50', '2024年')
    """
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return cell
    return float(value) if format(value.normalize(), "f") == cell else cell
