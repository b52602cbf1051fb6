"""The samples as a gate: scores, counts and digests are those pinned in corpus/baseline.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.pin_baseline import BASELINE, SETS, fallen, measure

pytestmark = pytest.mark.whole
PINNED = json.loads(BASELINE.read_text("utf-8"))
SAMPLES = [
    pytest.param(name, path.name, id=f"{name} {path.stem}")
    for name, folder in SETS.items()
    for path in sorted((folder / "notices").glob("*.txt"))
]


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return {name: measure(folder) for name, folder in SETS.items()}


@pytest.mark.parametrize("name", SETS)
def test_no_score_is_below_its_floor(name: str, measured: dict[str, Any]) -> None:
    assert fallen(measured[name], PINNED[name]) == []


@pytest.mark.parametrize(("name", "sample"), SAMPLES)
def test_a_sample_gives_what_is_pinned(name: str, sample: str, measured: dict[str, Any]) -> None:
    """Where a change of rules is meant, ``python -m tools.pin_baseline`` pins the new output."""
    assert measured[name]["notices"][sample] == PINNED[name]["notices"][sample]


def test_a_lower_score_is_named() -> None:
    pinned = PINNED["samples"]
    worse = {"f1": {**pinned["f1"], "targets": 0.1}, "metadata": pinned["metadata"]}
    assert fallen(worse, pinned) == [f"targets: 0.1 was {pinned['f1']['targets']}"]
    assert fallen(pinned, pinned) == []


@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
def test_every_sample_has_gold_of_its_text(folder: Path) -> None:
    names = {path.name for path in (folder / "notices").glob("*.txt")}
    gold = [json.loads(path.read_text("utf-8")) for path in (folder / "gold").glob("*.json")]
    assert {item["notice"] for item in gold} == names
