"""Attachments of a notice: the list behind 附件, links, file names, and the headings of annexes.

A list stands on lines of its own, run on in one line (附件:1.…2.…), or only as links that a web
page left behind. The same attachment is named once; where a list names it, without its ending.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.document import Span
from extractor.front.parts import Parts
from extractor.patterns import alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled

_ENDING = r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|7z|txt|jpe?g|png)"
_LABEL = phrase("annexes.label")
_TAIL = wording("annexes.tail")
_LINK = compiled(r"\[(?P<name>[^\[\]\n]{2,120})\]\((?P<url>[^()\n]*)\)")
_NO_DECIMAL = r"(?:(?!\d)|(?=20\d\d(?:年|[-—]20\d\d年)))"
"""A number with its dot is no decimal; a year may follow, or years (2.2025-2027年任务表)."""
_FILE = compiled(
    r"(?i)(?:^|(?<=\n))(?:(?:相关附件|附件下载|点击下载|下载附件|附件\d{0,2})[:.、【\[]?)?"
    r"(?:\d{1,2}[.、])?"
    r"(?P<name>[^\n\[\]()]{2,80}?(?:\([^()\n]{1,30}\))?)"
    rf"(?P<end>{_ENDING})(?:{_TAIL})?(?=\n|$)"
)
_RUN_ON = compiled(rf"(?i)附件\d{{1,2}}[:.、]?(?P<name>[^\n\[\]():。]{{2,60}}?)(?P<end>{_ENDING})")
_TARGET = compiled(rf"(?i)\([^()\s]{{0,200}}?{_ENDING}\)")
_ANNEX = compiled(
    r"(?:^|(?<=[\n。)】]))附\n?件(?P<n>\d{1,2}|[一二三四五六七八九十]?)(?P<colon>:?)(?P<nl>\n?)"
)
_LINE = compiled(
    rf"附件\d{{1,2}}(?![^\n]*(?i:{_ENDING})(?:{_TAIL})?(?:\n|$))[:.、]?"
    r"(?P<name>[^\d\n。;:][^\n。;]{1,80})(?=\n|$)"
)
_LINES = compiled(rf"(?:^|(?<=\n)){_LINE.pattern}(?:\n{_LINE.pattern})+")
"""附件1.…⏎附件2.…: a list whose every line has the word, and none is a file's name."""
_KINDS = wording("annexes.kinds")
_NAMED = compiled(rf"{_KINDS}(?:[(][^()\n]*[)])?(?:{_ENDING})?$")
_DAY_BEHIND = compiled(r"(?<=[\u4e00-\u9fff)])(?<![至到于自])\d{4}年\d{1,2}月\d{1,2}日(?:印发?)?$")
"""The day of the imprint or the signature run into the last name: 申报表2024年7月18日印发."""
_REST = phrase("annexes.rest")
_FILE_TAIL = compiled(rf"(?i)(?<={_ENDING}){_TAIL}$")
_REST_OF_NAME = compiled(rf"\n(?!\d|附件|\()[\u4e00-\u9fff]{{1,14}}{_KINDS}(?=\n|$)")
"""The rest of a name that a line's end cut: …领导小组 / 成员名单."""
_REGION_END = compiled(
    r"(?<!\A)\n?附件\d{0,2}(?=[\n\u4e00-\u9fff:])|相关附件|附件下载|抄送:|\((?:此|本)件"
)


@dataclass(frozen=True, slots=True)
class Annexes:
    """The names of the attachments, and what of the text lists or links them (view spans)."""

    names: tuple[Span, ...]
    excluded: list[Span]


def read_annexes(text: str, parts: Parts, signed: int | None, start: int) -> Annexes:
    """Return the attachments; *signed* and *start* are where signature and plan begin."""
    listed, cut = _lists(text, parts, signed)
    files = [
        (whole, name)
        for whole, name in [*_links(text), *_files(text)]
        if not any(a < name[1] and name[0] < b for a, b in listed)
    ]
    cut += [whole for whole, _ in files]
    names = list(listed)
    for _, name in files:
        names.append(_listed_above(text, name, cut) or name)
    heads = list(_headings(text, parts, names, start))
    cut += [span for span, _, _ in heads]
    cut += [whole for _, whole, _ in heads if whole]
    if not names:
        names = [name for _, _, name in heads if name]
    return Annexes(tuple(_once(text, names)), cut)


