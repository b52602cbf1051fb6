"""PDF: bytes → a document with pages and boxes.

PDFium gives the text; pdfplumber is asked for the cells of ruled tables, on pages that have rules.
A page without usable text (a scan, a font without a table of its characters) is drawn and its
characters are recognised, or it is named in a warning: what cannot be read is never passed on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers import ocr
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.pagefurniture import BAND, without_furniture
from extractor.readers.pagelayout import (
    LaidLine,
    LaidPage,
    Piece,
    compose,
    lay_out,
    left_margin,
)
from extractor.readers.pdf_doubts import Doubts

if TYPE_CHECKING:
    import pypdfium2

    from extractor.readers.pdf_page import PageText
    from extractor.readers.pdf_tables import Ruled, Table

MAX_PAGES = 2_000
"""Most pages of a file; a notice with all annexes has some hundreds at most."""
A4 = (595.0, 842.0)
"""The size in points that a page is given which cannot be loaded."""
_DPI = 200
_MAX_PIXELS = 8_000_000
"""Most pixels of a page that is drawn for recognition: A4 in 200 dpi has 3.9 million."""
_PASSWORD = 4
"""PDFium's code for a wrong or missing password."""


@dataclass(slots=True)
class _Page:
    """A page on its way: text outside tables, tables, lines written along its side."""

    size: tuple[float, float]
    pieces: Sequence[Piece] = ()
    aside: Sequence[Piece] = ()
    tables: list[Table] = field(default_factory=list)


