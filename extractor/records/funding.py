"""Who pays, by which means, how much: one record for each payer, means and kind of a clause.

``channels`` finds where money comes from, ``sums`` reads the numbers beside a channel. A channel
with its rate is one record: only a channel without one is a ``source``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.bare_items import BareItems
from extractor.records.benefits import Benefits
from extractor.records.channels import (
    GRANT,
    LEVELS,
    PUBLIC,
    Channel,
    Channels,
    has_own_money,
    outdone,
    overlap,
    part_at,
    parts_of,
)
from extractor.records.draft import Draft
from extractor.records.money_clause import LONG, MoneyClause, sums
from extractor.records.plan import Plan
from extractor.records.sums import Sums
from extractor.records.table_funds import table_funds
from extractor.rule_cache import compiled
from extractor.segment import Clause

_PRINCIPLE = compiled("(?:按照?|本着|坚持|遵循)[^,;:。]{4,40}原则$")
_CASE = phrase("funding.case")
_LACKS = phrase("funding.lacks")
_OF_LEVEL = compiled("[省市县区]级|财政|两级|三级|各级")
_BORNE = phrase("funding.borne")
_OF_PAPER = phrase("funding.of_paper")
_IN_FULL = compiled("全额[^,;:。]{0,4}$")
_ENTERED = phrase("funding.entered")
_OWNED = ("maintenance_fund", "provident_fund", "community_revenue")
_FUNDS = ("funding.within-budget", "funding.treasury-bond", "funding.special-money")
_ALLOTS = phrase("funding.allots")
_CLAIMS = compiled(
    "(?:不得|不能|不可|不再|不予)(?:再|重复|同时|叠加|多次)*(?:享受|申请|申报|申领|领取)|(?:收回|追回|扣回|取消)(?:当年|全部|部分)*"
)
"""A ban on claiming what is named behind it, or that it is taken back."""
_WATCHES = compiled("(?:财政|审计)(?:局|部门|厅)[^;。]{0,24}?(?:监管|监督)")
"""市财政局要加强资金监管，补贴专款专用: who watches is not whose money it is."""
_SPOKEN_OF = compiled(
    "[^,;:。]{0,8}(?:财政|政府|[省市县区]级?)(?:预算)?(?:安排|下达|拨付)的[^,;:。]{0,24}?(?:资金|经费)"
    "(?:应当?|须|必须|要|不得|实行)"
)
"""财政安排的救灾资金必须专款专用: money that only a ban speaks of."""
_CASES = compiled("(?:情形|行为|情况)(?:之一)?的?,")
"""有下列情形之一的，不予补贴：a stem that denies money to all that it lists."""
_USES = compiled(
    "(?:用于|列支)(?:下列|以下|如下)|(?:下列|以下|如下)[^,;:。]{0,4}(?:费用|支出|开支)"
)
"""不得用于下列支出: a stem that says itself what its entries are barred from."""
_SUMMED = ("funding.lottery", "funding.vouchers")
"""Rules of other means whose sums, where the clause has them, stand for the means."""
_ENDOWED = ("funding.public-fund", "funding.risk-fund")
"""Rules of funds of which a clause may say who puts in how much."""
_DENIED = ("funding.not-paid", "funding.claw-back", "funding.given-back")
"""Bans that are those of the payer before ；."""


def make(plan: Plan) -> Iterator[Draft]:
    """Yield the funding records of a plan."""
    channels = Channels(plan)
    titles = _titles(plan)
    before: dict[str, Any] | None = None
    giver: tuple[int, str] | None = None
    said: tuple[int, str] | None = None
    denied: tuple[Clause, Draft] | None = None
    entered = False
    tables = table_funds(plan)
    yield from tables.drafts
    bare, benefits = BareItems(plan, channels.text), Benefits(plan, channels.text)
    for clause in plan.clauses:
        if clause in titles or any(a <= clause.start < b for a, b in tables.read):
            continue
        if _OF_PAPER.match(channels.text, clause.start, clause.end):
            continue
        parts = parts_of(channels.text, clause.start, clause.end)
        found = channels.read(clause, parts)
        inherited = tables.channel(clause.start) or channels.inherited(clause)
        inherited = inherited or bare.grant(clause, parts, found)
        if said and said[0] + 1 == clause.sentence and _ALLOTS.match(channels.text, clause.start):
            giver = clause.sentence, said[1]
        said = _said(clause, found) or said
        if giver and giver[0] == clause.sentence:
            found = [_given_by(giver[1], channel) for channel in found]
        terms = benefits.terms(clause, parts)
        found = benefits.left(found, terms, parts)
        money = MoneyClause(plan, channels, clause, parts, found, before, inherited, terms)
        if denied and not _below(plan, clause, denied[0]):
            denied = None
        if not (money.channels or inherited or money.splits or money.entries or terms or denied):
            continue
        drafts = _records(money)
        if denied and not drafts:
            drafts = [replace(denied[1], own=money.trimmed(clause.start, clause.end))] * entered
            entered = True
        elif stem := _denies_list(channels.text, clause, drafts):
            denied, entered = (clause, stem), False  # the first entry goes with the stem
        yield from drafts
        bare.remember(clause, found, drafts)
        before = money.before
        if payer := _giver(drafts, found):
            giver = clause.sentence, payer


def _records(money: MoneyClause) -> list[Draft]:
    """Return what is paid, what must not be, then bare channels.

    A clause that is not long is the own span of its records: its parts are read together.
    """
    unpaid = _Unpaid(money)
    drafts = Sums(money).drafts() + unpaid.restrictions()
    drafts += unpaid.sources(drafts)
    start, end = money.clause.start, money.clause.end
    if end - start > LONG:
        return drafts
    return [replace(draft, own=money.trimmed(start, end)) for draft in drafts]


class _Unpaid:
    """Makes the records of what a clause names without a number: bans, and bare channels."""

    def __init__(self, money: MoneyClause) -> None:
        self.money = money
        self.text, self.clause, self.parts = money.text, money.clause, money.parts
        self.channels = money.channels

    def restrictions(self) -> list[Draft]:
        """Return the first ban of the clause, for each payer of the money that it speaks of."""
        channel = next((c for c in self.channels if c.kind == "restriction"), None)
        if channel is None:
            return []
        listed = self.text[self.clause.end - 1] == ":"
        uses = _USES.search(self.text, self.clause.start, self.clause.end)
        if listed and not uses and not _CASES.search(self.text, self.clause.start, channel.start):
            return []
        part = part_at(self.parts, channel.start)
        means = [c for c in self.channels if c.kind != "restriction"]
        owned = [c for c in means if overlap(c, channel) and c.instrument in _OWNED]
        before = owned or [c for c in means if c.end <= channel.start]
        brief = channel.rule == "funding.denied-briefly"
        if not owned and (brief or GRANT.search(self.text, channel.start, channel.end)):
            before = [c for c in before if PUBLIC.intersection(c.payers)]  # 个人缴费部分不予补贴
        if has_own_money(self.text, part):
            before = [c for c in before if c.start >= part[0]]
        denied = [c for c in means if c.explicit and self._is_denied(c, channel)]
        payers = channel.payers or (before[-1].payers if before else ("government",))
        if not channel.payers and _WATCHES.search(self.text, self.clause.start, channel.start):
            payers = ("government",)
        payers = denied[0].payers if denied else payers
        if len(payers) > 1 and not denied and self.text.startswith(("不再", "不予"), channel.start):
            # 市、区财政各补助5万元,由单位全额出资的不再享受
            payers = payers if _OF_LEVEL.search(self.text, *part) else ("government",)
        grant = GRANT.search(self.text, self.clause.start, self.clause.end)
        instrument = before[-1].instrument if before else None
        instrument = instrument or ("subsidy" if grant else None)
        denies = self.text[channel.start] in "不停取暂终追收退扣核抵"
        condition, start = (
            self.money.condition(part, [], self.clause.start) if denies else (None, part[0])
        )
        fields = {"kind": "restriction", "instrument": instrument, "condition": condition}
        return [
            self.money.draft((start, part[1]), channel.rule, {"payer": payer, **fields})
            for payer in payers
        ]

    def _is_denied(self, channel: Channel, ban: Channel) -> bool:
        """Tell whether a ban speaks of a grant behind it: 不得重复享受市级补贴."""
        end = part_at(self.parts, ban.start)[1]
        behind = ban.start <= channel.start < end and channel.instrument == "subsidy"
        return behind and _CLAIMS.match(self.text, ban.start) is not None

    def sources(self, made: list[Draft]) -> list[Draft]:
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
            if self._is_only_banned(channel, banned) or self._is_of_fund(channel, sources):
                continue
            if self._is_case(channel) or (made and self._is_principle(channel)):
                continue
            if any(d.fields["kind"] == "share" for d in made) and self._is_entered(channel):
                continue
            named = outdone(channel, strong[channel.weak], self.parts) if channel.weak else set()
            part = part_at(self.parts, channel.start)
            for payer in channel.payers:
                key = (payer, channel.instrument)
                told = {(d.fields["payer"], d.fields["instrument"]) for d in drafts}
                waived = key not in told and self._is_waived(channel, part)
                if payer in named or (key in done and not waived):
                    continue
                if not waived and self._is_capped(key, part, made):
                    continue
                if not waived and self._is_paid(channel, payer, part, made):
                    continue
                done.add(key)
                condition, start = self.money.condition(part, [], self.clause.start)
                fields = {
                    "payer": payer,
                    "instrument": channel.instrument,
                    "kind": "source",
                    "condition": condition,
                }
                drafts.append(self.money.draft((start, part[1]), channel.rule, fields))
        return drafts

    def _is_only_banned(self, channel: Channel, banned: list[Channel]) -> bool:
        """Tell whether a channel is only named by what a ban says of it."""
        if any(self._is_denied(channel, ban) or overlap(channel, ban) for ban in banned):
            return True
        spoken = _SPOKEN_OF.match(self.text, *part_at(self.parts, channel.start))
        return bool(banned) and (channel.rule == "funding.scheme-support" or spoken is not None)

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
        """Tell whether a channel only says whom a rule is for.

        对居民出资超过10%的小区; 县级配套资金不到位的.
        """
        part = part_at(self.parts, channel.start)
        if _LACKS.fullmatch(self.text, channel.end, part[1]) and part != self.parts[-1]:
            return True
        private = not PUBLIC.intersection(channel.payers)
        return private and part != self.parts[-1] and bool(_CASE.fullmatch(self.text, *part))

    def _is_entered(self, channel: Channel) -> bool:
        """Tell whether a part only says that shares enter the budget: 按4:6分担，列入年度预算."""
        part = part_at(self.parts, channel.start)
        return part != self.parts[0] and _ENTERED.fullmatch(self.text, *part) is not None

    def _is_principle(self, channel: Channel) -> bool:
        """Tell whether a channel is only named by a principle: 按照政府补助为辅的原则，…."""
        return bool(_PRINCIPLE.match(self.text, *part_at(self.parts, channel.start)))

    def _is_waived(self, channel: Channel, part: Span) -> bool:
        """Tell whether a fee is waived as a whole, beside one that is cut: 免征…，减半收取….

        全额免除 is a share, told as such.
        """
        if channel.instrument == "subsidy":  # 给予全额补贴，最高6000元
            full = _IN_FULL.search(self.text, part[0], channel.start)
            return full is not None and not self.money.sums_in(part)
        whole = channel.instrument == "fee_relief" and self.text.startswith("免", channel.start)
        return whole and not self.money.sums_in(part) and self.text[channel.start - 2] != "全"

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
        case = channel.instrument in ("subsidy", "fee_relief")
        granted = case and self.text[part[1] - 1] == "的"
        if granted and any(self._behind(draft, part) for draft in paid):
            return True
        mine = [d for d in paid if d.fields["payer"] == payer]
        beside = any(d.own[1] == part[1] for d in mine)
        if beside and channel.instrument in ("budget", "investment"):
            return True
        parted = self.text.find("出资", channel.end, self.clause.end) >= 0
        if channel.rule in _ENDOWED and paid and parted:
            return not channel.explicit or bool(mine)  # 设立10亿元的基金,由市财政出资4亿元
        full = "全" in self.text[channel.start : channel.end] and not beside
        if full and channel.rule == "funding.level-bears-own":  # 按6:4分担,高新区由管委会全额负担
            return any(d.fields["kind"] != "share" for d in mine)
        grant = channel.instrument in ("subsidy", None) or channel.rule in _SUMMED
        if channel.instrument == "budget":
            grant = "预算" not in self.text[channel.start : channel.end]
        each = payer == "government" and channel.instrument == "subsidy"
        level = each and any(d.fields["payer"] in LEVELS for d in paid)
        return grant and bool(mine or level or (paid and not channel.explicit))

    def _behind(self, draft: Draft, part: Span) -> bool:
        """Tell whether a payment follows a part that is only its condition: 给予补贴的，…."""
        return draft.own[1] > part[1] and draft.fields["value"] is not None


def _denies_list(text: str, clause: Clause, drafts: list[Draft]) -> Draft | None:
    """Return the ban of a stem that denies what its list names: 下列费用不予支付：."""
    if text[clause.end - 1] != ":" or not _USES.search(text, clause.start, clause.end):
        return None
    return next((d for d in drafts if d.fields["kind"] == "restriction"), None)


def _below(plan: Plan, clause: Clause, stem: Clause) -> bool:
    """Tell whether a clause is an entry of the list that a stem opens."""
    if clause.sentence == stem.sentence:
        return True
    section = plan.layout.sections[clause.section] if clause.section >= 0 else None
    return section is not None and section.parent == stem.section


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
    banned = fields["kind"] == "restriction" and fields["instrument"] in ("budget", "investment")
    return bool(fields["kind"] == "cap" or banned)


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
    plain = len(words) <= 30 and "," not in words and not sums(plan.quantities(clause))
    return plain and not plan.text.startswith(";", clause.end)
