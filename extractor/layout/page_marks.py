"""Lines that hold nothing but a page's number, as copies of pages leave them inside the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise

from extractor.rule_cache import compiled

PAGE = compiled(
    r"[-·.•\s]*[-·•][-·.•\s]*\d{1,4}[-·.•\s]*|第?\s*\d{1,4}\s*[/页](?:\s*共?\s*\d{1,4}\s*页?)?"
)
"""A page's number in its own marks, in folded text: - 3 -, 第3页 共8页, 3/8."""
BARE_PAGE = compiled(r"\d{1,3}")
_HEAD = compiled(r"(?=.{8})[^\s。,;:|]{4,30}(?: +[^\s。,;:|]{2,20})?")
"""A running head: a gazette's name and number, a document's title."""
_TURN = compiled("[上下]一页|[首末尾]页|(?:上一页|下一页|首页|末页|尾页| )+")
"""What turns the pages of a gazette in the web; the page's number stands beside it."""
_SHORT_HEAD = compiled("[\u4e00-\u9fff\\d]{4,}")
_OFTEN = 3
_APART = 5
"""One of so many lines may stand between empty ones where those do not part paragraphs."""
_INSIDE = compiled(
    r"\n[^\S\n]*+(?:[-—–·•.]{1,3}[^\S\n]*+\d{1,4}[^\S\n]*+[-—–·•.]{0,3}[^\S\n]*+"
    r"|\n[^\S\n]*+\d{1,3}[^\S\n]*+\n[^\S\n]*+)\n"
)


def unpaged(text: str) -> str:
    """Return a stretch of raw text without the page numbers that stand in lines of their own.

    >>> unpaged("改造128\\n— 2 —\\n00户")
    '改造128\\n00户'
    """
    return _INSIDE.sub("\n", text)


def page_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return which of a text's lines, folded and in order, are page numbers, or heads beside them.

    A number without marks is one between empty lines, where no paragraphs stand so, and where such
    numbers go up; a running head is the same line beside several numbers.

    >>> sorted(page_lines(["改造小区", "- 1 -", "12个。", "", "2", "", "二、任务", "三、保障"]))
    [1, 4]
    """
    found = {index for index, line in enumerate(lines) if PAGE.fullmatch(line.strip())}
    printed = [index for index, line in enumerate(lines) if line.strip()]
    alone = [index for index in printed if _is_alone(lines, index)]
    bare = [index for index in alone if BARE_PAGE.fullmatch(lines[index].strip())]
    turns = {index for index in printed if _TURN.fullmatch(lines[index].strip())}
    beside = (pair for pair in pairwise(printed) if not turns.isdisjoint(pair))
    found |= turns | {i for pair in beside for i in pair if BARE_PAGE.fullmatch(lines[i].strip())}
    numbers = [int(lines[index]) for index in bare]
    if len(alone) * _APART <= len(printed) + _APART and all(a < b for a, b in pairwise(numbers)):
        found.update(bare)
    while heads := _heads(lines, printed, found):
        found |= heads
    return frozenset(found)


def _heads(lines: Sequence[str], printed: Sequence[int], pages: Container[int]) -> set[int]:
    """Return the lines that stand alike beside several page numbers.

    A short one is a head where it stands nowhere else, but for the title, and often.
    """
    beside = {
        index
        for pair in pairwise(printed)
        for page, index in (pair, pair[::-1])
        if page in pages and index not in pages
    }
    counts = Counter(lines[index].strip() for index in beside)
    everywhere = Counter(lines[index].strip() for index in printed)
    return {index for index in beside if _is_head(lines[index].strip(), counts, everywhere)}


def _is_head(line: str, counts: Counter[str], everywhere: Counter[str]) -> bool:
    if _HEAD.fullmatch(line):
        return counts[line] > 1
    often = counts[line] >= _OFTEN and everywhere[line] - counts[line] < 2  # the title is one
    return often and _SHORT_HEAD.fullmatch(line) is not None


def _is_alone(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line that is not the first or last stands between empty ones."""
    if not 0 < index < len(lines) - 1:
        return False
    return not lines[index - 1].strip() and not lines[index + 1].strip()
