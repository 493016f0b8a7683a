"""What a heading says by its words, in four languages: a date, money asked for, received, or neither."""

import tomllib
from pathlib import Path

import pytest

from data.reading.column_profile import ColumnProfile
from data.reading.headers import parse_header
from data.reading.heading_meaning import meanings

PROFILES = {
    "date": ColumnProfile(10, date=1.0),
    "number": ColumnProfile(10, number=1.0),
    "words": ColumnProfile(10),
}

CORPUS = tomllib.loads((Path(__file__).parents[2] / "support" / "headings.toml").read_text("utf-8"))
MONEY = ("due_eur", "amount", "amount_eur")


def profile_for(field: str) -> ColumnProfile:
    if field.endswith("_on"):
        return PROFILES["date"]
    return PROFILES["number" if field in MONEY else "words"]


def all_of(corpus):
    return [
        pytest.param(heading, field, id=f"{heading} ({language})")
        for language, fields in corpus.items()
        for field, headings in (fields.items() if isinstance(fields, dict) else [("", fields)])
        for heading in headings
    ]


def test_the_corpus_has_forty_headings_and_ten_of_other_money_in_every_language():
    assert all(sum(map(len, fields.values())) >= 40 for fields in CORPUS["said"].values())
    assert all(len(headings) >= 10 for headings in CORPUS["other_money"].values())


@pytest.mark.parametrize(("heading", "field"), all_of(CORPUS["said"]))
def test_a_heading_means_what_its_words_say_together(heading, field):
    table, _, name = field.partition(".")
    found = meanings(table, parse_header(heading), profile_for(name), "open")
    names = {meaning.field.name for meaning in found}
    assert name in names or (name, names) == ("amount", {"amount_eur"})
    total = "总额" in heading  # of what, over which years, the word does not say
    assert {meaning.is_sure for meaning in found} == {not total}


@pytest.mark.parametrize(("heading", "_"), all_of(CORPUS["other_money"]) + all_of(CORPUS["of_other_fields"]))
@pytest.mark.parametrize("neutral", ["open", "received", "due"])
def test_other_money_is_neither_fee_nor_receipt_whatever_stands_around(heading, _, neutral):
    found = [
        meaning.field.name
        for table in ("dues", "receipts")
        for meaning in meanings(table, parse_header(heading), PROFILES["number"], neutral)
    ]
    assert not set(found) & set(MONEY)


@pytest.mark.parametrize(("heading", "_"), all_of(CORPUS["neutral"]))
def test_a_heading_that_says_no_more_than_money_is_a_guess_until_something_says_more(heading, _):
    text = parse_header(heading)
    open_ones = meanings("receipts", text, PROFILES["number"], "open")
    assert {meaning.is_sure for meaning in open_ones} == {False}
    of_payments = meanings("receipts", text, PROFILES["number"], "received")
    assert any(meaning.is_sure for meaning in of_payments) == (heading != "Total amount")
    assert not meanings("receipts", text, PROFILES["number"], "due")
