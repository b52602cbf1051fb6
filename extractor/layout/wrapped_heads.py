"""Tables of numbers from pages whose heads and names were wrapped, copied cell by cell.

The heads stand above in some short lines, a row is its name in some lines and its numbers behind
it, as many in each row. Only where the pieces of the heads make as many cells as a row has, and in
one way, heads and rows become a line each, as long as their lines were.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.layout.page_marks import page_lines
from extractor.layout.wrapped_rows import JOINT
from extractor.markers import HEADING
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled

_TOTAL = phrase("columns.total")
_NUMBERS = phrase("columns.numbers")
_UNITS = phrase("columns.units")
_VALUE = compiled(r"[≥≤<>]?=?-?\d[\d,]*(?:\.\d+)?%?|[-—–/]+")
_YEAR = compiled(r"20\d\d")
_OF_YEAR = compiled(r"年.{0,5}")
"""What stands behind a year's number where a blank parts them: 2025 年, 2025 年目标值."""
_ALONE = compiled(
    rf"{wording('columns.numbers')}|{wording('columns.units')}|备注|属性|合计|20\d\d年.{{0,5}}"
)
"""A head that is neither the beginning nor the rest of another one."""
_PROSE = compiled("[。,;!?|\t\f]|:.")
_CAPTION = compiled(r"附[件表].{0,3}|.{4,}表(?:\(.*\))?|.*单位:.*|表 ?\d+.*")
_PIECE = compiled("[^ \n]+")
_LONGEST = 16
"""Characters of a piece."""
_MOST_HEADS = 20
_MOST_LINES = 10
"""Lines of a row."""
_FEWEST = 2
"""Numbers of a row, rows of a table."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Some lines in one string, page numbers left blank, and the pieces that blanks part."""

    start: int
    end: int
    text: str
    pieces: tuple[tuple[int, int], ...]

    def __getitem__(self, index: int) -> str:
        return self.text[slice(*self.pieces[index])]

    def parted(self, cells: Iterable[int]) -> str:
        """Return the lines as one, with TAB before the pieces that begin a further cell."""
        chars = list(self.text.replace("\n", JOINT))
        for index in cells:
            chars[self.pieces[index][0] - 1] = "\t"
        return "".join(chars)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, which pieces of it are numbers, and whether its first one is its running number."""

    lines: _Lines
    values: range
    numbered: bool

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.values), len(self.lines.pieces) - self.values.stop

    def cells(self, *, unit: bool) -> list[int]:
        """Return the pieces that begin a further cell, a unit's among them where one is told."""
        name = [1] if self.numbered else []
        units = [self.values.start - 1] if unit else []
        return [*name, *units, *range(self.values.start, len(self.lines.pieces))]


def heads_unwrapped(text: str) -> str:
    """Return folded *text* with TAB between the cells of such tables, a row in a line.

    >>> heads_unwrapped("乡镇 硬化道路\\n(公里)\\n改厕\\n(户)\\n青禾镇 8 20\\n石桥乡 6 35")
    '乡镇\\t硬化道路\\r(公里)\\t改厕\\r(户)\\n青禾镇\\t8\\t20\\n石桥乡\\t6\\t35'
    """
    lines = text.split("\n")
    pages = page_lines(lines)
    made: list[str] = []
    at = done = 0
    while at < len(lines):
        rows = list(_rows(lines, at, pages))
        if len(rows) < _FEWEST:
            at += 1
            continue
        at = rows[-1].lines.end
        if found := _table(lines, done, rows, pages):
            start, table, at = found
            made += [*lines[done:start], *table]
            done = at
    return "\n".join([*made, *lines[done:]]) if done else text


def _table(
    lines: Sequence[str], done: int, rows: Sequence[_Row], pages: Container[int]
) -> tuple[int, list[str], int] | None:
    """Return where the heads of some rows begin, behind *done*, the table's lines, and its end."""
    heads = _head_line(lines, done, rows, pages)
    if heads is None:
        return None
    begin, head, unit = heads
    table = [head, *(row.lines.parted(row.cells(unit=unit)) for row in rows)]
    end = rows[-1].lines.end
    total = _total(lines[end], rows[0]) if end < len(lines) else None
    return (begin, [*table, total], end + 1) if total else (begin, table, end)


def _taken(lines: Sequence[str], start: int, end: int, pages: Container[int]) -> _Lines:
    text = "\n".join(" " * len(lines[i]) if i in pages else lines[i] for i in range(start, end))
    return _Lines(start, end, text, tuple(match.span() for match in _PIECE.finditer(text)))


