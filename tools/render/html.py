"""Web pages as government sites build them: the notice amid navigation, a table of facts, a footer.

Three habits of laying out a body: a ``p`` a paragraph with its indent in blanks; one editor's
``div`` with nothing but ``br`` between lines; tables within tables that only place things.
"""

from __future__ import annotations

from html import escape
from typing import Literal

from tools.render.paper import Paper, Paragraph, Table

Layout = Literal["p", "br", "table"]

_NAV = ("首页", "要闻动态", "政务公开", "政务服务", "互动交流", "走进云岭")
_CRUMBS = ("首页", "政务公开", "政策文件", "行政规范性文件")
_STYLE = "text-align: justify; text-indent: 2em; font-family: 仿宋_GB2312; font-size: 16pt"
_PLACES = {"centre": "center", "right": "right", "left": "left"}


def page(paper: Paper, layout: Layout = "p", charset: str = "utf-8") -> bytes:
    """Return the page; *charset* ``gb2312`` is a label only, the bytes are of GB18030 then."""
    body = {"p": _with_p, "br": _with_br, "table": _with_tables}[layout](paper)
    html = (
        "<!DOCTYPE html>\n"
        f'<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; '
        f'charset={charset}"><title>{escape(paper.title)}_云岭市人民政府</title>\n'
        f'<meta name="ArticleTitle" content="{escape(paper.title)}">\n'
        "<style>.nav li{display:inline}.hide{display:none}</style>\n"
        "<script>var views = 0; function share(to) { window.open('/share?to=' + to); }</script>\n"
        f"</head><body>\n{_above()}{body}{_below()}</body></html>\n"
    )
    return html.encode("gb18030" if charset == "gb2312" else charset)


def _above() -> str:
    items = "".join(f'<li><a href="/{i}/">{name}</a></li>' for i, name in enumerate(_NAV))
    crumbs = " &gt; ".join(f'<a href="/c{i}/">{name}</a>' for i, name in enumerate(_CRUMBS))
    return (
        '<div class="header"><div class="logo"><a href="/">云岭市人民政府门户网站</a></div>'
        '<form action="/search"><input name="q" placeholder="请输入关键字">'
        "<button>搜索</button></form>"
        f'<ul class="nav">{items}</ul></div>\n'
        f'<div class="position">您当前的位置：{crumbs}</div>\n'
    )


def _below() -> str:
    return (
        '<div class="related"><h3>相关解读</h3><ul>'
        '<li><a href="/r1.html">一图读懂：今年要办的几件实事</a></li>'
        '<li><a href="/r2.html">专家解读：财政补助怎么发</a></li></ul></div>\n'
        '<div class="tools"><a href="javascript:window.print()">【打印本页】</a>'
        '<a href="javascript:window.close()">【关闭窗口】</a></div>\n'
        '<div class="footer"><p>主办单位：云岭市人民政府办公室　承办单位：云岭市大数据中心</p>'
        "<p>网站标识码：0000000000　云ICP备00000000号</p>"
        '<p><a href="/about.html">关于我们</a> | <a href="/map.html">网站地图</a></p></div>\n'
    )


def _facts(paper: Paper) -> str:
    """The table of facts above a notice; what the notice does not state is not in it either."""
    date = paper.signed.split("-") if paper.signed else None
    rows = [
        ("索 引 号", "000014349/2024-00046"),
        ("主题分类", "城乡建设、环境保护"),
        ("发文机关", paper.issuer),
        ("成文日期", f"{date[0]}年{int(date[1])}月{int(date[2])}日" if date else None),
        ("标　　题", paper.title),
        ("发文字号", paper.number),
        ("公开方式", "主动公开"),
        ("有 效 性", "有效"),
    ]
    stated = [(name, value) for name, value in rows if value]
    pairs = [stated[i : i + 2] for i in range(0, len(stated), 2)]
    lines = "".join(
        "<tr>"
        + "".join(f"<td><b>{name}：</b></td><td>{escape(value)}</td>" for name, value in pair)
        + "</tr>\n"
        for pair in pairs
    )
    return f'<table class="bd1" width="100%"><tbody>\n{lines}</tbody></table>\n'


def _share() -> str:
    return (
        '<div class="share">字体：【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】'
        '　分享到：<a href="#" class="wx">微信</a><a href="#" class="wb">微博</a></div>\n'
    )


