"""Pins what the sets of samples give: scores, counts, digests of records, in corpus/baseline.json.

Run from the checkout: ``python -m tools.pin_baseline``. A score that would fall below its floor is
refused unless ``--lower`` says that this is meant; say why in the commit.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from extractor import Document, PolicyNotice, extract
from extractor.evaluate import KEYS, Report, judge
from extractor.gold import read_gold

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
BASELINE = CORPUS / "baseline.json"
SETS = {
    "samples": CORPUS,
    "second": CORPUS / "second",
    "third": CORPUS / "third",
    "fourth": CORPUS / "fourth",
    "fifth": CORPUS / "fifth",
}
"""Folders with ``notices/`` and ``gold/``."""
_SCORED = (*KEYS, "all")


def measure(folder: Path) -> dict[str, Any]:
    """Return scores over the samples of a set, and each sample's counts and digest."""
    judged, notices = [], {}
    for gold in read_gold(folder / "gold"):
        name = str(gold["notice"])
        notice = extract(Document.from_text((folder / "notices" / name).read_text("utf-8"), name))
        judged.append(judge(gold, json.loads(notice.to_json())))
        notices[name] = {
            "records": {kind: len(getattr(notice, kind)) for kind in KEYS},
            "digest": digest(notice),
        }
    figures = Report(tuple(judged)).figures()
    floors = {kind: figures[kind]["f1"] for kind in _SCORED}
    return {"f1": floors, "metadata": figures["metadata"]["accuracy"], "notices": notices}


def digest(notice: PolicyNotice) -> str:
    """Return the SHA-256 of a notice's JSON."""
    return hashlib.sha256(notice.to_json().encode()).hexdigest()


def fallen(new: dict[str, Any], old: dict[str, Any]) -> list[str]:
    """Return a line for each score that is lower than it was."""
    before, after = ({**found["f1"], "metadata": found["metadata"]} for found in (old, new))
    return [
        f"{kind}: {value} was {before[kind]}"
        for kind, value in after.items()
        if kind in before and value < before[kind]
    ]


def main(arguments: list[str]) -> int:
    """Measure, and write the baseline unless a score fell."""
    new = {name: measure(folder) for name, folder in SETS.items()}
    old = json.loads(BASELINE.read_text("utf-8")) if BASELINE.is_file() else {}
    lower = [line for name in SETS if name in old for line in fallen(new[name], old[name])]
    for line in lower:
        print(line)
    if lower and "--lower" not in arguments:
        print("not written; give --lower if this is meant")
        return 1
    BASELINE.write_text(json.dumps(new, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
