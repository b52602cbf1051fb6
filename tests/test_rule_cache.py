"""Compiled rules kept between runs: found again, made anew where they cannot be, never in the way."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import regex

from extractor import Document, extract, rule_cache
from extractor.rule_cache import cache_file, compiled, keep

_READ = """
import sys
from extractor import Document, extract
from extractor import rule_cache
text = "云岭市老旧小区改造实施方案\\n由市住建局牵头，市财政局配合，2026年底前改造小区12个。"
notice = extract(Document.from_text(text))
print(len(rule_cache._cache().kept), notice.to_json())
"""


def _run(folder: Path | str) -> tuple[int, str]:
    """Read a notice in a process of its own; return how many rules it found, and its output."""
    done = subprocess.run(
        [sys.executable, "-c", _READ],
        env=os.environ | {"GONGWEN_CACHE": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    found, _, output = done.stdout.partition(" ")
    return int(found), output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of this test's own, for this process too."""
    monkeypatch.setenv("GONGWEN_CACHE", str(tmp_path))
    rule_cache._cache.cache_clear()
    yield tmp_path
    rule_cache._cache.cache_clear()


def _again() -> None:
    """Begin as a new process does."""
    rule_cache._cache.cache_clear()


def test_a_second_process_compiles_nothing_and_reads_the_same(tmp_path: Path) -> None:
    first, output = _run(tmp_path)
    (file,) = tmp_path.iterdir()
    written = file.stat().st_mtime_ns
    second, again = _run(tmp_path)
    assert first == 0 and second > 300
    assert again == output
    assert file.stat().st_mtime_ns == written, "nothing was compiled, so nothing is written"


def test_what_was_compiled_is_found_again(folder: Path) -> None:
    made = compiled(r"(?P<n>\d+)个(?:小区|社区)")
    keep()
    _again()
    found = compiled(r"(?P<n>\d+)个(?:小区|社区)")
    assert found is not made
    assert rule_cache._cache().fresh is False
    for text in ("改造12个小区", "改造12个社区", "改造12个广场"):
        one, other = made.search(text), found.search(text)
        assert (one and (one.span(), one["n"])) == (other and (other.span(), other["n"]))


class _Evil:
    """What a file of someone else's might have a reader do."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("echo read > harmed",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x05nothing of the kind",
        pickle.dumps(["a list"]),
        pickle.dumps({"a": _Evil()}),
        pickle.dumps({"a": regex.compile("a")})[:-9],
    ],
    ids=["empty", "noise", "another type", "a command", "cut short"],
)
def test_a_damaged_file_is_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(folder)
    file = cache_file()
    assert file is not None
    file.write_bytes(content)
    assert compiled("改造").search("改造")
    keep()
    assert [path.name for path in folder.iterdir()] == [file.name]
    _again()
    assert list(rule_cache._cache().kept) == ["改造"]


def test_where_nothing_can_be_written_all_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "file").write_text("a file where the folder should be")
    monkeypatch.setenv("GONGWEN_CACHE", str(folder / "file"))
    _again()
    assert compiled("改造").search("改造")
    keep()
    assert (folder / "file").read_text() == "a file where the folder should be"


def test_an_empty_name_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_CACHE", "")
    _again()
    assert cache_file() is None
    assert compiled("改造").search("改造")
    keep()
    assert not list(folder.iterdir())


def test_beyond_its_size_only_what_is_used_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_cache, "_MOST", 3)
    for number in range(3):
        compiled(f"{number}个")
    keep()
    _again()
    compiled("1个")
    compiled("新增")
    keep()
    _again()
    assert sorted(rule_cache._cache().kept) == ["1个", "新增"]


def test_a_fault_in_an_expression_is_said(folder: Path) -> None:
    with pytest.raises(regex.error):
        compiled("(")


def test_every_expression_of_a_module_is_kept() -> None:
    package = Path(rule_cache.__file__).parent
    apart = [
        path.name
        for path in sorted(package.rglob("*.py"))
        if regex.search(r"(?m)^_\w+ = regex\.compile\(", path.read_text("utf-8"))
        and path.parent.name != "readers"
    ]
    assert apart == [], "only readers load what they need when a file asks for them"


def test_nothing_of_a_notice_is_kept() -> None:
    rare = "鱻"
    text = (
        f"{rare}岭市人民政府办公室关于印发{rare}岭市老旧小区改造实施方案的通知\n各区人民政府：\n现将《{rare}岭市老旧"
        f"小区改造实施方案》印发给你们。\n附件：1.{rare}园任务表.xlsx\n2.{rare}园清单\n{rare}岭市人民政府办公室\n"
        f"2024年3月1日\n{rare}岭市老旧小区改造实施方案\n一、目标\n2024年，{rare}禾区、云溪区分别改造小区12个、30个。"
        f"\n附件1\n{rare}园任务表\n"
    )
    notice = extract(Document.from_text(text))
    assert notice.targets and len(notice.metadata.attachments) == 2
    assert not any(rare in expression for expression in rule_cache._cache().used)
