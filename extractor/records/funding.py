"""Who pays, by which means, how much: one record for each payer, means and kind of a clause.

Rules of kind ``funding`` find the channels of money in a clause; ``payers`` says who pays, ``payments``
what the numbers beside a channel mean. A channel with its rate is one record: the channel alone
is a ``source``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import regex

from extractor.document import Span
from extractor.numbers import Quantity
from extractor.patterns import Patterns, Rule
from extractor.records.draft import Draft
from extractor.records.payers import Named, Payers, passes_on, payers_of
from extractor.records.payments import (
    base_of,
    follows,
    is_aside,
    is_tier,
    role,
    text_condition,
    tier_condition,
    topic_of,
    unit_of,
)
from extractor.records.plan import Plan
from extractor.segment import Clause

_MASK = "□"
_ASSIGNED = regex.compile(
    r"[(【\[](?:[^()【】\[\]]|\([^()]*\)){0,300}?(?:牵头|责任单位|责任部门|负责落实|分工负责|配合单位|责任主体|完成时限|(?:局|委|办|厅|政府)(?:按[^()]{0,8})?负责)"
    r"(?:[^()【】\[\]]|\([^()]*\))*[)】\]]"
)
_BARRED = regex.compile(r"[《〈][^《》〈〉]*[》〉]")
_GOES_ON = regex.compile(
    "最高|不(?:得)?超过|上限|封顶|每|单[个户家台部项]|其中|累计|总额|同一|分别|另|额外|标准|以内|限额|户均|人均|一次性"
)
_MONEY = regex.compile("资金|经费|补助|补贴|奖补|奖励|资助|专项|贴息|优惠|租金|费")
_CHARGED = regex.compile("收取|计收|征收|收费|缴")
_SPLIT = regex.compile(r",|:(?![0-9一二三四五六七八九])|(?<![0-9一二三四五六七八九]):")
_NEEDED = regex.compile("(?:所需|相关|上述|补助|补贴|奖励|奖补)?(?:补助|补贴|奖励)?(?:资金|经费|费用)(?:全部|全额|统一|均)?(?:由|从|在)")
_GRANT = regex.compile("补助|补贴|奖补|奖励|资助|贴息|津贴|以奖代补")
_CONDITION = regex.compile(r"^(?:对于?|凡)(?P<for>[^,]{2,120}?)(?:的)?(?:,|$|按|给予|予以|每|一次性|由)")
_IF = regex.compile(r"(?P<if>[^,:]{3,120}?)的$")


@dataclass(frozen=True, slots=True)
class Channel:
    """A way by which money comes: where its words stand, who pays by it."""

    start: int
    end: int
    instrument: str | None
    payers: tuple[str, ...]
    explicit: bool
    kind: str
    rule: str
    weak: str | None = None
    """Dropped where its clause, or its part of it, names a better channel of the same payer."""
    role: str | None = None
    """The kind of a number behind it, where the words settle it."""


@dataclass(frozen=True)
class Book:
    """The compiled rules and payers of one set of patterns."""

    rules: tuple[Rule, ...]
    payers: Payers

    def at(self, text: str, start: int, end: int) -> list[Rule]:
        """Return the rules one of whose triggers stands in the stretch, in the order of the file."""
        words = text[start:end]
        return [rule for rule in self.rules if any(word in words for word in rule.triggers)]


@lru_cache(maxsize=8)
def book_of(patterns: Patterns) -> Book:
    """Return the compiled rules of *patterns*."""
    return Book(patterns.of("funding"), payers_of(patterns))


def make(plan: Plan) -> Iterator[Draft]:
    """Yield the funding records of a plan."""
    reader = _Reader(plan)
    for clause in plan.clauses:
        yield from reader.read(clause)


class _Reader:
    """Reads one plan clause by clause; a list's stem (标准如下：) lends its payer to the entries."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.book = book_of(plan.patterns)
        self.text = _masked(plan.text)
        self.stem: tuple[Clause, Channel] | None = None
        self.titles = _titles(plan)
        self.subject: tuple[int, Named] | None = None

    def read(self, clause: Clause) -> list[Draft]:
        """Return the records of one clause: what is paid, what must not be, then bare channels."""
        if clause in self.titles:
            return []
        money = _paid(self.plan.quantities(clause))
        rules = self.book.at(self.text, clause.start, clause.end)
        if not rules and not money:
            self._remember(clause, [])
            return []
        parts = _parts(self.text, clause.start, clause.end)
        channels = self._channels(clause, rules, parts)
        drafts = self._payments(clause, channels, parts)
        drafts += self._restrictions(clause, channels, parts)
        drafts += self._sources(clause, channels, parts, drafts)
        self._remember(clause, channels)
        return drafts

    # Channels.

    def _channels(self, clause: Clause, rules: Iterable[Rule], parts: list[Span]) -> list[Channel]:
        found: list[Channel] = []
        barred: list[tuple[int, int, str | None]] = []
        subjects = self.book.payers.subjects(self.text, clause.start, clause.end)
        if self.subject and self.subject[0] != clause.sentence:
            self.subject = None
        for rule in rules:
            for match in rule.regex.finditer(self.text, clause.start, clause.end):
                if rule.yields["kind"] == "none":
                    barred.append((*match.span(), rule.yields.get("instrument")))
                elif channel := self._channel(match, rule, clause, parts, subjects):
                    found.append(channel)
        found = self._settled_later(found, parts)
        kept = [
            c for c in found
            if c.kind == "restriction"
            or not any(a < c.end and c.start < b and i in (None, c.instrument) for a, b, i in barred)
        ]
        return sorted(_settled(kept), key=lambda c: (c.start, c.end))

    def _settled_later(self, channels: list[Channel], parts: list[Span]) -> list[Channel]:
        """Give grants without a payer the one named behind them: 所需资金由市财政承担."""
        for part in parts:
            if not _NEEDED.match(self.text, *part):
                continue
            inside = [c for c in channels if part[0] <= c.start < part[1] and c.explicit]
            payers = tuple(dict.fromkeys(p for c in inside for p in c.payers))
            if len(payers) == 1:
                return [
                    replace(c, payers=payers, explicit=True)
                    if c.instrument == "subsidy" and not c.explicit and c.start < part[0]
                    else c
                    for c in channels if c not in inside or c.instrument == "subsidy"
                ] if any(c.instrument == "subsidy" and c.start < part[0] for c in channels) else channels
        return channels

    def _channel(
        self,
        match: regex.Match[str],
        rule: Rule,
        clause: Clause,
        parts: list[Span],
        subjects: list[Named],
    ) -> Channel | None:
        yields = rule.yields
        core = _core(match)
        if not self._needed(yields.get("needs"), match, clause, core):
            return None
        payers, explicit = self._payers(match, rule, core, _part_at(parts, core[0]), subjects)
        if not payers and yields["kind"] != "restriction":
            return None
        return Channel(
            *core, yields.get("instrument"), payers, explicit, str(yields["kind"]), rule.id,
            weak=yields.get("weak"), role=yields.get("role"),
        )

    def _needed(
        self, needs: Any, match: regex.Match[str], clause: Clause, core: Span
    ) -> bool:
        if needs == "heading":
            return "funding" in self.plan.kinds(clause.section)
        if needs == "money":
            return bool(_MONEY.search(self.text, clause.start, clause.end))
        return True

    def _payers(
        self, match: regex.Match[str], rule: Rule, core: Span, part: Span, subjects: list[Named]
    ) -> tuple[tuple[str, ...], bool]:
        """Return who pays, and whether the text names him."""
        yields, reader = rule.yields, self.book.payers
        if "payer" in rule.regex.groupindex and match["payer"]:
            named = reader.private(match["payer"]) or reader.levels(match["payer"])
            return named, True
        if yields.get("payer"):
            return (str(yields["payer"]),), True
        default = str(yields.get("default", "government"))
        if default == "government" and (public := self._public(yields, core, part, subjects)):
            return public, True
        if self.subject and not subjects and yields.get("instrument") in ("integrated_funds", "budget"):
            return self.subject[1].payers, True
        if "needs" in yields and yields["kind"] == "source" or "public" in yields:
            return (), False
        if default == "government" and self.stem and self.stem[1].explicit and self._in_list(part):
            return self.stem[1].payers, True
        return ((default,) if "default" in yields else ()), False

    def _public(
        self, yields: Any, core: Span, part: Span, subjects: list[Named]
    ) -> tuple[str, ...]:
        """Return the levels that pay: an attribute of the money, else the subject before it."""
        level = self.book.payers.attribute(self.text, part[0], core[1])
        if level and not self._governs(level, core):
            level = None
        floor = part[0] if "public" in yields else 0
        before = [s for s in subjects if floor <= s.start and s.end <= core[1]]
        if yields["kind"] == "restriction":
            before = [s for s in before if s.form == "finance"]
        subject = _joined(self.text, before)
        open_level = level is not None and level.form == "open"
        if subject and passes_on(self.text, subject, part[0], core[0]) and not open_level:
            subject = None
        if level and not (subject and (open_level or subject.start > level.start)):
            return level.payers
        if subject and (yields.get("needs") != "level" or subject.form == "finance"):
            return subject.payers
        return ()

    def _governs(self, level: Named, core: Span) -> bool:
        """Tell whether levels belong to the words of a channel behind them: no verb between."""
        return not regex.search("给予|予以|用于|支持|负责|统筹|安排|拨付|落实|筹集|出资|承担|[0-9(,;:。]", self.text[level.end : core[0]])

    # Numbers.

    def _payments(
        self, clause: Clause, channels: list[Channel], parts: list[Span]
    ) -> list[Draft]:
        drafts: list[Draft] = []
        carried = self._inherited(clause)
        among = False
        tiers: list[Quantity] = []
        unit: tuple[str, str | None] = ("CNY", None)
        last: Quantity | None = None
        fields: dict[str, Any] = {}
        for part in parts:
            among = among or self.text.startswith("其中", part[0])
            for quantity in self.plan.quantities(part):
                if is_aside(self.text, quantity, part[1]):
                    continue
                since = last.end if last and last.end > part[0] else part[0]
                settled = [c for c in channels if c.role and part[0] <= c.start < quantity.start]
                if not settled and is_tier(self.text, quantity, part[1], part[0]):
                    tiers.append(quantity)
                    continue
                if quantity.dimension not in ("money", "percent", "ratio"):
                    continue
                channel = (
                    self._governing(quantity, channels, part, since)
                    or self._ahead(quantity, channels, parts, part)
                    or self._carry(quantity, carried, part)
                )
                if channel is None:
                    continue
                if last and follows(self.text, last, quantity) and fields:
                    more = {**fields, **_values(quantity, fields["comparator"])}
                    drafts += self._drafts(clause, part, channel, [more], tiers)
                    last = quantity
                    continue
                scope = (self._each_from(parts, tiers, part, since), part[1])
                among_unit = unit if among or since > part[0] else None
                read = self._read(quantity, part, scope, channel, among_unit)
                if read is None:
                    continue
                fields, unit = read, (read["unit"], read["per"])
                drafts += self._drafts(
                    clause, part, channel, list(_shares(quantity, read, channel)), tiers
                )
                carried, last = channel, quantity
            used = [c for c in channels if c.end <= part[1] and c.kind != "restriction"]
            carried = used[-1] if used and not last else carried
            if tiers and last and tiers[-1].end < last.start:
                tiers = []
        return drafts

    def _each_from(
        self, parts: list[Span], tiers: list[Quantity], part: Span, since: int
    ) -> int:
        """Return from where 每… may stand: from a tier's part on (每户不足200元的，按200元发放)."""
        if since > part[0] or not tiers or tiers[-1].start >= part[0]:
            return since
        return _part_at(parts, tiers[-1].start)[0]

    def _read(
        self,
        quantity: Quantity,
        part: Span,
        scope: Span,
        channel: Channel,
        among: tuple[str, str | None] | None,
    ) -> dict[str, Any] | None:
        """Return the fields of a paid number; *among* is the unit that it shares (其中…)."""
        since = max(scope[0], part[0])
        raised = channel.instrument == "provident_fund"
        judged = role(self.text, quantity, part, since=since, raised=raised)
        if judged is None:
            return None
        kind, comparator = judged
        unit: tuple[str, str | None] = ("percent", None)
        base = None
        if quantity.dimension == "money":
            own = unit_of(self.text, quantity, *scope)
            shared = among if among and kind != "cap" and among[0] != "percent" else None
            unit = own or shared or ("CNY", None)
        else:
            base = base_of(self.text, quantity, since)
            base = base or topic_of(self.text, part[0], quantity.start)
        return {
            "kind": channel.role or kind, "unit": unit[0], "per": unit[1], "base": base,
            **_values(quantity, comparator if not channel.role else quantity.comparator),
        }

    def _governing(
        self, quantity: Quantity, channels: list[Channel], part: Span, since: int
    ) -> Channel | None:
        """Return the channel by which a number is paid: named payers first, then the nearest."""
        near = [
            c for c in channels
            if part[0] <= c.start and c.end <= part[1] and c.kind in ("source", "paid")
        ]
        if not near:
            return None
        based = [c for c in near if self._is_base(c, quantity)]
        near = [c for c in near if c not in based] or [c for c in based if c.instrument != "loan"]
        if not near:
            return None
        grants = [c for c in near if c.instrument == "subsidy"]
        pool = [c for c in near if c.instrument != "loan"] if grants else near
        before = [c for c in pool if c.start < quantity.start and c.explicit]
        if before:
            best = before[-1]
            later = [c for c in grants if best.end <= c.start]
            if later and best.payers[0] in ("residents", "social_capital") and not best.kind == "paid":
                return later[0]
            return best
        return min(pool, key=lambda c: (not c.explicit, _distance(c, quantity)))

    def _is_base(self, channel: Channel, quantity: Quantity) -> bool:
        """Tell whether a channel's words are what a share is a share of: 按市级补助金额的50%配套."""
        between = self.text[channel.end : max(quantity.start, channel.end)]
        share = quantity.dimension == "percent" and channel.end <= quantity.start
        return share and bool(regex.fullmatch("(?:金额|总额|资金|标准|部分|额度|费用|款)*的", between))

    def _ahead(
        self, quantity: Quantity, channels: list[Channel], parts: list[Span], part: Span
    ) -> Channel | None:
        """Return the channel of the next part: 按…的40%，统筹安排奖补资金."""
        behind = self.text[quantity.end : part[1]]
        if "按" not in self.text[part[0] : quantity.start] or len(behind) > 4 or _CHARGED.match(behind):
            return None
        index = parts.index(part) + 1
        if index >= len(parts):
            return None
        start, end = parts[index]
        near = [c for c in channels if start <= c.start and c.end <= end and c.kind != "restriction"]
        grants = [c for c in near if c.instrument == "subsidy"]
        return (grants or near or [None])[0]

    def _carry(self, quantity: Quantity, carried: Channel | None, part: Span) -> Channel | None:
        if carried is None:
            return None
        before = self.text[part[0] : quantity.start]
        behind = self.text[quantity.end : quantity.end + 4]
        goes_on = _GOES_ON.search(before) or regex.match("封顶|为限|以内|/", behind)
        return carried if goes_on else None

    def _inherited(self, clause: Clause) -> Channel | None:
        """Return the channel of the list's stem or of a heading that speaks of grants."""
        if self.stem and self._in_list((clause.start, clause.end)):
            return self.stem[1]
        heading = self.plan.heading(clause.section)
        if heading and _GRANT.search(self.text, *heading):
            return Channel(*heading, "subsidy", ("government",), False, "paid", "funding.heading")
        return None

    def _in_list(self, span: Span) -> bool:
        """Tell whether a stretch stands in the list that the stem opens."""
        if self.stem is None or span[0] < self.stem[0].end:
            return False
        layout = self.plan.layout
        at = bisect_right(layout.paragraphs, span[0], key=lambda p: p.start) - 1
        section, home = layout.paragraphs[at].section, self.stem[0].section
        return section == home or (section >= 0 and layout.sections[section].parent == home)

    def _remember(self, clause: Clause, channels: list[Channel]) -> None:
        """Keep a subject for the rest of its sentence, a stem's channel for the entries of its list."""
        subjects = self.book.payers.subjects(self.text, clause.start, clause.end)
        if subjects and subjects[0].start == clause.start:
            self.subject = (clause.sentence, subjects[0])
        if self.text[clause.end - 1] == ":" and channels:
            self.stem = (clause, channels[-1])
        elif self.stem and not self._in_list((clause.start, clause.end)):
            self.stem = None

    def _drafts(
        self,
        clause: Clause,
        part: Span,
        channel: Channel,
        values: list[dict[str, Any]],
        tiers: list[Quantity],
    ) -> Iterator[Draft]:
        condition, start = self._condition(clause, part, tiers)
        payers = channel.payers
        if len(values) > 1 and len(values) == len(payers):
            pairs = list(zip(payers, values, strict=True))
        else:
            pairs = [(payer, value) for payer in payers for value in values[:1]]
        instrument = channel.instrument or self._instrument(part)
        for payer, value in pairs:
            fields = {"payer": payer, "instrument": instrument, "condition": condition, **value}
            yield self._draft(clause, (start, part[1]), channel.rule, fields)

    def _instrument(self, part: Span) -> str | None:
        return "subsidy" if _GRANT.search(self.text, *part) else None

    def _condition(
        self, clause: Clause, part: Span, tiers: list[Quantity]
    ) -> tuple[dict[str, Any] | None, int]:
        if tiers and (numeric := tier_condition(self.text, tiers)):
            first = tiers[0].start
            start = max(self._part_start(clause, first), clause.start)
            return numeric, start if part[1] - start <= 160 else part[0]
        return text_condition(self._words(clause, part)), part[0]

    def _part_start(self, clause: Clause, at: int) -> int:
        return _part_at(_parts(self.text, clause.start, clause.end), at)[0]

    def _words(self, clause: Clause, part: Span) -> str:
        """Return the condition that stands before a payment: 对验收合格的项目, 逾期未开工的."""
        stretch = self.text[clause.start : part[1]].rpartition(":")[2]
        for pattern in (_CONDITION, _IF):
            for piece in (stretch, *reversed(stretch.split(","))):
                if match := pattern.search(piece):
                    return match[1]
        return ""

    # Restrictions and sources.

    def _restrictions(
        self, clause: Clause, channels: list[Channel], parts: list[Span]
    ) -> list[Draft]:
        drafts: list[Draft] = []
        for channel in channels:
            if channel.kind != "restriction" or drafts:
                continue
            part = _part_at(parts, channel.start)
            before = [c for c in channels if c.start < channel.end and c.kind != "restriction"]
            payers = channel.payers or (before[-1].payers if before else ("government",))
            instrument = before[-1].instrument if before else None
            for payer in payers:
                fields = {
                    "payer": payer, "kind": "restriction",
                    "instrument": instrument or self._instrument((clause.start, clause.end)),
                    "condition": text_condition(self._words(clause, part)),
                }
                drafts.append(self._draft(clause, part, channel.rule, fields))
        return drafts

    def _sources(
        self, clause: Clause, channels: list[Channel], parts: list[Span], made: list[Draft]
    ) -> list[Draft]:
        """Return bare channels: not those that a rate, an amount or a ban in the clause covers."""
        done = {(d.fields["payer"], d.fields["instrument"]) for d in made}
        paid = {(d.fields["payer"], d.own[1]) for d in made if d.fields["kind"] != "restriction"}
        payers = {payer for payer, _ in paid}
        banned = [c for c in channels if c.kind == "restriction"]
        strong = [c for c in channels if c.kind == "source" and not c.weak]
        drafts: list[Draft] = []
        if self.text[clause.end - 1] == ":":
            return drafts
        for channel in channels:
            if channel.weak and _outdone(channel, strong, parts):
                continue
            if channel.kind != "source" or any(_overlap(channel, b) for b in banned):
                continue
            part = _part_at(parts, channel.start)
            for payer in channel.payers:
                key = (payer, channel.instrument)
                grant = channel.instrument in ("subsidy", None) or (
                    channel.instrument == "budget" and "预算" not in self.text[channel.start : channel.end]
                )
                same = channel.instrument in ("budget", "investment") and (payer, part[1]) in paid
                covered = same or (grant and (payer in payers or bool(paid) and not channel.explicit))
                if key in done or covered:
                    continue
                done.add(key)
                fields = {
                    "payer": payer, "instrument": channel.instrument, "kind": "source",
                    "condition": text_condition(self._words(clause, part)),
                }
                drafts.append(self._draft(clause, part, channel.rule, fields))
        return drafts

    def _draft(self, clause: Clause, span: Span, rule: str, fields: dict[str, Any]) -> Draft:
        start, end = span
        while start < end - 1 and self.text[start] in _MASK + ")】":
            start += 1
        span = (start, end)
        whole = {**_EMPTY, **fields}
        return Draft("funding", span, rule, whole, clause.section)


