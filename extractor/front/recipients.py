"""主送机关: the bodies that a letter is written to, before its first colon."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.document import Span
from extractor.front.titles import Letter, Titles
from extractor.phrases import phrase
from extractor.rule_cache import compiled
from extractor.segment import Layout

_RECIPIENT_EDGE = phrase("recipients.recipient_edge")
_RECIPIENTS = phrase("recipients.listed")
_SENT_TO = phrase("recipients.sent_to")
_ADDRESSED = phrase("recipients.addressed")
_UNDER_HEADING = compiled(r"(?:的\n?(?:通\n?知|公告|通告|意见|决定|函|批复)|[〕\]]\d{1,5}号)\n$")
"""What stands above the line of those who are written to, where the heading is not a letter's."""
_MEMBERS = phrase("recipients.members")
_DUTIES_BELOW = phrase("recipients.duties_below")


class Recipients:
    """Reads who a notice is written to."""

    def __init__(self, layout: Layout, titles: Titles) -> None:
        self.layout = layout
        self.text = layout.view.text
        self.titles = titles

    def of(self, own: Span | None, letter: Letter | None) -> tuple[Span, ...]:
        """主送机关: the bodies before the first colon of the letter."""
        text = self.text
        stop = min(self.titles.first, self.titles.limit)
        if letter:
            stop = min(stop, letter.end)
        elif own and own[0] > 200:
            stop = min(stop, own[0])
        if duties := _DUTIES_BELOW.search(text, 0, stop):
            stop = duties.start()  # 2.3 成员单位职责⏎市林业局：负责…
        for colon in compiled(":").finditer(text, 0, stop):
            edges = _RECIPIENT_EDGE.finditer(text, 0, colon.start())
            left = max((edge.end() for edge in edges), default=0)
            if text[left - 1 : left] == ":":
                behind = self._behind_value(left, colon.start())
                if behind is None:
                    continue
                left = behind
            if _RECIPIENTS.fullmatch(text, left, colon.start()):
                return tuple(split_names(self.text, left, colon.start(), ",;"))
            replied = text[left - 1 : left] == "\n" and _MEMBERS.fullmatch(
                text, left, colon.start()
            )
            if replied or self._addresses(left, colon.start()):
                return tuple(split_names(self.text, left, colon.start(), ",;"))
        return ()

    def _behind_value(self, left: int, colon: int) -> int | None:
        """Where the bodies begin behind a label of the page and its value, a blank between them."""
        offsets = self.layout.view.offsets
        for match in _SENT_TO.finditer(self.text, left + 1, colon):
            at = match.start()
            if offsets[at] > offsets[at - 1] + 1:
                return at
        return None

    def _addresses(self, left: int, colon: int) -> bool:
        """Tell whether a line of any names ends in the colon, right under the letter's heading."""
        text, heading = self.text, self.titles.heading
        if heading is not None and left == heading.end():
            return _ADDRESSED.fullmatch(text, left, colon) is not None
        if (left and text[left - 1] != "\n") or text[colon + 1 : colon + 2] not in ("\n", ""):
            return False
        under = heading is not None and 0 <= left - heading.end() <= 60
        under = under or _UNDER_HEADING.search(text, max(0, left - 20), left) is not None
        return under and _ADDRESSED.fullmatch(text, left, colon) is not None


def split_names(text: str, start: int, end: int, marks: str) -> Iterator[Span]:
    """Yield the names of a list parted by *marks*, which part nothing inside brackets."""
    depth, begin = 0, start
    for at in range(start, end + 1):
        char = text[at] if at < end else marks[0]
        depth += (char == "(") - (char == ")")
        if char in marks and (depth <= 0 or at == end):
            if at > begin and text[begin:at].strip():
                yield begin, at
            begin = at + 1
