"""Known cities by their names in Chinese, simplified and traditional, French and Spanish."""

import csv

import pytest

from data.cities import reference_aliases, reference_cities
from data.cleaning.city_names import city_names
from tests.support.datasets import SAMPLE
from tests.support.uploads import codes, only, read_rows, values

NAMES = {
    "bel-brussels": ("布鲁塞尔", "布魯塞爾", "Bruxelles", "Bruselas"),
    "chn-beijing": ("北京", "北京", "Pékin", "Pekín"),
    "deu-berlin": ("柏林", "柏林", "Berlin", "Berlín"),
    "egy-cairo": ("开罗", "開羅", "Le Caire", "El Cairo"),
    "esp-barcelona": ("巴塞罗那", "巴塞隆納", "Barcelone", "Barcelona"),
    "esp-madrid": ("马德里", "馬德里", "Madrid", "Madrid"),
    "fra-lyon": ("里昂", "里昂", "Lyon", "Lyon"),
    "fra-paris": ("巴黎", "巴黎", "Paris", "París"),
    "gbr-london": ("伦敦", "倫敦", "Londres", "Londres"),
    "irn-tehran": ("德黑兰", "德黑蘭", "Téhéran", "Teherán"),
    "ind-mumbai": ("孟买", "孟買", "Bombay", "Bombay"),
    "ita-turin": ("都灵", "杜林", "Turin", "Turín"),
    "kor-seoul": ("首尔", "首爾", "Séoul", "Seúl"),
    "mar-casablanca": ("卡萨布兰卡", "卡薩布蘭卡", "Casablanca", "Casablanca"),
    "mex-mexico-city": ("墨西哥城", "墨西哥城", "Mexico", "Ciudad de México"),
    "rus-moscow": ("莫斯科", "莫斯科", "Moscou", "Moscú"),
    "sen-dakar": ("达喀尔", "達喀爾", "Dakar", "Dakar"),
    "zaf-johannesburg": ("约翰内斯堡", "約翰尼斯堡", "Johannesbourg", "Johannesburgo"),
}
KNOWN = city_names([], {})
IN_REFERENCE = set(reference_cities()["city_id"])
# a name that is also that of the country, or that no list has, is asked about and never guessed
ASKED = {"Mexico"}


@pytest.mark.parametrize("city_id", [city for city in NAMES if city in IN_REFERENCE])
def test_a_known_city_is_known_in_each_language(city_id):
    for name in NAMES[city_id]:
        assert KNOWN.match(name, city_id[:3].upper()).city_id == (None if name in ASKED else city_id), name


def test_most_members_are_known_in_chinese():
    """Every member of the sample whose name CLDR or GeoNames has in Chinese: with 市, or without."""
    aliases = reference_aliases()
    han = set(aliases.loc[aliases["alias"].map(lambda name: "\u4e00" <= name[0] <= "\u9fff"), "city_id"])
    with (SAMPLE / "members.csv").open(encoding="utf-8", newline="") as file:
        members = [row["city_id"] for row in csv.DictReader(file)]
    places = [city for city in members if city in IN_REFERENCE]
    without = [city for city in places if city not in han]
    assert len(without) <= len(places) // 6, without


@pytest.mark.parametrize(
    "name", ["Mexico", "México", "危地马拉", "Nada", "LON", "PAR", "Misr", "Valle de México"]
)
def test_a_name_of_a_country_a_district_or_a_code_is_no_exonym(name):
    assert name not in set(reference_aliases().query("kind == 'exonym'")["alias"])


@pytest.mark.parametrize(
    ("heads", "cities"),
    [
        (["城市", "国家"], [["伦敦", "英国"], ["馬德里", "西班牙"], ["莫斯科", "俄罗斯"], ["巴黎", "法国"]]),
        (["Ville", "Pays"], [["Londres", "Royaume-Uni"], ["Séoul", "Corée du Sud"], ["Le Caire", "Égypte"]]),
        (["Ciudad", "País"], [["Bruselas", "Bélgica"], ["Moscú", "Rusia"], ["Pekín", "China"]]),
    ],
)
def test_a_roster_in_another_language_makes_no_new_city_of_a_known_one(heads, cities):
    table = only(read_rows([heads, *cities], sheet="Members", table="members"))
    assert not codes(table, "note")["new_city"]
    assert all(city in IN_REFERENCE for city in values(table, "city_id"))
    assert table.kept == len(cities)
