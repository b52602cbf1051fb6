"""The files of ``schemas/``, made from the models: JSON Schemas, and a codebook for people.

They are checked in and compared by a test, so that a change of the output is seen as one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from extractor import models
from extractor.comparison import compared
from extractor.comparison.answers import UNNAMED
from extractor.comparison.compared import (
    Cell,
    CellEvidence,
    ComparedNotice,
    Comparison,
    ComparisonCheck,
    EvidenceText,
    Variable,
)
from extractor.comparison.questions import IN_FORCE, variables
from extractor.labels import label
from extractor.models import (
    RECORD_TYPES,
    SCHEMA_VERSION,
    Citation,
    Condition,
    Evidence,
    Failure,
    Metadata,
    MetadataEvidence,
    NoticeWarning,
    PolicyNotice,
    Record,
    Region,
    Source,
    Target,
)
from extractor.rule_kinds import KINDS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "indicator": get_args(models.Indicator),
    "unit": (*get_args(models.Unit), *get_args(models.FundingUnit)[2:]),
    "comparator": get_args(models.Comparator),
    "change": get_args(Target.model_fields["change"].annotation),
    "accumulation": ("total", "new", "per_year"),
    "relation": get_args(models.Relation),
    "actor_type": get_args(models.ActorType),
    "role": get_args(models.DutyRole),
    "payer": get_args(models.Payer),
    "instrument": get_args(models.Instrument),
    "funding_kind": get_args(models.FundingKind),
    "eligibility_kind": get_args(models.EligibilityKind),
    "tier": get_args(models.Tier),
    "item": get_args(models.WorkItem),
    "status": get_args(Metadata.model_fields["status"].annotation),
    "origin": get_args(MetadataEvidence.model_fields["origin"].annotation),
    "evidence_role": get_args(models.Role),
    "topic": get_args(compared.Topic),
    "variable_type": get_args(compared.VariableType),
    "variable_unit": tuple(
        dict.fromkeys(
            item.unit
            for item in variables()
            if item.unit and item.unit not in get_args(models.Unit) + get_args(models.FundingUnit)
        )
    ),
    "cell_status": get_args(compared.CellStatus),
    "cell_word": (UNNAMED,),
    "condition_variable": (
        "budget",
        "investment",
        "households",
        "people",
        "land",
        "floor_area",
        "elevators",
        "value",
    ),
    "every": ("month",),
    "in_force": get_args(compared.InForce),
    "check": get_args(compared.CheckCode),
    "warning": get_args(models.WarningCode),
    "failure": ("unreadable", "unsupported", "timeout", "crashed", "memory", "internal"),
}
"""Every closed list of the output, by its name in ``patterns/labels.toml``."""


def schema_files() -> dict[str, str]:
    """Return the text of each file of ``schemas/`` by its name."""
    return {
        "notice.schema.json": _dump(_of_model(PolicyNotice)),
        "comparison.schema.json": _dump(_of_model(Comparison)),
        "pattern.schema.json": _dump(_of_patterns()),
        "codebook.md": "\n".join(_codebook()) + "\n",
    }


def _dump(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _of_model(model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": _DIALECT, **model.model_json_schema(mode="serialization")}


def _of_patterns() -> dict[str, Any]:
    """Return the schema of a rule file, as ``patterns.py`` accepts it."""
    text = {"type": "string", "minLength": 1}
    texts = {"type": "array", "items": text, "minItems": 1}
    entry = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "examples", "not"],
        "oneOf": [{"required": ["regex"]}, {"required": ["words"]}],
        "properties": {
            "id": {**text, "description": "Unique; every record names its rule."},
            "regex": {**text, "description": "Over the joined, folded view of the text."},
            "words": {**text, "description": "A word list instead of a regex."},
            "triggers": {**texts, "description": "One of these words must stand in the clause."},
            "yields": {"type": "object", "description": "Constants for the records."},
            "examples": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["text"],
                    "properties": {"text": text, "expect": {"type": "object"}},
                },
            },
            "not": {**texts, "description": "Texts that the rule must leave alone."},
            "note": text,
        },
    }
    return {
        "$schema": _DIALECT,
        "title": "Pattern file",
        "description": "A file of patterns/: rules of one kind, each with its examples (TOML).",
        "type": "object",
        "additionalProperties": False,
        "required": ["kind"],
        "properties": {
            "kind": {"enum": list(KINDS)},
            "pattern": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
        },
        "allOf": [_kind_rule(kind) for kind in KINDS],
        "$defs": {"entry": entry},
    }


def _kind_rule(kind: str) -> dict[str, Any]:
    """Constants that rules of one kind may yield, and whether they need triggers."""
    yields = {"propertyNames": {"enum": sorted(KINDS[kind].yields)}}
    item: dict[str, Any] = {"properties": {"yields": yields}}
    if KINDS[kind].triggers:
        item["required"] = ["triggers"]
    return {
        "if": {"properties": {"kind": {"const": kind}}},
        "then": {"properties": {"pattern": {"items": item}}},
    }


def _codebook() -> Iterator[str]:
    yield f"# Codebook 编码手册\n\nSchema version 模式版本 {SCHEMA_VERSION}."
    yield "Made from the models by `gongwen schema`; do not edit. 由模型自动生成，请勿手工修改。"
    yield "\nDates are ISO 8601, money is CNY, area is m2, shares are percent; spans are half-open,"
    yield "in code points of the notice's text."
    yield "日期为ISO 8601，金额为元，面积为平方米，比例为百分数；位置按码点计，左闭右开。"
    yield from _table("Notice 政策文件", PolicyNotice)
    yield from _table("Source 来源", Source)
    yield from _table("Metadata 元数据", Metadata)
    yield from _table("Region 地区", Region)
    yield from _table("Citation 引用文件", Citation)
    yield from _table("Metadata evidence 元数据证据", MetadataEvidence)
    yield from _table("Every record 各类记录共有", Record)
    yield from _table("Evidence 证据", Evidence)
    for name, model in RECORD_TYPES.items():
        yield from _table(f"{name} {(model.__doc__ or '').split()[-1]}", model, without=Record)
    yield from _table("Condition 条件", Condition)
    yield from _table("Warning 疑点", NoticeWarning)
    yield from _table("Failure 失败", Failure)
    yield from _table("Comparison 比较", Comparison)
    yield from _table("Compared notice 比较中的文件", ComparedNotice)
    yield from _table("Variable 变量", Variable)
    yield from _table("Cell 单元", Cell)
    yield from _table("Cell evidence 单元依据", CellEvidence)
    yield from _table("Evidence text 依据原文", EvidenceText)
    yield from _table("Check 核对", ComparisonCheck)
    yield from _lists()
    yield from _variables()


def _table(
    title: str, model: type[BaseModel], without: type[BaseModel] | None = None
) -> Iterator[str]:
    yield f"\n## {title}\n\n| field 字段 | values 取值 | meaning | 含义 |"
    yield "| --- | --- | --- | --- |"
    schema = model.model_json_schema(mode="serialization")
    for name, field in schema["properties"].items():
        if without is None or name not in without.model_fields:
            known = field.get("description", ""), field.get("description_zh", "")
            yield f"| `{name}` | {_values(field)} | {known[0]} | {known[1]} |"


def _values(field: Mapping[str, Any]) -> str:
    """Describe the type of a property in a word or two."""
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_values(option) for option in field["anyOf"]))
    if "enum" in field:
        named = [name for name, values in VOCABULARIES.items() if set(values) >= set(field["enum"])]
        exact = [name for name in named if list(VOCABULARIES[name]) == field["enum"]]
        return f"[{(exact or named)[0]}](#{(exact or named)[0]})"
    if "$ref" in field:
        return str(field["$ref"].rpartition("/")[2])
    if field.get("type") == "array":
        return f"list of {_values(field['items'])}" if "items" in field else "list"
    if field.get("type") == "object":
        return f"map to {_values(field['additionalProperties'])}"
    if str(field.get("pattern", "")).startswith(r"^\d{4}"):
        return "date"
    return {"null": "null"}.get(str(field.get("type")), str(field.get("type")))


def _lists() -> Iterator[str]:
    yield "\n# Closed lists 取值表"
    for name, values in VOCABULARIES.items():
        yield f"\n## {name}\n\n| value 值 | meaning | 含义 |\n| --- | --- | --- |"
        for value in values:
            yield f"| `{value}` | {label(name, value)} | {label(name, value, 'zh')} |"


def _variables() -> Iterator[str]:
    yield "\n# Variables of a comparison 比较变量"
    for topic in VOCABULARIES["topic"]:
        yield f"\n## {label('topic', topic)} {label('topic', topic, 'zh')}\n"
        yield "| id | name | 名称 | type | unit 单位 | definition | 含义 | computed |"
        yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
        for item in (*variables(), IN_FORCE):
            if item.topic == topic:
                yield _variable_row(item)


def _variable_row(item: Variable) -> str:
    kind = f"list of {item.type}" if item.many else item.type
    if item.vocabulary:
        kind += f" ({item.vocabulary})"
    cells = (
        f"`{item.id}`", item.name, item.name_zh, kind, item.unit or "", item.definition,
        item.definition_zh, item.computed,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"
