"""Follow-ups: the list, its calendar file, and what reminders print; counted again in plain Python."""

import csv
import json
from datetime import date, timedelta

import icalendar
import pandas as pd
import pytest

from analysis.core.basis import default_basis
from analysis.core.member_states import member_states
from analysis.engagement.attendance_by_event import by_city
from analysis.followups import followups
from analysis.overview.attention import attention
from analysis.pipeline.prospects import prospects
from data.edits import put_row
from data.store import contacts, versions
from data.store.database import reading, writing
from tests.support.apptest import opened, words
from tests.support.commandline import run
from tests.support.datasets import SAMPLE
from tests.support.stores import commit_sample, sample
from tests.support.update_page import pressed
from ui.core import store
from ui.followups import sections as page

AS_OF = date(2023, 5, 31)
PERSON = "Ximena Quirolanda"


def with_followup(dataset, followup_id, city_id, **values):
    given = {"city_id": city_id, "what": "Write", "owner": "guangzhou"} | values
    return put_row(dataset, "followups", {"followup_id": followup_id}, given)


def state_of(dataset, followup_id, on=AS_OF):
    rows = followups.followups(dataset, on).set_index("followup_id")
    return rows.loc[followup_id, "step_state"], rows.loc[followup_id, "days_overdue"]


def test_the_sample_has_the_steps_that_its_file_has_on_any_day():
    with (SAMPLE / "followups.csv").open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert state_of(sample(), "f-005")[0] == "done"
    for on in (AS_OF + timedelta(days) for days in range(-10, 11, 2)):
        late = {
            row["followup_id"]: (on - date.fromisoformat(row["due_on"])).days
            for row in written
            if not row["done_on"]
        }
        rows = followups.followups(sample(), on)
        found = rows[rows["step_state"] == "overdue"].set_index("followup_id")["days_overdue"]
        assert found.to_dict() == {key: days for key, days in late.items() if days > 0}


def test_overdue_ones_come_first_then_by_day_then_without_a_day_and_done_ones_last():
    data = with_followup(sample(), "f-a", "chn-foshan", due_on="", what="Undated")
    data = with_followup(data, "f-b", "chn-foshan", due_on="2023-05-01", done_on="2023-05-02", what="Done")
    data = with_followup(data, "f-c", "chn-xian", due_on="2023-05-02", what="Latest")
    order = followups.followups(data, AS_OF)["followup_id"].tolist()
    assert order == ["f-c", "f-001", "f-004", "f-003", "f-002", "f-a", "f-b", "f-005"]


@pytest.mark.parametrize(
    ("due_on", "done_on", "state"),
    [
        ("2023-05-30", "", ("overdue", 1)),
        ("2023-05-31", "", ("open", None)),  # on the day itself there is still time
        ("", "", ("open", None)),  # no day is not overdue
        ("2023-05-01", "2023-05-31", ("done", None)),
        ("2023-05-01", "2023-06-01", ("overdue", 30)),  # on that day it was not done yet
    ],
)
def test_the_state_of_a_step_on_a_day(due_on, done_on, state):
    found = state_of(with_followup(sample(), "f-x", "chn-xian", due_on=due_on, done_on=done_on), "f-x")
    assert (found[0], None if pd.isna(found[1]) else found[1]) == state


def test_the_next_step_of_a_prospect_is_listed_until_it_is_no_prospect_any_more():
    key = {"city_id": "chn-foshan"}
    data = put_row(sample(), "prospects", key, {"next_step": "Call", "next_step_due": "2023-05-30"})
    assert state_of(data, "next-chn-foshan") == ("overdue", 1)
    lost = put_row(data, "prospects", key, {"stage": "lost"})
    assert "next-chn-foshan" not in set(followups.followups(lost, AS_OF)["followup_id"])


def test_overdue_follow_ups_of_members_need_attention_and_those_of_prospects_do_so_once():
    data = with_followup(sample(), "f-x", "chn-xian", due_on="2023-05-02")
    basis = default_basis(data)
    states = member_states(data, basis).frame()
    items = attention(
        basis,
        states,
        prospects(data, basis.as_of),
        by_city(data, states.assign(kind="member"), basis.as_of),
        followups.followups(data, basis.as_of),
    )
    found = {item.code: item for item in items}
    assert found["followups_overdue"].rows["followup_id"].tolist() == ["f-x"]
    assert found["followups_overdue"].facts == {"since": pd.Timestamp("2023-05-02")}
    assert found["steps_overdue"].count == 2


