"""Assignments in brackets, in lines of their own and in tables: （市民政局牵头；各区县落实）.

Inside an assignment every name is a body; a role word of its own (牵头单位, 按职责分工负责) decides
for the names it governs, whatever separates them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from extractor.bodies import Actor, Bodies
from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.duty_forms import Forms
from extractor.records.duty_roles import Roles
from extractor.rule_cache import compiled

_NO_BODY = phrase("assignments.no_body")
_WHOLE_LABEL = compiled("(?:单位|部门|主体|时限|时间|领导|责任人)")
"""A label that needs no mark before it: blanks between two labels are not in the view."""
_OFFICE = phrase("assignments.office")
_OTHER_NAME = compiled(
    r"\((?:[^()]{2,12}(?:局|委|办|厅|中心|委员会|办公室)|[^()]{0,10}(?:管委会|政府|街道|办事处))\)"
)
"""An office's other name: 省市场监管局（省知识产权局）, 人民政府（管委会）."""
_BODY = phrase("assignments.body")
_PLAIN_NAME = phrase("assignments.plain_name")
_NAMED_TWICE = phrase("assignments.named_twice")
_ADDED = phrase("assignments.added")
_HELPS = ("support", "guide", "supervise")
"""Roles beside which a bare name keeps its own duty: （A、B，C配合）."""
_RUN_ON = phrase("assignments.run_on")
_CLOSING = ("牵头", "负责", "落实", "实施", "配合", "参与")
"""Words behind which 、 parts two bodies with their roles."""
_OPENER = compiled(r"[(【\[〔]")
_JOINED = compiled("会同|联合(?![会社体])|协同")
_MARK = compiled(r"\((?P<word>[^()]{2,8})\)")
_PLAIN_WORDS = compiled(
    "(?:按|根据|依)[^,;。]{0,16}(?:负责|落实|配合)$|(?:[^,;。]{0,4})(?:局|部门|单位|委)$"
)
_DOES = phrase("assignments.does")
_PAIRS = {"(": ")", "【": "】", "[": "]", "〔": "〕"}


@dataclass(frozen=True, slots=True)
class Assigned:
    """One body with its role; offsets into the text given."""

    actor: Actor
    role: str
    rule: str = "duty.bracket"


