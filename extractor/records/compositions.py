"""Reads what money is made up of: 总投资2亿元，其中中央补助8000万元、企业自筹1.2亿元.

Each entry of such a list names a payer by its money and nothing else, with a sum behind it; behind
资金来源 and in 由…组成 the entries have none. A list is read only where every entry of it names a
payer, so that the words of a sentence that are no list stay with ``channels``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.payers import Payers, instrument_of
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity

_OPENS = phrase("compositions.opens")
_LISTS = phrase("compositions.lists")
_CLOSES = phrase("compositions.closes")
_BEFORE = phrase("compositions.before")
_MONEY_OF = phrase("compositions.money_of")
_HEDGE = "(?:约|近|共|计|不(?:少|低)于|不超过)?"
_JOINT = compiled("[、,;]|以及|[和及与](?!其)")
_EACH = compiled("每(?![年月季])|[户亩人床]均|元/")
"""A standard for each is no total that is made up of parts."""
_REST = compiled("其[他它](?:资金|渠道|来源)?")
"""其他资金 at the end of a list names nobody."""
_LEVEL = compiled("(?:中央|自治区|[省市县区州盟旗]级?)")
_RANKS = compiled("奖[^;。]*国家级[0-9][^;。]*[省市县区]级[0-9]")
"""奖励标准：国家级100万元，省级50万元: ranks of what is rewarded, no payers."""
_SEVERAL = 2
_GAP = compiled(f"(?:[、,]|以及|[和及与])?{_HEDGE}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a composition: whose money, by which means, how much if a sum is told."""

    span: Span
    payer: str
    instrument: str | None
    quantity: Quantity | None


def composed(
    text: str, span: Span, quantities: Sequence[Quantity], payers: Payers, *, listed: bool
) -> tuple[Entry, ...]:
    """Return the entries of the lists in a clause, in order; empty where it has none.

    *listed* says that the clause stands below a heading that asks where money comes from.
    """
    money = [q for q in quantities if q.dimension == "money"]
    if _EACH.search(text, *span) or _RANKS.search(text, *span):
        return ()
    return tuple(_with_sums(text, span, money, payers)) or tuple(
        _bare(text, span, payers, listed=listed)
    )


def _with_sums(text: str, span: Span, money: Sequence[Quantity], payers: Payers) -> Iterator[Entry]:
    """Yield the runs of sums of which each stands right behind the name of a payer's money."""
    run: list[Entry] = []
    opened = False
    for index, quantity in enumerate(money):
        floor = money[index - 1].end if index else span[0]
        marks = list(_OPENS.finditer(text, floor, quantity.start))
        if marks:
            yield from _whole(run, opened=opened)
            run, opened = [], True
        start = marks[-1].end() if marks else floor
        joint = _GAP.match(text, start, quantity.start)
        name = (joint.end() if joint else start, quantity.start)
        entry = _entry(text, name, quantity, payers)
        if entry is None or (index and not marks and not _beside(text, money[index - 1], name)):
            yield from _whole(run, opened=opened)
            run, opened = [], False
        if entry is not None:
            run.append(entry)
    yield from _whole(run, opened=opened)


def _whole(run: list[Entry], *, opened: bool) -> list[Entry]:
    """Return a run that is a list: of two sums at least, or behind its opening words."""
    return run if len({(e.payer, e.instrument) for e in run}) > 1 or (opened and run) else []


def _beside(text: str, before: Quantity, name: Span) -> bool:
    return _GAP.fullmatch(text, before.end, name[0]) is not None and name[0] > before.end


def _bare(text: str, span: Span, payers: Payers, *, listed: bool) -> Iterator[Entry]:
    """Yield the entries of a list without sums, behind 资金来源 or before 组成."""
    starts = [(m.end(), "来源" in m[0] or "渠道" in m[0]) for m in _LISTS.finditer(text, *span)]
    for start, told in [*starts, *([(span[0], True)] if listed else [])]:
        closed = _CLOSES.search(text, start, span[1])
        if not told and closed is None:
            continue
        end = closed.start() if closed else span[1]
        names = [n for n in _names(text, start, end) if not _REST.fullmatch(text, *n)]
        if not told and text[start - 1] == "从" and len(names) < _SEVERAL:
            continue  # 所需经费从就业补助资金中列支: one fund is no list
        entries = [
            _level(text, one, other, payers) or _entries(text, one, payers)
            for one, other in zip(names, [*names[1:], None], strict=False)
        ]
        if entries and all(entries):
            yield from (entry for of_name in entries for entry in of_name)
            return


def _names(text: str, start: int, end: int) -> Iterator[Span]:
    for mark in [*_JOINT.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        if stop > start:
            yield start, stop
        start = mark.end() if mark else end


def _level(text: str, span: Span, following: Span | None, payers: Payers) -> list[Entry]:
    """Return the entry of a level whose money the next name tells: 市 in 市、区财政预算资金."""
    if following is None or not _LEVEL.fullmatch(text, *span):
        return []
    payer = payers.bearer(text[slice(*span)])
    return [Entry(span, payer, instrument_of(text[slice(*following)]), None)] if payer else []


def _entries(text: str, span: Span, payers: Payers) -> list[Entry]:
    """Return the entries that a name stands for: two for 市县财政预算, none for no money."""
    start, end = span
    if before := _BEFORE.match(text, start, end):
        start = before.end()
    name = text[start:end]
    found = payers.of_column(name) if _MONEY_OF.fullmatch(name) else ()
    return [Entry((start, end), payer, instrument_of(name), None) for payer in found]


def _entry(text: str, span: Span, quantity: Quantity, payers: Payers) -> Entry | None:
    """Return the entry of a sum with the one payer before it, None where no money of one is."""
    found = _entries(text, span, payers)
    if len(found) != 1:
        return None
    start = found[0].span[0]
    return replace(found[0], span=(start, quantity.end), quantity=quantity)
