"""OFD (GB/T 33190) by own hand: a zip of pages whose text stands in placed objects.

As the national office suites write it: a line is cut where the font changes (figures have one of
their own), so that 2024年 lies in two objects; widths are given as runs of advances (``g 4 5.6``);
the page number is an object like the others, the running head comes from a template page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from tools.render.paper import Paper, Paragraph, Table
from tools.render.zipped import pack

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_EM = 5.6
"""The width of a character in mm: 16 points."""
_LEFT, _TOP, _STEP, _LINES, _COLUMNS = 28.0, 37.0, 10.2, 22, 28
_SMALL = 3.7
_PAD = 1.0
_HANG = "。，、；：）》”！？"


@dataclass
class _Pages:
    """Objects laid out so far, page by page; ``y`` is the next free line in mm."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = _TOP
    count: int = 100

    @property
    def bottom(self) -> float:
        return _TOP + _STEP * _LINES

    def room(self, height: float) -> None:
        """Begin a page where *height* mm are no longer free."""
        if self.y + height > self.bottom and self.pages[-1]:
            self.pages.append([])
            self.y = _TOP

    def text(self, text: str, x: float, y: float, em: float, page: int = -1) -> None:
        """Put a line at *x*, *y* of a page: an object for each stretch in one font."""
        for latin, run in groupby(text, key=lambda char: char < "\u2000"):
            part = "".join(run)
            advance = em / 2 if latin else em
            if part.strip():
                self.pages[page].append(self._object(part, (x, y), em, advance, latin=latin))
            x += advance * len(part)

    def _object(
        self, text: str, at: tuple[float, float], em: float, advance: float, *, latin: bool
    ) -> str:
        self.count += 1
        delta = f' DeltaX="g {len(text) - 1} {advance:g}"' if len(text) > 1 else ""
        return (
            f'<ofd:TextObject ID="{self.count}" Boundary="{at[0]:.2f} {at[1]:.2f} '
            f'{advance * len(text):.2f} {em:g}" Font="{4 if latin else 3}" Size="{em:g}">'
            f'<ofd:TextCode X="0" Y="{em * 0.88:.2f}"{delta}>{escape(text)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a line of a table."""
        self.count += 1
        self.pages[-1].append(
            f'<ofd:PathObject ID="{self.count}" Boundary="{x:.2f} {y:.2f} {max(to_x - x, 0.1):.2f} '
            f'{max(to_y - y, 0.1):.2f}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L '
            f"{to_x - x:.2f} {to_y - y:.2f}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def ofd(paper: Paper) -> bytes:
    """Return the notice as an OFD document."""
    pages = _Pages()
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            _paragraph(pages, block)
        else:
            _table(pages, block)
    for index in range(len(pages.pages)):
        label = f"— {index + 1} —"
        pages.text(label, 105 - _width(label, _EM) / 2, pages.bottom + _STEP, _EM, index)
    contents = [
        (f"Doc_0/Pages/Page_{index}/Content.xml", _page(objects))
        for index, objects in enumerate(pages.pages)
    ]
    return pack(
        [
            ("OFD.xml", _root()),
            ("Doc_0/Document.xml", _document(len(pages.pages))),
            ("Doc_0/PublicRes.xml", _fonts()),
            ("Doc_0/Tpls/Tpl_0/Content.xml", _template(paper.title)),
            *contents,
        ]
    )


def _paragraph(pages: _Pages, block: Paragraph) -> None:
    indent = 2 if block.place == "body" else 0
    for line in _wrap("　" * indent + block.text, _COLUMNS * _EM, _EM):
        pages.room(_STEP)
        width = _width(line, _EM)
        free = _COLUMNS * _EM - width
        shift = {"centre": free / 2, "right": free}.get(block.place, 0.0)
        bare = line.lstrip("　")
        pages.text(bare, _LEFT + max(shift, 0) + (len(line) - len(bare)) * _EM, pages.y, _EM)
        pages.y += _STEP


def _table(pages: _Pages, table: Table) -> None:
    width = _COLUMNS * _EM / len(table.rows[0])
    edges = [_LEFT + width * index for index in range(len(table.rows[0]) + 1)]
    for cells in table.rows:
        lines = [_wrap(cell, width - 2 * _PAD, _SMALL) for cell in cells]
        height = max(1, *map(len, lines)) * _SMALL * 1.4 + 2 * _PAD
        pages.room(height)
        top, bottom = pages.y, pages.y + height
        for edge in edges:
            pages.rule(edge, top, edge, bottom)
        for y in (top, bottom):
            pages.rule(edges[0], y, edges[-1], y)
        for edge, cell in zip(edges, lines, strict=False):
            for index, line in enumerate(cell):
                pages.text(line, edge + _PAD, top + _PAD + index * _SMALL * 1.4, _SMALL)
        pages.y = bottom
    pages.y += _STEP / 2


def _width(text: str, em: float) -> float:
    return sum(em / 2 if char < "\u2000" else em for char in text)


def _wrap(text: str, width: float, em: float) -> list[str]:
    """Return the lines of *text*; a closing mark may hang over the edge."""
    lines, line = [], ""
    for char in text:
        if line and _width(line + char, em) > width + 0.01 and char not in _HANG:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line] if line else lines


def _root() -> str:
    return (
        f'{_HEAD}<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>00000000000000000000000000000001</ofd:DocID>"
        "<ofd:CreationDate>2024-01-01</ofd:CreationDate></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(pages: int) -> str:
    listed = "".join(
        f'<ofd:Page ID="{index + 10}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
        for index in range(pages)
    )
    return (
        f"{_HEAD}<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
        '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _fonts() -> str:
    return (
        f'{_HEAD}<ofd:Res {_NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="仿宋_GB2312" '
        'FamilyName="仿宋_GB2312" Charset="unicode"/><ofd:Font ID="4" FontName="Times New Roman" '
        'FamilyName="Times New Roman" Charset="unicode"/></ofd:Fonts></ofd:Res>'
    )


def _template(title: str) -> str:
    head = _Pages()
    head.text(title[:30], _LEFT, 20.0, _SMALL)
    return _content("".join(head.pages[0]), "")


def _page(objects: list[str]) -> str:
    return _content("".join(objects), '<ofd:Template TemplateID="9" ZOrder="Background"/>')


def _content(objects: str, template: str) -> str:
    return (
        f"{_HEAD}<ofd:Page {_NS}>{template}<ofd:Content>"
        f'<ofd:Layer ID="2" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )
