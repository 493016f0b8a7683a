"""Versions: history, difference of any two, the way back and files, on the real store."""

import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from sqlalchemy import update

import config
from analysis.shares.share_record import share_record
from data.changes import compare_datasets
from data.folder import load_folder
from data.reading import read_upload
from data.reading.choices import Choices
from data.store import contacts, versions
from data.store.commit import Source, fingerprint
from data.store.database import opened as opened_store
from data.store.database import reading, writing
from data.store.tables import BLOBS
from tests.support.apptest import ROOT, address, opened, said, words
from tests.support.datasets import GENERATED_DESCRIPTION, generated, in_memory
from tests.support.stores import commit_sample, sample, with_rows, with_text
from tests.support.update_page import chosen, content, newest, pressed
from text.visible import visible
from ui.core import queries, store
from ui.versions import exports
from ui.widgets import differences
from ui.widgets.downloads import as_csv

NARROW = "\u202f"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://x.example","y")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "[a](javascript:b) $\\href{javascript:c}{d}$",
    "\u202egnp.exe",
    "<r>rich</r>",
    'a,"b"\nc',
]


def smaller():
    """The sample without Guangzhou among the members."""
    smaller = sample()
    for table in ("members", "dues", "receipts"):
        rows = smaller.table(table)
        smaller = with_rows(smaller, table, rows[rows["city_id"] != "chn-guangzhou"].reset_index(drop=True))
    return smaller


def save(dataset, author="Ana", note="", **given):
    """A version on top of the newest, with both shares as every commit of the app records them."""
    return commit_sample(
        store.opened(), dataset, author=author, note=note, headline=share_record(dataset), **given
    )


def history():
    with reading(store.opened()) as connection:
        return versions.history(connection)


def dataset_of(version_id):
    with reading(store.opened()) as connection:
        return versions.load(connection, version_id)


@pytest.fixture
def three():
    """Version 1 is the sample, 2 lacks Guangzhou, 3 has a payment more and another population."""
    second = save(smaller(), note="roll of May", source=Source("roster.xlsx", "ab" * 32))
    members, receipts = smaller().table("members"), smaller().table("receipts")
    members = members.assign(population=members["population"].mask(members["city_id"] == "per-lima", 123456))
    again = receipts.iloc[[0]].assign(receipt_id="r-new", amount=77.5)
    changed = with_rows(smaller(), "members", members)
    third = save(with_rows(changed, "receipts", pd.concat([receipts, again], ignore_index=True)), "Ben")
    return history()[2], second, third


# History


def test_the_history_shows_author_note_time_source_counts_and_both_shares(three):
    table = opened("versions").dataframe[0].value
    assert table["Version"].tolist() == [3, 2, 1]
    assert table["By"].tolist() == ["Ben", "Ana", "first start"]
    assert table["Note"].tolist()[1] == "roll of May"
    assert table["Members"].tolist() == [114, 114, 115]
    assert table["From the file"].tolist()[1:] == ["roster.xlsx", "sample"]
    assert table["Official share"].tolist() == [
        f"19.3{NARROW}% (22 of 114)",
        f"19.3{NARROW}% (22 of 114)",
        f"20.0{NARROW}% (23 of 115)",
    ]
    assert table["Paying share"].tolist()[2] == f"33.3{NARROW}% (20 of 60)"
    assert table["Mark"].tolist() == ["Illustrative data"] * 3
    whens = [f"{each.committed_at:%Y-%m-%d %H:%M}" for each in history()]
    assert table["Saved"].tolist() == whens
    assert table["Rows"].tolist() == [sum(each.counts.values()) for each in history()]


def test_one_version_says_all_it_is(three):
    app = opened("versions", version=three[1].version_id)
    told = said(app)
    assert "by Ana. “roll of May”" in told
    assert "From roster.xlsx (SHA-256 abababababab…)." in told
    assert f"official share 19.3{NARROW}% (22 of 114)" in told
    assert "Members 114" in told
    assert "Receipts" in told


def test_a_store_with_one_version_says_what_will_be_here():
    app = opened("versions")
    assert "There is one version so far." in app.info[0].value
    assert app.button(key="versions.go_back").disabled


