"""Which files the arguments name: files, all files below folders, all files inside archives.

A file's name in the output is its path below the argument, and below the archive it lies in
(``a.zip/in.docx``). Files that a notice lists as its attachments and that lie beside it are linked
by their names alone, since a wrong link is worse than none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import regex

from extractor.errors import ExtractorError
from extractor.numerals import read_number
from extractor.readers import load, printable
from extractor.readers.archive import Chain, is_archive, is_litter, list_members, member

_MARK = regex.compile(r"附件(?:表)?[第]?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?")
_LEADING = regex.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、:：\-_]+")
_PLAIN = regex.compile(r"[^\w]+|_+")


_Folder = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Input:
    """A file, its name in the output, and its place in the archive at *path*, if in one."""

    path: Path
    name: str
    chain: Chain = ()

    def load(self) -> bytes:
        """Return its bytes; raises UnreadableError where they cannot be had."""
        if self.chain:
            return member(self.path, self.chain, self.name)
        return load(self.path, self.name)


def list_inputs(paths: str | Path | Iterable[str | Path]) -> list[Input]:
    """Return the files that *paths* name: each file, all files below each folder, in each archive.

    Folders are walked in code-point order of the relative names, archives too. Left out are files
    and folders whose name begins with a dot, and what programs leave lying about (lock files,
    ``Thumbs.db``). A path that does not exist, and an archive that cannot be opened, are kept: they
    will be failures.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    return [item for path in given for item in _below(Path(path))]


def _below(path: Path) -> list[Input]:
    if not path.is_dir():
        return _unpacked(Input(path, printable(path.name)))
    found = []
    for file in path.rglob("*"):
        inside = file.relative_to(path).as_posix()
        if not is_litter(inside) and file.is_file():
            found.append(Input(file, printable(inside)))
    return [item for file in sorted(found, key=lambda item: item.name) for item in _unpacked(file)]


def _unpacked(file: Input) -> list[Input]:
    try:
        if not file.path.is_file() or not is_archive(file.path, file.name):
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
