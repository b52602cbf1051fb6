"""The old container of Office files (OLE): its streams tell which program's file is inside."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers.options import DEFAULT, ReadOptions

if TYPE_CHECKING:
    from olefile import OleFileIO

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = (
    *(OSError, ValueError, LookupError, TypeError, struct.error, ArithmeticError),
    *(AttributeError, RecursionError),
)
"""What broken containers and tables raise on the way."""
_FORMS = (
    ("EncryptedPackage", "locked Office document"),
    ("WordDocument", "DOC document"),
    ("Workbook", "XLS spreadsheet"),
    ("Book", "XLS spreadsheet"),
    ("PowerPoint Document", "PPT presentation"),
)


def open_ole(data: bytes, name: str) -> OleFileIO:
    """Return the container in *data*; raises UnreadableError where it is broken."""
    import olefile

    try:
        return olefile.OleFileIO(io.BytesIO(data))
    except BROKEN as error:
        raise UnreadableError(
            f"{name}: a broken file of old Office ({error}); load or save the file again"
        ) from error


def ole_form(data: bytes) -> str:
    """Return the form of an OLE file, named as the readers know it.

    A broken container counts as a DOC document, whose reader says that it is broken.
    """
    try:
        with open_ole(data, "") as container:
            found = {"/".join(path).lower() for path in container.listdir()}
    except UnreadableError:
        return "DOC document"
    for stream, form in _FORMS:
        if stream.lower() in found:
            return form
    return "old Office document"


def read_locked(_data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Say why an Office file with a password cannot be read."""
    raise UnreadableError(
        f"{name}: locked with a password; open it in its program and save it without one"
    )
