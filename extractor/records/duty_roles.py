"""The role that a predicate gives its subject: lead, support, guide, supervise, responsible.

The first duty named decides; 牵头 wins wherever it stands. Light verbs (负责, 做好, 加强) hand the
role on to what they govern; phrases without a duty (高度重视, 充分发挥…作用) are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled

_ADVERBIAL = wording("duty_roles.adverbial")
_MEANS = wording("duty_roles.means")
_PACE = wording("duty_roles.pace")
_CITED = wording("duty_roles.cited")
_RHYTHM = wording("duty_roles.rhythm")
_DAY = wording("duty_roles.day")
_PERIOD = wording("duty_roles.period")
_COUNTED = wording("duty_roles.counted")
TIME = phrase("duty_roles.time")
_SCHEME = phrase("duty_roles.scheme")
_OTHER_LEADS = phrase("duty_roles.other_leads")
_PERSON = wording("duty_roles.person")
_MONEY = wording("duty_roles.money")


_NO_SUM = wording("duty_roles.no_sum")
_IN_RESPECTS = compiled("等(?:各?个?方面|环节|过程|领域|情况)的?(?P<noun>[^、的等]{2,8})$")
"""对证书的发放、保管等方面监管: what is done in all the respects named."""
_PAYS = phrase("duty_roles.pays")


_TASKS = wording("duty_roles.tasks")
_BROUGHT = phrase("duty_roles.brought")
_STATUS = phrase("duty_roles.status")
_TAKES_BACK = phrase("duty_roles.takes_back")
_CASE_FIRST = phrase("duty_roles.case_first")
_WHOM = phrase("duty_roles.whom")
_REMARK = compiled(r"\([^()]{0,120}\)")
"""对企业（含…，不含…）进行监管: a remark says nothing of the duty."""
_TOGETHER = wording("duty_roles.together")
_WILL = phrase("duty_roles.will")
_JOINED_SIDE = compiled("^(?:会同|联合|商)[^,;。]{2,40}?(?=负责|共同负责)")
"""会同县发展改革局负责安排…: who helps, before the duty."""
_NOT_HEAD = wording("duty_roles.not_head")
_EACH_ONE = phrase("duty_roles.each_one")
_OWN_HEAD = compiled(rf"的|(?:{_TASKS}|监管|监督|检查|指导|协调|考核|督查|配合)(?:工作)?$")
"""审批、机构的监管: a part that says itself what is to be done."""


@dataclass(frozen=True)
class Roles:
    """The compiled word lists of duties."""

    prefix: regex.Pattern[str]
    light: regex.Pattern[str]
    skip: regex.Pattern[str]
    head: regex.Pattern[str]
    noun: regex.Pattern[str]
    tail: regex.Pattern[str]
    watched: regex.Pattern[str]
    appointed: regex.Pattern[str]
    """为配合单位: the predicate names the body's part."""
    named: dict[str, str]
    paying: regex.Pattern[str]
    managing: regex.Pattern[str]
    permission: regex.Pattern[str]
    opener: regex.Pattern[str]
    modal: regex.Pattern[str]

    def of(self, predicate: str) -> str:
        """Return the role that *predicate* (a subject's part of a clause) gives.

        >>> from extractor.patterns import load_patterns
        >>> roles(load_patterns()).of("负责改造工作的督查、考核")
        'supervise'
        """
        predicate = _REMARK.sub("", predicate)
        if (status := _STATUS.match(predicate)) and "牵头" not in status[0]:
            predicate = predicate[status.end() :]
        predicate = _OTHER_LEADS.sub(lambda match: "□" * len(match[0]), predicate)
        predicate = _SCHEME.sub(lambda match: "□" * len(match[0]), predicate)
        if regex.search(
            rf"牵头(?!单位|部门|考核|{_PERSON})"
            r"|^[是为作][^,;。]{0,24}(?:牵头|主办)(?:责任)?(?:单位|部门)",
            predicate,
        ):
            return "lead"
        if named := self.appointed.match(predicate):
            return self.named[named["word"]]
        predicate = _CASE_FIRST.sub("", predicate)
        at = self._skip(predicate, 0)
        role = self._head(predicate, at)
        if role:
            return role
        light = self.light.match(predicate, at)
        if light:
            return self._governed(predicate, light.end()) or "responsible"
        watched, brought = self.watched.match(predicate, at), _BROUGHT.match(predicate, at)
        if watched and not (brought and brought.end() <= watched.start("word")):
            return self.named[watched["word"]]
        if brought:
            return self._governed(predicate, brought.end()) or "responsible"
        return "responsible"

    def each(self, predicate: str, count: int) -> tuple[str, ...]:
        """Return a role for each of *count* bodies that 分别负责X和Y gives one part each."""
        match = _EACH_ONE.match(predicate)
        if count < 2 or not match:
            return ()
        for mark in ("、|和|与|及|以及", "、", "和|与|及|以及"):
            parts = regex.split(mark, match["parts"])
            if len(parts) == count:
                given = tuple(self.of(match["verb"] + part) for part in parts)
                if "的" in parts[-1] and not any(_OWN_HEAD.search(part) for part in parts[:-1]):
                    return (given[-1],) * count  # 分别负责科技类、体育类机构的监管
                shared = self.head.match(parts[0]) and set(given[1:]) == {"responsible"}
                return (given[0],) * count if shared else given
        return ()

    def begins(self, text: str, at: int, end: int) -> int:
        """Return where the predicate at *at* begins behind the time it names: 于6月底前，将…."""
        match = TIME.match(text, at, end)
        return match.end() if match else at

    def _skip(self, text: str, at: int) -> int:
        """Pass over modals, adverbs, adverbials and phrases that name no duty."""
        while True:
            match = self.skip.match(text, at) or self.prefix.match(text, at)
            if not match or match.end() == at:
                return at
            at = match.end()

    def _head(self, text: str, at: int) -> str | None:
        match = self.head.match(text, at)
        if not match:
            return None
        role = self.named[match["word"]]
        if match["word"] == "会同":
            return "responsible"
        if match["word"] == "统筹" and regex.match(_MONEY, text[match.end() :]):
            return "responsible"
        return role

    def _governed(self, text: str, at: int) -> str | None:
        """Read the role from what a light verb governs: its first word, or the head of its noun."""
        at = self._skip(text, at)
        if text.startswith(("将", "把"), at):
            return None
        if light := self.light.match(text, at):
            return self._governed(text, light.end())
        if text.startswith("对", at) and (brought := _BROUGHT.match(text, at)):
            return self._governed(text, brought.end())
        if role := self._head(text, at):
            return role
        if text.startswith("日常", at) and (role := self._head(text, at + 2)):
            return role
        phrase = regex.split(r"[,;。:]", text[at:], maxsplit=1)[0]
        if text[:at].endswith(("负责", "开展", "进行", "实施")):
            phrase = regex.sub("^[^,;。的]{2,60}(?:前|后|中|期间)的", "", phrase)
            joint = r"(?:以及|[和及与])(?![^、和及与的]{1,8}的)"
            phrase = regex.split(rf"(?<={_TASKS}){joint}", phrase)[0]
        if (closed := _IN_RESPECTS.search(phrase)) and (of := self.noun.match(closed["noun"])):
            return self.named[of["word"]]
        tail = regex.search(r"(?:的|等)(?P<list>[^的]{2,24}?)(?=[和与及、][^的]*的|$)", phrase)
        if tail:
            first, *others = regex.split("[、和与及]", tail["list"])
            if found := self.noun.match(first):
                return self.named[found["word"]]
            if others and (headed := self._by_head(first)):
                return headed
            if others or at + tail.end() < at + len(phrase):
                return None
        first = regex.split("[、和与及]", phrase, maxsplit=1)[0]
        return self._by_head(first) or self._by_head(phrase)

    def _by_head(self, phrase: str) -> str | None:
        """Read the role from the noun that a phrase ends in: 资金使用监管工作."""
        end = self.tail.search(phrase)
        if not end or "、" in phrase[-12:]:
            return None
        if end["word"] == "统筹" and regex.search(_MONEY, phrase):
            return "responsible"
        return self.named[end["word"]]

    def only_pays(self, predicate: str) -> bool:
        """Tell whether a predicate says only who pays: that is funding, no duty."""
        if _TAKES_BACK.match(predicate):
            return False
        predicate = regex.sub("“[^“”]{1,40}”", "□", predicate)
        predicate = _WILL.sub("", _JOINED_SIDE.sub("", predicate))
        at = self._skip(predicate, 0)
        behind = _WHOM.sub("", predicate)
        paid = self.paying.match(predicate, at) or any(
            _PAYS.match(words) for words in (predicate, predicate[at:], behind)
        )
        return bool(paid) and not self.managing.search(predicate)


