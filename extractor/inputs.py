"""Which files the arguments name: files, all files below folders, all files inside archives.

A file's name in the output is its path below the argument, and below the archive it lies in
(``a.zip/in.docx``); where two arguments hold files of one name, as many folders stand before it as
tell them apart. Files that a notice lists as its attachments and that lie beside it are linked by
their names alone, since a wrong link is worse than none.
"""

from __future__ import annotations

import itertools
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from extractor.errors import ExtractorError, InputError, UnreadableError
from extractor.readers import load, printable
from extractor.readers.archive import Chain, is_archive, is_litter, list_members, member
from extractor.rule_cache import compiled
from extractor.values.numerals import read_number

_MARK = compiled(r"附件(?:表)?[第]?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?")
_LEADING = compiled(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、:：\-_]+")
_PLAIN = compiled(r"[^\w]+|_+")

NOTICES = "notices.jsonl"
"""The file by which an output folder of ``extract`` is known."""
UNFINISHED = f"{NOTICES}.part"
"""What that file is called until all is done."""

_Folder = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Input:
    """A file, its name in the output, and its place in the archive at *path*, if in one.

    *fault* says why it is not even opened.
    """

    path: Path
    name: str
    chain: Chain = ()
    fault: str | None = None

    def load(self) -> bytes:
        """Return its bytes; raises UnreadableError where they cannot be had."""
        if self.fault:
            raise UnreadableError(f"{self.name}: {self.fault}")
        if self.chain:
            return member(self.path, self.chain, self.name)
        return load(self.path, self.name)


def list_inputs(paths: str | Path | Iterable[str | Path]) -> list[Input]:
    """Return the files that *paths* name: each file, all files below each folder, in each archive.

    Folders are walked in code-point order of the relative names, archives too. Left out are files
    and folders whose name begins with a dot, what programs leave lying about (lock files,
    ``Thumbs.db``), and output folders of ``extract`` below a folder. A path that does not exist, an
    archive that cannot be opened, and in a folder what is no file (a link to nothing or to a
    folder, a pipe) are kept: they will be failures. Raises InputError for an output folder of
    ``extract`` that is given itself.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    files = _told_apart([file for path in given for file in _below(Path(path))])
    return [item for file in files for item in _unpacked(file)]


def is_output_folder(path: Path) -> bool:
    """Tell whether ``extract`` has written its output to a folder, or begun to."""
    return (path / NOTICES).is_file() or (path / UNFINISHED).is_file()


def _below(path: Path) -> list[Input]:
    if not path.is_dir():
        return [Input(path, printable(path.name))]
    if is_output_folder(path):
        raise InputError(_no_notices(path))
    found = [Input(file, _relative(file, path), fault=fault) for file, fault in _walk(path)]
    return sorted(found, key=lambda item: item.name)


def _relative(file: Path, folder: Path) -> str:
    return printable(file.relative_to(folder).as_posix() if file != folder else folder.name)


def _no_notices(path: Path) -> str:
    if (path / NOTICES).is_file():
        return (
            f"{path}: an output folder of gongwen extract, not a folder of notices; compare, "
            "report and export read it, extract takes the notices themselves"
        )
    return (
        f"{path}: an output folder that gongwen extract has not finished; run extract again, or "
        "delete the folder"
    )


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield what lies below a folder, and why it cannot be read where it is no file."""
    try:
        with os.scandir(folder) as opened:
            entries = [entry for entry in opened if not is_litter(entry.name)]
    except OSError as error:
        yield folder, f"a folder that cannot be opened: {error.strerror or error}"
        return
    for entry in entries:
        path = folder / entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield path, _fault(path)
        elif not is_output_folder(path):
            yield from _walk(path)


