"""Supervised workers: processes that can be killed, each result in the order of the items.

A worker holds one pipe of its own and one item at a time, so that killing it, at its deadline or by
the system, costs that item alone: a shared queue's lock would die with it. An item whose worker
died is tried once more, then it is a failure like any other. What a worker may have of the memory
is limited, where the system can do that (Linux): a hostile file ends its worker, not the machine.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Generic, TypeVar

START_LIMIT = 120.0
"""Seconds a worker may take to load the rules; its item's own time counts from then on."""
MEMORY = 4 * 2**30
"""Bytes of address space of a worker; recognising characters takes under 2 GiB of it."""
_AHEAD = 64
"""Items for each worker that may be done while an earlier one is not."""
_ATTEMPTS = 2
_GOODBYE = 5.0
"""Seconds that an idle worker has to end by itself."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Task(Generic[Item, Result]):
    """What is done with each item; all three must be picklable by name.

    ``start`` is called once in each worker; ``work`` makes an item's result; ``fail`` makes one, in
    the parent, of an item whose worker did not, from a code and what happened in words.
    """

    start: Callable[[], object]
    work: Callable[[Item], Result]
    fail: Callable[[Item, str, str], Result]


def supervise(
    items: Sequence[Item], task: Task[Item, Result], *, size: int, timeout: float | None
) -> Iterator[Result]:
    """Yield the result of each item, in order; *size* workers, *timeout* in seconds for an item."""
    return _Supervisor(items, task, min(size, len(items)), timeout).results()


def _serve(pipe: Connection, task: Task[Item, Result]) -> None:
    """Serve one pipe: say that all is loaded, then answer each item with its result."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends its workers itself
    with suppress(AttributeError, OSError):  # what it starts itself ends with it
        os.setpgid(0, 0)
    limit_memory(MEMORY)
    task.start()
    pipe.send(None)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(task.work(item))


def limit_memory(size: int) -> None:
    """Let this process have no more than *size* bytes of addresses, where the system can do so."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        size = size if most == resource.RLIM_INFINITY else min(size, most)
        resource.setrlimit(resource.RLIMIT_AS, (size, most))


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
    """A process with its pipe, and the item that it has in hand."""

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
        elif self.ready and self.process.pid:
            with suppress(AttributeError, OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        with suppress(ValueError):  # another thread of the program has asked after it first
            self.process.close()


@dataclass(eq=False)
class _Supervisor(Generic[Item, Result]):
    items: Sequence[Item]
    task: Task[Item, Result]
    size: int
    timeout: float | None
    workers: list[_Worker] = field(default_factory=list)
    done: dict[int, Result] = field(default_factory=dict)
    attempts: dict[int, int] = field(default_factory=dict)

    def results(self) -> Iterator[Result]:
        """Yield the results in order; workers are gone when this ends, however it ends."""
        waiting = deque(range(len(self.items)))
        try:
            for index in range(len(self.items)):
                while index not in self.done:
                    self._hand_out(waiting, index)
                    waiting.extendleft(self._collect())
                yield self.done.pop(index)
        finally:
            for worker in self.workers:
                worker.stop()
            self.workers.clear()

    def _hand_out(self, waiting: deque[int], index: int) -> None:
        """Give work to idle workers, not too far ahead of the result wanted next."""
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
        target = context.Process(target=_serve, args=(theirs, self.task), daemon=True)
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
            worker.pipe.send(self.items[task])

    def _set_deadline(self, worker: _Worker) -> None:
        limit = self.timeout if worker.ready else START_LIMIT
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
            result = worker.pipe.recv()
        except (EOFError, OSError):
            return self._died(worker)
        if result is None:
            worker.ready = True
            self._set_deadline(worker)
        else:
            self._finish(worker, result)
        return []

    def _finish(self, worker: _Worker, result: Result) -> None:
        assert worker.task is not None
        self.done[worker.task] = result
        self.attempts.pop(worker.task, None)
        worker.task = None

    def _drop(self, worker: _Worker) -> Item:
        assert worker.task is not None
        self.workers.remove(worker)
        worker.stop()
        return self.items[worker.task]

    def _died(self, worker: _Worker) -> list[int]:
        worker.process.join()
        code = "unknown" if worker.process.exitcode is None else worker.process.exitcode
        item, task = self._drop(worker), worker.task
        if task is not None and self.attempts[task] < _ATTEMPTS:
            return [task]
        what = (
            f"the process that read it ended twice (exit code {code}); it may need more memory "
            "than there is: extract it alone, or with fewer jobs"
        )
        self._finish(worker, self.task.fail(item, "crashed", what))
        return []

    def _expired(self, worker: _Worker) -> list[int]:
        item = self._drop(worker)
        limit = f"{self.timeout:g}" if worker.ready and self.timeout else f"{START_LIMIT:g}"
        what = f"not done after {limit} seconds; give it more with --timeout"
        self._finish(worker, self.task.fail(item, "timeout", what))
        return []
