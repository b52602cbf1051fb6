"""Writes DOCX files from XML, as Word would, for the tests of the readers of word processors."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(
    *content: str, style: str = "", num: tuple[int, int] | None = None, properties: str = ""
) -> str:
    """A paragraph of runs or other content; plain text becomes a run."""
    inner = "".join(item if item.startswith("<") else r(item) for item in content if item)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = ""
    if num:
        numbered = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{named}{numbered}{properties}</w:pPr>{inner}</w:p>"


def tc(*paragraphs: str, span: int = 1, down: str = "") -> str:
    """A cell; *down* is restart or continue for one merged with those below or above it."""
    merged = f'<w:vMerge w:val="{down}"/>' if down else ""
    inner = "".join(item if item.startswith("<") else p(item) for item in paragraphs)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inner or "<w:p/>"}</w:tc>'


def tbl(*rows: tuple[str, ...], columns: int = 0, properties: str = "") -> str:
    """A table of rows of cells; plain text becomes a cell."""
    grid = '<w:gridCol w:w="2000"/>' * (columns or max(len(row) for row in rows))
    body = "".join(
        "<w:tr>" + "".join(c if c.startswith("<") else tc(c) for c in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def lvl(depth: int, form: str, text: str, *, start: int = 1, extra: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    """A list's definition."""
    return (
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def num(key: int, kind: int, changes: str = "") -> str:
    """A use of a list."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{kind}"/>{changes}</w:num>'


def restart(depth: int, start: int) -> str:
    """A use's own start of a level."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(key: str, inner: str, *, kind: str = "paragraph", based: str = "") -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{base}{inner}</w:style>'
    )


def field(code: str, *result: str) -> str:
    """A field of three marks."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = "".join(item if item.startswith("<") else r(item) for item in result)
    text = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark.format("begin") + text + mark.format("separate") + inner + mark.format("end")


def box(*paragraphs: str) -> str:
    """A run with a text box, written in both ways."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:wsp>"
        f"<wps:txbx>{content}</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def note(key: int, *paragraphs: str, kind: str = "footnote") -> str:
    """A note of the notes' part."""
    return f'<w:{kind} w:id="{key}">{"".join(paragraphs)}</w:{kind}>'


def docx(
    body: str,
    *,
    strict: bool = False,
    content_type: str = f"{_KINDS}.document.main+xml",
    extra: Mapping[str, str] | None = None,
    relations: str = "",
    head: str = "",
    **parts: str,
) -> bytes:
    """Return a DOCX of a body and of the contents of further parts; *extra* are whole members."""
    targets = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in parts
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KINDS}.{name}+xml"/>'
        for name in parts
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{targets}{relations}</Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {_SPACES}><w:body>{body}</w:body></w:document>',
        **{
            f"word/{name}.xml": f"<w:{name} {_SPACES}>{inner}</w:{name}>"
            for name, inner in parts.items()
        },
        **(extra or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            if strict:
                text = text.replace(W, STRICT).replace(
                    _RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
                )
            archive.writestr(member, text)
    return file.getvalue()
