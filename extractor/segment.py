"""From lines to clauses: joins wrapped lines, drops page furniture, finds the numbered sections.

Government notices number their parts as GB/T 9704 says (一、 （一） 1. （1） ①) or as articles
(第一章, 第一条). The same notice is published with a line a paragraph, hard-wrapped at thirty-odd
characters with page numbers between the lines, or scraped into one line; all end in the same
``Layout``: one joined view, its paragraphs, the section tree, and clauses.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass

import regex

from extractor.document import Document, View
from extractor.patterns import Patterns, alternation

_DIGITS = "一二三四五六七八九十百零〇○"
_MARKER = regex.compile(
    rf"""
      第(?P<chapter>[{_DIGITS}\d]{{1,4}})[章编]
    | 第(?P<section>[{_DIGITS}\d]{{1,4}})节
    | (?P<top>[{_DIGITS}]{{1,3}})[、.,](?![{_DIGITS}]{{1,2}}[、.,])
    | 第(?P<article>[{_DIGITS}\d]{{1,4}})条(?:之[一二三])?(?!第|规定|所|的|、|和|至|款|之规)
    | [(〔](?P<second>[{_DIGITS}]{{1,3}})[)〕][、.]?
    | (?P<third>\d{{1,2}})(?:[.、](?![\d\-])|,(?=[\u4e00-\u9fff]))
    | [(](?P<fourth>\d{{1,2}})[)][、.]?
    | (?P<fifth>[①-⑳])
    """,
    regex.X,
)
_LEVEL = {
    "chapter": 1,
    "section": 2,
    "top": 3,
    "article": 3,
    "second": 4,
    "third": 5,
    "fourth": 6,
    "fifth": 7,
}
_PAGE = regex.compile(r"[-·.•\s]*[-·•][-·.•\s]*\d{1,4}[-·.•\s]*|第?\s*\d{1,4}\s*[/页](?:\s*共?\s*\d{1,4}\s*页?)?")
_SENTENCE_END = "。!?"
_CLAUSE_END = _SENTENCE_END + ";"
_STOPS = _CLAUSE_END + ":\n\t"
_CLOSERS = {")": "(", "”": "“", "》": "《", "〉": "〈", "】": "【", "〕": "〔"}
_OPENERS = {v: k for k, v in _CLOSERS.items()}
_FLAT = 700
"""A paragraph of so many characters holds headings run into its text."""


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

    def path(self, section: int) -> tuple[str, ...]:
        """Return the printed headings from the root to the section with this index (-1: none)."""
        return self.sections[section].path if section >= 0 else ()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indent: int
    width: int
    blank_before: bool


def segment(document: Document, patterns: Patterns) -> Layout:
    """Return the layout of *document*; nothing of the text is lost but page furniture and noise."""
    lines = _lines(document, patterns)
    view, bounds = _view(document, _join(lines, _wrap(lines), patterns))
    pieces = _pieces(view.text, bounds, patterns)
    sections, paragraphs = _tree(view.text, pieces, patterns)
    return Layout(view, paragraphs, sections, _clauses(view.text, paragraphs))


def _lines(document: Document, patterns: Patterns) -> list[_Line]:
    noise = regex.compile("|".join(f"(?:{r.expression})" for r in patterns.of("noise")))
    lines: list[_Line] = []
    blank, at = True, 0
    for raw in regex.split(r"([\n\f\v\x1c-\x1e\x85\u2028\u2029])", document.folded):
        start, at = at, at + len(raw)
        body = raw.strip()
        if not body or _PAGE.fullmatch(body) or noise.fullmatch(body):
            blank = blank or raw in "\n\f" and _ends_blank(lines, document.folded, start)
            continue
        indent = len(raw) - len(raw.lstrip())
        begin = start + indent
        width = sum(1 if ord(c) < 0x2000 else 2 for c in body)
        gap = document.folded[lines[-1].end : begin].count("\n") > 1 if lines else True
        lines.append(_Line(begin, begin + len(body), body, indent, width, gap or blank))
        blank = False
    return lines


def _ends_blank(lines: list[_Line], text: str, at: int) -> bool:
    return bool(lines) and text[lines[-1].end : at].count("\n") > 1


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Where lines were wrapped: by printed width (half-width units) or by count of characters."""

    size: int = 0
    slack: int = 0
    by_width: bool = True

    def __bool__(self) -> bool:
        return self.size > 0

    def full(self, line: _Line, *, exactly: bool = False) -> bool:
        """Tell whether *line* reaches the edge, so that the next line may go on with it."""
        size = line.width if self.by_width else len(line.text)
        return bool(self) and size >= self.size - (0 if exactly else self.slack)


