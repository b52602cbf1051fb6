"""Headings of scope (改造范围, 申报条件), under which the bare description of objects is enough."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from extractor.document import Span
from extractor.records.eligibility_cues import Cues
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause, Section

_LINE = compiled(r"[^。;:,\t\n]{2,16}(?=\n)")
_GOES_ON = compiled(r"。(?:[^\s第(①-⑳\d]|\d+(?![\d.、)]))")
_STEP = compiled("程序|流程|步骤|材料|资料|时间|期限|渠道|监督")
"""认定条件 may have 认定程序 beside its entries."""
_BELOW = compiled(r"\n[^\s第(①-⑳\d]")
_RUN_IN = 16
"""A name that heads a description in its own line is no longer."""


class Scopes:
    """The headings of scope of one plan."""

    def __init__(self, plan: Plan, cues: Cues) -> None:
        self.plan = plan
        self.cues = cues
        rules = {rule.id: rule for rule in plan.patterns.of("eligibility")}
        self.definition = rules["eligibility.definition"]
        self.starts = [clause.start for clause in plan.clauses]
        self.parents = {section.parent for section in plan.layout.sections}

    def above(self, clause: Clause) -> str | None:
        """Return the nearest heading above a clause, if it is one of scope."""
        section = clause.section
        heading = self.plan.heading(section)
        if heading and heading[0] == clause.start and not self._runs_in(clause, heading):
            section = self.plan.layout.sections[section].parent
        while section >= 0:
            title = self._title(section)
            if self._is_condition(section, title):
                section = self.plan.layout.sections[section].parent
                continue
            scope = self.cues.is_scope(title)
            if scope is not None:
                return title if scope else None
            section = self.plan.layout.sections[section].parent
        return None

    def _runs_in(self, clause: Clause, heading: Span) -> bool:
        """Tell whether a heading of scope and a colon begin the description (参与条件：…的企业)."""
        return self.plan.text[heading[1] : heading[1] + 1] == ":" and heading[1] + 1 < clause.end

    def _title(self, section: int) -> str:
        """Return a section's heading; an article's may be a line of its own (第六条 申报条件)."""
        item = self.plan.layout.sections[section]
        if item.title:
            return item.title
        match = _LINE.match(self.plan.text, item.body)
        return match[0] if match else ""

    def named(self, section: int) -> bool:
        """Tell whether an entry and most beside it are names with their text behind them.

        1.企业规模。资产总额500万元以上。2.企业效益。近两年连续盈利。
        """
        entry = self.plan.layout.sections[section]
        if not self._is_name(entry):
            return False
        beside = [item for item in self.plan.layout.sections if item.parent == entry.parent]
        return 2 * sum(self._is_name(item) for item in beside) > len(beside) > 1

    def _is_name(self, section: Section) -> bool:
        if not section.title or len(section.title) > _RUN_IN:
            return False
        behind = _GOES_ON.match(self.plan.text, section.body) or _BELOW.match(
            self.plan.text, section.body
        )
        return bool(behind) and self.cues.names_part(section.title)

    def in_a_row(self, index: int) -> bool:
        """Tell whether the entry before an entry has no more than its own line."""
        layout = self.plan.layout
        paragraph = layout.paragraphs[layout.paragraph_at(layout.sections[index].start) - 1]
        before = layout.sections[index - 1]
        same = paragraph.section == index - 1 and before.parent == layout.sections[index].parent
        return same and paragraph.start <= before.body

    def _is_condition(self, section: int, title: str) -> bool:
        """Tell whether a heading names one of the conditions that the heading above speaks of."""
        parent = self.plan.layout.sections[section].parent
        if parent < 0 or not self.cues.of_conditions(self._title(parent)):
            return False
        return self.named(section) and not _STEP.search(title)

    def _titles(self, section: int) -> Iterator[str]:
        """Yield the headings from a section upwards."""
        while section >= 0:
            yield self._title(section)
            section = self.plan.layout.sections[section].parent

    def describes(self, clause: Clause, title: str, *, spoken: bool) -> bool:
        """Under a heading of scope the description of the objects stands alone."""
        words = self.plan.words(clause)
        text = words.removeprefix(f"{title}:").strip("。;,: ")
        if not 4 <= len(text) <= 300 or words.endswith(":") or text == title:
            return False
        heading = self.plan.heading(clause.section)
        heads = clause.section in self.parents or self.cues.names_scope(text)
        heads = heads or self._heads_text(clause, text) or self._heads_description(clause, text)
        if heading and clause.start == heading[0] and heads:
            return False
        if self.cues.bounds(text):
            return not spoken
        above = self._titles(clause.section)
        title = next((name for name in above if self.cues.of_conditions(name)), title)
        return not self._defined(text) and self.cues.describes(title, text)

    def _heads_text(self, clause: Clause, text: str) -> bool:
        """Tell whether a clause is a name run into the description behind it (立管。…的立管。)."""
        goes_on = _GOES_ON.match(self.plan.text, clause.end)
        return bool(goes_on) and len(text) <= _RUN_IN and self.cues.is_name(text)

    def _heads_description(self, clause: Clause, text: str) -> bool:
        """Tell whether a heading only names what the paragraph below it describes."""
        body = self.following(clause)
        if body is None or body.section != clause.section:
            return False
        if body.paragraph != clause.paragraph and self.in_a_row(clause.section):
            return False
        if not self.cues.is_name(text) or len(text) > _RUN_IN:
            return False
        return self.cues.describes(text, self.plan.words(body).strip("。;,: "))

    def following(self, clause: Clause) -> Clause | None:
        """Return the clause behind a clause, if there is one."""
        place = bisect_right(self.starts, clause.start)
        return self.plan.clauses[place] if place < len(self.plan.clauses) else None

    def _defined(self, text: str) -> bool:
        """Tell whether a clause is worded as a definition, of objects or of something else."""
        rule = self.definition
        return any(word in text for word in rule.triggers) and bool(rule.regex.search(text))
