"""Metadata: values as printed, dates of force, documents cited, the place, and the doubts."""

from __future__ import annotations

from typing import Any

import pytest

from extractor import Document
from extractor.front.matter import read_front
from extractor.mentions import find_mentions
from extractor.metadata import Reading, read_metadata
from extractor.patterns import load_patterns
from extractor.segment import segment

HEAD = "云岭市人民政府关于印发云岭市停车设施建设方案的通知\n云政发〔2024〕7号\n各区县人民政府：\n"
HEAD += "现将《云岭市停车设施建设方案》印发给你们，请认真执行。\n云岭市人民政府\n2024年3月4日\n"
HEAD += "云岭市停车设施建设方案\n"
PRINTED = "云岭市人民政府办公室　　　2024年3月6日印发\n"


def read(text: str) -> tuple[Reading, Document]:
    patterns = load_patterns()
    document = Document.from_text(text)
    layout = segment(document, patterns)
    front = read_front(document, layout, patterns)
    mentions = find_mentions(layout, patterns, title_year=front.title_year, signed=front.signed)
    return read_metadata(document, layout, front, mentions, patterns), document


def field(text: str, name: str) -> Any:
    return getattr(read(text)[0].metadata, name)


def test_values_are_printed_as_in_the_document() -> None:
    text = HEAD.replace("云岭市停车设施建设方案", "云岭市２０２４年停车行动（试行）方案")
    assert field(text + "一、目标\n", "title") == "云岭市２０２４年停车行动（试行）方案"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("云政发〔2024〕7号", "云政发〔2024〕7号"),
        ("云政发[2024]7号", "云政发〔2024〕7号"),
        ("云政发（2024）7号", "云政发〔2024〕7号"),
        ("云政发【2024】7号", "云政发〔2024〕7号"),
        ("云政发〔２０２４〕７号", "云政发〔2024〕7号"),
        ("云政 发 〔2024〕 7 号", "云政发〔2024〕7号"),
    ],
)
def test_number_has_one_kind_of_bracket(printed: str, number: str) -> None:
    assert (
        field(HEAD.replace("云政发〔2024〕7号", printed) + "一、目标\n", "document_number")
        == number
    )


TABLE = "索引号：YL-01 主题分类：民政\n发文机关：云岭市民政局\n发文字号：云民发〔2024〕18号\n成文日期：2024-03-05\n"


def test_page_table() -> None:
    reading, document = read(
        TABLE + "云岭市助餐服务方案\n为做好助餐，制定本方案。\n一、目标\n建点100个。\n"
    )
    found = reading.metadata
    assert (found.issuer, found.document_number) == ("云岭市民政局", "云民发〔2024〕18号")
    assert (found.signed_on, found.title) == ("2024-03-05", "云岭市助餐服务方案")
    assert reading.evidence["issuer"].origin == "page_table"
    place = reading.evidence["signed_on"].evidence[0]
    assert document.text[place.start : place.end] == place.text == "2024-03-05"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("标题：云岭市居家养老补贴实施办法", "云岭市居家养老补贴实施办法"),
        ("名　　称：临溪县人民政府关于印发《公交发展方案》的通知", "公交发展方案"),
        ("信息名称\t关于印发青禾区就业若干措施的通知", "青禾区就业若干措施"),
        ("项目名称：石桥镇污水处理厂", None),
    ],
)
def test_a_title_that_only_the_page_prints(line: str, title: str | None) -> None:
    text = f"{line}\n{TABLE}第一条 为规范补贴发放，制定本办法。\n第二条 建点100个。\n"
    reading, _ = read(text)
    assert reading.metadata.title == title


def test_a_title_of_the_page_has_its_place() -> None:
    reading, document = read(f"标题：云岭市养老补贴办法\n{TABLE}第一条 建点100个。\n")
    evidence = reading.evidence["title"]
    assert evidence.origin == "page_table"
    assert (
        document.text[evidence.evidence[0].start : evidence.evidence[0].end] == "云岭市养老补贴办法"
    )


def test_a_number_in_a_row_of_labels() -> None:
    row = "信息类别：规范性文件 文件编号：云民发〔2024〕10号 公开方式：主动公开\n"
    text = (
        f"云岭市民政局关于做好助餐工作的通知\n{row}各区县：\n现将有关事项通知如下：\n一、建点。\n"
    )
    assert field(text, "document_number") == "云民发〔2024〕10号"