def _wrap(lines: list[_Line]) -> _Wrap:
    """Return where lines were wrapped; a false value where a line is a paragraph.

    Lines copied from a page are alike in width; lines cut by a program in count of characters.
    """
    long = [line for line in lines if line.width >= 20]
    best, covered = _Wrap(), 0
    for by_width, window, slack in ((False, 1, 1), (True, 4, 7)):
        sizes = Counter(line.width if by_width else len(line.text) for line in long)
        if not sizes:
            continue
        size = max(sizes, key=lambda w: (sum(sizes[v] for v in range(w - window, w + 1)), w))
        full = [s for s in long if size - window <= (s.width if by_width else len(s.text)) <= size]
        broken = sum(line.text[-1] not in _CLAUSE_END + ":)" for line in full)
        enough = len(full) >= max(5, len(long) // 4) and broken * 2 > len(full)
        if enough and full[0].width <= 160 and len(full) > covered:
            best, covered = _Wrap(size, slack, by_width), len(full)
    return best


def _join(lines: list[_Line], wrap: _Wrap, patterns: Patterns) -> list[list[_Line]]:
    starter = regex.compile(
        r"(?:" + alternation(patterns.words["document/line_starters"]) + r")[^:,。;]{0,12}:"
        r"|[(【〔]?" + alternation(patterns.words["document/label_heads"]) + r"[^:,。;]{0,8}:"
        r"|附件|附表|附录|抄送|主办:|\[|第[一二三四五六七八九十\d]{1,3}[章节条]"
    )
    groups: list[list[_Line]] = []
    open_group = ""
    for line in lines:
        if groups and _continues(open_group, groups[-1][-1], line, wrap, starter):
            groups[-1].append(line)
            open_group += line.text
        else:
            groups.append([line])
            open_group = line.text
    return groups


def _continues(
    before: str, last: _Line, line: _Line, wrap: _Wrap, starter: regex.Pattern[str]
) -> bool:
    """Tell whether *line* goes on with the paragraph *before*, whose last line is *last*."""
    if "\t" in last.text or "\t" in line.text:
        return False
    unbalanced = _unbalanced(before[-300:])
    if starter.match(line.text) and not unbalanced:
        return False
    marker = _MARKER.match(line.text)
    if marker and not (unbalanced and marker.lastgroup in ("second", "fourth", "fifth")):
        return False
    if last.text[-1] in ",、“(《" or (unbalanced and last.text[-1] not in _SENTENCE_END):
        return True
    if last.text[-1] in _CLAUSE_END + ":" or before[-2:] in ("。”", "。)", "!”"):
        ended = last.text[-1] in ":)”"
        return wrap.full(last, exactly=True) and not ended and not line.indent
    if wrap:
        return wrap.full(last) and not _is_date(line.text)
    prose = len(before) >= 25 and any(mark in before for mark in "。,;")
    return prose and not _is_date(line.text) and not last.text.endswith(")")


def _is_date(text: str) -> bool:
    return bool(regex.fullmatch(r"[\d〇○零一二三四五六七八九十]{4}年\s*[\d一二三四五六七八九十]{1,3}\s*月.{0,8}", text))


def _unbalanced(text: str) -> bool:
    depth: Counter[str] = Counter()
    for char in text:
        if char in _OPENERS:
            depth[char] += 1
        elif char in _CLOSERS and depth[_CLOSERS[char]]:
            depth[_CLOSERS[char]] -= 1
    return any(depth[c] for c in "(《【“")


def _view(document: Document, groups: list[list[_Line]]) -> tuple[View, list[tuple[int, int]]]:
    """Return the joined view and the bounds of its paragraphs."""
    folded = document.folded
    chars: list[str] = []
    offsets = array("l")
    bounds: list[tuple[int, int]] = []
    for group in groups:
        begin = len(chars)
        for line in group:
            for match in regex.finditer(r"[^\s]+|\t", folded, pos=line.start, endpos=line.end):
                word = match[0]
                if _needs_space(chars, begin, word, folded, match.start()):
                    chars.append(" ")
                    offsets.append(match.start() - 1)
                chars.extend(word)
                offsets.extend(range(match.start(), match.end()))
        bounds.append((begin, len(chars)))
        chars.append("\n")
        offsets.append(min(group[-1].end, max(len(folded) - 1, 0)))
    return View("".join(chars), offsets), bounds


def _needs_space(chars: list[str], begin: int, word: str, folded: str, at: int) -> bool:
    """A blank between two ASCII words or numbers on one line keeps them apart."""
    if len(chars) == begin or at == 0 or folded[at - 1] in "\n\f":
        return False
    last, first = chars[-1], word[0]
    return last.isascii() and last.isalnum() and first.isascii() and first.isalnum()


def _pieces(
    text: str, bounds: list[tuple[int, int]], patterns: Patterns
) -> list[tuple[int, int]]:
    """Cut paragraphs before every section number that stands inside them."""
    cue = regex.compile(alternation(patterns.words["document/headings"]))
    pieces: list[tuple[int, int]] = []
    counters: dict[str, int] = {}
    last: dict[str, int] = {}
    for start, end in bounds:
        cuts = [start]
        flat = end - start >= _FLAT
        for match in _MARKER.finditer(text, start, end):
            style = match.lastgroup or ""
            number = numeral(match[style])
            expected = number in (counters.get(style, 0) + 1, last.get(style, -9) + 1)
            expected = expected or (number == 1 and text[match.start() - 1] in _SENTENCE_END)
            opens = flat and number == 1 and _opens_body(text, match, cue)
            if match.start() == start or opens or (expected and _inside(text, match, cuts[-1], flat)):
                for deeper, level in _LEVEL.items():
                    if level > _LEVEL[style]:
                        counters.pop(deeper, None)
                counters[style] = last[style] = number
                if match.start() > start:
                    cuts.append(match.start())
        pieces += zip(cuts, [*cuts[1:], end], strict=True)
    return pieces


def numeral(text: str) -> int:
    """Return the value of a section number in digits, Chinese numerals or a circle; 0 if none.

    >>> numeral("十二"), numeral("3"), numeral("④"), numeral("二十")
    (12, 3, 4, 20)
    """
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = max("零一二三四五六七八九".find(char), 0)
    return total + digit


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
    if before in "。;!?\t" or (before in ":)”》】" and style not in ("top", "article")):
        return True
    if style in ("chapter", "article", "top"):
        chapter = style == "article" and match.start() - start < 24
        return chapter or (before in ":)】”" and flat)
    if style == "third" and (before.isascii() or not "\u4e00" <= after <= "\u9fff"):
        return False
    return flat and style in ("second", "third") and before not in ",、(“《"


def _opens_body(text: str, match: regex.Match[str], cue: regex.Pattern[str]) -> bool:
    """第一章, 第一条 or 一、总体要求 right behind a title that was scraped into the same line."""
    if text[match.start() - 1] in "第“《(":
        return False
    if match.lastgroup in ("chapter", "article"):
        return True
    return match.lastgroup == "top" and cue.match(text, match.end()) is not None


def _tree(
    text: str, pieces: list[tuple[int, int]], patterns: Patterns
) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    cue = regex.compile(alternation(patterns.words["document/headings"]))
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    stack: list[int] = []
    for start, end in pieces:
        match = _MARKER.match(text, start, end)
        content = start
        if match:
            style = match.lastgroup or ""
            level = _LEVEL[style]
            while stack and sections[stack[-1]].level >= level:
                stack.pop()
            parent = stack[-1] if stack else -1
            content = match.end()
            title_end = _title_end(text, content, end, cue, article=style == "article")
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


def _title_end(
    text: str, start: int, end: int, cue: regex.Pattern[str], *, article: bool
) -> int:
    """Return where the heading that begins at *start* ends; *start* itself if there is none."""
    if article:
        bracketed = regex.compile(r"[(【][^()【】]{2,24}[)】]").match(text, start, end)
        return bracketed.end() if bracketed else start
    stop = regex.compile(r"[。;!?\n\t]|:(?!\d)").search(text, start, end)
    known = cue.match(text, start, end)
    if known and stop and stop[0] == ":" and known.end() < stop.start():
        return known.end() if text[known.end()] not in "和及与、的(" else stop.start()
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
            if at > start:
                clauses.append(Clause(start, at, sentence, index, paragraph.section))
            start = at + 1
            if at >= paragraph.end or text[at] != ";":
                sentence += 1
    return tuple(clauses)


def _ends(text: str, start: int, end: int) -> list[int]:
    """Return where clauses end: at 。；！？ and TAB outside brackets, and at the paragraph's end."""
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
    closer = _OPENERS[opener]
    for index in range(at, min(end, at + 600)):
        if text[index] == opener:
            depth += 1
        elif text[index] == closer:
            depth -= 1
            if not depth:
                return index
    return 0
