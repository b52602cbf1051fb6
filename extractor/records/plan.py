"""What every record rule reads: the layout of one notice with its front matter and mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import regex

from extractor.document import Document, Span
from extractor.front.matter import Front
from extractor.mentions import Mentions, Window, within
from extractor.patterns import Patterns, Rule, alternation
from extractor.phrases import phrase
from extractor.rule_cache import compiled
from extractor.segment import Clause, Layout
from extractor.values.numbers import Quantity

_TO_DO = phrase("plan.to_do")


@lru_cache(maxsize=8)
def _kinds(patterns: Patterns) -> dict[str, regex.Pattern[str]]:
    lists = patterns.lists("sections")
    return {kind: compiled(alternation(words)) for kind, words in lists.items()}


@lru_cache(maxsize=64)
def _triggers(patterns: Patterns, kind: str) -> tuple[dict[str, list[int]], regex.Pattern[str]]:
    """The rules of a kind, by their place in it, behind each trigger word; the words compiled.

    The longest word is found; the words that it begins with stand there too (不予 in 不予受理).
    """
    by_word: dict[str, list[int]] = {}
    for index, rule in enumerate(patterns.of(kind)):
        for word in rule.triggers:
            by_word.setdefault(word, []).append(index)
    heads = {word: [word[:end] for end in range(1, len(word) + 1)] for word in by_word}
    begun = {word: [i for head in heads[word] for i in by_word.get(head, [])] for word in by_word}
    return begun, compiled(alternation(by_word))


@dataclass(frozen=True)
class Plan:
    """One notice before its records are made; spans are of the view."""

    document: Document
    layout: Layout
    front: Front
    mentions: Mentions
    patterns: Patterns

    @cached_property
    def made(self) -> dict[str, tuple[Any, ...]]:
        """Drafts that records of several types are made from, by type: read once a plan."""
        return {}

    @cached_property
    def text(self) -> str:
        """The view's text: folded, without layout."""
        return self.layout.view.text

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the plan itself: no front matter, no imprint, no list of attachments.

        A clause that a title was scraped into begins where the plan's text begins.
        """
        kept: list[Clause] = []
        for clause in self.layout.clauses:
            for start, end in self.front.body:
                if start < clause.end and clause.start < end:
                    kept.append(replace(clause, start=max(clause.start, start)))
                    break
        return tuple(kept)

    def words(self, clause: Clause) -> str:
        """Return the text of a clause."""
        return self.text[clause.start : clause.end]

    def quantities(self, span: Clause | Window | Span) -> list[Quantity]:
        """Return the quantities inside a span."""
        start, end = span if isinstance(span, tuple) else (span.start, span.end)
        return within(self.mentions.quantities, start, end)

    def dates(self, span: Clause | Span) -> list[Window]:
        """Return the dates inside a span."""
        start, end = span if isinstance(span, tuple) else (span.start, span.end)
        return within(self.mentions.dates, start, end)

    @cached_property
    def _section_kinds(self) -> dict[int, frozenset[str]]:
        kinds: dict[int, frozenset[str]] = {-1: frozenset()}
        for index in range(len(self.layout.sections)):
            titles = self.layout.path(index)
            kinds[index] = frozenset().union(*(self.speaks_of(title) for title in titles))
        return kinds

    def speaks_of(self, title: str) -> frozenset[str]:
        """Return the kinds of part that one heading speaks of."""
        kinds = _kinds(self.patterns).items()
        found = frozenset(kind for kind, pattern in kinds if pattern.search(title))
        return found - {"review"} if _TO_DO.search(title) else found

    def kinds(self, section: int) -> frozenset[str]:
        """Return the kinds of part that the headings above speak of: evidence, no gate."""
        return self._section_kinds[section]

    def heading(self, section: int) -> Span | None:
        """Return the span of a section's printed heading, None where it has none."""
        if section < 0:
            return None
        item = self.layout.sections[section]
        return (item.title_start, item.body) if item.body > item.title_start else None

    def triggered(self, kind: str) -> Iterator[tuple[Clause, list[Rule]]]:
        """Yield each clause with the rules of *kind* one of whose trigger words stands in it."""
        rules = self.patterns.of(kind)
        by_word, pattern = _triggers(self.patterns, kind)
        if not by_word:
            return
        for clause in self.clauses:
            found: set[int] = set()
            for match in pattern.finditer(self.text, clause.start, clause.end, overlapped=True):
                found.update(by_word[match[0]])
            if found:
                yield clause, [rules[index] for index in sorted(found)]
