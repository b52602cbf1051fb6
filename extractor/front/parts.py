"""The rules of ``patterns/front.toml``, compiled, and the dates of front matter."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

import regex

from extractor.markers import DIGITS, numeral
from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled
from extractor.values.numerals import read_year

DAY = phrase("parts.day")
PLACE = compiled(r"[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|省|市|县|区|州|盟|旗)")


def read_day(text: str) -> datetime.date | None:
    """Return the first date with a day in *text*; None if there is none, or no such day.

    >>> read_day("二〇二一年十月八日"), read_day("2024年02月30日")
    (datetime.date(2021, 10, 8), None)
    """
    match = DAY.search(text)
    if match is None:
        return None
    try:
        return datetime.date(read_year(match["y"]), numeral(match["m"]), numeral(match["d"]))
    except ValueError:
        return None


def plain(text: str, start: int, end: int) -> str:
    """Return a stretch of a view without its line ends."""
    return text[start:end].replace("\n", "")


class Parts:
    """The compiled rules of kind ``part`` by their ids, and expressions made of the word lists."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = {rule.id: rule.regex for rule in patterns.of("part")}
        words = patterns.words
        titles = rf"(?:{alternation(words['document/titles'])}|{wording('parts.yearly')})"
        openers = rf"(?:{alternation(words['document/title_openers'])}|{wording('parts.since')})"
        issuers = alternation(words["document/issuers"])
        number = r"[\u4e00-\u9fff]{2,12}[〔\[][12]\d{3}"
        bracket = r"(?:\n?\((?![^()]*[〔\[]\d)[^()]{1,30}\))*"
        self.title = compiled(
            rf"(?:《[^《》\n]{{4,80}}》|[^。;:!?\t\n](?:[^。;!?\t]){{4,140}}?{titles}){bracket}"
            rf"(?=\n|$|{openers}|各[\u4e00-\u9fff]{{1,14}}[、,:(]|\(?{number})"
        )
        self.title_goes_on = compiled(
            rf"\n(?!目录(?:\n|$)|第[{DIGITS}\d]{{1,4}}[章条节]|[{DIGITS}]{{1,3}}、|[(][{DIGITS}]{{1,3}}[)])"
            rf"[^。,;:!?\t\n]{{0,40}}{titles}{bracket}(?=\n|$|{openers})"
        )
        self.title_end = compiled(rf"{titles}(?:\([^()]{{1,30}}\))*$")
        self.opener = compiled(openers)
        self.body_name = compiled(rf"[\u4e00-\u9fff]{{2,40}}?{issuers}(?:\([^()]{{2,20}}\))?")
        self.short_body = compiled(alternation(words["document/short_issuers"]))
        self.body_end = compiled(
            rf"(?:{issuers}|(?:全国|国家|中央|[省市县区])[\u4e00-\u9fff]{{2,8}}[委办]"
            rf"|^{self.short_body.pattern})$"
        )
        self.draft_end = compiled(rf"(?:{self['draft-mark'].pattern})$")
        self._compile_lists(words)

    def _compile_lists(self, words: Mapping[str, tuple[str, ...]]) -> None:
        """Expressions for citations and attachments."""
        verbs = alternation(words["document/drafting"])
        between = wording("parts.between")
        self.drafting_before = compiled(rf"(?:{verbs}){between}$")
        self.drafting_after = compiled(
            rf"[》〉](?:\([^()]*\))?(?:等[^,。;《》]{{0,10}})?的?(?:{verbs})(?!的|了|本)"
            r"|[》〉](?:于|在)[^,。;《》]{2,16}前(?:上?报|提交|印发|公布|编制|送)"
        )
        self.form = compiled(rf"{alternation(words['document/forms'])}(?:\([^()]*\))?$")
        self.annex_form = compiled(rf"{alternation(words['document/annex_forms'])}(?:\([^()]*\))?$")
        annex = alternation([*words["document/titles"], "表", "图", "单"])
        self.annex_name = compiled(rf".{{4,80}}?{annex}")
        self.annex_line = compiled(rf"\n(?P<name>[^\n。;:,]{{2,60}}{annex})(?=\n)")
        self.short_names = frozenset(words["document/short_names"])

    def __getitem__(self, name: str) -> regex.Pattern[str]:
        return self._rules[f"front.{name}"]


@lru_cache(maxsize=8)
def parts_of(patterns: Patterns) -> Parts:
    """Return the compiled rules for *patterns*."""
    return Parts(patterns)
