"""What repeats in the margins of pages (running heads, page numbers) is no part of a notice's text.

It is known by its place and by the other pages, which only a form with places can tell; what looks
like it in a text without places is ``extractor.lines``'s.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.readers.pagelayout import LaidPage

BAND = 0.12
"""The share of the page's height at the top and at the foot in which running text stands."""
_EDGE_LINES = 3
"""Running heads are among so many first or last lines of a page."""
_NUMBER = r"(?:\d{1,4}|[ivxlⅠ-Ⅻⅰ-ⅻ]{1,6}|[一二三四五六七八九十〇○零百]{1,5})"
_DASH = r"[-—–－―─·•~～\s_|]"
_PAGE_NUMBER = regex.compile(
    rf"{_DASH}*[-—–－―─·•~～_|]{_DASH}*{_NUMBER}{_DASH}*"
    rf"|{_DASH}*第\s*{_NUMBER}\s*页(?:\s*[,，/]?\s*共\s*{_NUMBER}\s*页)?{_DASH}*"
    rf"|(?:[Pp]age\s*)?\d{{1,4}}\s*(?:/|of)\s*\d{{1,4}}"
)
_BARE_NUMBER = regex.compile(r"\d{1,4}|[ivxlⅠ-Ⅻⅰ-ⅻ]{1,6}")
_DIGITS = regex.compile(r"\d+")


def without_furniture(pages: Sequence[LaidPage]) -> list[LaidPage]:
    """Return the pages without running heads and feet and without page numbers.

    Only lines in the head and foot bands are dropped: page numbers by their form, a bare number
    where it counts the pages, other text where it stands in the same place of several pages.
    """
    bands = [_band(page) for page in pages]
    repeated = _repeated(pages, bands)
    counting = _counting(pages, bands)
    kept = []
    for number, (page, band) in enumerate(zip(pages, bands, strict=True)):
        drop = {
            index
            for index in band
            if (number, index) in repeated
            or (number, index) in counting
            or _PAGE_NUMBER.fullmatch(page.lines[index].text.strip())
        }
        lines = tuple(line for index, line in enumerate(page.lines) if index not in drop)
        kept.append(LaidPage(lines, page.width, page.height))
    return kept


def _band(page: LaidPage) -> list[int]:
    """Return the outermost lines of the page that stand in its head or foot band."""
    by_height = sorted(range(len(page.lines)), key=lambda index: page.lines[index].y0)
    by_height = [index for index in by_height if "\t" not in page.lines[index].text]
    head, foot = by_height[:_EDGE_LINES], by_height[-_EDGE_LINES:]
    found = {index for index in head if page.lines[index].y1 <= BAND * page.height}
    found |= {index for index in foot if page.lines[index].y0 >= (1 - BAND) * page.height}
    return sorted(found)


def _repeated(pages: Sequence[LaidPage], bands: Sequence[list[int]]) -> set[tuple[int, int]]:
    """Return the lines (page, index) whose text stands in the same place on several pages.

    Numbers in it may differ. Heads of left and right pages may be different texts.
    """
    places: dict[str, list[tuple[float, int, int]]] = {}
    for number, band in enumerate(bands):
        page = pages[number]
        for index in band:
            line = page.lines[index]
            text = _DIGITS.sub("0", "".join(line.text.split()))
            if text == "0":  # a bare number must count the pages
                continue
            places.setdefault(text, []).append((line.y0 / page.height, number, index))
    found: set[tuple[int, int]] = set()
    enough = 2 if len(pages) <= 4 else 3
    for group in places.values():
        for height, number, index in group:
            same = {other for y, other, _ in group if abs(y - height) < 0.01}
            if len(same) >= enough:
                found.add((number, index))
    return found


def _counting(pages: Sequence[LaidPage], bands: Sequence[list[int]]) -> set[tuple[int, int]]:
    """Return the lines (page, index) that are bare numbers going up with the pages."""
    numbers: dict[object, list[tuple[int, int]]] = {}
    for number, band in enumerate(bands):
        for index in band:
            text = pages[number].lines[index].text.strip()
            if _BARE_NUMBER.fullmatch(text):
                key = int(text) - number if text.isdecimal() else "roman"
                numbers.setdefault(key, []).append((number, index))
    found: set[tuple[int, int]] = set()
    for start, places in numbers.items():
        if len(places) > 1 or (len(pages) == 1 and start == 1):
            found.update(places)
    return found
