"""Tables drawn with rules: lines on a page and pieces of text → rows of cells, for laid-out forms.

Rules that touch make a frame; its uprights part columns, its levels part rows. Where the rule
between two places is missing they are one cell, whose text stands in its first place. Units are
those of the pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.readers.pagelayout import LaidLine, LaidPage, Piece, lay_out, row

_NEAR = 1.5
"""Points within which two rules are one, or touch."""
_MOST_RULES = 4000
"""A page with more lines is a drawing."""
_MOST_PLACES = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level or upright; its corners in order."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it runs along the page's width."""
        return self.x1 - self.x0 >= self.y1 - self.y0


def lay_out_ruled(
    pieces: Iterable[Piece], rules: Sequence[Rule], width: float, height: float
) -> LaidPage:
    """Return a page whose ruled tables are rows, in their place among its other lines."""
    rest = [piece for piece in pieces if piece.text.strip()]
    blocks: list[tuple[float, list[LaidLine]]] = []
    for frame in _frames(rules):
        inside = [piece for piece in rest if frame.holds(piece)]
        if lines := list(frame.rows(inside)):
            blocks.append((frame.ys[0], lines))
            taken = set(map(id, inside))
            rest = [piece for piece in rest if id(piece) not in taken]
    lines = list(lay_out(rest, width, height).lines)
    for top, block in sorted(blocks, key=lambda item: item[0]):
        at = next((i for i, line in enumerate(lines) if line.y0 >= top), len(lines))
        lines[at:at] = block
    return LaidPage(tuple(lines), width, height)


@dataclass(frozen=True, slots=True)
class _Frame:
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    def holds(self, piece: Piece) -> bool:
        """Whether the middle of a piece lies inside."""
        x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def rows(self, pieces: Sequence[Piece]) -> Iterator[LaidLine]:
        """Yield the rows; one whose text reaches over all columns is a line of its own."""
        columns = len(self.xs) - 1
        owner = self._owners(columns)
        texts: dict[int, list[Piece]] = {}
        for piece in pieces:
            texts.setdefault(owner[self._place(piece, columns)], []).append(piece)
        for at in range(len(self.ys) - 1):
            places = range(at * columns, (at + 1) * columns)
            cells = [self._cell(k, columns, texts.get(k, ())) for k in places]
            if len({owner[k] for k in places}) == 1:
                yield from _lines(texts.get(places[0], ()))
            elif any(cell.text for cell in cells):
                yield row(cells)

    def _place(self, piece: Piece, columns: int) -> int:
        x, y = (piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2
        column = max(i for i, edge in enumerate(self.xs[:-1]) if edge <= x or i == 0)
        level = max(i for i, edge in enumerate(self.ys[:-1]) if edge <= y or i == 0)
        return level * columns + column

    def _cell(self, place: int, columns: int, pieces: Sequence[Piece]) -> Piece:
        level, column = divmod(place, columns)
        text = "".join(line.text.strip() for line in _lines(pieces)).replace("\t", " ")
        if not pieces:
            box = (self.xs[column], self.ys[level], self.xs[column + 1], self.ys[level + 1])
            return Piece("", *box)
        return Piece(
            text,
            min(p.x0 for p in pieces),
            min(p.y0 for p in pieces),
            max(p.x1 for p in pieces),
            max(p.y1 for p in pieces),
        )

    def _owners(self, columns: int) -> list[int]:
        """Return for each place of the grid the first place of its cell."""
        levels = len(self.ys) - 1
        owner = list(range(levels * columns))

        def root(place: int) -> int:
            while owner[place] != place:
                owner[place] = place = owner[owner[place]]
            return place

        for place in range(levels * columns):
            level, column = divmod(place, columns)
            middle_y = (self.ys[level] + self.ys[level + 1]) / 2
            middle_x = (self.xs[column] + self.xs[column + 1]) / 2
            if column + 1 < columns and not self._upright(self.xs[column + 1], middle_y):
                one, two = sorted((root(place), root(place + 1)))
                owner[two] = one
            if level + 1 < levels and not self._level(self.ys[level + 1], middle_x):
                one, two = sorted((root(place), root(place + columns)))
                owner[two] = one
        return [root(place) for place in range(levels * columns)]

    def _upright(self, x: float, y: float) -> bool:
        return any(
            not r.level and abs(r.x0 - x) <= _NEAR and r.y0 - _NEAR <= y <= r.y1 + _NEAR
            for r in self.rules
        )

    def _level(self, y: float, x: float) -> bool:
        return any(
            r.level and abs(r.y0 - y) <= _NEAR and r.x0 - _NEAR <= x <= r.x1 + _NEAR
            for r in self.rules
        )


def _lines(pieces: Sequence[Piece]) -> tuple[LaidLine, ...]:
    return lay_out(pieces, 0, 0).lines if pieces else ()


def _frames(rules: Sequence[Rule]) -> Iterator[_Frame]:
    """Yield the frames with two columns and two rows at least."""
    if len(rules) > _MOST_RULES:
        return
    for group in _touching(rules):
        xs = _edges(rule.x0 for rule in group if not rule.level)
        ys = _edges(rule.y0 for rule in group if rule.level)
        if len(xs) >= 3 and len(ys) >= 3 and (len(xs) - 1) * (len(ys) - 1) <= _MOST_PLACES:
            yield _Frame(xs, ys, tuple(group))


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    """Return the values with those that are near each other taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return tuple(edges)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the groups of rules that hang together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(item for group in near for item in group)]
        groups = [group for group in groups if group not in near]
        groups.append(merged)
    return groups


def _touch(one: Rule, two: Rule) -> bool:
    return (
        one.x0 <= two.x1 + _NEAR
        and two.x0 <= one.x1 + _NEAR
        and one.y0 <= two.y1 + _NEAR
        and two.y0 <= one.y1 + _NEAR
    )
