"""Reads what funds of insurance and aid pay: 起付标准200元，支付比例90%，年度限额5万元.

The terms have names: from which cost on is paid (a threshold), which part of it (a share), up to
how much (a cap). Later ones of a row go without: 二级500元、三级60%. What the insured bear
themselves (个人自付) is measured, nobody pays it here. The fund stands in the clause or before it
in its paragraph, or in the stem of its list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.channels import Channel
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numbers import Quantity

_INSURANCE = phrase("benefits.insurance")
_AID = phrase("benefits.aid")
_AFTER = phrase("benefits.after")
_OPENS = phrase("benefits.opens")
_THRESHOLD = phrase("benefits.threshold")
_OWN_PART = phrase("benefits.own_part")
_BEYOND = phrase("benefits.beyond")
_OVER_ALL = phrase("benefits.over_all")
_CAP = phrase("benefits.cap")
_RATE = phrase("benefits.rate")
_PAID_BEHIND = phrase("benefits.paid_behind")
_GOAL = phrase("benefits.goal")
_ROW = phrase("benefits.row")
_OWN_SHARE = phrase("benefits.own_share")
_ENDS = compiled(r"(?:/[^,;。、0-9]{1,4})?(?:左右)?(?=[,;。、(]|$)")
_BOUNDS = compiled(
    r"(?:\([^()]{1,4}\))?(?:及?以[上下内]|的?部分|至|-)|(?:\([^()]{1,4}\))?的?(?:部分)?(?:由[^,;。]{2,10})?(?:支付|报销|按|补偿)"
)
"""1.5万元至5万元（含）支付60%: a tier of the cost."""
_HINT = compiled("起付|报销|救助|支付|医保|保险|限额|封顶|统筹基金|自[付负费]|个人负担")
_PAID_BY = compiled("[由从]")
_SUMS = ("money", "percent")
_OWN = "own"
"""A share that the insured bear, beside that of the fund."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a benefit: what its number says, whose fund pays by it."""

    quantity: Quantity
    part: Span
    kind: str
    payer: str
    tiers: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a clause leaves to those behind it: its fund, what its first sum was."""

    home: Clause
    """Where the fund is named."""
    sentence: int
    payer: str | None
    sum_kind: str | None


class Benefits:
    """Finds the terms of benefits, clause by clause in their order."""

    def __init__(self, plan: Plan, text: str) -> None:
        self.plan, self.text = plan, text
        self._before: _Known | None = None

    def terms(self, clause: Clause, parts: Sequence[Span]) -> tuple[Term, ...]:
        """Return the terms of a clause, none where it speaks of no benefit."""
        before = self._before if self._goes_on(clause) else None
        if before is None and not _HINT.search(self.text, clause.start, clause.end):
            return ()
        named = self._fund(clause)
        payer = named or (before.payer if before else None)
        row = before.sum_kind if before and before.sentence == clause.sentence else None
        found = list(self._found(clause, parts, row))
        if not self._is_benefit(clause, found, row, payer):
            found = []
        payer = payer or self._unnamed(clause) if found else payer
        first = next((kind for q, _, kind in found if q.dimension == "money"), row)
        if found or payer:
            home = before.home if before and not named else clause
            self._before = _Known(home, clause.sentence, payer, first if found else None)
        tiers = [q for q in self._sums(clause) if all(q is not one for one, _, _ in found)]
        return tuple(self._term(q, part, kind, payer, tiers) for q, part, kind in found)

    def _is_benefit(
        self,
        clause: Clause,
        found: list[tuple[Quantity, Span, str]],
        row: str | None,
        payer: str | None,
    ) -> bool:
        """Tell whether the terms found in a clause are those of insurance or aid."""
        if len(found) == 1 and _OWN_PART.search(self.text, clause.start, found[0][0].start):
            return False  # 个人自付超过5000元的，可申请救助
        kinds = {kind for _, _, kind in found}
        if row or "threshold" in kinds or _OPENS.search(self.text, clause.start, clause.end):
            return True
        if _OWN in kinds:  # 由医保基金支付60%、个人付费40%: a cost that is shared
            return False
        return payer == "other"

    def _term(
        self, quantity: Quantity, part: Span, kind: str, payer: str | None, tiers: list[Quantity]
    ) -> Term:
        near = self._tiers(part, quantity, tiers)
        if kind == _OWN:
            return Term(quantity, part, "share", "residents", near)
        return Term(quantity, part, kind, self._payer_of(quantity, part, payer), near)

    def left(
        self, channels: Sequence[Channel], terms: Sequence[Term], parts: Sequence[Span]
    ) -> list[Channel]:
        """Return the channels of a clause that pay besides its terms: bans, others' own sums."""
        told = [term.part for term in terms]
        return [
            c
            for c in channels
            if c.kind == "restriction" or not told or self._pays_apart(c, told, parts)
        ]

    def _pays_apart(self, channel: Channel, told: list[Span], parts: Sequence[Span]) -> bool:
        """Tell whether a channel has a sum in a part without terms: ，个人自付20%."""
        part = next((p for p in parts if p[0] <= channel.start < p[1]), None)
        return part is not None and part not in told and bool(self._sums(part))

    def _goes_on(self, clause: Clause) -> bool:
        """Tell whether a clause stands in the paragraph, or the list, of the one before."""
        if self._before is None:
            return False
        last = self._before.home
        if clause.section == last.section:
            return clause.paragraph == last.paragraph
        sections = self.plan.layout.sections
        if clause.section < 0 or self.text[last.end - 1] != ":":
            return False
        return sections[clause.section].parent == last.section

    def _fund(self, clause: Clause) -> str | None:
        """Return the type of the fund that a clause names, that behind 由 first."""
        done = [m.span() for m in _AFTER.finditer(self.text, clause.start, clause.end)]
        named = [
            (m.start(), payer)
            for pattern, payer in ((_INSURANCE, "other"), (_AID, "government"))
            for m in pattern.finditer(self.text, clause.start, clause.end)
            if not any(a <= m.start() < b for a, b in done)
        ]
        paying = [
            (at, payer)
            for at, payer in named
            if _PAID_BY.search(self.text, max(clause.start, at - 6), at)
        ]
        return min(paying or named, default=(0, None))[1]

    def _unnamed(self, clause: Clause) -> str:
        """Return whose terms are that name no fund: of aid below a heading of aid."""
        titles = [*self.plan.layout.path(clause.section), self.plan.front.title or ""]
        aided = any(_AID.search(title) for title in titles)
        insured = any(_INSURANCE.search(title) for title in titles)
        return "government" if aided and not insured else "other"

    def _payer_of(self, quantity: Quantity, part: Span, payer: str | None) -> str:
        """Return whose term it is: one called 救助 is of aid, whoever pays before it."""
        aided = _AID.search(self.text, part[0], min(part[1], quantity.end + 12))
        insured = aided and _INSURANCE.search(self.text, part[0], quantity.start)
        return "government" if aided and not insured else payer or "other"

    def _found(
        self, clause: Clause, parts: Sequence[Span], row: str | None
    ) -> Iterator[tuple[Quantity, Span, str]]:
        """Yield the numbers of a clause that are terms, each with its part and kind."""
        since = clause.start
        last: dict[str, str | None] = {"money": row, "percent": "share" if row else None}
        for quantity in self._sums(clause):
            part = next((p for p in parts if p[0] <= quantity.start < p[1]), None)
            kind = part and self._kind(quantity, since, part, clause)
            if part and kind is None and self._is_in_row(quantity, since, part):
                kind = last[quantity.dimension]
            if part and kind:
                last[quantity.dimension] = kind if kind != _OWN else None
                yield quantity, part, kind
            elif quantity.dimension == "percent":
                last["percent"] = None
            since = quantity.end

    def _kind(self, quantity: Quantity, since: int, part: Span, clause: Clause) -> str | None:
        """Return what the words around a number make it, None where they name no term."""
        start, end = quantity.start, quantity.end
        if quantity.dimension == "percent":
            if _OWN_SHARE.search(self.text, since, start):
                return _OWN
            if quantity.comparator in ("ge", "lt") or _GOAL.search(self.text, since, start):
                return None
            behind = _PAID_BEHIND.match(self.text, end, part[1])
            return "share" if behind or _RATE.search(self.text, since, start) else None
        if _OWN_PART.search(self.text, part[0], start):
            beyond = _BEYOND.match(self.text, end, clause.end) if end < clause.end else None
            alone = sum(q.dimension == "money" for q in self._sums(part)) == 1
            over = alone and _OVER_ALL.match(self.text, end, part[1])
            return "threshold" if beyond or over else None
        if self._is_tier(quantity, part):
            return None
        if _CAP.search(self.text, since, start):
            return "cap"
        return "threshold" if _THRESHOLD.search(self.text, since, start) else None

    def _is_in_row(self, quantity: Quantity, since: int, part: Span) -> bool:
        """Tell whether a number has only whom it is for before it, and nothing behind it."""
        named = _ROW.fullmatch(self.text, since, quantity.start)
        ends = _ENDS.match(self.text, quantity.end)
        return bool(named and ends) and not self._is_tier(quantity, part)

    def _is_tier(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a sum bounds a tier of the cost: 5万元至10万元, 10万元以上部分."""
        bounds = _BOUNDS.match(self.text, quantity.end, part[1])
        return quantity.dimension == "money" and bool(quantity.value_max is not None or bounds)

    def _sums(self, span: Clause | Span) -> list[Quantity]:
        return [q for q in self.plan.quantities(span) if q.dimension in _SUMS]

    def _tiers(
        self, part: Span, quantity: Quantity, others: Sequence[Quantity]
    ) -> tuple[Quantity, ...]:
        """Return the tier of the cost that a term is for: 5万元至10万元支付65%."""
        return tuple(
            q for q in others if part[0] <= q.start < quantity.start and q.dimension == "money"
        )
