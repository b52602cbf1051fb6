"""Rules as data: every rule holds its own examples, and a bad entry is refused."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import PatternError
from extractor.pattern_check import check_patterns, check_rule
from extractor.patterns import Rule, _by_prefix, alternation, load_patterns

PATTERNS = load_patterns()
RULES = list(itertools.chain.from_iterable(PATTERNS.rules.values()))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_its_examples_and_leaves_the_others_alone(rule: Rule) -> None:
    assert list(check_rule(rule, PATTERNS)) == []


ENTRY = """
[[pattern]]
id = "own.roof-money"
triggers = ["屋顶"]
regex = '''屋顶绿化(?P<instrument>奖励)'''
yields = { kind = "source", payer = "municipal", instrument = "subsidy" }
examples = [
  { text = "对屋顶绿化奖励作出安排", expect = { payer = "municipal", instrument = "subsidy" } },
  { text = "落实屋顶绿化奖励", expect = { payer = "municipal" } },
  { text = "发放屋顶绿化奖励", expect = { kind = "source" } },
]
not = ["推广屋顶绿化"]
"""


def _folder(tmp_path: Path, text: str, kind: str = "funding") -> Path:
    (tmp_path / "own.toml").write_text(f'kind = "{kind}"\n{text}', "utf-8")
    return tmp_path


def test_a_folder_of_ones_own_is_checked_without_ours(tmp_path: Path) -> None:
    report = check_patterns(_folder(tmp_path, ENTRY))
    assert (report.faults, report.rules, report.texts) == ((), 1, 4)
    assert report.summary == "1 rules, 4 examples and counter-examples: no faults"


FAULTS = [
    (
        'text = "落实屋顶绿化奖励"',
        'text = "落实墙面绿化奖励"',
        "does not match its example '落实墙面绿化奖励'",
        "an example that is not read",
    ),
    (
        'not = ["推广屋顶绿化"]',
        'not = ["落实屋顶绿化奖励"]',
        "which it must leave alone",
        "a counter-example that is",
    ),
    (
        'expect = { payer = "municipal" } },',
        'expect = { payer = "county" } },',
        "expected {'payer': 'county'}, got",
        "another value",
    ),
    (
        '  { text = "发放屋顶绿化奖励", expect = { kind = "source" } },\n',
        "",
        "2 examples; give 3",
        "too few examples",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "reason"), FAULTS)
def test_faults_are_found(tmp_path: Path, old: str, new: str, message: str, reason: str) -> None:
    assert old in ENTRY
    faults = check_patterns(_folder(tmp_path, ENTRY.replace(old, new))).faults
    assert len(faults) == 1, reason
    assert faults[0].startswith("own.toml: own.roof-money: ") and message in faults[0]


REFUSED = [
    (ENTRY.replace('triggers = ["屋顶"]\n', ""), "needs triggers", "no trigger"),
    (ENTRY.replace("not = ", "# not = "), "needs id, examples and not", "no counter-example"),
    (
        ENTRY.replace("(?P<instrument>", "(?P<colour>"),
        "groups .'colour'. are not read",
        "a group nobody reads",
    ),
    (
        ENTRY.replace('kind = "source"', 'size = "big"'),
        "yields .'size'. are not read",
        "a constant nobody reads",
    ),
    (
        ENTRY.replace('payer = "municipal", instrument', 'payer = "enterprise", instrument'),
        "payer 'enterprise' is not one of central, county",
        "a constant outside its list",
    ),
    (ENTRY.replace("屋顶绿化(", "{rooftop}("), "unknown fragment {rooftop}", "an unknown fragment"),
    (ENTRY.replace("屋顶绿化(", "{@no/list}("), "no word list no/list.txt", "an unknown word list"),
    (ENTRY.replace("奖励)", "奖励"), "not a valid regex", "an open group"),
    (ENTRY + ENTRY, "own.roof-money stands in own.toml", "an id twice"),
    (ENTRY + "colour = 1", "unknown keys .'colour'.", "an unknown key"),
    (ENTRY + 'words = "duties/lead"', "either regex or words", "a regex and words"),
    ("[[pattern", "not valid TOML", "no TOML"),
]


@pytest.mark.parametrize(("text", "message", "reason"), REFUSED)
def test_a_bad_entry_is_refused(tmp_path: Path, text: str, message: str, reason: str) -> None:
    with pytest.raises(PatternError, match=message):
        check_patterns(_folder(tmp_path, text))


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="kind = 'colour'"):
        check_patterns(_folder(tmp_path, ENTRY, kind="colour"))


def test_an_empty_word_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# nothing\n", "utf-8")
    with pytest.raises(PatternError, match="an empty word list"):
        load_patterns(tmp_path)


def test_longer_terms_come_first() -> None:
    assert alternation(["市", "市政府", "市政"]) == "(?:市政府|市政|市)"


@given(
    st.sets(st.text("市政府民局.+", min_size=1, max_size=4), min_size=1), st.text("市政府民局.+")
)
def test_many_words_written_by_prefixes_match_as_few_do(words: set[str], text: str) -> None:
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    match = regex.match(_by_prefix(sorted(words)), text)
    assert (match and match[0]) == longest


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_the_digest_is_of_what_the_rules_say(tmp_path: Path) -> None:
    own = load_patterns(_folder(tmp_path, ENTRY)).digest
    assert own != PATTERNS.digest == load_patterns().digest
