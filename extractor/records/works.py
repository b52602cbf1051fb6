"""What is renovated or built, once for each item and tier (基础类, 完善类, 提升类).

Only a plan whose title renovates or builds communities, housing or buildings has works; of a plan
that renews the city only its parts on these. Under a
heading of contents every name of a work counts that is no state to be reached and no place; in
other parts only where the clause does the work itself. Principles, goals, the objects'
description and rules for money name none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import regex

from extractor.document import Span
from extractor.models import WorkItem
from extractor.patterns import Patterns, Rule, alternation
from extractor.phrases import phrase
from extractor.records import eligibility
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.records.work_parts import HEADING, WorkParts
from extractor.rule_cache import compiled
from extractor.segment import Clause

_NEAR = 6
"""Two names so close, with nothing that separates them, are one name; its last word decides."""
_BLANK = "\x00"
_CITY = phrase("works.city")
_DANGERS = phrase("works.dangers")
_NUMBERED = compiled(r"[(①-⑳\d一]")
_FIRST = compiled(r"\(?[1一①][).、,]?$")
"""The number of a list's first entry."""
_INITIALS = {
    **dict.fromkeys("水", "water_supply"),
    **dict.fromkeys("电", "power_supply"),
    **dict.fromkeys("气", "gas"),
    **dict.fromkeys("热暖", "heating"),
    **dict.fromkeys("路", "roads"),
    **dict.fromkeys("信讯网视", "telecom"),
    **dict.fromkeys("污", "drainage"),
}
_CHANGED = {
    **{sign: item for sign, item in _INITIALS.items() if sign in "水电气热暖路网污"},
    "线": "overhead_lines",
    "厕": "other",
    "危": "other",
    "墙": "facade",
    "顶": "roof",
    "灯": "lighting",
}
_PIPES = compiled("供水|[给排]水|供电|供气|燃气|供热|供暖|热力|通信|电力|污水|雨水")
_PIPED = {"water_supply", "drainage", "power_supply", "gas", "heating", "telecom"}
"""Pipes printed side by side are two works: 供水排水管网, 供热燃气管道."""
_CHANGED_LIST = phrase("works.changed_list")
_INITIAL_LIST = phrase("works.initial_list")


@dataclass(frozen=True, slots=True)
class _Named:
    """A work named at a span of the view."""

    item: str
    span: Span
    rule: str


def make(plan: Plan) -> Iterable[Draft]:
    """Return the works of a plan; none where the plan is about something else."""
    title = plan.front.title or ""
    lexicon = lexicon_of(plan.patterns)
    if lexicon.renovates(title):
        return _Reading(plan, lexicon).drafts()
    if _CITY.search(title) and not lexicon.others.search(title):
        return _Reading(plan, lexicon, in_part=True).drafts()
    return []


