"""What paragraphs and runs of a DOCX inherit: styles, and the lists of numbering.xml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from extractor.readers.numbering import LEVELS, Level, NumberedList

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
"""The name spaces of both dialects, transitional and strict."""
_OFF = ("0", "false", "off")
_DEEPEST = 50
"""Styles based on styles: more are a circle."""


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_SPACES.get(space[1:], '?')}:{local}"


def tag(element: etree._Element) -> str:
    """Return an element's name as ``w:p``, in either dialect."""
    return _short(str(element.tag))


def value(element: etree._Element | None, key: str = "w:val") -> str | None:
    """Return an attribute of an element by its short name."""
    for name, text in () if element is None else element.attrib.items():
        if _short(str(name)) == key:
            return str(text)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child of the name, its first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if tag(item) == name), None)
    return element


def number(element: etree._Element | None, key: str = "w:val") -> int | None:
    """Return an attribute as an integer; None where it is missing or none."""
    try:
        return int(value(element, key) or "")
    except ValueError:
        return None


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Return an on-off property; None where it is not there."""
    found = child(properties, name)
    return None if found is None else value(found) not in _OFF


def hidden(properties: etree._Element | None) -> bool | None:
    """Tell whether run properties hide the text; None where they do not say."""
    return switch(properties, "w:vanish")


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    hidden: bool | None
    list_id: int | None
    depth: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their ids."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default: str | None = None
    """The style of paragraphs that name none."""

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Return the styles of ``styles.xml``."""
        styles: dict[str, _Style] = {}
        default = None
        for item in () if root is None else root:
            name = value(item, "w:styleId")
            if tag(item) != "w:style" or name is None:
                continue
            numbers = child(item, "w:pPr", "w:numPr")
            styles[name] = _Style(
                value(child(item, "w:basedOn")),
                hidden(child(item, "w:rPr")),
                number(child(numbers, "w:numId")),
                number(child(numbers, "w:ilvl")),
            )
            if value(item, "w:type") == "paragraph" and value(item, "w:default") in ("1", "true"):
                default = name
        return cls(styles, default)

    def hides(self, name: str | None) -> bool | None:
        """Tell whether a style hides its text; None where neither it nor its bases say."""
        return next((s.hidden for _, s in self._chain(name) if s.hidden is not None), None)

    def numbering(self, name: str | None) -> tuple[list[str], int, int | None] | None:
        """Return the list's id that a style gives, and the level if stated; None without a list.

        First come the styles passed on the way, the style itself first: a list may keep a level
        for one of them.
        """
        passed: list[str] = []
        depth = None
        for key, style in self._chain(name):
            passed.append(key)
            depth = style.depth if depth is None else depth
            if style.list_id is not None:
                return passed, style.list_id, depth
        return None

    def _chain(self, name: str | None) -> Iterator[tuple[str, _Style]]:
        for _ in range(_DEEPEST):
            style = self.styles.get(name) if name else None
            if name is None or style is None:
                return
            yield name, style
            name = style.based_on


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document: by id, and the level that a list keeps for a style."""

    lists: dict[int, NumberedList] = field(default_factory=dict)
    linked: dict[tuple[str, str], int] = field(default_factory=dict)
    """(counter, style) → level."""

    @classmethod
    def of(cls, root: etree._Element | None, styles: Styles) -> Lists:
        """Return the lists of ``numbering.xml``."""
        nodes = [] if root is None else list(root)
        kinds = {value(n, "w:abstractNumId"): n for n in nodes if tag(n) == "w:abstractNum"}
        uses = {number(n, "w:numId"): n for n in nodes if tag(n) == "w:num"}
        lists: dict[int, NumberedList] = {}
        linked: dict[tuple[str, str], int] = {}
        for key, node in uses.items():
            kind = value(child(node, "w:abstractNumId"))
            kind = _unlinked(kind, kinds, uses, styles)
            if key is None or kind is None:
                continue
            levels, starts = _levels(kinds[kind]), {}
            for change in [n for n in node if tag(n) == "w:lvlOverride"]:
                depth = number(change, "w:ilvl")
                if depth is None or not 0 <= depth < LEVELS:
                    continue
                own = child(change, "w:lvl")
                if own is not None:
                    levels[depth] = _level(own)
                start = number(child(change, "w:startOverride"))
                if start is not None:
                    starts[depth] = start
            lists[key] = NumberedList(kind, str(key), levels, starts)
            for item in [n for n in kinds[kind] if tag(n) == "w:lvl"]:
                style = value(child(item, "w:pStyle"))
                if style:
                    linked[kind, style] = number(item, "w:ilvl") or 0
        return cls(lists, linked)

    def used(
        self, properties: etree._Element | None, styles: Styles
    ) -> tuple[NumberedList, int] | None:
        """Return the list and level of a paragraph with these properties; None without a list.

        Raises LookupError where it names a list that is not defined.
        """
        own = child(properties, "w:numPr")
        list_id, depth = number(child(own, "w:numId")), number(child(own, "w:ilvl"))
        name = value(child(properties, "w:pStyle")) or styles.default
        named, inherited, stated = styles.numbering(name) or ([name or ""], None, None)
        list_id = inherited if list_id is None else list_id
        if not list_id:
            return None
        used = self.lists[list_id]
        if depth is None:
            kept = (self.linked.get((used.counter, style)) for style in named)
            depth = next((level for level in kept if level is not None), stated)
        return used, depth or 0


def _unlinked(
    kind: str | None,
    kinds: dict[str | None, etree._Element],
    uses: dict[int | None, etree._Element],
    styles: Styles,
) -> str | None:
    """Return the definition that holds the levels: one may only name a list style that has it."""
    for _ in range(_DEEPEST):
        if kind not in kinds:
            return None
        link = value(child(kinds[kind], "w:numStyleLink"))
        if link is None:
            return kind
        found = styles.numbering(link)
        kind = value(child(uses.get(found[1]), "w:abstractNumId")) if found else None
    return None


def _levels(node: etree._Element) -> list[Level]:
    levels = [Level("none")] * LEVELS
    for item in [n for n in node if tag(n) == "w:lvl"]:
        depth = number(item, "w:ilvl")
        if depth is not None and 0 <= depth < LEVELS:
            levels[depth] = _level(item)
    return levels


def _level(node: etree._Element) -> Level:
    form = child(node, "w:numFmt")
    if form is None:
        form = child(node, "mc:AlternateContent", "mc:Choice", "w:numFmt")
    start = number(child(node, "w:start"))
    return Level(
        format=value(form) or "decimal",
        text="" if hidden(child(node, "w:rPr")) else value(child(node, "w:lvlText")) or "",
        start=0 if start is None else start,
        restart=number(child(node, "w:lvlRestart")),
        plain=switch(node, "w:isLgl") or False,
    )
