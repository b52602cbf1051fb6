"""Doubts about a whole notice: what its parts do not bear out, as warnings with their evidence.

Nothing is corrected here and no record is changed. What the front matter alone shows (no date, no
issuer, an unknown place) is told by ``metadata``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from extractor.document import Span
from extractor.models import (
    Evidence,
    NoticeWarning,
    Record,
    Role,
    Target,
    WarningCode,
    plain_number,
)
from extractor.records.draft import evidence
from extractor.records.plan import Plan

_NEAR = 400
"""A breakdown's parts and its total stand within so many characters of each other."""
_PARTIAL = Decimal("0.8")
"""Parts by area far from a number (under this share of it, or over its inverse) are examples
(其中…), or parts of another number."""
_UNITS_ZH = {"count": "", "m2": "平方米", "CNY": "元", "percent": "%"}


def check(plan: Plan, records: Mapping[str, Sequence[Record]]) -> tuple[NoticeWarning, ...]:
    """Return the warnings on a notice with these *records*, in a fixed order."""
    return (
        *_reader_notes(plan),
        *_seal(plan),
        *_typos(plan),
        *_years(plan),
        *_reversed(plan),
        *_sums([item for item in records["targets"] if isinstance(item, Target)]),
        *_no_plan(records),
    )


def _warning(
    code: WarningCode, message: str, message_zh: str, places: Iterable[Evidence] = ()
) -> NoticeWarning:
    return NoticeWarning(code=code, message=message, message_zh=message_zh, evidence=tuple(places))


def _at(plan: Plan, span: Span, role: Role = "own") -> Evidence:
    return evidence(plan.document, plan.layout.view.span(*span), role)


def _in_plan(plan: Plan, start: int) -> bool:
    return any(a <= start < b for a, b in plan.front.body)


def _reader_notes(plan: Plan) -> Iterator[NoticeWarning]:
    for code, english, chinese in plan.document.notes:
        yield NoticeWarning.model_validate(
            {"code": code, "message": english, "message_zh": chinese, "evidence": ()}
        )


def _seal(plan: Plan) -> Iterator[NoticeWarning]:
    """A red seal stands on the signature and its date, and may have hidden what is missing."""
    missing = [
        names
        for names, found in (
            (("issuer", "发文机关署名"), plan.front.issuer),
            (("signed date", "成文日期"), plan.front.signed),
        )
        if not found
    ]
    if plan.document.seal and missing:
        yield _warning(
            "seal_may_hide",
            f"a seal is on the page and no {' and no '.join(en for en, _ in missing)} was read; "
            "look at the picture",
            f"页面有印章，未读出{'和'.join(zh for _, zh in missing)}，请核对原图。",
        )


def _typos(plan: Plan) -> Iterator[NoticeWarning]:
    """万元元, 2023年11底前: read as meant."""
    mentions = plan.mentions
    quantities = [(q.start, q.end, q.typo) for q in mentions.quantities if q.typo]
    dates = [(d.start, d.end, d.mention.typo) for d in mentions.dates if d.mention.typo]
    for start, end, typo in sorted([*quantities, *dates]):
        if _in_plan(plan, start):
            yield _warning(
                "typo",
                f"{typo!r} is taken for a slip of the pen and read as meant",
                f"“{typo}”疑为笔误，按应有之义读取。",
                [_at(plan, _around(plan, start, end, typo))],
            )


def _around(plan: Plan, start: int, end: int, typo: str) -> Span:
    """Return the span of a mention, widened to what is misprinted beside it (万元元)."""
    at = plan.text.find(typo, start, end + len(typo))
    return (start, max(end, at + len(typo))) if at >= 0 else (start, end)


def _years(plan: Plan) -> Iterator[NoticeWarning]:
    """One warning for all dates whose year stands elsewhere: each date, then where its year is."""
    places: dict[Evidence, None] = {}
    count = 0
    for window in plan.mentions.dates:
        if window.context and _in_plan(plan, window.start):
            count += 1
            places[_at(plan, (window.start, window.end))] = None
            places |= {_at(plan, span, "context"): None for span in window.context}
    if count:
        yield _warning(
            "year_inherited",
            f"no year is printed with {count} date{'s' * (count > 1)}; "
            "the nearest context gives it",
            f"{count}处日期未写年份，取自最近的上下文。",
            places,
        )


def _reversed(plan: Plan) -> Iterator[NoticeWarning]:
    for window in plan.mentions.dates:
        first, last = window.first, window.last
        if first and last and last < first and _in_plan(plan, window.start):
            yield _warning(
                "window_reversed",
                f"the window ends ({last}) before it begins ({first})",
                f"时段截止（{last}）早于起始（{first}）。",
                [_at(plan, (window.start, window.end))],
            )


