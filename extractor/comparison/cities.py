"""Notices → a comparison: the same questions put to every plan, each answer with its records.

The questions are data (``patterns/variables.toml``), the ways of answering them are in
``answers.py`` and ``derived.py``. A cell always says how it stands: stated, not stated, unreadable
(the input gave no notice, or a part of it could not be read), or conflicting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from extractor.comparison.answers import NOTHING, Answer, answer, plain_values
from extractor.comparison.compared import (
    Cell,
    CellEvidence,
    ComparedNotice,
    Comparison,
    EvidenceText,
    InForce,
    row_ids,
)
from extractor.comparison.derived import derive
from extractor.comparison.doubts import check_comparison
from extractor.comparison.questions import IN_FORCE, Question, load_questions, variables
from extractor.models import RECORD_TYPES, SCHEMA_VERSION, Failure, PolicyNotice

PARTLY_READ = ("page_without_text", "encoding")
"""Warnings that say that a part of the input could not be read."""


def compare(notices: Iterable[PolicyNotice | Failure], *, as_of: date | None = None) -> Comparison:
    """Return *notices* side by side, with one cell for each and each variable.

    They stand in their order, but those of one place together, the latest in force first. A
    failure is a row of unreadable cells. Whether plans are in force is told only for a day given
    as *as_of*: the clock is never asked. Raises TypeError for what is neither notice nor failure.
    """
    questions = load_questions()
    day = as_of.isoformat() if as_of else None
    pairs = _rows(_checked(notices), day)
    cells: list[Cell] = []
    for row, notice in pairs:
        answers = _answers(questions, notice)
        cells += [_cell(row.id, q.id, q.unit, answers[q.id]) for q in questions]
        if day is not None:
            cells.append(_cell(row.id, IN_FORCE.id, None, _in_force(notice, row.in_force)))
    extra = (IN_FORCE,) if day is not None else ()
    asked = (*variables(), *extra)
    rows = [row for row, _ in pairs]
    known = {row.id: notice for row, notice in pairs}
    checks = check_comparison(rows, known, asked, cells, day)
    named = [place for cell in cells for place in cell.evidence]
    named += [place for check in checks for place in check.evidence]
    return Comparison(
        schema_version=SCHEMA_VERSION,
        as_of=day,
        variables=asked,
        notices=tuple(rows),
        cells=tuple(cells),
        checks=checks,
        evidence=_evidence(known, named),
    )


def _checked(notices: Any) -> list[PolicyNotice | Failure]:
    """Return *notices* as a list; what is mistaken for them most is a path, and one notice."""
    single = isinstance(notices, str | PolicyNotice | Failure) or not isinstance(notices, Iterable)
    items = [] if single else list(notices)
    wrong = [item for item in items if not isinstance(item, PolicyNotice | Failure)]
    if single or wrong:
        raise TypeError(
            "compare takes a list of notices and failures, not "
            f"{type(wrong[0] if wrong else notices).__name__}: give it what extract returned in a "
            "list, extract_many(paths), or read_output(folder)"
        )
    return items


# The rows.


_Pair = tuple[ComparedNotice, PolicyNotice | Failure]


def _rows(notices: Sequence[PolicyNotice | Failure], day: str | None) -> list[_Pair]:
    """Return the rows with their notices, place by place in the order of first mention."""
    names = (item.name if isinstance(item, Failure) else item.source.name for item in notices)
    places: dict[str, list[_Pair]] = {}
    for id_, item in zip(row_ids(names), notices, strict=True):
        row = _row(id_, item, day)
        places.setdefault(row.place or f"\0{id_}", []).append((row, item))
    return [
        (row.model_copy(update={"rank": rank}), item)
        for group in places.values()
        for rank, (row, item) in enumerate(_latest_first(group), 1)
    ]


def _latest_first(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Order the notices of a place: those in force, then the newest, drafts last of equals."""
    newest = sorted(pairs, key=lambda pair: pair[0].status == "final", reverse=True)
    newest.sort(key=lambda pair: pair[0].signed_on or "", reverse=True)
    newest.sort(key=lambda pair: pair[0].in_force in ("not_yet", "ended"))
    return newest


def _row(id_: str, notice: PolicyNotice | Failure, day: str | None) -> ComparedNotice:
    if isinstance(notice, Failure):
        return ComparedNotice(
            id=id_, region=None, place=None, rank=1, title=None, document_number=None, status=None,
            signed_on=None, in_force=None, failure=notice.message,
        )  # fmt: skip
    about = notice.metadata
    return ComparedNotice(
        id=id_,
        region=about.region,
        place=_place(notice),
        rank=1,
        title=about.title,
        document_number=about.document_number,
        status=about.status,
        signed_on=about.signed_on,
        in_force=_state(notice, day) if day else None,
        failure=None,
    )


