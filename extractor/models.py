"""What the program returns: evidence, the six record types, the notice.

Frozen pydantic models whose field descriptions, in English and Chinese, feed the JSON Schemas and
the codebook. Values are normalised: ISO 8601 dates, CNY, m2, percent, GB/T 2260 codes.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

SCHEMA_VERSION = "1.0"


def plain_number(value: Decimal) -> int | float:
    """Return *value* as JSON prints it: an integer where integral, else the shortest decimal.

    >>> plain_number(Decimal("394.860")), plain_number(Decimal("3948600.0"))
    (394.86, 3948600)
    """
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    PlainSerializer(plain_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


def described(en: str, zh: str, **extra: Any) -> Any:
    """Return a pydantic field with its description in both languages."""
    return Field(description=en, json_schema_extra={"description_zh": zh}, **extra)


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Role = Literal["own", "context"]
Unit = Literal["count", "m2", "CNY", "percent"]
Comparator = Literal["eq", "ge", "le", "gt", "lt", "approx", "range"]
Indicator = Literal[
    "communities",
    "projects",
    "buildings",
    "households",
    "residents",
    "floor_area",
    "investment",
    "elevators",
    "rate",
    "other",
]
Relation = Literal["by", "during", "from", "recurring", "ongoing"]
ActorType = Literal[
    "government",
    "leading_group",
    "housing_construction",
    "development_reform",
    "finance",
    "civil_affairs",
    "natural_resources",
    "public_security",
    "education",
    "industry_it",
    "health",
    "culture_sports",
    "urban_management",
    "audit",
    "petition",
    "admin_approval",
    "water",
    "provident_fund",
    "housing_authority",
    "commerce",
    "transport",
    "emergency_fire",
    "market_regulation",
    "ecology",
    "human_resources",
    "disabled_federation",
    "inspection_office",
    "subdistrict_township",
    "community",
    "owners",
    "property_company",
    "utility",
    "contractor",
    "social_capital",
    "sponsor_unit",
    "department",
    "other",
]
DutyRole = Literal["lead", "support", "guide", "supervise", "responsible"]
Payer = Literal[
    "central",
    "provincial",
    "municipal",
    "county",
    "government",
    "residents",
    "original_owner",
    "utility",
    "social_capital",
    "financial_institution",
    "other",
]
Instrument = Literal[
    "budget",
    "subsidy",
    "special_bond",
    "treasury_bond",
    "loan",
    "maintenance_fund",
    "provident_fund",
    "community_revenue",
    "in_kind",
    "self_raised",
    "asset_sale",
    "investment",
    "integrated_funds",
    "fee_relief",
    "other",
]
FundingKind = Literal["source", "share", "cap", "threshold", "amount", "restriction"]
FundingUnit = Literal["percent", "CNY", "CNY_per_household", "CNY_per_m2", "CNY_per_unit"]
EligibilityKind = Literal["built_before", "include", "exclude"]
Tier = Literal["basic", "improvement", "upgrade", "unspecified"]
WorkItem = Literal[
    "water_supply",
    "drainage",
    "power_supply",
    "gas",
    "heating",
    "roads",
    "fire_safety",
    "security",
    "waste_sorting",
    "telecom",
    "overhead_lines",
    "lighting",
    "roof",
    "facade",
    "stairwell",
    "energy_saving",
    "illegal_structures",
    "clutter",
    "greening",
    "parking",
    "ev_charging",
    "accessibility",
    "elderly_friendly",
    "elevators",
    "parcel_lockers",
    "culture_leisure",
    "sports",
    "public_toilets",
    "signage",
    "property_rooms",
    "community_rooms",
    "health",
    "education",
    "elder_care",
    "child_care",
    "meal_service",
    "housekeeping",
    "market",
    "smart",
    "rehabilitation",
    "interior",
    "walls_fences",
    "other",
]
WarningCode = Literal[
    "typo",
    "sum_mismatch",
    "year_inherited",
    "window_reversed",
    "validity_ended",
    "missing_part",
    "place_ambiguous",
    "place_unknown",
    "no_plan",
    "encoding",
    "numbering",
    "converted",
    "cut",
    "left_out",
    "page_without_text",
    "text_layer_broken",
    "page_damaged",
    "table_not_read",
    "format_mismatch",
    "ocr",
    "ocr_doubtful",
    "seal_may_hide",
]


class Evidence(Model):
    """A stretch of the notice's text: half-open offsets in code points, and the text itself."""

    start: int = described("Offset of the first character.", "首字符位置（码点）。", ge=0)
    end: int = described("Offset behind the last character.", "末字符之后的位置。", ge=0)
    text: str = described("document.text[start:end], unchanged.", "原文，与正文逐字相同。")
    page: int | None = described("Page, from 1; null without pages.", "页码，自1起；无页为空。")
    role: Role = described(
        "own: the record's own span; context: what it inherits (a year, a subject, a unit).",
        "own为记录自身，context为所继承的上下文。",
    )


