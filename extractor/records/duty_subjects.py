"""Finds the subjects of duties inside one clause, with the predicate of each.

A subject stands at the clause's start, behind a comma or colon, or behind 由. A list of bodies in
such a place is a subject when a predicate of duty follows: a word of obligation, or a verb that no
rule of ``not_duties.toml`` takes away (part of a noun, a condition, permission, the past).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from extractor.bodies import Actor, ActorList
from extractor.document import Span
from extractor.phrases import phrase
from extractor.places import Gazetteer
from extractor.records.assignments import Assignments
from extractor.records.duty_predicates import Predicates
from extractor.records.duty_stand_ins import StandIns
from extractor.rule_cache import compiled

_OBLIGED = phrase("duty_subjects.obliged")
_OFFICE_BELOW = compiled(r"[^,;。]{0,24}?下设[^,;。]{0,8}办公室")
"""委员会下设办公室，承担…: the office has the duty."""
_MADE_UP = phrase("duty_subjects.made_up")
_MADE_OF = compiled("^[^;。]{0,120}?(?:组成|构成|担任|抽调|选派|推荐)")
"""成员由党政办…等部门组成: of whom a group is made."""
_SHARE_BY = compiled("(?:%|成|百分之[^,;。]{1,6})(?:以上|以内|左右)?由$")
"""80%以上由国有机构运营 is a state to be reached."""
_DONE = phrase("duty_subjects.done")
_MEMBERS = phrase("duty_subjects.members")
_SET_OFF = phrase("duty_subjects.set_off")
_STAFF = phrase("duty_subjects.staff")
_OTHERS = compiled("(?:[、和及与][^,;。、和及与对将按]{2,10})+(?=,)")
"""会同有关部门、专家，…: partners that are no bodies."""
_BEFORE_MAY = phrase("duty_subjects.before_may")
_ONLY_WHEN = phrase("duty_subjects.only_when")
_BESIDE_MAY = compiled("应当|必须|,并(?:负责|应(?![急用])|须|要(?!求))")
"""可以制定操作细则，并负责解释: a duty beside what is permitted."""
_BRACKET = compiled(r"\((?:[^()]|\([^()]*\))*\)")
_NAMED_AS = phrase("duty_subjects.named_as")
_IS_WHAT = compiled("[本该全其]|[^,;。]{0,16}(?:责任人|责任主体|实施主体)(?=[,;。]|$)")
"""城市管理部门是本市供热主管部门: what the body before is, no other body's name."""
_PARTS = {
    "牵头": "lead",
    "配合": "support",
    "协办": "support",
    "监管": "supervise",
    "监督": "supervise",
}
_NOBODY = phrase("duty_subjects.nobody")
_MAY_BY = compiled(
    "(?:(?<![许认])可以?|鼓励|支持|引导|倡导)(?:直接|优先|通过[^,;。由]{2,12})?交?由$"
)
_REPORTED = compiled(
    "(?<=[,;])报(?:请)?(?=[^,;。]{2,20}?(?:牵头|会同|联合(?=[省市县区州盟旗镇乡各有相街])))"
)
"""乡镇初验，报县住建局牵头验收: the body behind 报 acts, not one that 报…联合审批 names."""
_IF = phrase("duty_subjects.if")
_ASKED = phrase("duty_subjects.asked")
_PASSED = compiled("(?:^|[,;。:])[^,;。:由]{0,16}(?:经|待|报)[^,;。由]{0,40}$")
"""经乡镇初审、县民政局复审: the bodies that something passes."""
_BESIDE = phrase("duty_subjects.beside")
_LED = phrase("duty_subjects.led")
_MONEY_BEFORE = phrase("duty_subjects.money_before")
_BARE_BURDEN = phrase("duty_subjects.bare_burden")
_LEADS_ONLY = compiled(r"牵头(?:负责|组织)?$")
_GRANTED = compiled(r"授权(?=[^,;。]{2,24}?负责)")
_LATELY = phrase("duty_subjects.lately")
_OF_KIND = phrase("duty_subjects.of_kind")
_ABLE = phrase("duty_subjects.able")
_HEADED_BY = phrase("duty_subjects.headed_by")
_THEN = phrase("duty_subjects.then")
_AT_ONCE = phrase("duty_subjects.at_once")
_COMMA = compiled(",")
_GROUP_DUTY = phrase("duty_subjects.group_duty")
_KNOWN_GROUPS = ("领导小组", "领导组", "协调小组", "专班", "指挥部", "联席会议")
_LEADS_THEM = compiled("(?:负责)?牵头、?")
"""牵头相关部门协同配合, 牵头、各部门参与: the bodies behind take part."""
_TAKES_PART = phrase("duty_subjects.takes_part")
_IN_CHARGE = compiled("(?:具体|主要|全面)?(?:负责|承担)")
_IN_TIME = ("前", "内", "前,", "内,")
"""Ends of a time by which common nouns act: 社区3日内入户核查."""
_FORMS_SCHEME = phrase("duty_subjects.forms_scheme")
_SCHEME_BEHIND = compiled(
    "[^;。]{0,120}?的[^,;。]{0,12}(?:机制|制度|体系|格局|模式|体制|平台)(?=[,;。]|$)"
)
"""建立由…牵头、…参与的联席会议制度: a way of working together."""
_CASE = compiled("(?![^的]{0,12}(?:应当|必须|负责))[^,;。]{1,30}的")
"""由管理单位统一修缮的; tells of a case."""
_MAY_JOIN = compiled("(?:[,、并时情需后]|[日月年天时限底旬初末][内前])$")
"""What stands before 会同 inside a predicate: 收到批复后10日内会同县水利局下达."""
_TOGETHER = compiled("联合|共同|一并|一同|同步")