def _place(notice: PolicyNotice) -> str | None:
    """Return the key of a notice's place: its code, else its names from the province down."""
    region = notice.metadata.region
    if region is None:
        return None
    names = [name for name in (region.province, region.city, region.county) if name]
    return region.adcode or "".join(names) or None


def _state(notice: PolicyNotice, day: str) -> InForce | None:
    """Tell whether a plan is in force on *day*, where it states when it is."""
    begin, end = notice.metadata.effective_from, notice.metadata.expires_on
    if not (begin or end):
        return None
    return "not_yet" if begin and day < begin else "ended" if end and end < day else "yes"


# The cells.


def _answers(questions: Iterable[Question], notice: PolicyNotice | Failure) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    partly = isinstance(notice, PolicyNotice) and partly_read(notice)
    sections = _sections(notice) if isinstance(notice, PolicyNotice) else None
    for question in questions:
        if isinstance(notice, Failure):
            found = Answer("unreadable")
        elif question.source == "cells":
            found = derive(question, answers, sections)
            found = replace(found, values=plain_values(found, question.unit))
        else:
            found = answer(question, notice)
        if partly and found.status == "not_stated":
            found = _unread(found)
        answers[question.id] = found
    return answers


def _sections(notice: PolicyNotice) -> dict[str, tuple[str, ...]] | None:
    """Return the heading of each target; None where the notice is about one programme of works."""
    return None if notice.works else {item.id: item.section for item in notice.targets}


def _unread(found: Answer) -> Answer:
    note = ("a part of the input could not be read", "文件有部分内容无法读取")
    return replace(found, status="unreadable", note=found.note or note)


def partly_read(notice: PolicyNotice) -> bool:
    """Tell whether a part of the input could not be read, so that silence proves nothing.

    A missing date or issuer (``missing_part``) is told of a text that was read in full; any
    other missing part counts.
    """
    codes = [warning.code for warning in notice.warnings]
    about = notice.metadata
    front = (about.signed_on is None) + (about.issuer is None)
    return any(code in PARTLY_READ for code in codes) or codes.count("missing_part") > front


def _in_force(notice: PolicyNotice | Failure, state: InForce | None) -> Answer:
    if isinstance(notice, Failure):
        return Answer("unreadable")
    if state is None:
        return _unread(NOTHING) if partly_read(notice) else NOTHING
    names = ("effective_from", "expires_on")
    stated = tuple(f"metadata.{name}" for name in names if getattr(notice.metadata, name))
    found = Answer("stated", state, stated)
    return replace(found, values=plain_values(found))


def _cell(row: str, variable: str, unit: str | None, found: Answer) -> Cell:
    start, end = found.period
    note, note_zh = found.note or (None, None)
    return Cell(
        notice=row,
        variable=variable,
        status=found.status,
        value=found.value,
        value_max=found.value_max,
        comparator=found.comparator,
        unit=unit if found.value is not None else None,
        period_start=start,
        period_end=end,
        counted=found.counted,
        note=note,
        note_zh=note_zh,
        values=found.values,
        evidence=tuple(CellEvidence(notice=row, record=name) for name in found.records),
    )


# What the records say.


def _evidence(
    notices: Mapping[str, PolicyNotice | Failure], named: Iterable[CellEvidence]
) -> tuple[EvidenceText, ...]:
    """Return the words of the records that are named, notice by notice, by position."""
    wanted = {(place.notice, place.record) for place in named}
    texts = [
        text
        for row, notice in notices.items()
        if isinstance(notice, PolicyNotice)
        for text in _texts(row, notice)
        if (row, text.record) in wanted
    ]
    order = {row: index for index, row in enumerate(notices)}
    return tuple(sorted(texts, key=lambda text: (order[text.notice], text.start, text.record)))


def _texts(row: str, notice: PolicyNotice) -> Iterable[EvidenceText]:
    found: list[tuple[str, Any]] = [
        (f"metadata.{name}", item.evidence[0])
        for name, item in notice.metadata_evidence.items()
        if item.evidence
    ]
    found += [
        (record.id, record.evidence[0]) for kind in RECORD_TYPES for record in getattr(notice, kind)
    ]
    for record, place in found:
        yield EvidenceText(
            notice=row,
            record=record,
            start=place.start,
            end=place.end,
            page=place.page,
            text=place.text,
        )
