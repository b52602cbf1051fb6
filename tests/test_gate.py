"""The number gate, and the promise that evidence is a slice of the text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Document, extract
from extractor.models import RECORD_TYPES, PolicyNotice
from extractor.patterns import load_patterns
from extractor.records.gate import passes

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "notices").glob("*.txt"))
PIECES = (
    "一、总体要求",
    "（一）目标任务。",
    "2025年底前，全市改造老旧小区36个、1.2万户。",
    "其中青禾区12个，临溪县24个。",
    "居民出资不低于总投资的10%，每户不超过2000元；",
    "由市住房城乡建设局牵头，市财政局配合。",
    "（责任单位：市民政局、各县区人民政府；完成时限：2026年5月15日）",
    "每月5日前报送进展情况。",
    "2000年底前建成的住宅小区纳入改造范围。",
    "基础类改造：供水、排水、道路、消防等。",
    "\n",
    "\t",
    "　　",
    "— 3 —\n",
    "《云岭市改造办法》（云政办〔2023〕5号）",
    "（",
    "）",
    "㎡",
    "１２．５万㎡",
    "**单个项目最高$20$万元**",
    "## 二、任务",
    "\ufeff",
    "𠮷",
    "\r\n",
)


def _slices(document: Document, notice: PolicyNotice) -> None:
    items = [e for kind in RECORD_TYPES for r in getattr(notice, kind) for e in r.evidence]
    items += [e for meta in notice.metadata_evidence.values() for e in meta.evidence]
    items += [e for warning in notice.warnings for e in warning.evidence]
    for item in items:
        assert document.text[item.start : item.end] == item.text
        assert item.text


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_evidence_is_a_slice_of_a_sample(path: Path) -> None:
    document = Document.from_text(path.read_text("utf-8-sig"))
    _slices(document, extract(document))


@pytest.mark.parametrize("folder", ["notices", "notices-more"])
def test_evidence_is_a_slice_of_the_real_notices(shared_dir: Path, folder: str) -> None:
    paths = sorted((shared_dir / folder).glob("*.txt"))
    assert paths
    for path in paths:
        document = Document.from_text(path.read_text("utf-8-sig"))
        _slices(document, extract(document))


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_evidence_is_a_slice_of_any_text(text: str) -> None:
    document = Document.from_text(text)
    _slices(document, extract(document))


@given(st.text(max_size=120))
def test_any_text_gives_a_notice(text: str) -> None:
    document = Document.from_text(text)
    _slices(document, extract(document))


DIGITS = "0123456789"
CHINESE_DIGITS = "一二三四五六七八九"


def _altered(record, digits: str):
    """The record with the last of these digits in its own evidence changed."""
    first = record.evidence[0]
    at = max(i for i, char in enumerate(first.text) if char in digits)
    other = digits[(digits.index(first.text[at]) + 4) % len(digits)]
    text = first.text[:at] + other + first.text[at + 1 :]
    changed = first.model_copy(update={"text": text})
    return record.model_copy(update={"evidence": (changed, *record.evidence[1:])})


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_a_value_whose_digits_were_altered_does_not_pass(path: Path) -> None:
    """The last digit of a target's span is its value's: another digit, another value."""
    patterns = load_patterns()
    notice = extract(Document.from_text(path.read_text("utf-8-sig")))
    tried = 0
    for record in notice.targets:
        own = record.evidence[0].text
        digits = DIGITS if any(char in DIGITS for char in own) else CHINESE_DIGITS
        if not any(char in digits for char in own) or "年" in own:
            continue
        plain = digits != DIGITS or format(record.value.normalize(), "f") in own
        if not plain and "万" not in own:
            continue
        assert passes(record, patterns)
        changed = _altered(record, digits)
        assert not passes(changed, patterns), (own, changed.evidence[0].text, record.value)
        tried += 1
    assert tried or not notice.targets


MARKDOWN = """# **云岭市人民政府关于支持设备更新的通知**
![首页](logo.png)
云政发〔2024〕5号

各区县人民政府：

## 一、补助标准

对更新设备的企业，按投资额的$15\\%$给予补助，**单个企业最高$20$万元**。于2024年**12月**底前完成申报。

云岭市人民政府
2024年 5月 6日
"""


def test_marks_of_markdown_are_no_text() -> None:
    """Headings, pictures, bold type and formulas: the numbers pass the gate, slices keep all."""
    document = Document.from_text(MARKDOWN)
    notice = extract(document)
    _slices(document, notice)
    assert notice.metadata.title == "云岭市人民政府关于支持设备更新的通知"
    assert str(notice.metadata.signed_on) == "2024-05-06"
    assert [(r.kind, str(r.value)) for r in notice.funding] == [("share", "15"), ("cap", "200000")]
    assert [r.end for r in notice.deadlines] == ["2024-12-31"]
