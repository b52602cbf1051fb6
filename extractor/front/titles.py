"""The letter that transmits a plan, and the plan's title.

A plan's name stands in the letter's heading (关于印发…的通知), in its sentence (现将《…》印发)
and above the plan's own text; each may be cut short, broken into lines or missing. The own title
is found as the repetition of the name, so it is found in a text of one line as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from extractor.document import Span
from extractor.front.parts import DAY, PLACE, Parts, plain
from extractor.phrases import phrase
from extractor.rule_cache import compiled
from extractor.segment import Layout

_HEAD = 3000
"""The front matter stands in so many characters of the view, whatever the letter says."""
_QUOTED = compiled(r"\n?《([^《》]+)》")
_PAIR = compiled(r"(?:[、和及与]|以及)?\n?《([^《》]+)》")
_SENTENCE_END = compiled(r"。|\n|$")
_NOTICE = phrase("titles.notice")
_PROLONGED = phrase("titles.prolonged")
_SUFFIX = phrase("titles.suffix")
_NO_NAME = phrase("titles.no_name")
_NAME_RUN = phrase("titles.name_run")
_NUMBER_FIRST = phrase("titles.number_first")
_NAMED_NOTICE = phrase("titles.named_notice")
_OPINION = compiled("(?<!》)意见(?=\n?的)")
"""The last word of 关于印发…工作意见的通知, which a request for opinions has behind the name."""
_WORDS_ONLY = compiled(r"[\u4e00-\u9fff]{4,40}")
_GOES_ON = "的和及与暨"
"""How the rest of a name begins that was wrapped."""
_SIGNERS = 20
"""Bodies that sign a notice together stand in so many lines at most."""
_NAME_CUT = compiled(
    r"(?:的通知|文件|号|日|打印|打印本页|关闭窗口|^(?:现行)?有效)(?=[\u4e00-\u9fff]{4})"
)
_JUNK = compiled(
    r"\n|附\n?件\d{0,2}:?(?=\n)|[^\n]{2,60}文件(?=\n)|[A-Za-z\d\-./: ]+(?=\n)"
    r"|\([^()\n]{2,80}\)(?=\n)|[^\n]{0,20}[〔\[]\d{4}[〕\]]\d+号(?=\n)|[\d年月日: \-]+(?=\n)"
    r"|[^\n,。]{2,30}(?:网|网站|门户)(?=\n)"
)
_CAPTION = compiled(
    r"(?:[^\n\t。]{1,20}\n)?(?P<title>[^\n\t。:]{6,60}(?:计划|任务|分解|分工|明细|一览|汇总|安排)表)"
    r"(?:\([^()\n]{1,20}\))?\n(?:[^\n\t。]{1,30}\n)?[^\n\t]*\t"
)
"""A caption with the first row of its table below it, a line about units between them."""
_LABELLED = compiled(r"[^\n:,。\t]{2,8}[:\t][^\n。]{0,120}(?=\n)")


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter that transmits the plan: where its sentence begins and ends, what it names."""

    start: int
    end: int
    titles: tuple[Span, ...]


