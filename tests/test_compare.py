"""Plans side by side: the four answers of a cell, and the ways of reaching them."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Comparison, Document, Failure, PolicyNotice, compare, extract
from extractor.comparison.cities import partly_read
from extractor.comparison.compared import Cell
from extractor.comparison.questions import load_questions
from extractor.errors import PatternError
from extractor.models import NoticeWarning

HEAD = "云岭市2024年老旧小区改造实施方案\n一、目标任务\n"


def _notice(text: str, name: str = "a.txt") -> PolicyNotice:
    return extract(Document.from_text(HEAD + text, name))


def _cell(comparison: Comparison, variable: str, row: int = 0) -> Cell:
    notice = comparison.notices[row].id
    (cell,) = [c for c in comparison.cells if (c.notice, c.variable) == (notice, variable)]
    return cell


def _answer(text: str, variable: str) -> tuple[str, Any]:
    cell = _cell(compare([_notice(text)]), variable)
    value = [str(v) for v in cell.value] if isinstance(cell.value, tuple) else cell.value
    return cell.status, value


ANSWERS = [
    ("2024年，全市改造老旧小区58个。", "communities", ("stated", 58), "one number"),
    ("市住房城乡建设局要加强监督。", "communities", ("not_stated", None), "no number"),
    (
        "2024年，全市改造老旧小区58个。\n二、任务\n2024年，全市改造老旧小区60个。",
        "communities",
        ("conflicting", ["58", "60"]),
        "two numbers for one year",
    ),
    (
        "2024年，全市改造老旧小区58个。\n二、任务\n2024年，全市改造老旧小区58个。",
        "communities",
        ("stated", 58),
        "the same twice",
    ),
    (
        "2024年改造老旧小区30个，2025年改造老旧小区40个。",
        "communities",
        ("stated", 70),
        "years that share no day are summed",
    ),
    (
        "2022—2024年，全市改造老旧小区100个。其中2022年改造30个，2023年改造30个，2024年改造40个。",
        "communities",
        ("stated", 100),
        "the widest period is the whole",
    ),
    (
        "2024年，全市改造老旧小区58个，其中青禾区30个、望湖区28个。",
        "communities",
        ("stated", 58),
        "parts of the area are left out",
    ),
    (
        "2024年，全市改造老旧小区58个，其中示范小区10个。",
        "communities",
        ("stated", 58),
        "a smaller number right behind is a part",
    ),
    (
        "2024年，全市改造老旧小区58个。\n二、任务\n2024年，力争改造老旧小区70个。",
        "communities",
        ("stated", 58),
        "a firm number goes before a softened one",
    ),
    (
        "2024年，全市改造老旧小区不少于50个。\n二、任务\n2024年，全市改造老旧小区58个。",
        "communities",
        ("stated", 58),
        "a lower bound and a number above it hold together",
    ),
    (
        "2024年，全市改造老旧小区不少于60个。\n二、任务\n2024年，全市改造老旧小区58个。",
        "communities",
        ("conflicting", ["60", "58"]),
        "a lower bound and a number below it do not",
    ),
    (
        "2024年6月底前改造老旧小区20个，2024年底前改造老旧小区58个。",
        "communities",
        ("stated", 58),
        "a milestone on the way",
    ),
    (
        "2024年改造老旧小区30个，2025年改造老旧小区40个。",
        "communities_by_year",
        ("stated", ["2024: 30", "2025: 40"]),
        "the years of a plan",
    ),
    (
        "2024年，全市改造老旧小区58个，其中青禾区30个、望湖区28个。",
        "communities_by_area",
        ("stated", ["青禾区: 30", "望湖区: 28"]),
        "the areas of a plan",
    ),
    (
        "2024年，全市改造老旧小区58个、1.16万户。",
        "households_per_community",
        ("stated", 200),
        "a ratio of two numbers for one period",
    ),
    (
        "2024年，全市改造老旧小区58个。2025年，全市惠及居民1.16万户。",
        "households_per_community",
        ("not_stated", None),
        "no ratio across periods",
    ),
    (
        "2024年6月底前开工，2024年11月底前完工。\n市财政局要于2024年3月底前拨付资金。",
        "first_deadline",
        ("stated", "2024-03-31"),
        "the earliest date",
    ),
    (
        "市财政局要于2024年3月底前拨付资金。\n市民政局要于2024年9月底前完成评估。",
        "last_deadline",
        ("stated", "2024-09-30"),
        "the latest date",
    ),
    (
        "（一）摸底。（牵头单位：市住房城乡建设局；责任单位：市财政局）",
        "lead_bodies",
        ("stated", ["市住房城乡建设局"]),
        "a list of names",
    ),
    (
        "（一）摸底。（牵头单位：市住房城乡建设局；责任单位：市财政局）",
        "bodies",
        ("stated", 2),
        "different names",
    ),
    (
        "2000年底前建成的住宅小区纳入改造范围。",
        "built_before",
        ("stated", ["2000-12-31"]),
        "a cutoff",
    ),
    ("2024年，全市改造老旧小区58个。", "status", ("stated", "final"), "a field of the metadata"),
    ("2024年，全市改造老旧小区58个。", "expires_on", ("not_stated", None), "a field that is empty"),
]


@pytest.mark.parametrize(("text", "variable", "answer", "reason"), ANSWERS)
def test_answers(text: str, variable: str, answer: tuple[str, Any], reason: str) -> None:
    assert _answer(text, variable) == answer, reason


FAILURE = Failure(
    name="scan.pdf", sha256=None, code="unsupported", message="scan.pdf: a PDF document"
)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("out", "str"),
        (["a.txt"], "str"),
        (Path("out"), "Path"),
        (None, "NoneType"),
        (_notice("改造小区58个。"), "PolicyNotice"),
    ],
)
def test_compare_says_what_it_takes(given: Any, kind: str) -> None:
    with pytest.raises(TypeError, match=rf"not \w*{kind}: give it .* read_output\(folder\)"):
        compare(given)


def test_an_input_without_a_notice_is_unreadable_in_every_cell() -> None:
    comparison = compare([FAILURE, _notice("改造老旧小区58个。")])
    cells = [cell for cell in comparison.cells if cell.notice == "scan.pdf"]
    assert {cell.status for cell in cells} == {"unreadable"}
    assert len(cells) == len(comparison.variables)
    assert comparison.notices[0].title is None


def test_one_cell_for_each_notice_and_variable_in_order() -> None:
    comparison = compare(
        [_notice("改造老旧小区58个。", "a"), _notice("改造老旧小区9个。", "b"), FAILURE]
    )
    order = [(cell.notice, cell.variable) for cell in comparison.cells]
    assert order == [(n.id, v.id) for n in comparison.notices for v in comparison.variables]


def test_a_status_says_whether_there_is_a_value_and_evidence() -> None:
    for cell in compare([_notice(text) for text, *_ in ANSWERS] + [FAILURE]).cells:
        stated = cell.status in ("stated", "conflicting")
        assert (cell.value is not None) == bool(cell.evidence) == stated, cell


def test_evidence_names_records_of_the_notice() -> None:
    notice = _notice("2024年，全市改造老旧小区58个。")
    cell = _cell(compare([notice]), "communities")
    assert [e.record for e in cell.evidence] == [notice.targets[0].id]
    assert _cell(compare([notice]), "status").evidence[0].record == "metadata.status"


def test_notices_of_one_name_stay_apart() -> None:
    comparison = compare([_notice("改造老旧小区58个。"), _notice("改造老旧小区9个。")])
    assert [n.id for n in comparison.notices] == ["a.txt", "a.txt#2"]
    assert [_cell(comparison, "communities", row).value for row in (0, 1)] == [58, 9]


def _valid(begin: str | None, end: str | None) -> PolicyNotice:
    notice = _notice("改造老旧小区58个。")
    metadata = notice.metadata.model_copy(update={"effective_from": begin, "expires_on": end})
    return notice.model_copy(update={"metadata": metadata})


@pytest.mark.parametrize(
    ("begin", "end", "answer"),
    [
        ("2024-01-01", "2026-12-31", "yes"),
        ("2025-06-01", "2026-12-31", "yes"),
        ("2025-06-02", None, "not_yet"),
        (None, "2025-06-01", "yes"),
        (None, "2025-05-31", "ended"),
        (None, None, None),
    ],
)
def test_validity_on_a_day(begin: str | None, end: str | None, answer: str | None) -> None:
    comparison = compare([_valid(begin, end)], as_of=datetime.date(2025, 6, 1))
    cell = _cell(comparison, "in_force")
    assert (cell.value, cell.status) == (answer, "stated" if answer else "not_stated")


def test_validity_is_not_told_without_a_day() -> None:
    assert "in_force" not in [v.id for v in compare([_valid(None, "2020-01-01")]).variables]


def test_json_goes_to_a_file_and_back(tmp_path: Path) -> None:
    comparison = compare([_notice(text) for text, *_ in ANSWERS] + [FAILURE])
    text = comparison.to_json(tmp_path / "cities.json")
    assert (tmp_path / "cities.json").read_bytes() == (text + "\n").encode("utf-8")
    assert Comparison.model_validate_json(text) == comparison
    assert list(json.loads(text)) == [
        "schema_version", "as_of", "variables", "notices", "cells", "checks", "evidence",
    ]  # fmt: skip


def test_the_frame_has_a_row_for_each_cell() -> None:
    comparison = compare([_notice("2024年，全市改造老旧小区58个。"), FAILURE])
    frame = comparison.to_frame()
    assert len(frame) == len(comparison.cells)
    row = frame[(frame.notice == "a.txt") & (frame.variable == "communities")].iloc[0]
    assert (row["status"], row["value"], row["unit"]) == ("stated", 58, "count")
    assert set(frame[frame.notice == "scan.pdf"].status) == {"unreadable"}
    wide = comparison.to_frame(wide=True)
    assert list(wide.notice) == ["a.txt", "scan.pdf"]
    assert (wide["communities"][0], wide["communities.status"][0]) == (58, "stated")
    assert wide["communities.status"][1] == "unreadable"


def test_without_pandas_the_error_names_the_install_line() -> None:
    script = "import sys; sys.modules['pandas'] = None\nfrom extractor import compare\ncompare([]).to_frame()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 1
    assert "pip install 'gongwen-extractor[frames]'" in done.stderr


def test_there_are_sixty_questions_and_more() -> None:
    questions = load_questions()
    assert len(questions) >= 60
    assert all(q.name and q.name_zh and q.definition.endswith(".") for q in questions)
    assert all(q.definition_zh.endswith("。") and q.computed for q in questions)
    left = [q.id for q in questions if "{" in str(q.model_dump()) and "}" in q.id + q.name]
    assert left == []


GOOD = 'id = "x"\ntopic = "scale"\ndefinition_zh = "。"\nname = "X"\nname_zh = "某"\ndefinition = "."\nfrom = "targets"\nfield = "value"\ntake = "total"\n'
BAD = [
    (GOOD.replace('"value"', '"valeu"'), "have no field valeu", "a misspelt field"),
    (GOOD + 'where = { indicatr = "rate" }\n', "have no field indicatr", "a misspelt condition"),
    (GOOD.replace("total", "median"), "take", "an unknown way of answering"),
    (GOOD + "colour = 1\n", "colour", "an unknown key"),
    (GOOD + "[[variable]]\n" + GOOD, "the same id", "an id twice"),
    ("= nonsense", "not valid TOML", "no TOML"),
    (GOOD + 'of = ["y"]\n', "no variable y", "an unknown operand"),
    (GOOD + 'vocabulary = "colour"\n', "no labels", "an unknown list"),
    (GOOD + 'by = "colour"\n', "have no field colour", "an unknown name for parts"),
]


@pytest.mark.parametrize(("text", "message", "reason"), BAD)
def test_a_bad_question_is_refused(tmp_path: Path, text: str, message: str, reason: str) -> None:
    path = tmp_path / "variables.toml"
    path.write_text("[[variable]]\n" + text, "utf-8")
    with pytest.raises(PatternError, match=message):
        load_questions(path)


def test_the_corpus_states_something_for_every_question_it_was_written_for(
    corpus_dir: Path,
) -> None:
    comparison = compare(extract(path) for path in sorted((corpus_dir / "notices").glob("*.txt")))
    stated = {
        cell.variable for cell in comparison.cells if cell.status in ("stated", "conflicting")
    }
    asked: Sequence[str] = [v.id for v in comparison.variables]
    assert len(stated) >= len(asked) - 6, sorted(set(asked) - stated)
    values = [cell.value for cell in comparison.cells if cell.variable == "communities"]
    assert Decimal(58) in values


def test_a_ratio_says_why_it_is_not_there() -> None:
    text = "2024年，全市改造老旧小区58个。2025年，全市惠及居民1.16万户。"
    cell = _cell(compare([_notice(text)]), "households_per_community")
    assert cell.note is not None and "2025-12-31" in cell.note and "2024-12-31" in cell.note
    assert cell.note_zh is not None and "期间不同" in cell.note_zh


def test_a_ratio_has_the_evidence_of_both_numbers() -> None:
    comparison = compare([_notice("2024年，全市改造老旧小区58个、1.16万户。")])
    both = _cell(comparison, "communities").evidence + _cell(comparison, "households").evidence
    assert set(_cell(comparison, "households_per_community").evidence) == set(both)


def test_a_number_carries_its_period_bound_and_unit() -> None:
    cell = _cell(compare([_notice("2024年，全市改造老旧小区不少于58个。")]), "communities")
    assert (cell.comparator, cell.unit) == ("ge", "count")
    assert (cell.period_start, cell.period_end) == ("2024-01-01", "2024-12-31")


def test_the_evidence_table_has_the_words_of_every_record_named() -> None:
    comparison = compare([_notice(text) for text, *_ in ANSWERS] + [FAILURE])
    named = {(e.notice, e.record) for cell in comparison.cells for e in cell.evidence}
    named = {key for key in named if key[1] != "metadata.status"}
    assert named <= {(e.notice, e.record) for e in comparison.evidence}
    assert all(e.end - e.start == len(e.text) for e in comparison.evidence)


def _warned(*codes: str) -> PolicyNotice:
    notice = _notice("改造老旧小区58个。")
    warnings = tuple(
        NoticeWarning.model_validate({"code": c, "message": c, "message_zh": c, "evidence": ()})
        for c in codes
    )
    return notice.model_copy(update={"warnings": warnings})


@pytest.mark.parametrize(
    ("codes", "partly", "reason"),
    [
        ((), False, "no doubt"),
        (("missing_part", "missing_part"), False, "no date and no issuer in a text read in full"),
        (("missing_part",) * 3, True, "another part is missing"),
        (("encoding",), True, "the file ends inside a character"),
        (("year_inherited", "typo"), False, "doubts about what was read"),
    ],
)
def test_silence_of_an_input_read_in_part_is_unreadable(
    codes: tuple[str, ...], partly: bool, reason: str
) -> None:
    notice = _warned(*codes)
    assert partly_read(notice) == partly, reason
    comparison = compare([notice])
    assert _cell(comparison, "communities").status == "stated", reason
    silent = _cell(comparison, "expires_on")
    assert silent.status == ("unreadable" if partly else "not_stated"), reason
    assert (silent.note is not None) == partly, reason


def _dated(name: str, signed: str | None, begin: str | None, end: str | None) -> PolicyNotice:
    notice = _notice("改造老旧小区58个。", name)
    update = {"signed_on": signed, "effective_from": begin, "expires_on": end}
    return notice.model_copy(update={"metadata": notice.metadata.model_copy(update=update)})


def test_notices_of_one_place_stand_together_the_latest_in_force_first() -> None:
    old = _dated("old", "2020-01-01", "2020-01-01", "2022-12-31")
    new = _dated("new", "2023-01-01", "2023-01-01", "2027-12-31")
    later = _dated("later", "2024-06-01", "2026-01-01", None)
    elsewhere = extract(
        Document.from_text("临溪县2024年老旧小区改造实施方案\n改造小区3个。", "far")
    )
    inputs = [old, elsewhere, later, new]
    rows = compare(inputs, as_of=datetime.date(2025, 1, 1)).notices
    assert [(row.id, row.rank) for row in rows] == [
        ("new", 1), ("later", 2), ("old", 3), ("far", 1),
    ]  # fmt: skip
    assert len({row.place for row in rows}) == 2
    without = compare(inputs).notices
    assert [row.id for row in without] == ["later", "new", "old", "far"], "the newest first"


VALUES = [
    (
        "市财政按改造费用的20%给予补助，对2000年前建成的小区按改造费用的30%给予补助。",
        "municipal_share",
        [("20", "改造费用"), ("30", "改造费用")],
        "the base stands with each share",
    ),
    (
        "市财政按设备最终销售价格的15%给予补贴。",
        "municipal_share",
        [],
        "a share of a price is no share of the cost",
    ),
    (
        "市财政按设备最终销售价格的15%给予补贴。",
        "municipal_other_share",
        [("15", "设备最终销售价格")],
        "it has a row of its own",
    ),
    (
        "承租家庭按家庭月收入的10%缴纳租金。",
        "resident_share_max",
        [],
        "rent as a share of income is none either",
    ),
    (
        "市财政按核定投资的15%给予补助。\n二、资金\n市财政按核定投资的15%给予补助。",
        "municipal_share",
        [("15", "核定投资")],
        "the same rule twice is one value",
    ),
]


@pytest.mark.parametrize(("text", "variable", "expected", "reason"), VALUES)
def test_shares_stand_with_their_base(
    text: str, variable: str, expected: list[tuple[str, str]], reason: str
) -> None:
    cell = _cell(compare([_notice(text)]), variable)
    found = [(str(item.number), item.base) for item in cell.values]
    assert found == expected, reason


def test_a_sum_for_each_month_says_so() -> None:
    cell = _cell(
        compare([_notice("市财政给予每户每月200元租赁补贴。")]), "public_rate_per_household"
    )
    assert [(str(item.number), item.every) for item in cell.values] == [("200", "month")]


COUNTED = [
    ("全市移动电话用户达到2990万户。", "移动电话用户", "its own words"),
    ("惠及居民3.6万户。", None, "households themselves"),
    ("完成2400户。", "目标任务", "the heading, where no words say it"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), COUNTED)
def test_what_is_counted_is_said_where_it_is_no_household(
    text: str, expected: str | None, reason: str
) -> None:
    head = "云岭市2024年数字经济发展工作方案\n一、目标任务\n2024年，"
    notice = extract(Document.from_text(head + text + "总投资1亿元。", "a.txt"))
    comparison = compare([notice])
    assert _cell(comparison, "households").counted == expected, reason
    ratio = _cell(comparison, "investment_per_household")
    assert ratio.status == ("stated" if expected is None else "not_stated")


def test_a_plan_that_renovates_counts_the_households_of_what_it_renovates() -> None:
    cell = _cell(compare([_notice("2024年，全市改造老旧小区58个，1200户。")]), "households")
    assert cell.value == 1200 and cell.counted is None


@settings(max_examples=20)
@given(st.permutations(range(5)))
def test_the_order_of_inputs_changes_no_cell(order: list[int]) -> None:
    comparison = compare([SOME[index] for index in order])
    found = {(c.notice, c.variable): c for c in comparison.cells}
    assert found == {(c.notice, c.variable): c for c in compare(SOME).cells}


SOME: list[PolicyNotice | Failure] = [
    *(_notice(text, f"{n}.txt") for n, (text, *_) in enumerate(ANSWERS[2:6])),
    FAILURE,
]
