"""The City page: for members, prospects and outsiders, without a city, and with one that does not exist."""

import pytest

from tests.pages.test_every_page import copied, keep_rows, use_data  # noqa: F401  fixtures
from tests.support.apptest import address, opened, words
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, write_folder
from ui.city.brief_sheet import as_file
from ui.core import session_keys

HOSTILE = '<img src=x onerror=alert(1)>[a](javascript:b) $x$ :material/home: "quoted"'


def table(app, column):
    return next(frame.value for frame in app.dataframe if column in frame.value)


def cards(app):
    """Title and value of each card."""
    found = [text for text in (element.value for element in app.markdown) if 'class="card"' in text]
    return dict(_card(text) for text in found)


def _card(html):
    def between(css):
        return html.split(f'class="{css}">')[1].split("<")[0]

    return between("card-title"), (between("card-value"), between("card-detail"))


def test_a_member_is_told_with_its_names_its_fee_and_where_it_was_seen():
    app = opened("city", city="chn-guiyang")
    said = words(app)
    assert "Guiyang · 贵阳 · guiyang" in said
    assert "Guizhou, China." in said
    assert "2023 fee paid in full, last on 11 February 2023." in said
    found = cards(app)
    assert found["Inhabitants"] == ("3,037,159", "city (GeoNames), year not recorded")
    assert found["Member since"][0] == "not recorded"
    assert found["Fee 2023"][0] == "€8,840"
    assert found["Last seen"] == ("17 May 2023", "Meeting with Chinese members, Guangzhou, in person")
    assert "Illustrative data" in said


def test_a_prospect_that_attended_is_told_as_a_prospect_with_its_stage_and_price():
    app = opened("city", city="chn-foshan")
    assert "Prospect, intent expressed, in this stage for 15 days, since 16 May 2023." in words(app)
    found = cards(app)
    assert found["Member since"][0] == "not a member"
    assert found["Stage"][0] == "Intent expressed"
    assert found["Fee it would pay, 2023"] == ("€8,840", "joint; €5,870 exclusive")
    steps = table(app, "What")
    assert steps["State"].tolist() == ["overdue", "done"]
    assert table(app, "Direction")["Stage"].tolist()[-1] == "Intent expressed"
    assert not any("Due (EUR)" in frame.value for frame in app.dataframe)


def test_a_city_outside_is_told_by_what_the_reference_knows():
    app = opened("city", city="chn-suzhou")
    said = words(app)
    assert "Not a member and no prospect; " in said
    assert "no recorded contact." in said
    assert "It was never seen" in said


def test_a_city_abroad_lies_on_the_map_of_the_world():
    said = words(opened("city", city="esp-barcelona"))
    assert "Where Barcelona lies" in said
    assert "world-light" in said
    assert "china-light" in words(opened("city", city="chn-foshan"))


def test_networks_are_yes_no_and_not_asked():
    rows = table(opened("city", city="chn-foshan"), "Network")
    assert dict(zip(rows["Network"], rows["Member there"], strict=True)) == {
        "C40": "no", "UCLG": "not asked", "UCLG ASPAC": "not asked",
    }  # fmt: skip


def test_a_selected_row_of_peers_gives_a_link_to_its_city():
    app = opened("city", city="chn-guiyang")
    assert "Select a row to open its city." in words(app)
    cell = {"selection": {"rows": [], "columns": [], "cells": [[1, "City"]]}}
    app.session_state["table.city_peers_members"] = cell
    app.run()
    (link,) = [each.proto for each in app.get("page_link") if each.proto.label == "Open Changsha"]
    assert link.query_string.endswith("&city=chn-changsha")
    assert link.query_string.startswith("definition=any_receipt&as_of=2023-05-31")


def test_without_a_city_the_page_says_how_to_choose_one_and_lists_everybody():
    app = opened("city")
    assert "Choose a city" in words(app)
    assert len(app.dataframe[0].value) == 120
    assert "city" not in address(app)
    assert [box.label for box in app.main.text_input] == ["Find a city"]


def test_the_box_on_the_page_finds_as_the_one_in_the_menu():
    app = opened("city")
    app.main.text_input[0].set_value("东莞").run()
    assert address(app)["city"] == "chn-dongguan"
    assert "Dongguan · 东莞 · dongguan" in words(app)


@pytest.mark.parametrize("city", ["chn-atlantis", "esp-barcelona-", "Guangzhou", HOSTILE])
def test_a_city_that_does_not_exist_is_a_sentence_with_what_to_do(city):
    app = opened("city", city=city)
    said = words(app)
    assert "There is no city “" in said
    assert "Check the address" in said
    assert "<img" not in said.replace("\\<img", "")
    assert len(app.dataframe[0].value) == 120


@pytest.mark.parametrize(("city", "name"), [("chn-guyiang", "Guiyang"), ("chn-xain", "Xi'an")])
def test_a_city_that_is_nearly_right_is_offered(city, name):
    assert any(name in link.proto.label for link in opened("city", city=city).get("page_link"))


def test_the_city_stands_in_the_address_beside_the_frame():
    found = address(opened("city", city="chn-xian", definition="in_full"))
    assert found["city"] == "chn-xian"
    assert found["definition"] == "in_full"


