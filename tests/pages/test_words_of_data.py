"""Words of data on every page, in all that opens there: nothing but letters, and none of them hidden."""

import re

import pandas as pd
import pytest

from tests.support.apptest import ROOT, opened, spoken
from tests.support.everything_said import is_html, is_markdown, live, live_html, texts
from tests.support.hostile.words import GROUP, keep_hostile
from ui.core import store

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]|\u0420\u0430ris(?! \\[)")


@pytest.mark.parametrize("page", PAGES)
def test_no_word_of_data_is_more_than_letters(page, all_open):
    keep_hostile(store.opened())
    app = opened(page, group=GROUP, city="chn-foshan")
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
    yield from map(str, frame.columns)
    yield from (cell for cell in frame.to_numpy().flat if isinstance(cell, str))