_EMPTY: dict[str, Any] = dict.fromkeys(
    ("instrument", "value", "value_max", "unit", "per", "comparator", "base", "condition")
)


def _paid(quantities: Iterable[Quantity]) -> list[Quantity]:
    return [q for q in quantities if q.dimension in ("money", "percent", "ratio")]


def _values(quantity: Quantity, comparator: str) -> dict[str, Any]:
    return {"value": quantity.value, "value_max": quantity.value_max, "comparator": comparator}


def _shares(quantity: Quantity, fields: dict[str, Any], channel: Channel) -> Iterator[dict[str, Any]]:
    """Yield the fields once, or for each payer of a ratio: 省、市、县按5∶3∶2."""
    if quantity.dimension != "ratio":
        yield fields
    elif len(quantity.parts) == len(channel.payers):
        for share in quantity.parts:
            yield {**fields, "value": share, "comparator": "eq"}


def _masked(text: str) -> str:
    """Return the text with citations and assignments blanked, same length."""
    for pattern in (_BARRED, _ASSIGNED):
        text = pattern.sub(lambda m: _MASK * len(m[0]), text)
    return text


def _core(match: regex.Match[str]) -> Span:
    if "instrument" in match.re.groupindex and match["instrument"]:
        return match.span("instrument")
    return match.span()