def read_pdf(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the bytes of a PDF.

    Raises UnreadableError where the file is broken, locked or too long, or shows no text at all.
    """
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            if len(pdf) > MAX_PAGES:
                raise UnreadableError(
                    f"{name}: has {len(pdf):,} pages, more than {MAX_PAGES:,}; split it and give "
                    "the part that holds the notice"
                )
            pages, doubts = _Reading(pdf, data, options).read()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(_broken(name, error)) from error
    laid = compose(without_furniture(pages))
    if not laid.text.strip():
        raise UnreadableError(f"{name}: {doubts.nothing(options.ocr)}")
    return Document(
        laid.text,
        name,
        media_type="application/pdf",
        reader="pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=laid.pages,
        notes=tuple(doubts.notes(options.ocr)),
        ocr=bool(doubts.recognised),
        seal=bool(doubts.seals),
        layout=laid.boxes,
    )


def _broken(name: str, error: pypdfium2.PdfiumError) -> str:
    if error.err_code == _PASSWORD:
        return f"{name}: locked with a password; open it and print it to a PDF without one"
    return f"{name}: a broken PDF ({error}); load it again, or open it and print it to a new PDF"


class _Reading:
    """One pass over the pages of one file."""

    def __init__(self, pdf: pypdfium2.PdfDocument, data: bytes, options: ReadOptions) -> None:
        from extractor.readers.pdf_tables import Ruled

        self.pdf, self.options = pdf, options
        self.ruled: Ruled = Ruled(data)
        self.doubts = Doubts()

    def read(self) -> tuple[list[LaidPage], Doubts]:
        pages = [self._page(number) for number in range(len(self.pdf))]
        _link(pages)
        return [_laid(page) for page in pages], self.doubts

    def _page(self, number: int) -> _Page:
        import pypdfium2

        from extractor.readers.pdf_page import read_page

        try:
            page = self.pdf[number]
            found = read_page(page)
        except pypdfium2.PdfiumError:
            self.doubts.damaged.append(number + 1)
            return _Page(A4)
        try:
            return self._used(page, found, number)
        finally:
            page.close()

    def _used(self, page: pypdfium2.PdfPage, found: PageText, number: int) -> _Page:
        """Return what is taken of a page: its text, its tables, or what was recognised on it."""
        if found.seal:
            self.doubts.seals.append(number + 1)
        if (recognised := self._recognised(page, found, number)) is not None:
            return recognised
        if found.broken:
            return _Page(found.size)
        if found.drawn.has_grid or found.drawn.is_crowded:
            return self._with_tables(page, found, number)
        return _Page(found.size, found.pieces, found.aside)

    def _recognised(self, page: pypdfium2.PdfPage, found: PageText, number: int) -> _Page | None:
        """Return the page with its characters recognised, None where its own text is taken."""
        unusable = found.broken or found.is_picture
        if not unusable and self.options.ocr != "always":
            return None
        if self.options.ocr == "never" or not ocr.available():
            if unusable:
                (self.doubts.broken if found.broken else self.doubts.pictures).append(number + 1)
            return None
        picture, read = recognise(page)
        self.doubts.recognised[number + 1] = read
        if read.seal and number + 1 not in self.doubts.seals:
            self.doubts.seals.append(number + 1)
        return picture

    def _with_tables(self, page: pypdfium2.PdfPage, found: PageText, number: int) -> _Page:
        """Return the page with its ruled tables apart; where none can be had, its lines stay."""
        from extractor.readers.pdf_page import characters
        from extractor.readers.pdf_tables import tables_of

        whole = _Page(found.size, found.pieces, found.aside)
        if found.drawn.is_crowded or found.turned:
            self.doubts.tables.append(number + 1)
            return whole
        try:
            grids = self.ruled.grids(number)
        except MemoryError:
            raise
        except Exception:  # pdfminer raises whatever a damaged file makes it stumble over
            self.doubts.tables.append(number + 1)
            return whole
        if not grids:
            return whole
        tables, pieces = tables_of(grids, found.pieces, characters(page), found.size)
        return _Page(found.size, pieces, found.aside, tables)


def recognise(page: pypdfium2.PdfPage) -> tuple[_Page, ocr.OcrPage]:
    """Return a page with its characters recognised in a picture of it; places are in points."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MAX_PIXELS / max(width * height, 1)) ** 0.5)
    image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    read = ocr.read_page(image)
    pieces = [
        Piece(p.text, p.x0 / scale, p.y0 / scale, p.x1 / scale, p.y1 / scale) for p in read.pieces
    ]
    return _Page((read.width / scale, read.height / scale), pieces), read


def _link(pages: Sequence[_Page]) -> None:
    """Read tables that go on over pages as one: the last of a page and the first of the next."""
    from extractor.readers.pdf_tables import linked

    chains: list[list[tuple[int, int]]] = []
    for number, page in enumerate(pages):
        for index, table in enumerate(page.tables):
            if index == 0 and chains and _goes_on(pages, chains[-1][-1], number, table):
                chains[-1].append((number, index))
            else:
                chains.append([(number, index)])
    for places in chains:
        parts = linked([pages[number].tables[index] for number, index in places])
        for (number, index), part in zip(places, parts, strict=True):
            pages[number].tables[index] = part


def _goes_on(pages: Sequence[_Page], last: tuple[int, int], number: int, table: Table) -> bool:
    """Tell whether *table* is the rest of the table that ends the page before.

    Between the two there is nothing but what the margins hold.
    """
    before, page = pages[last[0]], pages[number]
    if last[0] != number - 1 or last[1] != len(before.tables) - 1:
        return False
    ended = before.tables[last[1]]
    below = (p for p in before.pieces if p.y0 > ended.box[3])
    above = (p for p in page.pieces if p.y1 < table.box[1])
    return (
        table.continues(ended)
        and all(p.y0 > (1 - BAND) * before.size[1] for p in below)
        and all(p.y1 < BAND * page.size[1] for p in above)
    )


def _laid(page: _Page) -> LaidPage:
    """Return a page's lines: what stands above a table, its rows, what stands below."""
    from extractor.readers.pdf_tables import lines

    width, height = page.size
    margin = left_margin(page.pieces)
    rest = list(page.pieces)
    found: list[LaidLine] = []
    for table in page.tables:
        above = [piece for piece in rest if piece.y0 + piece.y1 < 2 * table.box[1]]
        rest = [piece for piece in rest if piece.y0 + piece.y1 >= 2 * table.box[1]]
        found += [*lay_out(above, width, height, margin).lines, *lines(table)]
    found += lay_out(rest, width, height, margin if page.tables else None).lines
    found += (LaidLine(piece.text, (0,), (piece,)) for piece in page.aside)
    return LaidPage(tuple(found), width, height)
