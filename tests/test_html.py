"""Saved web pages: the notice alone, whatever the page's layout, encoding and furniture."""

from __future__ import annotations

import quopri
from pathlib import Path

import perturb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Document, extract
from extractor.errors import ExtractorError, UnreadableError
from extractor.readers import detect, read, read_bytes

CORPUS = Path(__file__).parents[1] / "corpus" / "notices"
TITLE = "云岭市绿化工作方案"
BODY = (
    "各县（区）人民政府，市政府各部门：",
    "一、工作目标",
    "2025年底前，全市新增绿地12公顷，改造公园3个，绿化覆盖率达到42%。",
    "二、职责分工",
    "市园林局牵头，市财政局配合，落实养护资金，做好验收。",
)
TEXT = "\n".join((TITLE, *BODY))
NAV = (
    '<div class="top-nav"><a href="/">首页</a><a href="/zw">政务公开，信息公开。</a></div>'
    '<div class="crumbs">您的位置：<a>首页</a> &gt; 政策文件</div>'
)
FOOT = (
    '<div class="share">分享到：<a>微信</a></div>'
    '<ul class="related"><li><a href="/x">解读：一图读懂绿化，建设美好家园。</a></li></ul>'
    '<div class="footer"><p>主办单位：云岭市人民政府办公室，网站标识码：0000000001</p></div>'
)


def page(inner: str, *, head: str = "", charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head>'
        f"<body>{NAV}{inner}{FOOT}</body></html>"
    )


def text_of(markup: str | bytes, name: str = "page.html") -> str:
    data = markup.encode() if isinstance(markup, str) else markup
    return read_bytes(data, name).text


PARAGRAPHS = "".join(f"<p>{line}</p>\n" for line in (TITLE, *BODY))
BREAKS = "<br>\n".join((TITLE, *BODY))
SPANS = "".join(
    "<div>" + "".join(f"<span>{line[i : i + 7]}</span>" for i in range(0, len(line), 7)) + "</div>"
    for line in (TITLE, *BODY)
)
LAYOUTS = [
    pytest.param(f'<div id="zoom">{PARAGRAPHS}</div>', id="known container, paragraphs"),
    pytest.param(
        f'<div class="a1"><div class="b2">{PARAGRAPHS}</div></div>', id="unknown container"
    ),
    pytest.param(f'<div class="TRS_Editor">{BREAKS}</div>', id="line breaks only"),
    pytest.param(
        f'<table><tr><td><a href="/">栏目</a></td><td class="x">{BREAKS}</td></tr></table>',
        id="a table that lays out the page",
    ),
    pytest.param(f'<section class="q">{SPANS}</section>', id="lines cut into spans"),
    pytest.param(f"<article>{PARAGRAPHS}</article>", id="article"),
    pytest.param(
        f'<div id="zoom">{PARAGRAPHS}</div><div style="display:none">{PARAGRAPHS}</div>',
        id="a hidden copy of the text",
    ),
    pytest.param(
        f'<div id="zoom">{PARAGRAPHS}</div><div class="article-content"></div>',
        id="a second, empty container",
    ),
    pytest.param(
        f'<div id="zoom">{PARAGRAPHS}<script>var a="广告，推送。"</script><style>p{{}}</style></div>',
        id="scripts and styles",
    ),
    pytest.param(
        f'<div class="print-content"><div class="nav-text">{PARAGRAPHS}</div></div>',
        id="the text stands in what is named as furniture",
    ),
]


@pytest.mark.parametrize("inner", LAYOUTS)
def test_the_notice_alone(inner: str) -> None:
    assert text_of(page(inner)) == TEXT


def test_a_page_that_hides_its_body_until_it_is_loaded() -> None:
    markup = page(f'<div id="zoom">{PARAGRAPHS}</div>').replace(
        "<body>", '<body style="visibility: hidden">'
    )
    assert text_of(markup) == TEXT


def test_text_that_only_a_script_would_show_is_better_than_none() -> None:
    markup = f'<html><body><div style="display: none">{PARAGRAPHS}</div></body></html>'
    assert text_of(markup) == TEXT


