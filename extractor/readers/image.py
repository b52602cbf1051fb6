"""Pictures of a notice (PNG, JPEG, TIFF, GIF, BMP, WEBP) → a document, by recognising them.

A picture is a page, and a TIFF of several is as many pages. What unpacks to more pixels than any
page has is refused before it is unpacked.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.document import Document
from extractor.errors import UnreadableError, UnsupportedError
from extractor.readers.ocr import MAX_PIXELS, OcrPage, numbered, ocr_notes, read_page, require
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.pagefurniture import without_furniture
from extractor.readers.pagelayout import compose, lay_out

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PAGES = 300


def read_image(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Return the document that a picture shows.

    Raises UnsupportedError where recognising is switched off or not installed, UnreadableError
    where the picture is broken, too large, or shows no text.
    """
    if options.ocr == "never":
        raise UnsupportedError(
            f"{name}: a picture, and recognising characters is switched off; use --ocr auto"
        )
    require(name)
    media_type, pages = _recognise(data, name)
    if not any(page.pieces for page in pages):
        raise UnreadableError(f"{name}: no text was found in the picture; scan it again, sharper")
    laid = [lay_out(page.pieces, page.width, page.height) for page in pages]
    text = compose(without_furniture(laid))
    blank = [number for number, page in enumerate(pages, 1) if not page.pieces]
    return Document(
        text=text.text,
        name=name,
        media_type=media_type,
        reader="image",
        sha256=hashlib.sha256(data).hexdigest(),
        pages=text.pages,
        notes=(*ocr_notes(dict(enumerate(pages, 1))), *_blank(blank)),
        ocr=True,
        seal=any(page.seal for page in pages),
        layout=text.boxes,
    )


def _blank(numbers: list[int]) -> Iterator[tuple[str, str, str]]:
    if numbers:
        which, zh = numbered(numbers)
        yield "missing_part", f"no text was found on {which}", f"{zh}未识别出文字。"


def _recognise(data: bytes, name: str) -> tuple[str, list[OcrPage]]:
    """Return a picture's media type and what is on each of its pages."""
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    broken = (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the limit below is stricter than Pillow's warning
            with Pillow.open(io.BytesIO(data)) as image:
                media_type = Pillow.MIME.get(image.format or "", "image/*")
                return media_type, [read_page(page) for page in _pages(image, name)]
    except Pillow.DecompressionBombError as error:
        raise UnreadableError(_too_large(name)) from error
    except broken as error:
        raise UnreadableError(f"{name}: a broken picture ({error}); load it again") from error


def _too_large(name: str) -> str:
    return f"{name}: a picture of more than {MAX_PIXELS:,} pixels, as no page has; use 300 dpi"


def _pages(image: Image, name: str) -> Iterator[Image]:
    """Yield each page of a picture, the way up that its camera says."""
    from PIL import ImageOps

    still = image.format in ("GIF", "PNG", "WEBP")
    count = 1 if still else getattr(image, "n_frames", 1)
    if count > MAX_PAGES:
        raise UnreadableError(f"{name}: has {count:,} pages; split it into parts of {MAX_PAGES}")
    for number in range(count):
        image.seek(number)
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise UnreadableError(_too_large(name))
        yield ImageOps.exif_transpose(image)
