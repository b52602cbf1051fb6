"""The words around dates: vetoes, cues, labels, and which part of a sentence is the task."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.bodies import Bodies, bodies
from extractor.document import Span
from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity

JUDGED, OTHER = "◆", "◇"
"""Stand for dates in the texts that the rules of kind ``deadline`` read."""

_OF_WEAK = ("name", "event")
"""Reasons against a date without 前, 底 or 到 only."""
_EVENTS = 4
"""More 场 a year than so many are an amount of events."""
_FREQUENT = frozenset("次场轮遍期篇回批")
_PROPORTION = compiled("(?:以上|左右)?的比例")
_RATIO = compiled(r"(?<=\d):(?=\d)")
"""In 车桩比优于2.5:1 no segment ends."""
_OPEN, _CLOSE = "([【“《〈", ")]】”》〉"
_CLOSES = wording("deadline_words.closes")
_HEDGE = phrase("deadline_words.hedge")
_ASIDE = compiled(r"\([^()]{2,40}\)(?=[\u4e00-\u9fff])")
"""A bracket between a date and its task: 自6月1日起（以合同为准）实行…"""
_MANNER = compiled(r"(?:[^,;、地]{1,4}、)*[^,;、地]{1,6}地(?=[将把对向])")
_SET_OFF = phrase("deadline_words.set_off")


@dataclass(frozen=True)
class Words:
    """The compiled word lists and vetoes of one set of patterns."""

    bodies: Bodies
    vetoes: tuple[tuple[str, regex.Pattern[str]], ...]
    label: regex.Pattern[str]
    column: regex.Pattern[str]
    task_columns: tuple[str, ...]
    bare: regex.Pattern[str]
    level: regex.Pattern[str]
    numbered: regex.Pattern[str]
    adverbial: regex.Pattern[str]
    purpose: regex.Pattern[str]
    goal: regex.Pattern[str]
    plan_name: regex.Pattern[str]
    subject: regex.Pattern[str]
    verb: regex.Pattern[str]
    steps: regex.Pattern[str]

    def veto(self, masked: str, *, weak: bool) -> str | None:
        """Return why the date marked ◆ is no deadline, None where nothing speaks against it."""
        for reason, pattern in self.vetoes:
            if (weak or reason not in _OF_WEAK) and pattern.search(masked):
                return reason
        return None


@lru_cache(maxsize=8)
def words_of(patterns: Patterns) -> Words:
    """Return the words of *patterns*, compiled once."""
    lists = patterns.lists("deadlines")
    any_of = {name: alternation(terms) for name, terms in lists.items()}
    duties = patterns.words["duties/verbs"]
    numbered = (*lists["numbered_verbs"], *(verb for verb in duties if len(verb) > 1))
    verbs = alternation((*duties, *lists["bare_verbs"], *lists["verbs"]))
    return Words(
        bodies=bodies(patterns),
        vetoes=tuple((str(r.yields["reason"]), r.regex) for r in patterns.of("deadline")),
        label=compiled(
            rf"(?<![\u4e00-\u9fff]公示|工作)(?:计划|预计)?(?:{any_of['labels']}(?:要求|安排)?(?:截[止至])?|{_CLOSES})(?:[:为是]|定为|定在|(?:原则上)?不得?(?:晚于|迟于|超过))?"
            r"(?:于|在|自|从|到|至)?"
        ),
        column=compiled(rf"[^,。;:]{{0,6}}{any_of['columns']}(?:\([^()]*\))?"),
        task_columns=lists["task_columns"],
        bare=compiled(rf"(?:基本|全部|全面|正式)?{any_of['bare_verbs']}"),
        level=compiled(rf"{any_of['levels']}(?:了|为)?$"),
        numbered=compiled(alternation(numbered)),
        adverbial=compiled(any_of["adverbial"]),
        purpose=compiled(any_of["purpose"]),
        goal=compiled(any_of["goal_words"]),
        plan_name=compiled(rf"{any_of['plan_names']}$"),
        subject=compiled(rf"(?:{any_of['subjects']}|,)+"),
        verb=compiled(verbs),
        steps=compiled(r"阶段|步骤|环节|时期$"),
    )


def set_off(text: str, start: int, at: int) -> tuple[int, str]:
    """Return where the words that set off a date at *at* begin (确保, 于, 到), and the last one."""
    match = _SET_OFF.search(text, max(start, at - 8), at)
    if match is None:
        return at, ""
    return match.start(), match["to"] or ""


def segments(text: str, start: int, end: int) -> list[Span]:
    """Cut at ，；： outside brackets and quotes; empty stretches are left out."""
    found: list[Span] = []
    depth, begin = 0, start
    for at in range(start, end):
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        elif char in ",;:" and not depth and not _RATIO.match(text, at):
            if at > begin:
                found.append((begin, at))
            begin = at + 1
    if end > begin:
        found.append((begin, end))
    return found


def counts(text: str, quantity: Quantity) -> bool:
    """Tell whether a number measures a goal; durations, 一次, 第一, 按20%的比例 do not."""
    if quantity.dimension == "duration":
        return False
    if quantity.dimension == "number":
        return quantity.value >= 10 and text[quantity.start - 1] != ":"
    if quantity.dimension == "percent" and _PROPORTION.match(text, quantity.end):
        return False
    once = quantity.value == 1 and quantity.comparator == "eq"
    return not (once and (quantity.unit_text in _FREQUENT or text[quantity.start] == "一"))


def is_rhythm(quantity: Quantity) -> bool:
    """Tell whether a number says how often: 每年两次."""
    unit = quantity.unit_text[:1]
    return unit in _FREQUENT and quantity.value <= (_EVENTS if unit == "场" else 12)


def trim(text: str, span: Span, words: Words) -> Span:
    """Drop the subject, hedges and manner before a task: 各区要按时上报进展 → 上报进展."""
    start, end = span
    before = -1
    while before != start < end:
        before = start
        for pattern in (_HEDGE, _ASIDE, words.subject, _MANNER):
            match = pattern.match(text, start, end)
            if match and match.end() < end:
                start = match.end()
        listed = words.bodies.list_at(text, start + text.startswith("由", start), end)
        if listed and listed.end < end and _opens(text, listed.end, end, words):
            start = listed.end
    return start, end


def _opens(text: str, at: int, end: int, words: Words) -> bool:
    """Tell a subject from a noun that begins like one: 市住建局组织…, but 物业服务水平."""
    named = text[at - 1] in "局委办厅部府会处"
    return named or any(p.match(text, at, end) for p in (_HEDGE, words.verb, words.goal))
