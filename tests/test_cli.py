"""The command: what it prints where, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import extractor
from extractor.cli import main

TEXT = "云岭市2024年老旧小区改造方案\n一、主要任务\n2024年，全市改造老旧小区58个。市住房城乡建设局要加强监督检查。\n"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def _process(*arguments: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extractor", *map(str, arguments)]
    variables = {**os.environ, "PYTHONPATH": str(Path(extractor.__file__).parents[1]), **env}
    return subprocess.run(command, capture_output=True, cwd=cwd, env=variables, timeout=100)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    base = tmp_path / "notices"
    base.mkdir()
    (base / "a.txt").write_text(TEXT, "utf-8")
    (base / "b.txt").write_text(TEXT.replace("58", "60"), "gb18030")
    return base


def test_one_file_is_one_line_of_json_on_standard_output(notice: Path) -> None:
    result = _run("extract", notice)
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["source"]["name"] == "方案.txt"


def test_the_line_is_the_bytes_of_notices_jsonl(notice: Path, tmp_path: Path) -> None:
    printed = _process("extract", notice, cwd=tmp_path).stdout
    assert _run("extract", notice, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out/notices.jsonl").read_bytes() == printed
    assert printed.count(b"\n") == 1 and "云岭市".encode() in printed


def test_a_folder_goes_to_a_folder(folder: Path, tmp_path: Path) -> None:
    result = _run("extract", folder, "-o", tmp_path / "out", "--jobs", "2", "--timeout", "60")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 notices in {tmp_path / 'out/notices.jsonl'}\n"
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "notices.jsonl",
        "failures.jsonl",
        "texts",
        "run.json",
    }
    run = json.loads((tmp_path / "out/run.json").read_text("utf-8"))
    assert run["options"] == {"jobs": 2, "timeout": 60.0, "ocr": "auto", "patterns": None}


def test_inputs_that_fail_cost_a_status_not_the_run(folder: Path, tmp_path: Path) -> None:
    (folder / "data.db").write_bytes(b"SQLite format 3\0")
    result = _run("extract", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "1 failure, with reasons, in" in result.stderr
    (failure,) = (tmp_path / "out/failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(failure)["code"] == "unsupported"
    assert len((tmp_path / "out/notices.jsonl").read_text("utf-8").splitlines()) == 2


def test_the_summary_names_what_needs_a_look(tmp_path: Path) -> None:
    base = tmp_path / "notices"
    base.mkdir()
    for name in ("a.txt", "b.txt"):
        (base / name).write_text(TEXT, "utf-8")
    for number in range(6):
        (base / f"hello{number}.txt").write_text(f"你好{number}", "utf-8")
        (base / f"x{number}.json").write_text("{}", "utf-8")
    first = _run("extract", base, "-o", tmp_path / "out", "--jobs", "2")
    assert first.exit_code == 1
    lines = first.stderr.splitlines()
    assert [line for line in lines if not line.startswith("  ")] == [
        *(f"{done} of 14 files" for done in range(1, 14)),
        f"8 notices in {tmp_path / 'out/notices.jsonl'}",
        "6 of them hold no plan: hello0.txt, hello1.txt, hello2.txt, hello3.txt, hello4.txt, and 1 more",
        "the same bytes as another: b.txt (as a.txt)",
        f"6 failures, with reasons, in {tmp_path / 'out/failures.jsonl'}:",
    ]
    assert lines[-6] == (
        "  x0.json: a JSON file, which is not read: it looks like data, not like a notice; "
        "give the notice itself"
    )
    assert lines[-1] == "  and 1 more"
    again = _run("extract", base / "a.txt", "-o", tmp_path / "out")
    assert again.stderr == (
        f"1 notice in {tmp_path / 'out/notices.jsonl'}, in place of an earlier output\n"
    )


def test_an_output_folder_is_no_folder_of_notices(folder: Path, tmp_path: Path) -> None:
    out = folder / "out"
    assert _run("extract", folder, "-o", out).exit_code == 0
    first = (out / "notices.jsonl").read_bytes()
    assert _run("extract", folder, "-o", out).exit_code == 0
    assert (out / "notices.jsonl").read_bytes() == first, "an output below the folder is left out"
    refused = _run("extract", out, "-o", tmp_path / "other")
    assert refused.exit_code == 2 and "compare, report and export read it" in refused.stderr
    (out / "notices.jsonl").rename(out / "notices.jsonl.part")
    for command in (["extract", "-o", "x"], ["compare"], ["export", "-o", "x"]):
        refused = _run(*command, out)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "has not finished; run extract again" in refused.stderr


def _heed_interrupts() -> None:
    """What a shell starts in the background ignores them, and so does all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes hold a worker up")
