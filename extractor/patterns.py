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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeGuard

import regex

from extractor.document import fold
from extractor.errors import PatternError
from extractor.resources import folder
from extractor.rule_cache import compiled
from extractor.rule_kinds import KINDS, MADE, faults
from extractor.word_lists import Lists, files, merged, read_text, read_words, refuse_unread

_MANY = 500
"""Above so many words an alternation is written by prefixes: read up to six times as fast."""
_READ = (".toml", ".txt", ".tsv")
_FRAGMENTS, _PLACES, _PHRASES = "fragments.toml", "places.tsv", "phrases"
_NO_RULES = (_FRAGMENTS, "variables.toml", "labels.toml")
_KEYS = {"id", "regex", "words", "triggers", "yields", "examples", "not", "note"}
_GROUP = compiled(r"\(\?P<([a-z0-9_]+)>")
_PLACEHOLDER = compiled(r"\{(@?[a-z][a-z0-9_/-]*)\}")


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
    folder: Path | None = None
    """The user's own folder, whose rules and words are among these."""

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
    """Return a group that matches any of *terms*, the longest first; of none, one that never does.

    >>> alternation(["市", "市政府"])
    '(?:市政府|市)'
    """
    ordered = sorted(set(terms), key=lambda term: (-len(term), term))
    if not ordered:
        return "(?!)"
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
        regex.escape(first + rest[0], special_only=True)
        if len(rest) == 1
        else regex.escape(first, special_only=True) + _by_prefix(rest)
        for first, rest in rests.items()
    ]
    return "(?:" + "|".join(branches) + ")" + ("?" if optional else "")


def load_patterns(extra: Patterns | str | Path | None = None) -> Patterns:
    """Return the project's patterns, with those of the folder *extra* added.

    Its rules are added to ours, the terms of its word lists to our lists of the same name; its
    ``places.tsv`` and fragments of the same name take the place of ours. A folder is read once in a
    process; patterns that are loaded already are returned as they are. Raises PatternError for a
    folder that is not there or holds nothing that is read, and for an entry or a list that is not
    well formed; the message names it.
    """
    if isinstance(extra, Patterns):
        return extra
    return _load(Path(extra).resolve() if extra else None)


@lru_cache(maxsize=8)
def _load(own: Path | None) -> Patterns:
    ours = folder("patterns")
    if own:
        _check_folder(own)
    folders = (ours, own) if own else (ours,)
    our_lists, own_lists = read_words(ours), read_words(own) if own else {}
    names = _Names({}, merged(our_lists, own_lists))
    for base in folders:
        _read_fragments(base, names)
    rules: dict[str, list[Rule]] = {}
    seen: dict[str, str] = {}
    for base in folders:
        for path in files(base, ".toml"):
            if path.name in _NO_RULES or path.parent == ours / _PHRASES:
                continue
            for rule in _read_rules(path, base, names):
                if rule.id in seen:
                    raise PatternError(f"{rule.source}: {rule.id} stands in {seen[rule.id]}, too")
                seen[rule.id] = rule.source
                rules.setdefault(rule.kind, []).append(rule)
                if base == own:
                    _ = rule.regex  # a bad one is refused before anything runs
    refuse_unread(own_lists, our_lists, names.used)
    places = next(path for base in reversed(folders) if (path := base / _PLACES).is_file())
    frozen = {kind: tuple(found) for kind, found in rules.items()}
    return Patterns(frozen, names.words, _digest(folders), places, own)


def _check_folder(own: Path) -> None:
    """Refuse a folder of the user's that would change nothing, and files that would not."""
    if not own.is_dir():
        raise PatternError(f"{own}: no such folder; give the folder that holds your rules")
    found = files(own, *_READ)
    if not found:
        raise PatternError(f"{own}: holds no rules (.toml), word lists (.txt) or {_PLACES}")
    for path in found:
        name = path.relative_to(own).as_posix()
        if path.suffix == ".tsv" and name != _PLACES:
            raise PatternError(f"{name}: not read; the one table is {_PLACES} in the folder itself")
        if path.relative_to(own).parts[0] == _PHRASES:
            raise PatternError(f"{name}: not read; phrases belong to the code that asks for them")
        if path.name in _NO_RULES and name != _FRAGMENTS:
            raise PatternError(f"{name}: not read in a folder of your own; give it another name")


def _digest(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for base in folders:
        for path in files(base, *_READ):
            digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _toml(path: Path, base: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path, base))
    except tomllib.TOMLDecodeError as error:
        name = path.relative_to(base).as_posix()
        raise PatternError(f"{name}: not valid TOML: {error}") from error


