"""DOCX: a zip of XML parts → a document.

The parts are opened here without python-docx, which refuses what Word and WPS open (macros
in the file, the strict dialect, relations to nothing) and whose paragraphs lack inserted text,
content controls, boxes and numbers: our own walk (``docx_body``) needs nothing of it.
"""

from __future__ import annotations

import posixpath
import zipfile

from lxml import etree

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers.docx_body import Body, Parts
from extractor.readers.docx_styles import Lists, Styles, tag
from extractor.readers.flow import make_document
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.safe import open_zip, parse_xml, read_member

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "word/document.xml"
_PICTURES = (
    "the file holds no text but pictures: recognise their characters (OCR) and save them as text"
)
_ELSEWHERE = (
    "its text stands in a file inside it (an altChunk): open it in Word or WPS and save it again"
)


def read_docx(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the bytes of a DOCX (also DOCM, DOTX, either dialect).

    Raises UnreadableError where the archive or a part is broken, over a budget, or without text.
    """
    package = _Package(data, name)
    main = package.main()
    styles = Styles.of(package.related(main, "styles"))
    body = Body(
        Parts(
            styles,
            Lists.of(package.related(main, "numbering"), styles),
            package.related(main, "footnotes"),
            package.related(main, "endnotes"),
        )
    )
    root = package.xml(main)
    try:
        lines = body.lines(root)
    except RecursionError as error:
        raise UnreadableError(f"{name}: parts nested too deep; save it again") from error
    empty = "the file holds no text; check that it was saved or loaded whole"
    if any(tag(item) == "w:altChunk" for item in root.iter()):
        empty = _ELSEWHERE
    elif any("/media/" in member for member in package.members):
        empty = _PICTURES
    return make_document(
        lines, data, name, media_type=MEDIA_TYPE, reader="docx", notes=body.notes(), empty=empty
    )


class _Package:
    """The parts of the zip, found by their relations."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.archive: zipfile.ZipFile = open_zip(data, name)
        self.members = {
            item.replace("\\", "/").lstrip("/"): item for item in self.archive.namelist()
        }

    def main(self) -> str:
        """Return the part that holds the text."""
        found = [part for kind, part in self._relations("") if kind == "officeDocument"]
        for part in (*found, _MAIN):
            if part in self.members:
                return part
        raise UnreadableError(f"{self.name}: its part {_MAIN} is missing; save it again")

    def related(self, part: str, kind: str) -> etree._Element | None:
        """Return the XML of the part of a kind that *part* names; None where there is none."""
        for found, target in self._relations(part):
            if found == kind and target in self.members:
                return self.xml(target)
        return None

    def xml(self, part: str) -> etree._Element:
        """Return the root of a part."""
        return parse_xml(read_member(self.archive, self.members[part], self.name), self.name)

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """Return the kind (the last word of its type) and the target of each relation of a part."""
        folder, base = posixpath.split(part)
        member = posixpath.join(folder, "_rels", f"{base}.rels")
        if member not in self.members:
            return []
        return [
            (
                (item.get("Type") or "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, item.get("Target") or ""))[1:],
            )
            for item in self.xml(member)
        ]
