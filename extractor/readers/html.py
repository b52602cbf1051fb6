"""Web pages saved from government sites: bytes → a document that holds the notice alone.

The page's own label of its encoding is asked last, since it is often wrong. The text is what
stands in the page's main part, under the page's title and its table of 索引号, 发文机关, 成文日期
as lines 标签：值, and above the names of the files that it links. Web archives (MHT) hold such a
page.
"""

from __future__ import annotations

import email
import email.policy
import hashlib
from email.message import Message

import regex

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.page_head import Link, linked_files, read_head, title_line
from extractor.readers.page_lines import lines_of
from extractor.readers.page_tree import (
    Element,
    Prose,
    drop_furniture,
    elements,
    main_part,
    parse_page,
    prune,
)
from extractor.readers.text import decode

_LABEL = regex.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", regex.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_REPLACED = 0.02
"""Share of characters that may be lost where only the page's own label fits its bytes."""
_DAMAGED = "some bytes of the page are in no known encoding and were replaced; it may be damaged"
_DAMAGED_ZH = "网页中有部分字节无法识别，已用替代符号表示；文件可能已损坏。"
_CUT = "the page ends inside a character, which was dropped; it may have been cut"
_CUT_ZH = "网页在一个字符中间结束，该字符已舍去；文件可能不完整。"
_ENOUGH = 20
"""Chinese characters of sentences under which a page is left to the general extractor."""

Notes = tuple[tuple[str, str, str], ...]


def read_html(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in a saved web page.

    Raises UnreadableError where its bytes are no text or it shows none.
    """
    markup, notes = decode_page(data, name)
    text, files = _text(markup, name)
    return Document(
        text=text,
        name=name,
        media_type="text/html",
        reader="html",
        sha256=hashlib.sha256(data).hexdigest(),
        notes=notes,
        attachments=tuple(link.href for link in files),
    )


def read_mht(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in a web archive; raises UnreadableError where it holds no page."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    best = max((_payload(part) for part in pages), key=len, default=b"")
    if not best.strip():
        raise UnreadableError(
            f"{name}: the web archive holds no page; open it in a browser and save it as HTML"
        )
    page = read_html(best, name, options)
    return Document(
        text=page.text,
        name=name,
        media_type="multipart/related",
        reader="html",
        sha256=hashlib.sha256(data).hexdigest(),
        notes=page.notes,
        attachments=page.attachments,
    )


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def decode_page(data: bytes, name: str) -> tuple[str, Notes]:
    """Return a page's markup and doubts: by its bytes, then by its own label, then by chardet.

    Raises UnreadableError where none of them fits.
    """
    try:
        decoded = decode(data, name)
        if decoded.lost:
            return decoded.text, (("encoding", _DAMAGED, _DAMAGED_ZH),)
        return decoded.text, ((("encoding", _CUT, _CUT_ZH),) if decoded.cut else ())
    except UnreadableError:
        for encoding in (*_labelled(data), _guessed(data)):
            text = _loosely(data, encoding)
            if text is not None:
                return text, (("encoding", _DAMAGED, _DAMAGED_ZH),)
        raise


def _labelled(data: bytes) -> list[str]:
    found = (match[1].decode("ascii").lower() for match in _LABEL.finditer(data[:4096]))
    return [_WIDER.get(label, label) for label in dict.fromkeys(found)]


def _guessed(data: bytes) -> str:
    import chardet

    found = str(chardet.detect(data[:200_000])["encoding"] or "utf-8").lower()
    return _WIDER.get(found, found)


def _loosely(data: bytes, encoding: str) -> str | None:
    """Decode with replacements, None where they are many or the name is of no encoding."""
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        return None
    wide = sum(char > "\x7f" for char in text)
    lost = text.count("\ufffd") + text.count("\0")
    return text if lost <= max(wide * _REPLACED, 0) and wide > lost else None


def _text(markup: str, name: str) -> tuple[str, list[Link]]:
    """Return the text of a page; hidden elements come in only where nothing else is there."""
    for hidden in (True, False):
        root = parse_page(markup)
        if root is None:
            break
        prune(root, hidden=hidden)
        text, files = _notice(root, markup)
        if text.strip():
            return text, files
    raise UnreadableError(
        f"{name}: the page shows no text; where a script loads it, save the page after it is shown"
    )


def _notice(root: Element, markup: str) -> tuple[str, list[Link]]:
    head = read_head(root)
    files = linked_files(root, markup)
    drop_furniture(root, Prose(root))
    prose = Prose(root)
    part = main_part(root, prose)
    lines = lines_of(part)
    if prose.under(part) < _ENOUGH:
        lines = _general(markup) or lines
    body = "\n".join(lines)
    if not body.strip():
        return "", []
    printed = [f"{label}：{value}" for label, value in head.pairs]
    title = title_line(head.titles, body)
    after = _names_after(part, files, body)
    return "\n".join([*printed, *([title] if title else []), body, *after]), files


def _names_after(part: Element, files: list[Link], body: str) -> list[str]:
    """Return the names of files linked outside the text, each once."""
    inside = set(elements(part))
    lines = set(body.split("\n"))
    names = [link.name for link in files if link.element not in inside and link.name not in lines]
    return list(dict.fromkeys(names))


def _general(markup: str) -> list[str]:
    """Return the lines that a general extractor finds in a page without sentences."""
    import trafilatura

    found = trafilatura.extract(markup, favor_recall=True, include_tables=True)
    return [line for line in (found or "").split("\n") if line.strip()]
