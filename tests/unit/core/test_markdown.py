"""Words of data in Markdown, in HTML and to the eye: the same letters, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.support.everything_said import live, live_html
from tests.support.hostile.words import WORDS
from text.visible import visible
from ui.core.markdown import NOTHING, counted_inert, inert_html, inert_list, inert_markdown, say_inert

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKS = "\\`*_{}[]<>#|~$:!&@.-=+()/ \n\t"


def read(markdown):
    """What a reader of Markdown shows of one paragraph that is nothing but text."""
    kinds = [token.type for token in READER.parse(markdown)]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"]), kinds
    pieces = READER.parse(markdown)[1].children if kinds else []
    assert {piece.type for piece in pieces} <= {"text"}, pieces
    return "".join(piece.content for piece in pieces).replace(NOTHING, "")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_data_is_read_as_it_was_written(word):
    assert not live(inert_markdown(word), "")
    assert read(inert_markdown(word)) == visible(word)
    assert not live_html(f"<p title='{inert_html(word)}'>{inert_html(word)}</p>")


@given(
    st.text(alphabet=MARKS + "htpsw1a")
    | st.lists(st.sampled_from([*WORDS, *MARKS, "www", "ab"])).map("".join)
)
def test_whatever_is_typed_is_text(typed):
    assert not live(inert_markdown(typed), "")
    assert read(inert_markdown(typed)).split() == visible(typed).split()


def test_the_marks_of_a_sentence_count_and_those_of_its_facts_do_not():
    assert say_inert("links.live", label="**x**", ends="1 May") == "**\\*\\*x\\*\\***, until 1 May"
    assert inert_list(["- a", "1. b"]) == "- \\- a\n- 1\\. b"
    assert counted_inert("city.found", 2, count=2, typed="a_b").count("a\\_b") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u202egnp.exe", "[U+202E]gnp.exe"),
        ("\u2066x\u2069\u200f", "[U+2066]x[U+2069][U+200F]"),
        ("\u0420\u0430ris", "\u0420\u0430ris [Cyrillic letters]"),
        ("\u0421\u043e\u0441\u043e", "\u0421\u043e\u0441\u043e [Cyrillic letters]"),
        ("At\u03bfl, \u0391\u0392\u0395", "At\u03bfl [Greek letters], \u0391\u0392\u0395 [Greek letters]"),
        *(
            (same, same)
            for same in ("Paris", "São Paulo", "İstanbul", "广州 Guangzhou", "Москва", "Αθήνα", "β-test")
        ),
    ],
)
def test_what_hides_is_shown_and_other_scripts_are_left_alone(text, expected):
    assert visible(text) == expected
    assert visible(expected) == expected
