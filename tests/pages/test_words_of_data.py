"""Words of data on every page, in all that opens there: nothing but letters, and none of them hidden."""

import re

import pandas as pd
import pytest

from tests.support.apptest import ROOT, opened, spoken
from tests.support.everything_said import is_html, is_markdown, live, live_html, texts
from tests.support.hostile.words import GROUP, WORDS, keep_hostile
from tests.support.update_page import dropped
from tests.support.uploads import book
from ui.core import store

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]|\u0420\u0430ris(?! \\[)")


@pytest.mark.parametrize("page", PAGES)
def test_no_word_of_data_is_more_than_letters(page, all_open):
    keep_hostile(store.opened())
    assert_only_letters(opened(page, group=GROUP, city="chn-foshan"))


def test_no_word_of_a_dropped_file_is_more_than_letters(all_open):
    """Names of files, sheets, columns and cities, cells with a problem, questions and what would change."""
    heading = ["City", "Fee year", "Amount received", "Paid on", WORDS[3], WORDS[5]]
    rows = [
        [word, 2023, 100 if place % 2 else word, "2023-05-12", word, word] for place, word in enumerate(WORDS)
    ]
    prospects = [
        ["City", "Country", "Stage", "Next step"],
        *([word, "CHN", "contacted", word] for word in WORDS),
    ]
    file = book({"__evil__ `x` eve@evil.example": [heading, *rows], "www.evil.example $x$ $y$": prospects})
    assert_only_letters(dropped((f"{WORDS[0]}.xlsx".replace("/", ":"), file)))


def assert_only_letters(app):
    said = list(texts(app))
    assert any("evil" in text for _, text in said), "the words are not on the page"
    found = [
        (field, what, text)
        for field, text in said
        if is_markdown(field)
        for what in (live_html(text) if is_html(text) else live(text, "evil"))
    ]
    assert not found, "\n".join(map(str, found))
    hidden = [(field, text) for field, text in said if HIDDEN.search(spoken(text))]
    assert not hidden, "\n".join(map(str, hidden))
    cells = [
        (frame.key, cell) for frame in app.dataframe for cell in strings(frame.value) if HIDDEN.search(cell)
    ]
    assert not cells, "\n".join(map(str, cells))


def strings(frame: pd.DataFrame):
    """Headings and cells; of a table to edit only what cannot be typed over."""
    frame = frame[["why"]] if "why" in frame else frame
    yield from map(str, frame.columns)
    yield from (cell for cell in frame.to_numpy().flat if isinstance(cell, str))
