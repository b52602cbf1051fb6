"""Lines to paragraphs, paragraphs to sections and clauses, for every layout of the genre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Document
from extractor.markers import numeral
from extractor.patterns import load_patterns
from extractor.segment import Layout, segment


def layout(text: str) -> Layout:
    return segment(Document.from_text(text), load_patterns())


def lines(text: str) -> list[str]:
    found = layout(text)
    return found.view.text.rstrip("\n").split("\n")


def titles(text: str) -> list[tuple[str, ...]]:
    found = layout(text)
    return [section.path for section in found.sections]


JOINS = [
    (
        "坚持先地下、后地上、\n\n先急需的思路，完善功能。",
        ["坚持先地下、后地上、先急需的思路,完善功能。"],
        "a sentence cut behind 、 by a page",
    ),
    (
        "推进全市老旧小区改造提升工作，构建运行规范有序的服务联动\n\n模式，促进和谐稳定。建立长效管理机制，维护改造的成果\n— 3 —\n并及时公开。",
        [
            "推进全市老旧小区改造提升工作,构建运行规范有序的服务联动模式,促进和谐稳定。建立长效管理机制,维护改造的成果并及时公开。"
        ],
        "page number in a sentence",
    ),
    (
        "一、总体要求\n（一）指导思想\n坚持以人民为中心。",
        ["一、总体要求", "(一)指导思想", "坚持以人民为中心。"],
        "headings stay lines",
    ),
    (
        "（责任单位：县水务局、\n县财政局）",
        ["(责任单位:县水务局、县财政局)"],
        "a bracket over lines",
    ),
    (
        "服务对象：本县户籍老年人。\n审核：区民政局应当在五个工作日内完成审核。",
        ["服务对象:本县户籍老年人。", "审核:区民政局应当在五个工作日内完成审核。"],
        "labels of a plan are no page's",
    ),
    (
        "一、活动\n主办单位：市商务局\n主办单位：云岭市人民政府办公室",
        ["一、活动", "主办单位:市商务局"],
        "who holds what, and who runs the page",
    ),
    ("浏览次数：1021次\n字体：【大 中 小】\n县改造方案\n打印本页", ["县改造方案"], "web noise"),
    ("小区\t户数（户）\n南苑\t120", ["小区\t户数(户)", "南苑\t120"], "table rows"),
    (
        "责任单位：县水务局\n完成时限：2026年底",
        ["责任单位:县水务局", "完成时限:2026年底"],
        "labels are lines of their own",
    ),
    (
        "牵头单位：\n市水务局\n配合单位：\n市公安局\n市公交集团\n完成时限：\n2026年6月底前\n二、保障措施",
        [
            "牵头单位:市水务局",
            "配合单位:市公安局、市公交集团",
            "完成时限:2026年6月底前",
            "二、保障措施",
        ],
        "what a label names stands in the lines behind it",
    ),
    (
        "责任单位：市水务局\n云岭市人民政府办公室",
        ["责任单位:市水务局", "云岭市人民政府办公室"],
        "a label with its body ends there",
    ),
    (
        "序号\n实事\n责任单位\n完成时限\n1\n改造小区8个。\n县建设局\n柳河街道办事处\n6月底前\n2\n新建天桥2座。\n县交通运输局\n9月底前",
        [
            "序号\t实事\t责任单位\t完成时限",
            "1\t改造小区8个。\t县建设局、柳河街道办事处\t6月底前",
            "2\t新建天桥2座。\t县交通运输局\t9月底前",
        ],
        "names in a line each of one cell are a list",
    ),
    (
        "项目 | 牵头单位 | 完成时限 |\n小区改造 | 市住建局\n市公安局 | 6月底前 |\n路灯\n更新 | 市城管局 | 9月底前 |",
        [
            "项目\t牵头单位\t完成时限",
            "小区改造\t市住建局;市公安局\t6月底前",
            "路灯更新\t市城管局\t9月底前",
        ],
        "rows that each end with |, cells of several lines",
    ),
    (
        "类别|序号|任务|责任单位|完成时限\n一、住房|1|改造小区8个|市住建局|6月底前\n2|加装电梯9部|市住建局|9月底前",
        [
            "类别\t序号\t任务\t责任单位\t完成时限",
            "一、住房\t1\t改造小区8个\t市住建局\t6月底前",
            "\t2\t加装电梯9部\t市住建局\t9月底前",
        ],
        "a row lacks the cell that was merged with the one above",
    ),
    (
        "具体措施：改造小区20个\n责任单位：县住建局\n完成时限：2024年9月底前\n具体措施：新建充电桩80个\n"
        "责任单位：县发改局\n完成时限：2024年10月底前\n目标任务：新建公园3个",
        [
            "具体措施:改造小区20个",
            "责任单位:县住建局",
            "完成时限:2024年9月底前",
            "具体措施:新建充电桩80个",
            "责任单位:县发改局",
            "完成时限:2024年10月底前",
            "目标任务:新建公园3个",
        ],
        "records of labelled lines, one after the other",
    ),
    (
        "年度目标：\n改造小区12个，惠及居民860户\n资金来源：\n区级财政配套300万元\n责任单位：\n区住建局",
        [
            "年度目标:改造小区12个,惠及居民860户",
            "资金来源:区级财政配套300万元",
            "责任单位:区住建局",
        ],
        "labels in lines of their own",
    ),
    (
        "工作内容：\n1.改造管网\n2.修缮屋面",
        ["工作内容:", "1.改造管网", "2.修缮屋面"],
        "a label over a list is not joined to its first point",
    ),
    (
        "　　全年改造老旧小区\n8\n个，涉及居民\n1451\n户，总投资约\n4180\n万元。\n　　\n12\n月\n20\n日前完成归档。",
        ["全年改造老旧小区8个,涉及居民1451户,总投资约4180万元。", "12月20日前完成归档。"],
        "numbers torn off, and a paragraph that begins with one",
    ),
    (
        "街道\n个数\n东街\n8\n南街\n9\n北街\n7\n西街\n5",
        ["街道", "个数", "东街", "8", "南街", "9", "北街", "7", "西街", "5"],
        "numbers between names are cells",
    ),
    (
        "　　一是新建托位\n320\n个，\n二是改造站点\n12\n处，\n培训\n80\n人，覆盖率达到\n95%\n以上，\n3月10日\n前报市政府。",
        ["一是新建托位320个,二是改造站点12处,培训80人,覆盖率达到95%以上,3月10日前报市政府。"],
        "what goes on behind a date that was torn off",
    ),
    (
        "云岭市公报 2025年第3期\n新建充电桩320\n— 2 —\n云岭市公报 2025年第3期\n个，改造站点\n— 3 —\n云岭市公报 2025年第3期\n9处。",
        ["云岭市公报2025年第3期", "新建充电桩320", "个,改造站点", "9处。"],
        "a running head beside page numbers",
    ),
    (
        "区县\t户数\n东区\t120\n合计\t120\f　　二、范围\n　　2000年底前建成的小区。",
        ["区县\t户数", "东区\t120", "合计\t120", "二、范围", "2000年底前建成的小区。"],
        "a table that ends with its page is not wrapped",
    ),
    ("2023年 3 月 30日印发", ["2023年3月30日印发"], "blanks of a PDF copy"),
    ("使用 5 G 和 2 个", ["使用5 G和2个"], "a blank keeps two ASCII words apart"),
]


@pytest.mark.parametrize(("text", "expected", "why"), JOINS, ids=[row[2] for row in JOINS])
def test_paragraphs(text: str, expected: list[str], why: str) -> None:
    assert lines(text) == expected


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "为进一步改善居民居住条件，完善城市功能，提升\n"
        "城市品质，结合我县实际，制定本方案。本方案所\n"
        "称老旧小区，是指建成年代较早、失养失修失管、\n"
        "配套设施不完善、居民改造意愿强烈的住宅小区和\n"
        "单栋住宅楼。坚持政府引导、居民自愿、因地制宜\n"
        "的原则，分步实施。\n"
        "二、目标任务\n"
        "到二〇二五年底完成改造任务。\n"
    )
    joined = lines(text)
    assert joined[0].startswith("为进一步") and joined[0].endswith("分步实施。")
    assert joined[1:] == ["二、目标任务", "到二〇二五年底完成改造任务。"]


def test_first_lines_set_in_count_their_blanks_where_a_program_cut() -> None:
    """Lines cut at 28 characters, the two blanks before a paragraph among them."""
    paragraphs = [
        f"（{n}）提升县级照护能力。优化以失能照护为主的县级公办机构布局，2027年12月31日前新增护理床位12000张"
        "、改造乡镇敬老院300所，各县2026年6月30日前编制敬老院转型方案，做到应改尽改、宜转则转，街道办事处"
        "应当整合辖区助餐、助浴、助医等资源，2025—2027年建设服务中心105个、面积20000平方米以上。"
        for n in "一二三四"
    ]
    cut = [f"  {text}"[at : at + 28] for text in paragraphs for at in range(0, len(text) + 2, 28)]
    joined = lines("\n".join(cut))
    assert [line[:3] for line in joined] == ["(一)", "(二)", "(三)", "(四)"]
    assert [len(line.replace(" ", "")) for line in joined] == [len(text) for text in paragraphs]


@pytest.mark.parametrize(
    ("first", "second", "joined", "why"),
    [
        (
            "　　（一）科学编制规划。结合国土规划，开展停车资源",
            "普查，摸清底数。",
            True,
            "full, with the blanks",
        ),
        (
            "　　本方案由市住房和城乡建设局会同有关部门负责解释。",
            "各区照此执行。",
            True,
            "full, the next line flush",
        ),
        (
            "　　本方案由市住房和城乡建设局会同有关部门负责解释。",
            "　　各区照此执行。",
            False,
            "full, the next line set in",
        ),
        ("　　本方案由市住房和城乡建设局解释。", "各区照此执行。", False, "the line is not full"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_lines_of_a_page_with_paragraphs_set_in(
    first: str, second: str, joined: bool, why: str
) -> None:
    """As copied from a page: a line is as wide as it is printed, and a blank begins a paragraph."""
    body = "".join(
        "　　各部门要加强协作配合，落实责任分工，按期完成任务\n并及时报送进展情况。\n"
        for _ in range(5)
    )
    found = lines(f"{body}{first}\n{second}\n{body}")
    assert (len(found) == 11) == joined, why


@pytest.mark.parametrize("blanks", ["    ", "\u00a0" * 4], ids=["half-width", "no-break"])
def test_paragraphs_set_in_by_four_half_blanks(blanks: str) -> None:
    body = "".join(
        f"{blanks}各部门要加强协作配合，落实责任分工，按期完成任务\n并及时报送进展情况。\n"
        for _ in range(5)
    )
    assert len(lines(body)) == 5


def test_bare_page_numbers_are_dropped() -> None:
    """Numbers 1, 2, 3 far apart are pages; a table's cells stand closer."""
    body = "\n".join(f"第{n}项工作要抓紧落实到位。" for n in range(9))
    assert "2" not in lines(f"{body}\n1\n{body}\n2\n{body}\n3")
    assert "2" in lines("序号\n1\n南苑\n2\n北苑")
    rows = ["1", *"abcdef", "2", *"abcdef", "3", *"abcdefgh", "4"]
    assert "4" in lines("\n".join(rows)), "a heading between the rows makes no page"


