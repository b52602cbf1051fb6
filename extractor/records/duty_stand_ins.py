"""Who stands in a subject's place without a name: an office, places, 其, local bodies."""

from __future__ import annotations

import regex

from extractor.bodies import NO_PLACE, Actor, ActorList
from extractor.body_forms import INNER
from extractor.phrases import phrase
from extractor.places import Gazetteer
from extractor.records.assignments import Assignments
from extractor.rule_cache import compiled

_STEP = phrase("duty_predicates.step")
_OWN_OFFICE = phrase("duty_stand_ins.own_office")
_BY_OFFICE = compiled("(?:领导小组|联席会议|专班|指挥部)?办公室")
"""由办公室汇总: the office named before."""
_BRIEFLY = compiled("[^,;。的]{2,6}后")
_BY_PLACES = compiled(
    rf"{INNER}{{1,5}}?(?:新区|[市县区旗州盟])(?:[、和与及]{INNER}{{1,5}}?(?:新区|[市县区旗州盟]))*"
)
_ZONE = phrase("duty_stand_ins.zone")
_NAMED = phrase("duty_stand_ins.named")
_ITEM = compiled("[^、]+")


class StandIns:
    """Reads those who are meant where no list of bodies begins, in one text."""

    def __init__(self, text: str, assignments: Assignments, places: Gazetteer) -> None:
        self.text = text
        self.bodies = assignments.bodies
        self.roles = assignments.roles
        self.forms = assignments.forms
        self.places = places

    def at(self, start: int, at: int, end: int, *, by: bool) -> tuple[ActorList | None, str]:
        """Return who is meant at *at* of the clause from *start* on, and the rule that says so."""
        if by:
            if office := self._by_office(at, end):
                return office, "duty.office"
            named = self._named_before(start, at)
            return (named, "duty.by-it") if named else (self._by_places(at, end), "duty.by")
        if own := _OWN_OFFICE.match(self.text, at, end):
            return ActorList((Actor(at, own.end(), "leading_group"),), at, own.end()), "duty.office"
        local = self._local(at, end)
        return (local, "duty.local") if local else (self._places(at, end), "duty.place")

    def _places(self, at: int, end: int) -> ActorList | None:
        """云岭市、临溪县等地 as a subject are their governments; short names need 等地 behind."""
        match = self.forms.duty["duty.place"].match(self.text, at, end)
        if not match:
            return None
        names = [m.span() for m in _ITEM.finditer(self.text, *match.span("names"))]
        if not all(
            _ZONE.fullmatch(self.text, a, b) or self.places.resolve(self.text[a:b])
            for a, b in names
        ):
            return None
        if not match["closed"] and not all(self.text[b - 1] in "省市县区盟旗州" for _, b in names):
            return None
        return ActorList(tuple(Actor(a, b, "government") for a, b in names), at, match.end())

    def _by_places(self, at: int, end: int) -> ActorList | None:
        """由青禾区、临溪县消化: places behind 由 are their governments."""
        match = _BY_PLACES.match(self.text, at, end)
        if not match or not self.roles.opener.match(self.text, match.end(), end):
            return None
        if NO_PLACE.search(match[0]):
            return None
        names = [m.span() for m in regex.finditer("[^、和与及]+", match[0])]
        actors = tuple(Actor(at + a, at + b, "government") for a, b in names)
        return ActorList(actors, at, match.end())

    def _by_office(self, at: int, end: int) -> ActorList | None:
        """由办公室汇总后上报: the office of the group spoken of."""
        match = _BY_OFFICE.match(self.text, at, end)
        if not match or not (
            self.roles.opener.match(self.text, match.end(), end)
            or _STEP.match(self.text, match.end(), end)
            or _BRIEFLY.match(self.text, match.end(), end)
        ):
            return None
        actor = Actor(at, match.end(), "leading_group")
        return ActorList((actor,), at, match.end())

    def _local(self, at: int, end: int) -> ActorList | None:
        match = self.forms.duty["duty.local"].match(self.text, at, end)
        if not match:
            return None
        names = tuple(self.bodies.split(self.text, *match.span("names")))
        return ActorList(names, at, match.end()) if names else None

    def _named_before(self, start: int, at: int) -> ActorList | None:
        """由其: 其 stands for the body that the clause named last."""
        if not self.text.startswith("其", at):
            return None
        if regex.search("(?:^|,)(?:鼓励|引导|支持)", self.text[start:at]):
            return None
        best: Actor | None = None
        for match in _NAMED.finditer(self.text, start, at):
            for begin in (match.start("adjective"), match.end()):
                stop = self.bodies.body_at(self.text, begin, at - 1)
                known = self.text[begin:stop] in self.bodies.forms.names
                if stop - begin >= 4 and (known or begin == match.end()):
                    best = Actor(begin, stop, self.bodies.type_of(self.text[begin:stop]))
                    break
        return ActorList((best,), best.start, at + 1) if best else None
