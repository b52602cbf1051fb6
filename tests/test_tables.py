"""Tidy tables: complete, keyed, described, and good for the questions that docs/tables.md asks."""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import regex
from openpyxl import load_workbook

from extractor import Failure, PolicyNotice, extract
from extractor.comparison.tables import Table, tables
from extractor.export.tidy import write_folder
from extractor.models import RECORD_TYPES

FAILURE = Failure(name="scan.pdf", sha256=None, code="unsupported", message="scan.pdf: a picture")


@pytest.fixture(scope="module")
def notices(corpus_dir: Path) -> list[PolicyNotice | Failure]:
    return [*(extract(p) for p in sorted((corpus_dir / "notices").glob("*.txt"))), FAILURE]


@pytest.fixture(scope="module")
def made(notices: list[PolicyNotice | Failure]) -> tuple[Table, ...]:
    return tables(notices)


@pytest.fixture(scope="module")
def folder(made: tuple[Table, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables")
    write_folder(made, path)
    return path


def _column(table: Table, *names: str) -> list[tuple[Any, ...]]:
    at = [[c.name for c in table.columns].index(name) for name in names]
    return [tuple(row[n] for n in at) for row in table.rows]


def _named(made: tuple[Table, ...], name: str) -> Table:
    return next(table for table in made if table.name == name)


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_every_record_is_a_row(
    made: tuple[Table, ...], notices: list[PolicyNotice | Failure], kind: str
) -> None:
    ids = [r.id for n in notices if isinstance(n, PolicyNotice) for r in getattr(n, kind)]
    assert ids
    assert [row[0] for row in _column(_named(made, kind), "record_id")] == ids


def test_keys_are_unique_and_links_lead_somewhere(made: tuple[Table, ...]) -> None:
    by_name = {table.name: table for table in made}
    for table in made:
        keys = _column(table, *table.key)
        assert len(set(keys)) == len(keys), table.name
        for here, name, there in table.links:
            assert set(_column(table, *here)) <= set(_column(by_name[name], *there)), table.name


def test_every_record_has_its_evidence(made: tuple[Table, ...]) -> None:
    known = set(_column(_named(made, "evidence"), "notice_id", "record_id", "n"))
    for kind in RECORD_TYPES:
        ids = _column(_named(made, kind), "notice_id", "record_id")
        assert {(*key, 1) for key in ids} <= known


def test_a_failure_is_a_row_too(made: tuple[Table, ...]) -> None:
    assert _column(_named(made, "failures"), "name", "code") == [("scan.pdf", "unsupported")]


def test_notices_of_one_name_stay_apart(corpus_dir: Path) -> None:
    notice = extract(corpus_dir / "notices" / "yunling_renovation.txt")
    rows = _column(_named(tables([notice, notice]), "notices"), "notice_id")
    assert rows == [("yunling_renovation.txt",), ("yunling_renovation.txt#2",)]


def test_every_field_of_a_record_is_a_column(made: tuple[Table, ...]) -> None:
    for kind, model in RECORD_TYPES.items():
        names = {column.name for column in _named(made, kind).columns}
        left = set(model.model_fields) - names - {"id", "evidence"}
        assert left <= {"condition", "related"}, kind
    assert {"condition_min", "condition_text"} <= {
        column.name for column in _named(made, "funding").columns
    }


def test_every_column_is_described_in_both_languages(made: tuple[Table, ...]) -> None:
    for table in made:
        assert table.title and table.title_zh
        for column in table.columns:
            assert column.description and column.description_zh, (table.name, column.name)


def test_the_package_describes_the_files(folder: Path, made: tuple[Table, ...]) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [r["name"] for r in package["resources"]] == [table.name for table in made]
    for resource, table in zip(package["resources"], made, strict=True):
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        head = content.decode("utf-8").splitlines()[0].split(",")
        assert [f["name"] for f in resource["schema"]["fields"]] == head
        assert resource["schema"]["primaryKey"] == list(table.key)
    assert {f["type"] for r in package["resources"] for f in r["schema"]["fields"]} == {
        "string", "integer", "number", "boolean", "date",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_the_same_notices_give_the_same_bytes(
    made: tuple[Table, ...], tmp_path: Path, form: Any
) -> None:
    first, second = (write_folder(made, tmp_path / name, form) for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def _typed(table: Table) -> list[tuple[Any, ...]]:
    return [tuple(float(v) if isinstance(v, Decimal) else v for v in row) for row in table.rows]


def test_parquet_gives_the_rows_back(made: tuple[Table, ...], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write_folder(made, tmp_path, "parquet")
    for table in made:
        file = str(tmp_path / f"{table.name}.parquet")
        rows = duckdb.execute("SELECT * FROM read_parquet(?)", [file]).fetchall()
        dates = [n for n, c in enumerate(table.columns) if c.type == "date"]
        found = [
            tuple(str(v) if n in dates and v is not None else v for n, v in enumerate(row))
            for row in rows
        ]
        assert found == _typed(table), table.name


def test_the_workbook_has_a_sheet_for_each_table(made: tuple[Table, ...], tmp_path: Path) -> None:
    (path,) = write_folder(made, tmp_path, "xlsx")
    book = load_workbook(path)
    assert book.sheetnames == [*(table.name for table in made), "codebook"]
    for table in made:
        assert book[table.name].max_row == len(table.rows) + 1
    values = [row[0] for row in book["targets"].iter_rows(min_row=2, values_only=True)]
    assert values == [row[0] for row in _column(_named(made, "targets"), "notice_id")]


def _questions(page: str) -> list[tuple[str, str]]:
    """Return each SQL block of a page with the table that is shown behind it."""
    pattern = regex.compile(r"```sql\n(.*?)```\n\n```\n(.*?)```", regex.S)
    return [(found[1], found[2]) for found in pattern.finditer(page)]


def test_the_questions_of_the_page_have_the_answers_shown(
    repo_root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(folder)
    asked = _questions((repo_root / "docs" / "tables.md").read_text("utf-8"))
    assert len(asked) >= 3
    for sql, shown in asked:
        result = duckdb.sql(sql)
        lines = [" | ".join(map(str, row)) for row in result.fetchall()]
        assert [" | ".join(result.columns), *lines] == shown.splitlines(), sql
