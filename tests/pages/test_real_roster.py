"""A roster of one's own dropped on the sample: what is proposed, said and saved."""

from data.folder import load_folder
from tests.support.apptest import ROOT, words
from tests.support.datasets import SAMPLE
from tests.support.update_page import chosen, dropped, found, newest, pressed, rows, saved
from tests.support.uploads import book
from ui.core import formats

ROSTER = load_folder(SAMPLE).table("members").iloc[:85]


def roster(title=None):
    """85 members, as in the first upload of a real list."""
    lines = [[name, code, "member"] for name, code in zip(ROSTER["name"], ROSTER["country"], strict=True)]
    head = [[title], []] if title else []
    return book({"Members": [*head, ["City", "Country", "Status"], *lines]})


def test_replacing_the_invented_rows_is_proposed_with_their_numbers_and_the_day_of_the_list():
    app = dropped(("roster.xlsx", roster("Members as of 31 May 2024")))
    base = app.radio(key="update.base")
    assert base.value == "replaces"
    assert "31 members, 536 dues, 315 receipts" in " ".join(base.proto.captions)
    assert any("The data are to speak of 31 May 2024" in each.value for each in app.info)
    saved(app)
    assert newest().as_of.isoformat() == "2024-05-31"
    assert not (rows("members")["provenance"] == "illustrative").any()
    app.switch_page(str(ROOT / "pages" / "overview.py")).run()
    assert "Illustrative data" not in words(app)
    assert "sample" not in words(app).lower()


def test_who_is_not_in_the_list_is_named_without_asking():
    app = dropped(("roster.xlsx", roster()))
    (line,) = [each.value for each in app.warning if "are not in your list" in each.value]
    left_out = found(app).upload.not_mentioned["members"]
    assert f"{len(left_out)} members of the data are not in your list" in line
    chosen(app, "update.whole.members", True)
    assert not any("are not in your list" in each.value for each in app.warning)
    assert len(found(app).upload.candidate.table("members")) == 85


def test_a_list_without_a_day_speaks_of_today_and_adding_keeps_the_day():
    app = dropped(("roster.xlsx", roster()))
    assert found(app).upload.candidate.as_of == formats.today()
    chosen(app, "update.base", "adds")
    assert found(app).upload.candidate.as_of.isoformat() == "2023-05-31"
    assert "Invented rows stay beside yours: 31 members" in words(app)


def test_a_list_that_is_added_offers_its_day_and_one_click_takes_it():
    app = dropped(("roster.xlsx", roster("Members as of 31 May 2024")))
    chosen(app, "update.base", "adds")
    assert any("but the data speak of 31 May 2023" in each.value for each in app.info)
    pressed(app, "Let the data speak of 31 May 2024")
    assert found(app).upload.candidate.as_of.isoformat() == "2024-05-31"
