"""Pictures of pages → pieces of text with their places, by RapidOCR (extra ``ocr``).

The models are files inside its wheel; nothing is loaded from a network. A page is read as it lies;
where its lines stand upright or make no sense, it is turned first: a page upside down would give
its lines in reverse order. Seals are whitened (a red seal costs 3 % of the characters), red
letterheads stay. Coordinates are pixels of the page as it was turned, straightened, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from extractor.errors import UnsupportedError
from extractor.readers.pagelayout import Piece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Pixels = NDArray[np.uint8]

MAX_PIXELS = 64 * 10**6
"""Most pixels of a picture that is unpacked: an A3 page in 400 dpi has 31 million."""
DOUBTFUL = 0.8
"""A line recognised with less confidence is doubtful: kept, and told."""
_NOISE = 0.3
"""Below this there is no text but a speck, a stamp or a signature."""
_SURE = 0.85
"""Mean confidence from which a page lies the right way round; a turned one stays under 0.7."""
_SIDE = 2400
"""Longest side in pixels that is recognised; A4 in 200 dpi."""
_TALL = 1.5
"""Height of a box in its widths from which its line is written along the page's side."""
_SEAL_SIDE = (0.07, 0.4)
"""Width of a seal as a share of the page's: 4.2 cm of 21 for a government's own (GB/T 9704)."""
_SEAL_SHAPE = (0.6, 1.6)
"""Width of a seal as a share of its height; a letterhead is far wider."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was recognised on a page.

    ``confidence`` is the mean over characters, 0 to 1 (1 for a blank page); ``doubtful`` holds the
    lines below ``DOUBTFUL``; ``turned`` says by how many degrees counter-clockwise the picture
    was turned before it was read; ``seal`` whether a red seal was seen.
    """

    pieces: tuple[Piece, ...]
    confidence: float
    doubtful: tuple[str, ...]
    width: int
    height: int
    turned: int = 0
    seal: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A recognised line: its text, its corners from the top left clockwise, and how sure it is."""

    text: str
    corners: tuple[tuple[float, float], ...]
    score: float

    @property
    def width(self) -> float:
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        return math.dist(self.corners[0], self.corners[3])


def available() -> bool:
    """Tell whether what recognises characters is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def require(name: str) -> None:
    """Raise UnsupportedError, which names the install line, where nothing can recognise text."""
    if not available():
        raise UnsupportedError(
            f"{name}: a picture of text, and its characters can only be recognised (OCR) with the "
            "extra ocr: pip install 'gongwen-extractor[ocr]'"
        )


def read_page(image: Image) -> OcrPage:
    """Return what stands on the picture of a page; a blank page has no pieces."""
    pixels, scale = _prepare(image)
    pixels, seal = _without_seals(pixels)
    lines, turned = _upright(pixels)
    height, width = pixels.shape[:2]
    if turned in (90, 270):
        width, height = height, width
    return OcrPage(
        pieces=_straightened(lines, width, height, scale),
        confidence=_confidence(lines),
        doubtful=tuple(line.text for line in lines if line.score < DOUBTFUL),
        width=round(width * scale),
        height=round(height * scale),
        turned=turned,
        seal=seal,
    )


def ocr_notes(pages: Mapping[int, OcrPage]) -> tuple[tuple[str, str, str], ...]:
    """Return the notes of a document on its recognised *pages*, keyed by page number from 1."""
    if not pages:
        return ()
    which, zh = numbered(pages)
    mean = _mean((page.confidence, sum(map(_size, page.pieces))) for page in pages.values())
    notes = [
        (
            "ocr",
            f"{which} read by character recognition; mean confidence {mean:.2f}",
            f"{zh}由文字识别得出，平均置信度{mean:.2f}。",
        )
    ]
    if any(page.doubtful for page in pages.values()):
        notes.append(_doubts(pages))
    return tuple(notes)


def _doubts(pages: Mapping[int, OcrPage]) -> tuple[str, str, str]:
    lines = [line for page in pages.values() for line in page.doubtful]
    which, zh = numbered(number for number, page in pages.items() if page.doubtful)
    shown = "、".join(f"“{line[:20]}”" for line in lines[:3])
    count, more = len(lines), len(lines) > 3
    return (
        "ocr_doubtful",
        f"{count} recognised line{'s' * (count > 1)} on {which} below confidence {DOUBTFUL}: "
        f"{shown}{' …' * more}; check against the picture",
        f"{zh}有{count}行识别置信度低于{DOUBTFUL}：{shown}{'等' * more}，请核对原图。",
    )


def numbered(pages: Iterable[int]) -> tuple[str, str]:
    """Name pages in English and in Chinese, with runs drawn together.

    >>> numbered([1, 2, 3, 7])
    ('pages 1-3, 7', '第1-3、7页')
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and runs[-1][-1] == page - 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    shown = ["-".join(map(str, run)) for run in runs]
    many = len(shown) > 1 or len(runs[0]) > 1
    return f"page{'s' * many} {', '.join(shown)}", f"第{'、'.join(shown)}页"


def _size(piece: Piece) -> int:
    return len(piece.text)


def _prepare(image: Image) -> tuple[Pixels, float]:
    """Return a picture's pixels (height, width, RGB) on white, and what shrinking them took."""
    import numpy as np
    from PIL import Image as Pillow

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Pillow.new("RGBA", image.size, "white")
        image = Pillow.alpha_composite(white, image)
    scale = max(1.0, max(image.size) / _SIDE)
    if scale > 1:
        size = (max(1, round(image.width / scale)), max(1, round(image.height / scale)))
        image = image.convert("RGB").resize(size, Pillow.Resampling.LANCZOS)
    return np.array(image.convert("RGB"), dtype=np.uint8), scale


