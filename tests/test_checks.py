"""Doubts about a notice, each with its evidence."""

from __future__ import annotations

import pytest

from extractor import Document, PolicyNotice, extract
from extractor.models import NoticeWarning
from extractor.readers import read_bytes

HEAD = "云岭市人民政府办公室关于印发云岭市2024年老旧小区改造实施方案的通知\n各县（区）人民政府：\n现将《云岭市2024年老旧小区改造实施方案》印发给你们，请认真组织实施。\n云岭市人民政府办公室\n2024年3月6日\n云岭市2024年老旧小区改造实施方案\n一、目标任务\n"


def _notice(text: str) -> PolicyNotice:
    return extract(Document.from_text(HEAD + text))


def _warnings(text: str, code: str) -> list[NoticeWarning]:
    return [warning for warning in _notice(text).warnings if warning.code == code]


ADDS_UP = [
    (
        "2022—2024年，全市改造老旧小区100个。其中2022年改造30个，2023年改造30个，2024年改造40个。",
        "by year",
    ),
    ("2024年，全市改造老旧小区100个，其中青禾区60个、望湖区40个。", "by area"),
    (
        "2024年，全市改造老旧小区100个，其中青禾区20个、望湖区15个。",
        "examples of areas, no breakdown",
    ),
    ("2024年改造老旧小区30个，2025年改造老旧小区40个。", "no total is stated"),
    (
        "2024年，全市改造老旧小区100个，新开工改造老旧小区30个，其中青禾区60个、望湖区40个。",
        "the total stands before another number",
    ),
    ("2024年改造老旧小区100个、住宅楼300栋、涉及居民5000户。", "different things"),
]


@pytest.mark.parametrize(("text", "reason"), ADDS_UP)
def test_breakdowns_that_add_up_are_left_alone(text: str, reason: str) -> None:
    assert _warnings(text, "sum_mismatch") == [], reason


DOES_NOT_ADD_UP = [
    (
        "2022—2024年，全市改造老旧小区100个。其中2022年改造30个，2023年改造30个，2024年改造41个。",
        "101 count",
        "by year",
    ),
    (
        "2024年，全市改造老旧小区100个，其中青禾区60个、望湖区41个。",
        "101 count",
        "by area, over the total",
    ),
    (
        "2024年，全市改造老旧小区100个，其中青禾区60个、望湖区38个。",
        "98 count",
        "by area, a little under it",
    ),
]


@pytest.mark.parametrize(("text", "added", "reason"), DOES_NOT_ADD_UP)
def test_breakdowns_that_do_not_add_up_are_flagged(text: str, added: str, reason: str) -> None:
    notice = _notice(text)
    (warning,) = [w for w in notice.warnings if w.code == "sum_mismatch"]
    assert f"add up to {added}, 100 is stated" in warning.message, reason
    values = [record.value for record in notice.targets]
    assert len(warning.evidence) == len(values) and 100 in values, "nothing is corrected"


TABLE = "2024年任务分解如下：\n区县\t小区（个）\t面积（万平方米）\n青禾区\t21\t48.26\n望湖区\t17\t37.51\n合计\t38\t{}\n"


@pytest.mark.parametrize(("total", "flagged"), [("85.77", 0), ("85.78", 1)])
def test_a_table_with_its_total(total: str, flagged: int) -> None:
    assert len(_warnings(TABLE.format(total), "sum_mismatch")) == flagged


def test_a_list_of_objects_with_its_total() -> None:
    """Rows of communities are parts like rows of districts are."""
    text = "临溪县2024年改造计划表\n小区名称\t户数（户）\n桃源小区\t1250\n供电局家属院\t760\n合计\t2110\n"
    notice = _notice(text)
    areas = [record.area for record in notice.targets]
    assert areas == ["桃源小区", "供电局家属院", None]
    assert len(_warnings(text, "sum_mismatch")) == 1
    assert extract(Document.from_text(text)).metadata.title == "临溪县2024年改造计划表"


def test_the_total_that_is_off_by_rounding(shared_dir) -> None:
    (path,) = (shared_dir / "notices").glob("004_*.txt")
    (warning,) = [w for w in extract(path).warnings if w.code == "sum_mismatch"]
    assert "8743500 m2, 8743600 is stated as their total (difference 100)" in warning.message
    assert [e.text for e in warning.evidence][1:] == [
        "205.67万平米",
        "298.23万平米",
        "370.45万平米",
    ]


TYPOS = [
    ("各县（区）要于2024年11底前完成改造。", "2024年11底前"),
    ("计划总投资3000万元元。", "万元元"),
]


@pytest.mark.parametrize(("text", "typo"), TYPOS)
def test_typos_read_as_meant(text: str, typo: str) -> None:
    (warning,) = _warnings(text, "typo")
    assert typo in warning.message and typo in warning.message_zh
    assert typo in warning.evidence[0].text


def test_years_taken_from_the_context_are_one_warning_with_all_places() -> None:
    (warning,) = _warnings(
        "各县（区）要于6月底前全部开工。\n9月底前完成主体工程。", "year_inherited"
    )
    assert "2 dates" in warning.message
    own = [e.text for e in warning.evidence if e.role == "own"]
    assert own == ["6月底前", "9月底前"]
    assert any("2024" in e.text for e in warning.evidence if e.role == "context")


def test_a_window_that_ends_before_it_begins() -> None:
    (warning,) = _warnings("2024年8月1日至2024年7月1日，开展摸底调查。", "window_reversed")
    assert "2024-07-01" in warning.message and warning.evidence[0].text.startswith("2024年8月1日")


def test_a_text_without_a_plan() -> None:
    notice = extract(Document.from_text("昨天下了一场小雨，今天放晴。"))
    assert "no_plan" in [w.code for w in notice.warnings]


def test_a_plan_has_no_such_warning() -> None:
    assert _warnings("市住房城乡建设局要加强监督检查。", "no_plan") == []


def test_a_cut_file_is_told() -> None:
    data = (HEAD + "市民政局要做好摸底工作").encode()[:-1]
    notice = extract(read_bytes(data, "cut.txt"))
    assert "encoding" in [w.code for w in notice.warnings]


def test_evidence_is_the_text(corpus_dir) -> None:
    seen = 0
    for path in sorted((corpus_dir / "notices").glob("*.txt")):
        document = read_bytes(path.read_bytes(), path.name)
        for warning in extract(document).warnings:
            for e in warning.evidence:
                assert document.text[e.start : e.end] == e.text, (path.name, warning.code)
                seen += 1
    assert seen
