"""A minimal writer of PDF files for the tests: text, rules and pictures at places of our choice.

Characters come from a predefined font for Chinese (STSong-Light, UniGB-UCS2-H), so nothing is
embedded and every reader knows what they mean. y grows downwards, in points.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

A4 = (595.0, 842.0)
Font = Literal["song", "unmapped", "garbled"]
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(slots=True)
class Sheet:
    """One page; methods add to its content."""

    size: tuple[float, float] = A4
    rotate: int = 0
    origin: tuple[float, float] = (0, 0)
    content: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, size: float = 16, angle: float = 0, font: Font = "song"
    ) -> Sheet:
        """Print *text*, the upper left of its first character at (x, y), turned by degrees."""
        cos, sin = (f(math.radians(angle)) * size for f in (math.cos, math.sin))
        place = self._place(x, y + 0.88 * size)
        code = text.encode("utf-16-be").hex()
        name = {"song": "F1", "unmapped": "F2", "garbled": "F3"}[font]
        if font == "garbled":
            code = text.encode("gb18030").hex()
        self.content.append(
            f"BT /{name} 1 Tf {cos:.3f} {sin:.3f} {-sin:.3f} {cos:.3f} {place} Tm <{code}> Tj ET"
        )
        return self

    def lines(self, x: float, y: float, lines: Iterable[str], pitch: float = 28) -> Sheet:
        """Print lines below each other."""
        for number, line in enumerate(lines):
            self.text(x, y + pitch * number, line)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draw a line."""
        self.content.append(f"0.5 w {self._place(x0, y0)} m {self._place(x1, y1)} l S")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        """Draw the rules of a table with these edges."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def picture(
        self, x: float, y: float, width: float, height: float, rgb: tuple[int, int, int]
    ) -> Sheet:
        """Draw a picture of one colour."""
        color = bytes(rgb).hex()
        self.content.append(
            f"q {width} 0 0 {height} {self._place(x, y + height)} cm "
            f"BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID {color}> EI Q"
        )
        return self

    def _place(self, x: float, y: float) -> str:
        return f"{self.origin[0] + x:.2f} {self.origin[1] + self.size[1] - y:.2f}"


def write(sheets: Sequence[Sheet], password: str | None = None) -> bytes:
    """Return the file; with a *password* (it may be empty) its content is encrypted (RC4)."""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{} /DescendantFonts "
        "[ << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << "
        "/Registry (Adobe) /Ordering ({}) /Supplement 0 >> /DW 1000 /W [ 1 95 500 814 939 500 ] "
        "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox "
        "[ -25 -254 1000 880 ] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 "
        ">> >> ] >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [ "
        f"{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(sheets)))} ] >>".encode(),
        font.format("UniGB-UCS2-H", "GB1").encode(),
        font.format("Identity-H", "Identity").encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    key, entry = _lock(password) if password is not None else (b"", b"")
    for sheet in sheets:
        x, y = sheet.origin
        box = f"{x} {y} {x + sheet.size[0]} {y + sheet.size[1]}"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [ {box} ] /Rotate {sheet.rotate} /Resources "
            f"<< /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>".encode()
        )
        data = "\n".join(sheet.content).encode("latin-1")
        if key:
            number = (len(objects) + 1).to_bytes(3, "little") + b"\0\0"
            data = _rc4(hashlib.md5(key + number, usedforsecurity=False).digest()[:10], data)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
    out = bytearray(b"%PDF-1.6\n")
    places = []
    for index, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /ID [ <00> <00> ] %s >>\n" % (
        len(objects) + 1,
        entry,
    )
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _lock(password: str) -> tuple[bytes, bytes]:
    """Return the key and the trailer's entry after PDF 1.7, 7.6.3 (revision 2, 40 bits)."""
    padded = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5(_PAD, usedforsecurity=False).digest()[:5], padded)
    rights = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + rights + b"\0", usedforsecurity=False).digest()[:5]
    user = _rc4(key, _PAD)
    return key, (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>"
    ).encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i, byte in zip(range(256), itertools.cycle(key), strict=False):
        j = (j + state[i] + byte) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


_LEFT, _TOP, _SIZE, _PITCH = 79.0, 105.0, 16.0, 28.0
_LINE, _LINES = 27, 22
"""Characters a line and lines a page, after GB/T 9704 but for the margins' last millimetres."""
_NO_START = "，。、；：？！）》”〉】〕%,.;:"


def typeset(text: str) -> bytes:
    """Return *text* set as a notice: a paragraph a line, a ruled table for lines with TAB.

    The first paragraph is centred, the others are set in by two characters; pages have numbers.
    """
    setter = _Setter()
    rows: list[list[str]] = []
    for number, paragraph in enumerate(filter(None, map(str.strip, text.split("\n")))):
        if "\t" in paragraph:
            rows.append(paragraph.split("\t"))
            continue
        setter.table(rows)
        rows = []
        for line in _wrapped(paragraph, indent=0 if number == 0 else 2):
            width = _width(line)
            setter.line(line, (_LINE - width) / 2 if number == 0 else 0)
    setter.table(rows)
    for number, sheet in enumerate(setter.sheets, 1):
        sheet.text(280, 780, f"— {number} —", 14)
    return write(setter.sheets)


def _width(text: str) -> float:
    return sum(0.5 if char < "\x7f" else 1 for char in text)


def _wrapped(text: str, indent: int, width: float = _LINE) -> list[str]:
    """Cut *text* into lines; no line begins with a mark that ends something."""
    lines = ["\u3000" * indent]
    for char in text:
        if _width(lines[-1] + char) > width + (0.5 if char in _NO_START else 0):
            lines.append("")
            if char in _NO_START:
                lines[-1], lines[-2] = lines[-2][-1], lines[-2][:-1]
        lines[-1] += char
    return lines


class _Setter:
    """Fills pages from top to bottom."""

    def __init__(self) -> None:
        self.sheets = [Sheet()]
        self.y = _TOP

    def line(self, text: str, shift: float = 0) -> None:
        self._room(_PITCH)
        blanks = len(text) - len(text.lstrip("\u3000"))
        x = _LEFT + (shift + blanks) * _SIZE
        self.sheets[-1].text(x, self.y, text[blanks:], _SIZE)
        self.y += _PITCH

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Draw a table of rows that are as high as their longest cell."""
        if not rows:
            return
        count = max(map(len, rows))
        wide = _LINE * _SIZE / count
        for row in rows:
            cells = [_wrapped(cell, 0, (wide - 8) / 12) for cell in row]
            height = 20.0 * max(map(len, cells)) + 8
            self._room(height)
            xs = [_LEFT + wide * i for i in range(count + 1)]
            self.sheets[-1].grid(xs, (self.y, self.y + height))
            for x, lines in zip(xs, cells, strict=False):
                for i, line in enumerate(lines):
                    self.sheets[-1].text(x + 4, self.y + 5 + 20 * i, line, 12)
            self.y += height
        self.y += 8

    def _room(self, height: float) -> None:
        if self.y + height > _TOP + _LINES * _PITCH:
            self.sheets.append(Sheet())
            self.y = _TOP