def test_the_page_works_without_a_single_member():
    empty = sample()
    for table in empty.tables:
        empty = with_rows(empty, table, empty.table(table).iloc[:0])
    save(empty)
    app = opened("versions")
    assert not app.error
    assert f"was 20.0{NARROW}% (23 of 115)" in said(app)
    pressed(chosen(app, "address.version", history()[1].version_id), "Go back to this version")
    assert len(history()) == 3


# Difference


def test_the_two_newest_versions_are_compared_first(three):
    told = said(opened("versions"))
    assert "1 rows added, 1 changed, 0 removed." in told
    assert f"19.3{NARROW}%" in told


def test_a_change_is_told_field_by_field_with_old_and_new(three):
    app = opened("versions")
    app.session_state["versions.members"] = True
    app.run()
    row = app.dataframe[1].value.iloc[0]
    before = sample().table("members").query("city_id == 'per-lima'")["population"].iloc[0]
    assert row.tolist() == ["Lima", "Inhabitants", f"{before:,}", "123,456"]


def test_added_and_removed_rows_are_listed(three):
    app = opened("versions", against=three[0].version_id, **{"with": three[2].version_id})
    app.session_state["versions.members"] = True
    app.session_state["versions.receipts"] = True
    app.run()
    tables = [frame.value for frame in app.dataframe[1:]]
    assert any("Guangzhou" in table.get("Name", []).tolist() for table in tables if "Name" in table)
    gone = int((sample().table("receipts")["city_id"] == "chn-guangzhou").sum())
    captions = [caption.value for caption in app.caption]
    assert "1 added" in captions
    assert f"{gone} removed" in captions
    assert "1 changed" in captions


def test_any_two_versions_are_in_the_address_and_a_copied_address_compares_them(three):
    app = opened("versions")
    chosen(app, "address.against", three[0].version_id)
    chosen(app, "address.with", three[1].version_id)
    copied = {name: address(app)[name] for name in ("version", "against", "with")}
    assert copied["against"] == three[0].version_id
    assert copied["with"] == three[1].version_id
    told = said(opened("versions", **copied))
    assert "19.3" in told
    assert f"was 20.0{NARROW}% (23 of 115)" in told


def test_the_way_there_and_back_are_opposites(three):
    ids = {"against": three[2].version_id, "with": three[0].version_id}
    told = said(opened("versions", **ids))
    gone = [len(sample().table(name).query("city_id == 'chn-guangzhou'")) for name in ("dues", "receipts")]
    assert f"{sum(gone) + 1} rows added, 1 changed, 1 removed." in told


def test_a_version_compared_with_itself_has_no_difference(three):
    ids = {"against": three[1].version_id, "with": three[1].version_id}
    assert "There is no difference." in said(opened("versions", **ids))


@pytest.mark.parametrize("name", ["version", "against", "with"])
def test_a_version_that_does_not_exist_is_said_and_another_one_is_shown(three, name):
    app = opened("versions", **{name: "<b>nowhere</b>"})
    warning = app.warning[0].value.replace("\\", "")
    shown = 2 if name == "against" else 3
    assert "“<b>nowhere</b>”, which does not exist here." in warning
    assert f"Showing Version {shown} instead." in warning


def test_a_damaged_version_is_a_sentence_and_the_others_stay_in_use(three):
    name = three[1].tables["members"].sha256
    with writing(store.opened()) as connection:
        connection.execute(update(BLOBS).where(BLOBS.c.sha256 == name).values(content=b"damaged"))
    queries.forget()
    app = opened("versions")
    assert "rows of members are damaged" in app.error[0].value
    assert [button.label for button in app.download_button][:2] == ["Excel workbook", "CSV files (.zip)"]
    chosen(app, "address.version", three[1].version_id)
    assert not app.download_button


# The way back


def test_going_back_makes_a_new_version_that_equals_the_old_one_and_undo_takes_it_back(three):
    before = content()
    app = opened("versions", version=three[0].version_id)
    pressed(app, "Go back to this version")
    made = newest()
    assert (made.number, made.restored_from, made.note) == (4, three[0].version_id, "Back to version 1")
    assert fingerprint(dataset_of(made.version_id)) == fingerprint(sample())
    assert "The data are those of version 1 again, saved as version 4." in app.success[0].value
    assert f"19.3{NARROW}% (22 of 114) → 20.0{NARROW}% (23 of 115)" in app.success[0].value.replace("\\", "")
    assert address(app)["against"] == three[2].version_id
    assert "It equals version 1." in said(app)
    pressed(app, "Undo")
    assert content() == before
    assert (newest().number, newest().restored_from) == (5, three[2].version_id)
    assert "Undone: the data are as they were before." in app.success[0].value.replace("\\", "")
    assert not [button for button in app.button if button.label == "Undo"]


