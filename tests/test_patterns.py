"""Rules as data: every rule holds its own examples, and a bad entry is refused."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractor import extract, extract_many
from extractor.errors import PatternError
from extractor.models import RECORD_TYPES, Failure
from extractor.pattern_check import check_patterns, check_rule
from extractor.patterns import Rule, _by_prefix, alternation, load_patterns
from extractor.rule_kinds import MADE

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


def _with(constant: str) -> str:
    return ENTRY.replace('kind = "source"', f'kind = "source", {constant}', 1)


def _list(base: Path, name: str, text: str) -> None:
    path = base / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.csv"  # beside rules, where a .txt would be a word list
    path.write_text("云岭市服务工作方案\n一、任务\n便民服务站负责办理登记。\n", "utf-8")
    return path


def _folder(tmp_path: Path, text: str, kind: str = "funding") -> Path:
    (tmp_path / "own.toml").write_text(f'kind = "{kind}"\n{text}', "utf-8")
    return tmp_path


def test_a_folder_of_ones_own_is_checked_without_ours(tmp_path: Path) -> None:
    report = check_patterns(_folder(tmp_path, ENTRY))
    assert (report.faults, report.rules, report.texts) == ((), 1, 4)
    assert report.summary == "1 rule, 4 examples and counter-examples: no faults"


def test_word_lists_of_ones_own_are_counted(tmp_path: Path) -> None:
    words, both = tmp_path / "words", tmp_path / "both"
    for folder in (words, both):
        _list(folder, "bodies/names/transport", "低空经济局\n低空服务站  # a desk\n")
    assert check_patterns(words).summary == "1 word list with 2 terms: no faults"
    tried = "1 rule, 4 examples and counter-examples, 1 word list with 2 terms"
    assert check_patterns(_folder(both, ENTRY)).summary == f"{tried}: no faults"


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
    ("pattern = ['own.roof-money']", "each rule under a line", "no entries"),
    (ENTRY.replace('id = "own.roof-money"', "id = 7"), "id must be a text", "a number as id"),
    (
        regex.sub(r"examples = \[.*?\n\]", 'examples = ["abc"]', ENTRY, flags=regex.S),
        "examples must be a list of { text",
        "examples without keys",
    ),
    (ENTRY.replace("expect = { kind", "expct = { kind"), "examples must be", "a key misspelt"),
    (ENTRY.replace('["推广屋顶绿化"]', '"推广"'), "not must be a list of texts", "no list"),
    (ENTRY.replace('["屋顶"]', '"屋顶"'), "triggers must be a list of texts", "one trigger word"),
    (
        ENTRY.replace('"own.roof-money"', '"deadline.sentence"'),
        "the id is taken",
        "an id of code's",
    ),
    (_with('needs = "monney"'), "needs 'monney' is not one of granted, heading", "needs"),
    (_with('weak = "claus"'), "weak 'claus' is not one of clause, part", "weak"),
    (_with('role = "caps"'), "role 'caps' is not one of cap, threshold", "role"),
    (_with('default = ["county"]'), "default is a list or a table", "two values"),
    (ENTRY.replace('kind = "source", ', ""), "kind funding needs yields kind", "no kind"),
]


OTHER_KINDS = [
    ("hedge", 'side = "befor", comparator = "ge"', "side 'befor' is not one of after, before, far"),
    ("hedge", 'side = "before", comparator = "more"', "comparator 'more' is not one of"),
    ("hedge", 'side = "far", comparator = "ge"', 'side = "far" needs yields reach'),
    ("hedge", 'side = "far", comparator = "ge", reach = "8"', "reach '8' is not a whole number"),
    ("hedge", 'comparator = "ge"', "kind hedge needs yields side"),
    ("unit", "factor = 10", "kind unit needs yields dimension"),
    ("unit", 'dimension = "count", factor = "ten"', "factor 'ten' is not a number"),
    ("target", 'dimension = "count", weak = "no"', "weak 'no' is not one of true"),
    ("target", 'dimension = "count", change = "more"', "change 'more' is not one of decrease"),
    ("target", 'dimension = ""', "dimension is empty"),
    ("date", 'relation = "until"', "relation 'until' is not one of by, during"),
    ("eligibility", 'kind = "include", form = "admits"', "form 'admits' is not one of admit"),
    ("eligibility", 'kind = "include", form = "admit"', 'form = "admit" needs a group subject'),
    ("eligibility", 'kind = "built_before", form = "clause"', "needs a group year"),
    ("work", 'form = "things"', "form 'things' is not one of aside, blank, doing"),
    ("work", 'form = "item"', 'form = "item" needs yields item'),
    ("work", 'form = "item", item = "roads"', 'form = "item" needs a group what'),
]


@pytest.mark.parametrize(("kind", "yields", "message"), OTHER_KINDS)
def test_a_constant_that_no_mechanism_reads_is_refused(
    tmp_path: Path, kind: str, yields: str, message: str
) -> None:
    text = f"""[[pattern]]
