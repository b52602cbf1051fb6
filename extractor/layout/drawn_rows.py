"""Rows of tables drawn with |, as Markdown and copies of pages have them: TAB between their cells.

A row may stand in several lines, one for each piece of a cell, with | at its end; or all rows stand
in one line. The text stays as long as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.phrases import phrase
from extractor.rule_cache import compiled

_ROW = r"[^\n|]*(?:\|[^\n|]*){2,}"
_PAIR = r"[^\n|]{1,40}\|[^\n|]+"
_RULED = compiled(rf"(?m)^(?:{_ROW}(?:\n[^\n|]*\|[^\n]*)*|{_PAIR}(?:\n{_PAIR}){{2,}})$")
"""Rows of three cells and more, and those around them; rows of two where three of them follow."""
_CELL_LINES = compiled(r"(?m)^(?:[^\n|]*\|+ *\n+){7,}[^\n|]*\|+ *$")
"""Cells of a line each with | at its end: lines of their own."""
_CELL_LINES_MOST = 12
"""Lines of a row of cells that are closed by | are no more."""
_BREAK_TAG = compiled(r"<br\s*/?>")
_PARTED = phrase("drawn_rows.parted")
_BAR = compiled(r"\|")
_RUN_IN = compiled(r"(?m)^[^\n|]*(?:\|[^\n|]*){12,}$")
"""A line with so many | holds more than one row."""
_FRAMED_ROW = compiled(r"(?P<row>\|(?: *+[^| ][^|]*+\|){2,12}+)(?: +\||(?=-))")
_NUMBERED_ROW = compiled(r"(?<=[^\s|]) +(?=\d{1,3} *\|)")
_RULE_LINE = compiled(r"[ \-|:+=]+")
"""The line under the header of a Markdown table."""


def rows_tabbed(text: str) -> str:
    """Return folded *text* with TAB for each | between cells.

    A <br> in a cell is a clause's end where no mark stands before it.

    >>> rows_tabbed("任务|单位|时限\\n改造|市住建局|6月底")
    '任务\\t单位\\t时限\\n改造\\t市住建局\\t6月底'
    """
    if "|" not in text:
        return text
    plain = _CELL_LINES.sub(lambda match: match[0].replace("|", " "), text)
    plain = _RUN_IN.sub(_set_apart, plain)
    return _RULED.sub(_tabbed, "\n".join(_opened(plain.split("\n"))))


def _set_apart(line: regex.Match[str]) -> str:
    """Set the rows of tables that ran into one line apart: | 任务 | 时限 | | 改造 | 6月底 |.

    A row has as many | as the first one has before the next begins; without a frame, rows are told
    by their running numbers.
    """
    text = line[0]
    chars = list(text)
    at = 0
    while head := _FRAMED_ROW.search(text, at):
        bars = [bar.start() for bar in _BAR.finditer(text, head.start())]
        size = head["row"].count("|")
        for start, end in zip(bars[::size], bars[size - 1 :: size], strict=False):
            if text[at:start].strip() and start > head.start():
                break
            for edge in (start - 1, end + 1):
                if 0 <= edge < len(chars) and chars[edge] == " ":
                    chars[edge] = "\n"
            at = end + 1
    if at:
        return "".join(chars)
    return _NUMBERED_ROW.sub(lambda match: "\n" * len(match[0]), text)


def _opened(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, with rows that each end with | made rows of one line.

    Names of bodies and numbered entries in a line each are parted as at <br>; | behind the last
    cell is no cell's.
    """
    at = 0
    while at < len(lines):
        rows = list(_closed_rows(lines, at))
        framed = lines[at].lstrip().startswith("|")
        if len(rows) < 2:
            rows = [at + 1]
        for end in rows:
            row = _PARTED.sub(_broken, "\n".join(lines[at:end]))
            row = row if len(rows) < 2 else row.replace("\n", " ")
            whole = row.rstrip()
            yield row if framed or len(rows) < 2 else whole[:-1] + " " + row[len(whole) :]
            at = end


def _closed_rows(lines: Sequence[str], at: int) -> Iterator[int]:
    """Yield where each row of a table ends whose rows, the header first, end with |."""
    most = lines[at].count("|")
    if most < 3 or not lines[at].rstrip().endswith("|"):
        return
    while at < len(lines):
        ends = range(at + 1, min(at + _CELL_LINES_MOST, len(lines)) + 1)
        end = next((e for e in ends if lines[e - 1].rstrip().endswith("|")), 0)
        bars = sum(line.count("|") for line in lines[at:end])
        if not end or bars > most or (bars < most and "|" not in lines[at]):
            return
        yield end
        at = end


def _tabbed(match: regex.Match[str]) -> str:
    """Rows of a table drawn with | have their cells set off by TAB, as every row has.

    Where every row begins with |, that is the frame; else a row that does has an empty first cell.
    """
    rows = match[0].split("\n")
    framed = all(row.lstrip().startswith("|") for row in rows)
    framed = framed and any(row.rstrip().endswith("|") for row in rows)
    return "\n".join(_tabbed_row(row, framed=framed) for row in rows)


def _tabbed_row(row: str, *, framed: bool) -> str:
    if _RULE_LINE.fullmatch(row):
        return " " * len(row)
    start = row.index("|") + 1 if framed else 0
    stop = row.rindex("|") if framed and row.rstrip().endswith("|") else len(row)
    cells = _BREAK_TAG.sub(_broken, row[start:stop]).replace("|", "\t")
    return " " * start + cells + " " * (len(row) - stop)


def _broken(tag: regex.Match[str]) -> str:
    """A line break inside a cell ends what stands before it, where no mark does."""
    ended = tag.string[tag.start() - 1 : tag.start()] in (*"。;,、:!?|", "")
    return (" " if ended else ";") + " " * (len(tag[0]) - 1)
