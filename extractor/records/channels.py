"""Finds the channels of money in a clause: which words name one, and who pays by it.

Channels are the matches of the rules of kind ``funding``. A payer is fixed by the rule, named in
the match, an attribute of the money (省级补助资金), the subject before it, or the payer of the
list's stem (市财政按下列标准给予补助：); a grant without any is the government's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import regex

from extractor.document import Span
from extractor.patterns import Patterns, Rule
from extractor.phrases import phrase
from extractor.records.payers import Named, Payers, joined, passes_on, payers_of, receives
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause

MASK = "□"
GRANT = compiled("补助|补贴|奖补|奖励|资助|贴息|津贴|以奖代补")
_ASSIGNED = phrase("channels.assigned")
_LABEL = phrase("channels.label")
_BARRED = compiled(r"[《〈][^《》〈〉]*[》〉]")
_MONEY = phrase("channels.money")
_SCHEME = phrase("channels.scheme")
_MEASURE = phrase("channels.measure")
_NEEDED = phrase("channels.needed")
_RATED = phrase("channels.rated")
_DRAWN = phrase("channels.drawn")
LEVELS = frozenset(("central", "provincial", "municipal", "county"))
PUBLIC = LEVELS | {"government"}
_AND_SUCH = compiled("(?<=.)等(?:各类|各方)?(?:企业|单位|机构|主体)$")
"""银行、通信运营商等企业 names two payers."""
_SUPPLIES = phrase("channels.supplies")
_RANKED = phrase("channels.ranked")
_RANK_PAID = compiled("[^,;。0-9]{0,12}?(?:分别)?(?:一次性)?(?:奖励|补助|补贴|奖补)[0-9]")
"""国家级奖励100万元/个，省级奖励50万元/个: of what rank a thing is, no payer."""
_BASIS = compiled("(?:财政)?(?:补[助贴]|奖[励补])(?:资金|标准)?的?基础上")
"""区财政在上级补助基础上追加1万元: another one's grant."""
_REST = compiled("其余|剩余|余下|不足|缺口|差额")
_LOOK_BACK = 60
_DENIED = phrase("channels.denied")
_REFUSES = phrase("channels.refuses")
_NEAR = 12
"""Up to how many characters before a channel's words they are denied."""
_TO_US = compiled("(?:安排|下达|拨付|分配|补助|支持|给予)给?$")
"""中央财政安排我区补助资金: our district gets it."""
_BREAKS = phrase("channels.breaks")
_LISTED = phrase("channels.listed")
_OWN_MONEY = phrase("channels.own_money")
_ISSUES = ("发行", "申请", "争取", "申报")
_HAD = phrase("channels.had")
WON = compiled("(?:奖励|奖补|补助|补贴|资助)(?:资金|金额|额)?(?:分别)?按(?:照)?(?=[0-9])")
"""省级奖励资金按50%配套: the province's money is what is matched."""
MATCHED = phrase("channels.matched")
_SPLIT = compiled(r",|:(?![0-9一二三四五六七八九])|(?<![0-9一二三四五六七八九]):")


@dataclass(frozen=True, slots=True)
class Channel:
    """A way by which money comes: where its words stand, who pays by it."""

    start: int
    end: int
    instrument: str | None
    payers: tuple[str, ...]
    explicit: bool
    """The text names the payers."""
    kind: str
    """source, paid, or restriction."""
    rule: str
    weak: str | None = None
    """Dropped where its clause, or its part of it, names a better channel of the same payer."""
    role: str | None = None
    """The kind of a number behind it, where the words settle it."""


@dataclass(frozen=True)
class Book:
    """The rules and payers of one set of patterns."""

    rules: tuple[Rule, ...]
    payers: Payers

    def at(self, text: str, start: int, end: int) -> list[Rule]:
        """Return the rules one of whose triggers stands in the stretch, in the file's order."""
        words = text[start:end]
        return [rule for rule in self.rules if any(word in words for word in rule.triggers)]


@lru_cache(maxsize=8)
def book_of(patterns: Patterns) -> Book:
    """Return the rules and payers of *patterns*."""
    return Book(patterns.of("funding"), payers_of(patterns))


