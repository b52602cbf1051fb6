"""The files of schemas/: as they would be made, valid for what is written, and complete."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor import compare, extract, models
from extractor.labels import load_labels
from extractor.schemas import VOCABULARIES, schema_files

FILES = schema_files()


@pytest.mark.parametrize("name", FILES)
def test_the_checked_in_file_is_up_to_date(repo_root: Path, name: str) -> None:
    assert (repo_root / "schemas" / name).read_bytes().decode("utf-8") == FILES[name], (
        "run: make schemas"
    )


def test_there_are_no_other_files(repo_root: Path) -> None:
    assert {path.name for path in (repo_root / "schemas").iterdir()} == set(FILES)


def test_every_value_has_a_label_in_both_languages() -> None:
    known = load_labels()
    missing = [
        f"{name}.{value}"
        for name, values in VOCABULARIES.items()
        for value in values
        if set(known.get(name, {}).get(value, {})) != {"en", "zh"}
    ]
    assert missing == []


def test_no_label_is_left_over() -> None:
    listed = {(name, value) for name, values in load_labels().items() for value in values}
    assert listed == {(name, value) for name, values in VOCABULARIES.items() for value in values}


def test_every_failure_code_is_listed() -> None:
    from extractor.errors import ExportError, ExtractorError, GoldError, InputError, PatternError

    codes = {error.code for error in ExtractorError.__subclasses__()} - {
        ExportError.code,
        GoldError.code,
        InputError.code,
        PatternError.code,
    }
    assert codes < set(VOCABULARIES["failure"])


def _fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    definitions = [schema, *schema.get("$defs", {}).values()]
    return [item for d in definitions for item in d.get("properties", {}).items()]


@pytest.mark.parametrize("name", ["notice.schema.json", "comparison.schema.json"])
def test_every_field_is_described_in_both_languages(name: str) -> None:
    for field, schema in _fields(json.loads(FILES[name])):
        assert schema.get("description") and schema.get("description_zh"), field


def _accepts(schema: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    """Check the part of JSON Schema that the models use: enough to see a key or a type go wrong."""
    if "$ref" in schema:
        return _accepts(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root)
    if "anyOf" in schema:
        return any(_accepts(option, value, root) for option in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kinds: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "array": list,
        "object": dict,
        "null": type(None),
    }
    if not isinstance(value, kinds[schema["type"]]):
        return False
    if isinstance(value, list):
        return all(_accepts(schema["items"], item, root) for item in value)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        rest = schema.get("additionalProperties", {})
        assert set(schema.get("required", [])) <= set(value)
        assert rest or set(value) <= set(known)
        return all(_accepts(known.get(key, rest), item, root) for key, item in value.items())
    return True


def test_the_corpus_is_valid(corpus_dir: Path) -> None:
    notices = [extract(path) for path in sorted((corpus_dir / "notices").glob("*.txt"))]
    assert notices
    notice_schema = json.loads(FILES["notice.schema.json"])
    for notice in notices:
        data = json.loads(notice.to_json())
        assert _accepts(notice_schema, data, notice_schema)
        assert list(data) == list(notice_schema["properties"]), "every key, in this order"
    comparison_schema = json.loads(FILES["comparison.schema.json"])
    assert _accepts(comparison_schema, json.loads(compare(notices).to_json()), comparison_schema)


def test_rule_files_are_valid(repo_root: Path) -> None:
    schema = json.loads(FILES["pattern.schema.json"])
    entry = schema["$defs"]["entry"]
    kinds = {
        rule["if"]["properties"]["kind"]["const"]: rule["then"]["properties"]["pattern"]["items"]
        for rule in schema["allOf"]
    }
    for path in sorted((repo_root / "patterns").glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        if "kind" not in data:
            continue
        allowed = kinds[data["kind"]]["properties"]["yields"]["propertyNames"]["enum"]
        for pattern in data["pattern"]:
            assert set(pattern) <= set(entry["properties"]) and set(entry["required"]) <= set(
                pattern
            )
            assert set(pattern.get("yields", {})) <= set(allowed), pattern["id"]


def test_numbers_are_printed_as_they_are() -> None:
    from decimal import Decimal

    rows = [
        ("394.86", "394.86"),
        ("3948600.0", "3948600"),
        ("0.10", "0.1"),
        ("1E+9", "1000000000"),
        ("821761000", "821761000"),
    ]
    for number, printed in rows:
        assert json.dumps(models.plain_number(Decimal(number))) == printed
