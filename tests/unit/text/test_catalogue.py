"""The text catalogue and the code hold each other: every text asked for exists, none is left over."""

import re
from pathlib import Path

import pytest

from tests.support.text_codes import ATTENTION, LABELS, PUT_TOGETHER
from tests.support.text_scan import (
    asked_for,
    calls,
    catalogue,
    constants,
    groups,
    headers,
    in_templates,
    key_arguments,
    pattern,
    put_together,
    texts_in_code,
)
from text import counted, has, keys, label, say
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
# Every text exists


def test_the_scan_finds_the_texts_of_all_rooms():
    places = set().union(*asked_for().values())
    assert {
        "commands/safety.py",
        "pages/overview.py",
        "ui/core/sentences.py",
        "ui/shares/pictures.py",
    } <= places
    assert len(asked_for()) > 100


def test_every_text_asked_for_by_its_key_is_in_the_catalogue():
    missing = {key: sorted(places) for key, places in asked_for().items() if key not in keys()}
    assert missing == {}


def test_every_text_of_a_template_is_in_the_catalogue():
    assert in_templates()
    assert in_templates() - keys() == set()


def test_every_key_that_is_put_together_is_of_a_pattern_listed_here():
    met = {pattern(argument) for _, _, _, argument in key_arguments()} - {None}
    beside = {"table.{}", "issue.{}"}
    assert met - beside == set(PUT_TOGETHER)


@pytest.mark.parametrize(("form", "codes"), PUT_TOGETHER.items(), ids=list(PUT_TOGETHER))
def test_every_code_that_a_pattern_can_meet_has_a_text(form, codes):
    assert [code for code in codes if form.format(code) not in keys()] == []


def test_every_section_of_labels_is_listed_here():
    sections = set().union(*(constants(call.args[0]) for _, _, call in calls("label")))
    sections |= set(tables._CODES.values())
    assert sections - {"group"} == set(LABELS)


@pytest.mark.parametrize(("section", "codes"), LABELS.items(), ids=list(LABELS))
def test_every_code_with_a_label_has_a_text(section, codes):
    assert [code for code in codes if f"{section}.{code}" not in keys()] == []


def test_every_header_of_a_table_has_a_text():
    assert sorted(headers() - keys()) == []


def test_every_group_of_the_sample_has_a_name():
    assert sorted(groups() - keys()) == []


def test_reasons_are_those_that_the_analysis_gives():
    found = set()
    for file in sorted((ROOT / "analysis").rglob("*.py")):
        words = re.findall(r'"([a-z_]+)"', file.read_text("utf-8"))
        found |= {word for word in words if has(f"reason.{word}")}
    assert found == set(PUT_TOGETHER["reason.{}"])


def test_items_that_need_attention_are_those_that_the_analysis_finds():
    text = (ROOT / "analysis" / "overview" / "attention.py").read_text("utf-8")
    assert set(re.findall(r'_item\(\s*"([a-z_]+)"', text)) == set(ATTENTION)


# No text is left over


def test_no_text_is_left_over():
    used = set(asked_for()) | put_together() | in_templates() | (texts_in_code() & keys())
    assert sorted(keys() - used) == []


# What the doors do


def test_a_missing_text_and_a_missing_fact_are_errors_and_never_blank():
    with pytest.raises(KeyError, match="no_such_text"):
        say("app.no_such_text")
    with pytest.raises(KeyError, match="ratio"):
        say("headline.ratio_more")


def test_one_is_said_in_its_own_form():
    assert counted("map.selected", 1, count="1") == "1 city selected"
    assert counted("map.selected", 2, count="2") == "2 cities selected"
    assert counted("map.selected", 0, count="0") == "0 cities selected"


def test_a_code_without_a_label_is_said_in_its_own_words():
    assert label("group", "china") == "Chinese cities"
    assert label("group", "our-own_list") == "Our own list"


def test_texts_are_without_tabs_and_blanks_at_their_ends():
    untidy = {key for key, text in catalogue().items() if "\t" in text or text.strip(" ") != text}
    assert untidy == set()


def test_the_catalogue_knows_every_key_of_its_file():
    assert keys() == set(catalogue())
