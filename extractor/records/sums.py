"""What is paid: one record for each number beside a channel of money, with unit and condition.

``sum_channels`` finds the channel of a number, ``payments`` what the words around it say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.benefits import Term
from extractor.records.channels import GRANT, LEVELS, PUBLIC, Channel, part_at
from extractor.records.compositions import Entry
from extractor.records.draft import Draft
from extractor.records.money_clause import MoneyClause, sums
from extractor.records.payments import (
    base_of,
    bought_of,
    follows,
    is_aside,
    is_paid,
    is_tier,
    role,
    topic_of,
    unit_of,
)
from extractor.records.splits import Split
from extractor.records.sum_channels import SumChannels
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity, matched_share, percent_of

_IN_A_ROW = phrase("sums.in_a_row")
_ROW_OPENS = phrase("sum_channels.row_opens")
_IN_ALL = compiled("(?:合计|总计|共计|两级)[^,;:。0-9]{0,12}$")
"""市级补助5万元、区级补助3万元，合计不超过40%: one cap for what all of them pay."""
_BY_ONE = compiled("[1一](?![0-9.])")
_STAGED = compiled("分[两二三四五2-5](?:个?年度?|期|次|批|笔|个?阶段)")
_LIFTED = compiled("(?:提高|放宽|上浮|增加|上调|调整|降低|下调|降)(?:到|至|为)$")
"""每户不超过1.6万元，其中老人家庭提高到2万元: a cap that is lifted."""
_EACH_GIVES = compiled("各(?:自|级)?(?:补|奖|安排|出|给予|承担|负担|配套|投入)|分别")
_STEP = phrase("sums.step")
_CAP_IN_ROW = phrase("sums.cap_in_row")
_CAP_TOO = compiled("(?:且|并且|同时|但)?(?:最高|最多)?(?:不(?:得)?超过|不高于|为)?")
_BESIDE = phrase("sums.beside")
_EACH_ONE = phrase("sums.each_one")
_HEAD_STANDARD = phrase("sums.head_standard")
_LEVELS_PART = phrase("sums.levels_part")
_EACH_STEP = compiled(
    "[^,;:。]{0,10}?每(?:再)?(?:增加|新增|超过?出?|提高|增长|多)(?P<step>[0-9][^,;:。]{0,6}?)的?"
)
_CUT_BY = compiled("(?:的?(?:标准|比例|幅度))?(?:相应|予以|逐[月年]|进行|依次)*")
_NAMED = compiled("财政|各级|分别|中央|省级|市级|区级|县级|区县")
_RAISED = phrase("sums.raised")
_TO_SUM = phrase("sums.to_sum")


@dataclass(slots=True)
class _State:
    """What the numbers of a clause hand on to the next: unit and channel, open tiers."""

    carried: Channel | None
    among: bool = False
    step: tuple[str, str | None] | None = None
    """The unit of a sum that was only by how much the next is raised."""
    tiers: list[Quantity] = field(default_factory=list)
    last: Quantity | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    each: tuple[str, str | None] | None = None
    """The unit of the clause's first sum for each."""
    payers: set[str] = field(default_factory=set)
    """Who has paid a number so far."""


