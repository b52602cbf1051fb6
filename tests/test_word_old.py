"""DOC, WPS and RTF: the same text as DOCX; what is no text left out; broken files give a reason."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordxml import docx, p, tbl

from extractor import extract
from extractor.document import Document
from extractor.errors import ExtractorError, UnreadableError
from extractor.models import PolicyNotice
from extractor.readers import detect, read, read_bytes
from extractor.readers.doc_file import changes, plex

FILES = Path(__file__).parent / "files"
DOC, RTF, DOCX = ((FILES / f"sample.{ending}").read_bytes() for ending in ("doc", "rtf", "docx"))
SAMPLE = """云岭市老旧小区改造实施方案
云岭市人民政府文件
一、工作目标
（一）总体目标
2024年改造老旧小区58个，惠及居民1.46万户。
以验收为准
区县\t小区（个）\t户数（户）
青禾区\t21\t5320
\t其中续建 3个\t
二、保障措施
（一）组织领导
（二）资金保障
1.市财政按核定投资的20%补助。
尾注文字
2.区财政负担其余部分。
云岭市人民政府
2024年3月5日"""
soffice = pytest.mark.usefixtures("soffice")


def lines(document: Document) -> str:
    """The lines that hold something, joined."""
    found = [line.strip(" ") for line in document.text.split("\n")]
    return "\n".join(line for line in found if line)


@pytest.mark.parametrize(
    ("data", "name", "reader"),
    [
        (DOC, "sample.doc", "doc"),
        (DOC, "sample.wps", "doc"),
        (DOC, "sample.txt", "doc"),
        (RTF, "sample.rtf", "rtf"),
        (RTF, "sample.doc", "rtf"),
        (DOCX, "sample.docx", "docx"),
        (DOCX, "sample.doc", "docx"),
    ],
)
def test_one_text_in_every_form(data: bytes, name: str, reader: str) -> None:
    document = read_bytes(data, name)
    assert lines(document) == SAMPLE
    assert (document.reader, document.pages) == (reader, ())
    assert {code for code, _, _ in document.notes} <= {"format_mismatch"}


@pytest.mark.parametrize("data", [DOC, DOCX])
def test_numbers_that_are_counted_are_marked(data: bytes) -> None:
    document = read_bytes(data, "sample")
    labels = [document.text[a:b] for a, b in document.generated]
    assert labels == ["一、", "（一）", "二、", "（一）", "（二）", "1.", "2."]
    for kind in ("targets", "funding", "responsibilities"):
        for record in getattr(extract(document), kind):
            own = record.evidence[0]
            assert not any(a <= own.start and own.end <= b for a, b in document.generated)


# RTF by hand -----------------------------------------------------------------------------

HEAD = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}{\f2\fcharset2 Wingdings;}}"


def gbk(text: str) -> str:
    """Text as escapes of its GBK bytes."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("gb18030"))


def uni(text: str) -> str:
    """Text as Unicode escapes with a question mark for old readers."""
    units = text.encode("utf-16-le")
    numbers = (
        int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)
    )
    return "".join(f"\\u{number}?" for number in numbers)