def _fault(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if path.is_symlink():
            return "a link to nothing that is there; give the file itself"
        return f"cannot be opened: {error.strerror or error}"
    if stat.S_ISDIR(mode):
        return "a link to a folder, which is not followed; give that folder as a path of its own"
    return None if stat.S_ISREG(mode) else "a pipe, socket or device, not a file; give it by name"


def _told_apart(files: Sequence[Input]) -> list[Input]:
    """Put as many folders before names that clash as tell the files apart.

    The same file given twice keeps its name, and so do files of one folder.
    """
    folders: dict[str, set[tuple[str, ...]]] = {}
    for file in files:
        folders.setdefault(file.name, set()).add(_above(file))
    return [replace(file, name=_longer(file, folders[file.name])) for file in files]


def _above(file: Input) -> tuple[str, ...]:
    """Return the folders above the one that a file's name begins in."""
    inside = len(PurePosixPath(file.name).parts)
    path = file.path.absolute()
    return tuple(map(printable, path.relative_to(path.anchor).parts[:-inside]))


def _longer(file: Input, folders: set[tuple[str, ...]]) -> str:
    if len(folders) == 1:
        return file.name
    count = next(n for n in itertools.count(1) if len({f[-n:] for f in folders}) == len(folders))
    return "/".join((*_above(file)[-count:], file.name))


def _unpacked(file: Input) -> list[Input]:
    try:
        if file.fault or not file.path.is_file() or not is_archive(file.path, file.name):
            return [file]
        members = list_members(file.path, file.name)
    except (ExtractorError, OSError):
        return [file]
    return [Input(file.path, f"{file.name}/{item.name}", item.chain) for item in members] or [file]


class Neighbours:
    """The files beside each file, by what their names say that they are."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self._titles: dict[tuple[_Folder, str], list[str]] = {}
        self._numbers: dict[tuple[_Folder, int], list[str]] = {}
        self._mains: dict[_Folder, set[str]] = {}
        for item in inputs:
            folder = _folder(item)
            number, title, marked = _identity(item.name)
            if title:
                self._titles.setdefault((folder, title), []).append(item.name)
            if marked:
                self._numbers.setdefault((folder, number), []).append(item.name)
            else:
                self._mains.setdefault(folder, set()).add(item.name)

    def attachments(self, item: Input, titles: Sequence[str]) -> tuple[str, ...]:
        """Return the files beside *item* that its list of attachments names.

        A file is linked whose name is the attachment's title, with or without 附件 and a number
        before it; one called 附件 with a number only where *item* is the one notice in the folder
        that it can belong to. What fits two files is linked to none.
        """
        found: dict[str, None] = {}
        for number, title in enumerate(titles, 1):
            fitting = self._fitting(item, number, title, len(titles))
            if len(fitting) == 1:
                found[fitting[0]] = None
        return tuple(found)

    def _fitting(self, item: Input, number: int, title: str, count: int) -> list[str]:
        folder = _folder(item)
        named = [n for n in self._titles.get((folder, _plain(title)), ()) if n != item.name]
        if named or self._mains.get(folder) != {item.name}:
            return named
        numbered = self._numbers.get((folder, number), [])
        return numbered or (self._numbers.get((folder, 0), []) if count == 1 else [])


def _folder(item: Input) -> _Folder:
    """Return what a file shares with those beside it: a folder, or a folder in an archive."""
    inside = str(PurePosixPath(item.name).parent) if item.chain else ""
    return (item.path if item.chain else item.path.parent), inside


def _identity(name: str) -> tuple[int, str, bool]:
    """Return the number of an attachment (0 without), its title, and whether it says 附件.

    >>> _identity("a/附件2：任务分解表.xlsx"), _identity("任务分解表.xlsx")
    ((2, '任务分解表', True), (0, '任务分解表', False))
    """
    stem = unicodedata.normalize("NFKC", PurePosixPath(name).stem)
    marks = list(_MARK.finditer(stem))
    if not marks:
        return 0, _plain(_LEADING.sub("", stem)), False
    printed = marks[-1]["number"]
    number = read_number(printed) if printed else None
    return int(number or 0), _plain(stem[marks[-1].end() :]), True


def _plain(title: str) -> str:
    """Return a title without marks, spaces and width."""
    return _PLAIN.sub("", unicodedata.normalize("NFKC", title))
