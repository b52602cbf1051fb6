"""Why something was found, and why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import Document, extract
from extractor.explain import explain, render

TEXT = """云岭市人民政府办公室关于印发云岭市2024年充电设施建设方案的通知
各县（区）人民政府：
现将《云岭市2024年充电设施建设方案》印发给你们，请认真组织实施。
云岭市人民政府办公室
2024年3月6日
云岭市2024年充电设施建设方案
一、目标任务
2024年，全市新建公共充电桩300个。
- 1 -
二、保障措施
（一）加强监管。市住房城乡建设局要加强监督检查。天气晴好。
居民同意率达到80%后方可实施。
"""


def _at(words: str) -> int:
    return TEXT.index(words)


def test_every_record_stands_at_its_clause_with_its_rule() -> None:
    document = Document.from_text(TEXT)
    explanation = explain(document)
    notice = extract(document)
    made = sorted(m.record.id for clause in explanation.clauses for m in clause.records)
    kinds = ("targets", "deadlines", "responsibilities", "funding", "eligibility", "works")
    assert made == sorted(record.id for kind in kinds for record in getattr(notice, kind))
    for clause in explanation.clauses:
        for item in clause.records:
            assert clause.start <= item.record.evidence[0].start <= clause.end


def test_mentions_with_their_reading() -> None:
    (clause,) = explain(Document.from_text(TEXT), at=_at("新建公共")).clauses
    assert clause.section == ("目标任务",) and clause.in_plan
    assert [(m.kind, m.text) for m in clause.mentions] == [("count", "300个"), ("date", "2024年")]
    for item in clause.mentions:
        assert TEXT[item.start : item.end] == item.text


def test_front_matter_is_said_to_be_none_of_the_plan() -> None:
    (clause,) = explain(Document.from_text(TEXT), at=_at("现将")).clauses
    assert not clause.in_plan and clause.records == ()
    assert "not part of the plan" in render(explain(Document.from_text(TEXT), at=_at("现将")))


def test_a_condition_is_printed_in_words() -> None:
    text = TEXT + "三、资金\n投资额100万元以上的项目，市财政按投资额的15%给予补助。\n"
    printed = render(explain(Document.from_text(text), at=text.index("投资额100万元")))
    assert "condition=investment ≥1,000,000 yuan" in printed
    assert "None" not in printed


def test_a_rule_that_made_a_record_is_named() -> None:
    printed = render(explain(Document.from_text(TEXT), at=_at("市住房城乡建设局要")))
    assert "✓ responsibilities by duty." in printed and "actor=市住房城乡建设局" in printed


def test_a_reason_against_a_record_is_named() -> None:
    (clause,) = explain(Document.from_text(TEXT), at=_at("80%")).clauses
    assert not any(made.kind == "targets" for made in clause.records)
    against = [item for item in clause.tried if item.against and item.matched]
    assert "not_target.gate" in [item.rule for item in against]
    assert "is a reason against a record" in render(
        explain(Document.from_text(TEXT), at=_at("80%"))
    )


def test_a_clause_with_nothing_in_it() -> None:
    (clause,) = explain(Document.from_text(TEXT), at=_at("天气晴好")).clauses
    assert (clause.text, clause.records, clause.mentions) == ("天气晴好", (), ())


def test_a_heading_can_be_asked_for() -> None:
    (clause,) = explain(Document.from_text(TEXT), at=_at("二、保障")).clauses
    assert "保障措施" in clause.text


@pytest.mark.parametrize(
    ("at", "message", "reason"),
    [
        (len(TEXT), "behind the text", "the end"),
        (10**9, "behind the text", "far behind"),
        (TEXT.index("- 1 -") + 2, "in no clause", "a page number"),
    ],
)
def test_offsets_that_are_in_no_clause(at: int, message: str, reason: str) -> None:
    with pytest.raises(ValueError, match=message):
        explain(Document.from_text(TEXT), at=at)


def test_all_samples_can_be_explained(corpus_dir: Path) -> None:
    for path in sorted((corpus_dir / "notices").glob("*.txt")):
        document = Document.from_text(path.read_text("utf-8"), path.name)
        printed = render(explain(document))
        assert printed.startswith(path.name) and "✓" in printed
