"""Which objects are in a programme and which are out, and the years they must be older than.

A clause of scope states its cutoffs (建成于2000年以前), takes objects up (纳入改造范围) or leaves
them out (不予受理); a head (下列项目纳入补助范围：) hands its kind on to the entries of its list;
under a heading of scope (改造范围, 申报条件) the bare description of the objects is enough. What is
taken up into a budget or an assessment is no object, nor is who gets paid in a rule for money.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import regex

from extractor.patterns import Rule
from extractor.phrases import phrase
from extractor.records.cutoffs import Cutoffs
from extractor.records.draft import Draft
from extractor.records.eligibility_cues import Cues
from extractor.records.eligibility_lists import Lists, OpenList
from extractor.records.eligibility_scopes import Scopes
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause

_PARTS = phrase("eligibility.parts")
_CONVERSE = phrase("eligibility.converse")
_LISTED_ON = ("以及", "及", "和", "或")
"""A的，B，以及C不在此列: what stands before the last comma is left out too."""
_NO_ENTRY = phrase("eligibility.no_entry")
_LABELLED = compiled("^[^,。;:]{2,6}(?:对象|人群)")
"""培训对象: a course may be the programme itself."""
_CASES = ("情形", "情况")
"""A label of cases (不予受理情形：) has entries that need not end in a noun for objects."""
_DESCRIBED = compiled("的(?:家庭|人员|居民|人|户|企业|单位)$")
"""救助对象为必需支出超出收入的家庭: money tells who they are."""
_EACH = compiled("各(?:地|级|[市县区旗乡镇])")
"""各地可适当放宽至…，…除外: what bodies may do describes no objects."""
_CLOSE = 2
"""So many sections behind a record a preference still speaks of the same objects."""
_BESIDE = ("apart", "bracket", "dated", "except", "list")
"""Forms that are tried apart: beside another record, or before the entries of a list."""
_WITH_SUBJECT = ("admit", "barred", "denied", "lacks", "may")
_NAMED = ("eligibility.applies", "eligibility.objects-are")
"""Rules of clauses that name the objects and may go on with an exception."""


@dataclass(slots=True)
class _State:
    """What earlier clauses leave behind: an open list, sections that say what is in and out."""

    opened: OpenList | None = None
    scoped: set[int] = field(default_factory=set)
    spoken: set[int] = field(default_factory=set)


def make(plan: Plan) -> Iterable[Draft]:
    """Return the eligibility records of a plan, with the clause as their span."""
    if "eligibility" not in plan.made:
        plan.made["eligibility"] = tuple(_Reading(plan).drafts())
    return plan.made["eligibility"]


class _Reading:
    """One pass over the clauses of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rules = {rule.id: rule for rule in plan.patterns.of("eligibility")}
        self.cues = Cues(plan.patterns, plan.front.title or "")
        self.scopes = Scopes(plan, self.cues)
        self.cutoffs = Cutoffs(plan, self.scopes)
        self.lists = Lists(plan, self.cues, self.scopes)

    # The pass ----------------------------------------------------------------------------

    def drafts(self) -> Iterator[Draft]:
        """Yield the records in order of their clauses."""
        state = _State()
        found = {clause.start: rules for clause, rules in self.plan.triggered("eligibility")}
        for clause in self.plan.clauses:
            yield from self._read(clause, found.get(clause.start, []), state)

    def _read(self, clause: Clause, rules: list[Rule], state: _State) -> Iterator[Draft]:
        cutoffs = list(self.cutoffs.of(clause, rules))
        yield from cutoffs
        if cutoffs:
            state.spoken.add(clause.section)
        while state.opened and not self.lists.holds(clause, state.opened):
            state.opened = state.opened.outer
        opened = state.opened
        if opened and (not opened.kind or self.lists.cut(clause)):
            return
        clause = self.lists.whole(clause) if opened else clause
        papers = bool(opened) and self.lists.asks_papers(clause)
        head = None if papers else self.lists.opened_by(clause, rules)
        if head:
            yield from self._open(head, clause, state)
        elif opened:
            yield from self._listed(clause, rules, opened, state, dated=bool(cutoffs))
            if papers:
                state.opened = OpenList("", clause, outer=opened)
        else:
            yield from self._clause(clause, rules, bool(cutoffs), state)

    def _open(self, head: OpenList, clause: Clause, state: _State) -> Iterator[Draft]:
        """Open a list, inside the one that is open or in its place (…。有下列情形的除外：)."""
        opened = state.opened
        if opened and head.kind != opened.kind and self._ends_in_but(clause):
            yield self._draft(opened.kind, "eligibility.list", clause)
        if opened and self.lists.behind(clause, opened) and not self.lists.nests(clause):
            state.opened = replace(head, outer=opened.outer, beside=opened.root)
        else:
            state.opened = replace(head, outer=opened)
        if head.inline:
            yield self._draft(head.kind, "eligibility.list", clause)

    def _listed(
        self, clause: Clause, rules: list[Rule], opened: OpenList, state: _State, *, dated: bool
    ) -> Iterator[Draft]:
        """Read a clause of an open list, or one behind its entries."""
        if self.lists.behind(clause, opened):
            yield from self._behind(clause, rules, opened, state)
        elif self.lists.is_name(clause):
            return
        elif self._is_entry(clause, opened, dated=dated):
            yield self._entry(clause, rules, opened, state)
            state.spoken.add(clause.section)
        elif out := self._first(clause, rules, "exclude", state):
            yield self._draft("exclude", out, clause)

    def _behind(
        self, clause: Clause, rules: list[Rule], opened: OpenList, state: _State
    ) -> Iterator[Draft]:
        """Read what stands behind the last entry of a list, by its own wording alone."""
        text = self.plan.words(clause)
        out = self._first(clause, rules, "exclude", state)
        if opened.kind == "include":
            out = out or self._except(clause, rules, state)
            out = out or ("eligibility.list" if self.cues.refuses(text) else None)
        into = None if out else self._first(clause, rules, "include", state)
        if out:
            yield self._draft("exclude", out, clause)
        elif into:
            yield self._draft("include", into, clause)

    def _ends_in_but(self, clause: Clause) -> bool:
        """Tell whether an entry goes on with a list of its own: 有本市户籍，但下列情形除外：."""
        entry, but, _ = self.plan.words(clause).rpartition("但")
        return bool(but) and self.cues.is_entry(entry)

    def _is_entry(self, clause: Clause, opened: OpenList, *, dated: bool) -> bool:
        """Tell whether a clause of a list names objects by more than their cutoff."""
        text = self.plan.words(clause)
        if _NO_ENTRY.search(text):
            return False
        if dated and self.cues.only_year(self.cutoffs.without(text)):
            return False
        text = text.strip("。;,: ")
        cases = opened.label.endswith(_CASES)
        if opened.label and not cases and not self.cues.describes(opened.label, text):
            return False
        return self.cues.is_entry(text)

    def _entry(self, clause: Clause, rules: list[Rule], opened: OpenList, state: _State) -> Draft:
        """An entry of a list; one that itself leaves objects out (…的，不予改造) does so."""
        out = None
        if opened.kind == "include":
            out = self._first(clause, rules, "exclude", state) or self._except(clause, rules, state)
        return self._draft("exclude" if out else opened.kind, out or "eligibility.list", clause)

    # Clauses -----------------------------------------------------------------------------

    def _clause(
        self, clause: Clause, rules: list[Rule], dated: bool, state: _State
    ) -> Iterator[Draft]:
        text = self.plan.words(clause)
        out = self._first(clause, rules, "exclude", state) or self._except(clause, rules, state)
        into = None if out else self._first(clause, rules, "include", state)
        scope = self.scopes.above(clause)
        if self._excepts(rules, text) and out in (None, "eligibility.except"):
            into = self._but(clause, rules, scope, state)
            out = "eligibility.except" if into else out
        elif out == "eligibility.barred-area":
            into = self._but(clause, rules, scope, state)
        if not out and not into and (alone := self.lists.alone(clause, rules)):
            into, out = (None, alone[1]) if alone[0] == "exclude" else (alone[1], None)
        dates = self.rules["eligibility.dated"]
        if not out and not into and dated and dates in rules and dates.regex.search(text):
            into = dates.id
        spoken = clause.section in state.spoken
        if not out and not into and scope and self.scopes.describes(clause, scope, spoken=spoken):
            into = "eligibility.heading"
            if self.cues.out_by_heading(scope, text):
                into, out = None, into
        if into == "eligibility.applies":
            state.scoped.add(clause.section)
        if into and not (dated and self.cues.only_year(self.cutoffs.without(text))):
            yield self._draft("include", into, clause)
            state.spoken.add(clause.section)
        if into in _NAMED and not out and self._excepts(rules, text):
            out = "eligibility.except"
        if into and not out and self._apart(rules, text):
            out = "eligibility.apart-from"
        out = out or self._bracket(text, rules, bool(into or scope or dated))
        if out:
            yield self._draft("exclude", out, clause)

    def _but(
        self, clause: Clause, rules: list[Rule], scope: str | None, state: _State
    ) -> str | None:
        """Return the rule that takes in what stands before the exception in its own clause."""
        before, comma, rest = self.plan.words(clause).rpartition(",")
        if not comma or rest.startswith(_LISTED_ON):
            return None
        if scope and self.cues.out_by_heading(scope, before):
            return None
        taken = replace(clause, end=clause.start + len(before))
        if into := self._first(taken, rules, "include", state):
            return into
        spoken = clause.section in state.spoken
        if not scope or _EACH.match(before):
            return None
        described = self.scopes.describes(taken, scope, spoken=spoken)
        return "eligibility.heading" if described else None

    def _bracket(self, text: str, rules: list[Rule], scope: bool) -> str | None:
        """Return the rule of a bracket that leaves objects out of what a clause of scope takes."""
        rule = self.rules["eligibility.bracket-out"]
        if rule not in rules or not rule.regex.search(text):
            return None
        defined = self.rules["eligibility.definition"].regex.search(text)
        return rule.id if scope or defined or self.cues.paid(text) else None

    def _except(self, clause: Clause, rules: list[Rule], state: _State) -> str | None:
        """Return the rule of X、Y除外 beside a clause of scope or under a heading of scope."""
        if not self._excepts(rules, self.plan.words(clause)):
            return None
        rule = self.rules["eligibility.except"]
        inside = self.scopes.above(clause) or clause.section in self._around(state)
        return rule.id if inside else None

    def _excepts(self, rules: list[Rule], text: str) -> bool:
        """Tell whether a clause ends in what is not meant by it, and is no rule for money."""
        rule = self.rules["eligibility.except"]
        return rule in rules and bool(rule.regex.search(text)) and not self.cues.paid(text)

    def _around(self, state: _State) -> set[int]:
        """The sections that speak of objects, and those beside them in the same part."""
        sections = self.plan.layout.sections
        parents = {sections[s].parent for s in state.spoken if s >= 0} - {-1}
        beside = {n for n, item in enumerate(sections) if item.parent in parents}
        return state.spoken | parents | beside

    def _near(self, clause: Clause, state: _State) -> bool:
        """Tell whether a clause stands under a heading of scope or close behind a record."""
        if self.scopes.above(clause) or clause.section in self._around(state):
            return True
        return any(
            0 <= clause.section - section <= _CLOSE for section in state.spoken if section >= 0
        )

    def _apart(self, rules: list[Rule], text: str) -> regex.Match[str] | None:
        """Return the exception that stands first in a clause: 除已列入征收计划的小区外，…."""
        rule = self.rules["eligibility.apart-from"]
        match = rule.regex.match(text) if rule in rules else None
        return match if match and self.cues.lists_objects(match["subject"]) else None

    def _first(self, clause: Clause, rules: list[Rule], kind: str, state: _State) -> str | None:
        """Return the first rule of a kind that holds in a clause, behind an exception or not."""
        text = self.plan.words(clause)
        apart = self._apart(rules, text)
        behind = self._find(clause, text[apart.end() :], rules, kind, state) if apart else None
        return behind or self._find(clause, text, rules, kind, state)

    def _find(
        self, clause: Clause, text: str, rules: list[Rule], kind: str, state: _State
    ) -> str | None:
        for rule in rules:
            form = rule.yields["form"]
            if rule.yields["kind"] != kind or form in _BESIDE:
                continue
            if form == "beside" and clause.section not in state.scoped:
                continue
            if form == "preferred" and not self._near(clause, state):
                continue
            match = rule.regex.search(text)
            if match and self._holds(rule, match, text, bool(self.scopes.above(clause))):
                return rule.id
        return None

    def _holds(self, rule: Rule, match: regex.Match[str], text: str, scope: bool) -> bool:
        """Judge a match by the form of its rule: what is said must be said of the programme."""
        cues, form = self.cues, rule.yields["form"]
        limit = _CONVERSE.search(text) if rule.yields["kind"] == "exclude" else None
        if limit and (limit.start() == 0 or cues.paid(text)):
            return False
        if form in _WITH_SUBJECT:
            return self._of_subject(rule, match, text, scope)
        if form == "benefit":
            subject = text[: match.start()] + match[0].partition("可")[0]
            return cues.granted(subject, match["what"], text)
        if form == "definition":
            return cues.defines(match["what"], text, scope=scope)
        if form == "objects":
            said = _LABELLED.sub("", match[0])
            money = cues.words.barred.search(said) and not _DESCRIBED.search(text)
            return not money and not _PARTS.search(match[0]) and not cues.paid(match[0])
        if form == "refused":
            return not cues.awarded(text) and not text.endswith(":")
        if form == "first":
            return not cues.by_body(text) and not cues.words.barred.search(match[0])
        return not text.endswith(":")

    def _of_subject(self, rule: Rule, match: regex.Match[str], text: str, scope: bool) -> bool:
        """Judge a match by its subject, which must name objects, and by what is said of it."""
        cues, form, subject = self.cues, rule.yields["form"], match["subject"]
        if form == "barred":
            return cues.names_objects(subject) and not cues.paid(text)
        what = match["what"]
        if form == "denied":
            return cues.names_objects(subject) and cues.of_title(what)
        if form == "may":
            return cues.may(subject, what, text, scope=scope)
        if form == "lacks":
            return cues.lacks(subject, what)
        if rule.yields["kind"] == "exclude":
            return cues.leaves_out(subject, what)
        return cues.admits(subject, what, text, scope=scope)

    @staticmethod
    def _draft(kind: str, rule: str, clause: Clause) -> Draft:
        fields = {"kind": kind, "cutoff": None}
        return Draft("eligibility", (clause.start, clause.end), rule, fields, clause.section)
