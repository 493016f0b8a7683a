"""Every placeholder of a text is supplied where it is said."""

from pathlib import Path

import pytest

from tests.support.text_codes import LABELS
from tests.support.text_scan import (
    calls,
    catalogue,
    constants,
    forms,
    groups,
    headers,
    placeholders,
    supplied,
)
from text import has, keys
from ui.city import key_figures as city_facts
from ui.city import sections as city_sections
from ui.congress import tables as congress_tables
from ui.core import tables
from ui.engagement import tables as engagement_tables
from ui.map import tables as map_tables
from ui.pipeline import tables as pipeline_tables
from ui.shares import tables as shares_tables
from ui.what_if import outcome_card
from ui.widgets import offers

ROOT = Path(__file__).resolve().parents[3]
WITH_COLUMNS = (
    tables, city_facts, city_sections, congress_tables, engagement_tables, map_tables, offers,
    outcome_card, pipeline_tables, shares_tables,
)  # fmt: skip


def test_every_placeholder_of_a_text_is_supplied_where_it_is_said():
    lacking = {}
    for file, scope, call in calls("say", "say_inert", "counted", "counted_inert"):
        for key in constants(call.args[0]):
            for form in forms(call.func.id, key):
                left = placeholders(catalogue()[form]) - supplied(scope, call)
                if left:
                    lacking[f"{file}:{call.lineno} {form}"] = left
    assert lacking == {}


FACTS = {
    "attention.": {"count", "since", "event", "days", "fee_year", "due_eur"},
    "definition_long.": set(),
    "error.data_unusable": {"count"},
    "error.unknown_choice": {"kind", "given", "choices"},
    "how.": set(),
    "issue.": {
        "value",
        "expected",
        "column",
        "sheet",
        "reason",
        "low",
        "high",
        "tables",
        "other",
        "count",
        "of",
    },
    "kpi.": {"year", "low", "high", "numerator", "denominator", "count", "before", "change"},
    "formula.": {
        "value",
        "numerator",
        "denominator",
        "rest",
        "group",
        "group_cities",
        "year",
        "previous",
        "day",
        "label",
    },
    "reason.": {"first_roll"},
    "headline.ratio_": {"ratio", "inverse"},
}


@pytest.mark.parametrize(("prefix", "facts"), FACTS.items(), ids=list(FACTS))
def test_texts_put_together_need_no_fact_that_nobody_supplies(prefix, facts):
    needed = {key: placeholders(text) - facts for key, text in catalogue().items() if key.startswith(prefix)}
    assert needed
    assert {key: left for key, left in needed.items() if left} == {}


def test_labels_headers_and_page_titles_have_no_placeholder():
    plain = (
        {f"{section}.{code}" for section, codes in LABELS.items() for code in codes} | headers() | groups()
    )
    assert {key for key in plain if placeholders(catalogue()[key])} == set()


def test_a_form_for_one_needs_no_fact_that_the_form_for_many_lacks():
    for key in keys():
        if key.endswith("_one"):
            many = key.removesuffix("_one")
            assert has(many), key
            assert placeholders(catalogue()[key]) <= placeholders(catalogue()[many]), key
