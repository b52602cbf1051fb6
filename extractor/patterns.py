"""Loads ``patterns/``: rules as data, word lists and fragments, checked before anything runs.

A rule file is TOML::

    kind = "funding"                      # which mechanism reads the rules of this file

    [[pattern]]
    id = "funding.residents-share"        # unique; every record names its rule
    triggers = ["自筹"]                   # one of these words must stand in the clause
    regex = '''居民自筹'''                 # over the joined, folded view; literal string
    yields = { payer = "residents" }      # constants for the records
    examples = [ { text = "…", expect = { payer = "residents", value = 20 } } ]
    not = ["…"]                           # texts that the rule must leave alone

``{name}`` is a fragment of ``fragments.toml``; ``{@bodies/finance}`` the alternation of the word
list ``bodies/finance.txt`` (one term a line, ``#`` comments), longest term first. Instead of a
regex an entry may name a word list: ``words = "duties/lead"``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, get_args

import regex

from extractor.document import fold
from extractor.errors import PatternError
from extractor.models import (
    DutyRole,
    EligibilityKind,
    FundingKind,
    Indicator,
    Instrument,
    Payer,
    Tier,
    WorkItem,
)
from extractor.resources import folder
from extractor.rule_cache import compiled

_MANY = 500
"""Above so many words an alternation is written by prefixes: read up to six times as fast."""
_KEYS = {"id", "regex", "words", "triggers", "yields", "examples", "not", "note"}
_GROUP = regex.compile(r"\(\?P<([a-z0-9_]+)>")
_PLACEHOLDER = regex.compile(r"\{(@?[a-z][a-z0-9_/-]*)\}")


@dataclass(frozen=True)
class Kind:
    """What the mechanism of one kind of rule reads: named groups and constants."""

    groups: frozenset[str]
    yields: frozenset[str]
    triggers: bool = False


def _kind(groups: str, yields: str, *, triggers: bool = False) -> Kind:
    return Kind(frozenset(groups.split()), frozenset(yields.split()), triggers)


KINDS: dict[str, Kind] = {
    "unit": _kind("", "dimension unit factor digits"),
    "hedge": _kind("", "comparator side weak reach"),
    "date": _kind(
        "nth year relative month day ten quarter half edge year2 relative2 month2 day2 ten2"
        " quarter2 half2 edge2 to bound plan every times weekday weekday2 signed separator typo"
        " years",
        "relation",
    ),
    "noise": _kind("", ""),
    "part": _kind("title issuer number date place body name kind value from to", "part"),
    "target": _kind("quantity what area verb", "indicator dimension change weak row clause"),
    "not_target": _kind("quantity", "reason", triggers=False),
    "deadline": _kind("", "reason"),
    "duty": _kind("name names closed duties", "role"),
    "not_duty": _kind("", ""),
    "funding": _kind(
        "payer instrument",
        "payer default instrument kind needs public role weak",
        triggers=True,
    ),
    "eligibility": _kind("year month day edge what subject", "kind form", triggers=True),
    "work": _kind("what", "item tier form", triggers=False),
}


VALUES: dict[tuple[str, str], frozenset[str]] = {
    ("target", "indicator"): frozenset(get_args(Indicator)),
    ("duty", "role"): frozenset((*get_args(DutyRole), "none")),
    ("funding", "payer"): frozenset(get_args(Payer)),
    ("funding", "default"): frozenset(get_args(Payer)),
    ("funding", "instrument"): frozenset(get_args(Instrument)),
    ("funding", "kind"): frozenset((*get_args(FundingKind), "none", "paid")),
    ("eligibility", "kind"): frozenset(get_args(EligibilityKind)),
    ("work", "item"): frozenset(get_args(WorkItem)),
    ("work", "tier"): frozenset(get_args(Tier)),
}
"""The closed lists that constants of rules are taken from, by kind and key of yields."""


@dataclass(frozen=True)
class Example:
    """A text in the genre's register and the fields that the rule must read from it."""

    text: str
    expect: Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """One entry of a pattern file."""

    id: str
    kind: str
    source: str
    expression: str
    triggers: tuple[str, ...]
    yields: Mapping[str, Any]
    examples: tuple[Example, ...]
    counter: tuple[str, ...]
    note: str | None = None

    @cached_property
    def regex(self) -> regex.Pattern[str]:
        """The compiled expression; compiled when first used, for start-up's sake.

        Raises PatternError where it is no valid regular expression.
        """
        try:
            return compiled(self.expression)
        except regex.error as error:
            raise PatternError(f"{self.source}: {self.id}: not a valid regex: {error}") from error


