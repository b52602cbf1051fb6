"""Automatic numbers of word processors: formats, levels, counters → the label that is printed.

In DOCX and DOC alike 一、 is often not in the file: it is counted when the file is shown. One
counter is kept for each list definition; a higher level resets the levels below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LEVELS = 9
_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_RANGES = {
    "decimalEnclosedCircle": ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")),
    "decimalEnclosedParen": ((1, 20, "⑴"),),
    "decimalEnclosedFullstop": ((1, 20, "⒈"),),
    "ideographEnclosedCircle": ((1, 10, "㊀"),),
}
"""Formats of one character: from, to, the character of the first."""
_CYCLES = {
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
}
_COUNTING = (
    *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "koreanCounting"),
    *("taiwaneseCounting", "taiwaneseCountingThousand"),
)
_BY_DIGIT = ("ideographDigital", "taiwaneseDigital", "koreanDigital2", "japaneseDigitalTenThousand")
_DECIMAL = ("decimal", "decimalHalfWidth", "numberInDash")
_PLACE = re.compile("%([1-9])")
_OPEN_END = re.compile("[0-9A-Za-z\u4e00-\u9fff]$")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is numbered; ``text`` is the label with %1 … %9 for the levels' numbers.

    ``restart``: the level begins anew after any higher one (None), or only after one of the first
    *restart* levels. ``plain``: every number in the label is shown in Arabic digits.
    """

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as paragraphs use it; lists with the same ``counter`` count on together.

    ``starts`` are the numbers with which its levels begin anew when it is first used.
    """

    counter: str
    use: str
    levels: Sequence[Level]
    starts: Mapping[int, int] = field(default_factory=dict)


class Counters:
    """The counters of one text, moved on by each numbered paragraph in turn."""

    def __init__(self) -> None:
        self._values: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self.unknown: set[str] = set()
        """Formats that were met and not known: their numbers are in Arabic digits."""

    def label(self, used: NumberedList, depth: int) -> str:
        """Count a paragraph of *used* at level *depth* (from 0) and return its label, as printed.

        Bullets give none: they say nothing, and most of their characters are of fonts with shapes
        of their own.
        """
        depth = min(max(depth, 0), len(used.levels) - 1)
        values = self._values.setdefault(used.counter, [None] * LEVELS)
        level = used.levels[depth]
        value = values[depth]
        anew = depth in used.starts and (used.use, depth) not in self._begun
        self._begun.add((used.use, depth))
        values[depth] = used.starts.get(depth, level.start) if anew or value is None else value + 1
        for deeper in range(depth + 1, len(used.levels)):
            restart = used.levels[deeper].restart
            if restart is None or depth < restart:
                values[deeper] = None
        if level.format == "bullet":
            return ""
        label = _PLACE.sub(lambda m: self._number(used, level, values, int(m[1]) - 1), level.text)
        label = label.strip()
        return label + gap(label)

    def _number(
        self, used: NumberedList, level: Level, values: Sequence[int | None], at: int
    ) -> str:
        if at >= len(used.levels):
            return ""
        shown = used.levels[at]
        value = values[at]
        number = used.starts.get(at, shown.start) if value is None else value
        text = printed_number(number, "decimal" if level.plain else shown.format)
        if text is None:
            self.unknown.add(shown.format)
        return str(number) if text is None else text


def gap(label: str) -> str:
    """Return what parts a label from its text: a blank behind a digit or character (第一条)."""
    return " " if _OPEN_END.search(label) else ""


def printed_number(number: int, form: str) -> str | None:
    """Return a number in a format, called as in ECMA-376 ST_NumberFormat; None if not known.

    >>> [printed_number(12, f) for f in ("chineseCounting", "decimalEnclosedCircle", "lowerRoman")]
    ['十二', '⑫', 'xii']
    """
    if form == "none":
        return ""
    if number < 1 or number > 9999 or form in _DECIMAL:
        return str(number)
    if form in _RANGES:
        for first, last, char in _RANGES[form]:
            if first <= number <= last:
                return chr(ord(char) + number - first)
        return str(number)
    if form in _CYCLES:
        return _CYCLES[form][(number - 1) % len(_CYCLES[form])]
    return _in_words(number, form) or _in_letters(number, form)


def _in_words(number: int, form: str) -> str | None:
    if form in _COUNTING:
        text = _counted(number, _DIGITS, "十百千")
        return text[1:] if text.startswith("一十") else text
    if form in _BY_DIGIT:
        return "".join("〇" if char == "0" else _DIGITS[int(char)] for char in str(number))
    if form == "chineseLegalSimplified":
        return _counted(number, _LEGAL, "拾佰仟")
    if form == "ideographLegalTraditional":
        return _counted(number, _LEGAL_TRADITIONAL, "拾佰仟")
    return None


def _in_letters(number: int, form: str) -> str | None:
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord("０") + int(char)) for char in str(number))
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("upperLetter", "lowerLetter"):
        text = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return text if form == "upperLetter" else text.lower()
    if form in ("upperRoman", "lowerRoman"):
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text if form == "upperRoman" else text.lower()
    return None


def _counted(number: int, digits: str, units: str) -> str:
    """Return a number up to 9999 in digits with units: 一百零五."""
    text = ""
    for place, char in enumerate(str(number)):
        power = len(str(number)) - place - 1
        if char != "0":
            text += digits[int(char)] + (units[power - 1] if power else "")
        elif text and text[-1] != digits[0]:
            text += digits[0]
    return text.rstrip(digits[0])


def unknown_formats(found: set[str]) -> list[tuple[str, str, str]]:
    """Return the note for formats of numbers that were not known; none if there are none."""
    if not found:
        return []
    names = ", ".join(sorted(found))
    return [
        (
            "numbering",
            f"automatic numbers in a format not known ({names}) are written in Arabic digits",
            f"自动编号使用了未知的格式（{names}），其编号按阿拉伯数字写出。",
        )
    ]
