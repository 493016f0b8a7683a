"""A prospect that joins the roll: proposed on Update data, offered on Pipeline, each with an undo."""

import pandas as pd

from tests.pages.test_pipeline import last_step, press, stage_of
from tests.support.apptest import opened, said, words
from tests.support.stores import commit_sample, sample, with_rows
from tests.support.update_page import dropped, pressed, saved
from tests.support.uploads import book
from ui.core import store

JOINING = book(
    {
        "Members": [
            ["City", "Country", "Status", "Joined on"],
            ["Foshan", "China", "member", "2023-05-20"],
            ["Dongguan", "China", "member", None],
        ]
    }
)


def test_an_upload_proposes_to_close_who_joins_and_undo_opens_it_again():
    app = dropped(("roll.xlsx", JOINING))
    (line,) = [each.value for each in app.info if "join the roll" in each.value]
    assert "2 prospects join the roll" in line
    assert "Foshan from 20 May 2023 on" in line
    app.multiselect(key="update.keep_open").select("chn-dongguan").run()
    saved(app)
    assert stage_of("chn-foshan") == "member"
    assert last_step("chn-foshan") == ("2023-05-20", "member")
    assert stage_of("chn-dongguan") != "member"
    pressed(app, "Undo")
    assert stage_of("chn-foshan") != "member"


def test_the_overview_and_the_pipeline_count_the_same_prospects_after_an_upload():
    app = dropped(("roll.xlsx", JOINING))
    app.multiselect(key="update.keep_open").set_value(["chn-foshan", "chn-dongguan"]).run()
    saved(app)
    assert "3 cities are in the pipeline" in said(opened("pipeline"))
    overview = words(opened("overview"))
    assert '<div class="card-title">Open prospects</div><div class="card-value">3</div>' in overview
    assert "25 members, 20 of them paying, and 3 prospects" in overview


def test_the_pipeline_offers_to_close_who_was_on_the_roll_before_with_an_undo():
    rows = sample().table("members")
    new = rows[rows["city_id"] == "chn-guangzhou"].assign(city_id="chn-foshan", name="Foshan", name_zh="佛山")
    both = pd.concat([rows, new], ignore_index=True)
    commit_sample(store.opened(), with_rows(sample(), "members", both), author="Bo", note="roll")
    before = stage_of("chn-foshan")
    app = opened("pipeline")
    assert "Foshan is on the roll" in said(app)
    button = next(each for each in app.button if (each.key or "") == "closing.chn-foshan")
    button.click().run()
    assert stage_of("chn-foshan") == "member"
    assert "Foshan is on the roll" not in said(app)
    press(app, "Undo")
    assert stage_of("chn-foshan") == before
