"""What a web page says about its notice outside the text: table, title, linked files.

Government sites put a table of 索引号, 发文机关, 成文日期, 发文字号 above a notice, as a table, a
definition list or a row of boxes. It is found by its labels wherever it stands, taken out of the
page, and returned as pairs that the reader prints above the text, so that rules can point at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

import regex

from extractor.readers.page_lines import lines_of
from extractor.readers.page_tree import Element, drop, elements, page_words, text_of

_TITLES = ("标题", "名称", "文件名称", "信息名称", "公文名称")
_LEAVES = frozenset(
    (
        *("td", "th", "dt", "dd", "li", "p", "div", "span", "h3", "h4", "strong", "b", "label"),
        *("em", "i", "font"),
    )
)
_BLOCKS = frozenset(
    (
        *("td", "th", "dt", "dd", "li", "p", "div", "h1", "h2", "h3", "h4", "ul", "ol", "dl"),
        *("table", "tr"),
    )
)
_EMPTY = regex.compile(r"[-—－/\\\s]*|无|暂无|null|undefined")
_DASHES = regex.compile(r"^[-—]{2,}\s*|\s*[-—]{2,}$")
_LONG = 60
"""A block of so many characters with a full stop is text of the notice, where no label leads."""
_FEWEST = 2
_FILE = regex.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|7z|txt)(?:$|[?#&])", regex.I)
_ENDING = regex.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|7z|txt)\s*$", regex.I)
_OFFER = regex.compile(r"下载|打印|公报|客户端|文字版|图片版|原文|点击|查看|PDF|OFD|word", regex.I)
_SITE = regex.compile(
    r"\s*[_|｜]\s*.*$|\s+[-—–]{1,2}\s+.*$|(?<=[\u4e00-\u9fff）)])[-—–]{1,2}[^-—–]*(?:网|网站|门户|平台)$"
)
_NAMED = regex.compile(
    r"关于|印发|(?:通知|通告|公告|意见|方案|办法|计划|规划|决定|规定|细则|措施|函|条例|要点|清单|工程)"
    r"(?:[(（][^()（）]{1,20}[)）])?$"
)
"""A heading that is the name of a notice, and not the name of a site or a column."""
_SAVED = regex.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", regex.I)
_PLAIN = regex.compile(r"[\s\u00a0\u3000《》〈〉“”\"]+")
_PREFIX = regex.compile(r"^[（(【\[][^（）()【】\[\]]{1,8}[）)】\]]")


@dataclass(frozen=True, slots=True)
class Head:
    """The pairs of the page's table, and the titles that the page gives, the surest first."""

    pairs: tuple[tuple[str, str], ...]
    titles: tuple[str, ...]


def read_head(root: Element) -> Head:
    """Return what stands above the notice; its table is taken out of the page."""
    pairs = _take_table(root)
    titles = [value for label, value in pairs if label in _TITLES]
    titles += _meta_titles(root)
    heads = [" ".join(lines_of(item)) for item in root.iter("h1")]
    heads += [_SITE.sub("", text_of(item).strip()) for item in root.iter("title")]
    titles += [head for head in heads if _NAMED.search(head)]
    kept = tuple(pair for pair in pairs if pair[0] not in _TITLES)
    return Head(kept, tuple(dict.fromkeys(title for title in titles if _is_title(title))))


def _meta_titles(root: Element) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle":
            yield " ".join((meta.get("content") or "").split())


def _is_title(text: str) -> bool:
    return 4 <= len(text) <= 200 and regex.search(r"[\u4e00-\u9fff]{3}", text) is not None


def title_line(titles: Sequence[str], text: str, *, within: int = 1500) -> str | None:
    """Return the title to print above *text*, None where the text has one of them.

    A prefix in brackets (（转载）) is the page's own.
    """
    if not titles:
        return None
    head = _PLAIN.sub("", text[:within])
    for title in titles[:3]:
        plain = _PLAIN.sub("", title)
        if plain in head or _PREFIX.sub("", plain) in head:
            return None
    return titles[0]


