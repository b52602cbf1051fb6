"""The tree of a web page: parsed, without what no reader of the page sees, and its main part.

The main part is a known container of government sites (``patterns/pages/containers.txt``) where
one holds the page's sentences, else the innermost element that holds nearly all of them. Links,
scripts and hidden copies of the text hold no sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import lxml.html
import regex
from lxml import etree

from extractor.resources import folder

Element = etree._Element

_DECLARATION = regex.compile(r"\s*<\?xml[^>]*>", regex.I)
_HIDDEN = regex.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", regex.I)
_UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "math", "iframe", "frame", "object"),
        *("embed", "audio", "video", "canvas", "map", "button", "input", "select", "textarea"),
        *("option", "datalist"),
    )
)
_CHROME = frozenset(("nav", "footer", "aside", "header"))
_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_INLINE = regex.compile(
    r"</?(?:span|font|b|i|u|s|em|strong|small|big|sup|sub|label|o:p|st1:\w+|ins|code|tt)\b[^>]*>",
    regex.I,
)
_OTHER = regex.compile(
    r"</?(?!(?:p|br|h[1-6]|a|script|style|title|html|head|body|meta)\b)[a-z][^>]*>", regex.I
)
_STOP = regex.compile("[，。；：、！？]")
_HAN = regex.compile(r"[\u3400-\u9fff]")
_MOST = 0.9
"""Share of the sentences that the main part holds at least."""
_LITTLE = 0.35
"""Share of the sentences up to which a part named as furniture is dropped."""


@lru_cache(maxsize=4)
def page_words(name: str) -> tuple[str, ...]:
    """Return the terms of ``patterns/pages/NAME.txt``, in their order."""
    lines = (folder("patterns") / "pages" / f"{name}.txt").read_text("utf-8").splitlines()
    terms = (line.strip() for line in lines)
    return tuple(t for t in terms if t and not (t.startswith("# ")))


def parse_page(markup: str) -> Element | None:
    """Return the root of a page's tree; None where the markup holds none.

    The parser drops what is nested too deep, so such a page is flattened first.
    """
    markup = markup.replace("\0", "")
    root, deep = _parse(_DECLARATION.sub("", markup, count=1))
    if deep:
        flat = _OTHER.sub("<br>", _INLINE.sub("", markup))
        root, _ = _parse(_DECLARATION.sub("", flat, count=1))
    return root


def _parse(markup: str) -> tuple[Element | None, bool]:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    data = markup.encode("utf-8", "replace")
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    deep = any("depth" in error.message for error in parser.error_log)
    return root, deep


def elements(root: Element) -> Iterator[Element]:
    """Yield *root* and all elements under it; the parser keeps no comments."""
    return iter(root.iter())


def text_of(element: Element) -> str:
    """Return the text under an element, as it stands in the markup."""
    return "".join(map(str, element.itertext()))


def drop(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def prune(root: Element, *, hidden: bool) -> None:
    """Drop what a reader of the page does not see; hidden elements where *hidden* is set."""
    for element in list(elements(root)):
        if element.tag in _UNSEEN or (hidden and _is_hidden(element)):
            drop(element)


def _is_hidden(element: Element) -> bool:
    """Pages hide their body until they are loaded, so the body's own style says nothing."""
    if element.tag in ("html", "body"):
        return False
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "") is not None


class Prose:
    """How many Chinese characters of sentences stand under each element, links left out."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._under: dict[Element, int] = {}
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                linked = element.tag in ("a", "title")
                self._under[element] = 0 if linked else _sentences(element.text)
                continue
            parent = element.getparent()
            if element is root or parent is None:
                continue
            own = 0 if element.tag == "a" else self._under[element]
            self._under[parent] = self._under.get(parent, 0) + own + _sentences(element.tail)

    def under(self, element: Element) -> int:
        """Return the characters under an element."""
        return self._under.get(element, 0)


def _sentences(text: str | None) -> int:
    return len(_HAN.findall(text)) if text and _STOP.search(text) else 0


def drop_furniture(root: Element, prose: Prose) -> None:
    """Drop navigation, share bars, footers and the like, unless the page's text stands in them."""
    most = prose.under(root) * _LITTLE
    names = frozenset(page_words("chrome"))
    for element in list(elements(root)):
        if element.tag in ("html", "body", "h1", "h2", "p") or prose.under(element) > most:
            continue
        named = element.tag in _CHROME or names & _names(element)
        if named and element.find(".//h1") is None:
            drop(element)


def _names(element: Element) -> set[str]:
    printed = f"{element.get('id') or ''} {element.get('class') or ''}"
    return {word.lower() for word in _WORD.findall(printed)}


def main_part(root: Element, prose: Prose) -> Element:
    """Return the element that holds the page's text."""
    whole = prose.under(root)
    known = [e for e in _known(root) if prose.under(e) >= whole * _MOST]
    if known and whole:
        return known[-1]
    return _innermost(root, prose)


def _known(root: Element) -> Iterator[Element]:
    """Yield the known containers in document order, so that of nested ones the inner is last."""
    known = {name.lower() for name in page_words("containers")}
    for element in elements(root):
        names = [f"#{(element.get('id') or '').lower()}"]
        names += [f".{name}" for name in (element.get("class") or "").lower().split()]
        if any(name in known for name in names):
            yield element


def _innermost(root: Element, prose: Prose) -> Element:
    """Go down while one child holds nearly all sentences; a cell never stands for its table."""
    body = root.find("body")
    element: Element = body if body is not None else root
    while True:
        best = max(element, key=prose.under, default=None)
        if best is None or prose.under(best) < max(1, prose.under(element) * _MOST):
            return element
        if best.tag in ("p", "span", "font", "ul", "ol", "pre", "strong", "b"):
            return element
        element = best
