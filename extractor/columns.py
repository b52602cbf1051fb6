"""What heads the columns of a table and what their cells hold, as rows are told by it."""

from __future__ import annotations

from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation
from extractor.rule_cache import compiled

NUMBERS = compiled(r"序号|编号|No\.?")
"""The head of running numbers."""
BODIES = compiled(
    "(?:责任|牵头|配合|主办|协办|承办|落实|实施|推进|负责|参与)[^目内工]{0,4}(?:单位|部门|主体|领导|人)$"
)
TIMES = compiled("时限|时间|期限|节点|进度")
UNITS = compiled("(?:计量|指标)?单位")
"""The head of a column of units, where numbers have none; of bodies elsewhere."""
KINDS = compiled("(?:指标)?(?:属性|类型|性质)")
"""The head of 约束性, 预期性."""
GROUPS = compiled(
    "板块|类目|方面|领域|维度|(?:指标)?(?:类别|分类|领域)|任务(?:类[型别]|领域)|一级指标|项目类[型别]"
)
"""The head of what several rows have in common."""
MEASURED = compiled(r"[(](?:[^()\d]{1,6}|%)[)]$")
"""A head with a unit: numbers stand under it."""
_YEAR = (
    r"(?:20\d\d年?(?:度|底|末)?|“?十[一二三四五六七]五”?(?:期间|期末|末)?)"
    r"(?:目标|规划|计划|任务|基数|现状|实际|预期|完成)?(?:目标|情况)?[值数量]?"
)

OFFICE = (
    r"(?:[^,。;:、\d()]|\([^()]{0,12}\)){1,16}?"
    "(?:局|委|办公室|办|厅|院|会|联|队|所|站|社|[银支分商人]行|中心|政府|街镇|街道|镇|乡|区|县|部门|单位|公司|集团|企业|办事处|组)"
    r"(?:\([^()]{1,24}\)|等)*"
)
"""What the name of a body looks like in a cell of bodies."""
_POINT = (
    r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:第?[一二三四1-4]季度|[上下]半年|[上中下]旬)?"
    r"(?:年?底|[初末])?"
)
TIME = compiled(
    rf"(?:(?=[\d每第上下一二三四年])(?:每(?:[半两]?年|个?月|季度?|周))?{_POINT}"
    rf"(?:[-—~至到]{{1,2}}{_POINT})?(?<=[年月日度旬底初末周季])(?:之?前|以前)?|年度?内|当年)"
    "(?:完成|启动|建成|办结)?"
    "|(?:长期|持续|常年|全年|常态化?)(?:坚持|推进|实施|开展|落实|执行)?"
)
"""A time as a cell of its own."""
NUMBER = compiled(r"-?\d[\d,]*(?:\.\d+)?%?(?![\d年月日])")
VALUE = compiled(rf"{NUMBER.pattern}[\u4e00-\u9fff㎡]{{0,5}}|[-—–/]+|无|暂无")
"""A cell of a column of numbers: one with its unit, or none."""
TOTAL = compiled("(?:合计|总计|小计|共计|总数|全[市区县省州旗镇域](?:合计|总计)?)")
"""The name of a row of sums."""


@lru_cache(maxsize=8)
def head(patterns: Patterns) -> str:
    """Return an expression of a known column head, its unit or remark in brackets with it."""
    names = alternation(patterns.words["document/column_heads"])
    return rf"(?:{names}|{_YEAR})(?:[(][^()]{{1,10}}[)])?"


@lru_cache(maxsize=8)
def _whole(patterns: Patterns) -> regex.Pattern[str]:
    return compiled(rf"(?:{head(patterns)})+")


def is_head(text: str, patterns: Patterns) -> bool:
    """Tell whether a cell is a column's head, or those of columns that ran together."""
    return bool(MEASURED.search(text) or _whole(patterns).fullmatch(text))