@dataclass(frozen=True, eq=False)
class Patterns:
    """All rules and word lists of one or more folders; hashed by identity, to key caches."""

    rules: Mapping[str, tuple[Rule, ...]]
    words: Mapping[str, tuple[str, ...]]
    digest: str
    places: Path
    """The table of places: the user's own, else ours."""

    def of(self, kind: str) -> tuple[Rule, ...]:
        """Return the rules of *kind* in the order of their files and entries."""
        return self.rules.get(kind, ())

    def lists(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """Return the word lists under the folder *prefix* by their bare names."""
        head = prefix.rstrip("/") + "/"
        return {k.removeprefix(head): v for k, v in self.words.items() if k.startswith(head)}

    def by_term(self, folder: str) -> dict[str, str]:
        """Return each term of the lists under *folder* with its list's bare name."""
        return {term: name for name, terms in self.lists(folder).items() for term in terms}


def alternation(terms: Iterable[str]) -> str:
    """Return a group that matches any of *terms*, the longest first.

    >>> alternation(["市", "市政府"])
    '(?:市政府|市)'
    """
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    if len(ordered) > _MANY:
        return _by_prefix(ordered)
    return "(?:" + "|".join(regex.escape(term, special_only=True) for term in ordered) + ")"


def _by_prefix(terms: Sequence[str]) -> str:
    """Return the same group with each common beginning written once.

    Of words that begin alike the shorter is what is left when the longer one's rest is not there,
    so the longest is still tried first.

    >>> _by_prefix(["市政府", "市", "市民"])
    '(?:市(?:政府|民)?)'
    """
    rests: dict[str, list[str]] = {}
    for term in terms:
        rests.setdefault(term[:1], []).append(term[1:])
    optional = rests.pop("", None) is not None
    branches = [
        regex.escape(first, special_only=True) + (_by_prefix(rest) if any(rest) else "")
        for first, rest in rests.items()
    ]
    return "(?:" + "|".join(branches) + ")" + ("?" if optional else "")


def load_patterns(extra: Path | None = None) -> Patterns:
    """Return the project's patterns, with those of the folder *extra* added.

    Its rules are added to ours, the terms of its word lists to our lists of the same name; its
    ``places.tsv`` and fragments of the same name take the place of ours. Raises PatternError
    for an entry that is not well formed; the message names file and entry.
    """
    return _load(extra.resolve() if extra else None)


@lru_cache(maxsize=8)
def _load(extra: Path | None) -> Patterns:
    folders = [folder("patterns")] + ([extra] if extra else [])
    words: dict[str, tuple[str, ...]] = {}
    for base in folders:
        for name, terms in _read_words(base).items():
            words[name] = tuple(dict.fromkeys((*words.get(name, ()), *terms)))
    fragments = _read_fragments(folders, words)
    rules: dict[str, list[Rule]] = {}
    seen: dict[str, str] = {}
    for base in folders:
        for path in sorted(base.rglob("*.toml")):
            if path.name in ("fragments.toml", "variables.toml", "labels.toml"):
                continue
            for rule in _read_rules(path, base, fragments, words):
                if rule.id in seen:
                    raise PatternError(f"{rule.source}: {rule.id} stands in {seen[rule.id]}, too")
                seen[rule.id] = rule.source
                rules.setdefault(rule.kind, []).append(rule)
    places = next(path for base in reversed(folders) if (path := base / "places.tsv").is_file())
    frozen = {kind: tuple(found) for kind, found in rules.items()}
    return Patterns(frozen, words, _digest(folders), places)


def _digest(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for base in folders:
        for path in sorted(p for p in base.rglob("*") if p.suffix in (".toml", ".txt", ".tsv")):
            digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _read_words(base: Path) -> dict[str, tuple[str, ...]]:
    lists = {}
    for path in sorted(base.rglob("*.txt")):
        terms = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
        name = path.relative_to(base).with_suffix("").as_posix()
        lists[name] = tuple(fold(term) for term in terms if term)
        if not lists[name]:
            raise PatternError(f"{name}.txt: an empty word list; add terms or delete the file")
    return lists


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{path.name}: not valid TOML in UTF-8: {error}") from error


def _read_fragments(
    folders: Iterable[Path], words: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    fragments: dict[str, str] = {}
    for base in folders:
        path = base / "fragments.toml"
        if not path.is_file():
            continue
        for name, expression in _toml(path).items():
            fragments[name] = expand(str(expression), fragments, words, f"fragments.toml: {name}")
    return fragments


def expand(
    expression: str,
    fragments: Mapping[str, str],
    words: Mapping[str, tuple[str, ...]],
    where: str,
) -> str:
    """Return *expression* with every ``{fragment}`` and ``{@list}`` replaced.

    Raises PatternError for a name that does not exist (or is defined further down).
    """

    def replace(match: regex.Match[str]) -> str:
        name = match[1]
        if name.startswith("@"):
            if name[1:] not in words:
                raise PatternError(f"{where}: no word list {name[1:]}.txt")
            return alternation(words[name[1:]])
        if name not in fragments:
            raise PatternError(f"{where}: unknown fragment {{{name}}}")
        return f"(?:{fragments[name]})"

    return str(_PLACEHOLDER.sub(replace, expression))


def _read_rules(
    path: Path,
    base: Path,
    fragments: Mapping[str, str],
    words: Mapping[str, tuple[str, ...]],
) -> Iterable[Rule]:
    data = _toml(path)
    source = path.relative_to(base).as_posix()
    kind = data.get("kind")
    if kind not in KINDS:
        raise PatternError(f"{source}: kind = {kind!r}; one of {', '.join(KINDS)}")
    if unknown := set(data) - {"kind", "pattern"}:
        raise PatternError(f"{source}: unknown keys {sorted(unknown)}")
    for entry in data.get("pattern", []):
        yield _rule(entry, str(kind), source, fragments, words)


def _rule(
    entry: Mapping[str, Any],
    kind: str,
    source: str,
    fragments: Mapping[str, str],
    words: Mapping[str, tuple[str, ...]],
) -> Rule:
    where = f"{source}: {entry.get('id', 'an entry without id')}"
    if unknown := set(entry) - _KEYS:
        raise PatternError(f"{where}: unknown keys {sorted(unknown)}")
    if not entry.get("id") or not entry.get("examples") or not entry.get("not"):
        raise PatternError(f"{where}: an entry needs id, examples and not (texts to leave alone)")
    if ("regex" in entry) == ("words" in entry):
        raise PatternError(f"{where}: give either regex or words")
    expression = entry["regex"] if "regex" in entry else "{@" + entry["words"] + "}"
    expression = expand(expression, fragments, words, where)
    groups = set(_GROUP.findall(expression))
    if extra := groups - KINDS[kind].groups:
        raise PatternError(f"{where}: groups {sorted(extra)} are not read by kind {kind}")
    yields = entry.get("yields", {})
    if extra := set(yields) - KINDS[kind].yields:
        raise PatternError(f"{where}: yields {sorted(extra)} are not read by kind {kind}")
    for key, value in yields.items():
        allowed = VALUES.get((kind, key))
        if allowed is not None and value not in allowed:
            raise PatternError(
                f"{where}: {key} {value!r} is not one of {', '.join(sorted(allowed))}"
            )
    triggers = tuple(fold(t) for t in entry.get("triggers", ()))
    if KINDS[kind].triggers and not triggers:
        raise PatternError(f"{where}: kind {kind} needs triggers (cheap words that must be there)")
    examples = tuple(Example(e["text"], e.get("expect", {})) for e in entry["examples"])
    return Rule(
        entry["id"],
        kind,
        source,
        expression,
        triggers,
        yields,
        examples,
        tuple(entry["not"]),
        entry.get("note"),
    )
