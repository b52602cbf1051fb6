"""Scans: pages as pictures, turned a little and speckled as a flat-bed scanner leaves them.

The noise comes from a seed that is fixed, so that the same page gives the same picture.
"""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_WHITE = 255
_INK = 150
"""Grey below which a two-tone scanner takes a point for ink."""
_GRAIN = 12.0
"""Standard deviation of the noise in levels of grey."""
_WHEN = time.gmtime(1704067200)


def scans(
    pdf: bytes, *, dpi: int = 150, degrees: float = 0.7, grain: float = _GRAIN
) -> list[Image]:
    """Return a grey picture of each page, turned by *degrees* (each second one the other way)."""
    import numpy
    import pypdfium2
    from PIL.Image import Resampling, fromarray

    random = numpy.random.default_rng(20240101)
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for index in range(len(document)):
        page = document[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        turned = page.rotate(
            -degrees if index % 2 else degrees, resample=Resampling.BICUBIC, fillcolor=_WHITE
        )
        levels = numpy.asarray(turned, dtype=float) * 0.94
        levels += random.normal(0, grain, levels.shape)
        pictures.append(fromarray(levels.clip(0, 255).astype("uint8")))
    document.close()
    return pictures


def two_tone(picture: Image) -> Image:
    """Return the picture in black and white."""
    return picture.point(lambda level: _WHITE if level > _INK else 0).convert("1")


def png(picture: Image) -> bytes:
    """Return a picture as PNG, in black and white."""
    buffer = io.BytesIO()
    two_tone(picture).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def jpeg(picture: Image, quality: int = 40) -> bytes:
    """Return a picture as JPEG in grey."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def scanned_pdf(pictures: list[Image], *, dpi: int = 150) -> bytes:
    """Return a PDF whose pages are black and white pictures and nothing else."""
    pages = [two_tone(picture) for picture in pictures]
    buffer = io.BytesIO()
    pages[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=dpi,
        creationDate=_WHEN,
        modDate=_WHEN,
    )
    return buffer.getvalue()