id = "own.rule"
triggers = ["屋顶"]
regex = "屋顶"
yields = {{ {yields} }}
examples = [{{ text = "屋顶" }}]
not = ["墙面"]
"""
    with pytest.raises(PatternError, match=f"own.toml: own.rule: .*{message}"):
        load_patterns(_folder(tmp_path, text, kind))


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


UNREAD = [
    ("bodies/stems/aviation.txt", "'aviation' is no type of body; name the file after one of"),
    ("funding/payers/carbon.txt", "'carbon' is no type of payer; .* central, county"),
    ("bodies/stem/transport.txt", "did you mean bodies/stems/transport.txt?"),
    ("funding/grant.txt", "did you mean funding/grants.txt?"),
    ("works/roadss.txt", "did you mean works/roads.txt?"),
    ("notes.txt", "no rule reads this list"),
    ("place.tsv", "the one table is places.tsv"),
    ("sub/places.tsv", "the one table is places.tsv"),
    ("variables.toml", "not read in a folder of your own"),
    ("phrases/duty_subjects.toml", "phrases belong to the code"),
    ("fundin.tml", "holds no rules"),
    (".hidden/own.txt", "holds no rules"),
]


def test_no_list_holds_a_term_twice(repo_root: Path) -> None:
    for path in sorted((repo_root / "patterns").rglob("*.txt")):
        lines = path.read_text("utf-8").splitlines()
        terms = [term for line in lines if (term := line.partition("#")[0].strip())]
        assert len(terms) == len(set(terms)), path.name


@pytest.mark.parametrize(("name", "message"), UNREAD)
def test_what_nothing_reads_is_refused(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("低空经济\n", "utf-8")
    with pytest.raises(PatternError, match=message):
        load_patterns(tmp_path)
    with pytest.raises(PatternError, match=message):
        check_patterns(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="no such folder"):
        load_patterns(tmp_path / "own")
    with pytest.raises(PatternError, match="no such folder"):
        extract_many(tmp_path, patterns=str(tmp_path / "own"))


def test_a_bad_regex_of_ones_own_is_refused_when_loaded(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="not a valid regex"):
        load_patterns(_folder(tmp_path, ENTRY.replace("奖励)", "奖励")))


def test_a_list_that_an_own_rule_names_is_read(tmp_path: Path) -> None:
    _list(tmp_path, "my/roofs", "\ufeff屋顶\n")
    own = load_patterns(_folder(tmp_path, ENTRY.replace("'''屋顶绿化", "'''{@my/roofs}绿化")))
    assert own.words["my/roofs"] == ("屋顶",)


@pytest.mark.parametrize("name", ["bodies/stems/transport.txt", "own.toml", "places.tsv"])
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("低空经济\n", "gb18030")
    with pytest.raises(PatternError, match=f"{name}: not in UTF-8 .*; save it as UTF-8"):
        check_patterns(tmp_path)


def test_a_table_of_places_is_checked(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text("adcode\tname\n", "utf-8")
    with pytest.raises(PatternError, match="line 1: expected the header"):
        check_patterns(tmp_path)
    (failure,) = extract_many(_notice(tmp_path), patterns=tmp_path)
    assert isinstance(failure, Failure) and failure.code == "pattern"


def test_a_term_of_ones_own_leaves_our_lists(tmp_path: Path) -> None:
    own, notice = tmp_path / "own", _notice(tmp_path)
    _list(own, "bodies/names/commerce", "便民服务站\n")
    assert [item.actor_type for item in extract(notice).responsibilities] == ["community"]
    assert [item.actor_type for item in extract(notice, patterns=own).responsibilities] == [
        "commerce"
    ]


def test_a_folder_or_what_was_loaded_of_it(tmp_path: Path) -> None:
    own, notice = tmp_path / "own", _notice(tmp_path)
    _list(own, "bodies/names/commerce", "便民服务站\n")
    loaded = load_patterns(str(own))
    assert load_patterns(loaded) is loaded and loaded.folder == own.resolve()
    expected = extract(notice, patterns=loaded)
    assert extract(notice, patterns=str(own)) == expected
    assert list(extract_many(notice, patterns=loaded)) == [expected]
    assert list(extract_many(notice, patterns=loaded, jobs=2)) == [expected]


def test_a_term_has_one_type(tmp_path: Path) -> None:
    _list(tmp_path, "funding/payers/utility", "碳汇公司\n")
    _list(tmp_path, "funding/payers/other", "碳汇公司\n")
    with pytest.raises(PatternError, match=r"碳汇公司 stands in funding/payers/other\.txt, too"):
        load_patterns(tmp_path)


def test_every_record_names_a_rule(corpus_dir: Path) -> None:
    known = {rule.id for rule in RULES}
    assert not known & MADE.keys()
    for path in sorted((corpus_dir / "notices").glob("*.txt")):
        notice = extract(path)
        records = itertools.chain.from_iterable(getattr(notice, kind) for kind in RECORD_TYPES)
        assert {record.rule for record in records} <= known | MADE.keys(), path.name


def test_every_id_in_the_code_is_an_entry_or_made(repo_root: Path) -> None:
    known = {rule.id for rule in RULES} | MADE.keys()
    kinds = "deadline|duty|funding|eligibility|target|works"
    for path in sorted((repo_root / "extractor" / "records").glob("*.py")):
        for name in regex.findall(
            rf'(?<!phrase\(|wording\(|f)"((?:{kinds})\.[a-z-]*[a-z])"', path.read_text("utf-8")
        ):
            assert name in known, f"{path.name}: {name}"


def test_longer_terms_come_first() -> None:
    assert alternation(["市", "市政府", "市政"]) == "(?:市政府|市政|市)"
    assert not regex.search(alternation([]), "市")


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