ENCODINGS = [
    pytest.param("gb18030", "gb2312", id="gb18030 called gb2312"),
    pytest.param("gb18030", "utf-8", id="gb18030 called utf-8"),
    pytest.param("utf-8", "gb2312", id="utf-8 called gb2312"),
    pytest.param("utf-8-sig", "gbk", id="utf-8 with a mark, called gbk"),
    pytest.param("utf-16", "utf-8", id="utf-16 with a mark"),
    pytest.param("gb18030", "", id="no label"),
]


@pytest.mark.parametrize(("real", "label"), ENCODINGS)
def test_the_bytes_decide_the_encoding(real: str, label: str) -> None:
    markup = page(f'<div id="zoom">{PARAGRAPHS}<p>䶮㙟镇</p></div>', charset=label)
    assert text_of(markup.encode(real)) == f"{TEXT}\n䶮㙟镇"


def test_big5_page() -> None:
    lines = "".join(
        f"<p>{line}</p>" for line in ("雲嶺市綠化工作方案", "全市新增綠地，改造公園三個。")
    )
    markup = f'<html><meta charset="gb2312"><body><div id="zoom">{lines}</div></body></html>'
    assert "改造公園三個" in text_of(markup.encode("big5"))


def test_a_page_with_some_broken_bytes_is_read_with_a_doubt() -> None:
    data = page(f'<div id="zoom">{PARAGRAPHS}</div>').encode()
    at = data.index("改造公园".encode())
    document = read_bytes(data[:at] + b"\xff\xfe" + data[at:], "page.html")
    assert "绿化覆盖率达到42%" in document.text
    assert [code for code, _, _ in document.notes] == ["encoding"]


TABLE_ROWS = (
    "<table><tr><td>索引号：</td><td>000/2024-1</td><td>分类：</td><td></td></tr>"
    "<tr><td>发文机关：</td><td>云岭市人民政府办公室</td><td>成文日期：</td><td>2024-03-05</td></tr>"
    f"<tr><td>名称：</td><td colspan=3>{TITLE}</td></tr>"
    "<tr><td>文　　号：</td><td>云岭政办发〔2024〕7号</td><td>主题词：</td><td></td></tr></table>"
)
META = [
    pytest.param(TABLE_ROWS, id="table"),
    pytest.param(
        "<dl><dt>索 引 号</dt><dd>000/2024-1</dd><dt>发文机关</dt><dd>云岭市人民政府办公室</dd>"
        "<dt>成文日期</dt><dd>2024-03-05</dd><dt>发文字号</dt><dd>云岭政办发〔2024〕7号</dd></dl>",
        id="definition list",
    ),
    pytest.param(
        "<ul><li>[索引号] <span>000/2024-1</span></li><li>[发文机关] <span>----</span>"
        "<span>云岭市人民政府办公室</span></li><li>[成文日期] <span>2024-03-05</span></li>"
        "<li>[发文字号] <span><i>云岭政办发</i><i>〔2024〕</i><i>7号</i></span></li></ul>",
        id="boxes with brackets",
    ),
    pytest.param(
        "<div><div class=l><b>索引号：</b></div><div class=r>000/2024-1</div></div>"
        "<div><div>发文机关：</div><div>云岭市人民政府办公室</div></div>"
        "<div><div>成文日期：</div><div>2024-03-05</div></div>"
        "<div><div>发文字号：</div><div>云岭政办发〔2024〕7号</div></div>",
        id="pairs of boxes",
    ),
    pytest.param(
        "<p>索引号：000/2024-1　　发文机关：云岭市人民政府办公室　　成文日期：2024-03-05</p>"
        "<p>发文字号：云岭政办发〔2024〕7号 浏览次数：<span>-</span></p>",
        id="run on in a line",
    ),
]


