"""Reads payers: levels of government (中央、自治区; 市、县两级财政) and private ones by name.

A level stands before 财政 or 政府, as the bare subject of a clause (各区县要…), or as an attribute
of money (省级补助资金). Word lists give the levels and the private payers by type.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled

_VERBS = wording("payers.verbs")
_START = wording("payers.start")
_EDGE = wording("payers.edge")
_HEAD = "(?:各(?:有关|相关)?|有关|相关|所在地?|所属|辖区|受益|属地|我|本)?"
_PLACED = r"(?=所在)(?<=(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4})(?<![的由和与及对])"
"""Where a payer begins behind whose place it is of: 企业所在县财政."""
_MONEY = wording("payers.money")
_NO_LEVEL = wording("payers.no_level")
_WON = phrase("payers.won")
_WINS = compiled("(?:获|获得|荣获|评为|入选|列入)$")
_AWARD = compiled("[^,;。]{0,14}?(?:奖(?![励补])|称号|认定|表彰|荣誉|立项)[^,;。]{0,4}?(?:的|,|$)")
_THE_CASE = compiled("[^,;。]{0,24}的(?:,|$)")
"""获得省级奖励资金的，…: levels of what was won before are no payers of the rule."""
_MANAGES = wording("payers.manages")
_OFFICE_WORK = phrase("payers.office_work")
_NOT_PAYING = compiled(f"筹集|争取|监督|监管|审核|审计|{_MANAGES}|申请")
_GIVEN = compiled("(?:对|向|给(?!予))[^,;:。]{0,40}$")
_TO_PLACES = compiled("(?:对|给|向)(?:各|每个|其他|所辖|辖区)*$")
"""市财政对各县区…每亩补助300元: the places are paid."""
_GIVEN_TO = compiled("给予(?:各|所在|所属|相关|有关)*$")
"""市政府给予各区资金支持: the districts are paid."""
_UPKEEP = phrase("payers.upkeep")
_TITLE_OF = compiled(
    "(?<=级的)(?:给予|一次性|再|各|分别|每[个家])*(?:奖励|补助|奖补|补贴)(?:资金)?[0-9]"
)
"""国家级的奖励50万元: a level of what is granted for, not of who grants."""
_DENIES = phrase("payers.denies")
_GETS = phrase("payers.gets")
_ACTS = wording("payers.acts")

_GRANTED = wording("payers.granted")
_HELD = compiled(r"\([^()]*\)")
"""A bracket in a name: 县(市、区) is 县."""
_BUREAU = wording("payers.bureau")
_PAYS_NOT = compiled("[不未](?:再)?(?:承担|负担|安排|列支|给予|出资|投入)[^,;。]{0,10}的")
"""县财政不承担经费的会议: what is granted to is not paid by it."""
_CONSENTS = phrase("payers.consents")
_PUBLIC_FUND = phrase("payers.public_fund")
_INSURANCE = compiled("(?:医保|保险|统筹|长护险)(?:统筹)?基金$|医保$|长护险$")
_PUBLIC_COLUMN = phrase("payers.public_column")
_NO_COLUMN_LEVEL = compiled(
    "区域|[小社片街校景园厂库山灾营矿牧林湖城地]区|[城都超夜集]市|市[场政民容]|县[域城]|乡[村道]|村道"
)
"""老旧小区改造投资, 城市更新投资: what is paid for, no level that pays."""
_GIVES = phrase("payers.gives")
_OWNERS = compiled(
    "各?(?P<names>[^,;:。的]{1,8}?[县区市旗](?:、[^,;:。、的]{1,6}?[县区市旗])*)(?![级、])"
)
_SEVERAL = phrase("payers.several")
_INSTRUMENTS = (
    (compiled("投工|投劳|折资|捐物"), "in_kind"),
    (compiled("国债"), "treasury_bond"),
    (compiled("债"), "special_bond"),
    (compiled("贷款|融资|信贷"), "loan"),
    (compiled("自筹|出资|筹资|[捐募]|赞助"), "self_raised"),
    (compiled("公益金|彩票"), "other"),
    (compiled("出让|增值收益|指标"), "asset_sale"),
    (compiled("补[助贴]|奖[补励]"), "subsidy"),
    (compiled("社会|资本"), "investment"),
    (compiled("预算|财政|配套|资金"), "budget"),
)
"""Means by the words of a channel that a list or a table names, the first that stands."""
_PRIVATE = ("residents", "social_capital")
_IS_GRANTED = compiled(r"(?:补[助贴]?|奖补?)(?:资金|费用)?(?:每[\u4e00-\u9fff]{1,3})?$")
"""三孩家庭每套补贴: a family is granted, it grants nothing."""
_RECEIVER_FIRST = phrase("payers.receiver_first")
_RECEIVES = phrase("payers.receives")
_DISTRICT = compiled("[\u4e00-\u9fff]{2,3}(?<![小社片街校景园])[区县旗]$")


@dataclass(frozen=True, slots=True)
class Named:
    """Payers named at one place of the text."""

    start: int
    end: int
    payers: tuple[str, ...]
    form: str
    """subject (区县), finance (市财政), office (财政局), giver, attribute, or open (本级)."""


class Payers:
    """The compiled grammar of one set of patterns."""

    def __init__(self, patterns: Patterns) -> None:
        self._levels = patterns.by_term("funding/levels")
        self._private = patterns.by_term("funding/payers")
        self._columns = patterns.by_term("funding/columns")
        level = alternation(self._levels)
        one = rf"{level}(?!中央|省级|省财政)"  # 一般县中央补助…: whom a higher level grants
        listed = (
            rf"{_HEAD}(?P<levels>{one}(?:(?:、|和|与|及|以及)?[各本我]?{one})*)"
            rf"(?:[两三四]级|级)?(?P<above>(?:及)?以上)?{_NO_LEVEL}"
        )
        body = "财政(?P<office>局|厅|部门|部)?|财力|人民政府|政府|党委"
        money = (
            "(?!性?(?:资金|预算|专项|衔接|投资|债券)|(?:奖补|补助|配套|投入|奖励|补贴)资金"
            "|采购|购买|网|门户|主导)"
        )
        self._subject = compiled(
            rf"{listed}(?:\([^()]{{1,8}}\))?(?:{body})(?!\)){money}"
            rf"|{_EDGE}{listed}[^,;:。的]{{0,16}}?(?P<fund>(?:专项|奖补|补助|改善|发展|建设|引导|扶持|衔接|整治|激励)资金|公益金)(?=对|按|给予|每|安排[^,;。]{{0,8}}[0-9])"
            rf"|(?<=由){listed}[^,;:。的由]{{2,16}}?(?P<fund>(?:经费|资金|基金))(?=一次性|分别|按|给予|予以|列支|支付|解决|安排|承担|全额|据实)"
            rf"|{listed}(?<=级)(?=(?:财政)?再(?:次)?(?:给予|奖|补))"
            rf"|{_EDGE}{listed}(?<=级)(?P<fund>资金)(?=对|按|给予|予以|每|再|将)"
            rf"|(?P<bare>(?<![\u4e00-\u9fff])财政(?P<office>局|部门)?|由(?:(?P<own>同级|本级))?财政"
            rf"|(?<=资金|经费|费用|部分|缺口){listed}(?=各?(?:承担|负担|分担|配套|补助|补贴|出资))"
            rf"|由(?:当地|同级|属地)?政府|(?:(?<![\u4e00-\u9fff])|(?<=费用|资金|经费|部分|成本|其中))政府(?=[^,;:。]{{0,6}}?(?:承担|负担|补助|补贴|出资))){money}"
            rf"|(?:{_START}|(?<=由)|(?<=(?:由|[,;。])[\u4e00-\u9fff]{{2,4}}))(?P<levels>{level}){_BUREAU}"
            rf"|(?<=财政(?:、|和|与|及)){listed}(?=各|分别|共同|均)"
            rf"|(?:(?<!级、){_START}|{_PLACED}|(?<=由|指导|督促|支持|鼓励|组织|其中|基础上|有条件的|[0-9]年)){listed}(?={_ACTS})"
        )
        self._attribute = compiled(
            rf"(?:(?<![省市县区]对){_EDGE}{listed}|{_GRANTED})(?!财政(?:局|部门|厅|负责|安排)|人民政府|政府)(?:财政)?(?:的)?(?=[^,;:。的]{{0,30}}?(?:{_MONEY}))"
            rf"|{_EDGE}{listed}(?=对[各下]?(?:{level})?的?[^,;:。]{{0,30}}?(?:{_MONEY}))"
            rf"|{listed}(?<=级)(?=(?:财政)?(?:补助|补贴|奖补|配套)(?!的))"
            rf"|(?<=从){listed}(?<=级)(?=[^,;:。]{{2,16}}?(?:专项|资金|基金)中)"
        )
        self._level = compiled(level)
        self._name = compiled(alternation(self._private))
        self._column = compiled(alternation(self._columns))
        self._private_end = compiled(rf"(?:{alternation(self._private)})$")
        self._bearer = compiled(
            rf"^(?:(?:[\u4e00-\u9fff]{{2,4}})?所在地?|属地|各|其他|其余|有关|相关|我|本|所辖|受益|由)*"
            rf"(?P<level>{level})"
            r"(?:[两三四]级|级|层面)?(?:各自)?(?:人民政府|政府|财政|财力|本级|产业引导资金|[^、]{0,8}(?:资金|基金|国债|债券))?$"
        )

    def levels(self, text: str) -> tuple[str, ...]:
        """Return the levels of government named in *text*, each once, in order."""
        return self._types(text, None)

    def private(self, text: str) -> tuple[str, ...]:
        """Return the types of the private payers named in *text*, each once, in order."""
        return tuple(dict.fromkeys(self._private[m[0]] for m in self._name.finditer(text)))

    def longest(self, text: str, start: int, end: int) -> str:
        """Return the payer's name in a stretch, whole where it is cut: 家庭 of 家庭农场."""
        match = self._name.match(text, start)
        return text[start : max(end, match.end())] if match else text[start:end]

    def of_column(self, name: str) -> tuple[str, ...]:
        """Return who pays by a table's header, or a channel in a cell: 省级补助, 群众自筹."""
        if match := self._column.search(name):
            return (self._columns[match[0]],)
        found = self.levels(_NO_COLUMN_LEVEL.sub("", name))
        if found:
            return tuple(payer for payer in found if payer != "government") or found
        if _PUBLIC_COLUMN.search(name):
            return ("government",)
        return ("other",) if "自筹" in name or name.startswith("其他") else ()

    def bearer(self, name: str) -> str | None:
        """Return the type of who bears a share (区财政, 供热企业, 青禾区), else None."""
        plain = _HELD.sub("", name)
        if _SEVERAL.fullmatch(plain):
            return "government"
        if match := self._bearer.search(plain):
            return self._levels[match["level"]]
        if match := self._private_end.search(plain):
            return self._private[match[0]]
        if _PUBLIC_FUND.search(plain):
            return "government"
        if _INSURANCE.search(plain):
            return "other"
        return "county" if _DISTRICT.search(plain) else None

    def giver(self, words: str) -> str | None:
        """Return who bears a sum where *words* before it name only that: 、县城投集团出资."""
        words = _RECEIVER_FIRST.sub("", words)
        named = _GIVES.fullmatch(words)
        if named and _RECEIVES.search(words):
            return None
        payer = self.bearer(named["name"]) if named else None
        return None if payer in _PRIVATE and _IS_GRANTED.search(words) else payer

    def subjects(self, text: str, start: int, end: int) -> list[Named]:
        """Return governments and finance bodies that can act as payers, in order of position."""
        found = []
        for match in self._subject.finditer(text, start, end):
            if _CONSENTS.match(text, match.end(), end) or _is_award(text, match, end):
                continue
            if _PAYS_NOT.match(text, match.end(), end):
                continue
            payers = self._types(match["levels"] or "", match["above"]) or ("government",)
            if match["own"]:
                payers = self._opening(text, start, match.start()) or payers
            form = "office" if match["office"] else "giver" if match["giver"] else "subject"
            if form == "subject" and ("财政" in match[0] or match["fund"]):
                form = "finance"
            found.append(Named(match.start(), match.end(), payers, form))
        return found

    def _opening(self, text: str, start: int, end: int) -> tuple[str, ...]:
        """Return the one level whose own finance 同级财政 is: 各县区…由同级财政承担."""
        opened = _OWNERS.match(text, start, end)
        if opened is None:
            return ()
        names = regex.split("[、和]", opened["names"])
        found = {level for name in names if (level := self.bearer(name))}
        return tuple(found) if len(found) == 1 and found <= {"county", "municipal"} else ()

    def attribute(self, text: str, start: int, end: int) -> Named | None:
        """Return the last levels in ``[start, end)`` that stand as an attribute of money."""
        found = None
        for match in self._attribute.finditer(text, start, end, overlapped=True):
            open_ = (
                match["above"] or match["levels"] in ("本级", "同级", "地方") or "以上" in match[0]
            )
            payers = self._types(match["levels"], match["above"])
            named = Named(match.start(), match.end(), payers, "open" if open_ else "attribute")
            if "级" not in match[0] and _GIVEN_TO.search(text, start, match.start()):
                continue
            if _TITLE_OF.match(text, match.end()):
                continue
            if "级" not in match[0] and _UPKEEP.match(text, match.end(), end):
                continue
            won = _WON.search(text, start, match.start()) and _THE_CASE.match(text, match.end())
            if not won and (found is None or named.start >= found.end):
                found = named
        return found

    def _types(self, levels: str, above: str | None) -> tuple[str, ...]:
        if above or levels.endswith("各级"):  # 市各级财政: of no one level
            return ("government",)
        terms = [match[0] for match in self._level.finditer(levels)]
        if len(terms) > 1 and terms[-1] == "本级":  # 市、县本级: of the levels before it
            terms.pop()
        return tuple(dict.fromkeys(self._levels[term] for term in terms))


