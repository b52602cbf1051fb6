"""Notices → a comparison: the same questions put to every plan, each answer with its records.

The questions are data (``patterns/variables.toml``); here are the few ways of answering them. A
cell always says how it stands: stated, not stated, unreadable (the input gave no notice), or
conflicting (the plan says several things where one is asked for).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import PatternError
from extractor.models import (
    RECORD_TYPES,
    SCHEMA_VERSION,
    Cell,
    CellEvidence,
    CellStatus,
    ComparedNotice,
    Comparison,
    Failure,
    PolicyNotice,
    Variable,
)
from extractor.resources import folder

Value = Decimal | str
_Found = tuple[CellStatus, Any, "list[_Item]"]


class Question(BaseModel):
    """An entry of ``variables.toml``; see there for what its keys mean."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    name_zh: str
    unit: str | None = None
    definition: str
    source: Literal[
        "metadata", "targets", "deadlines", "responsibilities", "funding", "eligibility", "works"
    ] = Field(alias="from")
    where: dict[str, str | list[str]] = {}
    unless: dict[str, str] = {}
    null: list[str] = []
    field: str
    take: Literal["total", "only", "min", "max", "count", "distinct", "list"]


@dataclass(frozen=True, slots=True)
class _Item:
    """A value with the record it stands in."""

    value: Value
    record: str
    period: tuple[str | None, str | None] = (None, None)


IN_FORCE = Variable(
    id="in_force",
    name="In force",
    name_zh="是否有效",
    unit=None,
    definition="Whether the plan is in force on the day given with --as-of: yes, not_yet or ended.",
)


