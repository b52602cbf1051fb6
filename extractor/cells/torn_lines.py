"""Lines that were torn where a page sets words apart: numbers, labels, bodies in bold type.

Text taken from a page element by element has a line for each of them: 改造小区⏎8⏎个，涉及居民⏎
1451⏎户. Which lines go on with the one before is told by the number between two pieces of text, and
by marks and words with which no line begins.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.cells.columns import OFFICE
from extractor.markers import MARKER
from extractor.phrases import phrase
from extractor.rule_cache import compiled

_NUMBER = phrase("torn_lines.number")
_GOES_ON = phrase("torn_lines.goes_on")
_MARKED = phrase("torn_lines.marked")
_DATED = phrase("torn_lines.dated")
_BEHIND_DATE = phrase("torn_lines.behind_date")
_ENDED = "。!?;"
_DATE_PART = compiled("[年月日]")
_UNIT = phrase("torn_lines.unit")
_HEAD = compiled(r"[^\s\d,。;:!?()]{2,10}")
_BODY = compiled(f"(?:{OFFICE})")
_PROSE = compiled(r"(?!.{0,12}:)[^。]{6,}[。;].*")
_SAID = compiled(r"(?:[,、:(].*|.{14,})(?<![。!?;])$")
"""A sentence that is not at its end; a cell is shorter and has no marks."""
_SHOWN = 60
"""So many characters at a line's end show whether it is a sentence."""
_FEWEST = 4
"""So many numbers between two pieces of text show that a text was torn."""


def units_of_heads(texts: Sequence[str]) -> frozenset[int]:
    """Return which of a text's folded lines are the unit of the head above: 投资⏎（万元）.

    >>> sorted(units_of_heads(["小区", "投资", "(万元)", "1", "(略)"]))
    [2]
    """
    lines = range(1, len(texts))
    return frozenset(
        at for at in lines if _UNIT.fullmatch(texts[at]) and _HEAD.fullmatch(texts[at - 1])
    )


def torn(texts: Sequence[str]) -> frozenset[int]:
    """Return which of a text's folded lines go on with the line before; none where none was torn.

    >>> lines = ["改造小区", "8", "个,涉及", "1451", "户,楼栋", "54", "幢,投资", "9", "亿元。"]
    >>> sorted(torn(lines))
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    inside = [at for at in range(1, len(texts) - 1) if _between(texts, at)]
    if sum(not _is_unit(texts[at + 1]) for at in inside) < _FEWEST:
        return frozenset()
    inside += [at for at in range(1, len(texts) - 1) if _in_prose(texts, at)]
    found = {line for at in inside for line in (at, at + 1)}
    for at in range(1, len(texts)):
        before, text = texts[at - 1], texts[at]
        if "\t" in before or "\t" in text:
            continue
        dated = _DATED.search(before) and _BEHIND_DATE.search(text)
        acts = _BODY.fullmatch(before) and _PROSE.fullmatch(text)
        if _MARKED.search(text) or dated or acts:
            found.add(at)
    return frozenset(found)


def _between(texts: Sequence[str], at: int) -> bool:
    """Tell whether a line is a number between two pieces of one sentence."""
    before, number, behind = texts[at - 1 : at + 2]
    if not _NUMBER.fullmatch(number) or not _GOES_ON.match(behind):
        return False
    if _NUMBER.fullmatch(before) or "\t" in before + behind:
        return False
    return before[-1] not in _ENDED or _DATE_PART.match(behind) is not None


def _in_prose(texts: Sequence[str], at: int) -> bool:
    """Tell whether a line is a number behind a sentence that is not at its end."""
    before, number, behind = texts[at - 1 : at + 2]
    if "\t" in before + behind or not _NUMBER.fullmatch(number) or _NUMBER.fullmatch(behind):
        return False
    return _SAID.search(before[-_SHOWN:]) is not None and not MARKER.match(behind)


def _is_unit(text: str) -> bool:
    """Tell whether a line is a unit alone, as in a table's column of units."""
    return len(text) <= 2 and not _DATE_PART.match(text) and not _MARKED.search(text[1:])
