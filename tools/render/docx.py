"""DOCX by own hand: plain, with Word's automatic numbers, in columns, with a head and a seal.

The same file is what LibreOffice makes DOC, RTF and PDF of. Pages are those of GB/T 9704: A4, 28
characters of 16 points a line, 22 lines, the number at the foot as — 3 —.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tools.render.numbering import Numbering
from tools.render.paper import Paper, Paragraph, Table
from tools.render.seal import seal_png
from tools.render.zipped import pack

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT = "Noto Serif CJK SC"
_JUSTIFIED = {"centre": "center", "right": "right", "left": "left"}
_SEAL_EMU = 1_512_000
"""4.2 cm, the size of a municipal seal."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a document is set."""

    numbered: bool = False
    """Labels are Word's automatic numbers."""
    columns: int = 1
    running_head: str = ""
    seal: bool = False
    """A red seal lies over the first date of signature."""
    points: int = 16
    leading: float = 1.75
    """From line to line, in heights of a character."""


def docx(paper: Paper, look: Look | None = None) -> bytes:
    """Return the notice as a Word document."""
    look = look or Look()
    numbering = Numbering()
    body = "".join(
        _table(block, look) if isinstance(block, Table) else _paragraph(block, numbering, look)
        for block in paper.blocks
    )
    if look.seal:
        body = _with_seal(body)
    return pack(
        [
            ("[Content_Types].xml", _types()),
            ("_rels/.rels", _package_relations()),
            ("word/document.xml", _document(body, look)),
            ("word/_rels/document.xml.rels", _relations()),
            ("word/styles.xml", _styles(look)),
            ("word/numbering.xml", _root("numbering", numbering.part())),
            ("word/header1.xml", _root("hdr", _line(escape(look.running_head), "center"))),
            ("word/footer1.xml", _root("ftr", _footer())),
            ("word/media/seal.png", seal_png()),
        ]
    )


def _root(name: str, inner: str) -> str:
    return f'{_HEAD}<w:{name} xmlns:w="{_W}" xmlns:r="{_R}">{inner}</w:{name}>'


def _document(body: str, look: Look) -> str:
    head = '<w:headerReference w:type="default" r:id="rId3"/>' if look.running_head else ""
    section = (
        f'<w:sectPr>{head}<w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" '
        'w:header="1134" w:footer="1134" w:gutter="0"/>'
        f'<w:cols w:num="{look.columns}" w:space="425"/></w:sectPr>'
    )
    return _root("document", f"<w:body>{body}{section}</w:body>")


def _paragraph(block: Paragraph, numbering: Numbering, look: Look) -> str:
    taken = numbering.take(block.text) if look.numbered else None
    if taken is None:
        return f"<w:p>{_properties(block, look.points)}{_runs(block.text)}</w:p>"
    if taken.num == 1 and taken.level == 0:  # the style brings the list
        properties = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    else:
        properties = (
            f'<w:pPr><w:numPr><w:ilvl w:val="{taken.level}"/><w:numId w:val="{taken.num}"/>'
            "</w:numPr></w:pPr>"
        )
    return f"<w:p>{properties}{_runs(taken.rest)}</w:p>"


def _properties(block: Paragraph, points: int) -> str:
    if block.place == "body":
        return f'<w:pPr><w:ind w:firstLineChars="200" w:firstLine="{40 * points}"/></w:pPr>'
    return f'<w:pPr><w:jc w:val="{_JUSTIFIED[block.place]}"/></w:pPr>'


def _runs(text: str) -> str:
    """Runs as Word leaves them: cut where somebody once typed, with marks of the spell checker."""
    cut = 11
    parts = [text] if len(text) < 3 * cut else [text[:cut], text[cut : 2 * cut], text[2 * cut :]]
    return '<w:proofErr w:type="spellStart"/>'.join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in parts
    )


def _table(table: Table, look: Look) -> str:
    width = 8844 // look.columns // len(table.rows[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(table.rows[0])
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>'
            f'<w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
            f'<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">{escape(cell)}</w:t>'
            "</w:r></w:p></w:tc>"
            for cell in row
        )
        + "</w:tr>"
        for row in table.rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width * len(table.rows[0])}" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}"
        "</w:tbl>"
    )


def _with_seal(body: str) -> str:
    """Anchor the seal in the first paragraph that is set to the right."""
    mark = '<w:pPr><w:jc w:val="right"/></w:pPr>'
    return body.replace(mark, mark + _seal(), 1)


def _seal() -> str:
    return (
        '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>3600000'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>-400000'
        f'</wp:posOffset></wp:positionV><wp:extent cx="{_SEAL_EMU}" cy="{_SEAL_EMU}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="Seal"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://'
        'schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" '
        'name="seal.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId5"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{_SEAL_EMU}" cy="{_SEAL_EMU}"/></a:xfrm><a:prstGeom '
        'prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


def _line(text: str, place: str) -> str:
    return (
        f'<w:p><w:pPr><w:jc w:val="{place}"/></w:pPr><w:r><w:rPr><w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _footer() -> str:
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>1</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
        "</w:p>"
    )


def _styles(look: Look) -> str:
    """The styles; lines are not justified, since LibreOffice loses a mark that ends one then."""
    line = round(look.points * 20 * look.leading)
    return _root(
        "styles",
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" '
        f'w:hAnsi="{_FONT}"/><w:sz w:val="{look.points * 2}"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
        f"</w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:line="{line}" w:lineRule="exact"/>'
        '<w:jc w:val="left"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>",
    )


def _types() -> str:
    parts = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "header1": "header",
        "footer1": "footer",
    }
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _package_relations() -> str:
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
    )


def _relations() -> str:
    targets = (
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
        ("image", "media/seal.png"),
    )
    links = "".join(
        f'<Relationship Id="rId{index}" Type="{_R}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
