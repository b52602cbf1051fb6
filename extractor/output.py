"""The output folder of ``extract``: writes it, and reads it back.

``notices.jsonl`` and ``failures.jsonl`` hold one object a line in the order of the inputs,
``texts/<text_sha256>.txt`` the text that a notice's offsets count in, ``run.json`` what made it.
All but ``run.json`` are the same bytes for the same inputs and rules.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.batch import Outcome, list_inputs, run
from extractor.errors import InputError, UnreadableError
from extractor.inputs import NOTICES, Input
from extractor.models import SCHEMA_VERSION, Failure, PolicyNotice
from extractor.readers.options import Ocr, ReadOptions
from extractor.rule_cache import compiled

FAILURES, TEXTS, RUN = "failures.jsonl", "texts", "run.json"
_TEXT_NAME = compiled(r"[0-9a-f]{64}\.txt")


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the inputs, and what of it is worth saying.

    *without_plan* are the names of notices that no record was read from, *copies* names of notices
    with the name of an earlier one that is the same, byte for byte, *reasons* the messages of the
    failures; *replaced* tells whether there was an earlier output in the folder.
    """

    notices: int
    failures: int
    without_plan: tuple[str, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    replaced: bool = False


def write_output(
    outcomes: Iterable[Outcome], folder: Path, *, rules: str, options: dict[str, Any]
) -> Counts:
    """Write the output folder; its earlier output is replaced when all is done.

    *rules* is the hash of the rules, *options* go into ``run.json`` as they are. Where it does not
    come to its end, the earlier output stands and nothing of the new one is left.
    """
    replaced = (folder / NOTICES).is_file()
    texts = folder / TEXTS
    tally = _Tally()
    parts = {name: folder / f"{name}.part" for name in (NOTICES, FAILURES)}
    with _undone_unless_finished(folder, parts.values()), ExitStack() as stack:
        files = {name: stack.enter_context(part.open("wb")) for name, part in parts.items()}
        for outcome in outcomes:
            result = outcome.result
            line = result.model_dump_json() + "\n"
            name = FAILURES if isinstance(result, Failure) else NOTICES
            files[name].write(line.encode("utf-8"))
            if isinstance(result, PolicyNotice):
                _write_text(texts, result.source.text_sha256, outcome.text or "")
            tally.add(result)
    for name, part in parts.items():
        part.replace(folder / name)
    _remove_others(texts, tally.texts)
    run = {**versions(), "rules_sha256": rules, "options": options, "inputs": tally.inputs}
    (folder / RUN).write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return tally.counts(replaced=replaced)


@contextmanager
def _undone_unless_finished(folder: Path, parts: Iterable[Path]) -> Iterator[None]:
    """Make the folder; whatever ends the block early, take away what was written in it."""
    texts = folder / TEXTS
    made = [path for path in (texts, folder) if not path.exists()]
    texts.mkdir(parents=True, exist_ok=True)
    before = {file.name for file in texts.iterdir()}
    try:
        yield
    except BaseException:
        new = [file for file in texts.iterdir() if file.name not in before]
        for file in (*parts, *new):
            file.unlink(missing_ok=True)
        with suppress(OSError):  # something of another program lies there
            for path in made:
                path.rmdir()
        raise


@dataclass(slots=True)
class _Tally:
    """What is kept of each result once it is written."""

    inputs: list[dict[str, Any]] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    without_plan: list[str] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def add(self, result: PolicyNotice | Failure) -> None:
        self.inputs.append(_input(result))
        if isinstance(result, Failure):
            self.reasons.append(result.message)
            return
        source = result.source
        self.texts.add(f"{source.text_sha256}.txt")
        if any(warning.code == "no_plan" for warning in result.warnings):
            self.without_plan.append(source.name)
        if source.sha256 is not None:
            if source.sha256 in self.names:
                self.copies.append((source.name, self.names[source.sha256]))
            self.names.setdefault(source.sha256, source.name)

    def counts(self, *, replaced: bool) -> Counts:
        return Counts(
            notices=len(self.inputs) - len(self.reasons),
            failures=len(self.reasons),
            without_plan=tuple(self.without_plan),
            copies=tuple(self.copies),
            reasons=tuple(self.reasons),
            replaced=replaced,
        )


def _input(result: PolicyNotice | Failure) -> dict[str, Any]:
    if isinstance(result, Failure):
        return {"name": result.name, "sha256": result.sha256, "status": "failure"}
    return {"name": result.source.name, "sha256": result.source.sha256, "status": "notice"}


def _write_text(folder: Path, digest: str, text: str) -> None:
    part = folder / f"{digest}.txt.part"
    part.write_bytes(text.encode("utf-8"))
    part.replace(folder / f"{digest}.txt")


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


def read_output(path: str | Path) -> Iterator[PolicyNotice | Failure]:
    """Yield the notices, then the failures, of an output folder of ``extract``.

    *path* may also be a file of notices: ``.jsonl``, or JSON of one notice. Raises InputError for a
    folder that is no output, UnreadableError for a file that holds no notices of this version.
    """
    path = Path(path)
    if not path.is_dir():
        yield from _lines(path, PolicyNotice)
        return
    if not is_output(path):
        raise InputError(
            f"{path}: no finished output of extract; make it with gongwen extract -o {path}"
        )
    yield from _lines(path / NOTICES, PolicyNotice)
    if (path / FAILURES).is_file():
        yield from _lines(path / FAILURES, Failure)


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


Watch = Callable[[Iterator[Outcome], int], Iterator[Outcome]]


def _unwatched(outcomes: Iterator[Outcome], _total: int) -> Iterator[Outcome]:
    return outcomes


def results(
    paths: Iterable[Path],
    *,
    timeout: float | None = None,
    ocr: Ocr = "auto",
    patterns: Path | None = None,
    watched: Watch = _unwatched,
) -> Iterator[Outcome]:
    """Return what became of every input of *paths*, in their order.

    An output of ``extract`` is read back, its notices without their texts; any other file is
    extracted, with *patterns* added, and passes through *watched*, which is told how many there
    are. Raises InputError at once where there is nothing to read.
    """
    options = ReadOptions(ocr=ocr)
    groups = [
        (given, [] if given else list_inputs(group), group)
        for given, group in ((key, list(items)) for key, items in groupby(paths, is_output))
    ]
    if not any(given or inputs for given, inputs, _ in groups):
        raise InputError("the folders given hold no files")

    def extracted(inputs: list[Input]) -> Iterator[Outcome]:
        outcomes = run(inputs, timeout=timeout, patterns=patterns, options=options)
        return watched(outcomes, len(inputs))

    return chain.from_iterable(
        map(Outcome, chain.from_iterable(map(read_output, group))) if given else extracted(inputs)
        for given, inputs, group in groups
    )


def gather(
    paths: Sequence[Path],
    *,
    timeout: float | None = None,
    ocr: Ocr = "auto",
    patterns: Path | None = None,
    watched: Watch = _unwatched,
) -> tuple[list[PolicyNotice | Failure], dict[str, str]]:
    """Return the notices and failures of *paths*, and their texts by hash, as far as there are.

    Reads like ``results``.
    """
    notices: list[PolicyNotice | Failure] = []
    texts: dict[str, str] = {}
    for outcome in results(paths, timeout=timeout, ocr=ocr, patterns=patterns, watched=watched):
        notices.append(outcome.result)
        if isinstance(outcome.result, PolicyNotice) and outcome.text is not None:
            texts[outcome.result.source.text_sha256] = outcome.text
    for path in filter(is_output, paths):
        texts |= read_texts(path)
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