def _attached(paper: Paper) -> str:
    links = "".join(
        f'<p><a href="./P02024020851{index}.doc" download>附件{index}.{escape(name)}.doc</a></p>'
        for index, name in enumerate(paper.attachments, 1)
    )
    return f'<div class="fj">{links}</div>\n' if links else ""


def _with_p(paper: Paper) -> str:
    body = "".join(
        _p(block) if isinstance(block, Paragraph) else _ruled(block, 'border="1"')
        for block in paper.blocks
    )
    return (
        f'<div class="xxgk">{_facts(paper)}</div>\n'
        f'<div class="wrap"><h1>{escape(paper.title)}</h1>\n{_share()}'
        f'<div class="pages_content" id="UCAP-CONTENT">\n{body}</div>\n{_attached(paper)}</div>\n'
    )


def _p(block: Paragraph) -> str:
    if block.place == "body":
        return f'<p style="{_STYLE}">{_spans("　　" + block.text)}</p>\n'
    return f'<p style="text-align: {_PLACES[block.place]};">{_spans(block.text)}</p>\n'


def _spans(text: str) -> str:
    """Words as an editor leaves them that was pasted into: cut into spans at no place of sense."""
    cut = 7
    if len(text) < 3 * cut:
        return escape(text)
    return (
        f"<span>{escape(text[:cut])}</span><span>{escape(text[cut : 2 * cut])}</span>"
        f'<span style="letter-spacing:0pt">{escape(text[2 * cut :])}</span>'
    )


def _with_br(paper: Paper) -> str:
    parts = []
    for block in paper.blocks:
        if isinstance(block, Table):
            parts.append(_ruled(block, 'class="MsoNormalTable"'))
        else:
            indent = "&nbsp;&nbsp;&nbsp;&nbsp;" if block.place == "body" else ""
            parts.append(f"{indent}{escape(block.text)}<br>\n")
    body = "".join(parts)
    return (
        f'<div class="article"><div class="article-title">{escape(paper.title)}</div>\n'
        f'<div class="article-info">发布时间：2024-02-08 09:30　来源：市政府办公室　'
        f'浏览次数：<span id="views">1286</span></div>\n{_share()}'
        f'<div class="view TRS_UEDITOR trs_paper_default"><div class="TRS_Editor">\n{body}'
        "</div></div></div>\n"
    )


def _with_tables(paper: Paper) -> str:
    body = "".join(
        f"<p>　　{escape(block.text)}</p>\n"
        if isinstance(block, Paragraph)
        else _ruled(block, 'cellspacing="0" border="1"')
        for block in paper.blocks
    )
    return (
        '<table width="1000" align="center"><tr><td width="200" valign="top">'
        '<table><tr><td><a href="/l1/">政府文件</a></td></tr><tr><td><a href="/l2/">办公室文件</a>'
        '</td></tr></table></td><td valign="top">'
        f'<table width="100%"><tr><td align="center"><b>{escape(paper.title)}</b></td></tr>\n'
        '<tr><td align="center">发布时间：2024-02-08　点击数：<script>count()</script></td></tr>\n'
        f'<tr><td class="bt_content">\n{body}</td></tr></table>\n'
        "</td></tr></table>\n"
    )


def _ruled(table: Table, attributes: str) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>\n"
        for row in table.rows
    )
    return f"<table {attributes}><tbody>\n{rows}</tbody></table>\n"


def sheet(paper: Paper) -> bytes:
    """Return the bare notice as a page to be printed: nothing around it, A4 with margins."""
    body = "".join(
        f'<p class="{block.place}">{escape(block.text)}</p>\n'
        if isinstance(block, Paragraph)
        else _ruled(block, 'border="1"')
        for block in paper.blocks
    )
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(paper.title)}</title><style>"
        "@page{size:A4;margin:37mm 26mm 35mm 28mm}"
        "body{font:16pt/28pt 'Noto Serif CJK SC',serif;margin:0}"
        "p{margin:0;text-align:justify}.body{text-indent:2em}.centre{text-align:center}"
        ".right{text-align:right}table{border-collapse:collapse;font-size:11pt;line-height:1.3;"
        f"width:100%}}td{{padding:2pt}}</style></head><body>\n{body}</body></html>\n"
    ).encode()
