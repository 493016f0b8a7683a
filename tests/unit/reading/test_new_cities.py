"""A name on no list is a question where a known city is within reach; a city of one name with another, and
one whose coordinates lie elsewhere, are questions as well."""

import pytest

from data.cleaning.city_names import NEW, city_names
from data.cleaning.nearest_cities import distance_km
from tests.support.datasets import in_memory, member
from tests.support.uploads import book, codes, current, only, places, read, read_rows, values

HEADS = ["City", "Country", "Status"]
PLACED = [*HEADS, "Latitude", "Longitude"]


def roll(*rows, heads=HEADS, **choices):
    return read_rows([heads, *rows], sheet="Members", table="members", **choices)


def asked(table):
    """Why each name is asked about, with the ids to choose from."""
    return [
        (issue.facts.get("why"), issue.facts["ids"])
        for issue in table.issues
        if issue.code == "suggested_city"
    ]


@pytest.mark.parametrize(
    ("heads", "row", "suggested"),
    [
        (HEADS, ["Grenville", "France", "member"], "fra-"),
        (["城市", "国家", "状态"], ["格勒诺布", "法国", "会员"], "fra-"),
        (["Ville", "Pays", "Statut"], ["Cuzcoville", "Pérou", "membre"], "per-"),
        (["Ciudad", "País", "Estado"], ["Villanueva", "España", "miembro"], "esp-"),
    ],
)
def test_a_name_on_no_list_in_a_country_with_known_cities_is_a_question(heads, row, suggested):
    upload = roll(row, heads=heads)
    table = only(upload)
    ((why, ids),) = asked(table)
    assert why == "new"
    assert ids
    assert all(city.startswith(suggested) for city in ids)
    assert table.held == 1
    assert not upload.new_cities


def test_somebody_may_say_that_it_is_a_city_of_its_own_and_it_is_listed_with_the_nearest():
    upload = roll(["Grenville", "France", "member"], cities={"Grenville": NEW})
    (city,) = upload.new_cities
    assert (city.city_id, city.country) == ("fra-grenville", "FRA")
    assert [km for _, km in city.near] == [None] * 3


def test_a_country_without_any_known_city_has_nothing_to_ask():
    table = only(roll(["Lisbon", "Portugal", "member"]))
    assert not asked(table)
    assert places(table, "new_city") == [(2, "City")]


def test_the_sound_of_a_chinese_name_is_no_city_elsewhere():
    heads = ["城市", "国家", "状态"]
    table = only(roll(["圣何塞", "哥斯达黎加", "会员"], ["昆山", "中国", "会员"], heads=heads))
    assert places(table, "unknown_city") == [(2, "城市")]
    said = only(roll(["圣何塞", "哥斯达黎加", "会员"], heads=heads, cities={"圣何塞": NEW}))
    assert said.kept == 1


def test_members_of_the_data_are_within_reach_too():
    data = in_memory({"members": [member("prt-lisbon", name="Lisbon")]}, as_of=current().as_of)
    upload = read(book({"Members": [HEADS, ["里斯", "Portugal", "member"]]}), dataset=data, table="members")
    assert asked(only(upload)) == [("new", ("prt-lisbon",))]


def test_coordinates_say_whether_a_known_city_is_within_reach():
    far = roll(["Brest", "France", "member", 48.39, -4.49], heads=PLACED)
    assert not asked(only(far))
    assert {"fra-paris", "gbr-london"} <= {city for city, _ in far.new_cities[0].near}
    assert far.new_cities[0].near[0][1] > 100
    near = roll(["Lutezia", "France", "member", 48.86, 2.35], heads=PLACED)
    ((why, ids),) = asked(only(near))
    assert (why, ids[0]) == ("new", "fra-paris")


def test_an_id_of_its_own_in_the_file_is_a_statement():
    upload = read_rows([["city_id", "name", "status"], ["fra-grenoble", "Grenoble", "member"]])
    assert values(only(upload), "city_id") == ["fra-grenoble"]


# Coordinates that contradict the city


@pytest.mark.parametrize(
    "place", [(10.13, -64.69), (2.17, 41.39), (-41.39, 2.17)], ids=["Venezuela", "exchanged", "south"]
)
def test_a_city_whose_coordinates_lie_elsewhere_is_a_question(place):
    table = only(roll(["Barcelona", "Spain", "member", *place], heads=PLACED))
    ((why, ids),) = asked(table)
    assert why == "far"
    assert ids[0] == "esp-barcelona"
    assert table.kept == 0


@pytest.mark.parametrize("place", [(41.39, 2.17), ("41,4", "2,2"), (41.0, 2.5), (None, None), ("n/a", "n/a")])
def test_coordinates_that_fit_or_say_nothing_are_no_question(place):
    assert not asked(only(roll(["Barcelona", "Spain", "member", *place], heads=PLACED)))


def test_a_body_that_is_no_city_is_not_measured():
    assert distance_km("bra-sao-paulo-state", (-22.0, -49.0)) is None
    assert distance_km("fra-paris", (48.86, 2.35)) < 10


def test_the_answer_to_a_contradiction_is_taken():
    rows = ["Barcelona", "Spain", "member", 10.13, -64.69]
    table = only(roll(rows, heads=PLACED, cities={"Barcelona": "esp-barcelona"}))
    assert values(table, "city_id") == ["esp-barcelona"]


# Cities of one name


def test_a_name_that_two_known_cities_carry_is_a_question_and_a_country_answers_it():
    both = in_memory(
        {"members": [member("ven-barcelona", name="Barcelona"), member("esp-barcelona", name="Barcelona")]},
        as_of=current().as_of,
    )
    rows = [["City", "Year", "Due"], ["Barcelona", 2023, 1]]
    table = only(read(book({"Dues": rows}), dataset=both))
    ((_, ids),) = asked(table)
    assert set(ids) == {"esp-barcelona", "ven-barcelona"}
    rows = [
        ["City", "Country", "Year", "Due"],
        ["Barcelona", "Venezuela", 2023, 1],
        ["Barcelona", "ESP", 2023, 2],
    ]
    table = only(read(book({"Dues": rows}), dataset=both))
    assert values(table, "city_id") == ["ven-barcelona", "esp-barcelona"]


def test_a_name_that_a_city_elsewhere_has_is_a_question_unless_the_data_speak_of_it():
    names = city_names([], {})
    for name in ("Barcelona", "Tripoli", "Mérida", "Valencia", "巴塞罗那"):
        assert names.match(name).how == "suggested", name
    assert names.match("Barcelona", "ESP").how == "name"
    assert names.match("Barcelona (Spain)").how == "name"
    assert names.match("City of Tripoli").how == "suggested"
    of_data = city_names([current().table("members")], {})
    assert of_data.match("Barcelona").city_id == "esp-barcelona"
    assert of_data.match("Tripoli").how == "suggested"


def test_a_roster_without_countries_asks_about_such_a_name():
    table = only(roll(["Tripoli", "member"], ["Lima", "member"], heads=["City", "Status"]))
    assert codes(table) == {"suggested_city": 1}
    assert values(table, "city_id") == ["per-lima"]
