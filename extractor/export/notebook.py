"""Small HTML tables for notebooks: of a notice, a record, a comparison.

Everything that comes from a notice is escaped. Only what a glance needs is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from extractor.comparison.compared import Cell, Comparison, Variable
from extractor.export.grid import cell_words, join_words
from extractor.labels import label
from extractor.models import RECORD_TYPES, PolicyNotice, Record

_COLUMNS, _ROWS, _VALUES, _TEXT = 8, 60, 4, 80


def notice_html(notice: PolicyNotice) -> str:
    """Return a notice as a table: what it is, and how much of each type was found."""
    about = notice.metadata
    region = about.region
    names = [region.province, region.city, region.county] if region else []
    rows = [
        ("title", about.title),
        ("number", about.document_number),
        ("issuer", about.issuer),
        ("place", " ".join(name for name in names if name)),
        ("signed on", about.signed_on),
        *((kind, str(len(getattr(notice, kind)))) for kind in RECORD_TYPES),
        ("warnings", ", ".join(dict.fromkeys(item.code for item in notice.warnings))),
    ]
    return _table([], [(name, value or "—") for name, value in rows], notice.source.name)


def record_html(record: Record) -> str:
    """Return a record as a table of its own fields, and the words it was read from."""
    own = [name for name in type(record).model_fields if name not in Record.model_fields]
    rows = [(name, _words(getattr(record, name))) for name in own]
    rows = [(name, text) for name, text in rows if text]
    rows += [("evidence", _short(record.evidence[0].text)), ("rule", record.rule)]
    return _table([], rows, f"{type(record).__name__} {record.id}")


def comparison_html(comparison: Comparison) -> str:
    """Return the first notices of a comparison beside each other, without empty rows."""
    notices = comparison.notices[:_COLUMNS]
    cells = {(cell.notice, cell.variable): cell for cell in comparison.cells}
    rows = []
    for variable in comparison.variables:
        row = [cells[notice.id, variable.id] for notice in notices]
        if any(cell.value is not None for cell in row):
            rows.append((variable.name, *(_cell(variable, cell) for cell in row)))
    caption = (
        f"{len(comparison.notices)} notices, {len(comparison.variables)} variables, "
        f"{len(comparison.checks)} checks"
    )
    return _table(["", *(notice.id for notice in notices)], rows[:_ROWS], caption)


def _cell(variable: Variable, cell: Cell) -> str:
    if cell.value is None:
        return "—" if cell.status == "not_stated" else label("cell_status", cell.status)
    words = join_words(cell_words(variable, cell, "en"), "en", _VALUES)
    return f"≠ {words}" if cell.status == "conflicting" else words


def _words(value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(_words(item) for item in value)
    if hasattr(value, "model_dump"):
        pairs = value.model_dump().items()
        return ", ".join(f"{name}: {item}" for name, item in pairs if item is not None)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= _TEXT else f"{text[:_TEXT]}…"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    top = f"<thead><tr>{''.join(f'<th>{escape(word)}</th>' for word in head)}</tr></thead>"
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        f"{''.join(f'<td>{escape(_short(text))}</td>' for text in rest)}</tr>"
        for first, *rest in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>{top if head else ''}"
        f"<tbody>{body}</tbody></table>"
    )
