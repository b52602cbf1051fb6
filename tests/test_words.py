"""Words; the segmenter's silence and its cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import fold
from extractor.patterns import load_patterns
from extractor.words import words


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("改造老旧小区", ["改造", "老旧小区"]),
        ("由农业农村局牵头", ["由", "农业农村", "局", "牵头"]),  # a function word of the lists
        ("由市资规部门负责", ["由", "市", "资规", "部门", "负责"]),  # guessed words; no 由市
        ("２０２５年底前", ["２０２５", "年底", "前"]),  # full width is folded for the segmenter
        ("供水 管网\n改造", ["供水", " ", "管网", "\n", "改造"]),
        ("　　一、目标", ["　", "　", "一", "、", "目标"]),
        ("⽼旧⼩区", ["⽼旧⼩区"]),  # CJK radicals are folded too
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_words_cover_any_text_without_a_gap(text: str) -> None:
    found = words(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)
    assert [start for start, _ in found[1:]] == [end for _, end in found[:-1]]


def test_words_cover_the_sample_notices(corpus_dir: Path) -> None:
    for path in sorted((corpus_dir / "notices").glob("*.txt")):
        text = path.read_text("utf-8")
        assert "".join(_split(text)) == text, path.name
        assert words(text) == words(fold(text)), path.name


SCRIPT = """
import sys
from extractor.words import words
text = "临溪县由住房城乡建设部门牵头，改造老旧小区２０个。"
print(words(text))
"""


_FOLDERS = ("XDG_CACHE_HOME", "GONGWEN_CACHE", "HOME")


def _process(script: str, **variables: str) -> str:
    hidden = _FOLDERS if variables else ()
    inherited = {k: v for k, v in os.environ.items() if k not in hidden}
    root = str(Path(__file__).resolve().parents[1])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        env={**inherited, "PYTHONPATH": root, "PYTHONHASHSEED": "random", **variables},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def expected() -> str:
    return f"{words('临溪县由住房城乡建设部门牵头，改造老旧小区２０个。')}\n"


def test_nothing_is_said_and_no_folder_is_needed(tmp_path: Path, expected: str) -> None:
    wrong = tmp_path / "file"
    wrong.write_text("not a folder", "utf-8")
    nowhere = str(wrong / "none")
    assert _process(SCRIPT, HOME=nowhere, TMPDIR=nowhere) == expected
    assert _process(SCRIPT, HOME="", XDG_CACHE_HOME="relative", TMPDIR=nowhere) == expected
    assert wrong.read_text("utf-8") == "not a folder"


@pytest.mark.skipif(sys.platform == "win32", reason="another variable names the folder there")
def test_the_cache_changes_nothing_and_is_mended(tmp_path: Path, expected: str) -> None:
    run = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    assert _process(SCRIPT, **run) == expected
    (cache,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert cache.parent.name == "gongwen" and cache.stat().st_mode & 0o077 == 0
    whole = cache.read_bytes()
    assert _process(SCRIPT, **run) == expected
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    for damaged in (b"", whole[:1000], b"x" * 32 + whole[32:], bytes(changed)):
        cache.write_bytes(damaged)
        assert _process(SCRIPT, **run) == expected
        assert cache.read_bytes()[:64] == whole[:64]


def test_nothing_is_kept_where_no_folder_is_wanted(tmp_path: Path, expected: str) -> None:
    run = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "GONGWEN_CACHE": ""}
    assert _process(SCRIPT, **run) == expected
    assert not list(tmp_path.iterdir())


def test_the_global_segmenter_is_neither_used_nor_changed() -> None:
    script = """
from extractor.words import words
words("改造老旧小区")
import jieba, logging
print(jieba.dt.initialized, jieba.dt.FREQ, logging.getLogger("jieba").level == logging.DEBUG)
"""
    assert _process(script) == "False {} True\n"


def test_reading_a_notice_needs_no_spacy_and_starting_no_segmenter() -> None:
    script = """
import sys
import extractor, extractor.cli, extractor.words, extractor.pipeline
print([name for name in ("jieba", "spacy") if name in sys.modules])
extractor.extract(extractor.Document.from_text("一、工作目标\\n2024年改造老旧小区50个。\\n"))
print("spacy" in sys.modules)
"""
    assert _process(script) == "[]\nFalse\n"


def test_words_of_other_patterns(tmp_path: Path) -> None:
    names = tmp_path / "bodies/names"
    names.mkdir(parents=True)
    (names / "other.txt").write_text("云溪绿通服务社\n", "utf-8")
    text = "由云溪绿通服务社承办"
    mine = words(text, patterns=load_patterns(tmp_path))
    assert [text[a:b] for a, b in mine] == ["由", "云溪绿通服务社", "承办"]
    assert "云溪绿通服务社" not in _split(text)
