"""Reads costs that several payers share out among them: 市、区按3∶7比例分担, 各负担一半.

The payers stand in a list before the numbers (or behind 与), public ones and private ones alike,
and each has its number: a ratio, 各 with a share for all, 分别 with one for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.document import Span
from extractor.phrases import phrase, wording
from extractor.records.channels import MATCHED, PUBLIC, WON
from extractor.records.payers import Payers
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity, percent_of

_BEARS = wording("splits.bears")
_BY = phrase("splits.by")
_SHARED = phrase("splits.shared")
_EACH = compiled(rf"(?:各自?|均|分别)(?:按照?)?(?:共同)?(?:{_BEARS})?[^,;:。0-9]{{0,8}}?$")
_IN_TURN = compiled(rf"分别(?:按照?)?(?:{_BEARS})?[^,;:。0-9]{{0,8}}?$")
_OPENS = phrase("splits.opens")
_TOGETHER = phrase("splits.together")
_AMONG = compiled("其中|但|对|其他|其余")
_BRACKET = compiled(r"\([^()]*\)")
_MARK = compiled("[和与及同]|以及")
_ANY_MARK = compiled("以及|[、和与及同]")
_JOINT = compiled("(?P<levels>[省市县区镇乡]{2,3})(?:[两三]级)?(?:财政|政府)?")
"""Levels without a mark between them: 市区两级."""
_JOINT_IN_LIST = compiled("(?P<levels>[省市县区镇乡]{2,3})[两三]级(?:财政|政府)?(?=[、和与及同]|$)")
_PAIR = phrase("splits.pair")
_MONEY = phrase("splits.money")
_FULL = phrase("splits.full")
_BARE = {"企业": "social_capital", "村": "other"}
"""Payers that only a list of sharers names so briefly: 政府、企业、个人; 县、镇、村."""
_TREASURY = compiled("国债(?:资金)?$")
_LEAD = phrase("splits.lead")
_LEAD_IN = compiled("(?:承担|分担|负担|分摊|出资|筹措|配套)(?:比例|标准|方式)?(?:如下)?:$")
"""运行经费负担比例：市级45%、区级55%: what says before a colon that a cost is shared."""
_RATIO = phrase("splits.ratio")


@dataclass(frozen=True, slots=True)
class Split:
    """The shares of one part of a clause: who pays how many percent, in the text's order."""

    part: Span
    shares: tuple[tuple[str, Decimal], ...]
    quantities: tuple[Quantity, ...]
    lead: Span | None = None
    """The part before it, where that names the payers: 由县、乡财政分级承担，比例为7∶3."""


def ratio_of(
    text: str, part: Span, lead: Span, quantities: Sequence[Quantity], payers: Payers
) -> Split | None:
    """Return the shares of a part that only says in which ratio the payers before it share."""
    rates = [q for q in quantities if q.dimension == "ratio"]
    named = _LEAD.search(text, *lead)
    if len(rates) != 1 or named is None or not _RATIO.fullmatch(text, part[0], rates[0].start):
        return None
    names = _listed(named["list"], payers, len(rates[0].parts))
    found = tuple((n, v) for n, v in zip(names, rates[0].parts, strict=False) if n)
    return Split(part, found, tuple(rates), lead) if found else None


def splits_of(
    text: str, part: Span, quantities: Sequence[Quantity], payers: Payers, before: tuple[str, ...]
) -> Split | None:
    """Return what payers share out in a part; *before* has the payers of the split before."""
    rates = [q for q in quantities if q.dimension in ("ratio", "percent", "fraction")]
    if not rates or len(rates) < sum(q.dimension != "money" for q in quantities):
        return None
    if pairs := _paired(text, part, rates, payers):
        return Split(part, pairs, tuple(rates))
    first = rates[0]
    head = text[part[0] : first.start]
    won = WON.search(text, part[0], first.end)
    if won and won.end() == first.start and MATCHED.match(text, rates[-1].end, part[1]):
        return None  # 省级、市级奖励资金分别按50%、30%配套
    if first.dimension == "ratio":
        names = _of_ratio(text, part, first, payers, before)
        found = list(zip(names, first.parts, strict=False)) if names else []
        rates = rates[:1]
    elif len(rates) == 1:
        each = _EACH.search(head) or text.startswith("各", first.start)
        names = _listed(_cut(head, _EACH), payers, None) if each else ()
        names = tuple(dict.fromkeys(names))
        found = [(name, percent_of(first)) for name in names] if len(names) > 1 else []
    else:
        by = _BY if _SHARED.match(text, rates[-1].end, part[1]) else _IN_TURN
        names = _listed(_cut(head, by), payers, len(rates)) if by.search(head) else ()
        found = [(n, percent_of(q)) for n, q in zip(names, rates, strict=False)]
    shares = tuple((payer, value) for payer, value in found if payer)
    if not shares or len(shares) < len(found):
        return None
    if len({payer for payer, _ in shares}) == 1 and MATCHED.match(text, first.end, part[1]):
        return None  # 县区按1:1的比例配套: what one payer adds to another's money
    return Split(part, shares, tuple(rates))