@lru_cache(maxsize=8)
def roles(patterns: Patterns) -> Roles:
    """Return the compiled duty words of *patterns*."""
    words = patterns.lists("duties")
    named = {
        term: role
        for role in ("responsible", "supervise", "guide", "support", "lead")
        for term in words.get(role, ())
    }
    adverb = alternation([*words["adverbs"], *words["modals"]])
    any_word = alternation(named)
    verb = alternation(word for word in words["verbs"] if len(word) > 1)
    return Roles(
        prefix=compiled(
            rf"[,、和与]|(?:应|要|须|需)(?=按)|{_RHYTHM}|{TIME.pattern}|将(?=按|根据|对|于|在|适时|每|分别|定期|不定期|组织|会同)|(?!应急|应用|要素|要件){adverb}|{_CITED},|(?:{_CITED}|{_PACE}|{_MEANS})(?={adverb}*{verb})|{_ADVERBIAL}|作为[^,;。]{{1,30}},|为[^,;。]{{1,40}}主体[,;]?"
        ),
        light=compiled(alternation(words["light"])),
        skip=compiled(
            rf"(?:充分|切实|积极|有效|主动|认真)*发挥好?[^,;。]{{0,40}}?(?:作用|职能|优势|功能)+[,、]?|{_TOGETHER}|{alternation(words['skip'])}[^,;。]{{0,24}}?(?=[,;。、]|$)[,、]?"
        ),
        head=compiled(rf"(?P<word>{any_word}){_NOT_HEAD}"),
        noun=compiled(
            rf"(?:业务|技术|政策|日常|全程|跟踪|综合|质量|安全|全?过程|事[前中后]|现场|行业|动态|常态化?|专项|绩效|执法|运[营行]|各?(?:方面|环节)的?)*(?P<word>{any_word})"
        ),
        tail=compiled(
            rf"(?:..(?<![、和与及])|^.?)(?P<word>{any_word})"
            "(?:工作|相关工作|有关工作|管理|力度|力量|责任|职责|机制|服务|任务|职能|保障|等)*$"
        ),
        watched=compiled(
            rf"对[^,;。的]{{1,40}}?(?P<word>{alternation(words['supervise'])})(?![的等、])"
        ),
        appointed=compiled(rf"(?:是|为|作为)[^,;。]{{0,24}}?(?P<word>{any_word})(?:单位|部门)"),
        named=named,
        paying=compiled(alternation(words["paying"])),
        managing=compiled(
            "^(?:每年度?|要|应当?|须)*统筹安排|[,、]并?按(?:照)?[^,;。]{2,10}?(?:拨付|下达|核拨)|(?:^|[,、])(?:并|要|应|应当|须|积极|多渠道|认真|切实|原则上|及时|足额|全部|于[^,;。]{2,12}前)*(?:筹集|筹措|争取|拨付|及时拨付|整合|统筹(?:使用|整合|利用|落实|解决|[^,;。、]{2,16}(?:资金|经费|债券)解决)|[纳列]入|(?:将|把)(?![^,;。]{2,30}(?:资金|经费|公益金|收益|收入|补助)用于)|加大|调整|负责|组织|落实"
            "|编制|制定|建立|做好|加强|确保|完善|监督|管理|实施|审核|核算|牵头)"
        ),
        permission=compiled(alternation(words["permission"])),
        opener=compiled(alternation([*words["modals"], *words["verbs"], *words["adverbs"]])),
        modal=compiled(
            alternation(
                [
                    *words["modals"],
                    "负责",
                    "牵头",
                    "承担",
                    "具体负责",
                    "自行负责",
                    "会同",
                    "联合",
                    "主要负责",
                    "主要承担",
                ]
            )
        ),
    )
