"""The pipe for spaCy users: groups, offsets, words as tokens, entry points, processes, saving."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import Document, ExtractorError, extract
from extractor.models import RECORD_TYPES
from extractor.spacy_pipe import WordTokenizer, displacy_options, segmented

GROUPS = [*RECORD_TYPES, "gongwen"]
TEXT = (
    "云岭市城镇老旧小区改造工作方案\n"
    "一、工作目标\n"
    "2024年底前，完成老旧小区改造50个、加装电梯20部。\n"
    "二、资金筹措\n"
    "居民出资比例不低于10%。\n"
    "三、职责分工\n"
    "市住房城乡建设局牵头负责老旧小区改造工作，市财政局配合。\n"
)


@pytest.fixture(scope="module")
def by_character() -> Language:
    nlp = spacy.blank("zh")
    nlp.add_pipe("gongwen")
    return nlp


@pytest.fixture(scope="module")
def by_word() -> Language:
    return segmented()


@pytest.fixture(scope="module")
def notices(corpus_dir: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((corpus_dir / "notices").glob("*.txt"))]


def _seen(doc: Doc) -> list[tuple[str, str, str, str, object]]:
    return [
        (name, span.text, span.label_, span.id_, span._.record)
        for name, group in doc.spans.items()
        for span in group
    ]


def test_the_example(by_character: Language) -> None:
    doc = by_character(TEXT)
    assert [(s.text, s.label_) for s in doc.spans["targets"]] == [
        ("老旧小区改造50个", "communities"),
        ("电梯20部", "elevators"),
    ]
    assert ("市住房城乡建设局", "lead") in {
        (s._.record.actor, s.label_) for s in doc.spans["responsibilities"]
    }
    assert [s.label_ for s in doc.spans["funding"]] == ["share"]


def test_groups_are_those_of_the_notice_in_its_order(by_character: Language) -> None:
    doc = by_character(TEXT)
    assert list(doc.spans) == GROUPS
    notice = extract(Document.from_text(TEXT))
    assert doc._.policy == notice
    for name in RECORD_TYPES:
        assert [span._.record for span in doc.spans[name]] == list(getattr(notice, name))
    everything = doc.spans["gongwen"]
    assert len(everything) == sum(len(doc.spans[name]) for name in RECORD_TYPES)
    assert [s.start for s in everything] == sorted(s.start for s in everything)
    assert everything[0].label_.partition(":")[0] in RECORD_TYPES


def test_by_character_a_span_is_the_evidence(by_character: Language, notices: list[str]) -> None:
    for doc in by_character.pipe(notices):
        for span in doc.spans["gongwen"]:
            own = span._.record.evidence[0]
            assert (span.start_char, span.end_char, span.text) == (own.start, own.end, own.text)


def test_by_word_a_span_holds_the_evidence(by_word: Language, notices: list[str]) -> None:
    for text, doc in zip(notices, by_word.pipe(notices), strict=True):
        assert doc.text == text
        assert doc._.policy == extract(Document.from_text(text))
        for span in doc.spans["gongwen"]:
            own = span._.record.evidence[0]
            assert doc.text[own.start : own.end] == own.text
            assert span.start_char <= own.start and own.end <= span.end_char
            # not a token wider than it must be
            assert span[0].idx + len(span[0]) > own.start and span[-1].idx < own.end


@pytest.mark.parametrize("text", ["", " ", "\n", "　", "无计划。"])
def test_a_text_without_a_plan_has_empty_groups(
    by_character: Language, by_word: Language, text: str
) -> None:
    for nlp in (by_character, by_word):
        doc = nlp(text)
        assert doc.text == text
        assert {name: len(group) for name, group in doc.spans.items()} == dict.fromkeys(GROUPS, 0)
        assert "no_plan" in {warning.code for warning in doc._.policy.warnings}


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("Windows line ends", lambda text: text.replace("\n", "\r\n")),
        ("old Macintosh line ends", lambda text: text.replace("\n", "\r")),
        ("a byte order mark", lambda text: "\ufeff" + text),
    ],
)
def test_offsets_are_of_the_text_given(
    by_character: Language, by_word: Language, reason: str, change: object
) -> None:
    assert callable(change)
    text = change(TEXT)
    unchanged = by_character(TEXT)
    plain = [span.text for span in unchanged.spans["gongwen"]]
    for nlp in (by_character, by_word):
        doc = nlp(text)
        own = [span._.record.evidence[0] for span in doc.spans["gongwen"]]
        assert doc.text == text
        assert [re.sub("\r\n?", "\n", text[e.start : e.end]) for e in own] == plain, reason


@settings(max_examples=60)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_words_as_tokens_keep_every_character(text: str) -> None:
    doc = WordTokenizer(spacy.vocab.Vocab())(text)
    assert doc.text == text
    assert all(len(token) for token in doc)


def test_words_are_tokens(by_word: Language) -> None:
    doc = by_word.make_doc("改造 老旧小区，\n  由农业农村局牵头\n")
    shown = ["改造", "老旧小区", "，", "\n", " ", " ", "由", "农业农村", "局", "牵头", "\n"]
    assert [token.text for token in doc] == shown
    assert doc[0].whitespace_ == " " and doc[0].text_with_ws == "改造 "


def test_both_entry_points_are_found_after_an_install() -> None:
    for group, name in (("spacy_factories", "gongwen"), ("spacy_tokenizers", "gongwen.words.v1")):
        (point,) = entry_points(group=group, name=name)
        assert callable(point.load())
    script = (
        "import spacy, sys; nlp = spacy.blank('zh'); slow = 'extractor.pipeline' in sys.modules; "
        "nlp.add_pipe('gongwen'); print(slow, nlp.pipe_names, nlp('').spans['works'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd="/")
    assert done.stdout == "False ['gongwen'] []\n", done.stderr


@pytest.mark.parametrize("make", ["by_character", "by_word"])
def test_two_processes_give_what_one_gives(
    make: str, request: pytest.FixtureRequest, notices: list[str]
) -> None:
    nlp = request.getfixturevalue(make)
    texts = [*notices[:3], "", TEXT]
    one = list(nlp.pipe(texts))
    two = list(nlp.pipe(texts, n_process=2, batch_size=1))
    assert [list(doc.spans) for doc in two] == [GROUPS] * len(texts)
    assert [doc.text for doc in two] == texts
    assert [_seen(doc) for doc in two] == [_seen(doc) for doc in one]
    assert [doc._.policy for doc in two] == [doc._.policy for doc in one]


@pytest.mark.parametrize("make", ["by_character", "by_word"])
def test_a_pipeline_is_saved_and_loaded(
    make: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    nlp = request.getfixturevalue(make)
    expected = _seen(nlp(TEXT))
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    again = spacy.blank("zh", config=nlp.config).from_bytes(nlp.to_bytes())
    assert loaded.pipe_names == again.pipe_names == ["gongwen"]
    for other in (loaded, again, pickle.loads(pickle.dumps(nlp))):
        doc = other(TEXT)
        assert _seen(doc) == expected
        assert [token.text for token in doc] == [token.text for token in nlp.make_doc(TEXT)]


def test_a_document_is_saved_with_its_notice(by_word: Language) -> None:
    doc = by_word(TEXT)
    data = DocBin(store_user_data=True)
    data.add(doc)
    (back,) = DocBin().from_bytes(data.to_bytes()).get_docs(spacy.blank("zh").vocab)
    assert back._.policy == doc._.policy
    assert _seen(back) == _seen(doc)


def test_displacy_shows_what_was_found(by_word: Language) -> None:
    doc = by_word(TEXT)
    options = displacy_options(doc)
    html = displacy.render(doc, style="span", options=options, jupyter=False)
    for span in doc.spans["gongwen"]:
        assert span.label_ in html
        assert all(token.text in html for token in span)
        assert options["colors"][span.label_] in html
    assert html.count("<span") > len(doc.spans["gongwen"])
    one = displacy.render(doc, style="span", options={"spans_key": "targets"}, jupyter=False)
    assert "communities" in one and "share" not in one


def test_your_own_patterns(tmp_path: Path) -> None:
    (tmp_path / "targets.toml").write_text('kind = "no such kind"\n', "utf-8")
    nlp = spacy.blank("zh")
    nlp.add_pipe("gongwen", config={"patterns": str(tmp_path)})
    with pytest.raises(ExtractorError, match="no such kind"):
        nlp(TEXT)
    with pytest.raises(ValueError, match="colour"):
        spacy.blank("zh").add_pipe("gongwen", config={"colour": "red"})


def test_a_document_that_was_not_read_has_no_policy() -> None:
    doc = spacy.blank("zh")("改造")
    assert doc._.policy is None and doc[:1]._.record is None


def test_without_spacy_the_error_names_the_install_line() -> None:
    script = "import sys; sys.modules['spacy'] = None; import extractor.spacy_pipe"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.endswith("pip install 'gongwen-extractor[spacy]'\n")


def test_the_documented_example_runs(repo_root: Path) -> None:
    page = (repo_root / "docs/spacy.md").read_text("utf-8")
    (code, printed) = re.findall(r"```(?:python|text)\n(.*?)```", page, re.DOTALL)[:2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="/")
    assert (done.stderr, done.stdout) == ("", printed)
