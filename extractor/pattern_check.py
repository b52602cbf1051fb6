"""Tries every rule on its own examples, and on the texts that it must leave alone.

A rule of a record type is tried as users meet it: its example goes the whole way as a small notice,
and a record of that rule must come out with the fields expected. A rule that only helps to make
records (an opening of a list, a reason against a date), and one whose example needs more context
than its text, is tried by its expression, as phrases are. Units, hedges, dates and noise have their
own ways.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.document import Document, Span, fold
from extractor.metadata import gazetteer
from extractor.models import RECORD_TYPES, Record
from extractor.patterns import Patterns, Rule, load_patterns
from extractor.phrases import Phrase, all_phrases
from extractor.pipeline import extract
from extractor.values.dates import DateMention, find_dates, resolve
from extractor.values.numbers import Quantity, find_quantities
from extractor.word_lists import read_words

RECORD_KINDS: dict[str, str] = {
    "target": "targets",
    "duty": "responsibilities",
    "funding": "funding",
    "eligibility": "eligibility",
    "work": "works",
}
"""Kinds of rule whose ids records carry, each with its record type."""
_EXAMPLES = 3
"""Examples that a rule of a record type must carry, from different places and fields."""
_PHRASE_EXAMPLES = 2
_KINDS_WITH_EXAMPLES = (*RECORD_KINDS, "not_target", "not_duty", "deadline")
_FRAMES = (
    "{}",
    "云岭市老旧小区改造实施方案\n一、改造内容\n（一）{}\n",
    "云岭市2024年工作方案\n一、主要任务\n（一）重点工作。{}\n",
    "云岭市资金管理办法\n一、资金筹措\n（一）{}\n",
)
"""Small notices that a text is set into: what a rule makes of it may need a heading or a title."""
_YEAR, _SIGNED = 2024, datetime.date(2024, 3, 4)
"""The year, and the day of signature, that an example of a date inherits."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check found: a line for each fault, and how much was tried."""

    faults: tuple[str, ...]
    rules: int
    phrases: int
    texts: int
    lists: int
    terms: int

    @property
    def summary(self) -> str:
        """One line for people."""
        tried = []
        if self.rules:
            phrases = f" and {_number(self.phrases, 'phrase')}" if self.phrases else ""
            tried.append(_number(self.rules, "rule") + phrases)
            tried.append(f"{self.texts} examples and counter-examples")
        if self.lists:
            tried.append(f"{_number(self.lists, 'word list')} with {_number(self.terms, 'term')}")
        found = _number(len(self.faults), "fault") if self.faults else "no faults"
        return f"{', '.join(tried) or 'no rules and no word lists'}: {found}"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def check_patterns(folder: Path | None = None) -> CheckReport:
    """Check the project's rules, or those of *folder* as added to the project's.

    Raises PatternError for an entry, a word list or a table of places that is not well formed, and
    for a folder that holds nothing that is read.
    """
    patterns = load_patterns(folder)
    gazetteer(patterns)
    own = {rule.id for kind in load_patterns().rules.values() for rule in kind} if folder else set()
    rules = [r for kind in patterns.rules.values() for r in kind if r.id not in own]
    phrases = () if folder else all_phrases()
    faults = [fault for rule in rules for fault in check_rule(rule, patterns)]
    faults += [fault for phrase in phrases for fault in check_phrase(phrase)]
    texts = sum(len(rule.examples) + len(rule.counter) for rule in rules)
    texts += sum(len(phrase.examples) + len(phrase.counter) for phrase in phrases)
    words = read_words(folder) if folder else patterns.words
    terms = sum(map(len, words.values()))
    return CheckReport(tuple(faults), len(rules), len(phrases), texts, len(words), terms)


def check_phrase(phrase: Phrase) -> Iterator[str]:
    """Yield the faults of one phrase; one that may be empty is found in every text."""
    where = f"phrases: {phrase.name}"
    if len(phrase.examples) < _PHRASE_EXAMPLES:
        yield f"{where}: {len(phrase.examples)} examples; give {_PHRASE_EXAMPLES}"
    if not phrase.counter and not phrase.may_be_empty:
        yield f"{where}: give a text that it must leave alone"
    for text in phrase.examples:
        if not phrase.found_in(fold(text)):
            yield f"{where}: does not match its example {text!r}"
    for text in phrase.counter:
        if phrase.found_in(fold(text)):
            yield f"{where}: matches {text!r}, which it must leave alone"


def check_rule(rule: Rule, patterns: Patterns) -> Iterator[str]:
    """Yield the faults of one rule."""
    where = f"{rule.source}: {rule.id}"
    if rule.kind in _KINDS_WITH_EXAMPLES and len(rule.examples) < _EXAMPLES:
        yield f"{where}: {len(rule.examples)} examples; give {_EXAMPLES} from different fields"
    find, matches = _finders(rule, patterns)
    for example in rule.examples:
        readings = find(example.text)
        if not readings:
            yield f"{where}: does not match its example {example.text!r}"
        elif not any(_agrees(reading, example.expect) for reading in readings):
            shown = (_shown(reading, example.expect) for reading in readings)
            got = "; ".join(dict.fromkeys(shown))
            yield f"{where}: example {example.text!r}: expected {dict(example.expect)}, got {got}"
    for text in rule.counter:
        if matches(text):
            yield f"{where}: matches {text!r}, which it must leave alone"


Reading = Mapping[str, Any]
Finder = Callable[[str], list[Reading]]