class Sums:
    """Makes the records of the numbers of one clause."""

    def __init__(self, money: MoneyClause) -> None:
        self.money, self.by = money, SumChannels(money)
        self.plan, self.text, self.clause = money.plan, money.text, money.clause
        self.parts, self.channels, self.splits = money.parts, money.channels, money.splits

    def drafts(self) -> list[Draft]:
        """Return what is paid: the entries of lists, terms, then the numbers in their order."""
        named = [self._of_entry(entry) for entry in self.money.entries]
        named += [self._of_term(term) for term in self.money.terms]
        return named + self._payments(_State(self.money.inherited))

    def _of_term(self, term: Term) -> Draft:
        """Return the record of one term of a benefit."""
        quantity, part = term.quantity, term.part
        read = {"threshold": quantity.comparator, "share": quantity.comparator, "cap": "le"}
        unit: tuple[str, str | None] = ("percent", None)
        if quantity.dimension == "money":
            each = None if term.kind == "threshold" else unit_of(self.text, quantity, *part)
            unit = each or ("CNY", None)
        condition, start = self.money.condition(part, list(term.tiers), part[0])
        fields: dict[str, Any] = {"payer": term.payer, "kind": term.kind, "condition": condition}
        means = {"government": "subsidy", "residents": "self_raised"}
        fields["instrument"] = means.get(term.payer, "other")
        fields |= {"unit": unit[0], "per": unit[1], **_values(quantity, read[term.kind])}
        return self.money.draft((start, part[1]), "funding.benefit", fields)

    def _of_entry(self, entry: Entry) -> Draft:
        """Return the record of one entry of such a list."""
        fields: dict[str, Any] = {"payer": entry.payer, "instrument": entry.instrument}
        if entry.quantity is None:
            return self.money.draft(entry.span, "funding.composition", {**fields, "kind": "source"})
        comparator = entry.quantity.comparator
        kind = "cap" if comparator in ("le", "lt") else "amount"
        fields |= {"kind": kind, "unit": "CNY", **_values(entry.quantity, comparator)}
        return self.money.draft(entry.span, "funding.composition", fields)

    def _shared(self, split: Split, state: _State) -> Iterator[Draft]:
        """Yield a share for each payer of a shared cost."""
        part = split.part
        base = topic_of(self.text, part[0], split.quantities[0].start)
        grant = GRANT.search(self.text, self.clause.start, part[1])
        condition, start = self.money.condition(part, [], self.clause.start)
        fields: dict[str, Any] = {"kind": "share", "unit": "percent", "comparator": "eq"}
        fields |= {"base": base, "condition": condition}
        for payer, value in split.shares:
            means = ("subsidy" if grant else None) if payer in PUBLIC else "self_raised"
            own = {"payer": payer, "value": value, "instrument": means, **fields}
            yield self.money.draft((start, part[1]), "funding.split", own)
        state.tiers = []

    def _payments(self, state: _State) -> list[Draft]:
        drafts: list[Draft] = []
        told = {term.part for term in self.money.terms}
        for part in (p for p in self.parts if p not in told):
            state.among = state.among or self.text.startswith("其中", part[0])
            split = next((s for s in self.splits if s.part == part), None)
            if split:
                drafts += self._shared(split, state)
            for quantity in self.plan.quantities(part):
                if split and quantity in split.quantities:
                    continue
                if any(entry.quantity is quantity for entry in self.money.entries):
                    continue
                if not is_aside(self.text, quantity, part[1]):
                    raised = self._raised(quantity, part, state)
                    drafts += self._payment(quantity, part, state) if raised is None else raised
            used = [c for c in self.channels if c.end <= part[1] and c.kind != "restriction"]
            if used and not state.last:
                state.carried = used[-1]
            if state.tiers and state.last and state.tiers[-1].end < state.last.start:
                state.tiers = []
        return drafts

    def _payment(self, quantity: Quantity, part: Span, state: _State) -> Iterator[Draft]:
        inside = [c for c in self.channels if part[0] <= c.start < quantity.start]
        if self._is_barred(quantity, part):
            return
        settled = any(c.role or (c.explicit and c.end == quantity.start) for c in inside)
        if not settled and is_tier(self.text, quantity, part[1], part[0]):
            state.tiers.append(quantity)
            return
        paid = is_paid(self.text, quantity, part[0])
        channel = self.by.channel(quantity, part, state.carried) if paid else None
        if channel is None:
            return
        shown = channel
        channel = self.by.own_giver(channel, quantity, part)
        aside = self.text.rfind("(", part[0], quantity.start)
        if aside <= self.text.rfind(")", part[0], quantity.start):
            shown = channel
        if state.last and state.fields and follows(self.text, state.last, quantity):
            read: dict[str, Any] | None = {
                **state.fields,
                **_values(quantity, state.fields["comparator"]),
            }
        else:
            read = self._read(quantity, part, channel, state)
        if read is None:
            return
        unit = (read["unit"], read["per"])
        if unit[0] == "percent":  # 每户补助设备费的一半,最多300元
            unit = unit_of(self.text, quantity, part[0], part[1]) or unit
        if str(unit[0]).startswith("CNY_per") and not _STEP.search(self.text, *part):
            state.each = state.each or unit
        if quantity.dimension == "ratio" and _STAGED.search(self.text, *part):
            if not self.text.startswith((",即", ":"), part[1]):
                state.fields, state.last, state.carried = read, quantity, shown
                yield from self._staged(part, channel, quantity, read)
            return
        state.fields, state.last, state.carried = read, quantity, shown
        channel = self._together(channel, (part[0], quantity.start), read["kind"], state.payers)
        if self._is_divided(channel, part, read["kind"]):
            channel = _once(channel)
        state.payers.update(channel.payers)
        by_one = _BY_ONE.match(self.text, quantity.start) is not None
        values = list(_shares(quantity, read, channel, by_one=by_one))
        yield from self._paid(part, channel, values, state.tiers, quantity)

    def _is_barred(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a number is in the words of a ban, or by how much a grant is cut.

        扣减20%; 按10%扣减补助.
        """
        for ban in (c for c in self.channels if c.kind == "restriction"):
            cuts = self.text[ban.start] in "扣核"
            if part[0] <= ban.start < quantity.start and (cuts or ban.end >= quantity.end):
                return True
            behind = cuts and quantity.end <= ban.start < part[1]
            if behind and _CUT_BY.fullmatch(self.text, quantity.end, ban.start):
                return True
        return False

    def _read(
        self, quantity: Quantity, part: Span, channel: Channel, state: _State
    ) -> dict[str, Any] | None:
        """Return the fields of a paid number, None where it only measures something."""
        within = state.last is not None and state.last.end > part[0]
        since = state.last.end if within and state.last else part[0]
        raised = channel.instrument == "provident_fund"
        elided = self.by.is_elided(quantity, part)
        halved = quantity.rule == "unit.half" and self.text[quantity.start - 1] == "减"
        if halved and channel.instrument == "subsidy":
            return None  # 给予补助,改扩建的减半: how a grant is cut
        judged = role(self.text, quantity, part, since=since, raised=raised, elided=elided)
        if judged is None:
            return None
        kind, comparator = judged
        lifted = not self.money.inside(part) and _LIFTED.search(self.text, part[0], quantity.start)
        if (elided or lifted) and kind == "amount" and state.fields.get("kind") == "cap":
            kind, comparator = "cap", "le"
        unit: tuple[str, str | None] = ("percent", None)
        base = None
        if quantity.dimension == "money":
            shared = None
            parted = state.among or within or bool(_BESIDE.match(self.text, *part))
            if parted and kind != "cap" and state.fields.get("unit") != "percent":
                shared = (state.fields.get("unit"), state.fields.get("per"))
            goes_on = elided or self._goes_on(quantity, part) or self.by.is_labelled(quantity, part)
            counted = str(state.fields.get("unit")).startswith("CNY")
            if goes_on and state.last and not within and counted:
                shared = (state.fields.get("unit"), state.fields.get("per"))
            if kind == "cap" and state.each and self._is_step(part, state.last):
                shared = state.each
            if kind == "cap":
                shared = self._cap_beside(quantity, part, state) or shared
            mixed = within and state.last and state.last.dimension != "money"
            start = since if within and not mixed else self._each_from(part, state.tiers)
            known = unit_of(self.text, quantity, start, part[1]) or _known(shared)
            known = known or self._bought(quantity, part) or self._per_step(part)
            unit = known or self._per_head(quantity, part) or ("CNY", None)
        else:
            base = base_of(self.text, quantity, since)
            base = base or topic_of(self.text, part[0], quantity.start)
        return {
            "kind": channel.role or kind,
            "unit": unit[0],
            "per": unit[1],
            "base": base,
            **_values(quantity, quantity.comparator if channel.role else comparator),
        }

    def _together(self, channel: Channel, before: Span, kind: str, payers: set[str]) -> Channel:
        """Return the channel of a cap on what several levels pay as the government's."""
        if kind == "cap" and _IN_ALL.search(self.text, *before):
            levels = LEVELS.intersection(payers.union(channel.payers))
            public = PUBLIC.issuperset(channel.payers) and len(levels) > 1
            return replace(channel, payers=("government",)) if public else channel
        return channel if kind != "cap" or _NAMED.search(self.text, *before) else _once(channel)

    def _is_divided(self, channel: Channel, part: Span, kind: str) -> bool:
        """Tell whether a sum is what several levels share out: 由市、区按1:1给予每台15万元."""
        if kind != "amount" or _EACH_GIVES.search(self.text, *part):
            return False
        shared = {payer for split in self.splits for payer, _ in split.shares}
        rates = (len(q.parts) for q in self.plan.quantities(self.clause) if q.dimension == "ratio")
        return shared.issuperset(channel.payers) or len(channel.payers) in rates

    def _is_step(self, part: Span, last: Quantity | None) -> bool:
        """Tell whether a cap is that of the rate or step before it: 每加一层加4000元,最高15万元."""
        index = self.parts.index(part)
        if not index or last is None:
            return False
        before = self.parts[index - 1]
        rate = last.dimension in ("percent", "fraction") and before[0] <= last.start < before[1]
        each = rate and self.text.find("每", before[0], last.start) >= 0
        return each or bool(_STEP.search(self.text, *before))

    def _cap_beside(
        self, quantity: Quantity, part: Span, state: _State
    ) -> tuple[str, str | None] | None:
        """Return the unit of the cap that a cap stands beside, each of the same things.

        单个食堂最高8万元、助餐点最高5万元; 单站不超过投资额的20%，且最高80万元.
        """
        last, index = state.last, self.parts.index(part)
        if last is None or state.fields.get("kind") != "cap":
            return None
        if last.start >= part[0]:
            row = _CAP_IN_ROW.fullmatch(self.text, last.end, quantity.start)
            return (state.fields["unit"], state.fields["per"]) if row else None
        rated = index and last.start >= self.parts[index - 1][0] and last.dimension == "percent"
        if rated and _CAP_TOO.fullmatch(self.text, part[0], quantity.start):
            return unit_of(self.text, last, *self.parts[index - 1])
        return None

    def _bought(self, quantity: Quantity, part: Span) -> tuple[str, str | None] | None:
        """Return the unit of a sum whose part before names who buys a car or scraps one."""
        index = self.parts.index(part)
        if not index or sums(self.plan.quantities(self.parts[index - 1])):
            return None
        return bought_of(self.text, quantity, self.parts[index - 1][0])

    def _per_head(self, quantity: Quantity, part: Span) -> tuple[str, str | None] | None:
        """Return the unit of a level's part in a standard per head that was set before it.

        人均补助标准达到610元。…各级补助标准为：中央补助366元、省级补助122元: all for each person.
        """
        paragraph = self.plan.layout.paragraphs[self.clause.paragraph]
        if not _LEVELS_PART.search(self.text, part[0], quantity.start):
            return None
        told = _HEAD_STANDARD.search(self.text, paragraph.start, part[0])
        return ("CNY_per_unit", "人") if told else None

    def _per_step(self, part: Span) -> tuple[str, str | None] | None:
        """Return the unit of a sum for each step before it: 每超出1000万元，加奖1万元."""
        index = self.parts.index(part)
        step = _EACH_STEP.fullmatch(self.text, *self.parts[index - 1]) if index else None
        return ("CNY_per_unit", step["step"]) if step else None

    def _goes_on(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a sum is one of a row: only 补 or 奖 before it, or 再配套."""
        return _IN_A_ROW.search(self.text[part[0] : quantity.start]) is not None

    def _each_from(self, part: Span, tiers: list[Quantity]) -> int:
        """Return from where 每… may stand: from a tier's part on (每户不足200元的，按200元发放)."""
        earlier = self.parts[: self.parts.index(part)]
        if earlier and self.text.startswith(("其中", "由"), part[0]):
            return earlier[-1][0]  # 每人每年1050元,其中财政补助670元
        if len(earlier) > 1 and _BESIDE.match(self.text, *part) and self.money.sums_in(earlier[-1]):
            earlier.pop()  # 更新1台,市级补助5万元,区级补助3万元
        if earlier and not self.money.sums_in(earlier[-1]):
            each = _EACH_ONE.match(self.text, *earlier[-1])  # 每引进1名博士,奖励10万元
            if each or _ROW_OPENS.search(self.text, *earlier[-1]):  # 每平方米补贴标准为:云岭区160元
                return earlier[-1][0]
        if not tiers or tiers[-1].start >= part[0]:
            return part[0]
        return part_at(self.parts, tiers[-1].start)[0]

    def _paid(
        self,
        part: Span,
        channel: Channel,
        values: list[dict[str, Any]],
        tiers: list[Quantity],
        quantity: Quantity,
    ) -> Iterator[Draft]:
        if not values:
            return
        floor = self._floor(part, values[0]["kind"])
        condition, start = self.money.condition(part, tiers, floor)
        if channel.role:
            condition = None
        shared = len(values) == len(channel.payers)
        turn = self._turn(part, channel, quantity)
        if turn is not None:
            channel = replace(channel, payers=(channel.payers[turn],))
        instrument = channel.instrument or ("subsidy" if GRANT.search(self.text, *part) else None)
        for index, payer in enumerate(channel.payers):
            fields = {"payer": payer, "instrument": instrument, "condition": condition}
            fields |= values[index if shared else 0]
            yield self.money.draft((start, part[1]), channel.rule, fields)

    def _staged(
        self, part: Span, channel: Channel, ratio: Quantity, read: dict[str, Any]
    ) -> Iterator[Draft]:
        """Yield what is paid in each of several years: 按4:3:3的比例分三年拨付."""
        for share in ratio.parts:
            values = [{**read, "value": share, "comparator": "eq"}]
            yield from self._paid(
                part, replace(channel, payers=channel.payers[:1]), values, [], ratio
            )

    def _turn(self, part: Span, channel: Channel, quantity: Quantity) -> int | None:
        """Return whose sum it is where each payer has one: 市、县财政分别补助40元、60元."""
        if len(channel.payers) < 2 or "分别" not in self.text[part[0] : part[1]]:
            return None
        paid = [q for q in self.plan.quantities(part) if is_paid(self.text, q, part[0])]
        if not all(follows(self.text, one, other) for one, other in pairwise(paid)):
            return None
        if len(paid) != len(channel.payers) or quantity not in paid:
            return None
        return paid.index(quantity)

    def _floor(self, part: Span, kind: str) -> int:
        """Return from where a condition may stand: a cap behind a rate has none of its own."""
        before = [p for p in self.parts if p[1] <= part[0] and sums(self.plan.quantities(p))]
        return part[0] if before and kind == "cap" else self.clause.start

    def _raised(self, quantity: Quantity, part: Span, state: _State) -> list[Draft] | None:
        """Read 提高50元，达到720元: the sum that a step leads to, None where there is no step."""
        if quantity.dimension != "money":
            return None
        own = unit_of(self.text, quantity, part[0], part[1])
        if self._is_raise(quantity, part):
            state.step = own or ("CNY", None)
            return []
        channel, step, state.step = state.carried, state.step, None
        if step is None or channel is None or self.money.inside((part[0], quantity.start)):
            return None
        unit, per = own or step
        read = {"kind": "amount", "unit": unit, "per": per, "base": None, **_values(quantity, "eq")}
        state.fields, state.last = read, quantity
        values = list(_shares(quantity, read, channel, by_one=False))
        return list(self._paid(part, channel, values, [], quantity))

    def _is_raise(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a sum is only by how much another is raised: 提高50元，达到720元."""
        raised = _RAISED.search(self.text, part[0], quantity.start)
        return bool(raised and _TO_SUM.match(self.text, quantity.end, self.clause.end))


def _once(channel: Channel) -> Channel:
    """Return a channel of several levels as the government's: one cap for what all of them pay."""
    levels = len(channel.payers) > 1 and LEVELS.issuperset(channel.payers)
    return replace(channel, payers=("government",)) if levels else channel


def _known(unit: tuple[Any, Any] | None) -> tuple[str, str | None] | None:
    return unit if unit and unit[0] else None


def _values(quantity: Quantity, comparator: str) -> dict[str, Any]:
    return {
        "value": percent_of(quantity),
        "value_max": quantity.value_max,
        "comparator": comparator,
    }


def _shares(
    quantity: Quantity, fields: dict[str, Any], channel: Channel, *, by_one: bool
) -> Iterator[dict[str, Any]]:
    """Yield the fields once, or for each payer of a ratio: 省、市、县按5∶3∶2.

    *by_one*: what one payer adds is measured by another's money (区级按1:0.5配套).
    """
    if quantity.dimension != "ratio":
        yield fields
    elif len(quantity.parts) == len(channel.payers):
        for share in quantity.parts:
            yield {**fields, "value": share, "comparator": "eq"}
    elif len(channel.payers) == 1 and by_one and (matched := matched_share(quantity)):
        yield {**fields, "value": matched}
    elif len(channel.payers) == 1:
        yield {**dict.fromkeys(fields), "kind": "source"}
