"""Rows of tables that stand as a cell a line, or ran together, told by what their cells hold.

Apart from ``layout``, which looks at marks and blanks only: these know heads, bodies and times.
"""
