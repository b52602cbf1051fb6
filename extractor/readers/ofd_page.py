"""A page of an OFD package (GB/T 33190): its objects → pieces of text, rules and pictures.

A text object has a box on the page, a matrix, and characters with their steps: ``DeltaX`` lists
the step behind each, "g n d" stands for n steps of d. Custom fonts split a line into many objects,
so only places tell what follows what. Millimetres become points, y grows downwards. Coordinates
are those of the page as it is read: where most text is turned, the page is turned back.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex
from lxml import etree

from extractor.layout.widths import printed_width
from extractor.readers.pagelayout import Piece
from extractor.readers.ruled import Rule

POINT = 72 / 25.4
"""Points in a millimetre."""
_ABOVE, _BELOW = 0.86, 0.14
"""How far a character reaches over and under its baseline, in its size."""
_GAP = 1.5
"""A step of so many full widths parts two pieces: cells set in one object."""
_MOST_STEPS = 100_000
_DEPTH = 20
_STRAIGHT = 3
"""Degrees by which text may be off a right angle; beyond it is a watermark."""
_TOKEN = regex.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page: the id of its resource, and the area that it takes in square points."""

    resource: str
    area: float


@dataclass(slots=True)
class Drawn:
    """What stands on a page, by the angle (0, 90, 180, 270) at which its text is written."""

    pieces: list[tuple[int, Piece]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def numbers(text: str | None) -> list[float]:
    """Return the numbers of an attribute; what is no number counts as none."""
    found = []
    for token in (text or "").split():
        try:
            value = float(token)
        except ValueError:
            continue
        if math.isfinite(value) and abs(value) < 1e6:
            found.append(value)
    return found


def draw(root: etree._Element, onto: Drawn) -> None:
    """Add the objects of a page or template to *onto*."""
    for content in root.iter("{*}Content"):
        for layer in content.iterchildren("{*}Layer"):
            _block(layer, onto, _DEPTH)


def _block(block: etree._Element, onto: Drawn, depth: int) -> None:
    for item in block.iterchildren("{*}*"):
        if item.get("Visible") == "false":
            continue
        kind = etree.QName(item).localname
        if kind == "PageBlock" and depth:
            _block(item, onto, depth - 1)
        elif kind == "TextObject":
            onto.pieces += _text(item)
        elif kind == "PathObject":
            onto.rules += _rules(item)
        elif kind == "ImageObject":
            box = numbers(item.get("Boundary"))
            if len(box) == 4:
                area = box[2] * box[3] * POINT**2
                onto.pictures.append(Picture(item.get("ResourceID") or "", area))


def _placing(item: etree._Element) -> tuple[Matrix, float, float]:
    """Return an object's matrix and the corner of its box, in millimetres."""
    box = numbers(item.get("Boundary"))
    given = numbers(item.get("CTM"))
    a, b, c, d, e, f = given if len(given) == 6 else IDENTITY
    x, y = box[:2] if len(box) >= 2 else (0.0, 0.0)
    return (a, b, c, d, e, f), x, y


def _text(item: etree._Element) -> Iterator[tuple[int, Piece]]:
    """Yield the pieces of a text object with the angle at which it is written."""
    matrix, left, top = _placing(item)
    a, b, c, d, e, f = matrix
    size = next(iter(numbers(item.get("Size"))), 0.0)
    spread = next(iter(numbers(item.get("HScale"))), 1.0)
    angle = math.degrees(math.atan2(b, a)) % 360
    turn = round(angle / 90) % 4 * 90
    off = abs((angle - turn + 180) % 360 - 180)
    if size <= 0 or off > _STRAIGHT:
        return
    across, along = math.hypot(a, b), math.hypot(c, d)
    x = y = 0.0
    for code in item.iterchildren("{*}TextCode"):
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        text = "".join(map(str, code.itertext()))
        steps = list(_steps(code.get("DeltaX"), len(text)))
        falls = list(_steps(code.get("DeltaY"), len(text)))
        for run, run_x, run_y, width in _runs(text, x, y, steps, falls, size * spread):
            px = (left + a * run_x + c * run_y + e) * POINT
            py = (top + b * run_x + d * run_y + f) * POINT
            height = size * along * POINT
            yield turn, _boxed(run, px, py, width * across * POINT, height, turn)


def _boxed(text: str, x: float, y: float, width: float, height: float, turn: int) -> Piece:
    """Return a piece from the beginning of its baseline, in the frame of text at its angle."""
    x, y = _seen(x, y, turn)
    return Piece(text, x, y - _ABOVE * height, x + max(width, 0.1), y + _BELOW * height)


def _steps(printed: str | None, most: int) -> Iterator[float]:
    """Yield the steps of DeltaX or DeltaY: "3 g 2 4 5" is 3 4 4 5."""
    tokens = (printed or "").replace("g", " g ").split()
    at = given = 0
    while at < len(tokens) and given < min(most, _MOST_STEPS):
        if tokens[at] == "g":
            values = numbers(" ".join(tokens[at + 1 : at + 3]))
            at += 3
            if len(values) < 2:
                continue
            count = max(0, min(int(values[0]), most - given))
            given += count
            yield from [values[1]] * count
            continue
        values = numbers(tokens[at])
        at += 1
        given += len(values)
        yield from values


def _runs(
    text: str, x: float, y: float, steps: list[float], falls: list[float], size: float
) -> Iterator[tuple[str, float, float, float]]:
    """Cut characters where they do not follow each other: (text, x, y, width) of each run."""
    begin, start_x, start_y = 0, x, y
    for at, char in enumerate(text):
        width = size * printed_width(char) / 2
        step = steps[at] if at < len(steps) else (0.0 if falls else width)
        fall = falls[at] if at < len(falls) else 0.0
        last = at == len(text) - 1
        if last or fall or step < 0 or step > _GAP * size:
            yield text[begin : at + 1], start_x, start_y, x + width - start_x
            begin, start_x, start_y = at + 1, x + step, y + fall
        x, y = x + step, y + fall


def _rules(item: etree._Element) -> Iterator[Rule]:
    """Yield the level and upright lines of a path, in points."""
    (a, b, c, d, e, f), left, top = _placing(item)
    for points in _paths("".join(map(str, item.itertext()))):
        placed = [
            ((left + a * x + c * y + e) * POINT, (top + b * x + d * y + f) * POINT)
            for x, y in points
        ]
        for (x0, y0), (x1, y1) in pairwise(placed):
            if min(abs(x1 - x0), abs(y1 - y0)) <= 1 and max(abs(x1 - x0), abs(y1 - y0)) > 4:
                yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _paths(data: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the straight runs of AbbreviatedData; curves end them."""
    tokens = _TOKEN.findall(data)[:_MOST_STEPS]
    points: list[tuple[float, float]] = []
    at = 0
    while at < len(tokens):
        order = tokens[at]
        values = numbers(" ".join(tokens[at + 1 : at + 1 + _ARGUMENTS.get(order, 0)]))
        at += 1 + _ARGUMENTS.get(order, 0)
        if order == "C" and points:
            points.append(points[0])
        elif order == "L" and len(values) == 2:
            points.append((values[0], values[1]))
        elif order in _ARGUMENTS and len(values) >= 2:
            yield points
            points = [(values[-2], values[-1])]
    yield points


def turned(
    drawn: Drawn, width: float, height: float
) -> tuple[list[Piece], list[Rule], float, float]:
    """Return pieces and rules as the page's main text is read, and the page's size that way.

    Text at another angle (a note along the margin, a watermark) is not part of the lines.
    """
    counts: Counter[int] = Counter()
    for turn, piece in drawn.pieces:
        counts[turn] += len(piece.text)
    main = max((0, 90, 180, 270), key=lambda turn: (counts[turn], -turn))
    dx, dy = {0: (0.0, 0.0), 90: (0.0, width), 180: (width, height), 270: (height, 0.0)}[main]
    shown = (p for turn, p in drawn.pieces if turn == main)
    pieces = [
        replace(p, x0=p.x0 + dx, x1=p.x1 + dx, y0=p.y0 + dy, y1=p.y1 + dy) for p in _once(shown)
    ]
    rules = []
    for rule in drawn.rules:
        (x0, y0), (x1, y1) = _seen(rule.x0, rule.y0, main), _seen(rule.x1, rule.y1, main)
        rules.append(Rule(min(x0, x1) + dx, min(y0, y1) + dy, max(x0, x1) + dx, max(y0, y1) + dy))
    size = (height, width) if main in (90, 270) else (width, height)
    return pieces, rules, *size


def _seen(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a place in the frame of text at an angle."""
    return {0: (x, y), 90: (y, -x), 180: (-x, -y), 270: (-y, x)}[turn]


def _once(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Leave out what is drawn twice in one place, as bold print is."""
    seen: set[tuple[str, int, int]] = set()
    for piece in pieces:
        key = (piece.text, round(piece.x0), round(piece.y0))
        if key not in seen:
            seen.add(key)
            yield piece
