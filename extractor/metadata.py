"""The notice itself in the terms of GB/T 9704: one field after the other, each with its evidence.

``read_metadata`` turns the spans of the front matter into values as printed, adds the documents
that the text cites and the place that the plan is for, and lists what a reader should doubt.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from extractor.document import Document, Span, fold
from extractor.errors import PatternError
from extractor.front.matter import Front
from extractor.front.parts import Parts, parts_of
from extractor.front.validity import Validity, read_validity
from extractor.mentions import CitationMention, Mentions
from extractor.models import (
    Citation,
    Evidence,
    Metadata,
    MetadataEvidence,
    NoticeWarning,
    Region,
)
from extractor.patterns import Patterns
from extractor.phrases import phrase
from extractor.place_table import Place
from extractor.places import Gazetteer, load_places
from extractor.rule_cache import compiled
from extractor.segment import Layout

_CITED_NUMBER = phrase("metadata.cited_number")
_NUMBER_INSIDE = compiled(
    r"[(（](?P<number>[\u4e00-\u9fff]{1,12}[〔\[【(]\d{4}[〕\]】)]\d{1,5}号)[)）]$"
)
"""《关于印发…的通知（云政办〔2016〕33号）》: the number stands inside the marks."""
_ANNEXED = compiled(r"[》〉]\((?:详?见|参见)?附[件表录]")
"""Behind the name of what is attached: 《检查事项清单》(见附件1)."""
_REPEALED = compiled(r"\)?[^。;《》]{0,12}(?:废止|失效|停止执行)")
_PASSED_ON = compiled(r"\)?[^,。;《》]{0,6}(?:转发|印发|下发)")
_INVENTED = compiled(
    r"(?P<first>[\u4e00-\u9fff]{2,4}?(?:市|县|区|州|盟|旗|省))"
    r"(?P<second>[\u4e00-\u9fff]{2,4}?(?:县|区|旗|市))?"
)
_ZONE_OF = phrase("metadata.zone_of")
_ZONE = phrase("metadata.zone")
_NO_PLACE = phrase("metadata.no_place")

_ORDERS = phrase("metadata.orders")
_FORWARDS = compiled(r"[^《》]{0,60}?(?:转发|批转)")
_SHORT_NAME = compiled(r"(?:以下)?(?:统称|简称|下称)为?:?《([^《》]+)》")
"""The name that a notice gives to a document: (以下简称《若干政策》)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The metadata of one notice, where each field stands, and the doubts."""

    metadata: Metadata
    evidence: dict[str, MetadataEvidence]
    warnings: tuple[NoticeWarning, ...]


@lru_cache(maxsize=8)
def gazetteer(patterns: Patterns) -> Gazetteer:
    """Return the places of ``places.tsv``, the user's own where *patterns* have one.

    Raises PatternError for a table that is not well formed.
    """
    try:
        return load_places(patterns.places)
    except UnicodeDecodeError as error:
        name = patterns.places.name
        raise PatternError(f"{name}: not in UTF-8 ({error.reason}); save it as UTF-8") from error
    except ValueError as error:
        raise PatternError(str(error)) from error


def read_metadata(
    document: Document, layout: Layout, front: Front, mentions: Mentions, patterns: Patterns
) -> Reading:
    """Return the metadata of a notice; what it does not state is None or empty."""
    return _Reader(document, layout, front, mentions, patterns).reading()


class _Reader:
    def __init__(
        self,
        document: Document,
        layout: Layout,
        front: Front,
        mentions: Mentions,
        patterns: Patterns,
    ) -> None:
        self.document = document
        self.view = layout.view
        self.text = layout.view.text
        self.front = front
        self.mentions = mentions
        self.parts: Parts = parts_of(patterns)
        self.places = gazetteer(patterns)
        self.evidence: dict[str, MetadataEvidence] = {}
        self.warnings: list[NoticeWarning] = []

    def reading(self) -> Reading:
        front = self.front
        validity = read_validity(self.text, front, self.parts)
        issuer = self._issuer()
        fields: dict[str, Any] = {
            "title": self._title(),
            "document_number": self._number(),
            "issuer": issuer,
            "region": self._region(issuer),
            "status": self._status(),
            **self._dates(validity),
            "recipients": self._list("recipients", front.recipients),
            "copied_to": self._list("copied_to", front.copied_to),
            "cites": self._cites(),
            "attachments": self._list("attachments", front.attachments),
        }
        self._doubts(fields, validity)
        order = [name for name in Metadata.model_fields if name in self.evidence]
        evidence = {name: self.evidence[name] for name in order}
        return Reading(Metadata(**fields), evidence, tuple(self.warnings))

    # Values as printed.

    def _printed(self, span: Span) -> str:
        """The document's own characters under a span of the view, white space left out."""
        kept = [
            self.document.text[self.view.offsets[at]]
            for at in range(*span)
            if not self.text[at].isspace()
        ]
        return "".join(kept)

    def _place(self, span: Span, *, view: bool = True) -> Evidence:
        start, end = self.view.span(*span) if view else span
        return Evidence(
            start=start,
            end=end,
            text=self.document.text[start:end],
            page=self.document.page_at(start),
            role="own",
        )

    def _prove(self, name: str, spans: Iterable[Span]) -> None:
        places = tuple(self._place(span) for span in spans)
        if places:
            self.evidence[name] = MetadataEvidence(origin="text", evidence=places)

    def _from_table(self, name: str, span: Span) -> str:
        place = self._place(span, view=False)
        self.evidence[name] = MetadataEvidence(origin="page_table", evidence=(place,))
        return "".join(place.text.split())

    def _field(self, name: str, span: Span | None) -> str | None:
        if span is None:
            return None
        self._prove(name, [span])
        return self._printed(span)

    def _list(self, name: str, spans: Iterable[Span]) -> tuple[str, ...]:
        found: dict[str, Span] = {}
        for span in spans:
            found.setdefault(self._printed(span).strip("，,；;。：:"), span)
        self._prove(name, found.values())
        return tuple(found)

    # Fields.

    def _title(self) -> str | None:
        title = self._field("title", self.front.title_span)
        table = self.front.page_table
        if title is None and table and table.title:
            title = self._from_table("title", table.title)
        return title

    def _number(self) -> str | None:
        number = self._field("document_number", self.front.number)
        table = self.front.page_table
        if number is None and table and table.number:
            number = self._from_table("document_number", table.number)
        if number is None:
            return None
        return _bracketed(_ascii_digits(number))

    def _issuer(self) -> str | None:
        """The issuer of the text, else that of the page's table, which may name its place besides.

        市人民政府办公室 in a heading is 云岭市人民政府办公室 where the table says so.
        """
        issuer = self._field("issuer", self.front.issuer)
        table = self.front.page_table
        if table and table.issuer:
            listed = "".join(self.document.text[slice(*table.issuer)].split())
            if issuer is None or (listed != issuer and listed.endswith(issuer)):
                issuer = self._from_table("issuer", table.issuer)
        return issuer

    def _status(self) -> str:
        where = self.front.draft or self.front.title_span
        self._prove("status", [where] if where else [])
        return "draft" if self.front.draft else "final"

    def _dates(self, validity: Validity) -> dict[str, str | None]:
        front = self.front
        if front.signed_span:
            self._prove("signed_on", [front.signed_span])
        elif front.signed and front.page_table and front.page_table.signed:
            self._from_table("signed_on", front.page_table.signed[1])
        if front.printed:
            self._prove("printed_on", [front.printed[1]])
        self._prove("effective_from", validity.start_spans)
        self._prove("expires_on", validity.end_spans)
        table = front.page_table
        return {
            "signed_on": _iso(front.signed),
            "printed_on": _iso(front.printed[0]) if front.printed else None,
            "effective_from": self._day(
                "effective_from", validity.start, table.starts if table else None
            ),
            "expires_on": self._day("expires_on", validity.end, table.ends if table else None),
        }

    def _day(
        self,
        field: str,
        stated: datetime.date | None,
        listed: tuple[datetime.date, Span] | None,
    ) -> str | None:
        """The day that the notice states, else that of the page's own table."""
        if stated is None and listed is not None:
            self._from_table(field, listed[1])
            return _iso(listed[0])
        return _iso(stated)

    # The documents cited.

    def _cites(self) -> tuple[Citation, ...]:
        own = {self._key(name) for name in self.front.own_titles}
        attached = {self._key(fold(self._printed(span))) for span in self.front.attachments}
        short = {self._key(name) for name in _SHORT_NAME.findall(self.text)}
        own_number = fold(self._printed(self.front.number)) if self.front.number else None
        found: dict[str, tuple[str, str | None]] = {}
        spans: dict[str, Span] = {}
        for mention, writing in self._drafted():
            title = _NUMBER_INSIDE.sub("", _bare(self._printed(self._inner(mention))))
            key = self._key(fold(title))
            number, end = self._cited_number(mention)
            if (
                not key
                or _ANNEXED.match(self.text, self._inner(mention)[1])
                or (key in own and not self._is_older(number, own_number, end))
                or (key in attached and not self._stands_alone(number, own_number, end))
                or key in self.parts.short_names
                or key in short
                or (number and fold(number) == own_number)
            ):
                continue
            if number is None and (writing or self.parts.form.search(key)):
                continue
            if key in found and (found[key][1] or not number):
                continue
            if number and any(number == known for name, (_, known) in found.items() if name != key):
                continue
            found[key] = (title, number)
            spans[key] = (mention.start, end)
        self._prove("cites", spans.values())
        return tuple(Citation(title=title, number=number) for title, number in found.values())

    def _stands_alone(self, number: str | None, own_number: str | None, end: int) -> bool:
        """Whether what is attached is a document of its own besides, by its number."""
        return bool(number) and number != own_number and not _PASSED_ON.match(self.text, end)

    def _is_older(self, number: str | None, own_number: str | None, end: int) -> bool:
        """Whether a document of the notice's own name is an earlier one, by its number.

        One that is passed on here (将《…》(…号)转发给你们) has a number of its own as well.
        """
        older = bool(number) and fold(str(number)) != own_number
        older = older and (own_number is not None or _REPEALED.match(self.text, end) is not None)
        return older and not _PASSED_ON.match(self.text, end)

    def _key(self, title: str) -> str:
        plain = regex.sub(r"[\s《》〈〉]|年(?=[-~至]+\d{4})", "", title)
        return str(self.parts["draft-mark"].sub("", plain))

    @staticmethod
    def _inner(mention: CitationMention) -> Span:
        return mention.start + 1, mention.start + 1 + len(mention.title)

    def _cited_number(self, mention: CitationMention) -> tuple[str | None, int]:
        start, close = self._inner(mention)
        match = _CITED_NUMBER.match(self.text, close)
        if match is None and (inside := _NUMBER_INSIDE.search(self.text, start, close)):
            return _bracketed(self._printed(inside.span("number"))), close + 1
        if match is None:
            return None, min(close + 1, len(self.text))
        return _bracketed(self._printed(match.span("number"))), match.end("number")

    def _drafted(self) -> Iterator[tuple[CitationMention, bool]]:
        """Each citation, and whether it is still to be written: 制定《…》《…》, 《…》的编制."""
        last_end, writing = -1, False
        for mention in self.mentions.citations:
            lead = self.text[max(0, mention.start - 16) : mention.start]
            joined = self.text[last_end : mention.start] if last_end >= 0 else None
            if joined is None or joined not in ("", "、", "和", "及", "与", "以及", ","):
                writing = bool(self.parts.drafting_before.search(lead))
            last_end = mention.end
            close = self._inner(mention)[1]
            yield mention, writing or bool(self.parts.drafting_after.match(self.text, close))

    # The place.

    def _region(self, issuer: str | None) -> Region | None:
        front = self.front
        spans = [s for s in (front.title_span, front.issuer, front.heading) if s]
        texts = [self.text[a:b].replace("\n", "") for a, b in spans]
        if issuer and issuer not in texts:
            texts.append(issuer)
        places = self.places
        if issuer and self._forwards() and (places.best([issuer])[0] or self._invented([issuer])):
            texts = [issuer]
        place, note = places.best(texts)
        if place is None and note == "unknown" and (region := self._invented(texts)):
            superior = self._superior(places) if region.province is None else None
            self._prove("region", [*spans[:1], *([superior[1]] if superior else [])])
            self._doubt("place_unknown", spans[:1])
            return region.model_copy(update={"province": superior[0]}) if superior else region
        if place is None:
            body = [self.text[a : min(b, a + 1500)] for a, b in front.body[:1]]
            place, other = places.best([*texts, *body])
            if place is None and len(front.body) > 1:
                begin, end = front.body[1]
                place, other = places.best([*texts, self.text[begin : min(end, begin + 1500)]])
            note = note if note == "ambiguous" else other
            place = self._zone_city(place) or place
        if place is None:
            if note == "ambiguous":
                self._doubt("place_ambiguous", spans[:1])
            else:
                self._doubt("place_unknown", spans[:1], "no place is named", "未见地名")
            return None
        province, city, county, adcode = places.region(place)
        self._prove("region", spans[:1])
        return Region(province=province or None, city=city, county=county, adcode=adcode)

    def _forwards(self) -> bool:
        """Whether the notice passes on another's: the place is that of who passes it on."""
        heading = self.front.heading
        return heading is not None and _FORWARDS.match(self.text, *heading) is not None

    def _zone_city(self, place: Place | None) -> Place | None:
        """The city whose zone the notice is sent to (抚州高新区管委会), where no other is named."""
        if place is not None and place.level != "province":
            return None
        sent = (self.text[a:b] for a, b in self.front.recipients)
        zones = (zone["city"] for text in sent for zone in _ZONE_OF.finditer(text))
        found = (self.places.resolve(city, within=place) for city in zones)
        return next((city for city in found if city and city.level == "prefecture"), None)

    def _superior(self, places: Gazetteer) -> tuple[str, Span] | None:
        """The one province whose rules the notice carries out (根据《浙江省…条例》), if only one.

        Evidence for a place that no table knows; another province may be a partner or a model.
        """
        found: dict[str, Span] = {}
        for start, end, named in places.find(self.text):
            if len(named) != 1 or named[0].level != "province":
                continue
            if _ORDERS.match(self.text, end) or self.text[start - 1 : start] in ("《", "〈"):
                found.setdefault(named[0].name, (start, end))
        return next(iter(found.items())) if len(found) == 1 else None

    @staticmethod
    def _invented(texts: list[str]) -> Region | None:
        """A place that no table knows: its printed name, at the level that its last word says."""
        chains = [chain for text in texts if (chain := _chain(text))]
        if not chains:
            zone = next((zone for text in texts if (zone := _ZONE.match(text))), None)
            name = zone["zone"] if zone else None
            return Region(province=None, city=None, county=name, adcode=None) if name else None
        first, second = chains[0]
        for upper, lower in chains[1:]:
            if second is None and lower == first:
                first, second = upper, lower
        if first.endswith("省"):
            return Region(province=first, city=None, county=None, adcode=None)
        if first.endswith(("市", "州", "盟")):
            return Region(province=None, city=first, county=second, adcode=None)
        return Region(province=None, city=None, county=first, adcode=None)

    # The doubts.

    def _doubts(self, fields: dict[str, Any], validity: Validity) -> None:
        if fields["signed_on"] is None:
            self._doubt("missing_part", (), "no date of signature", "未见成文日期")
        if fields["issuer"] is None:
            self._doubt("missing_part", (), "no issuing body", "未见发文机关")
        begin = validity.start or self.front.signed
        if validity.end and begin and validity.end < begin:
            self._doubt("validity_ended", validity.end_spans)

    def _doubt(
        self, code: str, spans: Iterable[Span], message: str | None = None, zh: str | None = None
    ) -> None:
        english, chinese = _MESSAGES.get(code, ("", ""))
        self.warnings.append(
            NoticeWarning.model_validate(
                {
                    "code": code,
                    "message": message or english,
                    "message_zh": zh or chinese,
                    "evidence": tuple(self._place(span) for span in spans),
                }
            )
        )


