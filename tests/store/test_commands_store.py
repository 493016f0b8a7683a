"""The commands of the store as an operator calls them, on both databases: output, exit codes, sentences."""

import re
import stat
import zipfile

import openpyxl
import orjson
import pandas as pd
import pytest
from sqlalchemy import update

import config
from data.errors import DashboardError
from data.export.sheets import new_workbook, write_sheet
from data.export.template import _catalogue
from data.export.workbook import write_workbook
from data.folder import load_folder
from data.schema import TABLES, UPLOADED
from data.store import contacts, versions
from data.store.commit import fingerprint
from data.store.database import reading, writing
from data.store.tables import BLOBS
from tests.support.commandline import listed, run
from tests.support.stores import ROOT, sample, with_text
from ui.core import store

PERSON = "Ximena Quirolanda"


def test_the_first_command_fills_an_empty_store_with_the_sample(chosen):
    (only,) = listed()
    assert only["number"] == 1
    assert only["parent"] is None
    assert only["author"] == "first start"
    assert only["counts"]["members"] == 115
    assert only["as_of"] == "2023-05-31"
    assert re.fullmatch(r"[0-9a-f]{12}", only["id"])
    assert only["headline"]["official_share"]["numerator"] == 23
    assert only["headline"]["paying_share"]["denominator"] == 60


def test_a_restore_prints_the_new_version(chosen):
    old = listed()[0]["id"]
    new = run("restore", old, "--author", "Ana", "--note", "once more").stdout.strip()
    newest = listed()[0]
    assert (newest["id"], newest["parent"], newest["restored_from"]) == (new, old, old)
    assert (newest["author"], newest["note"]) == ("Ana", "once more")
    assert newest["counts"] == listed()[1]["counts"]


def test_versions_are_told_in_lines_for_people(chosen):
    old = listed()[0]["id"]
    run("restore", old, "--note", "two\nlines")
    first, second = run("versions").stdout.splitlines()
    assert "two lines" in first
    assert old in second


def test_figures_are_of_the_newest_version_unless_another_is_asked_for(chosen):
    old = listed()[0]["id"]
    new = run("restore", old).stdout.strip()
    assert orjson.loads(run("figures", "--json").stdout)["version"] == new
    assert orjson.loads(run("figures", "--json", "--version", old).stdout)["version"] == old


