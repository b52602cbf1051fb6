"""What the RTF reader keeps while it goes: fonts, stories, forms of rows, states of groups."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.readers.flow import Line, Tables


@dataclass(slots=True)
class Font:
    """A font's character set (a number of RTF) and name."""

    charset: int = 0
    name: str = ""


@dataclass(slots=True)
class Story:
    """A stretch with paragraphs of its own: the body, a note, a text box."""

    tables: Tables = field(default_factory=Tables)
    line: Line = field(default_factory=list)
    tied: list[Line] = field(default_factory=list)

    def end_paragraph(self, depth: int) -> None:
        """End a paragraph; boxes and notes follow it, in a table the whole table."""
        printed = "".join(text for text, _ in self.line)
        printed = printed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.tables.paragraph([(printed, False)], depth)
        self.line = []
        self.flush(depth)

    def flush(self, depth: int) -> None:
        """Put what is tied to the text before, outside a table."""
        if not depth:
            for extra in self.tied:
                self.tables.paragraph(extra, 0)
            self.tied = []

    def lines(self, depth: int) -> list[Line]:
        """Return all lines, at the story's end."""
        if self.line:
            self.end_paragraph(depth)
        return [*self.tables.finish().lines, *self.tied]


@dataclass(slots=True)
class RowForm:
    """How a row is divided."""

    edges: list[int] = field(default_factory=lambda: [0])
    merged: list[bool] = field(default_factory=list)
    merge: bool = False

    def cell(self, edge: int) -> None:
        """End the form of a cell at its right edge."""
        self.edges.append(edge)
        self.merged.append(self.merge)
        self.merge = False


@dataclass(slots=True)
class State:
    """What a group inherits and gives back at its end."""

    story: Story
    mode: str = "text"
    """text, skip, frame (skip, but for boxes inside), code (of a field), fonts, label."""
    starred: bool = False
    unicode_skip: int = 1
    font: int = -1
    hidden: bool = False
    deleted: bool = False
    inner_row: bool = False
    code: bytearray = field(default_factory=bytearray)
