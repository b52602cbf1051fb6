"""Notices → tidy tables: one for each record type, with keys between them.

A table knows its columns (type, unit, description in both languages) from the models, so that a
new field of a record is a new column; how tables are written is the matter of ``export``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from extractor.comparison.compared import row_ids
from extractor.models import (
    RECORD_TYPES,
    Condition,
    Evidence,
    Failure,
    Metadata,
    NoticeWarning,
    PolicyNotice,
    Record,
    Region,
    Source,
)

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
_UNITS = {"start": "code points", "end": "code points", "value": "see unit"}
_LISTS = ("recipients", "copied_to", "cites", "attachments")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, in what type and unit."""

    name: str
    type: ColumnType
    description: str
    description_zh: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; *key* names the columns that a row is known by.

    *links* are foreign keys: the columns here, the table, and its columns.
    """

    name: str
    title: str
    title_zh: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    key: tuple[str, ...]
    links: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = field(default=())


_NOTICE_ID = Column(
    "notice_id", "string", "The notice: source.name, made unique.", "文件：来源名称（唯一）。"
)
_RECORD_ID = Column("record_id", "string", "The record; metadata.FIELD for metadata.", "记录编号。")
_N = Column("n", "integer", "Number in its list, from 1.", "序号，自1起。")
_TO_NOTICE = (("notice_id",), "notices", ("notice_id",))


def tables(notices: Iterable[PolicyNotice | Failure]) -> tuple[Table, ...]:
    """Return the tidy tables of *notices*, every table always there, in a fixed order."""
    inputs = list(notices)
    names = [item.name if isinstance(item, Failure) else item.source.name for item in inputs]
    ids = row_ids(names)
    read = [(id_, n) for id_, n in zip(ids, inputs, strict=True) if isinstance(n, PolicyNotice)]
    failed = [item for item in inputs if isinstance(item, Failure)]
    return (
        _notices(read),
        _items(read),
        *(_records(kind, model, read) for kind, model in RECORD_TYPES.items()),
        _related(read),
        _evidence(read),
        _warnings(read),
        _failures(failed),
    )


# Columns from models.


def _columns(model: type[BaseModel], without: Iterable[str] = ()) -> Iterator[Column]:
    """Yield a column for each field of *model* that is one value."""
    schema = model.model_json_schema(mode="serialization")
    for name, about in schema["properties"].items():
        type_ = _type(about)
        if type_ and name not in set(without):
            known = about.get("description", ""), about.get("description_zh", "")
            unit = _UNITS.get(name) if type_ in ("integer", "number") else None
            yield Column(name, type_, *known, unit)


def _type(schema: Mapping[str, Any]) -> ColumnType | None:
    options = [item for item in schema.get("anyOf", [schema]) if item.get("type") != "null"]
    if len(options) != 1 or "type" not in options[0]:
        return None
    if str(options[0].get("pattern", "")).startswith(r"^\d{4}"):
        return "date"
    known: dict[str, ColumnType] = {
        "string": "string", "integer": "integer", "number": "number", "boolean": "boolean",
    }  # fmt: skip
    return known.get(options[0]["type"])


def _prefixed(model: type[BaseModel], prefix: str) -> Iterator[Column]:
    for column in _columns(model):
        yield Column(
            f"{prefix}_{column.name}", column.type, column.description, column.description_zh,
            column.unit,
        )  # fmt: skip


def _values(item: BaseModel | None, columns: Iterable[Column]) -> list[Any]:
    return [getattr(item, column.name, None) for column in columns]


# The tables.


def _notices(read: Sequence[tuple[str, PolicyNotice]]) -> Table:
    source, region = tuple(_columns(Source)), tuple(_columns(Region))
    about = tuple(_columns(Metadata))
    rows = tuple(
        (
            id_,
            *_values(notice.source, source),
            *_values(notice.metadata.region, region),
            *_values(notice.metadata, about),
        )
        for id_, notice in read
    )
    columns = (_NOTICE_ID, *source, *region, *about)
    return Table("notices", "Notices", "政策文件", columns, rows, ("notice_id",))


def _items(read: Sequence[tuple[str, PolicyNotice]]) -> Table:
    """Return the lists of the metadata: recipients, copies, citations, attachments."""
    columns = (
        _NOTICE_ID,
        Column("field", "string", "recipients, copied_to, cites or attachments.", "所属字段。"),
        _N,
        Column("text", "string", "The body, title or name.", "机关、标题或名称。"),
        Column("number", "string", "For cites: the document number.", "引用文件的文号。"),
    )
    rows = tuple(
        (id_, name, n, *(value if isinstance(value, tuple) else (value, None)))
        for id_, notice in read
        for name in _LISTS
        for n, value in enumerate(_entries(notice, name), 1)
    )
    return Table(
        "notice_lists", "Lists of the metadata", "元数据列表", columns, rows,
        ("notice_id", "field", "n"), (_TO_NOTICE,),
    )  # fmt: skip


def _entries(notice: PolicyNotice, name: str) -> Iterable[Any]:
    if name == "cites":
        return [(item.title, item.number) for item in notice.metadata.cites]
    entries: tuple[str, ...] = getattr(notice.metadata, name)
    return entries


def _records(kind: str, model: type[Record], read: Sequence[tuple[str, PolicyNotice]]) -> Table:
    """Return the records of a type: where each stands, then its own fields."""
    section = Column("section", "string", "Headings from the root, joined by /.", "所在标题路径。")
    place = tuple(_columns(Evidence, without=("role",)))
    own = tuple(_columns(model, without=("id",)))
    terms = tuple(_prefixed(Condition, "condition")) if "condition" in model.model_fields else ()
    rows = tuple(
        (
            id_,
            record.id,
            " / ".join(record.section),
            *_values(record.evidence[0], place),
            *_values(record, own),
            *_condition(record, terms),
        )
        for id_, notice in read
        for record in getattr(notice, kind)
    )
    spans = tuple(
        Column(f"span_{c.name}", c.type, c.description, c.description_zh, c.unit) for c in place
    )
    columns = (_NOTICE_ID, _RECORD_ID, section, *spans, *own, *terms)
    title = (model.__doc__ or kind).split()
    return Table(
        kind, kind.capitalize(), title[-1], columns, rows, ("notice_id", "record_id"),
        (_TO_NOTICE,),
    )  # fmt: skip


def _condition(record: Record, columns: Iterable[Column]) -> list[Any]:
    condition = getattr(record, "condition", None)
    return [getattr(condition, column.name.removeprefix("condition_"), None) for column in columns]


def _related(read: Sequence[tuple[str, PolicyNotice]]) -> Table:
    columns = (
        _NOTICE_ID,
        _RECORD_ID,
        Column("related_id", "string", "A deadline or target of the duty.", "相关时限或目标。"),
    )
    rows = tuple(
        (id_, record.id, related)
        for id_, notice in read
        for record in notice.responsibilities
        for related in record.related
    )
    keys = ("notice_id", "record_id")
    return Table(
        "related", "Deadlines and targets of duties", "责任的时限与目标", columns, rows,
        (*keys, "related_id"), (_TO_NOTICE, (keys, "responsibilities", keys)),
    )  # fmt: skip


def _evidence(read: Sequence[tuple[str, PolicyNotice]]) -> Table:
    place = tuple(_columns(Evidence))
    rows = tuple(
        (id_, name, n, *_values(item, place))
        for id_, notice in read
        for name, items in _pieces(notice)
        for n, item in enumerate(items, 1)
    )
    return Table(
        "evidence", "Evidence", "证据", (_NOTICE_ID, _RECORD_ID, _N, *place), rows,
        ("notice_id", "record_id", "n"), (_TO_NOTICE,),
    )  # fmt: skip


def _pieces(notice: PolicyNotice) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    for name, item in notice.metadata_evidence.items():
        yield f"metadata.{name}", item.evidence
    for kind in RECORD_TYPES:
        for record in getattr(notice, kind):
            yield record.id, record.evidence


def _warnings(read: Sequence[tuple[str, PolicyNotice]]) -> Table:
    own = tuple(_columns(NoticeWarning))
    rows = tuple(
        (id_, n, *_values(warning, own))
        for id_, notice in read
        for n, warning in enumerate(notice.warnings, 1)
    )
    return Table(
        "warnings", "Warnings", "疑点", (_NOTICE_ID, _N, *own), rows, ("notice_id", "n"),
        (_TO_NOTICE,),
    )  # fmt: skip


def _failures(failed: Sequence[Failure]) -> Table:
    columns = tuple(_columns(Failure))
    rows = tuple((n, *_values(item, columns)) for n, item in enumerate(failed, 1))
    return Table("failures", "Failures", "失败", (_N, *columns), rows, ("n",))