def _stem(text: str, span: Span) -> str:
    name = regex.sub(r"[\s《》]", "", text[span[0] : span[1]])
    name = regex.sub(rf"{_ENDING}$", "", name, flags=regex.I)
    return str(regex.sub(r"^附件\d{0,2}[:.、]?", "", name))


def _once(text: str, names: list[Span]) -> Iterator[Span]:
    seen: set[str] = set()
    for span in names:
        stem = _stem(text, span)
        if stem and stem not in seen:
            seen.add(stem)
            yield span


def _lists(text: str, parts: Parts, signed: int | None) -> tuple[list[Span], list[Span]]:
    """Read every list behind 附件： with what of the text it takes."""
    names: list[Span] = []
    cut: list[Span] = []
    for label in _LABEL.finditer(text):
        if text[label.end() - 1] == "件" and (signed is None or signed < label.start()):
            continue
        end = _region(text, label.end(), signed)
        found = list(_items(text, label.end(), end))
        found = found or list(_single(text, label.end(), end, parts))
        if found:
            names += found
            cut.append((label.start(), found[-1][1]))
    for run in _LINES.finditer(text):
        found = [line.span("name") for line in _LINE.finditer(text, *run.span())]
        if not any(a < found[0][1] and found[0][0] < b for a, b in names):
            names += found
            cut.append(run.span())
    return names, cut


