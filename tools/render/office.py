"""What LibreOffice and the browser make of our files: DOC, RTF and PDF.

Each call has a profile of its own, since two that share one fail, and takes many files at once,
since starting costs more than converting.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

_SECONDS_AT_LEAST = 120
_SECONDS_A_FILE = 10


def find_soffice() -> str | None:
    """Return the command of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def find_chromium() -> str | None:
    """Return the command of a Chromium browser, None where there is none."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


def convert(files: Mapping[str, bytes], target: str, soffice: str) -> dict[str, bytes]:
    """Return DOCX *files* in the form *target* (``pdf``, ``doc`` or ``rtf``), under their names.

    Raises RuntimeError where a file was not converted: the program ends with 0 all the same.
    """
    filters = {"pdf": "pdf:writer_pdf_Export", "doc": "doc:MS Word 97", "rtf": "rtf"}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "in").mkdir()
        for index, data in enumerate(files.values()):
            (work / "in" / f"{index}.docx").write_bytes(data)
        inputs = [str(work / "in" / f"{index}.docx") for index in range(len(files))]
        done = subprocess.run(
            [
                soffice,
                f"-env:UserInstallation={(work / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                filters[target],
                "--outdir",
                str(work / "out"),
                *inputs,
            ],
            env={**os.environ, "SOURCE_DATE_EPOCH": "1704067200", "TZ": "UTC"},
            capture_output=True,
            timeout=_SECONDS_AT_LEAST + _SECONDS_A_FILE * len(files),
            check=False,
        )
        outputs = [work / "out" / f"{index}.{target}" for index in range(len(files))]
        if missing := [path.name for path in outputs if not path.is_file()]:
            raise RuntimeError(f"{soffice} did not write {missing}: {done.stderr.decode()[:500]}")
        return {name: path.read_bytes() for name, path in zip(files, outputs, strict=True)}


def print_page(html: bytes, chromium: str) -> bytes:
    """Return a web page as the browser prints it to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "page.html").write_bytes(html)
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={work / 'profile'}",
                f"--print-to-pdf={work / 'page.pdf'}",
                (work / "page.html").as_uri(),
            ],
            capture_output=True,
            timeout=_SECONDS_AT_LEAST,
            check=True,
        )
        return (work / "page.pdf").read_bytes()
