"""The years that the objects of a programme must be older than: 建成于2000年以前的小区."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator

import regex

from extractor.document import Span
from extractor.markers import numeral
from extractor.patterns import Rule
from extractor.phrases import phrase
from extractor.records.draft import Draft
from extractor.records.eligibility_scopes import Scopes
from extractor.records.plan import Plan
from extractor.segment import Clause
from extractor.values.numerals import read_year

_ATTRIBUTE = phrase("cutoffs.attribute")
_CUTOFFS = ("eligibility.built-before", "eligibility.built-in", "eligibility.of-before")
_NO_YEAR = 2016
"""Cutoffs of a notice without any year lie before this one."""


class Cutoffs:
    """Reads the cutoffs of one plan."""

    def __init__(self, plan: Plan, scopes: Scopes) -> None:
        self.plan = plan
        self.scopes = scopes
        self.rules = {rule.id: rule for rule in plan.patterns.of("eligibility")}
        self.year = self._year_of_notice()

    def _year_of_notice(self) -> int:
        """Return the year of the notice; cutoffs lie before it, goals do not."""
        front = self.plan.front
        years = [front.signed.year] if front.signed else []
        years += [front.title_year[0]] if front.title_year else []
        return min(years, default=_NO_YEAR)

    def of(self, clause: Clause, rules: list[Rule]) -> Iterator[Draft]:
        taken: list[Span] = []
        for rule in rules:
            if rule.yields["kind"] != "built_before":
                continue
            for match in rule.regex.finditer(self.plan.text, clause.start, clause.end):
                cutoff = read_cutoff(match)
                apart = all(match.end() <= start or end <= match.start() for start, end in taken)
                if cutoff and apart and self._describes(match, cutoff, rule, clause):
                    taken.append(match.span())
                    fields = {"kind": "built_before", "cutoff": cutoff}
                    yield Draft("eligibility", match.span(), rule.id, fields, clause.section)

    def _describes(self, match: regex.Match[str], cutoff: str, rule: Rule, clause: Clause) -> bool:
        """A cutoff describes its objects and lies before the notice; a goal lies ahead."""
        if read_year(match["year"]) >= self.year and not self._over(cutoff, clause):
            return False
        if rule.id != "eligibility.built-before":
            return True
        return bool(_ATTRIBUTE.match(self.plan.text, match.end(), clause.end))

    def _over(self, cutoff: str, clause: Clause) -> bool:
        """Tell whether a day in the notice's own year, under a heading of scope, has passed."""
        signed = self.plan.front.signed
        passed = signed and len(cutoff) > 4 and cutoff < signed.isoformat()
        return bool(passed and self.scopes.above(clause))

    def without(self, text: str) -> str:
        for name in _CUTOFFS:
            text = self.rules[name].regex.sub("", text)
        return text


def read_cutoff(match: regex.Match[str]) -> str | None:
    """Return the cutoff of a match with year, month, day and edge: a date, or a bare year.

    2000年底前 and 2000年及以前 are 2000-12-31; 2000年以前 is 2000, for the text is no more precise.
    """
    year = read_year(match["year"])
    if not match["month"]:
        return f"{year}-12-31" if match["edge"] else str(year)
    month = numeral(match["month"])
    last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
    try:
        day = numeral(match["day"]) if match["day"] else last
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