class Lexicon:
    """The names of items, the words around them, and the rules of kind ``work``."""

    def __init__(self, patterns: Patterns) -> None:
        lists = patterns.lists("works")
        self.items: dict[str, tuple[str, ...]] = {}
        for item in get_args(WorkItem):
            for term in lists[item]:
                self.items[term] = (*self.items.get(term, ()), item)
        self.names = compiled(alternation([*self.items, *lists["not_items"]]))
        self.objects = compiled(alternation(lists["title_objects"]))
        self.acts = compiled(alternation(lists["title_acts"]))
        self.others = compiled(alternation(lists["title_not"]))
        self.lifts = compiled(
            r"(?:既有|多层|老旧)[^和及与、]{0,8}(?:加装|增设)电梯"
            r"(?![^,。]{0,4}(?:维保|维护|运维|运行|使用|日常|安全|建后|后续|长效|运营)[^,。]{0,8}(?:补贴|补助|管理|办法|意见))"
        )
        self.verbs = compiled(alternation(lists["verbs"]))
        self.not_doing = compiled(alternation(lists["not_doing"]))
        self.not_work = compiled(alternation(lists["not_work"]))
        self.separators = compiled(r"[、,;:()/\t\x00]|" + alternation(lists["separators"]))
        self.forms: dict[str, list[Rule]] = {}
        for rule in patterns.of("work"):
            self.forms.setdefault(str(rule.yields["form"]), []).append(rule)

    def renovates(self, title: str) -> bool:
        """Tell whether a title renovates or builds communities, housing or buildings.

        Putting lifts into standing houses does, even in rules for the money that pays them.
        A part of the title between 和 may be about something else (小区适老化改造和养老服务).
        """
        if self.lifts.search(title):
            return True
        title = _DANGERS.sub("", title)
        for part in regex.split(r"[和及与、]", regex.sub(r"\([^()]*\)", "", title)):
            found = self.objects.search(part)
            if found and not self.others.search(part) and self.acts.search(part):
                return True
        return bool(
            self.objects.search(title) and self.acts.search(title) and not self.others.search(title)
        )

    def named(self, blank: str, start: int) -> Iterator[_Named]:
        """Yield the works that a blanked text names; *start* is its place in the view."""
        for rule in self.forms.get("item", []):
            for match in rule.regex.finditer(blank):
                at, end = match.span("what")
                yield _Named(str(rule.yields["item"]), (start + at, start + end), rule.id)
        for run in _INITIAL_LIST.finditer(blank):
            for at in (i for i in range(*run.span()) if blank[i] in _INITIALS):
                item = _INITIALS[blank[at]]
                yield _Named(item, (start + at, start + at + 1), "works.initials")
            blank = blank[: run.start()] + _BLANK * len(run[0]) + blank[run.end() :]
        changed = list(_CHANGED_LIST.finditer(blank))
        for match in changed if len(changed) > 1 else ():
            span = (start + match.start(), start + match.end())
            yield _Named(_CHANGED[match["sign"]], span, "works.changed")
        matches = list(self.names.finditer(blank))
        for index, match in enumerate(matches):
            if index + 1 < len(matches) and self._joined(blank, match, matches[index + 1]):
                continue
            for item in self._items(match):
                yield _Named(item, (start + match.start(), start + match.end()), f"works.{item}")

    def _joined(self, text: str, one: regex.Match[str], two: regex.Match[str]) -> bool:
        """Tell whether two names are one, whose last word decides (智慧安防系统 is security)."""
        gap = text[one.end() : two.start()]
        if not gap and _PIPES.fullmatch(one[0]) and _PIPED.intersection(self._items(two)):
            return False
        known = two[0] in self.items
        return known and len(gap) <= _NEAR and not self.separators.search(gap)

    def _items(self, name: regex.Match[str]) -> tuple[str, ...]:
        return self.items.get(name[0], ())

    def idle(self, text: str) -> bool:
        """Tell whether a stretch guides, pays for or plans; what signs are called does not."""
        signs = [m.span() for m in self.names.finditer(text) if "signage" in self._items(m)]
        return any(
            not any(start <= match.start() < end for start, end in signs)
            for match in self.not_doing.finditer(text)
        )

    def asides(self, text: str) -> list[Span]:
        """Return where a clause speaks of approval, of money's use or of the building site."""
        return [m.span() for r in self.forms.get("aside", []) for m in r.regex.finditer(text)]

    def blanked(self, text: str) -> str:
        """Return *text* with states to be reached, places and standards blanked out."""
        for rule in self.forms.get("blank", []):
            text = rule.regex.sub(lambda match: _BLANK * len(match[0]), text)
        return text


@lru_cache(maxsize=8)
def lexicon_of(patterns: Patterns) -> Lexicon:
    """Return the lexicon of *patterns*, built once."""
    return Lexicon(patterns)


_STRETCH_END = compiled(r"[,:](?![^()]{0,40}\))|$")
_GOES_ON = phrase("works.goes_on")
_OWN_PART = compiled(r"[^,。;:、]{1,8}部分:")
_LEFT_OUT = compiled("不(?:属于|包括|包含|含|纳入|列入|得|予)[^,;]*:$")
"""The head of a list of what is not renovated."""


