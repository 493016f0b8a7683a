"""Contacts are changed, removed and erased on their page."""

from datetime import date

import pytest

import config
from analysis.shares.share_record import share_record
from data.store import backup, contacts, versions
from data.store.database import reading, writing
from data.store.erasure import erase
from data.store.verify import verify
from tests.pages.test_contacts import (
    ADDRESS,
    PERSON,
    added,
    all_that_is_sent,
    elsewhere,
    everyone,
    field,
    filled,
    said,
    shown,
)
from tests.support.apptest import ROOT, opened, words
from tests.support.stores import commit_sample, sample, with_text
from tests.support.update_page import pressed
from ui.core import session_keys, store

__all__ = ["elsewhere"]  # fixtures


def test_a_contact_is_put_right_and_the_change_can_be_undone():
    before = added(role="Director")
    app = pressed(shown(), "Change")
    assert field(app, "person", "change").value == PERSON
    filled(app, "change", role="Deputy", address="", channel="phone", last_contact_on=date(2023, 5, 20))
    pressed(app, "Save the changes")
    with reading(store.opened()) as connection:
        after = contacts.find(connection, before.contact_id)
    assert (after.role, after.address, after.channel) == ("Deputy", None, "phone")
    assert after.last_contact_on == date(2023, 5, 20)
    assert f"{PERSON} · Deputy" in said(app)
    pressed(app, "Undo")
    with reading(store.opened()) as connection:
        assert contacts.find(connection, before.contact_id) == before


def test_a_change_can_be_left_alone():
    before = added()
    app = pressed(shown(), "Change")
    filled(app, "change", person="Another Name")
    pressed(app, "Leave it as it is")
    with reading(store.opened()) as connection:
        assert contacts.find(connection, before.contact_id) == before
    assert field(pressed(app, "Change"), "person", "change").value == PERSON


def test_the_fields_are_those_of_the_contact_that_was_chosen_last():
    added()
    added(person="Someone Else")
    app = shown()
    next(button for button in app.button if button.key == "contacts.change.0").click().run()
    filled(app, "change", person="half typed")
    next(button for button in app.button if button.key == "contacts.change.1").click().run()
    assert field(app, "person", "change").value == "Someone Else"


def test_a_change_never_hides_what_somebody_else_changed_meanwhile(elsewhere):
    made = added(role="Director")
    app = pressed(shown(), "Change")
    with writing(elsewhere) as connection:
        contacts.change(connection, made.contact_id, {"role": "Mayor"}, author="Ben")
    filled(app, "change", person="Ximena Q.")
    pressed(app, "Save the changes")
    assert "Somebody changed this contact meanwhile" in app.error[0].value
    assert "Role: Director → Mayor." in app.warning[0].value.replace("\\", "")
    assert field(app, "person", "change").value == "Ximena Q."
    filled(app, "change", role="Mayor")
    pressed(app, "Save the changes")
    with reading(elsewhere) as connection:
        after = contacts.find(connection, made.contact_id)
    assert (after.person, after.role) == ("Ximena Q.", "Mayor")


@pytest.mark.parametrize("others", [0, 1], ids=["alone in the city", "one of two"])
def test_what_was_begun_with_a_contact_ends_when_somebody_else_removes_it(elsewhere, others):
    made = added()
    for _ in range(others):
        added(person="Someone Else")
    app = pressed(shown(), "Change")
    with writing(elsewhere) as connection:
        contacts.remove(connection, made.contact_id, author="Ben")
    app.run()
    assert len(everyone()) == others
    assert "uirolanda" not in all_that_is_sent(app).replace(ADDRESS, "")
    assert session_keys.CONTACT_EDITED not in app.session_state


def test_saving_a_change_of_a_contact_that_was_just_removed_says_so(elsewhere):
    made = added()
    added(person="Someone Else")
    app = filled(pressed(shown(), "Change"), "change", role="Mayor")
    with writing(elsewhere) as connection:
        contacts.remove(connection, made.contact_id, author="Ben")
    pressed(app, "Save the changes")
    assert "Somebody removed this contact meanwhile." in app.error[0].value
    assert everyone()["person"].tolist() == ["Someone Else"]


def test_removing_can_be_undone():
    made = added()
    app = pressed(shown(), "Remove")
    assert everyone().empty
    assert "One contact of Guangzhou 广州 was taken off the list." in said(app)
    assert PERSON not in said(app)
    pressed(app, "Undo")
    assert everyone()["contact_id"].tolist() == [made.contact_id]


def test_an_undo_is_refused_when_somebody_changed_the_contact_since(elsewhere):
    app = pressed(filled(opened("contacts"), city_id="chn-xian", person=PERSON), "Save the contact")
    with writing(elsewhere) as connection:
        contact_id = contacts.everyone(connection)["contact_id"].iloc[0]
        contacts.change(connection, contact_id, {"role": "Mayor"}, author="Ben")
    app.button(key="contacts.undo").click().run()
    assert "Somebody changed this contact meanwhile" in app.error[0].value
    assert everyone()["role"].tolist() == ["Mayor"]


