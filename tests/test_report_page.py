"""The bytes of a report: what is embedded, what is allowed, what is there to find."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor import Document, Failure, PolicyNotice, extract, read
from extractor.export.report import page, write_report
from extractor.export.report.figures import make_figures
from extractor.export.report.payload import LISTS, make_payload
from extractor.labels import load_labels
from extractor.models import RECORD_TYPES, Metadata, Model

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "extractor" / "export" / "report" / "assets"
FAILURE = Failure(name="a.ofd", sha256=None, code="unsupported", message="a.ofd: save it as text")
HEAD = "云岭市2024年老旧小区改造实施方案\n一、目标任务\n"
SCRIPT = "\n".join(path.read_text("utf-8") for path in sorted(ASSETS.glob("*.js")))


def _notice(text: str, name: str = "a.txt") -> tuple[PolicyNotice, dict[str, str]]:
    notice = extract(Document.from_text(HEAD + text, name))
    return notice, {notice.source.text_sha256: HEAD + text}


class _Scripts(HTMLParser):
    """Collects scripts, styles and the policy, as an HTML parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.lasttag in ("script", "style") and self.found:
            tag, attrs, text = self.found[-1]
            self.found[-1] = (tag, attrs, text + data)

    def handle_endtag(self, tag: str) -> None:
        self.lasttag = ""


def _parsed(html: str) -> _Scripts:
    parser = _Scripts()
    parser.feed(html)
    return parser


def _page(notices: list[PolicyNotice | Failure], texts: dict[str, str], tmp_path: Path) -> str:
    write_report(notices, texts, tmp_path / "r.html")
    return (tmp_path / "r.html").read_text("utf-8")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON | st.text(alphabet="<>&/!-\"'\\\u2028\u2029\ud800\x00scriptSCRIPT"))
def test_what_is_embedded_comes_back(value: Any) -> None:
    text = page.embed(value)
    assert json.loads(text) == value
    text.encode("utf-8")
    assert not regex.search("[<>&\u2028\u2029]", text)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    notice, texts = _notice("2024年，全市改造老旧小区58个。")
    assert _page([notice, FAILURE], texts, tmp_path) == _page([notice, FAILURE], texts, tmp_path)