class _Reading:
    """One pass over the clauses of one plan."""

    def __init__(self, plan: Plan, lexicon: Lexicon, *, in_part: bool = False) -> None:
        self.plan = plan
        self.lexicon = lexicon
        self.in_part = in_part
        self.text = plan.text
        self.objects = {
            draft.own for draft in eligibility.make(plan) if draft.fields["kind"] != "built_before"
        }
        self.parts = WorkParts(plan)

    def drafts(self) -> list[Draft]:
        """Return the first mention of each item and tier; tiers win over works named elsewhere."""
        first: dict[tuple[str, str], tuple[_Named, Clause]] = {}
        for clause, tier, named in self._mentions():
            first.setdefault((named.item, tier), (named, clause))
        tiered = {item for item, tier in first if tier != "unspecified"}
        return [
            Draft("works", named.span, named.rule, {"tier": tier, "item": item}, clause.section)
            for (item, tier), (named, clause) in first.items()
            if tier != "unspecified" or item not in tiered
        ]

    def _mentions(self) -> Iterator[tuple[Clause, str, _Named]]:
        open_tier: tuple[str, int, int] | None = None
        left_out: tuple[str, int, int] | None = None
        for clause in self.plan.clauses:
            if _LEFT_OUT.search(self.text, clause.start, clause.end):
                left_out = ("", clause.section, -1)
            elif left_out and self._holds(left_out, clause) and self._is_entry(clause, left_out):
                continue
            else:
                left_out = None
            if (clause.start, clause.end) in self.objects:
                continue
            if self.in_part and not self._of_houses(clause):
                continue
            zone = self.parts.zone(clause)
            pieces = list(self._tiers(clause, open_tier))
            last = pieces[-1][0]
            labelled = len(pieces) > 1 or bool(self._label_at(clause))
            if labelled and last:
                whole = clause.end - clause.start <= 12 or self._leads_in(clause)
                section = self._listed(clause) if whole else clause.section
                open_tier = (last, section, -1 if whole else clause.paragraph)
            for tier, start, end in pieces:
                yield from self._in_piece(clause, tier, start, end, zone)
        yield from self._of_title()

    def _of_houses(self, clause: Clause) -> bool:
        """Tell whether a heading above, or the paragraph so far, renovates or builds houses."""
        layout = self.plan.layout
        said = self.text[layout.paragraphs[clause.paragraph].start : clause.end]
        parts = (*layout.path(clause.section), *regex.split(r"[,。;:\t]", said))
        return any(self.lexicon.renovates(part) for part in parts)

    # Tiers -------------------------------------------------------------------------------

    def _label_at(self, clause: Clause) -> str | None:
        for rule in self.lexicon.forms["label"]:
            match = rule.regex.search(self.text[clause.start : clause.end])
            if match and match.start() == 0:
                return str(rule.yields["tier"])
        return None

    def _tiers(
        self, clause: Clause, opened: tuple[str, int, int] | None
    ) -> Iterator[tuple[str | None, int, int]]:
        """Cut a clause at the labels of tiers in it; before the first, the heading's tier holds."""
        text = self.text[clause.start : clause.end]
        cuts: list[tuple[int, str]] = []
        for rule in self.lexicon.forms["label"]:
            cuts += [(m.start(), str(rule.yields["tier"])) for m in rule.regex.finditer(text)]
        at, tier = clause.start, self._inherited(clause, opened)
        for cut, name in sorted(cuts):
            if clause.start + cut > at:
                yield tier, at, clause.start + cut
            at, tier = clause.start + cut, name
        yield tier, at, clause.end

    def _inherited(self, clause: Clause, opened: tuple[str, int, int] | None) -> str | None:
        section = clause.section
        held = opened if opened and self._holds(opened, clause) else None
        if self._is_apart(clause):
            section, held = self.plan.layout.sections[section].parent, None
        while section >= 0 and not (held and section == held[1]):
            item = self.plan.layout.sections[section]
            if item.title and len(item.title) <= HEADING:
                for rule in self.lexicon.forms["label"]:
                    if (match := rule.regex.search(item.title)) and match.start() == 0:
                        return str(rule.yields["tier"])
            section = item.parent
        return held[0] if held else None

    def _is_apart(self, clause: Clause) -> bool:
        """Tell whether a paragraph names a part of its own behind an entry that is complete.

        （三）提升类。增设养老服务站。⏎管网部分：更换燃气管道。 The pipes are in no tier.
        """
        layout = self.plan.layout
        if clause.section < 0:
            return False
        start = layout.paragraphs[clause.paragraph].start
        body = layout.sections[clause.section].body
        run_in = body < self.text.find("\n", body) < start
        return run_in and bool(_OWN_PART.match(self.text, start))

    def _leads_in(self, clause: Clause) -> bool:
        """Tell whether a clause only opens a list (基础类项目（7项）包括：)."""
        return self.text[clause.start : clause.end].endswith(":")

    def _listed(self, clause: Clause) -> int:
        """Return the section whose entries a lead-in opens.

        A paragraph without a number behind the last entry of one list opens the next one, in the
        same section (2.路灯；⏎完善类：⏎3.停车位); without a colon, its entries begin with 1.
        """
        sections = self.plan.layout.sections
        own, behind = clause.section, clause.section + 1
        if own < 0 or clause.start <= sections[own].body or behind >= len(sections):
            return own
        entry = sections[behind]
        opens = self._leads_in(clause) or _FIRST.match(entry.number)
        return entry.parent if opens and entry.parent == sections[own].parent else own

    def _holds(self, opened: tuple[str, int, int], clause: Clause) -> bool:
        """Tell whether an opened tier goes on: in its section, or in the list that it opens."""
        _, section, paragraph = opened
        if clause.section == section:
            return paragraph in (-1, clause.paragraph)
        above = clause.section
        while above > section:
            above = self.plan.layout.sections[above].parent
        return paragraph == -1 and above == section >= 0

    def _is_entry(self, clause: Clause, opened: tuple[str, int, int]) -> bool:
        """Tell whether a clause is an entry of a list: numbered, or in a section of its own."""
        return clause.section != opened[1] or bool(_NUMBERED.match(self.text, clause.start))

    # Names ---------------------------------------------------------------------------------

    def _in_piece(
        self, clause: Clause, tier: str | None, start: int, end: int, zone: str
    ) -> Iterator[tuple[Clause, str, _Named]]:
        along = counted = False
        asides = self.lexicon.asides(self.text[start:end])
        for a, b in self._stretches(start, end):
            if any(i <= a - start < j for i, j in asides):
                continue
            text = self.text[a:b]
            along = along or any(r.regex.search(text) for r in self.lexicon.forms["with"])
            blank = self.lexicon.blanked(text)
            goes_on = counted and _GOES_ON.match(blank)
            counted = bool(goes_on) or self._counts(blank, zone, tier, along=along)
            if not counted:
                continue
            for named in self.lexicon.named(blank, a):
                yield clause, tier or "unspecified", named

    def _stretches(self, start: int, end: int) -> Iterator[Span]:
        at = start
        for match in _STRETCH_END.finditer(self.text, start, end):
            yield at, match.start()
            at = match.end()
        if at < end:
            yield at, end

    def _counts(self, text: str, zone: str, tier: str | None, *, along: bool) -> bool:
        """Tell whether works of a blanked stretch count; *along*: 同步 stands before it."""
        lexicon = self.lexicon
        if zone == "funding":
            return along and not lexicon.not_work.search(text) and bool(lexicon.verbs.search(text))
        if tier or zone == "contents":
            return zone != "blocked" and not lexicon.not_work.search(text)
        if any(rule.regex.search(text) for rule in lexicon.forms["with"]):
            return zone != "blocked"
        if zone != "other" or lexicon.idle(text):
            return False
        doing = lexicon.forms.get("doing", [])
        return bool(lexicon.verbs.search(text)) or any(r.regex.search(text) for r in doing)

    def _of_title(self) -> Iterator[tuple[Clause, str, _Named]]:
        """A work that the title itself names: the first mention in the text is its evidence."""
        title = self.lexicon.blanked(self.plan.front.title or "")
        named = [m for m in self.lexicon.names.finditer(title) if m[0] in self.lexicon.items]
        items = {
            item
            for match in named
            if self.lexicon.acts.search(title, match.start())
            for item in self.lexicon.items[match[0]]
        }
        for clause in self.plan.clauses if items else ():
            for match in self.lexicon.names.finditer(self.text, clause.start, clause.end):
                for item in self.lexicon.items.get(match[0], ()):
                    if item in items:
                        items.discard(item)
                        yield clause, "unspecified", _Named(item, match.span(), "works.title")
