"""Tables whose rows have run together in one line: 2021年2022年培训人数（人）320360."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.records.table_cells import draft, measure, read_cell
from extractor.records.target_contexts import of_window
from extractor.records.target_nouns import Nouns
from extractor.rule_cache import compiled

_YEARS = compiled(r"(?:20\d\d年){2,8}")
_RUN = compiled(r"(?P<label>[^\d\n,。;:]{2,30}?[(][^()\d]{1,6}[)])(?P<digits>\d{2,40})(?!\d)")


def run_together(plan: Plan, known: Nouns, covered: list[Span]) -> Iterator[Draft]:
    """Return the targets of rows whose digits divide evenly over the years of the header.

    What was read as such a table is put to *covered*.
    """
    for start, end in plan.front.body:
        for head in _YEARS.finditer(plan.text, start, end):
            windows = [w for w in plan.dates(head.span()) if w.last]
            at = head.end()
            rows = []
            while match := _RUN.match(plan.text, at, end):
                if len(match["digits"]) % max(len(windows), 1):
                    break
                rows.append(match)
                at = match.end()
            if len(windows) >= 2 and len(rows) >= 2:
                covered.append((head.start(), at))
                for row in rows:
                    yield from _row(plan, known, row, windows)


def _row(
    plan: Plan, known: Nouns, row: regex.Match[str], windows: Sequence[Window]
) -> Iterator[Draft]:
    what = measure(plan, *row.span("label"))
    section = next(
        (p.section for p in plan.layout.paragraphs if p.start <= row.start() < p.end), -1
    )
    width = len(row["digits"]) // len(windows)
    for index, window in enumerate(windows):
        at = row.start("digits") + index * width
        own = (at, at + width)
        quantity = read_cell(plan, *own, what.unit)
        if quantity and (
            made := draft(
                plan,
                known,
                quantity,
                what,
                of_window(window),
                own=own,
                section=section,
                rule="target.table-run",
            )
        ):
            yield made
