"""Reads bodies: offices, governments, companies, owners; one at a time and in lists.

A body is read from a position where one may begin (behind a colon, a comma, 由), so its left edge
is known; its inside follows a grammar of level, place, function and suffix: 市 + 住房城乡建设 + 局,
各有关县（市、区） + 政府, 供水、供电等管线单位. Word lists give the function words by type; a merged
bureau takes the type of its first function.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation

_HAN = r"[\u4e00-\u9fff]"
_INNER = r"(?:(?![在设由和与及的对将把为是等了到从局厅会同合负报请按经授])[\u4e00-\u9fff])"
_SPLIT_NAME = regex.compile("各(?:有关)?[省市县区乡镇旗州盟](?:、[市县区乡镇旗州盟])*、[市县区乡镇旗州盟]$")
"""各县、区人民政府 is one name: its 、 joins levels, not bodies."""
_STRONG = (
    "leading_group",
    "government",
    "subdistrict_township",
    "community",
    "property_company",
    "utility",
    "contractor",
)
_GOVERNED = r"(?:(?:市|县|区|旗|州|盟|地|省)(?:\([市县区旗州盟地、]+\)|[市县区旗州盟、])*(?<!、)(?:\(园区\)|、园区)?(?:两级|三级)?)"


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


class Bodies:
    """The compiled grammar of one set of patterns."""

    def __init__(self, patterns: Patterns) -> None:
        self._stems = {
            term: kind for kind, terms in patterns.lists("bodies/stems").items() for term in terms
        }
        names = {
            term: kind for kind, terms in patterns.lists("bodies/names").items() for term in terms
        }
        self._names = names
        self._company = {
            term: kind for kind, terms in patterns.lists("bodies/companies").items() for term in terms
        }
        company = alternation(self._company)
        self._keyword = regex.compile(company)
        stem = alternation(self._stems)
        name = alternation(names)
        level = alternation(patterns.words["bodies/levels"])
        suffixes = patterns.words["bodies/suffixes"]
        suffix = alternation(s for s in suffixes if not s.endswith(("部门", "单位")))
        shared = alternation(s for s in suffixes if s.endswith(("部门", "单位")))
        stop = alternation(
            [*patterns.words["bodies/not_start"], *patterns.words["duties/adverbs"]]
            + [verb for verb in patterns.words["duties/verbs"] if len(verb) > 1]
        )
        place = (
            rf"(?!{stop}){_INNER}{{1,6}}?"
            r"(?:省|市|区|县|州|盟|旗|镇|乡|街道|开发区|新区|园区|高新区|经开区|景区|示范区)"
        )
        level = rf"(?:{level}|(?:各(?:有关|相关)?)?{_GOVERNED}(?:\(单位\))?)"
        left = rf"(?:{level}|{place}){{0,3}}"
        alias = r"(?:\([^()]{2,24}(?:局|委|办|会|处|中心|公司|队|政府|院|部|室)\))?"
        branch = rf"(?:{_HAN}{{1,6}}?(?:分局|支队|大队|派出所|分中心|管理处|支行|分行))?"
        verbs = alternation(
            [v for v in patterns.words["duties/verbs"] if len(v) > 1]
            + [*patterns.words["duties/modals"], *patterns.words["duties/adverbs"], *"按和及与对将把在等于"]
        )
        ahead = rf"(?=[、,;:。()\n\t]|{verbs}|$)"
        modal = "应当|应|必须|须|要(?!求|素)|不得|负责|可以"
        self._forms = [
            regex.compile(f"{left}{form}")
            for form in (
                rf"{stem}(?:[和与]?{stem})*{suffix}{branch}{alias}",
                rf"{stem}{{1,2}}{shared}{alias}",
                rf"{name}{alias}",
                rf"(?:(?!{stop}){_INNER}{{1,6}}?)?{company}(?:股份|有限|责任|服务|运营|作业|投资|发展)*(?:公司|集团|企业|单位)",
                rf"(?!{stop})(?:(?!牵头|参与|组成|负责)[^,。;:()\n“”]){{0,28}}?(?:领导小组|工作专班|指挥部|联席会议)"
                r"(?:办公室|(?:制度)?(?:各)?成员单位)?",
            )
        ]
        self._must = regex.compile(modal)
        self._generic = regex.compile(
            rf"(?:{level}|{place})(?!{stop}){_HAN}{{1,9}}?"
            rf"(?:局|委|办|厅|中心|公司|集团|办公室|站|队|院|会|(?<![全内外东西南北中局本底顶头干])部){branch}{alias}{ahead}"
            rf"|(?!{stop}){_HAN}{{1,4}}?(?:镇|乡|街道|街道办事处|社区|管委会){ahead}"
            rf"|(?!{stop}|{_INNER}{{0,9}}(?:政府|授权|确定|指定|委托)){_INNER}{{2,12}}?(?:部门|单位|机构|主体|企业|公司|组织)(?={modal})"
        )
        bare = patterns.lists("bodies/bare")
        self._bare_types = {term: kind for kind, terms in bare.items() for term in terms}
        plain = set(self._stems) - set(patterns.words["bodies/not_bare"])
        self._bare = regex.compile(f"(?:{level}){{0,2}}{alternation([*plain, *self._bare_types])}")
        self._levelled = regex.compile(
            f"{level}+{alternation(plain)}"
            "(?=负责|牵头|要|应|须|会同|按|根据|统筹|在|对|将|每年|安排|给予|予以|筹|落实|承担|加大|设立|据|每)")
        self._short = regex.compile(
            rf"(?!{stop}){_INNER}{{2,3}}(?=、{_INNER}{{2,4}}?(?:街道|镇|乡)(?:{_HAN}{{0,3}}))"
        )
        self._governed = regex.compile(rf"(?:(?:全|我|本)?[省市县区]?各(?:有关|相关)?|本)?(?:级)?{_GOVERNED}")
        self._level = regex.compile(rf"(?:{level})*")
        self._acts = regex.compile("要(?!求|素)|应|须|负责|结合|按|根据|组(?:织|建)|引进|统筹|加快|同步|建立|设立|共同|每[月年季半]|定期|制定|分别")
        self._stem = regex.compile(stem)
        self._suffixes = sorted(names, key=lambda n: -len(n))
        self.joint = regex.compile(r"、|以及|及其|[和与]|及(?!时)|,(?=各)")
        self.tail = regex.compile(
            r"(?:等|、|和|及|以及)?(?:其他|其它)?(?:各)?(?:级|市直|区直|县直|市级|县级|区级|省级|自治区)?"
            r"(?:有关|相关|职能|行业主管|主管|政府|属地|市属|管线|专业经营|专营|经营|责任|成员|专业|工作|业务)*"
            r"(?:单位和企业|部门、单位|部门和单位|部门单位|部门\(单位\)|单位、部门|部门、企业"
            r"|部门|单位|企业|机构|公司)"
        )

    def type_of(self, name: str) -> str:
        """Return the actor type of a body's printed name; ``other`` where no list knows it."""
        heads = [at for at in range(min(len(name), 14)) if self._level.fullmatch(name, 0, at)]
        for head in heads:
            if known := self._names.get(name[head:]) or self._bare_types.get(name[head:]):
                return known
        plain = regex.sub(r"\([^()]*\)$", "", name) or name
        if self._governed.fullmatch(name) or self._governed.fullmatch(plain):
            return "government"
        for term in self._suffixes:
            if plain.endswith(term) and self._names[term] in _STRONG:
                return self._names[term]
        if plain.endswith(("公司", "集团", "企业", "单位")) and (word := self._keyword.search(plain)):
            return self._company[word[0]]
        found = [m for head in heads if (m := self._stem.match(plain, head))]
        if plain.endswith(("部门", "单位", "机构", "主体")):
            found = found if any(form.fullmatch(plain) for form in self._forms[:2]) else []
        elif not found:
            found = [m for m in [self._stem.search(plain)] if m]
        if found:
            return self._stems[max(found, key=lambda m: len(m[0]))[0]]
        for term in self._suffixes:
            if plain.endswith(term):
                return self._names[term]
        return "government" if regex.search("[市县区旗盟州]$", plain) else "other"

    def looks_like(self, name: str) -> bool:
        """Tell whether a printed name can be a body: known by a list, or ending like one."""
        if len(name) > 40 or regex.search("[:“”]", name):
            return False
        return self.type_of(name) != "other" or bool(
            regex.search(r"(?:局|委|办|厅|部|室|院|会|联|站|校|处|中心|公司|集团|企业|单位|机构|部门|银行|分行|支行|组织|党组\)?|法院|检察院)$", name)
        )

    def body_at(self, text: str, start: int, end: int) -> int:
        """Return where the longest body that begins at *start* ends; *start* if there is none."""
        best = start
        for form in self._forms:
            match = form.match(text, start, end)
            if match and match.end() > best:
                best = match.end()
        match = self._generic.match(text, start, end)
        if match and (best == start or self._must.match(text, match.end(), end)):
            best = max(best, match.end())
        return best

    def list_at(self, text: str, start: int, end: int) -> ActorList | None:
        """Read the list of bodies that begins at *start*; None where none begins.

        Bare function words (住建、发改) count when 等部门 or a full name closes the list.
        """
        spans: list[tuple[int, int, bool]] = []
        at = start
        while at < end:
            stop, full = self._item(text, at, end)
            if stop == at:
                break
            spans.append((at, stop, full))
            joint = self.joint.match(text, stop, end)
            if not joint:
                at = stop
                break
            at = joint.end()
        if not spans:
            return None
        return self._close(text, start, end, spans)

    def _item(self, text: str, at: int, end: int) -> tuple[int, bool]:
        stop = self.body_at(text, at, end)
        bare = self._bare.match(text, at, end)
        if bare and bare.end() > stop:
            return bare.end(), bool(self._levelled.match(text, at, end))
        if stop > at:
            return stop, True
        governed = self._governed.match(text, at, end)
        if governed and ("各" in governed[0] or self._acts.match(text, governed.end(), end)):
            return governed.end(), True
        short = self._short.match(text, at, end)
        return (short.end(), False) if short else (at, False)

    def _close(
        self, text: str, start: int, end: int, spans: list[tuple[int, int, bool]]
    ) -> ActorList | None:
        """Settle a list's end: 等…部门 behind it, or the last full name in it."""
        last = spans[-1][1]
        tail = self.tail.match(text, last, end)
        closing = None
        if tail and tail.end() > last:
            closing = text[last : tail.end()]
            last = tail.end()
        elif text[last : last + 1] == "等" and len(spans) > 1:
            last += 1
            closing = "等"
        if closing is None:
            while spans and not spans[-1][2]:
                spans.pop()
            if not spans:
                return None
            last = spans[-1][1]
        kind = "utility" if closing and regex.search("管线|专营|经营", closing) else None
        actors = []
        for index, (a, b, full) in enumerate(spans):
            b = self._with_suffix(text, b, last, full, closing, index == len(spans) - 1)
            known = self.type_of(text[a:b])
            if known == "other" and not full:
                known = kind or self.type_of(text[spans[-1][0] : spans[-1][1]])
            actors.append(Actor(a, b, known))
        return ActorList(tuple(actors), start, last)

    @staticmethod
    def _with_suffix(
        text: str, stop: int, last: int, full: bool, closing: str | None, final: bool
    ) -> int:
        """审计 + 部门 at the end of a list is one name; 等部门 is not part of the last one."""
        joined = closing is not None and not closing.startswith(("等", "、", "和", "及", "以及"))
        return last if final and not full and joined else stop

    def split(self, text: str, start: int, end: int) -> list[Actor]:
        """Split a stretch that is known to hold bodies only (责任单位：…) at 、 ， ； 和 及."""
        return [Actor(a, b, self.type_of(text[a:b])) for a, b in self._cut(text, start, end)]

    def _cut(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        depth, begin = 0, start
        for index in range(start, end + 1):
            char = text[index] if index < end else ";"
            depth += (char == "(") - (char == ")")
            if index < end and (depth or char not in "、,;。 \n\t"):
                continue
            if char == "、" and _SPLIT_NAME.search(text, begin, index + 2):
                continue
            yield from self._trim(text, begin, index)
            begin = index + 1

    def _trim(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        piece = text[start:end]
        match = regex.match(
            r"(?:(?:和|及|以及|与|由|会同|各自)(?=各|市|县|区|省|州|旗|有关|相关))?(?P<name>.*?)"
            r"(?:等(?:有关|相关|各|市级|区级|县级|市直)*(?:[市县区旗]?(?:人民)?政府|部门|单位|企业|机构|部门单位|部门\(单位\)|部门、单位)?|等)?"
            r"(?:按(?:照)?(?:各自)?职责(?:分工)?.*|分别?负责.*|负责.*|牵头.*|配合.*|落实.*)?$",
            piece,
        )
        if not match or not match["name"]:
            return
        a, b = start + match.start("name"), start + match.end("name")
        cut = self._joined(text, a, b)
        if cut:
            yield from self._trim(text, a, cut[0])
            yield from self._trim(text, cut[1], b)
        else:
            yield a, b

    def _joined(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find 和, 及 or 与 between two whole bodies (not 发展和改革委)."""
        for match in regex.compile("以及|[和及与]").finditer(text, start + 1, end - 1):
            left, right = match.start(), match.end()
            if self.body_at(text, start, left) == left and self.body_at(text, right, end) == end:
                return left, right
        return None


@lru_cache(maxsize=8)
def bodies(patterns: Patterns) -> Bodies:
    """Return the compiled grammar for *patterns*."""
    return Bodies(patterns)
