"""Doubts that a comparison raises, from made-up plans."""

from __future__ import annotations

import datetime

import pytest

from extractor import Comparison, Document, PolicyNotice, compare, extract

PLACES = ("云岭市", "临溪县", "石岭县", "青禾区", "望湖区")


def _plan(place: str, text: str) -> PolicyNotice:
    head = f"{place}2024年老旧小区改造实施方案\n一、目标任务\n"
    return extract(Document.from_text(head + text, f"{place}.txt"))


def _plans(*investments: str) -> Comparison:
    plans = zip(PLACES, investments, strict=False)
    return compare(
        _plan(
            place,
            f"2024年，全县改造老旧小区10个，涉及居民1000户，总投资{money}。\n二、改造内容\n改造供水、道路。",
        )
        for place, money in plans
    )


def _codes(comparison: Comparison) -> list[tuple[str, str, str | None]]:
    return [(c.code, c.notice, c.variable) for c in comparison.checks]


def test_a_slip_of_ten_thousand_is_seen() -> None:
    found = _codes(_plans("2000万元", "2200万元", "1800万元", "2400万元", "2100元"))
    about = {variable for code, place, variable in found if code == "outlier"}
    assert about == {"investment", "investment_per_household", "investment_per_community"}
    assert {place for _, place, _ in found} == {"望湖区.txt"}


def test_the_message_says_how_far_and_why() -> None:
    comparison = _plans("2000万元", "2200万元", "1800万元", "2400万元", "2100元")
    check = next(c for c in comparison.checks if c.variable == "investment")
    assert "below the median" in check.message and "10,000" in check.message
    assert "低于中位数" in check.message_zh and "万" in check.message_zh
    assert check.evidence


@pytest.mark.parametrize(
    ("investments", "reason"),
    [
        (("2000万元", "2200万元", "1800万元", "2.4亿元", "900万元"), "ten times more is possible"),
        (("2000万元", "2200万元", "2100元"), "three places have no median"),
    ],
)
def test_what_is_no_outlier(investments: tuple[str, ...], reason: str) -> None:
    assert _codes(_plans(*investments)) == [], reason


def test_numbers_of_other_things_are_no_outliers() -> None:
    plans = [
        _plan(place, f"2024年，全县改造老旧小区10个，涉及居民{n}户。")
        for place, n in zip(PLACES, (1000, 1100, 900, 1200), strict=False)
    ]
    text = "望湖区数字经济发展工作方案\n一、目标任务\n2024年，移动电话用户达到2990万户。"
    phones = extract(Document.from_text(text, "望湖区.txt"))
    comparison = compare([*plans, phones])
    cells = [c for c in comparison.cells if c.variable == "households"]
    assert [cell.counted for cell in cells] == [None] * 4 + ["移动电话用户"]
    assert _codes(comparison) == []


def test_sums_and_windows_of_a_notice_are_told_with_their_records() -> None:
    text = (
        "2024年，全市改造老旧小区58个，其中青禾区30个、望湖区27个。\n2024年9月至2024年3月开展摸底。"
    )
    checks = compare([_plan("云岭市", text)]).checks
    assert [check.code for check in checks] == ["window_reversed", "sum_mismatch"]
    assert {e.record.partition("-")[0] for e in checks[1].evidence} == {"targets"}


def test_a_plan_that_is_over_is_told_only_for_a_day() -> None:
    notice = _plan("云岭市", "改造老旧小区58个。")
    about = notice.metadata.model_copy(update={"expires_on": "2024-12-31"})
    notice = notice.model_copy(update={"metadata": about})
    assert _codes(compare([notice])) == []
    assert _codes(compare([notice], as_of=datetime.date(2024, 12, 31))) == []
    over = compare([notice], as_of=datetime.date(2025, 1, 1))
    assert _codes(over) == [("validity_over", "云岭市.txt", "expires_on")]
