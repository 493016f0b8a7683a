"""What we do not know of a city, and the button that makes a follow-up of it."""

import pytest

from analysis.city.unknowns import CODES
from data.store import versions
from data.store.database import reading
from tests.support.apptest import opened, said
from tests.support.stores import commit_sample, with_text
from tests.support.update_page import pressed
from text import say
from ui.core import queries, store


def button(app, code):
    return next(each for each in app.button if each.key == f"gap.ask.{code}")


def first_gap(app):
    """Code of the first gap that a page offers to ask."""
    keys = [each.key for each in app.button if str(each.key).startswith("gap.ask.")]
    return keys[0].removeprefix("gap.ask.")


def newest():
    with reading(store.opened()) as connection:
        return versions.current(connection)


def followups(city_id="chn-shenyang"):
    queries.forget()
    rows = queries.dataset().table("followups")
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
    monkeypatch.setattr("ui.core.author._of_the_system", lambda: "")
    app, before = opened("city", city="chn-shenyang"), newest().number
    button(app, "joined_unknown").click().run()
    assert "Say who makes this change." in app.error[0].value
    assert newest().number == before


@pytest.mark.parametrize("code", CODES)
def test_each_gap_says_what_to_do_about_it(code):
    facts = {"years": "2021", "names": "C40", "year": "2015", "count": "1"}
    assert say(f"to_do.{code}", **facts).endswith(".")


def test_what_changed_when_tells_each_change_with_who_and_when():
    app = opened("city", city="chn-foshan")
    app.session_state["city.history"] = True
    assert "Nothing has changed for this city" in said(app.run())
    button(app, first_gap(app)).click().run()
    data = queries.dataset()
    row = int(data.table("prospects").query("city_id == 'chn-foshan'").index[0])
    commit_sample(
        store.opened(), with_text(data, "prospects", "note", row, "called"), author="Ben", note="call"
    )
    app = opened("city", city="chn-foshan")
    app.session_state["city.history"] = True
    rows = next(frame.value for frame in app.run().dataframe if "Before" in frame.value)
    assert rows[["By", "Note", "What", "After"]].iloc[0].tolist() == ["Ben", "call", "Prospects", "called"]
    added = rows.iloc[1]
    assert added["Field"] == "added"
    assert "chn-foshan" not in added["After"]
    assert len(rows) == 2