@pytest.mark.parametrize("table", META)
def test_the_table_above_a_notice(table: str) -> None:
    document = read_bytes(page(f'<div id="zoom">{PARAGRAPHS}</div>').replace(
        '<div id="zoom">', f'<div class="info">{table}</div><div id="zoom">'
    ).encode(), "page.html")  # fmt: skip
    head, _, rest = document.text.partition(TITLE)
    assert rest == TEXT.removeprefix(TITLE)
    assert "索引号：000/2024-1\n" in head and "浏览" not in head and "主题词" not in head
    notice = extract(document)
    about = notice.metadata
    assert (about.document_number, about.signed_on, about.issuer) == (
        "云岭政办发〔2024〕7号",
        "2024-03-05",
        "云岭市人民政府办公室",
    )
    assert notice.metadata_evidence["signed_on"].origin == "page_table"
    place = notice.metadata_evidence["signed_on"].evidence[0]
    assert document.text[place.start : place.end] == "2024-03-05"


TITLES = [
    pytest.param(f'<meta name="ArticleTitle" content="{TITLE}">', "", id="meta"),
    pytest.param("", f"<h1>{TITLE}</h1>", id="heading"),
    pytest.param(f"<title>{TITLE}_云岭市人民政府</title>", "", id="title with the site's name"),
    pytest.param("", TABLE_ROWS, id="table"),
]


@pytest.mark.parametrize(("head", "above"), TITLES)
def test_a_title_that_only_the_page_gives(head: str, above: str) -> None:
    text = text_of(
        page(f'{above}<div id="zoom">{PARAGRAPHS.split(chr(10), 1)[1]}</div>', head=head)
    )
    assert text.endswith(TEXT) and text.count(TITLE) == 1


def test_a_title_that_the_text_has_is_not_said_twice() -> None:
    head = f'<meta name="ArticleTitle" content="（转载）{TITLE}"><title>{TITLE}</title>'
    assert text_of(page(f'<h1>{TITLE}</h1><div id="zoom">{PARAGRAPHS}</div>', head=head)) == TEXT


def test_the_name_of_the_site_is_no_title() -> None:
    assert text_of(page(f'<h1>云岭市人民政府</h1><div id="zoom">{PARAGRAPHS}</div>')) == TEXT


def test_linked_files() -> None:
    files = (
        '<ul class="fujian"><li><a href="./W02.doc?v=1">附件1：任务分解表.doc</a></li>'
        '<li><a href="https://a.example/b.xls">附件2：资金安排表.xls</a></li>'
        '<li><a href="/all.pdf">PDF格式下载</a></li><li><a href="javascript:;">附件3</a></li></ul>'
    )
    head = '<base href="https://www.example.cn/zw/t1.html">'
    data = page(f'<div id="zoom">{PARAGRAPHS}</div>{files}', head=head).encode()
    document = read_bytes(data, "page.html")
    assert document.text == f"{TEXT}\n附件1：任务分解表.doc\n附件2：资金安排表.xls"
    links = ("https://www.example.cn/zw/W02.doc?v=1", "https://a.example/b.xls")
    assert document.attachments == links
    notice = extract(document)
    assert notice.source.attachments == links
    assert notice.metadata.attachments == ("任务分解表.doc", "资金安排表.xls")


