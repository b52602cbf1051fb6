"""DOC and WPS Writer (the same format): an OLE container with a piece table → a document.

The text is read here as DOCX is (see ``docx_body``): main text only, notes and boxes behind the
paragraph to which they are tied, deleted and hidden text left out, numbers counted. What this
reader cannot take (Word 6 and 95, tables that are broken) is given to LibreOffice, where there is
one.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable
from dataclasses import replace

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers import doc_file as word
from extractor.readers.doc_file import Run, Style, WordFile
from extractor.readers.doc_lists import read_lists
from extractor.readers.docx import read_docx
from extractor.readers.fields import Fields
from extractor.readers.flow import Line, Note, Tables, make_document, numbered
from extractor.readers.numbering import Counters, NumberedList, unknown_formats
from extractor.readers.ole import BROKEN, open_ole
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.soffice import convert
from extractor.readers.symbols import symbol

MEDIA_TYPE = "application/msword"
_WORD_97 = 0xC1
_ENCRYPTED, _TABLE_1 = 0x100, 0x200
_DEEPEST = 50
_MARKS = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
_CHARS = {"\t": " ", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-"}
_LOST = (
    "numbering",
    "paragraphs are numbered by a list that the file does not define; they stand without a number",
    "部分段落使用的自动编号在文件中没有定义，其编号未能还原。",
)


class _OldError(Exception):
    """The file is of a kind or state that this reader does not take; the message says which."""


def read_doc(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the bytes of a DOC or WPS file.

    Raises UnreadableError where it is locked, empty, or broken beyond what LibreOffice (if there
    is one) reads.
    """
    try:
        story = _Story(_open(data, name))
        lines, notes = story.lines(), story.notes()
    except (_OldError, *BROKEN) as error:
        converted = convert(data, "doc", name, because=str(error))
        return _from(read_docx(converted.data, name), data, converted.note)
    return make_document(lines, data, name, media_type=MEDIA_TYPE, reader="doc", notes=notes)


def _from(read: Document, data: bytes, note: Note) -> Document:
    """Return a converted file's document as that of the file given."""
    return replace(
        read,
        media_type=MEDIA_TYPE,
        reader="libreoffice",
        sha256=hashlib.sha256(data).hexdigest(),
        notes=(note, *read.notes),
    )


def _open(data: bytes, name: str) -> WordFile:
    with open_ole(data, name) as container:
        streams = {
            path[0].lower(): container.openstream(path).read()
            for path in container.listdir()
            if len(path) == 1 and path[0].lower() in ("worddocument", "0table", "1table", "data")
        }
    main = streams.get("worddocument", b"")
    if len(main) < 0x300:
        raise _OldError("its text stream is missing or cut")
    version, flags = struct.unpack_from("<H6xH", main, 2)
    if flags & _ENCRYPTED:
        raise UnreadableError(
            f"{name}: locked with a password; open it in Word or WPS and save it without one"
        )
    if version < _WORD_97:
        raise _OldError("it is of Word 6 or 95")
    table = streams.get("1table" if flags & _TABLE_1 else "0table", b"")
    return WordFile(main, table, streams.get("data", b""))