def test_force_of_the_page_table() -> None:
    table = TABLE + "生效日期：2024-04-01　废止日期：2026-03-31\n"
    assert field(table + HEAD + "一、目标\n", "effective_from") == "2024-04-01"
    assert field(table + HEAD + "一、目标\n", "expires_on") == "2026-03-31"
    own = "一、目标\n本方案自2024年5月1日起施行。\n"
    assert field(table + HEAD + own, "effective_from") == "2024-05-01", "the text comes first"


def test_the_text_wins_over_the_page_table() -> None:
    assert field(TABLE + HEAD + "一、目标\n", "document_number") == "云政发〔2024〕7号"
    assert field(TABLE + HEAD + "一、目标\n", "signed_on") == "2024-03-04"


def test_the_page_table_completes_the_issuer() -> None:
    text = "市民政局关于做好助餐工作的通知\n各区县：\n现将有关事项通知如下：\n一、建点。\n"
    assert field(TABLE + text, "issuer") == "云岭市民政局", "the heading leaves its place out"
    other = TABLE.replace("发文机关：云岭市民政局", "发文机关：云岭市城乡建设局")
    assert field(other + text, "issuer") == "市民政局", "another body is not its full name"


FORCE = [
    ("本方案自印发之日起施行。", "2024-03-04", None, "no imprint: the day of signature"),
    ("本方案自印发之日起施行。\n" + PRINTED, "2024-03-06", None, "印发日期 comes first"),
    (
        "本办法自颁布之日起施行，有效期2年。",
        "2024-03-04",
        "2026-03-03",
        "the day before the anniversary",
    ),
    ("七、本通知自2024年3月4日起施行，有效期5年。", "2024-03-04", "2029-03-03", "behind a number"),
    ("第九条 本办法自2024年4月1日起施行，试行期一年。", "2024-04-01", "2025-03-31", "试行期"),
    ("本细则自2024年4月1日起试行，有效期18个月。", "2024-04-01", "2025-09-30", "months"),
    ("本方案自印发之日起施行，有效期至2025年12月31日。", "2024-03-04", "2025-12-31", "a date"),
    ("本方案自印发之日起施行至2026年12月31日。", "2024-03-04", "2026-12-31", "施行至"),
    ("本措施有效期至2025年底。", None, "2025-12-31", "the end of a year"),
    ("本办法有效期自2024年5月1日至2026年4月30日。", "2024-05-01", "2026-04-30", "from and to"),
    ("政策有效期：2024年4月1日—2025年3月31日。", "2024-04-01", "2025-03-31", "behind a label"),
    ("本方案自发布之日起30日后施行。", "2024-04-03", None, "some days later"),
    (
        "本方案由市住建局负责解释，自二〇二四年五月一日起执行。",
        "2024-05-01",
        None,
        "Chinese numerals",
    ),
    ("本意见政策期限为2024年至2026年。", "2024-01-01", "2026-12-31", "a window of years"),
    ("本办法自2024年5月1日起施行，2029年4月30日失效。", "2024-05-01", "2029-04-30", "失效"),
    ("该扶持政策从2024年起执行，有效期2年。", "2024-01-01", "2025-12-31", "a bare year"),
    ("补贴政策自2024年6月1日起实施。", "2024-06-01", None, "the policy is the notice"),
    ("本措施实施期限自印发之日起至2026年12月31日。", "2024-03-04", "2026-12-31", "起至"),
    ("本通知自2024年9月6日起至2025年12月31日有效。", "2024-09-06", "2025-12-31", "from and to"),
    (
        "补助政策实施期限至2025年底。\n本办法自印发之日起施行，有效期5年。",
        "2024-03-04",
        "2029-03-03",
        "the last sentence on force counts",
    ),
    ("本规定自2024年5月1日起实行。", "2024-05-01", None, "实行"),
    ("上述价格自2024年5月1日起执行。", "2024-05-01", None, "prices of the notice"),
    ("调整后的救助标准自2024年5月1日起执行。", "2024-05-01", None, "a standard of the notice"),
    ("补贴标准自2024年5月1日起执行。", None, None, "any standard"),
    ("本通知从即日起施行，有效期三年。", "2024-03-04", "2027-03-03", "即日 is the signed day"),
    ("自即日起开展宣传。", None, None, "a task begins"),
    ("（本文有效期至2025年12月31日）", None, "2025-12-31", "a note in brackets"),
    ("（有效期至2025年12月31日）", None, "2025-12-31", "without a subject"),
    ("许可证（有效期至2025年12月31日）应当公示。", None, None, "a permit's"),
    ("本方案执行时间为2024年5月1日至2026年4月30日。", "2024-05-01", "2026-04-30", "执行时间"),
    ("本方案实施时间自2024年5月1日起至2026年4月30日止。", "2024-05-01", "2026-04-30", "起至"),
    ("本方案自2024年5月1日起施行，有效期为自施行之日起3年。", "2024-05-01", "2027-04-30", "自"),
    ("本方案自2024年 月 日起施行，有效期五年。", None, None, "a draft leaves the day open"),
    ("居住证有效期五年。", None, None, "a certificate's validity"),
    ("本条政策措施的有效期至2024年12月31日。", None, None, "one article's validity"),
    ("补贴资金自2024年7月1日起通过平台兑付。", None, None, "the start of a task"),
    ("《云岭市奖励办法》自2020年1月1日起施行。", None, None, "another document's force"),
    ("各区县自收到通知之日起10日内报送。", None, None, "a period from an event"),
]