@dataclass(frozen=True)
class _Names:
    """What an expression may name; ``used`` are the word lists that rules have named so far."""

    fragments: dict[str, str]
    words: Lists
    used: set[str] = field(default_factory=set)

    def expand(self, expression: str, where: str) -> str:
        """Return *expression* with every ``{fragment}`` and ``{@list}`` replaced.

        Raises PatternError for a name that does not exist (or is defined further down).
        """

        def replace(match: regex.Match[str]) -> str:
            name = match[1]
            if name.startswith("@"):
                if name[1:] not in self.words:
                    raise PatternError(f"{where}: no word list {name[1:]}.txt")
                self.used.add(name[1:])
                return alternation(self.words[name[1:]])
            if name not in self.fragments:
                raise PatternError(f"{where}: unknown fragment {{{name}}}")
            return f"(?:{self.fragments[name]})"

        return str(_PLACEHOLDER.sub(replace, expression))


def _read_fragments(base: Path, names: _Names) -> None:
    path = base / _FRAGMENTS
    if not path.is_file():
        return
    for name, expression in _toml(path, base).items():
        where = f"{_FRAGMENTS}: {name}"
        if not _is_text(expression):
            raise PatternError(f"{where}: a fragment is a regular expression in quotes")
        names.fragments[name] = names.expand(expression, where)


def _read_rules(path: Path, base: Path, names: _Names) -> Iterator[Rule]:
    data = _toml(path, base)
    source = path.relative_to(base).as_posix()
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise PatternError(f"{source}: kind = {kind!r}; one of {', '.join(KINDS)}")
    if unknown := set(data) - {"kind", "pattern"}:
        raise PatternError(f"{source}: unknown keys {sorted(unknown)}")
    entries = data.get("pattern", [])
    if not _is_list(entries, of=lambda entry: isinstance(entry, dict)):
        raise PatternError(f"{source}: write each rule under a line [[pattern]]")
    for entry in entries:
        yield _rule(entry, kind, source, names)


def _rule(entry: Mapping[str, Any], kind: str, source: str, names: _Names) -> Rule:
    where = f"{source}: {entry.get('id', 'an entry without id')}"
    for fault in _malformed(entry, kind):
        raise PatternError(f"{where}: {fault}")
    expression = entry["regex"] if "regex" in entry else "{@" + entry["words"] + "}"
    expression = names.expand(expression, where)
    yields = entry.get("yields", {})
    for fault in faults(kind, entry["id"], set(_GROUP.findall(expression)), yields):
        raise PatternError(f"{where}: {fault}")
    return Rule(
        entry["id"],
        kind,
        source,
        expression,
        tuple(fold(trigger) for trigger in entry.get("triggers", ())),
        yields,
        tuple(Example(each["text"], each.get("expect", {})) for each in entry["examples"]),
        tuple(entry["not"]),
        entry.get("note"),
    )


def _malformed(entry: Mapping[str, Any], kind: str) -> Iterator[str]:
    """Yield what is wrong with the form of an entry."""
    if unknown := set(entry) - _KEYS:
        yield f"unknown keys {sorted(unknown)}"
    if not entry.get("id") or not entry.get("examples") or not entry.get("not"):
        yield "an entry needs id, examples and not (texts to leave alone)"
    if ("regex" in entry) == ("words" in entry):
        yield "give either regex or words"
    for key in ("id", "regex", "words", "note"):
        if key in entry and not _is_text(entry[key]):
            yield f"{key} must be a text"
    for key in ("triggers", "not"):
        if key in entry and not _is_list(entry[key], of=_is_text):
            yield f'{key} must be a list of texts: {key} = ["…"]'
    if not _is_list(entry["examples"], of=_is_example):
        yield 'examples must be a list of { text = "…", expect = { … } }'
    if not isinstance(entry.get("yields", {}), dict):
        yield "yields must be a table: yields = { … }"
    if entry["id"] in MADE:
        yield f"the id is taken: {MADE[entry['id']]}, which is read without an entry"
    if KINDS[kind].triggers and not entry.get("triggers"):
        yield f"kind {kind} needs triggers (cheap words that must be there)"


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _is_list(value: object, *, of: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(of(item) for item in value)


def _is_example(value: object) -> bool:
    return (
        isinstance(value, dict)
        and _is_text(value.get("text"))
        and isinstance(value.get("expect", {}), dict)
        and value.keys() <= {"text", "expect"}
    )
