"""Notices → one HTML file to read them in: side by side, in charts, and each with its evidence.

The page is drawn by its own scripts and style sheet (``assets/``): no library stands inside, and
nothing is fetched. altair with vl-convert was the other way. It adds 0.85 MB to every file, draws
on a canvas of its own that neither the page's two languages nor its colour schemes, its keyboard or
a screen reader reach, and has nothing for the matrix and for the text with its highlights, which
are most of the page. The charts needed here are bars, stacks, a timeline and two tables with
colour: some hundred lines of SVG, each mark of which is a button that leads to its sentence.

Whatever a notice says reaches the page as JSON and is shown as text nodes only; the page's
Content-Security-Policy names the hashes of its script and style and allows nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from extractor.export.report.page import render
from extractor.export.report.payload import make_payload
from extractor.labels import Language
from extractor.models import Failure, PolicyNotice

__all__ = ["write_report"]


def write_report(
    notices: Sequence[PolicyNotice | Failure],
    texts: Mapping[str, str],
    path: Path,
    *,
    as_of: date | None = None,
    language: Language = "en",
) -> None:
    """Write *notices* and failures as one self-contained page to *path*.

    *texts* are the texts that offsets count in, by ``source.text_sha256``: a notice whose text is
    not among them is shown by its evidence alone. *as_of* is the day for which validity is told,
    *language* the one that the page opens in, until its reader chooses the other. The same
    arguments give the same bytes. Raises OSError where *path* cannot be written.
    """
    page = render(make_payload(notices, texts, as_of=as_of), language)
    path.write_bytes(page.encode("utf-8"))