def each_of(words: str, payers: Payers) -> tuple[str, ...]:
    """Return the levels of which each bears the number behind *words*: 、市县各承担."""
    pair = _PAIR.fullmatch(words)
    joint = _JOINT.fullmatch(pair["name"]) if pair and pair["each"] else None
    types = [payers.bearer(name) for name in joint["levels"]] if joint else []
    return tuple(name for name in types if name)


def _paired(
    text: str, part: Span, rates: Sequence[Quantity], payers: Payers
) -> tuple[tuple[str, Decimal], ...]:
    """Return the shares of payers that stand right before their rates: 省级40%、区级60%.

    市县各10% is a share of each. Rates that name their payers so add up to no more than the whole.
    """
    led = _LEAD_IN.search(text, max(0, part[0] - 16), part[0])
    if not led and not _MONEY.search(text, *part):
        return ()
    found: list[tuple[str, Decimal]] = []
    since, verbs, joint = part[0], False, False
    for rate in rates:
        pair = _PAIR.fullmatch(text, since, rate.start) if rate.dimension == "percent" else None
        if pair is None:
            return ()
        one = payers.bearer(pair["name"]) or _BARE.get(pair["name"])
        each = each_of(text[since : rate.start], payers)
        if not (each or one) or (pair["each"] and not each):
            return ()
        found += [(payer, rate.value) for payer in each or (one,) if payer]
        since, verbs, joint = rate.end, verbs or bool(pair["bears"]), joint or bool(each)
    plain = len(found) > 1 and (joint or not verbs) and sum(value for _, value in found) <= 100
    return tuple(found) if plain and PUBLIC.intersection(n for n, _ in found) else ()


def sharers_of(text: str, part: Span, payers: Payers) -> tuple[Span, tuple[str, ...]] | None:
    """Return who bears a cost together, public and private: 由区财政、居民和社会资本共同承担."""
    match = _TOGETHER.search(text, *part)
    if match is None:
        return None
    names = dict.fromkeys(_listed(match["list"], payers, None))
    found = tuple(name for name in names if name)
    return (match.span(), found) if len(found) > 1 and len(found) == len(names) else None


def _of_ratio(
    text: str, part: Span, ratio: Quantity, payers: Payers, before: tuple[str, ...]
) -> tuple[str | None, ...]:
    """Return the payers of a ratio: before it, or some of them behind 与 beside it."""
    head = text[part[0] : ratio.start]
    shared = _SHARED.match(text, ratio.end, part[1])
    by = _BY.search(head)
    if by is None or (shared is None and not by["told"]):
        return ()
    words = (shared and shared["after"]) or head[: by.start()]
    other = by["other"] or (shared and shared["other"])
    if shared and shared["joint"]:
        return tuple(payers.bearer(name) for name in ("中央", "地方"))
    size = len(ratio.parts)
    if other:
        names = _listed(words, payers, None) if words or not before else before[:1]
        return (*names, payers.bearer(other)) if len(names) == size - 1 else ()
    names = _listed(words, payers, size)
    if len(before) == size and _AMONG.match(words) and len(set(names)) < size:
        return before  # 其中脱贫县按8:2分担
    return names


def _cut(head: str, pattern: regex.Pattern[str]) -> str:
    match = pattern.search(head)
    return head[: match.start()] if match else head


def _listed(words: str, payers: Payers, size: int | None) -> tuple[str | None, ...]:
    """Return the type of each payer of a list, () where their number is not *size*."""
    opened = _OPENS.match(words)
    words = words[opened.end() :] if opened else words
    words = _BRACKET.sub(lambda m: "(" + "□" * (len(m[0]) - 2) + ")", words)
    if size and (joint := _JOINT.fullmatch(words)) and len(joint["levels"]) == size:
        words = "、".join(joint["levels"])
    if size is None:
        words = _JOINT_IN_LIST.sub(lambda m: "、".join(m["levels"]), words)
    for mark in (_MARK, _ANY_MARK) if size else (_ANY_MARK,):
        names = [_FULL.sub("", name) for name in mark.split(words)]
        if size is None or len(names) == size:
            found = tuple(_one_of(name, payers) for name in names)
            if None not in found:
                return found
    return ()


def _one_of(name: str, payers: Payers) -> str | None:
    """Return the type of a payer, or of several that are of one type: 青禾区、河埠区."""
    if _TREASURY.search(name):
        return "central"
    types = {payers.bearer(part) or _BARE.get(part) for part in name.split("、")}
    return types.pop() if len(types) == 1 else None
