"""The compiled grammar of bodies: what may stand at a body's left edge, and its inside.

A body is prefixes (levels: 市, 各有关县（市、区）; places: 青禾区) and a core: a function word
with a suffix (住房城乡建设 + 局), a name from the lists, a company by its trade, a leading group.
Prefixes are read first, as a set of places where a core may begin, so that every core is tried
once.
"""

from __future__ import annotations

from functools import lru_cache

from extractor.patterns import Patterns, alternation
from extractor.phrases import wording
from extractor.rule_cache import compiled

HAN = r"[\u4e00-\u9fff]"
_MAY_ACT = wording("body_forms.may_act")
INNER = wording("body_forms.inner")
_PARTICLE = wording("body_forms.particle")
BUREAU = wording("body_forms.bureau")
GOVERNED = wording("body_forms.governed")
_PART = rf"(?:(?!{_PARTICLE}){HAN})"
"""A character inside a name that no list knows."""
MODAL = "应当|应(?!.尽)|必须|须|要(?!求|素)|不得|负责|可以|一律(?!不予|视|取消|免|从|予以|按)"
_PLACE_ENDS = (
    *"省市区县州盟旗镇乡",
    "街道",
    "开发区",
    "新区",
    "园区",
    "高新区",
    "经开区",
    "景区",
    "示范区",
    "实验区",
    "试验区",
)
_COMPANY = wording("body_forms.company")
_PARTY_ADJECTIVES = wording("body_forms.party_adjectives")
_PARTY_END = wording("body_forms.party_end")
_GROUP = wording("body_forms.group")
_OFFICE = wording("body_forms.office")
_VERB_INSIDE = wording("body_forms.verb_inside")
_NOT_SUFFIX = wording("body_forms.not_suffix")
CHARGED = wording("body_forms.charged")
_LOCAL_OFFICE = wording("body_forms.local_office")
_ZONES = ("经开区", "高新区", "开发区", "新区", "园区", "度假区", "保税区", "综保区", "自贸区")
"""A zone whose office may follow: 经开区社会事务局."""
_WORKING = wording("body_forms.working")
_LOCAL_UNIT = wording("body_forms.local_unit")
_TOWNS = wording("body_forms.towns")
_STATION_ACTS = wording("body_forms.station_acts")
_UNIT_ENDS = ("办", "办公室", "所", "站", "中心", "队", "专班")
_PLAIN_ACTS = wording("body_forms.plain_acts")
_CASE = wording("body_forms.case")
_IN_CHARGE = "(?:具体|主要|统一|分别)(?:承担|负责|履行)|[做抓]好(?!的)"
_CHOSEN = wording("body_forms.chosen")
_IS_ONE = wording("body_forms.is_one")
_ITS = wording("body_forms.its")
_NOT_ORGANIZING = wording("body_forms.not_organizing")
_AGENT = wording("body_forms.agent")
_INSTITUTE = wording("body_forms.institute")
_AGENT_ACTS = wording("body_forms.agent_acts")
_GOVERNING = wording("body_forms.governing")
_EACH = wording("body_forms.each")
_HAVING = wording("body_forms.having")
_OFFICE_TAIL = wording("body_forms.office_tail")
_ALIAS = wording("body_forms.alias")
_BRANCH_ENDS = wording("body_forms.branch_ends")
_BRANCH = rf"(?:(?=.{{1,6}}?{_BRANCH_ENDS})(?:(?!{_VERB_INSIDE}){HAN}){{1,6}}?{_BRANCH_ENDS})?"
_ACTS = wording("body_forms.acts")
_TREASURY_PAYS = wording("body_forms.treasury_pays")
_TREASURY_ACTS = wording("body_forms.treasury_acts")


