"""Who has to do what: one record for each actor and clause.

Four ways to say it in the genre: an assignment (in brackets, in a line of its own, in a table), a
duty list whose label names the body, the subject of an obligation, and a body behind 由. A subject
printed once carries over ； inside its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

import regex

from extractor.bodies import Actor, bodies
from extractor.columns import TOTAL
from extractor.document import Span
from extractor.metadata import gazetteer
from extractor.phrases import phrase
from extractor.records.assignments import Assigned, Assignments, brackets
from extractor.records.draft import Draft
from extractor.records.duty_forms import forms
from extractor.records.duty_roles import roles
from extractor.records.duty_subjects import TOWARDS, Subject, Subjects, behind_members
from extractor.records.duty_tables import DutyTables
from extractor.records.plan import Plan
from extractor.records.row_labels import row_labels
from extractor.rule_cache import compiled
from extractor.segment import SENTENCE, Clause, row_cells
from extractor.units import cell_units

_BULLET = phrase("responsibilities.bullet")
_DATED = phrase("responsibilities.dated")
_EVENT = phrase("responsibilities.event")
_OTHERS = phrase("responsibilities.others")
_WHOSE = phrase("responsibilities.whose")
_DEFINED = compiled("[^,;。:]{2,40}:(?:系|是)?指(?![导定派挥标示引])")
"""规模以上企业：是指…: what a word means."""
_CAPTION = phrase("responsibilities.caption")
_PAID_BY = phrase("responsibilities.paid_by")
_IN_CASE = phrase("responsibilities.in_case")
_LISTS_DUTIES = phrase("responsibilities.lists_duties")
_OPENS_CASES = phrase("responsibilities.opens_cases")
_CONDITIONS = phrase("responsibilities.conditions")
_TAKES_CHARGE = phrase("responsibilities.takes_charge")
_OFFICE = compiled("^(?:各|省|市|县|区|州|旗).|(?:局|委|办|厅|政府|办事处)$")
_HOUSING = phrase("responsibilities.housing")
_APPLICANT = phrase("responsibilities.applicant")
_OURSELVES = compiled("[我本](?:局|厅|委|办|部|中心)")
_HEADED_DUTIES = phrase("responsibilities.headed_duties")
_ANY_BODY = phrase("responsibilities.any_body")
_CASE = compiled("[^,;。]{2,24}的,")
_ROLE_MARK = compiled(r"\((?:牵头|责任|配合|主责|协办|主办|承办)[^()]{0,6}\)")
_FACILITY = phrase("responsibilities.facility")
_GROUP_NAME = phrase("responsibilities.group_name")
_GROUP_LINE = compiled("[\u4e00-\u9fff]{2,12}(?<!村民|居民|党|小|领导|化|改|词|重)组")
_ROUND = str.maketrans("〔〕", "()")
"""各县〔市、区〕is read like 各县（市、区）."""
_NO_BODY = compiled(rf"{TOTAL.pattern}|\P{{Han}}*|无|暂无|不涉及")
"""A cell of a column of bodies that holds none: 合计, /, 无."""
_QUOTAS = compiled(r"[\u4e00-\u9fff]{1,8}?\d[\d.]*[万亿]?[\u4e00-\u9fff%]")
"""各乡镇任务：石桥镇5.6万亩，…: how much each has to do."""
_SCORE = compiled(r"\([^()]{0,6}?\d+分?\)")
_TASK_CELL = phrase("responsibilities.task_cell")


@dataclass(slots=True)
class _State:
    """What carries from clause to clause: a sentence's subject, a list's label."""

    sentence: int = -1
    subjects: tuple[Actor, ...] = ()
    by: bool = False
    """The subject stands behind 由 inside its clause."""
    item: int = -1
    """The section that the subject stands in."""
    label: tuple[Actor, ...] = ()
    section: int = -1
    paragraph: int = -1
    """The label's paragraph; -1: it holds for the whole section."""
    until: int = -1
    """The paragraph before which a table's row ends that the label holds for."""
    cases: int = -1
    """The section whose entries are conditions or cases."""
    opened: int = -1
    """Where they are opened; if they run on in that line, the last ends with its sentence."""
    case: tuple[int, int] = (-1, -1)
    """The section and sentence of the entry read last."""
    asked: str | None = None
    """The role of a label that goes on behind ；."""

    def name(
        self, label: tuple[Actor, ...], section: int, paragraph: int = -1, until: int = -1
    ) -> None:
        """Let a label hold from here on, and none before it any more."""
        self.label, self.section, self.paragraph, self.until = label, section, paragraph, until


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
        self.subjects = Subjects(
            self.text,
            self.bodies,
            self.roles,
            self.forms,
            gazetteer(plan.patterns),
            self.assigned,
        )
        readers = (self.bodies, self.assignments, self.roles, self.forms)
        self.tables = DutyTables(plan.layout, readers, plan.front.body)
        self.rows = row_labels(plan.layout, self._bodies_only)
        title = f"{plan.front.title or ''}{''.join(plan.front.own_titles)}"
        self.of_housing = _HOUSING.search(title) is not None
        issuer = plan.text[slice(*plan.front.issuer)] if plan.front.issuer else ""
        self.issuer = self.bodies.type_of(issuer or title.partition("关于")[0])
        """The type of whom 我局 is."""
        self._series: dict[int, bool] = {}
        """Whether the parts below a section, by its number, are headed by bodies."""
        self._headers: set[Span] = set()
        """Rows of tables that head columns of bodies."""

    def run(self) -> list[Draft]:
        drafts: list[Draft] = []
        for a, b in self.assigned:
            drafts += self._assignment((a, b), (a + 1, b - 1))
        table = list(self._tables())
        cells = {draft.own for draft in table}
        read = cells | self._headers
        state = _State()
        for clause in self.plan.clauses:
            if not any(a <= clause.start < b for a, b in read):
                drafts += self._clause(clause, state)
        return drafts + table + list(self._tables_of_lines(cells))

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

    def _tables(self) -> Iterator[Draft]:
        """Rows under a header with 责任单位: each body of the cell, the row's task cell."""
        header: list[str | None] = []
        broken: list[Span] = []
        task_column, task = 0, None
        for paragraph in self.plan.layout.paragraphs:
            if "\t" not in self.plan.layout.text(paragraph) or paragraph.start in self.tables.rows:
                header = []
                continue
            cells = list(row_cells(self.text, paragraph.start, paragraph.end))
            named = [self.assignments.column_role(self.text[a:b]) for a, b in cells]
            if any(named):
                header = named
                self._headers.add((paragraph.start, paragraph.end))
                task_column = _task_column([self.text[a:b] for a, b in cells], named)
                broken = []
            elif any(header):
                whole = self._whole_row(cells, broken, header)
                broken = [] if whole else cells
                if whole:
                    task = self.plan.text[slice(*whole[task_column])] or task
                    yield from self._row(whole, header, task, paragraph.section)

    def _whole_row(
        self, cells: list[Span], broken: list[Span], header: list[str | None]
    ) -> list[Span]:
        """Return a row with a cell for each column; [] where a cell of two lines breaks it."""
        if len(cells) >= len(header):
            return cells
        if broken and len(broken) + len(cells) - 1 == len(header):
            joint = (broken[-1][0], cells[0][1])
            return [*broken[:-1], joint, *cells[1:]]
        return []

    def _tables_of_lines(self, seen: set[Span]) -> Iterator[Draft]:
        """Tables whose cells are lines: under header lines 牵头单位, 配合单位, lines of bodies.

        The lines of bodies of one row take the roles of the header in order.
        """
        roles: list[str] = []
        at, row, since_header = 0, "", 0
        for paragraph in self.plan.layout.paragraphs:
            line = self.plan.layout.text(paragraph).strip("。;")
            role = self.assignments.column_role(line) if len(line) <= 12 else None
            if role:
                roles = [*roles, role] if since_header <= 2 else [role]
                since_header = at = 0
                continue
            since_header += 1
            if "\t" in line or len(line) > 120:
                roles = roles if len(line) <= 120 else []
            elif roles and self._bodies_only(paragraph.start, paragraph.end):
                own = (paragraph.start, paragraph.end)
                given = roles[min(at, len(roles) - 1)]
                at += 1
                for item in self.assignments.read(self.text, own) if own not in seen else ():
                    rule = f"duty.label-{given}"
                    yield self._draft(
                        own, Assigned(item.actor, given, rule), row or None, paragraph.section
                    )
            elif at or len(line) > 3:
                row, at = (line, 0) if at or not row.strip("0123456789") else (row, 0)

    def _bodies_only(self, start: int, end: int) -> bool:
        comma = self.text.find(",", start, end)
        stop = comma if comma > start else end
        listed = self.bodies.list_at(self.text, start, stop)
        if listed is None or listed.end < stop - 3:
            return False
        found = self.bodies.split(self.text, start, end)
        return all(self.bodies.looks_like(self.text[a.start : a.end]) for a in found)

    def _row(
        self, cells: list[Span], header: list[str | None], task: str | None, section: int
    ) -> Iterator[Draft]:
        for cell, role in zip(cells, header, strict=False):
            if not role or _NO_BODY.fullmatch(self.text, *cell):
                continue
            for item in self.assignments.read(self.text, cell):
                if self._does(item.actor):
                    continue
                given = item.role if item.role != "responsible" else role
                rule = item.rule if given == item.role != role else f"duty.label-{role}"
                row = (cells[0][0], cells[-1][1])
                yield self._draft(cell, Assigned(item.actor, given, rule), task, section, row)

    def _does(self, actor: Actor) -> bool:
        """A cell that holds what is to be done, not who does it: 有序推进项目建设."""
        name = self.text[actor.start : actor.end]
        acts = self.roles.opener.match(name) and self.bodies.forms.stop.match(name)
        return bool(acts) and not self.bodies.looks_like(name)

    # clauses

    def _names_only(self, start: int, end: int) -> bool:
        """Whether a clause says what a word means, or is the caption of a table or list."""
        if _DEFINED.match(self.text, start, end):
            return True
        around = self.text[max(0, start - 1) : start] + self.text[end : end + 1]
        return not around.strip() and _CAPTION.fullmatch(self.text, start, end) is not None

    def _clause(self, clause: Clause, state: _State) -> Iterator[Draft]:
        start, end = clause.start, clause.end
        if self.tables.holds(clause):
            yield from self._tabled(clause)
            return
        while opened := next((span for span in self.assigned if span[0] <= start < span[1]), None):
            start = opened[1]
        if start >= end or self._names_only(start, end):
            return
        if self._is_case(clause, state):
            return
        told = self._told(clause, (start, end), state)
        if told is not None:
            yield from told
            return
        bullet = _BULLET.match(self.text, start, end)
        begin = bullet.end() if bullet else start
        labelled = self._list_label(clause, begin, end, state)
        body = behind_members(self.text, begin if labelled is None else labelled, end)
        subjects = self.subjects.find(body, end)
        if self._slogan(clause, subjects):
            behind = self.plan.layout.sections[clause.section].body
            subjects = [item for item in subjects if item.actors[0].start > behind]
        subjects = self._introduced(clause, body, subjects, state)
        if labelled is not None and not self.text[body:end].strip("。;,: "):
            return
        named = subjects and self.text.startswith("由", body)
        if not subjects or (labelled is not None and not named and subjects[0].predicate[0] > body):
            inherited = self._carried(clause, body, end, state, labelled=labelled is not None)
            yield from self._records(clause, (start, end), [*inherited, *subjects])
        else:
            yield from self._records(clause, (start, end), subjects)
        if subjects:
            state.sentence, state.subjects = clause.sentence, subjects[0].actors
            state.by = subjects[0].rule == "duty.by" and not named
            state.item = clause.section

    def _is_case(self, clause: Clause, state: _State) -> bool:
        """Tell whether a clause is an entry of conditions or cases: no one's duty."""
        inside = state.cases >= 0 and self._depth(clause, state.cases) > 0
        if inside and "\n" not in self.text[state.opened : clause.start]:
            inside = clause.section != state.case[0] or clause.sentence == state.case[1]
        if inside:
            state.case = (clause.section, clause.sentence)
        if inside or self._under_conditions(clause):
            return True
        opens = _OPENS_CASES.search(self.text, clause.start, clause.end)
        state.cases = clause.section if opens else -1
        state.opened = clause.end
        return False

    def _under_conditions(self, clause: Clause) -> bool:
        """Tell whether a clause stands below a heading of conditions, numbered or not."""
        section = clause.section
        while section >= 0:
            heading = self.plan.heading(section)
            below = heading is not None and clause.start >= heading[1]
            if heading and below and _CONDITIONS.search(self.text, *heading):
                return True
            section = self.plan.layout.sections[section].parent
        return False

    def _told(self, clause: Clause, own: Span, state: _State) -> list[Draft] | None:
        """Read a line of labels, or of bodies behind a label; None where it is neither."""
        start, end = own
        asked, state.asked = state.asked, None
        if asked and self._bodies_only(start, end):
            state.asked = asked
            return self._named(clause, own, own, (asked, f"duty.label-{asked}"))
        if bare := self._unmarked(start, end):
            role = bare.lastgroup or ""
            rule = self.forms.label_rule(role, bare[0])
            return self._named(clause, own, (bare.end(), end), (role, rule))
        given = self.assignments.label_at(self.text, start, end)
        if not given and not self.labelled.fullmatch(self.text, start, end):
            return None
        if not given or given == "none":
            return []
        state.asked = given if self.text.startswith(";", end) else None
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
        return label if self._bodies_only(label.end(), end) else None

    def _introduced(
        self, clause: Clause, start: int, subjects: list[Subject], state: _State
    ) -> list[Subject]:
        """…是实施单位，具体履行以下职责：… labels the list behind it; return the other duties."""
        lists = _LISTS_DUTIES.search(self.text, start, clause.end)
        own = [item for item in subjects if item.rule != "duty.joined"]
        if not own or clause.section < 0:
            return subjects
        if not lists and not _TAKES_CHARGE.match(self.text, own[-1].predicate[0], clause.end):
            return subjects
        state.name(own[-1].actors, clause.section)
        return [item for item in subjects if not lists or item.predicate[0] < lists.start()]

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

    def _list_label(self, clause: Clause, start: int, end: int, state: _State) -> int | None:
        """Read 市财政局：… at a clause's start; return where the duty begins, or None."""
        colon = self.text.find(":", start, min(end, start + 120))
        if colon < 0:
            return self._heading_label(clause, start, end, state)
        listed = self.bodies.list_at(self.text, start, colon)
        if not listed or _QUOTAS.match(self.text, colon + 1, end):
            return None
        role = _ROLE_MARK.match(self.text, listed.end, colon)
        if not self._closes(role.end() if role else listed.end, colon):
            return None
        inner = self.text.find(":", colon + 1, min(end, colon + 120))
        if inner > 0 and _ANY_BODY.fullmatch(self.text, start, listed.end):
            return self._list_label(clause, colon + 1, end, state)  # 各部门职责:区财政局:负责…
        whole = colon + 1 >= end
        unnamed = not whole and _ANY_BODY.fullmatch(self.text, start, listed.end)
        if unnamed and self.subjects.find(colon + 1, end):  # 部门职责:市商务局牵头组织…
            return None
        state.name(listed.actors, clause.section, -1 if whole else clause.paragraph)
        state.sentence, state.item = clause.sentence, clause.section
        state.subjects = listed.actors
        return colon + 1

    def _closes(self, start: int, end: int) -> bool:
        return self.forms.duty["duty.list"].fullmatch(self.text, start, end) is not None

    def _heading_label(self, clause: Clause, start: int, end: int, state: _State) -> int | None:
        """A heading that is nothing but bodies labels its whole section, their line its row."""
        if row := self.rows.get(clause.paragraph):
            listed = self.bodies.list_at(self.text, start, end)
            actors = listed.actors if listed else ()
            state.name(actors, clause.section, clause.paragraph, until=row)
            return end
        if self._group_line(clause, start, end):
            state.name((Actor(start, end, "leading_group"),), clause.section)
            return end
        heading = self.plan.heading(clause.section)
        if not heading or heading[0] != start or clause.end > heading[1] + 1:
            return None
        actors = self._headed(start, heading[1], clause.section)
        if not actors:
            return None
        state.name(actors, clause.section)
        return end

    def _group_line(self, clause: Clause, start: int, end: int) -> bool:
        """资金保障组 alone in its line heads what the group does, as a numbered heading does."""
        paragraph = self.plan.layout.paragraphs[clause.paragraph]
        alone = (paragraph.start, paragraph.end) == (start, end)
        return alone and _GROUP_LINE.fullmatch(self.text, start, end) is not None

    def _headed(self, start: int, end: int, section: int) -> tuple[Actor, ...]:
        """Read the bodies of a heading: 街道办事处, 街道消防委职责."""
        duties = _HEADED_DUTIES.search(self.text, start, end)
        stop = duties.start() if duties else end
        listed = self.bodies.list_at(self.text, start, stop)
        parent = self.plan.layout.sections[section].parent
        series = self._in_series(parent) and self.bodies.forms.party_name.fullmatch(
            self.text, start, stop
        )
        if not duties and not series and _FACILITY.fullmatch(self.text, start, stop):
            return ()
        if listed and self._closes(listed.end, stop):
            return () if duties and _ANY_BODY.fullmatch(self.text, start, stop) else listed.actors
        above = self.plan.heading(parent)
        told = duties or (above and _HEADED_DUTIES.search(self.text, *above))
        stands = told and _GROUP_NAME.fullmatch(self.text, start, stop)
        if stands and self.bodies.forms.stop.match(self.text, start, stop):
            stands = None
        if not series and not stands:
            return ()
        return (Actor(start, stop, self.bodies.type_of(self.text[start:stop])),)

    def _in_series(self, parent: int) -> bool:
        """Whether the parts below *parent* are headed by bodies, so that each heading is one."""
        if parent not in self._series:
            below = (i for i, s in enumerate(self.plan.layout.sections) if s.parent == parent)
            heads = [head for i in below if (head := self.plan.heading(i))]
            known = sum(self._bodies_only(*head) for head in heads)
            self._series[parent] = known > 1 and 2 * known > len(heads)
        return self._series[parent]

    def _carried(
        self, clause: Clause, start: int, end: int, state: _State, *, labelled: bool
    ) -> list[Subject]:
        """The label of the list, or the subject of the sentence, has the duty of this clause."""
        rule, actors = self._inherited(clause, state)
        if not actors or (not labelled and not self._opens(start, end)):
            return []
        if not labelled and _WHOSE.match(self.text, start, end):
            return []
        if rule == "duty.list" and not labelled and _OTHERS.match(self.text, start, end):
            return []
        if rule == "duty.list" and (self._only_names(clause) or self._only_date(start, end)):
            return []
        predicate = self.text[start:end]
        if self.roles.permission.match(predicate) or predicate.startswith(("鼓励", "引导")):
            return []
        if not labelled and (self.forms.no("person", predicate) or predicate.endswith("的")):
            return []
        if rule == "duty.carried" and (
            self.roles.only_pays(predicate) or _PAID_BY.search(predicate)
        ):
            return []
        role = self.subjects.joint_role(start, end)
        main = Subject(actors, role, (start, end), rule)
        return [main, *self.subjects.partners(start, end, end)]

    def _only_names(self, clause: Clause) -> bool:
        """1.明确管理单位。通过签订协议…: the name of an item, whose duties stand behind it."""
        heading = self.plan.heading(clause.section)
        if heading is None or not heading[0] <= clause.start < clause.end <= heading[1]:
            return False
        paragraph = self.plan.layout.paragraphs[clause.paragraph]
        return bool(_SCORE.sub("", self.text[heading[1] : paragraph.end]).strip("。"))

    def _only_date(self, start: int, end: int) -> bool:
        """Tell whether there is nothing but a date, as in a row's last cell: 长期."""
        return any((w.start, w.end) == (start, end) for w in self.plan.dates((start, end)))

    def _inherited(self, clause: Clause, state: _State) -> tuple[str, tuple[Actor, ...]]:
        here = clause.paragraph == state.paragraph
        row = state.paragraph < clause.paragraph < state.until
        below = state.paragraph < 0 <= self._depth(clause, state.section)
        if state.label and (here or row or below):
            return "duty.list", state.label
        at_once = state.by and _DATED.match(self.text, clause.start, clause.end)
        inside = state.item < 0 or self._depth(clause, state.item) >= 0
        if clause.sentence == state.sentence and inside and not at_once:
            return "duty.carried", state.subjects
        return "duty.carried", ()

    def _depth(self, clause: Clause, root: int) -> int:
        """Return how deep the clause lies under the section *root*; -1: outside."""
        depth, section = 0, clause.section
        while section >= 0 and section != root:
            section = self.plan.layout.sections[section].parent
            depth += 1
        return depth if section == root else -1

    def _opens(self, start: int, end: int) -> bool:
        timed = self.roles.begins(self.text, start, end)
        words = self.text[start:timed].rstrip(",")
        if words.startswith("每") or words.endswith(("内", "后")):
            start = timed
        elif dated := _DATED.match(self.text, start, end):
            start = dated.end()
        case = None if _IN_CASE.match(self.text, start, end) else _CASE.match(self.text, start, end)
        if case and not self.roles.opener.match(self.text, case.end(), end):
            return False  # 协商不成的,六层住宅可…: another noun follows the case
        forms = (self.roles.opener, TOWARDS, _IN_CASE)
        if any(form.match(self.text, start, end) for form in forms):
            return True
        event = _EVENT.match(self.text, start, end)
        if not event or self.bodies.list_at(self.text, start, end):
            return False
        return self.roles.opener.match(self.text, event.end(), end) is not None


def _task_column(cells: list[str], named: list[str | None]) -> int:
    for index, cell in enumerate(cells):
        if _TASK_CELL.search(cell) and not named[index]:
            return index
    return 0
