"""Signatures: a body's name before a date (成文日期), under a letter or at the end of a notice."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.document import Span
from extractor.front.parts import DAY, PLACE, Parts, plain, read_day
from extractor.front.titles import Letter, Titles
from extractor.phrases import phrase
from extractor.rule_cache import compiled

LETTER = 2500
"""A letter is signed within so many characters behind the sentence that transmits the plan."""
_BEHIND_DATE = compiled(r"\n|$|\((?:此|本|联|公|注)|附件|抄送|主办|公开")
_NOT_SIGNED = compiled(r"[前起至到\-—~、,]|印\n?发|(?:以前|之前|以后)")
"""What follows a date of the text, and none under a letter."""
_NAMES = compiled(
    r"(?:^|(?<=[\n。)!:])|(?<=特此(?:通知|公告|通告|函告|函复)))"
    r"(?!特此)(?:[\u4e00-\u9fff]|\([\u4e00-\u9fff]{2,6}\)){4,200}$"
)
_SEALED = phrase("signatures.sealed")
_FIGURES = phrase("signatures.figures")
_CLOSING = phrase("signatures.closing")
_BENEATH = phrase("signatures.beneath")
_MONTH = phrase("signatures.month")
_LISTED = compiled(r"附件|\(?\d{1,2}[).、]")
"""How the last line of a list of attachments begins."""
_WORDS = compiled(r"[\u4e00-\u9fff]{4,}")
_LONGEST_NAMES = 260
"""Names under a letter, with places in brackets, have so many characters at most."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A date with the names of the bodies before it."""

    date: datetime.date
    span: Span
    issuer: Span | None

    @property
    def start(self) -> int:
        """Where the signature begins."""
        return self.issuer[0] if self.issuer else self.span[0]


