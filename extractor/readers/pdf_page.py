"""One page of a PDF → pieces of text with their places, and what else is drawn on it.

PDFium gives a page's text line by line at once; only the ends of each line are asked for their
boxes, which costs little. A line whose ends do not agree with its length, or which blanks part, is
looked at character by character: fonts change within lines, columns share baselines, and names
set wide get blanks that nobody wrote.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from extractor.layout.widths import printed_width
from extractor.readers.pagelayout import Piece
from extractor.readers.pdf_objects import SEAL_SIDES, Drawn, look_at
from extractor.readers.text import everyday_share

_LINE_END = "\r\n"
_WORD = 0.75
"""A gap of so many full-width characters parts pieces of a line."""
_APART = 0.6
"""A gap of so many heights beside a word in Latin letters is more than a blank."""
_LEAST = 0.2
"""Least width of a half-width character in heights of its line."""
_SHIFT = 0.4
"""Characters of one piece differ by less than so many heights in height."""
_OBLIQUE = 0.2
"""Radians from level or upright text: stamps and watermarks lie beyond, crooked scans below."""
_BAD = 0.1
"""Share of characters without a meaning from which a page's text is of no use."""
_STRANGE = 0.3
"""The same for letters of no language that a notice is written in."""
_PLAUSIBLE = 0.12
"""Least share of everyday characters in a text of Chinese."""
_ENOUGH = 40
"""Characters from which statistics of a page say something."""
_LITTLE = 30
"""A page with a picture has text of its own from so many characters on: not a page number."""
_COVER = 0.4
"""Share of the page that pictures of a scan cover at least."""
_OUTLINES = 200
"""Paths on a page without text from which its characters may be drawn as outlines."""
_SHOWN = 0.1
"""The same for a page without any text."""
_STAMPED = 6
"""Characters along a curve from which they are a seal's."""
_SAMPLE = 20
"""Characters of a page that are asked for more than their boxes."""
_GUESSED = 0.3
"""Share of characters with a guessed meaning from which a page's text is of no use."""
_NO_MEANING = regex.compile(r"[\p{Cc}\p{Cn}\p{Co}\p{Cs}\ufffd]")
_ACCENTED = regex.compile(
    "[\u0080-\u00a6\u00a8-\u00ac\u00ae\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
)
"""Not § ° ± · × ÷ and the soft hyphen, which notices use."""
_CHINESE = regex.compile("[\u3400-\u9fff]+")
_MANY = 400
"""Characters of a page by which its language is judged."""
_BLANKS = regex.compile(" +")
_WORDY = regex.compile(r"[!-~]")


