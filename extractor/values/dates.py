"""Dates of a notice: deadlines, windows, rhythms and years, read from the text alone.

The forms are rules of kind ``date`` in ``patterns/dates.toml``, all tried in one pass; of those
that fit at one place the first in the file wins. Document numbers (〔2020〕23号), headings
(（十一）) and decimals have no 年, 月 or 日 behind them and are never dates. All offsets are
half-open, into the text given: folded, without white space, as a view has it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractor.errors import PatternError
from extractor.patterns import Patterns, Rule
from extractor.rule_cache import compiled
from extractor.values.numerals import contents, value_of
from extractor.values.points import Days, Point, read_point
from extractor.values.rhythms import recurrence

__all__ = ["DateMention", "Point", "dates_in", "find_dates", "resolve"]

_BEFORE = ("前", "以前", "之前")
_AFTER = ("后", "以后", "之后")
_FROM = ("起", "开始")
_WITHIN = ("内", "以内", "之内")
_SECOND = frozenset(("to", "month2", "day2"))
_OUTSIDE = frozenset(_BEFORE + _AFTER + _FROM)
"""What core_end leaves out."""
_NOT_UNTIL = ("有效期至", "截至", "截止至", "有效期限至", "有效期到", "施行至", "执行至")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed; ``resolve`` makes calendar dates of it."""

    start: int
    end: int
    """Behind 前, 后 or 起; of a window, its whole."""
    core_end: int
    """Before 前, 后 or 起."""
    relation: str
    """by, during, from, on, recurring, ongoing, event, year."""
    first: Point | None = None
    last: Point | None = None
    """The two ends; one of them for by and from, the same for on and year."""
    bound: str | None = None
    """前, 以前, 后, 起, 内 … as printed."""
    recurrence: str | None = None
    """RFC 5545 rule of a rhythm."""
    typo: str | None = None
    """What is printed, where it was read as meant."""
    years: int | None = None
    """Of 三年内, which counts from an event, how many years."""
    rule: str = ""
    """Id of the form's rule."""

    @property
    def year(self) -> int | None:
        """The last year printed in it."""
        for point in (self.last, self.first):
            if point is not None and point.year is not None:
                return point.year
        return None

    @property
    def needs_year(self) -> bool:
        """Whether a calendar date needs a year of context: 9月底前, 年底, 明年3月."""
        if self.relation in ("recurring", "ongoing", "event"):
            return False
        if self.first is None or self.first.signed:
            return self.last is not None and self.last.year is None
        return self.first.year is None

    @property
    def needs_month(self) -> bool:
        """Whether the month is left out as well: 月底前."""
        return any(p is not None and p.month_open for p in (self.first, self.last))


# -- calendar dates -------------------------------------------------------------------------------


def resolve(
    mention: DateMention,
    year: int | None,
    signed: datetime.date | None,
    month: int | None = None,
) -> tuple[str | None, str | None]:
    """Return the ISO start and end of *mention*, either None where open or not known.

    *year* (and *month*) is that of the context, *signed* the day 即日起 counts from. 前 ends with
    the unit printed (3月前 is 03-31); 以前 and 之前 of a bare year end before it.
    """
    first = _days(mention.first, year, signed, month)
    if mention.first and mention.first.year is not None:
        year = mention.first.year
    last = _days(mention.last, year, signed, month)
    relation = mention.relation
    if relation == "by":
        return None, _iso(_last_day(mention, last))
    if relation == "from":
        late = mention.bound in _AFTER and mention.first and not mention.first.bare_year
        return _iso(first and first[1 if late else 0]), None
    if relation in ("on", "during", "year"):
        opens = mention.first is not None and mention.first.signed
        if first is None and last is not None and opens:
            return None, _iso(last[1])
        if first is None or last is None:
            return None, None
        return _iso(first[0]), _iso(_not_reversed(mention, first, last))
    return None, None


