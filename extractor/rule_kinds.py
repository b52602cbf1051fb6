"""What the mechanism of each kind of rule reads: named groups, constants, and their values.

Apart from the loader, because this is what a new kind or a new constant changes; besides, the ids
that records carry where code makes them without a rule of ``patterns/``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from extractor.models import (
    Comparator,
    DutyRole,
    EligibilityKind,
    FundingKind,
    Indicator,
    Instrument,
    Payer,
    Relation,
    Tier,
    WorkItem,
)


@dataclass(frozen=True)
class Kind:
    """What the mechanism of one kind of rule reads: named groups and constants."""

    groups: frozenset[str]
    yields: frozenset[str]
    triggers: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _kind(groups: str, yields: str, *, triggers: bool = False) -> Kind:
    return Kind(_words(groups), _words(yields), triggers)


KINDS: dict[str, Kind] = {
    "unit": _kind("", "dimension unit factor digits"),
    "hedge": _kind("", "comparator side weak reach"),
    "date": _kind(
        "nth year relative month day ten quarter half edge year2 relative2 month2 day2 ten2"
        " quarter2 half2 edge2 to bound plan every times weekday weekday2 months"
        " signed separator typo years last",
        "relation",
    ),
    "noise": _kind("", ""),
    "part": _kind("title issuer number date place body name kind value from to", "part"),
    "target": _kind("quantity what area verb", "indicator dimension change weak row clause entry"),
    "not_target": _kind("quantity", "reason", triggers=False),
    "deadline": _kind("", "reason"),
    "duty": _kind("name names closed duties", "role"),
    "not_duty": _kind("", ""),
    "funding": _kind(
        "payer instrument",
        "payer default instrument kind needs public role weak",
        triggers=True,
    ),
    "eligibility": _kind("year month day edge what subject", "kind form", triggers=True),
    "work": _kind("what", "item tier form", triggers=False),
}

_TRUE = frozenset((True,))
VALUES: dict[tuple[str, str], Collection[object]] = {
    ("unit", "digits"): _TRUE,
    ("hedge", "comparator"): get_args(Comparator),
    ("hedge", "side"): ("before", "after", "far"),
    ("hedge", "weak"): _TRUE,
    ("date", "relation"): (*get_args(Relation), "event"),
    ("target", "indicator"): get_args(Indicator),
    ("target", "change"): ("level", "increase", "decrease", "multiple"),
    ("target", "weak"): _TRUE,
    ("target", "row"): _TRUE,
    ("target", "clause"): _TRUE,
    ("target", "entry"): _TRUE,
    ("duty", "role"): (*get_args(DutyRole), "none"),
    ("funding", "payer"): get_args(Payer),
    ("funding", "default"): get_args(Payer),
    ("funding", "instrument"): get_args(Instrument),
    ("funding", "kind"): (*get_args(FundingKind), "none", "paid"),
    ("funding", "needs"): ("level", "heading", "money", "scheme", "granted"),
    ("funding", "public"): ("yes",),
    ("funding", "role"): ("cap", "threshold"),
    ("funding", "weak"): ("clause", "part"),
    ("eligibility", "kind"): get_args(EligibilityKind),
    ("eligibility", "form"): sorted(
        _words(
            "admit apart barred benefit beside bracket clause dated definition denied except first"
            " lacks list may objects preferred refused"
        )
    ),
    ("work", "item"): get_args(WorkItem),
    ("work", "tier"): get_args(Tier),
    ("work", "form"): ("label", "item", "blank", "aside", "with", "doing"),
}
"""The closed lists that constants of rules are taken from, by kind and key of yields."""

_NUMBERS = {("unit", "factor"): "a number", ("hedge", "reach"): "a whole number"}
_ALWAYS = {
    "unit": "dimension",
    "hedge": "comparator side",
    "target": "dimension",
    "deadline": "reason",
    "funding": "kind",
    "eligibility": "kind form",
    "work": "form",
}
"""Constants that every rule of a kind must have."""
_SUBJECT_AND_WHAT = ("", "subject what")
_THEN: dict[tuple[str, str, str], tuple[str, str]] = {
    ("hedge", "side", "far"): ("reach", ""),
    ("eligibility", "kind", "built_before"): ("", "year month day edge"),
    ("eligibility", "form", "admit"): _SUBJECT_AND_WHAT,
    ("eligibility", "form", "apart"): ("", "subject"),
    ("eligibility", "form", "denied"): _SUBJECT_AND_WHAT,
    ("eligibility", "form", "may"): _SUBJECT_AND_WHAT,
    ("eligibility", "form", "barred"): ("", "subject"),
    ("eligibility", "form", "benefit"): ("", "what"),
    ("eligibility", "form", "definition"): ("", "what"),
    ("eligibility", "form", "lacks"): _SUBJECT_AND_WHAT,
    ("work", "form", "item"): ("item", "what"),
    ("work", "form", "label"): ("tier", ""),
}
"""Constants and groups that a rule must have besides, by kind and one of its constants."""

MADE: dict[str, str] = {
    "deadline.bracket": "a date in brackets behind a task or a heading",
    "deadline.closing": "words behind the last comma that set no end (，长期坚持)",
    "deadline.label": "a label and a date behind it (完成时限：2025年6月)",
    "deadline.phase": "a phase of a schedule, named beside its dates",
    "deadline.rhythm": "what is to be done again and again (每月)",
    "deadline.sentence": "a date that governs a sentence",
    "deadline.table": "a cell under a head of dates",
    "eligibility.heading": "objects described under a heading of scope",
    "funding.heading": "a sum under a heading that speaks of grants",
    "funding.benefit": "a term of insurance or aid: 起付标准, 支付比例, 年度限额",
    "funding.composition": "a list of what money is made up of, or comes from",
    "funding.split": "shares of several payers, said together (3:5:2)",
    "funding.table": "a cell of a table of money",
    "target.list": "a quantity that goes on with a list of goals",
    "target.row": "a quantity in a table's cell of tasks",
    "target.table": "a cell of a table of goals",
    "target.table-run": "a cell of a table that is run together into one line",
    "unit.doubled": "翻一番",
    "unit.half": "a half, as a share",
    "unit.none": "a number without a unit",
    "unit.share": "a fraction in words (三分之一)",
    "works.changed": "initials behind one verb each (改水、改电、改路)",
    "works.initials": "initials that stand for works (水电气)",
    "works.title": "a work that the title names",
    **{f"works.{item}": f"a name of works/{item}.txt" for item in get_args(WorkItem)},
}
"""Rule ids of what code reads without an entry in ``patterns/``; no entry may have one of them."""


def faults(
    kind: str, rule: str, groups: Collection[str], yields: Mapping[str, Any]
) -> Iterator[str]:
    """Yield what is wrong with the groups and constants of the rule of a kind."""
    if extra := sorted(set(groups) - KINDS[kind].groups):
        yield f"groups {extra} are not read by kind {kind}"
    if extra := sorted(set(yields) - KINDS[kind].yields):
        yield f"yields {extra} are not read by kind {kind}"
    for key, value in yields.items():
        yield from _wrong_value(kind, key, value)
    yield from _missing(kind, rule, groups, yields)


def _wrong_value(kind: str, key: str, value: object) -> Iterator[str]:
    number = _NUMBERS.get((kind, key))
    if not isinstance(value, str | int | float):
        yield f"{key} is a list or a table; give one value"
    elif number and not _is_number(value, whole=number == "a whole number"):
        yield f"{key} {value!r} is not {number}"
    elif (allowed := VALUES.get((kind, key))) is not None and value not in allowed:
        shown = ("true" if each is True else str(each) for each in allowed)
        yield f"{key} {value!r} is not one of {', '.join(sorted(shown))}"
    elif isinstance(value, str) and not value.strip():
        yield f"{key} is empty"


def _is_number(value: str | int | float, *, whole: bool) -> bool:
    if whole or isinstance(value, bool):
        return type(value) is int
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _missing(
    kind: str, rule: str, groups: Collection[str], yields: Mapping[str, Any]
) -> Iterator[str]:
    wanted = [(key, f"kind {kind}") for key in _ALWAYS.get(kind, "").split()]
    if kind == "duty" and rule.startswith(("duty.label-", "duty.words-")):
        wanted.append(("role", "a label and role words"))
    wanted_groups: list[tuple[str, str]] = []
    for (of, key, value), (constants, named) in _THEN.items():
        if of == kind and yields.get(key) == value:
            wanted += [(name, f'{key} = "{value}"') for name in constants.split()]
            wanted_groups += [(name, f'{key} = "{value}"') for name in named.split()]
    yield from (f"{by} needs yields {key}" for key, by in wanted if key not in yields)
    yield from (f"{by} needs a group {name}" for name, by in wanted_groups if name not in groups)
