"""Finds the subjects of duties inside one clause, with the predicate of each.

A subject stands at the clause's start, behind a comma or colon, or behind 由. A list of bodies in
such a place is a subject when a predicate of duty follows: a word of obligation, or a verb that no
rule of ``not_duties.toml`` takes away (part of a noun, a condition, permission, the past).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import regex

from extractor.bodies import NO_PLACE, Actor, ActorList, Bodies
from extractor.body_forms import INNER
from extractor.document import Span
from extractor.places import Gazetteer
from extractor.records.duty_forms import Forms
from extractor.records.duty_roles import TIME, Roles
from extractor.rule_cache import compiled

TOWARDS = compiled(
    r"(?:向|面向|针对)[^,;。]{2,24}(?:提出|提交|递交|移交|申报|做好|宣传|发放|公开|公布|公示|报告|报送|提供|解释|通报|反馈|征求|告知|推送|开放|开展|加强)"
    r"|与[^,;。]{2,40}?(?:共同|联合|协同|一起|建立|签订|取得联系|联系(?=[,;。]|$))|视[^,;。]{2,12}情"
)
"""向社会公布…: an act that begins with whom it is for."""
_LATER = compiled(
    r"[,](?:还|均|都|也|则|原则上|一般|一律|同时)?(?:应当|应|要(?!求|素)|须|必须|不得|需(?!要?求))"
)
_MODAL_INSIDE = compiled(r"[^,;。]{2,30}?(?:应当|应(?!急|用)|必须|不得)")
_IS_BODY = compiled(
    r"是[^,;。]{1,40}(?:主体|部门|单位|机构|责任人)|(?:担任|任)[^,;。的]{0,12}(?:主体|单位|业主)(?=[,;。]|$)"
    r"|为[^,;。]{0,24}(?:(?:牵头|责任|主责|主管|配合|实施|监管|指导|承办)(?:单位|部门|主体)|责任人)"
)
_OBLIGED = compiled("负责|必须|应(?![急用])|务必|(?<![需主重])要(?![求素点件害])|须|做好|组织")
_LEVEL = compiled("各|省|市|县|区|州|盟|旗|自治区|国")
_COMMON_ACTS = compiled(
    "结合|配合|协助|参与|按|根据|组织|共同|主动|积极|认真|具体|对|在|依法|做好|落实|定期|及时|指导|督促"
    "|加强[^,;。]{0,16}(?:指导|监督|监管|检查|巡查|宣传|管理|协调|引导|培养|培训|自律|研究|对接|衔接|保障|排查)"
    "|(?:安排|指定|明确|确定|选派|抽调|配备|指派)[^,;。]{0,8}(?:专人|人员|人|员|干部|力量)|派(?:员|专?人)|抓总|负总责|负[^,;。]{0,12}责任|登[录陆]"
    "|(?:进行)?(?:初审|初核|审核|复审|复核|汇总|受理|登记|公示|摸底|上报|转报|填报|张贴|入户|上门)(?!结果|情况|意见|材料|表|名单|合格|通过|制度"
    "|工作|制|后(?!,?(?:报|上报|提交)))|召开[^,;。]{0,12}会|签订[^,;。]{0,12}(?:协议|合同|承诺书)|与[^,;。]{2,12}签订|建立[^,;。]{0,14}(?:制度|台账|档案|清单)(?=[,;。]|$)|为[^,;。]{2,14}(?:开设|提供|开展|办理)|向[^,;。]{2,24}(?:提出|提交|递交|报送|申报)"
)
_WHEN_DONE = compiled(
    "(?:在|于|自?收到|自?接到?|取得|获得|获|发现|得知|领取|领到|获取|获批|开展|从事)?[^,;。的]{1,24}?"
    "(?:后|前|时|期间|过程中|中|同时|之日起[^,;。]{1,12}内|[日天月年时]内),?(?:均|都|也|原则上|一般|一律)?(?:应当|应(?!急|用|对|.尽)|要(?!求|素)|须|必须)"
)
"""接报后要立即…: the word of obligation behind what is done before."""
_WHILE = compiled(
    "(?!未|已|按|根据|在|收到)[^,;。的]{2,24}?(?:时|前|过程中|期间),"
    "(?:将|把|对|同步|一并|及时|统一|主动|严格|认真|优先|充分|加强|做好|组织|逐一|全面|明确|落实|告知|要求|督促)"
    "|(?:经(?:研判|评估|认定|审核|核实|研究|检查|排查|鉴定)|认为|确需|发现|确认)[^;。]{2,60}?的,(?:将|及时|立即|按|依法|向|报)"
)
"""区发展改革委审批项目时，将…纳入审批条件: what is done at the same time is the duty."""
_BUILT = compiled(
    "(?:新建|扩建|改建|改扩建|迁建|建设|改造|更新|修缮|装修|维修|提升|改造提升|提升改造|建设改造)(?=[,;。:]|$)"
)
"""便民服务中心改造，…: a work on the place."""
_OFFICE_BELOW = compiled(r"[^,;。]{0,24}?下设[^,;。]{0,8}办公室")
"""委员会下设办公室，承担…: the office has the duty."""
_MADE_UP = compiled("(?:成员|人员|单位|队伍|专家)(?:至少|主要|一般|原则上|应当|应|分别)*由$")
_MADE_OF = compiled("^[^;。]{0,120}?(?:组成|构成|担任|抽调|选派|推荐)")
"""成员由党政办…等部门组成: of whom a group is made."""
_SHARE_BY = compiled("(?:%|成|百分之[^,;。]{1,6})(?:以上|以内|左右)?由$")
"""80%以上由国有机构运营 is a state to be reached."""
_DESCRIBED = compiled(
    r"(?:符合|具备|拥有|从事|已经?|有条件|存在)[^,;。]{1,14}的[^,;。]{2}"
    r"|(?:提交|报送|提供|编制|制定|承担|购买|出具|填报)(?:并[^,;。]{1,4})?的[^,;。]"
    r"|在[^,;。]{2,24}(?:有|存在)[^,;。]{2,16}的(?:,|$)"
    r"|(?:相关|有关|所需|的)*(?:工作)?(?:经费|资金|费用|人员)(?!保障|管理|筹|使用)"
    r"|[^,;。的]{1,14}的[^,;。的]{1,10}由(?!此|于)[^,;。]{2}"
    r"|[^,;。]{0,30}?(?:玩忽职守|滥用职权|徇私舞弊|失职|渎职|以权谋私|违法违纪|违规违纪)[^,;。]{0,20}的(?:,|$)"
    r"|(?:不(?!断|得|定|再|少|同|仅|动)|未|拒不|拒绝|逾期|违反|违规|弄虚作假|因)[^;。]{2,120}?的,(?:将|由|一律|予以|给予|依法|依规|严肃"
    r"|按|追究|责令|取消|视|对其|对相关|报请|扣|通报|约谈|移送)"
    r"|(?:反映|投诉|举报|咨询|报修|报警|求助|来电|来访)[^,;。]{0,24}(?:的|后|时),(?:应|须|必须|要|及时|立即|在)"
    r"|[局所站队院处科馆社室厂校园](?:党)?(?:长|主任|书记|负责人)(?!员|制|期|效|远|防|民|才|口|力|社|居)"
)
"""各地符合条件的机构: the body before is where the real subject is."""
_DONE = compiled(
    r"(?!按|根据|结合|要|应|须|负责|牵头|每)[^,;。]{1,40}?(?<![日月年天期段]|工作)(?:之|以)?[后时前](?:再)?|[^,;。]{2,40}的"
)
"""县民政局核定名单后，由…: what is done before another acts."""
_STEP = compiled(
    "(?:认真|及时|按规定|正式|依法|统一|(?:会同|联合)[^,;。]{2,30}?|组织(?:[^,;。]{2,30}?(?:部门|单位|专家|机构|人员|企业|乡镇|街道))?|[对就][^,;。]{2,30}进行)*"
    "(?:初审|初核|审核|复审|复核|核实|核查|核对|核定|审查|审定|汇总|初验|验收|评审|评估|公示|受理|登记|自查|自评|研究|调查|勘查"
    "|查验|测算|统计|整理|审核汇总|审核公示)"
    "[^,;。]{0,6}(?:之|以)?后,?(?:(?:于|在)[^,;。]{2,14}?(?:前|内|日))?(?=报|上报|提交|提请|呈报|送|转|移交|推荐|统一|及时|按|将|向|形成|出具|予以|组织|下达|拨付|发放"
    "|兑付|录入|通知|公示|书面|逐级|应|须|要|在|开展|进行|完成|对|根据|按照|发布|签订|安排|启动|确定|作出|编制|会同|于)"
    "|(?:接)?受[^,;。]{1,24}?(?:委托|授权|指派),"
    "|(?:在)?(?:收到|接到|收齐|接收|收悉)[^,;。后]{1,24}(?:之|以)?后,(?!由|经)"
    "|(?![^,;。]{0,30}(?:批准|同意|批复|印发|下达|核准|认定))[^,;。]{2,40}(?:之|以)?后,?(?:及时|统一|逐级|第一时间|立即|即时|随时|迅速|尽快|再|按规定|于[^,;。]{2,12})*"
    "(?:报(?![废销])|上报|提交|提请|呈报|报送|送|转报|推荐)"
)
"""审核后，报县民政局…: the body that takes the step goes on."""
_THINGS = compiled(
    "(?:采购|使用|购买|购置|选用|采用|生产|销售|提供|经营|运营|投资|建设|承建|承接|实施|开展|组织|申报|申请|编制|出具|报送"
    "|提交|签订|新建|改造|安装|持有|产生|收取|享受|获得|取得|委托|聘用|聘请|引进|培养|发放|承担|举办|开发)[^,;。的]{0,6}的"
    "(?!同时|过程|前提|基础|情况)[^,;。的]{2,16},?(?:应|须|必须|不得|要(?!求))"
)
"""投资主体采购的设备应…: the obligation is the thing's."""
_MEMBERS = compiled(
    "由(?![^;。]*办公室|[^;。]{2,160}?(?:组成|成员|组长)的)[^;。]{2,120}?(?:组成|为成员|[任为]组长)[^;。]{0,80}?,"
    "(?=(?:主要|具体|全面)?(?:负责|承担|统筹|协调|不?定期|每[月季周年半]|开展|组织|对))"
)
"""验收组由…组成，负责…: of whom a group is made."""
_SET_OFF = compiled(
    r"(?<=部门|单位|机构|公司|集团|企业|街道|[局委办镇乡区]),"
    "(?=(?:按照?|根据|依据|结合|围绕|对照|坚持|遵循)[^,;。]{2,60}(?:原则|要求|规定|分工|职责|权限|精神|部署|方案|标准|任务|目标|实际|情况"
    "|需要|思路|办法|意见|清单)[^,;。]{0,6},?(?!现|经|特|我|本|制定本|提出))"
)
"""各街镇、开发区，按照…的原则，督促…: a comma before how the duty is done."""
_STAFF = compiled(
    "(?:的)?(?:工作|执法|专业|技术|管理|相关)*人员(?!名单|组成|担任|任|为|参加|[、,和]|编制|经费)"
)
"""由街道工作人员…: who acts for a body."""
_OTHERS = compiled("(?:[、和及与][^,;。、和及与对将按]{2,10})+(?=,)")
"""会同有关部门、专家，…: partners that are no bodies."""
_BEFORE_MAY = compiled(
    "(?:根据|按照?|依据|结合|对|参照)[^,;。]{2,40}?(?:开展|进行|实施|组织|制定|确定|审核|审批|提出|出具|办理|编制)"
    "|(?:开展|实施|组织|制定|确定|审核|审批|提出|出具|办理|编制)[^,;。]{2}"
)
"""What is done before 可: 开展复审，对…可委托…."""
_ONLY_WHEN = compiled(
    "^(?:根据|按|结合|在|对|因|如|若|经|为|凡|就|于|从|视|依|自|应|参与|参加|申请|享受|取得|使用|购买|因地制宜|原则上)|(?:的|时|后|前|下|上|中|内)$"
)
"""Words before 可 that only say when or how: no duty of their own."""
_BECOMES = compiled("另有|另行规定|担任|任|兼任|组成|出资|承担费用|(?:自愿|自行)?协商")
"""由…担任, 另有规定: no duty."""
_RELATIVE = compiled(
    "(?:代为|统一|负责|具体|自行|直接)?(?:[\u4e00-\u9fff]{2}|投资建设|组织实施|建设运营|运营管理|建设管理|管理使用|负责管理|统一管理)的"
    "(?=[^,;。])(?!同时|基础|过程|前提)"
)
"""由街道运营的助餐点: the body only describes a thing."""
_DEPENDS = compiled(
    "视(?!频|为|觉|听)[^,;。]{0,12}(?:情|需要|进度|程度|结果)|酌情|相机|经常性?|时刻|每"
)
_OWN_OFFICE = compiled("办公室(?=要|应|须|负责|承担|具体负责|主要负责|统筹|牵头|每[月季周]|定期)")
"""办公室要…: the office of the group spoken of."""
_BY_OFFICE = compiled("(?:领导小组|联席会议|专班|指挥部)?办公室")
"""由办公室汇总: the office named before."""
_BRIEFLY = compiled("[^,;。的]{2,6}后")
_BRACKET = compiled(r"\((?:[^()]|\([^()]*\))*\)")
_PUNISHED = compiled(
    "(?:不(?!得)|未|违反|擅自|拒|有[^,;。]{0,12}行为)[^,;。]{0,40}的,(?:依法|依规)?(?:应当?|须|要)[^;。]{0,40}?"
    "(?:查处|处罚|处分|惩处|惩戒|(?:予以|进行|依法|依规)处理|追究)"
)
"""不按用途使用的，应按规定进行查处: what happens to the body is no duty of its own."""
_NAMED_AS = compiled(
    "(?P<part>牵头|主责|责任|实施|建设|申报|管护|运营|运维|监管|监督|落实|承办|组织|执行|主管|第一责任|管理|配合|协办)"
    "(?:主体|单位|部门|人)(?:应当?|均|统一|原则上)*(?:为|是)(?!什么)"
)
"""责任主体为各街道办事处: the bodies behind are the ones named."""
_PARTS = {
    "牵头": "lead",
    "配合": "support",
    "协办": "support",
    "监管": "supervise",
    "监督": "supervise",
}
_NOBODY = compiled(
    "[本我](?:市|县|区|省)(?:建立|实施|实行|推行|推进|鼓励|支持|将|对)|任何(?:单位|个人|组织|部门|企业|机构)|以(?!工代|岭|色)[^,;。]{1,24}?为"
)
"""任何单位不得…, 以街镇为主体…: no one body is named, or it is no subject."""
_UNNAMED = compiled("各?(?:有关|相关)(?:部门|单位|方面|机构)?")
_MAY_BY = compiled("(?:(?<![许认])可以?|鼓励|支持|引导|倡导)(?:直接|优先)?由$")
_REPORTED = compiled("(?<=[,;])报(?:请)?(?=[^,;。]{2,20}?(?:牵头|会同|联合))")
"""乡镇初验，报县住建局牵头验收: the body behind 报 acts."""
_IF = compiled(
    "(?:若|如果?|凡是?|倘若|一旦)"
    "(?=[^,;。]{4,60},(?:则|均|都|还|也)?(?:应|须|需(?!要?求)|必须|不得|要(?!求)))"
)
"""如施工单位未按期完工，应…: who fails the condition has the duty."""
_ASKED = compiled(
    "(?<=,)请(?=[^,;。请]{2,30}?(?:于|按|将|在|对|结合|抓|做|认真|及时|组织|严格|尽快|安排|填|报|落实|加强|明确))"
)
_PASSED = compiled("(?:^|[,;。:])[^,;。:由]{0,16}(?:经|待|报)[^,;。由]{0,40}$")
"""经乡镇初审、县民政局复审: the bodies that something passes."""
_BESIDE = compiled(
    "(?<=负总责|抓总|主管|推进|包保|审批|备案|管理|协助|监测|巡查|组织|指导|负责|牵头|审核|初审|初核|复核|配合|监督|监管|参与|主导|实施|落实|验收|统筹|协调|把关|申报|申请)、"
    "(?![^,;。、]{1,8}等(?:有关|相关|各|多)*(?:部门|单位))"
    "(?=(?:各?(?:县区|区县|市县|县市|乡镇|镇街|街镇|社区|学校|医疗机构|机构))(?!局|委|办)"
    "|[^,;。、]{2,12}(?:局|委|办|厅|中心|队|政府|街道|办事处|部门|单位|公司|企业))"
)
"""镇街组织、社会事业局指导: a 、 between two subjects with a verb each."""
_LED = compiled("(?:负责)?牵头(?:负责|组织|实施)?的(?=各|省|市|县|区|州|有关|相关|部门|单位)")
"""牵头的县有关部门要…: who leads stands before the subject."""
_MONEY_BEFORE = compiled(
    "费|损失|赔偿|债务|利息|税|奖补|补偿|贴息|资金|经费|成本|支出|款|补贴|补助|租金|差额|部分|奖励|投入"
)
_BARE_BURDEN = compiled(
    "(?:全额|自行|具体|主要|各自|共同|分别|依法|统一|据实|按(?:财政事权|事权|支出责任|隶属关系|财政体制|职责分工)[^,;。]{0,12}?|予以|给予|兜底)*(?:承担保障|落实保障|统筹保障|统筹解决|落实解决|负责解决|承担|安排|保障|解决|列支|负担|支付)(?=[,;。]|$)"
)
_INTRODUCES = compiled(
    "(?:要|应|须)?(?:按照?|依照?|根据|做好|落实|抓好|履行)(?:下列|以下|如下)[^;。:,]{0,16}(?::|$)"
    "|(?:的|主要|工作|具体|部门|相关|有关)*(?:职责|职能|责任|任务|分工)+(?:明确|确定|划分)?如下(?::|$)"
)
"""各部门按下列分工履行职责：… only introduces a list."""
_BY_PLACES = compiled(
    rf"{INNER}{{1,5}}?(?:新区|[市县区旗州盟])(?:[、和与及]{INNER}{{1,5}}?(?:新区|[市县区旗州盟]))*"
)
_ZONE = compiled(
    rf"(?!(?:建设|打造|支持|推进|推动|鼓励|聚焦|围绕|依托|加快|创建|全市|全区|各|我|本)){INNER}{{2,6}}?"
    "(?:新区|新片区|高新区|经开区|自贸区|开发区|自贸试验区|示范区|先行区|合作区|管理区|度假区)"
)
"""A zone with a name of its own, as a subject its committee: 临港新片区."""
_TURNS = compiled(
    "构成|转|改|变|扩|升|增|降|减|至|到|主导|向[^,;。]{0,8}(?:延伸|拓展|转)|[,;。:、]|$"
)
_LEADS_ONLY = compiled(r"牵头(?:负责|组织)?$")
_NAMED = compiled(
    "(?:选聘|聘请|委托|引入|引进|确定|指定|授权|交由|选择|移送(?:至|给)?|移交(?:至|给)?|转交(?:至|给)?|提请|报请|函告|抄告|通报"
    "|反馈(?:至|给)?|报告|交办(?:至|给)?|转办(?:至|给)?|上报(?:至)?|报送(?:至)?|提交(?:至|给)?|[推转发抄移传交]送(?:至|给|到)|告知|通知|联系)"
    "(?P<adjective>(?:专业(?:的|化)?|优质)?)"
)
_GRANTED = compiled(r"授权(?=[^,;。]{2,24}?负责)")
_OF_KIND = compiled(
    "(?:[^,;。的由对将把]{0,10}(?:不合格|不达标|未达标|合格|达标|到期|届满|优秀)的"
    "|[^,;。的由]{2,12}(?:委托|聘请|聘用|选聘|选定|指定|授权|认定)的"
    "|(?:对)?(?:已经?|尚未|未|拟)?(?:受|具备|符合|列入|纳入|承担|从事|参与|开展|实施|申请|享受|获得|取得|入住|购买|租赁|承租|使用|办理|违反|提供|存在|涉及|有|不愿)[^,;。的]{2,24}的)"
    r"(?=[^,;。的]{2,10}(?:\([^()]{1,16}\))?(?:,(?:[^,;。]{2,40}的,)?)?(?:应当|应(?!.尽)|必须|须|要|不得(?!(?:重复|再次?)*(?:纳入|列入|享受|认定|参评|计入)))(?!求))"
)
"""拟开展试点的社区应…: what kind of bodies is told before them."""
_THEN = compiled(
    "(?:后续|届时|今后|下一?步|接下来|随后|必要时|首先|其次|最后|原则上|一般情况下|特殊情况下|紧急情况下|期满后?|到期后)"
    "(?![,;。的])"
)
"""后续各区编制…: when, before the body without a comma."""
_ITEM = compiled("[^、]+")
_COMMA = compiled(",")
_GROUP_DUTY = compiled(
    r"(?:,|(?<=办公室)(?:\([^()]{2,30}\))?)"
    r"(?=(?:具体|主要|全面|牵头)?(?:负责|承担|履行|统筹|协调|领导(?!小组)|研究(?:部署|解决))"
    r"|进一步(?:加强|强化)[^,;。]{0,24}(?:统筹|协调|指导|调度)"
    rf"|{TIME.pattern}(?:汇总|通报|调度|召开|组织|报送|报告))"
)
_LEADS_THEM = compiled("(?:负责)?牵头、?")
"""牵头相关部门协同配合, 牵头、各部门参与: the bodies behind take part."""
_TAKES_PART = compiled("(?:共同|积极|协同|联勤|联动|联合|密切|分工|、)*(?:参与|配合|协助|支持)")
_IN_CHARGE = compiled("(?:具体|主要|全面)?(?:负责|承担)")
_TOGETHER = compiled("联合|共同|一并|一同|同步")