def test_a_date_before_the_first_roll_is_explained_and_no_membership_is_guessed():
    said = words(opened("city", city="chn-guiyang", as_of="2021-06-30"))
    assert "On a later roll. The roll of 30 June 2021 is not in the data" in said


@pytest.mark.parametrize(
    "city", sorted({row["city_id"] for name in ("members", "prospects") for row in TRAPS[name]})
)
def test_every_city_of_the_traps_has_a_page(city, tmp_path, use_data):  # noqa: F811
    use_data(write_folder(tmp_path / "traps", TRAPS, **TRAPS_DESCRIPTION))
    said = words(opened("city", city=city))
    assert "nan" not in said.lower().replace("finance", "")
    assert "NaT" not in said
    assert "<NA>" not in said


@pytest.mark.parametrize(
    ("city", "complete", "value", "detail"),
    [
        ("aaa-silent", [2023], "not known", "payment for 2024 not known"),
        ("bbb-metropolis", [2023], "not known", "payment for 2024 not known"),
        ("bbb-host", [2024], "waived", "2024 fee waived"),
        ("bbb-metropolis", [2024], "€0", "2024 fee of €10,400 not paid"),
        ("xxx-nowhere", [2024], "€3,000", "€3,000 received for 2024, the fee itself is not recorded"),
    ],
)
def test_a_payment_that_is_not_known_is_told_so_and_never_as_zero(
    city,
    complete,
    value,
    detail,
    tmp_path,
    use_data,  # noqa: F811
):
    """complete: fee years whose receipts are declared complete; only then a missing one is a zero."""
    described = TRAPS_DESCRIPTION | {"receipts_complete": complete}
    use_data(write_folder(tmp_path / "traps", TRAPS, **described))
    assert cards(opened("city", city=city))["Fee 2024"] == (value, detail)


def test_hostile_names_notes_events_and_sources_stay_text(tmp_path, use_data):  # noqa: F811
    hostile = {name: [dict(row) for row in rows] for name, rows in TRAPS.items()}
    for name, columns in {
        "members": ("name", "name_zh", "note", "source"),
        "prospects": ("name", "name_zh", "note", "owner"),
        "events": ("name", "place"),
        "followups": ("what", "owner"),
    }.items():
        hostile[name] = [row | dict.fromkeys(columns, HOSTILE) for row in hostile[name]]
    hostile["topics"] = [{"city_id": "aaa-prospect", "topic": HOSTILE, "source": HOSTILE}]
    hostile["networks"] = [
        {"city_id": "aaa-prospect", "network": HOSTILE, "member": "yes", "source": HOSTILE}
    ]
    use_data(write_folder(tmp_path / "hostile", hostile, **TRAPS_DESCRIPTION))
    for city in ("aaa-prospect", "aaa-december"):
        app = opened("city", city=city)
        assert "<img" not in words(app).replace("\\<img", "")
        drawn = as_file(app.session_state[session_keys.BASIS], city)
        assert "<img" not in drawn
        assert "<script" not in drawn


# The brief


def test_the_brief_says_who_what_offer_last_contact_open_points_and_what_to_ask():
    said = words(opened("city", city="chn-foshan"))
    sheet = said[said.index('class="brief"') :]
    order = ["Who", "What it is to us", "What we can offer", "Last contact", "Open points", "To ask"]
    places = [sheet.index(f"<h2>{title}</h2>") for title in order]
    assert places == sorted(places)
    assert "Topics: Logistics (asked about it)" in sheet
    assert "A working group on logistics (proposed): logistics, recorded as “asked about it”." in sheet
    assert "World Congress, Brussels, 12 June 2023, in 12 days" in sheet
    assert "(was due 26 May 2023, Barcelona)" in sheet
    assert "Thank the hosts" not in sheet
    assert "For use inside the secretariat" in sheet
    assert "Illustrative data" in sheet


def test_the_brief_as_a_file_carries_its_pictures_and_asks_for_nothing():
    app = opened("city", city="chn-guiyang")
    text = as_file(app.session_state[session_keys.BASIS], "chn-guiyang")
    assert text.startswith("<!doctype html>")
    assert text.count("<svg") == 2
    assert "data:image/svg+xml;base64," in text
    assert "/assets/" not in text
    assert "<script" not in text
    assert "http://www.w3.org/2000/svg" in text


# The search


def test_typing_a_name_as_the_note_spells_it_opens_the_city():
    app = opened("shares", definition="invoiced")
    box = next(box for box in app.sidebar.text_input if box.label == "Find a city")
    box.set_value("Guyiang").run()
    assert "Guiyang · 贵阳" in words(app)
    assert address(app)["city"] == "chn-guiyang"
    assert address(app)["definition"] == "invoiced"


def test_a_name_of_two_cities_offers_both():
    app = opened()
    app.sidebar.text_input[0].set_value("Taizhou").run()
    labels = [link.proto.label for link in app.sidebar.get("page_link")]
    assert any("泰州" in label for label in labels)
    assert any("台州" in label for label in labels)


def test_a_name_that_nobody_has_says_so_and_what_to_do():
    app = opened()
    app.sidebar.text_input[0].set_value("zzzzzzzz<b>").run()
    said = words(app)
    assert "No city is found under “zzzzzzzz\\<b\\>”" in said
    assert [link.proto.label for link in app.sidebar.get("page_link")] == ["Share this view"]
