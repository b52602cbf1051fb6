"""Who has to do what: one record for each actor and clause.

Four ways to say it in the genre: an assignment (in brackets, in a line of its own, in a table), a
duty list whose label names the body, the subject of an obligation, and a body behind 由. A subject
printed once carries over ； inside its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

import regex

from extractor.bodies import bodies
from extractor.document import Span
from extractor.metadata import gazetteer
from extractor.phrases import phrase
from extractor.records.assignments import Assigned, Assignments, brackets
from extractor.records.draft import Draft
from extractor.records.duty_carried import Carried, Cases
from extractor.records.duty_columns import DutyColumns
from extractor.records.duty_forms import forms
from extractor.records.duty_labels import DutyLabels
from extractor.records.duty_roles import roles
from extractor.records.duty_subjects import Subject, Subjects, behind_members
from extractor.records.duty_tables import DutyTables
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import SENTENCE, Clause
from extractor.values.units import cell_units

_BULLET = phrase("responsibilities.bullet")
_DEFINED = compiled(
    "(?:[^,;。:]{2,40}:(?:系|是)?指|[^,;。:]{0,16}(?:所称|所指)[^;。:]{1,60}?(?:[系是]指|,指)"
    "|[^,;。:由]{2,30},?[系是]指)(?![导定派挥标示引])"
)
"""规模以上企业：是指…, 本办法所称…，是指由政府…: what a word means."""
_CAPTION = phrase("responsibilities.caption")
_LISTS_DUTIES = phrase("responsibilities.lists_duties")
_IS_OFFICE = phrase("responsibilities.is_office")
_TAKES_CHARGE = phrase("responsibilities.takes_charge")
_OFFICE = compiled("^(?:各|省|市|县|区|州|旗).|(?:局|委|办|厅|政府|办事处)$")
_HOUSING = phrase("responsibilities.housing")
_APPLICANT = phrase("responsibilities.applicant")
_OURSELVES = compiled("[我本](?:局|厅|委|办|部|中心)")
_ROUND = str.maketrans("〔〕", "()")
"""各县〔市、区〕is read like 各县（市、区）."""


def make(plan: Plan) -> Iterable[Draft]:
    """Return a draft for each actor and clause."""
    return _Duties(plan).run()


class _Duties:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text.translate(_ROUND)
        self.bodies = bodies(plan.patterns)
        self.roles = roles(plan.patterns)
        self.forms = forms(plan.patterns)
        self.labelled = cell_units(plan.patterns).labelled
        self.assignments = Assignments(self.bodies, self.forms, self.roles)
        self.first_leads = self.assignments.first_leads(self.text)
        self.assigned = tuple(
            (a, b)
            for start, end in plan.front.body
            for a, b in brackets(self.text, start, end)
            if self.assignments.is_one(self.text, a + 1, b - 1)
        )
        places = gazetteer(plan.patterns)
        self.subjects = Subjects(self.text, self.assignments, places, self.assigned)
        readers = (self.bodies, self.assignments, self.roles, self.forms)
        self.tables = DutyTables(plan.layout, readers, plan.front.body)
        self.columns = DutyColumns(
            plan.layout, self.text, plan.text, self.assignments, self.tables.rows
        )
        self.carried = Carried(plan, self.subjects)
        self.cases = Cases(plan, self.text)
        self._asked: str | None = None
        """The role of a label that goes on behind ；."""
        self.labels = DutyLabels(plan, self.text, self.assignments, self.subjects)
        title = f"{plan.front.title or ''}{''.join(plan.front.own_titles)}"
        self.of_housing = _HOUSING.search(title) is not None
        issuer = plan.text[slice(*plan.front.issuer)] if plan.front.issuer else ""
        self.issuer = self.bodies.type_of(issuer or title.partition("关于")[0])
        """The type of whom 我局 is."""

    def run(self) -> list[Draft]:
        drafts: list[Draft] = []
        for a, b in self.assigned:
            drafts += self._assignment((a, b), (a + 1, b - 1))
        table = list(self.columns.rows())
        cells = {cell.own for cell in table}
        read = cells | self.columns.headers
        for clause in self.plan.clauses:
            if not any(a <= clause.start < b for a, b in read):
                drafts += self._clause(clause)
        told = [*table, *self.columns.lines(cells)]
        return drafts + [self._draft(c.own, c.item, c.task, c.section, c.row) for c in told]

    # assignments

    def _assignment(self, own: Span, content: Span) -> Iterator[Draft]:
        paragraph = self.plan.layout.paragraph_at(own[0])
        section = self.plan.layout.paragraphs[paragraph].section if paragraph >= 0 else -1
        task = self._task_before(paragraph, own[0])
        for item in self.assignments.read(self.text, content, first_is_lead=self.first_leads):
            yield self._draft(own, item, task, section, self._scope(paragraph, own))
        yield from self._remarks(content, section)

    def _remarks(self, content: Span, section: int) -> Iterator[Draft]:
        """A remark behind a name that gives a duty of its own: （其中营运车由…组织实施）."""
        for a, b in brackets(self.text, *content):
            if "由" in self.text[a:b] and (a, b) not in self.assigned:
                for subject in self.subjects.find(a + 1, b - 1):
                    words = self.text[slice(*subject.predicate)]
                    role = subject.role or self.roles.of(words)
                    for actor in subject.actors:
                        assigned = Assigned(actor, role, subject.rule)
                        yield self._draft((a, b), assigned, words, section)

    def _scope(self, paragraph: int, own: Span) -> Span:
        """A bracket closes what stands before it in its paragraph, back to the last bracket."""
        if paragraph < 0:
            return own
        begin = self.plan.layout.paragraphs[paragraph].start
        begin = max([begin, *(end for _, end in self.assigned if end <= own[0])])
        return min(begin, own[0]), own[1]

    def _task_before(self, paragraph: int, before: int) -> str | None:
        """The heading, or the first sentence, of the paragraph that the bracket closes."""
        if paragraph < 0:
            return None
        item = self.plan.layout.paragraphs[paragraph]
        heading = self.plan.heading(item.section)
        if heading and heading[0] >= item.start:
            return self.plan.text[heading[0] : heading[1]].strip("。:;,")
        start = item.content
        if self.assignments.label_at(self.text, start, item.end) and item.section >= 0:
            start = self.plan.layout.sections[item.section].title_start
        first = SENTENCE.match(self.text, start, before)
        return first[0] if first else (self.plan.layout.path(item.section) or (None,))[-1]

    def _draft(
        self, own: Span, item: Assigned, task: str | None, section: int, scope: Span | None = None
    ) -> Draft:
        actor = (item.actor.start, item.actor.end)
        inside = own[0] <= actor[0] < own[1]
        applies = self.of_housing and _APPLICANT.fullmatch(self.text, *actor) is not None
        kind = "owners" if applies else item.actor.type
        if _OURSELVES.fullmatch(self.text, *actor):
            kind = self.issuer
        fields = {
            "actor": self.plan.text[slice(*actor)],
            "actor_type": kind,
            "role": item.role,
            "task": task,
            "related": (),
        }
        context = () if inside else (actor,)
        return Draft(
            "responsibilities", own, item.rule, fields, section, context, scope=scope or own
        )

    # clauses

    def _names_only(self, start: int, end: int) -> bool:
        """Whether a clause says what a word means, or is the caption of a table or list."""
        if _DEFINED.match(self.text, start, end):
            return True
        around = self.text[max(0, start - 1) : start] + self.text[end : end + 1]
        return not around.strip() and _CAPTION.fullmatch(self.text, start, end) is not None

    def _clause(self, clause: Clause) -> Iterator[Draft]:
        start, end = clause.start, clause.end
        if self.tables.holds(clause):
            yield from self._tabled(clause)
            return
        while opened := next((span for span in self.assigned if span[0] <= start < span[1]), None):
            start = opened[1]
        if start >= end or self._names_only(start, end):
            return
        if self.cases.hold(clause):
            return
        told = self._told(clause, (start, end))
        if told is not None:
            yield from told
            return
        bullet = _BULLET.match(self.text, start, end)
        begin = bullet.end() if bullet else start
        labelled = self._label(clause, begin, end)
        body = behind_members(self.text, begin if labelled is None else labelled, end)
        subjects = self.subjects.find(body, end)
        if self._slogan(clause, subjects):
            behind = self.plan.layout.sections[clause.section].body
            subjects = [item for item in subjects if item.actors[0].start > behind]
        subjects = self._introduced(clause, body, subjects)
        if labelled is not None and not self.text[body:end].strip("。;,: "):
            return
        named = subjects and self.text.startswith("由", body)
        if not subjects or (labelled is not None and not named and subjects[0].predicate[0] > body):
            inherited = self.carried.at(clause, body, end, labelled=labelled is not None)
            yield from self._records(clause, (start, end), [*inherited, *subjects])
        else:
            yield from self._records(clause, (start, end), subjects)
        if subjects:
            by = subjects[0].rule == "duty.by" and not named
            self.carried.say(subjects[0].actors, clause, by=by)

    def _label(self, clause: Clause, start: int, end: int) -> int | None:
        """Let a label at *start* hold from here on; return where the duty begins, or None."""
        label = self.labels.at(clause, start, end)
        if label is None:
            return None
        self.carried.name(label.actors, clause.section, label.paragraph, label.until)
        if label.subject:
            self.carried.say(label.actors, clause)
        return label.behind

    def _told(self, clause: Clause, own: Span) -> list[Draft] | None:
        """Read a line of labels, or of bodies behind a label; None where it is neither."""
        start, end = own
        asked, self._asked = self._asked, None
        if asked and self.assignments.only_bodies(self.text, start, end):
            self._asked = asked
            return self._named(clause, own, own, (asked, f"duty.label-{asked}"))
        if bare := self._unmarked(start, end):
            role = bare.lastgroup or ""
            rule = self.forms.label_rule(role, bare[0])
            return self._named(clause, own, (bare.end(), end), (role, rule))
        given = self.assignments.label_at(self.text, start, end)
        if given and self.labels.says_duty(start, end):
            return None
        if not given and not self.labelled.fullmatch(self.text, start, end):
            return None
        if not given or given == "none":
            return None if given and self.text.startswith("备注", start) else []
        self._asked = given if self.text.startswith(";", end) else None
        return list(self._assignment(own, own))

    def _named(self, clause: Clause, own: Span, names: Span, given: tuple[str, str]) -> list[Draft]:
        """Give each body of a line the role and rule of its label."""
        task = (self.plan.layout.path(clause.section) or (None,))[-1]
        read = self.assignments.read(self.text, names)
        items = [Assigned(item.actor, *given) for item in read]
        return [self._draft(own, item, task, clause.section) for item in items]

    def _unmarked(self, start: int, end: int) -> regex.Match[str] | None:
        """责任单位 县商务局: a label that only a blank sets off from the bodies of its line."""
        label = self.forms.label.match(self.text, start, end)
        if label is None or label.lastgroup == "none" or not label[0].endswith(("单位", "部门")):
            return None
        return label if self.assignments.only_bodies(self.text, label.end(), end) else None

    def _introduced(self, clause: Clause, start: int, subjects: list[Subject]) -> list[Subject]:
        """…是实施单位，具体履行以下职责：… labels the list behind it; return the other duties."""
        lists = _LISTS_DUTIES.search(self.text, start, clause.end)
        own = [item for item in subjects if item.rule != "duty.joined"]
        if not own or clause.section < 0:
            return subjects
        if not lists and not _TAKES_CHARGE.match(self.text, own[-1].predicate[0], clause.end):
            return subjects
        self.carried.name(own[-1].actors, clause.section)
        if not lists:
            return subjects
        told = lists.start()
        return [
            item
            for item in subjects
            if item.predicate[0] < told
            and not _IS_OFFICE.fullmatch(self.text, item.predicate[0], told)
        ]

    def _tabled(self, clause: Clause) -> Iterator[Draft]:
        """A clause in a table's cell of duties is the duty of the bodies of its row."""
        duty = self.tables.duty_at(clause)
        if duty is None:
            return
        at, end = duty[0]
        main = Subject(duty[1], self.subjects.joint_role(at, end), (at, end), "duty.table")
        partners = self.subjects.partners(at, end, end)
        yield from self._records(clause, (at, end), [main, *partners])

    def _slogan(self, clause: Clause, subjects: list[Subject]) -> bool:
        """政府引导，多元筹资: a heading without a word of duty assigns nothing."""
        heading = self.plan.heading(clause.section)
        if not subjects or not heading or not heading[0] <= clause.start < heading[1]:
            return False
        names = [self.text[a.start : a.end] for item in subjects for a in item.actors]
        stopped = self.text[clause.end : clause.end + 1] in ("。", ";")
        sentence = stopped and all(_OFFICE.search(name) for name in names)
        if sentence or clause.end - clause.start > 24:
            return False
        return not regex.search("负责|牵头|要|应|须", self.plan.words(clause))

    def _records(self, clause: Clause, own: Span, subjects: list[Subject]) -> Iterator[Draft]:
        seen: set[str] = set()
        for subject in subjects:
            predicate = self.text[slice(*subject.predicate)]
            given = subject.role or self.roles.of(predicate)
            each = self.roles.each(predicate, len(subject.actors)) if not subject.role else ()
            for actor, role in zip(subject.actors, each or repeat(given), strict=False):
                name = self.text[actor.start : actor.end]
                if not any(known.endswith(name) for known in seen):
                    seen.add(name)
                    if own[0] <= actor.start:
                        role = self.assignments.marked(self.text, actor, role)
                    task = self.plan.text[slice(*subject.predicate)].strip("。;,: ") or None
                    yield self._draft(
                        own, Assigned(actor, role, subject.rule), task, clause.section
                    )
