"""Many files: in this process, or in supervised workers, each result in the order of the inputs.

A worker holds one pipe of its own and one file at a time, so that killing it, at its deadline or by
the system, costs that file alone: a shared queue's lock would die with it. A file whose worker died
is tried once more, then it is a failure like any other.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from extractor.errors import ExtractorError
from extractor.models import Failure, PolicyNotice
from extractor.patterns import load_patterns
from extractor.pipeline import extract
from extractor.readers import printable, read

_START_LIMIT = 120.0
"""Seconds a worker may take to load the rules; its file's own time counts from then on."""
_AHEAD = 64
"""Files for each worker that may be done while an earlier one is not."""
_ATTEMPTS = 2
_GOODBYE = 5.0
"""Seconds that an idle worker has to end by itself."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file, and its name in the output: the path below the argument given, with ``/``."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a notice with its text, or a failure."""

    result: PolicyNotice | Failure
    text: str | None = None


def list_inputs(paths: str | Path | Iterable[str | Path]) -> list[Input]:
    """Return the files that *paths* name: each file, and all files below each folder.

    Folders are walked in code-point order of the relative names; files and folders whose name
    begins with a dot are left out. A path that does not exist is kept: it will be a failure.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    return [item for path in given for item in _below(Path(path))]


def _below(path: Path) -> list[Input]:
    if not path.is_dir():
        return [Input(path, printable(path.name))]
    found = []
    for file in path.rglob("*"):
        inside = file.relative_to(path)
        if not any(part.startswith(".") for part in inside.parts) and file.is_file():
            found.append(Input(file, printable(inside.as_posix())))
    return sorted(found, key=lambda item: item.name)


def extract_many(
    paths: str | Path | Iterable[str | Path],
    *,
    jobs: int = 1,
    timeout: float | None = None,
    patterns: str | Path | None = None,
) -> Iterator[PolicyNotice | Failure]:
    """Return a notice or a failure for every file of *paths* (files, folders), in their order.

    *jobs* worker processes share the work; *timeout* is in seconds for each file, after which it
    is a failure (``code`` "timeout"), and needs a worker too; *patterns* is a folder of rules
    added to the project's. The results do not depend on *jobs*. Raises PatternError at once for a
    rule that is not well formed.
    """
    outcomes = run(list_inputs(paths), jobs=jobs, timeout=timeout, patterns=patterns)
    return (outcome.result for outcome in outcomes)


def run(
    inputs: Sequence[Input],
    *,
    jobs: int = 1,
    timeout: float | None = None,
    patterns: str | Path | None = None,
) -> Iterator[Outcome]:
    """Return the outcome of each input, in order; see ``extract_many``."""
    if jobs < 1:
        raise ValueError("jobs must be 1 or more")
    if timeout is not None and timeout <= 0:
        raise ValueError("timeout must be more than 0 seconds")
    folder = Path(patterns) if patterns else None
    load_patterns(folder)
    if jobs == 1 and timeout is None:
        return (process(item, folder) for item in inputs)
    return _Supervisor(inputs, min(jobs, len(inputs)), timeout, folder).outcomes()


def process(item: Input, patterns: Path | None = None) -> Outcome:
    """Extract one file; whatever goes wrong is a failure that says so."""
    try:
        document = read(item.path, name=item.name)
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


def _failure(item: Input, code: str, message: str) -> Failure:
    return Failure(name=item.name, sha256=sha256_of(item.path), code=code, message=message)


def sha256_of(path: Path) -> str | None:
    """Return the hash of a file's bytes; None where it cannot be read, or is a pipe."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _work(pipe: Connection, patterns: Path | None) -> None:
    """Serve one pipe: say that the rules are loaded, then answer each input with its outcome."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends its workers itself
    load_patterns(patterns)
    pipe.send(None)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(process(item, patterns))


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep a new worker from running the caller's script again.

    A spawned process imports ``__main__`` for what was pickled from it. Nothing is here, and a
    script without an ``if __name__ == "__main__"`` guard would start itself over and over.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@dataclass(eq=False, slots=True)
class _Worker:
    """A process with its pipe, and the input that it has in hand."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    task: int | None = None
    deadline: float = 0.0

    def stop(self) -> None:
        """End the process: an idle one by closing its pipe, any other by force."""
        self.pipe.close()
        if self.ready and self.task is None:
            self.process.join(_GOODBYE)
        self.process.kill()
        self.process.join()
        with suppress(ValueError):  # another thread of the program has asked after it first
            self.process.close()


