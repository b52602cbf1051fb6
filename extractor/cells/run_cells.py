"""Tables of tasks run into one line with nothing between their cells, told by what cells hold.

…序号重点任务责任单位完成时限1办理许可市住建局6月底前2… : known column heads one behind the other,
then numbered rows. Behind the task, which may be anything, stand bodies and times in the order of
their heads, and then the next number, or the heading of a group and the next number. Columns of
text cannot be told apart in a row; they stay one cell. Offsets are of the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.bodies import bodies
from extractor.cells.columns import BODIES, NUMBERS, OFFICE, TIME, TIMES, head
from extractor.patterns import Patterns
from extractor.phrases import wording
from extractor.rule_cache import compiled

_LONGEST = 400
"""A row's text before its bodies and times is no longer."""
_BODY_LIST = 150
_NAME = 40
"""What stands before the first name's level, taken for a part of it, is no longer."""
_APART = 4
"""Between two levels of one name stand fewer characters: 市城市管理局."""
_ONE_NAME = compiled(r"(?:[^、()]|\([^()]*\))*")
_SAID = 40
_TIME_SAID = compiled("[^。;]{0,16}[年月季旬期]")
"""主体工程6月底前完工，11月底前投入使用: a time in so many characters at most."""
_FEWEST = 2
_GOES_ON = tuple(
    compiled(rf"{more}(?:等(?:有关|相关|各)?(?:部门|单位)?)?")
    for more in ("", rf"(?:[、,]{OFFICE})*+")
)
"""How a list of bodies goes on: 等, or further names that no list knows."""
_LEVELS = "省市县区州旗各"
"""What the first name of another list begins with."""
_GROUP = wording("run_cells.group")

