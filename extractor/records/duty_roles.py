"""The role that a predicate gives its subject: lead, support, guide, supervise, responsible.

The first duty named decides; 牵头 wins wherever it stands. Light verbs (负责, 做好, 加强) hand the
role on to what they govern; phrases without a duty (高度重视, 充分发挥…作用) are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation
from extractor.rule_cache import compiled

_ADVERBIAL = (
    r"依(?:各自)?(?:职责|职权|规定|程序|权限|约定|申请),?|受[^,;。]{1,24}?(?:委托|指派|聘请|邀请|授权),?"
    r"|(?:按照?|根据|依据|依照|结合|围绕|对照|参照|立足|通过|利用|运用|依托|针对|本着|经|在|于|从|以|为(?!.{0,20}(?:主体|提供))|每)"
    r"(?:《[^《》]{1,60}》|[^,;。《]){0,60}?(?:,|的?基础上,?|过程中,?|前提下,?|原则,?|要求,?|职[责权能](?:分工|权限|范围(?:之?内)?)?,?|规定,?|有关规定,?"
    r"|实际(?:情况|需要|工作)?,?|情况,?|(?:协议)?约定,?|协议,?|范围(?:之?内)?,?|工作中,?|方式,?|等?方面,?)|采取[^,;。]{0,60}方式,?|对[^,;。]{2,60},(?=采取)|视(?!频|为|觉|听)[^,;。]{0,12}?(?:情况?|需要|进度|程度|结果),?"
    r"|(?:春节|元旦|清明|五一|端午|中秋|国庆|[寒暑]假|汛|节假日|[双两]节|采暖|[冬夏春秋]季|重[要大]|旅游|农忙|三[夏秋]|[高中]考)"
    r"[^,;。]{0,12}?(?:期间|前后|时段|期|季节?),?"
    r"|[对就在][^;。]{1,80}?(?:等)?方面,?(?=[^,;。]{0,4}(?:给予|予以|加强|进行))"
)
_MEANS = r"(?:依托|利用|运用|借助|通过)[^,;。]{1,30}?(?:系统|平台|渠道|机制|网络|载体|手段|方式),?"
_PACE = (
    r"(?:按照?|根据|依据|依照|结合|对照|参照)(?:[^,;。《]{0,12}《[^《》]{2,60}》(?:[^,;。]{0,6}(?:规定|要求|精神|标准))?|[^,;。]{0,30}?(?:进度|程序|规定|要求|标准|比例|计划|职责|分工|节点"
    r"|意见|情况|结果|需要|实际|方案|清单|目录|制度|办法|预算|名单|协议|合同|原则|指南|预案|部署|政策|目标|任务|职能|权限|流程|通知))"
)
"""按进度拨付资金，…: the verb follows, what is behind the comma is another duty."""
_CITED = (
    r"(?:按照?|根据|依据|依照|对照|参照|遵照|结合)[^,;。《]{0,24}《[^》]{1,60}》(?:(?:、|和|及|以及|与)?《[^》]{1,60}》)*"
    r"(?:等)?(?:(?:有关|相关|文件|法律|法规|规章|执法|权限|职权|职责|明确|确定|通知|意见|工作|技术|标准|规范|条款|办法|条例|制度|政策|的)*"
    r"(?:规定|要求|精神|标准|规范|文件|法规|分工|部署|内容))?"
)
"""根据《导则》指导…: the verb follows the title, what is behind the comma is another duty."""
_RHYTHM = (
    r"(?:于|在|自)?每(?:半年|两年|个?月|季度?|年|周|日|学期)(?:[\d一二三四五六七八九十]{1,2}月)?(?:第?[一二三首末]个?月)?"
    r"(?:底|末|初)?(?:\d{1,2}日)?(?:以?前|内)?(?:至少|不少于)?"
)
_DAY = (
    r"(?:(?:每|今|当|次|本|同|[\d〇一二三四五六七八九十两第上下半首末])"
    r"[\d〇一二三四五六七八九十两个上下半首末]{0,5}(?:年度?|月份?|日|号|季度?(?:[末首]月)?|周[一二三四五六日天]?|旬|学期)"
    r"(?:底|末|初)?|年(?:底|末|初))"
)
_PERIOD = (
    rf"(?:于|在|自|从|至|到|截至)?{_DAY}(?:[至到、和-]?{_DAY})*"
    "(?:至(?!少|多|今)|[到-])?(?:以?前|之前|内|后|起|期间)?"
)
_COUNTED = (
    r"(?:(?:自|从)[^,;。]{1,24}?(?:之日|日)起|(?:在|于|收到|接到)[^,;。自]{0,20}?|(?=[\d一二三四五六七八九十两]))"
    r"(?:[\d一二三四五六七八九十两]+个?(?:工作日|自然日|日|天|小时|月|年)(?:之?内|以内))"
)
TIME = compiled(
    rf"(?:(?:(?:自|从)?即日起|{_PERIOD}|{_COUNTED}|(?:自|从)[^,;。]{{1,24}}?(?:之日|日)起),?)+"
)
"""When: 于6月20日前，, 每两周, 自受理之日起15个工作日内."""
_SCHEME = compiled(
    r"(?:[^,;。、]{1,8}(?:负责|牵头|领导|主导|主责|统筹|协作|参与|保障|支撑|协同|联动|主体|落实|指导|监督|配合)、){1,}"
    r"[^,;。、]{1,10}(?:的[^,;。]{0,10}?)?(?:机制|格局|体系|体制|模式|局面|合力)"
)
"""政府领导、民政牵头、部门协作的机制 names a way of working together, not who leads."""
_OTHER_LEADS = compiled(
    "(?<=协调|监督|督促|指导|要求|推动|明确|确定|交由|商请|提请)[^,;。]{1,30}?(?:部门|单位|机构|街道|企业|公司|[局委办镇乡])牵头"
)
"""督促相关部门牵头处置: others lead."""
_PERSON = (
    "(?:负责|责任|主管|分管|联络|主抓|抓总)*的?"
    "(?:同志|领导|人(?!民|社|大|才|防|工|员)|人员|科室|处室|股室|机构|联络员)"
)
"""明确牵头负责同志: who is to lead is still to be named."""
_MONEY = (
    r"(?:[^,;。]{0,10}?(?:资金|经费|财力|债券|预算|投入|补助)|使用|用于"
    r"|[^,;。]{0,4}?(?:中央|省级|市级|各级|本级|财政|上级)[^,;。]{0,24}?(?:资金|经费|补助|投资))"
)


_NO_SUM = (
    "(?!的?(?:资格|对象|名单|申请|申报|材料|资料|条件|审核|审批|情况|手续|标准|政策|流程|程序))"
)
"""对享受补贴的资格进行确认: what is done about a grant, not its payment."""
_PAYS = compiled(
    r"[^,;。]{0,50}?(?:(?:给予|予以|安排|发放|提供|享受)[^,;。]{0,24}?(?:补助|补贴|奖励|奖补|代补|贴息|补偿|资助|资金|经费|减免|配套|贷款|待遇|\d|[一二三四五六七八九十百千]+万?元)"
    rf"{_NO_SUM}"
    r"|元(?:的?标准)?(?:予以|给予)?(?:发放|配套|补助|补贴|奖励|补足)(?=[,;。]|$)"
    r"|标准(?:予以|给予|进行)?(?:补助|补贴|奖励|配套)|计提"
    r"|(?:补助|补贴|奖励|奖补)(?:[,;。:\d]|$|最高|不超过|不低于|不少于|标准)|(?:\d|成|比例?|比[一二三四五六七八九])(?:的比例)?(?:万?元)?(?:进行)?(?:予以)?(?:分担|分摊|配套)"
    r"|(?:\d|[一二三四五六七八九十百千])(?:万|千|百)?元(?:/[^,;。]{1,4})?(?:的?标准)?(?:予以|给予|进行)?(?:发放|支付|列支|兑现|(?:落实|安排|保障)[^,;。]{0,8}(?:经费|资金|补助))"
    r"|从[^,;。]{2,30}?(?:计提|提取|划出|切块)[^,;。]{0,16}?(?:%|资金|经费)"
    r"|(?:分担|分摊|均摊)(?!协议|方案|机制|办法)|(?:预算|财政|资金)(?:统筹)?(?:予以)?(?:保障|解决|安排|列支|承担)(?=[,;。]|$)|贴息|出资|列支|各?负担|捐[助资]|(?:按|对)[^,;。]{0,20}?比例[^;。]{0,12}?补偿"
    r"|配套(?:资金)?(?:\d|[一二三四五六七八九十百千]+万?元)"
    r"|承担(?:$|[,;。]|\d|百分|[一二三四五六七八九]成|[^,;。]{0,20}(?:费用|资金|部分|成本|支出|比例)))"
)


_TASKS = (
    "制定|编制|实施|建设|管理|组织|审批|工作|运行|维护|推进|落实|备案|审核|登记|受理|认定|征迁|征收|拆迁|发放|筹集|拨付|采购|调查"
    "|统计|验收|申报|宣传|培训|招标|运营|处置|收集|审查|安装|清理|清运|分配|申请|立项|公示|汇总|调度|保障|改造|修缮|保洁|养护|治理"
)
"""负责备案和业务指导: the first of two tasks ends in such a word."""
_BROUGHT = compiled(
    r"(?:对|针对|面向)[^,;。]{1,80}?(?:进行|开展|实施|加强|实行|给予|予以)"
    r"|(?:(?:针对|面向|向|为|给)[^,;。]{1,40}?)?提供"
    r"(?=(?:业务|技术|政策|专业|日常|精准|全程)*指导|(?:支持|协助)(?:帮助|服务|保障|配合)?(?:[,;。、和与]|$))"
)
"""对…进行, 为…提供: the duty is what follows."""
_STATUS = compiled(
    "(?:[是为]|作为)[^,;。]{1,40}?(?:主体|责任人|主管部门|责任部门|责任单位|主管单位|行业部门),(?=[^,;。])"
)
"""是…的责任主体，: what a body is; what it has to do follows."""
_TAKES_BACK = compiled(
    "(?:依法|按规定|按程序|及时|立即|责令)*(?:取消|追回|追缴|收回|停发|停止|扣减|核减|扣回|暂停|终止|清退)"
)
"""追回补贴: money is spoken of, but not paid."""
_CASE_FIRST = compiled(
    "^(?!对|按|根据)[^,;。]{2,40}(?:的|[后前中]|(?<!同)时),"
    "(?=(?:还|均|都|也|则|原则上|一般|一律)?(?:应当|应(?![急用对])|须|必须|要(?!求|素)))"
)
"""接到投诉后，应当协助调查: the duty stands behind the case."""
_REMARK = compiled(r"\([^()]{0,120}\)")
"""对企业（含…，不含…）进行监管: a remark says nothing of the duty."""
_TOGETHER = (
    "(?:各司其职|各负其责|密切合作|密切协作|通力合作|协调联动|齐抓共管|分工协作)"
    "(?=负责|做好|抓好|加强|落实|配合|协助|牵头|共同)"
)
"""各司其职负责…: what follows at once is the duty."""
_NOT_HEAD = "(?!人(?![民员才口防])|员(?!工)|协议|平台|账户|要求|方(?![案式面法向]))"
"""与监管人签订监管协议: parts of nouns."""
_EACH_ONE = compiled("(?:要)?分别(?P<verb>负责|承担|做好|抓好)(?P<parts>[^,;。]+)")


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
        if watched := self.watched.match(predicate, at):
            return self.named[watched["word"]]
        brought = _BROUGHT.match(predicate, at)
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
        if role := self._head(text, at):
            return role
        phrase = regex.split(r"[,;。:]", text[at:], maxsplit=1)[0]
        if text[:at].endswith("负责"):
            phrase = regex.sub("^[^,;。的]{2,60}(?:前|后|中|期间)的", "", phrase)
            joint = r"(?:以及|[和及与])(?![^、和及与的]{1,8}的)"
            phrase = regex.split(rf"(?<={_TASKS}){joint}", phrase)[0]
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
    verb = alternation(word for word in words["verbs"] if len(word) > 1)
    return Roles(
        prefix=compiled(
            rf"[,、和与]|(?:应|要|须|需)(?=按)|{_RHYTHM}|{TIME.pattern}|将(?=按|根据|对|定期|不定期|适时|组织|会同)|(?!应急|应用|要素|要件){adverb}|{_CITED},|(?:{_CITED}|{_PACE}|{_MEANS})(?={adverb}*{verb})|{_ADVERBIAL}|作为[^,;。]{{1,30}},|为[^,;。]{{1,40}}主体[,;]?"
        ),
        light=compiled(alternation(words["light"])),
        skip=compiled(
            rf"(?:充分|切实|积极|有效|主动|认真)*发挥好?[^,;。]{{0,40}}?(?:作用|职能|优势|功能)+[,、]?|{_TOGETHER}|{alternation(words['skip'])}[^,;。]{{0,24}}?(?=[,;。、]|$)[,、]?"
        ),
        head=compiled(rf"(?P<word>{any_word}){_NOT_HEAD}"),
        noun=compiled(
            rf"(?:业务|技术|政策|日常|全程|跟踪|综合|质量|安全|全?过程|事[前中后]|现场|行业|动态|常态化?|专项|绩效|执法|运[营行])*(?P<word>{any_word})"
        ),
        tail=compiled(
            rf"(?:..(?<![、和与及])|^.?)(?P<word>{any_word})"
            "(?:工作|管理|力度|力量|责任|职责|机制|服务|任务|职能|保障|等)*$"
        ),
        watched=compiled(
            rf"对[^,;。的]{{1,40}}?(?P<word>{alternation(words['supervise'])})(?![的等、])"
        ),
        appointed=compiled(rf"(?:是|为|作为)[^,;。]{{0,24}}?(?P<word>{any_word})(?:单位|部门)"),
        named=named,
        paying=compiled(alternation(words["paying"])),
        managing=compiled(
            "[,、]并?按(?:照)?[^,;。]{2,10}?(?:拨付|下达|核拨)|(?:^|[,、])(?:并|要|应|应当|须|积极|多渠道|认真|切实)*(?:筹集|筹措|争取|拨付|及时拨付|整合|统筹使用|[纳列]入|将|把|加大|调整|负责|组织|落实"
            "|编制|制定|建立|做好|加强|确保|完善|监督|管理|实施|审核|牵头)"
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
                ]
            )
        ),
    )
