"""Contacts: added in a moment, undone in one go, never part of a version, never told in an error."""

from datetime import date, timedelta

import pandas as pd
import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from data import schema
from data.errors import DashboardError
from data.store import audit, contact_changes, contacts
from data.store.columns import now
from data.store.database import reading, writing
from data.store.tables import CONTACT_CHANGES
from data.store.verify import verify
from tests.support.stores import commit_sample, sample, with_text

DETAILS = {
    "city_id": "chn-guangzhou",
    "person": "Invented Person",
    "role": "Director",
    "channel": "wechat",
    "address": "invented-wechat",
    "holder": "guangzhou",
    "last_contact_on": date(2023, 5, 15),
}


def added(engine, **other):
    with writing(engine) as connection:
        return contacts.add(connection, DETAILS | other, author="Ana")


def everyone(engine):
    with reading(engine) as connection:
        return contacts.everyone(connection)


def latest_batch(engine):
    with reading(engine) as connection:
        return contact_changes.latest_change(connection).batch


def undo(engine, batch=None):
    with writing(engine) as connection:
        contacts.undo(connection, batch or latest_batch(engine), author="Ana")


def refusal(call):
    with pytest.raises(DashboardError) as failure:
        call()
    return failure.value


def test_a_contact_comes_back_as_it_was_entered(engine):
    made = added(engine)
    with reading(engine) as connection:
        assert contacts.find(connection, made.contact_id) == made
    assert {name: getattr(made, name) for name in DETAILS} == DETAILS
    assert made.consent_on is None


def test_the_list_of_contacts_is_typed_as_the_schema_says(engine):
    assert dict(everyone(engine).dtypes.astype(str)) == schema.CONTACTS.dtypes
    added(engine, contact_id="c-1")
    frame = everyone(engine)
    assert dict(frame.dtypes.astype(str)) == schema.CONTACTS.dtypes
    assert frame["last_contact_on"].tolist() == [pd.Timestamp(2023, 5, 15)]


def test_coverage_counts_people_without_saying_who_they_are(engine):
    added(engine)
    with reading(engine) as connection:
        frame = contacts.coverage(connection)
    assert list(frame) == ["city_id", "channel", "holder", "last_contact_on"]
    assert "Invented" not in frame.to_csv()


def test_a_change_leaves_what_it_does_not_mention(engine):
    made = added(engine)
    with writing(engine) as connection:
        after = contacts.change(connection, made.contact_id, {"role": "Deputy", "address": ""}, author="Ben")
    assert (after.role, after.address, after.person) == ("Deputy", None, "Invented Person")


