"""Archives: their files are inputs of their own, whatever their names do; budgets hold."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from extractor import Failure, PolicyNotice, extract_many
from extractor.errors import UnreadableError
from extractor.inputs import Input, Neighbours, list_inputs
from extractor.readers import read_bytes
from extractor.readers.archive import MAX_DEPTH, list_members
from extractor.readers.safe import MAX_MEMBERS

TEXT = "云岭市供热管网更新方案\n一、主要任务\n2024年更新供热管网12公里。\n"


def _zip(files: dict[str, bytes | str], *, raw_names: str = "") -> bytes:
    """Pack files; *raw_names* is an encoding whose bytes are written without saying so."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(_disguised(name, raw_names) if raw_names else name, data)
    return file.getvalue()


def _disguised(name: str, encoding: str) -> str:
    """A name that zipfile writes as the bytes of *encoding*, in code page 437."""
    return name.encode(encoding).decode("cp437")


def _undeclared(data: bytes, name: str, encoding: str) -> bytes:
    """Turn the UTF-8 names that zipfile declares into bytes of *encoding*, undeclared."""
    declared = _disguised(name, encoding).encode("utf-8")
    raw = name.encode(encoding)
    assert data.count(declared) == 2
    out = bytearray(data.replace(declared, raw))
    for mark, length, flags in ((b"PK\x03\x04", 26, 6), (b"PK\x01\x02", 28, 8)):
        at = out.index(mark)
        out[at + length : at + length + 2] = len(raw).to_bytes(2, "little")
        out[at + flags : at + flags + 2] = b"\0\0"
    end = out.index(b"PK\x05\x06")
    central = out.index(b"PK\x01\x02")
    out[end + 12 : end + 16] = (end - central).to_bytes(4, "little")
    out[end + 16 : end + 20] = central.to_bytes(4, "little")
    return bytes(out)


