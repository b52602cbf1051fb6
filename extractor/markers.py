"""The numbers that open parts: 一、 （一） 1. （1） ①, 第一章, 第一条 (GB/T 9704), 任务1："""

from __future__ import annotations

from extractor.rule_cache import compiled

DIGITS = "一二三四五六七八九十百零〇○"
MARKER = compiled(
    rf"""(?x)
      第(?P<chapter>[{DIGITS}\d]{{1,4}})(?:[章编]|部分[:、])
    | 第(?P<section>[{DIGITS}\d]{{1,4}})节
    | (?P<top>[{DIGITS}]{{1,3}})[、.,](?![{DIGITS}]{{1,2}}[、.,]|第?[二三四]季度)
    | 第(?P<article>[{DIGITS}\d]{{1,4}})条(?:之[一二三])?
      (?!第(?:[{DIGITS}\d]{{1,3}}[款项条章节]|[(〔])|规定|所(?![需在有属])|的|、|和|至|款|之规)
    | [(〔](?P<second>[{DIGITS}]{{1,3}})[)〕][、.]?
    | (?P<third>\d{{1,2}})(?:[.、](?![\d\-])|[.、](?=1?\d月)|,(?=[\u4e00-\u9fff]))
    | [(](?P<fourth>\d{{1,2}})[)][、.]?
    | (?P<fifth>[①-⑳])
    | (?:序号:(?P<task>\d{{1,2}})(?!\d)
        |(?:任务|项目|实事|事项|措施|举措|行动)(?P<task>\d{{1,2}}|[{DIGITS}]{{1,3}}):(?!\d))
    """
)
"""A number over the folded view; ``lastgroup`` is its style."""
HEADING = compiled("[(]?[一二三四五六七八九十]{1,3}[)、.]")
"""How a heading begins between the rows of a table: 二、, （三）."""
LEVEL = {
    "chapter": 1,
    "section": 2,
    "top": 3,
    "article": 3,
    "second": 4,
    "task": 4,
    "third": 5,
    "fourth": 6,
    "fifth": 7,
}
"""How deep a part of each style lies."""


def numeral(text: str) -> int:
    """Return the value of a part's number in digits, Chinese numerals or a circle; 0 if none.

    >>> numeral("十二"), numeral("3"), numeral("④"), numeral("二十")
    (12, 3, 4, 20)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = max("零一二三四五六七八九".find(char), 0)
    return total + digit
