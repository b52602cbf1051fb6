"""Reads the plans in Chinese government notices into validated, comparable records."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.batch import extract_many
    from extractor.comparison.cities import compare
    from extractor.comparison.compared import Comparison
    from extractor.document import Document
    from extractor.errors import ExtractorError
    from extractor.models import Failure, PolicyNotice
    from extractor.output import read_output
    from extractor.patterns import load_patterns
    from extractor.pipeline import extract
    from extractor.readers import read

__all__ = [
    "Comparison",
    "Document",
    "ExtractorError",
    "Failure",
    "PolicyNotice",
    "compare",
    "extract",
    "extract_many",
    "load_patterns",
    "read",
    "read_output",
]

_HOMES = {
    "Comparison": "comparison.compared",
    "Document": "document",
    "ExtractorError": "errors",
    "Failure": "models",
    "PolicyNotice": "models",
    "compare": "comparison.cities",
    "extract": "pipeline",
    "extract_many": "batch",
    "load_patterns": "patterns",
    "read": "readers",
    "read_output": "output",
}
"""Where each name lives; it is imported when first used, for start-up's sake."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("gongwen-extractor")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
