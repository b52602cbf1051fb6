"""The binary format of Word 97 and later ([MS-DOC]): pieces of text, properties, styles.

Positions are of two kinds: a *cp* counts characters (UTF-16 units) of the text, an *fc* bytes of
the main stream; the piece table leads from one to the other. Properties are lists of changes
(sprm) kept on pages of 512 bytes. Whatever a broken file makes go wrong raises one of ole.BROKEN.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PAGE = 512
_FIRST_PAIR = 0x9A
_MOST = 50_000_000
"""Characters that a text may claim to have; no notice is near it."""
STSH, FOOTNOTE_REF, FOOTNOTE_TXT, CHPX, PAPX, FONTS = 1, 2, 3, 12, 13, 15
CLX, SHAPES, ENDNOTE_REF, ENDNOTE_TXT, BOXES, LISTS, LIST_USES = 33, 40, 46, 47, 56, 73, 74
"""Numbers of the tables that the head of the file (FIB) points to."""

IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
LIST_LEVEL, LIST_USE, TABLE_DEF, DOWN_MERGE = 0x260A, 0x460B, 0xD608, 0xD62B
DELETED, VANISH, CHAR_STYLE, SYMBOL = 0x0800, 0x083C, 0x4A30, 0x6A09
_TABS, _ELSEWHERE = 0xC615, (0x6645, 0x6646)

Properties = dict[int, bytes]
"""Operands by sprm; of several the last counts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters [cp, end) at byte *fc*, one or two bytes each."""

    cp: int
    end: int
    fc: int
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes [start, end) of the main stream with their properties, and the paragraph's style."""

    start: int
    end: int
    properties: Properties
    style: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the one that it is based on, its paragraphs' and its characters' properties."""

    base: int
    paragraph: Properties
    run: Properties


class WordFile:
    """The streams of a file, and what its head says of them."""

    def __init__(self, main: bytes, table: bytes, data: bytes) -> None:
        self.main, self.table, self._data = main, table, data
        counts = struct.unpack_from("<8i", main, 0x4C)
        if min(counts) < 0 or sum(counts) > _MOST:
            raise ValueError("the head of the file counts its text wrongly")
        body, notes, heads, _, remarks, ends, _, _ = counts
        self.body = (0, body)
        self.footnotes = body
        self.endnotes = body + notes + heads + remarks
        self.boxes = self.endnotes + ends
        """Where the texts of notes and boxes begin; those of headers and comments are not read."""
        self.pieces = list(self._pieces())
        self.text = self._text()
        self.paragraphs = sorted(self._runs(PAPX), key=lambda run: run.start)
        self.runs = sorted(self._runs(CHPX), key=lambda run: run.start)

    def block(self, index: int) -> bytes:
        """Return the table with a number, b"" where the file has none."""
        fc, size = struct.unpack_from("<II", self.main, _FIRST_PAIR + 8 * index)
        return self.table[fc : fc + size]

    def plex(self, index: int, size: int, *, more: int = 1) -> tuple[list[int], list[bytes]]:
        """Return the positions of a table and its entries of *size* bytes each."""
        return plex(self.block(index), size, more)

    def fc(self, cp: int) -> int:
        """Return the byte at which a character stands, -1 where it is in no piece."""
        at = bisect_right(self.pieces, cp, key=lambda piece: piece.cp) - 1
        if at < 0 or cp >= self.pieces[at].end:
            return -1
        return self.pieces[at].fc + (cp - self.pieces[at].cp) * self.pieces[at].size

    def paragraph(self, cp: int) -> Run | None:
        """Return the properties of the paragraph in which a character stands."""
        fc = self.fc(cp)
        at = bisect_right(self.paragraphs, fc, key=lambda run: run.start) - 1
        found = self.paragraphs[at] if at >= 0 else None
        return found if found and fc < found.end else None

    def character_runs(self) -> Iterator[tuple[int, int, Properties]]:
        """Yield stretches of characters [cp, end) with their properties."""
        for piece in self.pieces:
            last = piece.fc + (piece.end - piece.cp) * piece.size
            at = bisect_right(self.runs, piece.fc, key=lambda run: run.start) - 1
            for index in range(max(at, 0), len(self.runs)):
                run = self.runs[index]
                if run.start >= last:
                    break
                begin = piece.cp + max(run.start - piece.fc, 0) // piece.size
                end = piece.cp + (min(run.end, last) - piece.fc) // piece.size
                if run.properties and begin < end:
                    yield begin, end, run.properties

    def styles(self) -> list[Style | None]:
        """Return the styles by number; None where a number has none."""
        block = self.block(STSH)
        if len(block) < 6:
            return []
        head, count, fixed = struct.unpack_from("<HHH", block, 0)
        at = 2 + head
        found: list[Style | None] = []
        for _ in range(min(count, 4095)):
            if at + 2 > len(block):
                break
            (size,) = struct.unpack_from("<H", block, at)
            found.append(_style(block[at + 2 : at + 2 + size], fixed) if size else None)
            at += 2 + size
        return found

    def fonts(self) -> list[str]:
        """Return the names of the fonts by number."""
        block = self.block(FONTS)
        found = []
        at = 4
        while at < len(block):
            size = block[at]
            name = block[at + 40 : at + 1 + size].decode("utf-16-le", "replace")
            found.append(name.partition("\0")[0])
            at += 1 + size
        return found

    def _pieces(self) -> Iterator[Piece]:
        clx = self.block(CLX)
        at = 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at >= len(clx) or clx[at] != 2:
            raise ValueError("the table of its pieces is missing")
        (size,) = struct.unpack_from("<I", clx, at + 1)
        positions, entries = plex(clx[at + 5 : at + 5 + size], 8, 1)
        for cp, end, entry in zip(positions, positions[1:], entries, strict=False):
            (fc,) = struct.unpack_from("<I", entry, 2)
            narrow = bool(fc & 0x40000000)
            fc &= 0x3FFFFFFF
            yield Piece(cp, end, fc // 2 if narrow else fc, 1 if narrow else 2)

    def _text(self) -> str:
        """Return the text, a character for each cp: pairs of surrogates stay apart."""
        parts: list[str] = []
        expected = 0
        for piece in self.pieces:
            count = piece.end - piece.cp
            stretch = self.main[piece.fc : piece.fc + count * piece.size]
            if piece.cp != expected or count < 0 or len(stretch) < count * piece.size:
                raise ValueError("a piece of its text is missing; the file may be cut")
            expected = piece.end
            if piece.size == 1:
                parts.append("".join(_NARROW[byte] for byte in stretch))
            else:
                units = array("H", struct.unpack(f"<{count}H", stretch))
                parts.append("".join(map(chr, units)))
        return "".join(parts)

    def _runs(self, index: int) -> Iterator[Run]:
        _, entries = self.plex(index, 4)
        if len(entries) > len(self.main) // _PAGE:
            raise ValueError("a table of its properties has more pages than the file")
        for entry in entries:
            number = struct.unpack("<I", entry)[0] & 0x3FFFFF
            page = self.main[number * _PAGE : (number + 1) * _PAGE]
            if len(page) == _PAGE:
                yield from self._page(page, index)

    def _page(self, page: bytes, index: int) -> Iterator[Run]:
        count = page[-1]
        positions = struct.unpack_from(f"<{count + 1}I", page, 0)
        step = 1 if index == CHPX else 13
        for at in range(count):
            offset = 2 * page[4 * (count + 1) + step * at]
            properties: Properties = {}
            style = 0
            if offset and index == CHPX:
                properties = changes(page[offset + 1 : offset + 1 + page[offset]])
            elif offset:
                begin = offset + 1 if page[offset] else offset + 2
                size = 2 * page[offset] - 1 if page[offset] else 2 * page[offset + 1]
                (style,) = struct.unpack_from("<H", page, begin)
                properties = self._elsewhere(changes(page[begin + 2 : begin + size]))
            yield Run(positions[at], positions[at + 1], properties, style)

    def _elsewhere(self, properties: Properties) -> Properties:
        """Properties too long for a page stand in the data stream."""
        for sprm in _ELSEWHERE:
            if sprm in properties:
                (at,) = struct.unpack("<I", properties[sprm])
                if at + 2 <= len(self._data):
                    (size,) = struct.unpack_from("<H", self._data, at)
                    return properties | changes(self._data[at + 2 : at + 2 + size])
        return properties


_NARROW = "".join(
    bytes((code,)).decode("cp1252", "ignore") or chr(code) if 0x80 <= code < 0xA0 else chr(code)
    for code in range(256)
)


def plex(block: bytes, size: int, more: int = 1) -> tuple[list[int], list[bytes]]:
    """Return the positions and entries of a table: n + *more* positions, then n entries."""
    count = max((len(block) - 4 * more) // (4 + size), 0) if len(block) >= 4 * more else 0
    if not count:
        return [], []
    positions = list(struct.unpack_from(f"<{count + more}I", block, 0))
    start = 4 * (count + more)
    return positions, [block[start + size * n : start + size * (n + 1)] for n in range(count)]


def changes(block: bytes) -> Properties:
    """Return the operands of a list of changes."""
    found: Properties = {}
    at = 0
    while at + 2 <= len(block):
        (sprm,) = struct.unpack_from("<H", block, at)
        at += 2
        size, skip = _operand(block, at, sprm)
        found[sprm] = block[at + skip : at + skip + size]
        at += skip + size
    return found


def _operand(block: bytes, at: int, sprm: int) -> tuple[int, int]:
    """Return the size of an operand, and of its own count before it."""
    fixed = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}.get(sprm >> 13)
    if fixed:
        return fixed, 0
    if sprm == TABLE_DEF:
        return max(int.from_bytes(block[at : at + 2], "little") - 1, 0), 2
    size = block[at] if at < len(block) else 0
    if sprm == _TABS and size == 255 and at + 1 < len(block):
        deleted = block[at + 1]
        added = at + 2 + 4 * deleted
        size = 2 + 4 * deleted + 3 * (block[added] if added < len(block) else 0)
    return size, 1


def _style(block: bytes, fixed: int) -> Style | None:
    if len(block) < max(fixed, 10) + 2:
        return None
    kind = struct.unpack_from("<H", block, 2)[0]
    kind, base = kind & 0xF, kind >> 4
    at = fixed + 2 + 2 * struct.unpack_from("<H", block, fixed)[0] + 2
    parts: list[bytes] = []
    while at + 2 <= len(block) and len(parts) < 2:
        (size,) = struct.unpack_from("<H", block, at)
        parts.append(block[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    if kind == 1:
        paragraph = changes(parts[0][2:]) if parts else {}
        return Style(base, paragraph, changes(parts[1]) if len(parts) > 1 else {})
    return Style(base, {}, changes(parts[0]) if kind == 2 and parts else {})
