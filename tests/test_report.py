"""The report in a real browser: what a reader clicks, types, hears and prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor import Document, Failure, PolicyNotice, extract, read
from extractor.export.report import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLES = (
    "anlan_tables.txt",
    "qinghe_draft.txt",
    "linxi_rural.txt",
    "yunling_measures.txt",
    "yunling_renovation.txt",
)
RENOVATION, HOSTILE_NUMBER = SAMPLES.index("yunling_renovation.txt"), len(SAMPLES)
FAILURE = Failure(
    name="scan.ofd", sha256=None, code="unsupported", message="scan.ofd: save it as text"
)
HOSTILE = (
    "云岭市2024年老旧小区改造<b>实施</b>方案\n一、目标任务\n"
    "2024年，全市改造老旧小区58个。</script><script>window.hacked=1</script>\n"
    "<img src=x onerror=\"window.hacked=1\"><svg onload='window.hacked=1'> &lt; \u202e反写\u202c 𠮷\n"
    + "长" * 3000
    + "\n二、实施步骤\n2024年11月底前，完成老旧小区改造58个。\n"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, corpus_dir: Path) -> Path:
    """A report on five samples, a failure and a hostile notice."""
    documents = [read(corpus_dir / "notices" / name) for name in SAMPLES]
    documents.append(Document.from_text(HOSTILE, "<i>hostile</i>.txt"))
    notices: list[PolicyNotice | Failure] = [extract(document) for document in documents]
    texts = {
        notice.source.text_sha256: document.text
        for notice, document in zip(notices, documents, strict=True)
        if isinstance(notice, PolicyNotice)
    }
    path = tmp_path_factory.mktemp("report") / "r.html"
    write_report([*notices, FAILURE], texts, path, as_of=date(2025, 1, 1))
    return path


Open = Callable[..., "Page"]


@pytest.fixture
def show(browser: Browser, report: Path) -> Iterator[Open]:
    """Opens the report at an address of its own; at the end, nothing may have gone wrong."""
    faults: list[str] = []
    contexts = []

    def opened(address: str = "", **options: Any) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(report.as_uri()) else faults.append(request.url)
            ),
        )
        page.goto(f"{report.as_uri()}#{address}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


VIEWS = ("overview", "compare", "charts", "notices", "problems", f"notice&n={RENOVATION}")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_loads_without_a_complaint_or_a_request(show: Open, view: str) -> None:
    page = show(f"view={view}")
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()


def test_the_overview_counts(show: Open) -> None:
    page = show()
    tiles = page.locator(".tile").all_inner_texts()
    numbers = {" ".join(tile.split()[1:]): tile.split()[0] for tile in tiles}
    assert numbers["notices"] == "6"
    assert numbers["input gave no notice"] == "1"
    assert page.locator("main").get_by_text("scan.ofd: save it as text").is_visible()


def _columns(page: Page) -> list[str]:
    return page.locator(".grid thead th.notice .place").all_inner_texts()


def _rows(page: Page) -> list[str]:
    return page.locator(".grid th.variable .sort > span:first-child").all_inner_texts()


def _filter(page: Page, words: str) -> None:
    """Type into the filter of questions, and wait until the grid has followed."""
    before = page.locator("#shown").inner_text()
    page.fill("#filter-variables", words)
    page.locator("#shown", has_not_text=before).wait_for()


def test_filter_of_questions_and_places(show: Open) -> None:
    page = show("view=compare")
    _filter(page, "households")
    assert all("ousehold" in name for name in _rows(page) if name != "Scale")
    page.fill("#filter-places", "青禾")
    page.locator("#shown", has_text="1 notices").wait_for()
    assert _columns(page) == ["青禾区"]
    page.fill("#filter-places", "nowhere")
    page.locator("#grid", has_text="Nothing fits these filters.").wait_for()


def test_a_status_that_is_not_shown_leaves_no_row_that_holds_nothing_else(show: Open) -> None:
    page = show("view=compare")
    for name in ("stated", "not_stated", "conflicting"):
        page.uncheck(f"input[name={name}]")
    page.locator("#shown", has_text="1 notices").wait_for()
    assert page.locator(".grid thead .status.unreadable").count() == 1
    assert page.locator("td.cell").count() == page.locator("td.cell.unreadable").count() > 50


def test_sort_by_a_question(show: Open) -> None:
    page = show("view=compare")
    _filter(page, "communities")
    button = page.get_by_role("button", name="Sort notices by Communities", exact=True)
    button.click()
    row = page.locator("tr", has=page.locator(".sort.on")).locator("td.cell")
    shown = [int(text.split()[-1]) for text in row.all_inner_texts() if text.split()[-1].isdigit()]
    assert len(shown) >= 3 and shown == sorted(shown, reverse=True)
    page.locator(".sort.on").click()
    again = [int(text.split()[-1]) for text in row.all_inner_texts() if text.split()[-1].isdigit()]
    assert again == sorted(shown)


def test_topics_fold_and_the_grid_turns(show: Open) -> None:
    page = show("view=compare")
    fold = page.get_by_role("button", name="Scale").first
    before = len(_rows(page))
    fold.click()
    assert page.locator("[data-topic=scale]").get_attribute("aria-expanded") == "false"
    assert len(_rows(page)) < before
    page.click("#turn")
    assert page.locator(".grid.turned tbody th.notice").count() == 7
    assert page.locator("#turn").evaluate("element => element === document.activeElement")


def _cell(page: Page, variable: str, notice: int) -> Any:
    index = page.evaluate(
        "id => JSON.parse(document.getElementById('data').textContent)"
        ".variables.findIndex(variable => variable.id === id)",
        variable,
    )
    return page.locator(f'td.cell[data-n="{notice}"][data-v="{index}"]')


def test_a_cell_leads_to_its_sentence_and_on_to_the_notice(show: Open) -> None:
    page = show("view=compare")
    _filter(page, "households")
    _cell(page, "households", RENOVATION).click()
    panel = page.get_by_role("dialog", name="Households")
    assert panel.locator("mark.own").first.inner_text() == "住房3.12万户"
    assert panel.locator(".said").first.inner_text().startswith("2023—2025年，全市计划改造")
    assert "target" in panel.locator("code").last.inner_text()
    panel.get_by_role("link", name="Open in the notice").first.click()
    active = page.locator("#text .piece.active").first
    active.wait_for()
    assert active.inner_text() == "住房3.12万户"
    assert active.evaluate(
        "e => { const box = e.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight; }"
    )


def test_the_keyboard_alone_opens_a_cell_and_comes_back(show: Open) -> None:
    page = show("view=compare")
    _filter(page, "households")
    page.focus("td.cell[tabindex='0']")
    for _ in range(RENOVATION):
        page.keyboard.press("ArrowRight")
    focused = page.locator("td.cell:focus")
    assert focused.get_attribute("data-n") == str(RENOVATION)
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").locator("h2:focus").count() == 1
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert focused.get_attribute("data-n") == str(RENOVATION)


def test_the_keyboard_goes_through_the_highlights(show: Open) -> None:
    page = show(f"view=notice&n={RENOVATION}")
    page.focus("#text mark[tabindex='0']")
    first = page.locator("#text mark:focus").inner_text()
    assert page.locator("#tip").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#text mark:focus").inner_text() != first
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").locator("article").count() >= 1
    page.keyboard.press("Escape")
    assert page.locator("#text mark:focus").count() == 1


def test_types_are_switched_on_and_off(show: Open) -> None:
    page = show(f"view=notice&n={RENOVATION}")
    for name in ("targets", "deadlines", "responsibilities", "funding", "eligibility"):
        page.uncheck(f"input[data-type={name}]")
    left = page.locator("#text mark:not(.off)")
    assert left.count() > 20
    assert {
        kind
        for kinds in left.evaluate_all("all => all.map(e => e.dataset.types)")
        for kind in kinds.split()
        if kind == "works"
    } == {"works"}


def test_the_text_is_the_notice_to_the_letter(show: Open, corpus_dir: Path) -> None:
    page = show(f"view=notice&n={RENOVATION}")
    lines = page.locator("#text > *").evaluate_all("all => all.map(e => e.textContent)")
    text = (corpus_dir / "notices" / "yunling_renovation.txt").read_text("utf-8")
    assert "\n".join(lines) == text


def test_rows_of_cells_are_a_table(show: Open, corpus_dir: Path) -> None:
    page = show("view=notice&n=0")
    text = (corpus_dir / "notices" / "anlan_tables.txt").read_text("utf-8")
    (row, *_) = [line for line in text.splitlines() if "\t" in line]
    cells = page.locator("#text table.cells tr").first.locator("td")
    assert cells.all_inner_texts() == [cell.strip() for cell in row.split("\t")]


def test_the_language_changes_everywhere_and_is_remembered(show: Open, report: Path) -> None:
    page = show("view=compare")
    page.click("#language")
    assert page.locator("h1").inner_text() == "比较"
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert "lang=zh" in page.url
    page.fill("#filter-variables", "户数")
    page.locator(".grid th.variable", has_text="户数").first.wait_for()
    page.goto(f"{report.as_uri()}#view=overview")
    page.reload()
    assert page.locator("h1").inner_text() == "政策文件比较报告"
    english = page.locator("main").evaluate(
        "main => main.innerText.match(/\\b(stated|notices?|Targets|Scale)\\b/g)"
    )
    assert english is None


def test_colours_follow_the_reader(show: Open) -> None:
    page = show("view=overview", color_scheme="dark")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.click("#theme")
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "light"


CHARTS = ("indicator", "household", "shares", "timeline", "duties", "works")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_has_a_title_a_table_and_marks_that_lead_to_records(show: Open, chart: str) -> None:
    page = show("view=charts")
    figure = page.locator(f"#chart-{chart}")
    figure.scroll_into_view_if_needed()
    assert figure.locator("h2").text_content()
    figure.locator("summary").click()
    assert figure.locator(".plain-table tbody tr").count() >= 1
    mark = figure.locator(".press, .heat button").first
    assert mark.get_attribute("aria-label")
    mark.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").locator("article.record mark.own").count() >= 1


def test_the_indicator_of_a_chart_is_chosen(show: Open) -> None:
    page = show("view=charts")
    page.select_option("#indicator", label="Investment")
    assert page.locator("#chart-indicator h2").inner_text() == "Investment by notice"
    assert page.locator("#indicator").evaluate("e => e === document.activeElement")


def test_a_hostile_notice_is_shown_and_runs_nothing(show: Open) -> None:
    number = HOSTILE_NUMBER
    page = show(f"view=notice&n={number}")
    text = page.locator("#text").evaluate(
        "e => [...e.children].map(line => line.textContent).join('\\n')"
    )
    assert text == HOSTILE
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main script, #text svg, #text b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(page.url.replace(f"notice&n={number}", "problems"))
    page.goto(page.url.replace("problems", "compare"))
    assert page.locator(".grid").is_visible()
    assert page.evaluate("window.hacked") is None


def test_code_points_beyond_the_first_plane_do_not_shift_what_follows(show: Open) -> None:
    page = show(f"view=notice&n={HOSTILE_NUMBER}")
    found = page.locator("#text mark").all_inner_texts()
    assert any(text.startswith("2024年11月底前") for text in found)


LANDMARKS: dict[Any, int] = {"banner": 1, "main": 1, "navigation": 1, "dialog": 0}


def test_landmarks_stand_where_they_should(show: Open) -> None:
    page = show("view=overview")
    assert {role: page.get_by_role(role).count() for role in LANDMARKS} == LANDMARKS
    banner = page.get_by_role("banner").bounding_box()
    main = page.get_by_role("main").bounding_box()
    assert banner and main
    assert (banner["x"], banner["y"], banner["width"]) == (0, 0, 1440)
    assert banner["height"] < 80 <= main["y"] + 40
    assert abs(main["x"] - (1440 - main["width"]) / 2) < 2
    assert main["width"] <= 1280


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_is_wider_than_the_screen(show: Open, view: str) -> None:
    page = show(f"view={view}")
    for width in (1024, 768, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.reload()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_paper_holds_every_notice_and_nothing_to_click(show: Open) -> None:
    page = show("view=compare")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper thead th.notice").count() == 7
    assert not page.locator("#top").is_visible()
    assert not page.locator("#grid").is_visible()
    rows = page.locator("#paper table").first.locator("tbody tr:not(.topic)").count()
    assert rows > 60
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper").count() == 0
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(show: Open, view: str, language: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tall = {"width": 1440, "height": 9000 if view == "charts" else 900}  # all charts are drawn
    page = show(f"view={view}&lang={language}", color_scheme=scheme, viewport=tall)
    if view == "compare":
        _filter(page, "households")
        page.locator("td.cell.number").first.click()
    if view.startswith("notice&"):
        page.locator("#text mark:not(.off)").first.click()
    response = Axe().run(page).response
    assert len(response["passes"]) > 15
    grave = [
        (
            item["id"],
            [node["html"][:160] for node in item["nodes"][:3]],
            item["nodes"][0]["any"][:1],
        )
        for item in response["violations"]
        if item["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_a_folder_becomes_a_page(tmp_path: Path, corpus_dir: Path) -> None:
    from click.testing import CliRunner

    from extractor.cli import main

    run = CliRunner().invoke
    sample = str(corpus_dir / "notices" / "dianti.txt")
    assert run(main, ["extract", sample, "-o", str(tmp_path / "out")]).exit_code == 0
    made = []
    for name, command in {
        "folder": ["report", str(tmp_path / "out")],
        "file": ["report", sample],
        "compared": ["compare", str(tmp_path / "out")],
    }.items():
        result = run(main, [*command, "-o", str(tmp_path / f"{name}.html")])
        assert result.exit_code == 0, result.output
        made.append((tmp_path / f"{name}.html").read_bytes())
    assert made[0] == made[1] == made[2]
    wrong = run(main, ["report", sample, "-o", str(tmp_path / "r.txt")])
    assert wrong.exit_code == 2 and "ends in .html" in wrong.output


ONE_LINE = (
    "云岭市2024年老旧小区改造实施方案\n"
    "一、目标任务2024年，全市改造老旧小区58个，涉及居民1200户。二、资金保障市财政按核定投资的20%给予补助。"
    "三、组织实施市住房城乡建设局负责督促检查。\n"
)
PHONES = "临溪县数字经济发展工作方案\n一、目标任务\n2024年，移动电话用户达到2990万户。\n"
UNTITLED = "一、目标任务\n2024年，全市改造老旧小区58个。\n"


@pytest.fixture
def cities(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report on a notice in one line, one of other things, one without title, a failure."""
    texts = {"line.txt": ONE_LINE, "phones.txt": PHONES, "untitled.txt": UNTITLED}
    notices = [extract(Document.from_text(text, name)) for name, text in texts.items()]
    known = dict(zip((n.source.text_sha256 for n in notices), texts.values(), strict=True))
    write_report([*notices, FAILURE], known, tmp_path / "r.html")
    pages = []

    def opened(address: str, width: int = 1200) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.goto(f"{(tmp_path / 'r.html').as_uri()}#{address}")
        return page

    yield opened
    for page in pages:
        page.close()


