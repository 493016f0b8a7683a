"""`manage.py snapshot` as a schedule calls it: made, listed, linked, revoked, written, checked, compared."""

import hashlib
from dataclasses import replace

import orjson
import pytest
from sqlalchemy import update

from charts.export.rendering import chromium
from data.errors import DashboardError
from data.store import snapshots
from data.store.database import reading, writing
from data.store.tables import BLOBS
from sharing import snapshot as sharing_snapshot
from sharing.audience import restrict_to_audience
from tests.support import reports
from tests.support.commandline import listed, run
from tests.support.stores import sample, with_text
from ui.core import store
from ui.reports import kinds
from ui.reports.choice import Choice
from ui.snapshots import answers

needs_chromium = pytest.mark.skipif(chromium() is None, reason="there is no Chromium here")
TITLE = "Board report 广州"


def told(*arguments):
    return orjson.loads(run("snapshot", *arguments, "--json").stdout)


def prepared(monkeypatch, make):
    """The prepared report, whatever is asked for."""
    measured = kinds.build_report

    def build(choice, **asked):
        return measured(choice, **asked) if choice.kind == kinds.COMPARISON else make(choice)

    monkeypatch.setattr(answers, "build_report", build)


@pytest.fixture
def quick(monkeypatch):
    """Snapshots without pictures, PDF and slides: what they are made of does not matter here."""

    def formats(report, sealed):
        return {"report.html": b"<h1>Report</h1>", "report.txt": report.title.encode()}

    monkeypatch.setattr(sharing_snapshot, "_formats", formats)
    monkeypatch.setattr(sharing_snapshot, "chromium", lambda: "/bin/true")
    prepared(monkeypatch, lambda choice: reports.report(title=choice.title, audience=choice.audience))


@pytest.fixture
def made(chosen, quick):
    return told("create", "--report", "board", "--title", TITLE)


@needs_chromium
def test_a_board_report_is_frozen_and_taken_along_in_all_formats(chosen, tmp_path):
    made = told("create", "--report", "board", "--title", TITLE, "--author", "Ana")
    (found,) = told("list")
    assert (found["id"], found["sha256"], found["author"]) == (made["id"], made["sha256"], "Ana")
    assert (found["title"], found["kind"], found["audience"]) == (TITLE, "board", "board")
    assert found["illustrative"] is True
    for form, begin in {
        "html": b"<!doctype",
        "pdf": b"%PDF",
        "pptx": b"PK",
        "xlsx": b"PK",
        "txt": TITLE.encode(),
    }.items():
        run("snapshot", "export", made["id"], tmp_path / form, "--format", form)
        assert (tmp_path / form).read_bytes().startswith(begin)
    run("snapshot", "export", made["id"], tmp_path / "pictures", "--format", "png")
    pictures = sorted((tmp_path / "pictures").iterdir())
    assert len(pictures) >= 5
    assert all(each.read_bytes().startswith(b"\x89PNG") for each in pictures)
    assert told("compare", made["id"], "today") == {"figures": [], "categories": [], "warnings": []}


@needs_chromium
def test_the_sample_is_refused_to_partners_and_public_with_the_reason(chosen):
    for audience in ("partners", "public"):
        done = run(
            "snapshot", "create", "--report", "board", "--title", TITLE, "--audience", audience, code=1
        )
        assert "invented" in done.stderr
    assert told("list") == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--report", "nothing", "--title", "T"), "nothing"),
        (("--report", "city", "--title", "T", "--city", "chn-nowhere"), "chn-nowhere"),
        (("--report", "board", "--title", " "), "title"),
        (("--report", "board", "--title", "T", "--as-of", "yesterday"), "yesterday"),
    ],
    ids=["no such report", "no such city", "no title", "no day"],
)
def test_what_cannot_be_frozen_is_told(chosen, arguments, said):
    assert said in run("snapshot", "create", *arguments, code=1).stderr
    assert told("list") == []


def test_a_link_is_made_listed_and_revoked(made):
    link = told("link", made["id"], "--label", "Guangzhou", "--days", 10, "--no-passcode")
    assert link["url"].startswith("http://127.0.0.1:8501/s/")
    (found,) = told("list")[0]["links"]
    assert (found["link_id"], found["label"], found["state"]) == (link["link_id"], "Guangzhou", "live")
    assert found["expires_on"] == link["expires_on"]
    assert link["url"].rpartition("/")[2] not in run("snapshot", "list", "--json").stdout
    run("snapshot", "revoke", link["link_id"])
    assert told("list")[0]["links"][0]["state"] == "revoked"


def test_a_board_link_wants_a_passcode_or_a_word_that_there_is_none(made):
    assert "--passcode" in run("snapshot", "link", made["id"], "--label", "Board", code=1).stderr
    assert told("list")[0]["links"] == []
    told("link", made["id"], "--label", "Board", "--passcode", "correct horse")
    assert told("list")[0]["links"][0]["passcode"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "nothing", "x"),
        ("verify", "nothing"),
        ("compare", "nothing", "today"),
        ("revoke", "nothing"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_does_not_exist_is_named(chosen, arguments):
    assert "nothing" in run("snapshot", *arguments, code=1).stderr


def test_verify_names_a_part_that_was_altered(made):
    run("snapshot", "verify", made["id"])
    with reading(store.opened()) as connection:
        name = snapshots.find(connection, made["id"]).parts.hashes["report.html"]
    with writing(store.opened()) as connection:
        connection.execute(update(BLOBS).where(BLOBS.c.sha256 == name).values(content=b"<h1>Another</h1>"))
    assert name in run("snapshot", "verify", made["id"], code=1).stderr


def test_two_reports_are_compared(chosen, quick, monkeypatch):
    first = told("create", "--report", "board", "--title", TITLE)
    later = reports.replaced(0.5)
    prepared(monkeypatch, lambda _: later)
    second = told("create", "--report", "board", "--title", TITLE)
    found = told("compare", first["id"], second["id"])
    assert [(each["name"], each["before"], each["after"]) for each in found["figures"]] == [
        ("paying_share", 1 / 3, 0.5)
    ]
    assert found == told("compare", first["id"], "today")
    assert "33.3" in run("snapshot", "compare", first["id"], second["id"]).stdout


def test_frozen_bytes_stay_whatever_changes_in_the_data(made, tmp_path):
    def bytes_of():
        run("snapshot", "export", made["id"], tmp_path / "out.html")
        return hashlib.sha256((tmp_path / "out.html").read_bytes()).hexdigest()

    before, oldest = bytes_of(), listed()[0]["id"]
    from tests.support.stores import commit_sample

    for number in range(3):
        commit_sample(store.opened(), with_text(sample(), "members", "note", number, f"note {number}"))
    run("restore", oldest)
    assert bytes_of() == before


def test_a_comparison_is_a_report_of_its_own_for_the_narrower_readers(made, monkeypatch):
    prepared(monkeypatch, lambda choice: reports.replaced(0.5, audience=choice.audience))
    basis = answers.default_basis_on(None, None)
    asked = Choice("comparison", "board", "Then and now", "", basis, before=made["id"], after="today")
    report = answers.full_report(asked)
    (table,) = report.sections[0].tables
    assert [row[1:] for row in table.rows] == [("33.3\u202f%", "50.0\u202f%", "+16.7")]
    assert restrict_to_audience(report, "board").sections[0].tables == report.sections[0].tables
    with pytest.raises(DashboardError, match="comparison_audience"):
        answers.full_report(replace(asked, audience="public"))