class Signatures:
    """Reads the signatures of one notice."""

    def __init__(self, text: str, titles: Titles, parts: Parts) -> None:
        self.text = text
        self.titles = titles
        self.parts = parts

    def under(
        self, letter: Letter | None, own: Span | None, known: Sequence[Span]
    ) -> Signature | None:
        """The date under the letter; of a notice without a letter, the last one that is signed."""
        found = list(self._all(letter, own, known))
        if letter and (letter.titles or own):
            stop = own[0] if own and own[0] > letter.end else letter.end + LETTER
            inside = [s for s in found if letter.start <= s.span[0] < stop]
            if inside:
                return inside[0]
        signed = [s for s in found if s.issuer]
        if own:
            signed = signed or [s for s in found if 0 <= own[0] - s.span[1] <= 60]
        signed = signed or [s for s in found if s.span[0] > self.titles.first]
        if not signed:
            bare = [s for s in found if self._closes(s, letter, known)]
            signed = bare if len({s.date for s in bare}) == 1 else []
        return signed[-1] if signed else None

    def _closes(self, signature: Signature, letter: Letter | None, known: Sequence[Span]) -> bool:
        """Tell whether a bare day closes a letter or a notice without points; no cell of a table.

        What stands behind it is the end, the imprint, or the body that the heading names.
        """
        text = self.text
        start, end = signature.span
        named = any(text.startswith(plain(text, *name), end + 1) for name in known)
        ended = named or _CLOSING.match(text, end) is not None
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        if letter and letter.end <= start <= letter.end + 2:
            return True
        said = text[start - 2 : start] == "。\n" or _LISTED.match(text, above, start) is not None
        return ended and said and start >= (letter.end if letter else 0)

    def beneath(self, title: Span | None) -> Signature | None:
        """The day under a plan's title, in brackets or alone, with the body that issued it."""
        if title is None:
            return None
        match = _BENEATH.match(self.text, title[1])
        date = read_day(match["day"]) if match else None
        if match is None or date is None:
            return None
        named = match["name"] and self.parts.body_end.search(match["name"])
        return Signature(date, match.span("day"), match.span("name") if named else None)

    def in_month(self) -> Span | None:
        """The body that signs with a month only, which is no day of signature."""
        match = _MONTH.search(self.text)
        named = match and self.parts.body_end.search(match["name"])
        return match.span("name") if match and named else None

    def _all(
        self, letter: Letter | None, own: Span | None, known: Sequence[Span]
    ) -> Iterator[Signature]:
        text = self.text
        names = {plain(text, *span) for span in known}
        yield from self._in_figures(letter, names)
        for match in DAY.finditer(text):
            start, end = match.span()
            date = read_day(match[0])
            if date is None or _NOT_SIGNED.match(text, end):
                continue
            line = text.rfind("\n", 0, start) + 1
            if "\t" in text[max(line, start - 40) : end + 1]:
                continue
            issuer = self._signer(line, start, names)
            last = _BEHIND_DATE.match(text, end)
            titled = own is not None and own[0] == end
            behind = letter is not None and letter.end <= start < letter.end + 600
            alone = line == start or (behind and text[start - 1] in "。;!")
            closed = issuer is not None and text[issuer[0] - 1 : issuer[0]] in ("。", "!")
            if (alone and (last or titled)) or (issuer and (last or titled or behind or closed)):
                yield Signature(date, (start, end), issuer)

    def _in_figures(self, letter: Letter | None, names: set[str]) -> Iterator[Signature]:
        """Days in figures (2024-06-03) below the text, under a name that fills its line."""
        text = self.text
        begin = letter.end if letter else text.find("。")
        for match in _FIGURES.finditer(text, max(begin, 0)) if begin >= 0 else ():
            start = match.start()
            issuer = self._signer(text.rfind("\n", 0, start) + 1, start, names)
            date = read_day("{y}年{m}月{d}日".format(**match.groupdict()))
            if date and issuer and text[issuer[0] - 1] in "\n。":
                yield Signature(date, match.span(), issuer)

    def _signer(self, line: int, start: int, names: set[str]) -> Span | None:
        """The bodies before a date: on its line behind a full stop, or on the lines above it."""
        text = self.text
        if sealed := _SEALED.search(text, max(0, start - 48), start):
            start = sealed.start()
            line = text.rfind("\n", 0, start) + 1
        if line < start:
            for name in sorted(names, key=lambda n: (-len(n), n)):
                if name and text.endswith(name, line, start):
                    return self._widened_name(start - len(name)), start
            run = _NAMES.search(text, max(line, start - _LONGEST_NAMES), start)
            if run and self.parts.body_end.search(run[0]):
                return run.span()
            return self._placed(line, start)
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        for name in sorted(names, key=lambda n: (-len(n), n)):
            whole = plain(text, above, start)
            if name and whole.endswith(name):
                return self._with_joint(self._widened_name(start - 1 - len(name)), start - 1)
        span = self.titles.name_before(start)
        joined = span and regex.search(r"[表单案法件册][\u4e00-\u9fff]{4,}$", text[slice(*span)])
        return self._placed(*span) if span and joined else span

    def _with_joint(self, start: int, end: int) -> Span:
        """Take in the bodies that sign beside one that the heading names, or in lines above it."""
        line = self.text.rfind("\n", 0, start) + 1
        if line < start and _WORDS.fullmatch(self.text, line, start):
            start = line if self.parts.body_end.search(self.text, line, start) else start
        above = self.titles.name_before(start) if self.text[start - 1 : start] == "\n" else None
        return (above[0], end) if above else (start, end)

    def _widened_name(self, start: int) -> int:
        """Take in a place that the heading left out: 云岭 before 市民政局."""
        run = compiled(r"(?:^|(?<=[。)!:\n]))[\u4e00-\u9fff]{2,8}$")
        before = run.search(self.text[max(0, start - 12) : start])
        if not before:
            return start
        whole = before[0] + self.text[start]
        named = PLACE.fullmatch(before[0]) or PLACE.fullmatch(whole)
        return start - len(before[0]) if named else start

    def _placed(self, line: int, start: int) -> Span | None:
        """Cut a body's name out of a run of words at the place it begins with."""
        run = regex.search(r"[\u4e00-\u9fff]{4,60}$", self.text[line:start])
        if not run or not self.parts.body_end.search(run[0]):
            return None
        base = line + run.start()
        head = compiled(r"[\u4e00-\u9fff]{2,5}?(?:省|市|县|区|州|盟|旗)").match(
            self.text, *self._place_of_title()
        )
        at = run[0].rfind(head[0]) if head else -1
        while head and (before := run[0].rfind(head[0], 0, max(at, 0))) >= 0:
            if not self.parts.body_end.search(run[0][before:at]):
                break
            at = before  # 云岭市民政局云岭市财政局: both sign
        return (base + at, start) if at >= 0 else None

    def _place_of_title(self) -> Span:
        heading = self.parts["heading"].search(self.text, 0, self.titles.limit)
        start, end = heading.span("title") if heading else self.titles.title or (0, 0)
        return start + (self.text[start : start + 1] == "《"), end