# The page


def newest():
    with reading(store.opened()) as connection:
        return versions.load(connection, versions.head(connection).version_id)


def field(app, kind, key):
    return next(each for each in app.get(kind) if each.key == key)


def test_one_is_added_done_and_each_taken_back():
    app = opened("followups")
    assert "4 follow-ups are open, 2 of them overdue" in words(app)
    field(app, "selectbox", "followups.city").set_value("chn-xian")
    field(app, "text_input", "followups.what").set_value("Ask about transport")
    app = pressed(app, "Add")
    assert "5 follow-ups are open" in words(app)
    assert newest().table("followups").iloc[-1][["city_id", "what"]].tolist() == [
        "chn-xian",
        "Ask about transport",
    ]
    app = pressed(app, "Undo")
    assert "4 follow-ups are open" in words(app)

    field(app, "selectbox", "followups.which").set_value("f-001")
    app = pressed(app.run(), "Done")
    assert "3 follow-ups are open, 1 of them overdue" in words(app)
    assert field(app, "selectbox", "followups.which").value is None
    assert newest().table("followups").set_index("followup_id").loc["f-001", "done_on"] == pd.Timestamp(AS_OF)
    app = pressed(app, "Undo")
    assert "4 follow-ups are open, 2 of them overdue" in words(app)


def test_what_is_refused_says_which_field_and_stays_typed():
    app = opened("followups")
    field(app, "text_input", "followups.what").set_value("Ask about transport")
    app = pressed(app, "Add")
    assert any("City" in error.value and "missing" in error.value for error in app.error)
    assert field(app, "text_input", "followups.what").value == "Ask about transport"
    assert len(newest().table("followups")) == len(sample().table("followups"))


# The calendar file


def calendar_of(dataset):
    content = page.as_calendar(followups.followups(dataset, AS_OF), AS_OF)
    return content, {str(each["uid"]): each for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_a_calendar_holds_each_open_step_that_has_a_day_under_an_id_that_stays():
    data = with_followup(sample(), "f-a", "chn-xian", due_on="")
    content, events = calendar_of(data)
    assert set(events) == {f"f-00{number}@membership-dashboard" for number in (1, 2, 3, 4)}
    assert events["f-001@membership-dashboard"]["dtstart"].dt == date(2023, 5, 26)
    assert calendar_of(data)[0] == content
    later = put_row(data, "followups", {"followup_id": "f-001"}, {"due_on": "2023-06-09"})
    assert calendar_of(later)[1]["f-001@membership-dashboard"]["dtstart"].dt == date(2023, 6, 9)


# Reminders


@pytest.fixture
def stored(chosen):
    """The store that the command reads, with the sample and one step that names a contact."""
    engine = store.opened()
    data = with_followup(sample(), "f-x", "chn-xian", due_on="2023-06-20", what=f"Write to {PERSON}, on hold")
    with writing(engine) as connection:
        details = {"city_id": "chn-xian", "person": PERSON, "channel": "wechat", "holder": "guangzhou"}
        contacts.add(connection, details, author="Ana")
    commit_sample(engine, data)
    return engine


def reminded(*arguments):
    return json.loads(run("reminders", "--json", "--on", "2023-05-31", *arguments).stdout)


def test_reminders_count_overdue_and_due_soon_from_the_day_asked_for(stored):
    found = reminded("--days", "3")
    assert [(row["followup_id"], row["days_overdue"]) for row in found["overdue"]] == [
        ("f-001", 5),
        ("f-004", 2),
    ]
    assert [(row["followup_id"], row["days_left"]) for row in found["due_soon"]] == [("f-003", 2)]
    assert [row["followup_id"] for row in reminded("--owner", "guangzhou")["due_soon"]] == ["f-003", "f-002"]
    assert reminded("--owner", "guangzhou")["overdue"] == []


def test_no_person_is_in_a_reminder_or_in_the_calendar(stored):
    told = run("reminders", "--on", "2023-06-10", "--text").stdout
    assert "Write to" in told
    assert PERSON not in told + run("reminders", "--json", "--on", "2023-06-10").stdout
    content, _ = calendar_of(newest())
    assert b"Write to" in content
    assert PERSON.encode() not in content


def test_a_message_for_cron_is_empty_where_there_is_nothing_to_say(stored):
    assert run("reminders", "--on", "2023-05-01", "--days", "2").stdout == ""
    assert "Overdue (2)" in run("reminders", "--on", "2023-05-31").stdout