def _rows(lines: Sequence[str], at: int, pages: Container[int]) -> Iterator[_Row]:
    """Yield the rows of a table whose first one begins at *at*: counted up, of one shape."""
    numbered = lines[at].split(" ", 1)[0] == "1"
    first: _Row | None = None
    number = 1
    while row := _row(lines, at, pages, number if numbered else 0):
        if first and row.shape != first.shape:
            return
        yield row
        first, at, number = first or row, row.lines.end, number + 1


def _row(lines: Sequence[str], at: int, pages: Container[int], number: int) -> _Row | None:
    """Return the row that begins at a line, None where none does."""
    if at >= len(lines) or at in pages or (number and lines[at].split(" ", 1)[0] != str(number)):
        return None
    most = _MOST_LINES if number else 1
    for end in range(at + 1, min(at + most, len(lines)) + 1):
        line = lines[end - 1]
        if end - 1 in pages:
            continue
        if not line.strip() or _PROSE.search(line) or (HEADING.match(line) and not number):
            return None
        taken = _taken(lines, at, end, pages)
        count = len(taken.pieces)
        held = [i for i in range(count) if _VALUE.fullmatch(taken[i])]
        behind = next((i for i in range(count, 0, -1) if i - 1 in held), 0)
        begin = behind
        while begin - 1 in held:
            begin -= 1
        in_line = "\n" not in taken.text[taken.pieces[begin][0] :] if held else False
        if in_line and behind - begin >= _FEWEST and begin > (number > 0) and count - behind < 2:
            years = all(_YEAR.fullmatch(taken[i]) for i in range(begin, behind))
            return None if years else _Row(taken, range(begin, behind), number > 0)
    return None


def _head_line(
    lines: Sequence[str], done: int, rows: Sequence[_Row], pages: Container[int]
) -> tuple[int, str, bool] | None:
    """Return where the heads of a table begin, their line, and whether one is of units."""
    numbered = rows[0].numbered
    values, behind = rows[0].shape
    end = rows[0].lines.start
    wrapped = any(row.lines.end - row.lines.start > 1 for row in rows)
    found = None
    for start in range(end - 1, max(done, end - _MOST_HEADS) - 1, -1):
        if start in pages:
            continue
        if not _is_heads(lines[start]):
            break
        heads = _taken(lines, start, end, pages)
        if numbered and not _NUMBERS.fullmatch(heads[0]):
            continue
        unit = any(_UNITS.fullmatch(heads[i]) for i in range(len(heads.pieces)))
        cells = _cells_of_heads(heads, numbered + 1 + unit + values + behind)
        named = all(len(row.cells(unit=unit)) < len(row.lines.pieces) for row in rows)
        if cells and (wrapped or end - start > 1) and (named or not unit):
            found = start, heads.parted(cells), unit
    return found


def _is_heads(line: str) -> bool:
    pieces = line.split()
    short = bool(pieces) and all(len(piece) <= _LONGEST for piece in pieces)
    return short and not (_PROSE.search(line) or _CAPTION.fullmatch(line.strip()))


def _cells_of_heads(heads: _Lines, width: int) -> list[int] | None:
    """Return the pieces that begin a further one of *width* heads; None where that is open."""
    open_brackets = 0
    begins: list[int] = []
    free: list[int] = []
    for index in range(1, len(heads.pieces)):
        before, piece = heads[index - 1], heads[index]
        open_brackets += before.count("(") - before.count(")")
        if (
            open_brackets > 0
            or piece[0] in "()"
            or (_YEAR.fullmatch(before) and _OF_YEAR.match(piece))
        ):
            continue
        begins.append(index)
        wrapped = "\n" in heads.text[heads.pieces[index - 1][1] : heads.pieces[index][0]]
        closed = before.endswith(")") or _ALONE.fullmatch(before) or _ALONE.fullmatch(piece)
        if wrapped and not closed and not _YEAR.match(piece) and not _OF_YEAR.fullmatch(before):
            free.append(index)
    more = len(begins) + 1 - width
    if more == 0:
        return begins
    return [index for index in begins if index not in free] if more == len(free) else None


def _total(line: str, row: _Row) -> str | None:
    """Return the row of sums below such a table with its cells parted."""
    cells = line.split(" ")
    told = len(cells) == 1 + len(row.values) and _TOTAL.fullmatch(cells[0])
    return line.replace(" ", "\t") if told and all(map(_VALUE.fullmatch, cells[1:])) else None
