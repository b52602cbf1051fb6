"""The walk over a DOCX's text in reading order, as Word shows it with all changes accepted.

Inserted and moved-in text is read, deleted and moved-out text is not; hidden text, field codes,
comments, headers, footers and generated tables of contents are left out; content controls, smart
tags and links are read through. Text boxes and notes follow the paragraph or table to which they
are tied, as lines of their own: inside it they would cut a sentence, at the end they would stand
behind the imprint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from extractor.readers.docx_styles import Lists, Styles, child, hidden, number, switch, tag, value
from extractor.readers.fields import Fields, is_contents
from extractor.readers.flow import Cell, Flow, Line, Note, numbered
from extractor.readers.numbering import Counters, unknown_formats
from extractor.readers.symbols import symbol

_THROUGH = frozenset(
    (
        *("w:sdtContent", "w:customXml", "w:smartTag", "w:hyperlink", "w:ins", "w:moveTo"),
        *("w:fldSimple", "w:bdo", "w:dir", "w:body", "w:document", "w:rubyBase"),
        *("mc:Choice", "mc:Fallback"),
    )
)
"""Elements that only enclose text."""
_CHARS = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
}
_TWIPS = 1440
_SUPERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOST = (
    "numbering",
    "paragraphs are numbered by a list that the file does not define; they stand without a number",
    "部分段落使用的自动编号在文件中没有定义，其编号未能还原。",
)
_ALIEN = (
    "left_out",
    "a file inside the document (an altChunk) was left out; open it in Word and save it again",
    "文档中嵌入的另一文件（altChunk）未读取；请用 Word 或 WPS 打开后重新保存。",
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the body refers to."""

    styles: Styles
    lists: Lists
    footnotes: etree._Element | None = None
    endnotes: etree._Element | None = None