def _without_seals(pixels: Pixels) -> tuple[Pixels, bool]:
    """Return the page in grey, where there is a seal as its red channel shows it: without it."""
    import cv2
    import numpy as np

    red, green, blue = (pixels[:, :, index].astype(np.int16) for index in range(3))
    mask = ((red - np.maximum(green, blue) > 50) & (red > 120)).astype(np.uint8)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    seals = _seals(mask)
    for left, top, right, bottom in seals:
        part = (slice(top, bottom), slice(left, right))
        grey[part] = pixels[:, :, 0][part]
    return np.repeat(grey[:, :, None], 3, axis=2).astype(np.uint8), bool(seals)


def _seals(mask: Pixels) -> list[tuple[int, int, int, int]]:
    """Return the boxes of red marks as wide as high that have a seal's size."""
    import cv2

    height, width = mask.shape
    if int(mask.sum()) * 2000 < height * width:
        return []
    reach = max(3, min(height, width) // 80)
    grown = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, reach)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(grown)
    found = []
    for left, top, wide, high, _ in stats[1:count].tolist():
        share, shape = wide / min(width, height), wide / high
        if _SEAL_SIDE[0] < share < _SEAL_SIDE[1] and _SEAL_SHAPE[0] < shape < _SEAL_SHAPE[1]:
            found.append((left, top, left + wide, top + high))
    return found


def _upright(pixels: Pixels) -> tuple[list[_Line], int]:
    """Return the lines of a page and by how many degrees it had to be turned for them.

    A line along the side is turned counter-clockwise by the recogniser. So a page of such lines
    that make sense is to be turned that way, any other the opposite way.
    """
    import numpy as np

    lines = _recognise(pixels)
    tall = sum(len(line.text) for line in lines if line.height > _TALL * line.width)
    if tall * 2 > sum(len(line.text) for line in lines):
        turned = 90 if _confidence(lines) >= _SURE else 270
    elif lines and _confidence(lines) < _SURE:
        turned = 180
    else:
        return lines, 0
    again = _recognise(np.ascontiguousarray(np.rot90(pixels, turned // 90)))
    if turned == 180 and _sense(again) <= _sense(lines):
        return lines, 0
    return again, turned


def _recognise(pixels: Pixels) -> list[_Line]:
    """Return the lines of a picture in the recogniser's order, from the top."""
    found = _engine()(pixels[:, :, ::-1], use_det=True, use_cls=False, use_rec=True)
    if found.boxes is None or found.txts is None:
        return []
    lines = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        corners = tuple((float(x), float(y)) for x, y in box)
        if text.strip() and score >= _NOISE:
            lines.append(_Line(text.strip(), corners, float(score)))
    return lines


@cache
def _engine() -> Any:
    """Return the recogniser: the models of its wheel, one thread (the pool has processes)."""
    from rapidocr import RapidOCR

    threads = {f"{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    options = {f"EngineConfig.onnxruntime.{name}": value for name, value in threads.items()}
    return RapidOCR(
        params={
            **options,
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": _SIDE,
        }
    )


def _confidence(lines: Iterable[_Line]) -> float:
    return _mean((line.score, len(line.text)) for line in lines)


def _mean(scores: Iterable[tuple[float, int]]) -> float:
    """Return the mean of scores, each weighted by how many characters it is for."""
    pairs = list(scores)
    weight = sum(count for _, count in pairs)
    return sum(score * count for score, count in pairs) / weight if weight else 1.0


def _sense(lines: Iterable[_Line]) -> float:
    """Return how much sure text there is: characters, each by the square of its confidence."""
    return sum(len(line.text) * line.score**2 for line in lines)


def _straightened(lines: list[_Line], width: int, height: int, scale: float) -> tuple[Piece, ...]:
    """Return lines as pieces, turned about the page's centre by the slope that they have."""
    angle = _slope(lines)
    cos, sin, x, y = math.cos(angle), math.sin(angle), width / 2, height / 2
    pieces = []
    for line in lines:
        shifted = [(a - x, b - y) for a, b in line.corners]
        xs = sorted(x + a * cos + b * sin for a, b in shifted)
        ys = sorted(y - a * sin + b * cos for a, b in shifted)
        box = (sum(xs[:2]) / 2, sum(ys[:2]) / 2, sum(xs[2:]) / 2, sum(ys[2:]) / 2)
        pieces.append(Piece(line.text, *(round(side * scale, 1) for side in box)))
    return tuple(pieces)


def _slope(lines: Iterable[_Line]) -> float:
    """Return the angle of the page in radians, clockwise: the median over long lines."""
    long = [line for line in lines if line.width > 8 * line.height]
    if not long:
        return 0.0
    angles = []
    for line in long:
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.corners
        angles.append(math.atan2(by - ay + cy - dy, bx - ax + cx - dx))
    return median(angles)
