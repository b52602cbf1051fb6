"""OFD packages (GB/T 33190): a zip of XML parts → a document with pages and places.

``OFD.xml`` names the documents of a package, each its pages and templates. All documents are read,
one behind the other. Signatures, seals and annotations are no text of the notice.
Namespaces differ between programs, so names count without them. Pages that are only a picture
are recognised where they may be.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers import ocr
from extractor.readers.ofd_page import POINT, Drawn, draw, numbers, turned
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.pagefurniture import without_furniture
from extractor.readers.pagelayout import LaidPage, Piece, compose, lay_out
from extractor.readers.ruled import lay_out_ruled
from extractor.readers.safe import open_zip, parse_xml, read_member

_A4 = (210 * POINT, 297 * POINT)
_MOST_PAGES = 5000
_PICTURE = 0.4
"""Share of the page from which a picture is the page itself."""
_FEW = 10
"""A page with a picture and fewer characters has no text of its own."""
_ENTRY = "OFD.xml"


@dataclass(slots=True)
class _Package:
    """The parts of a package by their path, without regard to case, and what was amiss."""

    archive: zipfile.ZipFile
    name: str
    members: dict[str, str]
    missing: list[str]

    def part(self, path: str) -> etree._Element | None:
        """Return a part's root; None, and a note of it, where the package lacks it."""
        member = self.members.get(path.lower())
        if member is None:
            self.missing.append(path)
            return None
        return parse_xml(read_member(self.archive, member, self.name), self.name)

    def bytes(self, path: str) -> bytes | None:
        """Return a part's bytes, None where the package lacks it."""
        member = self.members.get(path.lower())
        return None if member is None else read_member(self.archive, member, self.name)


@dataclass(frozen=True, slots=True)
class _Page:
    drawn: Drawn
    width: float
    height: float
    pictures: dict[str, str]
    """Paths of pictures by the ids of their resources."""


