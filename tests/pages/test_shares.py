"""The Shares page: its sentences are computed, its findings open, its figures explain themselves."""

import re

import pytest

from analysis.core.custom_group import OwnList
from tests.pages.test_every_page import NARROW, copied, keep_rows, select, use_data  # noqa: F401  fixtures
from tests.support.apptest import address, opened, words
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, write_folder

ZERO = re.compile(rf"(?<!\d)0\.0{NARROW}%")
FINDINGS = ["definitions", "bridge", "fees", "dependence", "places", "grid", "checks", "quality"]


def labels(app):
    """The sentences that open."""
    return [box.label.replace("\\", "") for box in app.expander]


def table(app, column):
    return next(frame.value for frame in app.dataframe if column in frame.value)


def test_the_first_screen_says_both_shares_why_they_differ_and_how_sure_that_is():
    said = words(opened("shares")).replace("\\", "")
    assert "23 of 115" in said
    assert "20 of 60" in said
    assert f"20 of 23 among Chinese cities (87.0{NARROW}%), 40 of 91 among the others (44.0{NARROW}%)" in said
    assert "The group pays 2.0 times as often." in said
    assert "Of the 13.3 points between the two shares, 13.0 come from members that have not paid" in said
    assert "is not known" not in said


def test_what_is_not_known_is_said_with_the_bounds_of_both_rates():
    said = words(opened("shares", definition="in_full")).replace("\\", "")
    assert "17 of 22 among Chinese cities" in said
    assert f"73.9{NARROW}% to 78.3{NARROW}%" in said
    assert "1.5 to 2.3 times as often" in said
    assert "The payment of 15 members is not known" in said


def test_every_finding_is_a_sentence_with_its_numbers_and_none_is_open_at_first():
    app = opened("shares")
    found = labels(app)
    assert len(found) == len(FINDINGS)
    assert found[0].startswith("Under every definition the paying share lies between 23.1")
    assert found[1] == "From 2022 to 2023: 67 paid then, 60 so far; 9 came or came back, 16 are still missing"
    assert "by 96 members, the oldest since 2019" in found[2]
    assert found[3].startswith("Dependence: China gives 30.6")
    assert found[6] == "Checks: all 29 hold"
    assert not app.dataframe
    assert address(app)["open"] == "none"


@pytest.mark.parametrize("code", FINDINGS)
def test_a_finding_in_the_address_is_open_and_draws_its_content(code):
    app = opened("shares", open=code)
    assert address(app)["open"] == code
    assert app.dataframe or app.get("plotly_chart")


def test_opening_a_finding_writes_it_into_the_address():
    app = opened("shares", open="bridge")
    app.session_state["finding.checks"] = True
    app.run()
    assert address(app)["open"] == "bridge.checks"


def test_an_unknown_finding_in_the_address_is_said():
    app = opened("shares", open="treasure")
    assert any("treasure" in warning.value for warning in app.warning)
    assert address(app)["open"] == "none"


def test_the_definitions_table_also_holds_money_and_inhabitants():
    rows = table(opened("shares", open="definitions"), "Paying means").set_index("Paying means")
    assert rows.at["inhabitants", "Share (%)"] == 29.5
    assert rows.at["money received", "Count"].replace(NARROW, " ") == "€166.2 K of €543.3 K"


def test_the_bridge_lists_everybody_who_moved_by_name():
    rows = table(opened("shares", open="bridge"), "What happened")
    counts = rows["What happened"].value_counts().to_dict()
    assert counts == {
        "Not paid": 16, "Paid again after a break": 6, "First payment on record": 3,
    }  # fmt: skip


def test_the_bridge_compares_with_the_same_day_of_the_year_before():
    said = words(opened("shares", open="bridge"))
    assert "By the same day of the year before, 31 May 2022" in said


def test_a_retention_of_very_few_members_says_so():
    assert "too few to speak of a rate" in words(opened("shares", open="bridge"))


def test_checks_are_one_row_a_statement_with_pass_or_fail_and_the_numbers():
    rows = table(opened("shares", open="checks"), "Statement")
    assert len(rows) == 11
    assert set(rows["Result"]) <= {"holds under every definition", "holds"}
    closes = rows[rows["Statement"].str.contains("this year's payers")].iloc[0]
    assert closes["In numbers"] == "67 + 3 + 6 − 16 = 60"


def test_what_the_data_should_be_looked_at_for_is_listed_below_the_checks(copied, use_data):  # noqa: F811
    path = copied / "dues.csv"
    text = path.read_text("utf-8").replace(
        "chn-wuhan,2023,8840,,,,2022-11-20", "chn-wuhan,2023,8840,,,,2023-01-18"
    )
    path.write_text(text, "utf-8")
    use_data(copied)
    app = opened("shares", open="checks")
    assert "1 thing in the data to look at" in labels(app)[6]
    assert app.dataframe[1].value["City"].tolist() == ["Wuhan"]
    assert "Payments before their invoice" in words(app)


