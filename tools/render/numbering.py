"""Word's automatic numbers: which labels of a notice become numbers, and the part that counts them.

A label vanishes from the paragraph's text; the list counts it. Where a list would give another
number than the notice prints, a list of its own begins there, as an author resets one by hand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

_DIGITS = "一二三四五六七八九十"
_CHINESE = rf"[{_DIGITS}]{{1,3}}"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A form of label: which abstract list, at which level, and what Word is told of it."""

    pattern: regex.Pattern[str]
    abstract: int
    level: int
    form: str
    text: str


_KINDS = (
    _Kind(regex.compile(rf"({_CHINESE})、"), 0, 0, "chineseCountingThousand", "%1、"),
    _Kind(regex.compile(rf"（({_CHINESE})）"), 0, 1, "chineseCountingThousand", "（%2）"),
    _Kind(regex.compile(r"(\d{1,2})\.(?!\d)"), 1, 0, "decimal", "%1."),
    _Kind(regex.compile(r"（(\d{1,2})）"), 2, 0, "decimal", "（%1）"),
    _Kind(regex.compile(rf"第({_CHINESE})章"), 3, 0, "chineseCountingThousand", "第%1章"),
    _Kind(regex.compile(rf"第({_CHINESE})条"), 4, 0, "chineseCountingThousand", "第%1条"),
)
_LISTS = 5


@dataclass(frozen=True, slots=True)
class Numbered:
    """A label that a list counts: the list, the level, and the text that is left."""

    num: int
    level: int
    rest: str


@dataclass
class Numbering:
    """The lists of one document; ask for its paragraphs in their order, then for the part."""

    _counts: dict[int, list[int]] = field(
        default_factory=lambda: {a: [0, 0] for a in range(_LISTS)}
    )
    _current: dict[int, int] = field(default_factory=lambda: {a: a + 1 for a in range(_LISTS)})
    _restarts: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(num, abstract, level, start)"""

    def take(self, text: str) -> Numbered | None:
        """Return how the label of a paragraph is counted; None where it has none."""
        for kind in _KINDS:
            match = kind.pattern.match(text)
            if match and (value := _value(match[1])):
                if kind.level and not self._counts[kind.abstract][0]:
                    return None  # （一） under no 一、: programs do not agree on what follows
                return self._count(kind, value, text[match.end() :])
        return None

    def _count(self, kind: _Kind, value: int, rest: str) -> Numbered:
        counts = self._counts[kind.abstract]
        counts[kind.level] += 1
        if kind.level == 0:
            counts[1] = 0
        if counts[kind.level] != value:
            counts[kind.level] = value
            num = _LISTS + 1 + len(self._restarts)
            self._restarts.append((num, kind.abstract, kind.level, value))
            self._current[kind.abstract] = num
        return Numbered(self._current[kind.abstract], kind.level, rest)

    def part(self) -> str:
        """Return ``numbering.xml``."""
        abstracts = "".join(
            f'<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>'
            + "".join(_level(kind) for kind in _KINDS if kind.abstract == abstract)
            + "</w:abstractNum>"
            for abstract in range(_LISTS)
        )
        nums = "".join(
            f'<w:num w:numId="{abstract + 1}"><w:abstractNumId w:val="{abstract}"/></w:num>'
            for abstract in range(_LISTS)
        )
        again = "".join(
            f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
            for num, abstract, level, start in self._restarts
        )
        return abstracts + nums + again


def _level(kind: _Kind) -> str:
    style = '<w:pStyle w:val="Heading1"/>' if (kind.abstract, kind.level) == (0, 0) else ""
    return (
        f'<w:lvl w:ilvl="{kind.level}"><w:start w:val="1"/><w:numFmt w:val="{kind.form}"/>{style}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{kind.text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="640"/></w:pPr></w:lvl>'
    )


def _value(label: str) -> int | None:
    """Return the number of 1 to 99 that a label prints; None where Word would print another.

    >>> [_value(label) for label in ("12", "三", "十", "十二", "二十", "三十一", "二三")]
    [12, 3, 10, 12, 20, 31, None]
    """
    if label.isdigit():
        return int(label) if not label.startswith("0") else None
    tens, ten, ones = label.rpartition("十")
    if not ten:
        return _DIGITS.index(label) + 1 if len(label) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or "十" in tens or ones == "十":
        return None
    high = _DIGITS.index(tens) + 1 if tens else 1
    return high * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
