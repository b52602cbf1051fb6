"""The table of places, and what the gazetteer reads from names and texts."""

from collections import Counter
from pathlib import Path

import pytest

from extractor.place_table import COLUMNS, Place, short_name
from extractor.places import Gazetteer, load_places

TABLE = Path(__file__).parents[1] / "patterns" / "places.tsv"
HEADER = "\t".join(COLUMNS)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_places(TABLE)


def code(place: Place | None) -> str | None:
    return place.adcode if place else None


# The table.


def test_counts(gazetteer: Gazetteer) -> None:
    counts = Counter((place.level, place.current) for place in gazetteer)
    assert counts == {
        ("province", True): 34,
        ("prefecture", True): 333,
        ("county", True): 2842,
        ("prefecture", False): 6,
        ("county", False): 235,
    }
    assert len(gazetteer) == 3450


def test_every_parent_exists(gazetteer: Gazetteer) -> None:
    orphans = [p for p in gazetteer if (gazetteer.get(p.parent) is None) != (p.level == "province")]
    assert orphans == []


def test_current_units_lie_in_current_units(gazetteer: Gazetteer) -> None:
    parents = {place.parent for place in gazetteer if place.current and place.parent}
    assert all((parent := gazetteer.get(each)) and parent.current for each in parents)


def test_current_codes_are_unique(gazetteer: Gazetteer) -> None:
    codes = Counter(place.adcode for place in gazetteer if place.current)
    assert set(codes.values()) == {1}


def test_table_is_sorted() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    keys = [(row[0], row[5]) for row in rows]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("市辖区", "collective entry of a city's districts"),
        ("县", "collective entry of a municipality's counties"),
        ("省直辖县级行政区划", "collective entry of units under a province"),
        ("自治区直辖县级行政区划", "collective entry of units under a region"),
        ("苏州工业园区", "development zone with a statistical code"),
        ("雄安新区", "not in the standard"),
    ],
)
def test_is_no_place(gazetteer: Gazetteer, name: str, reason: str) -> None:
    assert gazetteer.candidates(name) == [], reason


# Names.


