"""Which city a name means: by alias, with a country, in two scripts; what is only suggested; what is new."""

import pytest

from data.cleaning.city_names import NEW
from tests.support.uploads import account, book, codes, counted, only, places, read, read_rows, values


def dues(*names, **choices):
    """A sheet of dues of these cities."""
    return only(read_rows([["City", "Year", "Due"], *([name, 2023, 100] for name in names)], **choices))


def roll(*rows, header=("City", "Country", "Status"), **choices):
    return only(read_rows([list(header), *rows], sheet="Members", **choices))


@pytest.mark.parametrize(
    ("written", "city_id"),
    [
        ("Guangzhou", "chn-guangzhou"),
        ("Canton", "chn-guangzhou"),
        ("Guang Zhou", "chn-guangzhou"),
        ("GUANGZHOU", "chn-guangzhou"),
        (" Guangzhou ", "chn-guangzhou"),
        ("广州", "chn-guangzhou"),
        ("广州市", "chn-guangzhou"),
        ("廣州", "chn-guangzhou"),
        ("广州市人民政府", "chn-guangzhou"),
        ("Guangzhou (China)", "chn-guangzhou"),
        ("Guangzhou, Guangdong, China", "chn-guangzhou"),
        ("广州 Guangzhou", "chn-guangzhou"),
        ("Guangzhou / 广州", "chn-guangzhou"),
        ("Ｇｕａｎｇｚｈｏｕ", "chn-guangzhou"),
        ("chn-guangzhou", "chn-guangzhou"),
        ("Xi'an", "chn-xian"),
        ("Xi’an", "chn-xian"),
        ("Xian", "chn-xian"),
        ("西安市", "chn-xian"),
        ("City of Lima", "per-lima"),
        ("Municipality of Lima", "per-lima"),
        ("Ajuntament de Barcelona", "esp-barcelona"),
    ],
)
def test_a_known_name_is_its_city(written, city_id):
    table = dues(written)
    assert account(table) == (1, 1, 0, 0)
    assert values(table, "city_id") == [city_id]


@pytest.mark.parametrize(
    "written", ["Hong Kong", "香港", "Hongkong", "Hong-Kong", "HK", "Hong Kong SAR", "香港特别行政区"]
)
def test_hong_kong_is_one_city_however_it_is_written(written):
    table = only(read_rows([["City", "Stage"], [written, "applied"]], sheet="Prospects"))
    assert values(table, "city_id") == ["chn-hong-kong"]


@pytest.mark.parametrize(
    ("written", "city_id"),
    [
        ("Suzhou", "chn-suzhou"),
        ("苏州", "chn-suzhou"),
        ("Suzhou, Jiangsu", "chn-suzhou"),
        ("Suzhou, Jiangsu Province, China", "chn-suzhou"),
        ("江苏苏州", "chn-suzhou"),
        ("江苏省苏州市", "chn-suzhou"),
        ("Suzhou 苏州", "chn-suzhou"),
        ("宿州", "chn-suzhou-anhui"),
        ("宿州市", "chn-suzhou-anhui"),
        ("Suzhou (Anhui)", "chn-suzhou-anhui"),
        ("Suzhou, Anhui, China", "chn-suzhou-anhui"),
        ("安徽省宿州市", "chn-suzhou-anhui"),
        ("Suzhou 宿州", "chn-suzhou-anhui"),
        ("广西玉林", "chn-yulin"),
        ("陕西省榆林市", "chn-yulin-shaanxi"),
        ("吉林市", "chn-jilin"),
        ("吉林省吉林市", "chn-jilin"),
        ("广西壮族自治区南宁市", "chn-nanning"),
    ],
)
def test_a_province_or_a_chinese_name_tells_cities_of_one_name_apart(written, city_id):
    table = only(read_rows([["City", "Stage"], [written, "applied"]], sheet="Prospects"))
    assert values(table, "city_id") == [city_id]


@pytest.mark.parametrize(
    ("header", "provinces"),
    [("Province", ("Anhui", "Jiangsu", "Zhejiang")), ("省份", ("安徽省", "江苏", "浙江"))],
)
def test_a_column_of_provinces_tells_cities_of_one_name_apart(header, provinces):
    rows = [
        [city, province, "applied"]
        for city, province in zip(["Suzhou", "Suzhou", "Taizhou"], provinces, strict=True)
    ]
    table = only(read_rows([["City", header, "Stage"], *rows], sheet="Prospects"))
    assert values(table, "city_id") == ["chn-suzhou-anhui", "chn-suzhou", "chn-taizhou-zhejiang"]
    assert table.unmapped == ()