def read_ofd(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in an OFD package.

    Raises UnreadableError where the package is broken, locked, or has no text.
    """
    with open_zip(data, name) as archive:
        members = {_clean(item).lower(): item for item in archive.namelist()}
        package = _Package(archive, name, members, [])
        if any("encrypt" in posixpath.basename(item).lower() for item in members):
            raise UnreadableError(f"{name}: encrypted; open it in its reader and save it unlocked")
        roots = _roots(package)
        pages = [page for root in roots for page in _pages(package, root)][:_MOST_PAGES]
        laid, recognised, blank = _laid(package, pages, options)
    composed = compose(without_furniture(laid))
    if not composed.text.strip():
        raise _empty(name, pages, blank, options)
    return Document(
        text=composed.text,
        name=name,
        media_type="application/ofd",
        reader="ofd",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=composed.pages,
        notes=(*_notes(package, blank), *ocr.ocr_notes(recognised)),
        ocr=bool(recognised),
        layout=composed.boxes,
    )


def _empty(name: str, pages: list[_Page], blank: list[int], options: ReadOptions) -> Exception:
    if not pages:
        return UnreadableError(f"{name}: the OFD package has no page; load or save it again")
    if blank and options.ocr != "never":
        try:
            ocr.require(name)
        except Exception as error:
            return error
    return UnreadableError(
        f"{name}: its pages hold no text, only pictures; recognise their characters (--ocr auto)"
    )


def _notes(package: _Package, blank: list[int]) -> Iterator[tuple[str, str, str]]:
    if package.missing:
        parts = "、".join(package.missing[:5])
        yield (
            "missing_part",
            f"parts of the package are missing: {', '.join(package.missing[:5])}",
            f"文件缺少部件：{parts}。",
        )
    if blank:
        english, chinese = ocr.numbered(blank)
        yield (
            "page_without_text",
            f"{english} only a picture and was not read",
            f"{chinese}仅有图片，未读取文字。",
        )


# the package -------------------------------------------------------------------------------


def _clean(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/")).lstrip("/")


def _located(base: str, place: str | None) -> str:
    """Return the path of a part that *base* names; a path from the root begins with /."""
    printed = (place or "").strip().replace("\\", "/")
    if printed.startswith("/"):
        return _clean(printed)
    return _clean(posixpath.join(posixpath.dirname(base), printed))


def _roots(package: _Package) -> list[str]:
    """Return the paths of the documents, in order."""
    entry = next((m for m in package.members if m.endswith(_ENTRY.lower())), _ENTRY)
    root = package.part(entry)
    if root is None:
        raise UnreadableError(f"{package.name}: no OFD.xml inside; load or save the file again")
    found = [_located(entry, item.text) for item in root.iter("{*}DocRoot")]
    return list(dict.fromkeys(found))


def _pages(package: _Package, path: str) -> Iterator[_Page]:
    root = package.part(path)
    if root is None:
        return
    common = root.find("{*}CommonData")
    size = _size(common) or _A4
    templates = {
        item.get("ID"): _located(path, item.get("BaseLoc")) for item in root.iter("{*}TemplatePage")
    }
    pictures = _pictures(package, path, common)
    for item in root.iter("{*}Page"):
        if item.get("BaseLoc"):
            yield _page(package, _located(path, item.get("BaseLoc")), templates, size, pictures)


def _page(
    package: _Package,
    path: str,
    templates: dict[str | None, str],
    size: tuple[float, float],
    pictures: dict[str, str],
) -> _Page:
    drawn = Drawn()
    content = package.part(path)
    if content is None:
        return _Page(drawn, *size, pictures)
    for item in content.iterchildren("{*}Template"):
        member = templates.get(item.get("TemplateID"))
        template = package.part(member) if member else None
        if template is not None:
            draw(template, drawn)
    draw(content, drawn)
    return _Page(drawn, *(_size(content) or size), pictures)


def _size(root: etree._Element | None) -> tuple[float, float] | None:
    """Return width and height of a page in points."""
    box = root.find(".//{*}PhysicalBox") if root is not None else None
    found = numbers(box.text) if box is not None else []
    if len(found) != 4 or min(found[2:]) <= 0:
        return None
    return found[2] * POINT, found[3] * POINT


def _pictures(package: _Package, path: str, common: etree._Element | None) -> dict[str, str]:
    """Return where the pictures of a document are, by the ids of their resources."""
    found: dict[str, str] = {}
    if common is None:
        return found
    for item in common.iterchildren("{*}PublicRes", "{*}DocumentRes"):
        place = _located(path, item.text)
        root = package.part(place)
        if root is None:
            continue
        base = posixpath.join(posixpath.dirname(place), (root.get("BaseLoc") or "").strip("/"))
        for media in root.iter("{*}MultiMedia"):
            file = media.find("{*}MediaFile")
            if file is not None and file.text:
                inside = _clean(posixpath.join(base, file.text.strip()))
                beside = _located(place, file.text)
                found[media.get("ID") or ""] = (
                    inside if inside.lower() in package.members else beside
                )
    return found


# the pages ---------------------------------------------------------------------------------


def _laid(
    package: _Package, pages: list[_Page], options: ReadOptions
) -> tuple[list[LaidPage], dict[int, ocr.OcrPage], list[int]]:
    """Return the pages laid out, those that were recognised, and the numbers of those not read."""
    laid: list[LaidPage] = []
    recognised: dict[int, ocr.OcrPage] = {}
    blank: list[int] = []
    for number, page in enumerate(pages, 1):
        pieces, rules, width, height = turned(page.drawn, page.width, page.height)
        picture = _scan(page, pieces, options)
        if picture is not None:
            found = _recognised(package, page.pictures.get(picture), options)
            if found is not None:
                recognised[number] = found
                laid.append(_scaled(found, page))
                continue
            if not pieces:
                blank.append(number)
        laid.append(lay_out_ruled(pieces, rules, width, height))
    return laid, recognised, blank


def _scan(page: _Page, pieces: list[Piece], options: ReadOptions) -> str | None:
    """Return the picture that stands for the page; None where the page has text of its own."""
    whole = page.width * page.height
    found = max(page.drawn.pictures, key=lambda item: item.area, default=None)
    if found is None or found.area < _PICTURE * whole:
        return None
    few = sum(len(piece.text.strip()) for piece in pieces) < _FEW
    return found.resource if few or options.ocr == "always" else None


def _recognised(package: _Package, path: str | None, options: ReadOptions) -> ocr.OcrPage | None:
    """Return what is recognised in a picture; None where it may not, cannot, or is no picture."""
    if path is None or options.ocr == "never" or not ocr.available():
        return None
    from PIL import Image, UnidentifiedImageError

    data = package.bytes(path)
    if data is None:
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > ocr.MAX_PIXELS:
                return None
            return ocr.read_page(image.convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None


def _scaled(found: ocr.OcrPage, page: _Page) -> LaidPage:
    """Return a recognised page in the points of its page."""
    sides = (page.height, page.width) if found.turned in (90, 270) else (page.width, page.height)
    across, along = sides[0] / max(found.width, 1), sides[1] / max(found.height, 1)
    pieces = (
        replace(p, x0=p.x0 * across, x1=p.x1 * across, y0=p.y0 * along, y1=p.y1 * along)
        for p in found.pieces
    )
    return lay_out(pieces, *sides)
