"""A report on many notices: size, time to write, time to paint, to filter and to open in Chromium.

``make bench-report``, or ``python benchmarks/report.py --notices 300``. The notices are the samples
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

from extractor import Document, PolicyNotice, extract, read
from extractor.export.report import write_report

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


def measure(path: Path, chromium: str, repeats: int) -> dict[str, float]:
    """Return medians in milliseconds of what a reader waits for."""
    from playwright.sync_api import sync_playwright

    runs: list[dict[str, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for _ in range(repeats):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(path.as_uri())
            run = {"first paint": float(page.evaluate(PAINT))}
            run["comparison opened"] = float(page.evaluate(GO, "view=compare"))
            run["filter (with 120 ms of waiting for more keys)"] = float(
                page.evaluate(FILTER, "household")
            )
            run["filter taken back"] = float(page.evaluate(FILTER, ""))
            run["notice opened"] = float(page.evaluate(GO, "view=notice&n=30"))
            run["charts opened"] = float(page.evaluate(GO, "view=charts"))
            runs.append(run)
            page.close()
        browser.close()
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


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
        start = time.perf_counter()
        write_report(notices, texts, path)
        seconds = time.perf_counter() - start
        data = path.read_bytes()
        print(f"notices           {len(notices)}, {sum(map(len, texts.values()))} characters")
        packed = len(gzip.compress(data)) / 2**20
        print(f"size              {len(data) / 2**20:.1f} MiB ({packed:.1f} MiB packed with gzip)")
        print(f"time to write     {seconds:.2f} s")
        for name, value in measure(path, options.chromium, options.repeats).items():
            print(f"{name:18}{value:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
