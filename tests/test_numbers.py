"""Numerals in every writing; quantities of the genre with unit and bound; what is none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import fold
from extractor.patterns import Patterns, Rule, load_patterns
from extractor.values.numbers import Quantity, find_quantities, read_number, values_in


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return load_patterns()


def one(text: str, patterns: Patterns) -> Quantity:
    (quantity,) = find_quantities(fold(text), patterns)
    return quantity


# -- numerals -------------------------------------------------------------------------------------

_PLAIN = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def hanzi(number: int) -> str:
    """A whole number below 10^12 in standard Chinese."""
    for unit, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return hanzi(high) + mark + gap + (hanzi(low) if low else "")
    return _section(number)


def _section(number: int) -> str:
    text, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            ten = unit == 10 and digit == 1 and not text
            text += ("零" if gap else "") + ("" if ten else _PLAIN[digit]) + mark
        gap = bool(text) and not digit
    return text or "零"


def liang(number: int) -> str:
    """With 两 for the 二 before 百, 千, 万 and 亿."""
    text = hanzi(number)
    for mark in "百千万亿":
        text = text.replace("二" + mark, "两" + mark)
    return text.replace("十两", "十二")


def mixed(number: int) -> str:
    """Arabic digits with 亿 and 万: 3亿2000万."""
    text = ""
    for unit, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            head, number = divmod(number, unit)
            text += f"{head}{mark}"
    return text + (f"{number:04}" if number and text else f"{number}" if number or not text else "")


WRITINGS: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "separated": "{:,}".format,
    "full width": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "chinese": hanzi,
    "formal": lambda n: hanzi(n).translate(_FORMAL),
    "两": liang,
    "mixed": mixed,
}


@pytest.mark.parametrize("writing", WRITINGS)
@given(st.integers(0, 10**9))
def test_numeral_reads_back(writing: str, number: int) -> None:
    assert read_number(WRITINGS[writing](number)) == number


@pytest.mark.parametrize("writing", WRITINGS)
def test_small_numerals_read_back(writing: str) -> None:
    for number in [*range(2001), *range(9900, 10200), 10**8, 10**8 + 1]:
        assert read_number(WRITINGS[writing](number)) == number


NUMERALS = [
    ("3亿2千万", "320000000"),
    ("2.35亿", "235000000"),
    ("1.2万", "12000"),
    ("两千四百", "2400"),
    ("三十六", "36"),
    ("廿三", "23"),
    ("卅", "30"),
    ("1.2万亿", "1200000000000"),
    ("二点五万", "25000"),
    ("三千零五十", "3050"),
    ("1万5000", "15000"),
    ("2千5百万", "25000000"),
    ("47.264287亿", "4726428700"),
]


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_numeral(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["二三十", "三五", "几十", "数百万", "两千四", "万", "百", "", "三十几", "1,10", "一百万亿三"],
)
def test_no_numeral(text: str) -> None:
    assert read_number(text) is None


# -- quantities -----------------------------------------------------------------------------------

QUANTITIES: list[tuple[str, str, dict[str, Any]]] = [
    # money
    ("总投资4552万元", "4552万元", {"value": 45520000, "dimension": "money", "unit": "CNY"}),
    ("投入资金82176.1万元", "82176.1万元", {"value": 821761000}),
    ("借款3541.07万元2笔", "3541.07万元", {"value": 35410700}),
    ("合计123元1角1分", "123元1角1分", {"value": "123.11"}),
    ("发行47.264287亿元债券", "47.264287亿元", {"value": 4726428700}),
    ("规模3亿2千万元", "3亿2千万元", {"value": 320000000}),
    ("投资约5410万元元", "5410万元", {"value": 54100000, "typo": "万元元", "comparator": "approx"}),
    (
        "预算金额在3—30万元",
        "3-30万元",
        {"value": 30000, "value_max": 300000, "comparator": "range"},
    ),
    ("预算30万元至100万元", "30万元至100万元", {"value": 300000, "value_max": 1000000}),
    ("预算金额30万—100万元", "30万-100万元", {"value": 300000, "value_max": 1000000}),
    ("奖补5000-3万元", "5000-3万元", {"value": 5000, "value_max": 30000}),
    ("三至五万元", "三至五万元", {"value": 30000, "value_max": 50000}),
    ("预算金额100万以上的", "100万", {"value": 1000000, "unit": "CNY", "comparator": "ge"}),
    ("预算金额100万（不包括100万）以上", "100万", {"unit": "CNY", "comparator": "gt"}),
    # counts
    ("惠及8.02万户", "8.02万户", {"value": 80200, "dimension": "count", "unit_text": "户"}),
    ("改造１１８０户", "1180户", {"value": 1180}),
    ("改造1,100户", "1,100户", {"value": 1100}),
    ("建成三十六个小区", "三十六个", {"value": 36, "unit_text": "个"}),
    ("业主代表2—3人", "2-3人", {"value": 2, "value_max": 3, "comparator": "range"}),
    ("至少100个人参加", "100个", {"value": 100, "comparator": "ge"}),
    ("民政局等6部门", "6部门", {"value": 6}),
    ("更新电梯120部", "120部", {"value": 120}),
    ("\n3.5个社区试点", "5个", {"value": 5}),
    # area, land, length
    ("共874.36万平米", "874.36万平米", {"value": 8743600, "dimension": "area", "unit": "m2"}),
    ("面积394.86万m²", "394.86万m²", {"value": 3948600, "unit": "m2"}),
    ("规划面积2平方公里", "2平方公里", {"value": 2000000, "unit": "m2"}),
    ("绿地3.5公顷", "3.5公顷", {"value": "35000", "dimension": "area", "unit": "m2"}),
    ("管网85公里", "85公里", {"value": 85, "dimension": "length", "unit": "公里"}),
    ("装机50万千瓦", "50万千瓦", {"value": 500000, "unit": "千瓦"}),
    # shares
    ("覆盖率92％", "92%", {"value": 92, "dimension": "percent", "unit": "percent"}),
    ("出资百分之十五", "百分之十五", {"value": 15, "unit": "percent"}),
    ("整改率达到百分之百", "百分之百", {"value": 100, "comparator": "ge"}),
    ("按百分之六点五计", "百分之六点五", {"value": "6.5"}),
    ("百分之十至十五", "百分之十至十五", {"value": 10, "value_max": 15}),
    ("按千分之三计提", "千分之三", {"value": "0.3", "unit": "percent"}),
    ("占三成以上", "三成", {"value": 30, "comparator": "ge"}),
    ("达到七成五", "七成五", {"value": 75}),
    ("控制在100%-120%", "100%-120%", {"value": 100, "value_max": 120}),
    ("提高3个百分点", "3个百分点", {"value": 3, "dimension": "points"}),
    ("产值翻一番", "翻一番", {"value": 2, "dimension": "multiple"}),
    ("规模翻两番", "翻两番", {"value": 4, "dimension": "multiple"}),
    ("增长1.5倍", "1.5倍", {"value": "1.5", "dimension": "multiple"}),
    (
        "三分之二以上业主",
        "三分之二",
        {"dimension": "fraction", "parts": (2, 3), "comparator": "ge"},
    ),
    ("2/3以上业主", "2/3", {"dimension": "fraction", "parts": (2, 3)}),
    ("按5∶3∶2比例", "5:3:2", {"dimension": "ratio", "parts": (50, 30, 20)}),
    ("市区按2：8分担", "2:8", {"dimension": "ratio", "parts": (20, 80)}),
    # time and age
    ("期限6个月", "6个月", {"value": 6, "dimension": "duration"}),
    ("年满60周岁", "60周岁", {"value": 60, "dimension": "age"}),
]


@pytest.mark.parametrize(("text", "printed", "expect"), QUANTITIES, ids=[q[0] for q in QUANTITIES])
def test_quantity(text: str, printed: str, expect: dict[str, Any], patterns: Patterns) -> None:
    folded = fold(text)
    found = [q for q in find_quantities(folded, patterns) if folded[q.start : q.end] == printed]
    for name, value in expect.items():
        wanted = Decimal(value) if name.startswith("value") else value
        assert getattr(found[0], name) == wanted, name


HEDGES = [
    ("约30户", "approx", "约"),
    ("近300户", "approx", "近"),
    ("大约有40栋", "approx", "大约"),
    ("30余户", "approx", "余"),
    ("30多万元", "approx", "多"),
    ("10家左右", "approx", "左右"),
    ("500万元上下", "approx", "上下"),
    ("不少于200户", "ge", "不少于"),
    ("不低于92%", "ge", "不低于"),
    ("不低于总投资的8%", "ge", "不低于"),
    ("至少5个", "ge", "至少"),
    ("至少建成5个", "ge", "至少"),
    ("达到80%", "ge", "达到"),
    ("达80%", "ge", "达"),
    ("80%以上", "ge", "以上"),
    ("达到80%以上", "ge", "以上"),
    ("300户及以上", "ge", "及以上"),
    ("5万元(含)以上", "ge", "以上"),
    ("不超过2000元", "le", "不超过"),
    ("不超过合同价款的40%", "le", "不超过"),
    ("不得超过5个工作日", "le", "不得超过"),
    ("上限2000元", "le", "上限"),
    ("上限为2000元", "le", "上限"),
    ("最高300万元", "le", "最高"),
    ("最高可达300万元", "le", "最高可达"),
    ("至多3个", "le", "至多"),
    ("100万元以内", "le", "以内"),
    ("3人以下", "le", "以下"),
    ("100万元(不含)以上", "gt", "以上"),
    ("300户以下(不含)", "lt", "以下"),
    ("超过75%", "gt", "超过"),
    ("高于75%", "gt", "高于"),
    ("突破1万亿元", "gt", "突破"),
    ("超670亿元", "gt", "超"),
    ("低于60%", "lt", "低于"),
    ("不足30%", "lt", "不足"),
    ("不满300户", "lt", "不满"),
    ("少于300户", "lt", "少于"),
    ("附近3个", "eq", None),
    ("签约20家", "eq", None),
    ("按最低价标准的70%", "eq", None),
    ("下达300万元", "eq", None),
]


@pytest.mark.parametrize(("text", "comparator", "word"), HEDGES, ids=[h[0] for h in HEDGES])
def test_hedge(text: str, comparator: str, word: str | None, patterns: Patterns) -> None:
    quantity = one(text, patterns)
    assert quantity.comparator == comparator
    assert (quantity.hedge and text[slice(*quantity.hedge)]) == word


NEVER = [
    ("云政办发〔2020〕17号", "document number"),
    ("云建字(2020)17号", "document number"),
    ("市政府第39次常务会议", "ordinal"),
    ("部令第165号", "order number"),
    ("第三条", "article"),
    ("第十二项", "ordinal"),
    ("第二批", "ordinal"),
    ("(十一)市水务局", "heading"),
    ("1.开展摸底", "heading"),
    ("一、总体要求", "heading"),
    ("第一章总则", "heading"),
    ("2020年", "year"),
    ("2020-2022年", "years"),
    ("二〇二五年", "year"),
    ("5月8日", "day"),
    ("9:00-17:00", "time"),
    ("0999-2345678", "telephone"),
    ("4/5G网络", "JioNLP#214"),
    ("5G网络", "name"),
    ("V2.0版", "version"),
    ("“十四五”规划", "name"),
    ("“三供一业”移交", "name"),
    ("12345热线", "number"),
    ("110报警", "number"),
    ("一户一表", "slogan"),
    ("一企一策", "slogan"),
    ("“一老一小”", "name"),
    ("党的二十大精神", "name"),
    ("三中全会", "name"),
    ("一是要尊重意愿;二是", "list"),
    ("十分重要", "word"),
    ("万众一心", "word"),
    ("千方百计", "word"),
    ("百姓", "word"),
    ("万无一失", "word"),
    ("一批项目", "vague"),
    ("一系列", "vague"),
    ("统一个口径", "word boundary"),
    ("每一个", "determiner"),
    ("数百万户", "no exact value (Recognizers#2655)"),
    ("几十个", "no exact value"),
    ("三十几万元", "no exact value (Recognizers#2664)"),
    ("数十家", "no exact value"),
    ("两三个", "no exact value"),
    ("李四人民币", "JioNLP#135"),
    ("千家万户", "word"),
    ("投资(万元)", "a unit in a header"),
    ("最后一公里", "word"),
    ("二期工程", "ordinal"),
    ("五位一体", "word"),
    ("楼栋四周", "word"),
    ("一件事一次办", "name"),
    ("附件1部门分工", "label"),
    ("一般以上", "word"),
    ("0.00001%", "below what a notice counts"),
    ("1234567890123456个", "longer than any number of a notice"),
]


@pytest.mark.parametrize(("text", "reason"), NEVER, ids=[n[0] for n in NEVER])
def test_never(text: str, reason: str, patterns: Patterns) -> None:
    found = [q for q in find_quantities(text, patterns) if q.unit_text != "次"]
    assert found == [], reason


def test_list_of_numbers(patterns: Patterns) -> None:
    text = "其中2020年实施34个、1.99万户、205.67万平米;分别达到7家和15家"
    found = [
        (text[q.start : q.end], str(q.value.normalize())) for q in find_quantities(text, patterns)
    ]
    assert found == [
        ("34个", "34"),
        ("1.99万户", "1.99E+4"),
        ("205.67万平米", "2.0567E+6"),
        ("7家", "7"),
        ("15家", "15"),
    ]


def test_cells_and_values_behind_a_colon_stand_alone(patterns: Patterns) -> None:
    found = find_quantities("临溪县\t34\t1.99\t合计:1180\n2024年\t09:43", patterns)
    assert [(q.dimension, q.value) for q in found] == [
        ("number", 34),
        ("number", Decimal("1.99")),
        ("number", 1180),
    ]


# -- the gate -------------------------------------------------------------------------------------


def test_values_in(patterns: Patterns) -> None:
    assert {30000, 300000} <= values_in("预算在３—\n３０ 万元", patterns)
    assert {50, 30, 20} <= values_in("按5∶3∶2比例", patterns)
    assert 34 in values_in("34\t1.99", patterns)
    assert 3948600 in values_in(["无数字", "面积394.86万m²"], patterns)
    assert 2020 not in values_in("2020年实施", patterns)
    assert 12800 in values_in("居民128\n— 2 —\n00户", patterns), "cut by a page's number"
    assert 12800 in values_in("居民128\n\n2\n\n00户", patterns)


_UNITS = st.sampled_from(["户", "万户", "个", "栋", "万元", "亿元", "万平方米", "%", "公里", "部"])
_NUMBERS = st.decimals(Decimal("0.01"), Decimal("99999.99"), places=2).map(
    lambda d: format(d.normalize(), "f")
)


@given(_NUMBERS, _UNITS, st.data())
def test_an_altered_digit_alters_the_value(number: str, unit: str, data: st.DataObject) -> None:
    patterns = load_patterns()
    text = f"计划改造{number}{unit}"
    quantity = one(text, patterns)
    assert text[quantity.start : quantity.end] == number + unit
    places = [i for i, char in enumerate(text) if char.isdecimal()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    altered = text[:at] + digit + text[at + 1 :]
    assert quantity.value not in values_in(altered, patterns)


_PIECES = st.sampled_from(
    [
        *"0123456789.,-~:/%()年月号第一二三十百千万亿零点个户元成倍约余多几至\t\n",
        "分之",
        "以上",
        "平方米",
    ]
)


@given(st.lists(_PIECES, max_size=18).map("".join))
def test_any_text_gives_ordered_slices(text: str) -> None:
    position = 0
    for quantity in find_quantities(text, load_patterns()):
        assert position <= quantity.start < quantity.end <= len(text)
        assert quantity.value_max is None or quantity.value < quantity.value_max
        position = quantity.end


# -- the rules ------------------------------------------------------------------------------------


def _rules(kind: str) -> list[Rule]:
    return list(load_patterns().of(kind))


def _fits(quantity: Quantity, expect: Any) -> bool:
    return all(
        getattr(quantity, k) == (Decimal(str(v)) if k.startswith("value") else v)
        for k, v in expect.items()
    )


@pytest.mark.parametrize("rule", _rules("unit"), ids=lambda rule: rule.id)
def test_unit_examples(rule: Rule, patterns: Patterns) -> None:
    for example in rule.examples:
        found = find_quantities(fold(example.text), patterns)
        assert any(q.rule == rule.id and _fits(q, example.expect) for q in found), example.text
    for text in rule.counter:
        assert all(q.rule != rule.id for q in find_quantities(fold(text), patterns)), text


@pytest.mark.parametrize("rule", _rules("hedge"), ids=lambda rule: rule.id)
def test_hedge_examples(rule: Rule, patterns: Patterns) -> None:
    for example in rule.examples:
        found = find_quantities(fold(example.text), patterns)
        assert any(_fits(q, example.expect) for q in found), example.text
    for text in rule.counter:
        for quantity in find_quantities(fold(text), patterns):
            word = quantity.hedge and text[slice(*quantity.hedge)]
            assert not (word and rule.regex.fullmatch(word)), text
