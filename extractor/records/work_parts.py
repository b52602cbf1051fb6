"""What the parts of a plan say about works: its headings, and the columns of its tables.

``contents``: what is named there is work; ``other``: only what is done there; ``blocked`` and
``scope`` name none; ``funding``: only what is done along with something paid. Offsets are of the
view.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.grids import grids
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause

HEADING = 24
"""A heading is so short; longer titles are entries that have no final mark."""
_BLOCKED = ("overview", "principles", "goals", "scope", "funding")
_CONTENTS = phrase("work_parts.contents")
_TASKS = compiled("任务|举措|措施|行动|工程")
_WORKY = phrase("work_parts.worky")
_PRINCIPLE = phrase("work_parts.principle")
_RESULT = phrase("work_parts.result")
_NOT_WORKY = phrase("work_parts.not_worky")
_BUILT = phrase("work_parts.built")
_IF = phrase("work_parts.if")
_LEAD = phrase("work_parts.lead")
_LABEL = phrase("work_parts.label")
_COLUMN = phrase("work_parts.column")
_NO_COLUMN = phrase("work_parts.no_column")


class WorkParts:
    """The parts of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.first = min((s.start for s in plan.layout.sections), default=0)
        self._cells = sorted(self._columns())
        self._starts = [start for (start, _), _ in self._cells]

    def zone(self, clause: Clause) -> str:
        """Return what a clause's column says, or the label of its paragraph, or else its headings.

        The nearest speaking heading decides, but a part on money holds all that is in it.
        """
        if column := self._column_at(clause.start):
            return column
        zone = self._zone(clause.section, clause.start)
        start = self.plan.layout.paragraphs[clause.paragraph].start
        labelled = zone != "funding" and _LABEL.match(self.plan.text, start)
        return "contents" if labelled else zone

    def _zone(self, section: int, at: int) -> str:
        if section < 0 and at < self.first:
            return "blocked"
        found, named = None, False
        while section >= 0:
            item = self.plan.layout.sections[section]
            short = len(item.title) <= HEADING
            said = self._speaks(item.title) if short else None
            if not item.title and _LEAD.match(self.plan.text, item.body):
                said = "contents"
            if said == "funding":
                return "funding"
            if named and short and _TASKS.search(item.title) and found in (None, "other"):
                found = "contents" if said in (None, "other") else said
            named = short and self._is_worky(item.title)
            if named and item.parent < 0 and found is None and said in (None, "other"):
                found = "contents" if _BUILT.search(item.title) else said
            found = found or said
            section = item.parent
        return found or "other"

    @staticmethod
    def _is_worky(title: str) -> bool:
        """Tell whether an entry of a list of tasks speaks of what is built."""
        return bool(_WORKY.search(title)) and not _NOT_WORKY.search(title)

    def _speaks(self, title: str) -> str | None:
        title = _IF.sub("", title)
        kinds = self.plan.speaks_of(title)
        if "works" in kinds or _CONTENTS.search(title):
            return "blocked" if _PRINCIPLE.search(title) else "contents"
        if _RESULT.search(title):
            return "blocked"
        if "任务" in title and "目标" not in title:
            return "other"
        if "funding" in kinds and kinds <= {"funding", "scope"}:
            return "funding"
        if kinds.intersection(_BLOCKED):
            return "scope" if kinds == {"scope"} else "blocked"
        return "other" if kinds else None

    # Tables ----------------------------------------------------------------------------------

    def _column_at(self, at: int) -> str | None:
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return None
        (_, end), zone = self._cells[index]
        return zone if at < end else None

    def _columns(self) -> Iterator[tuple[Span, str]]:
        """Yield the cells under headers that speak of works, or of something else."""
        for grid in grids(self.plan):
            for column, head in enumerate(grid.header):
                if zone := self._column(self.plan.text[slice(*head)]):
                    yield from ((line[column], zone) for _, line in grid.rows)

    @staticmethod
    def _column(head: str) -> str | None:
        if _COLUMN.search(head):
            return "contents"
        return "blocked" if _NO_COLUMN.search(head) else None
