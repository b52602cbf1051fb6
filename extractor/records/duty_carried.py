"""What carries from clause to clause: a sentence's subject, a list's label, a list of cases.

A subject carries over ； inside its sentence, a label over its line, row or section. The entries of
conditions and cases (符合下列条件的：…) are nobody's duty.
"""

from __future__ import annotations

from extractor.bodies import Actor
from extractor.phrases import phrase
from extractor.records.duty_predicates import TOWARDS
from extractor.records.duty_subjects import Subject, Subjects
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause

_DATED = phrase("duty_carried.dated")
_EVENT = phrase("duty_carried.event")
_OTHERS = phrase("duty_carried.others")
_WHOSE = phrase("duty_carried.whose")
_PAID_BY = phrase("duty_carried.paid_by")
_IN_CASE = phrase("duty_carried.in_case")
_OPENS_CASES = phrase("duty_carried.opens_cases")
_CONDITIONS = phrase("duty_carried.conditions")
_CASE = compiled("[^,;。]{2,24}的,")
_TASK_NAME = phrase("duty_carried.task_name")
_SCORE = compiled(r"\([^()]{0,6}?\d+分?\)")


class Carried:
    """The bodies that the clauses read so far leave behind for the next one."""

    def __init__(self, plan: Plan, subjects: Subjects) -> None:
        self.plan = plan
        self.subjects = subjects
        self.text, self.roles, self.forms = subjects.text, subjects.roles, subjects.forms
        self._sentence = -1
        self._said: tuple[Actor, ...] = ()
        self._by = False
        """The subject stands behind 由 inside its clause."""
        self._item = -1
        """The section that the subject stands in."""
        self._label: tuple[Actor, ...] = ()
        self._section = -1
        self._paragraph = -1
        """The label's paragraph; -1: it holds for the whole section."""
        self._until = -1
        """The paragraph before which a table's row ends that the label holds for."""

    def name(
        self, label: tuple[Actor, ...], section: int, paragraph: int = -1, until: int = -1
    ) -> None:
        """Let a label hold from here on, and none before it any more."""
        self._label, self._section, self._paragraph, self._until = label, section, paragraph, until

    def say(self, actors: tuple[Actor, ...], clause: Clause, *, by: bool = False) -> None:
        """Let bodies be the subject of the clause's sentence from here on."""
        self._sentence, self._said, self._item = clause.sentence, actors, clause.section
        self._by = by

    def at(self, clause: Clause, start: int, end: int, *, labelled: bool) -> list[Subject]:
        """The label of the list, or the subject of the sentence, has the duty of this clause."""
        rule, actors = self._inherited(clause)
        named = rule == "duty.list" and clause.paragraph == self._paragraph
        noun = named and self._names_task(start, end)
        if not actors or (not labelled and not noun and not self._opens(start, end)):
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
        if noun:
            role = self.roles.of(f"负责{predicate}")
        main = Subject(actors, role, (start, end), rule)
        return [main, *self.subjects.partners(start, end, end)]

    def _names_task(self, start: int, end: int) -> bool:
        """市场监管局：食品安全监管；广告监测: an entry that names its tasks without a verb."""
        verb = self.roles.opener.match(self.text, start, end)
        return not verb and _TASK_NAME.fullmatch(self.text, start, end) is not None

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

    def _inherited(self, clause: Clause) -> tuple[str, tuple[Actor, ...]]:
        here = clause.paragraph == self._paragraph
        row = self._paragraph < clause.paragraph < self._until
        below = self._paragraph < 0 <= depth(self.plan, clause, self._section)
        if self._label and (here or row or below):
            return "duty.list", self._label
        at_once = self._by and _DATED.match(self.text, clause.start, clause.end)
        inside = self._item < 0 or depth(self.plan, clause, self._item) >= 0
        if clause.sentence == self._sentence and inside and not at_once:
            return "duty.carried", self._said
        return "duty.carried", ()

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
        if not event or self.subjects.bodies.list_at(self.text, start, end):
            return False
        return self.roles.opener.match(self.text, event.end(), end) is not None


class Cases:
    """Tells entries of conditions or cases from duties, clause by clause in order."""

    def __init__(self, plan: Plan, text: str) -> None:
        self.plan = plan
        self.text = text
        self._section = -1
        """The section whose entries are conditions or cases."""
        self._opened = -1
        """Where they are opened; if they run on in that line, the last ends with its sentence."""
        self._case: tuple[int, int] = (-1, -1)
        """The section and sentence of the entry read last."""

    def hold(self, clause: Clause) -> bool:
        """Tell whether a clause is an entry of conditions or cases: no one's duty."""
        inside = self._section >= 0 and depth(self.plan, clause, self._section) > 0
        if inside and "\n" not in self.text[self._opened : clause.start]:
            inside = clause.section != self._case[0] or clause.sentence == self._case[1]
        if inside:
            self._case = (clause.section, clause.sentence)
        if inside or self._under_conditions(clause):
            return True
        opens = _OPENS_CASES.search(self.text, clause.start, clause.end)
        self._section = clause.section if opens else -1
        self._opened = clause.end
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


def depth(plan: Plan, clause: Clause, root: int) -> int:
    """Return how deep the clause lies under the section *root*; -1: outside."""
    steps, section = 0, clause.section
    while section >= 0 and section != root:
        section = plan.layout.sections[section].parent
        steps += 1
    return steps if section == root else -1
