"""Parquet, through duckdb: of a comparison and of tidy tables.

Rows pass through a file of JSON lines, since a statement for each row is slow. Numbers are
doubles, dates are dates.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractor.comparison.compared import Comparison
from extractor.comparison.tables import Table
from extractor.export.grid import cells_table
from extractor.models import plain_number

_TYPES = {
    "string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
    "date": "DATE",
}  # fmt: skip


def write_parquet(comparison: Comparison, path: Path) -> None:
    """Write the cells of a comparison, a row for each value.

    Raises ImportError with the install line where duckdb is missing.
    """
    table_parquet(cells_table(comparison), path)


def table_parquet(table: Table, path: Path) -> None:
    """Write a table; the same rows give the same bytes for one version of duckdb.

    Raises ImportError with the install line where duckdb is missing.
    """
    try:
        import duckdb
    except ImportError as error:
        raise ImportError(
            "Parquet needs duckdb: pip install 'gongwen-extractor[parquet]'"
        ) from error
    types = {column.name: _TYPES[column.type] for column in table.columns}
    columns = ", ".join(f"{_quoted(name)}: '{type_}'" for name, type_ in types.items())
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        source, target = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        source.write_bytes("".join(_line(table, row) for row in table.rows).encode("utf-8"))
        connection.execute(
            f"COPY (SELECT * FROM read_json({_quoted(str(source))}, columns = {{{columns}}}, "
            f"format = 'newline_delimited')) TO {_quoted(str(target))} (FORMAT parquet)"
        )
        path.write_bytes(target.read_bytes())


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _line(table: Table, row: tuple[Any, ...]) -> str:
    names = (column.name for column in table.columns)
    pairs = {name: _plain(value) for name, value in zip(names, row, strict=True)}
    return json.dumps(pairs, ensure_ascii=True) + "\n"


def _plain(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value
