"""Notices and their comparison → what the page needs of them, in two parts.

``main`` is read when the page opens: the comparison, a line about each notice, the charts' figures,
labels. Each of ``blocks`` is one notice with its text and records, and is parsed when it is opened.
Evidence goes without its text, which the page cuts from the notice's text by the same offsets (code
points), so that nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.comparison.cities import compare
from extractor.comparison.compared import (
    Cell,
    CellValue,
    ComparedNotice,
    Comparison,
    Variable,
    row_ids,
)
from extractor.document import Document
from extractor.export.grid import names, thousands
from extractor.export.report.figures import both, make_figures
from extractor.front.matter import read_front
from extractor.labels import load_labels
from extractor.models import (
    RECORD_TYPES,
    Condition,
    Evidence,
    Failure,
    PolicyNotice,
    Record,
    Region,
    plain_number,
)
from extractor.patterns import load_patterns
from extractor.segment import segment

LISTS: dict[str, dict[str, str]] = {
    "metadata": {"status": "status"},
    "targets": {
        "indicator": "indicator",
        "unit": "unit",
        "comparator": "comparator",
        "change": "change",
        "accumulation": "accumulation",
    },
    "deadlines": {"relation": "relation"},
    "responsibilities": {"actor_type": "actor_type", "role": "role"},
    "funding": {
        "payer": "payer",
        "instrument": "instrument",
        "kind": "funding_kind",
        "unit": "unit",
        "comparator": "comparator",
    },
    "eligibility": {"kind": "eligibility_kind"},
    "works": {"tier": "tier", "item": "item"},
}
"""For each field whose values are of a closed list: that list's name in ``labels.toml``."""

BLOCK = 100_000
"""More records of one type than any notice has: a record is named by one number."""

_APART = ("id", "section", "rule", "evidence")


@dataclass(frozen=True, slots=True)
class Payload:
    """The data of a page: what it opens with, and a block for each notice by its number."""

    main: dict[str, Any]
    blocks: dict[int, dict[str, Any]]


def make_payload(
    notices: Sequence[PolicyNotice | Failure],
    texts: Mapping[str, str],
    *,
    as_of: date | None = None,
) -> Payload:
    """Return the data of the page for *notices*, numbered from 0 in the comparison's order."""
    comparison = compare(notices, as_of=as_of)
    files = (item.name if isinstance(item, Failure) else item.source.name for item in notices)
    known = dict(zip(row_ids(files), notices, strict=True))
    ordered = [known[row.id] for row in comparison.notices]
    width = len(comparison.variables)
    main = {
        "as_of": comparison.as_of,
        "labels": load_labels(),
        "lists": LISTS,
        "block": BLOCK,
        "variables": [_variable(variable) for variable in comparison.variables],
        "notices": [
            _row(row, notice) for row, notice in zip(comparison.notices, ordered, strict=True)
        ],
        "cells": [
            [
                _cell(cell, variable, places)
                for cell, variable in zip(
                    comparison.cells[number * width : (number + 1) * width],
                    comparison.variables,
                    strict=True,
                )
            ]
            for number, places in enumerate(map(_record_numbers, ordered))
        ],
        "checks": _checks(comparison),
        "figures": make_figures(ordered),
    }
    blocks = {
        number: _block(notice, texts.get(notice.source.text_sha256))
        for number, notice in enumerate(ordered)
        if isinstance(notice, PolicyNotice)
    }
    return Payload(main, blocks)


def _variable(variable: Variable) -> dict[str, Any]:
    return _stated(variable.model_dump())


