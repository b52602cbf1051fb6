"""Rewrites a notice without changing its meaning, or changes places, years and numbers alike.

Each function takes a text and returns another; what the records of the two must have in common is
said by the tests.
"""

from collections import Counter
from typing import Any

import regex

from extractor import Document
from extractor.mentions import find_mentions
from extractor.models import RECORD_TYPES, PolicyNotice
from extractor.patterns import load_patterns
from extractor.segment import segment

KEYS = {
    "targets": ("indicator", "indicator_text", "value", "unit", "area", "period_end"),
    "deadlines": ("relation", "start", "end", "recurrence"),
    "responsibilities": ("actor", "actor_type", "role"),
    "funding": ("payer", "kind", "value", "unit"),
    "eligibility": ("kind", "cutoff"),
    "works": ("item", "tier"),
}
_HALF = ",;:()!?%0123456789"
_FULL = "，；：（）！？％０１２３４５６７８９"
_EXCHANGE = str.maketrans(_HALF + _FULL, _FULL + _HALF)
_NARROW = str.maketrans(_FULL, _HALF)
_WRAPPED = "\n"


def keys(notice: PolicyNotice, *, without: tuple[str, ...] = ()) -> Counter[tuple[object, ...]]:
    """Return the records as a multiset of their scored fields, width folded."""
    found: Counter[tuple[object, ...]] = Counter()
    for kind in RECORD_TYPES:
        for record in getattr(notice, kind):
            values = (getattr(record, f) for f in KEYS[kind] if f not in without)
            found[(kind, *(v.translate(_NARROW) if isinstance(v, str) else v for v in values))] += 1
    return found


def content(notice: PolicyNotice) -> list[tuple[str, dict[str, Any]]]:
    """Return the records with every field but places in the text; ids become positions."""
    place = {r.id: (k, i) for k in RECORD_TYPES for i, r in enumerate(getattr(notice, k))}
    found = []
    for kind in RECORD_TYPES:
        for record in getattr(notice, kind):
            fields = record.model_dump(exclude={"id", "evidence"})
            fields["section"] = tuple("".join(title.split()) for title in record.section)
            if "related" in fields:
                fields["related"] = [place[name] for name in record.related]
            found.append((kind, fields))
    return found


def paragraphs(text: str) -> list[str]:
    """Return the logical paragraphs, page furniture and wrapped line ends gone.

    Cells that stand in lines of their own stay such lines.
    """
    document = Document.from_text(text)
    view = segment(document, load_patterns()).view
    pieces = []
    start = 0
    for line in view.text.split("\n"):
        offsets = view.offsets[start : start + len(line)]
        pieces += "".join(document.text[i] for i in offsets).split("\n")
        start += len(line) + 1
    return [piece for piece in pieces if piece]


def rewrap(text: str, width: int) -> str:
    """Return the text hard-wrapped at *width* characters, as copied from a PDF; rows stay."""
    lines: list[str] = []
    for paragraph in paragraphs(text):
        if "\t" in paragraph:
            lines.append(paragraph)
        else:
            lines += [paragraph[i : i + width] for i in range(0, len(paragraph), width)]
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Return the text as a scraper leaves it: one line, nothing between paragraphs."""
    return "".join(paragraphs(text))


def paged(text: str, width: int = 33, lines: int = 22) -> str:
    """Return the text wrapped, with a page's number after so many lines, inside words too."""
    out: list[str] = []
    for count, line in enumerate(rewrap(text, width).split("\n"), 1):
        out.append(line)
        if count % lines == 0:
            out.append(f"— {count // lines} —")
    return "\n".join(out)


def set_off(text: str) -> str:
    """Return the text with a blank between digits and characters, as many pages print it."""
    beside = r"(?<=\d)(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=\d)"
    return "\n".join(regex.sub(beside, " ", paragraph) for paragraph in paragraphs(text))


def torn(text: str) -> str:
    """Return the text with every number of its prose in a line of its own."""
    out = []
    for paragraph in paragraphs(text):
        if "\t" in paragraph or "|" in paragraph or len(paragraph) < 25:
            out.append(paragraph)
            continue
        number = regex.match(r"(?:\d+[.．、)）]|[（(]\d+[)）])?", paragraph)
        start = number.end() if number else 0
        apart = regex.sub(r"(?<![\d.])\d[\d.]*%?", r"\n\g<0>\n", paragraph[start:])
        out.append("　　" + paragraph[:start] + apart)
    return regex.sub(r"\n+", "\n", "\n".join(out))


def exchange_width(text: str) -> str:
    """Return the text with half- and full-width punctuation and digits exchanged."""
    return text.translate(_EXCHANGE)


def shift_years(text: str) -> str:
    """Return the text with every year from 2000 to 2098 one later; the length stays."""
    return regex.sub(r"(?<!\d)20\d\d(?!\d)", lambda m: str(int(m[0]) + 1), text)


def alter_numbers(text: str) -> str:
    """Return the text with the digits of every quantity changed; the length stays."""
    document = Document.from_text(text)
    patterns = load_patterns()
    layout = segment(document, patterns)
    mentions = find_mentions(layout, patterns, title_year=None, signed=None)
    chars = list(document.text)
    for quantity in mentions.quantities:
        printed = layout.view.text[quantity.start : quantity.end]
        long = sum(char in "一二三四五六七八九十百千" for char in printed) >= 3  # not 一个, 两级
        for at in range(quantity.start, quantity.end):
            offset = layout.view.offsets[at]
            for digits in ("123456789", "一二三四五六七八九" if long else ""):
                if chars[offset] in digits:
                    chars[offset] = digits[(digits.index(chars[offset]) + 2) % 8 + 1]
                    break
    return "".join(chars)


def rename_places(text: str) -> str:
    """Return the text with other places put in: the same kinds, the same lengths, everywhere."""
    for printed, other in PLACES.items():
        text = text.replace(printed, other)
    return text


PLACES = {
    "二连浩特": "乌兰浩特",
    "淄博": "潍坊",
    "新乡": "安阳",
    "卫滨区": "文峰区",
    "红旗区": "北关区",
    "牧野区": "殷都区",
    "长垣市": "林州市",
    "原阳县": "汤阴县",
    "延津县": "内黄县",
    "封丘县": "台前县",
    "德江": "思南",
    "利通区": "沙坡头",
    "云岭": "青峰",
    "临溪": "望江",
    "安澜": "永宁",
    "青禾": "东湖",
    "漳阳": "滏陵",
    "浔丰": "澧昌",
    "锦汇": "瓯湾",
    "岚溪": "瑶浦",
    "阜北": "淞南",
    "福建": "湖北",
    "洹州": "洧州",
    "沧宁": "滦安",
    "云梧": "桂岑",
    "永沱": "嘉涪",
    "沅泽": "澧潭",
    "禾川": "麦丘",
    "松屏": "柳屏",
    "澄源": "涵泉",
    "漳安": "泷平",
    "沙屿": "鹭洲",
    "澄川": "清赣",
    "绛北": "晋岚",
    "沅宁": "湘岫",
    "皋溪": "巢桥",
    "梅陵": "菊岭",
    "东浦": "西泖",
}
