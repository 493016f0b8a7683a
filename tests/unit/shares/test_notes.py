"""A date of which the data do not speak is not measured without a word."""

from datetime import date

from analysis.overview.notes import notes
from tests.support.datasets import TRAPS, TRAPS_DESCRIPTION, in_memory, receipt

DATASET = in_memory(TRAPS, **TRAPS_DESCRIPTION)


def test_on_the_day_of_the_data_there_is_nothing_to_say():
    assert notes(DATASET, date(2024, 6, 30)) == {}


def test_a_date_in_2031_gets_a_word():
    found = notes(DATASET, date(2031, 5, 31))
    assert found == {"after_the_data": date(2024, 6, 30), "old_data": date(2024, 5, 10)}


def test_data_that_call_themselves_of_2031_get_one_too():
    dataset = in_memory(TRAPS, **(TRAPS_DESCRIPTION | {"as_of": date(2031, 5, 31)}))
    assert list(notes(dataset, date(2031, 5, 31))) == ["old_data"]


def test_a_year_and_a_day_after_the_last_record_the_data_are_old():
    dataset = in_memory(
        {"members": TRAPS["members"], "receipts": [receipt("aaa-charge", 2024, "2024-03-06", 1)]},
        **(TRAPS_DESCRIPTION | {"as_of": date(2026, 1, 1)}),
    )
    assert notes(dataset, date(2025, 3, 7)) == {}
    assert notes(dataset, date(2025, 3, 8)) == {"old_data": date(2024, 3, 6)}