class Titles:
    """The heading, the letter and the titles of one view."""

    def __init__(self, layout: Layout, parts: Parts) -> None:
        self.text = layout.view.text
        self.parts = parts
        tops = (section.start for section in layout.sections if section.level <= 3)
        self.first = min(next(tops, len(self.text)), len(self.text))
        self.limit = min(_HEAD, len(self.text))

    @cached_property
    def heading(self) -> regex.Match[str] | None:
        """The letter's heading."""
        return self._heading()

    @property
    def asks(self) -> bool:
        """Whether the heading asks for opinions on a draft: 关于征求《…》意见的公告."""
        return self.heading is not None and self.heading["kind"].startswith("征")

    @cached_property
    def letter(self) -> Letter | None:
        """The letter's sentence."""
        return self._letter()

    @cached_property
    def named(self) -> list[Span]:
        """The plans that the letter names, else those that its heading names; no draft marks."""
        if self.letter and self.letter.titles:
            return [self.unmarked(span) for span in self.letter.titles]
        return self._in_heading(self.heading) or self._prolonged()

    def _prolonged(self) -> list[Span]:
        """The plan that a notice keeps in force, if its text stands below."""
        match = None if self.heading else _PROLONGED.search(self.text, 0, self.limit)
        title = match.span("title") if match else (0, 0)
        below = (start for start, _ in self.repeats(title) if start > title[1])
        return [title] if any(not self.listed(start) for start in below) else []

    @cached_property
    def own(self) -> Span | None:
        """Where the plan's own title stands above its text."""
        own = self._own(self.named, self.letter)
        if own is None and not (self.letter and self.letter.titles):
            own = self._block(self.letter, self.heading) or self._caption()
            own = None if own and self.named and own == self.whole(self.heading) else own
        return own

    def _caption(self) -> Span | None:
        """The line above a text that is a table and nothing else (an attachment of its own)."""
        match = _CAPTION.match(self.text)
        return match.span("title") if match and self.heading is None else None

    @cached_property
    def title(self) -> Span | None:
        """The plan's title: its own, or else the one that the letter names."""
        return self._title(self.named, self.own)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name by which the notice calls itself or the plans that it transmits."""
        headed = self._in_heading(self.heading) if self.asks else []
        spans = [self.title, *self.named, *headed, self.whole(self.heading)]
        return tuple(dict.fromkeys(plain(self.text, *span) for span in spans if span))

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

    def whole(self, heading: regex.Match[str] | None) -> Span | None:
        if heading is None:
            return None
        issuer = self.name_before(heading.start())
        return (issuer[0] if issuer else heading.start(), heading.end())

    def _letter(self) -> Letter | None:
        """Find the sentence that transmits the plan; of several kinds the first that stands."""
        best: regex.Match[str] | None = None
        end = min(self.limit, self.first + 400)
        for name in ("sentence-now", "sentence-approved", "sentence-issue"):
            match = self.parts[name].search(self.text, 0, end)
            if match and (best is None or match.start() < best.start()):
                best = match
        if best is None:
            best = self.parts["sentence-plain"].search(self.text, 0, end)
            return Letter(best.start(), best.end(), ()) if best else None
        stop = _SENTENCE_END.search(self.text, best.end())
        titles = [best.span("title")]
        while more := _PAIR.match(self.text, titles[-1][1] + 1):
            titles.append(more.span(1))
        return Letter(best.start(), stop.end() if stop else best.end(), tuple(titles))

    def unmarked(self, span: Span) -> Span:
        """Cut draft marks off a title; 《》 around the whole of it as well."""
        start, end = span
        quoted = _QUOTED.match(self.text, start, end)
        if quoted:
            start, end = quoted.span(1)
        marks = (self.parts.draft_end, _NO_NAME)
        while match := next((m for p in marks if (m := p.search(self.text, start, end))), None):
            end = match.start()
        while end > start and self.text[start] == "\n":
            start += 1
        return start, end

    def _in_heading(self, heading: regex.Match[str] | None) -> list[Span]:
        if heading is None:
            return []
        start, end = heading.span("title")
        if not self.asks:
            end = end + 2 * bool(_OPINION.match(self.text, end))
        quoted = [m.span(1) for m in _QUOTED.finditer(self.text, start, end)]
        spans = [self.unmarked(span) for span in quoted or [(start, end)]]
        return [span for span in spans if quoted or self._is_title(plain(self.text, *span))] or [
            span for span in spans[:1] if self._heads_a_line(span)
        ]

    def _heads_a_line(self, title: Span) -> bool:
        """Tell whether a name that no known word ends (任务分解表) stands on a line of its own."""
        text = self.text
        return any(
            start > title[1] and text[start - 1] == "\n" and text[end : end + 1] == "\n"
            for start, end in self.repeats(title)
        )

    def _is_title(self, title: str) -> bool:
        return bool(self.parts.title_end.search(title))

    def repeats(self, title: Span) -> Iterator[Span]:
        """Places that repeat a title, however it is broken into lines; none inside 《》."""
        chars = [regex.escape(c) for c in self.text[title[0] : title[1]] if c != "\n"]
        if not 4 <= len(chars) <= 200:
            return
        for match in regex.finditer(r"\n?".join(chars), self.text):
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
        ends = compiled(r"\n|$|\(").match(self.text, end) or self.parts.opener.match(self.text, end)
        return bool(ends) and len(before) <= 14 and not regex.search(r"[,;:《“、]", before)

    def listed(self, start: int) -> bool:
        """A title in a list of attachments is not the one above the text."""
        before = self.text[max(0, start - 6) : start]
        return bool(regex.search(r"(?:附件\d{0,2}:\n?|\d[.、])$", before))

    def _widened(self, start: int) -> int:
        """Take in a place that the letter left out: 云岭市 before 2024年…方案."""
        line = self.text.rfind("\n", 0, start) + 1
        signed = [m.end() for m in DAY.finditer(self.text, line, start)]
        begin = max([line, *signed])
        before = self.text[begin:start]
        return begin if before and PLACE.fullmatch(before) else start

    def _own(self, titles: Sequence[Span], letter: Letter | None) -> Span | None:
        """Find where the plan's own title stands above its text."""
        weak: Span | None = None
        behind = letter.end if letter else 0
        for title in titles[:1]:
            for start, end in self.repeats(title):
                if start < behind or (start, end) == title:
                    continue
                if self.listed(start):
                    weak = weak or (start, end)
                    continue
                return self._widened(start), end
        return weak

    def _block(self, letter: Letter | None, heading: regex.Match[str] | None) -> Span | None:
        """Read title lines where nothing names the plan: behind the letter, or on top."""
        text, at = self.text, 0
        if letter:
            signed = DAY.search(text, letter.end, min(len(text), letter.end + 300))
            at = signed.end() if signed else letter.start
            if not signed:
                return self._notice(letter)
        elif heading:
            at = heading.end()
        at = self.skip(at)
        match = self.parts.title.match(text, at, min(len(text), at + 300))
        if match is None:
            return self._notice(letter) if not heading else None
        at, end = self._behind_page(match), match.end()
        while more := self.parts.title_goes_on.match(text, end):
            if self._same(text[at:end], text[end : more.end()]):
                return more.start() + 1, more.end()
            end = more.end()
        return self._last_repeat((at, end))

    def _behind_page(self, title: regex.Match[str]) -> int:
        """Return where a title begins that a page's head or its own number was run into."""
        at, stop = title.start(), title.end() - 8
        for before in (self.parts["web-head"], _NUMBER_FIRST):
            found = before.match(self.text, at, stop)
            at = found.end() if found else at
        return at

    def _notice(self, letter: Letter | None) -> Span | None:
        """A notice that is its own plan: its heading is the title."""
        stop = letter.start if letter else self.limit
        found: Span | None = None
        for match in _NOTICE.finditer(self.text, 0, stop):
            issuer = self.name_before(match.start())
            found = (issuer[0] if issuer else match.start(), match.end())
        return found or (self._on_top(letter) if self.heading is None else None)

    def _on_top(self, letter: Letter | None) -> Span | None:
        """A notice's name on top that has no 关于 (…补贴活动公告), or names another document."""
        at = self.skip(0)
        match = _NAMED_NOTICE.match(self.text, at, letter.start) if letter else None
        return (self._behind_page(match), match.end()) if match else None

    @staticmethod
    def _same(one: str, two: str) -> bool:
        return one.replace("\n", "") == two.replace("\n", "")

    def _last_repeat(self, span: Span) -> Span:
        last = span
        for start, end in self.repeats(span):
            if last[1] <= start <= min(last[1] + 200, self.first):
                last = (start, end)
        return last

    def skip(self, at: int) -> int:
        """Step over lines of the page's head: file header, number, codes, dates, bodies."""
        text = self.text
        while match := _JUNK.match(text, at) or _LABELLED.match(text, at):
            at = match.end()
        line = text.find("\n", at)
        name = self.parts.body_name.fullmatch(text, at, line) if line > at else None
        if name and not text.startswith("关于", line + 1):
            return self.skip(line + 1)
        return at

    def under(self, at: int) -> int:
        """Step over what stands under a title: draft mark, when it was adopted, number, date."""
        marks = (self.parts["draft-mark"], self.parts["meeting-note"], _JUNK)
        while found := next((m for p in marks if (m := p.match(self.text, at))), None):
            at = found.end()
        return at

    def _title(self, titles: Sequence[Span], own: Span | None) -> Span | None:
        if own:
            return self._with_suffix(self.unmarked(own))
        if titles:
            return titles[0]
        return None if self.letter and self.letter.titles else self.whole(self.heading)

    def _with_suffix(self, span: Span) -> Span:
        """Take in a bracket that belongs to the name: （试行）, （2024—2026年）."""
        suffix = _SUFFIX.match(self.text, span[1])
        return (span[0], suffix.end()) if suffix else span

    def _is_body(self, name: str) -> bool:
        """Tell whether a name is a body's; one of three characters (教育部) if it is listed."""
        if len(name) < 4:
            return self.parts.short_body.fullmatch(name) is not None
        return self.parts.body_end.search(name) is not None

    def name_before(self, at: int) -> Span | None:
        """Return the body whose name ends at *at*, on its line or on the lines above it."""
        text, end = self.text, at
        start = at
        for above in range(_SIGNERS):
            stop = end - 1 if end and text[end - 1] == "\n" else end
            line = text.rfind("\n", 0, stop) + 1
            base = max(line, stop - 80)
            run = _NAME_RUN.search(text[base:stop])
            if not run or not self._is_body(run["name"]):
                break
            partial = base + run.start() > line
            if partial and above and text[base + run.start() - 1] not in "。)":
                break
            cut = _NAME_CUT.search(run[0])
            start = end = base + run.start() + (cut.end() if cut else 0)
            if partial or line == 0 or cut:
                break
            upper = text.rfind("\n", 0, start - 1) + 1
            if text[start] in _GOES_ON and _WORDS_ONLY.fullmatch(text, upper, start - 1):
                start = end = upper  # 大气污染防治⏎的联合工作领导小组
        return (start, at - (text[at - 1] == "\n")) if start < at else None
