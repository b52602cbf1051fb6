"""Prints a table as pages, copies and converters of files do: each function returns its text."""

from collections.abc import Callable, Iterable, Sequence

Table = Sequence[Sequence[str]]
_WIDE, _NARROW = 38, 9


def tabs(table: Table) -> str:
    """A row a line, TAB between cells."""
    return "\n".join("\t".join(row) for row in table)


def bars(table: Table) -> str:
    """A row a line, | between cells."""
    return "\n".join("|".join(row) for row in table)


def markdown(table: Table) -> str:
    """A Markdown table, with the line under its head."""
    head, *rows = (f"| {' | '.join(row)} |" for row in table)
    return "\n".join([head, "|" + "---|" * len(table[0]), *rows])


def blank(table: Table) -> str:
    """A row a line, one blank between cells."""
    return "\n".join(" ".join(row) for row in table)


def blanks(table: Table) -> str:
    """A row a line, four blanks between cells."""
    return "\n".join("    ".join(row) for row in table)


def cells(table: Table) -> str:
    """A cell a line."""
    return "\n".join(cell for row in table for cell in row)


def parted_cells(table: Table) -> str:
    """A cell a line, empty lines between them."""
    return "\n\n".join(cell for row in table for cell in row)


def wrapped(layout: Callable[[Table], str]) -> Callable[[Table], str]:
    """Every line cut at so many characters, inside cells and words."""

    def text(table: Table) -> str:
        return "\n".join(
            line[at : at + _WIDE]
            for line in layout(table).split("\n")
            for at in range(0, len(line), _WIDE)
        )

    return text


def in_one_line(layout: Callable[[Table], str]) -> Callable[[Table], str]:
    """All rows in one line."""
    return lambda table: layout(table).replace("\n", " ")


def over_pages(layout: Callable[[Table], str]) -> Callable[[Table], str]:
    """A page's number in the middle of the table, inside a row where rows are wrapped."""

    def text(table: Table) -> str:
        lines = layout(table).split("\n")
        middle = len(lines) // 2
        return "\n".join([*lines[:middle], "— 3 —", *lines[middle:]])

    return text


def columns(table: Table) -> str:
    """Copied cell by cell: cells wrapped in narrow columns, number and task in one line."""
    lines = [" ".join(table[0])]
    for number, task, *others in table[1:]:
        lines += [f"{number} {task[:_NARROW]}", *_cut(task[_NARROW:])]
        lines += [line for cell in others[:-1] for line in _cut(cell)]
        lines.append(others[-1])
    return "\n".join(lines)


def names(table: Table) -> str:
    """Copied line by line: the rest of a row's first cell stands in the line below."""
    lines = [" ".join(table[0])]
    for name, *others in table[1:]:
        lines.append(" ".join([name[:5], *others]))
        lines += [name[5:]] if name[5:] else []
    return "\n".join(lines)


def names_around(table: Table) -> str:
    """Copied line by line: a first cell of two lines stands above and below its numbers."""
    lines = [" ".join(table[0])]
    for name, *others in table[1:]:
        parts = [name[:5], name[5:]] if len(name) > 5 else [name]
        numbers = " ".join(others)
        lines += [parts[0], numbers, parts[1]] if parts[1:] else [f"{name} {numbers}"]
    return "\n".join(lines)


def heads(table: Table) -> str:
    """Copied cell by cell: each head but the first over some lines, a row's cells in one."""
    first, *others = table[0]
    pieces = [line for head in others for line in _pieces(head, 3)]
    return "\n".join([f"{first} {pieces[0]}", *pieces[1:], *(" ".join(row) for row in table[1:])])


def numbered_names(table: Table) -> str:
    """Copied cell by cell: the name behind a row's number over some lines, its numbers in one."""
    lines = [" ".join(["序号", *table[0][:-1]]), table[0][-1]]
    for number, (name, *others) in enumerate(table[1:], 1):
        first, *rest = _pieces(name, 4)
        lines += [f"{number} {first}", *rest, " ".join(others)]
    return "\n".join(lines)


def _pieces(cell: str, width: int) -> list[str]:
    """Cut a cell into lines of so many characters, its unit in brackets apart."""
    name, bracket, unit = cell.partition("（")
    lines = [name[at : at + width] for at in range(0, len(name), width)]
    return [*lines, bracket + unit] if bracket else lines


def in_the_middle(table: Table) -> str:
    """Copied line by line: cells wrapped in their columns and set in the middle of their rows."""
    return _side_by_side(table, lambda size: range(1 - size, size, 2))


def at_the_top(table: Table) -> str:
    """Copied line by line: cells wrapped in their columns and set at the top of their rows."""
    return _side_by_side(table, range)


def _side_by_side(table: Table, levels: Callable[[int], Iterable[int]]) -> str:
    lines = [" ".join(table[0])]
    for row in table[1:]:
        held: dict[int, list[str]] = {}
        for cell, width in zip(row, (3, 12, 7, 8, 8), strict=False):
            pieces = [cell[at : at + width] for at in range(0, len(cell), width)]
            for level, piece in zip(levels(len(pieces)), pieces, strict=True):
                held.setdefault(level, []).append(piece)
        lines += [" ".join(held[level]) for level in sorted(held)]
    return "\n".join(lines)


def _cut(cell: str) -> list[str]:
    return [cell[at : at + _NARROW] for at in range(0, len(cell), _NARROW)]
