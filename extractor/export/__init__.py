"""A comparison → files: one function for each ending, in the table ``EXPORTS``.

Each form has a module of its own, imported when it is written; ``grid.py`` has what they share.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from extractor.comparison.compared import Comparison
from extractor.errors import ExportError

EXPORTS: dict[str, str] = {
    ".json": "extractor.export:write_json",
    ".csv": "extractor.export.csv:write_csv",
    ".xlsx": "extractor.export.xlsx:write_xlsx",
    ".parquet": "extractor.export.parquet:write_parquet",
}
"""The function that writes a comparison, by the ending of the file: ``module:function``."""

PAGE = ".html"
"""A page is no form of a comparison alone: ``export.report`` makes it of the notices and texts."""


def writer(path: Path) -> Callable[[Comparison, Path], None]:
    """Return the function that writes a comparison to a file like *path*.

    Raises ExportError, listing the endings, where none writes such files.
    """
    home = EXPORTS.get(path.suffix.lower())
    if home is None:
        endings = ", ".join([*EXPORTS, PAGE])
        raise ExportError(f"{path}: no such form; name a file that ends in one of {endings}")
    module, _, name = home.partition(":")
    write: Callable[[Comparison, Path], None] = getattr(import_module(module), name)
    return write


def write_json(comparison: Comparison, path: Path) -> None:
    """Write the comparison as one line of JSON (``schemas/comparison.schema.json``)."""
    comparison.to_json(path)
