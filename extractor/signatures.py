"""Signatures: a body's name before a date (成文日期), under a letter or at the end of a notice."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.document import Span
from extractor.parts import DAY, PLACE, Parts, plain, read_day
from extractor.rule_cache import compiled
from extractor.titles import Letter, Titles

LETTER = 2500
"""A letter is signed within so many characters behind the sentence that transmits the plan."""
_BEHIND_DATE = compiled(r"\n|$|\((?:此|本|联|公|注)|附件|抄送|主办|公开")
_NOT_SIGNED = compiled(r"[前起至到\-—~、,]|印\n?发|(?:以前|之前|以后)")
"""What follows a date of the text, and none under a letter."""
_NAMES = compiled(
    r"(?:^|(?<=[\n。)!:])|(?<=特此(?:通知|公告|通告|函告|函复)))"
    r"(?!特此)(?:[\u4e00-\u9fff]|\([\u4e00-\u9fff]{2,6}\)){4,200}$"
)
_PROXY = compiled(r"\([^()\n]{0,36}代章?\)\n?$")
"""Who seals for the body that signs: (云岭市住房和城乡建设局代章)."""
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
        return signed[-1] if signed else None

    def _all(
        self, letter: Letter | None, own: Span | None, known: Sequence[Span]
    ) -> Iterator[Signature]:
        text = self.text
        names = {plain(text, *span) for span in known}
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

    def _signer(self, line: int, start: int, names: set[str]) -> Span | None:
        """The bodies before a date: on its line behind a full stop, or on the lines above it."""
        text = self.text
        if proxy := _PROXY.search(text, max(0, start - 48), start):
            start = proxy.start()
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
                return self._with_joint(start - 1 - len(name), start - 1)
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
        return (base + at, start) if at >= 0 else None

    def _place_of_title(self) -> Span:
        heading = self.parts["heading"].search(self.text, 0, self.titles.limit)
        return heading.span("title") if heading else self.titles.title or (0, 0)
