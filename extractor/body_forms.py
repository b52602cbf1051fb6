"""The compiled grammar of bodies: what may stand at a body's left edge, and its inside.

A body is prefixes (levels: 市, 各有关县（市、区）; places: 青禾区) and a core: a function word
with a suffix (住房城乡建设 + 局), a name from the lists, a company by its trade, a leading group.
Prefixes are read first, as a set of places where a core may begin, so that every core is tried
once.
"""

from __future__ import annotations

from functools import lru_cache

from extractor.patterns import Patterns, alternation
from extractor.rule_cache import compiled

HAN = r"[\u4e00-\u9fff]"
_MAY_ACT = "可(?=以|委托|由|向|在|按|自|将|选|直接|不|与|通过|根据)"
"""产权人可委托…: permission, no part of a name."""
INNER = (
    r"(?:(?![在设由和与及或的对将把为是等了到从局厅会同合负报请按经授要]|向(?!阳)|商(?=[省市县区])|委[托派]|(?<!会)组织"
    rf"|受(?=[^,;。]{{2,16}}委托)|{_MAY_ACT})[\u4e00-\u9fff])"
)
"""A character inside a place's or company's name: none that is a particle or ends a body."""
_PARTICLE = (
    "[的由和与及将把为是了请]|或(?!缺)|让(?![人方])|其(?![他余])|使(?!用)|给(?!水|排)|应(?![急用])|要(?!素)|从(?!业)|向|以(?!上)|对(?!口|外)"
    "|等(?!级)|被(?!征|拆)|令|须|经(?![办营济纪贸])|(?<!建)设(?![备施计区])|(?<!综)合(?![作同格])|会(?![计员])"
    rf"|在(?!线|校|建)|到|报(?!社)|按|授(?!信)|{_MAY_ACT}"
)
BUREAU = (
    "(?!人民政府|政府|管委会|党委|各|有关|相关|主管|职能|直|级)"
    "[^、,;。和及与()]{2,12}?(?:局|委|办|厅|中心|公司|集团)"
)
"""Behind 各区、市 a bureau is the city's own: 各区、市财政局 are two."""
GOVERNED = (
    r"(?:(?:市|县|区|旗|州|盟|地|省)"
    rf"(?:\((?:[市县区旗州盟地级、]|自治[县旗])+\)|(?!、[市州](?:级|直)?(?:各|有关|相关)|(?<=[区)]|[区市]县)、市{BUREAU})[市县区旗州盟、])*"
    r"(?<!、)(?:\(园区\)|、园区)?(?:两级|三级)?)"
)
"""Levels as governments are listed by: 县（市、区）, 市、县两级, 区市县（园区）."""
_PART = rf"(?:(?!{_PARTICLE}){HAN})"
"""A character inside a name that no list knows."""
MODAL = "应当|应(?!.尽)|必须|须|要(?!求|素)|不得|负责|可以"
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
)
_COMPANY = (
    r"(?:\((?:集团|控股)\))?(?:股份|有限|责任|服务|运营|作业|投资|发展)*(?:公司|集团|企业|单位)"
    r"(?:[省市县区]级分公司)?"
)
_PARTY_ADJECTIVES = "(?:相关|有关|各类?|参建|参与|责任|工程|项目|专业|从业|市场|实施)"
_PARTY_END = "(?:(?:参建)?各方(?:责任)?(?:主体)?|责任主体|责任单位|市场主体|单位|企业|主体|机构)"
"""What closes a row of parties: …等参建各方, …等相关单位."""
_GROUP = (
    r"(?:(?!牵头|参与|参加|组成|等(?:部门|单位)|负责|任组长|任副|担任|承担|履行|作为|设在|由|[将把]|于[\d每]|报送|上报|根据|按照|依据|接受|服从|听从|配合|协助|督促|报[省市县区]|向(?!阳)|[为任](?:成员|副|总|组)|成立|建立|组建|设立|会同|联合|[要应须](?!急|素|求)"
    r"|(?<=[局委办厅府部院会队]|中心|公司|集团|街道|部门|单位)、)[^,。;:()\n“”]|“[^,。;:()\n“”]{1,14}”){0,28}?"
    r"(?:领导小组|工作专班|专班|指挥部|联席会议)"
    r"(?:办公室|秘书处|(?:制度)?(?:的)?(?:各|其他|其它|相关|有关)*成员单位)?"
)
_OFFICE = (
    "(?:局|委|办|厅|中心|公司|集团|办公室|站|队|院|会|(?<![全内外东西南北中局本底顶头干])部"
    "|中学|小学|学院|书店)"
)
_VERB_INSIDE = (
    "会同|或|联合(?!会)|协同|指导(?=社会|各|乡镇|街道|村|企业|单位|部门|属地|下级|相关|有关|辖区)|组织(?=社区|村|网格|人员|专人|力量|开展|对|相关|有关|各)|商(?=[省市县区州]|有关|相关)|委托|委派|负责|牵头|配合|协助|承担|履行|加强|做好|[对将由被把为的与请]|向(?!阳)"
    rf"|{_MAY_ACT}|受(?=[^,;。]{{2,16}}委托)"
    "|(?<=[省市县区州盟旗镇乡局委办厅])[和及]"
)
"""What no office's name holds: 规划局会同交警大队 is two."""
_NOT_SUFFIX = (
    "(?!(?<=政府)(?:性|投资|采购)|(?<=委)[托派任]|(?<=办)(?:[理法学结案证税好齐妥]|公(?!室|[开示布])|实事)|(?<=人大)代表|(?<=政协)委员|(?<=委)员|(?<=会)[同商签]|(?<=部)[门署分]|(?<=处)[理置罚]"
    "|(?<=乡)村|(?<=[镇乡])长|(?<=所)[有需属在]|(?<=队)伍|(?<=科)[学技研普创目]"
    "|(?<=[督举承]办)(?!公室|处)|(?<=社会|机会|例会|晚会)|(?<=[场厕住处]所)"
    "|(?<=物业)(?:管理|服务|费|用房|行业|区域|小区|考评|考核|共用|维修资金|管家|承接查验|合同|收费|矛盾|纠纷)"
    "|(?<=街镇|镇街|乡镇)(?:[^、,;。:()]{0,6}?(?:站|所|中心|平台|窗口))(?!长|管理|建设|服务|运营))"
)
"""残联委托, 财政办理: a verb, not the suffix of an office."""
CHARGED = (
    "等(?:负有|承担|具有|履行|行使)[^,;。、]{2,20}(?:职责|职能|责任|职权|任务)的"
    "(?:相关|有关|行业|主管|监管|管理|行政)*(?:部门|单位|机构)"
)
"""等负有消防监管职责的部门 closes a row like 等部门."""
_LOCAL_OFFICE = (
    "(?:(?<![布格全大结当邮书])局|委员会|督查室|指挥部|管委会|大队|支队|(?:服务|管理)中心|(?:党|纪|监察|政法)工委"
    "|(?:管理|管护|养护|监测|保护)(?:处|站|所)|(?:工作|发展|管理|建设|服务|事业)部)"
)
"""What ends an office named without its level, in a zone or county: 社会事业局."""
_ZONES = ("经开区", "高新区", "开发区", "新区", "园区", "度假区", "保税区", "综保区", "自贸区")
"""A zone whose office may follow: 经开区社会事务局."""
_WORKING = (
    "(?:检验|检测|质量|养护|监测|评估|评审|培训|救助|救援|测绘|公证|仲裁|咨询|处置|收储|鉴定|认证|采购|招标|统计"
    "|征收|拆迁|孵化|托养|康复|信息|安全|应急|排水|调解|流浪|投资|招商|宣传|保障|结算)"
)
_LOCAL_UNIT = (
    "(?:办公室|办|执法队|所|站|科|科室|中心|中队|大队|服务队|部门|公司"
    "|残联|妇联|团委|总工会|工作人员|网格员|干部"
    "|(?<=安全|生产|消防|管理|治理|工作|卫生|建设|绿化|减灾|协调)委员会"
    "|(?<=安)委会|(?<=消安|消防|食安|药安|文明|综治)委|(?<=爱)卫会)"
)
"""What a unit of a subdistrict or township ends in: 街道安监所, 镇规划资源所."""
_TOWNS = (
    r"(?:乡镇|街镇|镇街|街道|镇|乡)\((?:[^()]{0,6}(?:街道|镇|乡|区|农场|林场|管委会|集团)[、,]?){1,3}\)"
    "(?:办事处|人民政府|政府)?"
)
"""Townships with what stands beside them: 街道（开发区）办事处, 街镇（经开区）."""
_STATION_ACTS = (
    "可|新?建[立成]?(?!设管|筑|管)|设立|推|加[强快]|做[好实]|落实|开展|打造|依托|完善|优化|组织|负责"
    "|牵头|配合|委托"
)
"""Verbs that no station's name holds: 街镇建立服务站."""
_UNIT_ENDS = ("办", "办公室", "所", "站", "中心", "队", "专班")
_PLAIN_ACTS = (
    "配合|协助|协同|积极|主动|参与|落实|承担|[做抓]好(?!的)"
    "|对(?=[^,;。]{1,12}负|[^,;。]{2,30}的,(?:应|须|要|不予|予以))"
    "|按照?[^,;。]{2,16}(?:,[^,;。]{2,10})?(?:原则|要求|规定|约定|标准|分工|职责|清单|方案|预案|计划|流程|程序),?(?:分别|共同)?"
    "(?:做好|负责|承担|开展|落实|组织|提供|完成|建立)"
    r"|[在于]?(?:每[年月季周]|\d{4}年|\d{1,2}月)[^,;。]{0,10}?(?:以?前|之前|内)(?:,|将|向)?"
    "(?:填|报|提交|上报|完成|向|组织|开展|将)"
)
"""What a body named by its head noun does without a word of obligation."""
_CASE = (
    ",(?:应当|不得|必须)|(?!可),?[^,;。]{2,40}(?:的|[后前时]),"
    "(?:还|均|都|也|则|原则上|一般|一律|同时)?(?:应当|应(?!.尽)|必须|须|要(?!求|素))"
    "|[在于自][^,;。]{2,30}?[前后时内](?:应当|应(?!.尽)|必须|须)"
)
"""申请人有下列情形之一的，应当…: the word of obligation stands behind the case."""
_IN_CHARGE = "(?:具体|主要|统一|分别)(?:承担|负责|履行)|[做抓]好(?!的)"
_CHOSEN = "(?:(?:其|受其?|所|依法)(?:委托|授权|指定|聘请|选聘)的|其(?:所属|下属|直属)的?)"
"""受委托的物业服务企业, 其选聘的机构: who acts for another."""
_IS_ONE = "[是为][^,;。]{0,20}(?:责任主体|实施主体|(?:第一|直接|主要)?责任人|责任单位)(?=[,;。]|$)"
_ITS = "其(?![他它余中]|所在|上级|主管|所属|委托|授权|指定|聘请|选聘|会同|负责)"
"""其管理单位应当…: the body that a place or thing just named has."""
_NOT_ORGANIZING = (
    "(?<!(?:[局处委办厅府镇乡]|街道|部门|单位|中心|公司|企业|大队|支队)组织)"
    "(?<!(?:具体|共同|统一|负责|牵头|分别|联合|自行|依法|定期|统筹|认真|精心)组织)"
    "(?<!组织(?=实施|开展|推进|落实|验收|评审|审核|编制|召开|对|相关|有关|专家|各))"
)
"""Behind a head noun: 组织 that is a verb (由服务办具体组织实施) ends no name."""
_AGENT = "(?:单位|供应商|运营商|服务商|承包商|机构|公司|企业|主体|团队|事务所)"
_INSTITUTE = (
    "(?:集团(?:[\u4e00-\u9fff]{2,6}?分公司|(?:有限)?(?:公司)?)|有限(?:责任)?公司|股份(?:有限)?公司|大学|学院|研究院|设计院|科学院|研究所|银行"
    "|农商行|交易所|交易中心)"
)
"""What an institution with a name of its own ends in: 云岭集团, 青禾大学."""
_AGENT_ACTS = (
    "(?:按照?(?!规定取得)|根据|依据|依照|对照|结合|定期|及时|出具|提交|编制|制定|向[^,;。]{2,24}?(?:提出|提交|申报|申请|报送|备案)|组织(?!的|内)|做好|完成(?!的|后)|开展(?!的)"
    "|严格|认真|建立(?!的)|会同|与[^,;。]{1,12}签订|每[月季年周]"
    "|对[^,;。的]{2,30}(?:的[^,;。的]{2,16})?(?:进行|开展|实施|予以|作出|提出)|以[^,;。]{1,16}为(?:依据|基础|标准|准))"
)
"""What an agency named by its trade does without a word of obligation: 评估公司根据报告出具…."""
_GOVERNING = (
    "组织|指导|督促|协助|配合|要求|安排|负责|动员|发动|引导|鼓励|支持|会同|联合|根据|结合|建立|成立|设立|推进|开展|落实"
    "|明确|确定|选|承担|履行|加强|做好|依托"
)
_EACH = (
    "(?:地区|县市区|县区|区县|市县|县市|[县市区镇村]|乡镇|街道|园区|部门|单位|企业|学校|医院|银行|机构|协会|社区"
    "|公司|集团|科室|处室|站所|专班|小组|工作组|主体|委办局|(?:办公)?室|镇街|街镇|居委|居民区|居村|嘎查|苏木|院校|高校"
    "|国企|加油站|酒店|宾馆|商场|超市|市场|农户|大户|收购点|回收点|工地|合作社|机关|中心|站点|服务点|网点|运营商|平台|医共体|团队|景区|管委会|园|馆|所)"
)
_HAVING = "达到|具备|符合|满足|有|设|配|不|建|位于|是|为|在[^,;。]{0,12}(?:以内|以上)"
_ALIAS = (
    r"(?:\((?!含|包括|不含|其中|如)[^()]{1,24}"
    r"(?:局|委|办|会|处|中心|公司|队|政府|院|部|室|站|所|馆)\))?"
)
_BRANCH_ENDS = (
    "(?:分局|监管支局|支局|中心支行|[总支大]队|调查队|执法队|派出所|分中心|管理处"
    "|监管局|管理局|分社|支行|分行)"
)
_BRANCH = rf"(?:(?=.{{1,6}}?{_BRANCH_ENDS})(?:(?!{_VERB_INSIDE}){HAN}){{1,6}}?{_BRANCH_ENDS})?"
_ACTS = (
    "负责|牵头|要|应|须|会同|按|根据|统筹|在|对|将|每年|安排|给予|予以|筹|落实|承担|加大|设立|据|每"
    "|分级|做好"
)
_TREASURY_PAYS = (
    "拨付|下达|核拨|预拨|直拨|支付|结算|清算|(?:直接|及时|按时|统一)(?:[拨支]付|下达|核拨|结算)"
)
_TREASURY_ACTS = f"{_TREASURY_PAYS}|审核|核定|具体|及时|统一|组织|配合|积极|建立|制定|加强|监督"
"""What 市财政, without 局, does besides: it stands for its bureau."""


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
        self._ahead = rf"(?=[、,;:。()\n\t]|(?!应[急用]){alternation(acting)}|$)"
        self._listed_level = compiled(rf"(?:各(?:有关|相关)?)?{GOVERNED}(?:\(单位\))?")
        self._seat = compiled(
            rf"(?=.{{0,8}}?所在)(?!{self.stop.pattern}){INNER}{{0,8}}?所在地?(?:的)?"
            rf"|{_CHOSEN}(?!各|有关|相关)"
            r"|(?:申请人|申请者|申报人|申请家庭|申请对象|申报单位|申报企业|本人|当事人|老年人|学生|项目|企业)"
            r"(?:的)?(?:户籍|居住|注册|住所|工作|项目|房屋)?所在地(?:的)?"
        )
        self._inner = compiled(rf"{INNER}{{1,6}}")
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
            rf"(?:(?:全|我|本)?[省市县区]?各(?:有关|相关)?|本)?(?:级)?{GOVERNED}"
        )
        self.placed = compiled(
            rf"(?=.{{1,6}}[、和及])(?!{self.stop.pattern}){INNER}{{1,4}}(?:新区|[省市县区旗州盟])"
            rf"(?=(?:(?:、|和|及){INNER}{{1,4}}(?:新区|[省市县区旗州盟])){{0,5}}"
            rf"(?:、|和|及){INNER}{{1,8}}?(?:人民政府|政府|管委会|(?:有关|相关|主管)部门))"
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
                rf"各(?![类级种个自有相]|项(?!目)|方面|地(?!区))(?:(?!{_GOVERNING}){_PART}){{0,8}}?{_EACH}(?=[、,:和及]|{MODAL}|{acts})"
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
                "其(?:所在|上级|主管|所属|上级主管|业务主管)的?(?:行政|主管)*(?:单位|部门|机关|机构|企业)"
            ),
            compiled(
                f"{_CHOSEN}{_PART}{{0,8}}?"
                rf"{alternation(patterns.words['bodies/heads'])}{_NOT_ORGANIZING}"
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
            compiled(rf"(?!.{{0,8}}以上){INNER}{{2,10}}?{_INSTITUTE}{self._ahead}"),
        )
        """Cores that begin with a name, which no verb or particle (``stop``) can be."""
        self._must = compiled(MODAL)
        self._unknown_office = compiled(
            rf"(?:(?!{_VERB_INSIDE}){HAN}){{1,9}}?{_OFFICE}{_NOT_SUFFIX}{_BRANCH}{_ALIAS}"
            rf"{self._ahead}"
        )
        self._working_office = compiled(
            rf"{_WORKING}(?:(?!{_VERB_INSIDE}){HAN}){{0,6}}?"
            rf"(?:中心|研究院|所|站|处|院|队){_NOT_SUFFIX}{_BRANCH}{_ALIAS}{self._ahead}"
        )
        """An office behind its level whose name begins with what it does: 市检验检测中心."""
        heads, places = (
            alternation(patterns.words[f"bodies/{x}"]) for x in ("heads", "facilities")
        )
        places = rf"(?<![进出入离退返驻到])(?:{places})(?<![进退入出到离]场)"
        ends = rf"(?:\({_PART}{{2,4}}\))?{heads}{_NOT_ORGANIZING}"
        acting = alternation(patterns.words["bodies/acting"])
        joint = "(?:及其|以及|和|及|、|与|或者?)"
        self._run_in = compiled(places)
        """学校食堂: a place inside a body that a list knows."""
        aside = r"(?:\([^()]{1,20}\))?"
        more = (
            rf"{aside}(?:{joint}(?:{_CHOSEN}|其?){_PART}{{0,10}}?(?:{ends}|{places}){aside}){{0,4}}"
        )
        other = "发现|政府(?!性|投资|采购)|授权|确定|指定|委托|以上(?=业主|住户|居民|产权人)"
        name = rf"(?!{_PART}{{0,9}}(?:{other})){_PART}{{0,14}}?"
        must = rf"(?={more}(?:{MODAL}|{_PLAIN_ACTS}|{_IS_ONE}|{_CASE}))"
        does = rf"(?={more}(?:(?>{MODAL})(?!{_HAVING})|{_IN_CHARGE}|{_CASE}))"
        by = (
            rf"(?<=由){_PART}{{1,10}}?{ends}{self._ahead}"
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
            rf"重点(?!行业|产业|领域|任务|工作|项目|工程|区域|是|要){_PART}{{1,8}}?{ends}{must}|{acting}{{1,2}}{ends}{must}|{ends}{must}"
            rf"|{acting}{places}{does}|{by}|{_ITS}{_PART}{{1,8}}?{ends}{must}"
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
        if unknown and (best == start or only_zone or goes_on):
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
