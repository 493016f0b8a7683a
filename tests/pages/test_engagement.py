"""The Engagement page: computed sentences, rows behind every figure, views in the address, no person."""

import time

import pytest

from data.store import contacts
from data.store.database import writing
from tests.pages.test_every_page import copied, keep_rows, use_data  # noqa: F401  fixtures
from tests.support.apptest import address, opened, said
from tests.support.datasets import write_folder
from tests.support.engagement import AS_OF, tables
from ui.core import store

FINDINGS = ["events", "silent", "score", "contacts", "topics", "groups", "networks", "potential"]
PERSON, ADDRESS = "Ximena Quirolanda", "quirolanda-wechat"


def lines(app):
    return [box.label.replace("\\", "") for box in app.expander]


def table(app, column):
    return next(frame.value for frame in app.dataframe if column in frame.value)


def sent(app):
    """Everything that the server sent to the browser in the last run."""
    return "\n".join(repr(element.proto) for element in app.main) + "\n".join(
        frame.value.to_csv() for frame in app.dataframe
    )


def hold(*rows):
    """Contacts of cities with their channel and holder, each with a name that may be nowhere."""
    with writing(store.opened()) as connection:
        for city, channel, holder in rows:
            details = {"city_id": city, "person": PERSON, "address": ADDRESS, "role": PERSON}
            contacts.add(connection, details | {"channel": channel, "holder": holder}, author="Ana")


def test_the_first_screen_is_one_sentence_five_figures_and_one_picture():
    app = opened("engagement")
    words = said(app)
    assert (
        "Of 23 members among Chinese cities, 12 came to an event in person, 7 only online, 4 are on no"
        in words
    )
    assert "As guests came 4 of 5 prospects, which are not among the members." in words
    assert words.count('class="card"') == 5
    assert len(app.get("plotly_chart")) == 1
    assert len(app.dataframe) == 0
    assert len(lines(app)) == len(FINDINGS)


def test_every_finding_says_its_numbers():
    found = lines(opened("engagement"))
    assert found[0] == "Events: 3 on record, 3 with a list of who came, 0 without a date"
    assert found[1].startswith("Silent: 4 of 23 members – 4 on no list, 0 last seen")
    assert found[3] == "Contacts: none is recorded yet, so nobody can say whom we reach"
    assert found[4] == "Topics: on record for 10 of 28 cities; not asked: 18"
    assert found[5] == "Working groups: 4 could begin with at least 4 cities each, if 6 more are asked"
    assert found[6] == "Other networks: at least one for 14 of 28 cities; 3 of these are on no list here"


@pytest.mark.parametrize("code", FINDINGS)
def test_a_finding_in_the_address_is_open_with_its_rows(code):
    app = opened("engagement", open=code)
    assert address(app)["open"] == code
    assert len(app.dataframe) or "As soon as contacts are entered" in said(app)


@pytest.mark.parametrize(
    ("figure", "count"),
    [
        ("engagement_in_person", 12),
        ("engagement_online", 7),
        ("engagement_never", 4),
        ("engagement_silent", 4),
    ],
)
def test_a_key_figure_opens_as_many_rows_as_it_says(figure, count):
    app = opened("engagement")
    app.session_state[f"rows.{figure}"] = True
    app.run()
    assert len(table(app, "Seen")) == count


def test_points_stand_beside_their_parts_and_what_is_not_known_is_named():
    rows = table(opened("engagement", open="score"), "Points").set_index("City")
    assert rows.loc["Foshan", ["Points", "In person (points)", "Topics (points)"]].tolist() == [5, 3, 2]
    assert rows.loc["Beijing", "Not known"] == "topics on record, contact on record"
    assert rows["Contact (points)"].isna().all()


@pytest.mark.parametrize(
    ("view", "cities"),
    [
        ("famous-three", {"Beijing", "Shanghai", "Hong Kong"}),
        ("active-elsewhere", {"Xi'an", "Chengdu", "Hangzhou", "Fuzhou"}),
        ("northeast", {"Shenyang", "Harbin"}),
        ("south", {"Guiyang", "Changsha", "Nanning"}),
        ("potential-members", {"Foshan", "Dongguan", "Zhuhai"}),
    ],
)
def test_a_saved_list_of_the_note_is_a_view_in_the_address(view, cities):
    app = opened("engagement", open="potential", view=view)
    assert address(app)["view"] == view
    assert set(table(app, "Untapped")["City"]) == cities


def test_a_view_that_does_not_exist_is_said():
    app = opened("engagement", open="potential", view="treasure")
    assert any("treasure" in warning.value for warning in app.warning)
    assert address(app)["view"] == "every"


def test_one_holder_of_most_wechat_contacts_is_a_risk_in_words():
    cities = ["chn-guangzhou", "chn-xian", "chn-wuhan", "chn-harbin", "chn-jinan"]
    hold(*((city, "wechat", "barcelona" if city == "chn-jinan" else "guangzhou") for city in cities))
    app = opened("engagement", open="contacts")
    assert "of all WeChat contacts Guangzhou holds 4 of 5 (80.0" in app.warning[0].value.replace("\\", "")
    assert "WeChat reaches 5 of 28 cities" in lines(app)[3]
    assert "5" in table(app, "Cities reached")["Cities reached"].astype("str").tolist()


def test_no_person_is_in_anything_that_the_page_sends():
    hold(("chn-guangzhou", "wechat", "guangzhou"), ("chn-foshan", "email", None))
    for whom in ("group", "all"):
        app = opened("engagement", open=".".join(FINDINGS), whom=whom)
        for name in ("engagement_wechat", "engagement_in_person"):
            app.session_state[f"rows.{name}"] = True
        app.run()
        everything = sent(app) + said(app) + repr(dict(app.query_params))
        assert "Guangzhou" in everything
        assert "Quirolanda" not in everything
        assert ADDRESS not in everything


def test_an_event_without_a_list_is_not_known_and_never_a_zero(copied, use_data):  # noqa: F811
    keep_rows(copied / "participation.csv", lambda _: False)
    use_data(copied)
    app = opened("engagement", open=".".join(FINDINGS))
    assert "Who of 23 members among Chinese cities came to events is not known" in said(app)
    rows = table(app, "List of who came")
    assert set(rows["List of who came"]) == {"no list"}
    assert rows["Not on the list"].isna().all()


def test_without_events_the_page_says_how_to_get_them(copied, use_data):  # noqa: F811
    for name in ("participation.csv", "events.csv"):
        keep_rows(copied / name, lambda _: False)
    use_data(copied)
    assert "No event is on record by this date." in said(opened("engagement"))


def test_before_the_first_roll_nobody_knows_who_was_a_member():
    words = said(opened("engagement", as_of="2021-06-30", open=".".join(FINDINGS)))
    assert "Who among Chinese cities was a member is not known" in words


def test_five_thousand_cities_answer_fast(tmp_path, use_data):  # noqa: F811
    use_data(write_folder(tmp_path / "large", tables(5000), as_of=AS_OF, first_roll_on=AS_OF))
    app = opened("engagement", whom="all")
    assert "Of 5,000 members" in said(app)
    begun = time.process_time()
    app.session_state["finding.score"] = app.session_state["finding.networks"] = True
    app.run()
    assert not app.exception
    assert time.process_time() - begun < 5


def test_the_weights_stand_on_the_method_page():
    app = opened("method")
    rows = next(each.value for each in app.table if "Points each" in each.value)
    assert rows.loc["events in person"].tolist() == [3, 9]
