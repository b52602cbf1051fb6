"""Many files: in this process, or in supervised workers, each result in the order of the inputs.

Whatever becomes of a file, the others go on: what goes wrong is a failure that says so. Files that
a notice lists as its attachments, and that are among the inputs beside it, are linked to it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extractor.document import Document
from extractor.errors import ExtractorError, UnreadableError
from extractor.inputs import Input, Neighbours, list_inputs
from extractor.models import Failure, PolicyNotice
from extractor.patterns import Patterns, load_patterns
from extractor.pipeline import extract
from extractor.readers import printable, read_bytes
from extractor.readers.options import DEFAULT, Ocr, ReadOptions
from extractor.workers import Task, supervise

__all__ = [
    "Input",
    "Outcome",
    "default_jobs",
    "extract_many",
    "list_inputs",
    "load_document",
    "process",
    "run",
]

_MOST_JOBS = 4
"""Processes that are started unasked: recognising characters takes 0.9 GiB in each."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a notice with its text, or a failure."""

    result: PolicyNotice | Failure
    text: str | None = None


def default_jobs() -> int:
    """Return how many workers the command line takes: a core stays free, at most four are used."""
    return max(1, min(_MOST_JOBS, (os.cpu_count() or 1) - 1))


def extract_many(
    paths: str | Path | Iterable[str | Path],
    *,
    jobs: int = 1,
    timeout: float | None = None,
    patterns: Patterns | str | Path | None = None,
    ocr: Ocr = "auto",
) -> Iterator[PolicyNotice | Failure]:
    """Return a notice or a failure for every file of *paths*, in their order.

    A path is a file, a folder or an archive (ZIP, tar, tar.gz), read with all files in it. *jobs*
    worker processes share the work; *timeout* is in seconds for each file, after which it is a
    failure (``code`` "timeout"), and needs a worker too: files of unknown origin should be given
    one, since some can hang or crash the libraries that read them. *patterns* is a folder of rules
    added to the project's, or what ``load_patterns`` made of it; *ocr* says where characters are
    recognised (see ``ReadOptions``). The results do not depend on *jobs*. Raises at once
    PatternError for a rule that is not well formed, and InputError for an output folder of
    ``extract`` (``read_output`` reads it).
    """
    options = ReadOptions(ocr=ocr)
    outcomes = run(
        list_inputs(paths), jobs=jobs, timeout=timeout, patterns=patterns, options=options
    )
    return (outcome.result for outcome in outcomes)


def run(
    inputs: Sequence[Input],
    *,
    jobs: int = 1,
    timeout: float | None = None,
    patterns: Patterns | str | Path | None = None,
    options: ReadOptions = DEFAULT,
) -> Iterator[Outcome]:
    """Return the outcome of each input, in order; see ``extract_many``."""
    if jobs < 1:
        raise ValueError("jobs must be 1 or more")
    if timeout is not None and timeout <= 0:
        raise ValueError("timeout must be more than 0 seconds")
    folder = load_patterns(patterns).folder
    work = partial(process, patterns=folder, options=options)
    if jobs == 1 and timeout is None:
        outcomes: Iterator[Outcome] = map(work, inputs)
    else:
        task = Task(partial(load_patterns, folder), work, _given_up)
        outcomes = supervise(inputs, task, size=jobs, timeout=timeout)
    return _linked(inputs, outcomes)


def _linked(inputs: Sequence[Input], outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Add to each notice the files beside it that its list of attachments names."""
    neighbours = Neighbours(inputs)
    try:
        for item, outcome in zip(inputs, outcomes, strict=True):
            yield _with_files(outcome, item, neighbours)
    finally:
        if close := getattr(outcomes, "close", None):
            close()


def _with_files(outcome: Outcome, item: Input, neighbours: Neighbours) -> Outcome:
    notice = outcome.result
    if isinstance(notice, Failure):
        return outcome
    found = neighbours.attachments(item, notice.metadata.attachments)
    if not found:
        return outcome
    files = tuple(dict.fromkeys((*notice.source.attachments, *found)))
    source = notice.source.model_copy(update={"attachments": files})
    return Outcome(notice.model_copy(update={"source": source}), outcome.text)


def process(item: Input, patterns: Path | None = None, options: ReadOptions = DEFAULT) -> Outcome:
    """Extract one file; whatever goes wrong is a failure that says so."""
    try:
        document = read_bytes(item.load(), item.name, options)
        return Outcome(extract(document, patterns=load_patterns(patterns)), document.text)
    except ExtractorError as error:
        return Outcome(_failure(item, error.code, str(error)))
    except RecursionError as error:
        return Outcome(_failure(item, "internal", f"{item.name}: nested too deeply: {error}"))
    except MemoryError:
        return Outcome(_failure(item, "memory", f"{item.name}: too large for the memory there is"))
    except Exception as error:  # a fault of ours in one file must not lose the others
        what = f"{type(error).__name__}: {error}"
        message = f"{item.name}: a fault of this program ({what}); please report it with the file"
        return Outcome(_failure(item, "internal", message))


def load_document(
    path: Path, *, timeout: float | None = None, options: ReadOptions = DEFAULT
) -> Document:
    """Return the document in a file, read in a worker that is ended after *timeout* seconds.

    Raises ExtractorError where it cannot be read.
    """
    item = Input(path, printable(path.name))
    task = Task(_nothing, partial(_document, options=options), _not_read)
    (found,) = supervise([item], task, size=1, timeout=timeout)
    if isinstance(found, ExtractorError):
        raise found
    return found


def _nothing() -> None:
    """A worker that only reads files needs no rules."""


def _document(item: Input, options: ReadOptions) -> Document | ExtractorError:
    try:
        return read_bytes(item.load(), item.name, options)
    except ExtractorError as error:
        return error
    except MemoryError:
        return UnreadableError(f"{item.name}: too large for the memory there is")


def _not_read(item: Input, _code: str, what: str) -> Document | ExtractorError:
    return UnreadableError(f"{item.name}: {what}")


def _given_up(item: Input, code: str, what: str) -> Outcome:
    return Outcome(_failure(item, code, f"{item.name}: {what}"))


def _failure(item: Input, code: str, message: str) -> Failure:
    return Failure(name=item.name, sha256=sha256_of(item), code=code, message=message)


def sha256_of(item: Input) -> str | None:
    """Return the hash of a file's bytes; None where it cannot be read, or is a pipe."""
    if not item.path.is_file():
        return None
    try:
        if item.chain:
            return hashlib.sha256(item.load()).hexdigest()
        with item.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ExtractorError, MemoryError):
        return None
