"""Deadlines: dates in sentences, at phases, behind labels, in brackets and tables; and none."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.models import Deadline
from extractor.pattern_check import check_rule
from extractor.patterns import load_patterns
from extractor.pipeline import make_plan
from extractor.records import deadlines
from extractor.records.draft import finish

Short = tuple[str, str | None, str | None]
TITLE = "云岭市停车设施建设实施方案"


def records(body: str, title: str = TITLE, signed: str = "2024年3月5日") -> list[Deadline]:
    """Return the deadlines of a notice with this title, signed date and body."""
    text = (
        f"云岭市人民政府办公室\n关于印发{title}的通知\n各区县人民政府：\n现将《{title}》印发给你们，"
        f"请认真组织实施。\n云岭市人民政府办公室\n{signed}\n{title}\n为做好有关工作，制定本方案。\n{body}\n"
    )
    document, patterns = Document.from_text(text), load_patterns()
    plan = make_plan(document, patterns)
    made = finish(deadlines.make(plan), document, plan.layout, patterns)["deadlines"]
    assert all(text[e.start : e.end] == e.text for r in made for e in r.evidence)
    return [record for record in made if isinstance(record, Deadline)]


def read(body: str, title: str = TITLE, signed: str = "2024年3月5日") -> list[Short]:
    """Return relation with start and end, or with the recurrence, of each record."""
    return [
        (r.relation, r.recurrence if r.relation == "recurring" else r.start, r.end)
        for r in records(body, title, signed)
    ]


def by(*days: str) -> list[Short]:
    """Return what ``read`` gives for deadlines that end on these days."""
    return [("by", None, day) for day in days]


def every(*rules: str) -> list[Short]:
    """Return what ``read`` gives for these rhythms."""
    return [("recurring", rule, None) for rule in rules]


def during(start: str, end: str) -> Short:
    """Return what ``read`` gives for one window."""
    return ("during", start, end)


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        ("2024年6月底前，完成管网普查", by("2024-06-30"), "the plain form"),
        ("于2024年5月中旬前，编制年度用地计划", by("2024-05-20"), "于 and 旬"),
        ("确保9月底前主体工程基本完工", by("2024-09-30"), "the year of the signed date"),
        ("抽查事项清单9月底前公布", by("2024-09-30"), "清单 before the date"),
        (
            "第四季度，由市城管局牵头组织现场评议",
            [during("2024-10-01", "2024-12-31")],
            "who does it stands behind 由",
        ),
        (
            "于2024年4月8日（星期一）下班前将名单报送市政府办公室",
            by("2024-04-08"),
            "the day of the week and the hour",
        ),
        (
            "处理设施2024年4月开工，2025年6月竣工",
            [during("2024-04-01", "2024-04-30"), during("2025-06-01", "2025-06-30")],
            "what a work comes to in a month",
        ),
        (
            "2024年6月15日凌晨5时起，对人民路实施封闭施工",
            [("from", "2024-06-15", None)],
            "an hour of the night",
        ),
        (
            "自本方案印发之日起至12月底，集中开展整治",
            [during("2024-03-05", "2024-12-31")],
            "from the day of issue",
        ),
        (
            "自2024年6月1日起（以合同签订时间为准）全面实行网签备案",
            [("from", "2024-06-01", None)],
            "a bracket before the task",
        ),
        (
            "9月底前取得成效，并长期坚持",
            [("ongoing", None, None), *by("2024-09-30")],
            "a clause's last words",
        ),
        (
            "每月28日前填报进度，逾期未报的予以通报",
            every("FREQ=MONTHLY;BYMONTHDAY=28"),
            "who is named and shamed gets no money",
        ),
        ("到2026年底，确保建成覆盖城乡的助餐网络", by("2026-12-31"), "到…底"),
        ("2025年底，实现证照信息共享", by("2025-12-31"), "底 without 前"),
        ("到2025年，公交都市建设取得明显成效", by("2025-12-31"), "到 and a bare year"),
        ("到“十四五”期末，基本建成分类处理系统", by("2025-12-31"), "the end of a plan period"),
        ("2026年前实现行政村全覆盖", by("2026-12-31"), "前 ends with the unit printed"),
        ("6月15日前将名单报市商务局", by("2024-06-15"), "a day; 报 is a task"),
        ("6月30日前提交申报材料", by("2024-06-30"), "前提交 is 前 and 提交"),
        ("于月底前完成登记造册", by("2024-03-31"), "the month of the signed date"),
        (
            "自2024年8月2日起，至2026年12月31日止，开展船舶更新",
            [during("2024-08-02", "2026-12-31")],
            "起，至: one window",
        ),
        ("次年1月20日前报送总结", by("2025-01-20"), "次年"),
        (
            "按照6月份开工，11月底前竣工的目标推进",
            [during("2024-06-01", "2024-06-30"), *by("2024-11-30")],
            "a date each",
        ),
        (
            "4月底前完成选址，5月上旬完成评审，年底前全部投用",
            [*by("2024-04-30"), during("2024-05-01", "2024-05-10"), *by("2024-12-31")],
            "three tasks",
        ),
        (
            "2024年8月底前摸清底数、建立台账，制定整治清单",
            by("2024-08-31"),
            "one date over several verbs",
        ),
        (
            "即日起至6月底，开展燃气隐患排查",
            [during("2024-03-05", "2024-06-30")],
            "from the signed date",
        ),
        ("自2024年7月1日起，全面实行定时投放", [("from", "2024-07-01", None)], "起"),
        (
            "2024年5月1日启动首批线路运营",
            [("from", "2024-05-01", None)],
            "a bare day with a beginning",
        ),
        (
            "2024年第三季度组织一次质量巡查",
            [during("2024-07-01", "2024-09-30")],
            "a quarter; 一次 is no number",
        ),
        ("2025年上半年，启动水厂扩建工程", [during("2025-01-01", "2025-06-30")], "half a year"),
        (
            "2025年，全面启动供热管网更新",
            [during("2025-01-01", "2025-12-31")],
            "an activity in a year",
        ),
        ("2025年，全市基本实现一网通办", by("2025-12-31"), "a state reached in a year"),
        ("二〇二四年六月底前，完成入户调查", by("2024-06-30"), "Chinese numerals"),
        ("２０２４年６月底前，完成入户调查", by("2024-06-30"), "full-width digits"),
        ("2024年11底前完成验收", by("2024-11-30"), "月 is missing"),
        (
            "2024年5月至7月，在全市范围内开展摸底调查",
            [during("2024-05-01", "2024-07-31")],
            "a window whose task has its place before it",
        ),
        (
            "2024年上半年，以街道为单位组织普查",
            [during("2024-01-01", "2024-06-30")],
            "a half-year whose task has its measure before it",
        ),
        (
            "2024年5月至7月，按照职责分工开展抽查；8月，集中攻坚",
            [during("2024-05-01", "2024-07-31"), during("2024-08-01", "2024-08-31")],
            "按照 before the task; a bare verb",
        ),
        (
            "市级预案6月底前、县级预案9月底前完成修订",
            by("2024-06-30", "2024-09-30"),
            "two dates with a subject each share a task",
        ),
        (
            "市直学校要于6月10日前，县（市、区）学校要于6月20日前，完成自查",
            by("2024-06-10", "2024-06-20"),
            "the same with commas",
        ),
        (
            "6月底前完成摸底，县级部门于9月底前完成整改",
            by("2024-06-30", "2024-09-30"),
            "two dates with a task each",
        ),
        (
            "4月动员、5月摸底、6月整改",
            [
                during("2024-04-01", "2024-04-30"),
                during("2024-05-01", "2024-05-31"),
                during("2024-06-01", "2024-06-30"),
            ],
            "months with a task each behind 、",
        ),
        ("截至2024年6月底，各县区要全面完成整改", by("2024-06-30"), "截至 with a duty"),
        ("截止2024年8月20日，各单位须报送清单", by("2024-08-20"), "截止 with a duty"),
        ("问题线索限11月5日前销号", by("2024-11-05"), "限"),
        (
            "2027年以前，全面淘汰老旧锅炉",
            [("by", None, "2026-12-31")],
            "以前 of a bare year ends before it",
        ),
        ("在2025年之前，所有泵站完成改造", [("by", None, "2024-12-31")], "之前 too"),
        (
            "2025年1月1日起，未安装保护装置的灶具不予通气",
            [("from", "2025-01-01", None)],
            "what holds for those who did not act",
        ),
        ("新招聘护理员应于8月31日前到岗", by("2024-08-31"), "a verb that ends its clause"),
        ("5月15日前予以答复", by("2024-05-15"), "予以 without money"),
        ("9月中旬前办好龙舟赛", by("2024-09-20"), "办好"),
        (
            "4月至6月在城区中学先行试行，下半年全面推开",
            [during("2024-04-01", "2024-06-30"), during("2024-07-01", "2024-12-31")],
            "a trial behind where it is made",
        ),
        (
            "各区须于二〇二五年九月三十日前参照本办法制定实施细则",
            by("2025-09-30"),
            "a paper to be made by the example of this one",
        ),
        (
            "2026年底前，每年培育合作社不少于20家，破损渠道全部修复到位",
            by("2026-12-31"),
            "a rhythm that only scopes a number",
        ),
        ("2026年底前，每年培训护理员800人", [], "nothing but a number"),
        (
            "到2025年更换水表900只，其余费用由用户分摊",
            [],
            "who pays is no task",
        ),
        (
            "6月底前，改造费用由产权单位落实到位",
            by("2024-06-30"),
            "money to be found by then",
        ),
    ],
)
def test_sentences(clause: str, expected: list[Short], reason: str) -> None:
    assert read(f"一、主要任务\n（一）加强保障。{clause}。") == expected, reason


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        ("于3月、6月的25日前报送总结", by("2024-03-25", "2024-06-25"), "months that share a day"),
        (
            "用3个月时间（5月至7月）对全县餐饮场所进行整治",
            [during("2024-05-01", "2024-07-31")],
            "which months they are",
        ),
        ("竣工时间不得晚于2024年10月31日", by("2024-10-31"), "no later than"),
        ("2024年6月底前，完成120个小区普查任务", by("2024-06-30"), "a task to finish is both"),
        ("2025年底前，建成助餐点30个，新增床位500张", by("2025-12-31"), "底前 with a task's verb"),
        (
            "原则上2024年底前每个街道至少建成1个养老服务中心",
            by("2024-12-31"),
            "the hedge stands between",
        ),
        (
            "到2025年，建成园区5个，服务体系更加完善",
            by("2025-12-31"),
            "a goal without a number besides",
        ),
        ("到2025年，建成平台3个和一批示范应用标杆", by("2025-12-31"), "一批 is no number"),
        (
            "2024年底前，回收率达到35%以上，基本建成分类体系",
            by("2024-12-31"),
            "the second goal has none",
        ),
        ("2024年改造98个、1.2万户", [], "a bare year scopes a quantity"),
        ("2024年计划新建换电站19座", [], "计划"),
        ("到2025年，充电桩达到3000个", [], "a level to reach"),
        ("到2025年底，全市新增专精特新企业150家", [], "底 without 完成"),
        ("9月底前竣工率达到90%以上", [], "a share"),
        ("到2025年，建成转型中心5个以上，为企业提供咨询服务", [], "what the number is good for"),
        (
            "到2027年，改造供水管网300公里，更新环卫车辆120辆",
            by("2027-12-31"),
            "a number that is all of a work, and nothing but numbers behind",
        ),
        ("2024年安排专项资金500万元，实行专款专用", [], "money of a year"),
        ("6月底前开展避险演练不少于70场", by("2024-06-30"), "不少于 with a verb is done as well"),
        ("年底前床位不少于500张", [], "a level without a verb"),
        ("上半年完成投资占比过半", [], "a level in words"),
        ("到2025年末力争累计建成泵站45座，惠及居民5400户", [], "累计 makes a level of it"),
        ("到2025年底累计启动小区17个", by("2025-12-31"), "but not of what begins"),
        ("6月底前累计开工小区10个", by("2024-06-30"), "累计 before a set month"),
        ("到2026年，保有量突破26万辆，车桩比优于2.5∶1", [], "a ratio is a level"),
        ("2024年起分三年实施，累计改造管网430公里", [], "how a quantity is spread"),
        (
            "2024年起分三年实施",
            [("during", "2024-01-01", "2026-12-31")],
            "unless nothing else is said",
        ),
        ("9月15日前预拨首批资金2600万元", by("2024-09-15"), "money that is handed on"),
        (
            "2024年末，贷款余额达到12亿元，保险投保量每年不少于600万只",
            [],
            "a rhythm that scopes a number takes its subject along",
        ),
    ],
)
def test_numbers(clause: str, expected: list[Short], reason: str) -> None:
    assert read(f"一、工作目标\n{clause}。") == expected, reason


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        (
            "每月3日前，各区县将进展情况录入系统",
            every("FREQ=MONTHLY;BYMONTHDAY=3"),
            "a day of the month",
        ),
        ("每月按时上报项目进展", every("FREQ=MONTHLY"), "a bare rhythm"),
        ("市停车办汇总后次月3日前报市政府", every("FREQ=MONTHLY;BYMONTHDAY=3"), "the next month"),
        (
            "每年6月底、12月底前组织现场考核",
            every("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
            "ends of months listed",
        ),
        ("每周四下班前，各镇报送进展", every("FREQ=WEEKLY;BYDAY=TH"), "an hour of the day"),
        ("动态调整事项清单（每年6月、12月各一次）", every("FREQ=YEARLY;BYMONTH=6,12"), "各一次"),
        ("市水务局每年秋收后组织一次管护检查", every("FREQ=YEARLY"), "秋收 is no season's name"),
        ("集中学习时间每年不少于8天", [], "a measure of time"),
        ("市财政每年从出让收益中计提3%用于设施维护", [], "a share put by"),
        ("每季度开展一次督导检查", every("FREQ=MONTHLY;INTERVAL=3"), "一次 is no number"),
        ("每季度末组织一次安全检查", every("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"), "末"),
        ("每年第一季度公布目录清单", every("FREQ=YEARLY;BYMONTH=1,2,3"), "a quarter of the year"),
        ("每半年向市政府报告一次", every("FREQ=MONTHLY;INTERVAL=6"), "half a year"),
        ("每年3月底前开工", every("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"), "底"),
        ("每年12月中旬前提交总结", every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"), "旬"),
        ("各街道于每周五报送进度", every("FREQ=WEEKLY;BYDAY=FR"), "a weekday"),
        (
            "2025年6月1日起开放申请，每月5日前公布结果",
            [("from", "2025-06-01", None), *every("FREQ=MONTHLY;BYMONTHDAY=5")],
            "a date with a task of its own",
        ),
        (
            "到2025年，体系基本建成，特制定以下措施",
            by("2025-12-31"),
            "what a goal is told for",
        ),
        (
            "到2025年，企业突破320家，特制定以下措施",
            [],
            "only a number, and what the notice is made for",
        ),
        (
            "每年6月、12月各开展一次评估",
            every("FREQ=YEARLY;BYMONTH=6,12"),
            "months listed are no window",
        ),
        (
            "每年4月底前报送使用情况，市财政局于5月20日前完成清算",
            every("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20"),
            "the second comes round every year, too",
        ),
        ("结存资金统筹用于下一年度发放", [], "a year named relatively is no date of a task"),
        ("每两年举办一次创业大赛", every("FREQ=YEARLY;INTERVAL=2"), "an interval"),
        (
            "实行每月一调度、每季度一通报",
            every("FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3"),
            "每…一…",
        ),
        ("按季度公布资金使用情况", every("FREQ=MONTHLY;INTERVAL=3"), "按季度"),
        ("每年组织不少于2次应急演练", every("FREQ=YEARLY"), "a frequency, not a quantity"),
        ("每年安排一定的资金补充担保基金", every("FREQ=YEARLY"), "no number"),
        ("每年培训家政人员800人", [], "the rhythm scopes a quantity"),
        ("每年发布5个以上技术榜单", [], "the same"),
        ("每人每月补助50元", [], "a rate"),
        ("每年可申请一次", [], "a right"),
        ("每年最多享受两次", [], "a limit"),
        ("服务时间为每周一至周五9:00至17:00", [], "service hours"),
        ("每月最后一个工作日前报送进度", every("FREQ=MONTHLY;BYMONTHDAY=-1"), "the last day"),
        ("每周最后一个工作日通报进展", every("FREQ=WEEKLY;BYDAY=FR"), "the last day of a week"),
        ("各单位要按月倒排、挂图作战", [], "how work is planned"),
        ("实行按周调度、按月通报", [], "how work is watched over"),
        (
            "消防设施每半年检测一次，电气线路每1年检测一次",
            [*every("FREQ=MONTHLY;INTERVAL=6"), *every("FREQ=YEARLY")],
            "two rhythms, each with its subject",
        ),
        (
            "专班每周调度、每月通报工作进展",
            [*every("FREQ=WEEKLY"), *every("FREQ=MONTHLY")],
            "two rhythms joined by 、",
        ),
        (
            "坚持每周调度、每月通报、每季度考核",
            every("FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3"),
            "坚持 what is done",
        ),
        ("坚持每月例会制度", [], "坚持 a system"),
        (
            "县级路长每季度、乡级路长每月、村级路长每周至少巡路一次",
            every("FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY", "FREQ=WEEKLY"),
            "rhythms with a subject each share a task",
        ),
        ("每季度首月底前下达资金", every("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=-1"), "首月底"),
        ("每年7月1日至8月31日开展巡查", every("FREQ=YEARLY;BYMONTH=7,8"), "days of every year"),
        ("每年3、6、9月各召开一次例会", every("FREQ=YEARLY;BYMONTH=3,6,9"), "one 月 for three"),
        (
            "每年1月底前、7月底前登录平台填报",
            every("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=-1"),
            "two dates over one verb are one rule",
        ),
        (
            "每年9月底前按不低于20%的比例抽查复核",
            every("FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=-1"),
            "a proportion of the work is no goal",
        ),
        ("农户在每年5月或者11月提出申请", every("FREQ=YEARLY;BYMONTH=5,11"), "或者"),
        (
            "县教育局在每年7月底前拨付上半年经费，12月20日前完成清算",
            every("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20"),
            "上半年 says what the money is for",
        ),
        ("每天营运时间为6时至22时", [], "a measure"),
        ("老年食堂每周供餐不少于5天", [], "a measure"),
        ("应在每年受理期结束后20个工作日内完成审核", [], "counted from an event"),
    ],
)
def test_rhythms(clause: str, expected: list[Short], reason: str) -> None:
    assert read(f"一、保障措施\n（一）强化调度。{clause}。") == expected, reason


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ("2000年底前建成、失养失修的住宅小区纳入范围", "a cutoff"),
        ("对2005年12月31日前建成的小区优先改造", "a cutoff with 的"),
        ("2024年6月底前未完成的单位予以通报", "a condition"),
        ("未在2024年6月底前提交材料的，视为放弃", "a condition"),
        ("本办法自2024年5月1日起施行，有效期至2029年4月30日", "effect and validity"),
        ("试行期至2026年12月31日", "a trial period"),
        ("本操作办法自2024年4月19日起实施", "effect of a paper of any name"),
        ("配方肥补贴自2024年4月7日起至印发之日参照实施", "effect by analogy"),
        ("配电房在2021年3月前（含3月）建成，以移交记录为准", "a cutoff with 含"),
        ("2023年9月，根据上级要求，我区出台了路长制方案", "a fact behind its reason"),
        ("自验收之日起30日内移交；签发后15个工作日内办结", "counted from an event"),
        ("截至2023年底，已建成公共充电桩1200个", "a fact"),
        ("2023年，全市完成了首批改造", "a fact"),
        ("2024年1月以来，各区已完成摸底", "a fact"),
        ("经2024年2月20日市政府常务会议审议通过", "a meeting"),
        ("覆盖率比2023年提高3个百分点", "a base of comparison"),
        ("较2023年有明显提升", "a base of comparison"),
        ("落实“十四五”规划，实施三年行动计划", "names"),
        ("编制2024年城市更新年度计划", "the year of a plan's name"),
        ("参保人员为2024年1月1日以后出生的新生儿", "a life"),
        ("《云岭市停车规划（2021—2025年）》确定的项目", "a citation"),
        ("按照云政发〔2023〕12号文件执行", "a document number"),
        ("中长期贷款按规定贴息，持续推进城市更新", "长期 and 持续推进 as plain words"),
        ("每户于每年3月1日至5月31日提出申请", "a window that cannot be told is none"),
        ("后续每年改造计划以年度投资计划为准", "a plan of every year, settled elsewhere"),
        ("单一季度内每月检查评分均为不达标的小区，扣除当季度全部补贴", "who is meant"),
        ("码头应按时报送设备建设和每月运营数据", "data of every month"),
        ("各街道应从2025年整治计划中挑选重点地块", "chosen from a plan of a year"),
        ("申报样板站的项目须在2024年6月底之前建成并开放", "a condition of applying"),
        ("每年给予科研经费资助，支持其开展研究", "money given every year"),
        ("力争在2025年“五一”前投入使用", "a holiday whose day is not printed"),
        ("到2025年底，建成区40%以上面积达到建设要求", "建成区 is no 建成"),
        ("对2023年底前排查出的隐患逐项整改", "what was found before"),
        ("对2018年6月1日后发生的债务进行清理", "what came about since"),
        ("2005年12月31日前建成、4层及以上的既有住宅适用本方案", "a cutoff goes on behind 、"),
        ("2023年全县群众满意度为86.4分，列全市第2位", "a ranking"),
        ("2024年主要预期目标是：生产总值增长6%以上", "the name of a list of goals"),
        ("自2021年启动清淤工程以来，累计完成投资3亿元", "以来 behind what was begun"),
        ("目前全市已有12个乡镇于2023年底前完成改造", "a fact"),
        ("2024年2月，我市获批国家试点城市", "an event"),
        ("2024年2月28日，国家林草局印发技术导则", "an event of a higher level"),
        ("去年底，我市通过省级评估", "去年"),
        ("截至2024年2月底，全市主要河流水质均达标", "主要 is no 要"),
        ("2024年6月底前完成更新的，每辆车另奖励2000元", "a condition of a payment"),
        ("2024年4月1日至6月30日期间新增就业岗位的企业，按人数给予补助", "who is paid"),
        ("验收资料一月之内归档", "a month's time is no January"),
        ("本措施执行至2025年12月31日，由市商务局负责解释", "how long a paper holds"),
        ("2023年1月1日以后新建成开放的车场，纳入补助范围", "a cutoff behind 以后"),
        ("改造建成于2000年底前，设施老化的小区", "a cutoff behind 建成于"),
        ("对本办法施行前（2023年3月1日前）设置的标志，应当限期整改", "since when a paper holds"),
    ],
)
def test_no_deadline(clause: str, reason: str) -> None:
    assert read(f"一、主要任务\n（一）加强保障。{clause}。") == [], reason


@pytest.mark.parametrize(
    ("part", "expected", "phase", "reason"),
    [
        (
            "（一）摸底调查阶段（2024年4月底前）。逐户登记。",
            by("2024-04-30"),
            "摸底调查阶段",
            "in brackets",
        ),
        (
            "（一）项目前期（2024年4月—5月）。完善手续。",
            [during("2024-04-01", "2024-05-31")],
            "项目前期",
            "months whole",
        ),
        (
            "第二阶段（4月下旬至6月底）：集中整治。",
            [during("2024-04-21", "2024-06-30")],
            "第二阶段",
            "unnumbered",
        ),
        (
            "第二阶段：集中整治（7月）。分片推进。",
            [during("2024-07-01", "2024-07-31")],
            "集中整治",
            "name behind",
        ),
        (
            "（一）宣传发动阶段。2024年3月。召开会议。",
            [during("2024-03-01", "2024-03-31")],
            "宣传发动阶段",
            "a sentence of its own",
        ),
        (
            "（一）宣传发动 2024年3月1日至4月15日\n召开会议。",
            [during("2024-03-01", "2024-04-15")],
            "宣传发动",
            "behind the name",
        ),
        (
            "2024年3月至4月为排查阶段，各镇开展摸排。",
            [during("2024-03-01", "2024-04-30")],
            "排查阶段",
            "before the name",
        ),
        (
            "（一）动员部署阶段：2024年3月底前，召开会议。",
            by("2024-03-31"),
            "动员部署阶段",
            "behind a colon",
        ),
        (
            "（一）竣工验收（2024年7月16至8月15日）。联合验收。",
            [during("2024-07-16", "2024-08-15")],
            "竣工验收",
            "日 is missing",
        ),
        (
            "（一）长效管理（长期坚持）。建立机制。",
            [("ongoing", None, None)],
            "长效管理",
            "ongoing",
        ),
        (
            "（一）长效管理阶段（2024年12月底后）。建立机制。",
            [("from", "2024-12-31", None)],
            "长效管理阶段",
            "后",
        ),
        (
            "（一）准备阶段（即日起至4月10日）。成立专班。",
            [during("2024-03-05", "2024-04-10")],
            "准备阶段",
            "signed date",
        ),
        (
            "（四）总结评估。时间为10月至11月，县安委办汇总情况。",
            [during("2024-10-01", "2024-11-30")],
            "总结评估",
            "its time opens the text",
        ),
        (
            "第二步，摸底排查，时间3月1日—3月31日。",
            [during("2024-03-01", "2024-03-31")],
            "第二步，摸底排查",
            "a step",
        ),
        (
            "（一）汛前准备（4月1日—5月31日）1.修复水毁工程。",
            [during("2024-04-01", "2024-05-31")],
            "汛前准备",
            "a number right behind its bracket, in one line",
        ),
        (
            "——回头看阶段（4月～5月）。",
            [during("2024-04-01", "2024-05-31")],
            "回头看阶段",
            "a mark before it",
        ),
        (
            "（一）组织实施阶段（2024年4月—10月）。",
            [during("2024-04-01", "2024-10-31")],
            "组织实施阶段",
            "a name whose first words are a heading's",
        ),
        (
            "（一）总结验收（2024.12）。",
            [during("2024-12-01", "2024-12-31")],
            "总结验收",
            "a month with a point",
        ),
        (
            "（一）集中建设（2024年二、三季度）",
            [during("2024-04-01", "2024-09-30")],
            "集中建设",
            "quarters in Chinese numerals behind a year",
        ),
        ("（一）前期准备（截至2024年4月底）", by("2024-04-30"), "前期准备", "截至 of a phase"),
        (
            "第一阶段（4月—10月）全面实施。",
            [during("2024-04-01", "2024-10-31")],
            "全面实施",
            "the name behind the bracket",
        ),
        (
            "第一阶段，宣传发动（4月5日至4月20日）。",
            [during("2024-04-05", "2024-04-20")],
            "宣传发动",
            "a comma behind the number",
        ),
        (
            "第二轮督查：2024年9月上旬。",
            [during("2024-09-01", "2024-09-10")],
            "第二轮督查",
            "rounds",
        ),
        (
            "（一）自查自纠阶段（自印发之日起至6月30日）",
            [during("2024-03-05", "2024-06-30")],
            "自查自纠阶段",
            "since the day of issue",
        ),
    ],
)
def test_phases(part: str, expected: list[Short], phase: str, reason: str) -> None:
    found = records(f"一、实施步骤\n{part}")
    assert [(r.relation, r.start, r.end) for r in found] == expected, reason
    assert [r.phase for r in found] == [phase] and found[0].task == phase, reason


@pytest.mark.parametrize(
    ("tail", "expected", "reason"),
    [
        (
            "（牵头单位：市商务局；完成时限：2026年5月15日）",
            by("2026-05-15"),
            "a label in a bracket",
        ),
        ("（市商务局牵头，完成时限2024年底）", by("2024-12-31"), "a label without a colon"),
        ("【责任单位：市科技局；完成时限：2024年10月底前】", by("2024-10-31"), "square brackets"),
        ("（市科技局牵头，2024年底）", by("2024-12-31"), "no label"),
        ("（6月底完成，牵头单位：市大数据局）", by("2024-06-30"), "the date first"),
        (
            "（6月底取得阶段性成效并持续推进，牵头单位：市民政局）",
            [*by("2024-06-30"), ("ongoing", None, None)],
            "both",
        ),
        ("（持续推进，牵头单位：市审批局）", [("ongoing", None, None)], "ongoing"),
        ("（市商务局、各街道办事处，长期坚持）", [("ongoing", None, None)], "behind bodies"),
        ("\n责任单位：市科技局\n完成时限：2024年12月", by("2024-12-31"), "a line of its own"),
        ("\n责任单位：市科技局\n完成时限：长期", [("ongoing", None, None)], "长期"),
        (
            "\n责任单位：\n市科技局\n完成时限：\n2024年8月31日前",
            by("2024-08-31"),
            "the value below",
        ),
        (
            "\n责任单位：\n市科技局\n完成时限：\n长期坚持",
            [("ongoing", None, None)],
            "below as well",
        ),
        ("〔市科技局、市财政局；2024年9月底前〕", by("2024-09-30"), "〔〕 around bodies"),
        ("（责任单位：市科技局；完成时限：验收后30个工作日内）", [], "counted from an event"),
        (
            "（完成时限：2024年6月底前、12月底前；责任单位：市科技局）",
            by("2024-06-30", "2024-12-31"),
            "two dates",
        ),
        (
            "\n完成时限：2024年6月底前（首批）、2024年12月底前（第二批）",
            by("2024-06-30", "2024-12-31"),
            "each with what it dates",
        ),
        (
            "\n完成时限：2024年5月31日前，其他任务持续推进。",
            [*by("2024-05-31"), ("ongoing", None, None)],
            "what goes on behind it",
        ),
        ("\n时间要求：全年", [during("2024-01-01", "2024-12-31")], "the whole year"),
        (
            "（牵头单位：市科技局；完成时限：3月启动，11月底前完成）",
            [during("2024-03-01", "2024-03-31"), *by("2024-11-30")],
            "what begins in a month",
        ),
        ("（市科技局牵头；10月竣工）", by("2024-10-31"), "what ends in a month"),
    ],
)
def test_labels(tail: str, expected: list[Short], reason: str) -> None:
    found = records(f"一、重点任务\n1.推进标准建设。完善管理制度。{tail}")
    assert [(r.relation, r.start, r.end) for r in found] == expected, reason
    if found and "取得" not in tail and "其他" not in tail:
        assert found[0].task == "推进标准建设", "a bracket speaks of the whole item"


def test_tables() -> None:
    """The cell is the evidence, the row's task cell the task; a lost table has a cell a line."""
    header = ["序号", "工作任务", "责任单位", "完成时限"]
    rows = [
        ["1", "完成摸底评估", "市住房城乡建设局", "2024年4月底前"],
        ["2", "更新供水管道", "市供水公司", "2024年7月至10月"],
        ["3", "报送工程进度", "各区县住房城乡建设局", "每月28日前"],
        ["4", "做好后续管理", "各街道办事处", "长期坚持"],
    ]
    expected = [
        ("by", None, "2024-04-30", "完成摸底评估"),
        ("during", "2024-07-01", "2024-10-31", "更新供水管道"),
        ("recurring", None, None, "报送工程进度"),
        ("ongoing", None, None, "做好后续管理"),
    ]
    for cell, row in (("\t", "\n"), ("\n", "\n")):
        body = "一、任务分工\n" + row.join(cell.join(r) for r in [header, *rows])
        found = [(r.relation, r.start, r.end, r.task) for r in records(body)]
        assert found == expected, repr(cell)