def _tar(files: dict[str, str], mode: str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    return file.getvalue()


NAMES = [
    ({"b.txt": "", "a/c.txt": ""}, ["a/c.txt", "b.txt"], "in order of their names"),
    ({"../../etc/x.txt": "", "/abs.txt": ""}, ["abs.txt", "etc/x.txt"], "stay below the archive"),
    ({"附件\\表.txt": ""}, ["附件/表.txt"], "separators of Windows"),
    (
        {"__MACOSX/._a.txt": "", ".b": "", "Thumbs.db": "", "~$c.docx": "", "a/": "", "d": ""},
        ["d"],
        "what systems leave lying about",
    ),
    ({"in.zip": _zip({"x.txt": "", "a/y.txt": ""})}, ["in.zip/a/y.txt", "in.zip/x.txt"], "nested"),
    ({"in.zip": b"PK\x03\x04 broken"}, ["in.zip"], "a broken one inside stays a file"),
    ({"a\nb.txt": ""}, ["a\ufffdb.txt"], "a name of two lines"),
]


@pytest.mark.parametrize(("files", "names", "reason"), NAMES)
def test_names_of_members(files: dict[str, bytes | str], names: list[str], reason: str) -> None:
    assert [item.name for item in list_members(_zip(files), "a.zip")] == names, reason


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_in_undeclared_encodings(encoding: str) -> None:
    name = "云岭市/实施方案.txt"
    data = _undeclared(_zip({name: TEXT}, raw_names=encoding), name, encoding)
    assert [item.name for item in list_members(data, "a.zip")] == [name]


def test_nesting_ends_and_what_is_deeper_stays_an_archive() -> None:
    data = _zip({"deep.txt": TEXT})
    for _ in range(MAX_DEPTH):
        data = _zip({"in.zip": data})
    (item,) = list_members(data, "a.zip")
    assert item.name == "/".join(["in.zip"] * MAX_DEPTH)


OVER = [
    (_zip({"bomb.txt": bytes(50 * 2**20)}), "grows more than", "ratio"),
    (_zip({f"{n}.txt": "" for n in range(MAX_MEMBERS + 1)}), "members", "count"),
    (_zip({f"{n}": bytes(1000) for n in range(9)})[:-40], "broken", "cut"),
    (gzip.compress(bytes(257 * 2**20), 1), "unpacks to more than", "a gzip bomb"),
    (_zip({}), "holds no files", "empty"),
]


@pytest.mark.parametrize(("data", "message", "reason"), OVER, ids=[row[2] for row in OVER])
def test_archives_over_a_budget_say_so(data: bytes, message: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_bytes(data, "a.zip")


def _with_size(data: bytes, size: int) -> bytes:
    """Let the directory of a ZIP lie about the size of its only member."""
    out = bytearray(data)
    at = out.index(b"PK\x01\x02")
    out[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(out)


def test_a_folder_of_archives_gives_a_result_for_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(_zip({"方案.txt": TEXT, "x/空.txt": ""}))
    (tmp_path / "b.tar.gz").write_bytes(_tar({"方案.txt": TEXT}, "w:gz"))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "d.zip").write_bytes(_with_size(_zip({"lies.txt": TEXT * 50}), 40))
    (tmp_path / "e.zip").write_bytes(OVER[0][0])
    (tmp_path / "f.tar").write_bytes(_tar({"方案.txt": TEXT}, "w:"))
    results = list(extract_many(tmp_path))
    names = [r.name if isinstance(r, Failure) else r.source.name for r in results]
    assert names == [
        "a.zip/x/空.txt", "a.zip/方案.txt", "b.tar.gz/方案.txt", "c.txt.gz/c.txt",
        "d.zip/lies.txt", "e.zip", "f.tar/方案.txt",
    ]  # fmt: skip
    failures = {r.name: r for r in results if isinstance(r, Failure)}
    assert set(failures) == {"a.zip/x/空.txt", "d.zip/lies.txt", "e.zip"}
    assert {failure.code for failure in failures.values()} == {"unreadable"}
    hashes = {r.source.sha256 for r in results if isinstance(r, PolicyNotice)}
    assert len(hashes) == 1, "the hash is of the file, not of the archive"
    assert list(extract_many(tmp_path, jobs=2)) == results


ATTACHMENTS = ["任务分解表", "补助标准"]
LINKS = [
    (["任务分解表.xlsx"], ["任务分解表.xlsx"], "called by the title"),
    (["附件1：任务分解表.xlsx"], ["附件1：任务分解表.xlsx"], "with its number"),
    (["方案附件2.补助标准.docx"], ["方案附件2.补助标准.docx"], "behind the notice's name"),
    (["1.任务分解表.doc"], ["1.任务分解表.doc"], "numbered without 附件"),
    (["附件1.xls", "附件2.xls"], ["附件1.xls", "附件2.xls"], "by number, one notice beside them"),
    (["附件二.xls"], ["附件二.xls"], "a Chinese number"),
    (["附件1.xls", "另一方案.docx"], [], "two notices: the number may be of either"),
    (["任务分解表.xls", "附件1任务分解表.doc"], [], "two files fit"),
    (["任务分解表（旧）.xls"], [], "another title"),
    (["b/任务分解表.xlsx"], [], "not beside it"),
]


@pytest.mark.parametrize(("beside", "linked", "reason"), LINKS)
def test_attachments_beside_a_notice(beside: list[str], linked: list[str], reason: str) -> None:
    inputs = [Input(Path("n") / name, name) for name in ("方案.txt", *beside)]
    assert Neighbours(inputs).attachments(inputs[0], ATTACHMENTS) == tuple(linked), reason


def test_a_notice_in_an_archive_is_linked_with_what_lies_beside_it(tmp_path: Path) -> None:
    text = f"{TEXT}附件：1.任务分解表\n2.补助标准\n云岭市人民政府\n2024年3月1日\n"
    files: dict[str, bytes | str] = {"方案.txt": text, "附件1.任务分解表.txt": TEXT}
    (tmp_path / "a.zip").write_bytes(_zip(files))
    results = {r.source.name: r for r in extract_many(tmp_path) if isinstance(r, PolicyNotice)}
    notice = results["a.zip/方案.txt"]
    assert notice.metadata.attachments == ("任务分解表", "补助标准")
    assert notice.source.attachments == ("a.zip/附件1.任务分解表.txt",)


def test_lock_files_in_folders_are_left_out(tmp_path: Path) -> None:
    for name in ("方案.txt", "~$方案.docx", "Thumbs.db", ".x"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert [item.name for item in list_inputs(tmp_path)] == ["方案.txt"]
