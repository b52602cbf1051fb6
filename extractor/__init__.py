"""Reads the plans in Chinese government notices into validated, comparable records."""

from extractor.document import Document
from extractor.pipeline import extract, read

__all__ = ["Document", "extract", "read"]
