"""What a PDF's reader has to say about pages: warnings, and the error where nothing was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.readers.ocr import OcrPage, ocr_notes
from extractor.readers.options import Ocr

_INSTALL = "pip install 'gongwen-extractor[ocr]'"
_SHOWN = 12
"""Page numbers that a message lists."""


@dataclass(slots=True)
class Doubts:
    """Pages (from 1) of which something has to be said."""

    pictures: list[int] = field(default_factory=list)
    """They show text, and have none; it was not recognised."""
    broken: list[int] = field(default_factory=list)
    """Their text has no meaning; it was not recognised."""
    recognised: dict[int, OcrPage] = field(default_factory=dict)
    seals: list[int] = field(default_factory=list)
    """A red seal was seen on them; ``checks`` tells what it may hide."""
    damaged: list[int] = field(default_factory=list)
    """They could not be loaded."""
    tables: list[int] = field(default_factory=list)
    """Their tables could not be read as such."""

    def notes(self, ocr: Ocr) -> Iterator[tuple[str, str, str]]:
        """Yield the warnings: code, English, Chinese."""
        english, chinese = _advice(ocr)
        if self.pictures:
            yield (
                "page_without_text",
                f"{_pages(self.pictures)} without text, only pictures of it, left out; {english}",
                f"{_pages_zh(self.pictures)}没有文字，只有图像，未读取；{chinese}。",
            )
        if self.broken:
            yield (
                "text_layer_broken",
                f"{_pages(self.broken)} with characters that have no meaning, left out; {english}",
                f"{_pages_zh(self.broken)}文字编码损坏，未读取；{chinese}。",
            )
        if self.damaged:
            yield (
                "page_damaged",
                f"{_pages(self.damaged)} damaged, left out; load the file again",
                f"{_pages_zh(self.damaged)}已损坏，未读取；请重新下载文件。",
            )
        if self.tables:
            yield (
                "table_not_read",
                f"{_pages(self.tables)} with a table or drawing of which only the lines were read",
                f"{_pages_zh(self.tables)}的表格或图形未按表格读取，仅按行读取文字。",
            )
        yield from ocr_notes(self.recognised)

    def nothing(self, ocr: Ocr) -> str:
        """Return why the file gave no text and what to do."""
        if self.recognised:
            return "no text was recognised on its pages; check that they show a notice"
        if self.broken:
            return f"its text has only characters without a meaning; {_advice(ocr)[0]}"
        if self.pictures:
            return f"it holds pictures of pages and no text; {_advice(ocr)[0]}"
        if self.damaged:
            return "its pages are damaged; load it again, or open it and print it to a new PDF"
        return "its pages are empty; check that it was saved or loaded whole"


def _advice(ocr: Ocr) -> tuple[str, str]:
    if ocr == "never":
        return "allow their recognition (--ocr auto)", "请允许文字识别（--ocr auto）"
    return f"to have them recognised: {_INSTALL}", f"如需识别，请安装：{_INSTALL}"


def _pages(numbers: Sequence[int]) -> str:
    listed = ", ".join(map(str, numbers[:_SHOWN]))
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"page{'s' * (len(numbers) > 1)} {listed}{more}"


def _pages_zh(numbers: Sequence[int]) -> str:
    listed = "、".join(map(str, numbers[:_SHOWN]))
    return f"第{listed}页{f'等{len(numbers)}页' if len(numbers) > _SHOWN else ''}"