FORMS_OF_RTF = [
    (gbk("云岭市方案"), "云岭市方案", "escapes of GBK bytes"),
    (gbk("云岭") + "\n" + gbk("市"), "云岭市", "line ends between them are nothing"),
    (r"\'d4" + "\n" + r"\'c6", "云", "not even inside a character"),
    (r"\'8b@", "婡", "a second byte written as a letter"),
    (r"{\f1 " + gbk("云岭") + "}", "云岭", "a Western font in a Chinese file"),
    (uni("云岭市") + "A", "云岭市A", "Unicode with a character for old readers"),
    (r"\uc2 \u20113\'d4\'c6", "云", "with two bytes for them"),
    (r"\uc0 \u20113 x", "云x", "with none"),
    (uni("𠮷"), "𠮷", "a pair of surrogates"),
    (r"{\v " + gbk("隐藏") + "}" + gbk("可见"), "可见", "hidden text"),
    (r"{\v\v0 " + gbk("可见") + "}", "可见", "hidden switched off"),
    (r"{\deleted " + gbk("删除") + r"}{\revised " + gbk("插入") + "}", "插入", "changes"),
    (
        r"{\field{\*\fldinst PAGE}{\fldrslt 3}}" + gbk("期"),
        "3期",
        "a field's result, not its code",
    ),
    (r"{\field{\*\fldinst TOC \\o}{\fldrslt x\par}}y", "y", "a table of contents"),
    (r"{\header head}{\footer foot}{\info{\title t}}x", "x", "headers and properties"),
    (
        r"{\listtext\pard\plain " + gbk("（一）") + r"\tab}" + gbk("目标"),
        "（一）目标",
        "printed numbers",
    ),
    (r"{\pntext 1\tab}" + gbk("目标"), "1 目标", "those of old files, a blank behind a digit"),
    (r"{\listtext\f2\'b7\tab}" + gbk("目标"), "目标", "bullets"),
    (r"{\pict\pngblip 89504e47}x{\*\shppict{\pict ffd8}}", "x", "pictures"),
    (r"{\pict\bin5 }{}\a}x", "x", "pictures in bytes"),
    (r"{\object\objemb{\*\objdata 0105}{\result r}}x", "x", "embedded objects"),
    (r"a{\footnote\chftn  n}b\par c", "ab\nn\nc", "a footnote stands behind its paragraph"),
    (
        r"a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt y}}\par c",
        "a\nbox\nc",
        "a text box",
    ),
    (
        r"\trowd\cellx100\cellx200\intbl a\cell b|c\cell\row\trowd\cellx100\cellx200\intbl\cell d\cell\row\pard x",
        "a\tb|c\n\td\nx",
        "tables",
    ),
    (
        r"\trowd\clvmgf\cellx100\cellx200\intbl a\cell b\cell\row"
        r"\trowd\clvmrg\cellx100\cellx200\intbl z\cell c\cell\row\pard x",
        "a\tb\n\tc\nx",
        "merged cells",
    ),
    (
        r"\trowd\cellx1000\cellx2000\cellx3000\intbl a\cell b\cell c\cell\row"
        r"\trowd\cellx2000\cellx3000\intbl d\cell e\cell\row\pard x",
        "a\tb\tc\nd\t\te\nx",
        "a cell over two columns",
    ),
    (
        r"\trowd\cellx100\cellx200\intbl a\par b\cell\intbl\itap2 n\nestcell m\nestcell"
        r"{\*\nesttableprops\trowd\cellx50\cellx60\nestrow}{\nonesttables\par}\intbl\itap1 c\cell\row\pard x",
        "a b\tc\nn\tm\nx",
        "a table in a cell follows its row",
    ),
    (r"a\tab b\line c\~d\-e\_f", "a b\nc\xa0de-f", "characters"),
    (r"{\f2 \'fe}" + gbk("是"), "☑是", "a symbol font"),
    (r"\{a\}\\", "{a}\\", "braces of the text"),
]


@pytest.mark.parametrize(("body", "expected", "reason"), FORMS_OF_RTF)
def test_rtf(body: str, expected: str, reason: str) -> None:
    document = read_bytes((HEAD + body + "}").encode("ascii"), "plan.rtf")
    assert lines(document) == expected, reason
    assert document.notes == ()


def test_rtf_in_raw_bytes_and_without_a_code_page() -> None:
    data = b"{\\rtf1\\ansi " + "云岭市方案".encode("gb18030") + b"}"
    assert read_bytes(data, "plan.rtf").text == "云岭市方案"


def test_a_cut_rtf_is_read_as_far_as_it_goes() -> None:
    document = read_bytes((HEAD + gbk("云岭市") + r"\par{\b " + gbk("方案")).encode(), "plan.rtf")
    assert document.text == "云岭市\n方案"
    assert [code for code, _, _ in document.notes] == ["cut"]


def test_groups_nested_without_end() -> None:
    with pytest.raises(UnreadableError, match="nested too deep"):
        read_bytes(b"{\\rtf1" + b"{" * 100_000, "plan.rtf")


# DOC that cannot be read -----------------------------------------------------------------

HEAD_AT = DOC.index(b"\xec\xa5", 512)


def _with(at: int, new: bytes, data: bytes = DOC) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _renamed(old: str, new: str) -> bytes:
    """The DOC with one stream called otherwise."""
    at = DOC.index(old.encode("utf-16-le") + b"\0\0")
    name = new.encode("utf-16-le") + b"\0\0"
    return _with(at + 64, len(name).to_bytes(2, "little"), _with(at, name.ljust(64, b"\0")))


LOCKED = _with(HEAD_AT + 10, bytes((DOC[HEAD_AT + 10], DOC[HEAD_AT + 11] | 1)))
OLD = _with(HEAD_AT + 2, b"\xc0\0")


def test_ole_files_are_told_apart_by_their_streams() -> None:
    assert detect(DOC, "a.xls") == "DOC document"
    assert detect(_renamed("WordDocument", "Workbook"), "a.doc") == "XLS spreadsheet"
    assert detect(_renamed("WordDocument", "Book"), "a.doc") == "XLS spreadsheet"
    assert (
        detect(_renamed("WordDocument", "EncryptedPackage"), "a.docx") == "locked Office document"
    )
    assert detect(_renamed("WordDocument", "Other"), "a.doc") == "old Office document"


