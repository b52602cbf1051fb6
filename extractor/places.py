"""Places of China by their GB/T 2260 codes: look a name up, find names in text, name a region.

A notice names its place in many ways: in full (宁夏回族自治区吴忠市利通区), by the official name
alone (利通区), or shortened (阿坝州, 门源县, 济南). This module turns each of them into one unit of
GB/T 2260 (codes for the administrative divisions of the People's Republic of China), and says
so when a name fits several units instead of guessing.

The units come from one table, ``patterns/places.tsv``: current ones, and former ones (renamed
or abolished since 2015), because older plans carry the names of their day. Short names are
derived by rule from official ones, so the table is the only place to maintain.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import regex

from extractor.patterns import alternation
from extractor.phrases import phrase
from extractor.place_table import LEVELS, Place, Row, read_rows, short_forms
from extractor.rule_cache import compiled

__all__ = ["Gazetteer", "Span", "load_places"]

# What may stand before a place at the start of a text, and what shows that a short name is one.
_OPENING = compiled(
    r"[\s《〈“\"'【\[（(]*(?:(?:关于|印发|转发|下达)+[《〈“]?)?"
    r"(?:(?:20\d\d|二[〇○零]..)(?:\s*[-—–~至]+\s*(?:20\d\d|二[〇○零]..))?\s*年?度?\s*)?"
)
_FOLLOWING = phrase("places.following")
_FOLLOWING_CITY = phrase("places.following_city")
_LEVELS_OF_KIND = {
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "市": ("province", "prefecture", "county"),
    "省": ("province",),
    "县": ("county",),
    "旗": ("county",),
}
# One or two characters between a boundary and a name, and what may stand there beside a name.
_BEFORE = phrase("places.before")
_NO_PART = phrase("places.no_part")
_QUOTED = compiled(r"《[^》]*》?|〈[^〉]*〉?")
_LISTING = ("、", "和", "与", "及")
# Names of units that are also ordinary words for a part of any town.
_ORDINARY = compiled(r".区|[老新]城区|新市区")
# In text up to this length (a title, an issuer) a later, smaller place refines the first one.
_TITLE_LENGTH = 120


Span = tuple[int, int, list[Place]]
_Names = dict[str, list[Place]]


def load_places(path: Path) -> "Gazetteer":
    """Read the table of places.

    Args:
        path: a UTF-8, tab-separated file with the columns adcode, name, level, parent, status,
            until and replaced_by; lines that start with ``#`` are comments.

    Raises:
        OSError: the file cannot be read.
        ValueError: a line is malformed; the message names the line and what is expected.

    Source: GB/T 2260.
    """
    return Gazetteer(read_rows(path), source=path.name)


class Gazetteer:
    """The places of one table, with look-ups by code and by name; unchanged once made.

    Source: GB/T 2260.
    """

    def __init__(self, rows: Iterable[Row], source: str = "places") -> None:
        """Index the rows, each a place, the month a former one last stood, and its successor.

        Raises:
            ValueError: two current places share a code, or a parent or successor is missing.
        """
        self._places: list[Place] = []
        self._by_code: dict[str, Place] = {}
        self._replaced_by: dict[Place, str] = {}
        for place, _, replaced_by in sorted(rows, key=lambda row: row[1], reverse=True):
            self._add(place, replaced_by, source)
        self._check_references(source)
        self._official, self._common, self._short = self._index(current=True)
        self._former, self._former_common, self._former_short = self._index(current=False)

    def _add(self, place: Place, replaced_by: str, source: str) -> None:
        known = self._by_code.get(place.adcode)
        if known and known.current and place.current:
            raise ValueError(f"{source}: expected one current place for {place.adcode}, found two")
        if known is None or place.current:
            self._by_code[place.adcode] = place
        self._places.append(place)
        if replaced_by:
            self._replaced_by[place] = replaced_by

    def _check_references(self, source: str) -> None:
        for place in self._places:
            if place.parent and place.parent not in self._by_code:
                raise ValueError(f"{source}: {place.adcode} has the unknown parent {place.parent}")
        for place, code in self._replaced_by.items():
            if code not in self._by_code or not self._by_code[code].current:
                raise ValueError(f"{source}: {place.adcode} is replaced by {code}, not current")

    def _index(self, current: bool) -> tuple[_Names, _Names, _Names]:
        official: _Names = {}
        common: _Names = {}
        short: _Names = {}
        for place in self._places:
            if place.current is not current:
                continue
            official.setdefault(place.name, []).append(place)
            stem, alias = short_forms(place.name)
            if stem != place.name:
                short.setdefault(stem, []).append(place)
            if alias:
                common.setdefault(alias, []).append(place)
        return official, common, short

    def __len__(self) -> int:
        """The number of places, current and former."""
        return len(self._places)

    def __iter__(self) -> Iterator[Place]:
        """All places in order of their code, a current one before a former one."""
        return iter(sorted(self._places, key=lambda place: (place.adcode, not place.current)))

    def get(self, adcode: str) -> Place | None:
        """The place of a code, the current one where a former name had the same code."""
        return self._by_code.get(adcode)

    def contains(self, outer: Place, inner: Place) -> bool:
        """Whether ``inner`` is ``outer`` or lies within it."""
        return any(place == outer for place in self._upwards(inner))

    def _upwards(self, place: Place) -> Iterator[Place]:
        step: Place | None = place
        while step:
            yield step
            step = self._by_code.get(step.parent)

    def candidates(self, name: str, within: Place | None = None) -> list[Place]:
        """All places a name may stand for, by the first of these that gives any.

        Current official names, common names of autonomous units (阿坝州), short names; then the
        same of former places. In the order of the table.
        """
        for names in (
            self._official,
            self._common,
            self._short,
            self._former,
            self._former_common,
            self._former_short,
        ):
            found = self._inside(names.get(name, []), within)
            if found:
                return found
        return []

    def _inside(self, places: Sequence[Place], within: Place | None) -> list[Place]:
        if within is None:
            return list(places)
        return [place for place in places if self.contains(within, place)]

    def resolve(self, name: str, within: Place | str | None = None) -> Place | None:
        """The one place a name stands for, or None if there is none or more than one.

        A short name shared by units of one another (承德: the city and the county in it) is the
        larger unit, and that of a province is the province. A former name gives its own entry,
        with ``current`` False, only where no current place has that name.

        Args:
            name: an official, common or short name.
            within: the province or prefecture, as a place or a name, that the place is in.

        Source: GB/T 2260.
        """
        if isinstance(within, str):
            within = self.resolve(within)
            if within is None:
                return None
        found = self._settle(name, self.candidates(name, within))
        return found[0] if len(found) == 1 else None

    def _settle(self, name: str, places: list[Place]) -> list[Place]:
        """Reduce the places of one name to the one it means, if that is certain."""
        if len(places) < 2:
            return places
        if not places[0].current:
            return self._latest(places)
        if any(place.name == name for place in places):
            return places
        top = min(places, key=lambda place: LEVELS.index(place.level))
        if top.level == "province" or all(self.contains(top, place) for place in places):
            return [top]
        return places

    def _latest(self, former: list[Place]) -> list[Place]:
        """The latest entry, if all of them became the same present unit; else all."""
        successors = {self._replaced_by.get(place) for place in former}
        return former[:1] if len(successors) == 1 and None not in successors else former

    def region(self, place: Place) -> tuple[str, str | None, str | None, str]:
        """Province, city and county of a place by name, and its adcode.

        A province has neither city nor county, a municipality is its own city, and a county-level
        unit administered by its province has no city.

        Source: GB/T 2260; its codes give the parent of each unit.
        """
        names = {step.level: step.name for step in self._upwards(place)}
        province = names.get("province", "")
        is_municipality = province.endswith("市")
        city = names.get("prefecture", province if is_municipality else None)
        return province, city, names.get("county"), place.adcode

    @cached_property
    def _pattern(self) -> "regex.Pattern[str]":
        """Any of the official and common names, the longest first."""
        names = {*self._official, *self._common, *self._former, *self._former_common}
        return compiled(rf"{alternation(names)}(?!域)")

    def find(self, text: str) -> list[Span]:
        """All mentions of official and common names, left to right, longest first.

        A mention right after that of a larger unit is read within it, so the three mentions of
        宁夏回族自治区吴忠市利通区 give one place each. A name of two characters (易县) may also be
        part of other words (简易县道) and counts only at a boundary or in such a chain; one that
        is an ordinary word (城区, 老城区) counts only at the start of the text or in such a chain.

        Returns:
            Start, end and the possible places of each mention; several if it is ambiguous.

        Source: GB/T 2260.
        """
        spans: list[Span] = []
        position = 0
        while match := self._pattern.search(text, position):
            start, end = match.span()
            context = _adjacent(text, spans, start)
            places = self._read(match[0], context)
            if self._is_mention(text, start, end) or self._follows(context, places):
                spans.append((start, end, places))
                position = end
            else:
                position = start + 1
        return spans

    def _read(self, name: str, context: Sequence[Place]) -> list[Place]:
        """The places of a name, within those just before it if that gives any."""
        inner = [place for outer in context for place in self.candidates(name, outer)]
        return self._settle(name, inner or self.candidates(name))

    def _is_mention(self, text: str, start: int, end: int) -> bool:
        """Whether a name is surely no part of another word, whatever stands before it."""
        if start == 0:
            return True
        if _ORDINARY.fullmatch(text, start, end):
            return False
        if end - start == 2:
            return not text[start - 1].isalpha()
        return not self._inside_longer(text, start)

    def _inside_longer(self, text: str, start: int) -> bool:
        """Whether one or two characters before a name make it a part of a longer, unknown one.

        安平湖市 at the start of a title or body is no 平湖市; a verb, a preposition or a short
        name of a place before it (推进平湖市…, 浙江平湖市) leaves the name what it is.
        """
        before = _BEFORE.search(text, max(0, start - 12), start)
        if before is None or _NO_PART.fullmatch(before["part"]):
            return False
        return not (before["part"] in self._short or before["part"] in self._former_short)

    def _follows(self, context: Sequence[Place], places: Sequence[Place]) -> bool:
        """Whether one of the places lies in a larger one mentioned just before it."""
        return any(self._is_inside(place, context) for place in places)

    def _is_inside(self, place: Place, outer: Sequence[Place]) -> bool:
        return any(step in outer for step in self._upwards(place) if step != place)

    def best(self, texts: Sequence[str]) -> tuple[Place | None, str | None]:
        """The place a plan is for, from texts in order of trust (title, issuer, heading, body).

        The first text that names a place decides. A chain gives its last unit; names inside book
        title marks count only if there are no others in any text; a short name counts at the
        start of a text.
        If the name is ambiguous or an ordinary word (老城区), a larger unit named in any of the
        texts decides. A development zone has no code, so it gives the unit named with it or in a
        later text.

        Returns:
            The place and None, or None and ``"ambiguous"`` or ``"unknown"``.

        Source: GB/T 2260.
        """
        note = "unknown"
        for text in sorted(texts, key=self._only_quotes):
            places, is_short = self._claim(text)
            is_word = any(_ORDINARY.fullmatch(place.name) for place in places)
            if len(places) > 1 or is_word:
                chosen = self._narrow(places, texts)
                if len(chosen) != 1:
                    note = "ambiguous"
                    if is_short or is_word:
                        continue
                    break
                places = chosen
            if places:
                return places[0], None
        return None, note

    def _only_quotes(self, text: str) -> bool:
        """Whether a text names places inside book title marks only (关于贯彻《云岭市…条例》)."""
        spans = self.find(text)
        quoted = bool(spans) and not _outside_quotes(text, spans)
        return quoted and self._leading_short(text, spans) is None

    def _claim(self, text: str) -> tuple[list[Place], bool]:
        """What one text says the place is, and whether it says so by a short name only."""
        spans = self.find(text)
        lead = self._leading_short(text, spans)
        if lead:
            spans = [lead, *self._reread(text, lead, spans)]
        spans = _outside_quotes(text, spans) or spans
        if not spans:
            return [], False
        places = self._deepest(text, spans)
        if len(places) == 1 and len(text) <= _TITLE_LENGTH:
            places = self._refine(places[0], spans)
        return places, lead is not None and places == lead[2]

    def _deepest(self, text: str, spans: Sequence[Span]) -> list[Place]:
        """The last unit of the chain that starts with the first mention.

        A chain that ends in a list (新乡市红旗区、卫滨区) is about the unit before the list.
        """
        _, end, places = spans[0]
        before = places
        for start, next_end, inner in spans[1:]:
            between = text[end:start].strip()
            if between in _LISTING and any(self._is_inside(place, before) for place in inner):
                return before
            within = [place for place in inner if self._is_inside(place, places)]
            if between or not within:
                break
            before, end, places = places, next_end, within
        return places

    def _refine(self, place: Place, spans: Sequence[Span]) -> list[Place]:
        """The one smaller unit that the other mentions name within a place, or the place."""
        found: list[Place] = []
        for _, _, places in spans:
            inner = [p for p in places if p != place and self.contains(place, p)]
            found += [p for p in inner if p not in found]
        return found if len(found) == 1 else [place]

    def _narrow(self, places: list[Place], texts: Sequence[str]) -> list[Place]:
        """Choose among the places of one name by what else the texts mention."""
        for text in texts:
            spans = self.find(text)
            lead = self._leading_short(text, spans)
            for _, _, others in [lead, *spans] if lead else spans:
                inside = [place for place in places if self._is_inside(place, others)]
                if len(others) == 1 and len(inside) == 1:
                    return inside
        return []

    def _leading_short(self, text: str, spans: Sequence[Span]) -> Span | None:
        """A short name at the start of a text, if what follows shows that it is one."""
        opening = _OPENING.match(text)
        start = opening.end() if opening else 0
        starts = {span[0] for span in spans}
        if start in starts:
            return None
        for end in range(min(len(text), start + self._longest_short), start + 1, -1):
            places = self._short.get(text[start:end]) or self._former_short.get(text[start:end])
            if not places:
                continue
            kind = _LEVELS_OF_KIND.get(text[end : end + 1])
            meant = self._settle(text[start:end], list(places))
            city = meant[0].level != "county" and _FOLLOWING_CITY.match(text, end)
            if end in starts or city or _FOLLOWING.match(text, end):
                return start, end, meant
            if kind and (fitting := [place for place in places if place.level in kind]):
                return start, end + 1, self._settle(text[start:end], fitting)
        return None

    @cached_property
    def _longest_short(self) -> int:
        return max(map(len, self._short), default=0)

    def _reread(self, text: str, lead: Span, spans: Sequence[Span]) -> list[Span]:
        """Read the mention right after a leading short name within that place."""
        return [
            (start, end, self._read(text[start:end], lead[2])) if start == lead[1] else span
            for span in spans
            for start, end in [span[:2]]
        ]


def _adjacent(text: str, spans: Sequence[Span], start: int) -> list[Place]:
    """The places of the mention that ends where another starts, spaces aside."""
    if spans and not text[spans[-1][1] : start].strip():
        return spans[-1][2]
    return []


def _outside_quotes(text: str, spans: Sequence[Span]) -> list[Span]:
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [span for span in spans if not any(start <= span[0] < end for start, end in quoted)]
