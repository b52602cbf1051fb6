"""Tables and pages that a copy left in plain text, told by the text alone.

Each step returns the folded text as long as it was, TAB between the cells of a row: drawn rows,
wrapped rows and cells, cells that blanks part, page numbers. It knows no rules but phrases.
"""
