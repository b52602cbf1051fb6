"""DOCX: numbers restored, changes accepted, tables as rows, what is no text left out."""

from __future__ import annotations

from pathlib import Path

import docx as python_docx
import pytest
from wordxml import (
    abstract,
    box,
    docx,
    field,
    lvl,
    note,
    num,
    p,
    r,
    restart,
    style,
    tbl,
    tc,
)

from extractor import Document, extract
from extractor.errors import UnreadableError
from extractor.readers import read, read_bytes
from extractor.readers.numbering import printed_number

LEVELS = (
    lvl(0, "chineseCountingThousand", "%1、", extra='<w:pStyle w:val="H1"/>'),
    lvl(1, "chineseCounting", "（%2）", extra='<w:pStyle w:val="H2"/>'),
    lvl(2, "decimal", "%3."),
    lvl(3, "decimalEnclosedCircle", "%4"),
)
GOVERNMENT = abstract(0, *LEVELS)
STYLES = (
    style("H1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + style("H2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based="H1")
    + style("Sub", "", based="H1")
    + style("Off", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', based="H1")
    + style("Ghost", "<w:rPr><w:vanish/></w:rPr>")
    + style("GhostRun", "<w:rPr><w:vanish/></w:rPr>", kind="character")
)


def text(data: bytes) -> str:
    """The lines of a file that hold something, joined."""
    lines = read_bytes(data, "plan.docx").text.split("\n")
    return "\n".join(line for line in lines if line.strip())


NUMBERING = [
    (
        p("总体要求", style="H1")
        + p("目标", num=(1, 1))
        + p("改造", num=(1, 2))
        + p("建设", num=(1, 2)),
        GOVERNMENT + num(1, 0),
        "一、总体要求\n（一）目标\n1.改造\n2.建设",
        "the levels of a notice, the first by its style",
    ),
    (
        p("甲", num=(1, 3)) + p("乙", num=(1, 3)),
        GOVERNMENT + num(1, 0),
        "①甲\n②乙",
        "circles; a label that ends in no digit needs no blank",
    ),
    (
        p("甲", style="H1") + p("乙", style="Sub") + p("丙", style="Off"),
        GOVERNMENT + num(1, 0),
        "一、甲\n二、乙\n丙",
        "inherited from the base; list 0 takes the number away",
    ),
    (
        p("甲", style="H1") + p("乙", style="H2") + p("丙", style="H1") + p("丁", style="H2"),
        GOVERNMENT + num(1, 0),
        "一、甲\n（一）乙\n二、丙\n（一）丁",
        "the level is the one that the list keeps for the style; a higher level resets it",
    ),
    (
        p("甲", num=(1, 2)) + p("中", num=(1, 1)) + p("乙", num=(1, 2)),
        abstract(0, *LEVELS[:2], lvl(2, "decimal", "%3.", extra='<w:lvlRestart w:val="0"/>'))
        + num(1, 0),
        "1.甲\n（一）中\n2.乙",
        "a level that never begins anew",
    ),
    (
        p("甲", num=(1, 0)) + p("乙", num=(2, 0)) + p("丙", num=(1, 0)),
        GOVERNMENT + num(1, 0) + num(2, 0),
        "一、甲\n二、乙\n三、丙",
        "two uses of one definition count on together",
    ),
    (
        p("甲", num=(1, 2)) + p("乙", num=(1, 2)) + p("丙", num=(2, 2)) + p("丁", num=(2, 2)),
        GOVERNMENT + num(1, 0) + num(2, 0, restart(2, 1)),
        "1.甲\n2.乙\n1.丙\n2.丁",
        "a use that begins anew, once",
    ),
    (
        p("甲", num=(1, 0)) + p("乙", num=(2, 0)) + p("丙", num=(1, 0)),
        GOVERNMENT + abstract(1, lvl(0, "decimal", "（%1）")) + num(1, 0) + num(2, 1),
        "一、甲\n（1）乙\n二、丙",
        "two lists side by side",
    ),
    (
        p("甲", num=(1, 0)) + p("乙", num=(1, 1)) + p("丙", num=(1, 1)),
        abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2")) + num(1, 0),
        "I.甲\nI.1 乙\nI.2 丙",
        "a label of two levels; a digit at its end is followed by a blank",
    ),
    (
        p("甲", num=(1, 0)) + p("乙", num=(1, 1)),
        abstract(
            0, lvl(0, "chineseCounting", "第%1条"), lvl(1, "decimal", "%1.%2", extra="<w:isLgl/>")
        )
        + num(1, 0),
        "第一条 甲\n1.1 乙",
        "a level in Arabic digits throughout",
    ),
    (
        p("甲", num=(1, 1)),
        abstract(0, lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2.")) + num(1, 0),
        "1.1.甲",
        "a higher level that was not used yet shows its start",
    ),
    (
        p("甲", num=(1, 0)) + p("乙", num=(1, 0)),
        abstract(0, lvl(0, "decimal", "%1.", start=5)) + num(1, 0),
        "5.甲\n6.乙",
        "a start of its own",
    ),
    (
        p("甲", num=(1, 0)),
        abstract(0, lvl(0, "bullet", "\uf06c")) + num(1, 0),
        "甲",
        "bullets say nothing",
    ),
    (
        p("甲", num=(1, 0)) + p(num=(1, 0)) + p("丙", num=(1, 0)),
        GOVERNMENT + num(1, 0),
        "一、甲\n二、\n三、丙",
        "an empty paragraph has its number too",
    ),
    (
        p("甲", num=(1, 0))
        + p("<w:del>" + r("乙") + "</w:del>", num=(1, 0), properties="<w:rPr><w:del/></w:rPr>")
        + p("丙", num=(1, 0)),
        GOVERNMENT + num(1, 0),
        "一、甲\n二、丙",
        "a deleted paragraph is not counted",
    ),
    (
        tbl((tc(p(num=(1, 0))), "住建局"), (tc(p(num=(1, 0))), "财政局")),
        abstract(0, lvl(0, "decimal", "%1")) + num(1, 0),
        "1\t住建局\n2\t财政局",
        "the running numbers of a table",
    ),
    (
        p("甲", num=(1, 0)),
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + abstract(1, lvl(0, "decimal", "%1、"))
        + num(1, 0)
        + num(2, 1),
        "1、甲",
        "a list that only names a list style",
    ),
]


@pytest.mark.parametrize(("body", "numbering", "expected", "reason"), NUMBERING)
def test_numbering(body: str, numbering: str, expected: str, reason: str) -> None:
    styles = STYLES + style("L", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>')
    assert text(docx(body, styles=styles, numbering=numbering)) == expected, reason


FORMATS = [
    ("decimal", 7, "7"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 21, "二十一"),
    ("chineseCountingThousand", 105, "一百零五"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 1001, "一千零一"),
    ("japaneseCounting", 19, "十九"),
    ("ideographDigital", 12, "一二"),
    ("ideographDigital", 20, "二〇"),
    ("chineseLegalSimplified", 12, "壹拾贰"),
    ("ideographTraditional", 3, "丙"),
    ("ideographZodiac", 1, "子"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "㉑"),
    ("decimalEnclosedCircle", 50, "㊿"),
    ("decimalEnclosedCircle", 51, "51"),
    ("decimalEnclosedParen", 2, "⑵"),
    ("decimalEnclosedFullstop", 3, "⒊"),
    ("ideographEnclosedCircle", 4, "㊃"),
    ("decimalFullWidth", 12, "１２"),
    ("decimalZero", 5, "05"),
    ("upperLetter", 28, "BB"),
    ("lowerLetter", 1, "a"),
    ("upperRoman", 1994, "MCMXCIV"),
    ("lowerRoman", 9, "ix"),
    ("none", 1, ""),
    ("decimal", 0, "0"),
]


@pytest.mark.parametrize(("form", "number", "expected"), FORMATS)
def test_formats(form: str, number: int, expected: str) -> None:
    assert printed_number(number, form) == expected


def test_unknown_formats_are_written_in_digits_with_a_note() -> None:
    data = docx(p("甲", num=(1, 0)), numbering=abstract(0, lvl(0, "hebrew1", "%1.")) + num(1, 0))
    document = read_bytes(data, "plan.docx")
    assert document.text == "1.甲"
    assert [code for code, _, _ in document.notes] == ["numbering"]


def test_a_list_that_is_not_defined_leaves_a_note() -> None:
    document = read_bytes(docx(p("甲", num=(7, 0)) + p("乙", num=(7, 0))), "plan.docx")
    assert document.text == "甲\n乙"
    assert [code for code, _, _ in document.notes] == ["numbering"]


def test_labels_are_marked_as_generated() -> None:
    data = docx(
        p("云岭市绿化方案") + p("目标", num=(1, 0)) + p("措施", num=(1, 0)),
        numbering=GOVERNMENT + num(1, 0),
    )
    document = read_bytes(data, "plan.docx")
    assert [document.text[a:b] for a, b in document.generated] == ["一、", "二、"]


READ = [
    (p("改造", "<w:ins>" + r("老旧") + "</w:ins>", "小区"), "改造老旧小区", "inserted"),
    (
        p("改造", "<w:del><w:r><w:delText>商业</w:delText></w:r></w:del>", "小区"),
        "改造小区",
        "deleted",
    ),
    (
        p("<w:moveFrom>" + r("甲") + "</w:moveFrom>", "乙", "<w:moveTo>" + r("丙") + "</w:moveTo>"),
        "乙丙",
        "moved",
    ),
    (
        p("前", properties="<w:rPr><w:del/></w:rPr>") + p("后"),
        "前后",
        "a deleted end of paragraph joins two",
    ),
    (p("可见", r("隐藏", "<w:vanish/>"), "文字"), "可见文字", "hidden text"),
    (p("可见", r("不隐藏", '<w:vanish w:val="0"/>')), "可见不隐藏", "hidden switched off"),
    (p("隐藏", style="Ghost") + p("可见"), "可见", "hidden by the paragraph's style"),
    (
        p(r("隐藏", '<w:rStyle w:val="GhostRun"/>'), "可见"),
        "可见",
        "hidden by the characters' style",
    ),
    (
        p(r("显", '<w:vanish w:val="false"/>'), "隐", style="Ghost"),
        "显",
        "a run's own word counts more than its paragraph's style",
    ),
    (p("第", field("PAGE", "3"), "期"), "第3期", "a field's result, not its code"),
    (p("见", field(f"IF {field('DATE', '今日')}", "结果")), "见结果", "a field inside a code"),
    (
        p("目录") + p(field("TOC \\o", "一、目标 ", field("PAGEREF x", "1"))) + p("一、目标"),
        "目录\n一、目标",
        "a table of contents is made from the headings",
    ),
    (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "丢") + p("正文"),
        "正文",
        "a field that does not end takes no more than its paragraph",
    ),
    (
        p('<w:fldSimple w:instr="DATE">' + r("2024年") + "</w:fldSimple>"),
        "2024年",
        "a simple field",
    ),
    (
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
        + p("行", f"<w:sdt><w:sdtContent>{r('内')}</w:sdtContent></w:sdt>"),
        "控件\n行内",
        "content controls, around paragraphs and in them",
    ),
    (
        p(
            "年份",
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('请输入')}</w:sdtContent></w:sdt>",
        ),
        "年份",
        "the prompt of a control is no text",
    ),
    (
        p(
            "<w:smartTag>" + r("临溪县") + "</w:smartTag>",
            "<w:hyperlink>" + r("官网") + "</w:hyperlink>",
        ),
        "临溪县官网",
        "smart tags and links",
    ),
    (
        p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>"),
        "甲 乙\n丙\n丁",
        "a tab in running text is no cell; breaks part lines",
    ),
    (
        p("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>10</w:t><w:softHyphen/><w:t>月</w:t></w:r>"),
        "5-10月",
        "hyphens",
    ),
    (
        p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是"),
        "☑是",
        "a character of a symbol font",
    ),
    (
        p(
            "<w:r><w:ruby><w:rt>"
            + r("lǐng")
            + "</w:rt><w:rubyBase>"
            + r("岭")
            + "</w:rubyBase></w:ruby></w:r>"
        ),
        "岭",
        "the base of a ruby, not its reading",
    ),
    (
        p(
            "按",
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>",
            "分担",
        ),
        "按1/3分担",
        "a fraction",
    ),
    (
        p(
            "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
        ),
        "m²",
        "an exponent",
    ),
    (
        p("正文", box(p("框内"))) + p("下文"),
        "正文\n框内\n下文",
        "a text box, once, behind its paragraph",
    ),
    (
        p('<w:r><w:pict><v:shape><v:textpath string="云岭市文件"/></v:shape></w:pict></w:r>')
        + p("正文"),
        "云岭市文件\n正文",
        "text drawn as a picture",
    ),
    (
        p("补助50%", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。") + p("下文"),
        "补助50%。\n以核定为准\n下文",
        "a footnote stands behind its paragraph, without its mark",
    ),
    (
        p("甲", '<w:r><w:endnoteReference w:id="2"/></w:r>') + p("乙"),
        "甲\n尾注\n乙",
        "an endnote too",
    ),
    (p("<w:r><w:t>甲</w:t><w:commentReference w:id='1'/></w:r>"), "甲", "comments are left out"),
    (p("<w:r><w:t>甲\n  乙</w:t></w:r>"), "甲   乙", "line ends of the XML are blanks"),
]


@pytest.mark.parametrize(("body", "expected", "reason"), READ)
@pytest.mark.parametrize("strict", [False, True])
def test_text(body: str, expected: str, reason: str, strict: bool) -> None:
    data = docx(
        body,
        strict=strict,
        styles=STYLES,
        footnotes=note(0, p("分隔")) + note(2, p("以核定为准")),
        endnotes=note(2, p("尾注"), kind="endnote"),
    )
    assert text(data) == expected, reason


TABLES = [
    (tbl(("任务", "时限"), ("改造", "2024年")), "任务\t时限\n改造\t2024年", "a row is a line"),
    (
        tbl(("区县", "户数", "备注"), ("青禾区", "320", ""), ("", "18", "试点")),
        "区县\t户数\t备注\n青禾区\t320\t\n\t18\t试点",
        "empty cells keep the columns",
    ),
    (
        tbl((tc("年份", span=2), "备注"), ("2024年", "2025年", "甲")),
        "年份\t\t备注\n2024年\t2025年\t甲",
        "a cell over two columns stands in the first",
    ),
    (
        tbl((tc("青禾区", down="restart"), "甲"), (tc("青禾区", down="continue"), "乙")),
        "青禾区\t甲\n\t乙",
        "a cell over two rows stands in the first",
    ),
    (
        tbl((tc("改造计划", span=2),), ("甲", "1"), (tc("一、基础类", span=2),), ("乙", "2")),
        "改造计划\n甲\t1\n一、基础类\t\n乙\t2",
        "a first row of one cell is a caption, a later one stays a row",
    ),
    (
        tbl((tc("a", span=2), tc("b", span=2)), (tc("c", span=2), tc("d", span=2)), columns=4),
        "a\tb\nc\td",
        "columns of the grid in which nothing begins are none",
    ),
    (
        tbl((tc(p("市住建局、"), p("市财政局")), "甲")),
        "市住建局、 市财政局\t甲",
        "the paragraphs of a cell stand in one line",
    ),
    (
        tbl((tc(p("一、目标"), p("二、措施")),)),
        "一、目标\n二、措施",
        "a table of one cell is a frame",
    ),
    (
        tbl(("", tc(p("一、目标"), p("正文")), "")),
        "一、目标\n正文",
        "so is one of which only one column is used",
    ),
    (
        tbl((tc(tbl(("甲", "1"), ("乙", "2"))),)),
        "甲\t1\n乙\t2",
        "a table in a frame",
    ),
    (
        tbl(("外", tc(p("内"), tbl(("甲", "1"), ("乙", "2"))))),
        "外\t内\n甲\t1\n乙\t2",
        "a table in a cell follows its row",
    ),
    (
        tbl(("甲", "1")).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + p("文"),
        "文",
        "a deleted row",
    ),
    (
        tbl(("甲", "1"))
        .replace("<w:tr>", "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>", 1)
        .replace("</w:tbl>", "<w:tr>" + tc("a") + tc("b") + tc("c") + "</w:tr></w:tbl>"),
        "\t甲\t1\na\tb\tc",
        "a row that begins in the second column",
    ),
    (
        tbl((tc(p("补助", '<w:r><w:footnoteReference w:id="2"/></w:r>')), "1"), ("乙", "2"))
        + p("文"),
        "补助\t1\n乙\t2\n以核定为准\n文",
        "a footnote of a cell stands behind the table",
    ),
]


@pytest.mark.parametrize(("body", "expected", "reason"), TABLES)
def test_tables(body: str, expected: str, reason: str) -> None:
    assert text(docx(body, footnotes=note(2, p("以核定为准")))) == expected, reason


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
NULL = '<Relationship Id="rN" Type="http://x/image" Target="NULL"/>'
OUTSIDE = '<Relationship Id="rO" Type="http://x/styles" Target="../../../../etc/passwd"/>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(p("正文"), content_type=MACRO), "with macros"),
        (docx(p("正文"), relations=NULL), "a relation to nothing"),
        (docx(p("正文"), relations=OUTSIDE), "a relation out of the archive"),
        (docx(p("正文"), extra={"_rels/.rels": "<Relationships/>"}), "no relations"),
    ],
)
def test_what_python_docx_refuses_is_read(data: bytes, reason: str) -> None:
    document = read_bytes(data, "plan.docm")
    assert document.text == "正文", reason
    assert document.reader == "docx" and document.sha256 and not document.pages


