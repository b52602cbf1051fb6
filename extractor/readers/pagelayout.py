"""Positioned pieces of text → a page's lines in reading order, for every form that prints pages.

A PDF, an OFD and a recognised picture know where words stand and not what follows what. Here
pieces on one baseline become a line, and columns are read one after the other. Lines stay as they
are printed: joining them to paragraphs is ``extractor.lines``'s. Units are the form's own (points,
pixels); y grows downwards.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from extractor.document import PageBoxes
from extractor.layout.widths import printed_width

_SAME_LINE = 0.5
"""Least share of the lower piece's height that two pieces on one baseline have in common."""
_BACK = 0.6
"""A piece may begin so many heights before the end of the one on its left (kerning, slant)."""
_WORD_GAP = 0.15
"""Least gap between two words in Latin letters or digits, in heights of the line."""
_WIDE_GAP = 1.6
"""Least gap that parts other text (two signatures on a line), in heights: more than one blank."""
_SPACED = 0.35
"""Least gap between the characters of a name set wide (通　知), in heights."""
_COLUMN = (0.3, 0.7)
"""Where the second column may begin, as a share of the printed width."""
_COLUMN_LINES = 4
_COLUMN_FILL = 0.6
"""Least median width of a column's lines, as a share of the column; a table's cells are shorter."""
_GUTTER = 0.8
"""Least width of the gap between two columns, in heights of a line."""
_BLANK = "\u3000"
_LATIN = regex.compile(r"[0-9A-Za-z%.,)\]]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that a form places as one: a run, a recognised line, a table's cell."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """The height of the box."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A printed line; ``starts[i]`` is where ``pieces[i]`` begins in ``text``."""

    text: str
    starts: tuple[int, ...]
    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.pieces[0].x0

    @property
    def y0(self) -> float:
        """The upper edge of the highest piece."""
        return min(piece.y0 for piece in self.pieces)

    @property
    def y1(self) -> float:
        """The lower edge of the lowest piece."""
        return max(piece.y1 for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page's lines in reading order, and its size in their unit."""

    lines: tuple[LaidLine, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class LaidText:
    """The text of all pages, where each begins, and the boxes of its pieces."""

    text: str
    pages: tuple[int, ...]
    boxes: PageBoxes


def lay_out(
    pieces: Iterable[Piece], width: float, height: float, margin: float | None = None
) -> LaidPage:
    """Return the page that *pieces* make, its lines in reading order; blank pieces are left out.

    A line set in begins with as many ideographic spaces as it is set in by characters: the
    beginning of a paragraph is seen by nothing else where the line before is full. *margin* is
    the left edge of the text, where *pieces* are only a part of the page's.

    >>> page = lay_out([Piece("县", 20, 0, 30, 10), Piece("临溪", 0, 1, 20, 11)], 100, 100)
    >>> [line.text for line in page.lines]
    ['临溪县']
    """
    rows = _rows([piece for piece in pieces if piece.text.strip() and piece.y1 > piece.y0])
    edge = _margin(rows) if margin is None else margin
    lines = (_join(row, _indent(row, left)) for row, left in _ordered(rows, edge))
    return LaidPage(tuple(lines), width, height)


def left_margin(pieces: Iterable[Piece]) -> float:
    """Return the left edge of the text that *pieces* make."""
    return _margin([[piece] for piece in pieces])


def row(cells: Sequence[Piece]) -> LaidLine:
    """Return a table's row: its cells in order, joined by TAB; blank cells keep their place."""
    starts, at = [], 0
    for cell in cells:
        starts.append(at)
        at += len(cell.text) + 1
    return LaidLine("\t".join(cell.text for cell in cells), tuple(starts), tuple(cells))


def compose(pages: Sequence[LaidPage]) -> LaidText:
    """Return the text of *pages*: a line a printed line, pages joined by form feed."""
    parts: list[str] = []
    begins: list[int] = []
    starts, lengths, corners = array("l"), array("l"), array("f")
    at = 0
    for number, page in enumerate(pages):
        if number:
            parts.append("\f")
            at += 1
        begins.append(at)
        for index, line in enumerate(page.lines):
            if index:
                parts.append("\n")
                at += 1
            parts.append(line.text)
            for start, piece in zip(line.starts, line.pieces, strict=True):
                starts.append(at + start)
                lengths.append(len(piece.text))
                corners.extend((piece.x0, piece.y0, piece.x1, piece.y1))
            at += len(line.text)
    sizes = tuple((page.width, page.height) for page in pages)
    return LaidText("".join(parts), tuple(begins), PageBoxes(sizes, starts, lengths, corners))


# lines -----------------------------------------------------------------------------------


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of each baseline from left to right, the baselines from top to bottom."""
    rows: list[list[Piece]] = []
    cluster: list[Piece] = []
    bottom = lowest = 0.0
    for piece in sorted(pieces, key=lambda piece: piece.y0):
        if cluster and bottom - piece.y0 <= _SAME_LINE * min(lowest, piece.height):
            rows += _chained(cluster)
            cluster = []
        bottom = max(bottom, piece.y1) if cluster else piece.y1
        lowest = min(lowest, piece.height) if cluster else piece.height
        cluster.append(piece)
    return rows + _chained(cluster)


def _chained(cluster: list[Piece]) -> list[list[Piece]]:
    """Return the baselines among pieces that overlap in height."""
    if len(cluster) < 2:
        return [cluster] if cluster else []
    rows: list[list[Piece]] = []
    for piece in sorted(cluster, key=lambda piece: piece.x0):
        found = _row_of(piece, rows)
        if found is None:
            rows.append([piece])
        else:
            found.append(piece)
    return sorted(rows, key=_middle)


def _row_of(piece: Piece, rows: Sequence[list[Piece]]) -> list[Piece] | None:
    """Return the row that *piece* goes on: the one whose last piece shares most of its height.

    Only the last piece counts, so a slanted line is followed however far it sinks.
    """
    best, share = None, _SAME_LINE
    for row in rows:
        last = row[-1]
        common = min(piece.y1, last.y1) - max(piece.y0, last.y0)
        lower = min(piece.height, last.height)
        if common > share * lower and piece.x0 >= last.x1 - _BACK * lower:
            best, share = row, common / lower
    return best


def _margin(rows: Sequence[Sequence[Piece]]) -> float:
    """Return the left edge of the text: the first that several rows share."""
    if len(rows) < 2:
        return rows[0][0].x0 if rows else 0
    begins = sorted(row[0].x0 for row in rows)
    near = median(row[0].height for row in rows) / 3
    enough = max(2, len(rows) // 10)
    shared = (x for x, other in zip(begins, begins[enough - 1 :], strict=False) if other - x < near)
    return next(shared, begins[0])


def _indent(row: Sequence[Piece], margin: float) -> int:
    """Return by how many characters a row is set in, 0 for less than most of one."""
    first = row[0]
    full = 2 * (first.x1 - first.x0) / printed_width(first.text)
    return max(0, int((first.x0 - margin) / full + 0.3)) if full else 0


def _join(pieces: Sequence[Piece], indent: int) -> LaidLine:
    """Return the line of pieces that stand from left to right, set in by so many characters."""
    if len(pieces) == 1:
        return LaidLine(_BLANK * indent + pieces[0].text, (indent,), tuple(pieces))
    spaced = _is_spaced(pieces)
    parts, starts = [_BLANK * indent + pieces[0].text], [indent]
    at = indent + len(pieces[0].text)
    for last, piece in pairwise(pieces):
        if not spaced and _apart(last, piece):
            parts.append(" ")
            at += 1
        starts.append(at)
        parts.append(piece.text)
        at += len(piece.text)
    return LaidLine("".join(parts), tuple(starts), tuple(pieces))


def _is_spaced(pieces: Sequence[Piece]) -> bool:
    """Tell whether single characters stand apart evenly: a name or title set wide."""
    if len(pieces) < 3 or any(len(piece.text) > 1 for piece in pieces):
        return False
    if any(_LATIN.match(piece.text) for piece in pieces):
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(pieces)]
    return min(gaps) > _SPACED * pieces[0].height and max(gaps) < 2 * min(gaps)


def _apart(last: Piece, piece: Piece) -> bool:
    """Tell whether the gap between two neighbours is one between words."""
    if last.text[-1].isspace() or piece.text[0].isspace():
        return False
    gap = (piece.x0 - last.x1) / min(last.height, piece.height)
    words = _LATIN.match(last.text[-1]) and piece.text[0].isascii() and piece.text[0].isalnum()
    return gap > (_WORD_GAP if words else _WIDE_GAP)


# columns ---------------------------------------------------------------------------------


def _ordered(rows: list[list[Piece]], margin: float) -> Iterator[tuple[list[Piece], float]]:
    """Yield the rows of a page as they are read, columns one by one, each with its left margin."""
    edge = _second_column(rows)
    if edge is None:
        for row in rows:
            yield row, margin
        return
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    band: list[list[Piece]] = []
    for row in rows:
        if any(part[0].x0 < edge - 1 and part[-1].x1 > edge for part in _segments(row)):
            for part in _parted(band, edge, left, right):
                yield part, edge if part[0].x0 >= edge - 1 else margin
            yield row, margin
            band = []
        else:
            band.append(row)
    for part in _parted(band, edge, left, right):
        yield part, edge if part[0].x0 >= edge - 1 else margin


def _segments(row: list[Piece]) -> list[list[Piece]]:
    """Cut a row where a gap is as wide as one between columns."""
    segments = [[row[0]]]
    for last, piece in pairwise(row):
        if piece.x0 - last.x1 >= _GUTTER * min(last.height, piece.height):
            segments.append([])
        segments[-1].append(piece)
    return segments


def _second_column(rows: Sequence[list[Piece]]) -> float | None:
    """Return the left edge that most segments in the middle of the page share, if enough do."""
    if not rows:
        return None
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    low, high = (left + share * (right - left) for share in _COLUMN)
    begins = [
        part[0].x0
        for row in rows
        if row[-1].x1 > low
        for part in (_segments(row) if len(row) > 1 else [row])
        if low < part[0].x0 < high
    ]
    if len(begins) < _COLUMN_LINES:
        return None
    edges = Counter(map(round, begins))
    near = {edge: edges[edge - 1] + edges[edge] + edges[edge + 1] for edge in edges}
    best = max(sorted(near), key=lambda edge: near[edge])
    if near[best] < _COLUMN_LINES:
        return None
    return min(begin for begin in begins if abs(round(begin) - best) <= 1)


def _parted(
    band: list[list[Piece]], edge: float, left: float, right: float
) -> Iterable[list[Piece]]:
    """Read rows that do not cross *edge* as two columns, if those are columns of text."""
    parts = [part for row in band for part in _segments(row)]
    first = [part for part in parts if part[0].x0 < edge - 1]
    second = [part for part in parts if part[0].x0 >= edge - 1]
    if min(len(first), len(second)) < _COLUMN_LINES:
        return band
    end = max(part[-1].x1 for part in first)
    gutter = edge - end >= _GUTTER * median(part[0].height for part in second)
    if gutter and _is_filled(first, end - left) and _is_filled(second, right - edge):
        return sorted(first, key=_middle) + sorted(second, key=_middle)
    return band


def _is_filled(parts: Sequence[list[Piece]], width: float) -> bool:
    """Tell whether the lines of a column mostly reach over its width."""
    return median(part[-1].x1 - part[0].x0 for part in parts) >= _COLUMN_FILL * width


def _middle(row: Sequence[Piece]) -> float:
    return row[0].y0 + row[0].y1