def _checks(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the checks with the numbers of their notices and, if they have one, variables."""
    notices = {row.id: number for number, row in enumerate(comparison.notices)}
    variables = {variable.id: index for index, variable in enumerate(comparison.variables)}
    return [
        {
            "code": check.code,
            "notice": notices[check.notice],
            "variable": variables[check.variable] if check.variable else None,
            "message": {"en": check.message, "zh": check.message_zh},
            "records": [[notices[item.notice], item.record] for item in check.evidence],
        }
        for check in comparison.checks
    ]


def _row(row: ComparedNotice, notice: PolicyNotice | Failure) -> dict[str, Any]:
    about: dict[str, Any] = {"id": row.id, "place": _place(row.region)}
    if isinstance(notice, Failure):
        return {**about, "failure": {"code": notice.code, "message": notice.message}}
    return {
        **about,
        "title": row.title,
        "number": row.document_number,
        "issuer": notice.metadata.issuer,
        "status": row.status,
        "signed_on": row.signed_on,
        "counts": [len(getattr(notice, kind)) for kind in RECORD_TYPES],
        "warnings": [warning.code for warning in notice.warnings],
    }


def _place(region: Region | None) -> list[str]:
    """Return the names of a place from the smallest area up."""
    if region is None:
        return []
    return [name for name in (region.county, region.city, region.province) if name]


def _record_numbers(notice: PolicyNotice | Failure) -> dict[str, int]:
    """Return for each record's id its place in its list plus BLOCK for each list before."""
    if isinstance(notice, Failure):
        return {}
    return {
        record.id: BLOCK * kind + place
        for kind, name in enumerate(RECORD_TYPES)
        for place, record in enumerate(getattr(notice, name))
    }


def _cell(cell: Cell, variable: Variable, numbers: Mapping[str, int]) -> Any:
    """Return a cell without what is not stated; one that holds nothing is its status alone.

    Its unit is the variable's; its records are numbers (*numbers*), or fields of the metadata.
    """
    if cell.value is None and not cell.evidence and not cell.note:
        return cell.status
    return _stated(
        {
            "status": None if cell.status == "stated" else cell.status,
            "value": _plain(cell.value),
            "max": _plain(cell.value_max),
            "bound": None if cell.comparator == "eq" else cell.comparator,
            "unit": None if cell.unit == variable.unit else cell.unit,
            "period": [cell.period_start, cell.period_end]
            if cell.period_start or cell.period_end
            else None,
            "counted": cell.counted,
            "parts": _parts(cell),
            "note": {"en": cell.note, "zh": cell.note_zh} if cell.note else None,
            "records": [numbers.get(item.record, item.record) for item in cell.evidence],
        }
    )


def _parts(cell: Cell) -> list[list[Any]] | None:
    """Return value, name, upper bound, bound and rhythm of each value, where that says more."""
    pairs = list(zip(names(cell, "en"), names(cell, "zh"), strict=True))
    if not any(en for en, _ in pairs) and not any(item.every for item in cell.values):
        return None
    return [
        [
            _part_value(item),
            (en if en == zh else {"en": en, "zh": zh}) or None,
            _plain(item.value_max),
            None if item.comparator == "eq" else item.comparator,
            item.every,
        ]
        for item, (en, zh) in zip(cell.values, pairs, strict=True)
    ]


def _part_value(item: CellValue) -> Any:
    if isinstance(item.value, str) and item.number is not None:
        return thousands(item.value)
    return _plain(item.value)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return plain_number(value) if isinstance(value, Decimal) else value


def _block(notice: PolicyNotice, text: str | None) -> dict[str, Any]:
    bare = text is None
    return {
        "source": notice.source.model_dump(exclude_none=True),
        "metadata": _stated(notice.metadata.model_dump(mode="json")),
        "where": {
            field: {"origin": item.origin, "evidence": _places(item.evidence, bare)}
            for field, item in notice.metadata_evidence.items()
        },
        "records": {
            kind: [_record(record, bare) for record in getattr(notice, kind)]
            for kind in RECORD_TYPES
        },
        "warnings": [
            {
                "code": warning.code,
                "message": {"en": warning.message, "zh": warning.message_zh},
                "evidence": _places(warning.evidence, bare),
            }
            for warning in notice.warnings
        ],
        "text": text,
        "outline": [] if text is None else _outline(text, notice.source.name),
    }


def _record(record: Record, bare: bool) -> dict[str, Any]:
    fields = record.model_dump(mode="json", exclude=set(_APART))
    condition: Condition | None = getattr(record, "condition", None)
    if condition is not None:
        fields["condition"] = both(condition)
    return {
        "id": record.id,
        "rule": record.rule,
        "section": record.section,
        "evidence": _places(record.evidence, bare),
        "fields": _stated(fields),
    }


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    """Drop what is not stated; a condition loses its empty parts too."""
    return {
        key: _stated(value) if isinstance(value, dict) else value
        for key, value in fields.items()
        if value not in (None, [], (), False)
    }


def _places(evidence: Sequence[Evidence], bare: bool) -> list[list[Any]]:
    """Return start, end, whether it is context, page, and the text where *bare* of the notice's."""
    return [
        [item.start, item.end, int(item.role == "context"), item.page]
        + ([item.text] if bare else [])
        for item in evidence
    ]


def _outline(text: str, name: str) -> list[list[Any]]:
    """Return depth, offset and printed heading of every numbered part of a plan.

    The items of a list of attachments are numbered too, and are no parts of it.
    """
    document, patterns = Document.from_text(text, name), load_patterns()
    layout = segment(document, patterns)
    body = read_front(document, layout, patterns).body
    offsets = layout.view.offsets
    return [
        [len(section.path), offsets[section.start], f"{section.number} {section.title}".strip()]
        for section in layout.sections
        if section.title and any(start <= section.start < end for start, end in body)
    ]
