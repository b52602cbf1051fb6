"""Real notices as a gate, where they are beside the project; their gold here holds facts only.

``gold/`` has offsets, values and the text's hash, no sentence: the texts are not in the project.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import Document, extract
from extractor.evaluate import KEYS, Report, judge
from extractor.gold import from_facts, read_gold

pytestmark = pytest.mark.whole
GOLD = Path(__file__).parent / "gold"
FIVE = {"all": 0.995, **dict.fromkeys(KEYS, 0.98)}
OTHERS = {"all": 0.975}
ONCE_BLIND = {"all": 0.94}


def _figures(gold: list[Any], folder: Path) -> dict[str, Any]:
    judged = []
    for item in gold:
        name = str(item["notice"])
        document = Document.from_text((folder / name).read_text("utf-8-sig"), name)
        facts = from_facts(item, document.text)
        judged.append(judge(facts, json.loads(extract(document).to_json())))
    return Report(tuple(judged)).figures()


def _hold(figures: dict[str, Any], floors: dict[str, float], metadata: float) -> None:
    low = {
        kind: figures[kind]["f1"] for kind, floor in floors.items() if figures[kind]["f1"] < floor
    }
    assert low == {}
    assert figures["metadata"]["accuracy"] >= metadata


def test_the_five(shared_dir: Path) -> None:
    figures = _figures(read_gold(shared_dir / "gold"), shared_dir / "notices")
    _hold(figures, FIVE, 0.98)
    others = figures["other_fields"]
    assert sum(others.values()) / len(others) >= 0.90


def test_the_others(shared_dir: Path) -> None:
    folders = (shared_dir / "notices-more", shared_dir / "notices-blind")
    gold = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]
    for folder in folders:
        here = [item for item in gold if (folder / str(item["notice"])).is_file()]
        assert here, f"no annotated notice in {folder.name}"
        floors = OTHERS if folder.name.endswith("more") else ONCE_BLIND
        _hold(_figures(here, folder), floors, 0.9)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_gold_quotes_nothing(path: Path) -> None:
    """Every printed string is a place in the text; only names of places stand in full."""
    gold = json.loads(path.read_text("utf-8"))
    for kind in KEYS:
        for record in gold[kind]:
            for field in ("actor", "task", "indicator_text", "area", "phase", "base"):
                value = record.get(field)
                assert value is None or isinstance(value, dict), (kind, field)
    assert all(isinstance(item, dict) for item in gold["metadata"]["cites"])
    assert len(gold["text_sha256"]) == 64