@pytest.mark.parametrize(
    ("data", "message", "reason"),
    [
        (LOCKED, "locked with a password", "the bit of the head"),
        (_renamed("WordDocument", "EncryptedPackage"), "locked with a password", "DOCX, locked"),
        (DOC[:3000], "load or save the file again|install LibreOffice", "cut"),
        (DOC[:600], "load or save the file again|install LibreOffice", "nearly nothing"),
        (OLD, "Word 6 or 95.*save it as DOCX, or install LibreOffice", "old, no LibreOffice"),
    ],
)
def test_refused_with_a_reason(
    data: bytes, message: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableError, match=message) as caught:
        read_bytes(data, "plan.doc")
    assert str(caught.value).startswith("plan.doc: "), reason


@soffice
def test_what_this_reader_does_not_take_goes_to_libreoffice() -> None:
    document = read_bytes(OLD, "plan.doc")
    assert lines(document) == SAMPLE
    assert (document.reader, document.name) == ("libreoffice", "plan.doc")
    assert [code for code, _, _ in document.notes] == ["converted"]


@soffice
def test_libreoffice_has_a_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.soffice.LIMIT", 0.01)
    with pytest.raises(UnreadableError, match=r"Word 6 or 95.*nor by LibreOffice; open it in Word"):
        read_bytes(OLD, "plan.doc")


# laws ------------------------------------------------------------------------------------


def _read_or_refuse(data: bytes) -> None:
    try:
        document = read_bytes(data, "plan.doc")
    except ExtractorError as error:
        message = str(error)
    else:
        message = "plan.doc: read"
        for start, end in document.generated:
            assert 0 <= start < end <= len(document.text)
    assert message.startswith("plan.doc: ")


@pytest.mark.parametrize("whole", [DOC, DOCX, RTF], ids=["doc", "docx", "rtf"])
def test_a_broken_file_gives_a_document_or_a_reason(
    whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no LibreOffice

    @settings(max_examples=40)
    @given(
        st.integers(0, len(whole)),
        st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=20),
    )
    def law(size: int, changed: list[tuple[int, int]]) -> None:
        _read_or_refuse(whole[:size])
        broken = bytearray(whole)
        for at, byte in changed:
            broken[at] = byte
        _read_or_refuse(bytes(broken))

    law()


@given(st.binary(max_size=200))
def test_tables_of_a_doc_take_any_bytes(data: bytes) -> None:
    assert all(isinstance(key, int) for key in changes(data))
    positions, entries = plex(data, 8)
    assert len(positions) in (0, len(entries) + 1)


# the same records ------------------------------------------------------------------------

LAYOUTS = ("anlan_tables", "zhengwu_dongpu", "yunling_renovation", "qinghe_draft", "shebei_zhangan")


def _in_word(text: str) -> bytes:
    """A notice as DOCX: a line a paragraph, rows of cells as tables."""
    blocks: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(tuple(line.split("\t")))
            continue
        if rows:
            blocks.append(tbl(*rows))
            rows = []
        blocks.append(p(line.replace("&", "&amp;").replace("<", "&lt;")))
    data: bytes = docx("".join(blocks))
    return data


def _records(notice: PolicyNotice) -> list[object]:
    """All that a notice says, with evidence by its words: offsets differ with blank lines."""
    found: list[object] = [notice.metadata]
    for kind in ("targets", "deadlines", "responsibilities", "funding", "eligibility", "works"):
        for record in getattr(notice, kind):
            fields = record.model_dump(exclude={"id", "related", "evidence"})
            words = [("".join(item.text.split()), item.role) for item in record.evidence]
            found.append((kind, fields, words))
    return found


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_records_from_docx(name: str, corpus_dir: Path) -> None:
    path = corpus_dir / "notices" / f"{name}.txt"
    word = read_bytes(_in_word(read(path).text), path.name)
    assert word.reader == "docx"
    assert _records(extract(word)) == _records(extract(path))


@soffice
@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_the_same_records_from_doc_and_rtf(ending: str, corpus_dir: Path, tmp_path: Path) -> None:
    for name in LAYOUTS:
        text = read(corpus_dir / "notices" / f"{name}.txt").text
        (tmp_path / f"{name}.docx").write_bytes(_in_word(text))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    files = [str(tmp_path / f"{name}.docx") for name in LAYOUTS]
    subprocess.run(
        [*command, "--convert-to", ending, "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=100,
    )
    for name in LAYOUTS:
        made = read(tmp_path / f"{name}.{ending}", name=f"{name}.txt")
        assert made.reader == ending
        whole = extract(corpus_dir / "notices" / f"{name}.txt")
        assert _records(extract(made)) == _records(whole), name


def test_the_real_files(shared_dir: Path) -> None:
    for name, reader, begins in (
        ("guangzhou_keji.docx", "docx", "六、"),
        ("guangzhou_word.doc", "doc", "四、"),
    ):
        document = read(shared_dir / "files" / name)
        assert document.reader == reader and document.notes == ()
        assert any(line.strip().startswith(begins) for line in document.text.split("\n"))
