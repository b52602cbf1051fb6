"""Phrases: expressions that code asks for by name, kept as data."""

from pathlib import Path

import pytest
import regex

from extractor.errors import PatternError
from extractor.phrases import all_phrases, phrase, read_phrase, wording

ASKED = regex.compile(r"""(?:phrase|wording)\(\s*["']([a-z0-9_.]+)["']\s*\)""")
NAMED = regex.compile(r"\{([a-z0-9_]+\.[a-z0-9_]+)\}")


def test_every_phrase_is_asked_for_and_every_name_asked_for_is_a_phrase(repo_root: Path) -> None:
    asked = set()
    for path in (repo_root / "extractor").rglob("*.py"):
        if path.name != "phrases.py":
            asked |= set(ASKED.findall(path.read_text("utf-8")))
    for path in (repo_root / "patterns/phrases").glob("*.toml"):
        asked |= set(NAMED.findall(path.read_text("utf-8")))
    assert asked == {each.name for each in all_phrases()}


def test_line_breaks_are_no_part_of_a_phrase_and_names_are_filled_in() -> None:
    members = read_phrase("duty_subjects.members").expression
    assert not regex.search(r"\s", members)
    assert f"(?:{wording('body_forms.may_act')})" in wording("body_forms.inner")
    assert phrase("body_forms.inner").fullmatch("云")


@pytest.mark.parametrize("name", ["duty_subjects.nothing", "nothing.step", "step"])
def test_a_name_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(PatternError, match="phrases/"):
        read_phrase(name)
