"""An element of a web page → lines of text as the page shows them.

A block is a line, ``<br>`` ends one, a table row is a line with its cells joined by TAB, and the
items of a numbered list get the numbers that a browser would draw. Text of a cell that spans
rows or columns stands once, in its first place. A table that only lays out a page is unfolded.
The walk keeps a stack of its own: pages nest deeper than Python calls may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from lxml import etree

from extractor.readers.page_tree import Element, text_of

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
        ),
        *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    )
)
_BREAK = "\v"
"""Stands for a forced line break inside a line being made."""
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uff60“”‘’…—]"
_JOIN = regex.compile(rf"(?<={_WIDE})[ \t\r\f]*\n[ \t\r\n\f]*(?={_WIDE})")
_BLANK = regex.compile(r"[ \t\r\n\f]+")
_END = " \u00a0\u3000\u2002\u2003\u2009\u200b\ufeff"
_NUMBERED = regex.compile(
    r"[\s\u3000]*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．]|第[一二三四五六七八九十\d]+[章节条]|[①-⑳])"
)
_DIGITS = "零一二三四五六七八九"
_RAISED = {"2": "²", "3": "³", "２": "²", "３": "³"}
_TABLES_DEEP = 6
_MOST_CELLS = 200_000


def lines_of(element: Element) -> list[str]:
    """Return the lines of an element, none of them blank."""
    return _lines(element, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the grid of its table."""

    row: int
    column: int
    width: int
    element: Element


class _Page:
    """Collects lines; a line ends at each block and each break."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._kept = 0
        """How many ``pre`` are open."""

    def add(self, text: str | None) -> None:
        if text:
            self._parts.append(text.replace("\n", _BREAK) if self._kept else text)

    def keep(self, step: int) -> None:
        self._kept += step

    def raise_digit(self, text: str) -> bool:
        """Write the square or the cube behind a metre as one character."""
        before = self._parts[-1].rstrip() if self._parts else ""
        digit = _RAISED.get(text.strip())
        if digit is None or not before.endswith(("m", "M", "米", "ｍ")):
            return False
        self._parts[-1] = before + digit
        return True

    def end(self) -> None:
        if not self._parts:
            return
        text = _BLANK.sub(" ", _JOIN.sub("", "".join(self._parts)))
        self._parts = []
        for line in text.split(_BREAK):
            if line.strip(_END):
                self.lines.append(line.strip(" ").rstrip(_END))


def _lines(element: Element, depth: int) -> list[str]:
    page = _Page()
    counts: dict[Element, int] = {}
    for event, item in _walk(element, page, depth):
        if event == "start":
            _open(item, page, counts)
        else:
            if item.tag in _BLOCKS:
                page.end()
            page.keep(-(item.tag == "pre"))
            if item is not element:
                page.add(item.tail)
    page.end()
    return page.lines


def _walk(root: Element, page: _Page, depth: int) -> Iterator[tuple[str, Element]]:
    """Yield start and end of every element; a table of data is written whole and not entered."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, item in walk:
        if event == "start" and item.tag == "table" and depth < _TABLES_DEEP:
            cells = grid(item)
            if not _is_layout(cells):
                page.end()
                page.lines += _table(item, cells, depth)
                walk.skip_subtree()
                continue
        yield event, item


def _open(item: Element, page: _Page, counts: dict[Element, int]) -> None:
    tag = item.tag
    if tag == "br":
        page.add(_BREAK)
        return
    if tag in _BLOCKS:
        page.end()
    page.keep(tag == "pre")
    if tag == "li" and (number := _number(item, counts)):
        page.add(number)
    text = item.text
    if tag == "sup" and text and not len(item) and page.raise_digit(text):
        return
    page.add(text)


def _number(item: Element, counts: dict[Element, int]) -> str | None:
    """Return the number that a browser draws before an item, None where the text has its own."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return None
    given = item.get("value") or (parent.get("start") if parent not in counts else None) or ""
    count = int(given) if regex.fullmatch(r"\d{1,6}", given) else counts.get(parent, 0) + 1
    counts[parent] = count
    style = f"{parent.get('style') or ''};{item.get('style') or ''}".replace(" ", "").lower()
    if "list-style:none" in style or "list-style-type:none" in style:
        return None
    if _NUMBERED.match(text_of(item)):
        return None
    if "cjk-ideographic" in style or "simp-chinese" in style:
        return f"{_han(count)}、"
    if parent.get("type") in ("a", "A") and count <= 26:
        return f"{chr(ord(parent.get('type') or 'a') + count - 1)}. "
    return f"{count}. "


def _han(count: int) -> str:
    tens, ones = divmod(count, 10)
    if count > 99:
        return str(count)
    head = (_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")


# tables -----------------------------------------------------------------------------------


def grid(table: Element) -> list[Cell]:
    """Return the cells of a table in reading order, each at the column where it is shown."""
    rows = [row for part in _parts(table) for row in part if row.tag == "tr"]
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (at, column) in taken:
                column += 1
            width, height = _span(cell, "colspan", 1000), _span(cell, "rowspan", len(rows) - at)
            cells.append(Cell(at, column, width, cell))
            if len(taken) < _MOST_CELLS:
                taken |= {(at + i, column + k) for i in range(height) for k in range(width)}
            column += width
    return cells


def _parts(table: Element) -> Iterator[Sequence[Element]]:
    """Yield the table's own runs of rows; rows may stand in it without a body."""
    loose: list[Element] = []
    for item in table:
        if item.tag in ("thead", "tbody", "tfoot"):
            yield list(item)
        elif item.tag == "tr":
            loose.append(item)
    yield loose


def _span(cell: Element, name: str, most: int) -> int:
    printed = (cell.get(name) or "1").strip()
    if not regex.fullmatch(r"\d{1,9}", printed):
        return 1
    value = int(printed)
    return most if value == 0 and name == "rowspan" else max(1, min(value, most))


def _is_layout(cells: Sequence[Cell]) -> bool:
    """Tell whether a table only lays out a page: no row of two texts, or one cell with it all."""
    texts = [len("".join(text_of(c.element).split())) for c in cells]
    filled: dict[int, int] = {}
    for cell, size in zip(cells, texts, strict=True):
        filled[cell.row] = filled.get(cell.row, 0) + (size > 0)
    if max(filled.values(), default=0) <= 1:
        return True
    whole, most = sum(texts), max(texts)
    biggest = cells[texts.index(most)].element
    blocks = sum(1 for _ in biggest.iter("p", "div", "br", "table"))
    return most * 10 > whole * 7 and most > 200 and blocks >= 3


def _table(table: Element, cells: Sequence[Cell], depth: int) -> Iterator[str]:
    for caption in table.iterchildren("caption"):
        yield from _lines(caption, depth)
    width = max((c.column + c.width for c in cells), default=0)
    texts = {(c.row, c.column): _lines(c.element, depth + 1) for c in cells}
    across = {c.row for c in cells if c.width >= width > 1 and texts[c.row, c.column]}
    columns = sorted({c.column for c in cells if c.row not in across and texts[c.row, c.column]})
    for row in sorted({cell.row for cell in cells}):
        if row in across:
            yield from texts[row, 0]
            continue
        line = [" ".join(texts.get((row, at), ())).replace("\t", " ").strip(_END) for at in columns]
        if any(line):
            yield "\t".join(line)
