"""Every city of the founder's note is found however it is written."""

import pandas as pd
import pytest

from data.city_names import find_city
from tests.unit.data.test_reference import fixture, table

NOTE = {
    "chn-beijing": ("Beijing", "北京", "beijing", "Beijing"),
    "chn-shanghai": ("Shanghai", "上海", "shanghai", "Shanghai"),
    "chn-hong-kong": ("Hong Kong", "香港", "xianggang", "Hong Kong"),
    "chn-guangzhou": ("Guangzhou", "广州", "guangzhou", "GUANGZHOU"),
    "chn-changsha": ("Changsha", "长沙", "changsha", "Changsha"),
    "chn-chengdu": ("Chengdu", "成都", "chengdu", "Chengdu"),
    "chn-dalian": ("Dalian", "大连", "dalian", "Dalian"),
    "chn-dongguan": ("Dongguan", "东莞", "dongguan", "Dongguan"),
    "chn-foshan": ("Foshan", "佛山", "foshan", "Foshan"),
    "chn-fuzhou": ("Fuzhou", "福州", "fuzhou", "Fuzhou"),
    "chn-guiyang": ("Guiyang", "贵阳", "guiyang", "Guyiang"),
    "chn-hangzhou": ("Hangzhou", "杭州", "hangzhou", "Hangzhou"),
    "chn-harbin": ("Harbin", "哈尔滨", "haerbin", "Haerbin"),
    "chn-jilin": ("Jilin", "吉林", "jilin", "Jilin"),
    "chn-jinan": ("Jinan", "济南", "jinan", "Jinan"),
    "chn-kunming": ("Kunming", "昆明", "kunming", "Kunming"),
    "chn-nanjing": ("Nanjing", "南京", "nanjing", "Nanjing"),
    "chn-nanning": ("Nanning", "南宁", "nanning", "Nanning"),
    "chn-qingdao": ("Qingdao", "青岛", "qingdao", "Qingdao"),
    "chn-shenyang": ("Shenyang", "沈阳", "shenyang", "Shenyang"),
    "chn-shenzhen": ("Shenzhen", "深圳", "shenzhen", "Shenzhen"),
    "chn-tianjin": ("Tianjin", "天津", "tianjin", "Tianjin"),
    "chn-wuhan": ("Wuhan", "武汉", "wuhan", "Wuhan"),
    "chn-wuxi": ("Wuxi", "无锡", "wuxi", "Wuxi"),
    "chn-macao": ("Macao", "澳门", "aomen", "Macao"),
    "chn-xian": ("Xi'an", "西安", "xian", "Xian"),
    "chn-xiamen": ("Xiamen", "厦门", "xiamen", "Xiamen"),
    "chn-zhengzhou": ("Zhengzhou", "郑州", "zhengzhou", "Zhengzhou"),
    "chn-zhuhai": ("Zhuhai", "珠海", "zhuhai", "Zhuhai"),
}


@pytest.mark.parametrize(("city", "ways"), NOTE.items(), ids=list(NOTE))
def test_a_city_of_the_note_is_found_in_english_chinese_pinyin_and_as_the_note_writes_it(city, ways):
    assert {written: find_city(written) for written in ways} == dict.fromkeys(ways, city)


def test_every_chinese_member_and_prospect_of_the_sample_is_found_by_its_names(sample_names):
    lost = {name: city for name, city in sample_names if find_city(name) != city}
    assert lost == {}


@pytest.fixture
def sample_names():
    rows = pd.concat(
        pd.read_csv(f"data/sample/{name}.csv", dtype="str", keep_default_na=False)
        for name in ("members", "prospects")
    )
    rows = rows[rows["country"] == "CHN"]
    return [(row[kind], row["city_id"]) for _, row in rows.iterrows() for kind in ("name", "name_zh")]


@pytest.mark.parametrize(
    ("written", "city"), fixture("written_names").to_numpy().tolist(), ids=fixture("written_names")["name"]
)
def test_a_name_as_people_write_it_is_found(written, city):
    assert find_city(written) == city


def test_every_city_is_found_by_a_name_that_no_other_has():
    cities = table("cities")
    once = ~cities["name"].duplicated(keep=False)
    lost = [
        row.city_id for row in cities[once].itertuples() if find_city(row.name) not in {row.city_id, None}
    ]
    assert lost == []


@pytest.mark.parametrize("written", ["Taizhou", "Yulin", "Atlantis", "宝安", ""])
def test_a_name_of_two_cities_a_district_and_nobody_find_none(written):
    assert find_city(written) is None
