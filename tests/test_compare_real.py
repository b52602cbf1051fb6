"""The real notices side by side: cells against what their annotations say, by other means.

What is expected is worked out here from the gold alone, with plain loops; nothing of the
comparison's own ways of answering is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor import Comparison, compare, extract
from extractor.labels import load_labels

Fact = tuple[str, str, Any]
TOTALS = ("communities", "projects", "buildings", "households", "floor_area", "investment")
UNREAD = {
    ("001_fb49aa8ef366abdc.txt", "pays_county"): "one of its channels is not read",
    ("003_f7b3188a71814653.txt", "pays_municipal"): "the instrument is read as budget",
}
"""Cells that are wrong since a record is: one that comes right must leave this list."""
RATIOS = [
    ("investment_per_household", "investment", "households"),
    ("investment_per_m2", "investment", "floor_area"),
    ("households_per_community", "households", "communities"),
    ("area_per_household", "floor_area", "households"),
]


@pytest.fixture(scope="module")
def gold(shared_dir: Path) -> dict[str, dict[str, Any]]:
    files = sorted((shared_dir / "gold").glob("0*.json"))
    return {data["notice"]: data for data in (json.loads(f.read_text("utf-8")) for f in files)}


@pytest.fixture(scope="module")
def real(shared_dir: Path) -> Comparison:
    paths = sorted((shared_dir / "notices").glob("*.txt"))
    return compare([extract(path) for path in paths], as_of=date(2025, 1, 1))


def _numbers(data: dict[str, Any], indicator: str) -> list[dict[str, Any]]:
    return [t for t in data["targets"] if t["indicator"] == indicator and t["area"] is None]


def _plan(data: dict[str, Any], indicator: str) -> dict[str, Any] | None:
    """The largest number for the whole area: of these plans, their yearly and monthly steps are
    smaller than the total."""
    found = sorted(_numbers(data, indicator), key=lambda t: t["value"])
    return found[-1] if found else None


def _of_targets(name: str, data: dict[str, Any]) -> Iterator[Fact]:
    for indicator in TOTALS:
        total = _plan(data, indicator)
        yield name, indicator, total and total["value"]
        areas = [t for t in data["targets"] if t["indicator"] == indicator and t["area"]]
        if areas:
            yield name, f"{indicator}_by_area", {f"{t['area']}: {t['value']}" for t in areas}
    for ratio, above, below in RATIOS:
        top, bottom = _plan(data, above), _plan(data, below)
        if top and bottom:
            yield name, ratio, round(top["value"] / bottom["value"], 2)


def _of_metadata(name: str, data: dict[str, Any]) -> Iterator[Fact]:
    for field in ("title", "document_number", "issuer", "signed_on", "expires_on", "status"):
        yield name, field, data["metadata"][field]
    yield name, "adcode", data["metadata"]["region"]["adcode"]
    end = data["metadata"]["expires_on"]
    yield name, "in_force", "yes" if end and end >= "2025-01-01" else None


def _of_time(name: str, data: dict[str, Any]) -> Iterator[Fact]:
    ends = [d["end"] for d in data["deadlines"] if d["relation"] in ("by", "during")]
    yield name, "first_deadline", min(ends, default=None)
    yield name, "last_deadline", max(ends, default=None)
    rhythms = {d["recurrence"] for d in data["deadlines"] if d["recurrence"]}
    yield name, "reporting", rhythms or None
    yield name, "phase_count", len({d["phase"] for d in data["deadlines"] if d["phase"]}) or None


def _of_money(name: str, data: dict[str, Any]) -> Iterator[Fact]:
    rules = data["funding"]
    paying = [f for f in rules if f["kind"] in ("source", "share", "cap", "amount")]
    yield name, "payers", {f["payer"] for f in paying} or None
    for payer in ("central", "municipal", "county", "residents", "financial_institution"):
        means = {f["instrument"] or "unnamed" for f in paying if f["payer"] == payer}
        yield name, f"pays_{payer}", means or None
    shares = [f for f in rules if f["kind"] == "share" and f["unit"] == "percent"]
    own = [f["value"] for f in shares if f["payer"] == "residents"]
    yield name, "resident_share_min", min(own, default=None)
    yield name, "resident_share_max", max(own, default=None)
    city = [f["value"] for f in shares if f["payer"] == "municipal"]
    yield name, "municipal_share", city[0] if len(city) == 1 else None
    caps = [f["value"] for f in rules if (f["kind"], f["payer"]) == ("cap", "residents")]
    yield name, "resident_cap", caps[0] if caps else None


def _of_rest(name: str, data: dict[str, Any]) -> Iterator[Fact]:
    cutoffs = {e["cutoff"] for e in data["eligibility"] if e["kind"] == "built_before"}
    yield name, "built_before", cutoffs or None
    for tier in ("basic", "improvement", "upgrade"):
        items = {w["item"] for w in data["works"] if w["tier"] == tier}
        yield name, f"works_{tier}_items", items or None
    for role in load_labels()["role"]:
        types = {r["actor_type"] for r in data["responsibilities"] if r["role"] == role}
        yield name, f"duty_{role}", types or None
    leads = {r["actor"] for r in data["responsibilities"] if r["role"] == "lead"}
    yield name, "lead_bodies", leads or None


def _facts(gold: dict[str, dict[str, Any]]) -> list[Fact]:
    ways = (_of_metadata, _of_targets, _of_time, _of_money, _of_rest)
    return [fact for name, data in gold.items() for way in ways for fact in way(name, data)]


def _shown(comparison: Comparison, notice: str, variable: str) -> Any:
    cell = next(c for c in comparison.cells if (c.notice, c.variable) == (notice, variable))
    assert cell.status in ("stated", "not_stated"), (notice, variable, cell.status)
    if isinstance(cell.value, tuple):
        return {float(v) if isinstance(v, Decimal) else v for v in cell.value}
    return float(cell.value) if isinstance(cell.value, Decimal) else cell.value


def test_the_cells_say_what_the_annotations_say(
    real: Comparison, gold: dict[str, dict[str, Any]]
) -> None:
    facts = _facts(gold)
    assert sum(value is not None for *_, value in facts) >= 100
    assert sum(value is None for *_, value in facts) >= 20, "silence is checked as well"
    wrong = [
        (notice, variable, expected, found)
        for notice, variable, expected in facts
        if (found := _shown(real, notice, variable)) != expected
    ]
    assert {(notice, variable) for notice, variable, *_ in wrong} == set(UNREAD), wrong


def test_nothing_conflicts_and_no_number_is_an_outlier(real: Comparison) -> None:
    assert [c.variable for c in real.cells if c.status == "conflicting"] == []
    assert {check.code for check in real.checks} == {"sum_mismatch"}


def test_the_wider_set_has_no_conflict_either(shared_dir: Path) -> None:
    paths = sorted((shared_dir / "notices-more").glob("*.txt"))
    comparison = compare([extract(path) for path in paths])
    assert [(c.notice, c.variable) for c in comparison.cells if c.status == "conflicting"] == []
