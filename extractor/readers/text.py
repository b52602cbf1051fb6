"""Plain text: bytes in any encoding of Chinese → a document.

A label is never asked for. UTF-8 shows itself; among GB18030 (with GBK and GB2312 inside it),
UTF-16 and Big5 the decoding with the most everyday characters wins: bytes read in a wrong one give
characters that nobody writes. A file cut inside its last character loses that one, with a note.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass, replace

from extractor.document import Document
from extractor.errors import UnreadableError
from extractor.readers.options import DEFAULT, ReadOptions

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "utf-16-le", "utf-16-be", "big5hkscs")
"""Tried where the text is not UTF-8; of equals the first wins."""
_SIMPLIFIED = (
    "市政的建业设年务改工局和造资施小老一住人月管民实数发单府房用公位服化县理金进全城补办二各作新合项方行据安"
    "企社中目三展成部等对乡完保责入分会不旧助加推提计前元日居财通共关动以有开定万要底信度家制体条案道标委电应"
    "户头平产持个障按规门为每地收上整治组于级能养创件租任导牵监自大供统投源支点本主范重划十同镇经四机生力织内"
    "街过高强字法基配给面予室现负期类准程专审五网善台升息第到场核查及国装云围可系报集照与构好技求性更效协由立"
    "时印水运质岭在意营筹落下总联纳心调次交指省策结活验励量放育增达请优式事享知督物排使车员出率列积领品至其评"
    "路广群后处术健相商费济引或并环续向算情考奖款做步担特依间取需外利村当消接六长将已修认得低众置况示权解限模"
    "则明传段根际原者无型见护站征科区大体街楼院栋梯水气热路桥村镇河湖江山北南西东海天了是我这他们来你她那就也说去看想起很些么什没里只还吗呢吧"
)
_TRADITIONAL = (
    "業設務資單實數發辦縣進補項據這們個來時會說為學後過經樣動現點間開關應對門區鄉鎮導領議處財產築網絡標準規範協"
    "調監責參與總結構際環衛養電車樓歲險歷勞農東無種還過從見長馬風頭問題當機質條書體內兩戶號運費價買賣員織統計劃創"
    "標準備報繼續驗選舉營銷護"
)
_COMMON = frozenset(_SIMPLIFIED + _TRADITIONAL)
_ENOUGH = 0.12
"""Least share of everyday characters among the Chinese ones; real text has over half."""
_SURE = 0.5
"""The same where bytes are broken and the encoding is a guess."""
_MOST_LOST = 100
"""A file with more than one broken place in so many characters is no text."""
_CUT = "the file ends inside a character, which was dropped; it may have been cut"
_CUT_ZH = "文件在一个字符中间结束，该字符已舍去；文件可能不完整。"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and whether the bytes ended inside a character."""

    text: str
    cut: bool
    lost: int = 0


def read_text(data: bytes, name: str, _options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the bytes of a text file.

    Raises UnreadableError where they are no text in a known encoding, or hold nothing.
    """
    decoded = decode(data, name)
    document = Document.from_text(decoded.text, name)
    if not document.text.strip():
        raise UnreadableError(f"{name}: the file is empty; check that it was saved or loaded whole")
    kind = "text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain"
    digest = hashlib.sha256(data).hexdigest()
    return replace(document, media_type=kind, sha256=digest, notes=doubts(decoded))


def doubts(decoded: Decoded) -> tuple[tuple[str, str, str], ...]:
    """Return the notes of a document whose bytes were cut, or broken in places."""
    notes = [("encoding", _CUT, _CUT_ZH)] if decoded.cut else []
    if decoded.lost:
        notes.append(
            (
                "encoding",
                f"{decoded.lost} places of the file are broken and stand as U+FFFD in the text",
                f"文件有{decoded.lost}处字节损坏，正文中以U+FFFD代替。",
            )
        )
    return tuple(notes)


def decode(data: bytes, name: str) -> Decoded:
    """Return the text in *data* by its bytes alone; raises UnreadableError where they are none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (decoded := _try(data[len(mark) :], encoding)):
            return decoded
    if b"\0" not in data and (decoded := _try(data, "utf-8")):
        return decoded
    best, score = None, _ENOUGH
    for encoding in _CANDIDATES:
        decoded = _try(data, encoding)
        if decoded and (found := _plausibility(decoded.text)) > score:
            best, score = decoded, found
    if best is None:
        best = _guessed(data)
    if best is None:
        raise UnreadableError(
            f"{name}: no text in UTF-8, UTF-16, GB18030 or Big5; open it in the program that made "
            "it and save it as plain text in UTF-8"
        )
    return best


def _guessed(data: bytes) -> Decoded | None:
    """Return text with broken bytes in it, each as U+FFFD; None where it is too little of a text.

    Only here chardet is asked, for Chinese encodings that are tried nowhere else.
    """
    import chardet

    guess = chardet.detect(data)
    named = guess["encoding"] if guess["language"] == "zh" else None
    best = None
    for encoding in dict.fromkeys(("utf-8", "gb18030", (named or "utf-8").lower())):
        try:
            text = data.decode(encoding, "replace")
        except (LookupError, ValueError):
            continue
        lost = text.count("\ufffd")
        few = "\0" not in text and lost * _MOST_LOST <= len(text)
        if few and _plausibility(text) >= _SURE and (best is None or lost < best.lost):
            best = Decoded(text, cut=False, lost=lost)
    return best


def _try(data: bytes, encoding: str) -> Decoded | None:
    """Decode all of *data*, but for a last character that is cut; None where it cannot be done."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    rest = decoder.getstate()[0]
    if rest and not text:
        return None
    return None if "\0" in text else Decoded(text, bool(rest))


def _plausibility(text: str) -> float:
    """Return the share of everyday characters among those that are not ASCII or punctuation.

    Letters of other scripts, private and unassigned characters and controls count against. Plain
    ASCII, of which UTF-16 can be made too, counts as text.
    """
    common = other = 0
    for char in text:
        if char in _COMMON:
            common += 1
        elif char > "\u00ff":
            other += not _is_mark(char)
        elif char < " ":
            other += char not in "\t\n\r\f"
    return common / (common + other) if common + other else 0.5


def everyday_share(ideographs: str) -> float:
    """Return the share of everyday characters among *ideographs*; 1 where there are none."""
    return sum(map(_COMMON.__contains__, ideographs)) / len(ideographs) if ideographs else 1.0


def _is_mark(char: str) -> bool:
    """Punctuation, enclosed numbers, units and full-width forms stand in every encoding."""
    return "\u2010" <= char <= "\u27bf" or "\u3000" <= char <= "\u303f" or char > "\uff00"
