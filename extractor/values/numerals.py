"""Numerals in every writing: Arabic digits, Chinese digits, both at once, as exact decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from extractor.document import fold, unmarked
from extractor.layout.page_marks import unpaged
from extractor.rule_cache import compiled

LAYOUT = compiled(r"(?<=[0-9A-Za-z]) +(?=[0-9A-Za-z])(*SKIP)(*FAIL)|[^\S\t]")
"""White space that is no part of a text's content: all but TAB between cells."""


def contents(texts: str | Iterable[str]) -> Iterator[str]:
    """Yield raw texts folded and without layout; where page numbers cut one, without those too."""
    for text in [texts] if isinstance(texts, str) else texts:
        for reading in dict.fromkeys((text, unpaged(text))):
            yield LAYOUT.sub("", unmarked(fold(reading)))


ZERO = Decimal(0)
HUNDRED = Decimal(100)

_ROWS = ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {char: value for value, row in enumerate(_ROWS) for char in row}
_PLAIN = str.maketrans("拾佰仟", "十百千") | {ord("廿"): "二十", ord("卅"): "三十"}

# 千瓦, 千米, 百分 are units: there the last character is no multiplier.
_THOUSAND = "千(?![瓦米克伏升卡赫帕字周])"
_HUNDRED = "百(?![分货强])"
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
_TIMES = f"(?:[十百千]?[万亿]亿?|{_HUNDRED}|{_THOUSAND})"
_DIGIT = "[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾廿卅]"
RUN = (
    f"(?:{_DIGIT}(?:[零〇○佰仟万亿]|{_HUNDRED}|{_THOUSAND}|{_DIGIT})*+"
    "(?:点[零〇一二三四五六七八九]++[万亿]*+)?|零点[零〇一二三四五六七八九]++(?![十分刻]))"
)
NUMERAL = f"(?:{_ARABIC}(?:{_TIMES}(?:{_ARABIC}{_TIMES}?+)*+)?+|{RUN})"
"""A numeral in any writing, as a regex without groups; ``RUN`` is one in Chinese digits."""

_N = f"(?:{_ARABIC}|[一二两三四五六七八九壹贰叁肆伍陆柒捌玖])"
_SECTION = compiled(
    f"(?:(?P<k>{_N})千)?(?:零?(?P<h>{_N})百)?(?P<tens>零?(?P<t>{_N})?十)?(?:(?P<gap>[零〇○])?(?P<d>{_N}))?"
)
_FULL = compiled(f"{NUMERAL}|[零〇○]")
_FULL_ARABIC = compiled(_ARABIC)


def read_number(text: str) -> Decimal | None:
    """Return the value of *text* if the whole of it is one numeral, in any writing, else None.

    >>> [str(read_number(t)) for t in ("3亿2千万", "两千四百", "1,100", "二三十")]
    ['320000000', '2400', '1100', 'None']
    """
    return value_of(fold(text).replace(" ", ""))


@lru_cache(maxsize=4096)
def value_of(text: str) -> Decimal | None:
    if _FULL_ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if not _FULL.fullmatch(text):
        return None
    if text in _DIGITS:
        return Decimal(_DIGITS[text])
    whole, _, rest = text.translate(_PLAIN).partition("点")
    value = ZERO if whole == "零" else _myriads(whole)
    if value is None or not rest:
        return value
    digits = rest.rstrip("万亿")
    decimals = Decimal("0." + "".join(str(_DIGITS[char]) for char in digits))
    return (value + decimals) * power_of(rest[len(digits) :])


def power_of(multipliers: str) -> Decimal:
    power = Decimal(1)
    for char in multipliers:
        power *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return power


def _myriads(text: str) -> Decimal | None:
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(mark)
        if found:
            high, low = _myriads(head), _below(tail, unit)
            return None if high is None or low is None else high * unit + low
    return _section(text)


def _below(text: str, unit: int) -> Decimal | None:
    """Read what follows 万 or 亿; 三万五 is refused, 三万零五 and 三万五千 are not."""
    digits = text.removeprefix("零").removeprefix("〇")
    if not digits:
        return ZERO if not text else None
    value = None if len(text) == 1 else _myriads(digits)
    return value if value is not None and value < unit else None


def _section(text: str) -> Decimal | None:
    """Read a numeral without 万 and 亿; None where it is none (二三十, 两千四, 五六)."""
    match = _SECTION.fullmatch(text)
    if not text or match is None:
        return None
    k, h, t, d = (_digit(match[name]) for name in ("k", "h", "t", "d"))
    if match["tens"] and t is None:
        t = Decimal(1)
    higher = k is not None or h is not None
    if d is not None and len(match["d"]) == 1 and higher and not (match["tens"] or match["gap"]):
        return None
    return (k or ZERO) * 1000 + (h or ZERO) * 100 + (t or ZERO) * 10 + (d or ZERO)


def _digit(text: str | None) -> Decimal | None:
    if text is None:
        return None
    return Decimal(_DIGITS[text]) if text in _DIGITS else Decimal(text.replace(",", ""))


def read_year(printed: str) -> int:
    """Return the year of four digits in either writing.

    >>> read_year("2025"), read_year("二〇二五"), read_year("二○二一")
    (2025, 2025, 2021)
    """
    return int(printed.translate(_YEAR_DIGITS))


_YEAR_DIGITS = str.maketrans("零〇○一二三四五六七八九", "000123456789")
