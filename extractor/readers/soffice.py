"""LibreOffice as the last resort: what our readers cannot take is converted, where it is installed.

It is given a profile of its own (two with one profile fail) and a time limit, and ends with all
the processes that it started. It is asked only for files whose first bytes are those of the form:
of anything else it makes rubbish without a word.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnreadableError
from extractor.readers.flow import Note

LIMIT = 60.0
"""Seconds for one file."""
_PROGRAMS = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as DOCX, and the note that says so."""

    data: bytes
    note: Note


def convert(data: bytes, ending: str, name: str, *, because: str) -> Converted:
    """Return a word processor's file as LibreOffice saves it in DOCX; *because* says why.

    Raises UnreadableError where LibreOffice is not installed or cannot do it in time.
    """
    program = next((found for item in _PROGRAMS if (found := shutil.which(item))), None)
    advice = "open it in Word or WPS and save it as DOCX"
    if program is None:
        raise UnreadableError(
            f"{name}: cannot be read ({because}); {advice}, or install LibreOffice, which would "
            "be asked to convert it"
        )
    with tempfile.TemporaryDirectory(prefix="gongwen-") as folder:
        source = Path(folder, f"in.{ending}")
        source.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                *("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx"),
                *("--outdir", folder, str(source)),
            ]
        )
        made = Path(folder, "in.docx")
        if not made.is_file():
            raise UnreadableError(
                f"{name}: cannot be read ({because}), nor by LibreOffice; {advice}"
            )
        note = (
            "converted",
            f"read by way of LibreOffice ({because}); compare the text with the file",
            "该文件由 LibreOffice 转换后读取，请与原文件核对。",
        )
        return Converted(made.read_bytes(), note)


def _run(command: list[str]) -> None:
    """Run a command up to the limit; all processes that it started end with it."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(LIMIT)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
    else:
        process.kill()
    process.wait()