def _parts(text: str, start: int, end: int) -> list[Span]:
    """Split a clause at ， and ： outside brackets."""
    parts: list[Span] = []
    depth, begin = 0, start
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth <= 0 and _SPLIT.match(text, at):
            if at > begin:
                parts.append((begin, at))
            begin = at + 1
    if end > begin:
        parts.append((begin, end))
    return parts


def _part_at(parts: list[Span], at: int) -> Span:
    for part in parts:
        if part[0] <= at < part[1]:
            return part
    return parts[0]


def _distance(channel: Channel, quantity: Quantity) -> int:
    if channel.start >= quantity.end:
        return channel.start - quantity.end
    return max(quantity.start - channel.end, 0)


def _overlap(one: Channel, other: Channel) -> bool:
    return one.start < other.end and other.start < one.end


def _joined(text: str, subjects: list[Named]) -> Named | None:
    """Return the last subject with those joined to it: 市财政和区财政按1∶1比例承担."""
    if not subjects:
        return None
    last = subjects[-1]
    for one in reversed(subjects[:-1]):
        if text[one.end : last.start] not in ("、", "和", "与", "及"):
            break
        payers = tuple(dict.fromkeys((*one.payers, *last.payers)))
        last = Named(one.start, last.end, payers, last.form)
    return last