SECTIONS = [
    (
        "一、总体要求\n（一）指导思想。坚持。\n1.目标。完成。\n（1）要点。做好。",
        [
            ("总体要求",),
            ("总体要求", "指导思想"),
            ("总体要求", "指导思想", "目标"),
            ("总体要求", "指导思想", "目标", "要点"),
        ],
        "GB/T 9704 levels",
    ),
    (
        "第一章 总则\n第一条 为规范管理，制定本办法。\n第二章 申请\n第二条 申请人应当登记。",
        [("总则",), ("总则",), ("申请",), ("申请",)],
        "articles have no titles of their own",
    ),
    (
        "一、目标任务\n1.完成三十户居民房屋的改造提升任务。\n2.在有条件的小区新建两处公厕。",
        [("目标任务",), ("目标任务",), ("目标任务",)],
        "an item of one sentence is no heading",
    ),
    (
        "（一）改造范围。1、重点改造建成较早的住宅小区。2、同步改造零星分布于主城区的楼栋。",
        [("改造范围",), ("改造范围",), ("改造范围",)],
        "numbers inside a paragraph",
    ),
    (
        "一、总体要求\n投资1.5万元，占比2.3。",
        [("总体要求",)],
        "decimals are no numbers of sections",
    ),
    (
        "一、水环境\n任务1：管网改造\n目标：新建管网9公里。\n任务2：河道整治\n目标：整治河道3条。",
        [("水环境",), ("水环境", "管网改造"), ("水环境", "河道整治")],
        "numbered tasks",
    ),
    (
        "序号：1\n工作任务：食堂改造\n完成时限：8月底前\n序号：2\n工作任务：市场改造",
        [(), ()],
        "entries of labels",
    ),
    ("一、资金\n按项目1：1配套，任务分解见附件。", [("资金",)], "a ratio is no task"),
    (
        "第一条 目的\n为规范停车，制定本办法。\n第二条 收费标准\n按次收费。",
        [("目的",), ("收费标准",)],
        "an article's heading alone in its line",
    ),
    (
        "第一条 为规范停车，制定本办法。\n第二条 按次收费。",
        [(), ()],
        "an article that is its own sentence",
    ),
    (
        "一、范围\n符合第（一）项和第（二）项的，按第三条办理。",
        [("范围",)],
        "references are no sections",
    ),
    (
        "一、扩大供给\n（一）建设场馆。新建球场9片。\n二、加大支持（二）建设补助。每片补助3万元。（三）运营补助。据实补助。",
        [
            ("扩大供给",),
            ("扩大供给", "建设场馆"),
            ("加大支持",),
            ("加大支持", "建设补助"),
            ("加大支持", "运营补助"),
        ],
        "a part's first entry run on behind its heading",
    ),
    (
        "一、扩大供给\n（一）建设场馆。新建球场9片。\n二、按前款（二）类标准执行",
        [("扩大供给",), ("扩大供给", "建设场馆"), ("按前款(二)类标准执行",)],
        "a kind named by a number is no entry",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), SECTIONS, ids=[row[2] for row in SECTIONS])