def test_a_chip_shows_the_formula_with_its_numbers_and_the_rows():
    app = opened("shares", definition="in_full")
    app.session_state["rows.paying_share"] = True
    app.run()
    said = words(app).replace("\\", "")
    assert f"Paying members: 17 (Chinese cities) ÷ 48 (all) = 35.4{NARROW}%" in said
    assert f"anything from 27.4{NARROW}% to 36.7{NARROW}%" in said
    assert "Weakest field behind it: payment of the fee year, known for 100 of 115" in said
    rows = table(app, "Counted as")
    assert (rows["Counted as"] == "in the focus group").sum() == 17
    assert len(rows) == 115


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("official_share", "Members on the roll: 23 (Chinese cities) ÷ 115 (all)"),
        ("money_received_share", "€166,225 from Chinese cities ÷ €543,315 from all members"),
        ("inhabitants_share", "÷ 607,239,189 (all members)"),
        ("would_vote", "Members that paid in full for 2022: 59, 18 of them Chinese cities"),
    ],
)
def test_every_card_of_the_first_screen_explains_itself(name, formula):
    app = opened("shares")
    app.session_state[f"rows.{name}"] = True
    app.run()
    assert formula in words(app).replace("\\", "")


def test_who_counts_can_be_switched_and_the_basis_says_so():
    app = opened("shares", also="waived")
    said = words(app)
    assert "also counted: fee waived" in said
    assert "suspended members left out" in said
    assert "20 of 61" in said  # the host pays
    assert address(app)["also"] == "waived"


def test_another_network_can_be_the_focus():
    assert "Cities in C40 are" in words(opened("shares", group="c40"))


def test_an_own_list_in_the_address_is_the_focus_under_its_name():
    code = OwnList.of(["chn-xian", "esp-barcelona"], "Two cities").code
    app = opened("shares", group=code)
    assert "The cities of “Two cities” are" in words(app)
    assert "(2 of 115)" in words(app)
    assert address(app)["group"] == code


def test_an_own_list_with_a_city_that_is_not_on_record_is_refused():
    app = opened("shares", group="own~x~chn-atlantis")
    assert any("own" in warning.value for warning in app.warning)
    assert "Chinese cities are" in words(app)


def test_a_reader_chooses_the_cities_of_an_own_list():
    app = opened("shares")
    app.session_state["own_list"] = True
    app.run()
    app.get_by_key("own_list.cities").set_value(["chn-xian", "jpn-tokyo"]).run()
    app.get_by_key("own_list.name").set_value("My two").run()
    app.get_by_key("own_list.use").click().run()
    assert address(app)["group"] == "own~My two~chn-xian.jpn-tokyo"
    assert "The cities of “My two” are" in words(app)


def test_the_page_holds_on_the_dataset_with_every_trap(tmp_path, use_data):  # noqa: F811
    use_data(write_folder(tmp_path / "traps", TRAPS, **TRAPS_DESCRIPTION))
    app = opened("shares", group="rivers", open=".".join(FINDINGS))
    said = words(app).replace("\\", "")
    assert "(5 of 10)" in said
    assert "1 member that paid for 2023 or 2024 has left the roll since" in said
    assert "Resigned" in said


def test_a_date_before_the_first_roll_is_sentences_and_never_a_zero():
    app = opened("shares", as_of="2021-06-30", open=".".join(FINDINGS))
    said = words(app).replace("\\", "")
    assert "0 of 0" not in said
    assert not ZERO.search(said)
    assert "The roll before 31 May 2023 is not in the data." in said


def test_a_dataset_without_receipts_is_sentences_and_never_a_zero(copied, use_data):  # noqa: F811
    keep_rows(copied / "receipts.csv", lambda _: False)
    use_data(copied)
    app = opened("shares", open=".".join(FINDINGS))
    found = labels(app)
    assert found[0] == "Under every definition: no paying share is known"
    assert found[1] == "From one year to the next: no fee year is known"
    assert found[3] == "Dependence: No receipt of a fee year up to this date is recorded by then."
    assert not ZERO.search(words(app))


def test_a_group_of_one_city_is_told_like_any_other():
    app = opened("shares", group="own~~chn-xian", open=".".join(FINDINGS))
    assert "Own list of 1 city" in words(app)


def test_markup_in_a_list_name_from_the_address_never_reaches_the_page():
    app = opened("shares", group="own~<b>x</b>~chn-xian")
    assert "<b>x" not in words(app).replace("\\<b\\>x", "")


def test_changing_the_definition_keeps_what_is_open():
    app = select(opened("shares", open="bridge"), "Paying means", "in_full")
    assert address(app)["open"] == "bridge"
    assert "59 paid then, 48 so far" in labels(app)[1]
