"""The sub-region that a number is for: 其中，青禾区12个项目; 城市达到100%、农村达到60%."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import regex

from extractor.document import Span
from extractor.metadata import gazetteer
from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.records.plan import Plan
from extractor.records.target_items import Item
from extractor.records.target_nouns import noun_left, noun_right, nouns
from extractor.records.target_rows import area_row, one_by_one
from extractor.rule_cache import compiled
from extractor.segment import Clause

_KINDS = wording("target_areas.kinds")
_NAMED = phrase("target_areas.named")
_NAME = (
    r"(?:(?<![\u4e00-\u9fff])|(?<=其中)|(?<=[和及在由]))(?!其中|在|由)"
    rf"[\u4e00-\u9fff]{{1,6}}?{_KINDS}"
)
_LABEL = compiled(
    rf"[(]?[\d一二三四五六七八九十]{{0,3}}[).、]?(?P<area>[\u4e00-\u9fff]{{1,8}}?{_KINDS}"
    r"(?:(?<=[镇乡道])[\u4e00-\u9fff]{1,6}村)?):"
)
"""A region that is the label of what follows (青禾区：…)."""
_HEADED = compiled(
    rf"[(]?[\d一二三四五六七八九十]{{0,3}}[).、]?(?P<area>[\u4e00-\u9fff]{{1,8}}?{_KINDS})[。:\s]*"
)
_TOPIC = phrase("target_areas.topic")
_DATED_LATER = compiled(
    rf"(?:其中)?(?P<area>[\u4e00-\u9fff]{{1,8}}?{_KINDS})(?:[要应须将拟到至在于]|计划|力争|确保|争取|预计)*"
)
"""A region up to the date of what it is to do (临溪县力争到2025年…)."""
_CONTRAST = phrase("target_areas.contrast")
_GROUP = phrase("target_areas.group")
_BEHIND_RATE = phrase("target_areas.behind_rate")
_PARCEL = compiled(r"(?!示范|试点|重点|样板|精品|特色|先行|核心|集中|连片)[\u4e00-\u9fff]{2,6}片区")
"""A part of a town with a name of its own: 老城片区."""
_ONLY = compiled("(?:共|各|合计|约|为|不[少低]于|至少|达到?|超过|提高到|提升到)*")
_JOINED = phrase("target_areas.joined")
_SHARED = compiled(
    rf"(?P<names>{_NAME}(?:[、和及]{_NAME})+)(?:各(?!类|项|种)|均|(?=达|不低于|不少于|超过|提高到|控制在))[^,;:]{{0,14}}$"
)
_SHARED_NAME = compiled(rf"[^、和及]+?{_KINDS}(?=[、和及]|$)")
_NAMES_AND_NOUN = compiled(rf"(?P<names>{_NAME}(?:[、和及]{_NAME})+)")
_NOUN_ALONE = compiled("(?:[^,;:、和及]|(?<=普)及){2,24}")
"""Between a row of regions and 分别, what is counted, or when."""
_DONE_BY = phrase("target_areas.done_by")
_OF_SUCH = compiled("涉及|惠及|覆盖|受益")
_LEAD_TO = compiled("(?r)(?:到|至|于|在|力争|确保|计划)*")
_BEFORE_NAME = compiled("^(?:其中|另外|含|包括|[,:、]|(?:率先|优先|首先|先行|主要|重点)在)+")
_WIDER = phrase("target_areas.wider")
_WHOLE = compiled("全[市县区镇乡州旗省]")
_OWN_NOUN = 4
"""A noun of so many characters is no rest of the one before."""
_CORE = compiled("主城区|中心城区")
MASK = "□"
"""What stands for a region's name where the wording of a goal is read: 开发区 develops nothing."""
_KIND_END = compiled(rf"{_KINDS}$")
_REACHED = compiled(r"[要应须]?(?:达|不|为|约|超|提高|完成|新|改|建)")
_PROPER = 3
"""Characters of a name of a place that ends like a common noun (碑林区)."""
_LONG = 6
"""A name longer than that is mostly a noun that ends like one (高校毕业生留区就业率)."""
_SEVERAL = compiled(
    r"(?P<area>[^,;。:]{3,40}等(?:地|市|县|区|县区|区县|县市|地市)(?:\([^()]*\))?)各"
)
_ROW = compiled(rf"(?r)(?![小社园校院]区、)[\u4e00-\u9fff]{_KINDS}、")
_OWN_WORDS = compiled("新增就业|登记失业|劳动力|就业|低保|居民人均")
"""Behind 城镇 or 农村, what is one noun with it and no region."""
_URBAN = compiled("城市|城镇|城区|市区|县城")
_RURAL = compiled("农村|乡村")


