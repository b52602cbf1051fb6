"""Rows of tables whose wrapped cells a copy left line by line, pieces of several cells in each.

A cell stands in the middle of its row or at its top: then how many lines each cell has says which
of them have a piece in a line. Of all such shapes a row takes one with as many pieces in each of
its lines as are printed there, and of several the one whose cells are what their heads say. The
running numbers tell the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, permutations

from extractor.cells.columns import NAMES, TIME, UNITS
from extractor.cells.merged_cells import kind_of
from extractor.layout.widths import printed_width
from extractor.markers import HEADING
from extractor.phrases import phrase
from extractor.rule_cache import compiled

_PIECE = compiled(r"(?:\d{4} *年 *)?\d{1,2} *月(?: *\d{1,2} *日)?\S*|\S+")
_TIMED = phrase("spaced_rows.timed")
_BODY = phrase("interleaved.body")
_NUMBER = compiled(r"\d{1,3}")
_HEAD = 12
"""The longest head of a column."""
_COLUMNS = range(4, 7)
_MOST = 13
"""Lines of a row."""
_FEWEST = 2
"""Rows of a table, numbered from one."""

Piece = tuple[int, int, int]
"""A line's index, and where in it a piece of a cell begins and ends."""
Shape = Callable[[Sequence[int]], list[set[int]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: behind which line it ends, and the pieces of each of its cells."""

    end: int
    cells: tuple[tuple[Piece, ...], ...]


def interleaved_rows(lines: Sequence[str]) -> dict[int, Row]:
    """Return the rows of such tables by the line they begin at, the line of the heads among them.

    >>> text = ["序号 任务 措施 责任单位 时限", "改造小区,", "1 改造 加装电梯。 市住建局 6月"]
    >>> text += ["增设车位。", "2 养老 新建站点四个。 市民政局 9月底"]
    >>> [[text[i][a:b] for i, a, b in cell] for cell in interleaved_rows(text)[1].cells]
    [['1'], ['改造'], ['改造小区,', '加装电梯。', '增设车位。'], ['市住建局'], ['6月']]
    """
    found: dict[int, Row] = {}
    at = 0
    while at < len(lines):
        head = _head(lines, at)
        rows = _best_rows(lines, at + head.size, head.kinds) if head else []
        if not head or len(rows) < _FEWEST or all(row.end == start + 1 for start, row in rows):
            at += 1
            continue
        found[at] = Row(at + head.size, head.cells)
        found |= rows
        at = rows[-1][1].end
    return found


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands under each head, how many lines they have, and the pieces of each."""

    kinds: Sequence[str]
    size: int
    cells: tuple[tuple[Piece, ...], ...]


def _head(lines: Sequence[str], at: int) -> _Head | None:
    """Return the heads that begin at a line: in one, or around one where 序号 was wrapped."""
    if lines[at : at + 3 : 2] == ["序", "号"]:
        pieces = _pieces(lines[at + 1], at + 1)
        kinds = _kinds(f"序号 {lines[at + 1]}")
        first = ((at, 0, 1), (at + 2, 0, 1))
        return _Head(kinds, 3, (first, *((p,) for p in pieces))) if kinds else None
    kinds = _kinds(lines[at])
    return _Head(kinds, 1, tuple((p,) for p in _pieces(lines[at], at))) if kinds else None


def _best_rows(lines: Sequence[str], start: int, kinds: Sequence[str]) -> list[tuple[int, Row]]:
    """Return the most rows under some heads, of the most lines.

    On a further page the rest of a row stands first.
    """
    ahead = (line.split(" ", 1)[0] for line in lines[start : start + _MOST])
    number = next((int(word) for word in ahead if _NUMBER.fullmatch(word)), 1)
    begins = range(start, start + (1 if number == 1 else _MOST))
    tried = (list(_rows(lines, at, number, kinds, way)) for at in begins for way in _WAYS)
    return max(tried, key=lambda rows: (len(rows), rows[-1][1].end if rows else 0), default=[])


def _kinds(line: str) -> list[str]:
    """Return what stands under each head of a line of heads; empty for any other line."""
    heads = line.split()
    if len(heads) not in _COLUMNS or "\t" in line or any(len(head) > _HEAD for head in heads):
        return []
    # 单位 among bodies and times is whose task it is
    kinds = ["bodies" if UNITS.fullmatch(head) else kind_of(head) for head in heads]
    told = kinds[0] == "number" and "text" in kinds and ("bodies" in kinds or "time" in kinds)
    return kinds if told and {"value", "kind"}.isdisjoint(kinds) else []


def _pieces(line: str, index: int) -> list[Piece]:
    return [(index, *match.span()) for match in _PIECE.finditer(line)]


def _rows(
    lines: Sequence[str], start: int, number: int, kinds: Sequence[str], way: _Way
) -> Iterator[tuple[int, Row]]:
    """Yield where each row begins, and the row, as long as they go on, numbered from *number*."""
    while end := way.end(lines, start, number):
        cells = _cells(lines, start, end, number, kinds, way.shape)
        if cells is None:
            return
        yield start, Row(end, cells)
        start, number = end, number + 1


def _cells(
    lines: Sequence[str], start: int, end: int, number: int, kinds: Sequence[str], shape: Shape
) -> tuple[tuple[Piece, ...], ...] | None:
    """Return the pieces of each cell of a row, None where no shape fits its lines."""
    pieces = [_pieces(lines[i], i) for i in range(start, end)]
    numbered = next(
        (p for line in pieces for p in line[:1] if lines[p[0]][p[1] : p[2]] == str(number)), None
    )
    if numbered is None or any(lines[i] == "序" for i in range(start, end)):
        return None
    rest = [[p for p in line if p != numbered] for line in pieces]
    counts = [len(line) for line in rest]
    best: tuple[float, list[list[Piece]]] | None = None
    for sizes in _sizes(len(kinds) - 1, counts, shape):
        held = shape(sizes)
        cells: list[list[Piece]] = [[] for _ in sizes]
        for line, columns_of in zip(rest, held, strict=True):
            for piece, column in zip(line, sorted(columns_of), strict=True):
                cells[column].append(piece)
        score = sum(
            _worth([lines[i][a:b] for i, a, b in cell], kind)
            for cell, kind in zip(cells, kinds[1:], strict=True)
        )
        if best is None or score > best[0]:
            best = score, cells
    return ((numbered,), *(tuple(cell) for cell in best[1])) if best else None


def _sizes(columns: int, counts: Sequence[int], shape: Shape) -> list[tuple[int, ...]]:
    """Return how many lines each cell of a row may have, to have so many pieces in each line."""
    alike = combinations_with_replacement(range(len(counts) + 1), columns)
    fitting = (s for s in alike if sum(s) == sum(counts) and list(map(len, shape(s))) == counts)
    return sorted({sizes for some in fitting for sizes in permutations(some)})


def _worth(pieces: Sequence[str], kind: str) -> float:
    """Return how well the pieces of a cell are what its head says."""
    if not pieces:
        return -1
    whole = "".join(pieces)
    named = NAMES.fullmatch(whole) is not None
    timed = TIME.fullmatch(whole) is not None
    if kind == "bodies":
        parts = sum(_BODY.search(piece) is not None for piece in pieces) / len(pieces)
        return (3 if named else 2 * parts) - (4 if timed or "。" in whole else 0)
    if kind == "time":
        told = _TIMED.search(whole) and "。" not in whole and not any(map(_BODY.search, pieces))
        return 3 if timed else 1.5 if told else -3
    widths = [printed_width(piece) for piece in pieces]
    torn = sum(max(widths) - width for width in widths[:-1]) / max(widths)
    return (-3 if named or timed else 1) - torn


def _middle_end(lines: Sequence[str], start: int, number: int) -> int:
    """Return where a row ends whose number stands in its middle."""
    for index in range(start, min(start + _MOST, len(lines))):
        if lines[index].split(" ", 1)[0] == str(number):
            end = 2 * index - start + 1
            return end if end <= len(lines) else 0
    return 0


def _middle(sizes: Sequence[int]) -> list[set[int]]:
    """Which cells have a piece in each line of a row, set in its middle, by their lines."""
    levels: dict[int, set[int]] = {0: set()}
    for column, size in enumerate(sizes):
        for level in range(1 - size, size, 2):
            levels.setdefault(level, set()).add(column)
    return [levels[level] for level in sorted(levels)]


def _top_end(lines: Sequence[str], start: int, number: int) -> int:
    """Return where a row ends that begins with its number: at the next one's, or with its lines."""
    if start >= len(lines) or lines[start].split(" ", 1)[0] != str(number):
        return 0
    most = len(lines[start].split())
    end = min(start + _MOST, len(lines))
    for index in range(start + 1, end):
        line = lines[index]
        count = len(line.split())
        wide = printed_width(line) > printed_width(lines[start])
        if line.split(" ", 1)[0] == str(number + 1) or HEADING.match(line):
            return index
        if count > most or wide or "\t" in line:
            return index
        most = count
    return end


def _top(sizes: Sequence[int]) -> list[set[int]]:
    """Which cells have a piece in each line of a row, set at its top."""
    return [
        {column for column, size in enumerate(sizes) if size > level} for level in range(max(sizes))
    ]


@dataclass(frozen=True, slots=True)
class _Way:
    """How cells are set in their row: where a row ends, and the shapes that it may have."""

    end: Callable[[Sequence[str], int, int], int]
    shape: Shape


_WAYS = (_Way(_middle_end, _middle), _Way(_top_end, _top))
