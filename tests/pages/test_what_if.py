"""The What-if page: levers move all outcomes together, and the address holds everything."""

import json

import pytest

from analysis.core.basis import Basis, default_basis
from analysis.what_if.scenario import Scenario, read_scenarios
from tests.pages.test_every_page import NARROW, copied, keep_rows, use_data  # noqa: F401  fixtures
from tests.support.apptest import ROOT, address, opened, said
from ui.core import queries
from ui.what_if import answers
from ui.what_if import sections as what_if_sections
from ui.what_if import words as what_if_words

JOIN = "three_stage.intent-expressed"


def comparison(app):
    return next(frame.value for frame in app.dataframe if "Today" in frame.value)


def press(app, text):
    return next(button for button in app.button if button.label.replace("\\", "") == text).click().run()


def open_levers(app, group):
    app.session_state[f"levers.{group}"] = True
    return app.run()


def test_at_rest_the_page_invites_and_nothing_changes():
    app = opened("what_if")
    assert "Choose what might happen" in said(app)
    assert comparison(app)["Today"].tolist() == comparison(app).iloc[:, 2].tolist()
    assert address(app)["scenarios"] == "none"


def test_an_example_moves_all_outcomes_together():
    app = press(opened("what_if"), "All that said yes join")
    text = said(app)
    assert "If Foshan, Zhuhai and Dongguan join and pay the fee of 2023 in full" in text
    assert f"paying share from 33.3{NARROW}% to 36.5{NARROW}%" in text
    assert "income from €543,315 to €569,835" in text
    assert "spread as over 7.2 equal countries instead of 8.3" in text
    rows = comparison(app).set_index("Figure").iloc[:, 1]
    assert rows["Share of official members"].replace(NARROW, " ") == "22.0 % · +2.0 points"
    assert rows["Income"] == "€569,835 · +€26,520"
    assert address(app)["scenarios"] == "All that said yes join_stage.intent-expressed"


def test_the_assumptions_are_said_in_words_with_the_income_level_of_china():
    text = said(opened("what_if", scenarios=JOIN))
    assert "who joins without a scheme on record becomes a joint member" in text
    assert "China counts as upper-middle income (list of fiscal year 2023; to be verified" in text
    assert "all else stays as on 31 May 2023" in text


def test_three_more_members_by_number_pay_the_median_fee_and_the_formula_is_said():
    app = opened("what_if", scenarios="_more.3")
    text = said(app)
    assert "3 more members of the group (Chinese cities) join and pay its median fee of €8,840" in text
    assert f"with three 36.5{NARROW}%" in text


def test_a_lever_that_a_reader_moves_goes_into_the_address():
    app = opened("what_if")
    app.get_by_key("lever.more").set_value(3).run()
    assert address(app)["scenarios"] == "_more.3"
    app.get_by_key("lever.join").set_value(["chn-foshan"]).run()
    assert read_scenarios(address(app)["scenarios"]) == (Scenario(join=("chn-foshan",), more=3),)
    app.get_by_key("lever.name").set_value("Mine <b>").run()
    assert address(app)["scenarios"].startswith("Mine b_")


@pytest.mark.parametrize(
    ("group", "lever", "value", "code"),
    [
        pytest.param("joins", "stages", ["contacted"], "_stage.contacted", id="stage"),
        pytest.param("joins", "elsewhere", 4, "_elsewhere.4", id="elsewhere"),
        pytest.param("joins", "new_scheme", "exclusive", "_new.exclusive", id="scheme of new members"),
        pytest.param("stops", "lapse", ["chn-beijing"], "_lapse.chn-beijing", id="lapse"),
        pytest.param("stops", "fewer", 5, "_fewer.5", id="fewer"),
        pytest.param("stops", "fewer_elsewhere", 2, "_fewer-elsewhere.2", id="fewer elsewhere"),
        pytest.param("stops", "leave", ["chn-beijing"], "_leave.chn-beijing", id="leave"),
        pytest.param("arrears", "collect", 40, "_collect.40", id="arrears"),
        pytest.param("fees", "fees", 5, "_fees.5", id="fees"),
        pytest.param("fees", "level", "high", "_level.chn.high", id="income level"),
        pytest.param(
            "fees", "scheme_group", "exclusive", "_scheme.group.exclusive", id="scheme of the group"
        ),
        pytest.param("fees", "scheme_others", "joint", "_scheme.others.joint", id="scheme of the others"),
    ],
)
def test_every_lever_can_be_moved_and_moved_back(group, lever, value, code):
    app = open_levers(opened("what_if"), group)
    widget = app.get_by_key(f"lever.{lever}")
    rest = widget.value
    widget.set_value(value).run()
    assert address(app)["scenarios"] == code
    app.get_by_key(f"lever.{lever}").set_value(rest).run()
    assert address(app)["scenarios"] == "none"


def test_another_fee_grid_can_be_chosen_where_there_is_one(copied, use_data):  # noqa: F811
    path = copied / "tariff.csv"
    lines = path.read_text("utf-8").splitlines()
    later = [line.replace("2023,", "2026,", 1).replace(",2025,", ",2028,", 1) for line in lines[1:]]
    path.write_text("\n".join([*lines, *later]) + "\n", "utf-8")
    use_data(copied)
    app = open_levers(opened("what_if"), "fees")
    app.get_by_key("lever.period").set_value(2026).run()
    assert address(app)["scenarios"] == "_period.2026"
    assert "the fee grid from 2026 on holds" in said(app)