@dataclass(eq=False)
class _Supervisor:
    inputs: Sequence[Input]
    size: int
    timeout: float | None
    patterns: Path | None
    workers: list[_Worker] = field(default_factory=list)
    done: dict[int, Outcome] = field(default_factory=dict)
    attempts: dict[int, int] = field(default_factory=dict)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcomes in order; workers are gone when this ends, however it ends."""
        waiting = deque(range(len(self.inputs)))
        try:
            for index in range(len(self.inputs)):
                while index not in self.done:
                    self._hand_out(waiting, index)
                    waiting.extendleft(self._collect())
                yield self.done.pop(index)
        finally:
            for worker in self.workers:
                worker.stop()
            self.workers.clear()

    def _hand_out(self, waiting: deque[int], index: int) -> None:
        """Give work to idle workers, not too far ahead of the outcome wanted next."""
        limit = index + _AHEAD * self.size
        while waiting and waiting[0] < limit:
            idle = next((w for w in self.workers if w.task is None), None)
            if idle is None and len(self.workers) == self.size:
                return
            worker = idle or self._start()
            self._give(worker, waiting.popleft())

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        target = context.Process(target=_work, args=(theirs, self.patterns), daemon=True)
        with _without_main():
            target.start()
        theirs.close()
        worker = _Worker(target, ours)
        self.workers.append(worker)
        return worker

    def _give(self, worker: _Worker, task: int) -> None:
        worker.task = task
        self.attempts[task] = self.attempts.get(task, 0) + 1
        self._set_deadline(worker)
        with suppress(OSError):  # where it died in between, its pipe says so to _collect
            worker.pipe.send(self.inputs[task])

    def _set_deadline(self, worker: _Worker) -> None:
        limit = self.timeout if worker.ready else _START_LIMIT
        worker.deadline = float("inf") if limit is None else time.monotonic() + limit

    def _collect(self) -> list[int]:
        """Wait for answers, deaths and deadlines; return the tasks to be tried again."""
        busy = [worker for worker in self.workers if worker.task is not None]
        nearest = min(worker.deadline for worker in busy)
        rest = None if nearest == float("inf") else max(0.0, nearest - time.monotonic())
        ready = wait([worker.pipe for worker in busy], rest)
        again = []
        for worker in busy:
            if worker.pipe in ready:
                again += self._answer(worker)
            elif worker.deadline <= time.monotonic():
                again += self._expired(worker)
        return again

    def _answer(self, worker: _Worker) -> list[int]:
        try:
            outcome = worker.pipe.recv()
        except (EOFError, OSError):
            return self._died(worker)
        if outcome is None:
            worker.ready = True
            self._set_deadline(worker)
        else:
            self._finish(worker, outcome)
        return []

    def _finish(self, worker: _Worker, outcome: Outcome) -> None:
        assert worker.task is not None
        self.done[worker.task] = outcome
        self.attempts.pop(worker.task, None)
        worker.task = None

    def _drop(self, worker: _Worker) -> Input:
        assert worker.task is not None
        self.workers.remove(worker)
        worker.stop()
        return self.inputs[worker.task]

    def _died(self, worker: _Worker) -> list[int]:
        worker.process.join()
        code = "unknown" if worker.process.exitcode is None else worker.process.exitcode
        item, task = self._drop(worker), worker.task
        if task is not None and self.attempts[task] < _ATTEMPTS:
            return [task]
        message = (
            f"{item.name}: the process that read it ended twice (exit code {code}); it may "
            "need more memory than there is: extract it alone, or with fewer jobs"
        )
        self._finish(worker, Outcome(_failure(item, "crashed", message)))
        return []

    def _expired(self, worker: _Worker) -> list[int]:
        item = self._drop(worker)
        limit = f"{self.timeout:g}" if worker.ready and self.timeout else f"{_START_LIMIT:g}"
        message = f"{item.name}: not done after {limit} seconds; give it more with --timeout"
        self._finish(worker, Outcome(_failure(item, "timeout", message)))
        return []
