"""From printed lines to logical paragraphs: drops page furniture, joins what layout cut.

The same notice is published with a line a paragraph, hard-wrapped at thirty-odd characters with
page numbers between the lines, or scraped into one line. Lines are joined by what they look like:
whether the one before reaches the edge at which lines were wrapped, ends a sentence, or leaves a
bracket open, and whether the next one begins like a paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from extractor.cells.cell_lines import rows_of_cells
from extractor.cells.columns import OFFICE, TIME, is_head
from extractor.cells.interleaved import interleaved_rows
from extractor.cells.merged_cells import kind_of, left_out
from extractor.cells.run_cells import cells_apart
from extractor.cells.run_rows import rows_apart
from extractor.cells.torn_lines import torn, units_of_heads
from extractor.document import Document
from extractor.layout.page_marks import BARE_PAGE, PAGE, page_lines
from extractor.layout.widths import printed_width
from extractor.layout.wrapped_cells import REST
from extractor.markers import MARKER
from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled
from extractor.scraped import pieces, unbalanced
from extractor.values.units import cell_units

_BREAK = compiled(r"([\n\f\v\x1c-\x1e\x85\u2028\u2029])")
_PAGE_APART = 8
"""Lines at least between two bare page numbers; the cells of a table stand closer."""
_DATE_LINE = phrase("lines.date_line")
_OFFICE = wording("lines.office")
_CELL = compiled(
    rf"{_OFFICE}(?:[(][^()]{{1,8}}[)])?(?:[、,]{_OFFICE}(?:[(][^()]{{1,8}}[)])?)*等?"
    rf"|(?:\d{{4}}年)?\d{{1,2}}月.{{0,4}}|长期|适时|{TIME.pattern}"
)
"""A line that is nothing but offices or a date: a cell of a table that lost its rules."""
_LABEL = phrase("lines.label")
_PLAN_LABEL = phrase("lines.plan_label")
_NAMED = compiled(rf"(?:{OFFICE}(?:[、,;]|$))+|(?:{TIME.pattern})[。;]?")
_NOTICE_INSIDE = phrase("lines.notice_inside")
_RATIO_CUT = compiled(r"\d:$")
"""按5∶ at a line's end: the next line goes on with 3∶2."""
_WITH_PERSON = compiled(rf"(?P<body>{OFFICE}) +[\u4e00-\u9fff]{{2,3}}")
_REST = compiled(REST)
_EDGE = "\t"
"""What a line is that stands for the edge between two cells; nothing is printed there."""
_INDENT = 2
"""Blanks before a paragraph's first line; what is set in by more is centred."""
_SET_IN = 2 * _INDENT
_PARAGRAPH = compiled(r"(?m)^(?:\u3000{2}|[ \u00a0]{4})(?=\S)")
"""Two blanks as wide as a character, or four half as wide."""
_FLUSH = compiled(r"(?m)^\S.{12}")
_FEWEST = 3
_ENDED = "。!?;:"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its margins; offsets are of the document."""

    start: int
    end: int
    text: str
    indent: int
    """Blanks before the text, two of half a character's width for one."""
    width: int
    """In half-width characters; as printed, where paragraphs are set in."""
    printed: int
    """Characters of the line of which it is a piece, where rows of a table ran into one line."""
    is_rest: bool = False
    """Whether it is the rest of the first cell of the row above."""

    @property
    def is_edge(self) -> bool:
        """Whether it is no line, but parts two cells of a row that stood in lines of their own."""
        return self.text == _EDGE


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Where lines were wrapped: by printed width (half-width units) or by count of characters."""

    size: int = 0
    slack: int = 0
    by_width: bool = True
    set_in: bool = False
    """Every paragraph begins with two blanks, so a line without goes on with the one before."""

    def __bool__(self) -> bool:
        return self.size > 0

    def full(self, line: Line, *, exactly: bool = False) -> bool:
        """Tell whether *line* reaches the edge, so that the next line may go on with it."""
        size = line.width if self.by_width else len(line.text) + (_INDENT if line.indent else 0)
        return bool(self) and size >= self.size - (0 if exactly else self.slack)


def paragraphs(document: Document, patterns: Patterns) -> list[list[Line]]:
    """Return the lines of each logical paragraph; page furniture and web noise are left out.

    A row of cells that stood in lines of their own is one, with a line of TAB between its cells:
    they are told as printed, and again where what layout cut had first to be joined.
    """
    lines = list(_lines(document, patterns))
    lines = _without_pages(lines)
    wrap = replace(_wrap(lines), set_in=_is_set_in(document.text))
    whole = list(_interleaved(list(_completed(lines))))
    heads = _mended(whole, units_of_heads, document.folded)
    printed = _in_rows(list(heads), patterns, exactly=True)
    printed = list(_mended(printed, torn, document.folded))
    rows = _in_rows(list(_joined(printed, wrap, _starter(patterns))), patterns)
    return list(_under_heads(rows, patterns))


def _completed(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield each line alone, but a row whose first cell goes on in the lines below it as one group.

    The rest stands where it belongs: behind the first cell, before the TAB of the next one.
    """
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        while end < len(lines) and lines[end].is_rest:
            end += 1
        cut = line.text.find("\t") if end > at + 1 else -1
        if cut > 0:
            first = replace(line, end=line.start + cut, text=line.text[:cut])
            behind = replace(line, start=line.start + cut, text=line.text[cut:])
            yield [first, *lines[at + 1 : end], behind]
        else:
            yield from ([other] for other in lines[at:end])
        at = end