@pytest.mark.parametrize(
    ("name", "short", "reason"),
    [
        ("淄博市", "淄博", "city"),
        ("德江县", "德江", "county"),
        ("易县", "易县", "at least two characters remain"),
        ("广西壮族自治区", "广西", "region named after a people"),
        ("新疆维吾尔自治区", "新疆", "people without 族"),
        ("内蒙古自治区", "内蒙古", "the people is the name"),
        ("西藏自治区", "西藏", "藏 is not stripped without 族"),
        ("黔西南布依族苗族自治州", "黔西南", "two peoples"),
        ("伊犁哈萨克自治州", "伊犁", "prefecture, people without 族"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江", "four peoples"),
        ("隆林各族自治县", "隆林", "all peoples"),
        ("东乡族自治县", "东乡", "named only after a people"),
        ("鄂伦春自治旗", "鄂伦春", "banner named only after a people"),
        ("管城回族区", "管城", "district named after a people"),
        ("锡林郭勒盟", "锡林郭勒", "league"),
        ("科尔沁左翼中旗", "科尔沁左翼中旗", "banner told apart by its side"),
        ("大兴安岭地区", "大兴安岭", "prefecture called 地区"),
        ("神农架林区", "神农架", "forestry district"),
        ("浦东新区", "浦东", "new area that is a district"),
        ("香港特别行政区", "香港", "special administrative region"),
    ],
)
def test_short_name(name: str, short: str, reason: str) -> None:
    assert short_name(name) == short, reason


@pytest.mark.parametrize(
    ("name", "expected", "reason"),
    [
        ("淄博市", "370300", "official name"),
        ("淄博", "370300", "short name"),
        ("德江", "520626", "short name of a county"),
        ("莱芜区", "370116", "district since 2019"),
        ("光明区", "440311", "district since 2018"),
        ("钱塘区", "330114", "district since 2021"),
        ("临平区", "330113", "district since 2021"),
        ("错那市", "540581", "city since 2023"),
        ("白杨市", "659012", "corps city since 2022"),
        ("石河子市", "659001", "corps city"),
        ("济源市", "419001", "city under a province"),
        ("仙桃市", "429004", "city under a province"),
        ("阿坝州", "513200", "common name of a prefecture"),
        ("恩施州", "422800", "prefecture, beside the city of the name"),
        ("凉山州", "513400", "common name of a prefecture"),
        ("门源县", "632221", "common name of an autonomous county"),
        ("鄂伦春旗", "150723", "common name of an autonomous banner"),
        ("内蒙古", "150000", "region"),
        ("吉林", "220000", "the province, not the city in it"),
        ("河北", "130000", "the province, not a district elsewhere"),
        ("承德", "130800", "the city, not the county in it"),
        ("朝阳区", None, "in two cities"),
        ("鼓楼区", None, "in four cities"),
        ("朝阳", None, "a city and districts elsewhere"),
        ("台湾省", "710000", "province level"),
        ("雄安新区", None, "unknown"),
        ("", None, "empty"),
    ],
)
def test_resolve(gazetteer: Gazetteer, name: str, expected: str | None, reason: str) -> None:
    assert code(gazetteer.resolve(name)) == expected, reason


@pytest.mark.parametrize(
    ("name", "within", "expected", "reason"),
    [
        ("朝阳区", "北京市", "110105", "municipality"),
        ("朝阳区", "吉林", "220104", "province by its short name"),
        ("鼓楼区", "南京市", "320106", "prefecture"),
        ("鼓楼区", "江苏省", None, "two in the province"),
        ("朝阳", "北京市", "110105", "short name"),
        ("淄博市", "河南省", None, "elsewhere"),
        ("东乡县", "江西省", "361029", "former name, of another unit elsewhere"),
        ("朝阳区", "雄安新区", None, "unknown larger unit"),
    ],
)
def test_resolve_within(
    gazetteer: Gazetteer, name: str, within: str, expected: str | None, reason: str
) -> None:
    assert code(gazetteer.resolve(name, within)) == expected, reason


@pytest.mark.parametrize(
    ("name", "expected", "current", "reason"),
    [
        ("莱芜市", "371200", False, "city that became a district"),
        ("密云县", "110228", False, "county that became a district"),
        ("下城区", "330103", False, "merged"),
        ("错那县", "540530", False, "the later of two codes"),
        ("襄都区", "130502", True, "current, renamed under the same code"),
        ("那曲县", "542421", False, "its prefecture has the name, but is another place"),
        ("儋州市", "460400", True, "now a prefecture without counties"),
    ],
)
def test_former_names(
    gazetteer: Gazetteer, name: str, expected: str, current: bool, reason: str
) -> None:
    place = gazetteer.resolve(name)
    assert place is not None
    assert place.adcode == expected, reason
    assert place.current == current


def test_former_name_of_a_current_code(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("桥东区", "邢台市")
    assert place == Place("130502", "桥东区", "county", "130500", current=False)
    assert gazetteer.get("130502") == Place("130502", "襄都区", "county", "130500", current=True)


def test_current_name_comes_first(gazetteer: Gazetteer) -> None:
    """枞阳县 has a new code since it moved to another city."""
    assert [place.adcode for place in gazetteer.candidates("枞阳县")] == ["340722"]


def test_candidates(gazetteer: Gazetteer) -> None:
    assert [place.adcode for place in gazetteer.candidates("朝阳区")] == ["110105", "220104"]


# Regions.


@pytest.mark.parametrize(
    ("adcode", "province", "city", "county", "reason"),
    [
        ("370000", "山东省", None, None, "province"),
        ("370300", "山东省", "淄博市", None, "city"),
        ("152501", "内蒙古自治区", "锡林郭勒盟", "二连浩特市", "county-level city"),
        ("120000", "天津市", "天津市", None, "a municipality is its own city"),
        ("120101", "天津市", "天津市", "和平区", "district of a municipality"),
        ("500229", "重庆市", "重庆市", "城口县", "county of a municipality"),
        ("419001", "河南省", None, "济源市", "city under a province"),
        ("659001", "新疆维吾尔自治区", None, "石河子市", "corps city"),
        ("469030", "海南省", None, "琼中黎族苗族自治县", "county under a province"),
        ("441900", "广东省", "东莞市", None, "city without counties"),
        ("810000", "香港特别行政区", None, None, "special administrative region"),
        ("371202", "山东省", "莱芜市", "莱城区", "former district of a former city"),
    ],
)
def test_region(
    gazetteer: Gazetteer,
    adcode: str,
    province: str,
    city: str | None,
    county: str | None,
    reason: str,
) -> None:
    place = gazetteer.get(adcode)
    assert place is not None
    assert gazetteer.region(place) == (province, city, county, adcode), reason


# Texts.


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("宁夏回族自治区吴忠市利通区", [["640000"], ["640300"], ["640302"]], "chain"),
        ("北京市 朝阳区", [["110000"], ["110105"]], "a chain decides an ambiguous name"),
        ("朝阳区", [["110105", "220104"]], "ambiguous"),
        ("济南市市中区", [["370100"], ["370103"]], "names that share a character"),
        ("在阿坝州和门源县", [["513200"], ["632221"]], "common names"),
        ("吉林省吉林市", [["220000"], ["220200"]], "the province's name in the city's"),
        ("主城区和老城区", [], "ordinary words"),
        ("阳泉市城区", [["140300"], ["140302"]], "ordinary word as a name in a chain"),
        ("简易县道", [], "two characters inside other words"),
        ("保定市、易县", [["130600"], ["130633"]], "two characters at a boundary"),
        ("长安区域", [], "another word"),
        ("莱芜市莱城区", [["371200"], ["371202"]], "former names"),
        ("", [], "empty"),
    ],
)
def test_find(gazetteer: Gazetteer, text: str, expected: list[list[str]], reason: str) -> None:
    found = gazetteer.find(text)
    assert [sorted(place.adcode for place in places) for _, _, places in found] == expected, reason