@pytest.mark.parametrize("earlier", [False, True])
def test_an_interrupted_run_leaves_nothing_and_says_so(tmp_path: Path, earlier: bool) -> None:
    out = tmp_path / "out"
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    if earlier:
        (tmp_path / "b.txt").write_text(TEXT.replace("58", "60"), "utf-8")
        assert _run("extract", tmp_path / "b.txt", "-o", out).exit_code == 0
    before = {path: path.is_file() and path.read_bytes() for path in out.rglob("*")}
    command = [sys.executable, "-m", "extractor", "extract", "a.txt", "pipe.txt", "-o", "out"]
    variables = {**os.environ, "PYTHONPATH": str(Path(extractor.__file__).parents[1])}
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=variables,
        text=True,
        preexec_fn=_heed_interrupts,
    ) as running:
        end = None
        while end is None:  # until the worker reads the second file
            with suppress(OSError):
                end = os.open(tmp_path / "pipe.txt", os.O_WRONLY | os.O_NONBLOCK)
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, printed = running.communicate()
    os.close(end)
    stands = "; the earlier output in out stands" if earlier else ""
    assert running.returncode == 130
    assert printed == (
        f"gongwen: interrupted after 1 of 2 files, nothing of them is kept{stands}; run it again\n"
    )
    assert {path: path.is_file() and path.read_bytes() for path in out.rglob("*")} == before
    assert out.exists() == earlier


NOTHING_TO_READ = [
    (["extract", "-o", "x"], "several ways in, one refusal"),
    (["compare"], "no table"),
    (["compare", "-o", "x.csv"], "no head without rows"),
    (["report", "-o", "x.html"], "no empty page"),
    (["export", "-o", "x"], "no empty tables"),
]


@pytest.mark.parametrize(("command", "reason"), NOTHING_TO_READ)
def test_empty_folders_are_refused_and_unreadable_inputs_end_with_3(
    command: list[str], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    empty = _run(*command, "empty")
    assert (empty.exit_code, empty.stdout) == (2, ""), reason
    assert "the folders given hold no files" in empty.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]
    (tmp_path / "x.db").write_bytes(b"SQLite format 3\0")
    failed = _run(*command, "x.db")
    assert failed.exit_code == 3
    assert "x.db: a SQLite database, which is not read" in failed.output


def test_no_notice_at_all(tmp_path: Path) -> None:
    data = tmp_path / "data.db"
    data.write_bytes(b"SQLite format 3\0")
    alone = _run("extract", data)
    assert (alone.exit_code, alone.stdout) == (3, "")
    assert "a SQLite database" in alone.stderr and "save it as DOCX, PDF" in alone.stderr
    assert _run("extract", data, "-o", tmp_path / "out").exit_code == 3


def test_a_text_without_a_plan_is_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "weather.txt"
    path.write_text("明天晴。", "utf-8")
    result = _run("extract", path)
    assert result.exit_code == 0
    assert "no_plan" in [w["code"] for w in json.loads(result.stdout)["warnings"]]


USAGE = [
    (["extract"], "Missing argument", "no path"),
    (["extract", "missing.txt"], "does not exist", "a path that is not there"),
    (["extract", "{folder}"], "add -o DIR", "a folder without -o"),
    (["extract", "{notice}", "{notice}"], "add -o DIR", "two files without -o"),
    (["extract", "{empty}", "-o", "out"], "hold no files", "an empty folder"),
    (["extract", "{notice}", "--jobs", "0"], "--jobs", "no worker"),
    (["extract", "{notice}", "--timeout", "0"], "--timeout", "no time"),
    (["extract", "{notice}", "--engine", "x"], "No such option", "an option that is not there"),
    (
        ["extract", "{notice}", "--patterns", "{bad}"],
        "kind = 'colour'",
        "rules that are not well formed",
    ),
    (["compare", "{notice}", "-o", "cities.doc"], ".csv, .xlsx", "a form that is not written"),
    (["compare", "{notice}", "--wide"], "add -o FILE.csv", "wide, and no CSV"),
    (["compare", "{notice}", "--topic", "colour"], "--topic", "no such topic"),
    (["export", "{notice}"], "--output", "no folder to write to"),
    (["compare", "{notice}", "--as-of", "2025"], "--as-of", "no date"),
    (["explain", "{notice}", "--at", "100000"], "behind the text", "an offset that is not there"),
    (["evaluate", "{empty}", "{empty}"], "no output of extract", "neither gold nor output"),
    (["schema", "colour"], "colour", "no such schema"),
    (["colour"], "No such command", "no such command"),
]