class Channels:
    """Reads the channels of one plan, clause by clause and in their order."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = masked(plan.text)
        self._book = book_of(plan.patterns)
        self._stem: tuple[Clause, Channel] | None = None
        self._subject: tuple[int, Named] | None = None
        self.barred: tuple[Span, ...] = ()
        """Stretches of the clause read last that name no money to be paid."""
        self._is_scheme = bool(_SCHEME.search(plan.front.title or ""))

    def read(self, clause: Clause, parts: list[Span]) -> list[Channel]:
        """Return the channels of the next clause in order of position."""
        start, end = clause.start, clause.end
        rules = self._book.at(self.text, start, end)
        subjects = self._book.payers.subjects(self.text, start, end)
        if self._subject and self._subject[0] != clause.sentence:
            self._subject = None
        matches = [(rule, m) for rule in rules for m in rule.regex.finditer(self.text, start, end)]
        made = [
            self._channel(match, rule, clause, part_at(parts, _core(match)[0]), subjects)
            for rule, match in matches
            if rule.yields["kind"] != "none"
        ]
        barred = [
            (*m.span(), r.yields.get("instrument"))
            for r, m in matches
            if r.yields["kind"] == "none"
        ]
        self.barred = tuple((a, b) for a, b, means in barred if means is None)
        kept = [c for c in made if c and (c.kind == "restriction" or not _covered(c, barred))]
        found = self._with_later(self._with_fund(kept, parts), parts)
        if ranked := _RANKED.search(self.text, start, end):
            found = _of_giver(found, subjects, ranked.end())
        channels = sorted(_settled(found), key=lambda c: (c.start, c.end))
        self._remember(clause, channels, subjects)
        return channels

    def inherited(self, clause: Clause) -> Channel | None:
        """Return the channel of the list's stem or of a heading that speaks of grants."""
        if self._stem and self._in_list((clause.start, clause.end)):
            return self._stem[1]
        own, above = self.plan.heading(clause.section), None
        if clause.section >= 0 and (own is None or own[0] <= clause.start < own[1]):
            parent = self.plan.layout.sections[clause.section].parent
            above = self.plan.heading(parent)  # (一)直流充电桩300元/千瓦, below 建设补贴
        for span in (own, above):
            if span and GRANT.search(self.text, *span):
                return Channel(*span, "subsidy", ("government",), False, "paid", "funding.heading")
        return None

    def _channel(
        self,
        match: regex.Match[str],
        rule: Rule,
        clause: Clause,
        part: Span,
        subjects: list[Named],
    ) -> Channel | None:
        yields = rule.yields
        if not self._needed(yields.get("needs"), clause):
            return None
        core = _core(match)
        waives = yields.get("instrument") == "fee_relief"
        if yields["kind"] == "source" and not waives and self._is_denied(match, core, part):
            return None
        payers = self._named(match, rule) or self._found(rule, core, part, subjects)
        explicit = bool(payers)
        if not payers and "default" in yields:
            payers = (str(yields["default"]),)
        if not payers and yields["kind"] != "restriction":
            return None
        kind, instrument = str(yields["kind"]), yields.get("instrument")
        if yields.get("needs") == "heading" and self._headed(clause, "投资"):
            instrument = "investment"
        return Channel(
            *core,
            instrument,
            payers,
            explicit,
            kind,
            rule.id,
            yields.get("weak"),
            yields.get("role"),
        )

    def _is_denied(self, match: regex.Match[str], core: Span, part: Span) -> bool:
        """Tell whether the words say that nobody pays by it: 居民不出资, 不要求居民出资."""
        start = max(part[0], match.start() - _NEAR)
        if _DENIED.search(self.text, start, core[0]):
            return True
        return bool(_REFUSES.search(self.text, match.start(), core[1]))

    def _needed(self, needs: object, clause: Clause) -> bool:
        """Tell whether the clause has what a rule asks for besides its match."""
        if needs == "heading":
            return "funding" in self.plan.kinds(clause.section)
        words = self.text[clause.start : clause.end]
        if needs in ("money", "granted") and _MONEY.search(words):
            return True
        return self._is_scheme if needs in ("scheme", "granted") else needs != "money"

    def _headed(self, clause: Clause, word: str) -> bool:
        return any(word in title for title in self.plan.layout.path(clause.section)[-1:])

    def _named(self, match: regex.Match[str], rule: Rule) -> tuple[str, ...]:
        """Return the payers that the match or the rule itself names."""
        if "payer" in rule.regex.groupindex and match["payer"]:
            reader = self._book.payers
            whole = reader.longest(self.text, *match.span("payer"))
            words = _AND_SUCH.sub("", whole)
            named = reader.private(words) or reader.private(whole)
            before = self.text[max(0, match.start("payer") - 20) : match.start("payer")]
            if named == ("social_capital",) and _SUPPLIES.search(before):
                return ("utility",)  # 供水、供气等企业
            if named and regex.search("政府(?!性)|财政", words):
                return (*(reader.levels(words) or ("government",)), *named)
            return named or reader.levels(words)
        return (str(rule.yields["payer"]),) if "payer" in rule.yields else ()

    def _found(self, rule: Rule, core: Span, part: Span, subjects: list[Named]) -> tuple[str, ...]:
        """Return the public payers around the match: levels, subject, or the stem of a list."""
        yields = rule.yields
        if yields.get("default", "government") != "government":
            return ()
        if public := self._public(rule, core, part, subjects):
            return public
        managed = yields.get("instrument") in ("integrated_funds", "budget")
        if managed and not subjects and self._subject:
            return self._subject[1].payers
        strict = "public" in yields or ("needs" in yields and yields["kind"] == "source")
        if not strict and self._stem and self._stem[1].explicit and self._in_list(part):
            return self._stem[1].payers
        return ()

    def _public(self, rule: Rule, core: Span, part: Span, subjects: list[Named]) -> tuple[str, ...]:
        """Return the levels that pay: an attribute of the money, else the subject before it."""
        bond = rule.yields.get("instrument") == "special_bond"
        level = self._level_of(core, part, bond=bond)
        denied = rule.yields["kind"] == "restriction"
        if level and receives(self.text, level, part[0], denied=denied):
            level = None
        if level and denied and _HAD.search(self.text, part[0], level.start):
            level = None
        rest = bond and _REST.match(self.text, *part)  # 区级配套2000万元,其余由专项债券解决
        own = denied and has_own_money(self.text, part)
        floor = part[0] if "public" in rule.yields or rest or own else 0
        before = [s for s in subjects if floor <= s.start and s.end <= core[1]]
        if denied:
            before = [s for s in before if s.form == "finance" or s.end == core[0]]
        open_level = level is not None and level.form == "open"
        subject = joined(self.text, before)
        if subject and not self._acts(subject, core, part, bond=bond, handing=open_level):
            subject = None
        based = subject and level and "按" in self.text[subject.end : level.start]
        if based and "public" in rule.yields:  # 各区按市级补助标准的25%配套
            level = None
        within = subject and level and level.start <= subject.start and subject.end <= level.end
        if within and not open_level:  # 市、区两级财政预算
            subject = None
        if level and not (subject and (open_level or subject.end > level.start)):
            return level.payers if subject or not self._is_matched(level) else ()
        strict = rule.yields.get("needs") in ("level", "scheme")
        if subject and (not strict or subject.form == "finance"):
            return subject.payers
        return ()

    def _acts(self, subject: Named, core: Span, part: Span, *, bond: bool, handing: bool) -> bool:
        """Tell whether a subject pays: it neither hands on, nor is it what money is called by."""
        if not handing and passes_on(self.text, subject, part[0], core[0]):
            return False
        if bond and GRANT.match(self.text, subject.end):  # 中央财政补助、专项债券
            return False
        issues = self.text.endswith(_ISSUES, subject.end, core[0])
        if bond and not issues and _LISTED.search(self.text, subject.end, core[0]):
            return False  # 市县财政预算资金、专项债券
        if subject.form != "subject":
            return True
        if self._is_rank(subject):
            return False
        return bond or not WON.match(self.text, subject.end)

    def _level_of(self, core: Span, part: Span, *, bond: bool) -> Named | None:
        """Return the levels that are an attribute of the money in a match."""
        end = core[1] + (2 if self.text.startswith("资金", core[1]) else core[1] < part[1])
        level = self._book.payers.attribute(self.text, part[0], end)
        if level is None or _BREAKS.search(self.text, level.end, core[0]):
            return None
        if self.text[level.start - 1] == "在" and _BASIS.match(self.text, level.end):
            return None
        before = self.text[max(0, level.start - 4) : level.start]
        if self.text[level.start] == "我" and _TO_US.search(before):
            return None
        if bond and _LISTED.search(self.text, level.end, core[0]):
            return None
        return None if self._is_rank(level) else level

    def _is_rank(self, level: Named) -> bool:
        """Tell whether a level is of what rank a thing is: 国家级奖励100万元、省级奖励50万元."""
        ranked = self.text[level.end - 1] == "级" and _RANK_PAID.match(self.text, level.end)
        return bool(ranked) and "国家级" in self.text[max(0, level.start - _LOOK_BACK) : level.end]

    def _is_matched(self, level: Named) -> bool:
        """Tell whether a level's grant is only what another one is measured by."""
        before = self.text[max(0, level.start - 2) : level.start]
        return before.endswith(("按", "按照")) and bool(_MEASURE.match(self.text, level.end))

    def _with_fund(self, channels: list[Channel], parts: list[Span]) -> list[Channel]:
        """Give a sum without a payer the fund before it: 申报中央预算内投资，每床补助2万元."""
        for part, following in pairwise(parts):
            if not _DRAWN.match(self.text, *part) or not _RATED.search(self.text, *following):
                continue
            funds = [c for c in channels if part[0] <= c.start < part[1]]
            grants = [c for c in channels if following[0] <= c.start < following[1]]
            named = [c for c in funds if c.kind == "source" and c.explicit]
            payers = {c.payers for c in named}
            if len(named) == 1:  # 申请超长期特别国债补助,每台15万元
                grants += [c for c in funds if c.start >= named[0].end and _bare_grant(c)]
            if len(payers) != 1 or not grants or not all(_bare_grant(c) for c in grants):
                continue
            if len(named[0].payers) == 1 and named[0].payers[0] in LEVELS:
                return [
                    replace(c, payers=named[0].payers, explicit=True) if c in grants else c
                    for c in channels
                    if c not in funds or c in grants
                ]
        return channels

    def _with_later(self, channels: list[Channel], parts: list[Span]) -> list[Channel]:
        """Give grants without a payer the only one named behind them: 所需资金由市财政承担."""
        for part in parts:
            grants = [c for c in channels if _bare_grant(c) and c.start < part[0]]
            if not grants or not _NEEDED.match(self.text, *part):
                continue
            if _RATED.search(self.text, *part):
                continue
            inside = [c for c in channels if part[0] <= c.start < part[1] and c.explicit]
            payers = tuple(dict.fromkeys(payer for c in inside for payer in c.payers))
            if not inside:  # 由县财政直接发放到户
                named = self._book.payers.subjects(self.text, *part)
                payers = named[0].payers if len(named) == 1 else ()
            if len(payers) == 1 and any(self._says_sum(c, parts) for c in grants):
                if any(c.instrument == "subsidy" for c in inside):  # 免交费用，由区财政补贴
                    reliefs = [c for c in grants if c.instrument == "fee_relief"]
                    channels = [c for c in channels if c not in reliefs]
                return [
                    replace(c, payers=payers, explicit=True) if c in grants else c
                    for c in channels
                    if c not in inside or c.instrument == "subsidy"
                ]
        return channels

    def _says_sum(self, channel: Channel, parts: list[Span]) -> bool:
        """Tell whether a grant makes a record: a source, or beside a sum."""
        part = part_at(parts, channel.start)
        return channel.kind == "source" or bool(_RATED.search(self.text, *part))

    def _in_list(self, span: Span) -> bool:
        """Tell whether a stretch stands in the list that the stem opens."""
        if self._stem is None or span[0] < self._stem[0].end:
            return False
        layout = self.plan.layout
        at = bisect_right(layout.paragraphs, span[0], key=lambda p: p.start) - 1
        section, home = layout.paragraphs[at].section, self._stem[0].section
        return section == home or (section >= 0 and layout.sections[section].parent == home)

    def _remember(self, clause: Clause, channels: list[Channel], subjects: list[Named]) -> None:
        """Keep a subject for its sentence and a stem's channel for the entries of its list."""
        if subjects and subjects[0].start == clause.start and subjects[0].form != "giver":
            self._subject = (clause.sentence, subjects[0])
        if self.text[clause.end - 1] == ":" and channels:
            self._stem = (clause, channels[-1])
        elif self._stem and not self._in_list((clause.start, clause.end)):
            self._stem = None