def _bare(title: str) -> str:
    """Strip the marks around a title, but not those of a title inside it (…印发〈…〉)."""
    title = title.strip("《》")
    whole = title.startswith("〈") or title.count("〈") != title.count("〉")
    return title.strip("〈〉") if whole else title


def _chain(text: str) -> tuple[str, str | None] | None:
    """Return the place names that a title or a body's name begins with."""
    bare = regex.sub(r"^(?:中共|关于|印发|《|\d{4}年?(?:-\d{4}年)?度?)+", "", text)
    match = _INVENTED.match(bare)
    if match is None or _NO_PLACE.search(match["first"]):
        return None
    second = match["second"]
    return match["first"], None if second and _NO_PLACE.search(second) else second


_MESSAGES = {
    "place_ambiguous": ("the place's name fits several places", "地名对应多个行政区划"),
    "place_unknown": ("the place is in no table of places", "地名不在行政区划表中"),
    "validity_ended": ("the validity ends before it begins", "有效期止早于施行日期"),
}


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None


def _ascii_digits(text: str) -> str:
    return "".join(fold(char) if char.isdecimal() else char for char in text)


def _bracketed(number: str) -> str:
    """Return a document number with the year in 〔〕, as GB/T 9704 has it."""
    year = r"[〔﹝\[［【(（]((?:19|20)\d\d)[〕﹞\]］】)）]"
    return str(regex.sub(year, r"〔\1〕", number))
