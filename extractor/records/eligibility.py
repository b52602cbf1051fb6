"""Which objects are in a programme and which are out, and the years they must be older than.

A clause of scope states its cutoffs (建成于2000年以前), takes objects up (纳入改造范围) or leaves
them out (不予受理); a head (下列项目纳入补助范围：) hands its kind on to the entries of its list;
under a heading of scope (改造范围, 申报条件) the bare description of the objects is enough. What is
taken up into a budget or an assessment is no object, nor is who gets paid in a rule for money.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import regex

from extractor.document import Span
from extractor.numerals import read_year
from extractor.patterns import Rule
from extractor.phrases import phrase
from extractor.records.draft import Draft
from extractor.records.eligibility_cues import Cues, read_cutoff
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause

_ATTRIBUTE = phrase("eligibility.attribute")
_PARTS = phrase("eligibility.parts")
_CONVERSE = phrase("eligibility.converse")
_NO_ENTRY = phrase("eligibility.no_entry")
_LABELLED = compiled("^[^,。;:]{2,6}(?:对象|人群)")
"""培训对象: a course may be the programme itself."""
_NUMBERED = compiled(r"[(①-⑳\d一]")
_PAPERS = phrase("eligibility.papers")
_FIRST = compiled(r"[。]?\s?(?:[(]?[一1][)、.]|①|一是)")
_PAIR = compiled(r"\t[^\t\n]{4,}(?=\n|$)")
_LINE = compiled(r"[^。;:,\t\n]{2,16}(?=\n)")
_UNNUMBERED = 12
"""So many paragraphs behind a head without a number may be its entries."""
_GOES_ON = compiled(r"。[^\s第(①-⑳\d]")
_RUN_IN = 16
"""A name that heads a description in its own line is no longer."""
_ENTRY = 6
"""The one entry behind a list's head has so many characters."""
_CLOSE = 2
"""So many sections behind a record a preference still speaks of the same objects."""
_CUTOFFS = ("eligibility.built-before", "eligibility.built-in", "eligibility.of-before")
_BESIDE = ("apart", "bracket", "dated", "except", "list")
"""Forms that are tried apart: beside another record, or before the entries of a list."""
_WITH_SUBJECT = ("admit", "barred", "denied", "lacks", "may")
_NAMED = ("eligibility.applies", "eligibility.objects-are")
"""Rules of clauses that name the objects and may go on with an exception."""
_NO_YEAR = 2016
"""Cutoffs of a notice without any year lie before this one."""


@dataclass(frozen=True, slots=True)
class _List:
    """An open list: its entries are the clauses of the head's paragraph and of deeper sections."""

    kind: str
    """What the entries are; empty for a list of papers, whose entries are no records."""
    head: Clause
    inline: bool = False
    """The entries stand in the head's own sentence: 有下列情形的不纳入：A的；B的。"""
    label: str = ""
    """The head is no more than a label (补贴对象：), so that each entry must describe objects."""
    outer: _List | None = None
    """The list in which this one stands: （一）有本市户籍，但下列情形除外：."""