@pytest.mark.parametrize(("arguments", "message", "reason"), USAGE)
def test_usage_errors_say_what_to_do(
    arguments: list[str],
    message: str,
    reason: str,
    notice: Path,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/x.toml").write_text("kind = 'colour'", "utf-8")
    names = {
        "notice": notice,
        "folder": folder,
        "empty": tmp_path / "empty",
        "bad": tmp_path / "bad",
    }
    result = _run(*(argument.format(**names) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, ""), reason
    assert message in result.stderr and "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_dash_is_standard_input(tmp_path: Path) -> None:
    def run(*arguments: str, data: bytes = TEXT.encode("gb18030")) -> Result:
        return CliRunner().invoke(main, arguments, input=data)

    one = json.loads(run("extract", "-").stdout)
    assert (one["source"]["name"], one["metadata"]["region"]["city"]) == ("stdin", "云岭市")
    assert run("explain", "-").stdout.startswith("stdin: ")
    assert run("extract", "-", "-o", str(tmp_path / "out")).exit_code == 0
    empty = run("extract", "-", data=b"")
    assert empty.exit_code == 3 and "stdin: " in empty.stderr


def test_rules_of_ones_own_are_used(notice: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own.toml").write_text(
        'kind = "funding"\n[[pattern]]\nid = "own.heat"\ntriggers = ["监督检查"]\n'
        "regex = '监督(?P<instrument>检查)'\n"
        'yields = { kind = "source", payer = "municipal", instrument = "budget" }\n'
        'examples = [{ text = "加强监督检查" }]\nnot = ["监督"]\n',
        "utf-8",
    )
    made = json.loads(_run("extract", notice, "--patterns", rules).stdout)
    assert "own.heat" in [record["rule"] for record in made["funding"]]


def test_compare_prints_a_table_or_writes_a_file(folder: Path, tmp_path: Path) -> None:
    _run("extract", folder, "-o", tmp_path / "out")
    table = _run("compare", tmp_path / "out")
    assert table.exit_code == 0
    assert "Communities" in table.stdout and "58" in table.stdout and "60" in table.stdout
    assert "小区数" in _run("compare", tmp_path / "out", "--zh").stdout
    written = _run(
        "compare", tmp_path / "out", "-o", tmp_path / "cities.json", "--as-of", "2025-01-01"
    )
    assert (written.exit_code, written.stdout) == (0, "")
    data = json.loads((tmp_path / "cities.json").read_text("utf-8"))
    assert [n["id"] for n in data["notices"]] == ["a.txt", "b.txt"]
    assert "in_force" in [v["id"] for v in data["variables"]]


def test_compare_takes_files_and_folders_of_notices_too(
    folder: Path, notice: Path, tmp_path: Path
) -> None:
    _run("compare", notice, folder, "-o", tmp_path / "c.json")
    data = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert [n["id"] for n in data["notices"]] == ["方案.txt", "a.txt", "b.txt"]


def test_compare_shows_failures_and_refuses_what_is_no_output(folder: Path, tmp_path: Path) -> None:
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7\n")
    _run("extract", folder, "-o", tmp_path / "out")
    table = _run("compare", tmp_path / "out")
    assert table.exit_code == 0
    assert table.stdout.count("scan.pdf") == 1, "it has no column"
    assert "unreadable (1/3):\n  scan.pdf: " in table.stdout
    assert "无法读取 (1/3):" in _run("compare", tmp_path / "out", "--zh").stdout
    written = _run("compare", tmp_path / "out", "-o", tmp_path / "c.csv")
    assert written.exit_code == 0 and "1 of 3 inputs could not be read:\n" in written.stderr
    assert "unreadable" in (tmp_path / "c.csv").read_text("utf-8")
    (tmp_path / "old.jsonl").write_text('{"schema_version": "0.1"}\n', "utf-8")
    old = _run("compare", tmp_path / "old.jsonl")
    assert old.exit_code == 3 and "make it again with gongwen extract" in old.stderr


@pytest.mark.parametrize("name", ["c.json", "c.csv", "c.xlsx", "c.parquet", "C.CSV"])
def test_compare_writes_by_ending(folder: Path, tmp_path: Path, name: str) -> None:
    result = _run("compare", folder, "-o", tmp_path / name)
    assert result.exit_code == 0 and "2 notices" in result.stderr
    assert (tmp_path / name).stat().st_size > 1000


def test_compare_prints_doubts_and_topics(folder: Path) -> None:
    printed = _run("compare", folder, "--topic", "scale").stdout
    assert "Communities" in printed and "Status" not in printed
    (folder / "c.txt").write_text(
        "云岭市2024年老旧小区改造方案\n2024年，全市改造老旧小区58个，其中青禾区30个、望湖区27个。",
        "utf-8",
    )
    assert "do not add up" in _run("compare", folder).stdout
    assert "分项之和" in _run("compare", folder, "--zh").stdout


def test_a_file_that_cannot_be_written_is_a_line(folder: Path, tmp_path: Path) -> None:
    for ending in ("json", "csv", "xlsx", "parquet"):
        result = _run("compare", folder, "-o", tmp_path / "none" / f"c.{ending}")
        assert result.exit_code == 1 and "cannot be written" in result.stderr, ending


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_export_writes_tables(folder: Path, tmp_path: Path, form: str) -> None:
    result = _run("export", folder, "-o", tmp_path / "tables", "--format", form)
    assert result.exit_code == 0
    files = {path.name for path in (tmp_path / "tables").iterdir()}
    wanted = {"tables.xlsx"} if form == "xlsx" else {f"targets.{form}", "datapackage.json"}
    assert wanted <= files
    assert len(result.stdout.splitlines()) == len(files)


def test_square_brackets_in_names_are_printed_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "[/b]a.txt"
    (tmp_path / "[").mkdir()
    path = tmp_path / "[" / "b]a.txt"
    path.write_text(TEXT, "utf-8")
    result = _run("compare", path, path)
    assert result.exit_code == 0 and "b]a.txt" in result.stdout


def test_explain(notice: Path) -> None:
    result = _run("explain", notice)
    assert result.exit_code == 0 and "responsibilities by duty." in result.stdout
    one = _run("explain", notice, "--at", str(TEXT.index("市住房")))
    assert (
        one.exit_code == 0 and "58个" not in one.stdout and "actor=市住房城乡建设局" in one.stdout
    )


def test_evaluate(corpus_dir: Path, tmp_path: Path) -> None:
    _run("extract", corpus_dir / "notices", "-o", tmp_path / "out")
    gold = corpus_dir / "gold"
    plain = _run("evaluate", gold, tmp_path / "out")
    assert plain.exit_code == 0 and "metadata" in plain.stdout
    figures = json.loads(_run("evaluate", gold, tmp_path / "out", "--json").stdout)
    assert set(figures) == {
        "targets",
        "deadlines",
        "responsibilities",
        "funding",
        "eligibility",
        "works",
        "all",
        "metadata",
        "other_fields",
    }
    rules = _run("evaluate", gold, tmp_path / "out", "--by-rule")
    assert rules.exit_code == 0 and rules.stdout.startswith("rule ")
    rows = json.loads(_run("evaluate", gold, tmp_path / "out", "--by-rule", "--json").stdout)
    assert sum(row["true"] for row in rows) == figures["all"]["paired"]
    assert (
        sum(row["false"] for row in rows) == figures["all"]["predicted"] - figures["all"]["paired"]
    )
    assert any(row["true"] == row["false"] == 0 for row in rows), "idle rules are listed"
    assert {"deadline.closing", "works.gas"} <= {row["rule"] for row in rows}, "and ids of code"


def test_evaluate_ends_well_whatever_the_score(corpus_dir: Path, tmp_path: Path) -> None:
    _run("extract", corpus_dir / "notices" / "anlan_tables.txt", "-o", tmp_path / "out")
    result = _run("evaluate", corpus_dir / "gold", tmp_path / "out", "--errors")
    assert result.exit_code == 0
    assert "no output; all of its gold counts as missed" in result.stderr
    assert "MISSED" in result.stdout


def test_patterns_check_ends_with_1_for_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'kind = "noise"\n[[pattern]]\nid = "own.noise"\nregex = "广告.*"\n'
        'examples = [{ text = "新闻" }]\nnot = ["通知"]\n',
        "utf-8",
    )
    result = _run("patterns", "check", tmp_path)
    assert result.exit_code == 1
    assert result.stdout == "own.toml: own.noise: does not match its example '新闻'\n"
    (tmp_path / "own.toml").write_text("kind = 'colour'", "utf-8")
    assert _run("patterns", "check", tmp_path).exit_code == 1


def test_schema(tmp_path: Path, repo_root: Path) -> None:
    assert json.loads(_run("schema").stdout)["title"] == "PolicyNotice"
    assert _run("schema", "codebook").stdout.startswith("# Codebook")
    assert _run("schema", "-o", tmp_path / "s").exit_code == 0
    assert {p.name for p in (tmp_path / "s").iterdir()} == {
        p.name for p in (repo_root / "schemas").iterdir()
    }


def test_demo_works_from_an_empty_folder(tmp_path: Path) -> None:
    done = _process("demo", cwd=tmp_path)
    assert done.returncode == 0
    assert all(line.endswith(b" files") for line in done.stderr.splitlines())
    printed = done.stdout.decode("utf-8")
    assert "gongwen compare gongwen-demo" in printed and "variable" in printed
    assert (tmp_path / "gongwen-demo/comparison.json").is_file()
    assert (tmp_path / "gongwen-demo/notices.jsonl").read_bytes()


def test_every_command_has_a_help_text_with_an_example() -> None:
    for command in ("extract", "compare", "export", "explain", "evaluate", "schema"):
        text = _run(command, "--help").stdout
        assert f"gongwen {command} " in text, command
    assert "gongwen patterns check my-patterns/" in _run("patterns", "check", "--help").stdout
    assert "gongwen demo" in _run("--help").stdout


def test_version() -> None:
    result = _run("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "gongwen,")


def test_the_command_starts_in_less_than_a_second(tmp_path: Path) -> None:
    _process("--help", cwd=tmp_path)
    begin = time.perf_counter()
    assert _process("--help", cwd=tmp_path).returncode == 0
    assert time.perf_counter() - begin < 1


HEAVY = ("pydantic", "regex", "rich", "jieba", "pandas", "spacy")


def test_importing_the_package_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (
        f"import sys, extractor, extractor.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    variables = {**os.environ, "PYTHONPATH": str(Path(extractor.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=variables
    )
    assert done.stdout == "[]\n", done.stderr


def test_every_exported_name_is_there() -> None:
    for name in extractor.__all__:
        assert getattr(extractor, name).__name__ == name
    assert set(extractor.__all__) <= set(dir(extractor))
    with pytest.raises(AttributeError, match="colour"):
        extractor.colour  # noqa: B018


def test_output_is_utf8_under_an_ascii_locale(notice: Path, tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = _process("extract", notice, cwd=tmp_path, **plain)
    assert done.returncode == 0 and "云岭市" in done.stdout.decode("utf-8")
    shown = _process("compare", notice, cwd=tmp_path, **plain)
    assert (shown.returncode, shown.stderr) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_progress_is_shown_on_a_terminal_only(folder: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "extractor", "extract", str(folder), "-o", "out"]
    variables = {
        **os.environ,
        "PYTHONPATH": str(Path(extractor.__file__).parents[1]),
        "TERM": "xterm",
        "COLUMNS": "100",
    }
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, env=variables
    ) as running:
        os.close(theirs)
        pieces = []
        with suppress(OSError):  # the end, as a terminal tells it
            while piece := os.read(ours, 100_000):
                pieces.append(piece)
        printed = running.communicate()[0]
    os.close(ours)
    shown = b"".join(pieces).decode("utf-8")
    assert (running.returncode, printed) == (0, b"")
    assert "extracting" in shown and "2 notices in out" in shown
