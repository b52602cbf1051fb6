"""Front matter and imprint after GB/T 9704: the parts around a plan's text, and where that text is.

A plan is published under a letter that transmits it (关于印发《…》的通知), alone, or as the notice
itself; a line a part, hard-wrapped, or all in one line. So parts are found by what stands beside
them and not by their lines: the signature is a body's name before a date, the recipients end at
the letter's first colon. Spans are of the view.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.document import Document, Span
from extractor.front.annexes import Annexes, read_annexes
from extractor.front.pagetable import PageTable, read_page_table
from extractor.front.parts import DAY, Parts, parts_of, plain, read_day
from extractor.front.recipients import Recipients, split_names
from extractor.front.signatures import LETTER, Signature, Signatures
from extractor.front.titles import Letter, Titles
from extractor.patterns import Patterns
from extractor.phrases import phrase
from extractor.rule_cache import compiled
from extractor.segment import Layout
from extractor.values.numerals import read_year

_YEAR = phrase("front.year")
_NUMBER_BEFORE = compiled(
    r"(?:正文)?(?P<number>[\u4e00-\u9fff]{2,8}[〔\[][12]\d{3}[〕\]]\d{1,5}号)\n?$"
)
_CHROME = phrase("front.chrome")
_YEAR_OF_NUMBER = compiled(r"[〔\[【(](?=[12]\d{3}[〕\]】)])")
_INSIDE_CODE = "政办发字函规民建财教"
"""What may stand behind white space inside a code that is set wide (云 政 发〔2024〕1号)."""
_HANDLED_BY = compiled(r"(?:主\n?办|督\n?办|承\n?办)(?:单位|部门):")
"""How a line begins that names who handles the notice, or who holds what a plan lists."""
_BEFORE_CODE = phrase("front.before_code")


_ASKED = compiled(
    r"(?<=[。\n])(?:请|各)[^。\n]{0,60}?(?:[月日旬底][^。\n]{0,6}前|每[月季周年]|即日起)[^。]{2,}"
    r"|(?<=[。\n])各[^。\n:]{1,30}?(?:要(?!求)|应(?!急)|须)(?![^。,]{0,16}(?:贯彻|遵照|执行))[^。\n]{20,}"
)
"""What a letter asks for besides (请各单位于5月15日前将方案报…, 各地要结合实际，进一步细化…)."""


@dataclass(frozen=True, slots=True)
class Front:
    """The document parts around the plan's text; spans are of the view."""

    title: str | None
    """The plan's title as the view has it: folded, without line ends, without a draft mark."""
    title_span: Span | None
    title_year: tuple[int, Span] | None
    """The year in the plan's own name (2020年…实施方案) and where it stands."""
    signed: datetime.date | None
    body: tuple[Span, ...]
    """Stretches of the plan itself (annexes that are plans included)."""
    draft: Span | None = None
    """Where the notice says that it is a draft (征求意见稿)."""
    number: Span | None = None
    issuer: Span | None = None
    signed_span: Span | None = None
    printed: tuple[datetime.date, Span] | None = None
    """印发日期 of the imprint."""
    recipients: tuple[Span, ...] = ()
    copied_to: tuple[Span, ...] = ()
    attachments: tuple[Span, ...] = ()
    own_titles: tuple[str, ...] = ()
    """Every name by which the notice calls itself or the plans that it transmits."""
    heading: Span | None = None
    """The letter's heading, or None."""
    plans: tuple[tuple[int, tuple[int, Span] | None], ...] = ()
    """Where each of several plans begins, with the year in its name."""
    page_table: PageTable | None = None
    """What the web page's own table says; its spans are of the document."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """The line of the imprint with 印发日期."""

    date: datetime.date
    line: Span
    span: Span


def read_front(document: Document, layout: Layout, patterns: Patterns) -> Front:
    """Return the front matter of a layout; what the notice does not state is None or empty."""
    front = _Reading(layout, parts_of(patterns)).front()
    table = read_page_table(document)
    dated = table.signed[0] if table.signed else None
    return replace(front, signed=front.signed or dated, page_table=table)


class _Reading:
    """One pass over one layout; every part that is found narrows where the others may stand."""

    def __init__(self, layout: Layout, parts: Parts) -> None:
        self.layout = layout
        self.text = layout.view.text
        self.parts = parts
        self.titles = Titles(layout, parts)
        self.signatures = Signatures(self.text, self.titles, parts)

    def front(self) -> Front:
        titles = self.titles
        known = self._known(titles.heading, titles.title)
        signatures = self.signatures
        signature = signatures.under(titles.letter, titles.own, known)
        signature = signature or signatures.beneath(titles.title)
        recipients = Recipients(self.layout, titles).of(titles.own, titles.letter)
        start = self._start(titles.own, titles.letter, signature, titles.title, recipients)
        printed = self._printed(min(start, titles.letter.end) if titles.letter else start)
        copied = self._copied(start, printed)
        annexes = read_annexes(self.text, self.parts, signature.start if signature else None, start)
        cut = self._cut(signature, printed, copied, annexes)
        return Front(
            title=plain(self.text, *titles.title) if titles.title else None,
            title_span=titles.title,
            title_year=self._year(titles.title),
            signed=signature.date if signature else None,
            body=tuple(self._stretches(start, titles.letter, signature, cut)),
            draft=self._draft(start, titles.title),
            number=self._number(start, recipients),
            issuer=self._issuer(signature, known, printed),
            signed_span=signature.span if signature else None,
            printed=(printed.date, printed.span) if printed else None,
            recipients=recipients,
            copied_to=copied[1] if copied else (),
            attachments=annexes.names,
            own_titles=titles.names,
            heading=titles.whole(titles.heading),
            plans=tuple(self._plans(titles.named, start)),
        )

    def _issuer(
        self, signature: Signature | None, known: Sequence[Span], printed: _Printed | None
    ) -> Span | None:
        """The signing body, else that of the heading, file header, order's number or imprint."""
        if signature and signature.issuer:
            return signature.issuer
        if known:
            return known[0]
        order = self.parts["order-number"].search(self.text, 0, self.titles.limit)
        if order:
            return order.start(), self.text.index("令", order.start())
        if printed:
            return self.titles.name_before(printed.span[0])
        return self.signatures.in_month()

    def _cut(
        self,
        signature: Signature | None,
        printed: _Printed | None,
        copied: tuple[Span, tuple[Span, ...]] | None,
        annexes: Annexes,
    ) -> list[Span]:
        """Return what of the text is no part of the plan."""
        cut = [(signature.start, signature.span[1])] if signature else []
        cut += [printed.line] if printed else []
        cut += [copied[0]] if copied else []
        for name in ("imprint", "web"):
            found = self.parts[name].finditer(self.text)
            cut += [m.span() for m in found if not self._is_duty(m, signature)]
        return cut + annexes.excluded

    def _is_duty(self, match: regex.Match[str], signature: Signature | None) -> bool:
        """Tell whether a line of the imprint's form is a task's: 主办单位 above the signature."""
        if not _HANDLED_BY.match(match[0]):
            return False
        tops = [section.start for section in self.layout.sections]
        if not tops or match.start() < tops[0]:
            return False
        return signature is None or not tops[-1] < signature.start < match.start()

    def _year(self, span: Span | None) -> tuple[int, Span] | None:
        match = _YEAR.search(self.text, *span) if span else None
        return (read_year(match["y"]), match.span()) if match else None

    def _plans(
        self, titles: Sequence[Span], start: int
    ) -> Iterator[tuple[int, tuple[int, Span] | None]]:
        """Where each of several plans begins."""
        for title in titles if len(titles) > 1 else ():
            places = [place for place in self.titles.repeats(title) if place[0] >= start]
            place = self.titles.own if title == titles[0] else next(iter(places), None)
            if place:
                yield place[0], self._year(place)

    def _known(self, heading: regex.Match[str] | None, title: Span | None) -> list[Span]:
        """Bodies named by the heading and the file header, in order of trust."""
        spans: list[Span] = []
        at = heading.start() if heading else None
        if at is None and title and self.text[title[0] - 1 : title[0]] != "《":
            inner = compiled(r"关于").search(self.text, *title)
            at = inner.start() if inner else None
        if at is not None and (span := self.titles.name_before(at)):
            spans.append(span)
        header = self.parts["header"].search(self.text, 0, self.titles.limit)
        return [*spans, header.span("issuer")] if header else spans

    def _printed(self, start: int) -> _Printed | None:
        """印发日期 with the whole line and the date's span; the last one of the text."""
        found = None
        for match in self.parts["printed"].finditer(self.text, max(0, start)):
            date = read_day(match["date"])
            if date:
                office = self.titles.name_before(match.start())
                begin = office[0] if office else match.start()
                found = _Printed(
                    date, (begin, match.end()), (match.start("date"), match.end("date"))
                )
        return found

    def _copied(self, start: int, printed: _Printed | None) -> tuple[Span, tuple[Span, ...]] | None:
        """The whole of 抄送 and its names; a list goes on over lines that end in ， or 。."""
        matches = list(self.parts["copied"].finditer(self.text, max(0, start)))
        if not matches:
            return None
        begin, end = matches[-1].span("body")
        stop = printed.line[0] if printed and printed.line[0] > begin else len(self.text)
        more = compiled(r"\n[^\n:]{2,120}[,。](?=\n|$)")
        end = min(end, stop)
        while (line := more.match(self.text, end, stop)) and not DAY.search(line[0]):
            end = line.end()
        return (matches[-1].start(), end), tuple(split_names(self.text, begin, end, ",;。\n"))

    def _number(self, start: int, recipients: Sequence[Span]) -> Span | None:
        stop = max(min(start, len(self.text)), min(600, self.titles.first))
        for name in ("number", "order-number"):
            match = self.parts[name].search(self.text, 0, stop)
            if match:
                return self._code(*match.span("number"))
        before = self.text[: recipients[0][0]] if recipients else ""
        run = _NUMBER_BEFORE.search(before)
        return self._code(*run.span("number")) if run else None

    def _code(self, start: int, end: int) -> Span:
        """A document number without the words of the page that stand right before it."""
        year = _YEAR_OF_NUMBER.search(self.text, start, end)
        stop = year.start() if year else start
        for before in (_CHROME, _BEFORE_CODE):
            run = before.match(self.text, start, stop)
            if run and stop - run.end() >= 2:
                start = run.end()
        offsets = self.layout.view.offsets
        wide = stop > start + 1 and offsets[stop - 1] > offsets[stop - 2] + 1
        for at in range(stop - 2, start, -1) if not wide else ():
            if offsets[at] > offsets[at - 1] + 1 and self.text[at] not in _INSIDE_CODE:
                return at, end
        return start, end

    def _draft(self, start: int, title: Span | None) -> Span | None:
        stop = min(len(self.text), max(start, title[1] if title else 0))
        match = self.parts["draft-mark"].search(self.text, 0, stop)
        if match is None and (heading := self.titles.heading) and self.titles.asks:
            return heading.start(), heading.end()
        return (match.start("kind"), match.end("kind")) if match else None

    def _start(
        self,
        own: Span | None,
        letter: Letter | None,
        signature: Signature | None,
        title: Span | None,
        recipients: tuple[Span, ...],
    ) -> int:
        """Return where the plan's text begins."""
        if own and title and not (letter and own[0] < letter.start):
            at = self.titles.under(max(own[1], title[1]))
            return max(at, recipients[-1][1] + 1) if recipients else at
        if letter and letter.titles:
            if signature and letter.end <= signature.span[0] < letter.end + LETTER:
                return signature.span[1]
            return letter.end
        if recipients:
            return recipients[-1][1] + 1
        return max(title[1] if title else 0, letter.start if letter else 0)

    def _stretches(
        self, start: int, letter: Letter | None, signature: Signature | None, cut: list[Span]
    ) -> Iterator[Span]:
        """The text from *start* on without the spans in *cut*; before it, a letter's own rules."""
        end = len(self.text)
        first = self.titles.first
        named = letter and (letter.titles or self.titles.named)
        if letter and named and letter.end <= first < start:
            stop = signature.start if signature and signature.start < start else start
            yield from self._without(first, min(stop, start), cut)
        elif letter is None and self.titles.named and first < start:
            stop = signature.start if signature else start
            yield from self._without(first, min(stop, start), cut)
        elif letter and named and signature and letter.end < signature.start < start:
            asked = _ASKED.search(self.text, letter.end, signature.start)
            if asked:
                yield from self._without(asked.start(), signature.start, cut)
        yield from self._without(start, end, cut)

    def _without(self, start: int, end: int, cut: list[Span]) -> Iterator[Span]:
        at = start
        for a, b in [*sorted(cut), (end, end)]:
            stop = min(max(a, at), end)
            begin = at
            while begin < stop and self.text[begin] in "\n \t":
                begin += 1
            last = stop
            while last > begin and self.text[last - 1] in "\n \t":
                last -= 1
            if last > begin and regex.search(r"[\u4e00-\u9fff]", self.text[begin:last]):
                yield begin, last
            at = max(at, b)
            if at >= end:
                break
