"""Turn a gold file that quotes its notice into one that holds offsets only.

    python tools/gold_facts.py GOLD.json TEXT.txt OUT.json

TEXT is the very text that was annotated; the output names it by its hash and quotes nothing.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from extractor import read
from extractor.gold import to_facts


def main() -> None:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(description="Gold with offsets in place of quotes.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text("utf-8"))
    facts = to_facts(gold, read(options.text).text)
    options.out.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
