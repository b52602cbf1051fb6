"""Many files: order, names, failures, and workers that die or hang. The workers are real ones."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from extractor import Failure, PolicyNotice, extract_many, read_output
from extractor.batch import Outcome, list_inputs, run
from extractor.errors import InputError, PatternError
from extractor.output import write_output
from extractor.patterns import load_patterns

TEXT = "云岭市{}年供热管网更新方案\n一、主要任务\n2024年更新供热管网{}公里。市住房城乡建设局要加强监督检查。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of notices with a database, a broken file and an empty one among them."""
    base = tmp_path / "notices"
    (base / "b").mkdir(parents=True)
    for index, name in enumerate(("a.txt", "b/x.txt", "b/y.txt", "b.txt", "方案.txt")):
        (base / name).write_text(TEXT.format(2024, index + 1), "utf-8")
    (base / "b/data.db").write_bytes(b"SQLite format 3\0" + bytes(100))
    (base / "empty.txt").write_bytes(b"")
    (base / "odd.txt").write_bytes(bytes(range(128, 256)) * 4)
    (base / ".hidden").write_text("x", "utf-8")
    return base


NAMES = ["a.txt", "b.txt", "b/data.db", "b/x.txt", "b/y.txt", "empty.txt", "odd.txt", "方案.txt"]


def _lines(results: list[PolicyNotice | Failure]) -> list[str]:
    return [result.model_dump_json() for result in results]


def test_inputs_are_in_code_point_order_with_relative_names(folder: Path) -> None:
    assert [item.name for item in list_inputs(folder)] == NAMES
    assert [item.name for item in list_inputs([folder / "b/x.txt", folder / "b"])] == [
        "x.txt", "data.db", "x.txt", "y.txt",
    ]  # fmt: skip


