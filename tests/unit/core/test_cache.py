"""Words are cached per locale, numbers once; what no definition of paying changes, once for all of them."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.core.basis import default_basis
from analysis.core.definitions import DEFINITIONS
from analysis.core.member_states import member_states
from analysis.map.places import places
from data.cities import reference_cities
from ui.core import formats, queries
from ui.core.cache import cached
from ui.shares import answers as shares_answers
from ui.what_if import answers as what_if_answers

FOR_ALL = [
    queries.prospects,
    queries.attendance,
    shares_answers.headline_figures,
    shares_answers.checks,
    queries.expected_fees,
    shares_answers.by_country,
    shares_answers.arrears,
    shares_answers.collection_figures,
    shares_answers.would_vote,
    what_if_answers.candidates,
]
FOR_EACH = [
    queries.payment_states,
    queries.history,
    queries.places,
    queries.field_quality,
    what_if_answers.start,
]


@cached
def words():
    return formats.locale()


@cached(per_locale=False)
def numbers():
    return object()


@cached(per_locale=False)
def numbers_in_words():
    return formats.count(1234)


def test_words_are_cached_per_locale_numbers_once():
    said, counted = [], []
    for locale in ("en_GB", "en_US"):
        with formats.in_locale(locale):
            said.append(words())
            counted.append(numbers())
    assert said == ["en_GB", "en_US"]
    assert counted[0] is counted[1]


def test_what_readers_of_every_locale_share_cannot_hold_the_form_of_one():
    with pytest.raises(RuntimeError, match="every locale"):
        numbers_in_words()


def test_what_is_kept_is_written_in_the_locale_that_it_is_kept_under(monkeypatch):
    """The locale of a reader may change while a result is computed, or be another one in a thread."""
    asked = iter(["en_US", "en_GB", "en_GB"])
    monkeypatch.setattr(formats, "_locale_of_reader", lambda: next(asked))
    assert words() == "en_US"


def basis(definition):
    return replace(default_basis(queries.dataset()), definition=definition)


@pytest.mark.parametrize("answer", FOR_ALL, ids=lambda answer: answer.__name__)
def test_one_answer_serves_every_definition(answer):
    first = answer(basis("any_receipt"))
    assert all(answer(basis(definition)) is first for definition in DEFINITIONS)
    assert answer(replace(basis("in_full"), suspended=False)) is not first


@pytest.mark.parametrize("answer", FOR_EACH, ids=lambda answer: answer.__name__)
def test_what_a_definition_changes_has_an_answer_for_each(answer):
    assert len({id(answer(basis(definition))) for definition in DEFINITIONS}) == len(DEFINITIONS)


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_a_standing_made_from_another_definition_is_the_one_made_afresh(definition):
    asked = basis(definition)
    made = queries.member_states(asked)
    afresh = member_states(queries.dataset(), asked)
    assert made.basis == asked
    pd.testing.assert_frame_equal(made.frame(asked.fee_year), afresh.frame(asked.fee_year))


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_places_with_states_at_hand_are_the_places_made_afresh(definition):
    asked = basis(definition)
    afresh = places(queries.dataset(), asked, reference_cities())
    pd.testing.assert_frame_equal(queries.places(asked), afresh)
