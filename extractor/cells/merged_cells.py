"""Rows of tables whose cells stand in lines of their own and some of which were merged.

A cell over several rows stands before or in the first of them only, a row 其中：… has no number,
and a cell may have several lines. So lines are put under the columns as fits best: each column
takes what its head speaks of (numbers, units, 约束性, bodies, times, text), an empty cell or a
further line costs, and the table ends where going on fits worse. Offsets are indices of lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.cells.columns import (
    BODIES,
    GROUPS,
    KINDS,
    MEASURED,
    NUMBERS,
    OFFICE,
    TIME,
    TIMES,
    TOTAL,
    UNITS,
)
from extractor.phrases import phrase
from extractor.rule_cache import compiled

Row = tuple[int, list[int]]
"""Where a row ends, and the lines that begin its cells; a line twice is an empty cell before it."""

_VALUE_HEAD = phrase("merged_cells.value_head")
_PARTY = r"(?:[省市县区州]委|党委)?[\u4e00-\u9fff]{2,6}部(?:[(][^()]{1,24}[)])*"
_OFFICES = compiled(rf"(?:(?:{OFFICE}|{_PARTY})(?:[、,;/]|$))+")
_NUMBER = compiled(r"\d{1,3}")
_VALUE = phrase("merged_cells.value")
_KIND = phrase("merged_cells.kind")
_PROSE = compiled("[,。;:!]")
_ENDS = phrase("merged_cells.ends")
_OVER_HEAD = phrase("merged_cells.over_head")
_UNDER_HEAD = phrase("merged_cells.under_head")
_YEAR = compiled("20\\d\\d年(?:度|底|末)?|“?十[一二三四五六七]五”?(?:期末|末)?")
_REMARK = compiled("[(](?:20\\d\\d年?(?:度|底|末)?|[^()\\d]{1,6}|[%㎡])[)]")
"""A line of a header that is a year, a unit or a remark in brackets."""
_HALVED = phrase("merged_cells.halved")
_OF_YEAR = compiled("(?:规划)?(?:目标|计划|任务|现状|实际|预期|完成)[值数量]?")
_WIDTHS = range(14, 2, -1)
_GROUP_NAME = compiled("[^\\d,。;:]{1,8}(?:指标|类|领域|方面|目标|任务)")
"""What a heading of rows is named like, rather than the first line of a cell: 综合指标."""
_MARKED = compiled("[(]?[一二三四五六七八九十]{1,3}[)、.]")
_LEADING = 2
_MOST = 600
"""Lines of a table at most."""
_NAME, _SHORT = 40, 3
_KEPT = 24
"""Ways of reading a table that are followed at once."""
_HOPELESS = 5.0
"""A way that lies so far behind the best end of the table is followed no more."""
_WORTH = 2.5
"""What a row of a table adds at least, on average."""
_FEWEST = 2

_EMPTY, _FURTHER, _ODD, _GOES_ON, _UNDER, _HEADING = -1.2, -0.8, -1.6, 0.5, -2.0, -1.0
_NAMED = -0.4
_OWN_UNIT = 0.5
"""128.92⏎平方公里: a number with its unit below."""
_LEFT_OUT, _BODY, _PERHAPS = -2.0, -2.2, 0.2
_LATER = 0.01
"""配合部门 has further lines rather than 牵头部门."""
_LEVELS = "省市县区州旗各"
"""What the names of bodies begin with, which stand in no column of text."""


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """One way of reading the lines so far: what the last is, and the way before it."""

    score: float
    column: int
    """Of the last line; behind the last column that of a heading of rows."""
    number: int
    """Of the last row that had one."""
    opens: bool
    """The line begins a row."""
    further: bool
    """The line goes on with the cell of the line before."""
    before: _Way | None


def merged_rows(
    texts: Sequence[str], at: int, is_head: Callable[[str], bool], unit: regex.Pattern[str]
) -> dict[int, Row]:
    """Return the header that begins at a line, and its rows; empty where there is no such table.

    *unit* is all of a line in a column of units.
    """
    best: tuple[float, dict[int, Row]] = (0, {})
    widest = texts[at : at + _WIDTHS[0]]
    again = (i for i, line in enumerate(widest) if i and line == widest[0])
    widest = widest[: next(again, len(widest))]
    heads = [is_head(line) or _UNDER_HEAD.fullmatch(line) is not None for line in widest]
    for width in _WIDTHS:
        lines, known = widest[:width], heads[:width]
        if len(lines) < width or 4 * sum(known) < 3 * width or not (known[0] and known[-1]):
            continue
        if all(0 < len(line) <= _NAME for line in lines):
            for names, header in _headers(lines, at):
                score, found = _rows_under(texts, names, at + width, unit)
                if score > best[0]:
                    best = score, header | found
    return best[1]


def _headers(lines: Sequence[str], at: int) -> Iterator[tuple[list[str], dict[int, Row]]]:
    """Yield the columns that the lines of a header may be, with the rows of the header.

    目标值⏎属性⏎2025年⏎2030年: the last lines stand under one of those before, perhaps in two rows.
    """
    width = len(lines)
    yield list(lines), {at: (at + width, list(range(at, at + width)))}
    begins = [i for i in range(width) if not (i and _goes_on(lines[i - 1], lines[i]))]
    if len(begins) < width:
        ends = [*begins[1:], width]
        names = ["".join(lines[a:b]) for a, b in zip(begins, ends, strict=True)]
        yield names, {at: (at + width, [at + i for i in begins])}
    for under in range(2, width // 2 + 1):
        if not all(_UNDER_HEAD.fullmatch(line) for line in lines[-under:]):
            break
        for layers in (1, 2):
            upper = width - layers * under
            lower = lines[upper:]
            if upper < 2 or not all(_UNDER_HEAD.fullmatch(line) for line in lower):
                continue
            for over in (i for i in range(1, upper) if _OVER_HEAD.fullmatch(lines[i])):
                yield _nested(lines[:upper], lower, over, under, at)


def _goes_on(above: str, line: str) -> bool:
    """Whether a line of a header goes on with the head above: 2026年⏎目标, 目标值⏎(2026年)."""
    if _REMARK.fullmatch(line):
        return True
    if (above == "指标" and KINDS.fullmatch(line)) or _HALVED.fullmatch(above + line):
        return True
    return _YEAR.fullmatch(above) is not None and _OF_YEAR.fullmatch(line) is not None


def _nested(
    upper: Sequence[str], lower: Sequence[str], over: int, under: int, at: int
) -> tuple[list[str], dict[int, Row]]:
    """Return the columns of a header of which one is divided, and its rows."""
    first = at + len(upper)
    top = list(range(at, first))
    top[over + 1 : over + 1] = [at + over + 1] * (under - 1)
    header: dict[int, Row] = {at: (first, top)}
    for start in range(first, first + len(lower), under):
        cells = [start] * over + list(range(start, start + under))
        header[start] = (start + under, cells + [start + under] * (len(upper) - over - 1))
    own = [*upper[:over], *("".join(lower[i::under]) for i in range(under)), *upper[over + 1 :]]
    return own, header


def kind_of(head: str) -> str:
    """Return what stands under a head."""
    if NUMBERS.fullmatch(head):
        return "number"
    if BODIES.search(head):
        return "bodies"
    if TIMES.search(head) and not MEASURED.search(head):
        return "time"
    if UNITS.fullmatch(head):
        return "unit"
    if GROUPS.fullmatch(head):
        return "group"
    if KINDS.fullmatch(head):
        return "kind"
    if MEASURED.search(head) or _VALUE_HEAD.search(head):
        return "value"
    return "text"


def _fits(line: str, kind: str, unit: regex.Pattern[str]) -> float:
    """Return how well a line fits a column of a kind; the lower, the worse."""
    value = _VALUE.fullmatch(line) is not None
    attribute = _KIND.fullmatch(line) is not None
    if kind == "number":
        return 2 if _NUMBER.fullmatch(line) else -9
    if kind == "value":
        return 2 if value else -3 if _MARKED.match(line) else -1.5 if len(line) > _NAME else -0.8
    if kind == "unit":
        return (2 if len(line) <= _SHORT else 1) if unit.fullmatch(line) and not attribute else -4
    if kind == "kind":
        return 2 if attribute else -4
    if kind in ("bodies", "time"):
        fitting = _OFFICES if kind == "bodies" else TIME
        told = len(line) <= _NAME and not _MARKED.match(line)
        return 2 if fitting.fullmatch(line) else -0.8 if told else -3
    wrong = value or attribute or TIME.fullmatch(line) is not None
    if kind == "group":
        return -3 if wrong or len(line) > _NAME or _PROSE.search(line) else 0.2
    return -3 if wrong else 1


def left_out(cells: Sequence[str], kinds: Sequence[str], unit: regex.Pattern[str]) -> int:
    """Return how many first cells a row lacks because they were merged with those above; else 0.

    Its cells stand under the last heads, by what these hold, and not under the first.
    """
    missing = len(kinds) - len(cells)
    if not 0 < missing <= _LEADING or len(cells) < _LEADING or TOTAL.match(cells[0]):
        return 0
    if any(kind not in ("number", "group", "text") for kind in kinds[:missing]):
        return 0
    under = [_fits(c, kind, unit) for c, kind in zip(cells, kinds[missing:], strict=True) if c]
    first = [_fits(c, kind, unit) for c, kind in zip(cells, kinds, strict=False) if c]
    return missing if min(under) > -1 and max(under) > 1 and min(first) <= -1 else 0


def _rows_under(
    texts: Sequence[str], heads: Sequence[str], at: int, unit: regex.Pattern[str]
) -> tuple[float, dict[int, Row]]:
    """Return how well the lines from *at* on fit as rows under *heads*, and the rows.

    No rows where the heads do not say enough, or where fewer than two rows stand under them.
    """
    kinds = [kind_of(head) for head in heads]
    told = sum(kind not in ("number", "group", "text") for kind in kinds)
    numbered = "number" in kinds[:_LEADING]
    if ("number" in kinds and not numbered) or "text" not in kinds or told < (1 if numbered else 2):
        return 0, {}
    table = _Columns(kinds, unit)
    ways = [_Way(0, len(kinds), 0, False, False, None)]
    best, score, end = ways[0], 0.0, at
    for index in range(at, min(at + _MOST, len(texts))):
        if _ENDS.match(texts[index]) or (not numbered and _MARKED.match(texts[index])):
            break
        ways = table.onward(ways, texts[index], texts[index - 1])
        for way in ways:
            if (whole := way.score + table.empty(way.column + 1)) > score:
                best, score, end = way, whole, index + 1
        ways = [way for way in ways if way.score > score - _HOPELESS]
    found = _found(best, end, len(kinds))
    return (score, found) if len(found) >= _FEWEST and score > _WORTH * len(found) else (0, {})


def _found(way: _Way, end: int, width: int) -> dict[int, Row]:
    """Return the rows of a table that ends before a line, by walking back to its first."""
    found: dict[int, Row] = {}
    cells: dict[int, int] = {}
    stop, at = end, end
    last: _Way | None = way
    while last and last.before:
        at -= 1
        if not last.further:
            cells[last.column] = at
        if last.opens:
            found[at] = (stop, _begins(cells, stop, width))
            stop, cells = at, {}
        last = last.before
    return dict(sorted(found.items()))


def _begins(cells: dict[int, int], stop: int, width: int) -> list[int]:
    """Return where each cell of a row begins: an empty one where the next does."""
    if width in cells:
        return [cells[width], stop]
    begins: list[int] = []
    following = stop
    for column in range(width - 1, -1, -1):
        following = cells.get(column, following)
        begins.insert(0, following)
    return begins


class _Columns:
    """The columns of one table, by what stands under each head."""

    def __init__(self, kinds: Sequence[str], unit: regex.Pattern[str]) -> None:
        self.kinds = kinds
        self.unit = unit
        self.width = len(kinds)
        self.number = kinds.index("number") if "number" in kinds else -1
        self.first = self.number if "number" in kinds else kinds.index("text")
        """The column at which a row begins, where it does not begin with its group."""
        texts = [at for at, kind in enumerate(kinds) if kind == "text"]
        self.named = texts[-1] if texts else -1
        """The column that says what a row is about: it is hardly ever empty."""

    def empty(self, start: int, end: int | None = None) -> float:
        """Return what it costs that columns of a row are empty; groups and numbers may be."""
        columns = range(start, self.width if end is None else end)
        told = (at for at in columns if self.kinds[at] not in ("group", "number"))
        return sum(_EMPTY * (2 if at == self.named else 1) for at in told)

    def onward(self, ways: Sequence[_Way], line: str, before: str) -> list[_Way]:
        """Return the ways of reading one more line, the best for each column and number."""
        fits = [_fits(line, kind, self.unit) for kind in self.kinds]
        if "bodies" in self.kinds and _OFFICES.fullmatch(line):
            body = _BODY if line[0] in _LEVELS else _PERHAPS
            kinds = zip(fits, self.kinds, strict=True)
            fits = [min(fit, body) if kind == "text" else fit for fit, kind in kinds]
        found: dict[tuple[int, int], _Way] = {}
        for way in ways:
            for step in (*self._further(way, fits, before, line), *self._cells(way, fits, line)):
                key = (step.column, step.number)
                if key not in found or step.score > found[key].score:
                    found[key] = step
        return sorted(found.values(), key=lambda way: -way.score)[:_KEPT]

    def _further(self, way: _Way, fits: Sequence[float], before: str, line: str) -> Iterator[_Way]:
        """Yield the line as a further one of the cell before."""
        if way.before is None or way.column == self.width or way.column == self.number:
            return
        kind = self.kinds[way.column]
        cost = _FURTHER if kind in ("text", "bodies") and fits[way.column] > -1 else _ODD
        cost += _GOES_ON if before.endswith("、") else _LATER * way.column
        if kind == "value" and self.unit.fullmatch(line) and _VALUE.fullmatch(before):
            cost = _OWN_UNIT
        yield _Way(way.score + cost, way.column, way.number, False, True, way)

    def _cells(self, way: _Way, fits: Sequence[float], line: str) -> Iterator[_Way]:
        """Yield the line as a cell of the row before, of a new row, and as a heading of rows."""
        number = self._number(way, line)
        heading = way.column == self.width
        for column in range(way.column + 1, self.width):
            if column != self.number or number:
                score = way.score + self.empty(way.column + 1, column) + fits[column]
                score += self._leap(way, number) if column == self.number else 0
                now = number if column == self.number else way.number
                yield _Way(score, column, now, False, False, way)
        closed = way.score + (0 if heading else self.empty(way.column + 1))
        for column in range(min(self.first + 3, self.width)):
            if column == self.number and not number:
                continue
            under = column > self.first
            leap = self._leap(way, number) if column == self.number else 0
            if under and (heading or way.before is None):
                continue
            score = closed + fits[column] + leap + (_UNDER if under else 0)
            score += self.empty(self.first + 1, column) if under else 0
            now = number if column == self.number else way.number
            yield _Way(score, column, now, True, False, way)
        if (
            not (heading and way.before)
            and _fits(line, "group", self.unit) > 0
            and (way.before or _GROUP_NAME.fullmatch(line))
        ):
            cost = _NAMED if _GROUP_NAME.fullmatch(line) else _HEADING
            yield _Way(closed + cost, self.width, way.number, True, False, way)

    @staticmethod
    def _number(way: _Way, line: str) -> int:
        """Return the running number that a line is behind those before, 0 where it is none."""
        number = int(line) if _NUMBER.fullmatch(line) else 0
        return number if number > way.number else 0

    @staticmethod
    def _leap(way: _Way, number: int) -> float:
        """Return what it costs that numbers are left out before a row."""
        return _LEFT_OUT if number > way.number + 1 else 0