# the table ---------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _labels() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """The expressions of a label alone, and of a label before its value."""
    known = (*page_words("labels"), *page_words("counters"))
    terms = sorted(known, key=lambda term: (-len(term), term))
    spaced = "|".join(r"[\s\u00a0\u3000]*".join(term) for term in terms)
    alone = rf"[\[【]?\s*(?P<label>{spaced})\s*[\]】]?\s*[:：]?\s*"
    boxed = rf"[\[【]\s*(?P<a>{spaced})\s*[\]】]\s*[:：]?"
    led = rf"(?:(?<=[\s\u00a0\u3000;；|])|^)(?:{boxed}|(?P<b>{spaced})\s*[:：])"
    return regex.compile(alone), regex.compile(led)


def _take_table(root: Element) -> list[tuple[str, str]]:
    """Return the pairs above the text and drop their elements; none where there are too few."""
    pairs: list[tuple[str, str]] = []
    used: list[Element] = []
    waiting: tuple[str, Element] | None = None
    for element, text in _leaves(root):
        alone = _labels()[0].fullmatch(text)
        found = [] if alone else list(_led(text))
        if not alone and not found:
            if waiting and _beside(waiting[1], element):
                found = [(waiting[0], text)]
            elif len(text) >= _LONG and "。" in text:
                break
        waiting = (_name(alone["label"]), element) if alone else None
        if alone or found:
            used.append(element)
        pairs += found
    counted = page_words("counters")
    kept: dict[str, str] = {}
    for label, text in pairs:
        if label not in counted and (value := _value(text)):
            kept.setdefault(label, value)
    if len(kept) < _FEWEST:
        return []
    for element in used:
        _drop_leaf(element)
    return list(kept.items())


def _beside(label: Element, value: Element) -> bool:
    """Tell whether a value stands beside its label: under one parent, in a table in one row."""
    one, two = label.getparent(), value.getparent()
    if one is None or two is None or one is two:
        return one is two and one is not None
    rows = [next(item.iterancestors("tr"), None) for item in (label, value)]
    return one.getparent() is two.getparent() and rows[0] is rows[1]


def _drop_leaf(element: Element) -> None:
    """A cell is emptied, so that its row keeps its columns; everything else goes."""
    if element.tag in ("td", "th"):
        for child in list(element):
            element.remove(child)
        element.text = None
    else:
        drop(element)


def _leaves(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield the innermost blocks with their text, in order; spans count where blocks hold none."""
    body = root.find("body")
    skip: set[Element] = set()
    for element in elements(body if body is not None else root):
        if element.getparent() in skip:
            skip.add(element)
            continue
        if element.tag not in _LEAVES:
            continue
        if any(e.tag in _BLOCKS for e in element.iterdescendants()):
            continue
        skip.add(element)
        text = " ".join(text_of(element).split())
        if text:
            yield element, text


def _led(text: str) -> Iterator[tuple[str, str]]:
    """Cut a block at the labels that stand in it; nothing where it begins with none."""
    marks = list(_labels()[1].finditer(text))
    if not marks or marks[0].start() > 0:
        return
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        yield _name(mark["a"] or mark["b"]), text[mark.end() : end].strip(" \u00a0\u3000|;；")


def _name(label: str) -> str:
    return "".join(label.split())


def _value(text: str) -> str:
    value = _DASHES.sub("", text.strip())
    return "" if _EMPTY.fullmatch(value) else value


# linked files --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A file that the page links: its name as printed, where it is, and its element."""

    name: str
    href: str
    element: Element


def linked_files(root: Element, markup: str) -> list[Link]:
    """Return the files that a page links as attachments, each address once."""
    base = _base(root, markup)
    found: dict[str, Link] = {}
    for anchor in root.iter("a"):
        href = (anchor.get("href") or "").strip()
        name = " ".join(text_of(anchor).split())
        if not href or href.lower().startswith(("javascript:", "mailto:", "#", "data:")):
            continue
        if not (_FILE.search(href) or _ENDING.search(name) or name.startswith("附件")):
            continue
        if len(name) < 2 or (_OFFER.search(_ENDING.sub("", name)) and not name.startswith("附件")):
            continue
        address = _joined(base, href)
        found.setdefault(address, Link(name, address, anchor))
    return list(found.values())


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _base(root: Element, markup: str) -> str:
    """Return the page's address: its base, its own mark, or the browser's note on saving."""
    for item in root.iter("base"):
        if item.get("href"):
            return str(item.get("href"))
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "url" and "://" in (meta.get("content") or ""):
            return str(meta.get("content"))
    saved = _SAVED.search(markup, 0, 4000)
    return saved[1] if saved else ""