def masked(text: str) -> str:
    """Return the text with citations, assignments and the : of payers' labels blanked.

    Its length stays the same. 业主：负担费用的40% reads as one part.
    """
    for pattern in (_BARRED, _ASSIGNED, _LABEL):
        text = pattern.sub(lambda m: MASK * len(m[0]), text)
    return text


def parts_of(text: str, start: int, end: int) -> list[Span]:
    """Split a clause at ， and ： outside brackets and ratios."""
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


def has_own_money(text: str, part: Span) -> bool:
    """Tell whether a ban speaks of money that no payer before gives: 工程款不得用于….

    Not 市财政奖励30万元，奖励资金不得…: what is given there.
    """
    money = _OWN_MONEY.match(text, *part)
    return money is not None and money["kind"] not in text[max(0, part[0] - _NEAR) : part[0]]


def part_at(parts: list[Span], at: int) -> Span:
    """Return the part in which a position stands, the first one if in none."""
    return next((part for part in parts if part[0] <= at < part[1]), parts[0])


def overlap(one: Channel, other: Channel) -> bool:
    """Tell whether the words of two channels overlap."""
    return one.start < other.end and other.start < one.end


def outdone(channel: Channel, strong: Iterable[Channel], parts: list[Span]) -> set[str]:
    """Return the payers of a weak channel that better ones name, in its part or its clause."""
    start, end = part_at(parts, channel.start)
    near = [c for c in strong if channel.weak == "clause" or start <= c.start < end]
    near = [c for c in near if c.instrument != "asset_sale"]
    if channel.instrument == "self_raised":  # the owners' funds are another means of theirs
        funds = ("provident_fund", "maintenance_fund")
        near = [c for c in near if start <= c.start < end or c.instrument not in funds]
    return {payer for c in near for payer in c.payers}.intersection(channel.payers)


