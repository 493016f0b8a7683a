"""What the reference tables promise: one id a city, one city a name, populations and fees as published."""

import re
import unicodedata
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from pyproj import Geod

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
FIXTURES = Path(__file__).parent / "reference"


@cache
def table(name: str) -> pd.DataFrame:
    """A reference file as text; a blank stays a blank."""
    return pd.read_csv(REFERENCE / f"{name}.csv", dtype="str", keep_default_na=False)


@cache
def fixture(name: str) -> pd.DataFrame:
    return pd.read_csv(FIXTURES / f"{name}.csv", dtype="str", keep_default_na=False)


def chinese() -> pd.DataFrame:
    cities = table("cities")
    return cities[cities["country"] == "CHN"]


def row(city_id: str) -> pd.Series:
    found = table("cities").set_index("city_id")
    assert city_id in found.index, f"no city {city_id}"
    return found.loc[city_id]


def meaning(name: str) -> str | None:
    """The city that an alias stands for."""
    return table("aliases").set_index("alias")["city_id"].get(name)


def slug(name: str) -> str:
    bare = re.sub("['’]", "", name)
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def same(name: str) -> str:
    """Two names with the same result are read as one name."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", name) if letter.isalnum())
    return letters.casefold()


# Cities


def test_every_city_has_an_id_of_its_own() -> None:
    ids = table("cities")["city_id"]
    assert ids[ids.duplicated()].tolist() == []


def test_an_id_is_the_country_and_the_ascii_slug_of_the_english_name() -> None:
    cities = table("cities")
    plain = cities[~cities["name"].str.contains("(", regex=False)]
    expected = plain["country"].str.lower() + "-" + plain["name"].map(slug)
    bodies = {"esp-barcelona-amb"}
    wrong = plain[(plain["city_id"] != expected) & ~plain["city_id"].isin(bodies)]
    assert wrong[["city_id", "name"]].to_numpy().tolist() == []


@pytest.mark.parametrize(
    ("city_id", "name_zh", "province"),
    [
        ("chn-guangzhou", "广州", "Guangdong"),
        ("chn-shenzhen", "深圳", "Guangdong"),
        ("chn-xian", "西安", "Shaanxi"),
        ("chn-hong-kong", "香港", "Hong Kong"),
        ("chn-macao", "澳门", "Macao"),
        ("chn-yiwu", "义乌", "Zhejiang"),
        ("chn-changshu", "常熟", "Jiangsu"),
        ("chn-fuzhou", "福州", "Fujian"),
        ("chn-fuzhou-jiangxi", "抚州", "Jiangxi"),
        ("chn-suzhou", "苏州", "Jiangsu"),
        ("chn-suzhou-anhui", "宿州", "Anhui"),
        ("chn-taizhou", "泰州", "Jiangsu"),
        ("chn-taizhou-zhejiang", "台州", "Zhejiang"),
        ("chn-yulin-shaanxi", "榆林", "Shaanxi"),
        ("chn-kaiping", "开平", "Guangdong"),
        ("chn-changsha", "长沙", "Hunan"),
    ],
)
def test_a_chinese_city_carries_its_own_chinese_name_and_province(
    city_id: str, name_zh: str, province: str
) -> None:
    city = row(city_id)
    assert (city["name_zh"], city["province"]) == (name_zh, province)


def test_no_chinese_city_lacks_its_chinese_name_its_pinyin_or_a_known_province() -> None:
    known = set(table("provinces")["name"])
    cities = chinese()
    lacking = cities[(cities["name_zh"] == "") | (cities["pinyin"] == "") | ~cities["province"].isin(known)]
    assert lacking["city_id"].tolist() == []


def test_chinese_names_stand_without_the_word_for_city() -> None:
    names = chinese()["name_zh"]
    assert names[names.str.endswith("市") | ~names.str.fullmatch(r"[\u4e00-\u9fff]+")].tolist() == []


def test_pinyin_is_lower_case_without_spaces_or_tones() -> None:
    pinyin = chinese()["pinyin"]
    assert pinyin[~pinyin.str.fullmatch("[a-z]+")].tolist() == []


@pytest.mark.parametrize("part", fixture("no_cities")["name"])
def test_a_part_of_a_metropolis_is_no_city(part: str) -> None:
    cities = table("cities")
    assert part not in {*cities["name"], *cities["name_zh"]}


def test_all_provinces_hold_a_city() -> None:
    assert set(chinese()["province"]) == set(table("provinces")["name"])


def test_beijing_is_the_only_national_capital_under_the_label_chn() -> None:
    cities = chinese()
    assert cities.loc[cities["capital"] == "true", "city_id"].tolist() == ["chn-beijing"]


@pytest.mark.parametrize(
    ("city_id", "capital"),
    [
        ("bra-brasilia", "true"),
        ("col-bogota", "true"),
        ("ind-delhi", "true"),
        ("kaz-astana", "true"),
        ("zaf-johannesburg", "false"),
        ("civ-abidjan", "false"),
        ("tur-istanbul", "false"),
    ],
)
def test_a_national_capital_is_marked_as_one(city_id: str, capital: str) -> None:
    assert row(city_id)["capital"] == capital


def test_capital_is_true_or_false_and_no_country_has_two() -> None:
    cities = table("cities")
    assert set(cities["capital"]) == {"true", "false"}
    capitals = cities.loc[cities["capital"] == "true", "country"]
    assert capitals[capitals.duplicated()].tolist() == []


@pytest.mark.parametrize(
    "body",
    [
        "bra-sao-paulo-state",
        "esp-barcelona-amb",
        "fra-greater-paris",
        "fra-ile-de-france",
        "gbr-greater-manchester",
        "idn-west-kalimantan",
        "zaf-gauteng",
    ],
)
def test_a_body_that_is_no_city_has_no_invented_population(body: str) -> None:
    city = row(body)
    assert (city["population"], city["population_kind"], city["geoname_id"]) == ("", "", "")


def test_a_known_population_says_what_it_counts_and_an_unknown_one_says_nothing() -> None:
    cities = table("cities")
    known = cities["population"] != ""
    assert cities.loc[known, "population"].str.fullmatch("[1-9][0-9]*").all()
    assert set(cities.loc[known, "population_kind"]) == {"city (GeoNames)", "principal city (GeoNames)"}
    assert set(cities.loc[~known, "population_kind"]) == {""}


def test_the_population_of_a_whole_region_is_not_given_to_its_city() -> None:
    assert row("chn-wuzhong")["population"] == ""


def test_a_geonames_record_is_used_once() -> None:
    ids = table("cities")["geoname_id"]
    used = ids[ids != ""]
    assert used[used.duplicated()].tolist() == []


def test_country_codes_are_three_capitals() -> None:
    countries = table("cities")["country"]
    assert countries[~countries.str.fullmatch("[A-Z]{3}")].tolist() == []


def test_fifty_chinese_cities_lie_within_five_km_of_an_independent_source() -> None:
    others = fixture("independent_coordinates")
    assert len(others) == 50
    geod = Geod(ellps="WGS84")
    far = {}
    for other in others.itertuples():
        city = row(other.city_id)
        here = (float(city["longitude"]), float(city["latitude"]))
        distance = geod.inv(*here, float(other.longitude), float(other.latitude))[2] / 1000
        if distance > 5:
            far[other.city_id] = round(distance, 1)
    assert far == {}


# Aliases


def test_no_alias_means_two_cities() -> None:
    cities = defaultdict(set)
    for alias in table("aliases").itertuples():
        cities[same(alias.alias)].add(alias.city_id)
    assert {name: ids for name, ids in cities.items() if len(ids) > 1} == {}


def test_every_alias_means_a_city_of_the_table() -> None:
    assert set(table("aliases")["city_id"]) - set(table("cities")["city_id"]) == set()


def test_aliases_are_of_a_known_kind_and_stand_once() -> None:
    aliases = table("aliases")
    assert set(aliases["kind"]) == {"english", "chinese", "pinyin", "historical", "spelling", "exonym"}
    assert aliases.loc[aliases["alias"].duplicated(), "alias"].tolist() == []


def test_every_city_is_found_by_its_names() -> None:
    means = table("aliases").set_index("alias")["city_id"].to_dict()
    for city in table("cities").itertuples():
        assert means.get(city.name) == city.city_id
    special = {"chn-hong-kong", "chn-macao"}
    for city in chinese().itertuples():
        assert means.get(city.name_zh) == city.city_id
        assert city.city_id in special or means.get(city.name_zh + "市") == city.city_id


@pytest.mark.parametrize(("name", "city_id"), fixture("roll_names").to_numpy().tolist())
def test_a_name_of_the_public_roll_means_its_city(name: str, city_id: str) -> None:
    assert meaning(name) == city_id


@pytest.mark.parametrize(("name", "city_id"), fixture("written_names").to_numpy().tolist())
def test_what_people_write_means_the_city_they_mean(name: str, city_id: str) -> None:
    assert meaning(name) == city_id


@pytest.mark.parametrize("name", ["Taizhou", "Yichun", "Yulin"])
def test_a_name_that_two_cities_share_equally_is_no_alias(name: str) -> None:
    assert same(name) not in set(table("aliases")["alias"].map(same))


# Tariff and income levels


def test_the_tariff_has_one_amount_for_every_level_capital_and_scheme() -> None:
    levels = ["low", "lower-middle", "upper-middle", "high"]
    tariff = table("tariff")
    keys = list(zip(tariff["income_level"], tariff["state_capital"], tariff["scheme"], strict=True))
    assert sorted(keys) == sorted(product(levels, ["false", "true"], ["exclusive", "joint"]))
    assert set(zip(tariff["period_from"], tariff["period_to"], strict=True)) == {("2023", "2025")}


@pytest.mark.parametrize(
    ("level", "capital", "scheme", "amount"),
    [
        ("upper-middle", "false", "joint", 8840),
        ("high", "true", "exclusive", 13190),
        ("low", "false", "exclusive", 1390),
    ],
)
def test_an_amount_is_the_published_one(level: str, capital: str, scheme: str, amount: int) -> None:
    tariff = table("tariff").set_index(["income_level", "state_capital", "scheme"])["amount_eur"]
    assert int(tariff.loc[(level, capital, scheme)]) == amount


def test_fees_rise_with_income_for_capitals_and_for_joint_membership() -> None:
    tariff = table("tariff").set_index(["income_level", "state_capital", "scheme"])["amount_eur"].astype(int)
    levels = ["low", "lower-middle", "upper-middle", "high"]
    for capital, scheme in product(["false", "true"], ["exclusive", "joint"]):
        amounts = [tariff.loc[(level, capital, scheme)] for level in levels]
        assert amounts == sorted(set(amounts))
    for level, scheme in product(levels, ["exclusive", "joint"]):
        assert tariff.loc[(level, "true", scheme)] > tariff.loc[(level, "false", scheme)]
    for level, capital in product(levels, ["false", "true"]):
        assert tariff.loc[(level, capital, "joint")] > tariff.loc[(level, capital, "exclusive")]


def test_every_country_of_the_public_roll_has_one_income_level() -> None:
    incomes = table("income_levels")
    roll = {city_id[:3].upper() for city_id in fixture("roll_names")["city_id"]}
    assert sorted(incomes["country"]) == sorted(roll)
    assert set(incomes["income_level"]) == {"low", "lower-middle", "upper-middle", "high"}
    assert set(incomes["fiscal_year"]) == {"2023"}


def test_public_tables_name_their_source_and_the_income_levels_their_caveat() -> None:
    for name in ("tariff", "income_levels"):
        assert set(table(name)["provenance"]) == {"public"}
        assert (table(name)["source"] != "").all()
    assert table("income_levels")["source"].str.contains("to be verified before anyone is billed").all()


# All files


def test_reference_files_together_stay_below_one_megabyte() -> None:
    files = [path for path in REFERENCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 1_000_000


@pytest.mark.parametrize("name", ["cities", "aliases", "tariff", "income_levels", "provinces"])
def test_tables_use_line_feeds_and_end_with_one(name: str) -> None:
    content = (REFERENCE / f"{name}.csv").read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize(
    ("name", "key"), [("cities", "city_id"), ("aliases", "alias"), ("provinces", "code")]
)
def test_tables_are_sorted_so_that_a_rebuild_shows_only_what_changed(name: str, key: str) -> None:
    keys = table(name)[key].tolist()
    assert keys == sorted(keys)


def test_the_readme_describes_every_reference_file() -> None:
    text = (REFERENCE / "README.md").read_text(encoding="utf-8")
    files = [
        p.name
        for p in [*REFERENCE.glob("*.csv"), *REFERENCE.glob("*.geojson"), *REFERENCE.glob("basemap/*.svg")]
    ]
    assert [name for name in files if name not in text] == []
