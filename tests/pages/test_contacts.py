"""Contacts: hidden until asked for, counted, added, changed, removed and erased, on the real store."""

from datetime import date

import pytest

import config
from data.store import audit, contacts
from data.store.database import opened as opened_store
from data.store.database import reading, writing
from data.store.verify import verify
from tests.support.apptest import ROOT, opened, words
from tests.support.stores import commit_sample, sample, with_rows
from tests.support.update_page import chosen, pressed
from ui.core import session_keys, store

PERSON, ADDRESS = "Ximena Quirolanda", "quirolanda-wechat"
HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:b) $x$ \u202egnp"


@pytest.fixture
def elsewhere():
    """The store as another process has it open."""
    with opened_store(config.settings().store_url) as engine:
        yield engine


def added(city="chn-guangzhou", person=PERSON, channel="wechat", holder="guangzhou", **other):
    details = {"city_id": city, "person": person, "channel": channel, "holder": holder, "address": ADDRESS}
    with writing(store.opened()) as connection:
        return contacts.add(connection, details | other, author="Ana")


def everyone():
    with reading(store.opened()) as connection:
        return contacts.everyone(connection)


def log():
    with reading(store.opened()) as connection:
        return list(audit.entries(connection))


def said(app):
    """All words of the page, addresses of people too, without the marks that keep them inert."""
    return "\n".join([words(app), *(each.value for each in app.code)]).replace("\\", "")


def all_that_is_sent(app):
    """Everything that the server sent to the browser in the last run."""
    return "\n".join(repr(element.proto) for element in app.main) + "\n".join(
        frame.value.to_csv() for frame in app.dataframe
    )


def field(app, name, form="new"):
    """A field of a form by what it holds."""
    fields = [*app.text_input, *app.selectbox, *app.date_input, *app.get("button_group")]
    return next(
        each for each in fields if each.key.startswith(f"contacts.{form}.") and each.key.endswith(f".{name}")
    )


def filled(app, form="new", **details):
    for name, value in details.items():
        field(app, name, form).set_value(value)
    return app


def shown(city="chn-guangzhou", app=None):
    """The page with the names of a city."""
    app = chosen(app or opened("contacts"), "contacts.of", city)
    return pressed(app, "Show names and addresses")


# Adding


def test_a_page_without_contacts_says_how_to_begin():
    app = opened("contacts")
    assert "0 contacts in 0 cities." in said(app)
    assert "23 of the 23 members in “Chinese cities” have no contact." in said(app)
    assert "No contact is recorded yet." in app.info[0].value


def test_a_contact_is_added_with_city_and_address_alone():
    app = filled(opened("contacts"), city_id="chn-guangzhou", address=f"  {ADDRESS} ")
    pressed(app, "Save the contact")
    (row,) = everyone().to_dict("records")
    assert (row["city_id"], row["channel"], row["address"]) == ("chn-guangzhou", "wechat", ADDRESS)
    assert "Saved for Guangzhou 广州." in said(app)
    assert "1 contact in 1 city." in said(app)
    assert "22 of the 23 members" in said(app)


def test_everything_that_was_typed_is_stored():
    added(holder="barcelona")
    typed = {
        "city_id": "chn-xian",
        "channel": "email",
        "address": "x@example.org",
        "person": PERSON,
        "holder": "barcelona",
        "role": "Director",
        "last_contact_on": date(2023, 5, 15),
        "consent_on": date(2023, 5, 1),
    }
    pressed(filled(opened("contacts"), **typed), "Save the contact")
    with reading(store.opened()) as connection:
        (found,) = contacts.of_city(connection, "chn-xian")
    assert {name: getattr(found, name) for name in typed} == typed


def test_after_saving_the_form_is_empty_and_keeps_who_holds_the_contacts():
    added(holder="barcelona")
    app = filled(opened("contacts"), city_id="chn-xian", address="one", holder="barcelona")
    pressed(app, "Save the contact")
    assert [field(app, name).value for name in ("city_id", "address", "person")] == [None, "", ""]
    assert field(app, "holder").value == "barcelona"
    pressed(filled(app, city_id="chn-wuhan", address="two"), "Save the contact")
    assert everyone()["holder"].tolist() == ["barcelona"] * 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"address": ADDRESS}, "Say which city the contact works for.", id="no city"),
        pytest.param({"city_id": "chn-xian"}, "Write a name or an address", id="nobody"),
        pytest.param({"city_id": "chn-xian", "person": "  "}, "Write a name or an address", id="blank"),
    ],
)
def test_what_is_not_enough_is_said_and_stays_in_the_fields(typed, sentence):
    app = pressed(filled(opened("contacts"), **typed), "Save the contact")
    assert sentence in app.error[0].value
    assert {name: field(app, name).value for name in typed} == typed
    assert everyone().empty


def test_adding_can_be_undone():
    app = pressed(filled(opened("contacts"), city_id="chn-xian", person=PERSON), "Save the contact")
    pressed(app, "Undo")
    assert everyone().empty
    assert "Undone: the contacts are as they were before." in said(app)


def test_a_name_is_asked_for_where_nobody_is_known(monkeypatch):
    monkeypatch.setattr("ui.core.author._of_the_system", lambda: "")
    app = pressed(filled(opened("contacts"), city_id="chn-xian", person=PERSON), "Save the contact")
    assert "Say who makes this change." in app.error[0].value
    app.text_input(key="author.contacts").set_value("Ana").run()
    pressed(app, "Save the contact")
    assert len(everyone()) == 1


# Hidden until asked for


