"""The whole way from a document to a notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor import rule_cache
from extractor.checks import check
from extractor.document import Document
from extractor.front.matter import read_front
from extractor.mentions import find_mentions
from extractor.metadata import read_metadata
from extractor.models import SCHEMA_VERSION, PolicyNotice, Source
from extractor.patterns import Patterns, load_patterns
from extractor.readers import read
from extractor.readers.options import Ocr, ReadOptions
from extractor.records import RECORDS
from extractor.records.draft import finish
from extractor.records.plan import Plan
from extractor.segment import segment


def make_plan(document: Document, patterns: Patterns) -> Plan:
    """Return everything that record rules read of *document*."""
    layout = segment(document, patterns)
    front = read_front(document, layout, patterns)
    mentions = find_mentions(
        layout,
        patterns,
        title_year=front.title_year,
        signed=front.signed,
        signed_span=front.signed_span,
        plans=front.plans,
        title_span=front.title_span,
        heading=front.heading,
    )
    return Plan(document, layout, front, mentions, patterns)


def extract(
    source: Document | str | Path,
    *,
    patterns: Patterns | str | Path | None = None,
    ocr: Ocr = "auto",
) -> PolicyNotice:
    """Return the plan that a document, or the file at a path, contains.

    A file is read in this process, without a time limit; *patterns* is a folder of rules of your
    own, or what ``load_patterns`` made of it; *ocr* says where characters are recognised (see
    ``ReadOptions``). Raises ExtractorError where a file cannot be read, or a rule is refused, and
    TypeError for a source that is neither.
    """
    if not isinstance(source, Document | str | Path):
        raise TypeError(
            f"extract takes a path or a Document, not {type(source).__name__}: for a text use "
            "Document.from_text(text), for many files extract_many(paths)"
        )
    rules = load_patterns(patterns)
    options = ReadOptions(ocr=ocr)
    document = source if isinstance(source, Document) else read(source, options=options)
    plan = make_plan(document, rules)
    about = read_metadata(document, plan.layout, plan.front, plan.mentions, rules)
    drafts = [draft for make in RECORDS.values() for draft in make(plan)]
    records: dict[str, Any] = finish(drafts, document, plan.layout, rules)
    rule_cache.keep()
    return PolicyNotice(
        schema_version=SCHEMA_VERSION,
        source=_source(document),
        metadata=about.metadata,
        metadata_evidence=about.evidence,
        warnings=(*about.warnings, *check(plan, records)),
        **records,
    )


def _source(document: Document) -> Source:
    return Source(
        name=document.name,
        media_type=document.media_type,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        pages=len(document.pages) or None,
        reader=document.reader,
        ocr=document.ocr,
        attachments=document.attachments,
    )