class Body:
    """One document's walk; counters run through its body, notes and boxes in the order met."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.counters = Counters()
        self._doubts: list[Note] = []
        self._notes = {
            (kind, value(note, "w:id")): note
            for kind, root in (("w:footnote", parts.footnotes), ("w:endnote", parts.endnotes))
            for note in ([] if root is None else root)
            if tag(note) == kind
        }

    def lines(self, root: etree._Element) -> list[Line]:
        """Return the lines of the main part."""
        return _Story(self, root).flow.lines

    def notes(self) -> list[Note]:
        """Return the doubts that the walk met."""
        return [*dict.fromkeys(self._doubts), *unknown_formats(self.counters.unknown)]

    def note(self, kind: str, key: str | None) -> etree._Element | None:
        """Return a note once; None where it is missing or was given before."""
        return self._notes.pop((kind, key), None)

    def label(self, properties: etree._Element | None) -> str:
        """Count a paragraph and return its printed number."""
        try:
            used = self.parts.lists.used(properties, self.parts.styles)
        except LookupError:
            self._doubts.append(_LOST)
            return ""
        return self.counters.label(*used) if used else ""

    def doubt(self, note: Note) -> None:
        """Keep a doubt."""
        self._doubts.append(note)


class _Story:
    """A stretch of blocks with fields of its own: the body, a note, a text box."""

    def __init__(self, body: Body, root: etree._Element) -> None:
        self.body = body
        self.flow = Flow()
        self._carried: Line = []
        """Runs of paragraphs whose end mark is deleted or hidden: the next one goes on."""
        self._tied: list[Line] = []
        """Boxes and notes of the paragraph or table at hand."""
        marks = [value(e, "w:fldCharType") for e in root.iter() if tag(e) == "w:fldChar"]
        self._fields = Fields(complete=marks.count("begin") == marks.count("end"))
        self._blocks(root, self.flow)
        if self._carried:
            self.flow.paragraph(self._carried)

    # blocks ------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element, flow: Flow, *, outer: bool = True) -> None:
        for element in parent:
            name = tag(element)
            if name == "w:p":
                self._paragraph(element, flow)
            elif name == "w:tbl":
                flow.table(self._rows(element))
            elif name == "w:sdt":
                if not _is_prompt(element):
                    self._blocks(element, flow, outer=outer)
            elif name == "mc:AlternateContent":
                self._blocks(_chosen(element), flow, outer=outer)
            elif name in _THROUGH:
                self._blocks(element, flow, outer=outer)
            elif name == "w:altChunk":
                self.body.doubt(_ALIEN)
            if outer and self._tied:
                flow.lines += self._tied
                self._tied = []

    def _paragraph(self, element: etree._Element, flow: Flow) -> None:
        properties = child(element, "w:pPr")
        style = value(child(properties, "w:pStyle")) or self.body.parts.styles.default
        line: Line = []
        self._inline(element, self.body.parts.styles.hides(style) or False, line)
        self._fields.end_paragraph()
        mark = child(properties, "w:rPr")
        gone = any(child(mark, name) is not None for name in ("w:del", "w:moveFrom"))
        if gone or hidden(mark):
            self._carried += line
            return
        label = "" if self._fields.silent else self.body.label(properties)
        flow.paragraph(numbered(label, [*self._carried, *line]))
        self._carried = []

    def _rows(self, table: etree._Element) -> list[list[Cell]]:
        widths = [number(col, "w:w") for col in _children(table, "w:tblGrid")]
        edges = [0]
        for width in widths:
            edges.append(edges[-1] + (_TWIPS if width is None else width))
        return [self._row(row, edges) for row in _parts(table, "w:tr") if not _is_gone(row)]

    def _row(self, row: etree._Element, edges: list[int]) -> list[Cell]:
        cells = []
        at = number(child(row, "w:trPr", "w:gridBefore")) or 0
        for element in _parts(row, "w:tc"):
            properties = child(element, "w:tcPr")
            end = at + max(number(child(properties, "w:gridSpan")) or 1, 1)
            down, across = child(properties, "w:vMerge"), child(properties, "w:hMerge")
            merged = any(m is not None and value(m) != "restart" for m in (down, across))
            inner = Flow()
            self._blocks(element, inner, outer=False)
            cells.append(Cell(inner.lines, _edge(edges, at), _edge(edges, end), merged))
            at = end
        return cells

    # runs --------------------------------------------------------------------------------

    def _inline(self, parent: etree._Element, hides: bool, line: Line) -> None:
        for element in parent:
            name = tag(element)
            if name == "w:r":
                self._run(element, hides, line)
            elif name == "w:sdt":
                if not _is_prompt(element):
                    self._inline(element, hides, line)
            elif name == "mc:AlternateContent":
                self._inline(_chosen(element), hides, line)
            elif name in ("m:oMath", "m:oMathPara"):
                self._add(_math(element), line)
            elif name in _THROUGH and not is_contents(value(element, "w:instr")):
                self._inline(element, hides, line)

    def _run(self, run: etree._Element, hides: bool, line: Line) -> None:
        own = child(run, "w:rPr")
        styled = self.body.parts.styles.hides(value(child(own, "w:rStyle")))
        said = next((v for v in (hidden(own), styled) if v is not None), hides)
        self._run_parts(run, said, line)

    def _run_parts(self, run: etree._Element, hides: bool, line: Line) -> None:
        for element in run:
            name = tag(element)
            if name == "w:fldChar":
                self._fields.mark(value(element, "w:fldCharType"))
            elif name == "w:instrText":
                self._fields.code(element.text or "")
            elif name == "mc:AlternateContent":
                self._run_parts(_chosen(element), hides, line)
            elif not hides:
                self._content(element, name, line)

    def _content(self, element: etree._Element, name: str, line: Line) -> None:
        """Add what one element of a visible run shows."""
        if name == "w:t":
            self._add((element.text or "").replace("\n", " ").replace("\t", " "), line)
        elif name in _CHARS:
            self._add(_CHARS[name], line)
        elif name == "w:sym":
            self._add(symbol(value(element, "w:font"), value(element, "w:char")), line)
        elif name in ("w:footnoteReference", "w:endnoteReference"):
            note = self.body.note(name.removesuffix("Reference"), value(element, "w:id"))
            if note is not None:
                self._tied += _Story(self.body, note).flow.lines
        elif name == "w:ruby":
            self._inline(element, False, line)
        elif name in ("w:drawing", "w:pict", "w:object"):
            for box in _boxes(element):
                self._tied += box if isinstance(box, list) else _Story(self.body, box).flow.lines

    def _add(self, text: str, line: Line) -> None:
        if text and not self._fields.silent:
            line.append((text, False))


def _is_prompt(control: etree._Element) -> bool:
    """Tell whether a content control only shows what to fill in."""
    return switch(child(control, "w:sdtPr"), "w:showingPlcHdr") is True


def _is_gone(row: etree._Element) -> bool:
    """Tell whether a row is deleted or hidden."""
    properties = child(row, "w:trPr")
    return child(properties, "w:del") is not None or switch(properties, "w:hidden") is True


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the newer of two ways in which the same is written; what it repeats is left."""
    choice = child(alternatives, "mc:Choice")
    fallback = child(alternatives, "mc:Fallback")
    return next((item for item in (choice, fallback) if item is not None), alternatives)


def _parts(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those inside controls and changes."""
    for element in parent:
        found = tag(element)
        if found == name:
            yield element
        elif found in _THROUGH or found == "w:sdt":
            yield from _parts(element, name)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield what the child of the name holds."""
    found = child(parent, name)
    yield from () if found is None else found


def _edge(edges: list[int], at: int) -> int:
    """Return where a grid column begins; beyond the grid, columns are an inch wide."""
    return edges[at] if at < len(edges) else edges[-1] + _TWIPS * (at - len(edges) + 1)


def _boxes(element: etree._Element) -> Iterator[etree._Element | list[Line]]:
    """Yield the text boxes of a drawing, and lines of text drawn as a picture (WordArt)."""
    for item in element:
        name = tag(item)
        if name == "w:txbxContent":
            yield item
        elif name == "v:textpath":
            yield [[((item.get("string") or "").replace("\n", " "), False)]]
        elif name == "mc:AlternateContent":
            yield from _boxes(_chosen(item))
        elif name:
            yield from _boxes(item)


def _math(element: etree._Element) -> str:
    """Return a formula in one line: a fraction as a/b, digits of an exponent raised."""
    name = tag(element)
    if name == "m:t":
        return element.text or ""
    if name == "m:f":
        parts = [child(element, key) for key in ("m:num", "m:den")]
        return "/".join(_math(part) for part in parts if part is not None)
    if name == "m:sup":
        return "".join(_math(item) for item in element).translate(_SUPERS)
    return "".join(_math(item) for item in element)
