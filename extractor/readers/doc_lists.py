"""The lists of a DOC file (PlfLst, PlfLfo): levels and their formats, as in DOCX."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from extractor.readers.doc_file import LIST_USES, LISTS, WordFile
from extractor.readers.numbering import LEVELS, Level, NumberedList

_FORMATS = {
    **dict(enumerate(("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter"))),
    0x05: "ordinal",
    0x06: "cardinalText",
    0x07: "ordinalText",
    0x0A: "ideographDigital",
    0x0B: "japaneseCounting",
    0x0E: "decimalFullWidth",
    0x0F: "decimalHalfWidth",
    0x11: "japaneseDigitalTenThousand",
    0x12: "decimalEnclosedCircle",
    0x13: "decimalFullWidth2",
    0x16: "decimalZero",
    0x17: "bullet",
    0x1A: "decimalEnclosedFullstop",
    0x1B: "decimalEnclosedParen",
    0x1C: "decimalEnclosedCircle",
    0x1D: "ideographEnclosedCircle",
    0x1E: "ideographTraditional",
    0x1F: "ideographZodiac",
    0x21: "taiwaneseCounting",
    0x22: "ideographLegalTraditional",
    0x23: "taiwaneseCountingThousand",
    0x24: "taiwaneseDigital",
    0x25: "chineseCounting",
    0x26: "chineseLegalSimplified",
    0x27: "chineseCountingThousand",
    0x39: "numberInDash",
    0xFF: "none",
}
"""[MS-OSHARED] MSONFC, by the names of ECMA-376."""
_LIST, _LEVEL, _USE = 28, 28, 16


@dataclass(frozen=True, slots=True)
class _Read:
    """A level, and where the next thing stands."""

    level: Level
    end: int


def read_lists(file: WordFile) -> list[NumberedList | None]:
    """Return the lists as paragraphs name them, by number from 1 (index 0 is none)."""
    kinds = _kinds(file)
    block = file.block(LIST_USES)
    if len(block) < 4:
        return [None]
    (count,) = struct.unpack_from("<I", block, 0)
    count = min(count, (len(block) - 4) // _USE)
    at = 4 + _USE * count
    found: list[NumberedList | None] = [None]
    for index in range(count):
        key, _, _, changed = struct.unpack_from("<iIIB", block, 4 + _USE * index)
        levels = list(kinds.get(key, ()))
        starts: dict[int, int] = {}
        at += 4
        for _ in range(changed):
            start, flags = struct.unpack_from("<iI", block, at)
            at += 8
            depth = flags & 0xF
            if flags & 0x20:
                read = _level(block, at)
                at = read.end
                if depth < len(levels):
                    levels[depth] = read.level
            if flags & 0x10 and depth < LEVELS:
                starts[depth] = levels[depth].start if flags & 0x20 and levels else start
        found.append(NumberedList(str(key), str(index), levels, starts) if levels else None)
    return found


def _kinds(file: WordFile) -> dict[int, list[Level]]:
    """Return the levels of each list; they stand behind the table that counts them."""
    fc, size = struct.unpack_from("<II", file.main, 0x9A + 8 * LISTS)
    if size < 2:
        return {}
    table = file.table
    (count,) = struct.unpack_from("<h", table, fc)
    heads = [struct.unpack_from("<i22xB", table, fc + 2 + _LIST * n) for n in range(max(count, 0))]
    at = fc + 2 + _LIST * len(heads)
    kinds: dict[int, list[Level]] = {}
    for key, flags in heads:
        levels = kinds[key] = []
        for _ in range(1 if flags & 1 else LEVELS):
            read = _level(table, at)
            levels.append(read.level)
            at = read.end
    return kinds


def _level(block: bytes, at: int) -> _Read:
    start, form, flags = struct.unpack_from("<iBB", block, at)
    runs, paragraph, restart = struct.unpack_from("<BBB", block, at + 24)
    text = at + _LEVEL + runs + paragraph
    (size,) = struct.unpack_from("<H", block, text)
    units = struct.unpack_from(f"<{size}H", block, text + 2)
    places = set(block[at + 6 : at + 15]) - {0}
    label = "".join(
        f"%{unit + 1}" if index in places and unit < LEVELS else chr(unit)
        for index, unit in enumerate(units, 1)
    )
    level = Level(
        format=_FORMATS.get(form, f"nfc {form}"),
        text=label,
        start=start,
        restart=restart if flags & 8 else None,
        plain=bool(flags & 4),
    )
    return _Read(level, text + 2 + 2 * size)