@pytest.mark.parametrize(
    "sentence",
    [
        "现将《云岭市停车设施建设方案》印发给你们，请自2024年5月1日起遵照执行。",
        "现印发给你们，自2024年5月1日起施行。",
        "现予公布，自2024年5月1日起施行。",
    ],
)
def test_the_letter_says_from_when(sentence: str) -> None:
    old = "现将《云岭市停车设施建设方案》印发给你们，请认真执行。"
    assert field(HEAD.replace(old, sentence) + "一、目标\n", "effective_from") == "2024-05-01"


@pytest.mark.parametrize(("text", "start", "end", "why"), FORCE)
def test_force(text: str, start: str | None, end: str | None, why: str) -> None:
    found = read(HEAD + "一、目标\n新建车位500个。\n" + text + "\n")[0].metadata
    assert (found.effective_from, found.expires_on) == (start, end), why


CITES = [
    (
        "根据《云岭市停车条例》和《省停车指导意见》（省政办发〔2023〕5号），制定本方案。",
        [("云岭市停车条例", None), ("省停车指导意见", "省政办发〔2023〕5号")],
        "with and without a number",
    ),
    (
        "依据《住宅专项维修资金管理办法》（建设部 财政部令第165号）、《供热办法》（省政府令第181号）执行。",
        [("住宅专项维修资金管理办法", "建设部财政部令第165号"), ("供热办法", "省政府令第181号")],
        "government orders; spaces removed",
    ),
    (
        "根据《省停车意见》（省政办发〔2023〕5号，以下简称《意见》），按照《意见》执行。",
        [("省停车意见", "省政办发〔2023〕5号")],
        "a short name is the same document",
    ),
    (
        "按照《市政导则》（云建（城）发〔2023〕11号）执行。",
        [("市政导则", "云建（城）发〔2023〕11号")],
        "brackets inside",
    ),
    ("严格执行《《云岭市导则》要求。", [("云岭市导则", None)], "a doubled mark"),
    (
        "按照《市停车条例》第三条、《市停车条例》第五条处理。",
        [("市停车条例", None)],
        "the same document once",
    ),
    (
        "按照《关于印发〈云岭市绿化办法〉的通知》（云政发〔2020〕1号）执行。",
        [("关于印发〈云岭市绿化办法〉的通知", "云政发〔2020〕1号")],
        "a transmittal is kept as printed",
    ),
    (
        "根据关于印发《供热办法》的通知（省建〔2022〕5号）和《绿化办法》文件（省建〔2022〕6号）执行。",
        [("供热办法", "省建〔2022〕5号"), ("绿化办法", "省建〔2022〕6号")],
        "the number behind 的通知",
    ),
    (
        "按照《转发〈印发《就业意见》的通知〉的通知》（省人社〔2022〕7号）执行。",
        [("转发〈印发《就业意见》的通知〉的通知", "省人社〔2022〕7号")],
        "three deep",
    ),
    (
        "按照《关于印发<奖补办法>的通知》（区建〔2023〕2号）和《关于印发<奖补办法>》（区建〔2023〕2号）执行。",
        [("关于印发<奖补办法>的通知", "区建〔2023〕2号")],
        "one number is one document",
    ),
    ("加快推进《云岭市数据条例》立法进程。", [], "still to be made law"),
    (
        "制定《服务规范》《评估办法》，抓好落实。",
        [],
        "still to be written, with the next in the row",
    ),
    ("出台《云岭市养老服务标准》。", [], "still to be written"),
    ("各区县要制定本辖区《停车建设计划》。", [], "each for its own area"),
    (
        "根据《关于支持停车建设的若干政策》（云政办发〔2023〕4号，以下简称《若干政策》），按照《若干政策》执行。",
        [("关于支持停车建设的若干政策", "云政办发〔2023〕4号")],
        "a short name that the notice gives",
    ),
    (
        "根据《云岭市停车补贴办法》（云财发〔2022〕5号）申报。\n附件：云岭市停车补贴办法",
        [("云岭市停车补贴办法", "云财发〔2022〕5号")],
        "a document of its own that is attached besides",
    ),
    (
        "根据《农田管理办法》（水利部令2020年第7号）、《校车管理办法》（云岭市政府令第26号公布）执行。",
        [("农田管理办法", "水利部令2020年第7号"), ("校车管理办法", "云岭市政府令第26号")],
        "orders with their year, or published",
    ),
    (
        "依据《举报规定》（粮食局公告2022年第3号）、《养护院标准》（建标109-2012）执行。",
        [("举报规定", "粮食局公告2022年第3号"), ("养护院标准", "建标109-2012")],
        "announcements; standards of building",
    ),
    ("负责《社区用房布点规划》的编制。", [], "the verb behind"),
    ("推动《云岭市数字经济条例》出台。", [], "the verb behind, without 的"),
    (
        "填写《公租房申请表》，持《残疾军人证》办理，签订《改造协议》。",
        [],
        "forms, certificates, contracts",
    ),
    ("落实《云岭市停车设施建设方案》要求。", [], "the plan itself"),
    (
        "《云岭市停车设施建设方案》（云政发〔2019〕3号）同时废止。",
        [("云岭市停车设施建设方案", "云政发〔2019〕3号")],
        "an earlier document of the same name",
    ),
    (
        "落实国务院印发的《数字中国规划》。",
        [("数字中国规划", None)],
        "印发的 is done already",
    ),
    (
        "执行《绿化养护规程》（DB99/T 1393-2023）和《行道树标准》（DBJ/T 08-2020）。",
        [("绿化养护规程", "DB99/T1393-2023"), ("行道树标准", "DBJ/T08-2020")],
        "numbers of local standards",
    ),
    (
        "填写《检查事项清单》（见附件1）和《经营指南清单》（见附件2）。",
        [],
        "what is attached",
    ),
    (
        "要将《年度建设计划》于每年3月底前送市住建局。",
        [],
        "a paper still to be written",
    ),
    (
        "落实《省政府办公厅印发〈关于推进养老服务的意见〉》精神。",
        [("省政府办公厅印发〈关于推进养老服务的意见〉", None)],
        "a title that ends with another",
    ),
    (
        "按照《关于印发停车指导意见的通知（云政办发〔2023〕5号）》执行。",
        [("关于印发停车指导意见的通知", "云政办发〔2023〕5号")],
        "the number inside the marks",
    ),
    ("依据《停车条例（试行）》执行。", [("停车条例（试行）", None)], "what is no number stays"),
    (
        "依据《数字中国规划》制定本方案。",
        [("数字中国规划", None)],
        "制定本方案 writes the notice itself",
    ),
]