def test_sections(text: str, expected: list[tuple[str, ...]], why: str) -> None:
    assert titles(text) == expected


def test_one_line_scrape() -> None:
    """Headings run into the text are found by their numbers' order and by known headings."""
    rest = "坚持政府引导、居民自愿，加强统筹协调，压实各方责任，确保各项任务按期完成。" * 18
    text = f"县改造方案为改善居住条件，制定本方案。一、目标任务到2025年完成改造。二、主要措施（一）摸底调查。{rest}（二）组织实施。按期完工。三、工作要求各单位要加强领导，明确责任，按期完成任务。"
    assert titles(text) == [
        ("目标任务",),
        ("主要措施",),
        ("主要措施", "摸底调查"),
        ("主要措施", "组织实施"),
        ("工作要求",),
    ]


CLAUSES = [
    (
        "完成改造36个.\n落实资金9万元.\n各镇要加强领导.占比2.5%,见附件1.",
        ["完成改造36个", "落实资金9万元", "各镇要加强领导", "占比2.5%,见附件1."],
        "points are full stops in a text without 。",
    ),
    (
        "推广数电票。〔市税务局、市财政局；持续推进〕加强培训。",
        ["推广数电票", "【市税务局、市财政局;持续推进】加强培训"],
        "a bracket of bodies is one of duties",
    ),
    ("甲。乙；丙！丁", ["甲", "乙", "丙", "丁"], "。；！ end clauses"),
    (
        "更新（市水务局牵头；各区落实）。完成。",
        ["更新(市水务局牵头;各区落实)", "完成"],
        "not inside brackets",
    ),
    ("推行“一区一策；一楼一策”。", ["推行“一区一策;一楼一策”"], "not inside quotations"),
    ("任务\t单位", ["任务", "单位"], "cells"),
    (
        "牵头单位：市水务局资金来源：专项债券。",
        ["牵头单位:市水务局", "资金来源:专项债券"],
        "a label behind another one",
    ),
    ("各部门职责：做好配合。", ["各部门职责:做好配合"], "职责 alone is no such label"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CLAUSES, ids=[row[2] for row in CLAUSES])
def test_clauses(text: str, expected: list[str], why: str) -> None:
    found = layout(text)
    assert [found.text(clause) for clause in found.clauses] == expected


def test_a_sentence_goes_on_behind_a_semicolon() -> None:
    found = layout("甲；乙。丙")
    assert [clause.sentence for clause in found.clauses] == [0, 0, 1]


@given(st.text(alphabet="一二（）()、。；;，,《》“”\n\t 　12３甲乙—", max_size=80))
def test_the_view_leads_back_to_the_text(text: str) -> None:
    """Every character of the view stands, folded, at its offset in the document."""
    document = Document.from_text(text)
    view = segment(document, load_patterns()).view
    for at, char in enumerate(view.text):
        if char not in "\n ":
            assert document.folded[view.offsets[at]] == char
    assert list(view.offsets) == sorted(view.offsets)


@given(st.integers(min_value=1, max_value=99))
def test_numerals_of_sections(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    printed = (
        (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    )
    assert numeral(printed) == numeral(str(number)) == number


_LONG = "坚持政府引导、群众参与，完善各项配套，改善居住条件，提升服务水平，建设宜居家园。" * 20


def test_scraped_line_with_blanks_is_cut_at_them() -> None:
    text = (
        f"首页 > 政务公开 云岭市停车设施方案 云政发〔2024〕3号 一、总体要求 {_LONG} "
        "二、进度要求 全年新建车位3000个。 序号 区县 车位（个） 1 青禾区 1200 2 白石区 1800"
    )
    found = lines(text)
    assert found[-2:] == ["1\t青禾区\t1200", "2\t白石区\t1800"]
    assert "二、进度要求" in found
    assert "云岭市停车设施方案" in found
    loose = text.replace("3000个。", "3000 个 ，2024 年底完成。")
    assert len(lines(loose)) == 1, "blanks inside dates and before marks are no line ends"
    set_off = text.replace("3000个", " 3000 个").replace("2024〕3号", "2024〕3 号，2024 年印发")
    assert "全年新建车位3000个。" in lines(set_off), "nor are those that set off numbers"


def test_a_notice_behind_a_word_of_the_page_is_no_noise() -> None:
    text = (
        f"浏览次数:1286云岭市民政局关于印发养老服务方案的通知云民发〔2024〕6号各县民政局：第一章 总 则 {_LONG} "
        "第一条 本办法适用于本市。 [大 中 小]"
    )
    found = "".join(lines(text))
    assert "云岭市民政局关于印发养老服务方案的通知" in found
    assert "第一章总则" in found, "a heading set wide is not cut at its blank"
    assert lines("浏览次数：1286\n一、目标") == ["一、目标"]


def test_pages_of_a_gazette_that_are_turned() -> None:
    pages = [
        ("各区要统筹", "安排资金。"),
        ("对新入选的团队给", "予奖励。"),
        ("企业按规定", "申报。"),
    ]
    text = "关于云岭\n人才工作的若干意见\n" + "\n".join(
        f"{before}\n{number}\n{turn}\n关于云岭\n人才工作的若干意见\n{behind}"
        for number, (turn, (before, behind)) in enumerate(
            zip(["上一页", "下一页", "下一页"], pages, strict=True), 45
        )
    )
    found = "".join(lines(text))
    assert all(before + behind in found for before, behind in pages)
    assert "上一页" not in found
    assert "人才工作的若干意见" in found, "the title itself"


@pytest.mark.parametrize(
    "foot",
    [
        "附件下载：附件1任务分解表.xlsx相关解读：一图读懂《云岭市停车设施方案》【打印本页】",
        "上一篇：临溪县停车办法下一篇：没有了",
        "【关闭窗口】扫一扫在手机打开当前页主办：云岭市人民政府办公室 网站标识码：3699000012",
    ],
)
def test_the_foot_of_a_page_is_cut_off_a_scraped_line(foot: str) -> None:
    text = f"云岭市停车设施方案一、总体要求{_LONG}请抓好落实。附件：1.任务分解表2.点位图"
    assert "".join(lines(text + foot)) == "".join(lines(text))
    inside = text.replace("请抓好落实", "扫一扫公示牌即可办理，请抓好落实")
    assert "扫一扫公示牌" in "".join(lines(inside)), "sentences stand behind it"


def test_headings_run_into_a_scraped_line() -> None:
    text = (
        f"云岭市停车设施方案一、总体要求{_LONG}二、进度要求全年新建车位3000个，年底完工。"
        "三、办理程序业主是申请主体，应当推举代表办理手续。联系人：市停车办五科四、保障机制"
        "（一）加强领导。各区要落实责任。"
    )
    assert titles(text) == [
        ("总体要求",),
        ("进度要求",),
        ("办理程序",),
        ("保障机制",),
        ("保障机制", "加强领导"),
    ]


def test_heading_without_a_mark_ends_where_a_body_begins() -> None:
    text = (
        f"云岭市停车设施方案一、总体要求{_LONG}二、重点任务（一）补齐车位短板优先利用边角地块，每年"
        "新建车位300个。（二）守牢安全底线市住建局要会同市消防救援支队，每半年开展一次检查。"
    )
    assert titles(text)[-1] == ("重点任务", "守牢安全底线")


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("（一）培育链上企业市经济信息化委支持龙头企业加快技术改造。", "培育链上企业"),
        ("（一）提高认识，凝聚共识区级林业部门要强化政策宣传，落实管护责任。", "提高认识,凝聚共识"),
        ("（一）做好摸底排查各居村、相关责任单位对辖区房屋进行全面排查。", "做好摸底排查"),
        ("（一）规范立项管理建设单位应在立项阶段明确建设目标。", "规范立项管理"),
    ],
)
def test_headings_run_into_bodies(item: str, title: str) -> None:
    text = f"云岭市停车设施方案一、总体要求{_LONG}二、重点任务{item}（二）强化保障。落实资金。"
    assert ("重点任务", title) in titles(text)


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        ("（一）全力督促施工单位应当按图施工。", "全力督促"),
        ("（一）竣工验收合格后建设单位应当移交资料。", "竣工验收合格后"),
        ("（一）为老服务（市民政局负责）新增助餐点9个。", "为老服务("),
    ],
)
def test_no_heading_ends_inside_a_sentence(item: str, wrong: str) -> None:
    text = f"云岭市停车设施方案一、总体要求{_LONG}二、重点任务{item}（二）强化保障。落实资金。"
    assert ("重点任务", wrong) not in titles(text)


def test_articles_of_a_scraped_line() -> None:
    """Blanks behind 第一条 part nothing; an article left out, or behind 。, opens one as well."""
    text = (
        f"云岭市停车管理办法第一章 总则第一条 为规范停车管理，制定本办法。第三条 {_LONG}第二章 职责"
        "第五条 市城管局负责统筹。第六条 所在街道应当配合。第九条 按照第五条规定办理。"
    )
    found = [line[:4] for line in lines(text)]
    assert len(found) == 1
    starts = [layout(text).text(p)[:3] for p in layout(text).paragraphs]
    assert [start for start in starts if start.endswith("条")] == [
        "第一条", "第三条", "第五条", "第六条", "第九条",
    ]  # fmt: skip


def test_notice_with_tables_run_in_is_no_row() -> None:
    text = (
        f"云岭市停车设施方案一、总体要求{_LONG}二、工作任务区县\t车位（个）\t时限青禾区\t1200\t6月底"
        "三、资金保障（一）市财政安排专项资金。"
    )
    assert [path[0][:4] for path in titles(text)] == [
        "总体要求",
        "工作任务",
        "资金保障",
        "资金保障",
    ]
