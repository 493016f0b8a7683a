"""No page shows the marks of its own sentences: with data that hold none, none is to be seen anywhere."""

import html
import re

import pytest
from markdown_it import MarkdownIt

from tests.support.apptest import ROOT, opened
from tests.support.everything_said import is_html, is_markdown, texts
from tests.support.snapshots import kept, linked
from tests.support.tiers import thinned
from ui.core import store
from ui.core.markdown import NOTHING

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
MARKS = re.compile(r"\*\*|`|\]\(|:material/|:small\[|\\[*_\[\]~`]|\{\w+\}")
READER = MarkdownIt("commonmark").enable("table")


def seen(field, text):
    """What a reader sees of a text."""
    if is_html(text):
        return html.unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))
    if not is_markdown(field):
        return text
    inline = [token for token in READER.parse(text.replace(NOTHING, "")) if token.children]
    return " ".join(piece.content for token in inline for piece in token.children if "code" not in piece.type)


@pytest.mark.parametrize("page", thinned(PAGES, {"snapshots", "method", "congress"}.__contains__))
def test_no_mark_of_a_sentence_is_shown(page, all_open):
    engine = store.opened()
    linked(engine, kept(engine)[0]["id"], label="Board")
    app = opened(page, city="chn-foshan")
    said = [*((field, seen(field, text)) for field, text in texts(app))]
    said += [(frame.key, text) for frame in app.dataframe for text in frame.value.to_csv().splitlines()]
    assert [(field, text) for field, text in said if MARKS.search(text)] == []
