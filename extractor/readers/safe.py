"""What every reader of packed or marked-up bytes goes through: budgets for archives, and safe XML.

A small file can unpack to gigabytes, and a document type can name files of the machine. Both are
refused before anything is unpacked or parsed; what is refused says why.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from extractor.errors import UnreadableError

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(NotImplementedError, ValueError),
)
"""What a broken member raises: its header, its packing, or the checksum of what was packed."""
MAX_UNPACKED = 256 * 2**20
"""Bytes that all members of an archive may have together."""
MAX_MEMBERS = 10_000
MAX_RATIO = 200
"""Most that a member may grow; real notices stay under 60."""
_SMALL = 2**20
"""Bytes below which a member's ratio is of no matter: repetitive small parts pack very well."""


def open_zip(source: bytes | Path, name: str) -> zipfile.ZipFile:
    """Return the archive in bytes or a file.

    Raises UnreadableError where it is broken or over a budget.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError(
            f"{name}: a broken archive ({error}); load or save the file again"
        ) from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise _over(name, f"has {len(members):,} members, more than {MAX_MEMBERS:,}")
    if (size := sum(item.file_size for item in members)) > MAX_UNPACKED:
        raise _over(name, f"unpacks to {size:,} bytes, more than {MAX_UNPACKED:,}")
    for item in members:
        if item.file_size > _SMALL and item.file_size > MAX_RATIO * max(1, item.compress_size):
            raise _over(name, f"member {item.filename!r} grows more than {MAX_RATIO} times")
    return archive


def _over(name: str, what: str) -> UnreadableError:
    return UnreadableError(
        f"{name}: the archive {what}: no notice is like that; unpack it yourself and give its files"
    )


def read_member(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, name: str) -> bytes:
    """Return the bytes of a member, by name or entry.

    Raises UnreadableError where it is missing, locked or broken.
    """
    try:
        item = member if isinstance(member, zipfile.ZipInfo) else archive.getinfo(member)
        if item.flag_bits & 1:
            raise UnreadableError(f"{name}: locked with a password; save it without one")
        return archive.read(item)
    except KeyError as error:
        raise UnreadableError(f"{name}: its part {member} is missing; save it again") from error
    except _BROKEN as error:
        part = item.filename
        raise UnreadableError(
            f"{name}: its part {part} is broken ({error}); load or save the file again"
        ) from error


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root of an XML part; a document type, and with it every entity, is refused.

    Raises UnreadableError: text behind an entity would vanish without a word otherwise.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"{name}: broken XML inside ({error}); save it again") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            f"{name}: declares a document type, which no office program writes; save it again"
        )
    return root