@lru_cache(maxsize=8)
def _whole_areas(patterns: Patterns) -> regex.Pattern[str]:
    return compiled(rf"{alternation(patterns.words['targets/whole_areas'])}$")


class Areas:
    """Follows the sub-region through the items of a plan's clauses."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.text = plan, plan.text
        self._whole = _whole_areas(plan.patterns)
        self._places = gazetteer(plan.patterns)
        self._nouns = nouns(plan.patterns)
        self._verb = self._nouns.verb
        self.current: Span | None = None
        self._base: Span | None = None
        """The region that a clause has from its row, label or heading."""
        self.rows: Sequence[tuple[Span, Span]] = ()
        """Cells of tables whose row is a region's, with its name."""
        self._contrast = False
        self.shared: list[Span] = []
        """The regions that the number is for one by one (青禾区、临溪县各12个), else empty."""
        self._skip: Span | None = None
        self._elided = False
        self._floor = -1
        self._groups = self._loose = False
        self._row: dict[int, Span] = {}
        front = plan.front
        issuer = self.text[slice(*front.issuer)] if front.issuer else ""
        self._own = f"{front.title or ''}{''.join(front.own_titles)}{issuer}"

    def opens(self, clause: Clause) -> bool:
        """Whether a clause begins with a sub-region that a number follows closely."""
        span = self._at(clause.start, clause.end)
        if span is None:
            return False
        following = self.plan.quantities((span[1], clause.end))
        return bool(following) and following[0].start - span[1] <= 8

    def begin(self, clause: Clause, listed: Sequence[Item]) -> None:
        """Take up a clause: no region yet but that of its row in a table."""
        row = (name for (a, b), name in self.rows if a <= clause.start < b)
        self._base = next(row, None) or self._labelled(clause) or self._topic(clause)
        self._base = self._base or self._headed(clause)
        self.current, self._skip = self._base, None
        self._elided, self._floor = False, clause.start
        heads = [m for i in listed if (m := _CONTRAST.match(self.text, *i.left))]
        urban = any(_URBAN.match(m["area"]) for m in heads)
        rural = any(_RURAL.match(m["area"]) for m in heads)
        noun = any(_OWN_WORDS.match(self.text, m.end()) for m in heads)
        self._contrast = urban and rural and not noun and not self._own_rates(listed)
        self._row = {}
        names: list[Span] = []
        for at, starts in one_by_one(self.text, clause, [i.quantity.start for i in listed]):
            own = area_row(self.text, clause, at, len(starts), _NAME)
            own = own or self._before_noun(clause, at, len(starts))
            names = own or (names if len(names) == len(starts) else [])
            self._row |= zip(starts, names, strict=False)
        groups = {m["area"] for i in listed if (m := _GROUP.match(self.text, *i.left))}
        self._groups = len(groups) > 1
        self._loose = True
        named = {self.text[slice(*s)] for i in listed if (s := self._at(*i.left))}
        self._loose = len(named) > 1

    def _own_rates(self, listed: Sequence[Item]) -> bool:
        """农村自来水普及率…，城镇污水处理率…: rates of two things, which no region begins."""
        rates = [i for i in listed if i.quantity.dimension in ("percent", "points")]
        heads = [(i, m) for i in rates if (m := _CONTRAST.match(self.text, *i.left))]
        nouns = [
            noun_left(self.text[m.end() : i.left[1]], self._nouns, rate=True) for i, m in heads
        ]
        return len(heads) > 1 and all(nouns) and len(set(nouns)) == len(nouns)

    def _before_noun(self, clause: Clause, at: int, count: int) -> list[Span]:
        """青禾区、临溪县污水治理率分别达到60%、40%: a row of regions before what is counted."""
        for match in reversed(list(_NAMES_AND_NOUN.finditer(self.text, clause.start, at))):
            spans = [m.span() for m in _SHARED_NAME.finditer(self.text, *match.span("names"))]
            alone = _NOUN_ALONE.fullmatch(self.text, match.end(), at)
            if alone and len(spans) == count and self._are_places(match["names"]):
                return spans
        return []

    def _labelled(self, clause: Clause) -> Span | None:
        """青禾区：新建充电站5座；泊位30个。: the region that a label of the paragraph names."""
        for other in reversed(self._by_paragraph.get(clause.paragraph, [])):
            if other.start <= clause.start and (found := _LABEL.match(self.text, other.start)):
                return None if self._no_part(found["area"]) else found.span("area")
        return None

    def _topic(self, clause: Clause) -> Span | None:
        """临溪县重点发展食用菌，建设基地6个: the region that is the subject of a clause."""
        found = _TOPIC.match(self.text, clause.start, clause.end)
        if found is None or self.plan.quantities((clause.start, found.end())):
            return None
        name = found["area"]
        no_part = self._no_part(name) or self._verb.search(_KIND_END.sub("", name))
        return None if no_part else found.span("area")

    def _headed(self, clause: Clause) -> Span | None:
        """(一)青禾区。…: the region that a heading above the clause names."""
        section = clause.section
        while section >= 0:
            heading = self.plan.heading(section)
            found = _HEADED.fullmatch(self.text, *heading) if heading else None
            if found and not self._no_part(found["area"]):
                return found.span("area")
            section = self.plan.layout.sections[section].parent
        return None

    def _no_part(self, name: str) -> bool:
        return name[0] in "各全本我" or name in self._own or self._is_common(name)

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Clause]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.plan.clauses:
            found.setdefault(clause.paragraph, []).append(clause)
        return found

    def at(self, item: Item) -> None:
        """Take up an item: its own region, else the clause's so far."""
        floor, self._floor = self._floor, item.quantity.end
        self.shared = []
        found = self._own_region(item, floor)
        if found:
            self.current = found
            self._skip = self._skip_of(item) or found
            rest = self.text[self._skip[1] : item.left[1]]
            right = noun_right(self.text[slice(*item.right)], item.quantity.unit_text)
            self._elided = not right and not noun_left(rest, self._nouns)
        elif self.current and self.current != self._base and self._over(item):
            self.current = self._base

    def _own_region(self, item: Item, floor: int) -> Span | None:
        start, end = item.left
        if row := self._row.get(item.quantity.start):
            return row
        if dated := self._before_date(start, floor):
            return dated
        if (joined := _SHARED.search(self.text, floor, end)) and self._are_places(joined["names"]):
            at = joined.start("names")
            names = _SHARED_NAME.finditer(self.text, *joined.span("names"))
            self.shared = [m.span() for m in names]
            return at, joined.end("names")
        for pattern in (_SEVERAL.search, _JOINED.match):
            if several := pattern(self.text, start, end):
                return several.span("area")
        if done := _DONE_BY.match(self.text, *item.right):
            return done.span("area")
        if self._contrast:
            match = _CONTRAST.match(self.text, start, end)
            return match.span("area") if match else None
        if behind := _BEHIND_RATE.match(self.text, start, end):
            return behind.span("area")
        group = _GROUP.match(self.text, start, end)
        rest = group is not None and group["area"][0] == "其"
        if group and (
            rest or self._groups or _CORE.fullmatch(group["area"]) or self._stands(group, end)
        ):
            return group.span("area")
        return self._at(start, end)

    def _before_date(self, start: int, floor: int) -> Span | None:
        """临溪县要在2025年底前新建12个: the region before the date that the item begins behind."""
        dates = [w for w in self.plan.dates((floor, start)) if w.end == start]
        if not dates:
            return None
        begin = max(floor, *(self.text.rfind(mark, floor, start) + 1 for mark in ",:;"))
        found = _DATED_LATER.fullmatch(self.text, begin, dates[0].start)
        return found.span("area") if found and not self._no_part(found["area"]) else None

    def _skip_of(self, item: Item) -> Span | None:
        """All names of a row that stands in an item, of which the item's region is one."""
        spans = [s for s in self._row.values() if item.left[0] <= s[0] and s[1] <= item.left[1]]
        return (
            (min(spans)[0], max(spans)[1]) if item.quantity.start in self._row and spans else None
        )

    def in_row(self, item: Item) -> bool:
        """Whether an item is one of a row of numbers that a row of regions stands before."""
        return item.quantity.start in self._row

    def _are_places(self, names: str) -> bool:
        each = regex.split("[、和及]", names)
        return not any(n[0] in "各全本我每" or self._is_common(n) for n in each)

    def _over(self, item: Item) -> bool:
        """Whether the region so far ends: with its bracket, or where its list of parts ends."""
        assert self.current
        start, end = item.left
        between = self.text[self.current[1] : start]
        if between.count(")") > between.count("("):
            return True
        head = self.text[start:end]
        if (whole := _WHOLE.match(head)) and whole[0][1] != self.text[self.current[1] - 1]:
            return True
        part = self.text[: self.current[0]].endswith("其中")
        start = self._behind_comma(start) if part else start
        if self.text[start - 1] != ",":
            return False
        if part and _WIDER.match(head):
            return True
        if head.startswith(("共", "合计", "总计", "总共")) and self.text[self.current[1]] == "(":
            return True
        noun_only = _CORE.fullmatch(self.text, *self.current) and not self._does(item)
        if not (self._elided or noun_only):
            return False
        return len(noun_left(head, self._nouns)) >= _OWN_NOUN and not _OF_SUCH.search(head)

    def _behind_comma(self, start: int) -> int:
        """Where the words of time begin that an item stands behind (，到2026年底|覆盖率…)."""
        assert self.current
        dates = [w for w in self.plan.dates((self.current[1], start)) if w.end == start]
        lead = _LEAD_TO.match(self.text, 0, dates[0].start) if dates else None
        return int(lead.start()) if lead else start

    def _does(self, item: Item) -> bool:
        """Whether an item begins with a verb, so that it may have the subject before (建成公园)."""
        return self._verb.match(self.text, *item.left) is not None

    def _stands(self, group: regex.Match[str], end: int) -> bool:
        """Whether the number is all that follows (其中市区8万个), so that the group is no noun."""
        before = self.text[max(0, group.start() - 3) : group.start()]
        part = "其中" in before + group[0] or group["area"][0] == "其" or self.current is not None
        return part and _ONLY.fullmatch(self.text, group.end(), end) is not None

    def _at(self, start: int, end: int) -> Span | None:
        match = _NAMED.match(self.text, start, end)
        if not match or self._is_common(match["area"]):
            return None
        parcel = _PARCEL.fullmatch(match["area"]) or self._whole.search(match["area"])
        if parcel and not _ONLY.fullmatch(self.text, match.end(), end):
            return None
        before = self.text[max(0, match.start("area") - 1) : match.start("area")]
        after = self.text[match.end() : match.end() + 1]
        listed = before == "、" and self._is_row(match.start("area"))
        if listed or after in ("、", "和", "及", "级", "的"):
            return None
        name = match["area"]
        stem = _KIND_END.sub("", name)
        if (
            name[0] in "各全本我每对在由将为和及以从跨"
            or "每" in name
            or self._verb.search(stem)
            or name in self._own
        ):
            return None
        rest = self.text[match.end() : end]
        if len(name) > _LONG and rest and not _REACHED.match(rest):
            return None
        part = "其中" in self.text[max(0, start - 3) : match.end()]
        if len(rest) > 6 and not (
            part or self._loose or self._verb.match(rest) or self._is_known(name)
        ):
            return None
        span: Span = match.span("area")
        return span

    def _is_common(self, name: str) -> bool:
        """Whether what ends like a region is a common noun (示范区), or the whole (全市)."""
        if not self._whole.search(name) or _PARCEL.fullmatch(name):
            return False
        return len(name) < _PROPER or not self._places.candidates(name)

    def _is_known(self, name: str) -> bool:
        """Whether the notice speaks of the name as of a place with a government of its own."""
        own = regex.escape(name)
        with_body = rf"{own}(?:人民政府|政府|管委会|办事处)|(?:[县区镇乡]|街道)、{own}[、,;。]"
        return regex.search(with_body, self.text) is not None

    def _is_row(self, at: int) -> bool:
        """Whether the name goes on a row of names (涉及石桥镇、柳塘镇…), not of numbers."""
        return _ROW.match(self.text, max(0, at - 12), at) is not None

    def masked(self, marked: str) -> str:
        """Return a marked phrase with the region at its head as MASK."""
        if self.current is None:
            return marked
        name = self.text[slice(*(self._skip or self.current))]
        head, found, rest = marked.partition(name)
        return head + MASK * len(name) + rest if found and "◆" not in head else marked

    def is_region(self, text: str) -> bool:
        """Whether a text is no more than the name of a region."""
        return _HEADED.fullmatch(text) is not None

    def labels(self, item: Item) -> bool:
        """Whether the region is the label of an item (青禾区：12个小区)."""
        at = item.left[0] - 1
        return self.current is not None and self.current[1] == at and self.text[at] == ":"

    def bare(self, text: str) -> str:
        """Return a phrase without the region at its head."""
        if self.current is None:
            return text
        name = self.text[slice(*(self._skip or self.current))]
        stripped: str = _BEFORE_NAME.sub("", text)
        if stripped.startswith(name):
            return stripped[len(name) :]
        return text
