"""Speed and memory on the sample notices: ``make bench``, or with ``ARGS="FOLDER --repeats 20"``.

The floor is one compiled ``regex`` reading the same text for digits in the same run, so that the
ratio says more than the milliseconds, which depend on the machine.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import regex

from extractor import Document, extract, read

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "notices"
DIGITS = regex.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿]+")


def scan_all(texts: Sequence[str]) -> None:
    """Find every run of digits: the least that any reading of the text costs."""
    for text in texts:
        DIGITS.findall(text)


def extract_all(texts: Sequence[str]) -> None:
    """Go the whole way from text to JSON, with nothing kept between notices."""
    for text in texts:
        extract(Document.from_text(text)).to_json()


def seconds(job: Callable[[Sequence[str]], None], texts: Sequence[str], repeats: int) -> float:
    """Return the median time of *repeats* runs, after one that is not counted."""
    job(texts)
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        job(texts)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak_mib() -> float:
    """Return the largest resident size of this process so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def main() -> int:
    """Measure and print; end with 2 if there is nothing to measure."""
    parser = argparse.ArgumentParser(description="Speed and memory of extract().")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="notices (*.txt)")
    parser.add_argument("--repeats", type=int, default=10, help="runs, of which the median counts")
    options = parser.parse_args()

    texts = [read(path).text for path in sorted(options.folder.glob("*.txt"))]
    if not texts:
        print(f"no *.txt in {options.folder}: name a folder of notices", file=sys.stderr)
        return 2
    characters = sum(map(len, texts))

    start = time.perf_counter()
    extract_all(texts[:1])
    first = time.perf_counter() - start
    floor = seconds(scan_all, texts, options.repeats)
    whole = seconds(extract_all, texts, options.repeats)

    print(f"notices           {len(texts)}, {characters} characters")
    print(f"first notice      {first * 1000:.0f} ms, with rules and dictionaries loaded for it")
    print(
        f"per notice        {whole / len(texts) * 1000:.2f} ms (median of {options.repeats} runs)"
    )
    print(f"per 4,500 chars   {whole / characters * 4_500_000:.2f} ms")
    print(f"characters/s      {characters / whole:,.0f}")
    print(f"digit scan        {floor / len(texts) * 1000:.3f} ms per notice")
    print(f"ratio to the scan {whole / floor:.1f}")
    print(f"peak memory       {peak_mib():.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