def _no_plan(records: Mapping[str, Sequence[Record]]) -> Iterator[NoticeWarning]:
    if not any(records.values()):
        yield _warning(
            "no_plan",
            "no target, deadline, duty, funding rule, criterion or work was found in the text",
            "正文中未发现目标、时限、责任、资金、范围或改造内容。",
        )


# A total and the parts that it is broken down into.


def _sums(targets: Sequence[Target]) -> Iterator[NoticeWarning]:
    """Flag breakdowns by area or by year whose parts do not add up to the stated total."""
    found: dict[tuple[str, ...], NoticeWarning] = {}
    for _, items in groupby(sorted(targets, key=_kind), key=_kind):
        group = sorted(items, key=_start)
        for total, parts in (*_by_year(group), *_by_area(group)):
            names = tuple(item.id for item in parts)
            if names not in found and (warning := _mismatch(total, parts)):
                found[names] = warning
    return iter(found.values())


def _kind(item: Target) -> tuple[str, ...]:
    text = item.indicator_text or item.unit_text or "" if item.indicator == "other" else ""
    return (item.indicator, item.unit, text, item.change, str(item.accumulation))


def _start(item: Target) -> int:
    return item.evidence[0].start


def _near(items: Sequence[Target]) -> bool:
    """Tell whether items follow each other closely enough to be one table or sentence."""
    return all(b.evidence[0].start - a.evidence[0].end <= _NEAR for a, b in pairwise(items))


def _addable(item: Target) -> bool:
    plain = item.unit != "percent" and item.comparator != "range" and item.change == "level"
    return plain and item.accumulation != "per_year"


def _by_year(items: Sequence[Target]) -> Iterator[tuple[Target, list[Target]]]:
    """Yield each total over several years with the parts behind it that cover them."""
    whole = [item for item in items if item.area is None and _addable(item)]
    for index, total in enumerate(whole):
        parts: list[Target] = []
        for item in whole[index + 1 :]:
            if not _inside(item, total) or any(_share_days(item, part) for part in parts):
                break
            parts.append(item)
        if len(parts) > 1 and _near([total, *parts]) and _covers(parts, total):
            yield total, parts


def _inside(item: Target, total: Target) -> bool:
    a, b, c, d = item.period_start, item.period_end, total.period_start, total.period_end
    return bool(a and b and c and d and c <= a and b <= d and (a, b) != (c, d))


def _share_days(item: Target, other: Target) -> bool:
    a, b, c, d = item.period_start, item.period_end, other.period_start, other.period_end
    return not (a and b and c and d) or (a <= d and c <= b)


def _covers(parts: Sequence[Target], total: Target) -> bool:
    """Tell whether the parts' years are all the years of the total."""
    years = {year for part in parts for year in _years_of(part)}
    return years == set(_years_of(total))


def _years_of(item: Target) -> range:
    return range(int((item.period_start or "0")[:4]), int((item.period_end or "0")[:4]) + 1)


def _by_area(items: Sequence[Target]) -> Iterator[tuple[Target, list[Target]]]:
    """Yield each run of parts by area with the number beside it that may be their total.

    Where any number near the run is their sum, the run adds up.
    """
    usable = [item for item in items if _addable(item)]
    runs = [list(run) for _, run in groupby(usable, key=lambda item: item.area is not None)]
    for index, run in enumerate(runs):
        if run[0].area is None or len(run) < 2 or len({item.area for item in run}) < len(run):
            continue
        before = runs[index - 1][::-1] if index else []
        behind = runs[index + 1] if index + 1 < len(runs) else []
        near = [item for item in (*before, *behind) if _belongs(item, run)]
        if not any(item.value == _sum(run) for item in near):
            yield from ((item, run) for item in (*before[:1], *behind[:1]) if item in near)


def _belongs(total: Target, parts: Sequence[Target]) -> bool:
    return _near(sorted([total, *parts], key=_start)) and _same_period(total, parts)


def _sum(parts: Iterable[Target]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _same_period(total: Target, parts: Sequence[Target]) -> bool:
    return all(item.period_end == total.period_end for item in parts)


def _mismatch(total: Target, parts: Sequence[Target]) -> NoticeWarning | None:
    added = _sum(parts)
    alike = total.value * _PARTIAL <= added <= total.value / _PARTIAL
    if added == total.value or (parts[0].area is not None and not alike):
        return None
    sum_, stated = plain_number(added), plain_number(total.value)
    difference = plain_number(abs(added - total.value))
    unit = _UNITS_ZH[total.unit]
    return _warning(
        "sum_mismatch",
        f"{len(parts)} parts add up to {sum_} {total.unit}, {stated} is stated as their total "
        f"(difference {difference})",
        f"{len(parts)}个分项合计{sum_}{unit}，与所列总数{stated}{unit}相差{difference}{unit}。",
        [item.evidence[0] for item in (total, *parts)],
    )
