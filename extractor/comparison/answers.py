"""The ways of answering a question: values found in a notice's records → an answer.

Each way takes at least one item; what is not a total (``claims.py``) is settled here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.comparison.claims import Claim, Period, Settled, claim_of, settle
from extractor.comparison.compared import CellStatus, CellValue
from extractor.comparison.counted import counted
from extractor.comparison.questions import Question
from extractor.comparison.shares import of_cost
from extractor.models import (
    Citation,
    Comparator,
    Condition,
    Funding,
    PolicyNotice,
    Target,
    plain_number,
)
from extractor.rule_cache import compiled

UNNAMED = "unnamed"
"""Stands for the instrument of a payer that pays by a means that is not named."""
_SIGNS: dict[str, str] = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "approx": "≈"}
_UNITS = {"percent": "%", "m2": " m2"}
_NUMBERS = ("value", "quantity")
"""Fields by which a record's number is asked for."""
_MONTHLY = compiled("每[人户床个部间生]*每?月|[/／]月|元[/／·・]?(?:[人户床]·?)?[（(]?月")


@dataclass(frozen=True, slots=True)
class Item:
    """A value with the record that it stands in."""

    value: Any
    record: str
    key: str = ""
    under: tuple[Any, ...] = ()
    section: tuple[str, ...] = ()
    claim: Claim | None = None
    comparator: Comparator | None = None
    value_max: Decimal | None = None
    about: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """What a value of the cell says besides: see ``CellValue``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cell says: its status, its value and what binds it."""

    status: CellStatus
    value: Any = None
    records: tuple[str, ...] = ()
    comparator: Comparator | None = None
    value_max: Decimal | None = None
    period: Period = (None, None)
    note: tuple[str, str] | None = None
    counted: str | None = None
    values: tuple[CellValue, ...] = ()
    claims: tuple[Claim, ...] = field(default=(), compare=False)


NOTHING = Answer("not_stated")


def answer(question: Question, notice: PolicyNotice) -> Answer:
    """Answer a question that is put to a notice's records or metadata."""
    items = list(_metadata(question, notice) if question.source == "metadata" else ())
    if question.source != "metadata":
        items = _items(question, notice)
    if not items:
        return NOTHING
    found = _TAKES[question.take](items)
    values = found.values or plain_values(found, question.unit)
    if question.unit:
        values = tuple(item.model_copy(update={"unit": question.unit}) for item in values)
    counts = bool(question.own) and found.status == "stated"
    return replace(
        found, values=values, counted=counted(question.own, notice, values) if counts else None
    )


def plain_values(found: Answer, unit: str | None = None) -> tuple[CellValue, ...]:
    """Return the values of an answer whose way of answering tells no more of each."""
    if found.value is None:
        return ()
    if isinstance(found.value, tuple):
        return tuple(_plain_value(value, found, unit) for value in found.value)
    start, end = found.period
    bound = {"value_max": found.value_max, "comparator": found.comparator}
    period = {"period_start": start, "period_end": end}
    return (_plain_value(found.value, found, unit, **bound, **period),)


def _plain_value(value: Any, found: Answer, unit: str | None, **about: Any) -> CellValue:
    number = value if isinstance(value, Decimal) else None
    return cell_value(value, found.records, number=number, unit=unit, **about)


def cell_value(value: Any, records: tuple[str, ...], **about: Any) -> CellValue:
    """Return a value of a cell; what is not given is not said of it."""
    known: dict[str, Any] = dict.fromkeys(CellValue.model_fields)
    return CellValue(**{**known, "value": value, "records": records, **about})


def _metadata(question: Question, notice: PolicyNotice) -> Iterable[Item]:
    name, _, part = question.field.partition(".")
    value = getattr(notice.metadata, name)
    if part and value is not None:
        value = getattr(value, part)
    values = value if isinstance(value, tuple) else (value,)
    for single in values:
        if single is not None:
            shown = single.title if isinstance(single, Citation) else single
            yield Item(shown, f"metadata.{name}")


def _items(question: Question, notice: PolicyNotice) -> list[Item]:
    return [
        Item(
            value=value,
            record=record.id,
            key=str(_field(record, question.by) or "") if question.by else "",
            about=_about(question, record),
            under=(getattr(record, "base", None), getattr(record, "condition", None)),
            section=record.section,
            claim=claim_of(record) if isinstance(record, Target) else None,
            comparator=getattr(record, "comparator", None),
            value_max=getattr(record, "value_max", None),
        )
        for record in getattr(notice, question.source)
        if _fits(question, record) and (value := _value(question, record)) is not None
    ]


def _about(question: Question, record: Any) -> dict[str, Any]:
    """Return what is said of a record's number besides its value."""
    if not isinstance(record, Target | Funding) or question.field not in _NUMBERS:
        return {}
    names = ("value_max", "comparator", "period_start", "period_end", "area", "base", "condition")
    known = {name: getattr(record, name, None) for name in names}
    unit = getattr(record, "unit_text", None) or record.unit
    return {**known, "number": record.value, "unit": question.unit or unit, "every": _every(record)}


