"""Front matter and imprint after GB/T 9704: the parts around a plan's text, and where that text is.

A plan is published under a letter that transmits it (关于印发《…》的通知), alone, or as the notice
itself; a line a part, hard-wrapped, or all in one line. So parts are found by what stands beside
them and not by their lines: the letter's sentence names the plan, the plan's own title repeats
that name, the signature is a body's name before a date. Spans are of the view.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractor.annexes import read_annexes
from extractor.document import Document, Span
from extractor.pagetable import PageTable, read_page_table
from extractor.patterns import Patterns, alternation
from extractor.segment import Layout, numeral

_DAY = regex.compile(
    r"(?P<y>[\d零〇○一二三四五六七八九]{4})年(?P<m>[\d一二三四五六七八九十]{1,3})月"
    r"(?P<d>[\d一二三四五六七八九十]{1,3})日"
)
_ZEROS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = regex.compile(r"(?<![\d\-~至到])(?P<y>(?:19|20)\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年(?!\n?[\-~至到]|底)")
_PLACE = regex.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治区|自治州|自治县|省|市|县|区|州|盟|旗)")
_HEAD = 3000
"""The front matter stands in so many characters of the view, whatever the letter says."""
_LETTER = 2500
"""A letter is signed within so many characters behind the sentence that transmits the plan."""


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


class Parts:
    """The compiled rules of kind ``part`` by their ids, and the word lists beside them."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules = {rule.id: rule.regex for rule in patterns.of("part")}
        titles = alternation(patterns.words["document/titles"])
        openers = alternation(patterns.words["document/title_openers"])
        issuers = alternation(patterns.words["document/issuers"])
        number = r"[\u4e00-\u9fff]{2,12}[〔\[][12]\d{3}"
        self.title = regex.compile(
            rf"[^。;:!?\t\n](?:[^。;!?\t]){{4,140}}?{titles}(?:\n?\([^()]{{1,30}}\))*"
            rf"(?=\n|$|{openers}|各[\u4e00-\u9fff]{{1,14}}[、,:(]|{number})"
        )
        self.rest = regex.compile(
            rf"\n[^。,;:!?\t\n]{{0,40}}{titles}(?:\n?\([^()]{{1,30}}\))*(?=\n|$|{openers})"
        )
        self.title_end = regex.compile(rf"{titles}(?:\([^()]{{1,30}}\))*$")
        self.opener = regex.compile(openers)
        self.body_name = regex.compile(rf"[\u4e00-\u9fff]{{2,40}}?{issuers}(?:\([^()]{{2,20}}\))?")
        self.body_end = regex.compile(rf"{issuers}$")

    def __getitem__(self, name: str) -> regex.Pattern[str]:
        return self._rules[f"front.{name}"]


@lru_cache(maxsize=8)
def parts_of(patterns: Patterns) -> Parts:
    """Return the compiled rules for *patterns*."""
    return Parts(patterns)


def read_day(text: str) -> datetime.date | None:
    """Return the date of a day written in digits or Chinese numerals; None if there is none.

    >>> read_day("二〇二一年十月八日"), read_day("2024年02月30日")
    (datetime.date(2021, 10, 8), None)
    """
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        return datetime.date(read_year(match["y"]), numeral(match["m"]), numeral(match["d"]))
    except ValueError:
        return None


def read_year(text: str) -> int:
    """Return a year of four digits or Chinese numerals.

    >>> read_year("二〇二四")
    2024
    """
    return int(text.translate(_ZEROS))


def read_front(document: Document, layout: Layout, patterns: Patterns) -> Front:
    """Return the front matter of a layout; what the notice does not state is None or empty."""
    front = _Reading(layout, parts_of(patterns), patterns).front()
    table = read_page_table(document)
    dated = table.signed[0] if table.signed else None
    return replace(front, signed=front.signed or dated, page_table=table)


@dataclass(frozen=True, slots=True)
class _Letter:
    """The letter that transmits the plan: where its sentence begins and ends, what it names."""

    start: int
    end: int
    titles: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Signature:
    """A date with the names of the bodies before it."""

    date: datetime.date
    span: Span
    issuer: Span | None

    @property
    def start(self) -> int:
        """Where the signature begins."""
        return self.issuer[0] if self.issuer else self.span[0]


