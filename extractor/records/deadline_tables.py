"""Deadlines in tables: a column 完成时限, of cells or, where a page lost its table, of lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.records.deadline_dates import Dates
from extractor.records.draft import Draft
from extractor.records.grids import grids
from extractor.rule_cache import compiled
from extractor.segment import Paragraph, row_cells

_OPENS = compiled("开工|动工|启动|开始")
_OPENED = compiled("(?:正式|全面|全部)?(?:开工|动工|启动|开建|开始)")
"""A month in which something begins is a window, not its end."""
_MONTH = compiled(r"(?:\d{4}年)?1?\d月份?")
_LISTED = compiled("[、和及]")


class Tables:
    """Reads the tables of one plan."""

    def __init__(self, dates: Dates) -> None:
        self.dates = dates
        self.plan, self.text, self.words = dates.plan, dates.text, dates.words

    def run(self) -> Iterator[Draft]:
        """Yield the deadlines of tables in both forms; the years of a header date no task."""
        for grid in grids(self.plan):
            self.dates.used.update(window.start for window in self.dates.open(grid.head))
        yield from self._tables()
        yield from self._columns_of_lines()

    def _paragraphs(self) -> list[Paragraph]:
        body = self.plan.front.body
        return [
            paragraph
            for paragraph in self.plan.layout.paragraphs
            if any(a <= paragraph.start < b for a, b in body)
        ]

    def _tables(self) -> Iterator[Draft]:
        """Rows under a header with 完成时限: each date of the cell, the row's task cell."""
        header: list[str] = []
        above: str | None = None
        for paragraph in self._paragraphs():
            row = list(row_cells(self.text, paragraph.start, paragraph.end))
            texts = [self.text[a:b] for a, b in row]
            if len(row) < 2:
                header = []
            elif any(self.words.column.fullmatch(t) for t in texts):
                header = texts
            elif header:
                same = header if len(row) == len(header) else []
                above = self._task_cell(row, same, above)
                yield from self._row(row, header, above, paragraph.section)

    def _row(
        self, row: list[Span], header: list[str], task: str | None, section: int
    ) -> Iterator[Draft]:
        same = len(row) == len(header)
        for index, cell in enumerate(row):
            windows = self.dates.open(cell)
            dated = same and bool(self.words.column.fullmatch(header[index]))
            alone = len(windows) == 1 and windows[0].end - windows[0].start >= cell[1] - cell[0] - 3
            if not windows or not (dated or (alone and not same)):
                continue
            months = self._lists_months(windows)
            for window in windows:
                opens = (
                    months
                    or (same and _OPENS.search(header[index]))
                    or _OPENED.match(self.text, window.end, cell[1])
                )
                when = self.dates.when(window, labelled=not opens)
                if when:
                    own = cell if len(windows) == 1 else (window.start, window.end)
                    yield self.dates.draft(window, when, own, task, "deadline.table", section)

    def _lists_months(self, windows: list[Window]) -> bool:
        """4月、10月: months in which something is done, not by which."""
        gaps = pairwise(windows)
        joined = all(_LISTED.fullmatch(self.text, a.end, b.start) for a, b in gaps)
        months = all(_MONTH.fullmatch(self.text, w.start, w.end) for w in windows)
        return len(windows) > 1 and joined and months

    def _task_cell(self, row: list[Span], header: list[str], above: str | None) -> str | None:
        """Return what a row is to do; of a row merged with the one above, what that one is."""
        texts = [self.text[a:b] for a, b in row]
        if header and not texts[0]:
            return above
        for word in self.words.task_columns:
            for title, cell in zip(header, texts, strict=False):
                if word in title and cell:
                    return cell
        return max(texts, key=len, default=None)

    def _columns_of_lines(self) -> Iterator[Draft]:
        """Tables whose cells are lines: a header line 完成时限, then lines that are dates."""
        since: list[str] = []
        column = 0
        last: str | None = None
        header: list[str] = []
        for paragraph in self._paragraphs():
            line = self.text[paragraph.content : paragraph.end].strip("。;")
            if "\t" in line or len(line) > 80:
                header = header if len(line) <= 300 else []
                since.append(line)
                continue
            if self.words.column.fullmatch(line) and len(line) <= 8:
                header, since, column = [line] if since else [*header, line], [], 0
                continue
            windows = self.dates.open((paragraph.content, paragraph.end)) if header else []
            if len(windows) == 1 and windows[0].end - windows[0].start >= len(line) - 3:
                opens = _OPENS.search(header[min(column, len(header) - 1)])
                when = self.dates.when(windows[0], labelled=not opens)
                task = next(
                    (item for item in since if regex.search(r"[\u4e00-\u9fff]{2}", item)), last
                )
                if when and task:
                    own = (windows[0].start, windows[0].end)
                    yield self.dates.draft(
                        windows[0], when, own, task, "deadline.table", paragraph.section
                    )
                    since, last, column = [], task, column + 1
                    continue
            since, last, column = [*since, line], None, 0
