"""From paragraphs to clauses: one joined view, the numbered sections, the clauses.

Government notices number their parts as GB/T 9704 says (一、 （一） 1. （1） ①) or as
articles (第一章, 第一条). However a notice is laid out, a line a paragraph, hard-wrapped, or
scraped into one line with its headings run into the text, it ends in the same ``Layout``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.document import Document, Span, View
from extractor.layout.wrapped_rows import JOINT
from extractor.lines import Line, paragraphs
from extractor.markers import DIGITS, LEVEL, MARKER, numeral
from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase
from extractor.rule_cache import compiled

_SENTENCE_END = "。!?"
_CLAUSE_END = _SENTENCE_END + ";"
_STOPS = _CLAUSE_END + ":\n\t"
_CLOSERS = {"(": ")", "【": "】", "“": "”"}
_LABEL = phrase("segment.label")
_BEHIND_LABEL = phrase("segment.behind_label")
_LABELLED = compiled(r"(?:单位|部门|主体|时限|时间|领导):[^。;!?]{0,80}$")
_FLAT = 450
"""A paragraph of so many characters holds headings run into its text."""
_Piece = tuple[int, int, bool]
"""Where a paragraph, or a piece of one, begins and ends, and whether it is so flat."""


SENTENCE = compiled(r"[^。;\n]+")
"""The rest of a clause of the view."""
_LONG_ROW, _FIRST_CELL = 3000, 160
"""A row of cells, and its first cell, are no longer; numbers inside cells open no sections."""
_WORD = compiled(r"[^\s]+|\t")
_BRACKETED = compiled(r"[(【][^()【】]{2,24}[)】]")
_ARTICLE_HEAD = phrase("segment.article_head")
_ASSIGNS = phrase("segment.assigns")
_LEADS = compiled(
    r"[^。;:!?\n\t、]{4,40}?(?:[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}\.(?!\d)|任务1:)"
)
"""A heading run into its text, with the number of its first entry behind it."""
_TOP_HEAD = compiled(rf"[{DIGITS}]{{1,3}}、[^\s,。;:!?、()]{{2,20}}")
"""二、加大资金支持（四）建设补助: a heading alone before the first of its parts."""
_BODY_BEHIND = phrase("segment.body_behind")
_ENDED_NAME = phrase("segment.ended_name")
_NEXT_NAME = phrase("segment.next_name")
_LEFT_OUT = 3
"""So far may the next article's number be from the last one's: some are left out by mistake."""
_GLUED = 8
"""So much text behind a known heading, before its sentence ends, is no part of the heading."""
_TITLE_STOP = compiled(r"[。;!?\n\t]|:(?!\d)")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part; ``start`` is where its number stands in the view, ``body`` where it ends."""

    number: str
    title: str
    level: int
    start: int
    title_start: int
    body: int
    parent: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A logical paragraph, or a piece of one that begins with a section number (view offsets)."""

    start: int
    end: int
    section: int
    content: int
    """Where the text behind the number begins."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between 。；！？ (view offsets, the final mark not included)."""

    start: int
    end: int
    sentence: int
    paragraph: int
    section: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The structure of a document over its joined view."""

    view: View
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]

    def text(self, item: Paragraph | Clause) -> str:
        """Return the view's text of a paragraph or clause."""
        return self.view.text[item.start : item.end]

    def paragraph_at(self, at: int) -> int:
        """Return the index of the paragraph in which *at* lies, -1 outside all."""
        index = bisect_right(self.paragraphs, at, key=lambda item: item.start) - 1
        return index if index >= 0 and at < self.paragraphs[index].end else -1

    def path(self, section: int) -> tuple[str, ...]:
        """Return the printed headings from the root to the section with this index (-1: none)."""
        return self.sections[section].path if section >= 0 else ()