@pytest.mark.parametrize(("text", "cites", "why"), CITES)
def test_cites(text: str, cites: list[tuple[str, str | None]], why: str) -> None:
    found = field(HEAD + text + "\n一、目标\n", "cites")
    assert [(c.title, c.number) for c in found] == cites, why


def test_a_draft_is_not_cited_by_its_notice() -> None:
    text = "关于《云岭市青禾区停车办法》（征求意见稿）公开征求意见的公告\n区住建局草拟了《青禾区停车办法（征求意见稿）》，"
    text += "现根据《停车条例》公开征求意见。\n青禾区住建局\n2024年3月5日\n"
    assert [c.title for c in field(text, "cites")] == ["停车条例"]


REGIONS = [
    ("淄博市停车方案", ("山东省", "淄博市", None, "370300"), "a real city"),
    ("吴忠市利通区停车方案", ("宁夏回族自治区", "吴忠市", "利通区", "640302"), "a chain"),
    (
        "二连浩特市停车方案",
        ("内蒙古自治区", "锡林郭勒盟", "二连浩特市", "152501"),
        "a county-level city",
    ),
    (
        "郑州高新区停车方案",
        ("河南省", "郑州市", None, "410100"),
        "a development zone takes its parent",
    ),
    ("2025年静安区停车方案", ("上海市", "上海市", "静安区", "310106"), "a district behind a year"),
    ("苏州工业园区停车方案", ("江苏省", "苏州市", None, "320500"), "a short name before a field"),
    (
        "上海市宝山区人民政府关于印发《关于贯彻〈上海市生活垃圾管理条例〉的实施方案》的通知",
        ("上海市", "上海市", "宝山区", "310113"),
        "a law that a plan carries out is no place",
    ),
    ("云岭市停车方案", (None, "云岭市", None, None), "an unknown city by its name"),
    ("云岭市青禾区停车方案", (None, "云岭市", "青禾区", None), "an unknown chain"),
    ("临溪县老旧小区改造方案", (None, None, "临溪县", None), "小区 is no district"),
    ("云岭市城市更新方案", (None, "云岭市", None, None), "城市 is no place"),
    (
        "云岭高新技术产业开发区管理委员会关于印发停车方案的通知",
        (None, None, "云岭高新技术产业开发区", None),
        "a zone that no table knows",
    ),
]