@pytest.mark.parametrize(("header", "unmapped"), [("省份 Province", ()), ("省/市", ("省/市",))])
def test_a_column_of_provinces_is_known_by_its_whole_heading(header, unmapped):
    table = only(read_rows([["City", header, "Stage"], ["Foshan", "广东", "applied"]], sheet="Prospects"))
    assert table.unmapped == unmapped


def test_a_province_that_has_no_city_of_the_name_is_asked_about():
    table = only(
        read_rows([["City", "Province", "Stage"], ["Suzhou", "Hunan", "applied"]], sheet="Prospects")
    )
    (issue,) = [issue for issue in table.issues if issue.code == "suggested_city"]
    assert issue.facts["ids"] == ("chn-suzhou", "chn-suzhou-anhui")


def test_a_column_of_provinces_changes_nothing_for_other_cities():
    table = only(
        read_rows([["City", "Province", "Stage"], ["Foshan", "Hunan", "applied"]], sheet="Prospects")
    )
    assert values(table, "city_id") == ["chn-foshan"]


def test_two_columns_of_which_the_chinese_one_says_which_city_of_the_name():
    rows = [["Suzhou", "宿州", "applied"], ["Suzhou", "苏州", "applied"]]
    table = only(read_rows([["City", "Chinese name", "Stage"], *rows], sheet="Prospects"))
    assert values(table, "city_id") == ["chn-suzhou-anhui", "chn-suzhou"]


@pytest.mark.parametrize("written", ["Guyiang", "Guiyang", "贵阳", "贵阳市", "贵州贵阳"])
def test_the_note_of_the_founder_means_guiyang(written):
    table = only(read_rows([["City", "Stage"], [written, "applied"]], sheet="Prospects"))
    assert values(table, "city_id") == ["chn-guiyang"]


def test_a_name_of_which_one_half_is_known_is_held_with_a_suggestion():
    table = dues("Lima 利瑪城")
    (issue,) = [issue for issue in table.issues if issue.code == "suggested_city"]
    assert issue.facts["ids"] == ("per-lima",)


def test_names_that_are_written_otherwise_are_counted_with_examples():
    table = dues("Canton", "西安市", "Lima")
    assert counted(table, "names_read") == 2
    (note,) = [issue for issue in table.issues if issue.code == "names_read"]
    assert note.facts["example"] == "Canton → Guangzhou, 西安市 → Xi'an"


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("Guangzou", "chn-guangzhou"),
        ("Shangai", "chn-shanghai"),
        ("Barcelonna", "esp-barcelona"),
        ("哈尔宾", "chn-harbin"),
        ("Taizhou", "chn-taizhou"),
        ("chn-guangzhuo", "chn-guangzhou"),
    ],
)
def test_a_name_that_is_only_alike_is_held_with_a_suggestion(written, suggested):
    table = dues("Lima", written)
    assert account(table) == (2, 1, 0, 1)
    (issue,) = [issue for issue in table.issues if issue.code == "suggested_city"]
    assert issue.row == 3
    assert suggested in issue.facts["ids"]


def test_a_confirmed_suggestion_is_the_city():
    table = dues("Guangzou", cities={"Guangzou": "chn-guangzhou"})
    assert values(table, "city_id") == ["chn-guangzhou"]


def test_a_confirmed_name_is_remembered_for_the_next_upload():
    first = read_rows([["City", "Year", "Due"], ["Guangzou", 2023, 1]], cities={"Guangzou": "chn-guangzhou"})
    assert first.memory is not None
    second = read_rows([["City", "Year", "Due"], ["guangzou", 2022, 1]], memory=first.memory)
    assert values(only(second), "city_id") == ["chn-guangzhou"]


def test_a_name_that_nothing_is_alike_is_unknown():
    table = dues("Atlantis")
    assert places(table, "unknown_city") == [(2, "City")]


def test_a_city_that_is_known_but_on_no_roll_is_held():
    table = dues("Harbin", "Foshan")
    assert places(table, "unknown_reference") == [(2, "City"), (3, "City")]


def test_the_country_keeps_cities_of_one_name_apart():
    rows = [["Barcelona", "Spain", "member"], ["Barcelona", "Venezuela", "member"]]
    assert values(roll(*rows), "city_id") == ["esp-barcelona"]
    table = roll(*rows, cities={"Barcelona": NEW})
    assert values(table, "city_id") == ["esp-barcelona", "ven-barcelona"]


def test_the_country_keeps_a_fee_from_going_to_the_wrong_city():
    rows = [
        ["City", "Country", "Year", "Due"],
        ["Barcelona", "Venezuela", 2023, 1],
        ["Barcelona", "ESP", 2023, 2],
    ]
    table = only(read_rows(rows))
    assert account(table) == (2, 1, 0, 1)
    assert places(table, "unknown_city") == [(2, "City")]