@dataclass(frozen=True, slots=True)
class Subject:
    """Bodies with what they have to do, inside one clause."""

    actors: tuple[Actor, ...]
    role: str | None
    """A role that the construction itself gives, None where the predicate decides."""
    predicate: Span
    rule: str


def behind_members(text: str, at: int, end: int) -> int:
    """Return where a group's duty begins behind the words that say who is in it."""
    members = _MEMBERS.match(text, at, end)
    return members.end() if members else at


class Subjects:
    """Finds subjects in the clauses of one view."""

    def __init__(
        self,
        text: str,
        assignments: Assignments,
        places: Gazetteer,
        assigned: tuple[Span, ...],
    ) -> None:
        self.text = text
        self.bodies = assignments.bodies
        self.roles = assignments.roles
        self.forms = assignments.forms
        self.assigned = assigned
        """Brackets that are assignments: no subject is looked for inside."""
        self.predicates = Predicates(text, self.roles, self.forms)
        self.stand_ins = StandIns(text, assignments, places)
        self._read: dict[Span, ActorList | None] = {}
        """Lists read before, by where they begin and the clause ends."""

    def _list_at(self, start: int, end: int) -> ActorList | None:
        key = (start, end)
        if key not in self._read:
            self._read[key] = self.bodies.list_at(self.text, start, end)
        return self._read[key]

    def find(self, start: int, end: int) -> list[Subject]:
        """Return the subjects of the clause ``[start, end)`` in order of position."""
        found: list[Subject] = []
        at = start
        if _LATELY.match(self.text, start, end) and not _OBLIGED.search(self.text, start, end):
            return found
        beside = self._beside(start, end)
        for position, by in sorted({*self._openings(start, end), *((x, False) for x in beside)}):
            if position in beside and not found:
                continue
            if position < at or self.forms.never["preposition"].match(self.text, position, end):
                continue
            if _NOBODY.match(self.text, position, end):
                continue
            if named := self._named_as(position, end):
                found.append(named)
                at = named.actors[-1].end
                continue
            led = _LED.match(self.text, position, end)
            position = led.end() if led else position
            listed, rule = self._bodies_at(start, position, end, by=by)
            subject = self._judge(listed, end, by=by, rule=rule) if listed else []
            if subject and not by:
                subject = self._with_those_before(position, found, subject)
            if led:
                subject = [replace(item, role=item.role or "lead") for item in subject]
            if subject:
                found += self._beside_lead(found, subject)
                at = max(item.actors[-1].end for item in subject)
        return found + self._group(start, at if found else start, end, alone=not found)

    def _with_those_before(
        self, at: int, found: list[Subject], new: list[Subject]
    ) -> list[Subject]:
        """县供电公司，县自来水公司要…: a body alone before the comma has the same duty."""
        if not found or found[-1].predicate[0] != at - 1 or found[-1].actors[-1].end != at - 1:
            return new
        before = found.pop().actors
        return [replace(new[0], actors=before + new[0].actors), *new[1:]]

    def _named_as(self, start: int, end: int) -> Subject | None:
        """建设主体为区应急局，统筹…: a part, with the body that has it and what it has to do."""
        comma = self.text.find(",", start, end)
        stop = comma if comma > 0 else end
        part = _NAMED_AS.search(self.text, start, min(stop, start + 40))
        listed = self._list_at(part.end(), end) if part else None
        if not part or not listed or listed.end < stop or _IS_WHAT.match(self.text, part.end()):
            return None
        role = _PARTS.get(part["part"])
        another = _NAMED_AS.match(self.text, stop + 1, end) is not None
        if role is None and (another or not self.roles.opener.match(self.text, stop + 1, end)):
            role = "responsible"
        return Subject(listed.actors, role, (min(stop + 1, end), end), "duty.subject")

    def _openings(self, start: int, end: int) -> Iterator[tuple[int, bool]]:
        """Yield where a subject may begin: the clause's start, behind , or :, and behind 由."""
        if not _IF.match(self.text, start, end):
            yield start, self.text.startswith("由", start)
        if self.text.startswith("请", start):
            yield start + 1, False
        for then in _THEN.finditer(self.text, start, end):
            if then.start() == start or self.text[then.start() - 1] in ",:":
                yield then.end(), False
        for begin in (start, *(m.end() for m in _COMMA.finditer(self.text, start, end))):
            for form in (_ABLE, _HEADED_BY, _OF_KIND, _AT_ONCE):
                if before := form.match(self.text, begin, end):
                    yield before.end(), False
        if granted := _GRANTED.search(self.text, start, end):
            yield granted.end(), False
        duty = self.forms.duty
        marks = [(m.end(), False) for m in duty["duty.subject"].finditer(self.text, start, end)]
        marks += [(m.end(), True) for m in _REPORTED.finditer(self.text, start, end)]
        marks += [(m.end(), False) for m in _ASKED.finditer(self.text, start, end)]
        marks += [
            (m.end(), False)
            for m in _IF.finditer(self.text, start, end)
            if m.start() == start or self.text[m.start() - 1] in ",:"
        ]
        marks += [(m.end(), True) for m in duty["duty.by"].finditer(self.text, start, end)]
        marks += [(m.end() - 1, True) for m in duty["duty.by-it"].finditer(self.text, start, end)]
        for position, by in sorted(marks):
            if not any(a < position <= b for a, b in self.assigned):
                yield position, by

    def _beside(self, start: int, end: int) -> set[int]:
        """Return where a subject may begin behind a 、 that another one's verb ends at."""
        return {
            m.end()
            for m in _BESIDE.finditer(self.text, start, end)
            if not _PASSED.search(self.text, max(start, m.start() - 60), m.start())
            and not any(a < m.end() <= b for a, b in self.assigned)
        }

    def _bodies_at(
        self, start: int, at: int, end: int, *, by: bool
    ) -> tuple[ActorList | None, str]:
        listed = self._list_at(at, end)
        if listed:
            return listed, "duty.by" if by else "duty.subject"
        return self.stand_ins.at(start, at, end, by=by)

    def _beside_lead(self, found: list[Subject], new: list[Subject]) -> list[Subject]:
        """由A牵头，B、C联合验收: bodies without a role word of their own beside a lead support."""
        led = any(_LEADS_ONLY.match(self._words(item.predicate)) for item in found)
        if led and _TOGETHER.match(self._words(new[0].predicate)):
            return [replace(item, role="support") for item in new]
        return new

    def _words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def _judge(self, listed: ActorList, end: int, *, by: bool, rule: str) -> list[Subject]:
        """Decide whether the list is the subject of a duty; read 会同 and 牵头 around it."""
        text, at = self.text, self._behind_bracket(listed.end, end)
        at = behind_members(text, self._behind_staff(at, end), end)
        if text[at : at + 1] == "," and (
            self.roles.modal.match(text, at + 1, end)
            or self.predicates.able(listed)
            or _SET_OFF.match(text, at, end)
            or (by and self.roles.opener.match(text, at + 1, end))
        ):
            at += 1
        stop = self._next_subject(at, end)
        begin = self.roles.begins(text, at, stop)
        predicate = text[begin:stop]
        timed = text.endswith(_IN_TIME, at, begin) and self.roles.opener.match(predicate)
        acts = self.predicates.hold(listed, predicate, by=by) or (
            timed and self.predicates.common(listed)
        )
        if not acts or self.forms.no("past", predicate):
            return []
        if by and _CASE.fullmatch(predicate):
            return []
        if stop < end and _DONE.fullmatch(predicate):
            return list(self.partners(at, stop, end)) if by else []
        if self.forms.no("person", predicate) or _OFFICE_BELOW.match(predicate):
            return []
        before = text[max(0, listed.start - 12) : listed.start]
        if by and _MADE_UP.search(before) and _MADE_OF.search(predicate):
            return []
        if by and _FORMS_SCHEME.search(before) and _SCHEME_BEHIND.match(text, at, end):
            return []
        if by and (
            _MAY_BY.search(text, max(0, listed.start - 24), listed.start)
            or _SHARE_BY.search(before)
        ):
            return []
        if self._permitted(predicate) or self._pays(listed.start, at, end, by=by):
            return []
        role = self.joint_role(at, stop) or self._of_money(listed.start, predicate, by=by)
        subject = Subject(listed.actors, role, (at, stop), rule)
        return [subject, *self.partners(at, stop, end)]

    def _behind_staff(self, at: int, end: int) -> int:
        """由街道工作人员上门核查: a body's staff act for it."""
        staff = _STAFF.match(self.text, at, end)
        acts = staff and self.roles.opener.match(self.text, staff.end(), end)
        return staff.end() if staff and acts else at

    def _pays(self, start: int, at: int, end: int, *, by: bool) -> bool:
        """Tell whether the bodies only pay; 由…承担 and 由…安排 do where money is spoken of."""
        if by and (match := _BARE_BURDEN.match(self.text, at, end)):
            before = regex.split("[;。]", self.text[max(0, start - 60) : start])[-1]
            money = _MONEY_BEFORE.search(before) or _MONEY_BEFORE.search(match[0])
            return money is not None and not self.roles.managing.search(
                self.text[match.end() : end]
            )
        return self.roles.only_pays(self.text[at:end])

    def _of_money(self, start: int, predicate: str, *, by: bool) -> str | None:
        """资金由县财政局统筹: what is brought together is money."""
        bare = by and regex.match("统筹(?:安排|解决|保障)?(?=[,;。]|$)", predicate)
        before = regex.split("[;。]", self.text[max(0, start - 60) : start])[-1]
        return "responsible" if bare and _MONEY_BEFORE.search(before) else None

    def _behind_bracket(self, at: int, end: int) -> int:
        """市改造指挥部（市长任指挥长）统筹推进…: a bracket behind a name is passed over."""
        if self.text[at : at + 1] != "(":
            return at
        closed = _BRACKET.match(self.text, at, min(end, at + 80))
        return closed.end() if closed else at

    def _permitted(self, predicate: str) -> bool:
        """可 is permission, not duty, unless an obligation stands beside it."""
        if self.roles.permission.match(predicate):
            return not _BESIDE_MAY.search(predicate)
        allowed = self.forms.no("may", predicate) or regex.search("[,](?:也)?可(?:以)?", predicate)
        return bool(allowed) and not _OBLIGED.search(predicate) and not self._does(predicate)

    def _does(self, predicate: str) -> bool:
        """根据意见开展复审，对…可委托…: what is done before the comma is a duty."""
        first = predicate.split(",")[0]
        if "可" in first or first == predicate:
            return False
        if _BEFORE_MAY.match(first):
            return True
        return self.roles.opener.match(first) is not None and not _ONLY_WHEN.search(first)

    def joint_role(self, at: int, stop: int) -> str | None:
        """The subject of 会同… has what it does with the others; 联合…牵头 leads."""
        joined = self._joined_at(at, stop)
        if not joined:
            return None
        partners = self._list_at(joined.end(), stop)
        if not partners:
            return None if "协同" in joined[0] else self._alone(joined.end(), stop)
        if "牵头" in self.text[at : partners.start] + self.text[partners.end : stop]:
            return "lead"
        others = _OTHERS.match(self.text, partners.end, stop)
        role = self.roles.of(self.text[others.end() if others else partners.end : stop])
        return "responsible" if role == "support" else role

    def _alone(self, at: int, stop: int) -> str:
        """要联合开展专项检查: the bodies named do together what follows."""
        role = self.roles.of(self.text[at:stop])
        return "responsible" if role == "support" else role

    def _joined_at(self, at: int, stop: int) -> regex.Match[str] | None:
        """Find 会同 where the predicate begins, behind a time or a word of obligation."""
        begin = self.roles.begins(self.text, at, stop)
        if modal := self.roles.modal.match(self.text, begin, stop):
            begin = self.roles.begins(self.text, modal.end(), stop)
            first = self.forms.duty["duty.joined"].match(self.text, modal.start(), stop)
            return first or self.forms.duty["duty.joined"].match(self.text, begin, stop)
        return self.forms.duty["duty.joined"].match(self.text, begin, stop)

    def partners(self, at: int, stop: int, end: int) -> Iterator[Subject]:
        """Yield the joined sides (会同, 联合) of a predicate."""
        first = self._joined_at(at, stop)
        begin = first.start() if first else at
        for match in self.forms.duty["duty.joined"].finditer(self.text, begin, stop):
            listed = self._list_at(match.end(), end)
            if listed and (
                match.start() == begin
                or _MAY_JOIN.search(self.text, max(0, match.start() - 2), match.start())
            ):
                yield Subject(listed.actors, "support", (at, stop), "duty.joined")
        if leads := _LEADS_THEM.match(self.text, at, stop):
            listed = self._list_at(leads.end(), stop)
            if listed and _TAKES_PART.match(self.text, listed.end, stop):
                yield Subject(listed.actors, "support", (at, stop), "duty.joined")
            elif (
                listed
                and leads[0].endswith("、")
                and self.roles.opener.match(self.text, listed.end, stop)
            ):
                yield Subject(listed.actors, None, (listed.end, stop), "duty.by")

    def _next_subject(self, at: int, end: int) -> int:
        """Return where the next subject of the clause begins: its predicate is not this one's."""
        for match in _COMMA.finditer(self.text, at + 1, end):
            reported = _REPORTED.match(self.text, match.end(), end) is not None
            by = reported or self.text.startswith("由", match.end())
            listed = self._list_at(match.end() + by, end)
            if listed and self.predicates.hold(listed, self.text[listed.end : end], by=by):
                return match.start()
        return end

    def _has_duty(self, named: int, duty: regex.Match[str]) -> bool:
        """Beside who sets it up a group acts at once; 工作组 only where it says 负责."""
        if "," in self.text[named : duty.start()]:
            return False
        known = self.text.endswith(_KNOWN_GROUPS, 0, named)
        return known or _IN_CHARGE.match(self.text, duty.end()) is not None

    def _group(self, start: int, after: int, end: int, *, alone: bool) -> list[Subject]:
        """成立…领导小组，…，负责统筹: the group just set up, or its office, has the duty.

        Beside the body that sets it up (not *alone*) the duty must follow the group at once.
        """
        named = sorted(
            (match.span("name"), rule)
            for rule in ("duty.group", "duty.office")
            for match in self.forms.duty[rule].finditer(self.text, start, end)
            if match.start("name") >= after
        )
        found: dict[Span, Subject] = {}
        for duty in _GROUP_DUTY.finditer(self.text, start, end):
            before = [item for item in named if item[0][1] <= duty.start()]
            if before and before[-1][0] not in found:
                (a, b), rule = before[-1]
                if not alone and rule == "duty.group" and not self._has_duty(b, duty):
                    continue
                actor = Actor(a, b, "leading_group")
                found[a, b] = Subject((actor,), None, (duty.end(), end), rule)
        return list(found.values())
