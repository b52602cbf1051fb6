"""The word lists of ``patterns/eligibility``, compiled."""

from __future__ import annotations

from functools import lru_cache

from extractor.patterns import Patterns, alternation
from extractor.rule_cache import compiled


class Words:
    """The compiled word lists of ``patterns/eligibility``."""

    def __init__(self, patterns: Patterns) -> None:
        lists = patterns.lists("eligibility")
        words = {name: alternation(terms) for name, terms in lists.items()}
        self.generic = frozenset(lists["generic"])
        self.nouns = compiled(
            rf"(?:{words['objects']}|(?<![开入落立过销迁上\d万千百十余多])户)[”’]?(?:\([^()]*\))*$"
        )
        self.duty = compiled(words["duties"])
        self.procedure = compiled(words["procedures"])
        self.barred = compiled(words["not_admitted"] + "(?!型)")
        self.programme = compiled(
            rf"^(?:本|该|地方|全市|全县|全区|市级|县级|区级)*{words['programme']}+"
            r"(?:规划|工作)?(?:范围|计划|对象|名单|清单|项目库|储备库|目录)?(?:内|之内|之中)?$"
        )
        self.not_objects = compiled(words["not_objects"] + "$")
        self.acts = compiled(words["acts"] + r"(?:\([^()]*\))?$")
        self.sanctions = compiled(words["sanctions"])
        self.heads_in = compiled(words["heads_in"])
        self.heads_applied = compiled(words["heads_applied"])
        self.heads_not = compiled(words["heads_not"])
        self.headings_not = compiled(words["headings_not"])
        self.conditions = compiled(words["conditions"] + "[^,]{0,6}条件(?:范围)?$")
        self.year_words = compiled(
            words["year_words"] + r"|[\d,。、:()“”的是为均可应将把对个年月日及和以]"
        )


@lru_cache(maxsize=8)
def words_of(patterns: Patterns) -> Words:
    """Return the word lists of a set of patterns."""
    return Words(patterns)