@pytest.mark.parametrize(
    ("body", "title", "expected", "reason"),
    [
        (
            "（一）施工（2023年12月至2025年10月）。3月底前开工。",
            TITLE,
            "2024-03-31",
            "the year in which it lies inside",
        ),
        (
            "（一）施工（2025年）。2024年度项目于2024年4月底前开工，11月底前竣工。",
            TITLE,
            "2024-11-30",
            "the sentence first",
        ),
        (
            "（一）施工。9月底前竣工。",
            "云岭市2025年停车设施建设实施方案",
            "2025-09-30",
            "the plan's name",
        ),
        (
            "（一）施工。对2000年底前建成的小区，9月底前完成鉴定。",
            TITLE,
            "2024-09-30",
            "a cutoff lends no year",
        ),
        ("（一）施工。年底前完成清欠。", TITLE, "2024-12-31", "年底 of the signed year"),
        (
            "（一）施工。到2027年，全部建成。各区于6月15日前报送名单。",
            TITLE,
            "2024-06-15",
            "a goal ahead lends no year to a date still to come",
        ),
        (
            "1.资金应于2025年3月31日前完成决算。\n2.任务须在11月30日前全部完成。",
            TITLE,
            "2024-11-30",
            "a sibling that is no phase lends none either",
        ),
        ("（一）评估。8月中下旬开展评估。", TITLE, "2024-08-31", "中下旬"),
        (
            "（一）前期（2025年2月）。办理手续。\n（二）施工。9月底前竣工。",
            TITLE,
            "2025-09-30",
            "the phase before",
        ),
        (
            "（一）督办。2023年我市在全省评价中居第18位；各单位于4月10日前制定方案。",
            TITLE,
            "2024-04-10",
            "a fact of a year before lends none to another clause",
        ),
        (
            "（一）监管。2023年全市查处案件37起，成效明显。自10月起转入常态化监管，11月底前总结。",
            TITLE,
            "2024-11-30",
            "nor to another sentence of the part",
        ),
        (
            "（一）施工。2023年续建项目6月底前完工。",
            TITLE,
            "2024-06-30",
            "a year before of a noun lends none in its own sentence",
        ),
        (
            "（一）施工。根据省政府2023年12月印发的方案，5月底前制定细则。",
            TITLE,
            "2024-05-31",
            "the date of a paper lends no year",
        ),
        (
            "（一）施工。2025年6月底前，完成勘察。泵站今年8月开工、明年底通水。",
            TITLE,
            "2025-12-31",
            "明年 counts from the signed year",
        ),
        (
            "（一）服务。优化供给。2025年底前，全面覆盖。各企业应于年内推出专属套餐。",
            TITLE,
            "2024-12-31",
            "年内 is the signed year",
        ),
        (
            "2024年11月至2025年2月集中整治。\n二、任务\n（一）动员部署（11月10日前）。",
            TITLE,
            "2024-11-10",
            "a window over New Year that is no phase",
        ),
        (
            "自2023年5月1日起，集中整治。\n二、任务\n（一）动员部署（5月10日前）。",
            TITLE,
            "2024-05-10",
            "a year before the signed one lends nothing",
        ),
    ],
)
def test_years(body: str, title: str, expected: str, reason: str) -> None:
    last = records(f"一、实施步骤\n{body}", title)[-1]
    assert last.end == expected, reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (
            "材料提交时间为即日起至6月30日。",
            [during("2024-03-05", "2024-06-30")],
            "即日起 behind a label",
        ),
        (
            "每年申报期为3月至5月，逾期不候。",
            every("FREQ=YEARLY;BYMONTH=3,4,5"),
            "the months of every year",
        ),
        ("建设期为2024-2026年，分批实施。", [during("2024-01-01", "2026-12-31")], "建设期"),
        ("补贴申领截止到2024年10月31日，逾期不候。", by("2024-10-31"), "截止到 as a label"),
        ("申报数量截至2024年1月底为126家。", [], "a number counted so far"),
        ("小区建成时间：2000年12月31日前。", [], "a label of what lies years back"),
    ],
)
def test_labels_in_sentences(body: str, expected: list[Short], reason: str) -> None:
    assert read(f"一、有关事项\n（一）申报。{body}") == expected, reason