DOCTYPE = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
REFUSED = [
    (docx(p("a"), head=DOCTYPE), "document type", "a document type"),
    (docx(p("<w:r><w:t>&e;</w:t></w:r>"), head=DOCTYPE), "document type", "an entity"),
    (docx(p("甲"))[:-40], "broken", "cut"),
    (docx(p("<w:r>")), "broken XML", "not closed"),
    (docx("<w:sdt><w:sdtContent>" * 900 + "</w:sdtContent></w:sdt>" * 900), "nested|depth", "deep"),
    (docx(p("a" * 60_000_000)), "grows more than", "a bomb"),
    (docx(p("")), "holds no text", "empty"),
    (docx(p(""), extra={"word/media/image1.png": "x"}), "OCR", "a scan in a Word file"),
    (docx(p("") + '<w:altChunk r:id="r9"/>'), "altChunk", "the text is in a file inside"),
]


@pytest.mark.parametrize(("data", "message", "reason"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refused_with_a_reason(data: bytes, message: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=message) as caught:
        read_bytes(data, "plan.docx")
    assert str(caught.value).startswith("plan.docx: "), reason


def test_no_record_is_made_of_generated_characters_alone() -> None:
    """A cell's number that is counted, not printed in the file, is no target."""
    body = "云岭市绿化工作方案\n2024年任务\n区县\t公园（个）\n青禾区\t12\n"
    start = body.index("12\n")
    assert len(extract(Document(body)).targets) == 1
    assert not extract(Document(body, generated=((start, start + 2),))).targets


PLAIN = sorted((Path(__file__).parent.parent / "corpus" / "formats" / "docx").glob("*.docx"))


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_paragraphs_are_those_that_python_docx_reads(path: Path) -> None:
    """Where a file holds nothing that python-docx loses, both read the same, in the same order."""
    theirs = [" ".join(item.text.split()) for item in python_docx.Document(str(path)).paragraphs]
    lines = iter(" ".join(line.split()) for line in read(path).text.split("\n") if "\t" not in line)
    assert len(theirs) > 10
    assert [text for text in theirs if text and text not in lines] == []