def test_nothing_says_who_a_contact_is_until_somebody_asks():
    added(role="Head of Quiroland")
    app = chosen(opened("contacts"), "contacts.of", "chn-guangzhou")
    masked = app.dataframe[2].value[["Person", "By", "Held by"]]
    assert masked.to_numpy().tolist() == [["••••••", "WeChat", "Guangzhou"]]
    for trace in ("uirolan", "imena"):
        assert trace not in all_that_is_sent(app)
    assert f"**{PERSON} · Head of Quiroland**" in said(shown(app=app))
    assert ADDRESS in said(app)
    assert "uirolan" in all_that_is_sent(app)


def test_asking_is_noted_in_the_log_without_a_name():
    added()
    before = len(log())
    shown()
    (entry,) = log()[before:]
    assert (entry.action, entry.subject, dict(entry.detail)) == (
        "contacts_shown",
        "chn-guangzhou",
        {"count": 1},
    )
    assert "uirolanda" not in repr(log())
    with reading(store.opened()) as connection:
        assert verify(connection) == []


@pytest.mark.parametrize("how", ["button", "other city", "there and back", "page", "no city"])
def test_names_are_hidden_again(how):
    added()
    added(city="chn-xian", person="Someone Else")
    app = shown()
    if how == "button":
        pressed(app, "Hide names and addresses")
    elif how == "other city":
        chosen(app, "contacts.of", "chn-xian")
    elif how == "there and back":
        chosen(chosen(app, "contacts.of", "chn-xian"), "contacts.of", "chn-guangzhou")
    elif how == "no city":
        chosen(app, "contacts.of", None)
    else:
        app.switch_page(str(ROOT / "pages" / "method.py")).run()
        app.switch_page(str(ROOT / "pages" / "contacts.py")).run()
    assert session_keys.UNMASKED not in app.session_state
    for trace in ("uirolanda", "Someone Else"):
        assert trace not in all_that_is_sent(app)


def test_without_a_name_of_ones_own_nobody_sees_the_names_of_others(monkeypatch):
    monkeypatch.setattr("ui.core.author._of_the_system", lambda: "")
    added()
    app = shown()
    assert "Say who makes this change." in app.error[0].value
    assert "uirolanda" not in all_that_is_sent(app)


def test_a_name_is_never_in_the_address():
    app = shown(app=opened("contacts") if added() else None)
    pressed(app, "Change")
    assert "uirolanda" not in repr(app.query_params)
    assert "contacts" not in repr(app.query_params)


def test_hostile_names_stay_text():
    added(person=HOSTILE, address=HOSTILE, holder=HOSTILE, role=HOSTILE)
    app = shown()
    for element in [*app.markdown, *app.caption, *app.success]:
        assert "<img" not in element.value.replace("\\<img", "")
        assert "[a](" not in element.value
    assert all("<img" not in html.proto.body for html in app.get("html"))
    assert app.code[0].value == HOSTILE


# Counted


def test_coverage_counts_cities_channels_and_holders():
    added()
    added(channel="email", holder="barcelona", last_contact_on=date(2023, 5, 15))
    added(city="chn-xian", channel="phone", last_contact_on=date(2023, 4, 1))
    added(city="per-lima", channel=None, holder=None)
    app = opened("contacts")
    cities, holders = (frame.value for frame in app.dataframe)
    assert "4 contacts in 3 cities." in said(app)
    assert "21 of the 23 members in “Chinese cities” have no contact." in said(app)
    assert cities[["City", "Contacts"]].to_numpy().tolist() == [
        ["Guangzhou 广州", 2],
        ["Lima", 1],
        ["Xi'an 西安", 1],
    ]
    assert cities["By"].fillna("unknown").tolist() == ["E-mail, WeChat", "unknown", "Phone"]
    assert cities["Held by"].fillna("unknown").tolist() == ["Barcelona, Guangzhou", "unknown", "Guangzhou"]
    assert cities["Last contact on"].dt.strftime("%Y-%m-%d").tolist()[0] == "2023-05-15"
    columns = ["Held by", "Contacts", "WeChat", "E-mail", "Phone", "Other", "Not said", "Cities"]
    assert holders[columns].to_numpy().tolist() == [
        ["Barcelona", 1, 0, 1, 0, 0, 0, 1],
        ["Guangzhou", 2, 1, 0, 1, 0, 0, 2],
        ["not said", 1, 0, 0, 0, 0, 1, 1],
        ["All", 4, 1, 1, 1, 0, 1, 3],
    ]


def test_coverage_follows_the_focus_group():
    added(city="per-lima")
    members = sample().table("members").query("world_region == 'Latin America & Caribbean'")
    app = opened("contacts", group="latin-america-caribbean")
    assert f"{len(members) - 1} of the {len(members)} members" in said(app)


def test_a_city_that_left_the_roll_keeps_its_contacts_and_its_name():
    added(city="per-lima")
    rest = sample()
    for table in ("members", "dues", "receipts", "networks", "participation", "focus_groups"):
        rows = rest.table(table)
        rest = with_rows(rest, table, rows[rows["city_id"] != "per-lima"].reset_index(drop=True))
    commit_sample(store.opened(), rest)
    app = shown("per-lima")
    assert PERSON in said(app)
    assert app.dataframe[0].value["City"].tolist() == ["Lima"]
    pressed(app, "Change")
    assert field(app, "city_id", "change").value == "per-lima"


def test_what_another_process_saves_shows_with_the_next_run(elsewhere):
    app = opened("contacts")
    with writing(elsewhere) as connection:
        contacts.add(connection, {"city_id": "chn-xian", "person": "Someone Else"}, author="Ben")
    assert "1 contact in 1 city." in said(app.run())
    pressed(filled(app, city_id="chn-wuhan", address="one"), "Save the contact")
    with reading(elsewhere) as connection:
        assert len(contacts.everyone(connection)) == 2