LINES = [
    ("<p>　　云岭市&nbsp;&nbsp;财政局</p>", ["　　云岭市\u00a0\u00a0财政局"], "blanks as printed"),
    ("<p>新增绿地12\n  公顷，改造\n公园</p>", ["新增绿地12 公顷，改造公园"], "source line ends"),
    ("<p>面积500m<sup>2</sup></p>", ["面积500m²"], "square metres"),
    ("<p>见注<sup>1</sup></p>", ["见注1"], "other raised text"),
    ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"], "generated numbers"),
    (
        '<ol start="3"><li>甲</li><li value="7">乙</li><li>丙</li></ol>',
        ["3. 甲", "7. 乙", "8. 丙"],
        "given numbers",
    ),
    (
        '<ol style="list-style-type: cjk-ideographic"><li>甲</li></ol>',
        ["一、甲"],
        "Chinese numbers",
    ),
    ("<ol><li>（一）甲</li></ol>", ["（一）甲"], "the text has its number"),
    ('<ol style="list-style:none"><li>甲</li></ol>', ["甲"], "no numbers wanted"),
    ("<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>", ["甲", "乙", "丙"], "nested items"),
    ("<pre>甲\n乙</pre>", ["甲", "乙"], "lines kept"),
    ("<p>甲<br/>乙<br><br>丙</p>", ["甲", "乙", "丙"], "breaks"),
    ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"], "text between blocks"),
    ("<p>甲<!-- 注 -->乙</p>", ["甲乙"], "comments"),
    ("<p>a &lt; b &amp; c&#12289;d</p>", ["a < b & c、d"], "entities"),
    (
        "<table><tr><th>县区</th><th>户数</th></tr><tr><td>临溪县</td><td>12</td></tr></table>",
        ["县区\t户数", "临溪县\t12"],
        "rows",
    ),
    (
        "<table><caption>任务表</caption><tr><td colspan=3>单位：户</td></tr>"
        "<tr><td rowspan=2>县区</td><td colspan=2>计划</td></tr><tr><td>新建</td><td>改造</td></tr>"
        "<tr><td>临溪县</td><td>1</td><td>2</td></tr></table>",
        ["任务表", "单位：户", "县区\t计划\t", "\t新建\t改造", "临溪县\t1\t2"],
        "spans keep their columns",
    ),
    (
        "<table><tr><td>任务</td><td></td><td>单位</td></tr><tr><td><p>甲。</p><p>乙。</p></td>"
        "<td></td><td>市民政局</td></tr></table>",
        ["任务\t单位", "甲。 乙。\t市民政局"],
        "a cell is one line; an empty column is none",
    ),
    ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"], "a table of one cell"),
    (
        "<table><tr><td>A</td><td><table><tr><td>x</td><td>y</td></tr></table></td></tr>"
        "<tr><td>B</td><td>z</td></tr></table>",
        ["A\tx y", "B\tz"],
        "a table in a cell",
    ),
    (
        "<table><tr><td colspan=99999999999>甲</td><td rowspan=0>乙</td></tr><tr><td>丙</td></tr></table>",
        ["甲\t乙", "丙\t"],
        "spans beyond reason",
    ),
]


@pytest.mark.parametrize(("inner", "lines", "why"), LINES)
def test_lines_of_markup(inner: str, lines: list[str], why: str) -> None:
    text = text_of(page(f'<div id="zoom">{PARAGRAPHS}{inner}<p>以上。</p></div>'))
    assert text.removeprefix(TEXT + "\n").split("\n") == [*lines, "以上。"], why


@pytest.mark.parametrize("depth", [300, 2500, 20_000])
@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td"])
def test_text_nested_deep_is_not_lost(tag: str, depth: int) -> None:
    opened = f"<{tag}>" * depth
    text = text_of(page(f'<div id="zoom">{PARAGRAPHS}{opened}最深处，也要读到。</div>'))
    assert "最深处，也要读到。" in text and TEXT in text


def test_an_xhtml_page_with_a_declaration() -> None:
    markup = '<?xml version="1.0" encoding="GB2312"?>\n' + page(
        f'<div id="zoom">{PARAGRAPHS}</div>'
    )
    assert text_of(markup.replace("<br>", "<br/>")) == TEXT


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_web_archive(encoding: str) -> None:
    import base64

    markup = page(f'<div id="zoom">{PARAGRAPHS}</div>', charset="gb2312").encode("gb18030")
    packed = quopri.encodestring(markup) if encoding[0] == "q" else base64.encodebytes(markup)
    data = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html"; boundary="--b--"\r\n\r\n----b--\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n" + packed +
        b"\r\n----b--\r\nContent-Type: text/css\r\n\r\np{}\r\n----b----\r\n"
    )  # fmt: skip
    assert detect(data, "page.txt") == "saved web page"
    assert read_bytes(data, "page.mht").text == TEXT


def test_a_web_archive_without_a_page_is_refused() -> None:
    data = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b--\r\n'
    with pytest.raises(UnreadableError, match="holds no page"):
        read_bytes(data, "page.mht")


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body><script>x</script></body></html>", "<html><img src=a>"]
)
def test_a_page_without_text_is_refused(markup: str) -> None:
    with pytest.raises(UnreadableError, match="shows no text"):
        read_bytes(markup.encode(), "page.html")


