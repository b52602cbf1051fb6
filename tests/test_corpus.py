"""The samples as a gate: scores, counts and digests are those pinned in corpus/baseline.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.pin_baseline import BASELINE, CORPUS, fallen, measure

PINNED = json.loads(BASELINE.read_text("utf-8"))


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return measure()


def test_no_score_is_below_its_floor(measured: dict[str, Any]) -> None:
    assert fallen(measured, PINNED) == []


@pytest.mark.parametrize("path", sorted((CORPUS / "notices").glob("*.txt")), ids=lambda p: p.stem)
def test_a_sample_gives_what_is_pinned(path: Path, measured: dict[str, Any]) -> None:
    """Where a change of rules is meant, ``python -m tools.pin_baseline`` pins the new output."""
    assert measured["notices"][path.name] == PINNED["notices"][path.name]


def test_a_lower_score_is_named() -> None:
    worse = {"f1": {**PINNED["f1"], "targets": 0.1}, "metadata": PINNED["metadata"]}
    assert fallen(worse, PINNED) == [f"targets: 0.1 was {PINNED['f1']['targets']}"]
    assert fallen(PINNED, PINNED) == []


def test_every_sample_has_gold_of_its_text() -> None:
    names = {path.name for path in (CORPUS / "notices").glob("*.txt")}
    gold = [json.loads(path.read_text("utf-8")) for path in (CORPUS / "gold").glob("*.json")]
    assert {item["notice"] for item in gold} == names
