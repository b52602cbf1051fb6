"""Which shares are shares of what the works cost, and so can be laid side by side.

15 % of the price of a fridge, 35 % of a rate of interest and 10 % of a household's income are no
parts of one bill; apart from the answering, since the charts of a report ask the same.
"""

from __future__ import annotations

from extractor.models import Funding
from extractor.rule_cache import compiled

_COST = compiled(
    "资[金⾦]|费用|投资|成本|造价|经费|价款|支出|部分|缺口|工程款|款项|[备造设修程]费|[补奖]助$|补贴$|购置额"
)
"""What a share of cost is a share of: 改造资金, 核定费用, 总投资, 余下部分."""
_OTHER = compiled(
    "租|利率|利息|贴息|贷款|[Ll][Pp][Rr]|年化|工资|保险|收入|收益|收费|销售|售价|价格|成交|担保|拨付|预拨|付清|兑现"
)
"""What is another's price, income or rate, or the part of a grant that is paid first."""
_UNNAMED_OTHER = compiled(
    "租[金赁]|利率|利息|贴息|百分点|贷款|[Ll][Pp][Rr]|工资|保险|收入|收益|收费|销售|售价|购买|减免|减半|"
    "补贴比例|拨付|预拨|付清|兑现"
)
"""The same, in the clause of a share whose base is not named."""


def of_cost(rule: Funding) -> bool:
    """Tell whether a share is one of what the works cost.

    A base that is named says so itself; where none is named, the clause speaks of nothing else.
    """
    if rule.base is not None:
        return bool(_COST.search(rule.base)) and not _OTHER.search(rule.base)
    return not _UNNAMED_OTHER.search(rule.evidence[0].text)