def _region(text: str, at: int, signed: int | None) -> int:
    """Return where a list ends at the latest: at the signature, an annex, the imprint."""
    stop = _REGION_END.search(text, at + 1)
    end = stop.start() if stop else len(text)
    return min(end, signed) if signed is not None and signed > at else end


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a numbered list at its next number; the last name ends with its line."""
    first = compiled(r"\n?(?:\(?[1一]\)?[.、,:]|\([1一]\)|①)").match(text, start, end)
    if not first:
        return
    at, n = first.end(), 1
    while True:
        n += 1
        plain = rf"(?:{n}|{_han(n)})"
        circled = chr(ord("①") + n - 1) if n <= 20 else plain
        number = rf"\n?(?:\(?{plain}\)?[.、,:]{_NO_DECIMAL}|\({plain}\)|{circled})"
        following = compiled(number).search(text, at, end)
        if following is None:
            line = text.find("\n", at, end)
            stop = line if line > at else end
            if rest := _REST.match(text, stop, end):
                stop = rest.end()
            day = _DAY_BEHIND.search(text, at, len(text[:stop].rstrip("\n ")))
            yield from _trim(text, at, day.start() if day else stop)
            return
        yield from _trim(text, at, following.start())
        at = following.end()


def _han(n: int) -> str:
    return "零一二三四五六七八九十"[n] if n <= 10 else "十" + "零一二三四五六七八九"[n % 10]


def _single(text: str, start: int, end: int, parts: Parts) -> Iterator[Span]:
    """A name without a number: to the end of its line, or to where the annex repeats it."""
    if start < end and text[start] == "\n":
        start += 1
    line = text.find("\n", start, end)
    stop = line if line >= 0 else end
    repeated = compiled(r"(?P<name>.{4,80}?)(?=(?P=name))").match(text, start, len(text))
    if repeated and repeated.end() < stop:
        stop = repeated.end()
    elif stop - start > 90:
        noun = parts.annex_name.match(text, start, stop)
        if not noun:
            return
        stop = noun.end()
    if not _NAMED.search(text, start, stop) and (rest := _REST_OF_NAME.match(text, stop, end)):
        stop = rest.end()
    if day := _DAY_BEHIND.search(text, start, stop):
        stop = day.start()
    name = text[start:stop]
    if regex.search(r"[。;]", name.rstrip("。;")) or regex.match(r"二维码|\d+$", name):
        return
    yield from _trim(text, start, stop)
    while more := parts.annex_line.match(text, stop, end):
        yield from _trim(text, *more.span("name"))
        stop = more.end()


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    while end > start and text[end - 1] in "\n 。;,、":
        end -= 1
    while start < end and text[start] in "\n 《":
        start += 1
    if end > start and text[end - 1] == "》" and "《" not in text[start:end]:
        end -= 1
    if target := _TARGET.search(text, start, end):
        end = target.start()
    if tail := _FILE_TAIL.search(text, start, end):
        end = tail.start()
    if end - start >= 2 and not _LINK.match(text, start):
        yield start, end


def _links(text: str) -> Iterator[tuple[Span, Span]]:
    for match in _LINK.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        labelled = "附件" in before + match["name"][:2]
        if labelled or regex.search(rf"{_ENDING}$", match["name"], regex.I):
            label = compiled(r"附件\d{0,2}[:.、]?").match(text, *match.span("name"))
            name = (label.end() if label else match.start("name"), match.end("name"))
            lead = regex.search(r"附件\d{0,2}[:.、]?\n?$", before)
            begin = match.start() - (len(lead[0]) if lead else 0)
            if name[1] > name[0]:
                yield (begin, match.end()), name


def _files(text: str) -> Iterator[tuple[Span, Span]]:
    found = {m.start("name"): m for pattern in (_FILE, _RUN_ON) for m in pattern.finditer(text)}
    for match in (m for _, m in sorted(found.items())):
        if not regex.search(r"[。;,:]", match["name"]):
            yield match.span(), (match.start("name"), match.end("end"))


def _listed_above(text: str, name: Span, cut: list[Span]) -> Span | None:
    """A numbered line with the name of a file is a list of attachments without its label."""
    stem = regex.escape(_stem(text, name))
    number = r"(?:(?:^|(?<=\n))(?:\d{1,2}[.、,])?|\d{1,2}[.、,])"
    match = regex.search(rf"{number}(?P<name>{stem})(?!\.)", text)
    if match is None:
        return None
    cut.append(match.span())
    return match.start("name"), match.end("name")


def _headings(
    text: str, parts: Parts, names: list[Span], start: int
) -> Iterator[tuple[Span, Span | None, Span | None]]:
    """Headings of annexes: the label, the whole of an annex to leave out, and the annex's name."""
    stems = sorted({_stem(text, n) for n in names}, key=lambda s: (-len(s), s))
    found = [m for m in _ANNEX.finditer(text) if m["nl"] or m["n"] or m["colon"]]
    if stems:
        run_on = regex.compile(
            rf"附件(?:(?P<n>\d{{0,2}})(?P<colon>:?)(?P<nl>\n?)(?={alternation(stems)}\()"
            rf"|(?P<n>\d{{1,2}})(?P<colon>)(?P<nl>)(?={alternation(stems)}))"
        )
        by_start = {m.start(): m for m in [*found, *run_on.finditer(text)]}
        found = [by_start[at] for at in sorted(by_start)]
    for index, match in enumerate(found):
        name = _annex_name(text, match.end(), stems)
        if name is None or (match["colon"] and name[1] - name[0] > 60):
            continue
        target = _TARGET.match(text, name[1])
        if match.start() < start and not target:
            continue
        label = (match.start(), target.end() if target else name[1])
        after = found[index + 1].start() if index + 1 < len(found) else len(text)
        form = parts.annex_form.search(_stem(text, name))
        if target or _stem(text, name) in stems or match["nl"] or match["colon"]:
            yield label, (match.start(), after) if form else None, name


def _annex_name(text: str, at: int, stems: list[str]) -> Span | None:
    for stem in stems:
        whole = regex.compile(r"\n?".join(map(regex.escape, stem))).match(text, at)
        if stem and whole:
            return at, whole.end()
    line = text.find("\n", at)
    end = line if line >= 0 else len(text)
    numbered = compiled(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、]").match(text, at)
    if numbered or not 2 <= end - at <= 60 or regex.search(r"[。;:,\t]", text[at:end]):
        return None
    return at, end
