"""How an XLSX file shows its cells: number formats, hidden rows and columns.

The library that reads values knows neither that 0.256 is printed as 25.6% nor that a date is
printed as a month. Both are in the file's own XML: a cell names a style, a style a number format.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field

import regex
from lxml import etree

from extractor.readers.safe import parse_xml, read_member

_PERCENT = {9: "0%", 10: "0.00%"}
"""Built-in formats that matter; the built-in dates all print a day but 17."""
_BUILT_IN = {**_PERCENT, 17: "mmm-yy"}
_PLACE = regex.compile(r"([A-Z]{1,3})(\d{1,7})")
_QUOTED = regex.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


@dataclass(frozen=True, slots=True)
class SheetStyle:
    """What one sheet hides, and the formats that change a cell's text, by (row, column)."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


PLAIN = SheetStyle()


def sheet_styles(archive: zipfile.ZipFile, name: str) -> dict[str, SheetStyle]:
    """Return the style of each sheet by its name; sheets whose parts are missing have none.

    Raises UnreadableError where a part is broken.
    """
    members = set(archive.namelist())
    if "xl/workbook.xml" not in members:
        return {}
    codes = _codes(archive, members, name)
    found: dict[str, SheetStyle] = {}
    for sheet, member in _members(archive, members, name).items():
        if member in members:
            found[sheet] = _style(parse_xml(read_member(archive, member, name), name), codes)
    return found


def _members(archive: zipfile.ZipFile, members: set[str], name: str) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    rels = "xl/_rels/workbook.xml.rels"
    if rels not in members:
        return {}
    targets = {
        item.get("Id"): item.get("Target") or ""
        for item in parse_xml(read_member(archive, rels, name), name).iterchildren("{*}*")
    }
    book = parse_xml(read_member(archive, "xl/workbook.xml", name), name)
    found: dict[str, str] = {}
    for sheet in book.iter("{*}sheet"):
        key = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), None)
        target = targets.get(str(key), "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        found[sheet.get("name") or ""] = posixpath.normpath(path)
    return found


def _codes(archive: zipfile.ZipFile, members: set[str], name: str) -> list[str]:
    """Return the format code of each style, '' where it changes no text that matters."""
    if "xl/styles.xml" not in members:
        return []
    root = parse_xml(read_member(archive, "xl/styles.xml", name), name)
    own = {
        item.get("numFmtId"): _QUOTED.sub("", (item.get("formatCode") or "").split(";")[0])
        for item in root.iter("{*}numFmt")
    }
    used = root.find("{*}cellXfs")
    ids = [item.get("numFmtId") or "0" for item in used] if used is not None else []
    return [_matters(own.get(key) or _BUILT_IN.get(_int(key), "")) for key in ids]


def _matters(code: str) -> str:
    """A share, and a date without a day, print other text than the value."""
    month = "y" in code.lower() and "d" not in code.lower() and "h" not in code.lower()
    return code if "%" in code or month else ""


def _int(text: str) -> int:
    return int(text) if regex.fullmatch(r"\d{1,6}", text) else 0


def _style(root: etree._Element, codes: list[str]) -> SheetStyle:
    formats: dict[tuple[int, int], str] = {}
    for cell in root.iter("{*}c"):
        style = _int(cell.get("s") or "0")
        place = _PLACE.fullmatch(cell.get("r") or "")
        if place and style < len(codes) and codes[style]:
            formats[int(place[2]) - 1, _column(place[1])] = codes[style]
    rows = {
        _int(row.get("r") or "0") - 1 for row in root.iter("{*}row") if row.get("hidden") == "1"
    }
    columns = {
        at
        for item in root.iter("{*}col")
        if item.get("hidden") == "1"
        for at in range(_int(item.get("min") or "0") - 1, min(_int(item.get("max") or "0"), 16384))
    }
    return SheetStyle(formats, frozenset(rows), frozenset(columns))


def _column(letters: str) -> int:
    """Return the index of a column: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