def test_a_page_without_sentences_is_left_to_the_general_extractor() -> None:
    rows = "".join(f"<tr><td>临溪县{i}</td><td>{i}</td></tr>" for i in range(5))
    text = text_of(page(f"<div><table>{rows}</table></div>"))
    assert all(f"临溪县{i}" in text for i in range(5))


def test_a_page_named_as_an_office_file_is_a_page() -> None:
    data = page(f'<div id="zoom">{PARAGRAPHS}</div>').encode()
    assert {detect(data, name) for name in ("a.doc", "a.xls", "a.html", "a")} == {"HTML page"}


HTML = page(f'<div class="info">{TABLE_ROWS}</div><div id="zoom">{PARAGRAPHS}</div>').encode(
    "gb18030"
)


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(HTML)), at=st.integers(0, len(HTML) - 1), bit=st.integers(0, 7))
def test_damage_gives_a_document_or_our_own_error(cut: int, at: int, bit: int) -> None:
    flipped = bytearray(HTML)
    flipped[at] ^= 1 << bit
    for data in (HTML[:cut], bytes(flipped)):
        try:
            assert isinstance(read_bytes(data, "page.html"), Document)
        except ExtractorError:
            pass


WORDS = st.text("市县区新增改造绿地公园，。；（）12年", min_size=1, max_size=40).map(
    lambda text: f"{text}，落实养护资金，按期完成本年度各项改造任务，并做好验收。"
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=8, unique=True))
def test_paragraphs_round_trip(lines: list[str]) -> None:
    inner = "".join(f"<p>{line}</p>" for line in lines)
    assert text_of(page(f'<div class="k">{inner}</div>')).split("\n") == lines


SAMPLES = [
    "anlan_tables",
    "yunling_renovation",
    "qinghe_two_plans",
    "linxi_eldercare",
    "anlan_elevators",
]


def _marked_up(text: str) -> str:
    lines = text.split("\n")
    out: list[str] = []
    for at, line in enumerate(lines):
        if "\t" not in line:
            out.append(f"<p>{line}</p>")
            continue
        before = at and "\t" in lines[at - 1]
        after = at + 1 < len(lines) and "\t" in lines[at + 1]
        cells = "".join(f"<td>{cell}</td>" for cell in line.split("\t"))
        out.append(f"{'' if before else '<table>'}<tr>{cells}</tr>{'' if after else '</table>'}")
    return "\n".join(out)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_gives_the_records_of_its_text(sample: str) -> None:
    plain = read(CORPUS / f"{sample}.txt")
    markup = page(f'<div class="pages_content">{_marked_up(plain.text)}</div>', charset="gbk")
    found = extract(read_bytes(markup.encode("gb18030"), "page.html"))
    expected = extract(plain)
    assert perturb.keys(found) == perturb.keys(expected)
    assert found.metadata == expected.metadata


def test_the_real_page_gives_what_its_text_gives(shared_dir: Path) -> None:
    """The copied text lacks one heading, so that sections differ and nothing else does."""
    found = extract(shared_dir / "files" / "guangzhou_huji_zhufang.html")
    expected = extract(shared_dir / "notices-more" / "guangzhou_huji_zhufang.txt")
    assert perturb.keys(found) == perturb.keys(expected)
    assert found.metadata == expected.metadata


REAL = [
    ("beijing_gengdi_butie", 2440, "2025-05-21"),
    ("guangzhou_gongzufang", 9634, "2024-07-26"),
    ("guangzhou_huji_zhufang", 3611, "2024-03-04"),
    ("guangzhou_jiating_yisheng", 17930, "2023-10-19"),
    ("guangzhou_zhucan", 5820, "2024-03-14"),
]


@pytest.mark.parametrize(("name", "length", "signed"), REAL)
def test_real_pages(shared_dir: Path, name: str, length: int, signed: str) -> None:
    """Each was read by eye against its page; the lengths are of the texts found right."""
    document = read(shared_dir / "files" / f"{name}.html")
    assert len(document.text) == length
    assert not any(word in document.text for word in ("ICP备", "首页", "分享", "打印", "扫一扫"))
    assert extract(document).metadata.signed_on == signed
