"""The output folder of ``extract``: writes it, and reads it back.

``notices.jsonl`` and ``failures.jsonl`` hold one object a line in the order of the inputs,
``texts/<text_sha256>.txt`` the text that a notice's offsets count in, ``run.json`` what made it.
All but ``run.json`` are the same bytes for the same inputs and rules.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import regex
from pydantic import ValidationError

from extractor.batch import Outcome, list_inputs, run
from extractor.errors import UnreadableError
from extractor.models import SCHEMA_VERSION, Failure, PolicyNotice
from extractor.readers.options import Ocr, ReadOptions

NOTICES, FAILURES, TEXTS, RUN = "notices.jsonl", "failures.jsonl", "texts", "run.json"
_TEXT_NAME = regex.compile(r"[0-9a-f]{64}\.txt")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many inputs became a notice, and how many a failure."""

    notices: int
    failures: int


def write_output(
    outcomes: Iterable[Outcome], folder: Path, *, rules: str, options: dict[str, Any]
) -> Counts:
    """Write the output folder; its earlier output is replaced when all is done.

    *rules* is the hash of the rules, *options* go into ``run.json`` as they are.
    """
    texts = folder / TEXTS
    texts.mkdir(parents=True, exist_ok=True)
    kept: set[str] = set()
    inputs: list[dict[str, Any]] = []
    parts = {name: folder / f"{name}.part" for name in (NOTICES, FAILURES)}
    with ExitStack() as stack:
        files = {name: stack.enter_context(part.open("wb")) for name, part in parts.items()}
        for outcome in outcomes:
            result = outcome.result
            failed = isinstance(result, Failure)
            line = result.model_dump_json() + "\n"
            files[FAILURES if failed else NOTICES].write(line.encode("utf-8"))
            inputs.append(_input(result))
            if isinstance(result, PolicyNotice):
                kept.add(_write_text(texts, result.source.text_sha256, outcome.text or ""))
    for name, part in parts.items():
        part.replace(folder / name)
    _remove_others(texts, kept)
    run = {**versions(), "rules_sha256": rules, "options": options, "inputs": inputs}
    (folder / RUN).write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", "utf-8")
    failures = sum(item["status"] == "failure" for item in inputs)
    return Counts(len(inputs) - failures, failures)


def _input(result: PolicyNotice | Failure) -> dict[str, Any]:
    if isinstance(result, Failure):
        return {"name": result.name, "sha256": result.sha256, "status": "failure"}
    return {"name": result.source.name, "sha256": result.source.sha256, "status": "notice"}


def _write_text(folder: Path, digest: str, text: str) -> str:
    name = f"{digest}.txt"
    part = folder / f"{name}.part"
    part.write_bytes(text.encode("utf-8"))
    part.replace(folder / name)
    return name


def _remove_others(folder: Path, kept: set[str]) -> None:
    """Remove the texts of an earlier run; whatever else lies there stays."""
    for file in sorted(folder.iterdir()):
        if _TEXT_NAME.fullmatch(file.name) and file.name not in kept:
            file.unlink()


def versions() -> dict[str, Any]:
    """Return the versions that results may depend on."""
    packages = {name: _version(name) for name in ("jieba", "pydantic", "regex")}
    return {
        "version": _version("gongwen-extractor"),
        "schema_version": SCHEMA_VERSION,
        "python": platform.python_version(),
        "packages": packages,
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def read_output(path: Path) -> Iterator[PolicyNotice | Failure]:
    """Yield the notices, then the failures, of an output folder or of a file of notices.

    A file is ``.jsonl``, or JSON of one notice. Raises UnreadableError for what is neither.
    """
    if path.is_dir():
        yield from _lines(path / NOTICES, PolicyNotice)
        if (path / FAILURES).is_file():
            yield from _lines(path / FAILURES, Failure)
    else:
        yield from _lines(path, PolicyNotice)


def read_texts(path: Path) -> dict[str, str]:
    """Return the texts of an output folder by their hash; of a file of notices, those beside it.

    Raises UnreadableError for a text that cannot be read; none where there are none.
    """
    folder = (path if path.is_dir() else path.parent) / TEXTS
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {file.stem: _text(file) for file in files if _TEXT_NAME.fullmatch(file.name)}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(
            f"{path}: not a text that gongwen wrote ({error}); make it again with gongwen extract"
        ) from error


def gather(
    paths: Iterable[Path],
    *,
    timeout: float | None = None,
    ocr: Ocr = "auto",
    patterns: Path | None = None,
) -> tuple[list[PolicyNotice | Failure], dict[str, str]]:
    """Return the notices and failures of *paths*, and their texts by hash, as far as there are.

    An output of ``extract`` is read; any other file is extracted, with *patterns* added.
    """
    notices: list[PolicyNotice | Failure] = []
    texts: dict[str, str] = {}
    options = ReadOptions(ocr=ocr)
    for path in paths:
        if is_output(path):
            notices += read_output(path)
            texts |= read_texts(path)
            continue
        for outcome in run(list_inputs(path), timeout=timeout, patterns=patterns, options=options):
            notices.append(outcome.result)
            if isinstance(outcome.result, PolicyNotice) and outcome.text is not None:
                texts[outcome.result.source.text_sha256] = outcome.text
    return notices, texts


def is_output(path: Path) -> bool:
    """Tell whether *path* is an output of ``extract``, by its name."""
    return (path / NOTICES).is_file() if path.is_dir() else path.suffix in (".json", ".jsonl")


def _lines(
    path: Path, model: type[PolicyNotice] | type[Failure]
) -> Iterator[PolicyNotice | Failure]:
    for number, line in enumerate(_raw(path), 1):
        if not line.strip():
            continue
        try:
            yield model.model_validate_json(line)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise UnreadableError(
                f"{path}:{number}: no output of this version ({where}: {first['msg']}); "
                "make it again with gongwen extract"
            ) from error


def _raw(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from [file.read()] if path.suffix == ".json" else file
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be opened: {error.strerror or error}") from error