@dataclass(slots=True)
class _State:
    """What earlier clauses leave behind: an open list, sections that say what is in and out."""

    opened: _List | None = None
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
        self.year = self._year_of_notice()
        self.starts = [clause.start for clause in plan.clauses]
        self.parents = {section.parent for section in plan.layout.sections}

    def _year_of_notice(self) -> int:
        """Return the year of the notice; cutoffs lie before it, goals do not."""
        front = self.plan.front
        years = [front.signed.year] if front.signed else []
        years += [front.title_year[0]] if front.title_year else []
        return min(years, default=_NO_YEAR)

    # The pass ----------------------------------------------------------------------------

    def drafts(self) -> Iterator[Draft]:
        """Yield the records in order of their clauses."""
        state = _State()
        found = {clause.start: rules for clause, rules in self.plan.triggered("eligibility")}
        for clause in self.plan.clauses:
            yield from self._read(clause, found.get(clause.start, []), state)

    def _read(self, clause: Clause, rules: list[Rule], state: _State) -> Iterator[Draft]:
        cutoffs = list(self._cutoffs(clause, rules))
        yield from cutoffs
        if cutoffs:
            state.spoken.add(clause.section)
        while state.opened and not self._belongs(clause, state.opened):
            state.opened = state.opened.outer
        if state.opened and not state.opened.kind:
            return
        papers = bool(state.opened) and self._asks_papers(clause)
        head = None if papers else self._head(clause, rules) or self._label(clause)
        if head:
            if state.opened and head.kind != state.opened.kind and self._ends_in_but(clause):
                yield self._draft(state.opened.kind, "eligibility.list", clause)
            state.opened = replace(head, outer=state.opened)
            if head.inline:
                yield self._draft(head.kind, "eligibility.list", clause)
        elif state.opened:
            if self._is_entry(clause, state.opened, dated=bool(cutoffs)):
                yield self._entry(clause, rules, state.opened, state)
                state.spoken.add(clause.section)
            elif out := self._first(clause, rules, "exclude", state):
                yield self._draft("exclude", out, clause)
            if papers:
                state.opened = _List("", clause, outer=state.opened)
        else:
            yield from self._clause(clause, rules, bool(cutoffs), state)

    def _asks_papers(self, clause: Clause) -> bool:
        """Tell whether an entry goes on with a list of papers: 应当提交下列申报材料：."""
        return bool(_PAPERS.search(self.plan.words(clause)))

    def _ends_in_but(self, clause: Clause) -> bool:
        """Tell whether an entry goes on with a list of its own: 有本市户籍，但下列情形除外：."""
        entry, but, _ = self.plan.words(clause).rpartition("但")
        return bool(but) and self.cues.is_entry(entry)

    def _is_entry(self, clause: Clause, opened: _List, *, dated: bool) -> bool:
        """Tell whether a clause of a list names objects by more than their cutoff."""
        text = self.plan.words(clause)
        if _NO_ENTRY.search(text):
            return False
        if dated and self.cues.only_year(self._without_cutoffs(text)):
            return False
        text = text.strip("。;,: ")
        if opened.label and not self.cues.describes(opened.label, text):
            return False
        return self.cues.is_entry(text)

    def _entry(self, clause: Clause, rules: list[Rule], opened: _List, state: _State) -> Draft:
        """An entry of a list; one that itself leaves objects out (…的，不予改造) does so."""
        out = None
        if opened.kind == "include":
            out = self._first(clause, rules, "exclude", state) or self._except(clause, rules, state)
        return self._draft("exclude" if out else opened.kind, out or "eligibility.list", clause)

    def _cutoffs(self, clause: Clause, rules: list[Rule]) -> Iterator[Draft]:
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
        return bool(passed and self._scope(clause))

    # Lists -------------------------------------------------------------------------------

    def _head(self, clause: Clause, rules: list[Rule]) -> _List | None:
        """Read the head of a list of objects; it is no record itself."""
        rule = self.rules["eligibility.list"]
        text = self.plan.words(clause)
        if rule not in rules or not rule.regex.search(text):
            return None
        lead, colon, entry = text.partition(":")
        inline = len(entry) >= 2 and text.endswith((";", entry)) and self._runs_on(clause)
        colon = colon or ("" if entry else self._entries_follow(clause))
        if not colon or (entry and not inline):
            return None
        kind = self.cues.list_kind(lead + colon, scope=bool(self._scope(clause)))
        return _List(kind, clause, inline) if kind else None

    def _label(self, clause: Clause) -> _List | None:
        """Read a label before entries as the head of a list: 补贴对象：（一）…；（二）….

        In a table of two columns the label is the first cell of its row.
        """
        if _PAIR.match(self.plan.text, clause.end):
            label = self.plan.words(clause)
            kind = "exclude" if self.cues.out_by_heading(label, "") else "include"
            return _List(kind, clause, label=label) if self.cues.is_label(label) else None
        if self.plan.text.find(":", clause.start, clause.end) < 0:
            return None
        lead, _, entry = self.plan.words(clause).partition(":")
        if not self.cues.is_label(lead) or (entry and not self._runs_on(clause)):
            return None
        kind = "exclude" if self.cues.out_by_heading(lead, "") else "include"
        return _List(kind, clause, bool(entry), lead)

    def _entries_follow(self, clause: Clause) -> str:
        """Return a colon for a head that ends in 。 before a number: 应符合下列条件。（一）."""
        return ":" if _FIRST.match(self.plan.text, clause.end) else ""

    def _runs_on(self, clause: Clause) -> bool:
        """Tell whether the sentence goes on behind a clause, so that a list can stand in it."""
        return self.plan.text[clause.end : clause.end + 1] == ";"

    def _belongs(self, clause: Clause, opened: _List) -> bool:
        """Tell whether a clause is an entry: in the head's paragraph, or in a section below it."""
        head = opened.head
        if opened.inline:
            return clause.sentence == head.sentence
        if clause.paragraph == head.paragraph:
            return True
        near = clause.paragraph <= head.paragraph + _UNNUMBERED
        if clause.section == head.section:
            numbered = _NUMBERED.match(self.plan.text, clause.start)
            return near and clause.section >= 0 and bool(numbered)
        section = clause.section
        while section >= 0:
            section = self.plan.layout.sections[section].parent
            if section == head.section:
                return section >= 0 or near
        return False

    # Clauses -----------------------------------------------------------------------------

    def _clause(
        self, clause: Clause, rules: list[Rule], dated: bool, state: _State
    ) -> Iterator[Draft]:
        text = self.plan.words(clause)
        out = self._first(clause, rules, "exclude", state) or self._except(clause, rules, state)
        into = None if out else self._first(clause, rules, "include", state)
        scope = self._scope(clause)
        if out == "eligibility.except":
            into = self._but(text)
        if not out and not into and (alone := self._single(clause, rules)):
            into, out = (None, alone[1]) if alone[0] == "exclude" else (alone[1], None)
        dates = self.rules["eligibility.dated"]
        if not out and not into and dated and dates in rules and dates.regex.search(text):
            into = dates.id
        if not out and not into and scope and self._described(clause, scope, state):
            into = "eligibility.heading"
            if self.cues.out_by_heading(scope, text):
                into, out = None, into
        if into == "eligibility.applies":
            state.scoped.add(clause.section)
        if into and not (dated and self.cues.only_year(self._without_cutoffs(text))):
            yield self._draft("include", into, clause)
            state.spoken.add(clause.section)
        if into in _NAMED and not out and self._excepts(rules, text):
            out = "eligibility.except"
        if into and not out and self._apart(rules, text):
            out = "eligibility.apart-from"
        out = out or self._bracket(text, rules, bool(into or scope or dated))
        if out:
            yield self._draft("exclude", out, clause)

    def _but(self, text: str) -> str | None:
        """Return the rule that takes in what stands before the exception in its own clause."""
        before, comma, _ = text.rpartition(",")
        rule = self.rules["eligibility.objects-are"]
        match = rule.regex.search(before) if comma else None
        return rule.id if match and self._holds(rule, match, before, scope=True) else None

    def _single(self, clause: Clause, rules: list[Rule]) -> tuple[str, str] | None:
        """Return kind and rule of a list's head with its one entry: 应符合下列条件：A、B、C."""
        rule = self.rules["eligibility.list"]
        lead, colon, entry = self.plan.words(clause).partition(":")
        if rule not in rules or len(entry) < _ENTRY or not rule.regex.search(lead):
            return None
        kind = self.cues.list_kind(lead + colon, scope=bool(self._scope(clause)))
        return (kind, rule.id) if kind and self.cues.is_entry(entry) else None

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
        return rule.id if self._scope(clause) or clause.section in self._around(state) else None

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
        if self._scope(clause) or clause.section in self._around(state):
            return True
        return any(
            0 <= clause.section - section <= _CLOSE for section in state.spoken if section >= 0
        )

    def _without_cutoffs(self, text: str) -> str:
        for name in _CUTOFFS:
            text = self.rules[name].regex.sub("", text)
        return text

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
            if match and self._holds(rule, match, text, bool(self._scope(clause))):
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
            barred = cues.words.barred.search(said) or _PARTS.search(match[0])
            return not barred and not cues.paid(match[0])
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

    # Headings of scope ---------------------------------------------------------------------

    def _scope(self, clause: Clause) -> str | None:
        """Return the nearest heading above a clause, if it is one of scope."""
        section = clause.section
        heading = self.plan.heading(section)
        if heading and heading[0] == clause.start and not self._runs_in(clause, heading):
            section = self.plan.layout.sections[section].parent
        while section >= 0:
            title = self._title(section)
            scope = self.cues.is_scope(title)
            if scope is not None:
                return title if scope else None
            section = self.plan.layout.sections[section].parent
        return None

    def _runs_in(self, clause: Clause, heading: Span) -> bool:
        """Tell whether a heading of scope and a colon begin the description (参与条件：…的企业)."""
        return self.plan.text[heading[1] : heading[1] + 1] == ":" and heading[1] + 1 < clause.end

    def _title(self, section: int) -> str:
        """Return a section's heading; an article's may be a line of its own (第六条 申报条件)."""
        item = self.plan.layout.sections[section]
        if item.title:
            return item.title
        match = _LINE.match(self.plan.text, item.body)
        return match[0] if match else ""

    def _titles(self, section: int) -> Iterator[str]:
        """Yield the headings from a section upwards."""
        while section >= 0:
            yield self._title(section)
            section = self.plan.layout.sections[section].parent

    def _described(self, clause: Clause, title: str, state: _State) -> bool:
        """Under a heading of scope the description of the objects stands alone."""
        words = self.plan.words(clause)
        text = words.removeprefix(f"{title}:").strip("。;,: ")
        if not 4 <= len(text) <= 300 or words.endswith(":") or text == title:
            return False
        heading = self.plan.heading(clause.section)
        heads = clause.section in self.parents or self.cues.names_scope(text)
        heads = heads or self._heads_text(clause, text) or self._heads_description(clause, text)
        if heading and clause.start == heading[0] and heads:
            return False
        if self.cues.bounds(text):
            return clause.section not in state.spoken
        above = self._titles(clause.section)
        title = next((name for name in above if self.cues.of_conditions(name)), title)
        return not self._defined(text) and self.cues.describes(title, text)

    def _heads_text(self, clause: Clause, text: str) -> bool:
        """Tell whether a clause is a name run into the description behind it (立管。…的立管。)."""
        goes_on = _GOES_ON.match(self.plan.text, clause.end)
        return bool(goes_on) and len(text) <= _RUN_IN and self.cues.is_name(text)

    def _heads_description(self, clause: Clause, text: str) -> bool:
        """Tell whether a heading only names what the paragraph below it describes."""
        body = next((c for c in self._behind(clause) if c.section == clause.section), None)
        if body is None or not self.cues.is_name(text) or len(text) > _RUN_IN:
            return False
        return self.cues.describes(text, self.plan.words(body).strip("。;,: "))

    def _behind(self, clause: Clause) -> tuple[Clause, ...]:
        """Return the clause behind a clause, if there is one."""
        place = bisect_right(self.starts, clause.start)
        return self.plan.clauses[place : place + 1]

    def _defined(self, text: str) -> bool:
        """Tell whether a clause is worded as a definition, of objects or of something else."""
        rule = self.rules["eligibility.definition"]
        return any(word in text for word in rule.triggers) and bool(rule.regex.search(text))

    @staticmethod
    def _draft(kind: str, rule: str, clause: Clause) -> Draft:
        fields = {"kind": kind, "cutoff": None}
        return Draft("eligibility", (clause.start, clause.end), rule, fields, clause.section)
