"""Who could call a city, on its page: counted by channel and holder, hidden until asked, noted in the log."""

from datetime import date

import pytest

from tests.pages.test_contacts import ADDRESS, PERSON, added, all_that_is_sent, log, said
from tests.support.apptest import ROOT, opened
from tests.support.update_page import pressed
from ui.city.brief_sheet import as_file
from ui.core import session_keys

SHOW, HIDE = "Show names and addresses", "Hide names and addresses"


def city(city_id="chn-guangzhou", app=None):
    """The page of a city; within a session as well, as by a link."""
    if app is None:
        return opened("city", city=city_id)
    app.query_params["city"] = city_id
    return app.run()


def test_the_page_says_how_many_contacts_how_they_are_reached_and_who_holds_them():
    added(last_contact_on=date(2023, 5, 17))
    added(channel="wechat", holder="barcelona", last_contact_on=date(2023, 4, 1))
    added(channel="phone", holder="guangzhou")
    added(city="chn-xian", channel="email")
    spoken = said(city())
    assert "3 contacts (WeChat 2, Phone 1). Held by: Guangzhou 2, Barcelona 1." in spoken
    assert "Last contact: 17 May 2023." in spoken


def test_what_is_not_recorded_of_a_contact_is_said_so():
    added(channel=None, holder=None)
    assert "1 contact (not recorded 1). Held by: not recorded 1. When the last contact was is not" in said(
        city()
    )


def test_without_a_contact_the_page_says_so_and_leads_to_where_one_is_added():
    app = city("chn-shenyang")
    assert "No contact is recorded." in said(app)
    assert "Add or change contacts" in [each.proto.label for each in app.get("page_link")]


def test_nothing_says_who_a_contact_is_until_somebody_asks_and_the_log_notes_who_asked():
    added(role="Head of Quiroland", source="from Quirolanda")
    app, before = city(), len(log())
    for trace in ("uirolan", "imena"):
        assert trace not in all_that_is_sent(app)
        assert trace not in as_file(app.session_state[session_keys.BASIS], "chn-guangzhou")
    pressed(app, SHOW)
    assert f"**{PERSON} · Head of Quiroland**" in said(app)
    assert ADDRESS in said(app)
    (entry,) = log()[before:]
    assert (entry.action, entry.subject) == ("contacts_shown", "chn-guangzhou")
    assert "uirolan" not in repr(log())


def test_not_even_who_was_shown_names_finds_them_in_the_brief_or_the_address():
    added()
    app = pressed(city(), SHOW)
    assert "uirolan" in all_that_is_sent(app)
    sheet = next(each.proto.body for each in app.get("html") if 'class="brief"' in each.proto.body)
    assert "uirolan" not in sheet
    assert "uirolan" not in as_file(app.session_state[session_keys.BASIS], "chn-guangzhou")
    assert "uirolan" not in repr(dict(app.query_params))


@pytest.mark.parametrize("how", ["button", "other city", "there and back", "page"])
def test_names_are_hidden_again(how):
    added()
    added(city="chn-xian", person="Someone Else")
    app = pressed(city(), SHOW)
    if how == "button":
        pressed(app, HIDE)
    elif how == "other city":
        city("chn-xian", app)
    elif how == "there and back":
        city(app=city("chn-xian", app))
    else:
        app.switch_page(str(ROOT / "pages" / "method.py")).run()
        app.switch_page(str(ROOT / "pages" / "city.py"))
        app.query_params["city"] = "chn-guangzhou"
        app.run()
        assert "Guangzhou" in said(app)
    for trace in ("uirolanda", "Someone Else"):
        assert trace not in all_that_is_sent(app)


def test_without_a_name_of_ones_own_nobody_sees_the_names_of_others(monkeypatch):
    monkeypatch.setattr("ui.core.author._of_the_system", lambda: "")
    added()
    app = pressed(city(), SHOW)
    assert "Say who makes this change." in app.error[0].value
    assert "uirolanda" not in all_that_is_sent(app)


def test_a_contact_can_be_removed_here_and_the_removal_be_undone():
    added()
    app = pressed(pressed(city(), SHOW), "Remove")
    assert "No contact is recorded." in said(app)
    pressed(app, "Undo")
    assert "1 contact (WeChat 1)" in said(app)