def test_every_page_shows_the_old_state_after_the_way_back(three):
    app = opened("versions", version=three[0].version_id)
    assert "22 of 114" in said(app)
    pressed(app, "Go back to this version")
    app.switch_page(str(ROOT / "pages" / "overview.py")).run()
    assert "23 of 115" in words(app)


@pytest.fixture
def elsewhere():
    """The store as another process has it open."""
    with opened_store(config.settings().store_url) as engine:
        yield engine


def test_the_way_back_is_refused_when_somebody_saved_meanwhile(three, elsewhere):
    app = opened("versions", version=three[0].version_id)
    theirs = with_text(sample(), "members", "note", 0, "theirs")
    commit_sample(elsewhere, theirs, author="Ben", note="later", headline=share_record(theirs))
    pressed(app, "Go back to this version")
    assert "Ben saved “later”" in app.error[0].value
    assert newest().note == "later"
    assert not pressed(app, "Go back to this version").error
    assert newest().restored_from == three[0].version_id


def test_an_undo_never_hides_what_somebody_saved_since(three, elsewhere):
    app = opened("versions", version=three[0].version_id)
    pressed(app, "Go back to this version")
    theirs = with_text(sample(), "members", "note", 0, "theirs")
    commit_sample(elsewhere, theirs, author="Ben", note="later", headline=share_record(theirs))
    app.button(key="versions.undo").click().run()
    assert "Ben saved “later”" in app.error[0].value
    assert newest().note == "later"


def test_what_another_process_commits_shows_with_the_next_run(elsewhere):
    app = opened("versions")
    commit_sample(elsewhere, smaller(), author="Ben", note="theirs", headline=share_record(smaller()))
    app.run()
    assert "Version 2 is shown everywhere" in said(app)
    assert app.dataframe[0].value["Note"].tolist()[0] == "theirs"
    with opened_store(config.settings().store_url) as engine, writing(engine) as connection:
        versions_before = versions.history(connection)
    pressed(chosen(app, "address.version", versions_before[1].version_id), "Go back to this version")
    with reading(elsewhere) as connection:
        assert versions.current(connection).note == "Back to version 1"


def test_nobody_goes_back_without_a_name(three, monkeypatch):
    monkeypatch.setattr("ui.core.author._of_the_system", lambda: "")
    app = opened("versions", version=three[0].version_id)
    assert app.button(key="versions.go_back").disabled
    app.text_input(key="author.versions").set_value("Ana").run()
    pressed(app, "Go back to this version")
    assert newest().author == "Ana"


# Files


def workbook_of(version_id):
    return exports._workbook(version_id)


def archive_of(version_id):
    return exports._archive(version_id)


REAL = {"aaa": "per", "bbb": "deu", "ccc": "chn", "ddd": "eth", "eee": "bra"}


def large():
    """The dataset by lot, with countries that exist: the reader of spreadsheets knows no others."""

    def real(cell):
        text = str(cell)
        known = REAL.get(text[:3].lower())
        return (known.upper() if text[:3].isupper() else known) + text[3:] if known else cell

    tables = {
        name: [{key: real(cell) for key, cell in row.items()} for row in rows]
        for name, rows in generated(120, 5).items()
    }
    tables["events"] = [
        {"event_id": "meeting", "name": "Meeting", "starts_on": "2024-05-10", "provenance": "uploaded"}
    ]
    return in_memory(tables, **GENERATED_DESCRIPTION)


def hostile():
    dataset = sample()
    for row, text in enumerate(HOSTILE):
        dataset = with_text(dataset, "members", "note", row, text)
    return dataset


