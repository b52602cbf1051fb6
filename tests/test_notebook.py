"""What a notebook shows of a notice, a record, a comparison: small, and escaped."""

from __future__ import annotations

from lxml import html

from extractor import Document, compare, extract

TEXT = (
    "云岭市2024年老旧小区改造实施方案\n一、目标任务\n2024年，全市改造老旧小区58个。\n"
    "（一）摸底。（牵头单位：市住房城乡建设局）\n"
)
EVIL = "<script>alert(1)</script>"
NOTICE = extract(Document.from_text(TEXT, f"{EVIL}.txt"))


def _cells(page: str) -> list[str]:
    return ["".join(map(str, item.itertext())) for item in html.fromstring(page).iter("th", "td")]


def test_a_notice_shows_what_it_is_and_how_much_was_found() -> None:
    cells = _cells(NOTICE._repr_html_())
    assert cells[cells.index("title") + 1] == "云岭市2024年老旧小区改造实施方案"
    assert cells[cells.index("targets") + 1] == "1"


def test_a_record_shows_its_fields_and_words() -> None:
    cells = _cells(NOTICE.targets[0]._repr_html_())
    assert cells[cells.index("value") + 1] == "58"
    assert cells[cells.index("evidence") + 1] == "老旧小区58个"


def test_a_comparison_shows_values_beside_each_other_and_no_empty_rows() -> None:
    cells = _cells(compare([NOTICE, NOTICE])._repr_html_())
    assert cells[cells.index("Communities") + 1 :][:2] == ["58", "58"]
    assert "Investment" not in cells


def test_everything_is_escaped() -> None:
    hostile = NOTICE.targets[0].model_copy(update={"area": EVIL})
    pages = (NOTICE._repr_html_(), hostile._repr_html_(), compare([NOTICE])._repr_html_())
    for page in pages:
        assert "<script" not in page and "&lt;script" in page


def test_pages_stay_small() -> None:
    many = compare([NOTICE] * 40)
    assert len(many._repr_html_()) < 60_000
