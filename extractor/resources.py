"""Where the data folders are: packed in the wheel under ``extractor/data``, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the data folder *name*: ``patterns``, ``schemas`` or ``corpus``.

    Raises FileNotFoundError when the installation holds no such folder.
    """
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"data folder {name!r} is missing: reinstall gongwen-extractor")
