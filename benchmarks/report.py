"""A report on many notices: size, time to write, time to paint, to filter and to open in Chromium.

``python benchmarks/report.py``, or with ``--notices 1000``. The notices are the samples
again and again, each round in places of other names, extracted anew.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import Document, PolicyNotice, extract, read
from extractor.export.report import write_report

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "notices"
FIRST, SECOND = "东西南北上下新宁安永", "岭溪川湖山河州浦原泽"

FILTER = """async (words) => {
  const box = document.getElementById("filter-variables"), told = document.getElementById("shown");
  const before = told.textContent, start = performance.now();
  box.value = words;
  box.dispatchEvent(new Event("input"));
  while (told.textContent === before) await new Promise(requestAnimationFrame);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
GO = """async (hash) => {
  const start = performance.now();
  location.hash = hash;
  await new Promise((done) => addEventListener("hashchange", done, { once: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def moved(text: str, name: str, number: int) -> str:
    """Return *text* with the place *name* (without 市, 县, 区) called something else."""
    tens, ones = divmod(number, 10)
    return text.replace(name, FIRST[tens % 10] + SECOND[ones]) if number and name else text


def make(count: int) -> tuple[list[PolicyNotice], dict[str, str]]:
    """Return *count* notices and their texts."""
    samples = []
    for path in sorted(CORPUS.glob("*.txt")):
        document = read(path)
        region = extract(document).metadata.region
        place = (region.county or region.city or "") if region else ""
        samples.append((document, place[:-1]))
    notices, texts = [], {}
    for number in range(count):
        document, place = samples[number % len(samples)]
        text = moved(document.text, place, number // len(samples))
        notice = extract(Document.from_text(text, f"{number:03}_{document.name}"))
        notices.append(notice)
        texts[notice.source.text_sha256] = text
    return notices, texts


STEPS = (
    ("comparison opened", GO, "view=compare"),
    ("filtered", FILTER, "household"),
    ("filter taken back", FILTER, ""),
    ("notice opened", GO, "view=notice&n=30"),
    ("charts opened", GO, "view=charts"),
)


def measure(path: Path, chromium: str, repeats: int) -> dict[str, tuple[float, float]]:
    """Return medians in milliseconds: what a reader waits, and how long the page's thread worked.

    The second does not depend on what else the machine does. A filter waits 120 ms for more keys.
    """
    from playwright.sync_api import sync_playwright

    runs: list[dict[str, tuple[float, float]]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for _ in range(repeats):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            watch = page.context.new_cdp_session(page)
            watch.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(path.as_uri())
            worked = _worked(watch)
            run = {"first paint": (float(page.evaluate(PAINT)), worked)}
            for name, script, argument in STEPS:
                waited = float(page.evaluate(script, argument))
                before, worked = worked, _worked(watch)
                run[name] = (waited, worked - before)
            runs.append(run)
            page.close()
        browser.close()
    return {
        name: (
            statistics.median(run[name][0] for run in runs),
            statistics.median(run[name][1] for run in runs),
        )
        for name in runs[0]
    }


def _worked(watch: CDPSession) -> float:
    metrics = watch.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def main() -> int:
    """Measure and print; end with 2 where there is no Chromium."""
    parser = argparse.ArgumentParser(description="Size and speed of a report.")
    parser.add_argument("--notices", type=int, default=300)
    parser.add_argument("--repeats", type=int, default=5, help="runs, of which the median counts")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="path of Chromium")
    options = parser.parse_args()
    if not options.chromium:
        print("no Chromium: name one with --chromium", file=sys.stderr)
        return 2

    notices, texts = make(options.notices)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        start, busy = time.perf_counter(), time.process_time()
        write_report(notices, texts, path)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        data = path.read_bytes()
        print(f"notices           {len(notices)}, {sum(map(len, texts.values()))} characters")
        packed = len(gzip.compress(data)) / 2**20
        print(f"size              {len(data) / 2**20:.1f} MiB ({packed:.1f} MiB packed with gzip)")
        print(f"time to write     {seconds:.1f} s, {busy:.1f} s of work")
        for name, (waited, worked) in measure(path, options.chromium, options.repeats).items():
            print(f"{name:18}{waited:.0f} ms, {worked:.0f} ms of work")
    return 0


if __name__ == "__main__":
    sys.exit(main())
