"""What we do not know of a city, and the button that makes a follow-up of it."""

import pytest

from analysis.unknowns import CODES
from data.store import versions
from data.store.database import reading
from tests.pages import opened, said
from tests.update_page import pressed
from ui import services, store
from ui.text import say


def button(app, code):
    return next(each for each in app.button if each.key == f"gap.ask.{code}")


def newest():
    with reading(store.opened()) as unit:
        return versions.current(unit)


def followups(city_id="chn-shenyang"):
    services.forget()
    rows = services.dataset().table("followups")
    return rows[rows["city_id"] == city_id]


def test_a_gap_becomes_a_follow_up_once_and_that_can_be_undone():
    app, before = opened("city", city="chn-shenyang"), newest().number
    assert "When it joined is not recorded." in said(app)
    button(app, "joined_unknown").click().run()
    rows = followups()
    assert rows["what"].tolist() == ["Find out when it joined."]
    assert rows[["due_on", "done_on"]].isna().all(axis=None)
    assert newest().number == before + 1
    assert button(app, "joined_unknown").disabled
    assert not button(app, "scheme_unknown").disabled
    steps = next(frame.value for frame in app.dataframe if "What" in frame.value)
    assert "Find out when it joined." in steps["What"].tolist()
    pressed(app, "Undo")
    assert followups().empty
    assert not button(app, "joined_unknown").disabled


def test_what_others_saved_meanwhile_stays():
    first, second = (opened("city", city="chn-shenyang") for _ in range(2))
    button(first, "joined_unknown").click().run()
    button(second, "scheme_unknown").click().run()
    assert set(followups()["what"]) == {
        "Find out when it joined.",
        "Find out whether its membership is joint or exclusive.",
    }


def test_nobody_without_a_name_makes_a_follow_up(monkeypatch):
    monkeypatch.setattr("ui.author._of_the_system", lambda: "")
    app, before = opened("city", city="chn-shenyang"), newest().number
    button(app, "joined_unknown").click().run()
    assert "Say who makes this change." in app.error[0].value
    assert newest().number == before


@pytest.mark.parametrize("code", CODES)
def test_each_gap_says_what_to_do_about_it(code):
    facts = {"years": "2021", "names": "C40", "year": "2015", "count": "1"}
    assert say(f"to_do.{code}", **facts).endswith(".")
