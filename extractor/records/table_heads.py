"""Headers of several rows: what names each column, and what stands above several of them.

A header cell over two rows stands in the upper one, with a blank under it; one over two columns
stands in the left one, with blanks beside it. Spans are of the view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.document import Span
from extractor.records.plan import Plan
from extractor.records.table_cells import Measure, measure


def column_heads(rows: Sequence[Sequence[Span]]) -> tuple[list[Span], list[Span | None]]:
    """Return for each column its own header, and the header over it and its neighbours.

    Rows of other width than the last say nothing about columns.
    """
    same = [row for row in rows if len(row) == len(rows[-1])]
    own: list[Span] = []
    over: list[Span | None] = []
    for column, last in enumerate(rows[-1]):
        filled = [at for at, row in enumerate(same) if _is_filled(row[column])]
        own.append(same[filled[-1]][column] if filled else last)
        over.append(_over(same[: filled[-1]], column) if filled else None)
    return own, over


def _over(rows: Sequence[Sequence[Span]], column: int) -> Span | None:
    """Return the nearest header above a column: its own, or one that reaches over it."""
    for row in reversed(rows):
        reaching = [cell for cell in row[: column + 1] if _is_filled(cell)]
        if reaching:
            return reaching[-1]
    return None


def _is_filled(cell: Span) -> bool:
    return cell[1] > cell[0]


def headed(plan: Plan, own: Span, over: Span | None) -> Measure:
    """Return what a column counts; where its own header is but a unit, the one above names it."""
    found = measure(plan, *own)
    if found.text or over is None:
        return found
    above = measure(plan, *over)
    return replace(above, unit=found.unit or above.unit, unit_span=found.unit_span)