class _Box(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class PageText:
    """What a page shows; ``size`` in points, pieces as the page is seen (turned, y downwards)."""

    size: tuple[float, float]
    pieces: list[Piece] = field(default_factory=list)
    aside: list[Piece] = field(default_factory=list)
    """Text written along the side of the page."""
    broken: bool = False
    """Its characters have no meaning that could be read."""
    turned: bool = False
    """Whether it was turned to be read."""
    stamped: int = 0
    """Characters along a curve or aslant: a seal's or a watermark's, left out."""
    drawn: Drawn = field(default_factory=Drawn)

    @property
    def seal(self) -> bool:
        """Whether the page shows a seal."""
        return self.drawn.seal or self.stamped >= _STAMPED

    @property
    def is_picture(self) -> bool:
        """Whether the page is a scan, or its characters are drawn as outlines."""
        letters = self.letters(self.pieces)
        scanned = self.drawn.pictured >= _COVER and letters < _LITTLE
        drawn = self.drawn.pictured > _SHOWN or self.drawn.paths >= _OUTLINES
        return scanned or (letters == 0 and drawn)

    @staticmethod
    def letters(pieces: Sequence[Piece]) -> int:
        """Return how many characters pieces have."""
        return sum(len(piece.text) for piece in pieces)


def read_page(page: pypdfium2.PdfPage) -> PageText:
    """Return what a page shows; raises PdfiumError where it cannot be loaded.

    A page whose text runs along its side is turned first.
    """
    found = _Reading(page).read()
    if len(found.aside) > len(found.pieces) and found.letters(found.aside) > _LITTLE:
        page.set_rotation((page.get_rotation() + 90 * _turn(page)) % 360)
        found = _Reading(page).read()
        found.turned = True
    found.drawn = look_at(page)
    return found


def characters(page: pypdfium2.PdfPage) -> list[Piece]:
    """Return every character of a page as a piece of its own, blanks left out."""
    reading = _Reading(page)
    indices = range(reading.textpage.count_chars())
    return [piece for index in indices if (piece := reading.character(index)) is not None]


def is_broken(text: str) -> bool:
    """Tell whether a text layer is of no use: characters without a meaning, or of no language.

    A font without a table of its characters gives controls, private characters or replacement
    marks; one with a wrong table gives accented Latin letters or ideographs that nobody writes.

    >>> is_broken("\ue001\ue002\ue003"), is_broken("\ue001 改造老旧小区126个，新增停车位")
    (True, False)
    """
    printed = "".join(text.split())
    if printed.isascii() and printed.isprintable():
        return False
    if not printed.isprintable() and len(_NO_MEANING.findall(printed)) > _BAD * len(printed):
        return True
    sample = printed[:_MANY]
    if len(_ACCENTED.findall(sample)) > _STRANGE * len(sample):
        return True
    chinese = "".join(_CHINESE.findall(sample))
    return len(chinese) >= _ENOUGH and everyday_share(chinese) < _PLAUSIBLE


def _turn(page: pypdfium2.PdfPage) -> int:
    """Return by how many quarters clockwise most text of a page has to be turned to be level."""
    reading = _Reading(page)
    indices = range(min(_SAMPLE, reading.textpage.count_chars()))
    ways = Counter(way for index in indices if (way := reading.way(index)) is not None)
    return max(sorted(ways), key=lambda way: ways[way], default=0)


def _angle(textpage: Any, index: int) -> float:
    """Return the direction of a character in radians, 0 to 2π, counter-clockwise."""
    return -float(pdfium.FPDFText_GetCharAngle(textpage, index)) % (2 * math.pi)


class _Reading:
    """One pass over one page."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page
        self.textpage = page.get_textpage()
        self._handle = self.textpage.raw
        self._rect = pdfium.FS_RECTF()
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._rotation = page.get_rotation()
        self._stamps: list[_Box] = []
        self.found = PageText(page.get_size())

    def read(self) -> PageText:
        text = self.textpage.get_text_range()
        self.found.broken = is_broken(text) or self._is_unmapped()
        if not self.found.broken:
            self._read_lines(text)
        return self.found

    def _is_unmapped(self) -> bool:
        """Tell whether PDFium guessed at what characters mean, by a sample of them."""
        count = self.textpage.count_chars()
        sample = range(0, count, max(1, count // _SAMPLE))
        wrong = sum(pdfium.FPDFText_HasUnicodeMapError(self.textpage, index) for index in sample)
        return bool(wrong > _GUESSED * len(sample))

    # text ------------------------------------------------------------------------------------

    def _read_lines(self, text: str) -> None:
        same = self.textpage.count_chars() == len(text)
        at = 0
        for line in text.split(_LINE_END):
            start, end = at, at + len(line)
            at = end + len(_LINE_END)
            if not line or line.isspace():
                continue
            end -= len(line) - len(line.rstrip(" "))
            start += len(line) - len(line.lstrip(" "))
            first = start if same else self._index(start)
            last = end - 1 if same else self._index(end - 1)
            self._read_line(text[start:end], first, last)
        self._without_stamps()

    def _without_stamps(self) -> None:
        """Leave out what characters along a curve enclose: those of a seal that happen to be level.

        A watermark is left out too, but it lies over text and encloses none.
        """
        self.found.stamped = len(self._stamps)
        if len(self._stamps) < _STAMPED:
            return
        x0, y0 = min(box.x0 for box in self._stamps), min(box.y0 for box in self._stamps)
        x1, y1 = max(box.x1 for box in self._stamps), max(box.y1 for box in self._stamps)
        if max(x1 - x0, y1 - y0) > SEAL_SIDES[1]:
            return
        for pieces in (self.found.pieces, self.found.aside):
            pieces[:] = [
                piece
                for piece in pieces
                if len(piece.text) > 1 or not (x0 - 9 < piece.x0 < x1 and y0 - 9 < piece.y0 < y1)
            ]

    def _index(self, at: int) -> int:
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self.textpage, at))

    def way(self, index: int) -> int | None:
        """Return how a character lies as the page is seen: 0 level, 1 to 3 turned, None oblique."""
        angle = _angle(self.textpage, index)
        quarters = round(angle / (math.pi / 2))
        if abs(angle - quarters * math.pi / 2) > _OBLIQUE:
            return None
        return int(quarters - self._rotation // 90) % 4

    def _read_line(self, line: str, first: int, last: int) -> None:
        """Take in a line whose characters have the indices *first* to *last*.

        One whose ends are level and as far apart as its characters are wide is plain text.
        """
        a, b = self._box(first), self._box(last)
        height = a.y1 - a.y0
        level = abs(a.y1 - b.y1) < _SHIFT * height
        long = b.x1 - a.x0 >= printed_width(line) * height * _LEAST
        if level and long and last - first + 1 == len(line) > 2:
            whole = Piece(line, a.x0, min(a.y0, b.y0), b.x1, max(a.y1, b.y1))
            self.found.pieces += self._at_blanks(whole, first) if " " in line else (whole,)
        elif (way := self.way(first)) is None:
            self._stamps += (self._box(index) for index in range(first, last + 1))
        elif way:
            self.found.aside.append(
                Piece(line, min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1))
            )
        else:
            self.found.pieces += self._one_by_one(first, last)

    def _at_blanks(self, whole: Piece, first: int) -> Iterator[Piece]:
        """Cut a line at blanks that are no more than a gap; others stay in their pieces."""
        line, start, x0 = whole.text, 0, whole.x0
        for blank in _BLANKS.finditer(line):
            worded = _WORDY.match(line[blank.start() - 1]), _WORDY.match(line[blank.end()])
            if all(worded):
                continue
            a = self._box(first + blank.start() - 1)
            b = self._box(first + blank.end())
            if any(worded) and b.x0 - a.x1 <= _APART * whole.height:
                continue
            yield Piece(line[start : blank.start()], x0, whole.y0, a.x1, whole.y1)
            start, x0 = blank.end(), b.x0
        yield Piece(line[start:], x0, whole.y0, whole.x1, whole.y1)

    def _one_by_one(self, first: int, last: int) -> Iterator[Piece]:
        """Yield the pieces that characters make which stand close together on one baseline."""
        group: list[Piece] = []
        for index in range(first, last + 1):
            piece = self.character(index)
            if piece is None:
                continue
            if group and not _follows(group[-1], piece):
                yield _together(group)
                group = []
            group.append(piece)
        if group:
            yield _together(group)

    def character(self, index: int) -> Piece | None:
        """Return a character with its box; None for blanks and characters without a meaning."""
        code = pdfium.FPDFText_GetUnicode(self.textpage, index)
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            return None
        box = self._box(index)
        return Piece(chr(code), *box) if self.way(index) is not None else None

    def _box(self, index: int) -> _Box:
        """Return the box of a character as the page is seen, in points from its upper left."""
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._handle, index, rect)
        if self._rotation == 0:
            left, top = self._left, self._top
            return _Box(rect.left - left, top - rect.top, rect.right - left, top - rect.bottom)
        return self._turned(rect.left, rect.bottom, rect.right, rect.top)

    def _turned(self, left: float, bottom: float, right: float, top: float) -> _Box:
        """Turn a box of the page's own space (y upwards) into one of the page as it is seen."""
        if self._rotation == 90:
            return _Box(
                bottom - self._bottom, left - self._left, top - self._bottom, right - self._left
            )
        if self._rotation == 180:
            return _Box(
                self._right - right, bottom - self._bottom, self._right - left, top - self._bottom
            )
        return _Box(self._top - top, self._right - right, self._top - bottom, self._right - left)


def _follows(last: Piece, piece: Piece) -> bool:
    """Tell whether a character stands close behind another, on its baseline."""
    full = 2 * (last.x1 - last.x0) / printed_width(last.text)
    gap = piece.x0 - last.x1
    size = min(last.height, piece.height)
    level = abs(last.y0 + last.y1 - piece.y0 - piece.y1) < 2 * _SHIFT * size
    return level and -_WORD * full < gap < _WORD * full / 2


def _together(group: Sequence[Piece]) -> Piece:
    return Piece(
        "".join(piece.text for piece in group),
        group[0].x0,
        min(piece.y0 for piece in group),
        group[-1].x1,
        max(piece.y1 for piece in group),
    )
