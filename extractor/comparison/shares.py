"""Which shares are shares of what the works cost, and so can be laid side by side.

15 % of the price of a fridge, 35 % of a rate of interest and 10 % of a household's income are no
parts of one bill; apart from the answering, since the charts of a report ask the same.
"""

from __future__ import annotations

from extractor.models import Funding
from extractor.phrases import phrase

_COST = phrase("shares.cost")
_OTHER = phrase("shares.other")
_UNNAMED_OTHER = phrase("shares.unnamed_other")


def of_cost(rule: Funding) -> bool:
    """Tell whether a share is one of what the works cost.

    A base that is named says so itself; where none is named, the clause speaks of nothing else.
    """
    if rule.base is not None:
        return bool(_COST.search(rule.base)) and not _OTHER.search(rule.base)
    return not _UNNAMED_OTHER.search(rule.evidence[0].text)
