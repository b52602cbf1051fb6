"""Tables of tasks whose cells stand in lines of their own, told as rows again."""

import pytest
import regex

from extractor import Document
from extractor.cells.cell_lines import rows_of_cells
from extractor.document import fold
from extractor.patterns import load_patterns
from extractor.segment import segment

# Rows are parted by ⏎, cells by |; what stands between braces is one cell of several lines.
TABLES = [
    pytest.param(
        "序号|重点任务|责任单位|完成时限⏎1|更新供水管网|县水利局|6月底前⏎2|新建泵站2座|县住建局、各镇|长期坚持",
        id="numbered",
    ),
    pytest.param(
        "任务|牵头单位|时限⏎摸清底数|市民政局|3月底⏎改造敬老院|市民政局、市住房城乡建设局|2026年9月",
        id="without numbers",
    ),
    pytest.param(
        "序号|工作任务|牵头单位⏎一、强化供给|⏎1|新增托位300个|市卫生健康委⏎2|培训育婴师|市人社局"
        "⏎二、强化监管|⏎3|开展抽查|市市场监管局",
        id="groups",
    ),
    pytest.param(
        "{序号|领域}|具体工作|责任部门⏎一|绿色出行|⏎4|新建充电桩80个|区城管局⏎5|更新公交车|区交通局"
        "⏎二|绿色建筑|⏎9|改造公共建筑|区住建局",
        id="groups in a column of their own, numbers that go on from elsewhere",
    ),
    pytest.param(
        "序号|主要任务|责任单位|完成时限⏎1|推广装配式建筑|市住建局|年内完成"
        "⏎2|{建设示范项目。|编制技术导则}|市住建局、市市场监管局|8月底前⏎3|开展评价|市发展改革委|12月",
        id="a task of two lines",
    ),
    pytest.param(
        "序号|重点任务|牵头单位|责任单位|完成时限⏎1|扩容政务云|市数据局|市财政局|9月底"
        "⏎2|建设基站1500个。|市工信局|{市自然资源局|市国资委}|10月31日前⏎3|开放数据集|市数据局||第三季度"
        "⏎4|改造大厅36个|市审批局|各乡镇|8月15日前",
        id="a cell of bodies of two lines, and one that lacks",
    ),
    pytest.param(
        "区域|2025年（部）|2026年（部）|备注⏎青禾区|42|55⏎临溪县|18|25|含开发区⏎安澜区|12|18⏎合计|72|98",
        id="remarks that most rows lack",
    ),
    pytest.param(
        "序号|小区名称|户数|楼栋数|投资（万元）|开工时间|完工时间⏎1|东苑|96|4|245.6|2025年3月|2025年8月"
        "⏎2|粮食局小区|64|2|168.3|2025年4月|2025年8月⏎3|西苑|405|16|1290|2025年3月|2025年9月⏎合计|565|22|1703.9|—|—",
        id="numbers and times, a name that looks like a heading",
    ),
    pytest.param(
        "序号|项目名称|户数（户）|责任单位⏎1|东苑小区|360|东街街道⏎2|西苑小区|240|西街街道⏎合计|600",
        id="sums",
    ),
    pytest.param(
        "序号|事项|责任单位|完成时限⏎1|发布清单|{市数据局、|市司法局}|5月底前⏎2|开通专窗|市行政审批局|6月⏎3|{联通系统|并试运行}|市数据局|12月",
        id="a list of bodies of two lines",
    ),
    pytest.param(
        "板块|序号|指标名称|属性|单位|“十四五”现状|“十五五”目标⏎绿化|1|新建绿地|约束性|万平方米|90.87|35"
        "⏎||其中:公园绿地|||58.46|17.5⏎|2|绿化覆盖率|约束性|%|31.46|31.5⏎市容|3|店招整治|预期性|块|2598|1500",
        id="groups over rows, a row without number",
    ),
    pytest.param(
        "序号|任务名称|任务内容|牵头部门|配合部门|时间节点⏎1|建章立制|召开动员大会|市政府办公室|各成员单位|2026年3月"
        "⏎2||纳入绩效评价|市委组织部(市公务员局)|市绿化市容局|2026年⏎3|推进覆盖|创建达标村|各乡镇|{市绿化市容局、|市农业农村委}|2026年"
        "⏎4||公共机构全部达标|市机管局|{市教育局|市国资委}|2026年9月",
        id="names of groups of tasks over rows, bodies of two lines",
    ),
    pytest.param(
        "序号|指标|目标值||属性⏎||2026年|2027年|⏎1|新增床位(张)|200|300|预期性⏎2|达标率(%)|80|90|约束性⏎合计|500|780",
        id="a head that is divided, before another",
    ),
    pytest.param(
        "指标类别|序号|指标项|单位|指标值|⏎||||现状|近期规划⏎||||(2025年)|(2030年)⏎规模|1|建设用地|平方千米|53.75|53.74"
        "⏎服务|2|人均避难面积|平方米/人|1.24|1.35⏎|3|优良水体比例|%|/|完成市考核要求",
        id="a head of three rows",
    ),
    pytest.param(
        "类别|指标名称|单位|2027年目标值|2030年目标值⏎设施|新增养老机构|家|10|20⏎|新增食堂|个|50|120⏎服务|签约率|%|≥80|≥90"
        "⏎|满意度|%|90以上|95以上",
        id="groups, without numbers",
    ),
    pytest.param(
        "领域|序号|建设内容|单位|2026年目标|2027年目标⏎充电|1|充电设施总功率|兆瓦|12|30⏎|2|新增变压器容量|千伏安|800|1600"
        "⏎换电|3|换电站|座|2|5⏎|4|换电服务单价|元/千瓦时·次|0.8|0.7",
        id="units that only the rules know, compound units",
    ),
    pytest.param(
        "序号|项目名称|牵头单位|建设单位|建设目标|所处区域⏎1|新城路综合管廊|区交通委|城东公司|在建|城东新城"
        "⏎2|滨河公园|{区住建局、|区水务局}|临溪地产|新开工|老城片区⏎3|云岭中学|区教育局|区教育局|建成|其他区域",
        id="projects with who builds them and where",
    ),
    pytest.param(
        "县(区、市)|小区数|户数|建筑面积|完工时间⏎临溪县|12|1986|18.4|2026年11月底前⏎青禾区|9|1420|12.75|2026年10月"
        "⏎合计|21|3406|31.15|-",
        id="numbers and times by region, and a row of sums",
    ),
    pytest.param(
        "序号|小区名称|楼栋数(栋)|户数(户)|主要改造内容|施工工期⏎1|南苑小区|6|240|屋面防水、更换管网|5月-9月"
        "⏎2|北苑家属院|3|108|路面硬化、安装路灯|6月-10月",
        id="numbers before text and times",
    ),
    pytest.param("序号|名称|数量⏎1|泵站|4⏎2|水厂|1", id="no bodies or times, numbers only"),
    pytest.param(
        "街镇|目标任务⏎石桥镇|创建达标小区61个，新建服务点79个。⏎柳塘街道|创建达标小区35个。",
        id="what regions are to do",
    ),
]  # fmt: skip
NONE = [
    pytest.param("一、工作任务⏎加强领导⏎明确责任单位⏎严格时限", id="headings"),
    pytest.param("序号|任务|责任单位⏎1|更新管网|市水务局", id="one row"),
    pytest.param("责任单位|完成时限|备注⏎各单位要抓好落实。|请于6月底前报送。|联系人：略", id="prose"),
    pytest.param("序号|甲类|乙类⏎1|泵站|4⏎2|水厂|1", id="heads of which none is known"),
    pytest.param("任务|责任单位|时限⏎甲|尽快办理|6月⏎乙|尽快办理|7月", id="no bodies under their head"),
]  # fmt: skip


def _lines(table: str) -> list[str]:
    return [
        fold(line) for line in table.replace("{", "").replace("}", "").replace("⏎", "|").split("|")
    ]


def _rows(table: str) -> list[str]:
    """The rows as the view prints them: lines of one cell joined, names by 、, TAB between cells."""
    cells = regex.sub(r"(?<=局)\|(?=市[^|]*委\})", "、", table)
    cells = regex.sub(r"\{([^}]*)\}", lambda match: match[1].replace("|", ""), cells)
    return fold(cells).replace("|", "\t").split("⏎")


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_told(table: str) -> None:
    lines = [line for line in _lines(table) if line]
    text = "\n".join(["云岭市2026年重点任务分工表", *lines, "三、保障措施"])
    layout = segment(Document.from_text(text), load_patterns())
    found = [layout.text(p) for p in layout.paragraphs]
    assert [row for row in found if "\t" in row] == _rows(table)
    assert found[-1] == "三、保障措施"


@pytest.mark.parametrize("table", NONE)
def test_what_is_no_table_stays(table: str) -> None:
    assert rows_of_cells(_lines(table), load_patterns()) == {}
