"""Who has to do what: one record for each actor and clause.

Four ways to say it in the genre: an assignment (in brackets, in a line of its own, in a table), a
duty list whose label names the body, the subject of an obligation, and a body behind 由. A subject
printed once carries over ； inside its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import regex

from extractor.bodies import Actor, ActorList, Bodies, bodies
from extractor.document import Span
from extractor.metadata import gazetteer
from extractor.records.assignments import (
    Assigned,
    brackets,
    column_role,
    first_leads,
    is_assignment,
    label_at,
    read_assignment,
)
from extractor.records.draft import Draft
from extractor.records.duty_roles import Roles, roles
from extractor.records.plan import Plan
from extractor.segment import Clause

_BULLET = regex.compile(r"(?:[一二三四五六七八九十]是(?:要)?|其中,|同时,|另外,|此外,|并|且|[●◆■★·\-]+)")
_BARE = frozenset(
    "社区 街道 乡镇 村 村居 居民 业主 住户 企业 单位 部门 政府 物业 监理 施工 设计 勘察 供水 供电 供气 供热 燃气 通信 电力 学校 医院"
    " 银行 社会力量 社会资本 镇 乡 高校 协会 商会 小区居民 小区业主 居民群众 市场主体 经营主体 金融机构 用人单位 机关 申请人".split()
)
_GROUP = regex.compile(
    r"(?:成立|建立|组建|设立|调整充实|调整|充实|健全|完善)(?:了)?(?:由[^,;。]{2,40}?(?:组成|参加|参与)的)?"
    r"(?P<name>(?:省|市|县|区|州|旗|镇)?[^,;。:()由]{0,30}?(?:领导小组|工作专班|专班|指挥部|联席会议))"
)
_OFFICE = regex.compile(r"下设(?P<name>(?:领导小组)?办公室)|(?P<name>(?:领导小组|专班|指挥部|联席会议)?办公室)(?:设在|设于|由)")
_RELATIVE = regex.compile(r"[^,;。]{0,40}?的(?:[^,;。]{0,12})?(?:机制|体系|模式|格局|体制|制度|平台|局面|网络|方式|办法|合力|联动)")
_CONDITIONAL = regex.compile(r"[^,;。]{0,60}?(?:的|时|后|前),|[^,;。]{0,40}?的$")
_PLACES = regex.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,8}?(?:、[\u4e00-\u9fff]{2,8}?)*?)(?:(?P<closed>等(?:地(?:市)?|盟市|市|县|区|州)?)|(?<=[省市县区盟旗州]))"
    r"(?=要|应|须|各|负责|加快|重点|积极|推进|推动|利用|打造|做[大强优实]|发挥|依托|建设|建成|形成|完成|开展|组织|按照|根据|结合|围绕|聚焦|实施|落实|率先|探索|争取)"
)
_PERSON = regex.compile(r"(?:党政)?(?:主要|分管|相关|有关)*(?:分管[^,;。]{0,16})?(?:领导|负责人|负责同志|同志|工作人员(?!要|应|须))|一把手|(?:党)?(?:委)?书记")
_MAY = regex.compile(r"(?:对|按|根据|在|结合|就|依)[^,;。]{0,60}?(?<!许|认|尽|不)可(?:以|通过|根据|适当|采取|按|由|将|结合|给予)?")
_DENY = regex.compile(
    r"[的、)和与或(]|及(?!时)|等(?!部门|单位)|(?:意见|备案|同意|名义|官网|网站|公众号|之间|以上|以下|为成员|成员|负责人)"
    r"|(?:认定|备案|确定|核定|批准|指定|印发|制定|发布|公布|出台|规定|授权|委托|组织|监管|管理|所属|主管|审核|核发|出具|审批|提供|牵头)(?:并[^,;。的]{1,8})?的"
)
_LATER = regex.compile(r"[,](?:还|均|都|也)?(?:应当|应|要(?!求|素)|须|必须|不得)")
_JOINED = regex.compile(r"(?:要|应|应当|须|并)?(?:会同|联合|协同)(?:有关|相关)?(?=[^,;。]{2})")
_SHARED = regex.compile(
    r"(?:积极|共同)?(?:配合|参与|支持|协同|主导|负责|引导|领导|监督|自治)[,、][^;。]{0,40}?(?:参与|配合|协同|支持|负责|自治|监督|结合|联动)的"
)
_DATED = regex.compile(r"(?:于|在|每)?[\d〇一二三四五六七八九十年月日季度底上中下旬至到-]{2,16}(?:以?前|内|底|末|起)?,?")
_PREPOSITION = regex.compile("向(?!阳)|对|与|给|让|使|从(?!化|江)|为|经|报|通过|根据|依托|围绕|按照")
_RESULT = regex.compile(r"[^,;。]{0,24}?(?:取得|得到|达到|实现|显著|明显|大幅|率|位居|跃升)")
_PAST = regex.compile(r"(?:已|已经|曾|印发了?|出台了|近年来|先后)")


@dataclass(frozen=True, slots=True)
class _Subject:
    """Bodies with what they have to do, inside one clause."""

    actors: tuple[Actor, ...]
    role: str | None
    """A role that the construction itself gives, None where the predicate decides."""
    predicate: Span
    rule: str


@dataclass(slots=True)
class _State:
    """What carries from clause to clause: a sentence's subject, a list's label."""

    sentence: int = -1
    subjects: tuple[Actor, ...] = ()
    label: tuple[Actor, ...] = ()
    label_at: tuple[int, int] = (-1, -1)
    """(section, paragraph) of the label; paragraph -1: the whole section."""
    drafts: list[Draft] = field(default_factory=list)


def make(plan: Plan) -> Iterable[Draft]:
    """Return a draft for each actor and clause."""
    return _Duties(plan).run()


class _Duties:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.bodies: Bodies = bodies(plan.patterns)
        self.roles: Roles = roles(plan.patterns)
        self.first_leads = first_leads(plan.text)
        self.assigned: list[Span] = []

    def run(self) -> list[Draft]:
        drafts = list(self._brackets())
        table = list(self._tables())
        drafts += table
        rows = {d.own for d in table}
        state = _State()
        for clause in self.plan.clauses:
            if (clause.start, clause.end) not in rows:
                drafts += self._clause(clause, state)
        return drafts

    # assignments -------------------------------------------------------------------------

    def _brackets(self) -> Iterator[Draft]:
        for start, end in self.plan.front.body:
            for a, b in brackets(self.text, start, end):
                if not is_assignment(self.text, a + 1, b - 1, self.bodies):
                    continue
                self.assigned.append((a, b))
                yield from self._assigned(a, b, (a + 1, b - 1), "duty.bracket")

    def _assigned(self, start: int, end: int, content: Span, rule: str) -> Iterator[Draft]:
        paragraph = self._paragraph(start)
        section = self.plan.layout.paragraphs[paragraph].section if paragraph >= 0 else -1
        task = self._bracket_task(paragraph, start)
        for item in read_assignment(
            self.text, *content, self.bodies, first_is_lead=self.first_leads
        ):
            yield self._draft((start, end), item, task, section, rule)

    def _paragraph(self, at: int) -> int:
        for index, paragraph in enumerate(self.plan.layout.paragraphs):
            if paragraph.start <= at < paragraph.end:
                return index
        return -1

    def _bracket_task(self, paragraph: int, before: int) -> str | None:
        """The heading, or the first sentence, of the paragraph that the bracket closes."""
        if paragraph < 0:
            return None
        item = self.plan.layout.paragraphs[paragraph]
        heading = self.plan.heading(item.section)
        if heading and heading[0] >= item.start:
            return self.plan.text[heading[0] : heading[1]].strip("。:;,")
        first = regex.compile(r"[^。;\n]+").match(self.text, item.content, before)
        return first[0] if first else (self.plan.layout.path(item.section) or (None,))[-1]

    def _draft(
        self, own: Span, item: Assigned, task: str | None, section: int, rule: str
    ) -> Draft:
        return Draft(
            "responsibilities",
            own,
            rule,
            {
                "actor": self.text[item.actor.start : item.actor.end],
                "actor_type": item.actor.type,
                "role": item.role,
                "task": task,
                "related": (),
            },
            section,
            () if own[0] <= item.actor.start < own[1] else ((item.actor.start, item.actor.end),),
        )

    def _tables(self) -> Iterator[Draft]:
        """Rows under a header with 责任单位: each body of the cell, the row's task cell."""
        header: list[str | None] = []
        task_column = 0
        for paragraph in self.plan.layout.paragraphs:
            row = self.text[paragraph.start : paragraph.end]
            if "\t" not in row:
                header = []
                continue
            cells = list(_cells(self.text, paragraph.start, paragraph.end))
            named = [column_role(self.text[a:b]) for a, b in cells]
            if any(named):
                header = named
                task_column = _task_column([self.text[a:b] for a, b in cells], named)
                continue
            if not any(header) or len(cells) < len(header):
                continue
            a, b = cells[task_column]
            for (start, end), role in zip(cells, header, strict=False):
                if role and start < end:
                    for item in read_assignment(self.text, start, end, self.bodies):
                        given = item.role if item.role != "responsible" else role
                        yield self._draft(
                            (start, end),
                            Assigned(item.actor, given),
                            self.text[a:b] or None,
                            paragraph.section,
                            "duty.table",
                        )

    # clauses -----------------------------------------------------------------------------

    def _clause(self, clause: Clause, state: _State) -> Iterator[Draft]:
        text, start, end = self.text, clause.start, clause.end
        while opened := next((s for s in self.assigned if s[0] == start), None):
            start = opened[1]
        if start >= end:
            return
        role = label_at(text, start, end)
        if role:
            if role != "none":
                yield from self._assigned(start, end, (start, end), "duty.label-line")
            return
        bullet = _BULLET.match(text, start, end)
        begin = bullet.end() if bullet else start
        labelled = self._list_label(clause, begin, end, state)
        body = labelled if labelled is not None else begin
        subjects = self._subjects(clause, body, end)
        if self._slogan(clause, subjects):
            subjects = []
        actors: list[tuple[Assigned, str, Span]] = []
        if labelled is not None and not text[body:end].strip("。;,: "):
            return
        if not subjects or (labelled is not None and subjects[0].predicate[0] > body):
            actors += self._carried(clause, body, end, state, labelled is not None)
        for subject in subjects:
            actors += self._named(subject)
        if subjects:
            state.sentence, state.subjects = clause.sentence, subjects[0].actors
        yield from self._records(clause, (start, end), actors)

    def _slogan(self, clause: Clause, subjects: list[_Subject]) -> bool:
        """政府引导，多元筹资: a heading without a word of duty assigns nothing."""
        heading = self.plan.heading(clause.section)
        if not subjects or not heading or not heading[0] <= clause.start < heading[1]:
            return False
        return not regex.search("负责|牵头|要|应|须", self.text[clause.start : clause.end])

    def _records(
        self, clause: Clause, own: Span, actors: list[tuple[Assigned, str, Span]]
    ) -> Iterator[Draft]:
        seen: set[str] = set()
        end = own[1]
        for item, rule, predicate in actors:
            name = self.text[item.actor.start : item.actor.end]
            if name in seen:
                continue
            seen.add(name)
            task = self.text[predicate[0] : predicate[1]].strip("。;,: ") or None
            yield self._draft((own[0], end), item, task, clause.section, rule)

    def _list_label(self, clause: Clause, start: int, end: int, state: _State) -> int | None:
        """Read 市财政局：… at a clause's start; return where the duty begins, None without label."""
        text = self.text
        colon = text.find(":", start, min(end, start + 120))
        if colon < 0:
            return self._heading_label(clause, start, end, state)
        listed = self.bodies.list_at(text, start, colon)
        if not listed:
            return None
        rest = text[listed.end : colon]
        if rest and not regex.fullmatch(
            r"(?:等)?(?:各)?(?:有关|相关|市属|区属|县属)*(?:部门|单位|企业)?(?:和企业|、单位)?(?:的)?(?:主要)?(?:工作)?(?:职责|责任|任务)?(?:分工)?", rest
        ):
            return None
        state.label = listed.actors
        state.label_at = (clause.section, clause.paragraph)
        if colon + 1 >= end:
            state.label_at = (clause.section, -1)
        state.sentence, state.subjects = clause.sentence, listed.actors
        return colon + 1

    def _heading_label(self, clause: Clause, start: int, end: int, state: _State) -> int | None:
        """A heading that is nothing but bodies labels its whole section."""
        heading = self.plan.heading(clause.section)
        if not heading or heading[0] != start or clause.end > heading[1] + 1:
            return None
        listed = self.bodies.list_at(self.text, start, heading[1])
        if not listed or not regex.fullmatch(
            r"(?:等)?(?:的)?(?:主要)?(?:工作)?(?:职责|责任|任务)?(?:分工)?", self.text[listed.end : heading[1]]
        ):
            return None
        state.label, state.label_at = listed.actors, (clause.section, -1)
        return end

    def _carried(
        self, clause: Clause, start: int, end: int, state: _State, labelled: bool
    ) -> list[tuple[Assigned, str, Span]]:
        """The label of the list, or the subject of the sentence, has the duty of this clause."""
        rule, actors = "duty.list", ()
        section, paragraph = state.label_at
        if state.label and (
            clause.paragraph == paragraph
            or (paragraph == -1 and self._under(clause.section, section))
        ):
            actors = state.label
        elif clause.sentence == state.sentence and state.subjects:
            rule, actors = "duty.carried", state.subjects
        if not actors or (not labelled and not self._opens(start, end)):
            return []
        predicate = self.text[start:end]
        if self.roles.permission.match(predicate):
            return []
        if rule == "duty.carried" and self.roles.only_pays(predicate):
            return []
        main = _Subject(actors, self._joint_role(start, end), (start, end), rule)
        return [a for s in (main, *self._partners(start, end, end)) for a in self._named(s)]

    def _opens(self, start: int, end: int) -> bool:
        if dated := _DATED.match(self.text, start, end):
            start = dated.end()
        return bool(self.roles.opener.match(self.text, start, end))

    def _under(self, section: int, root: int) -> bool:
        while section >= 0 and section != root:
            section = self.plan.layout.sections[section].parent
        return section == root

    # subjects ----------------------------------------------------------------------------

    def _subjects(self, clause: Clause, start: int, end: int) -> list[_Subject]:
        found: list[_Subject] = []
        at = start
        for position, by in self._openings(start, end):
            if position < at or _PREPOSITION.match(self.text, position, end):
                continue
            listed = self.bodies.list_at(self.text, position, end)
            if not listed:
                listed = self._named_before(start, position) if by else self._local(position, end)
            if not listed:
                continue
            subject = self._judge(listed, end, by=by)
            if subject:
                found += self._beside_lead(found, subject)
                at = max(s.actors[-1].end for s in subject)
        return found or self._group(start, end)

    def _openings(self, start: int, end: int) -> Iterator[tuple[int, bool]]:
        """Yield where a subject may begin: the clause's start, behind a comma or colon, behind 由."""
        yield start, self.text.startswith("由", start)
        if granted := regex.compile(r"授权(?=[^,;。]{2,24}?负责)").search(self.text, start, end):
            yield granted.end(), False
        for match in regex.compile(r"[,:]|(?<!自|理|缘|事)由(?!于|此|来|衷)").finditer(self.text, start, end):
            if any(a < match.start() < b for a, b in self.assigned):
                continue
            if self.text.startswith("由", match.end()) and match[0] != "由":
                continue
            yield match.end(), match[0] == "由"

    def _local(self, at: int, end: int) -> ActorList | None:
        return self._locals(at, end) or self._places(at, end)

    def _places(self, at: int, end: int) -> ActorList | None:
        """云岭市、临溪县等地 as a subject are their governments; short names need 等地 behind them."""
        match = _PLACES.match(self.text, at, end)
        if not match:
            return None
        names = [(m.start(), m.end()) for m in regex.compile("[^、]+").finditer(self.text, *match.span("names"))]
        known = gazetteer()
        if not all(known.resolve(self.text[a:b]) for a, b in names):
            return None
        if not match["closed"] and not all(self.text[b - 1] in "省市县区盟旗州" for _, b in names):
            return None
        return ActorList(tuple(Actor(a, b, "government") for a, b in names), at, match.end())

    def _locals(self, at: int, end: int) -> ActorList | None:
        """属地（街道、社区）: the names in the bracket are the bodies."""
        match = regex.compile(r"(?:属地|所在地|辖区)\((?P<names>[^()]+)\)").match(self.text, at, end)
        if not match:
            return None
        names = tuple(self.bodies.split(self.text, *match.span("names")))
        return ActorList(names, at, match.end()) if names else None

    def _named_before(self, start: int, at: int) -> ActorList | None:
        """由其: 其 stands for the body that the clause named last."""
        if not self.text.startswith("其", at) or regex.search("(?:^|,)(?:鼓励|引导|支持)", self.text[start:at]):
            return None
        best: Actor | None = None
        for position in range(start, at - 2):
            stop = self.bodies.body_at(self.text, position, at - 1)
            if stop - position >= 4 and (best is None or stop > best.end):
                name = self.text[position:stop]
                best = Actor(position, stop, self.bodies.type_of(name))
        return ActorList((best,), best.start, at + 1) if best else None

    def _beside_lead(self, found: list[_Subject], new: list[_Subject]) -> list[_Subject]:
        """由A牵头，B、C联合验收: bodies without a role word of their own beside a lead support."""
        led = any(
            regex.match(r"牵头(?:负责|组织)?$", self.text[s.predicate[0] : s.predicate[1]]) for s in found
        )
        first = self.text[new[0].predicate[0] : new[0].predicate[1]]
        if led and regex.match(r"(?:联合|共同|一并|一同|同步)", first):
            return [replace(item, role="support") for item in new]
        return new

    def _judge(self, listed: ActorList, end: int, *, by: bool) -> list[_Subject]:
        """Decide whether the list is the subject of a duty; read 会同 and 牵头 around it."""
        text, at = self.text, listed.end
        if text[at : at + 1] == "," and self.roles.modal.match(text, at + 1, end):
            at += 1
        stop = self._next_subject(at, end)
        predicate = text[at:stop]
        if not predicate or _DENY.match(predicate) or _PAST.match(predicate):
            return []
        if _PERSON.match(predicate) or (by and text[listed.start - 2] == "可"):
            return []
        if (_MAY.match(predicate) or regex.search("[,](?:也)?可(?:以)?", predicate)) and not regex.search("负责|必须|应|务必|要|须|做好|组织", predicate):
            return []
        if self.roles.permission.match(predicate) and not regex.search("应当|必须", predicate):
            return []
        if self.roles.only_pays(text[at:end]):
            return []
        if not self._is_predicate(listed, predicate, by=by):
            return []
        rule = "duty.by" if by else "duty.subject"
        subject = _Subject(listed.actors, self._joint_role(at, stop), (at, stop), rule)
        return [subject, *self._partners(at, stop, end)]

    def _joint_role(self, at: int, stop: int) -> str | None:
        """The subject of 会同… has what it does with the others; 联合…牵头 leads."""
        joined = _JOINED.match(self.text, at, stop)
        if not joined:
            return None
        partners = self.bodies.list_at(self.text, joined.end(), stop)
        if not partners:
            return "responsible"
        if "牵头" in self.text[partners.end : stop]:
            return "lead"
        role = self.roles.of(self.text[partners.end : stop])
        return "responsible" if role == "support" else role

    def _partners(self, at: int, stop: int, end: int) -> Iterator[_Subject]:
        for match in _JOINED.finditer(self.text, at, stop):
            partners = self.bodies.list_at(self.text, match.end(), end)
            if partners and (match.start() == at or self.text[match.start() - 1] in ",、并"):
                yield _Subject(partners.actors, "support", (at, stop), "duty.joined")

    def _next_subject(self, at: int, end: int) -> int:
        """Return where the next subject of the clause begins: its predicate is not this one's."""
        for match in regex.compile(r",").finditer(self.text, at + 1, end):
            begin = match.end() + (1 if self.text.startswith("由", match.end()) else 0)
            listed = self.bodies.list_at(self.text, begin, end)
            if listed and self._is_predicate(listed, self.text[listed.end : end], by=begin > match.end()):
                return match.start()
        return end

    def _is_predicate(self, listed: ActorList, predicate: str, *, by: bool) -> bool:
        if not predicate or _DENY.match(predicate):
            return False
        if by:
            if regex.match(r"(?:担任|任|兼任|组成|出资|承担费用)", predicate):
                return False
            return self._is_office(listed) or bool(self.roles.opener.match(predicate))
        if self.roles.modal.match(predicate):
            return not _CONDITIONAL.match(predicate) or bool(regex.match("要|应|须|必须|负责|牵头", predicate))
        if _LATER.search(predicate) or regex.match(r"是[^,;。]{1,40}(?:主体|部门|单位|责任人)", predicate):
            return True
        opens = bool(self.roles.opener.match(predicate))
        if not opens and regex.match(r"[^,;。]{2,30}?(?:应当|应(?!急|用)|必须|不得)", predicate):
            return False
        if _CONDITIONAL.match(predicate) and not regex.match(r"(?:按|根据|在|结合|对)", predicate):
            return False
        office = self._is_office(listed) and not _RESULT.match(predicate)
        if not office and not opens:
            return False
        if _SHARED.match(predicate) or regex.match("授权|委托(?=[市县区州])", predicate):
            return False
        if _RELATIVE.match(predicate) and not regex.match(r"(?:建立|健全|完善|构建|形成|按|根据|结合)", predicate):
            return False
        if all(self.text[a.start : a.end] in _BARE for a in listed.actors):
            return bool(regex.match(r"(?:结合|配合|协助|参与|按|根据|组织|共同|主动|积极|认真|具体|对|在|依法|做好|落实)", predicate))
        return True

    def _is_office(self, listed: ActorList) -> bool:
        """Offices with a level at their left edge act whatever verb follows: 市民政局公示…."""
        return all(
            actor.type not in ("owners", "social_capital")
            and regex.match("各|省|市|县|区|州|盟|旗|自治区|国", self.text[actor.start : actor.end])
            for actor in listed.actors[:1]
        )

    def _named(self, subject: _Subject) -> list[tuple[Assigned, str, Span]]:
        predicate = self.text[subject.predicate[0] : subject.predicate[1]]
        role = subject.role or self.roles.of(predicate)
        return [(Assigned(actor, role), subject.rule, subject.predicate) for actor in subject.actors]

    def _group(self, start: int, end: int) -> list[_Subject]:
        """成立…领导小组，…，负责统筹: the group just set up, or its office, has the duty."""
        text = self.text
        duty = regex.compile(r",(?:具体|主要|全面)?(?:负责|统筹|协调|领导|研究(?:部署|解决))").search(text, start, end)
        if not duty:
            return []
        matches = [*_GROUP.finditer(text, start, duty.start()), *_OFFICE.finditer(text, start, duty.start())]
        if not matches:
            return []
        a, b = max((m.span("name") for m in matches))
        return [_Subject((Actor(a, b, "leading_group"),), None, (duty.start() + 1, end), "duty.group")]


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in regex.compile(r"\t|$").finditer(text, start, end):
        yield at, match.start()
        at = match.end()


def _task_column(cells: list[str], named: list[str | None]) -> int:
    for index, cell in enumerate(cells):
        if regex.search("任务|事项|内容|工作|措施|项目", cell) and not named[index]:
            return index
    return 0
