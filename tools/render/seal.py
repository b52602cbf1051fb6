"""A red seal as a picture: a ring, a star, and nothing behind them."""

from __future__ import annotations

import io
import math
from functools import lru_cache

_SIZE = 360
_RED = (214, 32, 32, 255)


@lru_cache(maxsize=1)
def seal_png() -> bytes:
    """Return the seal as a PNG with a clear ground."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (_SIZE, _SIZE), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((6, 6, _SIZE - 6, _SIZE - 6), outline=_RED, width=10)
    middle, outer, inner = _SIZE / 2, _SIZE / 6, _SIZE / 15
    points = [
        (
            middle + (inner if corner % 2 else outer) * math.sin(corner * math.pi / 5),
            middle - (inner if corner % 2 else outer) * math.cos(corner * math.pi / 5),
        )
        for corner in range(10)
    ]
    draw.polygon(points, fill=_RED)
    buffer = io.BytesIO()
    picture.quantize(8).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
