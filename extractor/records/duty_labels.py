"""Labels that name the bodies of what follows: 市财政局：…, headings and lines that are bodies.

A label holds for its own line, a heading for its section, a body alone in a table's row for the
row.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.bodies import Actor
from extractor.phrases import phrase, wording
from extractor.records.assignments import Assignments
from extractor.records.duty_subjects import Subjects
from extractor.records.plan import Plan
from extractor.records.row_labels import row_labels
from extractor.rule_cache import compiled
from extractor.segment import Clause

_HEADED_DUTIES = phrase("duty_labels.headed_duties")
_ANY_BODY = phrase("duty_labels.any_body")
_FACILITY = phrase("duty_labels.facility")
_GROUP_NAME = phrase("duty_labels.group_name")
_ROLE_MARK = compiled(r"\((?:牵头|责任|配合|主责|协办|主办|承办)[^()]{0,6}\)")
_GROUP_LINE = compiled("[\u4e00-\u9fff]{2,12}(?<!村民|居民|党|小|领导|化|改|词|重)组")
_QUOTAS = compiled(r"[\u4e00-\u9fff]{1,8}?\d[\d.]*[万亿]?[\u4e00-\u9fff%]")
"""各乡镇任务：石桥镇5.6万亩，…: how much each has to do."""
_NAMED_PARTY = phrase("duty_labels.named_party")
_PARTY = phrase("duty_labels.party")
_NAME_END = compiled(rf"[^,;。、]*(?:[科股组班]|{wording('bodies.ends')})(?=[,;。、]|$)")
"""责任单位：推进办，建设管理科: what begins like a verb, but ends as a name does."""
_REACH = 120
"""So far behind its name the colon of a label stands."""


@dataclass(frozen=True, slots=True)
class Label:
    """Bodies that what follows is the duty of."""

    actors: tuple[Actor, ...]
    behind: int
    """Where the duty begins in the label's own clause."""
    paragraph: int = -1
    """The only paragraph it holds for; -1: it holds for the whole section."""
    until: int = -1
    """The paragraph before which a table's row ends that it holds for."""
    subject: bool = False
    """Its bodies are the subject of the sentence too, so that they carry over ；."""


class DutyLabels:
    """Reads the labels of one notice."""

    def __init__(self, plan: Plan, text: str, assignments: Assignments, subjects: Subjects) -> None:
        self.plan = plan
        self.text = text
        self.assignments = assignments
        self.subjects = subjects
        self.bodies = assignments.bodies
        self.rows = row_labels(plan.layout, lambda a, b: assignments.only_bodies(text, a, b))
        self._series: dict[int, bool] = {}
        """Whether the parts below a section, by its number, are headed by bodies."""

    def at(self, clause: Clause, start: int, end: int) -> Label | None:
        """Read the label at *start* of a clause: 市财政局：…, a heading, a line of a table."""
        colon = self.text.find(":", start, min(end, start + _REACH))
        if colon < 0:
            return self._head(clause, start, end)
        if self.says_duty(start, end):
            kind = self.bodies.type_of(self.text[start:colon])
            actors = (Actor(start, colon, kind),)
            return Label(actors, colon + 1, clause.paragraph, subject=True)
        if party := self._party(start, colon):
            return Label((party,), colon + 1, clause.paragraph, subject=True)
        listed = self.bodies.list_at(self.text, start, colon)
        if not listed or _QUOTAS.match(self.text, colon + 1, end):
            return None
        role = _ROLE_MARK.match(self.text, listed.end, colon)
        if not self._closes(role.end() if role else listed.end, colon):
            return None
        inner = self.text.find(":", colon + 1, min(end, colon + _REACH))
        if inner > 0 and _ANY_BODY.fullmatch(self.text, start, listed.end):
            return self.at(clause, colon + 1, end)  # 各部门职责:区财政局:负责…
        whole = colon + 1 >= end
        unnamed = not whole and _ANY_BODY.fullmatch(self.text, start, listed.end)
        if unnamed and self.subjects.find(colon + 1, end):  # 部门职责:市商务局牵头组织…
            return None
        paragraph = -1 if whole else clause.paragraph
        return Label(listed.actors, colon + 1, paragraph, subject=True)

    def says_duty(self, start: int, end: int) -> bool:
        """Tell whether a label of bodies has a duty behind it: 运维单位：按照合同开展巡检."""
        label = self.assignments.forms.label_start.match(self.text, start, end)
        if label is None or not _PARTY.fullmatch(self.text, start, label.end()):
            return False
        at = label.end()
        opens = self.assignments.roles.opener.match(self.text, at, end)
        timed = self.assignments.roles.begins(self.text, at, end) > at
        if not opens and not timed:
            return False
        return not _NAME_END.match(self.text, at, end) and not self.bodies.list_at(
            self.text, at, end
        )

    def _party(self, start: int, end: int) -> Actor | None:
        """Read a party that no list knows before 职责: 试点企业职责：, 项目实施单位职责。"""
        duties = _HEADED_DUTIES.search(self.text, start, end)
        stop = duties.start() if duties else start
        if not duties or not _NAMED_PARTY.fullmatch(self.text, start, stop):
            return None
        if self.bodies.list_at(self.text, start, stop):
            return None
        return Actor(start, stop, self.bodies.type_of(self.text[start:stop]))

    def _closes(self, start: int, end: int) -> bool:
        form = self.assignments.forms.duty["duty.list"]
        return form.fullmatch(self.text, start, end) is not None

    def _head(self, clause: Clause, start: int, end: int) -> Label | None:
        """A heading that is nothing but bodies labels its whole section, their line its row."""
        if row := self.rows.get(clause.paragraph):
            listed = self.bodies.list_at(self.text, start, end)
            return Label(listed.actors if listed else (), end, clause.paragraph, until=row)
        if self._group_line(clause, start, end):
            return Label((Actor(start, end, "leading_group"),), end)
        heading = self.plan.heading(clause.section)
        if not heading or heading[0] != start or clause.end > heading[1] + 1:
            return None
        actors = self._headed(start, heading[1], clause.section)
        return Label(actors, end) if actors else None

    def _group_line(self, clause: Clause, start: int, end: int) -> bool:
        """资金保障组 alone in its line heads what the group does, as a numbered heading does."""
        paragraph = self.plan.layout.paragraphs[clause.paragraph]
        alone = (paragraph.start, paragraph.end) == (start, end)
        return alone and _GROUP_LINE.fullmatch(self.text, start, end) is not None

    def _headed(self, start: int, end: int, section: int) -> tuple[Actor, ...]:
        """Read the bodies of a heading: 街道办事处, 街道消防委职责."""
        duties = _HEADED_DUTIES.search(self.text, start, end)
        stop = duties.start() if duties else end
        if party := self._party(start, end):
            return (party,)
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
            known = sum(self.assignments.only_bodies(self.text, *head) for head in heads)
            self._series[parent] = known > 1 and 2 * known > len(heads)
        return self._series[parent]
