"""Lists of objects: a head (下列项目纳入补助范围：) or label hands its kind on to the entries."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.patterns import Rule
from extractor.phrases import phrase
from extractor.records.eligibility_cues import Cues
from extractor.records.eligibility_scopes import Scopes
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause

_NUMBERED = compiled(r"[(①-⑳\d一]")
_PAPERS = phrase("eligibility_lists.papers")
_FIRST = compiled(r"[。]?\s?(?:[(]?[一1][)、.]|①|一是)")
_PAIR = compiled(r"\t[^\t\n]{4,}(?=\n|$)")
_JOINED = compiled(r"[\u4e00-\u9fff\d]")
_UNNUMBERED = 12
"""So many paragraphs behind a head without a number may be its entries."""
_ENTRY = 6
"""The one entry behind a list's head has so many characters."""


@dataclass(frozen=True, slots=True)
class OpenList:
    """An open list: its entries are the clauses of the head's paragraph and of deeper sections."""

    kind: str
    """What the entries are; empty for a list of papers, whose entries are no records."""
    head: Clause
    inline: bool = False
    """The entries stand in the head's own sentence: 有下列情形的不纳入：A的；B的。"""
    label: str = ""
    """The head is no more than a label (补贴对象：), so that each entry must describe objects."""
    outer: OpenList | None = None
    """The list in which this one stands: （一）有本市户籍，但下列情形除外：."""
    beside: int | None = None
    """The section below which the entries stand where the head stands behind another list's."""

    @property
    def root(self) -> int:
        """The section below which the entries stand."""
        return self.head.section if self.beside is None else self.beside


