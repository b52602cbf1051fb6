"""Pages as a scanner gives them: drawn with a font of Chinese, noisy, skewed, sealed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extractor.layout.widths import printed_width

FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/arphic/uming.ttc"),
)
_RED = (215, 30, 30)
_SIZE = (1240, 1754)
"""A4 in 150 dpi."""
_POINT = 33


def need_font() -> Path:
    """Return a font with Chinese characters; skip the test where there is none."""
    found = next((font for font in FONTS if font.exists()), None)
    if found is None:
        pytest.skip("no font with Chinese characters (package fonts-noto-cjk)")
    return found


def _font(size: int) -> ImageFont.FreeTypeFont:
    path = need_font()
    return ImageFont.truetype(str(path), size, index=2 if "noto" in path.parts else 0)


def wrapped(text: str, width: int = 54) -> list[str]:
    """Cut paragraphs into lines of *width* half-width characters, the first of each set in.

    As in print, a mark may hang over the edge and digits stay together.
    """
    lines = []
    for number, paragraph in enumerate(text.splitlines()):
        line = "" if number == 0 else "　　"
        for part in re.findall(r"[0-9A-Za-z.%]+|.", paragraph):
            if printed_width(line + part) > width and part not in "，。；：、）”》！？":
                lines.append(line)
                line = ""
            line += part
        lines.append(line)
    return lines


def pages_of(text: str, lines_a_page: int = 26) -> list[list[str]]:
    """Return the printed lines of each page."""
    lines = wrapped(text)
    return [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]


def draw(
    lines: Sequence[str], *, letterhead: str = "", seal: tuple[int, int] | None = None
) -> Image.Image:
    """Return the picture of a page: its lines, a red letterhead, a red seal around a point."""
    page = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(page)
    top = 170
    if letterhead:
        font = _font(70)
        left = (_SIZE[0] - pen.textlength(letterhead, font=font)) / 2
        pen.text((left, 100), letterhead, font=font, fill=_RED)
        pen.line((150, 220, _SIZE[0] - 150, 220), fill=_RED, width=5)
        top = 260
    for number, line in enumerate(lines):
        pen.text((170, top + number * 58), line, font=_font(_POINT), fill=(20, 20, 20))
    if seal:
        x, y = seal
        pen.ellipse((x - 115, y - 115, x + 115, y + 115), outline=_RED, width=7)
        pen.text((x - 45, y - 65), "★", font=_font(90), fill=_RED)
    return page


def scanned(page: Image.Image, *, skew: float = 0.7, noise: int = 1) -> Image.Image:
    """Return a page as a scanner gives it: turned by *skew* degrees, blurred, speckled."""
    page = page.rotate(skew, fillcolor="white", resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(0.6))
    chance = random.Random(7)
    for _ in range(3000 * noise):
        x, y = chance.randrange(page.width), chance.randrange(page.height)
        grey = chance.randrange(90, 200)
        page.putpixel((x, y), (grey, grey, grey))
    return page
