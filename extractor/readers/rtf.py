"""RTF → a document: groups, destinations and escapes of bytes.

striprtf was tried and left: it loses numbers in \\pntext, text boxes and footnotes, keeps hidden
and deleted text, parts cells by a character that texts use (|), and fails on a GBK character
that is split over lines or half written as a letter, on raw bytes and on pairs of surrogates.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers.fields import is_contents
from extractor.readers.flow import Line, Note, make_document
from extractor.readers.numbering import gap
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.rtf_state import Font, RowForm, State, Story
from extractor.readers.symbols import symbol

MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)
_DEEPEST = 5_000
_CHINESE = "gb18030"
_CODECS = {
    134: _CHINESE,
    136: "big5hkscs",
    128: "cp932",
    129: "cp949",
    161: "cp1253",
    204: "cp1251",
}
"""By \\fcharset; of others the code page of the whole file holds."""
_SYMBOLS = 2
_SKIPPED = frozenset(
    (
        *("colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer"),
        *("footerl", "footerr", "footerf", "pict", "object", "nonshppict", "shprslt", "xe", "rxe"),
        *("tc", "tcn", "nonesttables", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc"),
        *("aftncn", "pntxta", "pntxtb", "listtable", "listoverridetable", "revtbl", "rsidtbl"),
        *("filetbl", "template", "private1", "bkmkstart", "bkmkend", "annotation", "mmathPr"),
        *("levelnumbers", "leveltext", "listname", "falt", "panose", "sn", "sv", "sp"),
    )
)
_FRAMES = frozenset(("shp", "shpinst", "shpgrp", "do"))
"""What encloses text boxes: its own words are no text."""
_BOXES = frozenset(("shptxt", "dptxbxtext", "footnote"))
_CHARS = {
    "tab": " ",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
}
_PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "column", "softpage"))
_CUT: Note = (
    "cut",
    "the file ends in the middle; what stands behind is missing",
    "文件在中途结束，其后的内容缺失。",
)


def read_rtf(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the bytes of an RTF file; a cut one is read as far as it goes.

    Raises UnreadableError where it holds no text, or is nested as no program nests.
    """
    reader = _Reader(name)
    reader.feed(data)
    notes = () if reader.ended else (_CUT,)
    return make_document(
        reader.finish(), data, name, media_type=MEDIA_TYPE, reader="rtf", notes=notes
    )


