"""Tables of tasks run into one line with nothing between their cells."""

import pytest

from extractor import Document, extract
from extractor.cells.run_cells import cells_apart
from extractor.document import fold
from extractor.patterns import load_patterns

# Cells are parted by |; the line has nothing there.
TABLES = [
    pytest.param(
        "现将任务分解如下。|序号|重点任务|责任单位|完成时限|1|办理施工许可|市住房城乡建设局|2026年6月底前|2|更新供水管网12公里"
        "|市水务局、市城管局|10月底前|3|做好移交|各街道办事处|长期坚持|三、工作要求各单位要加强配合。",
        id="bodies, then times",
    ),
    pytest.param(
        "表1|序号|工作任务|时间进度|责任部门|1|新增光伏装机6300千瓦|全年推进|区发展改革委、区商务局|2|制定考核细则|一季度完成"
        "|区发展改革委|3|改造公共建筑|年内完成|区住建局、机管局等",
        id="times, then bodies",
    ),
    pytest.param(
        "序号|项目名称目标任务|牵头单位|配合单位|完成时限|一、养老服务|1|助餐点新建助餐点12个，按规定给予补助|县民政局|县财政局、县残联"
        "|9月底前|二、托育服务|2|托位新增托位300个|县卫生健康局|各乡镇人民政府|2026年12月底前",
        id="two columns of bodies, groups",
    ),
    pytest.param(
        "序号|任务|责任单位|完成时限|1|改造敬老院|市民政局|主体工程6月底前完工，11月底前投入使用|2|培训护理员|市人力资源社会保障局|12月",
        id="a time in more words",
    ),
    pytest.param(
        "序号|领域任务|责任单位|一绿色出行|3|新建充电桩80个|区城管局|4|更新公交车|区交通局|二绿色建筑|8|改造公共建筑|区住建局",
        id="numbers left out before a group",
    ),
]  # fmt: skip
NONE = [
    pytest.param("序号和编号由责任单位完成时限前填写。", id="words"),
    pytest.param("序号任务责任单位1办理许可市住建局", id="one row"),
    pytest.param("序号名称数量1泵站42水厂1", id="no bodies or times"),
    pytest.param("各责任单位要在完成时限内办理，1月底前报市住建局。", id="no header"),
]


@pytest.mark.parametrize("table", TABLES)
def test_cells_come_apart(table: str) -> None:
    cells = fold(table).split("|")
    assert list(cells_apart("".join(cells), load_patterns())) == cells


@pytest.mark.parametrize("line", NONE)
def test_other_lines_stay(line: str) -> None:
    assert list(cells_apart(fold(line), load_patterns())) == [fold(line)]


def test_records_of_such_a_table() -> None:
    text = (
        "云岭市2026年重点任务分工方案为推进工作，制定本方案。任务分工如下。序号重点任务牵头单位完成时限"
        "1新建停车位500个市城管局2026年9月底前2开展摸底调查市住房城乡建设局、市统计局2026年4月底前。"
    )
    notice = extract(Document.from_text(text))
    assert [(r.actor, r.role) for r in notice.responsibilities] == [
        ("市城管局", "lead"),
        ("市住房城乡建设局", "lead"),
        ("市统计局", "lead"),
    ]
    assert [str(d.end) for d in notice.deadlines] == ["2026-09-30", "2026-04-30"]
    assert [(int(t.value), t.period_end) for t in notice.targets] == [(500, "2026-09-30")]
