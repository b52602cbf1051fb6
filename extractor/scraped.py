"""A notice that was scraped into one line: where its lines ended, and where its page goes on.

Blanks are left of the line ends; behind the notice stands the foot of the page, which has no
sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.markers import DIGITS, MARKER
from extractor.phrases import phrase
from extractor.rule_cache import compiled

_SCRAPED, _BLANKS = 400, 6
"""A line of so many characters with so many blanks is a notice scraped into one line."""
_BLANK = compiled(r"(?<=[^\sA-Za-z>»]) +(?=[^\sA-Za-z>»,。;、:)])")
_WIDE_CODE = compiled(r"(?<!\S)(?:[\u4e00-\u9fff] +){2,10}(?=[〔\[(]\d{4})")
"""A document number set wide (云 政 发 〔2024〕7号): its blanks are no line ends."""
_WIDE_DAY = compiled(r"\d{4}年 *\d{1,2}月 *\d{1,2}日")
"""A day with a blank inside (2020年 7月30日)."""
_LOOSE = compiled(r"\d +[年月日](?!\t)|[年月] +\d{1,2} ?[月日]| [,。;、]")
"""Blanks inside dates or before marks: where they are many, none stands for a line's end."""
_SET_WIDE = compiled(r"\d{4} +年")
_BESIDE_NUMBER = compiled(r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=\d) +(?=[\u4e00-\u9fff])")
"""Where numbers are set off by blanks (2025 年), those beside them are no line ends."""
_LOOSE_SHARE = 10
"""One of so many blanks may be loose by accident."""
_NUMBER_ONLY = compiled(rf"^(?:附件|附表|表)\d*$|第[{DIGITS}\d]{{1,4}}[章节条]$")
"""What a blank belongs to that stands behind it: 第一条 in a line without any other mark."""
_WIDE_WORD = phrase("scraped.wide_word")
_TAIL = phrase("scraped.tail")
_SENTENCE_END = compiled(r"。(?![》”])")
_CLOSERS = {")": "(", "”": "“", "》": "《", "〉": "〈", "】": "【", "〕": "〔"}


def pieces(line: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a printed line, and whether they are a page's foot.

    A shorter line is one piece; together the pieces are the line.
    """
    if len(line) < _SCRAPED:
        yield line, False
        return
    last = max((end.end() for end in _SENTENCE_END.finditer(line)), default=len(line))
    foot = _TAIL.search(line, last)
    at = foot.start() if foot else len(line)
    yield from ((piece, False) for piece in _cut(line[:at]))
    if foot:
        yield line[at:], True


def _cut(line: str) -> Iterator[str]:
    """Cut such a line where blanks are left of its line ends."""
    forms = (
        _WIDE_CODE,
        _WIDE_DAY,
        _WIDE_WORD,
        *([_BESIDE_NUMBER] if _SET_WIDE.search(line) else ()),
    )
    codes = [match.span() for form in forms for match in form.finditer(line)]
    ends = (match.end() for match in _BLANK.finditer(line))
    blanks = [end for end in ends if not any(a < end <= b for a, b in codes)]
    at = 0
    fewest = max(_BLANKS, _LOOSE_SHARE * len(_LOOSE.findall(line)))
    if len(blanks) >= fewest:
        for end in blanks:
            piece = line[at:end].strip()
            number = MARKER.fullmatch(piece) or _NUMBER_ONLY.search(piece)
            if not number and not unbalanced(piece):
                yield line[at:end]
                at = end
    yield line[at:]


def unbalanced(text: str) -> bool:
    """Tell whether a bracket, quotation or title is still open at the end of *text*."""
    depth: Counter[str] = Counter()
    for char in text:
        if char in "(“《〈【〔":
            depth[char] += 1
        elif (opener := _CLOSERS.get(char)) and depth[opener]:
            depth[opener] -= 1
    return any(depth[char] for char in "(《【“")
