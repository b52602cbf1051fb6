"""Front matter: each row is one layout in which a part must be found, or must not be invented."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from extractor import Document
from extractor.front.matter import Front, read_front
from extractor.front.parts import parts_of
from extractor.front.titles import Titles
from extractor.patterns import load_patterns
from extractor.segment import Layout, segment

PLAN = "为做好有关工作，制定本方案。\n一、目标任务\n2024年新建充电桩500个。\n二、工作要求\n市住建局负责组织实施。\n"
LETTER = (
    "云岭市人民政府办公室关于印发《云岭市充电设施建设方案》的通知\n"
    "云政办发〔2024〕7号\n"
    "各区县人民政府，市政府各部门：\n"
    "《云岭市充电设施建设方案》已经市政府同意，现印发给你们，请认真执行。\n"
    "云岭市人民政府办公室\n2024年3月5日\n"
)


def read(text: str) -> tuple[Front, Layout]:
    patterns = load_patterns()
    document = Document.from_text(text)
    layout = segment(document, patterns)
    return read_front(document, layout, patterns), layout


def words(layout: Layout, span: tuple[int, int] | None) -> str | None:
    return layout.view.text[span[0] : span[1]].replace("\n", "") if span else None


TITLES = [
    (
        "an excerpt mark is no part",
        "云岭市公共卫生发展规划\n（节选）\n" + PLAN,
        "云岭市公共卫生发展规划",
    ),
    (
        "when it was adopted is no part",
        "云岭市防汛重点任务清单\n（经3月5日市政府第12次常务会议审议通过）\n" + PLAN,
        "云岭市防汛重点任务清单",
    ),
    (
        "a number in brackets is no part",
        "云岭市民生实事任务分解表\n（云政办〔2024〕14号附件）\n" + PLAN,
        "云岭市民生实事任务分解表",
    ),
    (
        "工作意见 belongs to the name",
        "青禾区人民政府办公室\n关于印发青禾区集中供热补建工作意见的通知\n各街道办事处：\n" + PLAN,
        "青禾区集中供热补建工作意见",
    ),
    (
        "a year or a plan's years begin the text behind a title",
        "云岭市托育服务行动方案“十四五”以来，全市建成托育机构9家。" + PLAN.replace("\n", ""),
        "云岭市托育服务行动方案",
    ),
    ("letter and plan", LETTER + "云岭市充电设施建设方案\n" + PLAN, "云岭市充电设施建设方案"),
    (
        "no 《》 in the heading, none in the letter",
        "青禾区人民政府办公室\n关于印发青禾区污水处理提质工作方案的通知\n各街道办事处：\n"
        "经区政府同意，现将方案印发给你们，请认真组织实施。\n2023年4月5日\n青禾区污水处理提质工作方案\n"
        + PLAN,
        "青禾区污水处理提质工作方案",
    ),
    (
        "the heading leaves the place out, the plan's own title has it",
        "临溪县人民政府办公室\n关于印发2024年供热保障工作方案的通知\n各乡镇人民政府：\n"
        "经县政府同意，现印发给你们，请认真执行。\n2024年9月1日\n临溪县2024年供热保障工作方案\n"
        + PLAN,
        "临溪县2024年供热保障工作方案",
    ),
    ("two lines on top", "云岭市农贸市场改造\n实施方案\n" + PLAN, "云岭市农贸市场改造实施方案"),
    (
        "a draft mark is no part",
        "云岭市物业管理办法\n（征求意见稿）\n" + PLAN,
        "云岭市物业管理办法",
    ),
    ("（试行） is a part", "云岭市物业管理办法（试行）\n" + PLAN, "云岭市物业管理办法(试行)"),
    ("（节选） is none", "云岭市养老服务规划（节选）\n" + PLAN, "云岭市养老服务规划"),
    (
        "nor when it was adopted",
        "临溪县防汛重点任务清单\n（经2024年3月5日县政府第12次常务会议审议通过）\n" + PLAN,
        "临溪县防汛重点任务清单",
    ),
    (
        "a table of tasks",
        "临溪县2024年重点民生实事目标任务分解表\n说明：列第一位的为牵头单位。\n" + PLAN,
        "临溪县2024年重点民生实事目标任务分解表",
    ),
    (
        "one line: what the text begins with",
        "云岭市燃气使用安全整治工作方案针对餐饮场所用气隐患多的问题，决定开展整治。一、工作任务逐户排查。",
        "云岭市燃气使用安全整治工作方案",
    ),
    ("tasks assigned", "青禾区政府工作报告责任分解\n" + PLAN, "青禾区政府工作报告责任分解"),
    (
        "意见 is the name's last word",
        "临溪县人民政府办公室\n关于印发临溪县集中供热补建工作意见的通知\n临政办〔2024〕22号\n"
        "各乡镇人民政府：\n为消除供热空白，现提出如下意见，请遵照执行。\n一、任务\n补建热网。\n"
        "临溪县人民政府办公室\n2024年5月9日\n",
        "临溪县集中供热补建工作意见",
    ),
    (
        "so are the years, on a line of their own",
        "云岭市停车设施行动计划\n（2024—2026年）\n" + PLAN,
        "云岭市停车设施行动计划(2024-2026年)",
    ),
    (
        "one line: letter, signature and plan run together",
        "各乡镇人民政府，县直各部门：《临溪县养老服务实施方案》已经县政府研究同意，现印发你们，请认真贯彻执行。"
        "临溪县人民政府办公室2023年2月19日临溪县养老服务实施方案为全面落实上级部署，制定本方案。一、目标任务建成助餐点20个。",
        "临溪县养老服务实施方案",
    ),
    (
        "one line: the plan alone",
        "云岭市2024年公交优化实施方案为全面提升服务，制定本方案。一、目标任务优化线路12条。",
        "云岭市2024年公交优化实施方案",
    ),
    (
        "a notice that is its own plan",
        "云岭市教育局关于做好2024年托育工作的通知\n云教发〔2024〕9号\n各县区教育局：\n"
        "为做好托育工作，现就有关事项通知如下：\n一、工作目标\n新增托位3000个。\n云岭市教育局\n2024年3月1日\n",
        "云岭市教育局关于做好2024年托育工作的通知",
    ),
    (
        "of two plans the first",
        "关于印发《青禾区背街小巷整治方案》和《青禾区垃圾分类方案》的通知\n各街道办事处：\n"
        "现将《青禾区背街小巷整治方案》《青禾区垃圾分类方案》印发给你们。\n青禾区人民政府\n2024年4月2日\n"
        "附件1\n青禾区背街小巷整治方案\n一、目标\n整治小巷42条。\n附件2\n青禾区垃圾分类方案\n一、目标\n新建投放点20个。\n",
        "青禾区背街小巷整治方案",
    ),
    (
        "a call for opinions",
        "关于公开征求《云岭市停车场管理办法（征求意见稿）》意见的公告\n"
        "我局起草了《云岭市停车场管理办法（征求意见稿）》，现向社会公开征求意见。\n云岭市城市管理局\n2024年4月1日\n"
        "云岭市停车场管理办法\n（征求意见稿）\n第一条 为规范停车，制定本办法。\n",
        "云岭市停车场管理办法",
    ),
    (
        "a document that a preamble calls approved is not the plan",
        "云岭市绿道建设方案\n为落实规划，《云岭市国土空间规划》已经省政府批准，据此制定本方案。\n一、目标\n建绿道30公里。\n",
        "云岭市绿道建设方案",
    ),
    (
        "a notice that sends down tasks is its own plan",
        "云岭市停车工作领导小组关于下达2025年停车设施建设任务并分解责任的通知\n各区县人民政府：\n"
        "现将2025年任务予以下达，请抓好落实。\n一、年度任务\n新建车位3000个。\n",
        "云岭市停车工作领导小组关于下达2025年停车设施建设任务并分解责任的通知",
    ),
    (
        "one line: the head of a web page run into the title",
        "首页>政务公开>政策文件字体:[大][中][小]打印本页云岭市人民政府关于加快停车设施建设的实施意见"
        "各区县人民政府：为加快建设，提出以下意见。一、工作目标。新建车位3000个。"
        + "完善配套，改善出行。"
        * 20,
        "云岭市人民政府关于加快停车设施建设的实施意见",
    ),
    (
        "a title behind what a page prints before it",
        "首页 > 政策文件 字体：[大][中][小] 打印本页 云岭市人民政府关于加快停车设施建设的实施意见 "
        "云政发〔2024〕3号 各区县人民政府：为加快建设，经市政府同意，提出以下实施意见。"
        "一、总体要求（一）目标。新建车位500个。"
        + "各区县要加强组织领导，落实各项任务。" * 6
        + "\n",
        "云岭市人民政府关于加快停车设施建设的实施意见",
    ),
    (
        "a plan that a notice keeps in force, its text below",
        "云岭市文物局关于延长《云岭市文物保护规定》有效期的通知\n各区县：\n经评估，《云岭市文物保护规定》需要继续实施。\n"
        "云岭市文物局\n2024年3月5日\n云岭市文物保护规定\n第一条 为加强保护，制定本规定。\n",
        "云岭市文物保护规定",
    ),
    (
        "a notice that keeps a plan in force, without its text",
        "云岭市文物局关于延长《云岭市文物保护规定》有效期的通知\n各区县：\n经评估，《云岭市文物保护规定》需要继续实施。\n"
        "云岭市文物局\n2024年3月5日\n",
        "云岭市文物局关于延长《云岭市文物保护规定》有效期的通知",
    ),
    (
        "a reply",
        "云岭市教育局关于对市政协第12号提案的答复\n张某委员：\n您提出的建议收悉。现答复如下：\n一、情况\n建设托位500个。\n"
        "云岭市教育局\n2024年3月5日\n",
        "云岭市教育局关于对市政协第12号提案的答复",
    ),
    (
        "印发 without 关于",
        "印发促进乡镇卫生院发展十条措施的通知\n各县人民政府：\n现提出如下措施。\n一、县卫生健康局负责落实。\n",
        "促进乡镇卫生院发展十条措施",
    ),
    (
        "the number run into the title is no part",
        "云政办〔2024〕7号云岭市人民政府办公室关于加强停车管理的通知\n各区县人民政府：\n现就有关事项通知如下：\n一、目标\n"
        "新建车位3000个。\n",
        "云岭市人民政府办公室关于加强停车管理的通知",
    ),
    (
        "another document's number is",
        "云岭市国办发〔2024〕7号文件重点任务分工方案\n" + PLAN,
        "云岭市国办发〔2024〕7号文件重点任务分工方案",
    ),
    (
        "a table of contents below is no part",
        "临溪县校车管理办法\n目　录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 为规范校车，制定本办法。\n",
        "临溪县校车管理办法",
    ),
    ("目录 may be the last word", "云岭市政务服务事项\n目录\n" + PLAN, "云岭市政务服务事项目录"),
    (
        "the day in brackets is no part",
        "云岭市充电设施建设方案\n（2024年5月9日）\n" + PLAN,
        "云岭市充电设施建设方案",
    ),
    (
        "nor the body beside it",
        "云岭市充电设施建设方案\n（云岭市能源局　2024年5月9日）\n" + PLAN,
        "云岭市充电设施建设方案",
    ),
    (
        "a call for opinions that names the draft first",
        "关于《云岭市停车场管理办法（修订草案送审稿）》征求意见的函\n各区县：\n现征求意见。\n云岭市城市管理局\n2024年4月1日\n",
        "云岭市停车场管理办法",
    ),
    (
        "what was said of a draft is its own notice",
        "云岭市城市管理局关于《云岭市停车场管理办法》公开征求意见情况的公告\n现将有关情况公告如下：\n一、收到意见3条。\n",
        "云岭市城市管理局关于《云岭市停车场管理办法》公开征求意见情况的公告",
    ),
    (
        "a draft whose title stands in 《》",
        "《云岭市停车场管理办法》（征求意见稿）\n第一条 为规范停车，制定本办法。\n",
        "云岭市停车场管理办法",
    ),
    (
        "a notice without 关于",
        "临溪县2024年家电补贴活动公告\n为促进消费，现将有关事项公告如下：\n一、时间\n自4月1日起。\n",
        "临溪县2024年家电补贴活动公告",
    ),
    (
        "the page's column above it is no part",
        "通知公告\n为促进消费，现将有关事项公告如下：\n一、时间\n自4月1日起。\n",
        None,
    ),
    (
        "a reply to a proposal without 关于",
        "临溪县教育局对县政协第3号提案的答复\n张某委员：\n您提出的建议收悉，现答复如下：\n一、情况\n建设托位500个。\n",
        "临溪县教育局对县政协第3号提案的答复",
    ),
    ("no title at all", "今天天气很好。\n我们去公园。\n", None),
]


@pytest.mark.parametrize(("text", "title"), [r[1:] for r in TITLES], ids=[r[0] for r in TITLES])
def test_title(text: str, title: str | None) -> None:
    assert read(text)[0].title == title


YEARS = [
    ("临溪县2024年供热保障方案\n" + PLAN, 2024, "a year in the name"),
    ("二〇二五年云岭市就业工作计划\n" + PLAN, 2025, "in Chinese numerals"),
    ("云岭市停车行动计划（2024—2026年）\n" + PLAN, None, "a span of years is no year"),
    ("云岭市停车设施建设方案\n" + PLAN, None, "none"),
]


@pytest.mark.parametrize(("text", "year", "why"), YEARS)
def test_title_year(text: str, year: int | None, why: str) -> None:
    found = read(text)[0].title_year
    assert (found[0] if found else None) == year, why


def test_years_of_several_plans() -> None:
    text = (
        "关于印发《青禾区2024年小巷整治方案》和《青禾区2025年垃圾分类方案》的通知\n各街道办事处：\n"
        "现将《青禾区2024年小巷整治方案》《青禾区2025年垃圾分类方案》印发给你们。\n青禾区人民政府\n2024年4月2日\n"
        "附件1\n青禾区2024年小巷整治方案\n一、目标\n整治小巷42条。\n附件2\n青禾区2025年垃圾分类方案\n一、目标\n5月底前建点20个。\n"
    )
    front, layout = read(text)
    assert [year[0] for _, year in front.plans if year] == [2024, 2025]
    assert all(layout.view.text.startswith("青禾区202", at) for at, _ in front.plans)


BARE = "临溪县水利局关于做好防汛工作的通知\n各乡镇人民政府：\n现将有关事项通知如下。各乡镇要巡查水库。\n"
SIGNATURES = [
    (
        "a brigade signs as well",
        LETTER.replace(
            "云岭市人民政府办公室\n2024年3月5日\n",
            "云岭市应急管理局\n云岭市消防救援支队\n2024年3月5日\n",
        )
        + "云岭市充电设施建设方案\n"
        + PLAN,
        (2024, 3, 5),
        "云岭市应急管理局云岭市消防救援支队",
    ),
    (
        "who passes a plan on",
        "临溪县人民政府办公室转发县应急管理局关于今冬明春火灾防控工作方案的通知\n各乡镇人民政府：\n"
        "县应急管理局《关于今冬明春火灾防控工作方案》已经县政府同意，现转发给你们，请认真落实。\n"
        "2023年11月2日\n关于今冬明春火灾防控工作方案\n" + PLAN,
        (2023, 11, 2),
        "临溪县人民政府办公室",
    ),
    (
        "only the imprint names it",
        "临溪县2024年食品安全任务分工\n" + PLAN + "临溪县食品药品安全委员会\n2024年4月7日印发\n",
        None,
        "临溪县食品药品安全委员会",
    ),
    (
        "on two lines",
        LETTER + "云岭市充电设施建设方案\n" + PLAN,
        (2024, 3, 5),
        "云岭市人民政府办公室",
    ),
    (
        "Chinese numerals",
        LETTER.replace("2024年3月5日", "二〇二四年十月八日") + "云岭市充电设施建设方案\n" + PLAN,
        (2024, 10, 8),
        "云岭市人民政府办公室",
    ),
    (
        "spaces inside the date",
        LETTER.replace("2024年3月5日", "2024 年 3 月 5 日") + "云岭市充电设施建设方案\n" + PLAN,
        (2024, 3, 5),
        "云岭市人民政府办公室",
    ),
    (
        "a bare date: the heading names the issuer",
        LETTER.replace("云岭市人民政府办公室\n2024", "2024") + "云岭市充电设施建设方案\n" + PLAN,
        (2024, 3, 5),
        "云岭市人民政府办公室",
    ),
    (
        "two bodies sign",
        "关于印发《青禾区公寓管理细则》的通知\n各街道办事处：\n现将《青禾区公寓管理细则》印发给你们。\n"
        "青禾区住房和城乡建设局\n青禾区财政局\n2024年2月1日\n青禾区公寓管理细则\n第一条 为规范管理，制定本细则。\n",
        (2024, 2, 1),
        "青禾区住房和城乡建设局青禾区财政局",
    ),
    (
        "a notice signed at its end; a cited date is not the signature",
        "临溪县公路养护方案\n为加强养护，制定本方案。\n一、目标\n2024年6月30日前完成普查。\n二、保障\n县交通运输局负责。\n"
        "临溪县交通运输局\n2024年12月3日\n",
        (2024, 12, 3),
        "临溪县交通运输局",
    ),
    (
        "two bodies, the first run on behind the letter",
        "关于印发《青禾区公寓管理细则》的函\n各街道办事处：\n现将《青禾区公寓管理细则》印发给你们，请执行。青禾区农业农村局\n"
        "青禾区财政局\n2024年2月1日\n青禾区公寓管理细则\n第一条 为规范管理，制定本细则。\n",
        (2024, 2, 1),
        "青禾区农业农村局青禾区财政局",
    ),
    (
        "a body's name over two lines, sealed by another",
        "关于印发临溪县扬尘管控办法的通知\n各乡镇人民政府：\n现印发给你们，请执行。\n临溪县重污染天气和扬尘污染\n"
        "的防治工作领导小组\n（临溪县生态环境局代章）\n2024年2月1日\n临溪县扬尘管控办法\n第一条 制定本办法。\n",
        (2024, 2, 1),
        "临溪县重污染天气和扬尘污染的防治工作领导小组",
    ),
    (
        "two bodies sign, the heading names the second",
        "云岭市税务局办公室关于加强信用建设的通知\n各区县财政局：\n现就有关事项通知如下。\n一、要求\n各部门要统筹实施。\n"
        "云岭市发展改革委\n云岭市税务局办公室\n2024年3月5日\n",
        (2024, 3, 5),
        "云岭市发展改革委云岭市税务局办公室",
    ),
    (
        "body and day on one line, under a letter",
        LETTER.replace("办公室\n2024年", "办公室2024年") + "云岭市充电设施建设方案\n" + PLAN,
        (2024, 3, 5),
        "云岭市人民政府办公室",
    ),
    (
        "body and day on one line at the end, an annex before them",
        "关于做好养老服务工作的通知\n各县民政局：\n现就有关事项通知如下。\n一、任务\n新建养老中心12个。\n"
        "附件：任务表\n云岭市民政局2024年3月5日\n",
        (2024, 3, 5),
        "云岭市民政局",
    ),
    (
        "two bodies and the day on one line",
        "养老服务补贴办法\n为做好工作，制定本办法。\n一、任务\n新建养老中心12个。\n"
        "青禾区民政局青禾区财政局2024年3月5日\n",
        (2024, 3, 5),
        "青禾区民政局青禾区财政局",
    ),
    (
        "two bodies on one line, the file header names the second",
        "青禾区财政局文件\n关于印发《青禾区公寓管理细则》的通知\n各街道办事处：\n现将《青禾区公寓管理细则》印发给你们，请执行。\n"
        "青禾区住房和城乡建设局  青禾区财政局\n2024年2月1日\n青禾区公寓管理细则\n第一条 为规范管理，制定本细则。\n",
        (2024, 2, 1),
        "青禾区住房和城乡建设局青禾区财政局",
    ),
    (
        "another body seals for the one that signs",
        LETTER.replace("办公室\n2024年", "办公室\n（云岭市城乡建设局代章）\n2024年")
        + "云岭市充电设施建设方案\n"
        + PLAN,
        (2024, 3, 5),
        "云岭市人民政府办公室",
    ),
    ("no signature", "临溪县公路养护方案\n" + PLAN, None, None),
    (
        "a bare day closes a notice without points",
        BARE + "2024年3月5日\n",
        (2024, 3, 5),
        "临溪县水利局",
    ),
    (
        "a note behind it, attachments before it",
        BARE + "附件：水库名单\n　　　　2024年3月5日\n（此件公开发布）\n",
        (2024, 3, 5),
        "临溪县水利局",
    ),
    (
        "the body below the day",
        BARE + "2024年3月5日\n临溪县水利局\n",
        (2024, 3, 5),
        "临溪县水利局",
    ),
    (
        "days in the cells of a table are none",
        BARE + "水库名单\n名称\n时限\n石桥水库\n2024年6月30日\n柳塘水库\n2024年11月30日\n",
        None,
        "临溪县水利局",
    ),
    ("in figures", BARE + "临溪县水利局\n2024-03-05\n", (2024, 3, 5), "临溪县水利局"),
    ("with points", BARE + "临溪县水利局 2024.3.5\n", (2024, 3, 5), "临溪县水利局"),
    (
        "the page's own day in figures is none",
        BARE.replace("各乡镇", "来源：临溪县水利局 2024-03-05\n各乡镇", 1),
        None,
        "临溪县水利局",
    ),
    (
        "where the seal stands",
        BARE + "临溪县水利局（盖章）\n2024年3月5日\n",
        (2024, 3, 5),
        "临溪县水利局",
    ),
    (
        "the seal on a line of its own",
        BARE + "临溪县水利局\n（公章）\n2024年3月5日\n",
        (2024, 3, 5),
        "临溪县水利局",
    ),
    (
        "under the title in brackets",
        "临溪县公路养护方案\n（2024年3月5日）\n" + PLAN,
        (2024, 3, 5),
        None,
    ),
    (
        "in brackets with the body",
        "临溪县公路养护方案\n（临溪县公路局 2024年3月5日）\n" + PLAN,
        (2024, 3, 5),
        "临溪县公路局",
    ),
    (
        "under the title and its number",
        "临溪县公路养护意见\n临政发〔2024〕3号\n2024年3月5日\n" + PLAN,
        (2024, 3, 5),
        None,
    ),
    (
        "when it was adopted is no day of signature",
        "临溪县公路养护办法\n（2024年3月5日临溪县人民政府第5次常务会议通过）\n" + PLAN,
        None,
        None,
    ),
    (
        "the heading leaves out the place that the signature names",
        "市人民政府办公室关于做好供热工作的通知\n各区县人民政府：\n现将有关事项通知如下：\n一、检修管网。\n"
        "云岭市人民政府办公室\n2024年3月5日\n",
        (2024, 3, 5),
        "云岭市人民政府办公室",
    ),
    (
        "a ministry of three characters",
        "民政部关于做好助餐工作的通知\n各省民政厅：\n现就有关事项通知如下：\n一、建点。\n民 政 部\n2024年3月5日\n",
        (2024, 3, 5),
        "民政部",
    ),
    (
        "two ministries",
        "科技部 财政部关于做好助餐工作的通知\n各省科技厅：\n现就有关事项通知如下：\n一、建点。\n科技部\n财政部\n"
        "2024年3月5日\n",
        (2024, 3, 5),
        "科技部财政部",
    ),
    (
        "a month is no day, but the body signs",
        "临溪县公路养护方案\n" + PLAN + "临溪县公路局\n2024年8月\n",
        None,
        "临溪县公路局",
    ),
    (
        "nor do a table's cells sign",
        "临溪县公路养护任务表\n" + PLAN + "临溪县公路局\n2024年8月\n石桥段\n",
        None,
        None,
    ),
    (
        "who wrote the notice that is passed on is not the issuer",
        "关于立即自查的紧急情况\n各区县：\n现将《民政部关于做好助餐工作的通知》（民发〔2024〕1号）转发你们。\n一、自查\n"
        "各区县要逐项自查。\n",
        None,
        None,
    ),
    (
        "an order: the number names the issuer",
        "云岭市人民政府令\n第12号\n《云岭市供热办法》已经市人民政府第30次常务会议通过，现予公布，自2023年10月1日起施行。\n"
        "市长 张某\n2023年5月20日\n云岭市供热办法\n第一条 为规范供热，制定本办法。\n",
        (2023, 5, 20),
        "云岭市人民政府",
    ),
    (
        "a letter O for 〇",
        "云岭市养老服务办法\n第一条 县民政局负责监督。\n云岭市人民政府\n二ＯＯ七年五月九日\n",
        (2007, 5, 9),
        "云岭市人民政府",
    ),
]


@pytest.mark.parametrize(
    ("text", "day", "issuer"), [r[1:] for r in SIGNATURES], ids=[r[0] for r in SIGNATURES]
)
def test_signature(text: str, day: Any, issuer: str | None) -> None:
    front, layout = read(text)
    assert front.signed == (datetime.date(*day) if day else None)
    assert words(layout, front.issuer) == issuer


RECIPIENTS = [
    (LETTER + PLAN, ["各区县人民政府", "市政府各部门"], "split at ，"),
    (
        LETTER.replace(
            "各区县人民政府，市政府各部门", "各乡、镇人民政府，各县（市、区）教育局；市直有关单位"
        )
        + PLAN,
        ["各乡、镇人民政府", "各县(市、区)教育局", "市直有关单位"],
        "not at 、 and not in brackets",
    ),
    (LETTER.replace("\n", "") + PLAN, ["各区县人民政府", "市政府各部门"], "in one line"),
    (
        LETTER.replace("各区县人民政府，市政府各部门", "机关各科室、各村、居，企业供应商、林场")
        + PLAN,
        ["机关各科室、各村、居", "企业供应商、林场"],
        "any names on a line under the heading",
    ),
    (
        "云岭市教育局关于对市政协第12号提案的答复\n张某、李某委员：\n您提出的建议收悉。现答复如下：\n一、情况\n建设托位500个。\n",
        ["张某、李某委员"],
        "who a reply is written to",
    ),
    (
        "云岭市人民政府关于印发停车方案的通知 发布时间：2024-03-04 来源：市政府办 字体：大 中 小 各县（市、区）人民政府，市政府各部门： 现将《停车方案》印发给你们。\n"
        + PLAN,
        ["各县(市、区)人民政府", "市政府各部门"],
        "behind the words of a page run into the line",
    ),
    (
        "临溪县民政局关于做好托育工作的通知\n各中小学：\n现将有关事项通知如下。\n",
        ["各中小学"],
        "schools",
    ),
    (
        "临溪县民政局关于做好托育工作的通知\n各位家长、同学：\n现将有关事项通知如下。\n",
        ["各位家长、同学"],
        "persons",
    ),
    (
        "临溪县民政局关于做好托育工作的通知\n各项任务安排：\n一、建点。\n",
        [],
        "a heading is no recipient",
    ),
    (
        "云岭市民政局关于做好托育工作的通知 来源：云岭市政府网 字体：[大 中 小] 打印 收藏各县民政局，市直各单位：现将有关事项通知如下。\n",
        ["各县民政局", "市直各单位"],
        "behind the links of a page in one line",
    ),
    (
        "来源：云岭市政府网站\n云岭市停车方案\n牵头单位：市公安局\n" + PLAN,
        [],
        "a label with a colon is no recipient",
    ),
]


@pytest.mark.parametrize(("text", "names", "why"), RECIPIENTS)
def test_recipients(text: str, names: list[str], why: str) -> None:
    front, layout = read(text)
    assert [words(layout, span) for span in front.recipients] == names, why


NUMBERS = [
    (LETTER + PLAN, "云政办发〔2024〕7号", "a line of its own"),
    (LETTER.replace("\n", "") + PLAN, "云政办发〔2024〕7号", "run on behind the heading"),
    (
        "云岭市停车方案\n根据《云岭市停车条例》（云政发〔2020〕5号），制定本方案。\n一、目标\n新建车位500个。\n",
        None,
        "a cited number is not the document's own",
    ),
    (
        "云岭市人民政府关于推进停车建设的意见\n（云政发〔2024〕7号）\n各区县人民政府：\n现提出如下意见：\n一、目标\n新建车位500个。\n",
        "云政发〔2024〕7号",
        "in brackets on a line of its own",
    ),
    (
        "临溪县水利局关于印发《防汛预案》的通知（临水发〔2024〕9号）\n各乡镇：\n现印发给你们。\n",
        "临水发〔2024〕9号",
        "in brackets behind the heading",
    ),
    (
        "临溪县校车管理办法（临政规〔2024〕2号）\n第一条 为规范校车，制定本办法。\n",
        "临政规〔2024〕2号",
        "in brackets behind the plan's title",
    ),
    (
        "临溪县校车管理细则\n根据临溪县校车管理办法（临政规〔2024〕2号）\n制定本细则。\n第一条 校车应当登记。\n",
        None,
        "in brackets behind another's title",
    ),
    (
        "云岭市规划和自然资源局关于印发数据方案的通知\n云规划资源数〔2026〕141号\n各区：\n现印发给你们。\n",
        "云规划资源数〔2026〕141号",
        "规划 is part of a code",
    ),
]


@pytest.mark.parametrize(("text", "number", "why"), NUMBERS)
def test_number(text: str, number: str | None, why: str) -> None:
    front, layout = read(text)
    assert words(layout, front.number) == number, why


IMPRINT = "抄送：市委办公室，市人大常委会办公室。\n市政协办公室，市法院。\n云岭市人民政府办公室\n2024年3月8日印发\n"


def test_imprint() -> None:
    front, layout = read(
        LETTER
        + "云岭市充电设施建设方案\n"
        + PLAN
        + "主办：市住建局\n督办：市政府办五科\n"
        + IMPRINT
    )
    assert front.printed and front.printed[0] == datetime.date(2024, 3, 8)
    names = [words(layout, span) for span in front.copied_to]
    assert names == ["市委办公室", "市人大常委会办公室", "市政协办公室", "市法院"]
    assert layout.view.text[front.body[-1][0] : front.body[-1][1]].endswith("组织实施。")


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("云岭市能源局办公室　　　2024年3月8日印", True),
        ("云岭市能源局办公室　　　2024年3月8日印制", True),
        ("印发日期：2024年3月8日", True),
        ("云岭市能源局办公室2024年3月8日印象", False),
    ],
)
def test_the_day_of_printing(line: str, printed: bool) -> None:
    front, _ = read(LETTER + "云岭市充电设施建设方案\n" + PLAN + line + "\n")
    assert (front.printed is not None) == printed


def test_imprint_of_the_letter() -> None:
    imprint = "云岭市人民政府办公室2024年3月8日印发\n"
    front, _ = read(LETTER + imprint + "云岭市充电设施建设方案\n" + PLAN)
    assert front.printed and front.printed[0] == datetime.date(2024, 3, 8)


def test_imprint_in_one_line() -> None:
    front, layout = read((LETTER + "云岭市充电设施建设方案\n" + PLAN + IMPRINT).replace("\n", ""))
    assert front.printed and front.printed[0] == datetime.date(2024, 3, 8)
    assert [words(layout, s) for s in front.copied_to][-1] == "市法院"


ATTACHMENTS = [
    ("附件：1.任务分解表\n2.项目清单\n", ["任务分解表", "项目清单"], "a numbered list over lines"),
    ("附件：任务分解表\n", ["任务分解表"], "one name"),
    ("附件：1.2025年任务表\n2.2026年任务表\n", ["2025年任务表", "2026年任务表"], "years"),
    ("附件：\n任务分解表\n项目清单\n", ["任务分解表", "项目清单"], "lines without numbers"),
    ("[充电桩建设计划表.xls](#)\n", ["充电桩建设计划表.xls"], "a link"),
    (
        "附件：1.任务分解表2.项目清单附件1任务分解表(/a/b.doc)附件2项目清单(/a/c.doc)\n",
        ["任务分解表", "项目清单"],
        "run on in one line, named once",
    ),
    (
        "附件1：任务分解表.doc\n附件2：项目清单.doc\n附件1：任务分解表.doc\n",
        ["任务分解表.doc", "项目清单.doc"],
        "file names, named once",
    ),
    ("附件一\n任务分解表\n项目\t数量\n充电桩\t90\n", ["任务分解表"], "a Chinese numeral"),
    ("附：1．任务分解表；2．项目清单。\n", ["任务分解表", "项目清单"], "附 alone before a number"),
    ("附：招生片区划分表\n", ["招生片区划分表"], "附 alone before one name"),
    ("附：本表一式两份，报区教育局。\n", [], "附 before a sentence"),
    ("相关附件：\n", [], "an empty label of the page"),
    ("附件：数据试点申报表 2024年7月18日印发\n", ["数据试点申报表"], "the imprint's day behind it"),
    ("具体标准见附件1。\n", [], "a mention"),
    (
        "附件：1.任务分解表2.数据试点申报表（样表）2024年7月18日\n",
        ["任务分解表", "数据试点申报表(样表)"],
        "the day of a bare signature behind the last",
    ),
    (
        "附件下载：\n1.任务分解表.doc (32KB)\n2.项目清单.xls（18.5K）\n",
        ["任务分解表.doc", "项目清单.xls"],
        "files with their sizes",
    ),
    ("点击下载：任务分解表.docx\n", ["任务分解表.docx"], "a button"),
    (
        "附件：任务分解表.doc 下载\n附件【项目清单.pdf】已下载12次\n",
        ["任务分解表.doc", "项目清单.pdf"],
        "how often a file was fetched",
    ),
    (
        "附件：1.任务分解表\n2.项目清单\n附件1.docx\n附件2.xlsx\n",
        ["任务分解表", "项目清单"],
        "files named by their number",
    ),
    ("附件\n1.总体要求\n各区要抓好落实。\n2.保障措施\n", [], "points below a heading"),
    (
        "附件1：任务分解表\n附件2：项目清单\n",
        ["任务分解表", "项目清单"],
        "the word and a colon in each line",
    ),
    (
        "附件：1.任务分解表\n2.项目清单\n（样表）\n（此件公开发布）\n",
        ["任务分解表", "项目清单(样表)"],
        "a bracket below the last name",
    ),
    ("附：\n充电桩项目清单\n", ["充电桩项目清单"], "附 alone above one name"),
    ("附件：①任务分解表；②项目清单\n", ["任务分解表", "项目清单"], "circled numbers"),
    ("附件：（1）任务分解表（2）项目清单\n", ["任务分解表", "项目清单"], "numbers in brackets"),
    ("附表：1.任务分解表\n2.项目清单\n", ["任务分解表", "项目清单"], "a list of tables"),
    ("附表：项目清单\n序号\t名称\n1\t站点\n", [], "the caption of a table"),
    ("附件1.任务分解表\n附件2.项目清单\n", ["任务分解表", "项目清单"], "the word in each line"),
    (
        "附件：1.申请表2.2024—2025年度任务分配表\n",
        ["申请表", "2024-2025年度任务分配表"],
        "years behind a number that a list ran into",
    ),
]


@pytest.mark.parametrize(("tail", "names", "why"), ATTACHMENTS)
def test_attachments(tail: str, names: list[str], why: str) -> None:
    front, layout = read(LETTER + "云岭市充电设施建设方案\n" + PLAN + tail)
    assert [words(layout, span) for span in front.attachments] == names, why


def test_a_list_without_a_colon_stands_above_the_signature() -> None:
    names = "附件\n1. 水库名单\n2. 巡查清单\n"
    signed = "临溪县水利局\n2024年3月5日\n"
    front, layout = read(BARE + names + signed)
    assert [words(layout, span) for span in front.attachments] == ["水库名单", "巡查清单"]
    front, _ = read(BARE + signed + names + "巡查由各乡镇负责。\n")
    assert front.attachments == (), "below it, 附件 heads an annex"


def body(text: str) -> str:
    front, layout = read(text)
    return "|".join(layout.view.text[a:b].replace("\n", "") for a, b in front.body)


def test_body_is_the_plan_alone() -> None:
    text = body(LETTER + "云岭市充电设施建设方案\n" + PLAN + IMPRINT)
    assert text == PLAN.replace("\n", "").replace("，", ",")


def test_body_of_one_line() -> None:
    text = body((LETTER + "云岭市充电设施建设方案\n" + PLAN).replace("\n", ""))
    assert text == PLAN.replace("\n", "").replace("，", ",")


def test_body_of_wrapped_lines() -> None:
    whole = (LETTER + "云岭市充电设施建设方案\n" + PLAN).replace("\n", "\n\n")
    wrapped = "\n".join(
        line[at : at + 16] for line in whole.split("\n") for at in range(0, max(len(line), 1), 16)
    )
    assert body(wrapped).startswith("为做好有关工作")


BODIES: list[tuple[str, str, list[str], list[str]]] = [
    (
        "a letter's own rules belong to it, an annex that is a form does not",
        "关于印发《云岭市奖补办法》的通知\n各区县人民政府：\n《云岭市奖补办法》已经市政府同意，现印发给你们，并通知如下。\n"
        "一、各区县于6月底前制定细则。\n二、市财政局负责督促。\n云岭市人民政府\n2024年4月8日\n云岭市奖补办法\n"
        "第一条 为规范奖补，制定本办法。\n附件：1.任务分工表\n2.奖补申请表\n附件1\n任务分工表\n建成充电桩\t市发展改革委\n"
        "附件2\n奖补申请表\n申请单位\t\n",
        ["一、各区县于6月底前", "第一条", "建成充电桩"],
        ["现印发", "申请单位", "2024年4月8日"],
    ),
    (
        "what a web page leaves behind is cut",
        "云岭市停车方案\n"
        + PLAN.rstrip()
        + "扫一扫在手机打开当前页用来校验该浏览器是否支持HTML5\n",
        ["组织实施"],
        ["扫一扫", "浏览器"],
    ),
    (
        "a note on the plan's adoption is cut",
        "云岭市停车办法\n（2023年5月6日云岭市人民政府第12次常务会议通过）\n第一条 为规范停车，制定本办法。\n",
        ["第一条"],
        ["常务会议"],
    ),
    (
        "what a letter asks of every place is part of the plan",
        "关于印发《云岭市停车方案》的通知\n各县（区）人民政府：\n现印发《云岭市停车方案》。\n"
        "各县（区）要结合实际，进一步细化泊位建设任务，于6月底前将清单报市住建局。\n云岭市人民政府\n2024年5月6日\n"
        "云岭市停车方案\n一、目标\n新建泊位500个。\n",
        ["要结合实际", "新建泊位"],
        ["现将"],
    ),
    (
        "recipients of a notice that is its own plan are cut",
        "云岭市教育局关于做好托育工作的通知\n各县区教育局：\n为做好托育工作，现就有关事项通知如下：\n一、目标\n新增托位3000个。\n",
        ["为做好托育工作", "新增托位"],
        ["各县区教育局"],
    ),
]


@pytest.mark.parametrize(
    ("text", "inside", "outside"), [r[1:] for r in BODIES], ids=[r[0] for r in BODIES]
)
def test_bodies(text: str, inside: list[str], outside: list[str]) -> None:
    found = body(text)
    assert [word for word in inside if word not in found] == []
    assert [word for word in outside if word in found] == []


def test_body_never_overlaps_itself() -> None:
    for text in [row[1] for row in TITLES] + [row[1] for row in BODIES]:
        front, layout = read(text)
        assert all(a < b for a, b in front.body)
        assert all(one[1] <= two[0] for one, two in zip(front.body, front.body[1:], strict=False))
        assert not front.body or front.body[-1][1] <= len(layout.view.text)


SCRAPED = [
    (
        "青禾区安全生产委员会办公室青安办〔2024〕9号青禾区安全生产委员会办公室关于印发《青禾区燃气安全三年行动计划"
        "（2024—2026年）》的通知机关各科室、各企事业单位、各村：经区政府第12次会议通过，现予印发，请认真贯彻执行。特此通知。"
        "青禾区安全生产委员会办公室2024年3月5日青禾区燃气安全工作方案一、主要任务（一）更新管道。更新管道12公里。",
        ("青安办〔2024〕9号", "青禾区安全生产委员会办公室", (2024, 3, 5), ["机关各科室、各企事业单位、各村"]),
    ),
    (
        "关于印发《云岭市老旧船舶更新方案》的通知发文时间：2024-05-08各镇人民政府、街道办事处，区政府各部门：现将《云岭市老旧船舶更新方案》"
        "印发给你们，请抓好落实。市水务委市发展改革委2024年5月6日云岭市老旧船舶更新方案一、目标2024年更新船舶12艘。",
        (None, "市水务委市发展改革委", (2024, 5, 6), ["各镇人民政府、街道办事处", "区政府各部门"]),
    ),
    (
        "临溪县供热工作要点各乡镇人民政府，县直各单位：现将《临溪县供热工作要点》印发给你们，请认真落实。特此通知临溪县人民政府"
        "2024年9月30日一、目标2024年改造管网12公里。市城管局2024年11月1日前完成检查。",
        (None, "临溪县人民政府", (2024, 9, 30), ["各乡镇人民政府", "县直各单位"]),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SCRAPED, ids=["code first", "page", "no stop"])
def test_front_of_one_line(text: str, expected: tuple[Any, ...]) -> None:
    front, layout = read(text)
    number, issuer, day, recipients = expected
    assert words(layout, front.number) == number
    assert words(layout, front.issuer) == issuer
    assert front.signed == datetime.date(*day)
    assert [words(layout, span) for span in front.recipients] == recipients


def test_empty_text() -> None:
    front, _ = read("")
    assert front.title is None and front.body == ()


def test_rules_match_their_examples_and_leave_the_rest_alone() -> None:
    for rule in load_patterns().of("part"):
        for example in rule.examples:
            match = rule.regex.search(example.text)
            assert match, f"{rule.id} must match {example.text}"
            assert {k: match[k] for k in example.expect} == dict(example.expect), rule.id
        for text in rule.counter:
            assert not rule.regex.search(text), f"{rule.id} must leave alone {text}"


def test_a_title_is_read_once_for_each_layout() -> None:
    _, layout = read(LETTER + PLAN)
    titles = Titles(layout, parts_of(load_patterns()))
    assert titles.named and titles.letter and titles.letter.start < titles.letter.end


TABLE_PLAN = (
    "云岭市人民政府办公室\n关于印发2024年民生实事任务分解表的通知\n各区县人民政府：\n"
    "现将任务分解表印发给你们，并就有关事项通知如下。\n"
    "一、各单位要于3月20日前制定具体方案。\n二、市财政局要统筹安排资金。\n"
    "附件：2024年民生实事任务分解表\n云岭市人民政府办公室\n2024年3月6日\n附件\n"
    "2024年民生实事任务分解表\n序号\n项目名称\n目标任务\n资金安排\n牵头单位\n完成时限\n"
    "1\n助餐点\n新建助餐点20个。\n市级财政安排80万元\n市民政局\n2024年11月底前\n"
)


def test_a_table_of_tasks_is_the_plan() -> None:
    """The title ends before the table's head; the letter's own rules belong to the plan."""
    front, _ = read(TABLE_PLAN)
    assert front.title == "2024年民生实事任务分解表"
    found = body(TABLE_PLAN)
    assert "一、各单位要于3月20日前" in found and "项目名称" in found


def test_an_issuer_before_the_verb() -> None:
    """云岭市人民政府办公室印发关于…的通知 has the verb before 关于."""
    name = "关于推进停车设施建设行动方案"
    text = (
        f"云岭市人民政府办公室印发{name}的通知\n云府办字〔2024〕8号\n各区县人民政府：\n"
        f"《{name}》已经市政府同意，现印发给你们。\n2024年4月2日\n{name}\n{PLAN}"
    )
    front, layout = read(text)
    assert words(layout, front.issuer) == "云岭市人民政府办公室"
