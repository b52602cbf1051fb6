"""The words that decide whether a clause speaks of a programme's objects, from the word lists.

Apart from the pass over the clauses: everything here looks at one stretch of text and the title.
"""

from __future__ import annotations

import regex

from extractor.patterns import Patterns
from extractor.phrases import phrase
from extractor.records.eligibility_words import words_of
from extractor.rule_cache import compiled

_SCOPE = phrase("eligibility_cues.scope")
_AND_RATES = phrase("eligibility_cues.and_rates")
_ASSESSED = compiled("^(?:考核|考评|评价|评估)对象$")
_OUT = compiled("^(?:不|除外|排除|限制|禁止)|负面")
_THIS_PAPER = compiled("本(?:若干)?(?:政策)?(?:措施|办法|细则|规定|意见|政策|方案|通知|目录|标准)")
"""本政策措施适用对象须符合…: the paper itself is no measure that the list is about."""
_CONVERSE = phrase("eligibility.converse")
_BUILT = compiled("的?(?:建成|竣工|交付|建造)(?:时间|年代|年份|年限)$")
_STEP_DONE = compiled("(?:未经?|已经?|[经依]法?)(?:审批|审核|审查|受理|公示|复核|核查)")
_BANNED = compiled(
    "(?:区域|地块|地段|范围|耕地)内?,?(?:禁止|严禁|不得|不宜)"
    "(?:建设|安排|实施|布局|选址)(?P<what>[^,。;:]{2,16})"
)
"""下列区域禁止建设高标准农田: where the programme does not go."""
_BUILDS = compiled("建设|改造|整治|更新|布局")
_TERM = compiled("本[^,。;:]{2,6}(?:中)?所[称指]")
_WORD = compiled("(?:前款|本条|本款|上述|以上|前述)[^,。;:]{0,6}所[称指]")
"""前款所称住房: a word of the paragraph before it, and not the programme."""
_ACTOR = compiled(
    "单位|部门|机构|组织|平台|管理|运营|服务|经营|主体|委员会|团队|项目|工程|设施|设备|产品|区域|地区|场所$"
)
"""本办法所称运营单位: who acts, or what is built, and nobody who is taken in."""
_RENEWS = compiled("(?:改造|更新|整治|加装|换新)$")
_COUNTED = compiled("等(?:[\\d一二三四五六七八九十]+大?[个类种款])?$")
_STANDING = compiled("取消[^,。;:]{0,12}资格")
_LACKS = compiled(
    "^(?P<subject>[^。;:]*?),?(?:不含|不包括|不包含)(?:(?:以下|下列|如下)[^,。;:]{0,10})?:?$"
)
_LACKING = compiled("[^,。;:()为是的]{2,24}(?:不含|不包括|不包含)")
_LEFT_OUT = compiled("(?:但)?(?:不含|不包括|不包含)")
_DENIED = phrase("eligibility_cues.denied")
_HEAD_OUT = phrase("eligibility_cues.head_out")
_CATCH_ALL = phrase("eligibility_cues.catch_all")
_COUNTED_IN = phrase("eligibility_cues.counted_in")
_GIVEN = phrase("eligibility_cues.given")
_DONE_TO = phrase("eligibility_cues.done_to")
_TALLY = phrase("eligibility_cues.tally")
_JUDGES = phrase("eligibility_cues.judges")
_BY_BODY = compiled(r"^[^,。]{0,15}?(?:将|把)")
_AWARDED = compiled("给予[^,。]{0,8}[补奖]")
_PROPERTY = phrase("eligibility_cues.property")
_PAID = phrase("eligibility_cues.paid")
_RATE = compiled(r"按[^,。]{0,12}标准")
_GRANTED = compiled("[补奖]|资助|贴息|给予|[最封]高|封顶")
_BOUND = phrase("eligibility_cues.bound")
_SOFT = phrase("eligibility_cues.soft")
_PICKED = phrase("eligibility_cues.picked")
_CLEAN = compiled(
    "(?:未|无|没有|不存在|不得有)[^,。;]*|(?:被|受到?)[^,。;]{0,24}(?:处罚|处分)(?!,)"
    "|被取消[^,。;]{0,8}资格(?=[^,。;]{0,4}[未不]满|[^,。;]{0,8}年[之以]?内)"
)
"""近两年未受过行政处罚, 被行政处罚的: a condition or a case, no sanction."""
_FURTHER = phrase("eligibility_cues.further")
_VAGUE = compiled(r"^(?:对|凡)?符合(?:相关|有关|规定|上述|政策|贷款)?条件的[^,。]{0,12},?$")
_SELF = compiled(r"本(?:办法|方案|细则|规定|措施|政策|通知|意见|计划)")
_LIMITED = compiled(r"^[^,。;]{1,12}(?:仅限|限于|限)(?![期时额制价速定量高行购每])")
"""补贴产品限A、B、C: the list names what is in."""
_HEADS = phrase("eligibility_cues.heads")
_BOUNDS = phrase("eligibility_cues.bounds")
_PLACES = phrase("eligibility_cues.places")
_MUST_BE = phrase("eligibility_cues.must_be")
_BACK = compiled("(?:以上|上述|前述)[^,。;:]{0,6}(?:条件|情形|要求|标准)")
"""以上条件须同时满足: a word on the entries before it."""
_HELD = phrase("eligibility_cues.held")
_STATED = phrase("eligibility_cues.stated")
_WITHOUT = phrase("eligibility_cues.without")
_CONSENT = phrase("eligibility_cues.consent")
_LABEL = phrase("eligibility_cues.label")
_REFUSED = phrase("eligibility_cues.refused")
_NO_DUTY = phrase("eligibility_cues.no_duty")
_UNABLE = compiled("(?:无法|未能?|不能|难以|经评估)[^,;。]{2,24}?的")
"""经评估无法通过落实管控措施保障安全的管道: nobody's duty."""
_CARE = compiled("保障|住房|房屋|危房|救助|供养|补贴|补助")
"""A programme in whose notice 保障条件 are conditions for taking part."""
_STANDARD = compiled("(?:要求|标准|规定):?$")
"""养老机构应符合下列要求：: how a thing is kept, and who is in only where things are rated."""
_RATED = compiled(
    "奖补|补贴|补助|奖励|资助|扶持|贴息|评定|认定|评选|评审|评价|评比|遴选|选拔|创建|命名|示范|试点|培育|入库|申报|资格"
)
_PLAN_ALONE = compiled("计划|范围|名单|清单")
"""运行20年以上的设备优先列入计划: the plan is the programme's."""
_SHORT = 16
"""A heading of scope is so short; longer titles are entries without a final mark."""


