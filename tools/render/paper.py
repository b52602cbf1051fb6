"""A notice as those who publish it have it: paragraphs and tables, each with its place on the page.

A text that was hard-wrapped, or copied from a page with page numbers and a site's words around it,
is brought back to a line a paragraph first: a form that is rendered from it wraps anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

import regex

from extractor import Document, extract
from extractor.lines import Line
from extractor.lines import paragraphs as logical
from extractor.patterns import load_patterns

Place = Literal["body", "centre", "right", "left"]
"""Where a paragraph is set: with its first line indented, as a title, as a signature, flush."""

_LABEL = regex.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]"
    r"|第[一二三四五六七八九十]{1,3}[章节条]"
)
_DATE = regex.compile(r"[\d〇○零一二三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月.{1,4}日")
_NUMBER = regex.compile(r".{2,14}[〔［\[]20\d\d[〕］\]]第?\d+号")
_CHAPTER = regex.compile(r"第[一二三四五六七八九十]{1,3}章")
_WRAPPED = 60
"""Characters of the longest line of a text that was hard-wrapped, at most."""
_TITLE = 45
"""Characters that a line of a title has at most."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its indent."""

    text: str
    place: Place = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; every row has the same number of cells."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Paper:
    """A whole notice; what a site states of it in its table above is None where it is not known."""

    blocks: tuple[Paragraph | Table, ...]
    title: str
    number: str | None = None
    issuer: str | None = None
    signed: str | None = None
    """ISO 8601."""
    attachments: tuple[str, ...] = ()
    """Names of the files that a site links below the notice."""

    @property
    def lines(self) -> list[str]:
        """The notice in plain text: a line a paragraph, a line a row with TAB between cells."""
        found: list[str] = []
        for block in self.blocks:
            found += [block.text] if isinstance(block, Paragraph) else map("\t".join, block.rows)
        return found

    @property
    def tables(self) -> list[Table]:
        """The tables of the notice."""
        return [block for block in self.blocks if isinstance(block, Table)]


def paragraphs(text: str) -> list[str]:
    """Return the logical paragraphs as they are printed; furniture and wrapped line ends are gone.

    >>> paragraphs("一、要求\\n坚持以人民为中心，补齐配套设施短板，全面改善居住环\\n境。\\n— 2 —")
    ['一、要求', '坚持以人民为中心，补齐配套设施短板，全面改善居住环境。']
    """
    document = Document.from_text(text)
    groups = [cell for group in logical(document, load_patterns()) for cell in _cells(group)]
    wrapped = max(len(line.text) for group in groups for line in group) <= _WRAPPED
    found: list[str] = []
    for group in groups:
        parts = [document.text[line.start : line.end] for line in group]
        found.append(parts[0])
        for before, part in pairwise(parts):
            if wrapped or _broken(before):
                found[-1] += part
            else:
                found.append(part)  # where a line is a paragraph, lines of a title are not one
    return found


def _cells(group: list[Line]) -> list[list[Line]]:
    """Return the lines of a paragraph; those of a row of cells that stood in lines of their own."""
    parted = groupby(group, key=lambda line: line.is_edge)
    return [list(lines) for edge, lines in parted if not edge]


def _broken(line: str) -> bool:
    """Tell whether a line of prose stops inside its sentence."""
    return line[-1] not in "。；：;:" and any(mark in line for mark in "。，；、,;")


def paper(text: str) -> Paper:
    """Return the notice in *text*."""
    about = extract(Document.from_text(text)).metadata
    blocks: list[Paragraph | Table] = []
    for tabular, lines in groupby(paragraphs(text), key=lambda line: "\t" in line):
        group = list(lines)
        blocks += [_table(group)] if tabular else map(Paragraph, group)
    return Paper(
        tuple(_placed(blocks)),
        about.title or "",
        about.document_number,
        about.issuer,
        about.signed_on,
        about.attachments,
    )


def _table(lines: list[str]) -> Table:
    rows = [line.split("\t") for line in lines]
    width = max(map(len, rows))
    return Table(tuple((*row, *[""] * (width - len(row))) for row in rows))


def _placed(blocks: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """Give each paragraph its place: titles are centred, a date and the line above it are right."""
    head = next(
        (i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.text[-1] in "：:"), 0
    )
    placed: list[Paragraph | Table] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            placed.append(block)
            continue
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        dated = isinstance(after, Paragraph) and bool(_DATE.fullmatch(after.text))
        placed.append(Paragraph(block.text, _place(block.text, index < head, dated)))
    return placed


def _place(text: str, in_head: bool, before_date: bool) -> Place:
    bare = not any(mark in text for mark in "。；，：:")
    if text[0] in "（(" and text[-1] in "）)" and bare and len(text) <= 20:
        return "centre"
    if _DATE.fullmatch(text) or (before_date and bare and len(text) <= _TITLE):
        return "right"
    if _CHAPTER.match(text) or _NUMBER.fullmatch(text):
        return "centre"
    if len(text) > _TITLE or not bare or _LABEL.match(text):
        return "left" if text.endswith(("：", ":")) and not _LABEL.match(text) else "body"
    return "centre" if in_head or text.endswith(("方案", "办法", "计划", "表", "清单")) else "body"