class Record(Model):
    """What every record carries besides its own fields."""

    id: str = described("type-start-end-n, n from 1.", "类型-起-止-序号。")
    section: tuple[str, ...] = described(
        "Printed headings from the root, without number and final punctuation.",
        "所在标题路径，不含序号与末尾标点。",
    )
    rule: str = described("Id of the rule that made it.", "所用规则编号。")
    evidence: tuple[Evidence, ...] = described(
        "evidence[0] is its own span; inherited parts follow.", "证据；首项为自身。", min_length=1
    )


class Target(Record):
    """A quantified goal or planned quantity. 目标"""

    indicator: Indicator = described("What is counted.", "指标。")
    indicator_text: str | None = described(
        "For rate and other: what is counted, as printed.", "比率及其他指标的原文名称。"
    )
    value: Number = described("Number; lower bound of a range.", "数值；区间为下限。")
    value_max: Number | None = described("Upper bound of a range.", "区间上限。")
    unit: Unit = described("count, m2, CNY or percent.", "单位。")
    unit_text: str | None = described("Unit as printed.", "原文单位。")
    comparator: Comparator = described("How the number binds.", "比较方式。")
    change: Literal["level", "increase", "decrease", "multiple"] = described(
        "A level to reach, or a change by.", "达到的水平，或变化幅度。"
    )
    accumulation: Literal["total", "new", "per_year"] | None = described(
        "Cumulated, new, or each year.", "累计、新增或每年。"
    )
    hedged: bool = described("Softened by 力争, 原则上 and the like.", "是否为力争、原则上等。")
    period_start: IsoDate | None = described("Begin of the period.", "期间起。")
    period_end: IsoDate | None = described("End of the period.", "期间止。")
    area: str | None = described("Sub-region, as printed.", "所属分区原文。")


class Deadline(Record):
    """When a task is to be done. 时限"""

    relation: Relation = described("by, during, from, recurring, ongoing.", "时限关系。")
    start: IsoDate | None = described("First day.", "起始日。")
    end: IsoDate | None = described("Last day.", "截止日。")
    recurrence: str | None = described("RFC 5545 rule.", "周期规则（RFC 5545）。")
    phase: str | None = described("Name of the phase.", "阶段名称。")
    task: str | None = described("What is to be done, as printed.", "任务原文。")


class Responsibility(Record):
    """Who has to do what. 责任"""

    actor: str = described("One body, as printed.", "责任主体原文。")
    actor_type: ActorType = described("Type of the body.", "主体类型。")
    role: DutyRole = described("Role in the duty.", "责任角色。")
    task: str | None = described("What is to be done, as printed.", "任务原文。")
    related: tuple[str, ...] = described(
        "Ids of the deadlines and targets that belong to the duty.", "相关时限与目标的编号。"
    )


class Condition(Model):
    """Tier or condition of a funding rule: a numeric tier, or its words."""

    variable: str | None = described("What the tier measures.", "分档变量。")
    min: Number | None = described("Lower end.", "下限。")
    max: Number | None = described("Upper end.", "上限。")
    min_inclusive: bool | None = described("Lower end included.", "是否含下限。")
    max_inclusive: bool | None = described("Upper end included.", "是否含上限。")
    text: str | None = described("Condition as printed.", "条件原文。")


class Funding(Record):
    """Who pays, how much, under what condition. 资金"""

    payer: Payer = described("Who pays.", "出资方。")
    instrument: Instrument | None = described("By which means.", "资金工具。")
    kind: FundingKind = described("source, share, cap, threshold …", "规则类别。")
    value: Number | None = described("Number; lower bound of a range.", "数值；区间为下限。")
    value_max: Number | None = described("Upper bound of a range.", "区间上限。")
    unit: FundingUnit | None = described("Unit of the value.", "单位。")
    per: str | None = described("For CNY_per_unit: each what.", "按何单位计。")
    comparator: Comparator | None = described("How the number binds.", "比较方式。")
    base: str | None = described("What a share is a share of.", "比例基数原文。")
    condition: Condition | None = described("Tier or condition.", "档次或条件。")