class _Story:
    """The walk over the characters of a file."""

    def __init__(self, file: WordFile) -> None:
        self.file = file
        self.styles = file.styles()
        self.lists = read_lists(file)
        self.counters = Counters()
        self._doubts: list[Note] = []
        self._hidden = bytearray(len(file.text))
        self._symbols: dict[int, str] = {}
        self._read_runs()
        self._tied = self._notes() | self._boxes()
        """Texts of notes and boxes, by the character to which they are tied."""

    def lines(self) -> list[Line]:
        """Return the lines of the main text; boxes of which no tie is known come last."""
        lines = self._text(*self.file.body)
        for key in [key for key in self._tied if key < 0]:
            lines += self._text(*self._tied.pop(key)[0])
        return lines

    def notes(self) -> list[Note]:
        """Return the doubts that the walk met."""
        return [*dict.fromkeys(self._doubts), *unknown_formats(self.counters.unknown)]

    # what is tied to a character ---------------------------------------------------------

    def _notes(self) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for refs, texts, base in (
            (word.FOOTNOTE_REF, word.FOOTNOTE_TXT, self.file.footnotes),
            (word.ENDNOTE_REF, word.ENDNOTE_TXT, self.file.endnotes),
        ):
            places, _ = self.file.plex(refs, 2)
            bounds, _ = self.file.plex(texts, 0, more=2)
            _check(bounds)
            for place, start, end in zip(places, bounds, bounds[1:], strict=False):
                found.setdefault(place, []).append((base + start, base + end))
        return found

    def _boxes(self) -> dict[int, list[tuple[int, int]]]:
        places, shapes = self.file.plex(word.SHAPES, 26)
        anchors = {
            struct.unpack_from("<I", shape)[0]: place
            for place, shape in zip(places, shapes, strict=False)
        }
        bounds, boxes = self.file.plex(word.BOXES, 22)
        _check(bounds)
        found: dict[int, list[tuple[int, int]]] = {}
        for index, box in enumerate(boxes[:-1]):
            (shape,) = struct.unpack_from("<I", box, 14)
            span = (self.file.boxes + bounds[index], self.file.boxes + bounds[index + 1])
            found.setdefault(anchors.get(shape, -1 - index), []).append(span)
        return found

    # characters --------------------------------------------------------------------------

    def _read_runs(self) -> None:
        fonts = self.file.fonts()
        for start, end, properties in self.file.character_runs():
            if word.SYMBOL in properties:
                font, char = struct.unpack("<HH", properties[word.SYMBOL])
                shown = symbol(fonts[font] if font < len(fonts) else None, char)
                self._symbols |= dict.fromkeys(range(start, end), shown)
            if properties.get(word.DELETED, b"\0") != b"\0" or self._vanishes(properties):
                self._hidden[start:end] = b"\1" * (end - start)

    def _vanishes(self, properties: word.Properties) -> bool:
        own = properties.get(word.VANISH)
        if own is not None and own[:1] in (b"\0", b"\1"):
            return own[:1] == b"\1"
        styled = False
        if word.CHAR_STYLE in properties:
            number = int.from_bytes(properties[word.CHAR_STYLE], "little")
            styled = self._inherits(number, lambda style: style.run.get(word.VANISH)) == b"\1"
        return styled != (own is not None and own[:1] == b"\x81")

    def _inherits(self, number: int, get: Callable[[Style], bytes | None]) -> bytes | None:
        """Return what a style says, or the first of its bases that says anything."""
        for _ in range(_DEEPEST):
            style = self.styles[number] if number < len(self.styles) else None
            if style is None:
                return None
            if (found := get(style)) is not None:
                return found
            number = style.base
        return None

    # paragraphs --------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> list[Line]:
        """Return the lines of a stretch of characters."""
        text = self.file.text[start:end]
        fields = Fields(complete=text.count("\x13") == text.count("\x15"))
        tables = Tables()
        carried: Line = []
        tied: list[Line] = []
        at = start
        while at < min(end, start + len(text)):
            stop = self._paragraph_end(at, end)
            run = self.file.paragraph(stop)
            silent = fields.silent
            line = self._line(at, stop, run, fields, tied)
            mark = self.file.text[stop : stop + 1]
            depth = self._depth(run, mark)
            if stop < len(self._hidden) and self._hidden[stop] and mark != "\x07":
                carried += line
            else:
                self._put(tables, [*carried, *line], run, mark, depth, fields.silent and silent)
                carried = []
            if tied and not depth:
                for extra in tied:
                    tables.paragraph(extra, 0)
                tied = []
            at = stop + 1
        if carried:
            tables.paragraph(carried, 0)
        return [*tables.finish().lines, *tied]

    def _put(
        self, tables: Tables, line: Line, run: Run | None, mark: str, depth: int, silent: bool
    ) -> None:
        """Add a paragraph that ends at *mark* to the tables in which it stands."""
        properties = run.properties if run else {}
        row_end = _on(properties, word.ROW_END) or _on(properties, word.INNER_ROW)
        if depth and row_end:
            tables.end_row(depth, *_row(properties))
            return
        if run and not silent:
            line = numbered(self._label(run), line)
        tables.paragraph(line, depth)
        if depth and (mark == "\x07" or _on(properties, word.INNER_CELL)):
            tables.end_cell(depth)

    def _paragraph_end(self, at: int, end: int) -> int:
        """Return where the mark of the paragraph stands; a page break ends only some."""
        text = self.file.text
        for cp in range(at, min(end, len(text))):
            if text[cp] in "\r\x07":
                return cp
            if text[cp] == "\x0c":
                run = self.file.paragraph(cp)
                if run is None or self.file.fc(cp) + 2 >= run.end:
                    return cp
        return end

    def _line(
        self, start: int, end: int, run: Run | None, fields: Fields, tied: list[Line]
    ) -> Line:
        style = run.style if run else 0
        hides = self._inherits(style, lambda item: item.run.get(word.VANISH)) == b"\1"
        chars: list[str] = []
        for cp in range(start, min(end, len(self.file.text))):
            char = self.file.text[cp]
            if char in _MARKS:
                fields.mark(_MARKS[char])
            elif fields.silent:
                fields.code(char)
            elif not (hides or self._hidden[cp]):
                for span in self._tied.pop(cp, ()):
                    tied += self._text(*span)
                shown = self._symbols.get(cp) or _CHARS.get(char, char)
                chars.append(shown if shown >= " " or shown == "\n" else "")
        fields.end_paragraph()
        text = "".join(chars).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return [(text, False)] if text else []

    def _depth(self, run: Run | None, mark: str) -> int:
        properties = run.properties if run else {}
        if word.DEPTH in properties:
            depth = int.from_bytes(properties[word.DEPTH], "little")
            return depth if depth <= _DEEPEST else 1
        return int(mark == "\x07" or _on(properties, word.IN_TABLE))

    def _label(self, run: Run) -> str:
        used = run.properties.get(word.LIST_USE)
        level = run.properties.get(word.LIST_LEVEL)
        if used is None:
            used = self._inherits(run.style, lambda style: style.paragraph.get(word.LIST_USE))
        if level is None:
            level = self._inherits(run.style, lambda style: style.paragraph.get(word.LIST_LEVEL))
        number = int.from_bytes(used or b"", "little", signed=True)
        if number <= 0:
            return ""
        found: NumberedList | None = self.lists[number] if number < len(self.lists) else None
        if found is None:
            self._doubts.append(_LOST)
            return ""
        return self.counters.label(found, int.from_bytes(level or b"", "little"))


def _check(bounds: list[int]) -> None:
    """Refuse texts of notes or boxes that overlap: each would be read many times."""
    if bounds != sorted(bounds):
        raise ValueError("the table of its notes or boxes is broken")


def _on(properties: word.Properties, sprm: int) -> bool:
    return properties.get(sprm, b"\0") != b"\0"


def _row(properties: word.Properties) -> tuple[list[int], list[bool]]:
    """Return the edges of a row's cells, and which of them are merged with others."""
    block = properties.get(word.TABLE_DEF, b"")
    if not block:
        return [], []
    count = block[0]
    if len(block) < 1 + 2 * (count + 1):
        return [], []
    edges = list(struct.unpack_from(f"<{count + 1}h", block, 1))
    cells = block[1 + 2 * (count + 1) :]
    merged = []
    for index in range(count):
        flags = int.from_bytes(cells[20 * index : 20 * index + 2], "little")
        merged.append(flags & 3 == 1 or flags >> 5 & 3 == 1)
    down = properties.get(word.DOWN_MERGE, b"")
    if len(down) >= 2 and down[0] < count and down[1] == 1:
        merged[down[0]] = True
    return edges, merged
