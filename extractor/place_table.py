"""The table of places, ``patterns/places.tsv``: its rows, and the short forms of its names.

One unit of GB/T 2260 a line: current ones, and former ones (renamed or abolished since 2015).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.phrases import wording
from extractor.rule_cache import compiled

__all__ = ["LEVELS", "Place", "Row", "read_rows", "short_forms", "short_name"]

COLUMNS = ("adcode", "name", "level", "parent", "status", "until", "replaced_by")
LEVELS = ("province", "prefecture", "county")
STATUSES = ("current", "former")

_CODE = re.compile("[1-9][0-9]{5}")
_MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")
# A well-formed line; what is wrong with another is found out only then.
_LINE = re.compile(
    rf"({_CODE.pattern})\t([^\t]+)\t"
    rf"(?=province\t\t|(?:prefecture|county)\t[1-9])([a-z]+)\t((?:{_CODE.pattern})?)\t"
    rf"(?=current\t\t$|former\t[0-9])([a-z]+)\t((?:{_MONTH.pattern})?)\t((?:{_CODE.pattern})?)"
)

# The nationalities that autonomous units are named after. The first group may be written
# without 族 (伊犁哈萨克自治州); the others are single characters that also end ordinary names.
_LONG_PEOPLES = wording("places.long_peoples")
_SHORT_PEOPLES = "[回藏苗彝壮满侗瑶白土黎傣畲佤水羌怒]"
_PEOPLES = f"(?:(?:{_LONG_PEOPLES})族?|{_SHORT_PEOPLES}族)+"
_NAMED_AFTER = compiled(f"(.{{2,}}?){_PEOPLES}")
_KINDS = (
    ("特别行政区", ""),
    ("自治区", ""),
    ("自治州", "州"),
    ("自治县", "县"),
    ("自治旗", "旗"),
    ("联合旗", ""),
    ("族区", "区"),
    ("地区", ""),
    ("林区", ""),
    ("特区", ""),
    ("新区", ""),
    *((kind, "") for kind in "省市县区盟旗"),
)
_KINDS_BY_END = {
    end: [pair for pair in _KINDS if pair[0].endswith(end)] for end in "省市县区盟旗州"
}
_KINDS_OF_PEOPLES = ("自治区", "自治州", "自治县", "自治旗", "族区")
_BANNER_SIDES = ("左", "右", "前", "中", "后")


@dataclass(frozen=True, slots=True)
class Place:
    """One unit of GB/T 2260.

    Attributes:
        adcode: six digits, such as ``"640302"``.
        name: the official name, such as ``利通区``.
        level: ``"province"``, ``"prefecture"`` or ``"county"``.
        parent: the unit's parent by adcode, empty for a province-level unit. A county-level unit
            administered by its province, or by a municipality, has that as its parent.
        current: whether the unit stands in the newest data; False for a former name or code.

    Source: GB/T 2260.
    """

    adcode: str
    name: str
    level: str
    parent: str
    current: bool


Row = tuple[Place, str, str]
"""A place, the month that a former one last stood in, and the code of its successor."""


def short_name(name: str) -> str:
    """Strip the kind of unit, and the peoples it is named after, from an official name.

    At least two characters always remain; a name that would lose more, and a banner told from
    its neighbour only by its side (科尔沁左翼中旗), is returned whole.

    Source: the naming of units in GB/T 2260.

    >>> [short_name(name) for name in ("淄博市", "阿坝藏族羌族自治州", "新疆维吾尔自治区", "易县")]
    ['淄博', '阿坝', '新疆', '易县']
    """
    return short_forms(name)[0]


def short_forms(name: str) -> tuple[str, str]:
    """Split a name into its short form and the common form of an autonomous unit, or ''."""
    for kind, common in _KINDS_BY_END.get(name[-1:], ()):
        stem = name.removesuffix(kind)
        if stem == name or len(stem) < 2:
            continue
        if kind in _KINDS_OF_PEOPLES:
            stem = _without_peoples(f"{stem}族" if kind == "族区" else stem)
        elif kind == "旗" and stem.endswith(_BANNER_SIDES):
            return name, ""
        return stem, stem + common if common else ""
    return name, ""


def _without_peoples(stem: str) -> str:
    match = _NAMED_AFTER.fullmatch(stem)
    return str(match[1]) if match else stem.removesuffix("族")


def read_rows(path: Path) -> list[Row]:
    """Read the rows of the table at *path*, with the errors that ``load_places`` names."""
    rows: list[Row] = []
    header_seen = False
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            if header_seen:
                rows.append(_parse(line))
            else:
                header_seen = _check_header(line.split("\t"))
        except ValueError as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from None
    if not header_seen:
        raise ValueError(f"{path.name}: no header line, expected {' '.join(COLUMNS)}")
    return rows


def _check_header(cells: Sequence[str]) -> bool:
    if tuple(cells) != COLUMNS:
        raise ValueError(f"expected the header {' '.join(COLUMNS)}, found {' '.join(cells)}")
    return True


def _parse(line: str) -> Row:
    match = _LINE.fullmatch(line)
    if match is None:
        _complain(line.split("\t"))
        raise ValueError(f"expected {' '.join(COLUMNS)}, found {line!r}")
    adcode, name, level, parent, status, until, replaced_by = match.groups()
    return Place(adcode, name, level, parent, status == "current"), until, replaced_by


def _complain(cells: Sequence[str]) -> None:
    """Raise ValueError for the first cell that is not as expected."""
    if len(cells) != len(COLUMNS):
        raise ValueError(f"expected {len(COLUMNS)} tab-separated cells, found {len(cells)}")
    adcode, name, level, parent, status, until, replaced_by = cells
    _expect(bool(_CODE.fullmatch(adcode)), "an adcode of six digits", adcode)
    _expect(bool(name), "a name", name)
    _expect(level in LEVELS, f"a level of {', '.join(LEVELS)}", level)
    has_parent = bool(_CODE.fullmatch(parent))
    _expect(
        has_parent if level != "province" else not parent, "a parent, except for a province", parent
    )
    _expect(status in STATUSES, f"a status of {', '.join(STATUSES)}", status)
    former = status == "former"
    _expect(bool(_MONTH.fullmatch(until)) == former, "until as YYYY-MM for a former unit", until)
    _expect(former or not replaced_by, "replaced_by only for a former unit", replaced_by)
    _expect(
        not replaced_by or bool(_CODE.fullmatch(replaced_by)),
        "replaced_by as an adcode",
        replaced_by,
    )


def _expect(holds: bool, what: str, found: str) -> None:
    if not holds:
        raise ValueError(f"expected {what}, found {found!r}")
