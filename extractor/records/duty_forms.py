"""The rules of kind ``duty`` and ``not_duty``, by id, ready to be matched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.patterns import Patterns, Rule, alternation
from extractor.rule_cache import compiled

_ROLES = ("lead", "support", "guide", "supervise", "responsible")


@dataclass(frozen=True)
class Forms:
    """Compiled constructions of duties."""

    duty: dict[str, regex.Pattern[str]]
    never: dict[str, regex.Pattern[str]]
    label: regex.Pattern[str]
    """Any label head; ``lastgroup`` is its role, ``none`` for labels without bodies."""
    label_start: regex.Pattern[str]
    """A label with its colon."""
    labels: tuple[Rule, ...]
    words: tuple[tuple[str, regex.Pattern[str]], ...]
    """Role and pattern of names (group ``names``) with their role words behind."""
    bare: frozenset[str]
    """Common nouns that act only under a word of obligation: 社区, 企业, 居民."""

    def label_rule(self, role: str, printed: str) -> str:
        """Return the id of the rule that reads a printed label of this role."""
        head = regex.sub(r"(?:\([^()]*\))?[:为是]$|^【|】:?$", "", printed)
        rules = [rule for rule in self.labels if rule.yields["role"] == role]
        return next((rule.id for rule in rules if rule.regex.fullmatch(head)), rules[0].id)

    def no(self, name: str, predicate: str) -> bool:
        """Tell whether the rule ``not-duty.NAME`` matches at the start of *predicate*."""
        return self.never[name].match(predicate) is not None


@lru_cache(maxsize=8)
def forms(patterns: Patterns) -> Forms:
    """Return the compiled constructions of *patterns*; users' own labels and words are added."""
    duty = patterns.of("duty")
    labels = [rule for rule in duty if rule.id.startswith("duty.label-")]
    heads = "|".join(f"(?P<{rule.yields['role']}>{rule.expression})" for rule in labels)
    heads = f"(?:[省市县区州旗]级|[省市县区州]直)?(?:{heads})"
    return Forms(
        duty={rule.id: rule.regex for rule in duty},
        never={rule.id.removeprefix("not-duty."): rule.regex for rule in patterns.of("not_duty")},
        label=compiled(heads),
        labels=tuple(labels),
        label_start=compiled(
            rf"{heads}(?:\([^()]{{1,20}}\))?(?::|(?<=单位|部门)[为是](?=[省市县区州旗各镇乡街]))"
            rf"|【{heads}】:?"
        ),
        words=tuple(
            (role, _behind_names(rule))
            for role in _ROLES
            for rule in duty
            if rule.id.startswith("duty.words-") and rule.yields["role"] == role
        ),
        bare=frozenset(patterns.words["duties/common_nouns"]),
    )


def _behind_names(rule: Rule) -> regex.Pattern[str]:
    tail = alternation(["各自", "相关", "有关", "具体"])
    return compiled(rf"(?P<names>.+?)(?:{rule.expression}){tail}?(?:工作|任务)?$")