def row_cells(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the cells of a row, which TAB parts; a row without one is one cell."""
    at = start
    while at <= end:
        stop = text.find("\t", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def segment(document: Document, patterns: Patterns) -> Layout:
    """Return the layout of *document*; nothing of the text is lost but page furniture and noise."""
    view, bounds = _view(document, paragraphs(document, patterns))
    pieces = _pieces(view.text, bounds, patterns)
    sections, parts = _tree(view.text, pieces, patterns)
    return Layout(view, parts, sections, _clauses(view.text, parts))


def _view(document: Document, groups: list[list[Line]]) -> tuple[View, list[_Piece]]:
    """Return the joined view and the bounds of its paragraphs."""
    folded = document.folded
    chars: list[str] = []
    offsets = array("l")
    bounds: list[_Piece] = []
    for group in groups:
        begin = len(chars)
        for above, line in zip([None, *group], group, strict=False):
            if line.is_edge:
                chars.append(line.text)
                offsets.append(line.start)
                continue
            if above and _ENDED_NAME.search(above.text) and _NEXT_NAME.fullmatch(line.text):
                chars.append("、")
                offsets.append(line.start - 1)
            for match in _WORD.finditer(folded, line.start, line.end):
                word = match[0]
                if _needs_space(chars, begin, word, folded, match.start()):
                    chars.append(" ")
                    offsets.append(match.start() - 1)
                chars.extend(word)
                offsets.extend(range(match.start(), match.end()))
        size = max(len(chars) - begin, *(line.printed for line in group))
        bounds.append((begin, len(chars), size >= _FLAT))
        chars.append("\n")
        offsets.append(min(group[-1].end, max(len(folded) - 1, 0)))
    return View("".join(chars), offsets), bounds


def _needs_space(chars: list[str], begin: int, word: str, folded: str, at: int) -> bool:
    """A blank between two ASCII words or numbers on one line keeps them apart."""
    if len(chars) == begin or at == 0 or folded[at - 1] in "\n\f" + JOINT:
        return False
    last, first = chars[-1], word[0]
    return last.isascii() and last.isalnum() and first.isascii() and first.isalnum()


@lru_cache(maxsize=8)
def _headings(patterns: Patterns) -> regex.Pattern[str]:
    bare = r"(?:目标|任务|保障)(?=(?:到)?\d|[到全各县市区])"
    return compiled(f"{alternation(patterns.words['document/headings'])}|{bare}")


def _pieces(text: str, bounds: list[_Piece], patterns: Patterns) -> list[_Piece]:
    """Cut paragraphs before every section number that stands inside them."""
    cue = _headings(patterns)
    pieces: list[_Piece] = []
    counters: dict[str, int] = {}
    last: dict[str, int] = {}
    for start, end, flat in bounds:
        cuts = [start]
        cells = _is_row(text, start, end)
        for match in MARKER.finditer(text, start, start + 1 if cells else end):
            style = match.lastgroup or ""
            number = numeral(match[style])
            expected = number in (counters.get(style, 0) + 1, last.get(style, -9) + 1)
            left_out = style == "article" and 0 < number - last.get(style, number) <= _LEFT_OUT
            ended = text[match.start() - 1] in _SENTENCE_END
            headed = style == "top" and cue.match(text, match.end()) is not None
            opened = ended and (number == 1 or style == "article" or headed)
            expected = expected or left_out or opened
            opens = flat and _opens(text, match, cue, number=number, expected=expected)
            if (
                match.start() == start
                or opens
                or (expected and _inside(text, match, cuts[-1], flat))
            ):
                for deeper, level in LEVEL.items():
                    if level > LEVEL[style]:
                        counters.pop(deeper, None)
                counters[style] = last[style] = number
                if match.start() > start:
                    cuts.append(match.start())
        pieces += ((a, b, flat) for a, b in zip(cuts, [*cuts[1:], end], strict=True))
    return pieces


def _is_row(text: str, start: int, end: int) -> bool:
    """Tell whether a paragraph is a row of cells, not a whole notice with its tables run in."""
    if text.count("\t", start, end) < 2 or end - start >= _LONG_ROW:
        return False
    return text.find("\t", start, end) - start <= _FIRST_CELL


def _inside(text: str, match: regex.Match[str], start: int, flat: bool) -> bool:
    """Tell whether a number that is next in its row opens a section inside a paragraph.

    *start* is where the piece before it begins; *flat* says that headings run into the text.
    """
    style = match.lastgroup or ""
    before = text[match.start() - 1]
    after = text[match.end() : match.end() + 1]
    if not after or after in "、,;。)至和项款条" or before == "第":
        return False
    if text[max(start, match.start() - 2) : match.start()] in ("符合", "按照", "上述", "前款"):
        return False
    if before == ":" and text[match.start() - 2].isdigit():  # a ratio: 0.8:1
        return False
    if before in "。;!?\t" or (before in ":)”》】" and style not in ("top", "article")):
        return True
    if style in ("chapter", "article", "top"):
        chapter = style == "article" and match.start() - start < 24
        return chapter or (before in ":)】”" and flat)
    if style == "second" and _TOP_HEAD.fullmatch(text, start, match.start()):
        return True
    if style == "third" and (before.isascii() or not "\u4e00" <= after <= "\u9fff"):
        return False
    return flat and style in ("second", "third") and before not in ",、(“《"


def _opens(
    text: str, match: regex.Match[str], cue: regex.Pattern[str], *, number: int, expected: bool
) -> bool:
    """Tell whether a number opens a section though no mark stands before it.

    In a scraped line 第一章 or 第一条 stands right behind the title, 六、组织保障 behind a table
    or a line without a mark, any next number behind 责任单位：….
    """
    if text[match.start() - 1] in "第“《(":
        return False
    style = match.lastgroup
    if number == 1 and style in ("chapter", "article", "task"):
        return True
    if style == "top" and (number == 1 or expected) and cue.match(text, match.end()):
        return True
    if style == "top" and expected and _LEADS.match(text, match.end()):
        return True
    labelled = _LABELLED.search(text, max(0, match.start() - 100), match.start())
    return expected and style in ("top", "second", "third", "task") and labelled is not None


def _tree(
    text: str, pieces: list[_Piece], patterns: Patterns
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    cue = _headings(patterns)
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    stack: list[int] = []
    for start, end, flat in pieces:
        match = MARKER.match(text, start, end)
        content = start
        if match:
            style = match.lastgroup or ""
            level = LEVEL[style]
            while stack and sections[stack[-1]].level >= level:
                stack.pop()
            parent = stack[-1] if stack else -1
            content = match.end()
            title_end = _title_end(text, content, end, cue, article=style == "article", flat=flat)
            title = text[content:title_end].strip("。:;,、")
            path = (sections[parent].path if parent >= 0 else ()) + ((title,) if title else ())
            sections.append(
                Section(match[0], title, level, start, content, title_end, parent, path)
            )
            stack.append(len(sections) - 1)
            if content < title_end < end and text[title_end] not in _STOPS:
                paragraphs.append(Paragraph(start, title_end, stack[-1], content))
                start = content = title_end
        paragraphs.append(Paragraph(start, end, stack[-1] if stack else -1, content))
    return tuple(sections), tuple(paragraphs)


_CASE = compiled("[为是][^,。;:]{1,16}的,")
"""申请对象为个人的，…: a case, no heading before its text."""


_SHORT_TITLE = 24
"""Up to how many characters an article's heading on a line of its own has."""


def _title_end(
    text: str, start: int, end: int, cue: regex.Pattern[str], *, article: bool, flat: bool
) -> int:
    """Return where the heading that begins at *start* ends; *start* itself if there is none."""
    if article:
        bracketed = _BRACKETED.match(text, start, end) or _ARTICLE_HEAD.match(text, start, end)
        alone = end - start <= _SHORT_TITLE and not _TITLE_STOP.search(text, start, end)
        return bracketed.end() if bracketed else end if alone and not flat else start
    stop = _TITLE_STOP.search(text, start, end)
    opened = _ASSIGNS.search(text, start, stop.end() if stop else end)
    if opened and opened.start() - start >= 2:
        return opened.start()
    known = cue.match(text, start, end)
    if known and _CASE.match(text, known.end(), end):
        known = None
    if known and stop and stop[0] == ":" and known.end() < stop.start():
        return known.end() if text[known.end()] not in "和及与、的(" else stop.start()
    glued = flat and known and stop and stop.start() - known.end() >= _GLUED
    if glued and known and text[known.end()] not in "和及与、的(:":
        return known.end()
    if flat and stop and (unmarked := _BODY_BEHIND.match(text, start, stop.start())):
        return unmarked.end()
    if stop is None:
        if end - start <= 60 and "," not in text[start + 30 : end]:
            return end
    elif stop[0] != ";" and stop.start() - start <= (40 if stop.end() < end else 12):
        return stop.start()
    return known.end() if known else start


def _clauses(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    sentence = 0
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.content
        for at in _ends(text, paragraph.content, paragraph.end):
            begin = start
            for label in _labels(text, start, at):
                if not _enclosed(text, start, label.start()):
                    clauses.append(Clause(begin, label.start(), sentence, index, paragraph.section))
                    begin = label.start()
            if at > begin:
                clauses.append(Clause(begin, at, sentence, index, paragraph.section))
            start = at + 1
            if at >= paragraph.end or text[at] != ";":
                sentence += 1
    return tuple(clauses)


def _labels(text: str, start: int, end: int) -> list[regex.Match[str]]:
    """Return the labels inside a clause, in order."""
    labels = list(_LABEL.finditer(text, start + 1, end))
    first = _LABEL.match(text, start, end) or next(iter(labels), None)
    behind = _BEHIND_LABEL.finditer(text, first.end(), end) if first else ()
    return sorted([*labels, *behind], key=lambda label: label.start())


def _enclosed(text: str, start: int, at: int) -> bool:
    """Tell whether a bracket opened behind *start* is still open at *at*."""
    return any(text.count(o, start, at) > text.count(c, start, at) for o, c in _CLOSERS.items())


def _ends(text: str, start: int, end: int) -> list[int]:
    """Return where clauses end: at 。；！？ and TAB outside brackets, and at the end."""
    ends: list[int] = []
    at = start
    while at < end:
        char = text[at]
        if char in "(【“":
            at = (_closing(text, at, end) or at) + 1
            continue
        if char in _CLAUSE_END or char == "\t":
            ends.append(at)
        at += 1
    if not ends or ends[-1] < end - 1 or text[end - 1] not in _CLAUSE_END:
        ends.append(end)
    return ends


def _closing(text: str, at: int, end: int) -> int:
    """Return where the bracket opened at *at* closes, 0 if not within 600 characters."""
    opener, depth = text[at], 0
    closer = _CLOSERS[opener]
    for index in range(at, min(end, at + 600)):
        if text[index] == opener:
            depth += 1
        elif text[index] == closer:
            depth -= 1
            if not depth:
                return index
    return 0
