"""One file a record type: clauses and mentions in, drafts out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extractor.records import deadlines, eligibility, funding, responsibilities, targets, works
from extractor.records.draft import Draft
from extractor.records.plan import Plan

RECORDS: dict[str, Callable[[Plan], Iterable[Draft]]] = {
    "targets": targets.make,
    "deadlines": deadlines.make,
    "responsibilities": responsibilities.make,
    "funding": funding.make,
    "eligibility": eligibility.make,
    "works": works.make,
}
"""What makes the records of each type, in the order of the JSON."""
