"""A notice's text → the same notice as a file, in each form in which notices are published.

It stands in ``tools`` and not in the package because only this project needs it: the benchmark of
formats, the tests and ``tools.build_formats`` import it from here. What is written by own hand
(text, HTML, DOCX, OFD, spreadsheet, archive) is the same bytes for the same text; what LibreOffice
writes (DOC, RTF, PDF) holds its own dates.
"""

from tools.render.forms import FORMS, Form, Tools, render, render_all
from tools.render.paper import Paper, Paragraph, Table, paper

__all__ = ["FORMS", "Form", "Paper", "Paragraph", "Table", "Tools", "paper", "render", "render_all"]
