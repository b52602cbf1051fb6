"""What a comparison returns: variables, cells, checks, and the evidence behind them.

Frozen models apart from those of a notice (``models.py``), since they are about many notices. The
methods that write files import ``extractor.export`` when called, so that reading a comparison
needs none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any, Literal

from extractor.models import (
    Comparator,
    Condition,
    IsoDate,
    Model,
    Number,
    Region,
    described,
)

Topic = Literal["identity", "eligibility", "scale", "derived", "time", "money", "works", "duties"]
VariableType = Literal["number", "date", "text", "code"]
CellStatus = Literal["stated", "not_stated", "unreadable", "conflicting"]
InForce = Literal["yes", "not_yet", "ended"]
CheckCode = Literal["sum_mismatch", "outlier", "window_reversed", "validity_ended", "validity_over"]
Value = Number | str | tuple[Number | str, ...]


def row_ids(names: Iterable[str]) -> list[str]:
    """Return names made unique: the second ``a.txt`` is ``a.txt#2``.

    >>> row_ids(["a.txt", "b.txt", "a.txt"])
    ['a.txt', 'b.txt', 'a.txt#2']
    """
    taken: set[str] = set()
    ids = []
    for name in names:
        numbered = (name if n == 1 else f"{name}#{n}" for n in count(1))
        ids.append(next(id_ for id_ in numbered if id_ not in taken))
        taken.add(ids[-1])
    return ids


class Variable(Model):
    """A question put to every notice of a comparison."""

    id: str = described("Stable name.", "变量编号。")
    topic: Topic = described("What it is about.", "主题。")
    name: str = described("Name in English.", "英文名称。")
    name_zh: str = described("Name in Chinese.", "中文名称。")
    type: VariableType = described("Type of a single value.", "单个取值的类型。")
    many: bool = described("A cell may hold a list of values.", "一格可有多个取值。")
    unit: str | None = described("Unit of the value.", "单位。")
    vocabulary: str | None = described(
        "For codes: the closed list that names them.", "代码所属的取值表。"
    )
    definition: str = described("What it means.", "含义（英文）。")
    definition_zh: str = described("What it means, in Chinese.", "含义。")
    computed: str = described("How the value is found in the records.", "取值方法。")


class ComparedNotice(Model):
    """A notice (or an input that gave none) as a row of a comparison."""

    id: str = described("source.name, made unique.", "来源名称（唯一）。")
    region: Region | None = described("Place that the plan is for.", "适用地区。")
    place: str | None = described(
        "Key of the place, by which notices of one city stand together: its code, else its name.",
        "地区键：行政区划代码，无代码时为地名；同一地区的文件归在一起。",
    )
    rank: int = described(
        "Place among the notices of one place: those in force first (with a day given), then the "
        "newest.",
        "同一地区内的次序：有效者在前（给定日期时），其次新者在前。",
        ge=1,
    )
    title: str | None = described("Title of the plan.", "方案标题。")
    document_number: str | None = described("Document number.", "发文字号。")
    status: Literal["final", "draft"] | None = described("final or draft.", "正式或征求意见稿。")
    signed_on: IsoDate | None = described("Date of signature.", "成文日期。")
    in_force: InForce | None = described(
        "On the day given: yes, not_yet or ended; null without a day, or where not stated.",
        "在给定日期是否有效；未给日期或未载明时为空。",
    )
    failure: str | None = described("Why the input gave no notice.", "无法读取的原因。")


class CellEvidence(Model):
    """Where a cell's value comes from."""

    notice: str = described("Id of the notice.", "文件编号。")
    record: str = described(
        "Id of the record; metadata.FIELD for a field of the metadata.", "记录编号或元数据字段。"
    )


class EvidenceText(Model):
    """What a record that stands behind a cell says, and where."""

    notice: str = described("Id of the notice.", "文件编号。")
    record: str = described("Id of the record, or metadata.FIELD.", "记录编号或元数据字段。")
    start: int = described("Offset of the first character.", "首字符位置（码点）。")
    end: int = described("Offset behind the last character.", "末字符之后的位置。")
    page: int | None = described("Page, from 1; null without pages.", "页码，自1起；无页为空。")
    text: str = described("The record's own words in the notice.", "记录自身的原文。")


class CellValue(Model):
    """One of the values of a cell, with what tells it from the others."""

    value: Number | str = described("The value: a number, text or a code.", "取值。")
    number: Number | None = described("The number in it, if there is one.", "其中的数值。")
    value_max: Number | None = described("Upper bound of a range.", "区间上限。")
    comparator: Comparator | None = described("How the number binds.", "比较方式。")
    unit: str | None = described("Unit of the number.", "数值的单位。")
    every: Literal["month"] | None = described(
        "For sums: paid each month, where the record's words say so.", "金额按月计（原文载明时）。"
    )
    of: str | None = described(
        "What it is a value of: the year, area, rate, phase or thing counted.",
        "所属名称：年度、地区、比率、阶段或所计对象。",
    )
    period_start: IsoDate | None = described("Begin of the period of a number.", "期间起。")
    period_end: IsoDate | None = described("End of the period of a number.", "期间止。")
    area: str | None = described("Sub-region, as printed.", "所属分区原文。")
    base: str | None = described("What a share is a share of.", "比例基数原文。")
    condition: Condition | None = described("Tier or condition.", "档次或条件。")
    records: tuple[str, ...] = described("Ids of the records behind it.", "依据的记录编号。")


