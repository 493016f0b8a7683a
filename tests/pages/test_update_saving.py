"""What an upload changes is saved, and undone with one click."""

from data.store import contacts
from data.store.database import writing
from data.store.erasure import erase
from tests.pages.test_update import LIMA
from tests.support.apptest import ROOT, said, words
from tests.support.stores import commit_sample, sample, with_rows
from tests.support.update_page import (
    accounts,
    content,
    corrected,
    dropped,
    found,
    messy,
    newest,
    payments,
    pressed,
    rows,
    saved,
)
from tests.support.uploads import book
from ui.core import session_keys, store


def test_saving_makes_the_version_that_was_shown_and_undo_takes_it_back():
    before = content()
    app = corrected(dropped(("payments.xlsx", messy())), 0, c3="8400")
    shown = found(app).fingerprint
    saved(app, "payments of May")
    made = newest()
    assert (made.number, made.note, made.source_name) == (2, "payments of May", "payments.xlsx")
    assert content() == shown
    assert "Saved as version 2." in said(app)
    assert len(rows("receipts")) == 315 + 3
    pressed(app, "Undo")
    assert content() == before
    assert newest().number == 3
    assert "Undone: the data are as they were before." in app.info[0].value.replace("\\", "")


def test_the_saved_version_shows_on_every_page_at_once():
    app = dropped(
        ("members.xlsx", book({"Members": [["City", "Country", "Status"], ["Foshan", "China", "member"]]}))
    )
    saved(app)
    app.switch_page(str(ROOT / "pages" / "overview.py")).run()
    assert "24 of 116" in words(app)


def test_somebody_has_to_be_named():
    app = dropped(("payments.xlsx", payments(LIMA)))
    app.text_input(key="author.update").set_value(" ").run()
    assert next(button for button in app.button if button.label == "Save as a new version").disabled
    app.text_input(key="author.update").set_value("Ana").run()
    saved(app)
    assert newest().author == "Ana"


def test_the_same_file_is_recognised_and_saves_nothing_twice():
    file = ("payments.xlsx", payments(LIMA))
    app = saved(dropped(file))
    again = dropped(file, app=app)
    assert any("The very same file was saved before: as version 2" in info.value for info in again.info)
    assert any("There is nothing to save." in info.value for info in again.info)
    assert not [button for button in again.button if button.label == "Save as a new version"]


def test_files_and_decisions_stay_while_pages_change():
    app = corrected(dropped(("payments.xlsx", messy())), 0, c3="8400")
    app.switch_page(str(ROOT / "pages" / "method.py")).run()
    app.switch_page(str(ROOT / "pages" / "update.py")).run()
    assert accounts(app) == {"receipts": (5, 3, 1, 1)}


def test_files_can_be_put_away():
    app = pressed(dropped(("payments.xlsx", messy())), "Put these files away")
    assert "Drop a spreadsheet to update the data." in said(app)
    assert newest().number == 1


def test_a_candidate_that_is_not_the_one_shown_is_refused(monkeypatch):
    app = dropped(("payments.xlsx", payments(LIMA)))
    draft = app.session_state[session_keys.DRAFT]
    candidate = draft.reading.upload.candidate
    receipts = candidate.table("receipts")
    amounts = receipts["amount"].where(receipts.index != 7, receipts["amount"] + 1)
    object.__setattr__(
        draft.reading.upload,
        "candidate",
        with_rows(candidate, "receipts", receipts.assign(amount=amounts)),
    )
    saved(app)
    assert any("no longer those that were shown" in error.value for error in app.error)
    assert newest().number == 1


def test_whoever_saves_second_is_told_keeps_the_work_and_can_go_on_top():
    app = corrected(dropped(("payments.xlsx", messy())), 0, c3="8400")
    prospects = sample().table("prospects")
    other = with_rows(sample(), "prospects", prospects.assign(note="met in May"))
    commit_sample(store.opened(), other, author="Bo", note="notes")
    saved(app)  # the button was there when the other one saved
    assert newest().author == "Bo"
    warning = next(each.value for each in app.warning if "Bo saved version 2" in each.value)
    assert "(notes)" in warning
    assert "0 rows added, 5 changed, 0 removed." in said(app)
    assert next(button for button in app.button if button.label == "Save as a new version").disabled
    pressed(app, "Read my files again on top of it")
    assert accounts(app) == {"receipts": (5, 3, 1, 1)}
    saved(app)
    assert newest().number == 3
    assert set(rows("prospects")["note"]) == {"met in May"}
    assert len(rows("receipts")) == 318


def test_somebody_erased_meanwhile_does_not_come_back_with_an_upload():
    with writing(store.opened()) as connection:
        contacts.add(
            connection,
            {"contact_id": "c-1", "city_id": "chn-xian", "person": "Ximena Quirolanda"},
            author="Ana",
        )
    members = sample().table("members")
    commit_sample(
        store.opened(), with_rows(sample(), "members", members.assign(note="met Ximena Quirolanda"))
    )
    app = dropped(("payments.xlsx", payments(LIMA)))
    with writing(store.opened()) as connection:
        erase(connection, "c-1", author="Ana")
    saved(app)
    assert newest().number == 2
    assert any("a person was erased from the data" in each.value for each in app.warning)
    saved(pressed(app, "Read my files again on top of it"))
    assert newest().number == 3
    assert not rows("members")["note"].str.contains("Quirolanda").any()


def test_an_undo_after_somebody_else_saved_says_why_it_cannot_be():
    app = saved(dropped(("payments.xlsx", payments(LIMA))))
    commit_sample(store.opened(), author="Bo", note="roll")
    pressed(app, "Undo")
    assert "This could not be undone." in app.info[0].value.replace("\\", "")
    assert newest().author == "Bo"


def test_a_store_that_cannot_be_written_is_a_sentence_and_the_work_stays(monkeypatch):
    from data.store.failures import StoreError
    from ui.update import edit

    def full(*_args, **_kwargs):
        raise StoreError("store_full")

    app = dropped(("payments.xlsx", payments(LIMA)))
    monkeypatch.setattr(edit, "store_upload", full)
    saved(app)
    assert any("The disk is full" in error.value for error in app.error)
    assert accounts(app) == {"receipts": (1, 1, 0, 0)}