def test_now_without_a_signature_has_an_end() -> None:
    text = "云岭市创新券申报指南\n一、申报时间\n申报时间为即日起至2024年6月30日。\n"
    document, patterns = Document.from_text(text), load_patterns()
    plan = make_plan(document, patterns)
    made = finish(deadlines.make(plan), document, plan.layout, patterns)["deadlines"]
    assert [(r.relation, r.start, r.end) for r in made if isinstance(r, Deadline)] == [
        ("during", None, "2024-06-30")
    ]


def test_a_heading_that_is_a_date() -> None:
    found = read("一、时间节点\n（一）2024年6月底前\n制定细则。\n（二）2024年9月底前\n全面开展。")
    assert found == by("2024-06-30", "2024-09-30")


def test_what_a_letter_asks_for() -> None:
    text = (
        "云岭市民政局关于印发《云岭市助餐方案》的通知\n各县民政局：\n"
        "现将《云岭市助餐方案》印发给你们，请认真执行。请各县于3月15日前将方案报市局，每月25日前报送进展。\n"
        "云岭市民政局\n2024年2月27日\n云岭市助餐方案\n一、目标\n建点100个。\n"
    )
    document, patterns = Document.from_text(text), load_patterns()
    plan = make_plan(document, patterns)
    made = finish(deadlines.make(plan), document, plan.layout, patterns)["deadlines"]
    assert [r.relation for r in made if isinstance(r, Deadline)] == ["by", "recurring"]