PASSED_ON = [
    ("淄川区水利局转发淄博市水利局关于加强供水工作的通知", "370302", "who passes it on"),
    ("淄川区水利局关于转发《山东省水利厅关于加强供水工作的通知》的通知", "370302", "in 《》"),
    ("市水利局转发《山东省水利厅关于加强供水工作的通知》的通知", "370000", "a body without place"),
    ("临溪县水利局转发《山东省水利厅关于加强供水工作的通知》的通知", None, "an unknown place"),
    ("重庆两江新区管理委员会关于加强供水工作的通知", "500000", "a new area with its province"),
    ("河北雄安新区管理委员会关于加强供水工作的通知", "130000", "a name of a district as well"),
]


@pytest.mark.parametrize(("heading", "code", "why"), PASSED_ON)
def test_region_of_the_issuer(heading: str, code: str | None, why: str) -> None:
    text = f"{heading}\n各乡镇：\n现将有关事项通知如下：\n一、建点。\n"
    assert field(text, "region").adcode == code, why


@pytest.mark.parametrize(("title", "place", "why"), REGIONS)
def test_region(title: str, place: tuple[str | None, ...], why: str) -> None:
    region = field(title + "\n为做好有关工作，制定本方案。\n一、目标\n", "region")
    assert (region.province, region.city, region.county, region.adcode) == place, why


def test_the_issuer_completes_an_unknown_district() -> None:
    text = HEAD.replace("云岭市停车", "青禾区停车").replace(
        "云岭市人民政府", "云岭市青禾区人民政府"
    )
    region = field(text + "一、目标\n", "region")
    assert (region.city, region.county) == ("云岭市", "青禾区")


def codes(text: str) -> list[str]:
    return [warning.code for warning in read(text)[0].warnings]


