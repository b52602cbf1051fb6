"""Tells whether the words behind bodies say what they have to do.

A word of obligation (应, 要, 须, 负责) or a verb of duty makes a predicate; words that describe,
define or allow do not, nor do common nouns (企业, 居民) before a plain verb.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.bodies import ActorList
from extractor.phrases import phrase
from extractor.records.duty_forms import Forms
from extractor.records.duty_roles import Roles
from extractor.rule_cache import compiled

TOWARDS = phrase("duty_predicates.towards")
_LATER = phrase("duty_predicates.later")
_MODAL_INSIDE = compiled(r"[^,;。]{2,30}?(?:应当|应(?!急|用)|必须|不得)")
_IS_BODY = phrase("duty_predicates.is_body")
_LEVEL = compiled("各|省|市|县|区|州|盟|旗|自治区|国")
_COMMON_ACTS = phrase("duty_predicates.common_acts")
_STEPS = compiled("[向持凭]")
"""申请人向…申请, 持…到…办理: steps that begin with a preposition."""
_WHEN_DONE = phrase("duty_predicates.when_done")
_WHILE = phrase("duty_predicates.while")
_BUILT = phrase("duty_predicates.built")
_DESCRIBED = phrase("duty_predicates.described")
_STEP = phrase("duty_predicates.step")
_THINGS = phrase("duty_predicates.things")
_BECOMES = phrase("duty_predicates.becomes")
_RELATIVE = phrase("duty_predicates.relative")
_DEPENDS = phrase("duty_predicates.depends")
_PUNISHED = phrase("duty_predicates.punished")
_UNNAMED = compiled("各?(?:有关|相关)(?:部门|单位|方面|机构)?")
_INTRODUCES = phrase("duty_predicates.introduces")
_TURNS = phrase("duty_predicates.turns")
_ABLE = phrase("duty_subjects.able")


@dataclass(frozen=True)
class Predicates:
    """Judges what stands behind bodies in one text."""

    text: str
    roles: Roles
    forms: Forms

    def hold(self, listed: ActorList, predicate: str, *, by: bool) -> bool:
        """Tell whether *predicate* says what the bodies before it have to do."""
        if (
            not predicate
            or _INTRODUCES.match(predicate)
            or _DESCRIBED.match(predicate)
            or _THINGS.match(predicate)
            or _PUNISHED.match(predicate)
            or any(
                self.forms.no(kind, predicate)
                for kind in ("noun", "relative", "measure", "excluded", "state")
            )
        ):
            return False
        openers = (self.roles.opener, _DEPENDS, TOWARDS)
        opens = any(form.match(predicate) for form in openers)
        if by:
            return self._done_by(listed, predicate, opens=opens)
        if _BUILT.match(predicate) and self._is_place_run(listed):
            return False
        if _STEP.match(predicate) or (_WHILE.match(predicate) and not self.common(listed)):
            return True
        if self.roles.modal.match(predicate):
            obliged = regex.match("要|应|须|必须|负责|牵头", predicate)
            return bool(obliged) or not self.forms.no("conditional", predicate)
        if _LATER.search(predicate) or _IS_BODY.match(predicate) or self._after(predicate):
            return True
        if self._elsewhere(predicate, opens=opens):
            return False
        if self.able(listed):
            return True
        common = self.common(listed)
        if not opens and not (common and _STEPS.match(predicate)):
            office = self._is_office(listed)
            if not office or self.forms.no("result", predicate):
                return False
        return not common or _COMMON_ACTS.match(predicate) is not None

    def _done_by(self, listed: ActorList, predicate: str, *, opens: bool) -> bool:
        """Tell whether the words behind 由 and its bodies say what they do."""
        if _IS_BODY.match(predicate):
            return True
        if _BECOMES.match(predicate) or _RELATIVE.match(predicate):
            return False
        if self._vague(listed) and regex.match("给予|引导|主导|支持|扶持", predicate):
            return False
        return self._is_office(listed) or opens or self._acts(listed, predicate)

    def _after(self, predicate: str) -> bool:
        """收到申请后应当…: the obligation stands behind what the body has done before."""
        begun = regex.match("在|于|收到|接|取得|获|发现|得知|领", predicate)
        return bool(begun or self.roles.opener.match(predicate)) and bool(
            _WHEN_DONE.match(predicate)
        )

    def _acts(self, listed: ActorList, predicate: str) -> bool:
        """由企业向…提出申请: behind 由 a verb that no list knows, unless it says what becomes."""
        if self.common(listed):
            return predicate.startswith(("向", "自", "送", "报")) or bool(
                _COMMON_ACTS.match(predicate)
            )
        return _TURNS.match(predicate) is None

    def able(self, listed: ActorList) -> bool:
        """有条件的社区开设食堂: an order with a plain verb."""
        at = listed.start - len("有条件的")
        return at >= 0 and _ABLE.match(self.text, at) is not None

    def _vague(self, listed: ActorList) -> bool:
        """No body of the list is named: 企业, 相关部门."""
        names = [self.text[a.start : a.end] for a in listed.actors]
        return self.common(listed) or all(_UNNAMED.fullmatch(name) for name in names)

    def common(self, listed: ActorList) -> bool:
        """All of the list are common nouns: 社区, 企业, 居民."""
        closed = self.text.startswith("等", listed.actors[-1].end, listed.end)
        names = [self.text[a.start : a.end] for a in listed.actors]
        return not closed and all(name in self.forms.bare for name in names)

    def _elsewhere(self, predicate: str, *, opens: bool) -> bool:
        """The obligation is another noun's, a condition's, or a scheme is described."""
        if not opens and _MODAL_INSIDE.match(predicate):
            return True
        if self.forms.no("conditional", predicate) and not regex.match(
            "按|根据|在|结合|对", predicate
        ):
            return True
        if self.forms.no("shared", predicate) or regex.match("授权|委托(?=[市县区州])", predicate):
            return True
        builds = regex.match("建立|健全|完善|构建|形成|按|根据|结合|采[取用](?!的)", predicate)
        return self.forms.no("scheme", predicate) and not builds

    def _is_place_run(self, listed: ActorList) -> bool:
        """The last of the list is a place that someone runs: 便民服务中心."""
        last = listed.actors[-1]
        return self.text[last.start : last.end].endswith(("中心", "站", "所", "馆", "场", "园"))

    def _is_office(self, listed: ActorList) -> bool:
        """Offices with a level at their left edge act whatever verb follows: 市民政局公示…."""
        first = listed.actors[0]
        named = _LEVEL.match(self.text, first.start, first.end)
        return first.type not in ("owners", "social_capital") and named is not None
