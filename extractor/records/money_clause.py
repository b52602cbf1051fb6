"""What a clause says of money before its numbers are read: channels, shares, entries of a list.

The readers of sums and of sources share it; spans are of the view.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.benefits import Term
from extractor.records.channels import MASK, PUBLIC, Channel, Channels, part_at
from extractor.records.compositions import composed
from extractor.records.conditions import text_condition, tier_condition, word_condition
from extractor.records.draft import Draft
from extractor.records.payers import payers_of
from extractor.records.payments import UNPAID
from extractor.records.plan import Plan
from extractor.records.splits import Split, ratio_of, sharers_of, splits_of
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numbers import Quantity

_ASKS = compiled("(?:资金|经费)的?(?:来源|渠道|筹措|构成|组成)")
"""A heading below which channels of money are listed."""
_STEM = phrase("compositions.stem")
_BASE = phrase("money_clause.base")
LONG = 150
"""Up to how many characters a clause is the own span of its records."""
_MONEY = ("money", "percent", "ratio")


class MoneyClause:
    """A clause with its channels, the costs that it shares out and what money is made up of."""

    def __init__(
        self,
        plan: Plan,
        source: Channels,
        clause: Clause,
        parts: list[Span],
        channels: list[Channel],
        before: dict[str, Any] | None,
        inherited: Channel | None,
        terms: tuple[Term, ...] = (),
    ) -> None:
        self.plan = plan
        self.text = source.text
        self.clause = clause
        self.parts = parts
        self.splits = self._split()
        span, payers = (clause.start, clause.end), payers_of(plan.patterns)
        asked = any(_ASKS.search(title) for title in plan.layout.path(clause.section)[-3:])
        stem = _STEM.search(self.text, max(0, clause.start - 200), clause.start)
        listed = asked or stem is not None
        entries = composed(self.text, span, plan.quantities(clause), payers, listed=listed)
        self.entries = [e for e in entries if not any(_meets(e.span, b) for b in source.barred)]
        channels = [c for c in channels if c.kind == "restriction" or not self._is_split(c)]
        channels = [c for c in channels if not self._is_entry(c)]
        channels = [c for c in channels if not self._is_base(c, channels)]
        self.channels = self._with_sharers(channels)
        self.before = before
        """The last numeric tier: its upper bound may be the next one's lower bound."""
        self.inherited = inherited
        """The channel of the list's stem or of the heading above."""
        self.terms = terms
        """What insurance and aid pay: the numbers in its parts are told by it."""

    def _split(self) -> list[Split]:
        """Return what payers share out, part by part."""
        payers, found = payers_of(self.plan.patterns), list[Split]()
        for lead, part in zip([None, *self.parts], self.parts, strict=False):
            before = tuple(payer for payer, _ in found[-1].shares) if found else ()
            quantities = self.plan.quantities(part)
            split = ratio_of(self.text, part, lead, quantities, payers) if lead else None
            if split := split or splits_of(self.text, part, quantities, payers, before):
                found.append(split)
        return found

    def _with_sharers(self, channels: list[Channel]) -> list[Channel]:
        """Take up who bears a cost together: each is a source that a sum may not cover."""
        payers = payers_of(self.plan.patterns)
        for part in self.parts:
            together = sharers_of(self.text, part, payers)
            if together is None or sums(self.plan.quantities(part)):
                continue
            (start, end), names = together
            kept = [c for c in channels if not start <= c.start < end]
            for name in names:
                means = None if name in PUBLIC else "self_raised"
                kept.append(
                    Channel(start, end, means, (name,), True, "source", "funding.shared-cost")
                )
            channels = sorted(kept, key=lambda c: (c.start, c.end))
        return channels

    def _is_split(self, channel: Channel) -> bool:
        """Tell whether a channel is only what a shared cost is made of."""
        spans = [s for split in self.splits for s in (split.part, split.lead) if s]
        return any(a <= channel.start < b for a, b in spans)

    def _is_entry(self, channel: Channel) -> bool:
        """Tell whether a channel stands in a list of what money is made up of."""
        return any(
            a <= channel.start and channel.end <= b
            for a, b in (entry.span for entry in self.entries)
        )

    def _is_base(self, channel: Channel, channels: list[Channel]) -> bool:
        """Tell whether what somebody pays is only what is granted for: 个人自付部分给予50%补助."""
        private = channel.instrument == "self_raised" and not PUBLIC.intersection(channel.payers)
        if not private or not _BASE.match(self.text, channel.end, self.clause.end):
            return False
        end = part_at(self.parts, channel.start)[1]
        behind = (c for c in channels if channel.end <= c.start < end)
        return any(PUBLIC.issuperset(c.payers) for c in behind)

    def inside(self, part: Span) -> list[Channel]:
        return [
            c
            for c in self.channels
            if part[0] <= c.start and c.end <= part[1] and c.kind != "restriction"
        ]

    def sums_in(self, part: Span) -> bool:
        return sums(self.plan.quantities(part))

    def condition(
        self, part: Span, tiers: list[Quantity], floor: int
    ) -> tuple[dict[str, Any] | None, int]:
        """Return the condition of a payment and where the record's own span begins."""
        if tiers:
            start = part_at(self.parts, tiers[0].start)[0]
            if numeric := tier_condition(self.text, tiers, start, self.before):
                self.before = numeric
                return numeric, start if part[1] - start <= 160 else part[0]
        span = word_condition(self.text, self.parts, part, floor)
        near = span is not None and floor <= span[0] < part[0] and part[1] - span[0] <= LONG
        start = part_at(self.parts, span[0])[0] if span and near else part[0]
        return text_condition(self.printed(span) if span else None), start

    def printed(self, span: Span) -> str:
        """Return a stretch as the document prints it: width kept, layout dropped."""
        offsets = self.plan.layout.view.offsets[span[0] : span[1]]
        printed = (self.plan.document.text[at] for at in offsets)
        return "".join(char for char in printed if not char.isspace())

    def draft(self, span: Span, rule: str, fields: dict[str, Any]) -> Draft:
        own = self.trimmed(*span)
        return Draft("funding", own, rule, {**UNPAID, **fields}, self.clause.section)

    def trimmed(self, start: int, end: int) -> Span:
        while start < end - 1 and self.text[start] in MASK + ")】":
            start += 1
        return start, end


def sums(quantities: Iterable[Quantity]) -> bool:
    """Tell whether one of the quantities can be a payment."""
    return any(quantity.dimension in _MONEY for quantity in quantities)


def _meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
