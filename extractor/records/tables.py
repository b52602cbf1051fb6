"""Targets in tables."""
from __future__ import annotations
from collections.abc import Iterator
from extractor.document import Span
from extractor.records.draft import Draft
from extractor.records.plan import Plan


class Tables:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.covered: list[Span] = []

    def drafts(self) -> Iterator[Draft]:
        yield from ()
