"""Reads bodies: offices, governments, companies, owners; one at a time and in lists.

A body is read from a position where one may begin (behind a colon, a comma, 由), so its left edge
is known; ``body_forms`` knows its inside. Word lists give the function words by type; a merged
bureau takes the type of its first function.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractor.body_forms import BUREAU, BodyForms, body_forms
from extractor.patterns import Patterns
from extractor.phrases import phrase
from extractor.rule_cache import compiled

_SPLIT_NAME = phrase("bodies.split_name")
_OTHER_LEVEL = compiled("[市县区乡镇旗州盟][各直级]|[市州](?:有关|相关)")
_OTHER_BUREAU = compiled(rf"(?<=[区)镇乡]、|[区市]县、)市{BUREAU}|(?<=[镇乡]、)[县区]{BUREAU}")
"""Behind such a 、 the next name is one of its own: 各区、市有关部门."""
_STRONG = (
    "leading_group",
    "government",
    "subdistrict_township",
    "community",
    "property_company",
    "utility",
    "contractor",
)
_STAFF = phrase("bodies.staff")
_PERSONS = phrase("bodies.persons")
_FORCES = phrase("bodies.forces")
_ACTS = phrase("bodies.acts")
_JOINT = phrase("bodies.joint")
_PLACED = compiled("(?<=..)[省市县区州盟旗级]|所在地的?")
"""The end of a place or level inside a name: 云岭市各级 of 云岭市各级教育部门."""
_CLOSED_ROW = compiled("等[^,;。:、]{0,6}(?:部门|单位|机构|企业|委办局)$")
_MORE = compiled("(?:以及|及|和|与|、)(?!其他|其它)")
"""财政、税务等部门和街道办事处: a closed row and what is joined to it."""
_LEVEL_ALONE = phrase("bodies.level_alone")
_TAIL = phrase("bodies.tail")
_PIECE = phrase("bodies.piece")
_WORDED = compiled("[\u4e00-\u9fffA-Za-z]")
"""What a name holds: a — in a cell is none."""
_SUM = compiled(r"\d(?:万|亿)?元|\d%")
"""What no name holds, although a label such as 建设主体： stands before it."""
_IN_ROW = phrase("bodies.in_row")
_ASIDE = phrase("bodies.aside")
_CLOSED = compiled("等(?:有关|相关|市直|县直|区直|省直)*(?:部门|单位)$")
_LINES = compiled("管线|专营|经营")
_HELP = phrase("bodies.help")
_APART = phrase("bodies.apart")
_PLACE = compiled(r"[^各省市县区]{2,5}[省市县区旗盟州]")
_SHARED = phrase("bodies.shared")
_ENDS = phrase("bodies.ends")
_TOWN_BEHIND = phrase("bodies.town_behind")
_AND = compiled("以及|[和及与]")
_SUBDISTRICT_UNIT = phrase("bodies.subdistrict_unit")
NO_PLACE = phrase("bodies.no_place")
_UNNAMED = phrase("bodies.unnamed")
_VILLAGE = compiled("村(?=(?:应当|应|要|须|必须|负责|积极|共同)|[、,;:)]|$)")
_NO_ALIAS = phrase("bodies.no_alias")
_BANK = ("银行", "农商行", "信用社", "支行", "分行")
_ASSOCIATIONS = ("协会", "商会", "学会", "促进会", "研究会", "基金会")
"""Members' own bodies, whatever their trade: 物业管理协会."""
_NO_OFFICE = ("平台", "窗口", "人", "者", "户", "方", "师")
"""Ends of what is no office, whatever its name holds: 应急维修平台, 房屋维修责任人."""
_LEVELS = (
    {"村": "community", "村级": "community"}
    | dict.fromkeys([f"{level}级" for level in "省市县区州盟旗"], "government")
    | dict.fromkeys(
        ("镇级", "乡级", "乡镇级", "街镇级", "镇街级", "街道级"), "subdistrict_township"
    )
)
_LEVEL_ACTS = phrase("bodies.level_acts")
_SECTION = compiled("(?<!办事|管理)处$|科$|(?<!办公|督查|研究|监察)室$")
"""An office inside an office: 交通委港务监管处."""
_OWNED = compiled("^[省市县区州旗]|[局委办厅府]")
"""What the name of such an office says of the office that it belongs to."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One body of a list: its span in the text given, and its type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class ActorList:
    """Bodies joined by 、 和 及, with where the list ends (等部门 included)."""

    actors: tuple[Actor, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    """A body in a list; a bare function word (住建) is not ``full``."""

    start: int
    end: int
    full: bool


@dataclass(frozen=True)
class Bodies:
    """Reads bodies with the compiled grammar of one set of patterns."""

    forms: BodyForms

    def type_of(self, name: str) -> str:
        """Return the actor type of a body's printed name; ``other`` where no list knows it."""
        forms = self.forms
        heads = [at for at in range(min(len(name), 14)) if forms.levels.fullmatch(name, 0, at)]
        for head in heads:
            known = forms.names.get(name[head:]) or forms.bare_types.get(name[head:])
            if known and not (known == "other" and name[:head].endswith("街道")):
                return known
        plain = regex.sub(r"\([^()]*\)$", "", name) or name
        kind = self._plain_type(name, plain, heads)
        alias = name[len(plain) + 1 : -1]
        if kind == "other" and _ENDS.search(alias) and not _NO_ALIAS.match(alias):
            return self.type_of(alias)
        return kind

    def _type_in(self, text: str, start: int, end: int) -> str:
        """Return a body's type in its row: a place before another's departments names its own."""
        name = text[start:end]
        shared = _PLACE.fullmatch(name) and _SHARED.match(text, end)
        return "department" if shared else self.type_of(name)

    def _plain_type(self, name: str, plain: str, heads: list[int]) -> str:
        """Return the type of a name without its alias in brackets."""
        forms = self.forms
        if name in _LEVELS:
            return _LEVELS[name]
        if plain.endswith(_ASSOCIATIONS):
            return "other"
        if any(forms.group.fullmatch(name, head) for head in heads):
            return "leading_group"
        if any(forms.towns.fullmatch(name, head) for head in heads):
            return "subdistrict_township"
        if forms.governed.fullmatch(name) or forms.governed.fullmatch(plain):
            return "government"
        if plain.endswith("委员会") and (committee := forms.committee.search(plain)):
            return forms.stems[committee["stem"]]
        own = [head for head in heads if name[head - 1 : head] not in ("镇", "乡", "道")]
        if any(forms.desk.fullmatch(name, at) and not forms.stem.match(name, at) for at in own):
            return "other"
        if force := _FORCES.search(plain):
            return "emergency_fire" if force["fire"] else "public_security"
        end = self._by_end(plain, strong=True)
        if end is None and (unit := _SUBDISTRICT_UNIT.search(plain)):
            end = self._unit_type(unit["unit"], office=unit["office"] is not None)
        if plain.endswith("领导小组秘书处"):
            return "leading_group"
        if end is None and plain.endswith((*_BANK, *_NO_OFFICE)):
            return self._by_end(plain, strong=False) or "other"
        return (
            end
            or self._by_function(plain, heads)
            or self._by_end(plain, strong=False)
            or ("government" if self._is_place(plain) else "other")
        )

    def _unit_type(self, unit: str, *, office: bool) -> str | None:
        """Return the type of a township's unit: its function's, else its township's."""
        known = self.forms.names.get(unit)
        if known in (None, "other") and not self.forms.desk.fullmatch(unit):
            known = self._by_function(unit, [0])
        if known in (None, "other") or self.forms.desk.fullmatch(unit):
            return "subdistrict_township" if office else None
        return known

    def _is_place(self, name: str) -> bool:
        ends = name[-1:] in "市县区旗盟州" or name.endswith("地区")
        return ends and not NO_PLACE.search(name)

    def _by_end(self, name: str, *, strong: bool) -> str | None:
        """The type of the longest listed name that this one ends with."""
        for at in range(max(0, len(name) - self.forms.longest_name), len(name)):
            kind = self.forms.names.get(name[at:])
            if kind and (not strong or kind in _STRONG):
                unnamed = name[at:] != "单位" or _UNNAMED.fullmatch(name)
                return kind if unnamed else "other"
        return None

    def _by_function(self, name: str, heads: list[int]) -> str | None:
        """The trade of a company, else the first function of an office."""
        forms = self.forms
        companies = name.endswith(("公司", "集团", "企业", "单位")) or name.startswith(
            ("国网", "中国")
        )
        if companies and (word := forms.keyword.search(name)):
            return forms.companies[word[0]]
        if name.endswith(("公司", "集团", "企业", "协会", "商会", "学会")):
            return None
        found = [match for head in heads if (match := forms.stem.match(name, head))]
        if name.endswith(("部门", "单位", "机构", "主体")):
            offices = [head for head in heads if self._is_office(name, head)]
            placed = (m.end() for m in _PLACED.finditer(name) if not offices)  # 云岭市教育主管部门
            offices += [at for at in placed if self._is_office(name, at)]
            found = [m for at in offices if (m := forms.stem.match(name, at))]
        elif not found and (match := forms.stem.search(name)):
            found = [match]
        return forms.stems[max(found, key=lambda m: len(m[0]))[0]] if found else None

    def _is_office(self, name: str, head: int) -> bool:
        return any(form.fullmatch(name, head) for form in self.forms.offices)

    def looks_like(self, name: str) -> bool:
        """Tell whether a printed name can be a body: known by a list, or ending like one."""
        if len(name) > 40 or regex.search("[:“”]|其中", name):
            return False
        known = self.type_of(name) != "other" or _ENDS.search(name) is not None
        return known or self.forms.short_company.fullmatch(name) is not None

    def body_at(self, text: str, start: int, end: int) -> int:
        """Return where the longest body that begins at *start* ends; *start* if there is none."""
        return self.forms.body_at(text, start, end)

    def list_at(self, text: str, start: int, end: int) -> ActorList | None:
        """Read the list of bodies that begins at *start*; None where none begins.

        Bare function words (住建、发改) count when 等部门 or a full name closes the list.
        """
        items: list[_Item] = []
        at = start
        while at < end:
            item = self._item(text, at, end) or self._listed(text, at, end, items)
            if item is None:
                break
            items.append(item)
            joint = _JOINT.match(text, item.end, end)
            if not joint:
                break
            at = joint.end()
        listed = self._closed(text, start, end, items) if items else None
        if listed is None or not _CLOSED_ROW.search(text, start, listed.end):
            return listed
        joint = _MORE.match(text, listed.end, end)
        more = self.list_at(text, joint.end(), end) if joint else None
        return ActorList((*listed.actors, *more.actors), start, more.end) if more else listed

    def _item(self, text: str, at: int, end: int) -> _Item | None:
        forms = self.forms
        if level := _LEVEL_ALONE.match(text, at, end):
            return _Item(at, level.end(), True)
        if treasury := forms.treasury.match(text, at, end):
            return _Item(at, treasury.end(), True)
        stop = forms.body_at(text, at, end)
        if (acting := _LEVEL_ACTS.match(text, at, end)) and acting.end() > stop:
            return _Item(at, acting.end(), True)
        bare = forms.bare.match(text, at, end)
        loose = forms.loose.match(text, at, end) if bare else None
        if bare and loose and loose.end() > max(stop, bare.end()):
            return _Item(at, loose.end(), False)
        if bare and bare.end() > stop:
            return _Item(at, bare.end(), forms.levelled.match(text, at, end) is not None)
        governed = forms.governed.match(text, at, end)
        several = governed and governed.end() > stop and "、" in governed[0]
        if stop > at and not (governed and several and _ACTS.match(text, governed.end(), end)):
            return _Item(at, stop, True)
        after = governed.end() if governed else at
        if text.endswith("的", 0, at) and text.startswith(",", after):
            after += 1  # 未完成任务的市、县（市、区），要抓紧完成
        if governed and ("各" in governed[0] or _ACTS.match(text, after, end)):
            return _Item(at, governed.end(), True)
        few = (forms.placed, forms.short, forms.loose, forms.piped, forms.lenders, forms.party)
        short = next((m for form in few if (m := form.match(text, at, end))), None)
        return _Item(at, short.end(), False) if short else None

    def _listed(self, text: str, at: int, end: int, items: list[_Item]) -> _Item | None:
        """A function that no list knows, in a row that 等部门 closes: 税务、金融管理等部门.

        Behind other bodies 村 alone is one too: 各部门、单位和村要….
        """
        village = _VILLAGE.match(text, at, end) if items else None
        if village:
            return _Item(at, village.end(), True)
        if items and items[-1].full:
            office = text[items[0].start] in "各省市县区州盟旗镇乡街所属本"
            row = self.forms.in_row.match(text, at, end) if office else None
            return _Item(at, row.end(), True) if row else None
        if len(items) < 2:
            return None
        match = _IN_ROW.match(text, at, end)
        return _Item(at, match.end("word"), False) if match else None

    def _closed(self, text: str, start: int, end: int, items: list[_Item]) -> ActorList | None:
        """Settle a list's end: 等…部门 behind it, or the last full name in it."""
        last = items[-1].end
        tail = _TAIL.match(text, last, end)
        closing = None
        if tail and tail.end() > last:
            closing, last = tail[0], tail.end()
        elif text[last : last + 1] == "等" and len(items) > 1:
            closing, last = "等", last + 1
        elif len(items) < 2 or not _HELP.match(text, last, end):
            while items and not items[-1].full:
                items.pop()
            if not items:
                return None
            last = items[-1].end
        actors = [
            self._actor(text, item, items[-1], closing, last)
            for item in items
            if not _PERSONS.search(text, item.start, item.end)
            and (item.start == start or not _STAFF.match(text, item.start - 2, item.end))
        ]
        if not actors:
            return None
        staff = _STAFF.match(text, last, end)
        return ActorList(self._sections(text, actors), start, staff.end() if staff else last)

    def _actor(self, text: str, item: _Item, final: _Item, closing: str | None, last: int) -> Actor:
        """审计 + 部门 at a list's end is one name; 等部门 is not part of the last one."""
        joined = closing is not None and not _APART.match(closing)
        stop = last if item is final and not item.full and joined else item.end
        name = text[item.start : stop]
        kind = self._type_in(text, item.start, stop)
        if kind == "government" and not item.full and final.full:
            kind = self.type_of(text[final.start : final.end])
        listed = self.forms.bare.fullmatch(name) or name in self.forms.stems
        lines = closing is not None and _LINES.search(closing) and not item.full
        piped = self.forms.piped.match(text, item.start) is not None
        party = None if item.full else self.forms.party.match(text, item.start)
        if piped or (lines and (not listed or kind == "water")):
            kind = "utility"
        elif party and party.end() == item.end:
            kind = self.type_of(f"{party[0]}单位")
        elif kind == "other" and not item.full and not listed:
            kind = self.type_of(text[final.start : final.end])
        return Actor(item.start, stop, kind)

    def split(self, text: str, start: int, end: int) -> list[Actor]:
        """Split a stretch that is known to hold bodies only (责任单位：…) at 、 ， ； 和 及."""
        actors = [
            Actor(a, b, self._type_in(text, a, b))
            for a, b in self._cut(text, start, end)
            if not _PERSONS.search(text, a, b)
        ]
        return list(self._sections(text, actors))

    def _sections(self, text: str, actors: list[Actor]) -> tuple[Actor, ...]:
        """Give a section behind another one (市交通委科技处、港务处) the type of their office."""
        settled: list[Actor] = []
        office: str | None = None
        for actor in actors:
            name = text[actor.start : actor.end]
            if not _SECTION.search(name):
                office = None
            elif _OWNED.search(name):
                office = actor.type
            settled.append(replace(actor, type=office) if office else actor)
        return tuple(settled)

    def _cut(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        depth, begin = 0, start
        for index in range(start, end + 1):
            char = text[index] if index < end else ";"
            depth += (char == "(") - (char == ")")
            if index < end and (depth or char not in "、,;。 \n\t"):
                continue
            split = char == "、" and _SPLIT_NAME.search(text, begin, index + 2)
            other = _OTHER_LEVEL.match(text, index + 1) or _OTHER_BUREAU.match(text, index + 1)
            if split and not other:
                continue
            yield from self._trim(text, begin, index)
            begin = index + 1

    def _trim(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Drop what surrounds a name (由, 等部门, 按职责分工负责) and part names joined by 和."""
        match = _PIECE.match(text[start:end])
        if not match or not _WORDED.search(match["name"]) or _SUM.search(match["name"]):
            return
        a, b = start + match.start("name"), start + match.end("name")
        if (aside := _ASIDE.search(text, a, b)) and aside.start() > a:
            b = aside.start()
        cut = self._joined(text, a, b) or self._run_on(text, a, b)
        if cut:
            yield from self._trim(text, a, cut[0])
            yield from self._trim(text, cut[1], b)
        else:
            yield a, b

    def _run_on(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find where one whole body follows another without a mark: 县教育局县水利局."""
        stop = self.body_at(text, start, end)
        if town := _TOWN_BEHIND.match(text, start, end):
            return town.end(), town.end()
        follows = start < stop < end and text[stop] in "省市县区州"
        if follows and self.body_at(text, stop, end) > stop + 2:
            return stop, stop
        return None

    def _joined(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find 和, 及 or 与 between two whole bodies (not 发展和改革委)."""
        for match in _AND.finditer(text, start + 1, end - 1):
            left, right = match.start(), match.end()
            if (tail := _CLOSED.search(text, start, left)) and text[right] in "各省市县区州旗":
                return tail.start(), right
            places = text[right] == "各" and self.forms.governed.fullmatch(text, right, end)
            follows = places or self.body_at(text, right, end) == end
            if follows and self.body_at(text, start, left) == left:
                return left, right
        return None


@lru_cache(maxsize=8)
def bodies(patterns: Patterns) -> Bodies:
    """Return the reader of bodies for *patterns*."""
    return Bodies(body_forms(patterns))
