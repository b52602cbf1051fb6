"""What a page of a PDF draws besides text: rules of tables, pictures of pages, seals.

Apart, since it asks nothing of the text: objects are counted and measured one by one, a budget
ends the count on drawings, and only a picture of a seal's size is ever unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MAX_RULES = 4_000
"""Lines and rectangles above which a page is a drawing and no table is looked for."""
_TEXT = pdfium.FPDF_PAGEOBJ_TEXT
_MAX_OBJECTS = 50_000
_MAX_DEPTH = 4
_THIN = 3.0
"""Greatest width of a rule in points."""
_LONG = 8.0
"""Least length of a rule: the side of a cell."""
SEAL_SIDES = (70.0, 190.0)
"""Side of a seal with its margin in points; one of 42 mm, a government's own, has 119."""
_ROUND = 1.25
"""Greatest ratio of a seal's sides."""
_RED = 0.6
"""Least share of red among the inked pixels of a seal."""
_INKED = 0.02


@dataclass(slots=True)
class Drawn:
    """Counts of what is drawn on a page."""

    across: int = 0
    """Rules from left to right."""
    down: int = 0
    """Rules from top to bottom."""
    boxes: int = 0
    """Rectangles, and paths of many lines."""
    paths: int = 0
    pictured: float = 0.0
    """The share of the page that its largest picture covers."""
    seal: bool = False

    @property
    def is_crowded(self) -> bool:
        """Whether there are more lines than any table has, and none is looked for."""
        return self.paths > MAX_RULES

    @property
    def has_grid(self) -> bool:
        """Whether a table may be ruled on the page."""
        return (self.across > 1 and self.down > 1) or self.boxes > 1


def look_at(page: pypdfium2.PdfPage) -> Drawn:
    """Return what *page* draws; of a drawing with very many lines only the first are counted."""
    drawn = Drawn()
    area = page.get_width() * page.get_height() or 1.0
    for item, kind in _objects(page.raw, _MAX_DEPTH):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _count(drawn, item)
            if drawn.paths > MAX_RULES:
                break
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            width, height = _extent(item)
            drawn.pictured = max(drawn.pictured, width * height / area)
            drawn.seal = drawn.seal or (_is_seal_sized(width, height) and _is_red(item, page))
    return drawn


def _objects(page: Any, depth: int) -> Iterator[tuple[Any, int]]:
    """Yield texts, paths and pictures of a page, those inside forms too."""
    get, kind_of, text = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType, _TEXT
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        item = get(page, at)
        kind = kind_of(item)
        if kind == text:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(item, depth)
        else:
            yield item, kind


def _inside(form: Any, depth: int) -> Iterator[tuple[Any, int]]:
    for at in range(min(pdfium.FPDFFormObj_CountObjects(form), _MAX_OBJECTS)):
        item = pdfium.FPDFFormObj_GetObject(form, at)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield form, kind  # a picture's own size is the form's before it is placed
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            yield from _inside(item, depth - 1)
        else:
            yield item, kind


def _count(drawn: Drawn, item: Any) -> None:
    drawn.paths += 1
    width, height = _extent(item)
    if height <= _THIN < _LONG <= width:
        drawn.across += 1
    elif width <= _THIN < _LONG <= height:
        drawn.down += 1
    elif width >= _LONG and height >= _LONG:
        drawn.boxes += max(1, pdfium.FPDFPath_CountSegments(item) // 5)


def _extent(item: Any) -> tuple[float, float]:
    """Return the width and height of an object in points."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    return right.value - left.value, top.value - bottom.value


def _is_seal_sized(width: float, height: float) -> bool:
    low, high = sorted((width, height))
    return low >= SEAL_SIDES[0] and high <= SEAL_SIDES[1] and high <= _ROUND * low


def _is_red(item: Any, page: pypdfium2.PdfPage) -> bool:
    """Tell whether what is inked of a picture is mostly red."""
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, item)
    if not bitmap:
        return False
    picture = pypdfium2.PdfBitmap.from_raw(bitmap).to_pil().convert("RGBA").resize((64, 64))
    inked = [
        (red, green, blue)
        for red, green, blue, alpha in picture.get_flattened_data()
        if alpha > 64 and min(red, green, blue) < 200
    ]
    reds = sum(1 for red, green, blue in inked if red > green + 50 and red > blue + 50)
    return len(inked) > _INKED * 64 * 64 and reds >= _RED * len(inked)
