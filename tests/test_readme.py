"""The examples of the README and of ``docs/patterns.md`` run, and what they show is what comes out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import regex

from extractor import Document, extract, load_patterns
from extractor.models import WarningCode
from extractor.pattern_check import check_patterns

ROOT = Path(__file__).resolve().parent.parent
README, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
PAGES = [README, CHINESE, *sorted((ROOT / "docs").glob("*.md"))]
PAGES += [ROOT / "corpus" / "README.md", ROOT / "CONTRIBUTING.md"]
SAMPLE = ROOT / "corpus" / "notices" / "yunling_renovation.txt"
TRIED_ELSEWHERE = {"gongwen patterns check"}
"""Slow; ``test_patterns`` tries every rule."""


def blocks(page: Path, info: str) -> list[str]:
    """The fenced blocks of a page whose opening line is *info*."""
    found = regex.findall(
        r"^ *```([^\n]*)\n(.*?)^ *```$", page.read_text("utf-8"), regex.M | regex.S
    )
    return [text for opening, text in found if opening == info]


def commands(page: Path) -> Iterator[str]:
    for block in blocks(page, "sh"):
        for line in block.splitlines():
            yield line.partition(" #")[0].strip()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample corpus and the rules, as in a checkout."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("corpus", "patterns"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(command: str, folder: Path) -> str:
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def shown_in(part: Any, whole: Any) -> bool:
    """Whether JSON that is shown, with records and keys left out, stands in the whole."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and shown_in(value, whole[key]) for key, value in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and all(
            any(shown_in(item, other) for other in whole) for item in part
        )
    return bool(part == whole and type(part) is type(whole))


def test_what_counts_as_shown() -> None:
    whole = {"a": [{"b": 1, "c": None}, {"b": 2}]}
    assert shown_in({"a": [{"b": 2}]}, whole)
    assert not shown_in({"a": [{"b": 3}]}, whole)
    assert not shown_in({"a": [{"b": 2, "c": None}]}, whole)


@pytest.mark.parametrize("page", [README, ROOT / "docs" / "patterns.md"], ids=lambda p: p.name)
def test_commands_run(page: Path, place: Path) -> None:
    listed = [line for line in commands(page) if line not in TRIED_ELSEWHERE]
    assert listed
    for command in listed:
        run(command, place)


@pytest.mark.parametrize(
    "page", [README, CHINESE, ROOT / "docs" / "output.md"], ids=lambda p: p.name
)
def test_json_is_what_comes_out(page: Path) -> None:
    whole = json.loads(extract(SAMPLE).to_json())
    shown = blocks(page, "json")
    assert shown
    for block in shown:
        for key, part in json.loads(block).items():
            items = part if isinstance(part, list) else [part]
            for item in items:
                assert shown_in([item] if isinstance(part, list) else item, whole[key]), item


def test_the_quoted_clauses_stand_in_the_sample() -> None:
    text = SAMPLE.read_text("utf-8")
    for page in (README, CHINESE):
        quoted = regex.findall(r"^> (.+)$", page.read_text("utf-8"), regex.M)
        pieces = [piece.strip() for line in quoted for piece in line.split("…")]
        assert pieces
        assert [piece for piece in pieces if piece not in text] == []


def test_the_table_shown_is_the_one_printed() -> None:
    both = " ".join(f"corpus/notices/{name}.txt" for name in ("yunling_renovation", "qinghe_draft"))
    printed = run(f"gongwen compare {both}", ROOT).splitlines()
    for page in (README, CHINESE):
        table = next(block for block in blocks(page, "") if block.startswith("┏"))
        assert [line for line in table.splitlines() if line not in printed] == []


def test_python_runs(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    names: dict[str, Any] = {"__name__": "readme"}
    for block in blocks(README, "python"):
        exec(compile(block, "README.md", "exec"), names)
    out = capsys.readouterr().out
    assert "municipal 20 核定投资" in out
    assert "12 公里 2025-12-31" in out


def test_spacy_runs(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("spacy")
    (block,) = blocks(README, "python spacy")
    exec(compile(block, "README.md", "exec"), {"__name__": "readme"})
    shown = regex.findall(r"# (.+)$", block, regex.M)
    assert capsys.readouterr().out.splitlines() == shown


@pytest.mark.parametrize("info", ["sh", "json", "python", "python spacy"])
def test_the_chinese_page_has_the_same_examples(info: str) -> None:
    def bare(page: Path) -> list[str]:
        return [regex.sub(r"\s+#.*", "", block) for block in blocks(page, info)]

    assert bare(README) == bare(CHINESE)


def test_the_worked_example_of_a_rule(tmp_path: Path) -> None:
    page = ROOT / "docs" / "patterns.md"
    (notice,) = blocks(page, "text notice.txt")
    (rule,) = blocks(page, "toml my-patterns/funding.toml")
    stems = tmp_path / "bodies" / "stems"
    stems.mkdir(parents=True)
    (stems / "transport.txt").write_text("低空经济发展\n", "utf-8")
    (tmp_path / "funding.toml").write_text(rule, "utf-8")

    report = check_patterns(tmp_path)
    assert report.faults == ()
    assert f"`{report.summary}`" in page.read_text("utf-8")

    document = Document.from_text(notice)
    before = extract(document)
    assert before.funding == ()
    assert [item.actor_type for item in before.responsibilities] == ["development_reform"]
    after = json.loads(extract(document, patterns=load_patterns(tmp_path)).to_json())
    (shown,) = blocks(page, "json")
    assert shown_in(json.loads(shown), after)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_and_make_targets_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in regex.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in regex.findall(r"^ *make ([a-z]+)", text, regex.M):
        assert f"\n{target}:" in makefile, target


def test_every_sample_and_warning_is_named() -> None:
    samples = (ROOT / "corpus" / "README.md").read_text("utf-8")
    for path in (ROOT / "corpus" / "notices").glob("*.txt"):
        assert f"`{path.stem}`" in samples, path.stem
    output = (ROOT / "docs" / "output.md").read_text("utf-8")
    for code in get_args(WarningCode):
        assert f"`{code}`" in output, code