def test_a_notice_in_one_line_is_shown_section_by_section(cities: Open) -> None:
    page = cities("view=notice&n=0")
    lines = [text for text in page.locator("#text p").all_inner_texts() if text.strip()]
    assert [line[:6] for line in lines[1:]] == ["一、目标任务", "二、资金保障", "三、组织实施"]
    page.locator(".outline button").last.click()
    marked = page.locator("#text [data-at]").evaluate_all("all => all.map((p) => p.dataset.at)")
    assert [ONE_LINE[int(at) :][:2] for at in marked[1:4]] == ["一、", "二、", "三、"]


def test_numbers_of_other_things_are_told_and_not_drawn(cities: Open) -> None:
    page = cities("view=charts&lang=zh")
    chart = page.locator("#chart-indicator")
    assert "临溪县：移动电话用户" in chart.inner_text()
    rows = chart.locator("tbody th").all_text_contents()
    assert rows == ["云岭市"]
    page = cities("view=compare&lang=zh")
    row = page.locator("tr", has=page.locator("th", has_text="户数")).first
    assert "移动电话用户" in row.inner_text()


def test_untitled_notices_and_failures_say_which_and_why_in_chinese(cities: Open) -> None:
    assert "无标题（untitled.txt）" in cities("view=notices&lang=zh").locator("main").inner_text()
    reasons = cities("view=problems&lang=zh").locator("main").inner_text()
    assert "请另存为" in reasons and "save it as text" in reasons


def test_questions_leave_room_for_answers_on_a_narrow_screen(cities: Open) -> None:
    page = cities("view=compare&lang=en", width=420)
    boxes = page.locator(".grid tbody tr > :first-child").evaluate_all(
        "all => all.map((cell) => [cell.offsetWidth, cell.getBoundingClientRect().height])"
    )
    assert max(width for width, _ in boxes) <= 130
    assert all(height == int(height) for _, height in boxes), "lines meet on whole pixels"
