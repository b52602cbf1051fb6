"""Speed of the PDF reader: ``python benchmarks/pdf.py FILE.pdf...``.

The floor is PDFium's bare ``get_text_range`` over all pages of the same file in the same run; the
ratio says what the reader adds (places, reading order, furniture, warnings). Pages with ruled
tables are counted apart: pdfplumber looks for their cells.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2

from extractor.readers.pdf import read_pdf


def bare(data: bytes) -> int:
    """Load the text of every page and nothing else; return how many characters there are."""
    with pypdfium2.PdfDocument(data) as pdf:
        count = 0
        for page in pdf:
            textpage = page.get_textpage()
            count += len(textpage.get_text_range())
            textpage.close()
            page.close()
    return count


def seconds(job: Callable[[], object]) -> float:
    """Return the processor time of one run."""
    start = time.process_time()
    job()
    return time.process_time() - start


def main() -> int:
    """Measure each file and print a line for it."""
    parser = argparse.ArgumentParser(description="Speed of read_pdf against PDFium alone.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--repeats", type=int, default=15, help="runs, of which the best counts")
    options = parser.parse_args()
    for path in options.files:
        data = path.read_bytes()
        document = read_pdf(data, path.name)
        pages = len(document.pages)
        jobs = (partial(bare, data), partial(read_pdf, data, path.name))
        # one after the other, so that a busy machine slows both
        times = [[seconds(job) for job in jobs] for _ in range(options.repeats)]
        floor, whole = (min(column) for column in zip(*times, strict=True))
        rows = sum("\t" in line for line in document.text.split("\n"))
        print(
            f"{path.name}: {pages} pages, {rows} table rows, {whole / pages * 1000:.2f} ms a page, "
            f"PDFium {floor / pages * 1000:.2f} ms, ratio {whole / floor:.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