def _outdone(channel: Channel, strong: list[Channel], parts: list[Span]) -> bool:
    """Tell whether better channels name all payers of a weak one, in its part or its clause."""
    part = _part_at(parts, channel.start)
    near = [c for c in strong if channel.weak == "clause" or part[0] <= c.start < part[1]]
    return {payer for c in near for payer in c.payers}.issuperset(channel.payers)


def _settled(channels: list[Channel]) -> list[Channel]:
    """Drop of overlapping channels those that say less: unnamed payers, shorter words."""
    kept = []
    for one in channels:
        better = any(
            other is not one and _overlap(one, other) and _says_more(other, one)
            for other in channels
        )
        if not better:
            kept.append(one)
    return kept


def _says_more(one: Channel, other: Channel) -> bool:
    if one.kind == other.kind == "source" and (bool(one.weak), bool(other.weak)) == (False, True):
        return set(one.payers) >= set(other.payers)
    if one.instrument == other.instrument or other.instrument is None:
        return one.explicit and not other.explicit
    return False


def _titles(plan: Plan) -> frozenset[Clause]:
    """Return the clauses that are only a heading above text: they name no rule themselves."""
    layout = plan.layout
    owners = {section.parent for section in layout.sections}
    last: dict[int, int] = {}
    for clause in layout.clauses:
        last[clause.section] = clause.start
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
    plain = len(words) <= 30 and "," not in words and not _paid(plan.quantities(clause))
    return plain and not plan.text.startswith(";", clause.end)
