"""Who pays, by which means, how much: one record for each payer, means and kind of a clause.

``channels`` finds where money comes from, ``payments`` what the numbers beside a channel mean,
``conditions`` for whom. A channel with its rate is one record: only a channel without one is a
``source``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import regex

from extractor.document import Span
from extractor.numbers import Quantity, matched_share, percent_of
from extractor.phrases import phrase
from extractor.records.channels import (
    GRANT,
    LEVELS,
    MASK,
    MATCHED,
    PUBLIC,
    Channel,
    Channels,
    outdone,
    overlap,
    part_at,
    parts_of,
)
from extractor.records.conditions import text_condition, tier_condition, word_condition
from extractor.records.draft import Draft
from extractor.records.payers import payers_of
from extractor.records.payments import (
    UNPAID,
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
from extractor.records.plan import Plan
from extractor.records.splits import Split, ratio_of, sharers_of, splits_of
from extractor.records.table_funds import table_funds
from extractor.rule_cache import compiled
from extractor.segment import Clause

_GOES_ON = phrase("funding.goes_on")
_IN_A_ROW = phrase("funding.in_a_row")
_ELIDED = phrase("funding.elided")
_LABEL = phrase("funding.label")
_ROW_OPENS = phrase("funding.row_opens")
_LEVEL_OF_SUM = phrase("funding.level_of_sum")
_OF_LOAN = compiled("的[^,;。0-9]{0,10}?贷款(?!贴息|利息)")
"""可申请20万元的财政贴息小额贷款: the head noun is what the sum is of."""
_BORNE_BY = phrase("funding.borne_by")
_PRINCIPLE = compiled("(?:按照?|本着|坚持|遵循)[^,;:。]{4,40}原则$")
_RATE_OPENS = phrase("funding.rate_opens")
_RATE_OF = compiled("[^,;:。0-9]{0,20}?的?(?:最高|不超过)?")
_CHARGED = compiled("收取|计收|征收|收费|缴")
_FLOOR = phrase("funding.floor")
_BASE_TAIL = phrase("funding.base_tail")
_WON_FIRST = compiled("(?:资金|金额|总额|额)*(?:分别)?按(?:照)?(?:[0-9.]+%[、和])*")
"""国家级、省级奖励资金分别按100%、50%配套: between the money won and a share of it."""
_CASE = phrase("funding.case")
_BASIS = compiled("(?:资金|金额|标准)?的?基础上")
_BY_ONE = compiled("[1一](?![0-9.])")
_LOWER = compiled("市县|县乡|地方|乡|镇|街|上级")
_STAGED = compiled("分[两二三四五2-5](?:个?年度?|期|次|批|笔|个?阶段)")
_STEP = phrase("funding.step")
_BESIDE = phrase("funding.beside")
_EACH_ONE = phrase("funding.each_one")
_HEAD_STANDARD = phrase("funding.head_standard")
_LEVELS_PART = phrase("funding.levels_part")
_EACH_STEP = compiled(
    "[^,;:。]{0,10}?每(?:再)?(?:增加|新增|超过?出?|提高|增长|多)(?P<step>[0-9][^,;:。]{0,6}?)的?"
)
_LONG = 150
"""Up to how many characters a clause is the own span of its records."""
_NAMED = compiled("财政|各级|分别|中央|省级|市级|区级|县级|区县")
_BORNE = phrase("funding.borne")
_OF_PAPER = phrase("funding.of_paper")
_OWNED = ("maintenance_fund", "provident_fund", "community_revenue")
_FUNDS = ("funding.within-budget", "funding.treasury-bond", "funding.special-money")
_DIRECT = ("funding.public-sum", "funding.expense-bears", "funding.own-funds-bear")
"""Rules whose words stand right before their own number."""
_ALLOTS = phrase("funding.allots")
_RAISED = phrase("funding.raised")
_TO_SUM = phrase("funding.to_sum")
_CASES = compiled("(?:情形|行为|情况)(?:之一)?的?,")
"""有下列情形之一的，不予补贴：a stem that denies money to all that it lists."""
_SUMMED = ("funding.lottery", "funding.vouchers")
"""Rules of other means whose sums, where the clause has them, stand for the means."""
_MONEY = ("money", "percent", "ratio")
_DENIED = ("funding.not-paid", "funding.claw-back", "funding.given-back")
"""Bans that are those of the payer before ；."""


def make(plan: Plan) -> Iterator[Draft]:
    """Yield the funding records of a plan."""
    channels = Channels(plan)
    titles = _titles(plan)
    before: dict[str, Any] | None = None
    giver: tuple[int, str] | None = None
    said: tuple[int, str] | None = None
    tabled, read = table_funds(plan)
    yield from tabled
    for clause in plan.clauses:
        if clause in titles or any(a <= clause.start < b for a, b in read):
            continue
        if _OF_PAPER.match(channels.text, clause.start, clause.end):
            continue
        parts = parts_of(channels.text, clause.start, clause.end)
        found = channels.read(clause, parts)
        inherited = channels.inherited(clause)
        if said and said[0] + 1 == clause.sentence and _ALLOTS.match(channels.text, clause.start):
            giver = clause.sentence, said[1]
        said = _said(clause, found) or said
        if giver and giver[0] == clause.sentence:
            found = [_given_by(giver[1], channel) for channel in found]
        reader = _Reader(plan, channels.text, clause, parts, found, before)
        if not (reader.channels or inherited or reader.splits):
            continue
        drafts = reader.records(inherited)
        yield from drafts
        before = reader.before
        if payer := _giver(drafts, found):
            giver = clause.sentence, payer


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


class _Reader:
    """Makes the records of one clause from its channels and numbers."""

    def __init__(
        self,
        plan: Plan,
        text: str,
        clause: Clause,
        parts: list[Span],
        channels: list[Channel],
        before: dict[str, Any] | None,
    ) -> None:
        self.plan = plan
        self.text = text
        self.clause = clause
        self.parts = parts
        self.splits = self._split()
        channels = [c for c in channels if c.kind == "restriction" or not self._is_split(c)]
        self.channels = self._with_sharers(channels)
        self.before = before
        """The last numeric tier: its upper bound may be the next one's lower bound."""

    def records(self, inherited: Channel | None) -> list[Draft]:
        """Return what is paid, what must not be, then bare channels."""
        drafts = self._payments(_State(inherited))
        drafts += self._restrictions()
        return [self._widened(draft) for draft in drafts + self._sources(drafts)]

    def _widened(self, draft: Draft) -> Draft:
        """Take a clause that is not long as a whole: its parts are read together."""
        start, end = self.clause.start, self.clause.end
        if end - start > _LONG:
            return draft
        return replace(draft, own=self._trimmed(start, end))

    # Costs that several share.

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
            if together is None or _sums(self.plan.quantities(part)):
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

    def _shared(self, split: Split, state: _State) -> Iterator[Draft]:
        """Yield a share for each payer of a shared cost."""
        part = split.part
        base = topic_of(self.text, part[0], split.quantities[0].start)
        grant = GRANT.search(self.text, self.clause.start, part[1])
        condition, start = self._condition(part, [], self.clause.start)
        fields: dict[str, Any] = {"kind": "share", "unit": "percent", "comparator": "eq"}
        fields |= {"base": base, "condition": condition}
        for payer, value in split.shares:
            means = ("subsidy" if grant else None) if payer in PUBLIC else "self_raised"
            own = {"payer": payer, "value": value, "instrument": means, **fields}
            yield self._draft((start, part[1]), "funding.split", own)
        state.tiers = []

    # Numbers.

    def _payments(self, state: _State) -> list[Draft]:
        drafts: list[Draft] = []
        for part in self.parts:
            state.among = state.among or self.text.startswith("其中", part[0])
            split = next((s for s in self.splits if s.part == part), None)
            if split:
                drafts += self._shared(split, state)
            for quantity in self.plan.quantities(part):
                if split and quantity in split.quantities:
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
        bans = [c for c in inside if c.kind == "restriction"]
        if any(self.text[c.start] in "扣核" or c.end >= quantity.end for c in bans):
            return
        settled = any(c.role or (c.explicit and c.end == quantity.start) for c in inside)
        if not settled and is_tier(self.text, quantity, part[1], part[0]):
            state.tiers.append(quantity)
            return
        paid = is_paid(self.text, quantity, part[0])
        channel = self._channel(quantity, part, state) if paid else None
        if channel is None:
            return
        shown = channel
        channel = self._own_giver(channel, quantity, part)
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
        if read["kind"] == "cap" and not _NAMED.search(self.text, part[0], quantity.start):
            channel = _once(channel)
        by_one = _BY_ONE.match(self.text, quantity.start) is not None
        values = list(_shares(quantity, read, channel, by_one=by_one))
        yield from self._paid(part, channel, values, state.tiers, quantity)

    def _read(
        self, quantity: Quantity, part: Span, channel: Channel, state: _State
    ) -> dict[str, Any] | None:
        """Return the fields of a paid number, None where it only measures something."""
        within = state.last is not None and state.last.end > part[0]
        since = state.last.end if within and state.last else part[0]
        raised = channel.instrument == "provident_fund"
        elided = self._is_elided(quantity, part)
        judged = role(self.text, quantity, part, since=since, raised=raised, elided=elided)
        if judged is None:
            return None
        kind, comparator = judged
        if elided and kind == "amount" and state.fields.get("kind") == "cap":
            kind, comparator = "cap", "le"
        unit: tuple[str, str | None] = ("percent", None)
        base = None
        if quantity.dimension == "money":
            shared = None
            parted = state.among or within or bool(_BESIDE.match(self.text, *part))
            if parted and kind != "cap" and state.fields.get("unit") != "percent":
                shared = (state.fields.get("unit"), state.fields.get("per"))
            goes_on = elided or self._goes_on(quantity, part) or self._is_labelled(quantity, part)
            if goes_on and state.last and not within:
                shared = (state.fields.get("unit"), state.fields.get("per"))
            if kind == "cap" and state.each and self._is_step(part, state.last):
                shared = state.each
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

    def _is_step(self, part: Span, last: Quantity | None) -> bool:
        """Tell whether a cap is that of the rate or step before it: 每加一层加4000元,最高15万元."""
        index = self.parts.index(part)
        if not index or last is None:
            return False
        before = self.parts[index - 1]
        rate = last.dimension in ("percent", "fraction") and before[0] <= last.start < before[1]
        each = rate and self.text.find("每", before[0], last.start) >= 0
        return each or bool(_STEP.search(self.text, *before))

    def _bought(self, quantity: Quantity, part: Span) -> tuple[str, str | None] | None:
        """Return the unit of a sum whose part before names who buys a car or scraps one."""
        index = self.parts.index(part)
        if not index or _sums(self.plan.quantities(self.parts[index - 1])):
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
        if len(earlier) > 1 and _BESIDE.match(self.text, *part) and self._sums_in(earlier[-1]):
            earlier.pop()  # 更新1台,市级补助5万元,区级补助3万元
        if earlier and _EACH_ONE.match(self.text, *earlier[-1]) and not self._sums_in(earlier[-1]):
            return earlier[-1][0]  # 每引进1名博士,奖励10万元
        if (
            earlier
            and _ROW_OPENS.search(self.text, *earlier[-1])
            and not self._sums_in(earlier[-1])
        ):
            return earlier[-1][0]  # 每平方米补贴标准为:云岭区160元
        if not tiers or tiers[-1].start >= part[0]:
            return part[0]
        return part_at(self.parts, tiers[-1].start)[0]

    def _channel(self, quantity: Quantity, part: Span, state: _State) -> Channel | None:
        """Return the channel by which a number is paid: of its part, of the next, or carried."""
        near = [c for c in self._inside(part) if c.rule not in _DIRECT or c.start < quantity.start]
        based = [c for c in near if self._is_base(c, quantity)]
        if near := [c for c in near if c not in based]:
            lent = [c for c in near if c.instrument == "loan" and c.start >= quantity.end]
            if lent and _OF_LOAN.match(self.text, quantity.end, part[1]):
                return lent[0]
            return _governing(quantity, near)
        if own := [c for c in based if c.instrument != "loan"]:
            return replace(_governing(quantity, own), payers=("government",), explicit=False)
        return self._ahead(quantity, part) or self._carried(quantity, state.carried, part)

    def _inside(self, part: Span) -> list[Channel]:
        return [
            c
            for c in self.channels
            if part[0] <= c.start and c.end <= part[1] and c.kind != "restriction"
        ]

    def _own_giver(self, channel: Channel, quantity: Quantity, part: Span) -> Channel:
        """Return a channel with the giver that stands before one of a row of sums."""
        sums = [q for q in self.plan.quantities(part) if q.dimension in _MONEY]
        before = [q for q in sums if q.end <= quantity.start]
        beside = (p for p in self.parts if p[1] == part[0] - 1 or p[0] == part[1] + 1)
        row = len(sums) > 1 or any(self._sums_in(p) for p in beside)
        since = before[-1].end if before else part[0]
        words = self.text[since : quantity.start]
        payers = payers_of(self.plan.patterns)
        payer = payers.giver(words)
        if payer is None and (level := _LEVEL_OF_SUM.fullmatch(words)):
            payer = payers.bearer(level["name"]) if self._adds_up(quantity, sums) else None
        if not row or payer is None or payer in channel.payers:
            return channel
        if payer == "government" and not _LOWER.search(words):
            return channel
        means = channel.instrument if payer in PUBLIC else "self_raised"
        return replace(channel, payers=(payer,), explicit=True, instrument=means)

    def _adds_up(self, quantity: Quantity, sums: list[Quantity]) -> bool:
        """Tell whether the numbers of a bracket are parts of the one before it, or of 100 %."""
        opened = self.text.rfind("(", sums[0].start, quantity.start)
        closed = self.text.find(")", quantity.end, self.clause.end)
        inside = [q for q in sums if opened < q.start < closed]
        before = [q for q in sums if q.end <= opened and q.dimension == quantity.dimension]
        if opened < 0 or len(inside) < 2 or any(q.dimension != quantity.dimension for q in inside):
            return False
        whole = 100 if quantity.dimension == "percent" else before[-1].value if before else None
        return sum(q.value for q in inside) == whole

    def _sums_in(self, part: Span) -> bool:
        return _sums(self.plan.quantities(part))

    def _is_base(self, channel: Channel, quantity: Quantity) -> bool:
        """Tell whether a channel's words are a share's base: 按市级补助金额的50%配套."""
        if _BASIS.match(self.text, channel.end):
            return True
        if channel.rule == "funding.revenue-share":
            return False
        behind = channel.end <= quantity.start and quantity.dimension in ("percent", "ratio")
        if not behind or _BASE_TAIL.fullmatch(self.text, channel.end, quantity.start):
            return behind
        won = channel.instrument == "subsidy" and MATCHED.match(self.text, quantity.end)
        return bool(won and _WON_FIRST.fullmatch(self.text, channel.end, quantity.start))

    def _ahead(self, quantity: Quantity, part: Span) -> Channel | None:
        """Return the channel of a part behind: 按…的40%，统筹安排奖补资金; 每人2000元，由县承担."""
        if quantity.dimension == "money" and (bearer := self._borne_behind(quantity, part)):
            return bearer
        behind = self.text[quantity.end : part[1]]
        index = self.parts.index(part) + 1
        if "按" not in self.text[part[0] : quantity.start] or index >= len(self.parts):
            return None
        if len(behind) > 4 or _CHARGED.match(behind):
            return None
        near = self._inside(self.parts[index])
        return next((c for c in near if c.instrument == "subsidy"), near[0] if near else None)

    def _borne_behind(self, quantity: Quantity, part: Span) -> Channel | None:
        """Return whose money bears a sum for each, told behind it: 每人2000元，由县财政承担."""
        if unit_of(self.text, quantity, part[0], part[1]) is None:
            return None
        for later in self.parts[self.parts.index(part) + 1 :]:
            if _BORNE_BY.match(self.text, *later):
                named = [c for c in self._inside(later) if c.explicit and c.instrument == "budget"]
                return named[0] if len(named) == 1 else None
        return None

    def _carried(self, quantity: Quantity, carried: Channel | None, part: Span) -> Channel | None:
        before = self.text[part[0] : quantity.start]
        behind = self.text[quantity.end : quantity.end + 4]
        goes_on = _GOES_ON.search(before) or regex.match(
            "封顶|为限|以内|/|(?:以上)?用于|纳入|划入|转入|存入|用作", behind
        )
        if quantity.dimension == "percent" and MATCHED.match(self.text, quantity.end, part[1]):
            return carried and replace(carried, payers=("government",), explicit=False)
        if carried and carried.instrument == "subsidy" and _CHARGED.search(before):
            return None
        if carried and carried.instrument == "self_raised" and _FLOOR.match(before):
            return carried
        staged = quantity.dimension == "ratio" and _STAGED.search(self.text, *part)
        if goes_on or staged or self._is_elided(quantity, part):
            return carried
        return carried if self._is_labelled(quantity, part) else None

    def _is_labelled(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a sum is one of a row: 给予安家补贴，博士30万元、硕士10万元."""
        index = self.parts.index(part)
        if index and quantity.dimension == "percent":
            rated = _RATE_OPENS.search(self.text, *self.parts[index - 1])
            return bool(rated and _RATE_OF.fullmatch(self.text, part[0], quantity.start))
        if not index or quantity.dimension != "money":
            return False
        inside = [q for q in self.plan.quantities(part) if q.end <= quantity.start]
        since = inside[-1].end if inside else part[0]
        if not _LABEL.fullmatch(self.text, since, quantity.start):
            return False
        before = self.parts[index - 1]
        opened = _ROW_OPENS.search(self.text, *before)
        return bool(opened) or any(q.dimension == "money" for q in self.plan.quantities(before))

    def _is_elided(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a part is only whom a sum is for, behind a part with a sum of its kind."""
        index = self.parts.index(part)
        if not index or self.text[quantity.end : part[1]] not in ("", "的", "/人"):
            return False
        before = self.plan.quantities(self.parts[index - 1])
        alike = [q for q in before if q.dimension == quantity.dimension]
        return bool(alike and _ELIDED.fullmatch(self.text, part[0], quantity.start))

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
        condition, start = self._condition(part, tiers, floor)
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
            yield self._draft((start, part[1]), channel.rule, fields)

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
        before = [p for p in self.parts if p[1] <= part[0] and _sums(self.plan.quantities(p))]
        return part[0] if before and kind == "cap" else self.clause.start

    def _condition(
        self, part: Span, tiers: list[Quantity], floor: int
    ) -> tuple[dict[str, Any] | None, int]:
        """Return the condition of a payment and where the record's own span begins."""
        if tiers:
            start = part_at(self.parts, tiers[0].start)[0]
            if numeric := tier_condition(self.text, tiers, start, self.before):
                self.before = numeric
                return numeric, start if part[1] - start <= 160 else part[0]
        span = word_condition(self.text, self.parts, part, floor)
        near = span is not None and floor <= span[0] < part[0] and part[1] - span[0] <= _LONG
        start = part_at(self.parts, span[0])[0] if span and near else part[0]
        return text_condition(self._printed(span) if span else None), start

    def _printed(self, span: Span) -> str:
        """Return a stretch as the document prints it: width kept, layout dropped."""
        offsets = self.plan.layout.view.offsets[span[0] : span[1]]
        printed = (self.plan.document.text[at] for at in offsets)
        return "".join(char for char in printed if not char.isspace())

    def _raised(self, quantity: Quantity, part: Span, state: _State) -> list[Draft] | None:
        """Read 提高50元，达到720元: the sum that a step leads to, None where there is no step."""
        if quantity.dimension != "money":
            return None
        own = unit_of(self.text, quantity, part[0], part[1])
        if self._is_raise(quantity, part):
            state.step = own or ("CNY", None)
            return []
        channel, step, state.step = state.carried, state.step, None
        if step is None or channel is None or self._inside((part[0], quantity.start)):
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

    # Restrictions and sources.

    def _restrictions(self) -> list[Draft]:
        """Return the first ban of the clause, for each payer of the money that it speaks of."""
        channel = next((c for c in self.channels if c.kind == "restriction"), None)
        if channel is None:
            return []
        listed = self.text[self.clause.end - 1] == ":"
        if listed and not _CASES.search(self.text, self.clause.start, channel.start):
            return []
        part = part_at(self.parts, channel.start)
        means = [c for c in self.channels if c.kind != "restriction"]
        owned = [c for c in means if overlap(c, channel) and c.instrument in _OWNED]
        before = owned or [c for c in means if c.end <= channel.start]
        payers = channel.payers or (before[-1].payers if before else ("government",))
        grant = GRANT.search(self.text, self.clause.start, self.clause.end)
        instrument = before[-1].instrument if before else None
        instrument = instrument or ("subsidy" if grant else None)
        denies = self.text[channel.start] in "不停取暂终追收退扣核抵"
        condition, start = (
            self._condition(part, [], self.clause.start) if denies else (None, part[0])
        )
        fields = {"kind": "restriction", "instrument": instrument, "condition": condition}
        return [
            self._draft((start, part[1]), channel.rule, {"payer": payer, **fields})
            for payer in payers
        ]

    def _sources(self, made: list[Draft]) -> list[Draft]:
        """Return bare channels: not those that a rate, an amount or a ban in the clause covers."""
        if self.text[self.clause.end - 1] == ":" and not self._waives():
            return []
        banned = [c for c in self.channels if c.kind == "restriction"]
        sources = [c for c in self.channels if c.kind == "source"]
        strong = {
            "clause": [c for c in sources if c.weak != "clause"],
            "part": [c for c in sources if not c.weak],
        }
        done = {(d.fields["payer"], d.fields["instrument"]) for d in made if not _beside(d)}
        drafts: list[Draft] = []
        for channel in sources:
            if any(overlap(channel, ban) for ban in banned) or self._is_of_fund(channel, sources):
                continue
            if self._is_case(channel) or (made and self._is_principle(channel)):
                continue
            if banned and channel.rule == "funding.scheme-support":
                continue
            named = outdone(channel, strong[channel.weak], self.parts) if channel.weak else set()
            part = part_at(self.parts, channel.start)
            for payer in channel.payers:
                key = (payer, channel.instrument)
                told = {(d.fields["payer"], d.fields["instrument"]) for d in drafts}
                waived = key not in told and self._is_waived(channel, part)
                if payer in named or (key in done and not waived):
                    continue
                if self._is_capped(key, part, made):
                    continue
                if not waived and self._is_paid(channel, payer, part, made):
                    continue
                done.add(key)
                condition, start = self._condition(part, [], self.clause.start)
                fields = {
                    "payer": payer,
                    "instrument": channel.instrument,
                    "kind": "source",
                    "condition": condition,
                }
                drafts.append(self._draft((start, part[1]), channel.rule, fields))
        return drafts

    def _is_of_fund(self, channel: Channel, sources: list[Channel]) -> bool:
        """Tell whether a grant is what the fund before it gives: 争取预算内投资…给予补助."""
        if channel.explicit or channel.instrument != "subsidy":
            return False
        part = part_at(self.parts, channel.start)
        return any(
            c.rule in _FUNDS and c.explicit and part[0] <= c.start and c.end <= channel.start
            for c in sources
        )

    def _is_case(self, channel: Channel) -> bool:
        """Tell whether a private channel only says whom a rule is for: 对居民出资超过10%的小区."""
        part = part_at(self.parts, channel.start)
        private = not PUBLIC.intersection(channel.payers)
        return private and part != self.parts[-1] and bool(_CASE.fullmatch(self.text, *part))

    def _is_principle(self, channel: Channel) -> bool:
        """Tell whether a channel is only named by a principle: 按照政府补助为辅的原则，…."""
        return bool(_PRINCIPLE.match(self.text, *part_at(self.parts, channel.start)))

    def _is_waived(self, channel: Channel, part: Span) -> bool:
        """Tell whether a fee is waived as a whole, beside one that is cut: 免征…，减半收取….

        全额免除 is a share, told as such.
        """
        whole = channel.instrument == "fee_relief" and self.text.startswith("免", channel.start)
        return whole and not self._sums_in(part) and self.text[channel.start - 2] != "全"

    def _waives(self) -> bool:
        """Tell whether a stem waives what its list names: 免除以下费用：."""
        return any(c.instrument == "fee_relief" and c.kind == "source" for c in self.channels)

    def _is_capped(self, key: tuple[str, str | None], part: Span, made: list[Draft]) -> bool:
        """Tell whether only a cap stands for a channel, except a private one of an earlier part."""
        mine = [d for d in made if (d.fields["payer"], d.fields["instrument"]) == key]
        caps = [d for d in mine if d.fields["kind"] == "cap"]
        apart = all(d.own[0] >= part[1] for d in caps)
        return bool(caps) and not (apart and key[1] == "self_raised")

    def _is_paid(self, channel: Channel, payer: str, part: Span, made: list[Draft]) -> bool:
        """Tell whether a paid number of the clause stands for the channel."""
        paid = [d for d in made if d.fields["kind"] != "restriction"]
        granted = channel.instrument == "subsidy" and self.text[part[1] - 1] == "的"
        if granted and any(self._behind(draft, part) for draft in paid):
            return True
        mine = [d for d in paid if d.fields["payer"] == payer]
        beside = any(d.own[1] == part[1] for d in mine)
        if beside and channel.instrument in ("budget", "investment"):
            return True
        parted = self.text.find("出资", channel.end, self.clause.end) >= 0
        if channel.rule == "funding.public-fund" and paid and parted:
            return not channel.explicit  # 设立总规模10亿元的基金,由市财政出资4亿元
        grant = channel.instrument in ("subsidy", None) or channel.rule in _SUMMED
        if channel.instrument == "budget":
            grant = "预算" not in self.text[channel.start : channel.end]
        each = payer == "government" and channel.instrument == "subsidy"
        level = each and any(d.fields["payer"] in LEVELS for d in paid)
        return grant and bool(mine or level or (paid and not channel.explicit))

    def _behind(self, draft: Draft, part: Span) -> bool:
        """Tell whether a payment follows a part that is only its condition: 给予补贴的，…."""
        return draft.own[1] > part[1] and draft.fields["value"] is not None

    def _draft(self, span: Span, rule: str, fields: dict[str, Any]) -> Draft:
        own = self._trimmed(*span)
        return Draft("funding", own, rule, {**UNPAID, **fields}, self.clause.section)

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end - 1 and self.text[start] in MASK + ")】":
            start += 1
        return start, end


def _giver(drafts: list[Draft], channels: list[Channel]) -> str | None:
    """Return the one level that a clause names as giving money: it gives on behind ；."""
    named = {payer for c in channels if c.explicit for payer in c.payers}
    paid = {d.fields["payer"] for d in drafts if d.fields["kind"] in ("amount", "share", "cap")}
    return next(iter(paid)) if len(paid) == 1 and paid == named and paid < LEVELS else None


def _said(clause: Clause, channels: list[Channel]) -> tuple[int, str] | None:
    """Return the one level that a clause names as granting, with its sentence."""
    named = {p for c in channels if c.explicit and c.kind != "restriction" for p in c.payers}
    grants = any(c.instrument == "subsidy" for c in channels)
    return (
        (clause.sentence, next(iter(named)))
        if len(named) == 1 and grants and named < LEVELS
        else None
    )


def _given_by(payer: str, channel: Channel) -> Channel:
    """Return a grant or ban of no named payer as that of the payer before it."""
    unnamed = channel.payers in ((), ("government",))
    bare = unnamed and (channel.kind != "restriction" or channel.rule in _DENIED)
    named = channel.explicit and channel.kind != "restriction"
    if named or not bare or channel.instrument not in (None, "subsidy"):
        return channel
    return replace(channel, payers=(payer,))


def _beside(draft: Draft) -> bool:
    """Tell whether a record leaves its channel to be a source besides."""
    fields = draft.fields
    banned = fields["kind"] == "restriction" and fields["instrument"] == "budget"
    return bool(fields["kind"] == "cap" or banned)


def _once(channel: Channel) -> Channel:
    """Return a channel of several levels as the government's: one cap for what all of them pay."""
    levels = len(channel.payers) > 1 and LEVELS.issuperset(channel.payers)
    return replace(channel, payers=("government",)) if levels else channel


def _governing(quantity: Quantity, near: list[Channel]) -> Channel:
    """Return the one of a part's channels that pays a number: named payers first, then nearest."""
    grants = [c for c in near if c.instrument == "subsidy"]
    pool = [c for c in near if c.instrument != "loan"] if grants else near
    if own := [c for c in pool if c.end == quantity.start and c.rule in _DIRECT]:
        return own[0]
    before = [c for c in pool if c.start < quantity.start and c.explicit]
    if not before:
        return min(pool, key=lambda c: (not c.explicit, _distance(c, quantity)))
    best = before[-1]
    later = [c for c in grants if best.end <= c.start]
    private = best.payers[0] in ("residents", "social_capital") and best.kind != "paid"
    return later[0] if later and private else best


def _distance(channel: Channel, quantity: Quantity) -> int:
    if channel.start >= quantity.end:
        return channel.start - quantity.end
    return max(quantity.start - channel.end, 0)


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


def _titles(plan: Plan) -> frozenset[Clause]:
    """Return the clauses that are only a heading above text: they name no rule themselves."""
    layout = plan.layout
    owners = {section.parent for section in layout.sections}
    last = {clause.section: clause.start for clause in layout.clauses}
    return frozenset(
        clause
        for clause in layout.clauses
        if clause.section >= 0
        and clause.end <= layout.sections[clause.section].body
        and (clause.section in owners or last[clause.section] > clause.start)
        and _heads(plan, clause)
    )


def _heads(plan: Plan, clause: Clause) -> bool:
    """Tell whether a clause reads as a heading: short, one part, no sums, no ； behind it."""
    words = plan.words(clause)
    if _BORNE.search(words):
        return False
    plain = len(words) <= 30 and "," not in words and not _sums(plan.quantities(clause))
    return plain and not plan.text.startswith(";", clause.end)


def _sums(quantities: Iterable[Quantity]) -> bool:
    return any(quantity.dimension in _MONEY for quantity in quantities)