def _days(
    point: Point | None, year: int | None, signed: datetime.date | None, month: int | None
) -> Days | None:
    if point is None:
        return None
    if point.signed:
        return (signed, signed) if signed else None
    if point.month_open and month:
        point = replace(point, month=month, month_open=False)
    return point.days(year)


def _last_day(mention: DateMention, days: Days | None) -> datetime.date | None:
    if days is None:
        return None
    excluded = mention.bound in ("以前", "之前") and mention.last and mention.last.bare_year
    return days[0] - datetime.timedelta(days=1) if excluded else days[1]


def _not_reversed(mention: DateMention, first: Days, last: Days) -> datetime.date:
    """Take an end without year that lies before the start into the next year: 11月至3月."""
    printed = mention.last is not None and mention.last.year is not None
    if last[1] >= first[0] or printed or mention.last is None or mention.last.shift:
        return last[1]
    later = replace(mention.last, year=first[0].year + 1).days(None)
    return later[1] if later else last[1]


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


# -- finding --------------------------------------------------------------------------------------


_HANZI = "零〇○一二两三四五六七八九十"
_COUNTED = "个?(?:工作日|自然日|月|小时)"
_HEADS = {
    "0-9": f"[0-9]*+(?=[年月日号天周底末]|季度|{_COUNTED}|(?:--?|[~至到、])第?[0-9]{{1,2}}"
    rf"(?:[月日天年周]|季度|{_COUNTED})|(?<=19[0-9][0-9]|20[0-9][0-9])[./\-~至到、和及]"
    r"|(?<=\A20[0-9][0-9])\Z)",
    _HANZI: f"[{_HANZI}]*+(?=[年月天周]|季度|日内|{_COUNTED}"
    f"|(?:--?|[~至到、])第?[{_HANZI}]{{1,2}}(?:月|季度))",
    "第": "(?=[一二三四1-4](?:季度|(?:--?|[~至到、])第?[一二三四1-4]季度))",
    "今本当同明次翌去": "(?=年)",
    "上下": "(?=半年|一?年度)",
    "年": "(?=[底末内])",
    "月": "(?=[底末])",
}
"""Where a form without triggers may begin: its first character, and what must follow."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: the number of the group that encloses it, and the names of those within."""

    group: int
    rule: Rule
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Forms:
    """Some forms as one expression."""

    regex: regex.Pattern[str]
    forms: tuple[_Form, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Where a date may begin, and the forms to try there by the first character of a trigger."""

    heads: re.Pattern[str]
    general: _Forms
    triggered: Mapping[str, _Forms]


@lru_cache(maxsize=8)
def _index(patterns: Patterns) -> _Index:
    rules = patterns.of("date")
    words = [word for rule in rules for word in rule.triggers]
    firsts = dict.fromkeys(word[0] for word in words)
    return _Index(
        _heads(words),
        _forms(rule for rule in rules if not rule.triggers),
        {
            first: _forms(r for r in rules if any(word[0] == first for word in r.triggers))
            for first in firsts
        },
    )


def _heads(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds each place a date may begin, for ``re``, which scans faster than ``regex``.

    It begins with one set of characters, over which ``re`` skips at full speed.
    """
    tails = {word: f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in words}
    longest = sorted(tails, key=lambda word: (-len(word), word))
    triggered = "|".join(tails[word] for word in longest)
    heads = "|".join(f"(?<=[{first}]){rest}" for first, rest in _HEADS.items())
    firsts = "".join(_HEADS) + "".join(re.escape(word[0]) for word in longest)
    return re.compile(f"[{firsts}](?:{heads}|(?P<word>{triggered}))")


def _forms(rules: Iterable[Rule]) -> _Forms:
    chosen = tuple(rules)
    branches = (f"(?P<rule{i}>{rule.expression})" for i, rule in enumerate(chosen))
    try:
        form = compiled("|".join(branches))
    except regex.error as error:
        raise PatternError(f"dates: the forms do not compile together: {error}") from error
    index = form.groupindex
    names = [tuple(rule.regex.groupindex) for rule in chosen]
    forms = (_Form(index[f"rule{i}"], rule, names[i]) for i, rule in enumerate(chosen))
    return _Forms(form, tuple(forms))


def find_dates(text: str, patterns: Patterns) -> list[DateMention]:
    """Return the dates of *text* by position; none overlap.

    A day that the calendar does not have (2月30日) is left out.
    """
    index = _index(patterns)
    found = []
    position = 0
    for head in index.heads.finditer(text):
        start = head.start()
        if start < position:
            continue
        forms = index.general if head["word"] is None else index.triggered[text[start]]
        match = forms.regex.match(text, start)
        if match is None:
            continue
        position = match.end()
        mention = _read(text, match, forms)
        if mention is not None:
            found.append(mention)
    return found


def dates_in(texts: str | Iterable[str], patterns: Patterns) -> frozenset[str]:
    """Return every ISO date that *texts*, raw, give when parsed again.

    A year or month that one of them lacks is taken from the others, a year inside a window over
    several years too; so is the day that 即日起 counts from. A span of years gives each of them.
    """
    mentions = [mention for text in contents(texts) for mention in find_dates(text, patterns)]
    years: list[int | None] = [None, *dict.fromkeys(y for m in mentions for y in _years(m))]
    months: list[int | None] = [*dict.fromkeys(n for m in mentions for n in _month_of(m))]
    days = {
        day
        for m in mentions
        for y in years
        for month in (months if m.needs_month else [None])
        for day in resolve(m, y, None, month)
        if day
    }
    for mention in mentions:
        if mention.relation == "during" and not _month_of(mention):
            days |= {f"{year}-{end}" for year in _years(mention) for end in ("01-01", "12-31")}
        if any(p is not None and p.signed for p in (mention.first, mention.last)):
            signed = [datetime.date.fromisoformat(day) for day in sorted(days)]
            days |= {d for s in signed for d in resolve(mention, s.year, s) if d}
    return frozenset(days)


def _years(mention: DateMention) -> list[int]:
    points = (mention.first, mention.last)
    years = [p.year for p in points if p is not None and p.year is not None]
    return list(range(years[0], years[-1] + 1)) if len(years) > 1 else years


def _month_of(mention: DateMention) -> list[int]:
    points = (mention.first, mention.last)
    return [p.month for p in points if p is not None and p.month is not None]


# -- reading --------------------------------------------------------------------------------------


def _read(text: str, match: regex.Match[str], forms: _Forms) -> DateMention | None:
    form = next(form for form in forms.forms if match.start(form.group) >= 0)
    rule, groups = form.rule, _groups(match, form.names)
    relation, bound = rule.yields.get("relation"), groups.get("bound")
    if relation in ("ongoing", "event"):
        years = value_of(groups["years"]) if "years" in groups else None
        return _mention(match, rule, relation, bound, years=int(years) if years else None)
    if "plan" in groups:
        return _plan_period(match, rule, groups)
    first, last = _points(text, match.start(), groups)
    if "years" in groups and first and first.year:
        last = Point(year=first.year + int(value_of(groups["years"]) or 1) - 1, edge="末")
        return _mention(match, rule, "during", bound, first, last)
    if not all(p is None or p.possible for p in (first, last)):
        return None
    if relation == "recurring":
        rhythm = recurrence(groups, first, last, before=bound in _BEFORE)
        return _mention(match, rule, relation, bound, recurrence=rhythm)
    if "signed" in groups:
        relation = "from" if last is None else "during"
        return _mention(match, rule, relation, bound, Point(signed=True), last)
    if first is None or not _plausible(groups, first, bound):
        return None
    typo = match[0] if "typo" in groups and _is_typo(groups) else None
    if last is not None and not _listed(groups, first, last):
        return _mention(match, rule, "during", bound, first, last, typo=typo)
    first = first if last is None else replace(first, month=last.month, edge=last.edge)
    relation = relation or _relation(text, match.start(), bound, first)
    begin, end = (None if relation == r else first for r in ("by", "from"))
    return _mention(match, rule, relation, bound, begin, end, typo=typo)


def _groups(match: regex.Match[str], names: tuple[str, ...]) -> dict[str, str]:
    printed = match.group(*names) if len(names) > 1 else (match[name] for name in names)
    return {name: text for name, text in zip(names, printed, strict=True) if text is not None}


def _mention(
    match: regex.Match[str],
    rule: Rule,
    relation: str,
    bound: str | None,
    first: Point | None = None,
    last: Point | None = None,
    *,
    recurrence: str | None = None,
    typo: str | None = None,
    years: int | None = None,
) -> DateMention:
    start, end = match.span()
    core_end = min(match.start("bound"), end) if bound in _OUTSIDE else end
    return DateMention(
        start, end, core_end, relation, first, last, bound, recurrence, typo, years, rule.id
    )


def _points(text: str, start: int, groups: Mapping[str, str]) -> tuple[Point | None, Point | None]:
    """Read both ends; the second takes the month from the first where it lacks it."""
    first = read_point(groups)
    if text[start] in "年月":
        first = replace(first or Point(), month_open=text[start] == "月")
    last = read_point(groups, "2") if groups.keys() & _SECOND else None
    if first and first.month and last is None and "to" in groups and "every" in groups:
        last = Point(first.year, first.month, edge="末", shift=first.shift)
    if first is None or last is None:
        return first, last
    if last.month is None and last.day:
        last = replace(last, month=first.month)
    if last.year is None and first.year is None and not last.shift:
        last = replace(last, shift=first.shift)
    return first, last


def _relation(text: str, start: int, bound: str | None, point: Point) -> str:
    """Decide how a single date binds: by what follows, by its form, by 到 or 至 before it."""
    if bound in _FROM or bound in _AFTER:
        return "from"
    until = text[start - 1 : start] in ("到", "至") and not text.endswith(_NOT_UNTIL, 0, start)
    at_end = point.edge in ("底", "末")
    if bound in _BEFORE or until or at_end or (bound in _WITHIN and point.bare_year):
        return "by"
    if point.day:
        return "on"
    return "year" if point.bare_year else "during"


def five_years(plan: str) -> tuple[int, int]:
    """Return the first and the last year of a five-year plan by its number.

    >>> five_years("十四")  # “十四五”
    (2021, 2025)
    """
    begin = 2001 + 5 * (int(value_of(plan) or 10) - 10)
    return begin, begin + 4


def _plan_period(match: regex.Match[str], rule: Rule, groups: Mapping[str, str]) -> DateMention:
    """Read “十四五”: the five years from 2021, and so on from 2001 by fives."""
    begin, last = five_years(groups["plan"])
    end = Point(year=last, edge="末")
    if groups.get("edge") in ("期末", "末"):
        return _mention(match, rule, "by", None, None, end)
    return _mention(match, rule, "during", None, Point(year=begin), end)


def _plausible(groups: Mapping[str, str], point: Point, bound: str | None) -> bool:
    """Refuse a month in Chinese digits that nothing else makes a date: 一月一主题."""
    month = groups.get("month")
    if month is None or month.isascii() or point.year is not None or "relative" in groups:
        return True
    bounded = bound is not None and bound not in _WITHIN
    return bool(point.day or point.ten or point.edge or bounded or "month2" in groups)


def _listed(groups: Mapping[str, str], first: Point, last: Point) -> bool:
    """Tell 6、12月底 (two months, of which the last is kept) from 5、6月 (a window)."""
    apart = first.month and last.month and last.month != first.month + 1
    return groups["to"] == "、" and bool(apart)


def _is_typo(groups: Mapping[str, str]) -> bool:
    """Tell 7月16至8月15日 (日 is missing) from 7月16至20日."""
    return "month2" in groups or "to" not in groups
