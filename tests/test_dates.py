"""Dates: every form of the genre, what is none, and what a window may never be."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import fold
from extractor.patterns import Patterns, Rule, load_patterns
from extractor.values.dates import DateMention, dates_in, find_dates, resolve

YEAR = 2024
SIGNED = datetime.date(2024, 3, 4)


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return load_patterns()


def read(text: str, patterns: Patterns) -> list[tuple[str, str, str | None, str | None]]:
    folded = fold(text)
    return [
        (folded[d.start : d.end], d.relation, *resolve(d, YEAR, SIGNED))
        for d in find_dates(folded, patterns)
    ]


SINGLE = [
    # full dates, in every writing
    ("二〇二一年十月八日", "on", "2021-10-08", "2021-10-08"),
    ("二○二一年十二月三十一日", "on", "2021-12-31", "2021-12-31"),
    ("２０２４年３月４日", "on", "2024-03-04", "2024-03-04"),
    ("2024年03月04日", "on", "2024-03-04", "2024-03-04"),
    ("2023.10.8", "on", "2023-10-08", "2023-10-08"),
    ("2023-10-08", "on", "2023-10-08", "2023-10-08"),
    ("2023/10/8", "on", "2023-10-08", "2023-10-08"),
    ("5月8日", "on", "2024-05-08", "2024-05-08"),
    # 前 ends with the unit printed
    ("2020年6月1日前", "by", None, "2020-06-01"),
    ("2020年5月中旬前", "by", None, "2020-05-20"),
    ("5月上旬前", "by", None, "2024-05-10"),
    ("2024年2月下旬前", "by", None, "2024-02-29"),
    ("3月前", "by", None, "2024-03-31"),
    ("2025年前", "by", None, "2025-12-31"),
    ("2024年第三季度前", "by", None, "2024-09-30"),
    ("2000年以前", "by", None, "1999-12-31"),
    ("2000年底前", "by", None, "2000-12-31"),
    ("2005年12月31日前", "by", None, "2005-12-31"),
    ("2024年12月31日之前", "by", None, "2024-12-31"),
    ("2024年12月31日24时前", "by", None, "2024-12-31"),
    ("2024年12月31日(含)前", "by", None, "2024-12-31"),
    ("2024年5月31日17:00前", "by", None, "2024-05-31"),
    ("2024年5月31日(星期五)前", "by", None, "2024-05-31"),
    # 底 and 末 are the last day
    ("2020年6月底前", "by", None, "2020-06-30"),
    ("2024年11月底", "by", None, "2024-11-30"),
    ("2024年12月末", "by", None, "2024-12-31"),
    ("2022年底", "by", None, "2022-12-31"),
    ("2024年年底前", "by", None, "2024-12-31"),
    ("2024年末", "by", None, "2024-12-31"),
    ("9月底前", "by", None, "2024-09-30"),
    ("二月底前", "by", None, "2024-02-29"),
    ("年底前", "by", None, "2024-12-31"),
    ("年底", "by", None, "2024-12-31"),
    ("2024年三季度末", "by", None, "2024-09-30"),
    ("“十四五”期末", "by", None, "2025-12-31"),
    ("“十四五”末", "by", None, "2025-12-31"),
    ("十三五末", "by", None, "2020-12-31"),
    ("“十五五”期末", "by", None, "2030-12-31"),
    # a year with 内
    ("2025年内", "by", None, "2025-12-31"),
    ("年内", "by", None, "2024-12-31"),
    ("今年内", "by", None, "2024-12-31"),
    # windows
    ("2021年3月1日至4月15日", "during", "2021-03-01", "2021-04-15"),
    ("2021年4月16日至7月15日", "during", "2021-04-16", "2021-07-15"),
    ("2020年4月—5月", "during", "2020-04-01", "2020-05-31"),
    ("2020年4—5月", "during", "2020-04-01", "2020-05-31"),
    ("4月至5月", "during", "2024-04-01", "2024-05-31"),
    ("2020-2022年", "during", "2020-01-01", "2022-12-31"),
    ("2021年—2023年", "during", "2021-01-01", "2023-12-31"),
    ("2019年-2022年期间", "during", "2019-01-01", "2022-12-31"),
    ("2020年至2022年", "during", "2020-01-01", "2022-12-31"),
    ("2024年9月至2025年3月", "during", "2024-09-01", "2025-03-31"),
    ("2024年9月至次年3月", "during", "2024-09-01", "2025-03-31"),
    ("2024年11月至3月", "during", "2024-11-01", "2025-03-31"),
    ("5月3日至5日", "during", "2024-05-03", "2024-05-05"),
    ("4月下旬至6月底", "during", "2024-04-21", "2024-06-30"),
    ("2024年7月1日至年底", "during", "2024-07-01", "2024-12-31"),
    ("2024年1月1日至2026年12月31日止", "during", "2024-01-01", "2026-12-31"),
    ("二〇二四年一月至六月", "during", "2024-01-01", "2024-06-30"),
    ("2024.3-2025.6", "during", "2024-03-01", "2025-06-30"),
    ("2024年第一季度至第三季度", "during", "2024-01-01", "2024-09-30"),
    ("2024年第二、三季度", "during", "2024-04-01", "2024-09-30"),
    ("即日起至2024年12月31日", "during", "2024-03-04", "2024-12-31"),
    ("即日起至6月底", "during", "2024-03-04", "2024-06-30"),
    ("“十四五”期间", "during", "2021-01-01", "2025-12-31"),
    ("十四五时期", "during", "2021-01-01", "2025-12-31"),
    ("2024年10月1日起至2027年9月30日止", "during", "2024-10-01", "2027-09-30"),
    ("3月1日-31日", "during", "2024-03-01", "2024-03-31"),
    ("2024年5、6月", "during", "2024-05-01", "2024-06-30"),
    ("二、三季度", "during", "2024-04-01", "2024-09-30"),
    ("一至三季度", "during", "2024-01-01", "2024-09-30"),
    ("2024年6月10日开始，至9月20日", "during", "2024-06-10", "2024-09-20"),
    ("7月5日开始到8月25日", "during", "2024-07-05", "2024-08-25"),
    ("2024年6、12月底前", "by", None, "2024-12-31"),
    # parts of a year
    ("上半年", "during", "2024-01-01", "2024-06-30"),
    ("2024年下半年", "during", "2024-07-01", "2024-12-31"),
    ("第一季度", "during", "2024-01-01", "2024-03-31"),
    ("一季度", "during", "2024-01-01", "2024-03-31"),
    ("2024年四季度", "during", "2024-10-01", "2024-12-31"),
    ("2020年5月中旬", "during", "2020-05-11", "2020-05-20"),
    ("4月份", "during", "2024-04-01", "2024-04-30"),
    # begins
    ("2021年起", "from", "2021-01-01", None),
    ("2024年3月4日起", "from", "2024-03-04", None),
    ("2024年1月1日零时起", "from", "2024-01-01", None),
    ("2021年开始", "from", "2021-01-01", None),
    ("2024年12月底后", "from", "2024-12-31", None),
    ("即日起", "from", "2024-03-04", None),
    # relative years
    ("今年底前", "by", None, "2024-12-31"),
    ("今年6月底前", "by", None, "2024-06-30"),
    ("明年3月底前", "by", None, "2025-03-31"),
    ("次年1月31日前", "by", None, "2025-01-31"),
    ("去年", "year", "2023-01-01", "2023-12-31"),
    ("本年度", "year", "2024-01-01", "2024-12-31"),
    # a bare year
    ("2020年", "year", "2020-01-01", "2020-12-31"),
    ("2024年度", "year", "2024-01-01", "2024-12-31"),
]


@pytest.mark.parametrize(
    ("printed", "relation", "start", "end"), SINGLE, ids=[s[0] for s in SINGLE]
)
def test_form(
    printed: str, relation: str, start: str | None, end: str | None, patterns: Patterns
) -> None:
    for text in (printed, f"({printed})", f"力争{printed}完成改造", f"计划于{printed},开工"):
        assert read(text, patterns) == [(fold(printed), relation, start, end)], text


RHYTHMS = [
    ("每月3日前", "FREQ=MONTHLY;BYMONTHDAY=3"),
    ("每月5日、20日前", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
    ("每月底前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("每月最后一个工作日前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("每季度最后1个工作日前", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
    ("每周最后一个工作日", "FREQ=WEEKLY;BYDAY=FR"),
    ("每年最后一天", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("每月末", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("每月上旬", "FREQ=MONTHLY;BYMONTHDAY=10"),
    ("每月", "FREQ=MONTHLY"),
    ("每季度", "FREQ=MONTHLY;INTERVAL=3"),
    ("每季度末", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
    ("每季度首月10日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("每季度末月20日前", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"),
    ("每季度终了后15日内", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"),
    ("每半年", "FREQ=MONTHLY;INTERVAL=6"),
    ("每周五", "FREQ=WEEKLY;BYDAY=FR"),
    ("每周一、周四", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ("每周", "FREQ=WEEKLY"),
    ("每年", "FREQ=YEARLY"),
    ("每年度", "FREQ=YEARLY"),
    ("每年3月底前", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
    ("每年3月前", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
    ("每年3月15日前", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15"),
    ("每年3月", "FREQ=YEARLY;BYMONTH=3"),
    ("每年3月、6月、9月、12月的20日前", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
    ("每年1月、4月、7月和10月", "FREQ=YEARLY;BYMONTH=1,4,7,10"),
    ("每年三月、六月、九月、十二月底前", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("每年3月、6月、9月初前", "FREQ=YEARLY;BYMONTH=3,6,9;BYMONTHDAY=10"),
    ("每年3月、6月、9月中旬", "FREQ=YEARLY;BYMONTH=3,6,9"),
    ("每年6月、12月的25日前", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=25"),
    ("每年4月至6月", "FREQ=YEARLY;BYMONTH=4,5,6"),
    ("每年6月、12月底前", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
    ("每年4-6月", "FREQ=YEARLY;BYMONTH=4,5,6"),
    ("每年1月、7月上旬前", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10"),
    ("每月最后一个星期六", "FREQ=MONTHLY;BYDAY=-1SA"),
    ("每月第一个周三", "FREQ=MONTHLY;BYDAY=1WE"),
    ("每年第一季度", "FREQ=YEARLY;BYMONTH=1,2,3"),
    ("每年一季度末", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1"),
    ("每年上半年", "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6"),
    ("每年年底前", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("每年底", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("每两年", "FREQ=YEARLY;INTERVAL=2"),
    ("每两个月", "FREQ=MONTHLY;INTERVAL=2"),
    ("每天", "FREQ=DAILY"),
    ("每15天", "FREQ=DAILY;INTERVAL=15"),
    ("按月", "FREQ=MONTHLY"),
    ("按季度", "FREQ=MONTHLY;INTERVAL=3"),
]


@pytest.mark.parametrize(("printed", "rule"), RHYTHMS, ids=[r[0] for r in RHYTHMS])
def test_rhythm(printed: str, rule: str, patterns: Patterns) -> None:
    for text in (printed, f"各区{printed}报送进度"):
        (mention,) = find_dates(text, patterns)
        assert (text[mention.start : mention.end], mention.relation) == (printed, "recurring")
        assert mention.recurrence == rule
        assert resolve(mention, YEAR, SIGNED) == (None, None)


NEVER = [
    ("云政办发〔2020〕23号", "document number (JioNLP: 11 of 11 are dates)"),
    ("云政办〔2020〕17号", "document number"),
    ("云建字(2020)17号", "document number in round brackets"),
    ("云府令第165号", "order number"),
    ("(十一)市住房公积金管理中心", "heading (JioNLP: 1 October)"),
    ("(二)编制方案", "heading"),
    ("十一、市水务局", "heading"),
    ("874.36万平米", "decimal (Recognizers: March of the year 874)"),
    ("16.96万平方米", "decimal"),
    ("一时难以实行", "JioNLP: 01:00"),
    ("楼栋四周", "JioNLP: 28 days"),
    ("前期手续", "JioNLP: January to March"),
    ("中期评估", "no date"),
    ("4/5G网络", "JioNLP#214"),
    ("三年行动计划", "a duration"),
    ("60周岁以上老人", "an age"),
    ("宁夏回族自治区", "Recognizers: summer"),
    ("12345热线", "a number"),
    ("二〇二连浩特", "no year"),
    ("3个月", "a duration"),
    ("近期和远期", "vague"),
    ("目前已完成", "vague"),
    ("2024年2月30日", "no such day"),
    ("2023年2月29日前", "no such day in that year"),
    (
        "2024年13个项目",
        "a year and a count, no month",
    ),
    ("一月一主题", "a rhythm in a slogan"),
    ("上世纪2020年代", "a decade"),
    ("“十四五”规划", "a name"),
    ("长期坚持以人民为中心", "no deadline: not the value of one"),
    ("持续推进城市更新", "no deadline: not the value of one"),
    ("每个社区", "no rhythm"),
    ("每人每月补助50元", "a rate"),
    ("3-5个月", "a duration"),
    ("第三至五条", "articles"),
    ("网址/2023/1/20231008.html", "an address"),
]


@pytest.mark.parametrize(("text", "reason"), [n[:2] for n in NEVER], ids=[n[0] for n in NEVER])
def test_never(text: str, reason: str, patterns: Patterns) -> None:
    found = [m for m in read(text, patterns) if m[1] != "year"]
    assert found == [], reason


EVENTS = [
    "30个工作日内",
    "签发后15个工作日内",
    "自验收之日起20日内",
    "自印发之日起施行",
    "两年内",
    "期满3个月前提出",
]


@pytest.mark.parametrize("text", EVENTS)
def test_period_from_event_has_no_calendar_date(text: str, patterns: Patterns) -> None:
    (mention,) = find_dates(text, patterns)
    assert mention.relation == "event"
    assert resolve(mention, YEAR, SIGNED) == (None, None)


ONGOING = [
    ("长效管理(长期坚持)。", "长期坚持"),
    ("(牵头单位:市民政局;完成时限:长期)", "长期"),
    ("完成时限:持续推进", "持续推进"),
    ("(持续推进,牵头单位:市大数据局)", "持续推进"),
    ("更新设备\t市工信局\t长期", "长期"),
]


@pytest.mark.parametrize(("text", "printed"), ONGOING)
def test_ongoing(text: str, printed: str, patterns: Patterns) -> None:
    (mention,) = find_dates(text, patterns)
    assert (text[mention.start : mention.end], mention.relation) == (printed, "ongoing")


TYPOS = [
    ("(2023年11底前)", "by", None, "2023-11-30", "2023年11底前"),
    ("(2021年7月16至8月15日)", "during", "2021-07-16", "2021-08-15", "2021年7月16至8月15日"),
]


@pytest.mark.parametrize(("text", "relation", "start", "end", "typo"), TYPOS)
def test_typo_is_read_as_meant(
    text: str, relation: str, start: str | None, end: str, typo: str, patterns: Patterns
) -> None:
    (mention,) = find_dates(text, patterns)
    assert (mention.relation, *resolve(mention, None, None)) == (relation, start, end)
    assert mention.typo == typo


def test_several_in_one_sentence(patterns: Patterns) -> None:
    text = "2024、2025、2026年分别改造26个、31个、18个;按照4月份开工,9月底前竣工的目标,到2027年底全面建成"
    assert read(text, patterns) == [
        ("2024", "year", "2024-01-01", "2024-12-31"),
        ("2025", "year", "2025-01-01", "2025-12-31"),
        ("2026年", "year", "2026-01-01", "2026-12-31"),
        ("4月份", "during", "2024-04-01", "2024-04-30"),
        ("9月底前", "by", None, "2024-09-30"),
        ("2027年底", "by", None, "2027-12-31"),
    ]


BY_WORD_BEFORE = [
    ("到2025年,基本建成", "by", None, "2025-12-31"),
    ("延长至2026年6月30日", "by", None, "2026-06-30"),
    ("有效期至2025年5月10日", "on", "2025-05-10", "2025-05-10"),
    ("截至2023年12月31日", "on", "2023-12-31", "2023-12-31"),
]


@pytest.mark.parametrize(("text", "relation", "start", "end"), BY_WORD_BEFORE)
def test_word_before(
    text: str, relation: str, start: str | None, end: str, patterns: Patterns
) -> None:
    ((_, *found),) = read(text, patterns)
    assert found == [relation, start, end]


WORDS_BEHIND = [
    ("2024年内蒙古自治区", "2024年", "year"),
    ("2024年起草方案", "2024年", "year"),
    ("2024年后续管护", "2024年", "year"),
    ("2024年前期工作", "2024年", "year"),
    ("2024年前三季度", "2024年", "year"),
    ("2024年度假区建设", "2024年", "year"),
    ("3月初步完成", "3月", "during"),
    ("6月30日前后", "6月30日", "on"),
]


@pytest.mark.parametrize(("text", "printed", "relation"), WORDS_BEHIND)
def test_what_follows_belongs_to_the_next_word(
    text: str, printed: str, relation: str, patterns: Patterns
) -> None:
    assert read(text, patterns)[0][:2] == (printed, relation)


def test_context(patterns: Patterns) -> None:
    (mention,) = find_dates("月底前报送", patterns)
    assert mention.needs_year and mention.needs_month
    assert resolve(mention, 2024, None) == (None, None)
    assert resolve(mention, 2024, None, month=2) == (None, "2024-02-29")
    (mention,) = find_dates("9月底前竣工", patterns)
    assert mention.needs_year and mention.year is None
    assert resolve(mention, None, None) == (None, None)
    (mention,) = find_dates("2021年3月1日至4月15日", patterns)
    assert not mention.needs_year and mention.year == 2021
    (mention,) = find_dates("每月3日前", patterns)
    assert not mention.needs_year


def test_core_ends_before_the_bound(patterns: Patterns) -> None:
    text = "2023年11月底前"
    (mention,) = find_dates(text, patterns)
    assert text[mention.start : mention.core_end] == "2023年11月底"


def test_dates_in_takes_the_year_from_another_evidence(patterns: Patterns) -> None:
    assert "2024-09-30" in dates_in(["9月底前竣工", "２０２４年 老旧小区\n改造"], patterns)
    assert "2023-09-30" not in dates_in(["9月底前竣工", "2024年老旧小区改造"], patterns)
    assert dates_in("9月底前竣工", patterns) == frozenset()
    assert {"2024-03-04", "2024-06-30"} <= dates_in(["即日起至6月底", "2024年3月4日"], patterns)


def _rules() -> list[Rule]:
    return list(load_patterns().of("date"))


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule.id)
def test_rule_examples(rule: Rule, patterns: Patterns) -> None:
    for example in rule.examples:
        found = find_dates(fold(example.text), patterns)
        assert any(_fits(m, rule, example.expect) for m in found), example.text
    for text in rule.counter:
        assert all(m.rule != rule.id for m in find_dates(fold(text), patterns)), text


def _fits(mention: DateMention, rule: Rule, expect: Any) -> bool:
    start, end = resolve(mention, YEAR, SIGNED)
    found = {
        "relation": mention.relation,
        "start": start,
        "end": end,
        "recurrence": mention.recurrence,
        "typo": mention.typo,
    }
    return mention.rule == rule.id and all(found[k] == v for k, v in expect.items())


_dates = st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31))
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def chinese(number: int) -> str:
    """A day or month in Chinese digits."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, "〇一二三"[tens] + "十")
    return head + ("" if ones == 0 else "〇一二三四五六七八九"[ones])


