"""`manage.py figures`: exit codes, sentences on stderr, and JSON with names that others build on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from typer.testing import CliRunner

import config
import manage
from analysis.core.definitions import DEFINITIONS
from data.store import saved
from data.store.database import writing
from tests.support.datasets import SAMPLE, TRAPS, TRAPS_DESCRIPTION, write_folder
from ui.core import store

ROOT = Path(manage.__file__).parent

FIGURES = [
    ("official_share", "official", "share"),
    *(("paying_share", definition, "share") for definition in DEFINITIONS),
    *(("relative_pay_rate", definition, "ratio") for definition in DEFINITIONS),
    ("money_received_share", "received", "share"),
    ("money_due_share", "due", "share"),
    ("collection_rate", "received", "share"),
]
CHECKS = ["numerator_in_denominator", "bounds_contain_value", "parts_add_up", "overall_rate_possible"]


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command on an empty store that begins with a folder of data, by default the sample."""

    def invoke(*arguments, dataset=SAMPLE):
        monkeypatch.setenv("DATASET", str(dataset))
        monkeypatch.setenv("DATA_DIR", str(tmp_path / f"var of {Path(dataset).name}"))
        config.settings.cache_clear()
        return CliRunner().invoke(manage.app, ["figures", *arguments])

    yield invoke
    config.settings.cache_clear()


@pytest.fixture
def by_hand(tmp_path):
    return write_folder(tmp_path / "data", TRAPS, **TRAPS_DESCRIPTION)


def answer(result):
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def figure(printed, name, definition):
    found = [one for one in printed["figures"] if (one["name"], one["definition"]) == (name, definition)]
    assert len(found) == 1
    return found[0]


def refused(result, code):
    """What a failed run said, line by line."""
    assert result.exit_code == code
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()


# The answer


def test_the_sample_prints_23_of_115_official_and_20_of_60_paying(run):
    printed = answer(run("--json"))
    official = figure(printed, "official_share", "official")
    assert (official["numerator"], official["denominator"], official["value"]) == (23, 115, 0.2)
    paying = figure(printed, "paying_share", "any_receipt")
    assert (paying["numerator"], paying["denominator"]) == (20, 60)
    assert paying["value"] == pytest.approx(1 / 3)
    assert paying["low"] == paying["value"] == paying["high"]  # its receipts are declared complete
    in_full = figure(printed, "paying_share", "in_full")
    assert in_full["low"] < in_full["value"] < in_full["high"]  # not every due is known
    assert official["illustrative"] is paying["illustrative"] is True


def test_the_group_pays_twice_as_often_on_the_sample_as_the_shares_of_the_note_demand(run):
    """Nearly: the odds of a fifth and a third are exactly two, but one of the others has its fee waived."""
    rate = figure(answer(run("--json")), "relative_pay_rate", "any_receipt")
    assert rate["value"] == pytest.approx((20 / 23) / (40 / 91))


def test_names_definitions_and_units_are_stable(run):
    printed = answer(run("--json"))
    assert list(printed)[:6] == ["as_of", "fee_year", "group", "version", "figures", "checks"]
    names = [(one["name"], one["definition"], one["unit"]) for one in printed["figures"]]
    assert names[: len(FIGURES)] == FIGURES
    keys = ["name", "definition", "value", "numerator", "denominator", "low", "high", "unit", "illustrative"]
    assert all(list(one)[: len(keys)] == keys for one in printed["figures"])


def test_the_basis_stands_beside_the_figures(run):
    printed = answer(run("--json"))
    assert (printed["as_of"], printed["fee_year"], printed["group"]) == ("2023-05-31", 2023, "china")
    assert len(printed["version"]) == 12


def test_every_consistency_check_is_printed_with_its_numbers_and_holds(run):
    checks = answer(run("--json"))["checks"]
    expected = [f"{check}:{definition}" for definition in DEFINITIONS for check in CHECKS]
    assert [check["name"] for check in checks][: len(expected)] == expected
    assert all(check["ok"] is True for check in checks)
    assert checks[0]["detail"] == "numerator 20, denominator 60"