class Cell(Model):
    """The answer of one notice to one variable."""

    notice: str = described("Id of the notice.", "文件编号。")
    variable: str = described("Id of the variable.", "变量编号。")
    status: CellStatus = described(
        "stated; not_stated: the notice was read and does not say; unreadable: the input gave no "
        "notice, or a part of it could not be read; conflicting: it says several things that "
        "cannot all hold.",
        "stated已载明；not_stated未载明；unreadable无法读取（全部或部分）；conflicting前后不一。",
    )
    value: Value | None = described(
        "The value; a list where the variable has many; all values of a conflicting cell.",
        "取值；可有多值者为列表；不一致时列出全部。",
    )
    value_max: Number | None = described("Upper bound of a range.", "区间上限。")
    comparator: Comparator | None = described("How a number binds.", "比较方式。")
    unit: str | None = described("Unit of the value.", "单位。")
    period_start: IsoDate | None = described("Begin of the period of a number.", "期间起。")
    period_end: IsoDate | None = described("End of the period of a number.", "期间止。")
    counted: str | None = described(
        "What the number counts, where that is not the variable's own thing (餐饮单位 for "
        "households): such a number is not compared with those of other notices.",
        "所计对象与变量本义不同时的原文（如户数实为餐饮单位）；此类数不与其他文件比较。",
    )
    note: str | None = described("Why the cell is as it is, where that needs saying.", "英文说明。")
    note_zh: str | None = described("The same in Chinese.", "说明。")
    values: tuple[CellValue, ...] = described(
        "Each value by itself, with what tells it from the others; as many as stand apart by "
        "base, condition, area or period.",
        "逐一列出的取值及其区别：基数、条件、地区、期间等。",
    )
    evidence: tuple[CellEvidence, ...] = described("The records behind it.", "依据。")


class ComparisonCheck(Model):
    """A doubt that arises when plans are compared; nothing is corrected for it."""

    code: CheckCode = described("Closed list.", "代码。")
    notice: str = described("Id of the notice.", "文件编号。")
    variable: str | None = described("Id of the variable, if it is about one.", "相关变量编号。")
    message: str = described("In English.", "英文说明。")
    message_zh: str = described("In Chinese.", "中文说明。")
    evidence: tuple[CellEvidence, ...] = described("The records behind it.", "依据。")


class Comparison(Model):
    """Many notices' plans side by side: one cell for each notice and variable. 比较"""

    schema_version: str = described("Semantic version of this schema.", "模式版本。")
    as_of: IsoDate | None = described(
        "The day that validity was checked for.", "核对有效性的日期。"
    )
    variables: tuple[Variable, ...] = described("The questions.", "变量。")
    notices: tuple[ComparedNotice, ...] = described("The rows.", "文件。")
    cells: tuple[Cell, ...] = described("The answers, notice by notice.", "取值。")
    checks: tuple[ComparisonCheck, ...] = described("Doubts.", "疑点。")
    evidence: tuple[EvidenceText, ...] = described(
        "What the records named by cells and checks say.", "所引记录的原文。"
    )

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the comparison as one line of JSON; write it to *path* as well, if given."""
        text = self.model_dump_json()
        if path is not None:
            Path(path).write_bytes((text + "\n").encode("utf-8"))
        return text

    def to_frame(self, *, wide: bool = False) -> Any:
        """Return a pandas DataFrame with one row for each cell; *wide*: one for each notice.

        Raises ImportError with the install line where pandas is missing.
        """
        from extractor.export.frame import frame

        return frame(self, wide=wide)

    def to_csv(self, path: str | Path, *, wide: bool = False) -> None:
        """Write the cells as CSV, one a row, or *wide*: one notice a row, one variable a column."""
        from extractor.export.csv import write_csv

        write_csv(self, Path(path), wide=wide)

    def to_xlsx(self, path: str | Path) -> None:
        """Write a workbook: a sheet for each topic, with the notices' words as comments."""
        from extractor.export.xlsx import write_xlsx

        write_xlsx(self, Path(path))

    def to_parquet(self, path: str | Path) -> None:
        """Write the cells as Parquet, one a row.

        Raises ImportError with the install line where duckdb is missing.
        """
        from extractor.export.parquet import write_parquet

        write_parquet(self, Path(path))

    def _repr_html_(self) -> str:
        """Return a small table for notebooks."""
        from extractor.export.notebook import comparison_html

        return comparison_html(self)
