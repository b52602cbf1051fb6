"""What the tests share: where things are, and how generated examples are drawn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

from tools.render.office import find_chromium, find_soffice

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled rules beside pytest's own cache: for every process of the tests, not the user's."""
    os.environ.setdefault("GONGWEN_CACHE", str(config.rootpath / ".pytest_cache" / "rules"))


def need_shared() -> Path:
    """Return ``../shared``; skip the test without it, or fail if it is said to be there."""
    if (SHARED / "notices").is_dir():
        return SHARED
    reason = "../shared is not beside the project"
    if os.environ.get("GONGWEN_REQUIRE_SHARED") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def need_program(found: str | None, name: str) -> str:
    """Return the command of a program; skip the test without it, or fail where it must be there.

    ``GONGWEN_REQUIRE_TOOLS=1`` says that it must: LibreOffice, Chromium and the OCR models are what
    a machine may lack, and what CI installs.
    """
    if found:
        return found
    reason = f"{name} is not installed"
    if os.environ.get("GONGWEN_REQUIRE_TOOLS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> str:
    """The command of LibreOffice."""
    return need_program(find_soffice(), "LibreOffice")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The command of a Chromium browser."""
    return need_program(find_chromium(), "Chromium")


@pytest.fixture(scope="session")
def ocr() -> None:
    """Skip the test without the extra ``ocr``, or fail where it must be there."""
    there = all(find_spec(name) for name in ("rapidocr", "onnxruntime"))
    need_program("rapidocr" if there else None, "the extra ocr")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that takes ``shared_notice`` one run for each of the shared notices."""
    if "shared_notice" in metafunc.fixturenames:
        paths = sorted((SHARED / "notices").glob("*.txt"))
        cases = [pytest.param(path, id=path.stem[:3]) for path in paths]
        absent = pytest.param(None, id="absent")
        metafunc.parametrize("shared_notice", cases or [absent], indirect=True)


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """The folder that holds ``pyproject.toml``."""
    return ROOT


@pytest.fixture(scope="session")
def corpus_dir() -> Path:
    """The sample notices with their gold."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The real notices and their gold, where they are beside the project."""
    return need_shared()


@pytest.fixture
def shared_notice(request: pytest.FixtureRequest) -> Path:
    """One of the real notices; a test that takes it runs once for each."""
    need_shared()
    path = request.param
    assert isinstance(path, Path)
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A real Chromium without a network of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium)
        yield running
        running.close()
