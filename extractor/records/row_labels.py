"""Rows of a table copied a cell a line, told by their number and the body that has their duties.

``2⏎市教育局⏎开展隐患排查⏎3⏎市商务局⏎…``: no header says which column is whose, but a number alone
in its line, counted up from row to row, with bodies alone in the next line, opens a row. What
stands in it, until the next one, is what these bodies have to do.
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.rule_cache import compiled
from extractor.segment import Layout

_NUMBER = compiled(r"\d{1,3}")
_ROWS = 3
"""So many rows at least are a table."""
_LONGEST = 60
"""A row has no more lines."""
_CAPTION = 12
"""Up to how many characters a line between number and body has, where rows are grouped."""


def row_labels(layout: Layout, bodies_only: Callable[[int, int], bool]) -> dict[int, int]:
    """Return the paragraphs that name the bodies of a row, each with where its row ends.

    Both are indices of paragraphs, the end exclusive. Empty where fewer than three rows follow on
    each other's numbers.
    """
    lines = [layout.text(paragraph).strip() for paragraph in layout.paragraphs]
    rows: list[list[tuple[int, int, int]]] = []
    for at, line in enumerate(lines[:-1]):
        if not _NUMBER.fullmatch(line):
            continue
        body = next((i for i in _candidates(lines, at) if _is_body(layout, i, bodies_only)), None)
        if body is None:
            continue
        if rows and int(line) == rows[-1][-1][0] + 1 and at - rows[-1][-1][1] <= _LONGEST:
            rows[-1].append((int(line), at, body))
        else:
            rows.append([(int(line), at, body)])
    found: dict[int, int] = {}
    for table in rows:
        if len(table) >= _ROWS:
            ends = [at for _, at, _ in table[1:]]
            ends.append(_end(layout, table[-1][2]))
            found |= {body: end for (_, _, body), end in zip(table, ends, strict=True)}
    return found


def _candidates(lines: list[str], at: int) -> list[int]:
    """Return the line behind a number, and the one after it where the former only groups rows."""
    grouped = at + 2 < len(lines) and len(lines[at + 1]) <= _CAPTION
    return [at + 1, at + 2] if grouped else [at + 1]


def _is_body(layout: Layout, index: int, bodies_only: Callable[[int, int], bool]) -> bool:
    paragraph = layout.paragraphs[index]
    return bodies_only(paragraph.start, paragraph.end)


def _end(layout: Layout, body: int) -> int:
    """Return where the last row ends: before the next top heading, or after its longest."""
    last = min(len(layout.paragraphs), body + _LONGEST)
    for index in range(body + 1, last):
        section = layout.paragraphs[index].section
        if section >= 0 and layout.sections[section].parent < 0:
            opens = layout.sections[section].start == layout.paragraphs[index].start
            if opens and not layout.sections[section].number[:1].isdigit():
                return index
    return last
