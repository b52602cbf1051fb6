"""Which objects are in a programme and which are out, and the years they must be older than.

A clause of scope states its cutoffs (建成于2000年以前), takes objects up (纳入改造范围) or leaves them
out (不予受理); a head (下列项目纳入补助范围：) hands its kind on to the entries of its list; under a
heading of scope (改造范围, 申报条件) the bare description of the objects is enough. What is taken
up into a budget or an assessment is no object, nor is who gets paid in a rule for money.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extractor.document import Span
from extractor.front import read_year
from extractor.patterns import Rule, alternation
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.segment import Clause, numeral

_SCOPE = regex.compile(r"(?:对象|范围|人群|条件|主体)(?:范围|对象)?$|^(?:不|限制)[^,]{0,10}(?:情形|范围|纳入)")
_MIXED = regex.compile("内容|标准|程序|任务|方式|措施|职责|流程|目标|监督|考核|考评|评价|材料|资金|期限|营业|经营|业务|保险|职权|执法|内涵|保障条件|支撑条件")
_ASSESSED = regex.compile("^(?:考核|考评|评价|评估)对象$")
_CONDITIONS = regex.compile("(?:申报|申请|参评|支持|补贴|补助|奖励|认定|准入|入选|报名|享受)[^,]{0,6}条件$")
_DUTY = regex.compile(
    "应当|负责|牵头|组织|编制|制定|审核|审批|公示|提交|提供|严格|落实|开展|推进|推动|坚持|加强|加快|建立|健全|完善"
    "|确保|按照|按要求|确定|报送|支付|给予|办理|处理|追究|责令|收回"
)
_HEAD_OUT = regex.compile("不予(?:受理|认定|支持|纳入|保障|核准)|不(?:得|能|再|宜|可)?(?:纳入|列入|列为|申报|申请|参评|享受|适用)|不属于|不在")
_HEAD_IN = regex.compile("纳入|列入|列为|申请|申报|申领|适用|享受|具备|符合|满足|补贴对象|支持对象|改造对象|保障对象|准入|参评|参加|认定为")
_HEAD_NOT = regex.compile(
    "责令|处分|处罚|追究|材料|程序|流程|报送|签订|载明|提交|职责|措施|更新[^,]{0,6}目录|取消|追回|收回|退出|撤销|终止"
    "|注销|罚款|通报|约谈|赔偿|标准给予|标准(?:执行|计)|验收|设计|施工|资料|方式|承担"
)
_SANCTION = regex.compile(r"责令|处分|处罚|追究|收回|追回|取消|罚款")
_ACTIVITY = regex.compile(r"(?:活动|行为|工作|过程|措施|制度|机制|方式|模式|情形|费用|资金|系统|平台|服务)(?:\([^()]*\))?$")
_YEAR_ONLY = regex.compile(
    r"城镇|城市|县城|全市|全县|全区|辖区|区域内|区域|需要?|改造|更新|整治|提升|老旧|住宅|小区|房屋|楼房|重点|优先|纳入|列入|范围|计划"
    r"|年度|原则上?|对象|既有|建成|完成|任务|基本|力争|确保|到|底前|应改尽改|符合条件|[\d,。、:()“”的是为均可应将把对个年月日及和以]"
)
_BY_BODY = regex.compile(r"^(?:要|各|由|市|县|区|省)?[^,。]{0,14}?(?:要|应|应当|须|负责|牵头)?(?:将|把)")
_MONEY = regex.compile(r"\d[\d.,]*万?元|%|百分之|按[^,。]{0,12}标准|贴息|给予[^,。]{0,16}(?:补助|补贴|奖励|奖补)")
_LEFT_OUT = regex.compile("(?:但)?(?:不含|不包括|不包含)")
_SOFT = regex.compile("可以?(?:适当|酌情|择机|视情|一并|逐步)|择机|酌情|经[^,。]{2,12}(?:认定|同意|批准)")
_APPLIES = regex.compile("纳入|列入|列为|申请|申报|申领|享受|适用|对象|准入|参评|参加|认定|范围|可以|可")
_VAGUE = regex.compile("^(?:对|凡)?符合(?:相关|有关|规定|上述|政策|贷款)?条件的[^,。]{0,12},?$")
_PAID = regex.compile(r"\d[\d.,]*万?元|%|百分之|贴息|给予[^,。]{0,16}(?:补助|补贴|奖励|奖补)")
_SELF = regex.compile(r"本(?:办法|方案|细则|规定|措施|政策|通知|意见|计划)")
_TITLE_NOISE = regex.compile(r"[\d()《》“”\-、]|[^\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class _List:
    """An open list: its entries are the clauses of the head's paragraph and of deeper sections."""

    kind: str
    rule: str
    head: Clause