def _finders(rule: Rule, patterns: Patterns) -> tuple[Finder, Finder]:
    """Return what reads an example by *rule*, and what tries it on a counter-example."""
    if rule.kind in RECORD_KINDS:
        return _record_finders(rule, patterns)
    ways = {
        "unit": _units,
        "hedge": _hedges,
        "date": _dates,
        "noise": _noise,
        "not_target": _marked,
        "not_duty": _predicate,
    }
    way = ways.get(rule.kind, _expression)

    def find(text: str) -> list[Reading]:
        return way(rule, fold(text), patterns)

    if rule.kind == "hedge":
        return find, lambda text: _hedges(rule, fold(text), patterns, deciding=True)
    return find, find


def _units(rule: Rule, text: str, patterns: Patterns) -> list[Reading]:
    return [_quantity(q) for q in find_quantities(text, patterns) if q.rule == rule.id]


def _hedges(rule: Rule, text: str, patterns: Patterns, *, deciding: bool = False) -> list[Reading]:
    """Read the quantities of a text with the word in it; *deciding*: those that it decides on.

    A weak word may give way to another beside the same number, as its examples show.
    """
    spans = {match.span() for match in rule.regex.finditer(text, overlapped=True)}
    found = find_quantities(text, patterns) if spans else []
    return [_quantity(q) for q in found if not deciding or q.hedge in spans]


def _quantity(quantity: Quantity) -> Reading:
    names = ("value", "value_max", "unit", "unit_text", "dimension", "comparator", "typo", "parts")
    return {name: getattr(quantity, name) for name in names}


def _dates(rule: Rule, text: str, patterns: Patterns) -> list[Reading]:
    return [_date(date) for date in find_dates(text, patterns) if date.rule == rule.id]


def _date(mention: DateMention) -> Reading:
    start, end = resolve(mention, _YEAR, _SIGNED, _SIGNED.month)
    return {
        "relation": mention.relation,
        "start": start,
        "end": end,
        "recurrence": mention.recurrence,
        "typo": mention.typo,
    }


def _noise(rule: Rule, text: str, patterns: Patterns) -> list[Reading]:
    return [{}] if rule.regex.fullmatch(text.strip()) else []


def _marked(rule: Rule, text: str, patterns: Patterns) -> list[Reading]:
    """Try an expression on a text with one quantity as ◆ and the others as ◇, each in turn."""
    spans = [(q.start, q.end) for q in find_quantities(text, patterns)]
    return [{} for focus in spans if rule.regex.search(marked(text, spans, focus))]


def marked(text: str, spans: Sequence[Span], focus: Span) -> str:
    """Return *text* with the span *focus* as ◆ and the other *spans* as ◇.

    >>> marked("改造小区20个、住宅3栋", [(4, 7), (10, 12)], (4, 7))
    '改造小区◆、住宅◇'
    """
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span[0]], "◆" if span == focus else "◇"]
        at = span[1]
    return "".join([*parts, text[at:]])


def _predicate(rule: Rule, text: str, patterns: Patterns) -> list[Reading]:
    return [{}] if rule.regex.match(text) else []


def _expression(rule: Rule, text: str, patterns: Patterns) -> list[Reading]:
    """Read a text by the rule's expression alone: its constants and named groups."""
    bare = "".join(text.split(" "))
    return [{**match.groupdict(), **rule.yields} for match in rule.regex.finditer(bare)]


def _record_finders(rule: Rule, patterns: Patterns) -> tuple[Finder, Finder]:
    """Go the whole way if that gives records for an example; else read by the expression.

    Where another rule of the type is in front on an example, its record is what must be expected.
    """
    made = {example.text: _records(rule, example.text, patterns) for example in rule.examples}
    own = {text: [r for r in records if r["rule"] == rule.id] for text, records in made.items()}
    fields = RECORD_TYPES[RECORD_KINDS[rule.kind]].model_fields
    constants = {key: value for key, value in rule.yields.items() if key in fields}

    def find(text: str) -> list[Reading]:
        if own[text] or not _expression(rule, fold(text), patterns):
            return own[text]
        return made[text] or [constants]

    def matches(text: str) -> list[Reading]:
        if any(own.values()):
            return [r for r in _records(rule, text, patterns) if r["rule"] == rule.id]
        return _expression(rule, fold(text), patterns)

    return find, matches


def _records(rule: Rule, text: str, patterns: Patterns) -> list[Reading]:
    """Return the records of the rule's type that a text gives in the frames."""
    found: list[Reading] = []
    for frame in _FRAMES:
        notice = extract(Document.from_text(frame.format(text)), patterns=patterns)
        records: tuple[Record, ...] = getattr(notice, RECORD_KINDS[rule.kind])
        found += [record.model_dump() for record in records]
    return found


def _agrees(reading: Reading, expect: Mapping[str, Any]) -> bool:
    """Tell whether a reading has what is expected, as far as it tells at all."""
    return all(_same(reading[key], value) for key, value in expect.items() if key in reading)


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return isinstance(found, Mapping) and all(
            _same(found.get(key), value) for key, value in expected.items()
        )
    if isinstance(expected, list):
        same = len(found) == len(expected)
        return same and all(_same(a, b) for a, b in zip(found, expected, strict=True))
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return isinstance(found, Decimal) and found == Decimal(str(expected))
    return bool(found == (None if expected == "" else expected) or found == expected)


def _shown(reading: Reading, expect: Mapping[str, Any]) -> str:
    shown = {key: reading[key] for key in expect if key in reading}
    return str({k: str(v) if isinstance(v, Decimal) else v for k, v in shown.items()})
