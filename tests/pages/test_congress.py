"""The Congress page: the number and its range, chances set by hand with their undo, forecasts kept."""

from datetime import date

import pandas as pd
import pytest

from data.store import audit, saved
from data.store.database import reading
from tests.pages.test_every_page import use_data  # noqa: F401  a fixture
from tests.support.apptest import address, opened, said
from tests.support.datasets import member, write_folder
from tests.support.stores import commit_sample, sample, with_rows
from tests.support.update_page import chosen, pressed
from ui.core import queries, store

EVENT = "brussels-congress-2023"


def listed(app, column="Expected"):
    return next(frame.value for frame in app.dataframe if column in frame.value and "City" in frame.value)


def field(app, words):
    return next(each for each in app.slider if each.label == words)


def set_by_hand(app, city="chn-beijing", percent=80, people=4.0):
    app = chosen(app, "congress.city", city)
    field(app, "Chance that it comes").set_value(percent)
    field(app, "People it sends, if it comes").set_value(people)
    return pressed(app, "Set")


def stored(kind):
    with reading(store.opened()) as connection:
        return {each.name: each.code for each in saved.list_saved(connection, kind)}


def test_the_first_line_says_the_number_its_range_and_how_long_there_is():
    app = opened("congress")
    spoken = said(app)
    assert (
        "About 23 delegates of Chinese cities are expected at “World Congress, Brussels”. If the chances are"
        " right, it is" in spoken
    )
    assert "12 days are left until 12 June 2023." in spoken
    assert "Asked are 23 members and 5 prospects." in spoken
    assert "Illustrative data" in spoken
    assert address(app)["congress"] == EVENT


def test_every_city_stands_with_its_chance_and_why_the_largest_contribution_first():
    rows = listed(opened("congress"))
    assert len(rows) == 28
    assert rows["Expected"].is_monotonic_decreasing
    assert rows["Expected"].sum() == pytest.approx(22.6)
    assert rows["Uncertainty (%)"].sum() == pytest.approx(100)
    by_city = rows.set_index("City")
    assert by_city.loc["Shenyang", ["Chance (%)", "People if it comes", "Why"]].tolist() == [
        50, 2.5, "Came in person before"
    ]  # fmt: skip
    assert by_city.loc["Foshan", "Why"] == "Intent expressed"


def test_the_assumptions_are_shown_on_the_page_and_on_the_method_page():
    for page in ("congress", "method"):
        rows = next(frame.value for frame in opened(page).dataframe if "Whom" in frame.value)
        assert len(rows) == 12
        assert rows.set_index("Why").loc["Only online so far", "Chance (%)"] == 25


def test_another_group_and_day_give_another_forecast():
    spoken = said(opened("congress", group="europe"))
    assert "delegates of cities in Europe are expected" in spoken
    early = said(opened("congress", as_of="2023-05-01"))
    assert "How many delegates of Chinese cities will come cannot be said: on 1 May 2023" in early
    assert "0 delegates" not in early


def test_a_chance_set_by_hand_changes_the_number_says_who_set_it_and_can_be_undone():
    app = set_by_hand(opened("congress"))
    assert stored("chance") == {f"{EVENT}/chn-beijing": "0.8/4"}
    assert "About 26 delegates" in said(app)
    row = listed(app).set_index("City").loc["Beijing"]
    assert row[["Chance (%)", "People if it comes"]].tolist() == [80, 4.0]
    assert row["Set by"]
    assert "Beijing: 80 %, 4.0 people." in said(app)
    app = pressed(app, "Undo")
    assert "About 23 delegates" in said(app)
    assert stored("chance") == {}
    with reading(store.opened()) as connection:
        assert [each.action for each in audit.entries(connection)][-2:] == ["save", "put_back"]


def test_a_city_goes_back_to_the_rule_and_that_can_be_undone_too():
    app = set_by_hand(opened("congress"))
    app = pressed(app, "Back to the rule")
    assert "Beijing goes by the rule again: 10 %, 2.0 people." in said(app)
    assert stored("chance") == {}
    pressed(app, "Undo")
    assert stored("chance") == {f"{EVENT}/chn-beijing": "0.8/4"}


def test_the_next_reader_sees_what_was_set_and_another_congress_does_not():
    set_by_hand(opened("congress"))
    assert "About 26 delegates" in said(opened("congress"))
    events = sample().table("events")
    old = events.head(1).assign(event_id="old", name="Old", starts_on=pd.Timestamp("2020-06-01"))
    commit_sample(store.opened(), with_rows(sample(), "events", pd.concat([events, old], ignore_index=True)))
    app = opened("congress", congress="old")
    assert "Old" in said(app)
    assert "It began on 1 June 2020." in said(app)
    assert listed(app)["Set by"].isna().all()


def test_a_kept_forecast_stays_as_it_was_and_is_scored_when_it_is_known_who_came():
    app = pressed(opened("congress"), "Keep the forecast of 31 May 2023")
    (text,) = stored("forecast").values()
    assert "How good it was is not known yet" in said(app)
    set_by_hand(app, percent=100)
    assert list(stored("forecast").values()) == [text]
    came = pd.DataFrame(
        {"event_id": EVENT, "city_id": ["chn-xian", "chn-foshan"], "mode": "in_person", "delegates": [4, 1]}
    )
    data = sample()
    rows = pd.concat([data.table("participation"), came], ignore_index=True)
    later = with_rows(data, "participation", rows.astype(data.table("participation").dtypes))
    object.__setattr__(later, "as_of", pd.Timestamp("2023-06-20").date())
    commit_sample(store.opened(), later)
    queries.forget()
    spoken = said(opened("congress", congress=EVENT))
    assert "Came in person: 2 of 28 cities;" in spoken
    assert "were to be expected" in spoken
    assert "Brier" not in spoken
    assert "5 delegates came: outside the range of" in spoken


def test_without_a_congress_on_record_the_page_says_how_to_add_one(tmp_path, use_data):  # noqa: F811
    folder = write_folder(tmp_path / "x", {"members": [member("aaa-one")]}, as_of=date(2023, 5, 31))
    use_data(folder)
    assert "No Congress is on record." in said(opened("congress"))


def test_each_offer_opens_its_cities_with_the_reason():
    app = opened("congress")
    labels = [box.label.replace("\\", "") for box in app.expander]
    assert "A working group on solid waste (proposed): 3 cities" in labels
    app.session_state["offer.group-solid-waste"] = True
    rows = next(
        frame.value for frame in app.run().dataframe if "Why" in frame.value and len(frame.value) == 3
    )
    assert set(rows["City"]) == {"Fuzhou", "Shenyang", "Xiamen"}
    assert rows.set_index("City").loc["Xiamen", "Why"] == "solid waste, recorded as “shares its practice”"