def _core(match: regex.Match[str]) -> Span:
    if "instrument" in match.re.groupindex and match["instrument"]:
        return match.span("instrument")
    return match.span()


def _of_giver(channels: list[Channel], subjects: list[Named], at: int) -> list[Channel]:
    """Give sums for ranks to the one treasury that is named: 县财政…奖励，省级奖励5万元."""
    givers = [s for s in subjects if s.form == "finance" and s.end <= at]
    if len(givers) != 1:
        return channels
    return [
        replace(c, payers=givers[0].payers) if c.start >= at and c.kind == "paid" else c
        for c in channels
    ]


def _bare_grant(channel: Channel) -> bool:
    given = channel.instrument in ("subsidy", "fee_relief")
    by_rate = channel.kind == "paid" and channel.instrument == "budget"
    return (given or by_rate) and not channel.explicit


def _covered(channel: Channel, barred: Iterable[tuple[int, int, str | None]]) -> bool:
    return any(
        start < channel.end and channel.start < end and instrument in (None, channel.instrument)
        for start, end, instrument in barred
    )


_PLAINER = (
    ("funding.cost-share", "funding.finance-bears"),
    ("funding.integrated", "funding.levelled-money"),
    ("funding.integrated", "funding.fiscal-money"),
    ("funding.rest-from-fund", "funding.finance-arranges"),
)
"""Of overlapping channels, rules of which the first says what the second says, and more."""


def _settled(channels: list[Channel]) -> Iterator[Channel]:
    """Drop of overlapping channels those that say less: unnamed payers, weaker words."""
    for one in channels:
        rivals = (c for c in channels if c is not one and overlap(one, c))
        if not any(_says_more(rival, one) for rival in rivals):
            yield one


def _says_more(one: Channel, other: Channel) -> bool:
    if one.kind == other.kind == "source" and other.weak and not one.weak:
        return set(one.payers) >= set(other.payers)
    if other.kind == "restriction" != one.kind:
        return False
    if (one.rule, other.rule) in _PLAINER:
        return True
    if one.instrument == other.instrument or other.instrument is None:
        return one.explicit and not other.explicit
    return False
