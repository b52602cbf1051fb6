"""The same notices in every form: ``make bench-formats``, also with ``ARGS="FOLDER --forms pdf"``.

Each notice is rendered into each form, the file is read, and its records are scored against those
of the plain text, paired as by ``gongwen evaluate --ignore-spans``: the text is the gold. What a
form loses by itself, and nothing that the rules miss, shows in the table.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor import Document, extract
from extractor.errors import ExtractorError
from extractor.evaluate import Report, judge
from extractor.readers import read_bytes
from tools.render import FORMS, Paper, Tools, paper, render_all

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "notices"
SAMPLES = ROOT / "corpus" / "notices"


@dataclass(frozen=True, slots=True)
class Row:
    """One notice in one form: F1 of the records, whether the metadata agree, and the time."""

    f1: float
    metadata: bool
    reading: float
    """Milliseconds from the bytes to the text."""
    wrong: tuple[str, ...]


def measure(data: bytes, name: str, text: str) -> Row:
    """Read a file and score it against the notice's text."""
    gold = {"notice": name, **json.loads(extract(Document.from_text(text)).to_json())}
    start = time.perf_counter()
    try:
        document = read_bytes(data, name)
    except ExtractorError as error:
        return Row(0.0, False, 0.0, (str(error),))
    reading = (time.perf_counter() - start) * 1000
    report = Report((judge(gold, json.loads(extract(document).to_json()), ignore_spans=True),))
    figures = report.figures()
    right = figures["metadata"]["right"] == figures["metadata"]["fields"]
    return Row(figures["all"]["f1"], right, reading, tuple(report.errors()))


def rows(
    texts: Mapping[str, str], forms: Iterable[str], tools: Tools
) -> Iterable[tuple[str, dict[str, Row]]]:
    """Yield each form with a row for each notice."""
    papers: dict[str, Paper] = {name: paper(text) for name, text in texts.items()}
    for form in forms:
        ending = FORMS[form].ending
        made = render_all(papers, [form], tools)
        yield (
            form,
            {
                name: measure(data, f"{name}.{ending}", texts[name])
                for (name, _), data in made.items()
            },
        )


def line(form: str, found: Mapping[str, Row], names: Iterable[str]) -> str:
    """Return a row of the table in Markdown."""
    scores = " | ".join(f"{found[name].f1:.3f}" if name in found else "–" for name in names)
    same = sum(row.metadata for row in found.values())
    median = statistics.median(row.reading for row in found.values())
    about = FORMS[form].about
    return f"| `{form}` | {about} | {scores} | {same} of {len(found)} | {median:.1f} |"


def main() -> int:
    """Measure and print; end with 2 if there is nothing to measure or a program is missing."""
    parser = argparse.ArgumentParser(description="The same notices in every form.")
    parser.add_argument("folder", nargs="?", type=Path, help="notices (*.txt)")
    parser.add_argument("--forms", help="names, with commas; all that can be made without it")
    parser.add_argument("--errors", action="store_true", help="list what differs")
    options = parser.parse_args()

    folder = options.folder or (REAL if REAL.is_dir() else SAMPLES)
    paths = sorted(folder.glob("*.txt"))
    tools = Tools()
    forms = options.forms.split(",") if options.forms else _possible(tools)
    if not paths or not set(forms) <= set(FORMS):
        print(f"no *.txt in {folder}, or a form that is not in {list(FORMS)}", file=sys.stderr)
        return 2
    texts = {path.stem: Document.from_text(path.read_text("utf-8-sig")).text for path in paths}
    heads = " | ".join(name[:3] if folder == REAL else name for name in texts)
    print(f"| form | what it is | {heads} | metadata equal | ms to the text |")
    print("| --- | --- |" + " --- |" * (len(texts) + 2))
    for form, found in rows(texts, forms, tools):
        if found:
            print(line(form, found, texts), flush=True)
        for name, row in found.items() if options.errors else ():
            for wrong in row.wrong:
                print(f"    {name} {wrong}")
    return 0


def _possible(tools: Tools) -> list[str]:
    """Return the forms that can be made here; archives are no form of one notice."""
    at_hand = {"": True, "soffice": bool(tools.soffice), "chromium": bool(tools.chromium)}
    return [
        name for name, form in FORMS.items() if at_hand[form.needs] and name not in _NOT_ONE_NOTICE
    ]


_NOT_ONE_NOTICE = ("zip", "scan-png", "scan-jpg")
"""An archive holds several files, and a picture only the first page."""


if __name__ == "__main__":
    sys.exit(main())