def test_doubts() -> None:
    plan = "停车方案\n为做好有关工作，制定本方案。\n一、目标\n"
    assert codes("淄博市" + plan) == ["missing_part", "missing_part"]
    assert codes(HEAD.replace("云岭市", "淄博市") + "一、目标\n") == []
    assert "place_unknown" in codes("云岭市" + plan)
    assert read("云岭市" + plan)[0].warnings[0].message == "the place is in no table of places"
    nowhere = read("关于做好节能工作的方案\n一、目标\n")[0].warnings[0]
    assert (nowhere.code, nowhere.message, nowhere.message_zh) == (
        "place_unknown", "no place is named", "未见地名",
    )  # fmt: skip
    assert "place_ambiguous" in codes("鼓楼区" + plan)
    assert field("鼓楼区" + plan, "region") is None
    ended = HEAD + "一、目标\n本方案自2024年5月1日起施行，有效期至2023年12月31日。\n"
    assert "validity_ended" in codes(ended)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("云岭市停车方案（征求意见稿）\n一、目标\n", "draft"),
        ("云岭市停车方案\n（草案）\n一、目标\n", "draft"),
        ("关于公开征求《云岭市停车方案》意见的公告\n现将《云岭市停车方案》向社会公布。\n", "draft"),
        (
            "关于对《云岭市停车方案》征求意见建议的公告\n现向社会公开征求意见。\n云岭市公安局\n",
            "draft",
        ),
        ("关于向社会公开征集《云岭市停车方案》意见的公告\n现公开征集意见。\n", "draft"),
        ("云岭市停车方案（修订送审稿）\n一、目标\n", "draft"),
        ("关于公开征集2025年停车项目的公告\n现公开征集项目。\n", "final"),
        ("云岭市停车方案（试行）\n一、目标\n", "final"),
        (HEAD + "一、目标\n广泛征求意见，完善方案（草案）。\n", "final"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert field(text, "status") == status


def test_every_field_has_evidence_that_is_a_slice() -> None:
    text = (
        HEAD
        + "依据《云岭市停车条例》制定本方案。\n一、目标\n本方案自印发之日起施行，有效期两年。\n附件：任务表\n"
    )
    reading, document = read(text + "抄送：市委办公室。\n" + PRINTED)
    values = reading.metadata.model_dump()
    assert {name for name, value in values.items() if value} == set(reading.evidence)
    for proof in reading.evidence.values():
        for item in proof.evidence:
            assert document.text[item.start : item.end] == item.text
    assert list(reading.evidence) == [n for n in values if n in reading.evidence]


@pytest.mark.parametrize(
    "text", ["", "。", "《", "关于印发", "附件：", "抄送：", "2024年13月45日\n"]
)
def test_scraps_give_no_error(text: str) -> None:
    assert read(text)[0].metadata.title is None


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ("字体：大 中 小 云政发〔2024〕7号", "云政发〔2024〕7号"),
        ("大中小云政发〔2024〕7号", "云政发〔2024〕7号"),
        ("云岭市人民政府门户网站 云政发〔2024〕7号", "云政发〔2024〕7号"),
        ("云 政 发 〔2024〕7号", "云政发〔2024〕7号"),
    ],
)
def test_number_without_the_words_of_the_page(before: str, number: str) -> None:
    head = HEAD.replace("\n云政发〔2024〕7号\n", f" {before} ").replace("\n", " ")
    sentence = "现将《云岭市停车设施建设方案》印发给你们，请认真执行。"
    rest = "各县要认真抓好落实，统筹推进停车设施建设各项工作。" * 12
    assert field(head + sentence + "一、目标。" + rest, "document_number") == number


@pytest.mark.parametrize(
    ("sentence", "province", "why"),
    [
        ("根据《浙江省停车条例》，制定本方案。", "浙江省", "the rules of one province"),
        ("按照湖南省人民政府部署，制定本方案。", "湖南省", "the orders of one province"),
        ("根据《浙江省停车条例》，借鉴江苏省先进经验。", "浙江省", "a model is no superior"),
        ("根据《浙江省停车条例》《江苏省物业条例》。", None, "two provinces"),
        ("依据国家规定，制定本方案。", None, "none"),
    ],
)
def test_province_of_an_unknown_place(sentence: str, province: str | None, why: str) -> None:
    region = field(HEAD + sentence + "\n一、目标\n", "region")
    assert (region.province, region.city) == (province, "云岭市"), why


@pytest.mark.parametrize(
    ("title", "county"),
    [
        ("安平湖市澄源区停车设施建设方案", "澄源区"),
        ("浙江平湖市停车设施建设方案", "平湖市"),
        ("推进平湖市停车设施建设方案", "平湖市"),
        ("2024年平湖市停车设施建设方案", "平湖市"),
    ],
)
def test_a_name_inside_a_longer_one_is_no_mention(title: str, county: str) -> None:
    region = field(title + "\n一、目标\n到2025年完成建设。\n", "region")
    assert region.county == county
