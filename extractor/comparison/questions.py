"""The questions of a comparison (``patterns/variables.toml``): loaded, checked, described.

Apart from the answering (``answers.py``), so that the codebook can list the variables without
a notice, and a misspelt field is found when the file is loaded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.comparison.compared import Topic, Variable, VariableType
from extractor.errors import PatternError
from extractor.labels import load_labels
from extractor.models import RECORD_TYPES, Metadata, Region
from extractor.resources import folder

Take = Literal[
    "total", "parts", "rule", "only", "min", "max", "most", "count", "distinct", "list", "pairs",
    "ratio", "days",
]  # fmt: skip
MANY = ("total", "parts", "rule", "list", "pairs")
"""Ways of answering that may give a list."""

VIRTUAL: dict[str, tuple[str, ...]] = {
    "quantity": ("targets", "funding"),
    "year": ("targets",),
    "bracket": ("funding",),
    "condition_text": ("funding",),
    "of_cost": ("funding",),
    "length": ("deadlines",),
}
"""Fields that are computed from a record's own, and the record types that have them."""


class Question(BaseModel):
    """An entry of ``variables.toml``; see there for what its keys mean."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    topic: Topic
    name: str
    name_zh: str
    type: VariableType = "number"
    unit: str | None = None
    vocabulary: str | None = None
    definition: str
    definition_zh: str
    source: Literal[
        "metadata",
        "targets",
        "deadlines",
        "responsibilities",
        "funding",
        "eligibility",
        "works",
        "cells",
    ] = Field(alias="from")
    where: dict[str, str | bool | list[str]] = {}
    unless: dict[str, str] = {}
    null: list[str] = []
    field: str = "id"
    by: str | None = None
    of: tuple[str, ...] = ()
    own: str = ""
    take: Take

    @property
    def computed(self) -> str:
        """Say in one line how the value is found."""
        if self.source == "cells":
            between = " / " if self.take == "ratio" else " to "
            return f"{self.take}: {between.join(self.of)}"
        conditions = [
            f"{key} = {' or '.join(wanted) if isinstance(wanted, list) else wanted}"
            for key, wanted in self.where.items()
        ]
        conditions += [f"{key} is not {value}" for key, value in self.unless.items()]
        conditions += [f"{key} is empty" for key in self.null]
        only = f" where {', '.join(conditions)}" if conditions else ""
        by = f" by {self.by}" if self.by else ""
        return f"{self.take} of {self.source}.{self.field}{by}{only}"

    @property
    def variable(self) -> Variable:
        """Return the question as the output shows it."""
        return Variable(
            id=self.id,
            topic=self.topic,
            name=self.name,
            name_zh=self.name_zh,
            type=self.type,
            many=self.take in MANY,
            unit=self.unit,
            vocabulary=self.vocabulary,
            definition=self.definition,
            definition_zh=self.definition_zh,
            computed=self.computed,
        )


IN_FORCE = Variable(
    id="in_force",
    topic="identity",
    name="In force",
    name_zh="是否有效",
    type="code",
    many=False,
    unit=None,
    vocabulary="in_force",
    definition="Whether the plan is in force on the day given with --as-of.",
    definition_zh="方案在给定日期（--as-of）是否有效。",
    computed="metadata.effective_from and metadata.expires_on against the day given",
)


@lru_cache(maxsize=4)
def load_questions(path: Path | None = None) -> tuple[Question, ...]:
    """Return the questions of a file, by default of ``patterns/variables.toml``.

    Raises PatternError for an entry that is not well formed.
    """
    file = path or folder("patterns") / "variables.toml"
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{file.name}: not valid TOML in UTF-8: {error}") from error
    questions = tuple(_question(entry, file) for entry in _entries(data))
    known = {question.id for question in questions}
    if len(known) < len(questions):
        raise PatternError(f"{file.name}: two variables have the same id")
    for question in questions:
        if unknown := sorted(set(question.of) - known):
            raise PatternError(f"{file.name}: {question.id}: no variable {', '.join(unknown)}")
    return questions


def _entries(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the entries, a family as one for each of its members."""
    for entry in data.get("variable", []):
        rows = entry.pop("each", None) or _members(entry)
        if rows is None:
            yield entry
        else:
            yield from (_filled(entry, row) for row in rows)


def _members(entry: dict[str, Any]) -> list[dict[str, str]] | None:
    kind = entry.pop("over", None)
    if kind is None:
        return None
    labels = load_labels()[kind]
    return [
        {"value": value, "label": names["en"], "label_zh": names["zh"]}
        for value, names in labels.items()
    ]


def _filled(entry: Any, row: Mapping[str, str]) -> Any:
    """Return *entry* with ``{key}`` replaced by the row's value in all of its strings."""
    if isinstance(entry, str):
        for key, value in row.items():
            entry = entry.replace(f"{{{key}}}", value)
        return entry
    if isinstance(entry, list):
        return [_filled(item, row) for item in entry]
    if isinstance(entry, dict):
        return {key: _filled(value, row) for key, value in entry.items()}
    return entry


def _question(entry: Mapping[str, Any], file: Path) -> Question:
    where = f"{file.name}: {entry.get('id', 'an entry without id')}"
    try:
        question = Question.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise PatternError(f"{where}: {first['loc']}: {first['msg']}") from error
    if unknown := sorted(_fields(question) - _known(question.source)):
        raise PatternError(f"{where}: {question.source} have no field {', '.join(unknown)}")
    if question.vocabulary not in (None, *load_labels()):
        raise PatternError(f"{where}: no labels for the vocabulary {question.vocabulary!r}")
    return question


def _fields(question: Question) -> set[str]:
    by = {question.by} if question.by else set()
    return {question.field, *question.where, *question.unless, *question.null, *by}


def _known(source: str) -> set[str]:
    """Return the fields that a question to *source* may name."""
    if source == "metadata":
        return {*Metadata.model_fields, *(f"region.{name}" for name in Region.model_fields)}
    if source == "cells":
        return {"id"}
    virtual = {name for name, sources in VIRTUAL.items() if source in sources}
    return {*RECORD_TYPES[source].model_fields, *virtual}


def variables() -> tuple[Variable, ...]:
    """Return the variables of a comparison without a date to check validity for."""
    return tuple(question.variable for question in load_questions())
