"""Rows of tables that were wrapped with the whole text: each is joined to one line again.

The head says how many cells a row has; each line of a row but its last one is as long as the lines
were cut. A page's number may stand between them. The text stays as long as it was.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from extractor.layout.page_marks import page_lines
from extractor.markers import HEADING
from extractor.rule_cache import compiled

JOINT = "\r"
"""What stands for the line end at which a row was wrapped; it parts neither words nor numbers."""
MOST_LINES = 1000
"""Lines of a table in which wrapped rows or cells are looked for."""
_HEAD_LINES = 3
_SLACK = 2
"""So many characters may a line that was wrapped be shorter than the longest of its table."""
_GOES_ON = 5
"""Lines without a mark that a cell may have."""
_FEWEST = 3
"""Rows of a table with its head."""
_TRIES = 2
"""A table's head is the first or second line with a mark."""
_OPENS = compiled(rf"{HEADING.pattern}|第.{{1,4}}[章条]|附件|注:")
"""How a line begins that is no row's, behind a table."""


def rows_unwrapped(text: str) -> str:
    """Return folded *text* with such rows, their cells parted by | or TAB, in a line each.

    >>> rows_unwrapped("任务|单位|时限\\n改造小区|市住\\n建局|6月\\n加装电梯|市住\\n建局|9月")
    '任务|单位|时限\\n改造小区|市住\\r建局|6月\\n加装电梯|市住\\r建局|9月'
    """
    for mark in "|\t":
        if mark in text:
            text = "\n".join(_joined(text.split("\n"), mark))
    return text


def _joined(lines: Sequence[str], mark: str) -> Iterator[str]:
    pages = page_lines(lines)
    at = 0
    tried = 0
    while at < len(lines):
        tried = tried + 1 if mark in lines[at] else 0
        ends = row_ends(lines, at, mark, pages) if 0 < tried <= _TRIES else []
        yield from joined_rows(lines, at, ends or [at + 1], pages)
        at = ends[-1] if ends else at + 1


def joined_rows(
    lines: Sequence[str], at: int, ends: Sequence[int], pages: Container[int]
) -> Iterator[str]:
    """Yield the rows from *at* that end at *ends* as one line each, page numbers left blank."""
    for end in ends:
        inside = range(at, end) if end > at + 1 else ()
        row = (" " * len(lines[i]) if i in pages else lines[i] for i in inside)
        yield JOINT.join(row) if inside else lines[at]
        at = end


def row_ends(lines: Sequence[str], at: int, mark: str, pages: Container[int]) -> list[int]:
    """Return where each row ends of a table whose head begins at *at*; empty if none was wrapped.

    *mark* parts the cells; *pages* are the lines that are page numbers.
    """
    ends = max(_ends(lines, list(_printed(lines, at, mark, pages)), mark), key=len, default=[])
    return ends if len(ends) >= _FEWEST and ends[-1] - at > len(ends) else []


def _ends(lines: Sequence[str], printed: Sequence[int], mark: str) -> Iterator[list[int]]:
    """Yield where each row ends if the head is the first one, two … of the lines *printed*."""
    longest = max((len(lines[index]) for index in printed), default=0)
    full = [len(lines[index]) >= longest - _SLACK and "\f" not in lines[index] for index in printed]
    counts = [lines[index].count(mark) for index in printed]
    for head in range(1, min(_HEAD_LINES, len(printed)) + 1):
        marks = sum(counts[:head])
        ends: list[int] = []
        end = 0
        while marks > 1:
            start, found = end, 0
            while end < len(printed) and found < marks and (end == start or full[end - 1]):
                found += counts[end]
                end += 1
            if found != marks:
                break
            while end < len(printed) and full[end - 1] and _goes_on(lines[printed[end]], mark):
                end += 1
            ends.append(printed[end - 1] + 1)
        yield ends


def _printed(lines: Sequence[str], at: int, mark: str, pages: Container[int]) -> Iterator[int]:
    """Yield the lines of a table that begins at *at*, without page numbers and empty lines.

    It ends where none of the next lines has a mark.
    """
    without = 0
    for index in range(at, min(at + MOST_LINES, len(lines))):
        if index not in pages and lines[index].strip():
            without = 0 if mark in lines[index] else without + 1
            if without > _GOES_ON:
                return
            yield index


def _goes_on(line: str, mark: str) -> bool:
    """Tell whether a line may be the rest of a row's last cell."""
    return mark not in line and not _OPENS.match(line.lstrip())