def _interleaved(groups: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """Yield the rows of tables whose cells were wrapped side by side, and all other groups."""
    rows = interleaved_rows([group[0].text if len(group) == 1 else _EDGE for group in groups])
    end = 0
    for at, group in enumerate(groups):
        if at in rows:
            end = rows[at].end
            cells = [[_piece(groups[i][0], a, b) for i, a, b in cell] for cell in rows[at].cells]
            yield list(_parted(cells))
        elif at >= end:
            yield group


def _piece(line: Line, start: int, end: int) -> Line:
    """Return a piece of a line; offsets are of its text."""
    text = line.text[start:end]
    width = printed_width(text)
    return replace(line, start=line.start + start, end=line.start + end, text=text, width=width)


def _parted(cells: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """Yield the pieces of a row's cells, a line of TAB before each cell but the first."""
    end = 0
    for index, cell in enumerate(cells):
        if index:
            yield Line(end, end + 1, _EDGE, 0, 0, 0)
        yield from cell
        end = cell[-1].end if cell else end


def _mended(
    groups: list[list[Line]], go_on: Callable[[Sequence[str]], Container[int]], folded: str
) -> Iterator[list[Line]]:
    """Yield rows as they are, and lines with those behind them that go on as one line each."""
    pieces = go_on([group[0].text if len(group) == 1 else _EDGE for group in groups])
    line: Line | None = None
    for at, group in enumerate(groups):
        gap = folded[line.end : group[0].start] if line else ""
        if line and at in pieces and gap.isspace() and " " * _INDENT not in gap:
            piece = group[0]
            text, width = line.text + piece.text, line.width + piece.width
            line = replace(line, end=piece.end, text=text, width=width)
            continue
        if line:
            yield [line]
        line = group[0] if len(group) == 1 else None
        if line is None:
            yield group
    if line:
        yield [line]


def _joined(
    groups: list[list[Line]], wrap: _Wrap, starter: regex.Pattern[str]
) -> Iterator[list[Line]]:
    """Yield rows as they are, and the other lines joined to what layout cut."""
    paragraph: list[Line] = []
    joined = ""
    for group in groups:
        line = group[0]
        if (
            len(group) == 1
            and paragraph
            and (
                _is_named(paragraph, line)
                or _is_labelled(paragraph, line, starter)
                or _continues(joined, paragraph[-1], line, wrap, starter)
            )
        ):
            paragraph.append(line)
            joined += line.text
            continue
        if paragraph:
            yield paragraph
        paragraph, joined = (group, line.text) if len(group) == 1 else ([], "")
        if not paragraph:
            yield group
    if paragraph:
        yield paragraph


def _is_named(paragraph: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is what a label names that stands alone in the first line."""
    open_end = len(paragraph) == 1 or _NAMED.fullmatch(paragraph[-1].text)
    named = open_end and _LABEL.fullmatch(paragraph[0].text) and _NAMED.fullmatch(line.text)
    return bool(named) and paragraph[-1].text[-1] not in "。;"


def _is_labelled(paragraph: Sequence[Line], line: Line, starter: regex.Pattern[str]) -> bool:
    """Tell whether a line is the text of a label that stands alone in the line above."""
    alone = len(paragraph) == 1 and _PLAN_LABEL.fullmatch(paragraph[0].text)
    return bool(alone) and not MARKER.match(line.text) and not starter.match(line.text)


def _in_rows(
    groups: list[list[Line]], patterns: Patterns, *, exactly: bool = False
) -> list[list[Line]]:
    """Return the groups with those that are cells of a row put together."""
    texts = ["".join(line.text for line in group) for group in groups]
    rows = rows_of_cells(texts, patterns, exactly=exactly)
    found: list[list[Line]] = []
    end = 0
    for at, group in enumerate(groups):
        if at in rows:
            end, cells = rows[at]
            found.append(_row(groups[at:end], [cell - at for cell in cells]))
        elif at >= end:
            found.append(group)
    return found


def _under_heads(groups: list[list[Line]], patterns: Patterns) -> Iterator[list[Line]]:
    """Yield the groups; first cells that a row lacks, merged with those above, are empty."""
    unit = cell_units(patterns).column
    kinds: list[str] = []
    for group in groups:
        row = group[0].text if len(group) == 1 else ""
        cells = [_plain_cell(cell) for cell in row.split("\t")]
        if len(cells) < _FEWEST:
            kinds = []
        elif 4 * sum(is_head(cell, patterns) for cell in cells) >= 3 * len(cells):
            kinds = [kind_of(cell) for cell in cells]
        start = group[0].start
        missing = left_out(cells, kinds, unit) if start else 0
        yield [Line(start - 1, start, _EDGE, 0, 0, 0)] * missing + group


def _plain_cell(cell: str) -> str:
    """Return a cell without blanks that a page set, and a body's without a person behind it."""
    named = _WITH_PERSON.fullmatch(cell.strip())
    return str(named["body"]) if named else cell.replace(" ", "").strip()


def _row(groups: Sequence[list[Line]], cells: Sequence[int]) -> list[Line]:
    """Return the lines of a row; TAB stands before each of its cells but the first."""
    row: list[Line] = []
    for index, group in enumerate([*groups, []]):
        end = row[-1].end if row else max(groups[0][0].start - 1, 0)
        row += [Line(end, end + 1, _EDGE, 0, 0, 0)] * (cells.count(index) - (not index))
        row += group
    return row


@lru_cache(maxsize=8)
def _noise(patterns: Patterns) -> regex.Pattern[str]:
    return compiled("|".join(f"(?:{rule.expression})" for rule in patterns.of("noise")))


def _lines(document: Document, patterns: Patterns) -> Iterator[Line]:
    noise = _noise(patterns)
    set_in = _is_set_in(document.text)
    at = 0
    broken = _BREAK.split(document.folded)
    pages = {2 * index for index in page_lines(broken[::2])}
    rests = {match.end() for match in _REST.finditer(document.folded)}
    cut = ((p, i in pages or foot) for i, line in enumerate(broken) for p, foot in pieces(line))
    rows = ((row, len(p), page) for p, page in cut for row in rows_apart(p, patterns))
    cells = ((c, size, page) for row, size, page in rows for c in cells_apart(row, patterns))
    for raw, printed, page in cells:
        start, at = at, at + len(raw)
        body = _body(raw)
        if not body or page or PAGE.fullmatch(body):
            continue
        if noise.fullmatch(body) and not _NOTICE_INSIDE.search(body):
            continue
        begin = start + raw.index(body)
        end = begin + len(body)
        indent = -(-printed_width(document.text[start:begin]) // 2)
        if set_in:
            width = min(2 * indent, _SET_IN) + printed_width(document.text[begin:end])
        else:
            width = printed_width(body)
        yield Line(begin, end, body, indent, width, printed, start in rests)


def _is_set_in(text: str) -> bool:
    """Tell whether lines are laid out as on a page: first lines set in, the others flush left."""
    begun, flush = len(_PARAGRAPH.findall(text)), len(_FLUSH.findall(text))
    return begun >= _FEWEST and flush >= max(_FEWEST, begun // 2)


def _body(raw: str) -> str:
    """Return a line without its margins; a table's row keeps TABs at its ends, for empty cells.

    Two of them behind a text make it a row, too: 一、基础类 over the rows of a group.
    """
    body = raw.strip()
    row = "\t" in body or (body and raw.rstrip(" ").endswith("\t\t"))
    return raw.strip(" ") if row else body


def _without_pages(lines: list[Line]) -> list[Line]:
    """Drop bare page numbers: lines 3, 4, 5 … all far apart; a close pair counts a table.

    A number that was torn off a sentence is none.
    """
    found = [i for i, line in enumerate(lines) if BARE_PAGE.fullmatch(line.text)]
    if len(found) > 1:
        torn_off = torn([line.text for line in lines])
        found = [i for i in found if i not in torn_off]
    pages: set[int] = set()
    run: list[int] = found[:1]
    for before, after in [*pairwise(found), (-1, -1)]:
        if after >= 0 and int(lines[after].text) == int(lines[before].text) + 1:
            run.append(after)
            continue
        if len(run) > 1 and all(b - a >= _PAGE_APART for a, b in pairwise(run)):
            pages.update(run)
        run = [after]
    return [line for i, line in enumerate(lines) if i not in pages]


def _wrap(lines: list[Line]) -> _Wrap:
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
        broken = sum(line.text[-1] not in _ENDED + ")" for line in full)
        over = sum((s.width if by_width else len(s.text)) > size for s in long)
        enough = len(full) >= max(5, len(long) // 4, 2 * over) and broken * 2 > len(full)
        if enough and full[0].width <= 160 and len(full) > covered:
            best, covered = _Wrap(size, slack, by_width), len(full)
    return best


@lru_cache(maxsize=8)
def _starter(patterns: Patterns) -> regex.Pattern[str]:
    labels = alternation(patterns.words["document/line_starters"])
    return compiled(
        rf"[(【〔]?{labels}[^:,。;]{{0,12}}:|附件|附表|附录|抄送|主办:|\["
        rf"|{wording('lines.short_label')}"
        r"|第[一二三四五六七八九十\d]{1,3}[章节条]"
    )


def _continues(
    before: str, last: Line, line: Line, wrap: _Wrap, starter: regex.Pattern[str]
) -> bool:
    """Tell whether *line* goes on with the paragraph *before*, whose last line is *last*."""
    if "\t" in last.text or "\t" in line.text:
        return False
    is_open = unbalanced(before[-300:])
    flush = bool(wrap) and wrap.set_in and not line.indent
    open_end = line.text[0] == "(" or last.text[-1] not in _ENDED
    inside = flush and open_end and wrap.full(last)
    if starter.match(line.text) and not (is_open or inside):
        return False
    marker = None if inside else MARKER.match(line.text)
    if marker and not (is_open and marker.lastgroup in ("second", "fourth", "fifth")):
        return False
    if last.text[-1] in ",、“(《" or (is_open and last.text[-1] not in "。!?"):
        return True
    if _RATIO_CUT.search(last.text) and line.text[0].isdigit():
        return True
    if last.text[-1] in _ENDED or before[-2:] in ("。”", "。)", "!”"):
        ended = last.text[-1] in ":)”"
        exactly = not wrap.set_in
        return wrap.full(last, exactly=exactly) and not ended and not line.indent
    if _DATE_LINE.fullmatch(line.text):
        return False
    if flush and last.indent <= _INDENT and last.width * 5 >= wrap.size * 3:
        return True
    if wrap:
        bracket = line.text[0] == "(" and "。" in last.text and last.width * 4 >= wrap.size * 3
        return wrap.full(last) or (bracket and wrap.by_width)
    if _CELL.fullmatch(line.text) or BARE_PAGE.fullmatch(line.text):
        return False
    prose = len(before) >= 25 and any(mark in before for mark in "。,;")
    return prose and not last.text.endswith(")")
