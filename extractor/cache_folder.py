"""The folder where what is slow to make is kept between runs: compiled rules, the dictionary.

``GONGWEN_CACHE`` names it, else it is the user's cache folder; where the variable is empty, or
where the user has no folder of their own, nothing is kept. A file in it is only an aid: one that
is missing, damaged or another user's is made anew, and nothing else differs.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs


def kept_file(name: str) -> Path | None:
    """Return the path of the file *name* in the cache folder; None where nothing is kept."""
    given = os.environ.get("GONGWEN_CACHE")
    if given == "":
        return None
    folder = Path(given) if given else platformdirs.user_cache_path("gongwen", appauthor=False)
    return folder / name if given or folder.is_absolute() else None


def read_kept(path: Path | None) -> bytes | None:
    """Return what the file holds; None where it is missing or another user's."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            return file.read()
    except OSError:
        return None


def keep_file(path: Path | None, content: bytes) -> None:
    """Write the file, whole or not at all: another process reads the old one or the new one."""
    if path is None:
        return
    with suppress(OSError):  # a folder that is read only, a full disk
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(aside).replace(path)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