def test_scenarios_stand_side_by_side_and_one_of_them_is_at_hand():
    app = opened("what_if", scenarios=f"{JOIN}~rich_level.chn.high", at_hand="B")
    assert comparison(app).columns.tolist() == ["Figure", "Today", "A · three", "B · rich"]
    assert "If China counts as high income" in said(app)
    app.get_by_key("lever.at_hand").set_value("A").run()
    assert "If Foshan, Zhuhai and Dongguan join" in said(app)
    assert address(app)["at_hand"] == "A"


def test_another_one_begins_as_a_copy_and_can_be_removed_again():
    app = press(opened("what_if", scenarios=JOIN), "Compare with another")
    assert address(app)["scenarios"] == "three_stage.intent-expressed~_stage.intent-expressed"
    assert address(app)["at_hand"] == "B"
    app = press(app, "Remove this one")
    assert address(app)["scenarios"] == JOIN
    app = press(app, "Start again")
    assert address(app)["scenarios"] == "none"


def test_a_target_says_how_many_more_members_it_takes_today_and_then_with_the_formula():
    app = opened("what_if", scenarios=JOIN, target="30")
    text = said(app)
    assert f"Today: To bring the share down to 30.0{NARROW}%, 7 more paying members from elsewhere" in text
    assert f"(20 paying members of the group ÷ 30.0{NARROW}% − 60 paying members = 6.7)" in text
    assert "In this scenario: To bring the share down" in text
    assert "14 more paying members from elsewhere" in text


def test_a_target_above_the_share_takes_members_of_the_group():
    text = said(opened("what_if", target="50"))
    assert "20 more paying members among Chinese cities are needed" in text


@pytest.mark.parametrize(
    ("name", "value"),
    [("scenarios", "x_nonsense.1"), ("at_hand", "Z"), ("target", "0"), ("target", "half")],
)
def test_what_the_address_asks_for_and_cannot_have_is_said(name, value):
    app = opened("what_if", **{name: value})
    assert any(value in warning.value.replace("\\", "") for warning in app.warning)


def test_a_city_that_is_no_prospect_any_more_is_named_and_counts_for_nothing():
    app = opened("what_if", scenarios="_join.chn-atlantis")
    assert any("chn-atlantis cannot be found" in warning.value.replace("\\", "") for warning in app.warning)
    assert "Choose what might happen" in said(app)


def test_an_outcome_explains_itself_with_the_members_it_touches():
    app = opened("what_if", scenarios=JOIN)
    app.session_state["rows.paying_share"] = True
    app.run()
    text = said(app)
    assert f"Today: 20 ÷ 60 = 33.3{NARROW}%" in text
    assert f"Then: 23 ÷ 63 = 36.5{NARROW}%" in text
    rows = next(frame.value for frame in app.dataframe if "Pays then (EUR)" in frame.value)
    assert sorted(rows["City"]) == ["Dongguan", "Foshan", "Zhuhai"]
    assert rows["Pays then (EUR)"].tolist() == [8840.0] * 3


def test_the_scenario_file_holds_names_codes_words_and_outcomes():
    opened("what_if", scenarios=JOIN)
    basis = default_basis(queries.dataset())
    made = json.loads(what_if_sections.as_json(basis, (Scenario("three", stages=("intent_expressed",)),)))
    (one,) = made["scenarios"]
    assert (one["name"], one["code"]) == ("three", JOIN)
    assert one["outcomes"]["income"] == {"before": 543_315.0, "after": 569_835.0}
    assert one["assumed"].startswith("Assumed: Foshan")
    assert Scenario.read(one["code"]) == Scenario("three", stages=("intent_expressed",))


def test_examples_are_scenarios_that_do_something():
    opened("what_if")
    basis = default_basis(queries.dataset())
    for name, scenario in what_if_sections.presets(basis).items():
        assert not scenario.at_rest, name
        assert any(outcome.change for outcome in answers.outcomes(basis, scenario).values()), name
        assert what_if_words.happenings(scenario, basis), name


def test_every_definition_has_its_own_outcomes():
    opened("what_if")
    basis = default_basis(queries.dataset())
    shares = {
        name: answers.outcomes(Basis(basis.as_of, 2023, name), Scenario(collect=50))[
            "paying_share"
        ].after.value
        for name in ("any_receipt", "in_full", "good_standing", "invoiced")
    }
    assert len(set(shares.values())) == 4


@pytest.mark.parametrize("group", ["africa", "high", "c40", "own~~chn-xian", "potential-members"])
@pytest.mark.parametrize("definition", ["any_receipt", "good_standing"])
def test_the_page_holds_for_any_group_and_definition(group, definition):
    app = opened("what_if", group=group, definition=definition, scenarios="_more.2_fewer.1_collect.50_fees.5")
    assert comparison(app).shape == (9, 3)


def test_without_a_fee_year_there_is_a_sentence(copied, use_data):  # noqa: F811
    keep_rows(copied / "receipts.csv", lambda _: False)
    use_data(copied)
    assert (
        "There is nothing to start from: No receipt of a fee year up to this date is recorded by then."
        in said(opened("what_if"))
    )


def test_a_date_before_the_first_roll_is_a_sentence():
    assert "The roll before 31 May 2023 is not in the data." in said(opened("what_if", as_of="2021-06-30"))


def test_a_dataset_without_prospects_has_no_example_of_joining_by_stage(copied, use_data):  # noqa: F811
    for table in ("prospects", "stage_history", "participation", "topics", "followups"):
        keep_rows(copied / f"{table}.csv", lambda _: False)
    use_data(copied)
    app = opened("what_if")
    assert "All that said yes join" not in [button.label for button in app.button]
    assert "Three more of the group" in [button.label for button in app.button]


def test_coming_back_to_the_page_keeps_the_scenarios():
    app = opened("what_if", scenarios=JOIN)
    for page in ("method", "what_if"):
        app.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
    assert address(app)["scenarios"] == JOIN