@pytest.mark.parametrize(
    "command", [["restore"], ["figures", "--version"], ["export", "x.xlsx", "--version"]]
)
def test_a_version_that_does_not_exist_is_a_sentence(chosen, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    known = listed()[0]["id"]
    said = run(*command, "nowhere", code=1).stderr
    assert f"There is no version “nowhere”. Choose one of: {known}." in said
    assert list(tmp_path.glob("x.xlsx*")) == []


def test_an_exported_workbook_holds_every_table_with_its_columns(chosen, tmp_path):
    run("export", tmp_path / "all.xlsx")
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames == [*TABLES, "about"]
    for name, table in TABLES.items():
        assert [cell.value for cell in book[name][1]] == table.columns
        assert book[name].max_row - 1 == len(sample().table(name))
    assert dict(book["about"].iter_rows(min_row=2, values_only=True))["as_of"] == "2023-05-31"


def test_an_exported_archive_is_a_folder_of_data_that_reads_back_unchanged(chosen, tmp_path):
    run("export", tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "folder")
    back = load_folder(tmp_path / "folder")
    assert fingerprint(back) == fingerprint(sample())


def test_exports_leave_contacts_out_unless_they_are_asked_for(chosen, tmp_path):
    run("versions")
    with writing(store.opened()) as connection:
        contacts.add(connection, {"city_id": "chn-xian", "person": PERSON}, author="Ana")
    run("export", tmp_path / "without.xlsx")
    assert "contacts" not in openpyxl.load_workbook(tmp_path / "without.xlsx").sheetnames
    run("export", tmp_path / "with.xlsx", "--contacts")
    assert openpyxl.load_workbook(tmp_path / "with.xlsx")["contacts"]["C2"].value == PERSON
    assert stat.S_IMODE((tmp_path / "with.xlsx").stat().st_mode) == 0o600
    assert "workbook only" in run("export", tmp_path / "with.zip", "--contacts", code=1).stderr


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        pytest.param(["export", "all.pdf"], "Use one of: .xlsx, .zip.", id="export"),
        pytest.param(["template", "all.csv"], "Use one of: .xlsx.", id="template"),
        pytest.param(["export", "no/such/folder.xlsx"], "cannot be written", id="export to nowhere"),
        pytest.param(["template", "no/such/folder.xlsx"], "cannot be written", id="template to nowhere"),
        pytest.param(["recover", "nothing.db"], "is no backup of this dashboard", id="recover"),
        pytest.param(["erase", "nobody"], "no contact with exactly this id", id="erase"),
        pytest.param(["backup", "no/such/folder.db"], "cannot be written", id="backup to nowhere"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_leaves_nothing(
    chosen, tmp_path, monkeypatch, command, sentence
):
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    code = 2 if command[0] == "recover" else 1
    said = run(*command, code=code).stderr
    assert sentence in said
    assert {path for path in set(tmp_path.rglob("*")) - before if "dashboard.db" not in path.name} == set()


def test_a_template_has_every_sheet_notes_lists_and_two_examples(tmp_path):
    run("template", tmp_path / "template.xlsx")
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    assert book.sheetnames == list(UPLOADED)
    for name, table in UPLOADED.items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == table.columns
        assert all(cell.comment.text for cell in sheet[1])
        assert sheet.max_row == 3
        source = table.columns.index("source")
        assert {sheet.cell(row, source + 1).value for row in (2, 3)} == {"example: delete this row"}
        lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
        choices = [f for f in table.fields if f.codes or f.kind == "boolean"]
        assert len(lists) == len(choices)


def test_the_examples_of_the_template_keep_the_rules_of_the_schema():
    for name, rows in _catalogue().items():
        fields = {field.name: field for field in UPLOADED[name].fields}
        for row in rows:
            assert set(row) <= set(fields)
            assert {f.name for f in fields.values() if f.required} <= set(row)
            assert all(not fields[key].codes or value in fields[key].codes for key, value in row.items())


def test_the_drill_backup_change_recover(chosen, tmp_path):
    before = listed()
    said = run("backup", tmp_path / "backup.db").stdout
    assert "holds contacts" in said
    assert stat.S_IMODE((tmp_path / "backup.db").stat().st_mode) == 0o600
    run("restore", before[0]["id"])
    assert len(listed()) == 2
    run("recover", tmp_path / "backup.db")
    assert listed() == before
    assert "as it was written" in run("verify").stdout


def test_a_damaged_file_of_a_version_is_named_by_verify_and_by_figures(chosen):
    version = listed()[0]["id"]
    with reading(store.opened()) as connection:
        name = versions.current(connection).tables["dues"].sha256
    with writing(store.opened()) as connection:
        connection.execute(update(BLOBS).where(BLOBS.c.sha256 == name).values(content=b"damaged"))
    for command, code in (("verify", 1), ("figures", 2)):
        said = run(command, code=code).stderr
        assert "dues" in said
        assert version in said
        assert name in said


def test_an_erasure_says_what_was_removed_and_which_backup_still_holds_it(chosen, tmp_path):
    run("versions")
    with writing(store.opened()) as connection:
        contacts.add(connection, {"contact_id": "c-1", "city_id": "chn-xian", "person": PERSON}, author="Ana")
    run("backup", tmp_path / "backup.db")
    said = run("erase", "c-1").stdout
    assert "Removed: 1 contact, 1 of its changes" in said
    assert re.search(rf"Still in the backup {tmp_path}/backup\.db, kept until \d{{4}}-\d\d-\d\d", said)
    assert PERSON not in said
    assert "no contact with exactly this id" in run("erase", "c-1", code=1).stderr
    assert "1 contact who had been erased was in the backup" in run("recover", tmp_path / "backup.db").stdout
    run("verify")
    run("export", tmp_path / "after.xlsx", "--contacts")
    assert openpyxl.load_workbook(tmp_path / "after.xlsx")["contacts"].max_row == 1


def test_an_erasure_without_any_backup_says_so(chosen):
    run("versions")
    with writing(store.opened()) as connection:
        contacts.add(connection, {"contact_id": "c-1", "city_id": "chn-xian", "person": PERSON}, author="Ana")
    assert "No backup that is still kept" in run("erase", "c-1").stdout


def test_doctor_says_that_everything_needed_is_there(own_store):
    said = run("doctor").stdout
    assert "missing  " not in said
    assert "The store is a SQLite file, can be reached and is up to date" in said


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        pytest.param(
            "DATABASE_URL", "postgresql://nobody@/x?host=/nowhere", "cannot be reached", id="no server"
        ),
        pytest.param("DATABASE_URL", "sqlite:////proc/nowhere/x.db", "cannot be reached", id="no such file"),
        pytest.param("DATA_DIR", "/proc/nowhere", "cannot be written", id="closed folder"),
    ],
)
def test_doctor_says_what_is_missing_and_ends_with_1(monkeypatch, variable, value, sentence):
    monkeypatch.setenv(variable, value)
    config.settings.cache_clear()
    result = run("doctor", code=1)
    lines = [line for line in result.stdout.splitlines() if line.startswith("missing")]
    assert any(sentence in line for line in lines)


