"""The table of forms, and the one function that renders many notices in many of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tools.render import html, office, plain, scan
from tools.render.docx import Look, docx
from tools.render.ofd import ofd
from tools.render.paper import Paper
from tools.render.sheet import xlsx
from tools.render.zipped import pack

Files = Mapping[str, Paper]
Made = dict[str, bytes]

_SCAN = Look(points=11, leading=1.4)
"""Small, so that a notice has few pages to recognise."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The programs that are at hand; None for one that is not."""

    soffice: str | None = field(default_factory=office.find_soffice)
    chromium: str | None = field(default_factory=office.find_chromium)


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its ending, what it is, how it is made, and what that needs.

    ``tables``: only for notices with tables. ``ocr``: its text must be recognised.
    """

    ending: str
    about: str
    make: Callable[[Files, Tools], Made]
    needs: str = ""
    tables: bool = False
    ocr: bool = False


def _each(make: Callable[[Paper], bytes]) -> Callable[[Files, Tools], Made]:
    return lambda papers, _tools: {name: make(paper) for name, paper in papers.items()}


def _office(target: str, look: Callable[[Paper], Look]) -> Callable[[Files, Tools], Made]:
    def make(papers: Files, tools: Tools) -> Made:
        if tools.soffice is None:
            raise RuntimeError("LibreOffice is not installed")
        files = {name: docx(paper, look(paper)) for name, paper in papers.items()}
        return office.convert(files, target, tools.soffice) if files else {}

    return make


def _browser(papers: Files, tools: Tools) -> Made:
    if tools.chromium is None:
        raise RuntimeError("Chromium is not installed")
    return {
        name: office.print_page(html.sheet(paper), tools.chromium) for name, paper in papers.items()
    }


def _scan(write: Callable[[bytes], bytes]) -> Callable[[Files, Tools], Made]:
    pages = _office("pdf", lambda _paper: _SCAN)

    def make(papers: Files, tools: Tools) -> Made:
        return {name: write(data) for name, data in pages(papers, tools).items()}

    return make


def _plain_look(_paper: Paper) -> Look:
    return Look()


def _numbered(_paper: Paper) -> Look:
    return Look(numbered=True)


def _headed(paper: Paper) -> Look:
    return Look(running_head=paper.title[:30])


def _columns(_paper: Paper) -> Look:
    return Look(columns=2, points=12)


def _sealed(_paper: Paper) -> Look:
    return Look(seal=True)


def _archive(paper: Paper) -> bytes:
    """The notice, and an attachment that is no notice; named as Chinese Windows does it."""
    form = "填报说明：本表一式两份，由填报单位盖章后报送。\n联系人：\n联系电话：\n"
    return pack(
        [
            ("通知/正文.docx", docx(paper)),
            ("通知/附件/填报说明.txt", form.encode("gb18030")),
        ],
        encoding="gbk",
    )


FORMS: dict[str, Form] = {
    "txt-utf8": Form("txt", "text in UTF-8", _each(plain.text)),
    "txt-gb18030": Form(
        "txt", "text in GB18030, CR LF", _each(lambda p: plain.windows_text(p, "gb18030"))
    ),
    "txt-utf16": Form(
        "txt", "text in UTF-16 with a mark, CR LF", _each(lambda p: plain.windows_text(p, "utf-16"))
    ),
    "md": Form("md", "Markdown", _each(plain.markdown)),
    "html-p": Form("html", "web page, p a paragraph", _each(lambda p: html.page(p, "p"))),
    "html-br": Form("html", "web page, br between lines", _each(lambda p: html.page(p, "br"))),
    "html-table": Form("html", "web page in tables", _each(lambda p: html.page(p, "table"))),
    "html-gb2312": Form(
        "htm", "web page labelled gb2312", _each(lambda p: html.page(p, "p", "gb2312"))
    ),
    "docx": Form("docx", "Word, numbers typed", _each(docx)),
    "docx-numbered": Form(
        "docx", "Word, numbers automatic", _each(lambda p: docx(p, Look(numbered=True)))
    ),
    "doc": Form("doc", "old Word", _office("doc", _plain_look), "soffice"),
    "wps": Form("wps", "WPS Writer (old Word inside)", _office("doc", _plain_look), "soffice"),
    "doc-numbered": Form(
        "doc", "old Word, numbers automatic", _office("doc", _numbered), "soffice"
    ),
    "rtf": Form("rtf", "RTF", _office("rtf", _plain_look), "soffice"),
    "rtf-numbered": Form("rtf", "RTF, numbers automatic", _office("rtf", _numbered), "soffice"),
    "pdf": Form("pdf", "PDF, running head, page numbers", _office("pdf", _headed), "soffice"),
    "pdf-columns": Form("pdf", "PDF in two columns", _office("pdf", _columns), "soffice"),
    "pdf-seal": Form("pdf", "PDF with a red seal", _office("pdf", _sealed), "soffice"),
    "pdf-browser": Form("pdf", "PDF printed by a browser", _browser, "chromium"),
    "ofd": Form("ofd", "OFD", _each(ofd)),
    "xlsx": Form("xlsx", "spreadsheet", _each(xlsx), tables=True),
    "zip": Form("zip", "archive, notice and attachment", _each(_archive)),
    "scan-pdf": Form(
        "pdf",
        "scan in a PDF, black and white",
        _scan(lambda pdf: scan.scanned_pdf(scan.scans(pdf, dpi=200), dpi=200)),
        "soffice",
        ocr=True,
    ),
    "scan-png": Form(
        "png",
        "scan of the first page, black and white",
        _scan(lambda pdf: scan.png(scan.scans(pdf, dpi=200)[0])),
        "soffice",
        ocr=True,
    ),
    "scan-jpg": Form(
        "jpg",
        "scan of the first page, grey",
        _scan(lambda pdf: scan.jpeg(scan.scans(pdf, dpi=150)[0])),
        "soffice",
        ocr=True,
    ),
}
"""Forms by name. Big5 is none of them: it has no simplified characters."""


def render(paper: Paper, form: str, tools: Tools | None = None) -> bytes:
    """Return one notice in one form; raises RuntimeError where a program is missing."""
    return FORMS[form].make({"notice": paper}, tools or Tools())["notice"]


def render_all(
    papers: Files, forms: Iterable[str], tools: Tools | None = None
) -> dict[tuple[str, str], bytes]:
    """Return {(notice, form): bytes}; a form for tables is made of notices with tables only.

    Raises RuntimeError where a program is missing that a form needs.
    """
    at_hand = tools or Tools()
    made: dict[tuple[str, str], bytes] = {}
    for form in forms:
        wanted = {n: p for n, p in papers.items() if p.tables or not FORMS[form].tables}
        for name, data in FORMS[form].make(wanted, at_hand).items():
            made[name, form] = data
    return made
