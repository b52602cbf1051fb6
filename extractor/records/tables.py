"""Targets in tables: rows of cells, cells flattened to a line each, and rows run together.

A table's number has its unit in the header (面积（万平方米）), in a unit column or in its own cell, what
it counts in the header or in the row's label, its year in the header or the label, and its
sub-region in the label. Number and unit are parsed together; header, unit and year are context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.numbers import Quantity, find_quantities
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.records.target_nouns import indicator, nouns
from extractor.records.target_periods import Period, Periods, of_window
from extractor.segment import Clause, Paragraph

_NUMBER = regex.compile(r"(?P<sign>[≥≤><]|>=|<=)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[\u4e00-\u9fff㎡²]{0,5})(?P<above>以上|左右)?")
_SIGNS = {"≥": "ge", ">=": "ge", "≤": "le", "<=": "le", ">": "gt", "<": "lt"}
_UNIT = regex.compile(
    r"%|[十百千万亿]{0,2}(?:元|平方米|平米|㎡|m²|公里|千米|米|亩|公顷|吨|千瓦|千瓦时|人次|人|名|户|户次|个|家|套|栋|幢|座|部"
    r"|台|台套|辆|张|项|件|条|处|所|间|盏|株|次|场|场次|只|对|千伏安|立方米|平方公里|TB|PB|PFLOPS|标准煤|个百分点)"
)
_BRACKET = regex.compile(r"[(](?P<unit>[^()]{1,8})[)]")
_TOTAL = regex.compile(r"(?:合计|总计|小计|共计|全市|全区|全县|全省|全州|全市合计|全区合计|全县合计)(?:合计)?")
_REGION = regex.compile(r"[\u4e00-\u9fff]{1,10}(?:区|县|市|旗|镇|乡|街道|街道办|街道办事处|苏木|管委会|新区|林场|农场)")
_NO_TARGETS = regex.compile(r"分值|评分|得分|扣分|权重|补助标准|补贴标准|奖补标准|奖励|限额|系数|租金|收费|单价|价格|电话|邮编")
_BASE = regex.compile(r"现状|基期|基数|实际|已完成|完成情况|上年|去年")
_SKIPPED = regex.compile(r"序号|编号|备注|单位$|部门|时限|时间|建成年|年代|电话|属性|负责|层数|楼层")
_ENDINGS = {"户": "户", "栋": "栋", "幢": "幢", "楼栋": "栋", "人": "人", "小区": "个", "项目": "个", "个": "个", "家": "家", "企业": "家", "数量": "个", "台": "台", "部": "部", "套": "套"}
_FLAT_HEAD = regex.compile(r"(?:指标名称|指标|单位|计量单位|分类|类别|序号|目标|目标值|属性|年份|项目|名称|备注|\d{4}年(?:目标值?)?|预期性|约束性)")
_YEARS = regex.compile(r"(?:(?:20\d\d)年){2,8}")
_RUN = regex.compile(r"(?P<label>[^\d\n,。;:]{2,30}?)[(](?P<unit>[^()\d]{1,6})[)](?P<digits>\d{2,40})(?!\d)")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of numbers: what it counts, its unit, and its year, each with its span."""

    text: str
    span: Span
    unit: Span | None = None
    given: str = ""
    window: Window | None = None
    skip: bool = False


@dataclass(slots=True)
class Tables:
    """Finds the tables of a plan."""

    plan: Plan
    covered: list[Span] = field(default_factory=list)
    """Rows that were read as tables."""

    def drafts(self) -> Iterator[Draft]:
        """Return the targets of all tables."""
        self._periods = Periods(self.plan)
        yield from self._grids()
        yield from self._flattened()
        yield from self._run_together()

    __slots__ = ("_periods", "covered", "plan")
