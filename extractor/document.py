"""A notice's text, and the two views that rules read: folded, and joined.

The text is never edited. ``Document.folded`` is as long as it, so offsets hold in both: ``fold``
maps code points one to one (full width to half width, CJK radicals to characters), and marks that
mean the same are written the same (brackets around duties, cells of a table drawn with |). A
``View`` is the folded text without its layout (wrapped line ends, white space, page numbers) and
knows the way back for every character; all rules read a view, all evidence is cut from the text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractor.layout.drawn_rows import rows_tabbed
from extractor.layout.spaced_rows import rows_parted
from extractor.layout.widths import printed_width
from extractor.layout.wrapped_heads import heads_unwrapped
from extractor.layout.wrapped_rows import rows_unwrapped
from extractor.phrases import phrase
from extractor.rule_cache import compiled

Span = tuple[int, int]
"""Half-open offsets in code points."""


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    blocks = ((0xFF01, 0xFF5E), (0x2E80, 0x2FDF), (0xF900, 0xFAD9), (0xFE30, 0xFE6B))
    for first, last in blocks:
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if len(folded) == 1 and folded != chr(code):
                table[code] = folded
    table |= dict.fromkeys((0x00A0, 0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF), " ")
    table |= dict.fromkeys(range(0x2000, 0x200E), " ")
    table |= dict.fromkeys(
        (0x00AD, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0x2500), "-"
    )
    table |= dict.fromkeys((0x301C, 0x223C, 0x02DC), "~")
    table |= {ord("∶"): ":", ord("﹕"): ":", ord("﹝"): "〔", ord("﹞"): "〕", ord("‧"): "·"}
    table |= {ord("⻓"): "长", ord("⻔"): "门", ord("⻋"): "车", ord("⻅"): "见", ord("⻚"): "页"}
    table |= {ord("⻛"): "风", ord("⻜"): "飞", ord("⻝"): "食", ord("⻢"): "马", ord("⻬"): "齐"}
    table |= {ord("⺠"): "民", ord("⻄"): "西", ord("⻘"): "青", ord("⻆"): "角", ord("⻉"): "贝"}
    table |= {ord("⻥"): "鱼", ord("⻦"): "鸟", ord("⻨"): "麦", ord("⻩"): "黄", ord("⻮"): "齿"}
    table |= {ord("⻰"): "龙", ord("⻳"): "龟", ord("⺟"): "母", ord("⻣"): "骨", ord("⻤"): "鬼"}
    return table


_FOLD = _fold_table()
_BRACKETED = phrase("document.bracketed")


_LEVELS_IN = phrase("document.levels_in")
_STOP = phrase("document.stop")


_MARKDOWN = compiled(
    r"(?m)^ {0,3}#{1,6}(?= )|!\[[^\[\]\n]*\]\([^()\s]*\)|\*\*(?=[^*\n]*\*\*|[^*\n]*$)"
    r"|&(?:nbsp|ensp|emsp|thinsp|#160|#12288);"
    r"|\$(?= *[\d.,~\-\\% ]+\$)|[$\\](?<=\$ *[\d.,~\-\\% ]+.)"
)
"""Marks of a Markdown text (headings, pictures, bold type, numbers set as formulas: $15\\%$), and
blanks in a page's source."""
_YEAR = compiled("[一二][九八七零〇○OoΟοОо◯][零〇○OoΟοОо◯一二三四五六七八九]{2}年")
_ZEROS = str.maketrans(dict.fromkeys("○OoΟοОо◯", "〇"))
"""What stands for 〇 in 二OO七年."""


def fold(text: str) -> str:
    """Return *text* with width and compatibility variants folded; the length stays the same.

    >>> fold("２０２４年，⽤地（㎡）")
    '2024年,用地(㎡)'
    """
    return text.translate(_FOLD)


def unmarked(text: str) -> str:
    """Return *text* with blanks for the marks of Markdown, as long as before."""
    return _MARKDOWN.sub(lambda match: " " * len(match[0]), text)


