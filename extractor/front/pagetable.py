"""The table that a government site prints above a notice: 发文字号, 发文机关, 成文日期.

Its lines are page furniture for the plan's text, so ``segment`` drops most of them; they are read
here from the document itself. Spans are of the document.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import regex

from extractor.document import Document, Span
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled

_HEAD = 3000
_GAP = wording("pagetable.gap")
_END = wording("pagetable.end")
_NUMBER = compiled(
    rf"(?:发[ ]*文[ ]*字[ ]*号|发文文号|公文文号|文件编号|文件字号|文[ ]{{0,4}}号){_GAP}"
    r"(?P<value>[\u4e00-\u9fff]{2,12}(?:\([\u4e00-\u9fff]{1,6}\)[\u4e00-\u9fff]{0,4})?"
    r"[ ]*[〔\[【(](?:19|20)\d\d[〕\]】)][ ]*第?\d{1,5}[ ]*号)"
)
_ISSUER = phrase("pagetable.issuer")
_TITLE = phrase("pagetable.title")
_TRANSMITTED = phrase("pagetable.transmitted")
"""The plan that a notice of the name transmits; in any other name the whole is the title."""
_DAY = wording("pagetable.day")
_DATE = phrase("pagetable.date")
_STARTS = compiled(rf"(?:开始)?(?:生[ ]*效|实[ ]*施|施[ ]*行)[ ]*(?:日[ ]*期|时间){_GAP}{_DAY}")
_ENDS = compiled(rf"(?:失[ ]*效|废[ ]*止|终止)[ ]*(?:日[ ]*期|时间){_GAP}{_DAY}")


@dataclass(frozen=True, slots=True)
class PageTable:
    """What the page's own table states, each with where it stands in the document."""

    number: Span | None
    issuer: Span | None
    signed: tuple[datetime.date, Span] | None
    starts: tuple[datetime.date, Span] | None = None
    """生效日期 of the notice."""
    ends: tuple[datetime.date, Span] | None = None
    """失效日期 of the notice."""
    title: Span | None = None
    """The plan's name, for a text that does not print its own."""


def read_page_table(document: Document) -> PageTable:
    """Return the page table above the text of *document*; its fields are None without one."""
    number = _NUMBER.search(document.folded, 0, _HEAD)
    issuer = _ISSUER.search(document.folded, 0, _HEAD)
    return PageTable(
        number.span("value") if number else None,
        issuer.span("value") if issuer else None,
        _day(_DATE, document.folded),
        _day(_STARTS, document.folded),
        _day(_ENDS, document.folded),
        _title(document.folded),
    )


def _title(text: str) -> Span | None:
    match = _TITLE.search(text, 0, _HEAD)
    if match is None:
        return None
    plan = _TRANSMITTED.search(text, *match.span("value"))
    return plan.span("plan") if plan else match.span("value")


def _day(label: regex.Pattern[str], text: str) -> tuple[datetime.date, Span] | None:
    match = label.search(text, 0, _HEAD)
    if match is None:
        return None
    try:
        date = datetime.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return date, match.span("value")