def _is_award(text: str, match: regex.Match[str], end: int) -> bool:
    """Tell whether a body only gives its name to what was won: 获省政府质量奖的."""
    return bool(_WINS.search(text[max(0, match.start() - 3) : match.start()])) and bool(
        _AWARD.match(text, match.end(), end)
    )


def joined(text: str, subjects: list[Named]) -> Named | None:
    """Return the last subject with those joined to it: 市财政和区财政按1∶1比例承担."""
    if not subjects:
        return None
    last = subjects[-1]
    for one in reversed(subjects[:-1]):
        if text[one.end : last.start] not in ("、", "和", "与", "及"):
            break
        payers = tuple(dict.fromkeys((*one.payers, *last.payers)))
        last = Named(one.start, last.end, payers, last.form)
    return last


def receives(text: str, level: Named, start: int, *, denied: bool = False) -> bool:
    """Tell whether a level is paid, or denied it, instead of paying: 对优秀的县（市）奖励50万元."""
    given = _GIVEN.search(text[start : level.start])
    if given and denied:
        return not _DENIES.search(given[0])
    place = "级" not in text[level.start : level.end]
    if place and _TO_PLACES.search(text, start, level.start):
        return True
    return bool(given and _GETS.match(text, level.end))


def passes_on(text: str, subject: Named, start: int, at: int) -> bool:
    """Tell whether a body only handles the money at *at* (财政局负责审核补助资金)."""
    begin = max(subject.end, start)
    if text.endswith("财力", 0, subject.end):  # 县级财力不足的可申请专项债券
        return False
    if subject.form == "office" and not _NOT_PAYING.search(text, begin, at):
        return False
    work = _NOT_PAYING if text[subject.end - 1] == "级" else _OFFICE_WORK
    return subject.form != "finance" and bool(work.search(text, begin, at))


@lru_cache(maxsize=8)
def payers_of(patterns: Patterns) -> Payers:
    """Return the compiled grammar for *patterns*."""
    return Payers(patterns)


def instrument_of(name: str) -> str | None:
    """Return the means that the name of a channel in a list or a table says: 县级自筹资金."""
    return next((value for pattern, value in _INSTRUMENTS if pattern.search(name)), None)