def _every(record: Target | Funding) -> str | None:
    """Tell of a sum that it is paid each month, where the record's own words have it."""
    if not isinstance(record, Funding) or not (record.unit or "").startswith("CNY"):
        return None
    words = "".join(record.evidence[0].text.split())
    return "month" if _MONTHLY.search(words) else None


def _value(question: Question, record: Any) -> Any:
    if question.by and not _field(record, question.by):
        return None
    value = _field(record, question.field)
    unnamed = value is None and question.field == "instrument" and "payer" in question.where
    return UNNAMED if unnamed else value


def _fits(question: Question, record: Any) -> bool:
    if any(_field(record, name) is not None for name in question.null):
        return False
    if any(_field(record, name) == value for name, value in question.unless.items()):
        return False
    return all(
        _field(record, name) in (wanted if isinstance(wanted, list) else [wanted])
        for name, wanted in question.where.items()
    )


# Fields that are computed from a record's own.


def _field(record: Any, name: str) -> Any:
    compute = _VIRTUAL.get(name)
    return compute(record) if compute else getattr(record, name)


def number_text(value: Decimal) -> str:
    """Return a number as JSON prints it."""
    return str(plain_number(value))


def _quantity(record: Any) -> str | None:
    """Return a number as words: ≥85%, 45–60家, +3%."""
    if record.value is None:
        return None
    high = f"–{number_text(record.value_max)}" if record.value_max is not None else ""
    sign = _SIGNS.get(record.comparator or "", "")
    change = getattr(record, "change", "level")
    mark = {"increase": "+", "decrease": "−", "multiple": "×"}.get(change, "")
    unit = _UNITS.get(record.unit, "")
    if record.unit == "count":
        unit = record.unit_text or ""
    return f"{sign}{mark}{number_text(record.value)}{high}{unit}"


def _year(record: Any) -> str | None:
    """Return the year of a period that lies within one."""
    start, end = record.period_start, record.period_end
    return start[:4] if start and end and start[:4] == end[:4] else None


def _length(record: Any) -> Decimal | None:
    """Return the days of a window, both ends counted."""
    return days(record.start, record.end) if record.start and record.end else None


def days(start: str, end: str) -> Decimal:
    """Return the days from one date to another, both counted."""
    return Decimal((date.fromisoformat(end) - date.fromisoformat(start)).days + 1)


def _tier(condition: Condition | None) -> str | None:
    """Return a numeric tier as words: 30000 ≤ budget ≤ 300000."""
    if condition is None or (condition.min is None and condition.max is None):
        return None
    low = high = ""
    if condition.min is not None:
        low = f"{number_text(condition.min)} {'<' if condition.min_inclusive is False else '≤'} "
    if condition.max is not None:
        high = f" {'<' if condition.max_inclusive is False else '≤'} {number_text(condition.max)}"
    return f"{low}{condition.variable or '…'}{high}"


def condition_text(condition: Condition | None) -> str | None:
    """Return a condition as data: its tier, or its words."""
    return (_tier(condition) or condition.text) if condition else None


_VIRTUAL: dict[str, Callable[[Any], Any]] = {
    "quantity": _quantity,
    "year": _year,
    "length": _length,
    "bracket": lambda record: _tier(record.condition),
    "condition_text": lambda record: condition_text(record.condition),
    "of_cost": of_cost,
}


# Ways of answering; each gets at least one item.


def _apart(items: Iterable[Item]) -> tuple[CellValue, ...]:
    """Return each value once, numbers apart by what is said of them."""
    groups: dict[tuple[Any, ...], list[Item]] = {}
    for item in items:
        said = tuple(item.about.values()) if item.about else ()
        groups.setdefault((item.value, item.key, said), []).append(item)
    return tuple(
        cell_value(
            group[0].value, _records(group), **{"of": group[0].key or None, **group[0].about}
        )
        for group in groups.values()
    )


def _records(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.record for item in items))


def _distinct(items: Sequence[Item]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(item.value for item in items))


def _bound(items: Sequence[Item]) -> dict[str, Any]:
    """Return what binds the numbers of items, where it is the same for all."""
    bounds = {(item.comparator, item.value_max) for item in items}
    if len(bounds) > 1 or not isinstance(items[0].value, Decimal):
        return {}
    comparator, value_max = bounds.pop()
    return {"comparator": comparator, "value_max": value_max}


def _only(items: Sequence[Item]) -> Answer:
    values = _distinct(items)
    if len(values) == 1:
        return Answer("stated", values[0], _records(items), **_bound(items))
    return Answer("conflicting", values, _records(items), values=_apart(items))


