"""Money in tables: columns of sums by payer (中央补助、县级自筹), and of channels (资金来源).

The cell is the evidence of a sum, the header its payer and its unit. Spans are of the view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import regex

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.channels import PUBLIC
from extractor.records.draft import Draft
from extractor.records.grids import Grid, grids
from extractor.records.payers import instrument_of, payers_of
from extractor.records.payments import UNPAID
from extractor.records.plan import Plan
from extractor.records.splits import Split, splits_of
from extractor.records.table_cells import Measure, is_number, read_cell
from extractor.records.table_heads import headed
from extractor.rule_cache import compiled

_PAID = phrase("table_funds.paid")
_TOTAL = phrase("table_funds.total")
_SOURCES = phrase("table_funds.sources")
_OF_SUM = ("value", "unit", "comparator")
_SPLIT = compiled("[、,;+/和及与]")


def payers_of_column(plan: Plan, head: str) -> tuple[str, ...]:
    """Return who pays the sums of a column by its header; empty where it is no such column."""
    name = regex.sub(r"[(][^()]*[)]|其中[:,]?", "", head)
    if not _PAID.search(name) or _TOTAL.search(name) or len(name) > 16:
        return ()
    return payers_of(plan.patterns).of_column(name)


def table_funds(plan: Plan) -> tuple[list[Draft], list[Span]]:
    """Return the funding of all tables, and the stretches that were read for it."""
    drafts: list[Draft] = []
    read: list[Span] = []
    for grid in grids(plan):
        for column, head in enumerate(grid.header):
            printed = plan.text[slice(*head)]
            if _SOURCES.search(printed):
                drafts += _sources(plan, grid, column)
                read += [line[column] for _, line in grid.rows]
            elif made := list(_amounts(plan, grid, column, payers_of_column(plan, printed))):
                drafts += made
                read.append(head)
    return drafts, read


def _amounts(plan: Plan, grid: Grid, column: int, payers: Sequence[str]) -> Iterator[Draft]:
    head = grid.header[column]
    name = plan.text[slice(*head)]
    what = headed(plan, head, grid.over[column])
    if not what.unit and (unit := grid.units.get(column)):
        what = replace(what, unit=plan.text[slice(*unit)], unit_span=unit)
    if not what.unit.endswith("元") or len(payers) != 1:
        return
    for row, line in grid.rows:
        if draft := _amount(plan, line[column], what, payers[0], name, row.section):
            yield draft


def _amount(
    plan: Plan, cell: Span, what: Measure, payer: str, name: str, section: int
) -> Draft | None:
    quantity = read_cell(plan, *cell, what.unit) if is_number(plan.text, cell) else None
    if quantity is None or quantity.unit != "CNY" or not quantity.value:
        return None
    fields = {
        **UNPAID,
        "payer": payer,
        "instrument": instrument_of(name),
        "kind": "amount",
        "value": quantity.value,
        "unit": "CNY",
        "comparator": quantity.comparator,
    }
    context = tuple(span for span in (what.unit_span, what.span) if span)
    return Draft("funding", cell, "funding.table", fields, section, context)


def _sources(plan: Plan, grid: Grid, column: int) -> Iterator[Draft]:
    """One source, or sum, for each payer and instrument that a cell names."""
    payers = payers_of(plan.patterns)
    for row, line in grid.rows:
        cell = line[column]
        if split := splits_of(plan.text, cell, plan.quantities(cell), payers, ()):
            yield from _split(cell, split, row.section)
            continue
        seen: set[tuple[str, str | None]] = set()
        for start, end in _pieces(plan.text, cell):
            name = plan.text[start:end]
            sums = [q for q in plan.quantities((start, end)) if q.unit in ("CNY", "percent")]
            for payer in payers.of_column(name) if end - start > 1 else ():
                key = (payer, instrument_of(name))
                if key in seen:
                    continue
                seen.add(key)
                fields: dict[str, Any] = {**UNPAID, "payer": payer, "instrument": key[1]}
                fields["kind"] = "source"
                if sums:
                    fields["kind"] = "amount" if sums[0].unit == "CNY" else "share"
                    fields |= {name: getattr(sums[0], name) for name in _OF_SUM}
                yield Draft("funding", cell, "funding.table", fields, row.section)


def _split(cell: Span, split: Split, section: int) -> Iterator[Draft]:
    """One share for each payer of a cell that shares out: 市、区财政各承担50%."""
    for payer, value in split.shares:
        means = "budget" if payer in PUBLIC else "self_raised"
        fields: dict[str, Any] = {**UNPAID, "payer": payer, "instrument": means, "kind": "share"}
        fields |= {"value": value, "unit": "percent", "comparator": "eq"}
        yield Draft("funding", cell, "funding.table", fields, section)


def _pieces(text: str, cell: Span) -> Iterator[Span]:
    at = cell[0]
    for end in [*(mark.start() for mark in _SPLIT.finditer(text, *cell)), cell[1]]:
        yield at, end
        at = end + 1