class _Reading:
    """One pass over one layout; every part that is found narrows where the others may stand."""

    def __init__(self, layout: Layout, parts: Parts, patterns: Patterns) -> None:
        self.text = layout.view.text
        self.parts = parts
        self.patterns = patterns
        tops = (s.start for s in layout.sections if s.level <= 3)
        self.first = min(next(tops, len(self.text)), len(self.text))
        self.limit = min(_HEAD, len(self.text))

    def front(self) -> Front:
        text = self.text
        heading = self._heading()
        letter = self._letter()
        named = letter.titles if letter else ()
        titles = [self._unmarked(span) for span in named] or self._in_heading(heading)
        own = self._own(titles, letter)
        if own is None and not named:
            own = self._block(letter, heading)
        span = self._title(titles, own, named)
        known = self._known(heading, span)
        signature = self._signature(letter, own, known)
        start = self._start(own, letter, signature, span)
        issuer = signature.issuer if signature and signature.issuer else None
        issuer = issuer or next(iter(known), None)
        printed = self._printed(start)
        copied = self._copied(start, printed)
        annexes = read_annexes(text, self.patterns, signature.start if signature else None, start)
        cut = [(signature.start, signature.span[1])] if signature else []
        cut += [printed[1]] if printed else []
        cut += [copied[0]] if copied else []
        cut += annexes.excluded
        cut += [m.span() for name in ("imprint", "web") for m in self.parts[name].finditer(text)]
        title = _plain(text, span)
        names = [title, *(_plain(text, t) for t in titles), _plain(text, self._whole(heading))]
        return Front(
            title=title,
            title_span=span,
            title_year=self._year(span),
            signed=signature.date if signature else None,
            body=tuple(self._stretches(start, letter, signature, cut)),
            draft=self._draft(start, span),
            number=self._number(start),
            issuer=issuer,
            signed_span=signature.span if signature else None,
            printed=(printed[0], printed[2]) if printed else None,
            recipients=self._recipients(own, letter),
            copied_to=copied[1] if copied else (),
            attachments=annexes.names,
            own_titles=tuple(dict.fromkeys(name for name in names if name)),
            heading=self._whole(heading),
            plans=tuple(self._plans(titles, start)),
        )

    # The letter and its heading.

    def _heading(self) -> regex.Match[str] | None:
        """The last of the headings that stand one below the other (page title, letter)."""
        found = None
        for match in self.parts["heading"].finditer(self.text, 0, self.limit):
            before = self.text[max(0, match.start() - 120) : match.start()]
            if before.rfind("《") > before.rfind("》") or match.start() > self.first:
                continue
            if found and match.start() - found.end() > 400:
                break
            if found and "。" in self.text[found.end() : match.start()]:
                break
            found = match
        return found

    def _whole(self, heading: regex.Match[str] | None) -> Span | None:
        if heading is None:
            return None
        issuer = self._before(heading.start())
        return (issuer[0] if issuer else heading.start(), heading.end())

    def _letter(self) -> _Letter | None:
        """Find the sentence that transmits the plan; of several kinds the first that stands."""
        best: regex.Match[str] | None = None
        end = min(self.limit, self.first + 400)
        for name in ("sentence-now", "sentence-approved", "sentence-issue"):
            match = self.parts[name].search(self.text, 0, end)
            if match and (best is None or match.start() < best.start()):
                best = match
        if best is None:
            best = self.parts["sentence-plain"].search(self.text, 0, end)
            return _Letter(best.start(), best.end(), ()) if best else None
        stop = regex.compile(r"。|\n|$").search(self.text, best.end())
        titles = [best.span("title")]
        pair = regex.compile(r"(?:[、和及与]|以及)?\n?《([^《》]+)》")
        while more := pair.match(self.text, titles[-1][1] + 1):
            titles.append(more.span(1))
        return _Letter(best.start(), stop.end() if stop else best.end(), tuple(titles))

    # The plan's title.

    def _unmarked(self, span: Span) -> Span:
        """Cut draft marks off a title; 《》 around the whole of it as well."""
        start, end = span
        quoted = regex.compile(r"\n?《([^《》]+)》").match(self.text, start, end)
        if quoted:
            start, end = quoted.span(1)
        while match := regex.compile(rf"(?:{self.parts['draft-mark'].pattern})$").search(
            self.text, start, end
        ):
            end = match.start()
        while end > start and self.text[start] == "\n":
            start += 1
        return start, end

    def _in_heading(self, heading: regex.Match[str] | None) -> list[Span]:
        if heading is None:
            return []
        start, end = heading.span("title")
        quoted = [m.span(1) for m in regex.compile(r"《([^《》]+)》").finditer(self.text, start, end)]
        spans = [self._unmarked(span) for span in quoted or [(start, end)]]
        return [span for span in spans if quoted or self._is_title(_plain(self.text, span))]

    def _is_title(self, title: str | None) -> bool:
        return bool(title and self.parts.title_end.search(title))

    def _own(self, titles: Sequence[Span], letter: _Letter | None) -> Span | None:
        """Find where the plan's own title stands above its text."""
        weak: Span | None = None
        behind = letter.end if letter else 0
        for title in titles[:1]:
            for start, end in self._repeats(title):
                if start < behind or (start, end) == title:
                    continue
                if self._listed(start):
                    weak = weak or (start, end)
                    continue
                return self._widened(start), end
        return weak

    def _repeats(self, title: Span) -> Iterator[Span]:
        """Places that repeat a title, however it is broken into lines; none inside 《》."""
        chars = [regex.escape(c) for c in self.text[title[0] : title[1]] if c != "\n"]
        if not 4 <= len(chars) <= 200:
            return
        for match in regex.compile(r"\n?".join(chars)).finditer(self.text):
            before = self.text[max(0, match.start() - 3) : match.start()]
            after = self.text[match.end() : match.end() + 4]
            quoted = before.endswith("《") or after.startswith("》")
            named = before.endswith(("印发", "转发", "下达", "发布", "公布")) or "的通" in after
            if not quoted and not named and (not before or self._edge(match.start(), match.end())):
                yield match.span()

    def _edge(self, start: int, end: int) -> bool:
        """A title begins a line, or stands right behind a date, a bracket or 附件1."""
        line = self.text.rfind("\n", 0, start) + 1
        before = self.text[line:start]
        if not before or regex.search(r"(?:[日)。:】]|附件\d{0,2}|\d[.、])$", before):
            return True
        ends = regex.compile(r"\n|$|\(").match(self.text, end) or self.parts.opener.match(
            self.text, end
        )
        return bool(ends) and len(before) <= 14 and not regex.search(r"[,;:《“、]", before)

    def _listed(self, start: int) -> bool:
        """A title in a list of attachments is not the one above the text."""
        before = self.text[max(0, start - 6) : start]
        return bool(regex.search(r"(?:附件\d{0,2}:\n?|\d[.、])$", before))

    def _widened(self, start: int) -> int:
        """Take in a place that the letter left out: 云岭市 before 2024年…方案."""
        line = self.text.rfind("\n", 0, start) + 1
        signed = [m.end() for m in _DAY.finditer(self.text, line, start)]
        begin = max([line, *signed])
        before = self.text[begin:start]
        return begin if before and _PLACE.fullmatch(before) else start

    def _block(self, letter: _Letter | None, heading: regex.Match[str] | None) -> Span | None:
        """Read title lines where nothing names the plan: behind the letter, or on top."""
        text, at = self.text, 0
        if letter:
            signed = _DAY.search(text, letter.end, min(len(text), letter.end + 300))
            at = signed.end() if signed else letter.start
            if not signed:
                return self._notice(letter)
        elif heading:
            at = heading.end()
        at = self._skip(at)
        match = self.parts.title.match(text, at, min(len(text), at + 300))
        if match is None:
            return self._notice(letter) if not heading else None
        end = match.end()
        while more := self.parts.rest.match(text, end):
            if self._same(text[at:end], text[end : more.end()]):
                return more.start() + 1, more.end()
            end = more.end()
        return self._last_repeat((at, end))

    def _notice(self, letter: _Letter | None) -> Span | None:
        """A notice that is its own plan: its heading is the title."""
        stop = letter.start if letter else self.limit
        found: Span | None = None
        pattern = regex.compile(
            r"关于\n?[^。;:\t《]{4,120}?的?(?:通\n?知|意\n?见|公\n?告|通告|决定|办法|措施|方案)"
            r"(?=\n|$|\(|各|[\u4e00-\u9fff]{2,12}[〔\[])"
        )
        for match in pattern.finditer(self.text, 0, stop):
            issuer = self._before(match.start())
            found = (issuer[0] if issuer else match.start(), match.end())
        return found

    @staticmethod
    def _same(one: str, two: str) -> bool:
        return one.replace("\n", "") == two.replace("\n", "")

    def _last_repeat(self, span: Span) -> Span:
        last = span
        for start, end in self._repeats(span):
            if last[1] <= start <= last[1] + 200:
                last = (start, end)
        return last

    def _skip(self, at: int) -> int:
        """Step over lines of the page's head: file header, number, codes, dates, bodies."""
        text = self.text
        junk = regex.compile(
            r"\n|附\n?件\d{0,2}:?(?=\n)|[^\n]{2,60}文件(?=\n)|[A-Za-z\d\-./: ]+(?=\n)|\([^()\n]{2,80}\)(?=\n)"
            r"|[^\n]{0,20}[〔\[]\d{4}[〕\]]\d+号(?=\n)|[\d年月日: \-]+(?=\n)"
        )
        while match := junk.match(text, at):
            at = match.end()
        line = text.find("\n", at)
        name = self.parts.body_name.fullmatch(text, at, line) if line > at else None
        if name and not text.startswith("关于", line + 1):
            return self._skip(line + 1)
        return at

    def _title(self, titles: Sequence[Span], own: Span | None, named: Sequence[Span]) -> Span | None:
        if own:
            return self._with_suffix(self._unmarked(own))
        return titles[0] if titles else None

    def _with_suffix(self, span: Span) -> Span:
        """Take in a bracket that belongs to the name: （试行）, （2024—2026年）."""
        suffix = regex.compile(
            r"\n?\((?:试行|暂行|修订|修订版|修正|\d{4}年?(?:\n?[\-~至]\n?\d{4}年?)?(?:版|本|修订|度|修订版)?)\)"
        ).match(self.text, span[1])
        return (span[0], suffix.end()) if suffix else span

    def _year(self, span: Span | None) -> tuple[int, Span] | None:
        match = _YEAR.search(self.text, *span) if span else None
        return (read_year(match["y"]), match.span()) if match else None

    def _plans(
        self, titles: Sequence[Span], start: int
    ) -> Iterator[tuple[int, tuple[int, Span] | None]]:
        """Where each of several plans begins."""
        for title in titles if len(titles) > 1 else ():
            places = [s for s in self._repeats(title) if s[0] >= start - 200]
            strong = [s for s in places if not self._listed(s[0])] or places
            if strong:
                yield strong[0][0], self._year(strong[0])

    # Bodies and dates.

    def _before(self, at: int) -> Span | None:
        """Return the body whose name ends at *at*, on its line or on the lines above it."""
        text, end = self.text, at
        start = at
        for _ in range(6):
            stop = end - 1 if end and text[end - 1] == "\n" else end
            line = text.rfind("\n", 0, stop) + 1
            piece = text[line:stop]
            run = regex.search(r"[\u4e00-\u9fff]+(?:\([\u4e00-\u9fff]{2,20}\))?$", piece)
            if not run or not self.parts.body_end.search(run[0]) or len(run[0]) < 4:
                break
            cut = regex.search(r"(?:的通知|文件)(?=[\u4e00-\u9fff]{4})", run[0])
            start = end = line + run.start() + (cut.end() if cut else 0)
            if run.start() > 0 or line == 0 or cut:
                break
        return (start, at - (text[at - 1] == "\n")) if start < at else None

    def _known(self, heading: regex.Match[str] | None, title: Span | None) -> list[Span]:
        """Bodies named by the heading and the file header, in order of trust."""
        spans: list[Span] = []
        at = heading.start() if heading else None
        if at is None and title:
            inner = regex.compile(r"关于").search(self.text, *title)
            at = inner.start() if inner else None
        if at is not None and (span := self._before(at)):
            spans.append(span)
        header = self.parts["header"].search(self.text, 0, self.limit)
        return [*spans, header.span("issuer")] if header else spans

    def _signature(
        self, letter: _Letter | None, own: Span | None, known: Sequence[Span]
    ) -> _Signature | None:
        """The date under the letter; of a notice without a letter, the last one that is signed."""
        found = list(self._signatures(letter, own, known))
        if letter and letter.titles or own and letter:
            stop = own[0] if own and own[0] > letter.end else letter.end + _LETTER
            inside = [s for s in found if letter.start <= s.span[0] < stop]
            if inside:
                return inside[0]
        signed = [s for s in found if s.issuer] or [s for s in found if s.span[0] > self.first]
        return signed[-1] if signed else None

    def _signatures(
        self, letter: _Letter | None, own: Span | None, known: Sequence[Span]
    ) -> Iterator[_Signature]:
        text = self.text
        names = {_plain(text, span) or "" for span in known}
        for match in _DAY.finditer(text):
            start, end = match.span()
            date = read_day(match[0])
            if date is None or text.startswith(("印发", "印\n发", "起", "前"), end):
                continue
            line = text.rfind("\n", 0, start) + 1
            if "\t" in text[line : text.find("\n", end)]:
                continue
            issuer = self._signer(line, start, names)
            last = regex.compile(r"\n|$|\((?:此|本|联|公|注)|附件|抄送|主办").match(text, end)
            titled = own is not None and own[0] == end
            behind = letter is not None and letter.end <= start < letter.end + 600
            if (line == start and last) or (issuer and (last or titled or behind)):
                yield _Signature(date, (start, end), issuer)

    def _signer(self, line: int, start: int, names: set[str]) -> Span | None:
        """The bodies before a date: on its line behind a full stop, or on the lines above it."""
        text = self.text
        if line < start:
            for name in sorted(names, key=lambda n: (-len(n), n)):
                if name and text.endswith(name, line, start):
                    return start - len(name), start
            run = regex.search(r"(?:^|(?<=[。)!:]))[\u4e00-\u9fff]{4,80}$", text[line:start])
            if run and self.parts.body_end.search(run[0]):
                return line + run.start(), start
            return self._placed(line, start)
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        for name in sorted(names, key=lambda n: (-len(n), n)):
            whole = _plain(text, (above, start)) or ""
            if name and whole.endswith(name):
                return start - 1 - len(name), start - 1
        span = self._before(start)
        if span and regex.search(r"(?:表|单|案|法|件|册)[\u4e00-\u9fff]{4,}$", text[span[0] : span[1]]):
            return self._placed(span[0], span[1])
        return span

    def _placed(self, line: int, start: int) -> Span | None:
        """Cut a body's name out of a run of words at the place it begins with."""
        run = regex.search(r"[\u4e00-\u9fff]{4,60}$", self.text[line:start])
        if not run or not self.parts.body_end.search(run[0]):
            return None
        base = line + run.start()
        head = regex.compile(r"[\u4e00-\u9fff]{2,5}?(?:省|市|县|区|州|盟|旗)").match(
            self.text, *self._place_of_title()
        )
        at = run[0].rfind(head[0]) if head else -1
        return (base + at, start) if at >= 0 else None

    def _place_of_title(self) -> Span:
        heading = self.parts["heading"].search(self.text, 0, self.limit)
        return heading.span("title") if heading else (0, 0)

    def _printed(self, start: int) -> tuple[datetime.date, Span, Span] | None:
        """印发日期 with the whole line and the date's span; the last one of the text."""
        found = None
        for match in self.parts["printed"].finditer(self.text, max(0, start)):
            date = read_day(match["date"])
            if date:
                found = (date, match.span(), match.span("date"))
        return found

    def _copied(
        self, start: int, printed: tuple[datetime.date, Span, Span] | None
    ) -> tuple[Span, tuple[Span, ...]] | None:
        """The whole of 抄送 and its names; a list goes on over lines that end in ， or 。."""
        matches = list(self.parts["copied"].finditer(self.text, max(0, start)))
        if not matches:
            return None
        begin, end = matches[-1].span("body")
        stop = printed[1][0] if printed and printed[1][0] > begin else len(self.text)
        more = regex.compile(r"\n[^\n:]{2,120}[,。](?=\n|$)")
        end = min(end, stop)
        while (line := more.match(self.text, end, stop)) and not _DAY.search(line[0]):
            end = line.end()
        return (matches[-1].start(), end), tuple(self._split(begin, end, ",;。\n"))

    def _split(self, start: int, end: int, marks: str) -> Iterator[Span]:
        depth, begin = 0, start
        for at in range(start, end + 1):
            char = self.text[at] if at < end else marks[0]
            depth += (char == "(") - (char == ")")
            if char in marks and (depth <= 0 or at == end):
                if at > begin and self.text[begin:at].strip():
                    yield begin, at
                begin = at + 1

    # Head and body.

    def _recipients(self, own: Span | None, letter: _Letter | None) -> tuple[Span, ...]:
        """主送机关: the bodies before the first colon of the letter."""
        text = self.text
        stop = min(self.first, self.limit)
        if letter:
            stop = min(stop, letter.end)
        elif own and own[0] > 200:
            stop = min(stop, own[0])
        edge = regex.compile(r"[。\n\t》]|的通知|的公告|的意见|[〕\]]\d{1,5}号|\d日")
        cue = regex.compile(
            r"(?:各|市|县|区|省|州|盟|旗|有关|相关|本|局属|全|在|驻|自治|国|中|[\u4e00-\u9fff]{2,12}"
            r"(?:市|县|区|镇|乡|局|委|办|厅|公司|人民政府))"
            r"[^。:《》]{0,400}?(?:政府|部门|单位|机构|企业|院校|学校|委|局|办|厅|处|街道|乡镇|镇|乡|会|院|区|县|市"
            r"|公司|中心|行署|团体|所|站|队|社区|集团|银行|人士|市民)(?:\([^()]{1,20}\))*"
        )
        for colon in regex.compile(":").finditer(text, 0, stop):
            left = max((m.end() for m in edge.finditer(text, 0, colon.start())), default=0)
            if cue.fullmatch(text, left, colon.start()):
                return tuple(self._split(left, colon.start(), ",;"))
        return ()

    def _number(self, start: int) -> Span | None:
        stop = max(min(start, len(self.text)), min(600, self.first))
        for name in ("number", "order-number"):
            match = self.parts[name].search(self.text, 0, stop)
            if match:
                return match.span("number")
        return None

    def _draft(self, start: int, title: Span | None) -> Span | None:
        stop = min(len(self.text), max(start, title[1] if title else 0) + 30)
        match = self.parts["draft-mark"].search(self.text, 0, stop)
        heading = self.parts["heading"].search(self.text, 0, self.limit)
        if match is None and heading and heading["kind"].replace("\n", "") == "征求":
            return heading.span()
        return match.span("kind") if match else None

    def _start(
        self,
        own: Span | None,
        letter: _Letter | None,
        signature: _Signature | None,
        title: Span | None,
    ) -> int:
        """Return where the plan's text begins."""
        text = self.text
        if own and title and not (letter and own[0] < letter.start):
            at = max(own[1], title[1])
            marks = (self.parts["draft-mark"], self.parts["meeting-note"])
            while found := next((m for p in marks if (m := p.match(text, at))), None):
                at = found.end()
            return at
        if letter and letter.titles:
            if signature and letter.end <= signature.span[0] < letter.end + _LETTER:
                return signature.span[1]
            return letter.end
        recipients = self._recipients(own, letter)
        if recipients:
            return recipients[-1][1] + 1
        return max(title[1] if title else 0, letter.start if letter else 0)

    def _stretches(
        self, start: int, letter: _Letter | None, signature: _Signature | None, cut: list[Span]
    ) -> Iterator[Span]:
        """The text from *start* on without the spans in *cut*; before it, a letter's own rules."""
        end = len(self.text)
        if letter and letter.titles and self.first < start - 60 and self.first >= letter.end:
            stop = signature.start if signature and signature.start < start else start
            yield from self._without(self.first, min(stop, start), cut)
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


def _plain(text: str, span: Span | None) -> str | None:
    return text[span[0] : span[1]].replace("\n", "") if span else None
