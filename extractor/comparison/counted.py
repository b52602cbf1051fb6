"""What a number of households or residents counts, where it is neither.

2,400 户 are shops, 70 万人 the users of an app: the records are right, since the notice prints 户
and 人, but such numbers must not stand beside those of households as if they were of one kind.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from extractor.comparison.claims import claim_of
from extractor.comparison.compared import CellValue
from extractor.models import PolicyNotice, Target
from extractor.phrases import phrase
from extractor.rule_cache import compiled

_RENOVATED = ("communities", "buildings")
_UNIT = compiled(r"[（(][^（()）]*[)）]$")
"""The unit at the end of a column's head: 返乡创业人数（人）."""
_NO_THING = phrase("counted.no_thing")


def counted(own: str, notice: PolicyNotice, values: Iterable[CellValue]) -> str | None:
    """Return what numbers count that are not of the variable's own thing, whose words are *own*.

    A plan that renovates counts households and residents of what it renovates. In another notice
    a number is one of its own thing where its words say so (居民3.6万户); else what it counts is
    told by its words, the head of its column or the heading above it.
    """
    if notice.works or any(item.indicator in _RENOVATED for item in notice.targets):
        return None
    known = {record.id: record for record in notice.targets}
    things = dict.fromkeys(_thing(known[name]) for item in values for name in item.records[:1])
    return "；".join(thing for thing in things if regex.sub(own, "", thing)) or None


def _thing(record: Target) -> str:
    """Return what a number counts: its own words, the head of its column, or the heading above."""
    heads = (_UNIT.sub("", "".join(place.text.split())) for place in record.evidence[1:])
    head = next((text for text in heads if not _NO_THING.fullmatch(text)), "")
    return claim_of(record).thing or head or "".join(record.section[-1:])
