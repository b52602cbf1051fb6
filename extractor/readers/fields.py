"""Fields of word processors: the code is left out, its result is text, a table of contents is not.

The entries of a table of contents are made from the headings and would be read as sections.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class _Field:
    code: str = ""
    result: bool = False


class Fields:
    """The fields that are open at a place of a text.

    ``complete`` says that every field of the text is closed; if not, none is left out for being a
    table of contents, lest the rest of the text go with it.
    """

    def __init__(self, *, complete: bool) -> None:
        self.complete = complete
        self._open: list[_Field] = []

    def mark(self, kind: str | None) -> None:
        """Pass a mark: begin, separate or end. Marks that fit nothing are passed over."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            self._open.pop()

    def code(self, text: str) -> None:
        """Add to the code of the innermost field."""
        if self._open and not self._open[-1].result:
            self._open[-1].code += text

    def end_paragraph(self) -> None:
        """End a paragraph; a code that is still open there is a broken one."""
        self._open = [item for item in self._open if item.result]

    @property
    def silent(self) -> bool:
        """Whether what stands here is no text."""
        return any(
            not item.result or (self.complete and is_contents(item.code)) for item in self._open
        )


def is_contents(code: str | None) -> bool:
    """Tell whether a field's code asks for a table of contents."""
    return (code or "").split()[:1] == ["TOC"]