class BodyForms:
    """One set of patterns, compiled; all offsets are of the text given."""

    def __init__(self, patterns: Patterns) -> None:
        self.stems = patterns.by_term("bodies/stems")
        self.names = patterns.by_term("bodies/names")
        self.bare_types = patterns.by_term("bodies/bare")
        self.companies = patterns.by_term("bodies/companies")
        self.longest_name = max(map(len, self.names))
        self.keyword = compiled(alternation(self.companies))
        self.stem = compiled(alternation(self.stems))
        self.desk = compiled(rf"{alternation(patterns.words['bodies/desks'])}(?:办公室|办|科|中心)")
        jobs = alternation(patterns.words["bodies/groups"])
        self.group = compiled(
            rf"{jobs}(?:[、和与及]?{jobs}){{0,4}}(?:工作|专项|专责|推进)?小?组"
            "(?![织长成员建团合装件别]|(?:副)?组长)"
        )
        """A working group under a leading group: 督导检查组."""
        self.towns = compiled(_TOWNS)
        self.committee = compiled(
            rf"(?P<stem>{self.stem.pattern})(?:(?:和|与)?(?:监督)?管理)?(?<=管理)委员会$"
        )
        self._levels = frozenset(patterns.words["bodies/levels"])
        self._longest_level = max(map(len, self._levels))
        verbs = (verb for verb in patterns.words["duties/verbs"] if len(verb) > 1)
        self._acts = [*verbs, *patterns.words["duties/adverbs"]]
        self._prefixes(patterns)
        self._cores(patterns)

    def _prefixes(self, patterns: Patterns) -> None:
        words = patterns.words
        self.stop = compiled(alternation([*words["bodies/not_start"], *self._acts]))
        acting = [
            *self._acts,
            *words["duties/modals"],
            *"按和及与或对将把在等于是为就向派请每",
        ]
        by_then = r"\d{1,2}月[\d底初上中下旬日]{0,4}前"
        self._ahead = rf"(?=[、,;:。()\n\t]|(?!应[急用]){alternation(acting)}|{by_then}|$)"
        self._follows = compiled(self._ahead)
        """What may stand behind a body: a mark, a verb, a particle."""
        self._listed_level = compiled(rf"(?:各(?:有关|相关)?|试点)?{GOVERNED}(?:\(单位\))?")
        self._seat = compiled(
            rf"(?=.{{0,8}}?所在)(?!{self.stop.pattern}){INNER}{{0,8}}?所在地?(?:的)?"
            rf"|{_CHOSEN}(?!各|有关|相关)"
            r"|(?:申请人|申请者|申报人|申请家庭|申请对象|申报单位|申报企业|本人|当事人|老年人|学生|项目|企业)"
            r"(?:的)?(?:户籍|居住|注册|住所|工作|项目|房屋)?所在地(?:的)?"
        )
        self._inner = compiled(rf"(?:(?!完成|实现|达到|成立|建立|组建|设立|至){INNER}){{1,6}}")
        self._place_end = compiled(alternation(_PLACE_ENDS))
        level = rf"(?:{alternation(self._levels)}|{self._listed_level.pattern})"
        plain = sorted(set(self.stems) - set(words["bodies/not_bare"]))
        self.levels = compiled(rf"(?:{level})*")
        self.bare = compiled(rf"(?:{level}){{0,2}}{alternation([*plain, *self.bare_types])}")
        others = sorted(set(self.stems).intersection(words["bodies/not_bare"]))
        self.loose = compiled(
            rf"(?:{level}){{0,2}}{alternation(others)}(?=(?:[、和及与][^、,;:。()和及与]{{2,10}}){{0,9}}"
            "(?:等(?:相关|有关|各|职能|市级|区级|县级|行业|行政|主管|监管|管理|多个)*(?:部门|委办局)"
            rf"|{CHARGED}"
            "|等(?:相关|有关|各|专业|管线|经营|专营|市政|公用|服务|运营|权属)+(?:单位|企业|公司)|(?:主管|行政|管理)*部门))"
        )
        """规划、绿化: functions only in a row that 等部门 closes."""
        self.piped = compiled(
            "[水电气热暖讯](?=(?:[、和及][^、,;。]{1,5}){0,8}"
            "等(?:相关|有关|各|专业|管线|经营|专营|市政|公用|公共服务|服务|运营|权属)*(?:单位|企业|公司|部门))"
        )
        """水、电、气等单位: who supplies them."""
        party = alternation(patterns.words["bodies/parties"])
        joint = "(?:以及|[、和及与或])"
        self.party = compiled(
            rf"{party}(?=(?:{joint}{party}){{0,9}}等{_PARTY_ADJECTIVES}*{_PARTY_END}"
            rf"|(?:{joint}{party}){{1,9}}{_PARTY_END})"
        )
        """建设、设计、施工等单位: one for each word."""
        self.lenders = compiled(
            "(?:银行|保险|证券|担保|信托|基金|期货|小贷|融资租赁|典当)"
            "(?=(?:[、和及][^、,;。]{2,6}){0,8}等(?:各类|有关|相关|持牌)*金融(?:机构|企业|单位))"
        )
        """银行、保险等金融机构: lenders by their trade."""
        self.levelled = compiled(
            rf"(?:{level})+(?:{alternation(plain)}(?={_ACTS})|财政(?={_TREASURY_ACTS}))"
        )
        self.treasury = compiled(rf"(?:{level})+财政(?=(?:{_TREASURY_PAYS})(?!中心|[所处局办]))")
        self.governed = compiled(
            rf"(?:(?:全|我|本)?[省市县区]?各(?:有关|相关)?|本|其[他余]各?(?!{GOVERNED}按))?(?:级)?{GOVERNED}"
        )
        self.placed = compiled(
            rf"(?=.{{1,6}}[、和及])(?!{self.stop.pattern}){INNER}{{1,4}}(?:新区|[省市县区旗州盟])"
            rf"(?=(?:(?:、|和|及){INNER}{{1,4}}(?:新区|[省市县区旗州盟])){{0,5}}"
            rf"(?:、|和|及){INNER}{{1,8}}?(?:人民政府|政府|管委会|(?:有关|相关|主管)部门|[^、,;。的]{{2,10}}?(?:事务中心|服务中心|管理中心|登记中心|管理局|管理所|分局|支局)))"
        )
        self.short = compiled(
            rf"(?=..{{1,2}}、)(?!{self.stop.pattern}){INNER}{{2,3}}(?=、{INNER}{{2,4}}?(?:街道|镇|乡){HAN}{{0,3}})"
        )

    def _cores(self, patterns: Patterns) -> None:
        suffixes = patterns.words["bodies/suffixes"]
        own = alternation(s for s in suffixes if not s.endswith(("部门", "单位")))
        shared = alternation(s for s in suffixes if s.endswith(("部门", "单位")))
        stem, stop = self.stem.pattern, self.stop.pattern
        desk = alternation(patterns.words["bodies/desks"])
        acting = alternation(patterns.words["bodies/acting"])
        acts = alternation([*self._acts, *"每于对"])
        units = [name for name in self.names if name.endswith(_UNIT_ENDS)]
        self.offices = (
            compiled(rf"{stem}(?:[和与]?{stem})*{own}{_NOT_SUFFIX}{_BRANCH}{_ALIAS}"),
            compiled(rf"{stem}{{1,2}}(?:\([^()]{{2,10}}\))?{shared}{_ALIAS}"),
        )
        self.short_company = compiled(
            rf"(?!{stop})(?:国网|中国|{INNER}{{2,4}}?)?{INNER}{{0,4}}?{self.keyword.pattern}(?:{HAN}{{1,4}}分公司)?"
        )
        self._cores_anywhere = (
            compiled(
                rf"(?:中国|国网){INNER}{{0,6}}?{self.keyword.pattern}(?:集团|股份|有限|责任|公司)*"
                rf"{HAN}{{2,8}}?(?:分公司|支公司)"
            ),
            compiled(
                rf"(?:国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行|国家外汇管理局|国家邮政局)"
                rf"{HAN}{{2,12}}?(?:税务局|调查队|监管局|[分支]局|邮政管理局|分行|支行)"
                rf"(?:第[一二三四五六七八九]税务(?:所|分局)|{HAN}{{2,6}}(?:税务所|税务分局|监管支局))?"
            ),
            compiled(rf"国网{INNER}{{1,5}}?{self.keyword.pattern}{self._ahead}"),
            *self.offices,
            compiled(rf"{alternation(self.names)}{_NOT_SUFFIX}{_BRANCH}{_ALIAS}"),
            compiled(
                rf"(?=[^、,;。:]{{0,30}}?(?:公司|集团|企业|单位))(?:(?!{stop}|.{{0,5}}组织){INNER}{{1,6}}?)?{self.keyword.pattern}{_COMPANY}"
            ),
            compiled(
                rf"各(?![类级种个自有相]|项(?!目)|方面|地(?!区))(?:(?!{_GOVERNING}){_PART}){{0,8}}?{_EACH}(?=[、,:和及]|{MODAL}|(?!{_OFFICE_TAIL}){acts})"
            ),
            compiled(
                rf"(?:街道|(?<![城集])镇|乡(?!村))(?!{stop})"
                rf"(?:(?!{_VERB_INSIDE}|{_STATION_ACTS}){_PART}){{1,8}}?"
                rf"{_LOCAL_UNIT}{_NOT_SUFFIX}{_ALIAS}{self._ahead}"
            ),
            compiled(
                rf"(?:街道|街镇|镇街|乡镇|镇|乡)(?:(?!{_STATION_ACTS}){_PART}){{0,10}}?"
                rf"(?:服务|管理|事务|工作|维修|救助|指导|受理)(?:站|所|中心|平台|窗口|驿站){_NOT_SUFFIX}{_ALIAS}"
            ),
            compiled(rf"街道{alternation(units)}{_NOT_SUFFIX}{_ALIAS}"),
            self.towns,
            compiled(rf"(?:街道|镇|乡)?{desk}(?:办公室|办){_NOT_SUFFIX}{_ALIAS}"),
            self.group,
            compiled("各“[^“”]{1,12}”(?:牵头|责任|主管|配合|实施)*(?:部门|单位)"),
            compiled(
                "(?:其|(?:申请人|申报人|职工|学生|本人|当事人|患者|被保险人)(?:的)?)(?:所在|上级|主管|所属|上级主管|业务主管)的?(?:行政|主管)*(?:单位|部门|机关|机构|企业)"
            ),
            compiled(
                f"{_CHOSEN}{_PART}{{0,8}}?"
                rf"{alternation(patterns.words['bodies/heads'])}{_NOT_ORGANIZING}"
            ),
            compiled(rf"(?:{acting}){{1,2}}(?:责任|实施|运营)主体"),
            compiled(
                rf"(?:(?:中国|国家){INNER}{{0,6}}?银行|(?:农发|国开|进出口|工|农|建|交|邮储|农商)行)"
                rf"(?:股份有限公司)?{HAN}{{0,6}}?(?:分行|支行|营业部)"
            ),
            compiled(
                "(?:本级|同级|上级|当地|所在地)?(?:人民)?政府(?:指定|确定|授权|委托)的"
                "(?:有关|相关|主管)?(?:部门|单位|机构|企业)"
            ),
        )
        self._own_cores = (
            compiled(
                r"(?=.{3,24}?(?:分局|支局|支行|分行))"
                rf"{INNER}{{2,4}}{stem}(?:监管)?(?:分局|支局|支行|分行){_ALIAS}"
            ),
            compiled(_GROUP),
            compiled(
                rf"中国\({HAN}{{2,4}}\)自由贸易试验区{_PART}{{0,10}}?(?:管理委员会|管委会|管理局)"
            ),
            compiled(rf"{INNER}{{1,8}}?(?:协会|商会|学会|联合会|理事会|促进会)"),
            compiled(rf"{INNER}{{2,5}}?海关{self._ahead}"),
            compiled(rf"(?!.{{0,8}}以上){INNER}{{2,10}}?{_INSTITUTE}{self._ahead}"),
        )
        """Cores that begin with a name, which no verb or particle (``stop``) can be."""
        self._must = compiled(MODAL)
        self._unknown_office = compiled(
            rf"(?:(?!{_VERB_INSIDE}){HAN}){{1,9}}?{_OFFICE}{_NOT_SUFFIX}{_BRANCH}{_ALIAS}"
            rf"(?:(?<=\))|{self._ahead})"
        )
        self._working_office = compiled(
            rf"{_WORKING}(?:(?!{_VERB_INSIDE}){HAN}){{0,6}}?"
            rf"(?:中心|研究院|所|站|处|院|队){_NOT_SUFFIX}{_BRANCH}{_ALIAS}{self._ahead}"
        )
        """An office behind its level whose name begins with what it does: 市检验检测中心."""
        heads, places = (
            alternation(patterns.words[f"bodies/{x}"]) for x in ("heads", "facilities")
        )
        self.party_name = compiled(rf"{HAN}{{0,10}}(?:{heads}|{places})")
        """A name in a series of headings that name bodies: 服务平台, 第三方机构."""
        no_place = "(?<!宅基地)(?<![进退入出到离]场)(?!(?<=场)[地所景次合面])"
        places = rf"(?<![进出入离退返驻到])(?:{places}){no_place}"
        ends = rf"(?:\({_PART}{{2,4}}\))?{heads}{_NOT_ORGANIZING}"
        joint = "(?:及其|以及|和|及|、|与|或者?)"
        self._run_in = compiled(places)
        """学校食堂: a place inside a body that a list knows."""
        aside = r"(?:\([^()]{1,20}\))?"
        more = (
            rf"{aside}(?:{joint}(?:(?:{_CHOSEN}|其?){_PART}{{0,10}}?(?:{ends}|{places}){aside}"
            r"|(?:村\(居\)|居\(村\)|村|居)民委员会)){0,6}"
        )
        other = "发现|政府(?!性|投资|采购)|授权|确定|指定|委托|以上(?=业主|住户|居民|产权人)"
        name = rf"(?!{_PART}{{0,9}}(?:{other})){_PART}{{0,14}}?"
        must = rf"(?={more}(?:{MODAL}|{_PLAIN_ACTS}|{_IS_ONE}|{_CASE}))"
        does = rf"(?={more}(?:(?>{MODAL})(?!{_HAVING})|{_IN_CHARGE}|{_CASE}))"
        by = (
            rf"(?<=由){_PART}{{0,10}}?{ends}{self._ahead}"
            rf"|(?<=由){_PART}{{1,8}}?{places}(?<!点|站){self._ahead}"
            rf"|(?<=由){_PART}{{2,6}}?{self.keyword.pattern}{self._ahead}"
            rf"|(?<=由){_ITS}{_PART}{{2,6}}?{ends}{self._ahead}"
        )
        self.in_row = compiled(
            rf"(?:(?!{self.stop.pattern}){name}|{acting}{_PART}{{0,6}}?)(?:{heads}|{places})"
            rf"{_NOT_ORGANIZING}(?!管理|服务|建设|运营|经营|维护|设计|改造){self._ahead}"
        )
        """What behind other bodies is one more by its head noun alone: 县医保局、定点药店."""
        row = (
            rf"(?={more}等(?:有关|相关|社会|行业|群团)*(?:单位|机构|企业|高校|院校|院所|院团|组织))"
        )
        rowed = (
            rf"(?=[^;。]{{0,199}}?等)(?:{name}|{acting})(?:{heads}|{places}|院|团|局|委|办){row}"
        )
        agent = (
            rf"(?=.{{0,20}}?{_AGENT})(?={_PART}{{0,8}}?{acting}{_AGENT})"
            rf"{_PART}{{0,14}}?{_AGENT}(?={more}{_AGENT_ACTS})"
        )
        self._unknown_body = compiled(
            rf"(?!请){_PART}{{1,4}}?(?:镇|乡|街道|街道办事处|社区|管委会){self._ahead}"
            rf"|{_PART}{{2,7}}?(?<![举创兴承主协合督代帮申采开联])办(?={more}(?:负责|牵头|要|应|须))"
            rf"|{INNER}{{2,4}}(?:司法|市场监管|市场|税务|财政|派出|供电|交警|规划资源|自然资源|国土|房管|水务|邮政|城管|法律服务|林业|农机)(?:所|站|中队){self._ahead}"
            rf"|(?=[^;。]{{0,199}}?(?:责任|主体))(?:{name}|{acting}){places}(?={more}{_IS_ONE})"
            rf"|(?:{name}|{acting}){ends}{must}|(?:{name}|{acting}){places}{does}|{by}|{agent}|{rowed}"
            rf"|(?:(?!{_VERB_INSIDE}){HAN}){{2,6}}?{_LOCAL_OFFICE}{_NOT_SUFFIX}{self._ahead}"
        )
        self._unknown_behind = compiled(
            rf"(?:各类|重点(?!行业|产业|领域|任务|工作|项目|工程|区域|是|要)){_PART}{{1,8}}?{ends}{must}|{acting}{{1,2}}{ends}{must}"
            rf"|(?!组织(?:{_PLAIN_ACTS}|应[急用对])){ends}{must}|{acting}{places}{does}|{by}|{_ITS}{_PART}{{1,8}}?{ends}{must}"
            rf"|(?!委托(?!单位|机构)){acting}{{1,2}}{_AGENT}(?={more}{_AGENT_ACTS})"
        )
        """What may begin with a word that no other body begins with: 申报单位, 由…企业."""

    def body_at(self, text: str, start: int, end: int) -> int:
        """Return where the longest body that begins at *start* ends; *start* if there is none.

        A body that no list knows counts behind a level or place, or under a word of obligation.
        """
        cores = self._core_starts(text, start, end)
        free = [at for at in cores if not self.stop.match(text, at, end)]
        best = start
        for forms, starts in ((self._cores_anywhere, cores), (self._own_cores, free)):
            for core in forms:
                for at in starts:
                    match = core.match(text, at, end)
                    if match and match.end() > best:
                        best = match.end()
        unknown = self._unknown_at(text, start, end, cores, free)
        only_zone = best in free and text.endswith(_ZONES, start, best)
        goes_on = self._must.match(text, unknown, end) or (
            unknown > best and self._run_in.fullmatch(text, best, unknown)
        )
        noun = start < best <= start + 2 and text.endswith("由", 0, start)
        cut = noun and unknown > best and not self._follows.match(text, best, end)
        if unknown and (best == start or only_zone or goes_on or cut):
            best = max(best, unknown)
        return best

    def _unknown_at(
        self, text: str, start: int, end: int, cores: list[int], free: list[int]
    ) -> int:
        for at in free:
            if at > start and (match := self._unknown_office.match(text, at, end)):
                return match.end()
        for at in cores:
            if at > start and (match := self._working_office.match(text, at, end)):
                return match.end()
        form = self._unknown_body if start in free else self._unknown_behind
        match = form.match(text, start, end)
        return match.end() if match else 0

    def _core_starts(self, text: str, start: int, end: int) -> list[int]:
        """Return where a core may begin: at *start*, and behind up to three prefixes."""
        found, frontier = [start], [start]
        for _ in range(3):
            frontier = [
                stop
                for at in frontier
                for stop in self._prefix_ends(text, at, end)
                if stop not in found
            ]
            frontier = list(dict.fromkeys(frontier))
            if not frontier:
                break
            found += frontier
        return found

    def _prefix_ends(self, text: str, at: int, end: int) -> list[int]:
        ends = [
            at + size
            for size in range(1, min(self._longest_level, end - at) + 1)
            if text[at : at + size] in self._levels
        ]
        if listed := self._listed_level.match(text, at, end):
            ends.append(listed.end())
        if seat := self._seat.match(text, at, end):
            ends.append(seat.end())
        inner = self._inner.match(text, at, end)
        if inner and not self.stop.match(text, at, end):
            for stop in range(at + 1, inner.end() + 1):
                if place := self._place_end.match(text, stop, end):
                    ends.append(place.end())
        return ends


@lru_cache(maxsize=8)
def body_forms(patterns: Patterns) -> BodyForms:
    """Return the compiled grammar of *patterns*."""
    return BodyForms(patterns)