@pytest.mark.parametrize(
    ("details", "code"),
    [
        pytest.param({"person": "X Y Z"}, "contact_city_missing", id="no city"),
        pytest.param({"city_id": " "}, "contact_city_missing", id="blank city"),
        pytest.param({"city_id": "chn-xian", "channel": "pigeon"}, "unknown_choice", id="channel"),
        pytest.param({"city_id": "chn-xian", "salary": "1"}, "unknown_choice", id="no such field"),
        pytest.param({"city_id": "chn-xian", "contact_id": "taken"}, "contact_exists", id="same id"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_and_nothing_is_written(engine, details, code):
    added(engine, contact_id="taken")

    def attempt():
        with writing(engine) as connection:
            contacts.add(connection, details, author="Ana")

    assert refusal(attempt).code == code
    assert list(everyone(engine)["contact_id"]) == ["taken"]


def test_the_contacts_of_a_city_come_in_the_order_they_were_added(engine):
    for contact_id in ("c-2", "c-1"):
        added(engine, contact_id=contact_id)
    added(engine, contact_id="c-3", city_id="chn-xian")
    with reading(engine) as connection:
        assert [each.contact_id for each in contacts.of_city(connection, "chn-guangzhou")] == ["c-2", "c-1"]


def test_a_change_on_top_of_what_is_no_longer_so_is_refused(engine):
    seen = added(engine)
    with writing(engine) as connection:
        after = contacts.change(connection, seen.contact_id, {"role": "Mayor"}, author="Ben", seen=seen)

    def attempt():
        with writing(engine) as connection:
            contacts.change(connection, seen.contact_id, {"role": "Deputy"}, author="Ana", seen=seen)

    assert refusal(attempt).code == "contact_changed_meanwhile"
    with reading(engine) as connection:
        assert contacts.find(connection, seen.contact_id) == after


def test_the_log_tells_who_asked_for_which_city_and_how_many_there_were(engine):
    added(engine)
    added(engine, contact_id="c-2")
    with writing(engine) as connection:
        contacts.record_disclosure(connection, "chn-guangzhou", author=" Ana ")
    with reading(engine) as connection:
        entry = list(audit.entries(connection))[-1]
        assert verify(connection) == []
    assert (entry.action, entry.subject, entry.detail) == ("contacts_shown", "chn-guangzhou", {"count": 2})


def test_nobody_asks_without_a_name(engine):
    def attempt():
        with writing(engine) as connection:
            contacts.record_disclosure(connection, "chn-guangzhou", author=" ")

    assert refusal(attempt).code == "author_missing"


def test_adding_is_undone(engine):
    added(engine)
    undo(engine)
    assert everyone(engine).empty


def test_a_change_is_undone(engine):
    made = added(engine)
    with writing(engine) as connection:
        contacts.change(connection, made.contact_id, {"role": "Deputy"}, author="Ana")
    undo(engine)
    with reading(engine) as connection:
        assert contacts.find(connection, made.contact_id) == made


def test_a_removal_is_undone_and_the_undo_too(engine):
    made = added(engine)
    with writing(engine) as connection:
        contacts.remove(connection, made.contact_id, author="Ana")
    assert everyone(engine).empty
    undo(engine)
    with reading(engine) as connection:
        assert contacts.find(connection, made.contact_id) == made
    undo(engine)
    assert everyone(engine).empty


def test_an_upload_is_undone_in_one_go(engine):
    first = added(engine, contact_id="c-1")
    with writing(engine) as connection:
        contacts.save(
            connection,
            [
                {"contact_id": "c-1", "role": "Deputy"},
                {"contact_id": "c-2", "city_id": "chn-xian", "person": "Second Invented"},
                {"contact_id": "c-3", "city_id": "chn-xian", "person": "Third Invented"},
            ],
            author="Ana",
        )
    assert list(everyone(engine)["contact_id"]) == ["c-1", "c-2", "c-3"]
    undo(engine)
    assert list(everyone(engine)["contact_id"]) == ["c-1"]
    with reading(engine) as connection:
        assert contacts.find(connection, "c-1") == first


def test_an_undo_that_would_overwrite_somebody_elses_change_is_refused(engine):
    made = added(engine)
    batch = latest_batch(engine)
    with writing(engine) as connection:
        after = contacts.change(connection, made.contact_id, {"role": "Deputy"}, author="Ben")
    assert refusal(lambda: undo(engine, batch)).code == "contact_changed_meanwhile"
    with reading(engine) as connection:
        assert contacts.find(connection, made.contact_id) == after


def test_the_latest_goes_are_told_without_names_newest_first(engine):
    first = added(engine)
    with writing(engine) as connection:
        contacts.save(
            connection,
            [
                {"contact_id": first.contact_id, "role": "Deputy"},
                {"contact_id": "c-2", "city_id": "chn-xian"},
            ],
            author="Ben",
        )
        contacts.remove(connection, "c-2", author="Ana")
    with reading(engine) as connection:
        told = contact_changes.recent_batches(connection, 2)
    assert [(each.author, each.added, each.changed, each.removed, each.cities) for each in told] == [
        ("Ana", 0, 0, 1, ("chn-xian",)),
        ("Ben", 1, 1, 0, ("chn-guangzhou", "chn-xian")),
    ]
    assert "nvented" not in repr(told)
    undo(engine, told[0].batch)
    assert "c-2" in everyone(engine)["contact_id"].tolist()


def test_what_is_too_old_is_not_offered_to_be_undone(engine):
    added(engine)
    with writing(engine) as connection:
        long_ago = now() - timedelta(days=contact_changes.KEPT_DAYS, seconds=1)
        connection.execute(update(CONTACT_CHANGES).values(at=long_ago))
    with reading(engine) as connection:
        assert contact_changes.recent_batches(connection, 5) == []


def test_saving_what_is_there_already_is_no_change(engine):
    made = added(engine)
    before = latest_batch(engine)
    with writing(engine) as connection:
        contacts.save(connection, [{"contact_id": made.contact_id, **DETAILS}], author="Ana")
    assert latest_batch(engine) == before


def test_what_is_too_old_to_be_undone_is_forgotten(engine):
    added(engine)
    batch = latest_batch(engine)
    with writing(engine) as connection:
        long_ago = now() - timedelta(days=contact_changes.KEPT_DAYS, seconds=1)
        connection.execute(update(CONTACT_CHANGES).values(at=long_ago))
    added(engine, contact_id="another")
    assert refusal(lambda: undo(engine, batch)).code == "nothing_to_undo"


@pytest.mark.parametrize(
    "call", [contacts.find, lambda connection, name: contacts.remove(connection, name, author="A")]
)
def test_an_unknown_contact_is_refused_without_repeating_the_id(engine, call):
    def attempt():
        with writing(engine) as connection:
            call(connection, "wang-wei")

    failure = refusal(attempt)
    assert failure.code == "unknown_contact"
    assert "wang" not in str(failure)


def test_the_log_tells_of_contacts_by_the_hash_of_their_id(engine):
    made = added(engine, contact_id="invented-person")
    undo(engine)
    with reading(engine) as connection:
        told = list(audit.entries(connection))
        assert verify(connection) == []
    assert [entry.action for entry in told] == ["contact_added", "contact_removed"]
    assert {entry.subject for entry in told} == {audit.subject_of_contact(made.contact_id)}
    assert "invented" not in repr(told).lower()


def test_neither_a_log_nor_an_error_can_hold_who_a_contact_is(engine):
    made = added(engine, contact_id="c-1")
    assert "Invented" not in repr(made)
    assert "invented" not in repr(made)
    with pytest.raises(IntegrityError) as failure, writing(engine) as connection:
        connection.execute(contacts.insert(contacts.CONTACTS).values(**vars(made)))
    assert "Invented" not in str(failure.value)


def test_contacts_are_no_part_of_a_version(engine):
    added(engine)
    made = commit_sample(engine)
    assert "contacts" not in made.tables
    assert "contacts" not in schema.TABLES


def test_a_commit_tells_the_log_how_often_it_names_a_contact(engine):
    added(engine)
    commit_sample(engine, with_text(sample(), "members", "note", 3, "met Invented  PERSON in May"))
    with reading(engine) as connection:
        entry = list(audit.entries(connection))[-1]
    assert entry.detail["contacts_named"] == {"members": 1}
