"""The Pipeline page: a prospect is changed and put back, two people at once, chances of stages, findings."""

from datetime import date

import pytest

from analysis.shares.share_record import share_record
from data.edits import Edit
from data.store import versions
from data.store.database import reading
from data.store.editing import save_edit
from tests.pages.test_every_page import NARROW
from tests.support.apptest import opened, said
from ui.core import queries, store

FINDINGS = "change.funnel.cohorts.expected.score.aside.timeline.effect"


def newest():
    with reading(store.opened()) as connection:
        return versions.load(connection, versions.current(connection).version_id)


def stage_of(city_id):
    rows = newest().table("prospects").set_index("city_id")
    return rows.at[city_id, "stage"]


def last_step(city_id):
    rows = newest().table("stage_history")
    row = rows[rows["city_id"] == city_id].sort_values(["entered_on", "seq"]).iloc[-1]
    return f"{row['entered_on']:%Y-%m-%d}", row["stage"]


def form(app, field):
    """A field of the form for Foshan."""
    found = [
        each for kind in ("selectbox", "text_input", "text_area", "date_input") for each in app.get(kind)
    ]
    return next(each for each in found if (each.key or "").startswith(f"prospect.{field}.chn-foshan"))


def changing():
    app = opened("pipeline", open="change")
    app.selectbox(key="prospect.city").select("chn-foshan").run()
    return app


def test_the_form_says_the_next_step_that_the_list_has_its_owner_and_day():
    app = changing()
    row = app.dataframe[0].value.set_index("City").loc["Foshan"]
    assert row["Next step"] == "Send the application form and the fee for 2023"
    assert f"Next now: {row['Next step']} · Barcelona · due 26 May 2023, overdue." in said(app)
    assert "among the follow-ups of the city" in said(app)
    form(app, "next_step").set_value("Call the mayor's office")
    form(app, "owner").set_value("guangzhou")
    form(app, "next_step_due").set_value(date(2023, 6, 9))
    app.button(key="FormSubmitter:prospect.chn-foshan-Save").click().run()
    assert "Next now: Call the mayor's office · Guangzhou · due 9 June 2023." in said(app)
    assert "among the follow-ups of the city" not in said(app)


def findings(app):
    """The sentences that open."""
    return " ".join(each.label for each in app.expander).replace("\\", "")


def press(app, text):
    return next(button for button in app.button if button.label == text).click().run()


def elsewhere(city_id, **values):
    """Somebody else saves a change upon the newest version."""
    edit = Edit("prospects", {"city_id": city_id}, values)
    about = {"seen": newest().version, "author": "Bo", "note": "", "headline": share_record}
    return save_edit(store.opened(), edit, **about)


def test_a_stage_is_changed_with_its_day_and_put_back_again():
    app = changing()
    before = newest().version
    form(app, "stage").select("applied")
    form(app, "entered_on").set_value(date(2023, 5, 20))
    press(app, "Save")
    assert "Foshan: now at “Applied”." in said(app)
    assert "1 of them at “Applied”" in said(app)
    assert last_step("chn-foshan") == ("2023-05-20", "applied")
    table = app.dataframe[0].value.set_index("City")
    assert table.at["Foshan", "Days in stage"] == 11
    press(app, "Undo")
    assert "Taken back" in said(app)
    assert stage_of("chn-foshan") == "intent_expressed"
    assert last_step("chn-foshan")[1] == "intent_expressed"
    assert newest().version != before


def test_what_is_not_different_is_not_saved():
    app = changing()
    before = newest().version
    press(app, "Save")
    assert "Nothing was different" in said(app)
    assert newest().version == before


def test_next_step_owner_and_note_are_changed_in_one_version():
    app = changing()
    form(app, "next_step").input("Call the mayor's office")
    form(app, "next_step_due").set_value(date(2023, 6, 5))
    form(app, "owner").select("guangzhou")
    press(app, "Save")
    row = newest().table("prospects").set_index("city_id").loc["chn-foshan"]
    assert row[["next_step", "owner"]].tolist() == ["Call the mayor's office", "guangzhou"]
    assert f"{row['next_step_due']:%Y-%m-%d}" == "2023-06-05"
    assert "powerhouse" in row["note"]
    table = app.dataframe[0].value.set_index("City")
    assert table.at["Foshan", "Next step"] == "Call the mayor's office"