def test_date_fee_year_and_group_can_be_chosen(run, by_hand):
    printed = answer(
        run("--as-of", "2024-05-30", "--fee-year", "2024", "--group", "rivers", "--json", dataset=by_hand)
    )
    assert (printed["as_of"], printed["fee_year"], printed["group"]) == ("2024-05-30", 2024, "rivers")
    paying = figure(printed, "paying_share", "any_receipt")
    assert (paying["numerator"], paying["denominator"]) == (5, 11)
    assert paying["illustrative"] is False


def test_another_date_brings_its_own_fee_year(run, by_hand):
    assert answer(run("--as-of", "2023-12-31", "--json", dataset=by_hand))["fee_year"] == 2023
    assert answer(run("--as-of", "2024-01-01", "--json", dataset=by_hand))["fee_year"] == 2024


def test_a_region_or_an_income_level_is_a_group_too(run, by_hand):
    for group in ("europe", "high"):
        official = figure(
            answer(run("--group", group, "--json", dataset=by_hand)), "official_share", "official"
        )
        assert (official["numerator"], official["denominator"]) == (8, 15)


def test_the_current_version_can_be_named(run):
    version = answer(run("--json"))["version"]
    assert answer(run("--version", version, "--json"))["version"] == version


def test_without_json_there_is_a_line_a_figure(run):
    result = run()
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert len(lines) == len(answer(run("--json"))["figures"])
    assert lines[0].split() == [
        "official_share",
        "official",
        "0.200",
        "(23",
        "of",
        "115),",
        "illustrative",
        "data",
    ]
    assert lines[1].split()[:4] == ["paying_share", "any_receipt", "0.333", "(20"]


# Undefined is null, never 0


def test_a_year_without_receipts_has_null_shares_and_never_0(run, by_hand):
    printed = answer(run("--fee-year", "2021", "--group", "rivers", "--json", dataset=by_hand))
    for name, definition in [("paying_share", "any_receipt"), ("money_received_share", "received")]:
        one = figure(printed, name, definition)
        assert (one["value"], one["numerator"], one["denominator"]) == (None, None, None)
    assert figure(printed, "relative_pay_rate", "any_receipt")["value"] is None
    assert figure(printed, "official_share", "official")["value"] == 0.4


def test_a_year_of_which_nothing_is_known_is_null_between_nothing_and_everything(run, by_hand):
    printed = answer(run("--fee-year", "2019", "--group", "rivers", "--json", dataset=by_hand))
    paying = figure(printed, "paying_share", "any_receipt")
    assert (paying["value"], paying["low"], paying["high"]) == (None, 0, 1)
    assert figure(printed, "collection_rate", "received")["value"] is None


def test_without_any_receipt_the_fee_year_is_null(run, tmp_path):
    home = write_folder(tmp_path / "data", TRAPS | {"receipts": []}, **TRAPS_DESCRIPTION)
    printed = answer(run("--json", dataset=home))
    assert printed["fee_year"] is None
    assert {one["value"] for one in printed["figures"] if one["name"] != "official_share"} == {None}


def test_a_group_without_members_is_0_of_all_and_no_failure(run, by_hand):
    printed = answer(run("--group", "seekers", "--json", dataset=by_hand))
    official = figure(printed, "official_share", "official")
    assert (official["value"], official["numerator"], official["denominator"]) == (0, 0, 15)
    paying = figure(printed, "paying_share", "any_receipt")
    assert (paying["value"], paying["numerator"], paying["denominator"]) == (0, 0, 10)


def test_a_date_before_the_first_dated_roll_has_no_share(run, by_hand):
    printed = answer(run("--as-of", "2021-12-31", "--json", dataset=by_hand))
    assert {one["value"] for one in printed["figures"]} == {None}
    assert printed["checks"] == []


def test_an_empty_roll_has_no_share(run, tmp_path):
    home = write_folder(tmp_path / "data", {"members": []}, **TRAPS_DESCRIPTION)
    printed = answer(run("--json", dataset=home))
    assert {one["value"] for one in printed["figures"]} == {None}
    assert run(dataset=home).stdout.splitlines()[0].split() == ["official_share", "official", "–"]


# The question cannot be answered


def test_an_unknown_group_is_named_with_the_groups_there_are(run, by_hand):
    (said,) = refused(run("--group", "atlantis", "--json", dataset=by_hand), 1)
    choices = "china, rivers, seekers, upper-middle, high, asia-pacific, europe"
    assert said == f"There is no group “atlantis”. Choose one of: {choices}."