class Lists:
    """Reads what opens a list, and what belongs to it, in one plan."""

    def __init__(self, plan: Plan, cues: Cues, scopes: Scopes) -> None:
        self.plan = plan
        self.cues = cues
        self.scopes = scopes
        rules = {rule.id: rule for rule in plan.patterns.of("eligibility")}
        self.rule = rules["eligibility.list"]

    def asks_papers(self, clause: Clause) -> bool:
        """Tell whether an entry goes on with a list of papers: 应当提交下列申报材料：."""
        return bool(_PAPERS.search(self.plan.words(clause)))

    def opened_by(self, clause: Clause, rules: list[Rule]) -> OpenList | None:
        """Read a clause that opens a list, by its wording or as a label."""
        return self._worded(clause, rules) or self._label(clause)

    def _worded(self, clause: Clause, rules: list[Rule]) -> OpenList | None:
        """Read the head of a list of objects; it is no record itself."""
        rule = self.rule
        text = self.plan.words(clause)
        if rule not in rules or not rule.regex.search(text):
            return None
        lead, colon, entry = text.partition(":")
        inline = len(entry) >= 2 and text.endswith((";", entry)) and self._runs_on(clause)
        colon = colon or ("" if entry else self._entries_follow(clause))
        if not colon or (entry and not inline):
            return None
        kind = self.cues.list_kind(lead + colon, scope=bool(self.scopes.above(clause)))
        return OpenList(kind, clause, inline) if kind else None

    def _label(self, clause: Clause) -> OpenList | None:
        """Read a label before entries as the head of a list: 补贴对象：（一）…；（二）….

        In a table of two columns the label is the first cell of its row.
        """
        if _PAIR.match(self.plan.text, clause.end):
            label = self.plan.words(clause)
            kind = "exclude" if self.cues.out_by_heading(label, "") else "include"
            return OpenList(kind, clause, label=label) if self.cues.is_label(label) else None
        if self.plan.text.find(":", clause.start, clause.end) < 0:
            return None
        lead, _, entry = self.plan.words(clause).partition(":")
        if not self.cues.is_label(lead) or (entry and not self._runs_on(clause)):
            return None
        kind = "exclude" if self.cues.out_by_heading(lead, "") else "include"
        return OpenList(kind, clause, bool(entry), lead)

    def _entries_follow(self, clause: Clause) -> str:
        """Return a colon for a head that ends in 。 before a number: 应符合下列条件。（一）."""
        return ":" if _FIRST.match(self.plan.text, clause.end) else ""

    def _runs_on(self, clause: Clause) -> bool:
        """Tell whether the sentence goes on behind a clause, so that a list can stand in it."""
        return self.plan.text[clause.end : clause.end + 1] == ";"

    def holds(self, clause: Clause, opened: OpenList) -> bool:
        """Tell whether a clause is an entry: in the head's paragraph, or in a section below it."""
        head = opened.head
        if opened.inline:
            return clause.sentence == head.sentence
        if clause.paragraph == head.paragraph:
            return True
        near = clause.paragraph <= head.paragraph + _UNNUMBERED
        if clause.section == opened.root:
            numbered = _NUMBERED.match(self.plan.text, clause.start)
            return near and clause.section >= 0 and bool(numbered)
        section = clause.section
        while section >= 0:
            section = self.plan.layout.sections[section].parent
            if section == opened.root:
                return section >= 0 or near
        return False

    def behind(self, clause: Clause, opened: OpenList) -> bool:
        """Tell whether a clause stands behind the text of a numbered entry, and is none itself.

        It tells of the whole list (（二）无住房。街道办事处应当…), in the line of the last entry or
        in one of its own; where entries are names (企业规模。资产总额…) it is their text.
        """
        if opened.inline:
            return False
        if clause.section in (-1, opened.root):
            return self._behind_line(clause, opened)
        section = self.plan.layout.sections[clause.section]
        before = self.plan.text[section.title_start : clause.start].rstrip()
        in_line = self.plan.layout.paragraphs[clause.paragraph].start <= section.body
        if self.scopes.named(clause.section):
            return not in_line and self.plan.text[section.body] == "。"
        if in_line:
            return "。" in before
        return before.endswith("。") or self.scopes.in_a_row(clause.section)

    def _behind_line(self, clause: Clause, opened: OpenList) -> bool:
        """Tell whether a clause stands behind entries of the head's own paragraph (A；B。…)."""
        numbered = _NUMBERED.match(self.plan.text, clause.start)
        if numbered or clause.paragraph != opened.head.paragraph:
            return False
        before = self.plan.text[opened.head.end : clause.start].rstrip()
        return ";" in before and before.endswith("。")

    def nests(self, clause: Clause) -> bool:
        """Tell whether the entries of a list's head stand in sections below its own."""
        following = self.scopes.following(clause)
        if not following or following.section < 0:
            return False
        return self.plan.layout.sections[following.section].parent == clause.section

    def cut(self, clause: Clause) -> bool:
        """Tell whether a clause is an entry's first word, taken for a heading (申请材料|虚假的)."""
        section = self.plan.layout.sections[clause.section] if clause.section >= 0 else None
        if not section or (clause.start, clause.end) != (section.title_start, section.body):
            return False
        return bool(_JOINED.match(self.plan.text, section.body))

    def whole(self, clause: Clause) -> Clause:
        """Return an entry with the word that was cut off as its heading (申请材料虚假的)."""
        section = self.plan.layout.sections[clause.section] if clause.section >= 0 else None
        if not section or clause.start != section.body or section.body == section.title_start:
            return clause
        return replace(clause, start=section.title_start)

    def is_name(self, clause: Clause) -> bool:
        """Tell whether a clause is the name of an entry whose text is run in behind it."""
        heading = self.plan.heading(clause.section)
        if not heading or heading[0] != clause.start:
            return False
        return self.scopes.named(clause.section)

    def alone(self, clause: Clause, rules: list[Rule]) -> tuple[str, str] | None:
        """Return kind and rule of a list's head with its one entry: 应符合下列条件：A、B、C."""
        rule = self.rule
        lead, colon, entry = self.plan.words(clause).partition(":")
        if rule not in rules or len(entry) < _ENTRY or not rule.regex.search(lead):
            return None
        kind = self.cues.list_kind(lead + colon, scope=bool(self.scopes.above(clause)))
        return (kind, rule.id) if kind and self.cues.is_entry(entry) else None