def test_the_policy_names_the_hashes_of_what_the_page_carries(tmp_path: Path) -> None:
    found = _parsed(_page([*_notice("改造小区58个。")[:1]], {}, tmp_path))
    policy = next(
        attrs["content"]
        for tag, attrs in found.elements
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy and policy.startswith("default-src 'none';")
    assert "unsafe" not in policy and "http" not in policy
    for tag, attrs, text in found.found:
        if attrs.get("type") != "application/json":
            digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy, tag


def test_nothing_is_fetched_and_nothing_is_read_as_markup() -> None:
    style = (ASSETS / "report.css").read_text("utf-8")
    html = (ASSETS / "page.html").read_text("utf-8")
    assert not regex.search(r"url\(|@import|@font-face", style)
    assert not regex.search(r"https?:(?!//www\.w3\.org/(2000/svg|1999))", SCRIPT + html)
    forbidden = r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|fetch\("
    assert not regex.search(forbidden, SCRIPT)


HOSTILE = (
    "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> \"'&amp; \u202e{{script}}"
)


def test_a_hostile_notice_stays_inside_its_json(tmp_path: Path) -> None:
    notice, texts = _notice(f"2024年，全市改造老旧小区58个。{HOSTILE}")
    calm, calm_texts = _notice("2024年，全市改造老旧小区58个。")
    found = _parsed(_page([notice], texts, tmp_path))
    expected = _parsed(_page([calm], calm_texts, tmp_path))
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in expected.elements]
    (block,) = [text for _, attrs, text in found.found if attrs.get("id") == "notice-0"]
    assert json.loads(block)["text"] == HEAD + f"2024年，全市改造老旧小区58个。{HOSTILE}"


def test_evidence_is_cut_from_the_text_by_the_page_as_by_the_notice() -> None:
    notice = extract(read(ROOT / "corpus" / "notices" / "yunling_renovation.txt"))
    text = (ROOT / "corpus" / "notices" / "yunling_renovation.txt").read_text("utf-8")
    block = make_payload([notice], {notice.source.text_sha256: text}).blocks[0]
    count = 0
    for kind in RECORD_TYPES:
        for shown, record in zip(block["records"][kind], getattr(notice, kind), strict=True):
            for place, evidence in zip(shown["evidence"], record.evidence, strict=True):
                assert len(place) == 4 and text[place[0] : place[1]] == evidence.text
                count += 1
    assert count > 100


def test_a_notice_without_its_text_quotes_its_evidence() -> None:
    notice, _ = _notice("2024年，全市改造老旧小区58个。")
    block = make_payload([notice], {}).blocks[0]
    assert block["text"] is None
    own = block["records"]["targets"][0]["evidence"][0]
    assert own[4] == notice.targets[0].evidence[0].text


def test_sections_stand_in_the_text_where_the_page_says() -> None:
    notice, texts = _notice("（一）改造老旧小区58个。\n二、组织保障\n（一）加强领导。建立专班。")
    (text,) = texts.values()
    outline = make_payload([notice], texts).blocks[0]["outline"]
    assert [(depth, text[at:][:2]) for depth, at, _ in outline] == [
        (1, "一、"),
        (2, "（一"),
        (1, "二、"),
        (2, "（一"),
    ]


def test_every_cell_check_and_failure_reaches_the_page() -> None:
    notice, texts = _notice("2024年，全市改造老旧小区58个。")
    main = make_payload([notice, FAILURE], texts).main
    assert [len(row) for row in main["cells"]] == [len(main["variables"])] * 2
    assert set(main["cells"][1]) == {"unreadable"}
    assert main["notices"][1]["failure"] == {"code": "unsupported", "message": FAILURE.message}
    assert all(variable["topic"] in load_labels()["topic"] for variable in main["variables"])


def test_rows_cells_and_blocks_are_of_the_same_notice_in_whatever_order() -> None:
    older, _ = _notice("2024年，全市改造老旧小区11个。", "older.txt")
    other = extract(
        Document.from_text(
            "青禾区2024年老旧小区改造实施方案\n一、目标任务\n2024年，全区改造老旧小区9个。",
            "other.txt",
        )
    )
    newer, _ = _notice("2024年，全市改造老旧小区58个。\n2024年3月5日", "newer.txt")
    assert [row["id"] for row in make_payload([older, newer], {}).main["notices"]] == [
        "newer.txt",
        "older.txt",
    ]
    given: list[PolicyNotice | Failure] = [older, other, FAILURE, newer]
    payload = make_payload(given, {})
    index = [variable["id"] for variable in payload.main["variables"]].index("communities")
    for number, row in enumerate(payload.main["notices"]):
        cell = payload.main["cells"][number][index]
        if row.get("failure"):
            assert number not in payload.blocks and cell == "unreadable"
        else:
            assert payload.blocks[number]["source"]["name"] == row["id"]
            values = [r["fields"]["value"] for r in payload.blocks[number]["records"]["targets"]]
            assert [cell["value"]] == values


SHARES = [
    ("市财政承担40%，区财政承担60%。", [("municipal", 40), ("county", 60)], "parts of one whole"),
    ("2024年，全市改造老旧小区58个。", [], "no share"),
]


@pytest.mark.parametrize(("text", "parts", "reason"), SHARES)
def test_shares(text: str, parts: list[tuple[str, int]], reason: str) -> None:
    notice, _ = _notice(f"二、资金\n改造所需资金由{text}" if parts else text)
    rows = make_figures([notice])["shares"]
    assert [tuple(part[:2]) for row in rows for part in row["parts"]] == parts, reason


def test_shares_that_exceed_the_whole_are_rows_of_their_own() -> None:
    notice, _ = _notice("二、资金\n改造所需资金由市财政承担70%，区财政承担60%。")
    rows = make_figures([notice])["shares"]
    assert [[part[1] for part in row["parts"]] for row in rows] == [[70], [60]]


def test_what_is_said_twice_is_drawn_once() -> None:
    text = "二、资金\n市财政按核定投资的15%给予补助。\n三、保障\n市财政按核定投资的15%给予补助。"
    notice, _ = _notice(text)
    (row,) = make_figures([notice])["shares"]
    (part,) = row["parts"]
    assert part[:2] == ["municipal", 15]
    assert part[-1] == [0, 1], "both records are behind it"


def test_shares_of_another_base_are_not_drawn() -> None:
    notice, _ = _notice("二、资金\n市财政按设备最终销售价格的15%给予补贴。")
    assert notice.funding
    assert make_figures([notice])["shares"] == []


def test_conditions_are_in_words_in_both_languages() -> None:
    notice, texts = _notice("二、资金\n投资额100万元以上的项目，市财政按投资额的15%给予补助。")
    words = {"en": "investment ≥1,000,000 yuan", "zh": "投资≥1,000,000元"}
    (row,) = make_figures([notice])["shares"]
    assert row["condition"] == words
    (record,) = make_payload([notice], texts).blocks[0]["records"]["funding"]
    assert record["fields"]["condition"] == words


def test_a_list_of_attachments_is_no_section() -> None:
    notice, texts = _notice("二、保障\n加强领导。\n附件：1.任务分解表\n2.改造内容清单\n")
    outline = make_payload([notice], texts).blocks[0]["outline"]
    assert [title for _, _, title in outline] == ["一、 目标任务", "二、 保障"]


def test_every_cause_of_a_failure_has_its_words() -> None:
    assert set(page.load_words()["failure"]) == set(load_labels()["failure"])


def test_figures_lead_back_to_their_records() -> None:
    notice = extract(read(ROOT / "corpus" / "notices" / "yunling_renovation.txt"))
    figures = make_figures([FAILURE, notice])
    for actor, roles in figures["duties"].items():
        for role, references in roles.items():
            for number, place in references:
                duty = notice.responsibilities[place]
                assert (number, duty.actor_type, duty.role) == (1, actor, role)
    assert sum(len(refs) for roles in figures["duties"].values() for refs in roles.values()) == len(
        notice.responsibilities
    )
    (row,) = figures["phases"]
    for start, end, phase, _, place in row["windows"]:
        deadline = notice.deadlines[place]
        assert (deadline.start, deadline.end, deadline.phase) == (start, end, phase)


def _closed_fields() -> Iterator[tuple[str, str]]:
    models: dict[str, type[Model]] = {**RECORD_TYPES, "metadata": Metadata}
    for kind, model in models.items():
        for name, field in model.model_fields.items():
            members = {*get_args(field.annotation)}
            values = {v for m in members for v in (get_args(m) or (m,)) if isinstance(v, str)}
            if values:
                yield kind, name


def test_every_closed_list_of_a_record_has_its_labels() -> None:
    closed = sorted(_closed_fields())
    assert closed == sorted((kind, name) for kind, fields in LISTS.items() for name in fields)
    for fields in LISTS.values():
        assert set(fields.values()) <= set(load_labels())


def test_words_are_there_in_both_languages_and_none_is_left_over() -> None:
    words = tomllib.loads((ASSETS / "words.toml").read_text("utf-8"))
    keys = {f"{group}.{key}" for group, entries in words.items() for key in entries}
    for group, entries in words.items():
        for key, forms in entries.items():
            assert set(forms) == {"en", "zh"}, f"{group}.{key}"
            slots = [set(regex.findall(r"\{\w+\}", forms[lang])) for lang in ("en", "zh")]
            assert slots[0] - {"{n}"} == slots[1] - {"{n}"}, f"{group}.{key}"
    used = set(regex.findall(r'(?<![\w.])(?:t|has)\(\s*"([a-z_]+\.\w+)"', SCRIPT))
    used |= set(regex.findall(r'"([a-z]+\.[a-z_]+)"', SCRIPT)) & keys
    assert used <= keys, used - keys
    made = set(regex.findall(r'"([a-z_]+)\." \+', SCRIPT)) | {"rhythm", "page"}
    assert {key for key in keys if key not in used and key.split(".")[0] not in made} <= {
        "boolean.true"
    }


def test_every_field_has_a_name() -> None:
    names = tomllib.loads((ASSETS / "words.toml").read_text("utf-8"))["field"]
    fields = {name for model in RECORD_TYPES.values() for name in model.model_fields}
    assert (fields | set(Metadata.model_fields)) - set(names) == {"id", "evidence"}


def test_the_page_itself_is_small(tmp_path: Path) -> None:
    write_report([], {}, tmp_path / "r.html")
    assert (tmp_path / "r.html").stat().st_size < 250_000
