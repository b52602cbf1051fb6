"""Deadlines in tables: a column 完成时限, of cells or, where a page lost its table, of lines."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.document import Span
from extractor.records.deadline_dates import Dates
from extractor.records.draft import Draft
from extractor.segment import Paragraph, row_cells


class Tables:
    """Reads the tables of one plan."""

    def __init__(self, dates: Dates) -> None:
        self.dates = dates
        self.plan, self.text, self.words = dates.plan, dates.text, dates.words

    def run(self) -> Iterator[Draft]:
        """Yield the deadlines of tables in both forms."""
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
        for paragraph in self._paragraphs():
            row = list(row_cells(self.text, paragraph.start, paragraph.end))
            texts = [self.text[a:b] for a, b in row]
            if len(row) < 2:
                header = []
            elif any(self.words.column.fullmatch(t) for t in texts):
                header = texts
            elif header:
                yield from self._row(row, header, paragraph.section)

    def _row(self, row: list[Span], header: list[str], section: int) -> Iterator[Draft]:
        same = len(row) == len(header)
        task = self._task_cell(row, header if same else [])
        for index, cell in enumerate(row):
            windows = self.dates.open(cell)
            dated = same and bool(self.words.column.fullmatch(header[index]))
            alone = len(windows) == 1 and windows[0].end - windows[0].start >= cell[1] - cell[0] - 3
            if not windows or not (dated or (alone and not same)):
                continue
            for window in windows:
                when = self.dates.when(window, labelled=True)
                if when:
                    own = cell if len(windows) == 1 else (window.start, window.end)
                    yield self.dates.draft(window, when, own, task, "deadline.table", section)

    def _task_cell(self, row: list[Span], header: list[str]) -> str | None:
        texts = [self.text[a:b] for a, b in row]
        for word in self.words.task_columns:
            for title, cell in zip(header, texts, strict=False):
                if word in title and cell:
                    return cell
        return max(texts, key=len, default=None)

    def _columns_of_lines(self) -> Iterator[Draft]:
        """Tables whose cells are lines: a header line 完成时限, then lines that are dates."""
        since: list[str] = []
        header = False
        for paragraph in self._paragraphs():
            line = self.text[paragraph.content : paragraph.end].strip("。;")
            if "\t" in line or len(line) > 80:
                header = header and len(line) <= 300
                since.append(line)
                continue
            if self.words.column.fullmatch(line) and len(line) <= 8:
                header, since = True, []
                continue
            windows = self.dates.open((paragraph.content, paragraph.end)) if header else []
            if len(windows) == 1 and windows[0].end - windows[0].start >= len(line) - 3:
                when = self.dates.when(windows[0], labelled=True)
                task = next(
                    (item for item in since if regex.search(r"[\u4e00-\u9fff]{2}", item)), None
                )
                if when and task:
                    own = (windows[0].start, windows[0].end)
                    yield self.dates.draft(
                        windows[0], when, own, task, "deadline.table", paragraph.section
                    )
                    since = []
                    continue
            since.append(line)