def test_find_gives_positions(gazetteer: Gazetteer) -> None:
    spans = [(start, end) for start, end, _ in gazetteer.find("在吴忠市利通区实施")]
    assert spans == [(1, 4), (4, 7)]


@pytest.mark.parametrize(
    ("texts", "expected", "note", "reason"),
    [
        (["利通区2024年城镇老旧小区改造实施方案"], "640302", None, "title begins with it"),
        (["2020年新乡市老旧小区改造工作实施方案"], "410700", None, "after the year"),
        (["实施方案", "广安市人民政府办公室"], "511600", None, "from the issuer"),
        (["关于印发《新乡市实施方案》的通知"], "410700", None, "inside the title marks"),
        (["宁夏回族自治区吴忠市利通区改造方案"], "640302", None, "last of a chain"),
        (["阿坝州2022年老旧小区改造计划"], "513200", None, "common name"),
        (["济南 老旧小区改造"], "370100", None, "short name, then a space"),
        (["福州2021年老旧小区改造"], "350100", None, "short name, then a year"),
        (["内蒙古自治区老旧小区改造"], "150000", None, "region"),
        (["内蒙古二连浩特市改造方案"], "152501", None, "short name begins a chain"),
        (["贵州德江县改造方案"], "520626", None, "short name begins a chain"),
        (["四川省人民政府办公厅关于改造的意见"], "510000", None, "provincial plan"),
        (["咸阳市关于下达秦都区改造计划的通知"], "610402", None, "smaller place in a title"),
        (["新乡市红旗区、卫滨区改造方案"], "410700", None, "several smaller places"),
        (["方案", "", "根据《贵州省意见》，德江县实际"], "520626", None, "quoted titles last"),
        (["新乡市方案", "淄博市人民政府"], "410700", None, "the first text decides"),
        (["朝阳区改造方案", "北京市朝阳区住建委"], "110105", None, "chain in a later text"),
        (["朝阳区改造方案", "", "北京市的通知"], "110105", None, "larger unit in a later text"),
        (["鼓楼区改造方案", "南京"], "320106", None, "larger unit by its short name"),
        (["朝阳区改造方案"], None, "ambiguous", "nothing decides"),
        (["鼓楼区改造方案", "江苏省"], None, "ambiguous", "two in the larger unit"),
        (["老城区改造方案", "德州市人民政府"], "371400", None, "an ordinary word"),
        (["老城区改造方案", "洛阳市人民政府"], "410302", None, "a name after all"),
        (["和平小区改造", "天津市和平区"], "120101", None, "a name of an estate is no place"),
        (["淄博市高新区改造方案"], "370300", None, "zone takes its parent"),
        (["市经济技术开发区方案", "淄博市人民政府"], "370300", None, "zone, parent later"),
        (["雄安新区改造方案"], None, "unknown", "not in the standard"),
        (["莱芜市2016年改造方案"], "371200", None, "former name"),
        ([], None, "unknown", "no text"),
        (["", ""], None, "unknown", "empty texts"),
    ],
)
def test_best(
    gazetteer: Gazetteer, texts: list[str], expected: str | None, note: str | None, reason: str
) -> None:
    place, found_note = gazetteer.best(texts)
    assert (code(place), found_note) == (expected, note), reason