_NUMBERED = compiled(
    rf"(?P<group>{_GROUP}?)(?P<number>\d{{1,3}})(?!年|月|日)(?=[\u4e00-\u9fff“《(])"
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A header: where its columns begin and end, and which of the last hold bodies or times."""

    cells: list[int]
    """Where the header's cells begin; columns of text but the first are one."""
    end: int
    kinds: list[str]
    """Of the columns behind the text: bodies or times."""


def cells_apart(line: str, patterns: Patterns) -> Iterator[str]:
    """Yield the pieces of a folded line: the cells of such tables, and what stands around them."""
    cuts = sorted(set(_cuts(line, patterns))) if NUMBERS.search(line) else []
    for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        if end > start:
            yield line[start:end]


@lru_cache(maxsize=8)
def _header(patterns: Patterns) -> regex.Pattern[str]:
    return compiled(rf"(?P<head>{NUMBERS.pattern})(?P<head>{head(patterns)}){{2,8}}")


def _cuts(line: str, patterns: Patterns) -> Iterator[int]:
    """Yield where a cell, or the text behind a table, begins."""
    at = 0
    while header := _header(patterns).search(line, at):
        at = header.end()
        table = _read_header(header)
        rows = list(_Rows(line, table.kinds, patterns).found(table.end)) if table else []
        if table and len(rows) >= _FEWEST:
            yield from (*table.cells, *(cut for row in rows for cut in row))
            at = rows[-1][-1]


def _read_header(header: regex.Match[str]) -> _Table | None:
    """Return a header that ends in columns of bodies or times; None of any other."""
    starts, names = header.starts("head"), header.captures("head")
    first = len(names)
    while first > 2 and (BODIES.search(names[first - 1]) or TIMES.search(names[first - 1])):
        first -= 1
    kinds = ["bodies" if BODIES.search(name) else "time" for name in names[first:]]
    return _Table([*starts[:2], *starts[first:]], header.end(), kinds) if kinds else None


class _Rows:
    """Reads the rows of one table; *kinds* are those of the columns behind the text."""

    def __init__(self, line: str, kinds: Sequence[str], patterns: Patterns) -> None:
        self.line, self.kinds = line, kinds
        self.bodies = bodies(patterns)

    def found(self, at: int) -> Iterator[list[int]]:
        """Yield where the cells of each row behind *at* begin, and where it ends."""
        number = 0
        while row := self._next(at, number):
            number = int(row["number"])
            if row["group"]:
                yield [row.start("group"), row.start("number")]
            cells = self._row(row.end(), number)
            if not cells:
                return
            yield [row.start("number"), row.end(), *cells]
            at = cells[-1]

    def _next(self, at: int, number: int) -> regex.Match[str] | None:
        """Return the number of a row where one stands, behind the heading of a group or not."""
        row = _NUMBERED.match(self.line, at)
        follows = row and (int(row["number"]) == number + 1 or self._skips(row, number))
        return row if follows else None

    def _skips(self, row: regex.Match[str], number: int) -> bool:
        """Tell whether rows were left out of a table before a group: 二…6… behind 一…3…."""
        return bool(row["group"]) and int(row["number"]) > number

    def _row(self, start: int, number: int) -> list[int] | None:
        """Return where the bodies and times of a row begin, and where it ends.

        The first place counts behind which the next number stands, else a group that leaves some
        out; of the last row, the first at all.
        """
        skipped: list[int] | None = None
        last: list[int] | None = None
        for at in range(start + 2, min(start + _LONGEST, len(self.line))):
            for cells in self._chain(at, self.kinds, number):
                row = self._next(cells[-1], number)
                if row and int(row["number"]) == number + 1:
                    return self._named(cells, number)
                skipped = skipped or (cells if row else None)
                last = last or cells
        best = skipped or last
        return self._named(best, number) if best else None

    def _named(self, cells: list[int], number: int) -> list[int]:
        """Return the cells with the first name begun at its level: not 给予补助 before 市残联."""
        at = cells[0]
        if self.kinds[0] != "bodies":
            return cells
        least = _APART if self.line[at] in _LEVELS else 1
        for start in range(min(at + _NAME, cells[1] - 2), at + least - 1, -1):
            if self.line[start] in _LEVELS and _ONE_NAME.fullmatch(self.line, at, start):
                for other in self._chain(start, self.kinds, number):
                    if other[1:] == cells[1:]:
                        return other
        return cells

    def _chain(self, at: int, kinds: Sequence[str], number: int) -> Iterator[list[int]]:
        """Yield the ways to read bodies and times one behind the other from a place on."""
        if not kinds:
            yield [at]
            return
        ends = self._times(at, number) if kinds[0] == "time" else self._lists(at)
        if [*kinds[:2]] == ["bodies", "bodies"]:
            ends = (cut for end in ends for cut in (end, *self._parted(at, end)))
        for end in ends:
            for rest in self._chain(end, kinds[1:], number):
                yield [at, *rest]

    def _times(self, at: int, number: int) -> Iterator[int]:
        """Yield where a time may end; one in more words ends where the next number stands."""
        if match := TIME.match(self.line, at):
            yield match.end()
        if _TIME_SAID.match(self.line, at):
            for end in range(at + 2, at + _SAID):
                if (row := self._next(end, number)) and int(row["number"]) == number + 1:
                    yield end

    def _lists(self, at: int) -> Iterator[int]:
        """Yield where a list of bodies may end: behind those known, or behind further names."""
        if not "\u4e00" <= self.line[at : at + 1] <= "\u9fff":
            return
        listed = self.bodies.list_at(self.line, at, min(at + _BODY_LIST, len(self.line)))
        if listed:
            ends = (m.end() for more in _GOES_ON if (m := more.match(self.line, listed.end)))
            yield from dict.fromkeys(ends)

    def _parted(self, at: int, end: int) -> Iterator[int]:
        """Yield where a list of bodies may end that another one follows without a mark."""
        for cut in range(at + 2, end):
            if self.line[cut] in _LEVELS and self.line[cut - 1] not in "、,及和与":
                listed = self.bodies.list_at(self.line, at, cut)
                if listed and listed.end == cut:
                    yield cut
