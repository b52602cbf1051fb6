"""Numbers and dates against the mentions of the five notices, before any record is made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.document import View, fold
from extractor.patterns import load_patterns
from extractor.values.dates import DateMention, find_dates, resolve
from extractor.values.numbers import Quantity, find_quantities

AIM = 0.98
_KINDS = {"money": "money", "percent": "percent", "count": "count", "area": "count"}
_RHYTHMS = {"month": "FREQ=MONTHLY", "quarter": "FREQ=MONTHLY;INTERVAL=3", "year": "FREQ=YEARLY"}


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    type: str
    value: dict[str, Any]
    text: str


def plain_view(text: str) -> View:
    """The folded text without white space; one space between letters or digits of a line stays."""
    folded = fold(text)
    kept = [i for i, char in enumerate(folded) if not char.isspace()]
    return View("".join(folded[i] for i in kept), kept)


def _quantity_value(quantity: Quantity) -> dict[str, Any]:
    return {"lo": quantity.value, "hi": quantity.value_max or quantity.value}


def _date_value(date: DateMention, year: int | None) -> dict[str, Any]:
    if date.relation == "recurring":
        rule = date.recurrence or ""
        base, _, day = rule.partition(";BYMONTHDAY=")
        every = next(k for k, v in _RHYTHMS.items() if v == base)
        return {"every": every, "day": int(day)} if day else {"every": every}
    start, end = resolve(date, year, None)
    return {"from": start, "to": end}


def found_in(text: str) -> Iterator[Found]:
    """All dates and quantities of a notice; a year left out is the last one printed before."""
    patterns, view = load_patterns(), plain_view(text)
    year: int | None = None
    taken: list[tuple[int, int]] = []
    for date in find_dates(view.text, patterns):
        year = date.year or year
        taken.append((date.start, date.end))
        if date.relation in ("event", "ongoing"):
            continue
        start, end = view.span(date.start, date.end)
        yield Found(start, end, "date", _date_value(date, year), text[start:end])
    for quantity in find_quantities(view.text, patterns):
        if any(a < quantity.end and quantity.start < b for a, b in taken):
            continue
        if quantity.dimension in _KINDS:
            start, end = view.span(quantity.start, quantity.end)
            kind = _KINDS[quantity.dimension]
            yield Found(start, end, kind, _quantity_value(quantity), text[start:end])


def _same(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    keys = [key for key in gold if key != "unit"]
    return all(
        Decimal(str(gold[k])) == found.get(k) if k in ("lo", "hi") else gold[k] == found.get(k)
        for k in keys
    )


def _overlap(a: Any, start: int, end: int) -> bool:
    return bool(a.start < end and start < a.end)


def score(shared: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """Count, by type, gold, right, predicted and true; list what is wrong."""
    gold = json.loads((shared / "gold" / "mentions.json").read_text("utf-8"))
    counts: dict[str, Counter[str]] = {}
    wrong: list[str] = []
    for path in sorted((shared / "notices").glob("*.txt")):
        text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        mine = [item for item in gold if item["file"] == path.name]
        found = list(found_in(text))
        for item in (i for i in mine if i["tier"] == "core"):
            tally = counts.setdefault(item["type"], Counter())
            tally["gold"] += 1
            hits = [
                f
                for f in found
                if f.type == item["type"] and _overlap(f, item["start"], item["end"])
            ]
            right = any(_same(item["value"], f.value) for f in hits)
            spans = {(item["start"], item["end"]), (item["start"], item["core_end"])}
            tally["right"] += right
            tally["span"] += any((f.start, f.end) in spans for f in hits)
            if not right:
                wrong.append(f"missed {path.name[:3]} {item['text']!r} {item['value']} {hits}")
        for f in found:
            tally = counts.setdefault(f.type, Counter())
            met = {item["tier"] for item in mine if _overlap(f, item["start"], item["end"])}
            if met == {"soft"}:
                continue  # counts neither way
            tally["predicted"] += 1
            true = "core" in met
            tally["true"] += true
            if not true:
                wrong.append(f"extra {path.name[:3]} {f}")
    return counts, wrong


@pytest.mark.parametrize("kind", ["date", "money", "percent", "count"])
def test_values_and_precision(
    kind: str, shared_dir: Path, record_property: Callable[[str, object], None]
) -> None:
    counts, wrong = score(shared_dir)
    tally = counts[kind]
    report = f"{kind}: {dict(tally)}\n" + "\n".join(wrong)
    record_property(kind, dict(tally))
    assert tally["gold"] and tally["predicted"], report
    assert tally["right"] >= AIM * tally["gold"], report
    assert tally["true"] >= AIM * tally["predicted"], report
