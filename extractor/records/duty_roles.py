"""The role that a predicate gives its subject: lead, support, guide, supervise, responsible.

The first duty named decides; 牵头 wins wherever it stands. Light verbs (负责, 做好, 加强) hand the
role on to what they govern; phrases without a duty (高度重视, 充分发挥…作用) are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation

_ADVERBIAL = (
    r"(?:按照?|根据|依据|依照|结合|围绕|对照|参照|立足|通过|利用|运用|依托|针对|本着|经|在|于|从|以|为(?!.{0,20}主体)|每)"
    r"[^,;。]{0,60}?(?:,|的?基础上,?|过程中,?|前提下,?|原则,?|要求,?|职责(?:分工)?,?|规定,?|有关规定,?|职能,?"
    r"|实际,?|情况,?|(?:协议)?约定,?|协议,?|范围,?|工作中,?|方式,?|等?方面,?)|采取[^,;。]{0,20}方式,?"
)
_RHYTHM = (
    r"(?:于|在|自)?每(?:半年|两年|个?月|季度?|年|周|日|学期)(?:[\d一二三四五六七八九十]{1,2}月)?(?:第?[一二三首末]个?月)?"
    r"(?:底|末|初)?(?:\d{1,2}日)?(?:以?前|内)?(?:至少|不少于)?"
)
_SCHEME = regex.compile(
    r"(?:[^,;。、]{1,8}(?:负责|牵头|领导|主导|主责|统筹|协作|参与|保障|支撑|协同|联动|主体|落实|指导|监督|配合)、){1,}"
    r"[^,;。、]{1,10}(?:的[^,;。]{0,10}?)?(?:机制|格局|体系|体制|模式|局面|合力)"
)
"""政府领导、民政牵头、部门协作的机制 names a way of working together, not who leads."""
_MONEY = r"(?:[^,;。]{0,10}?(?:资金|经费|财力|债券|预算|投入|补助)|使用)"


_PAYS = regex.compile(
    r"[^,;。]{0,50}?(?:(?:给予|予以|安排|发放|提供|享受)[^,;。]{0,24}?(?:补助|补贴|奖励|奖补|代补|贴息|补偿|资助|资金|经费|减免|配套|\d|[一二三四五六七八九十百千]+万?元)"
    r"|(?:补助|补贴|奖励|奖补)(?:[,;。\d]|$|最高|不超过)|(?:\d|成|比例?|比[一二三四五六七八九])(?:的比例)?(?:进行)?(?:予以)?(?:分担|分摊|配套)"
    r"|分担|分摊|均摊|贴息|出资|列支"
    r"|承担(?:$|[,;。]|\d|百分|[一二三四五六七八九]成|[^,;。]{0,20}(?:费用|资金|部分|成本|支出|比例)))"
)


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
        predicate = _SCHEME.sub(lambda match: "□" * len(match[0]), predicate)
        if regex.search(
            r"牵头(?!单位|部门|考核)|^[是为作][^,;。]{0,24}牵头(?:单位|部门)", predicate
        ):
            return "lead"
        at = self._skip(predicate, 0)
        role = self._head(predicate, at)
        if role:
            return role
        light = self.light.match(predicate, at)
        if light:
            return self._governed(predicate, light.end()) or "responsible"
        if watched := self.watched.match(predicate, at):
            return self.named[watched["word"]]
        brought = regex.compile(r"对[^,;。]{1,80}?(?:进行|开展|实施|加强|实行)").match(
            predicate, at
        )
        if brought:
            return self._governed(predicate, brought.end()) or "responsible"
        return "responsible"

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
        if match["word"] == "统筹" and regex.match(_MONEY, text[match.end() :]):
            return "responsible"
        return role

    def _governed(self, text: str, at: int) -> str | None:
        """Read the role from what a light verb governs: its first word, or the head of its noun."""
        at = self._skip(text, at)
        if light := self.light.match(text, at):
            return self._governed(text, light.end())
        if role := self._head(text, at):
            return role
        phrase = regex.split(r"[,;。:]", text[at:], maxsplit=1)[0]
        if text[:at].endswith("负责"):
            phrase = regex.split(
                r"(?<=制定|编制|实施|建设|管理|组织|审批|工作|运行|维护|推进|落实)[和及与]", phrase
            )[0]
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
        at = self._skip(predicate, 0)
        behind = regex.sub("^对[^,;。]{0,50},", "", predicate)
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
    return Roles(
        prefix=regex.compile(
            rf"[,、和与]|{_RHYTHM}|将(?=按|根据|对|定期|不定期|适时|组织|会同)|{adverb}|{_ADVERBIAL}|作为[^,;。]{{1,30}},|为[^,;。]{{1,40}}主体[,;]?"
        ),
        light=regex.compile(alternation(words["light"])),
        skip=regex.compile(
            rf"充分发挥[^,;。]{{0,40}}?(?:作用|职能|优势|功能)[,、]?|{alternation(words['skip'])}[^,;。]{{0,24}}?(?=[,;。、]|$)[,、]?"
        ),
        head=regex.compile(rf"(?P<word>{any_word})"),
        noun=regex.compile(
            rf"(?:业务|技术|政策|日常|全程|跟踪|综合|质量|安全)*(?P<word>{any_word})"
        ),
        tail=regex.compile(
            rf"(?:..(?<![、和与及])|^.?)(?P<word>{any_word})"
            "(?:工作|管理|力度|力量|责任|职责|机制|服务|任务|职能|等)*$"
        ),
        watched=regex.compile(
            rf"对[^,;。的]{{1,40}}?(?P<word>{alternation(words['supervise'])})(?![的等、])"
        ),
        named=named,
        paying=regex.compile(alternation(words["paying"])),
        managing=regex.compile(
            "(?:^|[,、])(?:并|要|应|应当|须|积极|多渠道|认真|切实)*(?:筹集|筹措|争取|拨付|及时拨付|整合|统筹使用|纳入|将|把|加大|调整|负责|组织|落实"
            "|编制|制定|建立|做好|加强|确保|完善|监督|管理|实施|审核|牵头)"
        ),
        permission=regex.compile(alternation(words["permission"])),
        opener=regex.compile(alternation([*words["modals"], *words["verbs"], *words["adverbs"]])),
        modal=regex.compile(
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
                ]
            )
        ),
    )