def make(plan: Plan) -> Iterable[Draft]:
    """Return the eligibility records of a plan, with the clause as their span."""
    return _Reading(plan).drafts()


class _Reading:
    """One pass over the clauses of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        words = plan.patterns.words
        self.rules = {rule.id: rule for rule in plan.patterns.of("eligibility")}
        self.nouns = regex.compile(alternation(words["eligibility/objects"]) + r"(?:\([^()]*\))?$")
        self.programme = regex.compile(
            f"^(?:本|该|地方|全市|全县|全区|市级|县级|区级)*(?:{alternation(words['eligibility/programme'])})+"
            "(?:规划|工作)?(?:范围|计划|对象|名单|清单|项目库|储备库|目录)?(?:内|之内|之中)?$"
        )
        self.barred = regex.compile(alternation(words["eligibility/not_admitted"]))
        self.title = plan.front.title or ""
        self.pairs = self._pairs(self.title, frozenset(words["eligibility/generic"]))
        self.year = self._reference_year()

    def _pairs(self, title: str, generic: frozenset[str]) -> frozenset[str]:
        """Return the pairs of characters by which the title speaks of its programme."""
        bare = _TITLE_NOISE.sub(" ", title)
        pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
        return frozenset(p for p in pairs if " " not in p and p not in generic)

    def _reference_year(self) -> int:
        """Return the year of the notice; cutoffs lie before it, goals do not."""
        years = [self.plan.front.signed.year] if self.plan.front.signed else []
        years += [self.plan.front.title_year[0]] if self.plan.front.title_year else []
        return min(years, default=2016)

    # The pass ----------------------------------------------------------------------------

    def drafts(self) -> Iterator[Draft]:
        opened: _List | None = None
        found = dict(self._found())
        scoped: set[int] = set()
        for clause in self.plan.clauses:
            rules = found.get(clause.start, [])
            cutoffs = list(self._cutoffs(clause, rules))
            yield from cutoffs
            if opened and not self._belongs(clause, opened):
                opened = None
            head = self._head(clause, rules)
            if head:
                opened = head
                continue
            if opened:
                yield from self._entry(clause, opened)
                continue
            made = list(self._clause(clause, rules, bool(cutoffs), scoped))
            if any(draft.rule == "eligibility.applies" for draft in made):
                scoped.add(clause.section)
            yield from made

    def _found(self) -> Iterator[tuple[int, list[Rule]]]:
        for clause, rules in self.plan.triggered("eligibility"):
            yield clause.start, rules

    def _cutoffs(self, clause: Clause, rules: list[Rule]) -> Iterator[Draft]:
        for rule in rules:
            if rule.yields["kind"] != "built_before":
                continue
            for match in rule.regex.finditer(self.text, clause.start, clause.end):
                cutoff = read_cutoff(match)
                if cutoff and self._describes(match, clause):
                    yield self._draft("built_before", match.span(), rule.id, clause, cutoff)

    def _describes(self, match: regex.Match[str], clause: Clause) -> bool:
        """A cutoff describes its objects and lies well before the notice; a goal lies ahead."""
        if read_year(match["year"]) >= self.year:
            return False
        after = self.text[match.end() : clause.end]
        if match.re is self.rules["eligibility.built-in"].regex:
            return True
        return bool(
            regex.match(r"(?:使用|交付|入住|验收)*(?:的|且|并|,|、|\(|时间|年限|尚未|未|但|需|$)", after)
            or regex.match(r"[^,。;]{0,12}(?:小区|住宅|住房|房屋|楼)", after)
        )

    # Lists -------------------------------------------------------------------------------

    def _head(self, clause: Clause, rules: list[Rule]) -> _List | None:
        """Read a head of a list; a head with a criterion of its own stays a record as well."""
        rule = self.rules["eligibility.list"]
        text = self.plan.words(clause)
        if rule not in rules or not text.endswith(":") or not rule.regex.search(text):
            return None
        if _HEAD_OUT.search(text) and not _SANCTION.search(text):
            return _List("exclude", rule.id, clause)
        if _HEAD_NOT.search(text) or not _HEAD_IN.search(text) or _MONEY.search(text):
            return None
        if not _APPLIES.search(text) and not self._of_title(text.split("应")[0].split("符合")[0]):
            return None
        return _List("include", rule.id, clause)

    def _belongs(self, clause: Clause, opened: _List) -> bool:
        """Tell whether a clause is an entry: in the head's paragraph, or in a section below it."""
        if clause.paragraph == opened.head.paragraph:
            return True
        section = clause.section
        if section == opened.head.section:
            return clause.paragraph <= opened.head.paragraph + 8 and section >= 0 and bool(
                regex.match(r"[(①-⑳\d一]", self.text[clause.start : clause.start + 1])
            )
        while section >= 0:
            section = self.plan.layout.sections[section].parent
            if section == opened.head.section:
                return section >= 0 or clause.paragraph <= opened.head.paragraph + 12
        return False

    def _entry(self, clause: Clause, opened: _List) -> Iterator[Draft]:
        text = self.plan.words(clause).strip("。;,: ")
        if len(text) < 2 or _SANCTION.search(text):
            return
        yield self._draft(opened.kind, self._span(clause), opened.rule, clause)

    # Clauses -----------------------------------------------------------------------------

    def _clause(
        self, clause: Clause, rules: list[Rule], dated: bool, scoped: set[int]
    ) -> Iterator[Draft]:
        text = self.plan.words(clause)
        out = self._first(clause, text, rules, "exclude", scoped)
        into = self._first(clause, text, rules, "include", scoped)
        bracket = self.rules["eligibility.bracket-out"]
        if into is None and out is None and self._described(clause, text):
            into = "eligibility.heading"
        if into == "eligibility.heading" and self._left_out(clause, text):
            into, out = None, "eligibility.heading"
        if into and not (dated and self._only_year(text)) and out is None:
            yield self._draft("include", self._span(clause), into, clause)
        if out is None and bracket in rules and bracket.regex.search(text):
            defined = self.rules["eligibility.definition"].regex.search(text)
            if into or defined or self._scope(clause):
                out = bracket.id
        if out:
            yield self._draft("exclude", self._span(clause), out, clause)

    def _first(
        self, clause: Clause, text: str, rules: list[Rule], kind: str, scoped: set[int]
    ) -> str | None:
        for rule in rules:
            if rule.yields["kind"] != kind or rule.yields["form"] in ("list", "bracket"):
                continue
            if rule.yields["form"] == "beside" and clause.section not in scoped:
                continue
            match = rule.regex.search(text)
            if match and self._holds(rule, match, text):
                return rule.id
        return None

    def _holds(self, rule: Rule, match: regex.Match[str], text: str) -> bool:
        form = rule.yields["form"]
        if form == "admit":
            return self._admits(match, text, str(rule.yields["kind"]))
        if form == "benefit":
            what = match["what"]
            if _VAGUE.search(text[: match.start() + match[0].index("可")] if "可" in match[0] else ""):
                return False
            return not _PAID.search(text) and "贷款" not in what and (bool(_SELF.search(what)) or self._of_title(what))
        if form == "definition":
            what = regex.sub("^本|的$", "", match["what"])
            return what in self.title and not _ACTIVITY.search(text.strip("。;"))
        if text.endswith(":") and rule.yields["form"] == "clause":
            return False
        if rule.id == "eligibility.objects-are":
            return not self.barred.search(match[0]) and not _MONEY.search(match[0])
        if rule.id == "eligibility.first":
            return not _BY_BODY.match(text) and not regex.search("资金|项目资金|经费", match[0])
        return True

    def _admits(self, match: regex.Match[str], text: str, kind: str) -> bool:
        """What the objects are taken up into must be the programme: by the title, or by name."""
        subject, what = match["subject"], match["what"]
        bare = subject.rstrip(",优先一并均可以原则上应当全部也同时适按地属则逐步要已分别")
        if self.barred.search(what) or len(bare) < 4:
            return False
        if regex.search(r"(?:情况|结果|工作|任务|信息|数据|责任|成效|清单|方案|制度|进度|事项|行为|资金|经费|费用|支出|债务)$", bare):
            return False
        if not what:
            return kind == "exclude" and bool(self.nouns.search(bare) or bare.endswith("的"))
        if kind == "exclude":
            return self._of_title(what) or bool(regex.search("范围|计划|对象|名单|情形", what))
        if regex.search("将|把", subject) and not self._criterion(subject):
            return False
        if regex.search("[的]", what) or (_MONEY.search(text) and not self._of_title(what)):
            return False
        return bool(self.programme.match(what)) or (
            self._of_title(what) and bool(regex.search("范围|计划|对象|名单|项目|库|试点", what))
        )

    def _criterion(self, subject: str) -> bool:
        """Tell whether 将…纳入 names its objects by a property, and is no body's task."""
        objects = regex.split("将|把", subject)[-1]
        return not _BY_BODY.match(subject) or bool(
            regex.search(r"符合(?![^,。]{0,6}条件的)|具备|属于|存在|以上|以下|以前|底前|未|的[^,。的]{1,8}(?:小区|住宅|家庭|农户|人员)", objects)
        )

    def _of_title(self, what: str) -> bool:
        return any(what[i : i + 2] in self.pairs for i in range(len(what) - 1))

    def _only_year(self, text: str) -> bool:
        """Tell whether nothing but the year says which objects are meant."""
        if _SOFT.search(text):
            return False
        rest = text
        for name in ("eligibility.built-before", "eligibility.built-in"):
            rest = self.rules[name].regex.sub("", rest)
        return len(_YEAR_ONLY.sub("", rest)) < 4

    # Headings of scope ---------------------------------------------------------------------

    def _scope(self, clause: Clause) -> str | None:
        """Return the nearest heading above a clause, if it is one of scope."""
        section = clause.section
        heading = self.plan.heading(section)
        if heading and heading[0] == clause.start:
            section = self.plan.layout.sections[section].parent
        while section >= 0:
            item = self.plan.layout.sections[section]
            title = item.title
            if title and len(title) <= 16:
                if _ASSESSED.search(title) or _SCOPE.search(title) and not _MIXED.search(title):
                    return title
                if not self.nouns.search(title) and not title.endswith("的"):
                    return None
            section = item.parent
        return None

    def _left_out(self, clause: Clause, text: str) -> bool:
        title = self._scope(clause) or ""
        return bool(_LEFT_OUT.match(text) or regex.search("^(?:不|除外|排除|限制|禁止)|负面", title))

    def _described(self, clause: Clause, text: str) -> bool:
        """Under a heading of scope the description of the objects stands alone."""
        title = self._scope(clause)
        text = text.strip("。;,: ")
        if self.rules["eligibility.definition"].regex.search(text):
            return False
        if title is None or not 4 <= len(text) <= 300 or self.plan.words(clause).endswith(":"):
            return False
        if text == title or _DUTY.search(text) or self.barred.search(text[-6:]):
            return False
        heading = self.plan.heading(clause.section)
        if heading and clause.start == heading[0] and _SCOPE.search(text) and len(text) <= 16:
            return False
        if _CONDITIONS.search(title):
            return True
        if regex.search("为|是|包括|限于|,优先", text):
            return any(self.nouns.search(part) for part in regex.split("[,、]", text))
        return bool(self.nouns.search(text)) or text.endswith("的")

    # Drafts --------------------------------------------------------------------------------

    def _span(self, clause: Clause) -> Span:
        return clause.start, clause.end

    def _draft(
        self, kind: str, span: Span, rule: str, clause: Clause, cutoff: str | None = None
    ) -> Draft:
        fields = {"kind": kind, "cutoff": cutoff}
        return Draft("eligibility", span, rule, fields, clause.section)


def read_cutoff(match: regex.Match[str]) -> str | None:
    """Return the cutoff of a match with year, month, day and edge: a date, or a bare year.

    2000年底前 is 2000-12-31; 2000年以前 is 2000, for the text is no more precise.
    """
    year = read_year(match["year"])
    if not match["month"]:
        return f"{year}-12-31" if match["edge"] else str(year)
    month = numeral(match["month"])
    last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
    try:
        day = numeral(match["day"]) if match["day"] else last
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