class Eligibility(Record):
    """Which objects are in and out of the programme. 范围"""

    kind: EligibilityKind = described("built_before, include or exclude.", "类别。")
    cutoff: str | None = described("Date or bare year of a cutoff.", "建成年限。")


class Work(Record):
    """What is renovated or built. 改造内容"""

    tier: Tier = described("basic, improvement, upgrade or unspecified.", "类别档次。")
    item: WorkItem = described("What is done.", "改造项目。")


class Region(Model):
    """Official names and GB/T 2260 code, filled upwards."""

    province: str | None = described("Province.", "省级。")
    city: str | None = described("Prefecture.", "地级。")
    county: str | None = described("County.", "县级。")
    adcode: str | None = described("GB/T 2260 code.", "行政区划代码。")


class Citation(Model):
    """Another document cited in 《》."""

    title: str = described("Title without spaces.", "标题。")
    number: str | None = described("Its document number.", "文号。")


class Metadata(Model):
    """The notice itself, in the terms of GB/T 9704. 元数据"""

    title: str | None = described("Title of the plan.", "方案标题。")
    document_number: str | None = described("Document number, brackets as 〔〕.", "发文字号。")
    issuer: str | None = described("Issuing body, as printed.", "发文机关。")
    region: Region | None = described("Place that the plan is for.", "适用地区。")
    status: Literal["final", "draft"] = described("final or draft.", "正式或征求意见稿。")
    signed_on: IsoDate | None = described("Date of signature.", "成文日期。")
    printed_on: IsoDate | None = described("Date of printing, in the imprint.", "印发日期。")
    effective_from: IsoDate | None = described("First day of force.", "施行日期。")
    expires_on: IsoDate | None = described("Last day of force.", "有效期止。")
    recipients: tuple[str, ...] = described("Bodies that it is sent to.", "主送机关。")
    copied_to: tuple[str, ...] = described("Bodies that get a copy.", "抄送机关。")
    cites: tuple[Citation, ...] = described("Other documents cited.", "引用文件。")
    attachments: tuple[str, ...] = described("Names of the attachments.", "附件名称。")


class MetadataEvidence(Model):
    """Where a metadata field was read."""

    origin: Literal["text", "page_table", "file"] = described("Kind of source.", "来源。")
    evidence: tuple[Evidence, ...] = described("The places.", "证据。")


class Source(Model):
    """The input that a notice was read from."""

    name: str = described("Path relative to the argument given.", "相对路径。")
    media_type: str = described("IANA media type.", "媒体类型。")
    sha256: str | None = described("Hash of the input's bytes.", "文件散列。")
    text_sha256: str = described("Hash of the text in UTF-8.", "文本散列。")
    pages: int | None = described("Number of pages.", "页数。")
    reader: str = described("Reader that made the text.", "读取器。")
    ocr: bool = described("Whether characters were recognised.", "是否经文字识别。")
    attachments: tuple[str, ...] = described("Inputs linked to it.", "关联文件。")


class NoticeWarning(Model):
    """A doubt about the notice; nothing is corrected for it."""

    code: WarningCode = described("Closed list.", "代码。")
    message: str = described("In English.", "英文说明。")
    message_zh: str = described("In Chinese.", "中文说明。")
    evidence: tuple[Evidence, ...] = described("The places.", "证据。")


class PolicyNotice(Model):
    """One notice as structured data. 政策文件"""

    schema_version: str = described("Semantic version of this schema.", "模式版本。")
    source: Source = described("The input.", "来源文件。")
    metadata: Metadata = described("The notice itself.", "元数据。")
    metadata_evidence: dict[str, MetadataEvidence] = described(
        "Where each field stands.", "各字段证据。"
    )
    targets: tuple[Target, ...] = described("Goals.", "目标。")
    deadlines: tuple[Deadline, ...] = described("Deadlines.", "时限。")
    responsibilities: tuple[Responsibility, ...] = described("Duties.", "责任。")
    funding: tuple[Funding, ...] = described("Funding rules.", "资金。")
    eligibility: tuple[Eligibility, ...] = described("In and out.", "范围。")
    works: tuple[Work, ...] = described("Works.", "改造内容。")
    warnings: tuple[NoticeWarning, ...] = described("Doubts.", "疑点。")

    def to_json(self) -> str:
        """Return the notice as one line of JSON: fixed key order, exact numbers."""
        return self.model_dump_json()


