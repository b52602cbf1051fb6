"""The sub-region that a number is for: 其中，青禾区12个项目; 城市达到100%、农村达到60%."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.document import Span
from extractor.patterns import alternation
from extractor.records.plan import Plan
from extractor.records.target_items import Item
from extractor.segment import Clause

_KINDS = r"(?:街道办事处|街道办|街道|苏木|新区|经开区|高新区|开发区|管委会|区|县|市|旗|镇|乡)"
_NAMED = regex.compile(
    r"(?:其中|另外|其余|[,:、]|按[^,:]{1,8}分)*"
    rf"(?P<area>[\u4e00-\u9fff]{{1,8}}?{_KINDS})(?![区县市镇村])"
)
_CONTRAST = regex.compile(r"(?:城市|农村|城镇|乡村)(?:主城区|社区|乡镇)?")
_SEVERAL = regex.compile(
    r"(?P<area>[^,;。:]{3,40}等(?:地|市|县|区|县区|区县|县市|地市)(?:\([^()]*\))?)各"
)
_ROW = regex.compile(rf"(?r)[\u4e00-\u9fff]{_KINDS}、")
_URBAN = regex.compile("城市|城镇")
_RURAL = regex.compile("农村|乡村")


class Areas:
    """Follows the sub-region through the items of a plan's clauses."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.text = plan, plan.text
        words = plan.patterns.words["targets/whole_areas"]
        self._whole = regex.compile(rf"{alternation(words)}$")
        self._verb = regex.compile(alternation(plan.patterns.words["targets/goal_verbs"]))
        self.current: Span | None = None
        self._contrast = False
        self._names = 0

    def opens(self, clause: Clause) -> bool:
        """Whether a clause begins with a sub-region that a number follows closely."""
        span = self._at(clause.start, clause.end)
        if span is None:
            return False
        following = self.plan.quantities((span[1], clause.end))
        return bool(following) and following[0].start - span[1] <= 8

    def begin(self, clause: Clause, listed: Sequence[Item]) -> None:
        """Take up a clause: no region yet."""
        self.current = None
        heads = [self.text[i.left[0] : i.left[0] + 4] for i in listed]
        self._contrast = any(_URBAN.match(h) for h in heads) and any(_RURAL.match(h) for h in heads)
        self._names = sum(self._at(*i.left) is not None for i in listed)

    def at(self, item: Item) -> None:
        """Take up an item: its own region, else the clause's so far."""
        start, end = item.left
        several = _SEVERAL.search(self.text, start, end)
        if several:
            self.current = several.span("area")
            return
        if self._contrast:
            match = _CONTRAST.match(self.text, start, end)
            self.current = match.span() if match else self.current
            return
        if span := self._at(start, end):
            self.current = span

    def _at(self, start: int, end: int) -> Span | None:
        match = _NAMED.match(self.text, start, end)
        if not match or self._whole.search(match["area"]):
            return None
        before = self.text[max(0, match.start("area") - 1) : match.start("area")]
        after = self.text[match.end() : match.end() + 1]
        listed = before == "、" and self._is_row(match.start("area"))
        if listed or after in ("、", "和", "及", "级", "的"):
            return None
        if match["area"][0] in "各全本我每对在由将为和及以从" or self._verb.search(match["area"]):
            return None
        rest = self.text[match.end() : end]
        if len(rest) > 6 and not self._verb.match(rest):
            return None
        span: Span = match.span("area")
        return span

    def _is_row(self, at: int) -> bool:
        """Whether the name goes on a row of names (涉及石桥镇、柳塘镇…), not of numbers."""
        return _ROW.match(self.text, max(0, at - 12), at) is not None

    def bare(self, text: str) -> str:
        """Return a phrase without the region at its head."""
        if self.current is None:
            return text
        name = self.text[slice(*self.current)]
        stripped: str = regex.sub(r"^(?:其中|另外|[,:、])+", "", text)
        if stripped.startswith(name):
            return stripped[len(name) :]
        return text