@dataclass(frozen=True)
class Assignments:
    """Reads assignments with the bodies and forms of one set of patterns."""

    bodies: Bodies
    forms: Forms
    roles: Roles

    def first_leads(self, text: str) -> bool:
        """Tell whether the notice says that the first body of each list leads."""
        return bool(self.forms.duty["duty.first-leads"].search(text))

    def only_bodies(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch is nothing but names of bodies, up to its first comma at least."""
        comma = text.find(",", start, end)
        stop = comma if comma > start else end
        listed = self.bodies.list_at(text, start, stop)
        if listed is None or listed.end < stop - 3:
            return False
        found = self.bodies.split(text, start, end)
        return all(self.bodies.looks_like(text[a.start : a.end]) for a in found)

    def is_one(self, text: str, start: int, end: int) -> bool:
        """Tell whether the stretch (a bracket's content) assigns duties to bodies."""
        label = self.forms.label_start.match(text, start, end)
        if label:
            later = self.forms.label_start.search(text, label.end(), end)
            return label.lastgroup != "none" or later is not None
        inner = self.forms.label_start.finditer(text, start, end)
        if any(m.lastgroup != "none" and text[m.start() - 1] in ",;" for m in inner):
            return True
        governed = False
        for a, b in _parts(text, start, end):
            role, names_end = self._worded(text, a, b)
            if not role and (acts := self._acts(text, a, b)) and _DOES.match(text, acts[1], b):
                role, names_end = acts
            if not role or _NO_BODY.match(text, a, b):
                continue
            actors = self.bodies.split(text, a, names_end)
            if not actors or not all(self._looks_like(text, x) for x in actors):
                return False
            governed = True
        return governed or self._only_bodies(text, start, end)

    def _looks_like(self, text: str, actor: Actor) -> bool:
        return self.bodies.looks_like(text[actor.start : actor.end])

    def _only_bodies(self, text: str, start: int, end: int) -> bool:
        """A bare list in a bracket that an office opens assigns the paragraph to its bodies.

        Most of them are known as bodies; one of a longer row may be a plain name: 云岭海关.
        """
        names: list[str] = []
        for a, b in _parts(text, start, end):
            if _NO_BODY.match(text, a, b):
                continue
            listed = self.bodies.list_at(text, a, b)
            if text.startswith(("设在", "设于"), a) or (not listed and not names):
                return False
            whole = listed is not None and listed.end == b
            found = listed.actors if listed and whole else self.bodies.split(text, a, b)
            names += [_OTHER_NAME.sub("", text[x.start : x.end]) for x in found]
        if not names or not _OFFICE.search(names[0]):
            return False
        if len(names) == 1:
            return self._closes(text, start - 1, end + 1)
        others = [x for x in names if not _OFFICE.search(x) and not _BODY.fullmatch(x)]
        if names[0] in self.forms.bare or any(not _PLAIN_NAME.fullmatch(x) for x in names[1:]):
            return not others  # 属地（街道、社区）: nouns that only explain
        unknown = [x for x in others if self.bodies.body_at(x, 0, len(x)) < len(x)]
        return 3 * len(unknown) <= len(names)

    def _closes(self, text: str, start: int, end: int) -> bool:
        """Tell whether the bracket of one office closes a sentence or item.

        建设社区食堂（市民政局）。 assigns it; behind a body, or inside, it may be another name.
        """
        if text[max(0, start - 1) : start] in ("。", ";"):
            return True
        closed = text[end : end + 1] in ("", "。", ";", "\n")
        return closed and not _NAMED_TWICE.search(text, max(0, start - 24), start)

    def read(self, text: str, span: Span, *, first_is_lead: bool = False) -> list[Assigned]:
        """Return the bodies of an assignment with their roles, in order of position."""
        found: list[Assigned] = []
        for label, a, b in self._segments(text, *span):
            role = label.lastgroup if label else None
            if role != "none":
                rule = self.forms.label_rule(role, label[0]) if label and role else "duty.bracket"
                found += self._free(text, a, b, role, rule)
        marked = [replace(item, role=self.marked(text, item.actor, item.role)) for item in found]
        led = any(new.role == "lead" != old.role for new, old in zip(marked, found, strict=True))
        found = [_beside(item) for item in marked] if led else marked
        if first_is_lead and found and all(item.role == "responsible" for item in found):
            found[0] = Assigned(found[0].actor, "lead", "duty.first-leads")
        return found

    def label_at(self, text: str, start: int, end: int) -> str | None:
        """Return the role of the label (责任单位：) at *start*; ``none`` for 完成时限."""
        match = self.forms.label_start.match(text, start, end)
        return match.lastgroup if match else None

    def column_role(self, cell: str) -> str | None:
        """Return the role that a table's header cell gives to the bodies of its column."""
        match = self.forms.label.fullmatch(regex.sub(r"\([^()]*\)", "", cell))
        return match.lastgroup if match and match.lastgroup != "none" else None

    def _segments(
        self, text: str, start: int, end: int
    ) -> Iterator[tuple[regex.Match[str] | None, int, int]]:
        """Cut at labels (责任单位：); the stretch before the first has None."""
        at, label = start, None
        for match in self.forms.label_start.finditer(text, start, end):
            apart = match.start() == start or text[match.start() - 1] in ",;。、(【[ \n)及和与"
            if not apart and not _WHOLE_LABEL.search(match[0]):
                continue
            if match.start() > at:
                yield label, at, match.start()
            label, at = match, match.end()
        if at < end:
            yield label, at, end

    def _free(
        self, text: str, start: int, end: int, role: str | None, labelled: str
    ) -> Iterator[Assigned]:
        """Read names with role words behind them; *role* is what the label says for the rest."""
        pending: list[Actor] = []
        led = given = False
        for a, b in _parts(text, start, end):
            mark = text[a - 1]
            if added := _ADDED.match(text, a, b):
                a = added.end()
            elif _NO_BODY.match(text, a, b) or self.forms.duty["duty.first-leads"].match(
                text, a, b
            ):
                continue
            own, names_end = self._role_of(text, a, b)
            rule = f"duty.words-{own}" if own else labelled
            joined = self._joined(text, a, b)
            actors = self.bodies.split(text, a, joined.start() if joined else names_end)
            left = role or ("responsible" if own in _HELPS and not given else None)
            if left and (mark in ";。" or (actors and own not in (None, role))):
                yield from (Assigned(actor, left, labelled) for actor in pending)
                pending = []
            given = given or own is not None
            if joined and (actors or joined.start() == a):
                if actors:
                    whose = own or role or "responsible"
                    yield from (Assigned(actor, whose, rule) for actor in pending + actors)
                    pending = []
                partners = self.bodies.split(text, joined.end(), names_end)
                yield from (Assigned(actor, "support", "duty.joined") for actor in partners)
            elif own:
                led = led or own == "lead"
                yield from (Assigned(actor, own, rule) for actor in pending + actors)
                pending = []
            else:
                pending += actors
        rest = role or ("support" if led else "responsible")
        yield from (Assigned(actor, rest, labelled) for actor in pending)

    def _joined(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """Find 会同 between names, not in a remark in brackets."""
        bracket = text.find("(", start, end)
        return _JOINED.search(text, start, end if bracket < 0 else bracket) or (
            _JOINED.search(text, text.find(")", bracket, end) + 1, end) if bracket >= 0 else None
        )

    def marked(self, text: str, actor: Actor, role: str) -> str:
        """Return the role that stands in brackets behind a name: 市民政局（牵头）."""
        match = _MARK.match(text, actor.end)
        label = self.forms.label.fullmatch(match["word"]) if match else None
        return label.lastgroup or role if label and label.lastgroup != "none" else role

    def _acts(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """Read names with a duty in words behind them: 各街道负责宣传发动."""
        listed = self.bodies.list_at(text, start, end)
        if not listed or not listed.end < end - 1:
            return None
        if not self.roles.opener.match(text, listed.end, end) or _JOINED.search(text, start, end):
            return None
        words = text[listed.end : end]
        plain = _PLAIN_WORDS.match(words) or self.roles.only_pays(words)
        return None if plain else (self.roles.of(words), listed.end)

    def _role_of(self, text: str, start: int, end: int) -> tuple[str | None, int]:
        return self._acts(text, start, end) or self._worded(text, start, end)

    def _worded(self, text: str, start: int, end: int) -> tuple[str | None, int]:
        """Read names with a role word behind them: 按职责分工负责, 配合."""
        part = text[start:end]
        for role, pattern in self.forms.words:
            match = pattern.match(part)
            if match:
                return role, start + match.end("names")
        return None, end


def _beside(item: Assigned) -> Assigned:
    """A name without label or role word beside one that is marked as leading supports it."""
    alone = item.rule == "duty.bracket" and item.role == "responsible"
    return replace(item, role="support") if alone else item


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut at ，；。 outside brackets, behind a role at 、 or another body (A牵头B配合)."""
    depth, begin = 0, start
    for index in range(start, end):
        char = text[index]
        depth += (char == "(") - (char == ")")
        ended = not depth and index > begin and text.endswith(_CLOSING, begin, index)
        if not depth and (char in ",;。" or (char == "、" and ended)):
            if index > begin:
                yield begin, index
            begin = index + 1
        elif ended and _RUN_ON.match(text, index, end):
            yield begin, index
            begin = index
    if begin < end:
        yield begin, end


def brackets(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the outermost brackets （…）, 【…】, […] and 〔…〕 in a stretch, brackets included."""
    at = start
    while found := _OPENER.search(text, at, end):
        at = found.start()
        stop = _closing(text, at, end)
        if stop:
            yield at, stop
        at = stop or at + 1


def _closing(text: str, at: int, end: int) -> int:
    opener, closer, depth = text[at], _PAIRS[text[at]], 0
    for index in range(at, min(end, at + 800)):
        depth += (text[index] == opener) - (text[index] == closer)
        if not depth:
            return index + 1
    return 0