def test_a_store_that_cannot_be_reached_is_a_sentence(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@/x?host=/nowhere")
    config.settings.cache_clear()
    for command in (["figures"], ["versions"], ["verify"], ["backup", "x.db"]):
        said = run(*command, code=2).output
        assert "The data cannot be reached." in said
        assert "secret" not in said


def test_a_folder_that_cannot_be_read_is_told_in_full_and_stays_out_of_the_store(
    chosen, monkeypatch, tmp_path
):
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("DATASET", str(tmp_path / "folder"))
    config.settings.cache_clear()
    said = run("figures", code=2).stderr
    assert "members.csv" in said
    monkeypatch.setenv("DATASET", str(ROOT / "data" / "sample"))
    config.settings.cache_clear()
    assert listed()[0]["number"] == 1


def test_a_folder_named_later_is_not_shown_and_the_log_says_so(own_store, monkeypatch, tmp_path, caplog):
    folder = tmp_path / "other"
    folder.mkdir()
    for path in (ROOT / "data" / "sample").glob("*.[ct][so][vm]*"):
        (folder / path.name).write_bytes(path.read_bytes())
    with (folder / "members.csv").open("a") as file:
        file.write("\n")
    monkeypatch.setenv("DATASET", str(folder))
    config.settings.cache_clear()
    before = listed()
    assert len(before) == 1
    assert any("which is not shown" in record.getMessage() for record in caplog.records)


def test_excel_cannot_hold_a_longer_text_and_the_sentence_says_where(chosen, tmp_path):
    longer = with_text(sample(), "members", "note", 2, "x" * 32_768)
    with pytest.raises(DashboardError) as refusal:
        write_workbook(longer, tmp_path / "x.xlsx")
    assert refusal.value.facts == {"sheet": "members", "row": 4, "limit": 32_767}


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "<r>bold</r>",
    "_x0041_",
    "http://x.example",
    "\u202egnp",
    " a ",
    "<b>&amp;",
]


def test_text_stays_text_in_a_workbook_headings_included(tmp_path):
    rows = pd.DataFrame({text: [text, 0.1 + 0.2] for text in HOSTILE}, dtype="object")
    with new_workbook(tmp_path / "x.xlsx") as book:
        write_sheet(book, "Data", rows)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["Data"]
    read = [str(cell.value).replace("_x005F_", "_") for cell in sheet[1]]
    assert read == HOSTILE
    assert [str(cell.value).replace("_x005F_", "_") for cell in sheet[2]] == HOSTILE
    assert all(cell.data_type in {"s", "inlineStr"} for row in sheet["A1:J2"] for cell in row)
    assert sheet["A3"].value == 0.1 + 0.2
