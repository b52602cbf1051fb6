"""Prints a comparison as tables on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.comparison.compared import Cell, Comparison, Variable
    from extractor.labels import Language

_VALUES = 4
"""Values of a cell that are printed; the rest are counted."""


def print_comparison(
    comparison: Comparison, *, zh: bool = False, limit: int = 0, topics: Sequence[str] = ()
) -> None:
    """Print tables of as many notices as fit the terminal; *limit* is the most notices shown."""
    from rich.console import Console

    from extractor.labels import label

    console = Console(markup=False, highlight=False, emoji=False, width=_width())
    room = max(1, (console.width - 26) // 20)
    read = [notice for notice in comparison.notices if not notice.failure]
    notices = read[:limit] if limit else read
    for first in range(0, len(notices), room):
        console.print(_table(comparison, notices[first : first + room], zh, topics))
    if left := len(read) - len(notices):
        console.print(f"… and {left} more")
    unread = [notice.failure for notice in comparison.notices if notice.failure]
    if unread:
        word = label("cell_status", "unreadable", "zh" if zh else "en")
        lines = [f"{word} ({len(unread)}/{len(comparison.notices)}):", *unread]
        console.print(*lines, sep="\n  ", soft_wrap=True)
    for check in comparison.checks:
        words = label("check", check.code, "zh" if zh else "en")
        console.print(f"{check.notice}: {words}: {check.message_zh if zh else check.message}")


def _width() -> int | None:
    """Return the width to print at where there is no terminal to ask."""
    return None if sys.stdout.isatty() else 128


def _table(comparison: Comparison, notices: Sequence[Any], zh: bool, topics: Sequence[str]) -> Any:
    from rich.table import Table
    from rich.text import Text

    cells = {(cell.notice, cell.variable): cell for cell in comparison.cells}
    table = Table(show_lines=False, pad_edge=False)
    table.add_column("变量" if zh else "variable", no_wrap=True)
    for notice in notices:
        table.add_column(Text(_heading(notice)), overflow="fold", max_width=24)
    for variable in comparison.variables:
        row = [cells[notice.id, variable.id] for notice in notices]
        asked = not topics or variable.topic in topics
        if asked and any(cell.status != "not_stated" for cell in row):
            name = variable.name_zh if zh else variable.name
            table.add_row(Text(name), *(Text(_shown(variable, cell, zh)) for cell in row))
    return table


def _heading(notice: Any) -> str:
    region = notice.region
    place = region and (region.county or region.city or region.province)
    return f"{place or '?'}\n{notice.id}"


def _shown(variable: Variable, cell: Cell, zh: bool) -> str:
    from extractor.export.grid import cell_words, join_words
    from extractor.labels import label

    language: Language = "zh" if zh else "en"
    if cell.value is None:
        if cell.status == "not_stated":
            return "—"
        return label("cell_status", cell.status, language)
    text = join_words(cell_words(variable, cell, language), language, _VALUES)
    return f"≠ {text}" if cell.status == "conflicting" else text