# Malformed tables.


@pytest.mark.parametrize(
    ("rows", "message", "reason"),
    [
        (["adcode\tname"], "line 1: expected the header", "header"),
        ([HEADER, "110000\t北京市"], "line 2: expected 7 tab-separated cells, found 2", "cells"),
        ([HEADER, "11\t北京市\tprovince\t\tcurrent\t\t"], "line 2: expected an adcode", "code"),
        ([HEADER, "110000\t\tprovince\t\tcurrent\t\t"], "line 2: expected a name", "name"),
        ([HEADER, "110000\t北京市\tcity\t\tcurrent\t\t"], "line 2: expected a level", "level"),
        ([HEADER, "110101\t东城区\tcounty\t\tcurrent\t\t"], "line 2: expected a parent", "parent"),
        (
            [HEADER, "110101\t东城区\tcounty\t11\tcurrent\t\t"],
            "line 2: expected a parent",
            "parent's code",
        ),
        (
            [HEADER, "110000\t北京市\tprovince\t110000\tcurrent\t\t"],
            "a parent, except",
            "no parent",
        ),
        (
            [HEADER, "110228\t密云县\tcounty\t110000\tformer\t2015-10\t11"],
            "line 2: expected replaced_by as an adcode",
            "successor's code",
        ),
        ([HEADER, "110000\t北京市\tprovince\t\tnow\t\t"], "line 2: expected a status", "status"),
        (
            ["# note", HEADER, "110000\t北京市\tprovince\t\tformer\t2015\t"],
            "line 3: .*YYYY",
            "until",
        ),
        (
            [HEADER, "110000\t北京市\tprovince\t\tcurrent\t\t1"],
            "line 2: .*replaced_by",
            "successor",
        ),
        (
            [HEADER, "110101\t东城区\tcounty\t110000\tcurrent\t\t"],
            "unknown parent 110000",
            "orphan",
        ),
        (
            [HEADER] + ["110000\t北京市\tprovince\t\tcurrent\t\t"] * 2,
            "found two",
            "two of one code",
        ),
        (["# only a note"], "no header line", "no header"),
    ],
)
def test_malformed_table(tmp_path: Path, rows: list[str], message: str, reason: str) -> None:
    table = tmp_path / "places.tsv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load_places(table)
