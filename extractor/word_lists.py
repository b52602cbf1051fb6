"""Reads the word lists of ``patterns/``: one term a line, ``#`` comments, named by their paths.

Apart from the rules, because most lists are read by code, which takes the name of a list for the
type of its terms: a name that no type has, or that nothing reads, is refused here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from extractor.document import fold
from extractor.errors import PatternError
from extractor.models import ActorType, Payer

Lists = dict[str, tuple[str, ...]]

_BODY, _PAYER = ("body", get_args(ActorType)), ("payer", get_args(Payer))
TYPED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "bodies/bare": _BODY,
    "bodies/companies": _BODY,
    "bodies/names": _BODY,
    "bodies/stems": _BODY,
    "funding/columns": _PAYER,
    "funding/levels": _PAYER,
    "funding/payers": _PAYER,
}
"""Folders whose lists are named after a type: a term stands in one of them only."""


def files(base: Path, *suffixes: str) -> list[Path]:
    """Return the files below *base* that end so, in order of their paths; hidden ones left out."""
    return sorted(
        path
        for path in base.rglob("*")
        if path.suffix in suffixes
        and not any(part.startswith(".") for part in path.relative_to(base).parts)
    )


def read_text(path: Path, base: Path) -> str:
    """Return the text of a file of patterns. Raises PatternError for one that is not in UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        name = path.relative_to(base).as_posix()
        raise PatternError(f"{name}: not in UTF-8 ({error.reason}); save it as UTF-8") from error


def read_words(base: Path) -> Lists:
    """Return the lists below one folder by their names.

    Raises PatternError for a list that is empty or not in UTF-8, for a list in a folder of types
    whose name is no type, and for a term in two lists of such a folder.
    """
    lists = {}
    for path in files(base, ".txt"):
        terms = (line.partition("#")[0].strip() for line in read_text(path, base).splitlines())
        name = path.relative_to(base).with_suffix("").as_posix()
        lists[name] = tuple(dict.fromkeys(fold(term) for term in terms if term))
        if not lists[name]:
            raise PatternError(f"{name}.txt: an empty word list; add terms or delete the file")
    for folder, (what, types) in TYPED.items():
        _check_types(folder, what, types, lists)
    return lists


def _check_types(folder: str, what: str, types: Sequence[str], lists: Lists) -> None:
    seen: dict[str, str] = {}
    for name in _under(folder, lists):
        kind = name.removeprefix(f"{folder}/")
        if kind not in types:
            raise PatternError(
                f"{name}.txt: {kind!r} is no type of {what}; name the file after one of "
                f"{', '.join(sorted(types))}"
            )
        for term in lists[name]:
            if (other := seen.setdefault(term, name)) != name:
                raise PatternError(f"{name}.txt: {term} stands in {other}.txt, too; keep one")


def _under(folder: str, lists: Collection[str]) -> Iterator[str]:
    return (name for name in lists if name.startswith(f"{folder}/"))


def merged(ours: Lists, own: Lists) -> Lists:
    """Return our lists with the terms of the user's *own* added to those of the same name.

    In a folder of types a term of the user's leaves our lists: theirs says what it is.
    """
    lists = dict(ours)
    for folder in TYPED:
        taken = {term for name in _under(folder, own) for term in own[name]}
        for name in _under(folder, ours) if taken else ():
            lists[name] = tuple(term for term in ours[name] if term not in taken)
    for name, terms in own.items():
        lists[name] = tuple(dict.fromkeys((*lists.get(name, ()), *terms)))
    return lists


def refuse_unread(own: Collection[str], ours: Collection[str], used: Collection[str]) -> None:
    """Raise PatternError for an own list that neither our code nor an own rule reads.

    *used* are the lists that the user's rules and fragments name.
    """
    types = {f"{folder}/{kind}" for folder, (_, kinds) in TYPED.items() for kind in kinds}
    for name in own:
        if name not in types.union(ours, used):
            near = get_close_matches(name, sorted(types.union(ours)), n=1)
            meant = f"did you mean {near[0]}.txt? " if near else ""
            raise PatternError(
                f"{name}.txt: no rule reads this list; {meant}(docs/patterns.md names the lists)"
            )