def _marked_alike(text: str) -> str:
    """Return folded *text* with one bracket around duties and TAB between cells, as long as before.

    Cells of rows that only blanks part are told by what they hold.
    """
    text = unmarked(text)
    text = _YEAR.sub(lambda match: match[0].translate(_ZEROS), text)
    text = _BRACKETED.sub(r"【\1】", _LEVELS_IN.sub(r"(\1)", text))
    plain = rows_unwrapped(_STOP.sub("。", text))
    return rows_tabbed(rows_parted(heads_unwrapped(plain)))


@dataclass(frozen=True)
class View:
    """Folded text without layout; ``offsets[i]`` is where character *i* stands in the document."""

    text: str
    offsets: Sequence[int] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """Return the document's span of the view's non-empty span ``[start, end)``."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no span of a view of {len(self.text)}")
        first, last = self.offsets[start], self.offsets[end - 1]
        if first > last:  # the rest of a name that was wrapped in its column, and cells behind it
            inside = self.offsets[start:end]
            first, last = min(inside), max(inside)
        return first, last + 1


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of a page: 1-based page, edges in the form's unit (PDF and OFD: points), y down."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """Where the pieces of a text stand on its pages, as flat arrays in the order of the text.

    A piece begins at ``starts[i]``, has ``lengths[i]`` characters, and its edges x0, y0, x1, y1 are
    ``corners[4 * i : 4 * i + 4]``. ``sizes`` are the pages' widths and heights in the same unit.
    """

    sizes: tuple[tuple[float, float], ...]
    starts: array[int]
    lengths: array[int]
    corners: array[float]

    def within(self, start: int, end: int, pages: Sequence[int], text: str) -> Iterator[Box]:
        """Yield the boxes of ``text[start:end]``, one for each piece that it touches.

        Part of a piece is cut from its box by the characters' widths (half or full).
        """
        for at in range(max(0, bisect_right(self.starts, start) - 1), len(self.starts)):
            begin = self.starts[at]
            stop = begin + self.lengths[at]
            if begin >= end:
                return
            first, last = max(start, begin), min(end, stop)
            if first >= last:
                continue
            x0, y0, x1, y1 = self.corners[4 * at : 4 * at + 4]
            whole = printed_width(text[begin:stop]) or 1
            left = x0 + (x1 - x0) * printed_width(text[begin:first]) / whole
            right = x1 - (x1 - x0) * printed_width(text[last:stop]) / whole
            yield Box(bisect_right(pages, begin), left, y0, right, y1)


@dataclass(frozen=True)
class Document:
    """One text with what is known of its origin.

    ``pages`` holds the offset at which each page begins; empty where the form has no pages.
    """

    text: str
    name: str = "text"
    media_type: str = "text/plain"
    reader: str = "text"
    sha256: str | None = None
    pages: tuple[int, ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()
    """Doubts of the reader: (code, English, Chinese)."""
    attachments: tuple[str, ...] = ()
    """Where the files are that the input links as attachments: addresses, or paths beside it."""
    ocr: bool = False
    """Whether characters of it were recognised in a picture."""
    seal: bool = False
    """Whether a red seal was seen on a picture of a page; it may hide characters."""
    layout: PageBoxes | None = field(default=None, repr=False, compare=False)
    """Where its pieces stand on the pages, where the form has places."""
    generated: tuple[Span, ...] = ()
    """Where characters stand that are not in the file but shown for it: automatic numbers."""

    @classmethod
    def from_text(cls, text: str, name: str = "text") -> Document:
        """Return a document of *text*; a byte order mark is dropped, ``\\r\\n`` read as ``\\n``."""
        return cls(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), name)

    @cached_property
    def folded(self) -> str:
        """The text folded, marks of one meaning written alike: the same length and offsets."""
        return _marked_alike(fold(self.text))

    @cached_property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page of *offset*, or None for a form without pages."""
        return bisect_right(self.pages, offset) or None if self.pages else None

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return where ``text[start:end]`` stands on the pages: a box for each printed piece.

        Empty for a form without places, and for characters between the pieces (line ends, TAB).
        """
        if self.layout is None:
            return ()
        return tuple(self.layout.within(start, end, self.pages, self.text))
