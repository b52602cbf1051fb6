"""A notice says the same when it is laid out otherwise, and other things when they are changed.

It catches phrases learnt by heart: the five real notices (beside the project) and every sample are
re-wrapped, put on one line, cut by page numbers, torn at their numbers, printed in the other width,
moved to another place and year, and given other numbers; the records must follow.
"""

from functools import cache
from pathlib import Path

import pytest
import regex
from perturb import (
    PLACES,
    alter_numbers,
    exchange_width,
    keys,
    one_line,
    paged,
    paragraphs,
    rename_places,
    rewrap,
    set_off,
    shift_years,
    torn,
)

from extractor import Document, PolicyNotice, extract
from extractor.models import RECORD_TYPES
from extractor.patterns import load_patterns
from extractor.records.gate import passes

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "notices").glob("*.txt"))
LAYOUTS = {
    "wrapped at 30": lambda text: rewrap(text, 30),
    "wrapped at 47": lambda text: rewrap(text, 47),
    "on one line": one_line,
    "other width": exchange_width,
    "with page numbers": paged,
    "numbers set off": set_off,
    "numbers torn off": torn,
}
TABLES = "cells run together with nothing between them: columns of text or numbers are one"
TORN_CELL = "a cell of a line each, and some of them torn: where a cell ends is not told"
GAPS = {
    ("laojiu_yunwu", "on one line"): TABLES,
    ("minsheng", "on one line"): TABLES,
    ("minsheng", "numbers torn off"): TORN_CELL,
}


pytestmark = pytest.mark.whole


def _text(path: Path) -> str:
    return Document.from_text(path.read_text("utf-8-sig")).text


@cache
def _extract(text: str) -> PolicyNotice:
    """Read a text once, however many of the tests set something against it."""
    return extract(Document.from_text(text))


def _layout_cases():
    for path in CORPUS:
        for name in LAYOUTS:
            gap = GAPS.get((path.stem, name))
            marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
            yield pytest.param(path, name, marks=marks, id=f"{path.stem} {name}")


@pytest.mark.parametrize(("path", "layout"), list(_layout_cases()))
def test_sample_in_another_layout(path: Path, layout: str) -> None:
    _same_records(_text(path), layout)


@pytest.mark.parametrize(
    "path", [path for path in CORPUS if _text(path).count("\t") > 9], ids=lambda path: path.stem
)
def test_sample_with_a_cell_a_line(path: Path) -> None:
    text = _text(path)
    assert keys(_extract(text.replace("\t", "\n"))) == keys(_extract(text))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_real_notice_in_another_layout(shared_notice: Path, layout: str) -> None:
    _same_records(_text(shared_notice), layout)


def _same_records(text: str, layout: str) -> None:
    base = keys(_extract(text))
    other = keys(_extract(LAYOUTS[layout](text)))
    assert base - other == {}, "lost"
    assert other - base == {}, "invented"


def test_paragraphs_are_those_of_the_text() -> None:
    """The rewriting itself loses nothing: all but white space and page furniture comes back."""
    text = (
        "云岭市改造方案\n\n一、总体要求\n坚持以人民为中\n心。\n— 2 —\n二、目标任务\n改造小区12个。"
    )
    assert paragraphs(text) == [
        "云岭市改造方案",
        "一、总体要求",
        "坚持以人民为中",
        "心。",
        "二、目标任务",
        "改造小区12个。",
    ]


def _spans(text: str, *, without: tuple[str, ...]) -> list[tuple[str, int, int, str]]:
    notice = _extract(text)
    rows = []
    for kind in RECORD_TYPES:
        for record in getattr(notice, kind):
            fields = record.model_dump(exclude={"id", "evidence", "section", *without})
            own = record.evidence[0]
            rows.append((kind, own.start, own.end, repr(fields)))
    return rows


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_sample_moved_to_another_place(path: Path) -> None:
    _moved(_text(path))


def test_real_notice_moved_to_another_place(shared_notice: Path) -> None:
    _moved(_text(shared_notice))


def _moved(text: str) -> None:
    assert all(len(a) == len(b) for a, b in PLACES.items())
    assert rename_places(text) != text, "add the sample's place to PLACES"
    base = [
        (kind, start, end, rename_places(fields))
        for kind, start, end, fields in _spans(text, without=())
    ]
    assert _spans(rename_places(text), without=()) == base


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_sample_a_year_later(path: Path) -> None:
    _later(_text(path))


def test_real_notice_a_year_later(shared_notice: Path) -> None:
    _later(_text(shared_notice))


def _later(text: str) -> None:
    """Dates follow the printed years; Chinese years (二〇二五年) and 五年规划 stay where they are."""
    dated = {
        "period_start",
        "period_end",
        "start",
        "end",
        "cutoff",
        "value",
        "value_max",
        "condition",
        "related",  # ids hold offsets, and 2032 in one looks like a year
    }
    shifted = shift_years(text)
    base = _spans(text, without=tuple(dated))
    assert [(kind, start, end, shift_years(fields)) for kind, start, end, fields in base] == _spans(
        shifted, without=tuple(dated)
    )
    before, after = (_extract(t) for t in (text, shifted))
    for kind, fields in (
        ("deadlines", ("start", "end")),
        ("targets", ("period_start", "period_end")),
    ):
        for old, new in zip(getattr(before, kind), getattr(after, kind), strict=True):
            printed = [regex.findall(r"(?<!\d)20\d\d(?!\d)", e.text) for e in old.evidence]
            for field in fields:
                a, b = getattr(old, field), getattr(new, field)
                if a and any(a[:4] in years for years in printed):
                    assert int(b[:4]) == int(a[:4]) + 1, (old.evidence[0].text, a, b)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_sample_with_other_numbers(path: Path) -> None:
    _other_numbers(_text(path))


def test_real_notice_with_other_numbers(shared_notice: Path) -> None:
    _other_numbers(_text(shared_notice))


def _other_numbers(text: str) -> None:
    """The same records at the same places, each with the value that now stands there."""
    altered = alter_numbers(text)
    assert len(altered) == len(text)
    assert altered != text
    patterns = load_patterns()
    before, after = (_extract(t) for t in (text, altered))
    for kind in ("targets", "funding"):
        old = {(r.evidence[0].start, r.evidence[0].end) for r in getattr(before, kind)}
        new = {(r.evidence[0].start, r.evidence[0].end) for r in getattr(after, kind)}
        assert old == new, (kind, [text[a:b] for a, b in old ^ new])
        for record in getattr(after, kind):
            assert passes(record, patterns), record
    for was, now in zip(before.targets, after.targets, strict=True):
        a, b = was.evidence[0].start, was.evidence[0].end
        one = len(regex.findall(r"\d[\d.,]*", text[a:b])) == 1
        if one and text[a:b] != altered[a:b]:
            assert was.value != now.value, (text[a:b], altered[a:b])