@lru_cache(maxsize=4)
def load_questions(path: Path | None = None) -> tuple[Question, ...]:
    """Return the questions of a file, by default of ``patterns/variables.toml``.

    Raises PatternError for an entry that is not well formed.
    """
    file = path or folder("patterns") / "variables.toml"
    try:
        entries = tomllib.loads(file.read_text("utf-8")).get("variable", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{file.name}: not valid TOML in UTF-8: {error}") from error
    questions = tuple(_question(entry, file) for entry in entries)
    if len({question.id for question in questions}) < len(questions):
        raise PatternError(f"{file.name}: two variables have the same id")
    return questions


def _question(entry: Mapping[str, Any], file: Path) -> Question:
    where = f"{file.name}: {entry.get('id', 'an entry without id')}"
    try:
        question = Question.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise PatternError(f"{where}: {first['loc']}: {first['msg']}") from error
    model = RECORD_TYPES.get(question.source)
    fields = {question.field, *question.where, *question.unless, *question.null}
    if model and (unknown := sorted(fields - set(model.model_fields))):
        raise PatternError(f"{where}: {question.source} have no field {', '.join(unknown)}")
    return question


def variables() -> tuple[Variable, ...]:
    """Return the variables of a comparison without a date to check validity for."""
    return tuple(_variable(question) for question in load_questions())


def _variable(question: Question) -> Variable:
    return Variable(
        id=question.id,
        name=question.name,
        name_zh=question.name_zh,
        unit=question.unit,
        definition=question.definition,
    )


def compare(notices: Iterable[PolicyNotice | Failure], *, as_of: date | None = None) -> Comparison:
    """Return *notices* side by side, in their order, with one cell for each and each variable.

    A failure is a row of unreadable cells. Whether plans are in force is told only for a day
    given as *as_of*: the clock is never asked.
    """
    questions = load_questions()
    rows: list[ComparedNotice] = []
    cells: list[Cell] = []
    names: dict[str, int] = {}
    for notice in notices:
        row = _row(notice, names)
        rows.append(row)
        cells += [_cell(row.id, question, notice) for question in questions]
        if as_of is not None:
            cells.append(_in_force(row.id, notice, as_of.isoformat()))
    extra = (IN_FORCE,) if as_of is not None else ()
    return Comparison(
        schema_version=SCHEMA_VERSION,
        variables=(*variables(), *extra),
        notices=tuple(rows),
        cells=tuple(cells),
    )


def _row(notice: PolicyNotice | Failure, names: dict[str, int]) -> ComparedNotice:
    name = notice.name if isinstance(notice, Failure) else notice.source.name
    names[name] = names.get(name, 0) + 1
    about = {} if isinstance(notice, Failure) else dict(notice.metadata)
    return ComparedNotice.model_validate(
        {
            "id": name if names[name] == 1 else f"{name}#{names[name]}",
            **{key: about.get(key) for key in ComparedNotice.model_fields if key != "id"},
        }
    )


def _cell(row: str, question: Question, notice: PolicyNotice | Failure) -> Cell:
    status: CellStatus = "unreadable"
    value: Any = None
    items: list[_Item] = []
    if isinstance(notice, PolicyNotice):
        items = _items(question, notice)
        status, value, items = _TAKES[question.take](items) if items else ("not_stated", None, [])
    return Cell(
        notice=row,
        variable=question.id,
        status=status,
        value=value,
        unit=question.unit if value is not None else None,
        evidence=tuple(CellEvidence(notice=row, record=item.record) for item in items),
    )


def _items(question: Question, notice: PolicyNotice) -> list[_Item]:
    if question.source == "metadata":
        value = getattr(notice.metadata, question.field)
        return [] if value is None else [_Item(value, f"metadata.{question.field}")]
    items = []
    for record in getattr(notice, question.source):
        value = getattr(record, question.field)
        if value is not None and _fits(question, record):
            period = (getattr(record, "period_start", None), getattr(record, "period_end", None))
            items.append(_Item(value, record.id, period))
    return items


def _fits(question: Question, record: Any) -> bool:
    if any(getattr(record, field) is not None for field in question.null):
        return False
    if any(getattr(record, field) == value for field, value in question.unless.items()):
        return False
    return all(
        getattr(record, field) in ([wanted] if isinstance(wanted, str) else wanted)
        for field, wanted in question.where.items()
    )


# Ways of answering; each gets at least one item.


def _distinct(items: Sequence[_Item]) -> list[_Item]:
    return list({item.value: item for item in reversed(items)}.values())[::-1]


def _only(items: list[_Item]) -> _Found:
    different = _distinct(items)
    if len(different) == 1:
        return "stated", items[0].value, items
    return "conflicting", tuple(item.value for item in different), items


def _end(choose: Callable[..., Any]) -> Callable[[list[_Item]], _Found]:
    def take(items: list[_Item]) -> _Found:
        value = choose(item.value for item in items)
        return "stated", value, [item for item in items if item.value == value]

    return take


def _count(items: list[_Item]) -> _Found:
    return "stated", Decimal(len(items)), items


def _distinct_count(items: list[_Item]) -> _Found:
    return "stated", Decimal(len(_distinct(items))), items


def _list(items: list[_Item]) -> _Found:
    return "stated", tuple(item.value for item in _distinct(items)), items


def _total(items: list[_Item]) -> _Found:
    """The number for the widest period; where periods do not overlap, their sum.

    A number without a period is the plan's as a whole. Two numbers for one period conflict.
    """
    widest = [item for item in items if not any(_wider(other, item) for other in items)]
    periods = list(dict.fromkeys(item.period for item in widest))
    groups = [_only([item for item in widest if item.period == period]) for period in periods]
    if all(status == "stated" for status, _, _ in groups) and _apart(widest):
        return "stated", sum((value for _, value, _ in groups), Decimal(0)), widest
    return _only(widest)


def _interval(item: _Item) -> tuple[str, str]:
    """Return an item's period with open ends as far as dates go."""
    start, end = item.period
    return start or "0000", end or "9999"


def _wider(item: _Item, than: _Item) -> bool:
    """Tell whether an item's period holds another's and more."""
    (a, b), (c, d) = _interval(item), _interval(than)
    return a <= c and d <= b and (a, b) != (c, d)


def _apart(items: Iterable[_Item]) -> bool:
    """Tell whether the different periods of *items* share no day."""
    ordered = sorted({_interval(item) for item in items})
    return all(a[1] < b[0] for a, b in pairwise(ordered))


_TAKES: dict[str, Callable[[list[_Item]], _Found]] = {
    "total": _total,
    "only": _only,
    "min": _end(min),
    "max": _end(max),
    "count": _count,
    "distinct": _distinct_count,
    "list": _list,
}


def _in_force(row: str, notice: PolicyNotice | Failure, day: str) -> Cell:
    """Tell whether a plan is in force on *day*, where it states when it is."""
    value: str | None = None
    fields: list[str] = []
    status: CellStatus = "unreadable"
    if isinstance(notice, PolicyNotice):
        about = notice.metadata
        begin, end = about.effective_from, about.expires_on
        fields = [name for name in ("effective_from", "expires_on") if getattr(about, name)]
        status = "stated" if fields else "not_stated"
        if fields:
            value = "not_yet" if begin and day < begin else "ended" if end and end < day else "yes"
    return Cell(
        notice=row,
        variable=IN_FORCE.id,
        status=status,
        value=value,
        unit=None,
        evidence=tuple(CellEvidence(notice=row, record=f"metadata.{name}") for name in fields),
    )