def test_a_second_column_names_what_the_first_leaves_open():
    table = only(
        read_rows(
            [["City", "Chinese name", "Year", "Due"], ["Yangcheng", "广州", 2023, 1], ["", "武汉", 2023, 2]]
        )
    )
    assert values(table, "city_id") == ["chn-guangzhou", "chn-wuhan"]


def test_two_columns_that_name_two_cities_are_asked_about():
    table = only(read_rows([["City", "Chinese name", "Year", "Due"], ["Wuhan", "广州", 2023, 1]]))
    (issue,) = [issue for issue in table.issues if issue.code == "suggested_city"]
    assert set(issue.facts["ids"]) == {"chn-guangzhou", "chn-wuhan"}


# The roll and the pipeline may name cities that are on no list


def test_a_roll_may_bring_a_city_of_the_list_of_cities():
    table = roll(["Harbin", "China", "member"])
    assert (values(table, "city_id"), values(table, "name"), values(table, "name_zh")) == (
        ["chn-harbin"],
        ["Harbin"],
        ["哈尔滨"],
    )
    assert counted(table, "filled_from_reference") == 2


def test_a_roll_may_bring_a_city_of_no_list_with_its_country():
    table = roll(["Lisbon", "Portugal", "member"])
    assert (values(table, "city_id"), values(table, "name"), values(table, "country")) == (
        ["prt-lisbon"],
        ["Lisbon"],
        ["PRT"],
    )
    assert places(table, "new_city") == [(2, "City")]


def test_a_roll_cannot_bring_a_city_of_no_list_without_its_country():
    table = roll(["Lisbon", "member"], header=("City", "Status"))
    assert places(table, "unknown_city") == [(2, "City")]


def test_a_new_city_that_is_like_a_known_one_is_asked_about_and_may_be_said_to_be_new():
    assert codes(roll(["Guangzou", "China", "member"])) == {"suggested_city": 1}
    table = roll(["Guangzou", "China", "member"], cities={"Guangzou": NEW})
    assert values(table, "city_id") == ["chn-guangzou"]


def test_a_prospects_sheet_makes_prospects_of_its_cities():
    rows = [
        ["City", "Country", "Stage"],
        ["Suzhou", "China", "interested"],
        ["昆山", "中国", "已联系"],
        ["Lisbon", "PT", ""],
    ]
    table = only(read_rows(rows, sheet="Prospects"))
    assert account(table) == (3, 2, 0, 1)  # a blank stage in a column of stages is not made up
    assert values(table, "city_id") == ["chn-suzhou", "chn-kunshan"]
    assert values(table, "name") == ["Suzhou", "Kunshan"]
    assert values(table, "name_zh") == ["苏州", "昆山"]
    assert values(table, "stage") == ["interested", "contacted"]


def test_a_list_of_names_is_a_list_of_identified_prospects():
    table = only(read(book({"Prospects": [["City"], ["Foshan"], ["Dongguan"]]})))
    assert values(table, "stage") == ["identified", "identified"]
    assert counted(table, "assumed") == 2


def test_a_known_member_keeps_its_name_whatever_the_sheet_calls_it():
    upload = read_rows([["City", "Status", "Population"], ["Canton", "member", 18000000]], sheet="Members")
    members = upload.candidate.table("members").set_index("city_id")
    assert members.loc["chn-guangzhou", "name"] == "Guangzhou"
    assert set(upload.changes.tables["members"].changed) == {"population", "source"}


def test_a_file_with_ids_may_rename_a_city():
    upload = read_rows([["city_id", "name", "status"], ["chn-guangzhou", "Canton", "member"]])
    assert "name" in upload.changes.tables["members"].changed


def test_hong_kong_stands_under_china():
    table = roll(["Hong Kong", "Hong Kong SAR", "member"])
    assert (values(table, "city_id"), values(table, "country")) == (["chn-hong-kong"], ["CHN"])


def test_a_new_event_does_not_take_the_id_of_another_one():
    upload = read_rows([["Event", "Start date", "Place"], ["Congress", "2023-09-01", "Lima"]])
    assert values(only(upload), "event_id") == ["congress-2023-2"]
    assert len(upload.changes.tables["events"].added) == 1


def test_events_are_found_by_name_as_well():
    rows = [["City", "Event", "Mode"], ["Lima", "World congress", "online"], ["Lima", "visit-2022", "现场"],
            ["Lima", "Unheard of", "online"]]  # fmt: skip
    table = only(read_rows(rows))
    assert values(table, "event_id") == ["congress-2023", "visit-2022"]
    assert values(table, "mode") == ["online", "in_person"]
    assert places(table, "unknown_reference") == [(4, "Event")]