def test_what_others_did_can_be_undone_too_and_the_list_names_nobody(elsewhere):
    added()
    made = added(city="chn-xian", person="Someone Else")
    with writing(elsewhere) as connection:
        contacts.remove(connection, made.contact_id, author="Ben")
    app = opened("contacts")
    assert not [button for button in app.button if button.label == "Undo"]
    app.session_state["contacts.latest"] = True
    app.run()
    lines = [each.value.replace("\\", "") for each in app.markdown if " · " in each.value]
    assert [line.split(" · ", 1)[1] for line in lines] == [
        "Ben · 1 removed · Xi'an 西安",
        "Ana · 1 added · Xi'an 西安",
        "Ana · 1 added · Guangzhou 广州",
    ]
    assert "Someone" not in all_that_is_sent(app)
    app.button(key="contacts.undo.0").click().run()
    assert sorted(everyone()["person"]) == ["Someone Else", PERSON]


def test_an_upload_of_many_contacts_is_one_line_and_one_undo():
    cities = ["chn-xian", "chn-wuhan", "per-lima", "chn-guangzhou", "chn-xian"]
    with writing(store.opened()) as connection:
        contacts.save(
            connection,
            [{"contact_id": f"c-{number}", "city_id": city} for number, city in enumerate(cities)],
            author="Ana",
        )
    app = opened("contacts")
    app.session_state["contacts.latest"] = True
    app.run()
    line = next(each.value for each in app.markdown if " · " in each.value)
    assert "5 added · Xi'an 西安, Wuhan 武汉, Lima and 1 more city" in line
    app.button(key="contacts.undo.0").click().run()
    assert everyone().empty


# Erasing


def named_everywhere(tmp_path):
    """A contact whose name stands in a version too, and a backup that holds it."""
    made = added()
    named = with_text(sample(), "members", "note", 0, f"met {PERSON}")
    commit_sample(store.opened(), named, note=f"as {PERSON} said", headline=share_record(named))
    backup.backup(store.opened(), tmp_path / "backup.db", keep_days=30, author="Ana")
    return made


def test_erasing_says_what_it_does_and_needs_a_tick(tmp_path):
    named_everywhere(tmp_path)
    app = pressed(shown(), "Erase")
    (warning,) = (each.value.replace("\\", "") for each in app.warning)
    for words_ in (
        "Erasing cannot be undone.",
        "the texts of all versions: a mark, [removed], takes their place",
        "What stays: that somebody was erased and when, without a name.",
        "files that somebody downloaded or printed",
        f"Still in the backup {tmp_path}/backup.db, kept until",
    ):
        assert words_ in warning
    assert app.button(key="contacts.erase_now").disabled
    pressed(app, "Keep the contact")
    assert not app.warning
    assert len(everyone()) == 1


def test_erasing_removes_the_person_everywhere_and_says_what_went(tmp_path):
    named_everywhere(tmp_path)
    app = pressed(shown(), "Erase")
    app.checkbox(key="contacts.erase_sure").check().run()
    pressed(app, "Erase for good")
    told = said(app)
    assert "The person was erased." in told
    assert "Removed: 1 contact, 1 of its changes" in told
    assert "Taken out of 1 cell: Members, note." in told
    assert "Versions concerned: 2." in told
    assert f"Still in the backup {tmp_path}/backup.db" in told
    assert not [button for button in app.button if button.label == "Undo"]
    assert everyone().empty
    with reading(store.opened()) as connection:
        assert versions.load(connection, versions.current(connection).version_id).table("members")[
            "note"
        ].iloc[0] == ("met [removed]")
        assert verify(connection) == []
    for path in config.settings().data_dir.rglob("*"):
        if path.is_file():
            assert b"uirolanda" not in path.read_bytes(), path
    assert (config.settings().data_dir / "erasures.jsonl").stat().st_size > 0
    app.switch_page(str(ROOT / "pages" / "versions.py")).run()
    assert "uirolanda" not in words(app)
    assert "as [removed] said" in words(app).replace("\\", "")


def test_a_tick_for_one_person_does_not_stand_for_another():
    added()
    added(person="Someone Else")
    app = shown()
    app.button(key="contacts.erase.0").click().run()
    app.checkbox(key="contacts.erase_sure").check().run()
    pressed(app, "Keep the contact")
    app.button(key="contacts.erase.1").click().run()
    assert not app.checkbox(key="contacts.erase_sure").value
    assert app.button(key="contacts.erase_now").disabled
    app.button(key="contacts.erase.0").click().run()
    assert not app.checkbox(key="contacts.erase_sure").value


def test_somebody_who_was_erased_meanwhile_is_said_to_be_gone(elsewhere):
    made = added()
    added(person="Someone Else", address="another")
    app = shown()
    app.button(key="contacts.erase.0").click().run()
    app.checkbox(key="contacts.erase_sure").check().run()
    with writing(elsewhere) as connection:
        erase(connection, made.contact_id, author="Ben")
    app.run()
    assert "uirolanda" not in all_that_is_sent(app)
    assert "Someone Else" in said(app)
    assert session_keys.CONTACT_ERASED not in app.session_state