def test_a_change_of_another_city_meanwhile_is_kept_and_the_typed_one_too():
    app = changing()
    elsewhere("chn-zhuhai", stage="applied")
    form(app, "stage").select("lost")
    press(app, "Save")
    assert stage_of("chn-foshan") == "lost"
    assert stage_of("chn-zhuhai") == "applied"
    assert "1 is lost or parked." in findings(app)


def test_a_change_of_the_same_city_meanwhile_shows_both_sides_and_loses_nothing():
    app = changing()
    elsewhere("chn-foshan", note="Bo was there")
    form(app, "stage").select("applied")
    press(app, "Save")
    assert "Somebody changed the same row meanwhile (Bo saved last)" in said(app)
    assert stage_of("chn-foshan") == "intent_expressed"
    sides = next(frame.value for frame in app.dataframe if "Yours" in frame.value)
    assert "Bo was there" in sides["Now"].tolist()
    press(app, "Save mine on top")
    assert stage_of("chn-foshan") == "applied"
    assert newest().table("prospects").set_index("city_id").at["chn-foshan", "note"] == "Bo was there"


def test_the_fields_survive_what_somebody_else_saves_and_are_fresh_after_a_save():
    app = changing()
    field = form(app, "next_step").key
    elsewhere("chn-zhuhai", stage="applied")
    app.run()
    assert form(app, "next_step").key == field  # the same field to a browser, which keeps what is typed
    form(app, "next_step").input("Typed before")
    press(app, "Save")
    assert form(app, "next_step").key != field
    assert form(app, "next_step").value == "Typed before"
    form(app, "next_step").input("Typed after")
    press(app, "Save")
    assert "Somebody changed" not in said(app)
    assert newest().table("prospects").set_index("city_id").at["chn-foshan", "next_step"] == "Typed after"


def test_a_chance_of_a_stage_is_set_for_everybody_and_taken_back():
    app = opened("pipeline", open="expected")
    assert "about 1.7 members and €14,586 a year" in findings(app)
    app.selectbox(key="chance.stage").select("intent_expressed").run()
    next(each for each in app.slider if each.key.startswith("chance.percent")).set_value(80).run()
    press(app, "Set")
    assert f"Intent expressed: 80.0{NARROW}%." in said(app)
    assert "about 2.6 members and €22,542 a year" in findings(app)
    table = next(frame.value for frame in opened("method").dataframe if "Set (%)" in frame.value)
    assert table.set_index("Stage").at["Intent expressed", "Set (%)"] == 80
    press(app, "Undo")
    assert "about 1.7 members and €14,586 a year" in findings(app)


def test_every_finding_opens_and_says_the_same_as_its_table():
    app = opened("pipeline", open=FINDINGS)
    assert f"5 of 10 with a dated entry joined (50.0{NARROW}%), half of them within 420 days." in findings(
        app
    )
    assert "5 of 10 cities that came into the pipeline became members." in findings(app)
    assert "All 5 cities on record that ended became members." in said(app)
    cohorts = next(f.value for f in app.dataframe if "Days until member (median)" in f.value)
    assert cohorts.iloc[-1][["Became members (%)", "Days until member (median)"]].tolist() == [50, 420]
    stopped = next(f.value for f in app.dataframe if "Went back" in f.value).set_index("Stage")
    assert stopped.loc["Intent expressed", ["Reached", "Went on", "There now"]].tolist() == [8, 5, 3]


@pytest.mark.parametrize(("code", "first"), [("year", "2020"), ("half", "2020, January to June")])
def test_cohorts_are_by_year_or_half_year_as_the_address_says(code, first):
    app = opened("pipeline", open="cohorts", cohort=code)
    cohorts = next(f.value for f in app.dataframe if "Days until member (median)" in f.value)
    assert cohorts["Came in"].iloc[0] == first


def test_the_page_answers_a_day_before_anybody_came_in():
    app = opened("pipeline", as_of="2019-06-30", open=FINDINGS)
    assert "No open prospects on this date." in said(app)
    assert queries.dataset().as_of == date(2023, 5, 31)