def _rule(items: Sequence[Item]) -> Answer:
    """Several values conflict only for one base or condition, and under different headings.

    Values under one heading are steps of one rule (15%, for the best appliances 20%), and shares
    of nobody knows what cannot be held against each other: all are listed.
    """
    values = _distinct(items)
    if len(values) == 1:
        return Answer("stated", values[0], _records(items), **_bound(items), values=_apart(items))
    under: dict[tuple[Any, ...], dict[tuple[str, ...], set[Any]]] = {}
    for item in items:
        if any(item.under):
            under.setdefault(item.under, {}).setdefault(item.section, set()).add(item.value)
    clash = any(len(set(map(frozenset, found.values()))) > 1 for found in under.values())
    status: CellStatus = "conflicting" if clash else "stated"
    return Answer(status, values, _records(items), values=_apart(items))


def _end(choose: Callable[..., Any]) -> Callable[[Sequence[Item]], Answer]:
    def take(items: Sequence[Item]) -> Answer:
        value = choose(item.value for item in items)
        chosen = [item for item in items if item.value == value]
        values = _apart(chosen)
        return Answer("stated", value, _records(chosen), **_bound(chosen), values=values)

    return take


def _most(items: Sequence[Item]) -> Answer:
    value = Counter(item.value for item in items).most_common(1)[0][0]
    return Answer("stated", value, _records(item for item in items if item.value == value))


def _count(items: Sequence[Item]) -> Answer:
    return Answer("stated", Decimal(len(items)), _records(items))


def _distinct_count(items: Sequence[Item]) -> Answer:
    return Answer("stated", Decimal(len(_distinct(items))), _records(items))


def _list(items: Sequence[Item]) -> Answer:
    return Answer("stated", _distinct(items), _records(items), values=_apart(items))


def _pairs(items: Sequence[Item]) -> Answer:
    named = [replace(item, value=f"{item.key}: {_text(item.value)}") for item in items]
    return replace(_list(named), values=_apart(items))


def _text(value: Any) -> str:
    return number_text(value) if isinstance(value, Decimal) else str(value)


def _parts(items: Sequence[Item]) -> Answer:
    """Settle the numbers of each part as those of the whole; one part in conflict is a conflict."""
    claims: dict[str, list[Claim]] = {}
    for item in items:
        if item.claim:
            claims.setdefault(item.key, []).append(item.claim)
    settled = {key: settle(found) for key, found in claims.items()}
    values = tuple(
        f"{key}: {number_text(claim.value)}"
        for key, found in settled.items()
        for claim in found.claims
    )
    areas = {item.record: item.about.get("area") for item in items}
    clash = any(found.clash for found in settled.values())
    chosen = (
        record for found in settled.values() for claim in found.claims for record in claim.records
    )
    status: CellStatus = "conflicting" if clash else "stated"
    parts = tuple(
        _of_claim(claim, of=_part_name(key, found, claim), area=areas.get(claim.records[0]))
        for key, found in settled.items()
        for claim in found.claims
    )
    return Answer(status, values, tuple(dict.fromkeys(chosen)), values=parts)


def _part_name(key: str, found: Settled, claim: Claim) -> str:
    """Return the name of a part, with what is counted where that is not one thing."""
    return f"{key} {claim.thing}".strip() if len(found.claims) > 1 else key


def _of_claim(claim: Claim, **about: Any) -> CellValue:
    start, end = claim.period
    return cell_value(
        claim.value,
        claim.records,
        number=claim.value,
        value_max=claim.value_max,
        comparator=claim.comparator,
        period_start=start,
        period_end=end,
        **about,
    )


def _total(items: Sequence[Item]) -> Answer:
    claims = tuple(item.claim for item in items if item.claim)
    found = settle(claims)
    records = tuple(dict.fromkeys(record for claim in found.claims for record in claim.records))
    if len(found.claims) > 1:
        values = tuple(dict.fromkeys(claim.value for claim in found.claims))
        status: CellStatus = "conflicting" if found.clash else "stated"
        each = tuple(_of_claim(claim, of=claim.thing or None) for claim in found.claims)
        return Answer(
            status, values, records, note=_things(found.claims), values=each, claims=claims
        )
    (claim,) = found.claims
    return Answer(
        "stated",
        claim.value,
        records,
        claim.comparator,
        claim.value_max,
        claim.period,
        note=_parts_taken(found.parts),
        claims=claims,
    )


def _things(claims: Sequence[Claim]) -> tuple[str, str]:
    """Say what each of several numbers counts and when."""
    named = "; ".join(
        f"{claim.thing or '…'} {number_text(claim.value)} ({when(claim.period)})"
        for claim in claims
    )
    return named, named


def when(period: Period) -> str:
    """Return a period as words."""
    return f"{period[0] or '…'}–{period[1] or '…'}" if any(period) else "…"


def _parts_taken(parts: Sequence[Claim]) -> tuple[str, str] | None:
    if not parts:
        return None
    numbers = ", ".join(number_text(part.value) for part in parts)
    return f"taken as a part of it: {numbers}", f"视为其中之数：{numbers}"


_TAKES: dict[str, Callable[[Sequence[Item]], Answer]] = {
    "total": _total,
    "parts": _parts,
    "rule": _rule,
    "only": _only,
    "min": _end(min),
    "max": _end(max),
    "most": _most,
    "count": _count,
    "distinct": _distinct_count,
    "list": _list,
    "pairs": _pairs,
}
