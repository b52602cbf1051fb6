"""Records in the making: what a rule found, the number gate, and the finished models.

A rule returns drafts: spans of the view, fields, its id. ``finish`` cuts the evidence from the
document, lets nothing pass whose numbers and dates do not parse again from that evidence, orders
the records by position and gives them their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extractor.document import Document, Span
from extractor.models import RECORD_TYPES, Condition, Evidence, Record, Responsibility, Role
from extractor.patterns import Patterns
from extractor.records.gate import passes
from extractor.segment import Layout, Section

_PRINTED = ("actor", "task", "phase", "indicator_text", "unit_text", "area", "per", "base")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule found; all spans are of the view."""

    kind: str
    own: Span
    rule: str
    fields: dict[str, Any]
    section: int = -1
    context: tuple[Span, ...] = ()
    """Where inherited parts stand: a year, a period, a subject, a header's unit."""
    scope: Span | None = None
    """For a duty: the stretch whose deadlines and targets belong to it."""


def evidence(document: Document, span: Span, role: Role) -> Evidence:
    """Return the evidence for a span of the document's text."""
    start, end = span
    return Evidence.model_construct(
        start=start,
        end=end,
        text=document.text[start:end],
        page=document.page_at(start),
        role=role,
    )


def finish(
    drafts: Iterable[Draft], document: Document, layout: Layout, patterns: Patterns
) -> dict[str, tuple[Record, ...]]:
    """Return the records by type: gated, in order of position, then as made."""
    made: dict[str, list[Record]] = {kind: [] for kind in RECORD_TYPES}
    scopes: dict[str, Span] = {}
    counts: Counter[tuple[str, int, int]] = Counter()
    placed = [(layout.view.span(*draft.own), draft) for draft in drafts]
    for span, draft in sorted(placed, key=lambda item: item[0]):
        record = _record(span, draft, document, layout, counts)
        proved = passes(record, patterns) or (
            (read := _read(draft, document, layout)) and passes(record, patterns, read)
        )
        if proved and not _is_generated(span, document):
            made[draft.kind].append(record)
            if draft.scope:
                scopes[record.id] = layout.view.span(*draft.scope)
    dated = made["deadlines"] + made["targets"]
    made["responsibilities"] = [
        _related(record, scopes.get(record.id), dated) for record in made["responsibilities"]
    ]
    return {kind: tuple(records) for kind, records in made.items()}


def _read(draft: Draft, document: Document, layout: Layout) -> list[str]:
    """Return what was read of a draft's spans between whose lines other cells stand."""
    found = []
    for start, end in (draft.own, *draft.context):
        read = _letters(start, end - start, document, layout)
        first, last = layout.view.span(start, end)
        if len(read) != len("".join(document.text[first:last].split())):
            found.append(read)
    return found


def _is_generated(span: Span, document: Document) -> bool:
    """Tell whether a span holds nothing but automatic numbers, which no file has in it."""
    return any(start <= span[0] and span[1] <= end for start, end in document.generated)


def _related(duty: Record, scope: Span | None, dated: list[Record]) -> Record:
    """Name the deadlines and targets of a duty: those inside its own span first (完成时限)."""
    if not scope or not isinstance(duty, Responsibility):
        return duty
    own = duty.evidence[0]
    inside = [
        item
        for item in dated
        if scope[0] <= item.evidence[0].start and item.evidence[0].end <= scope[1]
    ]
    inside.sort(key=lambda item: not own.start <= item.evidence[0].start < own.end)
    return duty.model_copy(update={"related": tuple(item.id for item in inside)})


def _record(
    span: Span,
    draft: Draft,
    document: Document,
    layout: Layout,
    counts: Counter[tuple[str, int, int]],
) -> Record:
    key = (draft.kind, *span)
    counts[key] += 1
    context = dict.fromkeys(layout.view.span(*item) for item in draft.context)
    items = [evidence(document, span, "own")]
    items += [evidence(document, item, "context") for item in context if item != span]
    return RECORD_TYPES[draft.kind](
        id=f"{draft.kind}-{span[0]}-{span[1]}-{counts[key]}",
        section=tuple(_printed_title(title, document, layout) for title in _chain(draft, layout)),
        rule=draft.rule,
        evidence=tuple(items),
        **_printed(draft, document, layout),
    )


def _chain(draft: Draft, layout: Layout) -> list[Section]:
    """Return the sections with a heading from the root to the draft's."""
    chain: list[Section] = []
    index = draft.section
    while index >= 0:
        section = layout.sections[index]
        if section.title:
            chain.append(section)
        index = section.parent
    return chain[::-1]


def _printed_title(section: Section, document: Document, layout: Layout) -> str:
    at = layout.view.text.find(section.title, section.title_start, section.body)
    return _letters(at, len(section.title), document, layout) if at >= 0 else section.title


def _letters(at: int, size: int, document: Document, layout: Layout) -> str:
    """Return *size* characters of the view from *at* as the document prints them."""
    printed = (document.text[i] for i in layout.view.offsets[at : at + size])
    return "".join(char for char in printed if not char.isspace())


def _printed(draft: Draft, document: Document, layout: Layout) -> dict[str, Any]:
    """Return the fields with strings as the document prints them: width kept, layout dropped.

    Rules read the folded view; the same characters are looked up in the draft's own span, then in
    its context, then nearest before it.
    """
    fields = dict(draft.fields)
    for name in _PRINTED:
        value = fields.get(name)
        if value and not value.isascii():
            fields[name] = _as_printed(value, draft, document, layout)
    condition = fields.get("condition")
    if isinstance(condition, Condition) and condition.text:
        text = _as_printed(condition.text, draft, document, layout)
        fields["condition"] = condition.model_copy(update={"text": text})
    return fields


def _as_printed(value: str, draft: Draft, document: Document, layout: Layout) -> str:
    text = layout.view.text
    for start, end in (draft.own, *draft.context, (0, draft.own[0]), (0, len(text))):
        at = text.rfind(value, start, end) if end == draft.own[0] else text.find(value, start, end)
        if at >= 0:
            return _letters(at, len(value), document, layout)
    return value