def test_names_are_told_apart_where_they_clash(tmp_path: Path) -> None:
    for name in ("x/a", "y/a", "y/b"):
        (tmp_path / name / "in").mkdir(parents=True)
        (tmp_path / name / "n.txt").write_text(TEXT.format(2024, 1), "utf-8")
    (tmp_path / "y/b/in/m.txt").write_text("x", "utf-8")
    a, other, b = (tmp_path / name for name in ("x/a", "y/a", "y/b"))

    def names(*paths: Path) -> list[str]:
        return [item.name for item in list_inputs(paths)]

    assert names(a) == ["n.txt"]
    assert names(a, b) == ["a/n.txt", "in/m.txt", "b/n.txt"], "only what clashes is longer"
    assert names(a / "n.txt", b / "n.txt") == ["a/n.txt", "b/n.txt"]
    assert names(a, other) == ["x/a/n.txt", "y/a/n.txt"], "as many folders as it takes"
    assert names(a, a / "n.txt") == ["n.txt", "n.txt"], "one file, given twice"
    assert names(a, a / "n.txt", b / "n.txt") == ["a/n.txt", "a/n.txt", "b/n.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_is_no_file_in_a_folder_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT.format(2024, 1), "utf-8")
    (tmp_path / "good.txt").symlink_to("in/a.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "folder").symlink_to("in")
    os.mkfifo(tmp_path / "pipe.txt")
    results = list(extract_many(tmp_path))
    assert [
        "notice" if isinstance(result, PolicyNotice) else f"{result.code} {result.message}"
        for result in results
    ] == [
        "unreadable folder: a link to a folder, which is not followed; give that folder as a path of its own",
        "unreadable gone.txt: a link to nothing that is there; give the file itself",
        "notice",
        "notice",
        "unreadable pipe.txt: a pipe, socket or device, not a file; give it by name",
    ]


def test_every_file_gives_a_notice_or_a_failure_in_order(folder: Path) -> None:
    results = list(extract_many(folder))
    names = [r.name if isinstance(r, Failure) else r.source.name for r in results]
    assert names == NAMES
    codes = {r.name: r.code for r in results if isinstance(r, Failure)}
    assert codes == {
        "b/data.db": "unsupported",
        "empty.txt": "unreadable",
        "odd.txt": "unreadable",
    }
    assert all(r.sha256 and r.name in r.message for r in results if isinstance(r, Failure))


def test_workers_give_the_same_bytes(folder: Path) -> None:
    alone = _lines(list(extract_many(folder)))
    assert _lines(list(extract_many(folder, jobs=3))) == alone
    assert _lines(list(extract_many(folder, timeout=60))) == alone


def test_a_missing_file_is_a_failure_and_costs_nothing_else(folder: Path) -> None:
    results = list(extract_many([folder / "gone.txt", folder / "a.txt"]))
    assert isinstance(results[0], Failure) and results[0].sha256 is None
    assert isinstance(results[1], PolicyNotice)


def test_wrong_rules_are_refused_before_anything_runs(folder: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "x.toml").write_text("kind = 'nonsense'", "utf-8")
    with pytest.raises(PatternError, match="nonsense"):
        extract_many(folder, patterns=rules)


@pytest.mark.parametrize(("jobs", "timeout"), [(0, None), (1, 0.0), (1, -1.0)])
def test_wrong_options(folder: Path, jobs: int, timeout: float | None) -> None:
    with pytest.raises(ValueError, match=r"jobs|timeout"):
        extract_many(folder, jobs=jobs, timeout=timeout)


needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes hold a worker up")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe: whoever reads it hangs until somebody writes."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return path


def _when_read(pipe: Path, then: Callable[[int], None]) -> threading.Thread:
    """Wait in a thread until a worker reads *pipe*, then hand on the open end of it."""

    def watch() -> None:
        for _ in range(6000):
            try:
                end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                time.sleep(0.01)
                continue
            then(end)
            return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def _is_there(pid: int | None) -> bool:
    try:
        os.kill(pid or 0, 0)
    except ProcessLookupError:
        return False
    return True


def _kill_the_worker(end: int) -> None:
    """Kill the only worker and wait until it is gone, so that nobody else reads the pipe."""
    (pid,) = [c.pid for c in multiprocessing.active_children() if _is_there(c.pid)]
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with suppress(ChildProcessError):  # the supervisor was first
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    os.close(end)


def _feed(end: int) -> None:
    os.write(end, TEXT.format(2024, 7).encode())
    os.close(end)


@needs_pipes
def test_a_file_that_hangs_is_given_up_and_the_others_go_on(folder: Path, pipe: Path) -> None:
    results = list(extract_many([pipe, folder / "a.txt"], jobs=2, timeout=20))
    assert isinstance(results[0], Failure) and results[0].code == "timeout"
    assert "20 seconds" in results[0].message
    assert isinstance(results[1], PolicyNotice)
    assert multiprocessing.active_children() == []


@needs_pipes
def test_a_killed_worker_is_replaced_and_its_file_tried_again(folder: Path, pipe: Path) -> None:
    def kill_then_feed(end: int) -> None:
        _kill_the_worker(end)
        _when_read(pipe, _feed)

    _when_read(pipe, kill_then_feed)
    results = list(extract_many([pipe, folder / "a.txt"], timeout=60))
    assert all(isinstance(result, PolicyNotice) for result in results)


@needs_pipes
def test_a_file_that_kills_its_worker_twice_is_one_failure(folder: Path, pipe: Path) -> None:
    def kill_twice(end: int) -> None:
        _kill_the_worker(end)
        _when_read(pipe, _kill_the_worker)

    _when_read(pipe, kill_twice)
    results = list(extract_many([folder / "b.txt", pipe, folder / "a.txt"], timeout=60))
    kinds = [type(result).__name__ for result in results]
    assert kinds == ["PolicyNotice", "Failure", "PolicyNotice"]
    assert isinstance(results[1], Failure) and results[1].code == "crashed"


REAPED = """
import os, signal
from extractor.batch import _given_up, list_inputs, process
from extractor.patterns import load_patterns
from extractor.workers import Task, _Supervisor
task = Task(load_patterns, process, _given_up)
supervisor = _Supervisor(list_inputs({path!r}), task, 1, None)
worker = supervisor._start()
os.kill(worker.process.pid, signal.SIGKILL)
os.waitpid(worker.process.pid, 0)
worker.stop()
supervisor.workers.clear()
print([type(outcome.result).__name__ for outcome in supervisor.results()])
"""


@needs_pipes
def test_a_dead_worker_whose_status_another_thread_took_is_dropped(folder: Path) -> None:
    """Such a process never counts as ended for multiprocessing, which then refuses to close it."""
    script = REAPED.format(path=str(folder / "a.txt"))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=100
    )
    assert (done.stdout, done.stderr) == ("['PolicyNotice']\n", "")


def test_leaving_early_leaves_no_worker(folder: Path) -> None:
    results = extract_many(folder, jobs=2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_a_script_needs_no_main_guard(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from extractor import extract_many\n"
        f"print(len(list(extract_many({str(folder)!r}, jobs=2))))\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=100)
    assert (done.stdout, done.stderr) == (f"{len(NAMES)}\n", "")


def _write(folder: Path, out: Path) -> dict[str, bytes]:
    rules = load_patterns().digest
    counts = write_output(run(list_inputs(folder)), out, rules=rules, options={"jobs": 1})
    assert (counts.notices, counts.failures) == (5, 3)
    return {
        p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()
    }


def test_the_output_folder(folder: Path, tmp_path: Path) -> None:
    files = _write(folder, tmp_path / "out")
    notices = [json.loads(line) for line in files["notices.jsonl"].splitlines()]
    assert [n["source"]["name"] for n in notices] == [
        n for n in NAMES if n in ("a.txt", "b.txt", "b/x.txt", "b/y.txt", "方案.txt")
    ]
    for notice in notices:
        text = files[f"texts/{notice['source']['text_sha256']}.txt"].decode("utf-8")
        places = [
            e
            for kind in ("targets", "responsibilities")
            for r in notice[kind]
            for e in r["evidence"]
        ]
        assert all(text[e["start"] : e["end"]] == e["text"] for e in places)
    failures = [json.loads(line) for line in files["failures.jsonl"].splitlines()]
    assert [set(f) for f in failures] == [{"name", "sha256", "code", "message"}] * 3
    run_ = json.loads(files["run.json"])
    assert [item["name"] for item in run_["inputs"]] == NAMES
    assert run_["rules_sha256"] == load_patterns().digest
    assert {"version", "schema_version", "python", "packages", "options"} <= set(run_)


def test_the_output_is_the_same_bytes_again_and_drops_what_is_old(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = _write(folder, out)
    (out / "texts" / f"{'0' * 64}.txt").write_text("of an earlier run", "utf-8")
    (out / "texts" / "mine.txt").write_text("not of ours", "utf-8")
    second = _write(folder, out)
    assert second.pop("texts/mine.txt")
    assert second == first


def test_failures_jsonl_is_there_without_failures(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_output(run(list_inputs(folder / "a.txt")), out, rules="", options={})
    assert (out / "failures.jsonl").read_bytes() == b""


def test_the_output_is_read_back(folder: Path, tmp_path: Path) -> None:
    _write(folder, tmp_path / "out")
    back = list(read_output(str(tmp_path / "out")))
    made = list(extract_many(folder))
    kept = [r for r in made if isinstance(r, PolicyNotice)] + [
        r for r in made if isinstance(r, Failure)
    ]
    assert _lines(back) == _lines(kept)
    with pytest.raises(InputError, match="no finished output of extract"):
        next(read_output(folder))


def test_a_text_of_brackets_only_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("（" * 3000 + "改造20个小区" + "）" * 3000, "utf-8")
    (outcome,) = run(list_inputs(path))
    assert isinstance(outcome, Outcome)
    assert "long.txt" in outcome.result.model_dump_json()
