"""`manage.py import`: a file becomes a version, with what was held told and what was learned remembered."""

import re

import pytest

from data.store import contact_changes, contacts, versions
from data.store.commit import fingerprint
from data.store.database import reading, writing
from data.store.decisions import recall_all
from data.store.verify import verify
from tests.support.commandline import listed, run
from tests.support.stores import ROOT, sample
from ui.core import store

RECEIPTS = """receipt_id,city_id,fee_year,received_on,amount,currency
new-1,chn-guangzhou,2023,2023-04-01,1000,EUR
new-2,chn-xian,2023,2023-04-02,2000.50,EUR
"""
PEOPLE = """city_id,person,role,channel,address
chn-guangzhou,Invented Person,Director,wechat,invented-1
chn-xian,Second Invented,Officer,email,second@example.org
"""


@pytest.fixture
def receipts(tmp_path):
    path = tmp_path / "receipts.csv"
    path.write_text(RECEIPTS, "utf-8")
    return path


def newest_table(name):
    with reading(store.opened()) as connection:
        return versions.load(connection, versions.head(connection).version_id).table(name)


def people():
    with reading(store.opened()) as connection:
        return contacts.everyone(connection)


def test_a_file_becomes_a_version_whose_id_is_printed(chosen, receipts):
    before = listed()[0]
    printed = run("import", receipts, "--author", "Ana", "--note", "April").stdout.strip()
    newest = listed()[0]
    assert re.fullmatch(r"[0-9a-f]{12}", printed)
    assert (newest["id"], newest["parent"]) == (printed, before["id"])
    assert (newest["author"], newest["note"], newest["source_name"]) == ("Ana", "April", "receipts.csv")
    assert newest["counts"]["receipts"] == before["counts"]["receipts"] + 2
    assert {**newest["counts"], "receipts": 0} == {**before["counts"], "receipts": 0}
    rows = newest_table("receipts").set_index("receipt_id")
    assert rows.loc["new-2", "amount_eur"] == 2000.5
    run("verify")


def test_the_headline_of_a_version_is_that_of_its_data(chosen, receipts):
    run("import", receipts, "--whole", "receipts")
    newest = listed()[0]["headline"]
    assert (newest["paying_share"]["numerator"], newest["paying_share"]["denominator"]) == (2, 2)
    assert newest["official_share"] == listed()[1]["headline"]["official_share"]


def test_the_same_file_twice_is_recognised_and_changes_nothing(chosen, receipts):
    first = run("import", receipts).stdout.strip()
    again = run("import", receipts)
    assert again.stdout.strip() == first
    assert f"imported before, on {listed()[0]['time'][:10]} as version {first}" in again.stderr
    assert "no new version" in again.stderr
    assert len(listed()) == 2


def test_an_import_is_undone_by_a_restore(chosen, receipts):
    before = listed()[0]
    run("import", receipts)
    run("restore", before["id"])
    with reading(store.opened()) as connection:
        loaded = versions.load(connection, versions.head(connection).version_id)
    assert fingerprint(loaded) == fingerprint(sample())


def test_a_held_row_is_told_and_the_others_are_committed(chosen, receipts):
    receipts.write_text(RECEIPTS + "new-3,chn-guangzhou,2023,2023-04-03,lots,EUR\n", "utf-8")
    done = run("import", receipts, code=1)
    assert "receipts 4" in done.stderr
    assert "lots" in done.stderr
    rows = newest_table("receipts")["receipt_id"]
    assert {"new-1", "new-2"} <= set(rows)
    assert "new-3" not in set(rows)
    assert listed()[0]["id"] == done.stdout.strip()


@pytest.mark.parametrize("content", [b"", b"\0\1\2\3" * 100, b"nothing,to\nbe,found\n"])
def test_a_file_without_a_table_changes_nothing(chosen, tmp_path, content):
    before = listed()
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert "Nothing was changed." in run("import", path, code=2).stderr
    assert listed() == before


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        pytest.param(["nowhere.xlsx"], 2, "cannot be read", id="no file"),
        pytest.param(["receipts.csv", "--table", "salaries"], 1, "There is no table “salaries”", id="table"),
        pytest.param(["receipts.csv", "--whole", "salaries"], 1, "There is no table “salaries”", id="whole"),
        pytest.param(["receipts.csv", "--as-of", "soon"], 1, "“soon” is no date", id="date"),
    ],
)
@pytest.mark.usefixtures("chosen")
def test_a_question_that_cannot_be_answered_changes_nothing(receipts, monkeypatch, arguments, code, sentence):
    monkeypatch.chdir(receipts.parent)
    before = listed()
    assert sentence in run("import", *arguments, code=code).stderr
    assert listed() == before


def test_a_table_held_in_full_drops_the_rows_it_does_not_mention(chosen, receipts):
    run("import", receipts, "--whole", "receipts")
    assert listed()[0]["counts"]["receipts"] == 2


def test_the_day_of_the_data_can_be_said(chosen, receipts):
    run("import", receipts, "--as-of", "2023-06-30")
    assert listed()[0]["as_of"] == "2023-06-30"


def test_a_folder_of_data_replaces_every_table(chosen, receipts):
    run("import", receipts)
    run("import", ROOT / "data" / "sample", "--note", "the sample again")
    with reading(store.opened()) as connection:
        newest = versions.current(connection)
        assert fingerprint(versions.load(connection, newest.version_id)) == fingerprint(sample())
    assert (newest.number, newest.source_name) == (3, "sample")


def test_an_exported_workbook_reads_back_without_a_difference(chosen, tmp_path):
    run("export", tmp_path / "all.xlsx")
    before = listed()
    done = run("import", tmp_path / "all.xlsx")
    assert "no new version" in done.stderr
    assert listed() == before


def test_an_exported_workbook_with_contacts_reads_back_after_other_files_taught_their_headings(
    chosen, tmp_path
):
    path = tmp_path / "contacts.csv"
    path.write_text(PEOPLE, "utf-8")
    run("import", path)
    run("export", tmp_path / "tables.xlsx")
    run("import", tmp_path / "tables.xlsx")
    before, who = listed(), people()
    run("export", tmp_path / "all.xlsx", "--contacts")
    assert "no new version" in run("import", tmp_path / "all.xlsx").stderr
    assert listed() == before
    assert people().equals(who)


def test_contacts_of_a_file_stand_apart_and_are_undone_in_one_go(chosen, tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text(PEOPLE, "utf-8")
    before = listed()
    run("import", path, "--author", "Ana")
    assert listed() == before
    assert sorted(people()["person"]) == ["Invented Person", "Second Invented"]
    with writing(store.opened()) as connection:
        contacts.undo(connection, contact_changes.latest_change(connection).batch, author="Ana")
    assert people().empty


def test_the_same_contacts_twice_are_the_same_people(chosen, tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text(PEOPLE, "utf-8")
    run("import", path)
    ids = set(people()["contact_id"])
    path.write_text(
        PEOPLE.replace("Director", "Deputy").replace("Invented Person", "INVENTED  Person"), "utf-8"
    )
    run("import", path)
    after = people()
    assert set(after["contact_id"]) == ids
    assert sorted(after["role"]) == ["Deputy", "Officer"]


def test_what_was_understood_is_remembered_for_the_next_file(chosen, receipts):
    run("import", receipts)
    with reading(store.opened()) as connection:
        learned = recall_all(connection, "layouts")
        assert verify(connection) == []
    (layout,) = learned.values()
    assert layout["table"] == "receipts"