def test_inherited_year_is_evidence() -> None:
    """A year from elsewhere stands in context evidence; an own year needs none."""
    found = records("一、实施步骤\n（一）施工（2024年4月至9月）。5月15日前全部进场。")
    assert [e.role for e in found[0].evidence] == ["own"]
    assert [(e.role, e.text) for e in found[1].evidence][1:] == [("context", "2024年4月至9月")]


@pytest.mark.parametrize(
    ("clause", "task"),
    [
        ("4月15日前，各街道要按时完成辖区摸排", "完成辖区摸排"),
        ("确保9月底前基本完工", "基本完工"),
        ("每月10日前，市城管局要准确、完整地将数据录入平台，确保进度", "将数据录入平台"),
    ],
)
def test_task(clause: str, task: str) -> None:
    assert [r.task for r in records(f"一、主要任务\n（一）推进。{clause}。")] == [task]


@pytest.mark.parametrize("width", [18, 26, 0])
def test_layouts(width: int) -> None:
    """Wrapped lines and one line a notice give the same records."""
    body = (
        "一、实施步骤\n（一）摸底阶段（2024年4月底前）。各街道逐户登记，4月22日前报市城管局汇总。\n"
        "（二）施工阶段（2024年5月至9月）。6月底前完成南屏街道施工，9月25日前全部完工。"
    )
    lines = [
        line[i : i + width] for line in body.split("\n") for i in range(0, len(line), width or 999)
    ]
    text = "\n".join(lines) if width else body.replace("\n", "")
    assert {d for _, _, d in read(text)} == {
        "2024-04-30", "2024-04-22", "2024-09-30", "2024-06-30", "2024-09-25"
    }  # fmt: skip


