"""Archives (ZIP, tar, gzip): which files lie inside, and the bytes of one of them.

A member is known by its place in the archive, never by its name: names repeat, climb out of
folders and are written in any encoding. Names are for people only, cleaned and decoded: UTF-8 where
they say so or are so, GB18030 else. Folders, links and what programs leave lying about are no
files. Archives inside archives are entered up to ``MAX_DEPTH``, all within one budget.
"""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.errors import UnreadableError
from extractor.readers.detect import detect
from extractor.readers.safe import MAX_MEMBERS, MAX_UNPACKED, open_zip, read_member

MAX_DEPTH = 3
ARCHIVES = ("ZIP archive", "tar archive", "gzip archive")
_UTF8 = 0x800
_HEAD = 512
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError)
Chain = tuple[int, ...]
"""Where a file lies: its place in the archive, its place in the archive that is there, …"""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive and its cleaned name, with ``/``."""

    chain: Chain
    name: str


@dataclass(slots=True)
class _Budget:
    """What one archive may still have, with all archives inside it."""

    members: int = MAX_MEMBERS
    unpacked: int = MAX_UNPACKED


def is_litter(name: str) -> bool:
    """Tell whether a path is no document: hidden, a lock file, or what a system leaves behind.

    >>> is_litter("a/~$方案.docx"), is_litter("__MACOSX/a.txt"), is_litter("a/方案.docx")
    (True, True, False)
    """
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "~$")) or part.lower() in _LITTER for part in parts)


def is_archive(source: Path | bytes, name: str) -> bool:
    """Tell whether a file, or bytes, called *name* are an archive whose files can be read."""
    if isinstance(source, bytes):
        return detect(source, name) in ARCHIVES
    with source.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _packs_files(source)
    return detect(head, name) in ARCHIVES


def _packs_files(path: Path) -> bool:
    """Tell a ZIP of files from a document that is a ZIP, without reading all of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return not {"[Content_Types].xml", "OFD.xml", "mimetype"} & set(names)


def list_members(source: Path | bytes, name: str) -> list[Member]:
    """Return the files in an archive, those of archives inside it in their place.

    A member that is an archive itself and broken, too deep or over the budget stays a file: it
    will be a failure. Raises UnreadableError where the outermost archive is one of these.
    """
    return sorted(_files(source, name, _Budget(), ()), key=lambda item: (item.name, item.chain))


def _files(source: Path | bytes, name: str, budget: _Budget, above: Chain) -> Iterator[Member]:
    entries = _entries(source, name)
    budget.members -= len(entries)
    if budget.members < 0:
        raise UnreadableError(f"{name}: holds more than {MAX_MEMBERS:,} files; unpack it yourself")
    for place, inner, size in entries:
        chain = (*above, place)
        if len(chain) < MAX_DEPTH and _may_be_archive(inner) and size <= budget.unpacked:
            budget.unpacked -= size
            found = _inside(source, place, f"{name}/{inner}", budget, chain)
            if found is not None:
                yield from (Member(item.chain, f"{inner}/{item.name}") for item in found)
                continue
        yield Member(chain, inner)


def _may_be_archive(name: str) -> bool:
    """Only members called like archives are unpacked to be looked into."""
    return name.lower().endswith((".zip", ".tar", ".gz", ".tgz"))


def _inside(
    source: Path | bytes, place: int, name: str, budget: _Budget, chain: Chain
) -> list[Member] | None:
    """Return the files of a member that is an archive; None where it cannot be entered."""
    try:
        data = member(source, (place,), name)
        return list(_files(data, name, budget, chain)) if is_archive(data, name) else None
    except UnreadableError:
        return None


def _entries(source: Path | bytes, name: str) -> list[tuple[int, str, int]]:
    """Return place, cleaned name and size of every file of one archive."""
    if _is_zip(source):
        with open_zip(source, name) as archive:
            found = [
                (place, _clean(_zip_name(item)), item.file_size)
                for place, item in enumerate(archive.infolist())
                if not item.is_dir() and not stat.S_ISLNK(item.external_attr >> 16)
            ]
    else:
        found = [(place, _clean(inner), size) for place, inner, size in _streamed(source, name)]
    return [entry for entry in found if entry[1] and not is_litter(entry[1])]


def member(source: Path | bytes, chain: Chain, name: str) -> bytes:
    """Return the bytes of a file by its places; raises UnreadableError where it cannot be had."""
    for place in chain:
        source = _one(source, place, name)
    return source if isinstance(source, bytes) else source.read_bytes()


def _one(source: Path | bytes, place: int, name: str) -> bytes:
    if _is_zip(source):
        with open_zip(source, name) as archive:
            items = archive.infolist()
            if place >= len(items):
                raise UnreadableError(f"{name}: is no longer in its archive; extract it again")
            return read_member(archive, items[place], name)
    data = _unpacked(source, name)
    if detect(data[:_HEAD], "") != "tar archive":
        return data
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            file = tar.extractfile(tar.getmembers()[place])
            assert file is not None  # only regular files have a place
            return file.read()
    except (*_BROKEN, IndexError) as error:
        raise _broken(name, error) from error


def _is_zip(source: Path | bytes) -> bool:
    if isinstance(source, bytes):
        return source.startswith(b"PK")
    with source.open("rb") as file:
        return file.read(2) == b"PK"


def _streamed(source: Path | bytes, name: str) -> list[tuple[int, str, int]]:
    """Return the files of a tar, or the one file of a gzip, whose name lacks ``.gz``."""
    data = _unpacked(source, name)
    if detect(data[:_HEAD], "") != "tar archive":
        return [(0, PurePosixPath(name).name.removesuffix(".gz"), len(data))]
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as tar:
            return [
                (place, _decoded(item.name.encode("utf-8", "surrogateescape")), item.size)
                for place, item in enumerate(tar.getmembers())
                if item.isreg()
            ]
    except _BROKEN as error:
        raise _broken(name, error) from error


def _unpacked(source: Path | bytes, name: str) -> bytes:
    """Return a tar's bytes, unpacked if need be, within the budget."""
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            data = (gzip.GzipFile(fileobj=file) if packed else file).read(MAX_UNPACKED + 1)
    except _BROKEN as error:
        raise _broken(name, error) from error
    if len(data) > MAX_UNPACKED:
        raise UnreadableError(
            f"{name}: the archive unpacks to more than {MAX_UNPACKED:,} bytes; unpack it yourself"
        )
    return data


def _broken(name: str, error: Exception) -> UnreadableError:
    return UnreadableError(f"{name}: a broken archive ({error}); load or save the file again")


def _zip_name(item: zipfile.ZipInfo) -> str:
    """Return a member's name: most Chinese programs write GBK and do not say so."""
    if item.flag_bits & _UTF8:
        return item.orig_filename
    try:
        return _decoded(item.orig_filename.encode("cp437"))
    except UnicodeEncodeError:
        return item.orig_filename


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def _clean(name: str) -> str:
    r"""Return a member's name as a path that stays below its archive.

    >>> _clean("..\\..\\C:\\方案.docx"), _clean("/a//./b.txt\0.exe")
    ('C:/方案.docx', 'a/b.txt')
    """
    parts = name.partition("\0")[0].replace("\\", "/").split("/")
    kept = (part for part in parts if part not in ("", ".", ".."))
    return "".join(char if char.isprintable() else "\ufffd" for char in "/".join(kept))
