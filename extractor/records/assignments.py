"""Assignments in brackets, in lines of their own and in tables: （市民政局牵头；各区县落实）.

Inside an assignment every name is a body; a role word of its own (牵头单位, 按职责分工负责) decides
for the names it governs, whatever separates them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.bodies import Actor, Bodies

_LABEL = regex.compile(
    r"(?P<lead>(?:总)?牵头(?:责任)?(?:单位|部门|处室|科室|机构)?|主办(?:单位|部门)|主责单位|主要责任单位|第一责任单位)"
    r"|(?P<support>(?:配合|协助|参与|协同|协办|支持|参加|联动|会办)(?:责任)?(?:单位|部门|处室|机构)?)"
    r"|(?P<guide>(?:指导|统筹|协调)(?:单位|部门))"
    r"|(?P<supervise>(?:监督|督导|督办|监管|督查|考核)(?:单位|部门))"
    r"|(?P<none>(?:责任|牵头|分管|包抓|包联|联系|市级|县级|区级|配合)?(?:领导|负责人|责任人|联系人|负责同志|领导同志)"
    r"|(?:完成|工作|办理|实施|整改|推进)?(?:时限|时间|期限|进度|节点)(?:要求|安排)?|起止时间|责任时限|工作目标|目标任务|资金来源|工作措施|备注|联系电话)"
    r"|(?P<responsible>(?:责任|落实|承办|实施|组织实施|负责|完成|执行|主管)(?:单位|部门|主体|处室|机构)(?:及(?:责任人|部门))?|责任主体)"
)
LABEL = regex.compile(rf"(?:{_LABEL.pattern})(?:\([^()]{{1,20}}\))?[::]?")
_START = regex.compile(rf"(?:{_LABEL.pattern})(?:\([^()]{{1,20}}\))?:")
_ROLE_WORDS = (
    ("lead", r"(?:共同|联合|总)?牵头(?:负责|组织|落实|推进|实施)?"),
    ("support", r"(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:积极|共同|密切|协同)*(?:配合|协助|参与|支持|协办)(?:落实|实施|推进)?"),
    ("guide", r"(?:负责)?(?:业务|技术)?(?:指导|统筹(?:协调|推进)?|协调)"),
    ("supervise", r"(?:负责)?(?:监督|监管|督导|督查|考核)(?:落实|管理|检查)?"),
    (
        "responsible",
        r"(?:(?:等)?(?:有关|相关)?(?:部门|单位)*按(?:照)?(?:各自)?职(?:责|能)(?:分工)?(?:分别)?(?:负责|落实|抓好落实|推进)?|(?:分别|共同|具体|组织|按分工)?(?:负责|落实|实施|承担|承办)(?:落实|实施|推进)?)",
    ),
)
_BY_ROLE = [(role, regex.compile(rf"(?P<names>.+?){words}(?:各自|相关|有关|具体)?(?:工作|任务)?$")) for role, words in _ROLE_WORDS]
_NO_BODY = regex.compile(
    r"(?:以下|余)?下?同$|(?:完成|工作|办理|实施|整改)?时(?:限|间|间节点)?(?:为|:|要求|\d)|\d{4}年|(?:长期|持续)(?:坚持|推进|实施)"
)
_FIRST_LEADS = regex.compile(r"(?:列|排)(?:在)?(?:首位|第一位?|首个|最前|前)的?(?:单位|部门)?(?:为|是|即为)牵头(?:责任)?(?:单位|部门)?")


@dataclass(frozen=True, slots=True)
class Assigned:
    """One body with its role; offsets into the text given."""

    actor: Actor
    role: str


def first_leads(text: str) -> bool:
    """Tell whether the notice says that the first body of each list leads (列第一位的为牵头单位)."""
    return bool(_FIRST_LEADS.search(text))


def is_assignment(text: str, start: int, end: int, bodies: Bodies) -> bool:
    """Tell whether the stretch (a bracket's content) assigns duties to bodies."""
    content = text[start:end]
    label = _START.match(content)
    if label:
        return label.lastgroup != "none" or bool(_START.search(content, label.end()))
    governed = False
    for a, b in _parts(text, start, end):
        role, names_end = _role_of(text, a, b)
        if not role:
            continue
        actors = bodies.split(text, a, names_end)
        if not actors or not all(bodies.looks_like(text[x.start : x.end]) for x in actors):
            return False
        governed = True
    return governed or _only_bodies(text, start, end, bodies)


def _only_bodies(text: str, start: int, end: int, bodies: Bodies) -> bool:
    """A bare list of two or more offices in a bracket assigns the paragraph to them."""
    listed = bodies.list_at(text, start, end)
    if not listed or listed.end != end or len(listed.actors) < 2:
        return False
    return all(regex.search(r"(?:局|委|办|厅|政府|中心|部门)$", text[a.start : a.end]) for a in listed.actors)


def read_assignment(
    text: str, start: int, end: int, bodies: Bodies, *, first_is_lead: bool = False
) -> list[Assigned]:
    """Return the bodies of an assignment with their roles, in order of position."""
    found: list[Assigned] = []
    for role, a, b in _segments(text, start, end):
        if role == "none" or _FIRST_LEADS.fullmatch(text[a:b].strip(",;。")):
            continue
        found += _free(text, a, b, bodies, role)
    if first_is_lead and found and all(item.role == "responsible" for item in found):
        found[0] = Assigned(found[0].actor, "lead")
    return found


def _segments(text: str, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """Cut at labels (责任单位：); the stretch before the first label has the role None."""
    at, role = start, None
    for match in _START.finditer(text, start, end):
        if match.start() > start and text[match.start() - 1] not in ",;。、(【[ \n)及和与":
            continue
        if match.start() > at:
            yield role, at, match.start()
        role, at = match.lastgroup, match.end()
    if at < end:
        yield role, at, end


def _free(
    text: str, start: int, end: int, bodies: Bodies, role: str | None
) -> Iterator[Assigned]:
    """Read names with role words behind them; *role* is what the label says for the rest."""
    pending: list[Actor] = []
    led = False
    for a, b in _parts(text, start, end):
        if _NO_BODY.match(text, a, b) or _FIRST_LEADS.match(text, a, b):
            continue
        joined = regex.compile(r"(?:会同|联合|协同)").search(text, a, b)
        own, names_end = _role_of(text, a, b)
        stop = joined.start() if joined else names_end
        actors = bodies.split(text, a, stop)
        if joined and actors:
            yield from (Assigned(actor, own or role or "responsible") for actor in pending + actors)
            pending = []
            rest = bodies.split(text, joined.end(), names_end)
            yield from (Assigned(actor, "support") for actor in rest)
            continue
        if own:
            led = led or own == "lead"
            yield from (Assigned(actor, own) for actor in pending + actors)
            pending = []
        else:
            pending += actors
    rest_role = role or ("support" if led else "responsible")
    yield from (Assigned(actor, rest_role) for actor in pending)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, begin = 0, start
    for index in range(start, end):
        char = text[index]
        depth += (char == "(") - (char == ")")
        if not depth and char in ",;。":
            if index > begin:
                yield begin, index
            begin = index + 1
    if begin < end:
        yield begin, end


def _role_of(text: str, start: int, end: int) -> tuple[str | None, int]:
    part = text[start:end]
    for role, pattern in _BY_ROLE:
        match = pattern.match(part)
        if match:
            return role, start + match.end("names")
    return None, end


def brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the outermost brackets （…）, 【…】 and […] in a stretch, brackets included."""
    pairs = {"(": ")", "【": "】", "[": "]", "〔": "〕"}
    at = start
    while at < end:
        closer = pairs.get(text[at])
        if not closer:
            at += 1
            continue
        depth, index = 0, at
        while index < end:
            depth += (text[index] == text[at]) - (text[index] == closer)
            if not depth:
                break
            index += 1
        if index < end:
            yield at, index + 1
            at = index + 1
        else:
            at += 1


def label_at(text: str, start: int, end: int) -> str | None:
    """Return the role of the label (责任单位：) that begins at *start*; ``none`` for 完成时限."""
    match = _START.match(text, start, end)
    return match.lastgroup if match else None


def column_role(cell: str) -> str | None:
    """Return the role that a table's header cell gives to the bodies of its column."""
    match = regex.fullmatch(rf"(?:{_LABEL.pattern})(?:\([^()]*\))?", cell)
    return match.lastgroup if match and match.lastgroup != "none" else None