def test_page_furniture_is_no_table() -> None:
    """Lines with dates before the plan's text (发布日期, 时间) are no rows."""
    page = "按相关度\n时间\n2024-03-14\n名称：\n发布日期：\n2024年3月14日\n"
    text = f"{page}青禾区助餐服务办法\n2024年3月14日\n青禾区助餐服务办法\n第一条 规范助餐服务。\n"
    document, patterns = Document.from_text(text), load_patterns()
    plan = make_plan(document, patterns)
    assert list(deadlines.make(plan)) == []


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        (
            "每季度第一个月15日前通报进展",
            every("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"),
            "1st",
        ),
        ("每季度末月20日前报送小结", every("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"), "末月"),
        ("每季度次月5日前报送报表", every("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"), "次月"),
        (
            "每季度末月20日前报送小结，12月10日前报送年度总结",
            [*every("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"), *by("2024-12-10")],
            "a quarterly rhythm makes no yearly one of the next date",
        ),
        (
            "每年11月底前编制下一年度建设计划，次年3月底前开工",
            every("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
            "次年 of a yearly rhythm; 下一年度 is no date of a task",
        ),
        (
            "各县要在3月底、6月底、9月底前报送进展情况",
            by("2024-03-31", "2024-06-30", "2024-09-30"),
            "dates of a list share the task",
        ),
        (
            "3月和9月各组织一次集中检查",
            [during("2024-03-01", "2024-03-31"), during("2024-09-01", "2024-09-30")],
            "months of a list",
        ),
        ("关爱工作由区总工会负责，长期坚持", [("ongoing", None, None)], "the last words say it"),
        ("自2024年7月1日起执行夏季延时收车制度", [("from", "2024-07-01", None)], "起执行 a task"),
        (
            "上半年完成规划编制，下半年启动建设",
            [during("2024-01-01", "2024-06-30"), during("2024-07-01", "2024-12-31")],
            "规划 behind a verb is no name of a plan",
        ),
        ("各县于4月15日前将名单报市城管局（电话：12345）", by("2024-04-15"), "no goal's number"),
        ("国家明确，2025年底前基本完成燃气管道更新任务", [], "a goal of a higher level, quoted"),
        ("落实国家2025年底前基本实现全覆盖的要求，加快建设", [], "quoted inside an adverbial"),
        ("对2024年6月30日前未完成任务的单位予以通报", [], "a condition"),
        ("且2025年1月8日前已登记在申请人名下", [], "a state, not a task"),
        ("2025年底前列入征收计划的区域、新建的管网除外", [], "a date of what is left out"),
        ("政策执行期限为2024年1月1日至2024年12月31日", [], "validity behind a label"),
        ("市财政每年从维护费中安排300万元，专项用于车位建设奖补", [], "money each year"),
        ("实行按月调度，各区县协调解决问题", [], "how work is watched over"),
        (
            "各镇每季度对辖区停车场检查不少于1次，抽查比例不低于20%",
            every("FREQ=MONTHLY;INTERVAL=3"),
            "对 before what is done so often",
        ),
        (
            "各镇每年3月底前完成申报，10月底前全面完工，县住建局12月15日前组织验收",
            every(
                "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
                "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=-1",
                "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15",
            ),
            "all dates behind 每年 come round",
        ),
        (
            "2025年6月底前，淘汰燃煤锅炉14台、报废农机20台",
            by("2025-06-30"),
            "前 with any task's verb",
        ),
        ("到2025年底，全市建成公共充电桩12万台", by("2025-12-31"), "底 with 建成"),
        ("年内完成老旧电梯更新46部，改造泵站9座", by("2024-12-31"), "年内 with 完成"),
        ("10月底前完成总任务的百分之九十", by("2024-10-31"), "a share of the work itself"),
        ("7月中旬完成管网焊接总量的六成", [during("2024-07-11", "2024-07-20")], "the same in 旬"),
        (
            "2024年6月至2025年5月，分两批完成160处站点布设",
            [during("2024-06-01", "2025-05-31")],
            "a window of months with 完成",
        ),
        ("2024—2026年，完成适老化改造3600户", [], "a window of years scopes its number"),
        ("到2027年累计建成智能工厂15家、数字化车间40个", [], "a bare year scopes its number"),
        (
            "主体工程2024年10月开工、2025年12月投用",
            [during("2024-10-01", "2024-10-31"), during("2025-12-01", "2025-12-31")],
            "、 before a date with a verb of its own",
        ),
        ("而国家提出到2025年每万人拥有基站26个，差距明显", [], "quoted behind 而"),
        ("2024年全市停车管理工作，要突出抓好以下任务", [], "the year of the work as such"),
        ("每月1日至20日为企业“安静期”", [], "what a window is called"),
        ("11月21日至月底开展验收", [during("2024-11-21", "2024-11-30")], "月底 ends a window"),
        ("年内无典型案例不得分，得3分", [], "a rule for points"),
        ("2024年3月1日前实际居住满一年的农户，可以申请", [], "how long by a date"),
        (
            "2024年3月1日至6月30日期间，消费者购买家电的，按价格的15%给予补贴",
            [],
            "when what is paid for happens",
        ),
        (
            "每年1月10日、7月20日前报送工作总结",
            every("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=10", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=20"),
            "two days a year share the task",
        ),
        (
            "每年1月10日和7月10日前各报送一次",
            every("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10"),
            "one day of two months",
        ),
        ("各校每学期开展一次家访", every("FREQ=MONTHLY;INTERVAL=6"), "a term is half a year"),
        (
            "为65周岁以上老年人每年免费体检1次",
            every("FREQ=YEARLY"),
            "how often shows what is done, whatever its verb",
        ),
        (
            "采暖期内（11月1日至次年3月31日）实行24小时值班",
            [during("2024-11-01", "2025-03-31")],
            "a bracket that dates a season inside a sentence",
        ),
        (
            "计划用三年时间（2024年至2026年）全面完成改造升级",
            [during("2024-01-01", "2026-12-31")],
            "a bracket that dates a length of time",
        ),
        ("今后三年（2024—2026年），新建照护中心6所", [], "a span of years is no phase"),
        ("力争到2026年，停车难问题得到根本缓解", by("2026-12-31"), "a state to be reached"),
        ("申报截止时间为2024年8月31日18时", by("2024-08-31"), "an hour behind a label's date"),
        (
            "请于6月20日（星期四）下午5时前反馈意见",
            by("2024-06-20"),
            "a weekday and an hour before 前",
        ),
        ("2024年7月底前修订完善考核方案", by("2024-07-31"), "修订 as a verb"),
        (
            "9.2024年6月启动、2025年12月完工",
            [during("2024-06-01", "2024-06-30"), during("2025-12-01", "2025-12-31")],
            "behind a number",
        ),
        (
            "施工单位每季度末对机械完成一轮抽测，抽测率不低于三成",
            every("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
            "对…完成 is the task",
        ),
        ("自2024年7月1日起，将补助标准提高到每月200元", [], "from when a rate holds"),
        ("2024年争取资金额度不低于全省平均水平", [], "a level without a number"),
        ("2024年至2026年期间新建的项目，每公里补助30万元", [], "what is paid for"),
        ("从2024年秋季学期起，全面实行课后服务", [], "a term has no calendar date"),
        ("到2026年，发车间隔控制在8分钟以内", [], "a level in minutes"),
        (
            "集中整治河道，自2025年3月1日至6月20日",
            [during("2025-03-01", "2025-06-20")],
            "a window behind its task",
        ),
        (
            "递交与补正时间：2025年3月1日9时至2025年4月30日17时",
            [during("2025-03-01", "2025-04-30")],
            "hours of a label's window",
        ),
        ("本措施自2026年1月1日起实行，有效期3年", [], "实行 of the paper itself"),
    ],
)
def test_genre(clause: str, expected: list[Short], reason: str) -> None:
    assert read(f"一、重点任务\n{clause}。") == expected, reason


def test_a_year_looked_back_at_dates_no_later_part() -> None:
    body = (
        "一、目标\n（一）较2023年增长一成，2023年底已达标。\n二、保障\n各县须于6月30日前制定方案。"
    )
    assert read(body) == by("2024-06-30")


def test_open_end_in_a_square_bracket() -> None:
    body = "一、重点任务\n（一）更新装备。推动高校更新设备。【市教育局负责；持续推进】"
    assert read(body) == [("ongoing", None, None)]


def test_rules() -> None:
    """Each reason against a date matches its examples and leaves its counter-examples alone."""
    patterns = load_patterns()
    assert [f for rule in patterns.of("deadline") for f in check_rule(rule, patterns)] == []


@pytest.mark.parametrize(
    ("value", "expected", "reason"),
    [
        ("一期2025年6月，二期2026年6月", by("2025-06-30", "2026-06-30"), "each with its name"),
        (
            "\n球场8月20日前开放，其余场馆2024年10月",
            by("2024-08-20", "2024-10-31"),
            "one with a verb",
        ),
        (
            "城区2024年4月至6月，乡镇7月至9月",
            [during("2024-04-01", "2024-06-30"), during("2024-07-01", "2024-09-30")],
            "windows",
        ),
        ("6月底前，9月底前完成二期", by("2024-06-30", "2024-09-30"), "one without a name"),
    ],
)
def test_dates_of_parts(value: str, expected: list[Short], reason: str) -> None:
    found = read(f"一、主要任务\n1.推进建设。\n完成时限：{value}\n二、要求\n加强领导。")
    assert found == expected, reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        ("第一条 项目在次年1—3月兑付。", every("FREQ=YEARLY;BYMONTH=1,2,3"), "次年 of a rule"),
        (
            "第一条 当年任务须于当年10月底前全部竣工，12月底前完成资金拨付。",
            every("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
            "当年, and what goes on with it",
        ),
        (
            "第一条 县局每年11月组织督导，结果于次年1月底前公布。",
            every("FREQ=YEARLY;BYMONTH=11", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1"),
            "次年 of a rhythm",
        ),
        ("第一条 2024年11月申报，次年3月前评审。", [during("2024-11-01", "2024-11-30"), *by("2025-03-31")], "a year is said"),
        (
            "第一条 每年10月底前提交申请；县局收到申请后10日内核验，并于12月15日前下达资金。",
            every("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
            "a term counted from an event between them",
        ),
        ("第一条 将情况按月（每月28日前）报送。", every("FREQ=MONTHLY;BYMONTHDAY=28"), "one rhythm said twice"),
        ("第一条 补助政策实施期限至2025年底。", [], "the force of a policy"),
        (
            "第一条 注：2025年、2026年指标为预期性指标，2027年为约束性指标。",
            [],
            "what the numbers of a year are",
        ),
        (
            "第一条 市教育局每年组织一次评估，于6月底前公布结果。",
            every("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
            "a date behind a rhythm",
        ),
        (
            "第一条 申报企业应于每年3月通过服务平台提出申请。",
            every("FREQ=YEARLY;BYMONTH=3"),
            "where it is done",
        ),
        (
            "第一条 企业每年9月1日至9月30日在“一网通办”平台提交材料，市局审核。",
            every("FREQ=YEARLY;BYMONTH=9"),
            "where it is done, and by whom it is read",
        ),
        (
            "第一条 每年6月、12月15日前提交材料。",
            every("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15"),
            "one day of two months",
        ),
        (
            "第一条 县局每月25日前将审核通过的名单送县财政局。",
            every("FREQ=MONTHLY;BYMONTHDAY=25"),
            "what is handed on has been done, the duty has not",
        ),
    ],
)  # fmt: skip
def test_every_year_of_a_rule(body: str, expected: list[Short], reason: str) -> None:
    assert read(body, "云岭市公寓管理办法") == expected, reason


def test_steps_by_their_labels() -> None:
    found = read(
        "一、实施步骤\n（一）部署实施阶段\n时间节点：2024年4月\n制定方案。\n"
        "（二）总结验收阶段\n完成时间：2024年6月\n组织验收。"
    )
    assert found == [during("2024-04-01", "2024-04-30"), *by("2024-06-30")]


def test_each_item_of_its_own_year() -> None:
    """A plan of several years: 当年 that is said twice is every year's, once it is this one's."""
    title = "云岭市供水提升行动方案（2024—2026年）"
    found = read("一、进度\n各县严格管理，当年项目当年12月20日前完工。", title)
    assert found == every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20")
    assert read("一、进度\n2025年项目当年12月20日前完工。", title) == by("2025-12-20")


def test_months_listed_in_a_cell() -> None:
    rows = "任务\t单位\t完成时限\n组织演练\t县网信办\t2024年4月、10月\n修编预案\t县应急局\t10月"
    found = [during("2024-04-01", "2024-04-30"), during("2024-10-01", "2024-10-31")]
    assert read(rows) == [*found, *by("2024-10-31")]


def test_the_whole_year_of_a_cell() -> None:
    rows = "任务表\n序号\n任务\n时间进度\n1\n开展绿色体检，加强结果运用\n全年推进\n市住建局\n2\n制定考核细则，分解目标\n一季度完成\n"
    found = read(rows, "云岭市2024年重点工作安排")
    assert found == [during("2024-01-01", "2024-12-31"), during("2024-01-01", "2024-03-31")]