@pytest.mark.parametrize("value", ["yesterday", "31.05.2023", "2023-02-30", "2023", ""])
def test_a_bad_date_is_said_with_the_form_it_should_have(run, value):
    assert refused(run("--as-of", value), 1) == [f"“{value}” is no date. Write it as 2023-05-31."]


def test_an_unknown_version_is_named_with_the_one_there_is(run):
    current = answer(run("--json"))["version"]
    lines = refused(run("--version", "0123456789ab"), 1)
    assert lines == [f"There is no version “0123456789ab”. Choose one of: {current}."]


@pytest.mark.parametrize("value", ["0", "-5", "99999", "1000000"])
def test_a_fee_year_outside_every_calendar_is_a_year_of_which_nothing_is_known(run, value):
    printed = answer(run("--fee-year", value, "--json"))
    assert figure(printed, "paying_share", "any_receipt")["value"] is None


# The data cannot be read


def test_a_broken_folder_gives_a_line_a_problem_and_exit_code_2(run, by_hand):
    (by_hand / "dues.csv").write_text("city_id,fee_year,due_eur\naaa-charge,2024,much\naaa-nobody,2024,1\n")
    *problems, whole = refused(run("--json", dataset=by_hand), 2)
    assert problems == [
        "dues.csv 2 due_eur: “much” is no number. Write digits with a decimal point, without separators.",
        "dues.csv 3 city_id: “aaa-nobody” is not in members. Add it there or correct the spelling.",
    ]
    assert whole.startswith("2 problems keep the data from being read. Nothing was changed.")


def test_a_folder_without_members_gives_exit_code_2(run, by_hand):
    for table in by_hand.glob("*.csv"):
        table.unlink()
    lines = refused(run(dataset=by_hand), 2)
    assert lines[0] == "members.csv: The file is missing. Put it into the data folder."


def test_a_folder_that_does_not_exist_gives_exit_code_2(run, tmp_path):
    lines = refused(run(dataset=tmp_path / "nowhere"), 2)
    assert lines == [f"DATASET must be a folder that exists; it is '{tmp_path / 'nowhere'}'."]


def test_a_folder_that_vanishes_after_the_settings_were_read_gives_exit_code_2(run, tmp_path, monkeypatch):
    changed = {"dataset": tmp_path / "gone", "data_dir": tmp_path / "var"}
    there = config.Settings().model_copy(update=changed)
    monkeypatch.setattr(store, "settings", lambda: there)
    assert "does not exist" in refused(run(), 2)[0]


# The real process


def process(*arguments, dataset=SAMPLE, folder=ROOT):
    """The command on an empty store that begins with a folder of data."""
    command = [sys.executable, str(ROOT / "manage.py"), "figures", *arguments]
    with TemporaryDirectory() as var:
        environment = {**os.environ, "DATASET": str(dataset), "DATA_DIR": var}
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )


def test_the_command_works_from_any_folder(tmp_path):
    done = process("--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["fee_year"] == 2023


def test_the_process_ends_with_2_and_sentences_where_the_data_are_broken(tmp_path):
    home = write_folder(tmp_path / "data", {"members": []}, as_of="soon")
    done = process("--json", dataset=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == "dataset.toml as_of: “soon” is no date. Write it as 2023-05-31."


def test_the_process_ends_with_1_where_the_group_is_unknown():
    done = process("--group", "atlantis")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no group “atlantis”.")


def test_expected_delegates_are_printed_with_their_range_and_with_what_was_set_by_hand(run):
    before = figure(answer(run("--json")), "congress_expected", "forecast")
    assert (before["value"], before["low"], before["high"]) == (pytest.approx(22.6), 11, 37)
    assert (before["unit"], before["illustrative"]) == ("count", True)
    with writing(store.opened()) as connection:
        saved.save(connection, "chance", "brussels-congress-2023/chn-beijing", "1/5", author="Ana")
        saved.save(connection, "chance", "another-congress/chn-beijing", "1/1", author="Ana")
    after = figure(answer(run("--json")), "congress_expected", "forecast")
    assert after["value"] == pytest.approx(22.6 - 0.2 + 5)
    early = figure(answer(run("--as-of", "2023-01-01", "--json")), "congress_expected", "forecast")
    assert (early["value"], early["low"], early["reason"]) == (None, None, "before_first_roll")