@dataclass(frozen=True, slots=True)
class Subject:
    """Bodies with what they have to do, inside one clause."""

    actors: tuple[Actor, ...]
    role: str | None
    """A role that the construction itself gives, None where the predicate decides."""
    predicate: Span
    rule: str


def behind_members(text: str, at: int, end: int) -> int:
    """Return where a group's duty begins behind the words that say who is in it."""
    members = _MEMBERS.match(text, at, end)
    return members.end() if members else at


@dataclass(frozen=True)
class Subjects:
    """Finds subjects in the clauses of one view."""

    text: str
    bodies: Bodies
    roles: Roles
    forms: Forms
    places: Gazetteer
    assigned: tuple[Span, ...]
    """Brackets that are assignments: no subject is looked for inside."""
    _read: dict[Span, ActorList | None] = field(default_factory=dict)
    """Lists read before, by where they begin and the clause ends."""

    def _list_at(self, start: int, end: int) -> ActorList | None:
        key = (start, end)
        if key not in self._read:
            self._read[key] = self.bodies.list_at(self.text, start, end)
        return self._read[key]

    def find(self, start: int, end: int) -> list[Subject]:
        """Return the subjects of the clause ``[start, end)`` in order of position."""
        found: list[Subject] = []
        at = start
        beside = self._beside(start, end)
        for position, by in sorted({*self._openings(start, end), *((x, False) for x in beside)}):
            if position in beside and not found:
                continue
            if position < at or self.forms.never["preposition"].match(self.text, position, end):
                continue
            if _NOBODY.match(self.text, position, end):
                continue
            if named := self._named_as(position, end):
                found.append(named)
                at = named.actors[-1].end
                continue
            led = _LED.match(self.text, position, end)
            position = led.end() if led else position
            listed, rule = self._bodies_at(start, position, end, by=by)
            subject = self._judge(listed, end, by=by, rule=rule) if listed else []
            if led:
                subject = [replace(item, role=item.role or "lead") for item in subject]
            if subject:
                found += self._beside_lead(found, subject)
                at = max(item.actors[-1].end for item in subject)
        return found + self._group(start, at if found else start, end, alone=not found)

    def _named_as(self, start: int, end: int) -> Subject | None:
        """建设主体为区应急局，统筹…: a part, with the body that has it and what it has to do."""
        comma = self.text.find(",", start, end)
        stop = comma if comma > 0 else end
        part = _NAMED_AS.search(self.text, start, min(stop, start + 40))
        listed = self._list_at(part.end(), end) if part else None
        if not part or not listed or listed.end < stop:
            return None
        role = _PARTS.get(part["part"])
        if role is None and not self.roles.opener.match(self.text, stop + 1, end):
            role = "responsible"
        return Subject(listed.actors, role, (min(stop + 1, end), end), "duty.subject")

    def _openings(self, start: int, end: int) -> Iterator[tuple[int, bool]]:
        """Yield where a subject may begin: the clause's start, behind , or :, and behind 由."""
        if not _IF.match(self.text, start, end):
            yield start, self.text.startswith("由", start)
        if self.text.startswith("请", start):
            yield start + 1, False
        for then in _THEN.finditer(self.text, start, end):
            if then.start() == start or self.text[then.start() - 1] in ",:":
                yield then.end(), False
        for begin in (start, *(m.end() for m in _COMMA.finditer(self.text, start, end))):
            if described := _OF_KIND.match(self.text, begin, end):
                yield described.end(), False
        if granted := _GRANTED.search(self.text, start, end):
            yield granted.end(), False
        duty = self.forms.duty
        marks = [(m.end(), False) for m in duty["duty.subject"].finditer(self.text, start, end)]
        marks += [(m.end(), True) for m in _REPORTED.finditer(self.text, start, end)]
        marks += [(m.end(), False) for m in _ASKED.finditer(self.text, start, end)]
        marks += [
            (m.end(), False)
            for m in _IF.finditer(self.text, start, end)
            if m.start() == start or self.text[m.start() - 1] in ",:"
        ]
        marks += [(m.end(), True) for m in duty["duty.by"].finditer(self.text, start, end)]
        marks += [(m.end() - 1, True) for m in duty["duty.by-it"].finditer(self.text, start, end)]
        for position, by in sorted(marks):
            if not any(a < position <= b for a, b in self.assigned):
                yield position, by

    def _beside(self, start: int, end: int) -> set[int]:
        """Return where a subject may begin behind a 、 that another one's verb ends at."""
        return {
            m.end()
            for m in _BESIDE.finditer(self.text, start, end)
            if not _PASSED.search(self.text, max(start, m.start() - 60), m.start())
            and not any(a < m.end() <= b for a, b in self.assigned)
        }

    def _bodies_at(
        self, start: int, at: int, end: int, *, by: bool
    ) -> tuple[ActorList | None, str]:
        listed = self._list_at(at, end)
        if listed:
            return listed, "duty.by" if by else "duty.subject"
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

    def _beside_lead(self, found: list[Subject], new: list[Subject]) -> list[Subject]:
        """由A牵头，B、C联合验收: bodies without a role word of their own beside a lead support."""
        led = any(_LEADS_ONLY.match(self._words(item.predicate)) for item in found)
        if led and _TOGETHER.match(self._words(new[0].predicate)):
            return [replace(item, role="support") for item in new]
        return new

    def _words(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def _judge(self, listed: ActorList, end: int, *, by: bool, rule: str) -> list[Subject]:
        """Decide whether the list is the subject of a duty; read 会同 and 牵头 around it."""
        text, at = self.text, self._behind_bracket(listed.end, end)
        at = behind_members(text, self._behind_staff(at, end), end)
        if text[at : at + 1] == "," and (
            self.roles.modal.match(text, at + 1, end)
            or _SET_OFF.match(text, at, end)
            or (by and self.roles.opener.match(text, at + 1, end))
        ):
            at += 1
        stop = self._next_subject(at, end)
        predicate = text[self.roles.begins(text, at, stop) : stop]
        if not self.is_predicate(listed, predicate, by=by) or self.forms.no("past", predicate):
            return []
        if stop < end and _DONE.fullmatch(predicate):
            return list(self.partners(at, stop, end)) if by else []
        if self.forms.no("person", predicate) or _OFFICE_BELOW.match(predicate):
            return []
        before = text[max(0, listed.start - 12) : listed.start]
        if by and _MADE_UP.search(before) and _MADE_OF.search(predicate):
            return []
        if by and (_MAY_BY.search(before[-6:]) or _SHARE_BY.search(before)):
            return []
        if self._permitted(predicate) or self._pays(listed.start, at, end, by=by):
            return []
        role = self.joint_role(at, stop) or self._of_money(listed.start, predicate, by=by)
        subject = Subject(listed.actors, role, (at, stop), rule)
        return [subject, *self.partners(at, stop, end)]

    def _behind_staff(self, at: int, end: int) -> int:
        """由街道工作人员上门核查: a body's staff act for it."""
        staff = _STAFF.match(self.text, at, end)
        acts = staff and self.roles.opener.match(self.text, staff.end(), end)
        return staff.end() if staff and acts else at

    def _pays(self, start: int, at: int, end: int, *, by: bool) -> bool:
        """Tell whether the bodies only pay; 由…承担 and 由…安排 do where money is spoken of."""
        if by and (match := _BARE_BURDEN.match(self.text, at, end)):
            before = regex.split("[;。]", self.text[max(0, start - 60) : start])[-1]
            money = _MONEY_BEFORE.search(before) is not None
            return money and not self.roles.managing.search(self.text[match.end() : end])
        return self.roles.only_pays(self.text[at:end])

    def _of_money(self, start: int, predicate: str, *, by: bool) -> str | None:
        """资金由县财政局统筹: what is brought together is money."""
        bare = by and regex.match("统筹(?:安排|解决|保障)?(?=[,;。]|$)", predicate)
        before = regex.split("[;。]", self.text[max(0, start - 60) : start])[-1]
        return "responsible" if bare and _MONEY_BEFORE.search(before) else None

    def _behind_bracket(self, at: int, end: int) -> int:
        """市改造指挥部（市长任指挥长）统筹推进…: a bracket behind a name is passed over."""
        if self.text[at : at + 1] != "(":
            return at
        closed = _BRACKET.match(self.text, at, min(end, at + 80))
        return closed.end() if closed else at

    def _permitted(self, predicate: str) -> bool:
        """可 is permission, not duty, unless an obligation stands beside it."""
        if self.roles.permission.match(predicate):
            return not regex.search("应当|必须", predicate)
        allowed = self.forms.no("may", predicate) or regex.search("[,](?:也)?可(?:以)?", predicate)
        return bool(allowed) and not _OBLIGED.search(predicate) and not self._does(predicate)

    def _does(self, predicate: str) -> bool:
        """根据意见开展复审，对…可委托…: what is done before the comma is a duty."""
        first = predicate.split(",")[0]
        if "可" in first or first == predicate:
            return False
        if _BEFORE_MAY.match(first):
            return True
        return self.roles.opener.match(first) is not None and not _ONLY_WHEN.search(first)

    def joint_role(self, at: int, stop: int) -> str | None:
        """The subject of 会同… has what it does with the others; 联合…牵头 leads."""
        joined = self._joined_at(at, stop)
        if not joined:
            return None
        partners = self._list_at(joined.end(), stop)
        if not partners:
            return None if "协同" in joined[0] else "responsible"
        if "牵头" in self.text[at : partners.start] + self.text[partners.end : stop]:
            return "lead"
        others = _OTHERS.match(self.text, partners.end, stop)
        role = self.roles.of(self.text[others.end() if others else partners.end : stop])
        return "responsible" if role == "support" else role

    def _joined_at(self, at: int, stop: int) -> regex.Match[str] | None:
        """Find 会同 where the predicate begins, behind a time or a word of obligation."""
        begin = self.roles.begins(self.text, at, stop)
        if modal := self.roles.modal.match(self.text, begin, stop):
            begin = self.roles.begins(self.text, modal.end(), stop)
            first = self.forms.duty["duty.joined"].match(self.text, modal.start(), stop)
            return first or self.forms.duty["duty.joined"].match(self.text, begin, stop)
        return self.forms.duty["duty.joined"].match(self.text, begin, stop)

    def partners(self, at: int, stop: int, end: int) -> Iterator[Subject]:
        """Yield the joined sides (会同, 联合) of a predicate."""
        first = self._joined_at(at, stop)
        begin = first.start() if first else at
        for match in self.forms.duty["duty.joined"].finditer(self.text, begin, stop):
            listed = self._list_at(match.end(), end)
            if listed and (match.start() == begin or self.text[match.start() - 1] in ",、并时情需"):
                yield Subject(listed.actors, "support", (at, stop), "duty.joined")
        if leads := _LEADS_THEM.match(self.text, at, stop):
            listed = self._list_at(leads.end(), stop)
            if listed and _TAKES_PART.match(self.text, listed.end, stop):
                yield Subject(listed.actors, "support", (at, stop), "duty.joined")
            elif (
                listed
                and leads[0].endswith("、")
                and self.roles.opener.match(self.text, listed.end, stop)
            ):
                yield Subject(listed.actors, None, (listed.end, stop), "duty.by")

    def _next_subject(self, at: int, end: int) -> int:
        """Return where the next subject of the clause begins: its predicate is not this one's."""
        for match in _COMMA.finditer(self.text, at + 1, end):
            reported = _REPORTED.match(self.text, match.end(), end) is not None
            by = reported or self.text.startswith("由", match.end())
            listed = self._list_at(match.end() + by, end)
            if listed and self.is_predicate(listed, self.text[listed.end : end], by=by):
                return match.start()
        return end

    def is_predicate(self, listed: ActorList, predicate: str, *, by: bool) -> bool:
        """Tell whether *predicate* says what the bodies before it have to do."""
        if (
            not predicate
            or _INTRODUCES.match(predicate)
            or _DESCRIBED.match(predicate)
            or _THINGS.match(predicate)
            or _PUNISHED.match(predicate)
            or any(
                self.forms.no(kind, predicate)
                for kind in ("noun", "relative", "measure", "excluded")
            )
        ):
            return False
        openers = (self.roles.opener, _DEPENDS, TOWARDS)
        opens = any(form.match(predicate) for form in openers)
        if by:
            return self._done_by(listed, predicate, opens=opens)
        if _BUILT.match(predicate) and self._is_place_run(listed):
            return False
        if _STEP.match(predicate) or (_WHILE.match(predicate) and not self._common(listed)):
            return True
        if self.roles.modal.match(predicate):
            obliged = regex.match("要|应|须|必须|负责|牵头", predicate)
            return bool(obliged) or not self.forms.no("conditional", predicate)
        if _LATER.search(predicate) or _IS_BODY.match(predicate) or self._after(predicate):
            return True
        if self._elsewhere(predicate, opens=opens):
            return False
        if not opens and (not self._is_office(listed) or self.forms.no("result", predicate)):
            return False
        return not self._common(listed) or _COMMON_ACTS.match(predicate) is not None

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
        if self._common(listed):
            return predicate.startswith(("向", "自", "送", "报")) or bool(
                _COMMON_ACTS.match(predicate)
            )
        return _TURNS.match(predicate) is None

    def _vague(self, listed: ActorList) -> bool:
        """No body of the list is named: 企业, 相关部门."""
        names = [self.text[a.start : a.end] for a in listed.actors]
        return self._common(listed) or all(_UNNAMED.fullmatch(name) for name in names)

    def _common(self, listed: ActorList) -> bool:
        """All of the list are common nouns: 社区, 企业, 居民."""
        return all(self.text[a.start : a.end] in self.forms.bare for a in listed.actors)

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
        builds = regex.match("建立|健全|完善|构建|形成|按|根据|结合", predicate)
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

    def _has_duty(self, named: int, duty: regex.Match[str]) -> bool:
        """Beside who sets it up a group acts at once; 工作组 only where it says 负责."""
        if "," in self.text[named : duty.start()]:
            return False
        known = self.text.endswith(("领导小组", "协调小组", "专班", "指挥部", "联席会议"), 0, named)
        return known or _IN_CHARGE.match(self.text, duty.end()) is not None

    def _group(self, start: int, after: int, end: int, *, alone: bool) -> list[Subject]:
        """成立…领导小组，…，负责统筹: the group just set up, or its office, has the duty.

        Beside the body that sets it up (not *alone*) the duty must follow the group at once.
        """
        named = sorted(
            (match.span("name"), rule)
            for rule in ("duty.group", "duty.office")
            for match in self.forms.duty[rule].finditer(self.text, start, end)
            if match.start("name") >= after
        )
        found: dict[Span, Subject] = {}
        for duty in _GROUP_DUTY.finditer(self.text, start, end):
            before = [item for item in named if item[0][1] <= duty.start()]
            if before and before[-1][0] not in found:
                (a, b), rule = before[-1]
                if not alone and rule == "duty.group" and not self._has_duty(b, duty):
                    continue
                actor = Actor(a, b, "leading_group")
                found[a, b] = Subject((actor,), None, (duty.end(), end), rule)
        return list(found.values())
