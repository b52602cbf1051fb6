"""Gold annotations: reads them, and turns them into facts without sentences.

A gold file is JSON in the terms of the output (its own span as ``span``). Where it may not quote
the notice, a printed string is ``{"start", "end"}`` (or ``{"parts": [...]}`` of such) into the text
whose hash it names, and is read back from ``texts/<text_sha256>.txt``. All offsets are half-open,
in code points.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.document import Span
from extractor.errors import GoldError

Gold = dict[str, Any]
_FACTS = ("region", "note", "notice", "text_sha256")
"""Keys whose strings are no quotes: official names, and what the annotator wrote."""


def read_gold(path: Path, texts: Sequence[Path] = ()) -> list[Gold]:
    """Return the gold of a file, or of a folder's ``*.json`` that are annotations, by name.

    Strings given as offsets are looked up in ``<text_sha256>.txt`` of the folders *texts* and of
    ``texts/`` beside the gold. Raises GoldError for a file that is no gold, or without its text.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    found = [(file, data) for file in files if (data := _read(file)) is not None]
    if not found:
        raise GoldError(f"{path}: no gold annotation: JSON objects with 'metadata' are expected")
    return [_resolved(data, file, [*texts, file.parent / "texts"]) for file, data in found]


def _read(path: Path) -> Gold | None:
    """Return a file's gold; None where it is JSON of another kind."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read as JSON: {error}") from error
    return data if isinstance(data, dict) and isinstance(data.get("metadata"), dict) else None


def _resolved(gold: Gold, path: Path, texts: Sequence[Path]) -> Gold:
    gold.setdefault("notice", f"{path.stem}.txt")
    if not any(True for _ in _places(gold)):
        return gold
    return from_facts(gold, _text(path, str(gold.get("text_sha256")), texts))


def _text(path: Path, digest: str, texts: Sequence[Path]) -> str:
    for folder in texts:
        file = folder / f"{digest}.txt"
        if file.is_file():
            return file.read_bytes().decode("utf-8")
    raise GoldError(
        f"{path}: refers to a text by offsets, and there is no {digest}.txt in "
        f"{' or '.join(map(str, texts))}: extract that very notice with -o first"
    )


def _is_place(value: Any) -> bool:
    return isinstance(value, dict) and set(value) in ({"start", "end"}, {"parts"})


def _places(value: Any) -> Iterator[Any]:
    """Yield every printed string that is given by its offsets."""
    if _is_place(value):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _places(item)
    elif isinstance(value, list):
        for item in value:
            yield from _places(item)


def from_facts(gold: Gold, text: str) -> Gold:
    """Return *gold* with its offsets replaced by what *text* has there, without white space."""

    def quote(value: Any) -> Any:
        parts = value.get("parts", [value])
        return "".join("".join(text[p["start"] : p["end"]].split()) for p in parts)

    return dict(_mapped(gold, lambda value, near: quote(value) if _is_place(value) else value))


def to_facts(gold: Gold, text: str) -> Gold:
    """Return *gold* with every printed string replaced by its place in *text*; notes are dropped.

    A string that the notice does not print in one piece becomes its parts. Raises GoldError where
    the text is not the one annotated, or has not the string's characters.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if gold.get("text_sha256", digest) != digest:
        raise GoldError(f"{gold.get('notice')}: another text was annotated (text_sha256 differs)")
    joined = _Joined(text)

    def place(value: Any, near: int) -> Any:
        if not isinstance(value, str) or value.isascii():
            return value
        parts = [{"start": a, "end": b} for a, b in joined.find("".join(value.split()), near)]
        return parts[0] if len(parts) == 1 else {"parts": parts}

    return dict(_mapped({**gold, "text_sha256": digest}, place, drop="note"))


def _mapped(
    value: Any, change: Callable[[Any, int], Any], near: int = 0, drop: str | None = None
) -> Any:
    """Return a copy of *value* with *change* applied to its places and strings.

    *near* is the begin of the record's own span.
    """
    if _is_place(value):
        return change(value, near)
    if isinstance(value, dict):
        near = value["span"][0] if "span" in value else near
        return {
            key: item if key in _FACTS else _mapped(item, change, near, drop)
            for key, item in value.items()
            if key != drop
        }
    if isinstance(value, list):
        return [_mapped(item, change, near, drop) for item in value]
    return change(value, near)


class _Joined:
    """A text without its white space, and the way back."""

    def __init__(self, text: str) -> None:
        self._offsets = [index for index, char in enumerate(text) if not char.isspace()]
        self._text = "".join(text[index] for index in self._offsets)

    def find(self, wanted: str, near: int) -> list[Span]:
        """Return where *wanted* stands from the offset *near* on, else anywhere, else in parts."""
        begin = sum(1 for offset in self._offsets if offset < near) if near else 0
        parts: list[Span] = []
        while wanted:
            size = len(wanted)
            while size and self._at(wanted[:size], begin) < 0:
                size -= 1
            if not size:
                raise GoldError(f"the text does not print {wanted!r}; mend the gold file")
            at = self._at(wanted[:size], begin)
            parts.append((self._offsets[at], self._offsets[at + size - 1] + 1))
            wanted, begin = wanted[size:], at + size
        return parts

    def _at(self, piece: str, begin: int) -> int:
        at = self._text.find(piece, begin)
        return at if at >= 0 else self._text.find(piece)