@pytest.mark.parametrize(
    "dataset", [sample, large, hostile], ids=["the sample", "by lot", "text that is not meant well"]
)
class TestRoundTrip:
    def test_the_workbook_reads_back_with_no_difference(self, dataset):
        made = save(dataset())
        upload = read_upload(
            [("e.xlsx", workbook_of(made.version_id))], dataset_of(made.version_id), Choices()
        )
        assert upload.is_clean, upload.issues
        assert not upload.changes
        rows_read = {each.table: each.rows_read for each in upload.tables}
        assert made.counts == dict.fromkeys(made.counts, 0) | rows_read

    def test_the_archive_reads_back_with_no_difference(self, dataset, tmp_path):
        made = save(dataset())
        with zipfile.ZipFile(io.BytesIO(archive_of(made.version_id))) as archive:
            archive.extractall(tmp_path)
        assert not compare_datasets(dataset_of(made.version_id), load_folder(tmp_path))


@pytest.mark.parametrize("dataset", [sample, hostile], ids=["the sample", "text that is not meant well"])
def test_the_workbook_brings_a_version_back_on_top_of_another_one(dataset):
    made, other = save(dataset()), save(smaller())
    whole = Choices(whole=frozenset(made.tables))
    upload = read_upload([("e.xlsx", workbook_of(made.version_id))], dataset_of(other.version_id), whole)
    assert upload.is_clean, upload.issues
    assert not compare_datasets(dataset_of(made.version_id), upload.candidate)


def test_the_archive_can_be_dropped_on_the_page_that_updates_the_data():
    made = save(sample())
    upload = read_upload([("e.zip", archive_of(made.version_id))], dataset_of(made.version_id), Choices())
    assert upload.is_clean, upload.issues
    assert not upload.changes


def test_hostile_text_is_text_in_every_file():
    made = save(hostile())
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(made.version_id)))
    header = [cell.value for cell in book["members"][1]]
    notes = [row[header.index("note")] for row in book["members"].iter_rows(min_row=2)]
    assert [cell.value for cell in notes[: len(HOSTILE)]] == HOSTILE
    assert {cell.data_type for cell in notes[: len(HOSTILE)]} == {"s"}
    assert not any(cell.hyperlink for cell in notes)
    with zipfile.ZipFile(io.BytesIO(archive_of(made.version_id))) as archive:
        assert HOSTILE[0] in archive.read("members.csv").decode()


def test_hostile_text_is_text_in_the_difference_and_its_files():
    save(hostile(), note=HOSTILE[0])
    app = opened("versions")
    app.session_state["versions.members"] = True
    app.run()
    table = app.dataframe[1].value
    assert table["After"].tolist() == [visible(each) for each in HOSTILE]
    for element in [*app.markdown, *app.caption]:
        assert "<img" not in element.value.replace("\\<img", "")
    assert all("<img" not in html.proto.body for html in app.get("html"))
    changes = compare_datasets(sample(), hostile()).tables["members"]
    rows = differences.changed_rows(changes, {})
    csv = as_csv(rows).decode("utf-8-sig")
    assert "'=HYPERLINK" in csv
    assert "'@SUM" in csv


def test_no_file_of_a_version_holds_a_contact():
    canary = "Quixotina Canarella"
    with writing(store.opened()) as connection:
        contacts.add(
            connection, {"city_id": "chn-xian", "person": canary, "address": "quixo-canary"}, author="Ana"
        )
    made = save(smaller())
    unpacked = b""
    for content_ in (workbook_of(made.version_id), archive_of(made.version_id)):
        with zipfile.ZipFile(io.BytesIO(content_)) as archive:
            unpacked += b"".join(archive.read(name) for name in archive.namelist())
    for trace in (b"uixotina", b"anarella", b"uixo-canary", b'"contacts"'):
        assert trace not in unpacked
    assert "contacts" not in openpyxl.load_workbook(io.BytesIO(workbook_of(made.version_id))).sheetnames


def test_a_version_that_names_a_contact_says_so_beside_its_files():
    save(
        with_text(sample(), "members", "note", 3, "met QUIXOTINA  Canarella"),
        note="as Quixotina Canarella said",
    )
    app = opened("versions")
    assert not app.warning
    with writing(store.opened()) as connection:
        contacts.add(connection, {"city_id": "chn-xian", "person": "Quixotina Canarella"}, author="Ana")
    app.run()
    assert app.warning[0].value.startswith("2 texts of this version name somebody")
    chosen(app, "address.version", history()[1].version_id)
    assert not app.warning
