"""Plain text in each encoding, and Markdown."""

from __future__ import annotations

from tools.render.paper import Paper, Paragraph, Table


def text(paper: Paper, encoding: str = "utf-8") -> bytes:
    """Return the notice as a text file; raises UnicodeEncodeError where *encoding* lacks a sign."""
    return ("\n".join(paper.lines) + "\n").encode(encoding)


def windows_text(paper: Paper, encoding: str) -> bytes:
    """Return the notice as a Windows editor saves it: lines end in CR LF."""
    return ("\r\n".join(paper.lines) + "\r\n").encode(encoding)


def markdown(paper: Paper) -> bytes:
    """Return the notice as Markdown: an empty line between paragraphs, rows as lines with TAB."""
    parts = [block.text if isinstance(block, Paragraph) else _rows(block) for block in paper.blocks]
    return ("\n\n".join(parts) + "\n").encode()


def _rows(table: Table) -> str:
    return "\n".join(map("\t".join, table.rows))