def printings(day: datetime.date) -> list[str]:
    y, m, d = day.year, day.month, day.day
    hanzi = str(y).translate(_DIGITS)
    return [
        f"{y}年{m}月{d}日",
        f"{y}年{m:02}月{d:02}日",
        f"{y}-{m:02}-{d:02}",
        f"{y}.{m}.{d}",
        f"{y}/{m}/{d}",
        f"{hanzi}年{chinese(m)}月{chinese(d)}日",
    ]


@given(_dates)
def test_a_day_reads_back_in_every_writing(day: datetime.date) -> None:
    for printed in printings(day):
        text = f"于{printed}印发"
        (mention,) = find_dates(text, load_patterns())
        assert text[mention.start : mention.end] == printed
        assert resolve(mention, None, None) == (day.isoformat(), day.isoformat())


@given(_dates, _dates)
def test_a_window_reads_back(one: datetime.date, two: datetime.date) -> None:
    first, last = sorted((one, two))
    short = f"{last.month}月{last.day}日" if first.year == last.year else printings(last)[0]
    text = f"实施阶段({printings(first)[0]}至{short})"
    (mention,) = find_dates(text, load_patterns())
    assert mention.relation == "during"
    assert resolve(mention, None, None) == (first.isoformat(), last.isoformat())


_WORDS = """2024年 2023 11 3月 底 前 15日 至 - 上半年 第三季度 每月 “十四五” 期间 每年 即日起 中旬 起 后 、
, 。 年 月 十二月 今年 个 〔 〕 号 ( ) 内"""
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_gives_ordered_slices_and_no_window_backwards(text: str) -> None:
    position = 0
    for mention in find_dates(text, load_patterns()):
        assert position <= mention.start < mention.core_end <= mention.end <= len(text)
        position = mention.end
        start, end = resolve(mention, YEAR, SIGNED)
        reversed_in_print = mention.last is not None and mention.last.year is not None
        assert not (start and end and start > end) or reversed_in_print
