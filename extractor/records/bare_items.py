"""Reads items that leave out the word of paying: 满1年的，每辆1.8万元 behind 每辆补贴1万元；.

Such items go on with the grant of the clause before them in their paragraph, of the list or heading
above them, or of the title of a paper on one grant (高龄津贴发放办法). Only a clause that holds
nothing but conditions and bare sums goes on so: what else a sum may be (a price, a turnover, a
fee) is named beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.channels import PUBLIC, Channel
from extractor.records.draft import Draft
from extractor.records.payments import is_tier
from extractor.records.plan import Plan
from extractor.segment import Clause
from extractor.values.numbers import Quantity

_OTHER = phrase("bare_items.other")
_RATE_OTHER = phrase("bare_items.rate_other")
_LABEL = phrase("bare_items.label")
_EACH = phrase("bare_items.each")
_OF_CASE = phrase("bare_items.of_case")
_DEED = phrase("bare_items.deed")
_CAP = phrase("bare_items.cap")
_RATE = phrase("bare_items.rate")
_ENDS = phrase("bare_items.ends")
_TITLE = phrase("bare_items.title")
_OPENS = phrase("bare_items.opens")
_HEADING = phrase("bare_items.heading")
_SUMS = ("money", "percent")


class BareItems:
    """Finds the grant that a clause of bare items goes on with, clause by clause in their order."""

    def __init__(self, plan: Plan, text: str) -> None:
        self.plan, self.text = plan, text
        self._last: tuple[Clause, Channel] | None = None
        self._opener: tuple[Clause, Channel] | None = None
        self._titled = bool(_TITLE.search(plan.front.title or ""))

    def grant(
        self, clause: Clause, parts: Sequence[Span], found: Sequence[Channel]
    ) -> Channel | None:
        """Return the grant that goes on in a clause, None where its sums are not all bare.

        Parts from the first channel that the clause names itself (*found*) on need none.
        """
        before = next((b for b in (self._last, self._opener) if self._is_below(clause, b)), None)
        if not before and not self._titled and not self._is_headed(clause):
            return None
        own = min((c.start for c in found if c.kind != "restriction"), default=clause.end)
        left = [part for part in parts if part[1] <= own]
        kinds = [bare_kind(self.text, part, self.plan.quantities(part)) for part in left]
        told = [kind for kind in kinds if kind != "words"]
        if "other" in told:
            self._last = None
        if not told or "other" in told or (not before and told == ["cap"]):
            return None
        return before[1] if before else _granted(clause, ("government",), "funding.heading")

    def remember(self, clause: Clause, found: Sequence[Channel], drafts: Sequence[Draft]) -> None:
        """Keep what a clause pays by a grant; a clause without sums in between ends nothing.

        A sentence that only names a grant opens what follows it: 建设补贴标准。
        """
        if found and not drafts and _OPENS.fullmatch(self.text, clause.start, clause.end):
            self._opener = clause, _granted(clause, found[-1].payers, found[-1].rule)
        paid = [d for d in drafts if d.fields["kind"] in ("amount", "share")]
        if not drafts or (not paid and self._last and drafts[-1].fields["kind"] == "cap"):
            return
        self._last = None
        if not paid:
            return
        last = [d for d in paid if d.own == paid[-1].own]
        payers = tuple(dict.fromkeys(str(d.fields["payer"]) for d in last))
        if paid[-1].fields["instrument"] in ("subsidy", None) and PUBLIC.issuperset(payers):
            self._last = clause, _granted(clause, payers, paid[-1].rule)

    def _is_below(self, clause: Clause, grant: tuple[Clause, Channel] | None) -> bool:
        """Tell whether a clause stands in a grant's paragraph, or in the list that it opens."""
        if grant is None or clause.paragraph == grant[0].paragraph:
            return grant is not None
        if clause.section < 0 or grant is not self._opener:
            return False
        return self.plan.layout.sections[clause.section].parent == grant[0].section

    def _is_headed(self, clause: Clause) -> bool:
        """Tell whether a clause stands below a heading of standards: 三、支持标准."""
        return any(_HEADING.search(title) for title in self.plan.layout.path(clause.section)[-2:])


def bare_kind(text: str, part: Span, quantities: Sequence[Quantity]) -> str:
    """Return what a part of a clause is: ``words`` (no sum), ``item``, ``cap`` or ``other``."""
    sums = [q for q in quantities if q.dimension in _SUMS]
    sums = [q for q in sums if not is_tier(text, q, part[1], part[0])]
    kind, since = "words", part[0]
    for quantity in sums:
        one = _kind_of(text, since, quantity, part)
        if one == "other":
            return one
        kind = one if kind != "item" else kind
        since = quantity.end
    aside = kind == "words" and not _OF_CASE.search(text, *part)
    return "other" if aside and _DEED.search(text, *part) else kind


def _kind_of(text: str, since: int, quantity: Quantity, part: Span) -> str:
    """Return what a sum with the words before it is."""
    if not _ENDS.match(text, quantity.end, part[1]):
        return "other"
    if _CAP.fullmatch(text, since, quantity.start):
        return "cap"
    if quantity.dimension == "percent":
        return "item" if _is_rate(text, since, quantity.start) else "other"
    if _OTHER.search(text, since, quantity.start):
        return "other"
    told = text.startswith("/", quantity.end) or _of_case(text, since, quantity.start, part)
    named = any(p.fullmatch(text, since, quantity.start) for p in (_LABEL, _EACH))
    return "item" if told or named else "other"


def _is_rate(text: str, since: int, at: int) -> bool:
    return _RATE.fullmatch(text, since, at) is not None and not _RATE_OTHER.search(text, since, at)


def _of_case(text: str, since: int, at: int, part: Span) -> bool:
    """Tell whether only the case of a sum stands before it: 优秀的，3000元."""
    return since == at == part[0] and _OF_CASE.search(text[: part[0] - 1]) is not None


def _granted(clause: Clause, payers: tuple[str, ...], rule: str) -> Channel:
    return Channel(clause.start, clause.start, "subsidy", payers, False, "paid", rule)
