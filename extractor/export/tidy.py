"""Tidy tables → a folder: a file for each table, and ``datapackage.json`` that describes them.

The description follows Frictionless Data (tabular data package 1.0): types, units, descriptions in
both languages, keys. The same notices give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from extractor.comparison.tables import Column, Table
from extractor.export.csv import table_csv
from extractor.models import SCHEMA_VERSION

Format = Literal["csv", "parquet", "xlsx"]
PACKAGE = "datapackage.json"
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def write_folder(tables: Sequence[Table], folder: Path, form: Format = "csv") -> list[Path]:
    """Write the tables and their description to *folder*; return the files written.

    As ``xlsx`` all tables are sheets of one workbook, ``tables.xlsx``, which has its own codebook.
    Raises ImportError with the install line where Parquet is asked for without duckdb.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        from extractor.export.xlsx import write_tables

        write_tables(tables, folder / "tables.xlsx")
        return [folder / "tables.xlsx"]
    files = [_write(table, folder, form) for table in tables]
    resources = [_resource(table, file) for table, file in zip(tables, files, strict=True)]
    package = {
        "profile": "tabular-data-package",
        "name": "gongwen-tables",
        "title": "Plans in government notices, as tidy tables",
        "title_zh": "政府公文所载方案（整洁表）",
        "version": SCHEMA_VERSION,
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / PACKAGE).write_bytes(text.encode("utf-8"))
    return [*files, folder / PACKAGE]


def _write(table: Table, folder: Path, form: Format) -> Path:
    path = folder / f"{table.name}.{form}"
    if form == "parquet":
        from extractor.export.parquet import table_parquet

        table_parquet(table, path)
    else:
        path.write_bytes(table_csv(table).encode("utf-8"))
    return path


def _resource(table: Table, file: Path) -> dict[str, Any]:
    form = file.suffix[1:]
    content = file.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "title_zh": table.title_zh,
        "path": file.name,
        "format": form,
        "mediatype": _MEDIA[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(here), "reference": {"resource": name, "fields": list(there)}}
                for here, name, there in table.links
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    unit = {"unit": column.unit} if column.unit else {}
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        "description_zh": column.description_zh,
        **unit,
    }
