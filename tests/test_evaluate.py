"""Scores: the measure of the annotation guide, gold as facts, and the hits of each rule."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor import Document, extract
from extractor.batch import list_inputs, run
from extractor.errors import GoldError
from extractor.evaluate import Report, evaluate, judge
from extractor.gold import from_facts, read_gold, to_facts
from extractor.output import write_output

TEXT = "云岭市供热方案\n一、任务\n2024年更新管网20公里。（牵头单位：市住房城乡\n建设局；责任单位：市财政局）\n"
META: dict[str, Any] = {"title": "云岭市供热方案", "recipients": [], "region": None}


def _gold(**records: list[dict[str, Any]]) -> dict[str, Any]:
    return {"notice": "a.txt", "metadata": dict(META), **records}


def _duty(actor: str, role: str, start: int, end: int) -> dict[str, Any]:
    return {"actor": actor, "actor_type": "finance", "role": role, "span": [start, end]}


def _output(kind: str, *records: dict[str, Any]) -> dict[str, Any]:
    made = []
    for record in records:
        start, end = record["span"]
        fields = {k: v for k, v in record.items() if k != "span"}
        made.append({**fields, "rule": "r", "evidence": [{"start": start, "end": end}]})
    return {"metadata": dict(META), kind: made}


PAIRS = [
    ((0, 20), (0, 20), "市财政局", "市财政局", 1, "the same"),
    ((0, 20), (10, 40), "市财政局", "市财政局", 1, "half of the shorter span is shared"),
    ((0, 20), (11, 40), "市财政局", "市财政局", 0, "less than half is"),
    ((0, 20), (20, 40), "市财政局", "市财政局", 0, "spans that only touch"),
    ((0, 20), (0, 200), "市财政局", "市财政局", 1, "long, up to 200 characters"),
    ((0, 20), (0, 201), "市财政局", "市财政局", 0, "too long for this gold"),
    ((0, 90), (0, 260), "市财政局", "市财政局", 1, "long, but not three times the gold's"),
    ((0, 20), (0, 20), "财政局", "市财政局", 1, "one name holds the other"),
    ((0, 20), (0, 20), "市 财政局", "市财政局", 1, "white space does not count"),
    ((0, 20), (0, 20), "市民政局", "市财政局", 0, "another name"),
    ((0, 20), (0, 20), "", "市财政局", 0, "no name"),
]


@pytest.mark.parametrize(("gold", "found", "name", "other", "paired", "reason"), PAIRS)
def test_pairs(
    gold: tuple[int, int], found: tuple[int, int], name: str, other: str, paired: int, reason: str
) -> None:
    wanted = _gold(responsibilities=[_duty(name, "lead", *gold)])
    output = _output("responsibilities", _duty(other, "lead", *found))
    assert len(judge(wanted, output).pairs["responsibilities"]) == paired, reason


def test_a_record_pairs_once() -> None:
    wanted = _gold(responsibilities=[_duty("市财政局", "lead", 0, 20)] * 2)
    output = _output("responsibilities", _duty("市财政局", "lead", 0, 20))
    row = Report((judge(wanted, output),)).figures()["responsibilities"]
    assert (row["paired"], row["precision"], row["recall"], row["f1"]) == (1, 1.0, 0.5, 0.6667)


def test_the_largest_pairing_is_found() -> None:
    wanted = _gold(
        responsibilities=[_duty("财政局", "lead", 0, 20), _duty("市财政局", "lead", 0, 20)]
    )
    output = _output(
        "responsibilities", _duty("市财政局", "lead", 0, 20), _duty("财政", "lead", 0, 20)
    )
    assert len(judge(wanted, output).pairs["responsibilities"]) == 2


def test_of_equal_pairings_the_one_most_alike() -> None:
    wanted = _gold(
        responsibilities=[_duty("市财政局", "lead", 0, 20), _duty("财政局", "lead", 0, 20)]
    )
    output = _output(
        "responsibilities", _duty("财政局", "lead", 0, 20), _duty("市财政局", "lead", 0, 20)
    )
    report = Report((judge(wanted, output),))
    assert report.figures()["other_fields"] == {"responsibilities.actor": 1.0}


def test_values_are_compared_as_numbers_and_rhythms_without_order() -> None:
    target = {
        "indicator": "households",
        "value": 80200,
        "unit": "count",
        "area": None,
        "period_end": None,
        "span": [0, 9],
    }
    wanted = _gold(targets=[target])
    assert judge(wanted, _output("targets", {**target, "value": 80200.0})).pairs["targets"]
    rhythm = {
        "relation": "recurring",
        "start": None,
        "end": None,
        "recurrence": "FREQ=MONTHLY;BYMONTHDAY=3",
        "span": [0, 9],
    }
    other = {**rhythm, "recurrence": "RRULE:BYMONTHDAY=3;FREQ=MONTHLY"}
    assert judge(_gold(deadlines=[rhythm]), _output("deadlines", other)).pairs["deadlines"]


def test_works_need_no_overlap_and_spans_can_be_ignored() -> None:
    work = {"item": "roads", "tier": "basic", "span": [0, 5]}
    assert judge(_gold(works=[work]), _output("works", {**work, "span": [90, 95]})).pairs["works"]
    duty = _duty("市财政局", "lead", 0, 20)
    output = _output("responsibilities", {**duty, "span": [500, 520]})
    assert judge(_gold(responsibilities=[duty]), output, ignore_spans=True).pairs[
        "responsibilities"
    ]


def test_by_rule_and_errors() -> None:
    wanted = _gold(
        responsibilities=[_duty("市财政局", "lead", 0, 20), _duty("市民政局", "lead", 0, 20)]
    )
    output = _output(
        "responsibilities", _duty("市财政局", "lead", 0, 20), _duty("市审计局", "lead", 0, 20)
    )
    report = Report((judge(wanted, output),))
    assert report.by_rule(["idle"]) == [
        {"rule": "r", "true": 1, "false": 1, "notices": ["a.txt"]},
        {"rule": "idle", "true": 0, "false": 0, "notices": []},
    ]
    missed, invented = report.errors()
    assert "MISSED" in missed and "市民政局" in missed
    assert "INVENTED" in invented and invented.endswith("by r")


def _write(texts: dict[str, str], base: Path) -> Path:
    folder = base / "notices"
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    write_output(run(list_inputs(folder)), base / "out", rules="", options={})
    return base / "out"


def _annotated(text: str) -> dict[str, Any]:
    """Gold made of what the program finds, which is all that these tests need."""
    notice = json.loads(extract(Document.from_text(text, "a.txt")).to_json())
    gold = {
        "notice": "a.txt",
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "metadata": notice["metadata"],
    }
    for kind in ("targets", "responsibilities"):
        gold[kind] = [
            {
                **{
                    k: v
                    for k, v in r.items()
                    if k not in ("id", "section", "rule", "evidence", "related")
                },
                "span": [r["evidence"][0]["start"], r["evidence"][0]["end"]],
                "note": "云岭市说明",
            }
            for r in notice[kind]
        ]
    return gold


def test_facts_hold_no_words_of_the_notice_and_score_the_same(tmp_path: Path) -> None:
    out = _write({"a.txt": TEXT}, tmp_path)
    gold = _annotated(TEXT)
    assert len(gold["responsibilities"]) == 2
    facts = to_facts(gold, TEXT)
    printed = json.dumps({k: v for k, v in facts.items() if k != "metadata"}, ensure_ascii=False)
    assert printed.isascii()
    assert isinstance(facts["metadata"]["title"], dict)
    plain = {**from_facts(facts, TEXT)}
    assert [r["actor"] for r in plain["responsibilities"]] == ["市住房城乡建设局", "市财政局"]
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(facts), "utf-8")
    figures = evaluate(tmp_path / "gold", out).figures()
    assert (figures["all"]["f1"], figures["metadata"]["accuracy"]) == (1.0, 1.0)
    (out / "texts" / f"{gold['text_sha256']}.txt").unlink()
    with pytest.raises(GoldError, match="extract that very notice"):
        evaluate(tmp_path / "gold", out)


def test_a_string_in_pieces_becomes_its_parts() -> None:
    text = "在主板、中小板上市的，给予奖励。"
    gold = {"metadata": {}, "funding": [{"condition": {"text": "在中小板上市"}, "span": [0, 9]}]}
    facts = to_facts(gold, text)
    parts = facts["funding"][0]["condition"]["text"]["parts"]
    assert [text[p["start"] : p["end"]] for p in parts] == ["在", "中小板上市"]
    assert from_facts(facts, text)["funding"] == gold["funding"]


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ({"metadata": {"title": "青禾区"}}, "does not print"),
        ({"metadata": {}, "text_sha256": "0" * 64}, "another text"),
    ],
)
def test_facts_of_another_text_are_refused(gold: dict[str, Any], message: str) -> None:
    with pytest.raises(GoldError, match=message):
        to_facts(gold, "云岭市")


def test_the_whole_corpus_as_facts(corpus_dir: Path) -> None:
    every = list(read_gold(corpus_dir / "gold"))
    assert every
    for gold in every:
        text = (corpus_dir / "notices" / gold["notice"]).read_text("utf-8")
        back = from_facts(to_facts(gold, text), text)
        bare = json.loads(json.dumps(gold))
        for kind in ("targets", "deadlines", "responsibilities", "funding", "eligibility", "works"):
            for record in bare[kind]:
                record.pop("note", None)
        assert back == bare, gold["notice"]


def test_gold_without_output_counts_as_missed(tmp_path: Path) -> None:
    out = _write({"a.txt": TEXT}, tmp_path)
    folder = tmp_path / "gold"
    folder.mkdir()
    gold = _annotated(TEXT)
    (folder / "a.json").write_text(json.dumps(gold), "utf-8")
    (folder / "b.json").write_text(json.dumps({**gold, "notice": "b.txt"}), "utf-8")
    (folder / "mentions.json").write_text('{"not": "an annotation"}', "utf-8")
    report = evaluate(folder, out)
    assert report.missing == ("b.txt",)
    assert report.figures()["all"]["recall"] == 0.5


def test_nothing_to_score(tmp_path: Path) -> None:
    out = _write({"a.txt": TEXT}, tmp_path)
    (tmp_path / "gold").mkdir()
    with pytest.raises(GoldError, match="no gold annotation"):
        evaluate(tmp_path / "gold", out)
    (tmp_path / "gold/b.json").write_text(json.dumps({"notice": "b.txt", "metadata": {}}), "utf-8")
    with pytest.raises(GoldError, match="holds none of the notices"):
        evaluate(tmp_path / "gold", out)
    with pytest.raises(GoldError, match="run gongwen extract"):
        evaluate(tmp_path / "gold", tmp_path / "notices")


def _score(shared: Path, pairs: list[str], *flags: str) -> Any:
    command = [sys.executable, str(shared / "gold/score.py"), "--json", *flags, *pairs]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def _spoilt(notice: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Shift, drop, double and alter records, so that pairing has something to decide."""
    bad = copy.deepcopy(notice)
    for kind in ("targets", "deadlines", "responsibilities", "funding", "eligibility", "works"):
        kept = []
        for record in bad[kind]:
            dice = chance.random()
            if dice < 0.1:
                continue
            if dice < 0.3:
                record["evidence"][0]["start"] += chance.randint(-30, 30)
            if dice < 0.4:
                record.update(
                    {"role": "lead", "period_end": None, "kind": "source", "tier": "basic"}
                )
            kept += [record] * (2 if dice > 0.9 else 1)
        chance.shuffle(kept)
        bad[kind] = kept
    bad["metadata"]["issuer"] = None
    return bad


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_are_those_of_the_shared_scorer(
    shared_dir: Path, tmp_path: Path, seed: int
) -> None:
    """Seed 0 scores the output as it is; the others spoil it, to try the pairing itself."""
    pairs, lines = [], []
    for gold in sorted((shared_dir / "gold").glob("0*.json")):
        path = shared_dir / "notices" / json.loads(gold.read_text("utf-8"))["notice"]
        notice = json.loads(extract(path).to_json())
        made = _spoilt(notice, random.Random(seed)) if seed else notice
        file = tmp_path / f"{gold.name}"
        file.write_text(json.dumps(made), "utf-8")
        lines.append(json.dumps(made))
        pairs += [str(gold), str(file)]
    assert pairs
    (tmp_path / "notices.jsonl").write_text("\n".join(lines), "utf-8")
    for flags, ignore in (((), False), (("--ignore-spans",), True)):
        report = evaluate(shared_dir / "gold", tmp_path, ignore_spans=ignore)
        assert report.figures() == _score(shared_dir, pairs, *flags)