class _Reader:
    """Reads tokens one by one; each state is the copy that a group works on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ended = False
        self.page = _CHINESE
        self.fonts: dict[int, Font] = {}
        self.default_font = -1
        self.now = State(Story())
        self.stack: list[State] = []
        self.forms = {False: RowForm(), True: RowForm()}
        self.in_table = self._outer_table = 0
        """In how many tables the text stands, and the paragraph to which a box or note is tied."""
        self.skip = 0
        self.pending = bytearray()
        self.words: dict[str, Callable[[int | None], None]] = {
            "ansicpg": self._code_page,
            "deff": self._deff,
            "f": self._font,
            "uc": self._uc,
            "u": self._unicode,
            "fcharset": self._charset,
            "v": self._hide,
            "plain": self._plain,
            "deleted": self._delete,
            "pard": self._pard,
            "intbl": self._intbl,
            "itap": self._itap,
            "cell": self._cell,
            "nestcell": self._nestcell,
            "row": self._row,
            "nestrow": self._nestrow,
            "trowd": self._trowd,
            "trleft": self._trleft,
            "cellx": self._cellx,
            "clmrg": self._merge,
            "clvmrg": self._merge,
            "field": self._field,
            "fldrslt": self._result,
            "fldinst": self._instruction,
            "nesttableprops": self._inner,
        }

    # tokens ------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Read all tokens up to the end of the outermost group."""
        for word, number, code, char, brace, text in _tokens(data):
            if brace:
                self._flush()
                self._brace(brace)
                if self.ended:
                    return
            elif code:
                self._bytes(bytes.fromhex(code.decode()))
            elif text:
                self._bytes(text)
            elif char:
                self._control(char)
            elif word:
                self._flush()
                self._word(word.decode(), int(number) if number else None)

    def finish(self) -> list[Line]:
        """Return the lines; groups that are still open end."""
        self._flush()
        while self.stack:
            self._leave()
        return self.now.story.lines(self.in_table)

    def _brace(self, brace: bytes) -> None:
        self.skip = 0
        if brace == b"{":
            if len(self.stack) >= _DEEPEST:
                raise UnreadableError(f"{self.name}: groups nested too deep; save it again")
            self.stack.append(self.now)
            self.now = replace(self.now, starred=False)
        elif self.stack:
            self._leave()
            self.ended = not self.stack

    def _leave(self) -> None:
        inner, mode = self.now.story, self.now.mode
        self.now = self.stack.pop()
        if mode == "label" and self.now.mode == "text" and inner.line:
            inner.line.append((gap(inner.line[-1][0]), False))
        if inner is not self.now.story:
            self.in_table, self._outer_table = self._outer_table, 0
            self.now.story.tied += inner.lines(0)

    def _control(self, char: bytes) -> None:
        if self.skip:
            self.skip -= 1
        elif char in b"\\{}":
            self._bytes(char)
        elif char == b"*":
            self.now.starred = True
        else:
            self._flush()
            if char in b"\r\n":
                self._word("par", None)
            elif char in b"~_":
                self._add("\xa0" if char == b"~" else "-")

    def _word(self, word: str, number: int | None) -> None:
        starred, self.now.starred = self.now.starred, False
        if word in self.words and (self.now.mode != "skip" or word == "ansicpg"):
            self.words[word](number)
        elif word in _BOXES:
            self._box()
        elif word in _SKIPPED:
            self.now.mode = "skip"
        elif word in _FRAMES:
            self._frame()
        elif word == "fonttbl":
            self.now.mode = "fonts"
        elif word in ("listtext", "pntext") and self.now.mode == "text":
            self.now.mode = "label"
        elif starred:
            self.now.mode = "skip"
        elif self.now.mode == "text" and word in _PARAGRAPH_ENDS:
            self.now.story.end_paragraph(self.in_table)
        elif word != "tab" or self.now.mode == "text":
            self._add(_CHARS.get(word, ""))

    # text --------------------------------------------------------------------------------

    def _bytes(self, text: bytes) -> None:
        if self.skip:
            rest = text[self.skip :]
            self.skip -= len(text) - len(rest)
            text = rest
        if self.now.mode not in ("skip", "frame"):
            self.pending += text

    def _flush(self) -> None:
        """Decode the bytes at hand: a character may be parted over tokens and lines."""
        if not self.pending:
            return
        text, self.pending = bytes(self.pending), bytearray()
        if self.now.mode == "fonts":
            name = self.fonts.get(self.now.font)
            if name and not name.name:
                name.name = text.decode("ascii", "replace").strip("; ")
        elif self.now.mode == "code":
            self.now.code += text
        else:
            font = self.fonts.get(self.now.font, Font())
            if font.charset == _SYMBOLS:
                self._add("".join(symbol(font.name, 0xF000 + byte) for byte in text))
            else:
                self._add(text.decode(_CODECS.get(font.charset, self.page), "replace"))

    def _add(self, text: str) -> None:
        state = self.now
        if state.mode == "label":
            text = text.strip("•·\ufffd■□◆➢●▪ ")
        if text and state.mode in ("text", "label") and not (state.hidden or state.deleted):
            state.story.line.append((text.replace("\t", " "), False))

    # destinations ------------------------------------------------------------------------

    def _frame(self) -> None:
        if self.now.mode == "text":
            self.now.mode = "frame"

    def _box(self) -> None:
        """A box or note is read as a story of its own, inside a frame or in running text."""
        if self.now.mode in ("text", "frame") and not (self.now.hidden or self.now.deleted):
            self.now.mode = "text"
            self.now.story = Story()
            self._outer_table, self.in_table = self.in_table, 0
        else:
            self.now.mode = "skip"

    def _field(self, _number: int | None) -> None:
        self.now.code = bytearray()

    def _instruction(self, _number: int | None) -> None:
        self.now.mode = "code" if self.now.mode == "text" else "skip"

    def _result(self, _number: int | None) -> None:
        if is_contents(self.now.code.decode("ascii", "replace")):
            self.now.mode = "skip"

    # characters --------------------------------------------------------------------------

    def _code_page(self, number: int | None) -> None:
        page = _CHINESE if number == 936 else f"cp{number}"
        try:
            codecs.lookup(page)
        except LookupError:
            return
        self.page = page

    def _deff(self, number: int | None) -> None:
        self.default_font = self.now.font = -1 if number is None else number

    def _font(self, number: int | None) -> None:
        self.now.font = -1 if number is None else number
        if self.now.mode == "fonts":
            self.fonts.setdefault(self.now.font, Font())

    def _charset(self, number: int | None) -> None:
        if self.now.mode == "fonts" and self.now.font in self.fonts:
            self.fonts[self.now.font].charset = number or 0

    def _uc(self, number: int | None) -> None:
        self.now.unicode_skip = max(number or 0, 0) if number is not None else 1

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000
        font = self.fonts.get(self.now.font, Font())
        self._add(symbol(font.name, code) if 0xE000 <= code <= 0xF8FF else chr(code))
        self.skip = self.now.unicode_skip

    def _hide(self, number: int | None) -> None:
        self.now.hidden = number != 0

    def _delete(self, number: int | None) -> None:
        self.now.deleted = number != 0

    def _plain(self, _number: int | None) -> None:
        self.now.hidden = self.now.deleted = False
        self.now.font = self.default_font

    # tables ------------------------------------------------------------------------------

    def _pard(self, _number: int | None) -> None:
        self.in_table = 0

    def _intbl(self, _number: int | None) -> None:
        self.in_table = max(self.in_table, 1)

    def _itap(self, number: int | None) -> None:
        self.in_table = min(max(number or 0, 0), 50)

    def _cell(self, _number: int | None, depth: int = 1) -> None:
        if self.now.mode == "text":
            story = self.now.story
            story.end_paragraph(depth)
            story.tables.end_cell(depth)

    def _nestcell(self, _number: int | None) -> None:
        self._cell(None, max(self.in_table, 2))

    def _row(self, _number: int | None) -> None:
        if self.now.mode == "text":
            form = self.forms[False]
            self.now.story.tables.end_row(1, form.edges, form.merged)

    def _nestrow(self, _number: int | None) -> None:
        form = self.forms[True]
        self.now.story.tables.end_row(max(self.in_table, 2), form.edges, form.merged)

    def _inner(self, _number: int | None) -> None:
        self.now.inner_row = True

    def _trowd(self, _number: int | None) -> None:
        self.forms[self.now.inner_row] = RowForm()

    def _trleft(self, number: int | None) -> None:
        self.forms[self.now.inner_row].edges[0] = number or 0

    def _cellx(self, number: int | None) -> None:
        self.forms[self.now.inner_row].cell(number or 0)

    def _merge(self, _number: int | None) -> None:
        self.forms[self.now.inner_row].merge = True


def _tokens(data: bytes) -> Iterator[tuple[bytes, ...]]:
    """Yield word, its number, hexadecimal code, control character, brace, text: one of them set."""
    at = 0
    while match := _TOKEN.search(data, at):
        at = match.end()
        if match[1] == b"bin" and match[2]:
            at += max(int(match[2]), 0)
        else:
            yield match.groups(b"")