class Failure(Model):
    """An input that gave no notice, and why."""

    name: str = described("Path relative to the argument given.", "相对路径。")
    sha256: str | None = described("Hash of the input's bytes.", "文件散列。")
    code: str = described("Stable word for the cause.", "原因代码。")
    message: str = described("What happened and what to do.", "说明。")


RECORD_TYPES: dict[str, type[Record]] = {
    "targets": Target,
    "deadlines": Deadline,
    "responsibilities": Responsibility,
    "funding": Funding,
    "eligibility": Eligibility,
    "works": Work,
}
"""Record types in the order of the JSON; the key is the field of PolicyNotice."""


CellStatus = Literal["stated", "not_stated", "unreadable", "conflicting"]


class Variable(Model):
    """A question put to every notice of a comparison."""

    id: str = described("Stable name.", "变量编号。")
    name: str = described("Name in English.", "英文名称。")
    name_zh: str = described("Name in Chinese.", "中文名称。")
    unit: str | None = described("Unit of the value.", "单位。")
    definition: str = described("How the value is found in the records.", "取值方法。")


class ComparedNotice(Model):
    """A notice (or an input that gave none) as a row of a comparison."""

    id: str = described("source.name, made unique.", "来源名称（唯一）。")
    region: Region | None = described("Place that the plan is for.", "适用地区。")
    title: str | None = described("Title of the plan.", "方案标题。")
    document_number: str | None = described("Document number.", "发文字号。")
    status: Literal["final", "draft"] | None = described("final or draft.", "正式或征求意见稿。")
    signed_on: IsoDate | None = described("Date of signature.", "成文日期。")


class CellEvidence(Model):
    """Where a cell's value comes from."""

    notice: str = described("Id of the notice.", "文件编号。")
    record: str = described(
        "Id of the record; metadata.FIELD for a field of the metadata.", "记录编号或元数据字段。"
    )


class Cell(Model):
    """The answer of one notice to one variable."""

    notice: str = described("Id of the notice.", "文件编号。")
    variable: str = described("Id of the variable.", "变量编号。")
    status: CellStatus = described(
        "stated; not_stated: the notice was read and does not say; unreadable: the input gave no "
        "notice; conflicting: it says several things.",
        "stated已载明，not_stated未载明，unreadable无法读取，conflicting前后不一。",
    )
    value: Number | str | tuple[Number | str, ...] | None = described(
        "The value; all values of a conflicting cell.", "取值；不一致时列出全部。"
    )
    unit: str | None = described("Unit of the value.", "单位。")
    evidence: tuple[CellEvidence, ...] = described("The records behind it.", "依据。")


class Comparison(Model):
    """Many notices' plans side by side: one cell for each notice and variable. 比较"""

    schema_version: str = described("Semantic version of this schema.", "模式版本。")
    variables: tuple[Variable, ...] = described("The questions.", "变量。")
    notices: tuple[ComparedNotice, ...] = described("The rows.", "文件。")
    cells: tuple[Cell, ...] = described("The answers, notice by notice.", "取值。")

    def to_json(self, path: str | Path | None = None) -> str:
        """Return the comparison as one line of JSON; write it to *path* as well, if given."""
        text = self.model_dump_json()
        if path is not None:
            Path(path).write_text(text + "\n", "utf-8")
        return text

    def to_frame(self) -> Any:
        """Return a pandas DataFrame with one row for each cell.

        Raises ImportError with the install line where pandas is missing.
        """
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise ImportError(
                "to_frame needs pandas: pip install 'gongwen-extractor[frames]'"
            ) from error
        places = {n.id: (n.region or Region.model_construct()).model_dump() for n in self.notices}
        return DataFrame(
            [
                {
                    "notice": cell.notice,
                    **places[cell.notice],
                    "variable": cell.variable,
                    "status": cell.status,
                    "value": _framed(cell.value),
                    "unit": cell.unit,
                }
                for cell in self.cells
            ]
        )


def _framed(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_framed(item) for item in value]
    return plain_number(value) if isinstance(value, Decimal) else value