class Cues:
    """The word lists, and what the plan's title speaks of."""

    def __init__(self, patterns: Patterns, title: str) -> None:
        self.words = words_of(patterns)
        self.title = title
        self._pairs = _pairs(title, self.words.generic)

    # The title ---------------------------------------------------------------------------

    def of_title(self, what: str) -> bool:
        """Tell whether *what* shares a telling pair of characters with the title."""
        return any(what[i : i + 2] in self._pairs for i in range(len(what) - 1))

    def granted(self, subject: str, what: str, text: str) -> bool:
        """Tell whether *what* is the programme itself, granted to somebody who is described."""
        if _VAGUE.search(subject) or _PAID.search(text) or "贷款" in what:
            return False
        return bool(_SELF.search(what)) or self.of_title(what)

    def may(self, subject: str, what: str, text: str, *, scope: bool) -> bool:
        """Tell whether described objects may apply for the programme (…的楼栋，可申请补贴)."""
        if "的" not in subject or not self.names_objects(subject):
            return False
        if _VAGUE.search(subject) or _PAID.search(text) or "贷款" in what:
            return False
        return scope or self.of_title(what)

    def defines(self, what: str, text: str, *, scope: bool) -> bool:
        """Tell whether a definition is one of the objects: its term stands in the title.

        Under a heading of scope any definition that ends in a noun for objects is one.
        """
        term = regex.sub("^本|的$", "", what)
        if not regex.search("[\u4e00-\u9fff]{2}", term) or _WORD.search(text):
            return False
        bare = self.words.nouns.sub("", term)
        known = term in self.title or (len(bare) >= 4 and bare in self.title)
        known = known or (scope and bool(self.words.nouns.search(text.strip("。;"))))
        known = known or (bool(_TERM.search(text)) and self._names_takers(term, text))
        known = known or (self.of_title(term) and bool(self.words.nouns.search(term)))
        done_to = _DONE_TO.search(text)
        if done_to and self.words.nouns.search(done_to["objects"]):
            return known or self.of_title(term)
        return known and not self.words.acts.search(text.strip("。;"))

    def _names_takers(self, term: str, text: str) -> bool:
        """Tell whether a term of the paper names objects, and none of the bodies that act."""
        named = self.words.nouns.search(term) and self.words.nouns.search(text.strip("。;"))
        return bool(named) and not _ACTOR.search(term)

    # 纳入 and 不纳入 -----------------------------------------------------------------------

    def admits(self, subject: str, what: str, text: str, *, scope: bool) -> bool:
        """Tell whether 纳入 takes objects up into the programme, named by the title or by kind.

        Under a heading of scope the objects may be named without a property (将低保家庭纳入…).
        """
        if not what or not self._objects(subject, what) or "的" in what:
            return False
        if _PICKED.search(subject):
            return False
        named = _named_by_property(subject) or (scope and regex.match("将|把", text))
        together = regex.match("(?:将|把).*(?:一并|同步)", text) and self.words.programme.match(
            what
        )
        named = named or together
        if regex.search("将|把", subject) and not named:
            return False
        if self.paid(text) and not self.of_title(what):
            return False
        if self.words.programme.match(what):
            return True
        if subject.endswith("优先") and _PLAN_ALONE.fullmatch(what):
            return _PROPERTY.search(subject.rpartition(",")[2]) is not None
        managed = f"{what}管理" in text
        return self.of_title(what) and bool(
            managed or regex.search("范围|计划|对象|名单|项目|库|试点|规范", what)
        )

    def leaves_out(self, subject: str, what: str) -> bool:
        """Tell whether 不纳入 leaves objects out of the programme."""
        if not self._objects(subject, what):
            return False
        if what:
            named = self.of_title(what) or self.words.programme.match(what)
            return bool(named or regex.search("范围|计划|对象|名单|情形|项目区|任务", what))
        return self.names_objects(subject)

    def lacks(self, subject: str, what: str) -> bool:
        """Tell whether a scope, or a kind of objects, lacks other objects: 补贴范围不含二手车.

        A sum, an area or a time that lacks a part of itself (投资额不含税) leaves nobody out.
        """
        if self.words.barred.search(what):
            return False
        named = self.words.nouns.search(subject) or _RENEWS.search(subject)
        return self.is_scope(subject) is True or (bool(named) and self.lists_objects(what))

    def _names_scope_or_objects(self, subject: str) -> bool:
        return self.is_scope(subject) is True or bool(self.words.nouns.search(subject))

    def lists_objects(self, text: str) -> bool:
        """Tell whether one of the things that a text lists is an object of programmes."""
        parts = regex.split("[,、和及或]|以及|等$", text.strip("。;,"))
        return any(self.words.nouns.search(part) or part.endswith("的") for part in parts)

    def _objects(self, subject: str, what: str) -> bool:
        bare = _bare(subject)
        return (
            len(bare) >= 4
            and not self.words.barred.search(what)
            and not _COUNTED_IN.search(what)
            and not self.words.not_objects.search(bare)
        )

    def names_objects(self, subject: str) -> bool:
        """Tell whether a subject ends in a noun for objects, or in 的 behind a description."""
        bare = _bare(subject)
        return len(bare) >= 4 and (bool(self.words.nouns.search(bare)) or bare.endswith("的"))

    def paid(self, text: str) -> bool:
        """Tell whether a clause is a rule for money."""
        if not _GRANTED.search(text):
            text = _BOUND.sub("", text)
        return bool(_PAID.search(text) or _RATE.search(text))

    def awarded(self, text: str) -> bool:
        """Tell whether a clause awards money, so that what it refuses is its converse."""
        return bool(_AWARDED.search(text))

    def by_body(self, text: str) -> bool:
        """Tell whether a clause has a body take something up (各区县要将…)."""
        return bool(_BY_BODY.match(text))

    def only_year(self, rest: str) -> bool:
        """Tell whether a clause without its cutoff says nothing more of the objects.

        A second tier (可适当纳入, 经认定可纳入) is a criterion of its own.
        """
        return not _SOFT.search(rest) and len(self.words.year_words.sub("", rest)) < 4

    # Lists and headings ------------------------------------------------------------------

    def list_kind(self, text: str, *, scope: bool) -> str | None:
        """Return the kind that the head of a list hands on to its entries, None for other lists.

        Under a heading of scope the head need not say that it is about taking part.
        """
        if _COUNTED_IN.search(text):
            return None
        if (judges := _JUDGES.match(text)) and judges[0] not in self.title:
            return None
        text = _THIS_PAPER.sub("", text)
        lacks = _LACKS.match(text)
        if lacks and self._names_scope_or_objects(lacks["subject"]):
            return "exclude"
        if (banned := _BANNED.search(text)) and _BUILDS.search(self.title):
            return "exclude" if self.of_title(banned["what"]) else None
        if _HEAD_OUT.search(text) and not self.words.sanctions.search(_STANDING.sub("", text)):
            return "exclude"
        if (
            self.words.heads_not.search(text)
            or not self.words.heads_in.search(text)
            or self.paid(text)
        ):
            return None
        subject = regex.split("应|须|需|符合", text)[0]
        applied = scope or self.words.heads_applied.search(text)
        return "include" if applied or self._rates(subject, text) else None

    def _rates(self, subject: str, text: str) -> bool:
        """Tell whether a list says what the objects of the title must fulfil to be taken in."""
        kept = _STANDARD.search(text) and not _RATED.search(self.title)
        return self.of_title(subject) and not kept

    def is_entry(self, text: str) -> bool:
        """Tell whether an entry of a list can name objects."""
        if _CATCH_ALL.match(text):
            return False
        return len(text) >= 2 and not self.words.sanctions.search(_CLEAN.sub("", text))

    def is_scope(self, title: str) -> bool | None:
        """Tell whether a heading is one of scope; None for one that is none (an entry's text)."""
        title = _AND_RATES.sub("", title.strip("()【】:"))
        if not title or len(title) > _SHORT:
            return None
        if _ASSESSED.search(title):
            return True
        if _SCOPE.search(title) and not self._not_scope(title):
            return True
        entry = self.words.nouns.search(title) or title.endswith("的") or _STATED.search(title)
        return None if entry else False

    def is_label(self, lead: str) -> bool:
        """Tell whether what stands before a colon is the name of a list of objects."""
        return len(lead) <= _SHORT + 6 and bool(_LABEL.search(lead))

    def _not_scope(self, title: str) -> bool:
        """Tell whether a heading names conditions of another kind; 保障 may be the programme."""
        bare = title.replace("目标人群", "人群")
        bare = bare.replace("保障", "") if _CARE.search(self.title) else bare
        return bool(self.words.headings_not.search(bare))

    def is_name(self, text: str) -> bool:
        """Tell whether a short text only names things and states nothing of them."""
        bare = regex.sub(r"\([^()]*\)", "", text)
        return not _STATED.search(bare) and not regex.search("[的,、].*的|的", bare)

    def names_part(self, text: str) -> bool:
        """Tell whether a text names a kind of condition (企业规模), and no objects (城镇职工)."""
        return self.is_name(text) and (not self.words.nouns.search(text) or self.names_scope(text))

    def names_scope(self, text: str) -> bool:
        """Tell whether a heading's own text is no more than the name of a part on scope."""
        return len(text) <= _SHORT and bool(_SCOPE.search(text.strip("()【】")))

    def of_conditions(self, title: str) -> bool:
        """Tell whether a heading is one of conditions for taking part."""
        bare = title.strip("()【】")
        return bool(self.words.conditions.search(bare)) and self.is_scope(bare) is True

    def _must_be(self, text: str) -> bool:
        """Tell whether a clause says what the objects must be."""
        match = None if _CONSENT.search(text) else _MUST_BE.match(text)
        return bool(match and self.words.nouns.search(_BUILT.sub("", match["subject"])))

    def out_by_heading(self, title: str, text: str) -> bool:
        """Tell whether a description under a heading of scope is one of what is left out."""
        return bool(
            _LEFT_OUT.match(text)
            or _LACKING.match(text)
            or _DENIED.search(text)
            or self.refuses(text)
            or _OUT.search(title.strip("()【】"))
        )

    def bounds(self, text: str) -> bool:
        """Tell whether a text says where a place ends, which may have been named before."""
        return bool(_BOUNDS.search(text))

    def refuses(self, text: str) -> bool:
        """Tell whether a clause has described objects get nothing (撂荒的耕地不予补贴)."""
        match = _REFUSED.match(text)
        if not match or _CONVERSE.match(text):
            return False
        return self.names_objects(match["subject"]) and not self.paid(match["subject"])

    def _given(self, text: str) -> bool:
        """Tell whether a clause gives described objects something, without a sum."""
        match = _GIVEN.match(text)
        if not match or _VAGUE.match(match["subject"]):
            return False
        return self.lists_objects(match["subject"])

    def describes(self, title: str, text: str) -> bool:
        """Tell whether *text*, under the heading *title* of scope, describes objects."""
        if _AND_RATES.search(title) and self.paid(text):
            return False
        if self.refuses(text) or self._given(text):
            return True
        text = _TALLY.sub("", text)
        barred = self.words.barred.search(text[-6:]) and not _WITHOUT.search(text)
        if barred or self.words.procedure.search(_STEP_DONE.sub("", text)):
            return False
        if _HEADS.search(text) or _BACK.match(text) or self.bounds(text):
            return False
        if _PLACES.fullmatch(text):
            return True
        if self.of_conditions(title) or self._must_be(text):
            return True
        if self.words.duty.search(_UNABLE.sub("", _NO_DUTY.sub("", text))):
            return False
        if _HELD.match(text):
            return True
        if regex.search("为|是|包括|限于|,优先", text) or _LIMITED.search(text):
            parts = [text.removesuffix("的"), *regex.split("[,、]|[0-9]+[类种款]", text)]
            return any(self.words.nouns.search(part) for part in parts)
        first, comma, rest = text.partition(",")
        if comma and "的" in first and _FURTHER.match(rest) and self.words.nouns.search(first):
            return True
        return bool(self.words.nouns.search(_COUNTED.sub("", text))) or text.endswith("的")


def _named_by_property(subject: str) -> bool:
    """Tell whether 将…纳入 names its objects by a property, and is no body's task."""
    objects = regex.split("将|把", subject)[-1]
    return not _BY_BODY.match(subject) or bool(_PROPERTY.search(objects))


def _bare(subject: str) -> str:
    """Return the subject of 纳入 without the adverbs behind it."""
    return regex.sub(
        "(?:[,也均都可应要已]|优先|一并|可以|原则上|应当|全部|同时|适当|按属地原则|逐步|分别)*$",
        "",
        subject,
    )


def _pairs(title: str, generic: frozenset[str]) -> frozenset[str]:
    """Return the pairs of characters by which the title speaks of its programme."""
    bare = regex.sub(r"[^\u4e00-\u9fff]", " ", title)
    pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
    return frozenset(pair for pair in pairs if " " not in pair and pair not in generic)
