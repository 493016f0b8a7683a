"""Questions about events and owners that are nearly known: one answer for all rows that name them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import partial

import streamlit as st

from data.reading.choices import Word
from text import counted, label, say
from text.visible import visible
from ui.core import formats
from ui.core.markdown import inert_markdown
from ui.update import draft as drafts
from ui.update.draft import Draft
from ui.update.review import Review


def words_of(draft: Draft, review: Review) -> dict[Word, tuple[int, tuple[str, ...]]]:
    """Words that wait for an answer, and those that have one, to be changed: rows and suggestions of each."""
    answered: dict[Word, tuple[int, tuple[str, ...]]] = dict.fromkeys(draft.choices.words, (0, ()))
    return answered | review.words


def ask_words(draft: Draft, words: Mapping[Word, tuple[int, tuple[str, ...]]]) -> None:
    """One choice a word: what it is nearly, for an event all others too, for an owner the word itself."""
    events = draft.current.table("events")
    names = dict(zip(events["event_id"], events["name"].fillna(events["event_id"]), strict=True))
    for word, (count, suggested) in words.items():
        chosen = draft.choices.words.get(word)
        rest = [word.written] if word.field == "owner" else list(names)
        facts = {"field": label("column", word.field), "name": word.written}
        asked = counted("update.which_word", count, count=formats.count(count), **facts)
        st.selectbox(
            inert_markdown(asked if count else say("update.answered_word", **facts)),
            list(dict.fromkeys([*suggested, *rest, *([chosen] if chosen else [])])),
            index=None,
            format_func=partial(_shown, word.written, names),
            placeholder=say("update.choose_city"),
            **drafts.entry_widget("words", word, chosen, f"update.word.{zlib.crc32(repr(word).encode())}"),
            width=520,
        )


def _shown(written: str, names: Mapping[str, str], code: str) -> str:
    return visible(say("update.keep_word", name=written) if code == written else names.get(code, code))
