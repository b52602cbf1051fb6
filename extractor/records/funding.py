"""Who pays, by which means, how much: one record for each payer, means and kind of a clause.

Rules of kind ``funding`` find the channels of money in a clause; ``payers`` says who pays, ``payments``
what the numbers beside a channel mean. A channel with its rate is one record: the channel alone
is a ``source``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import regex

from extractor.document import Span
from extractor.numbers import Quantity
from extractor.patterns import Patterns, Rule, alternation
from extractor.records.draft import Draft
from extractor.records.payers import Named, Payers, passes_on, payers_of
from extractor.records.payments import (
    base_of,
    follows,
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


@dataclass(frozen=True)
class Book:
    """The compiled rules and payers of one set of patterns."""

    rules: tuple[Rule, ...]
    triggers: regex.Pattern[str]
    by_word: dict[str, tuple[Rule, ...]]
    payers: Payers

    def at(self, text: str, start: int, end: int) -> list[Rule]:
        """Return the rules one of whose triggers stands in the stretch, in the order of the file."""
        words = {m[0] for m in self.triggers.finditer(text, start, end, overlapped=True)}
        wanted = {rule.id for word in words for rule in self.by_word[word]}
        return [rule for rule in self.rules if rule.id in wanted]


@lru_cache(maxsize=8)
def book_of(patterns: Patterns) -> Book:
    """Return the compiled rules of *patterns*."""
    rules = patterns.of("funding")
    by_word: dict[str, tuple[Rule, ...]] = {}
    for rule in rules:
        for word in rule.triggers:
            by_word[word] = (*by_word.get(word, ()), rule)
    # Every trigger must be seen where a longer one begins with it (补, 补助): one look a word.
    return Book(rules, regex.compile(alternation(by_word)), by_word, payers_of(patterns))
