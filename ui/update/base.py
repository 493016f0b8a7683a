"""What the files are put on top of, the day that the data speak of, and whom a full list leaves out."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from data.dataset import Dataset
from data.reading.upload import Upload
from text import label, say
from ui.core import formats
from ui.core.markdown import inert_markdown, say_inert
from ui.update import draft as drafts
from ui.update.draft import Draft

_ADDS, _REPLACES, _ANEW = "adds", "replaces", "anew"
_KEY: Final = "update.base"
_HAPPENED: Final = {"receipts": ("received_on",), "members": ("joined_on", "left_on")}
_NAMED: Final = 30
"""Names of cities in one sentence."""


def choose_base(draft: Draft, upload: Upload) -> None:
    """Whether the files add to what is there, take the place of invented rows, or begin anew."""
    has_invented = draft.current.illustrative
    st.session_state[_KEY] = _chosen(draft, upload)
    facts = {"rows": invented_rows(draft.current)}
    ways = {
        _REPLACES: (say("update.replaces"), say("update.replaces_caption", **facts)),
        _ADDS: (say("update.adds"), say("update.adds_caption")),
        _ANEW: (say("update.anew"), say("update.anew_caption")),
    }
    if not has_invented:
        del ways[_REPLACES]
    st.radio(
        say("update.relation"),
        list(ways),
        format_func=lambda way: inert_markdown(ways[way][0]),
        captions=[inert_markdown(caption) for _, caption in ways.values()],
        key=_KEY,
        on_change=_base_chosen,
    )
    if has_invented and st.session_state[_KEY] == _ADDS:
        st.caption(say_inert("update.sample_stays", **facts))


def invented_rows(dataset: Dataset) -> str:
    """'31 members, 536 dues', without what is not invented."""
    counts = {label("tables", name).lower(): count for name, count in dataset.invented_counts.items()}
    return ", ".join(f"{formats.count(count)} {name}" for name, count in counts.items() if count)


def show_not_mentioned(draft: Draft, upload: Upload) -> None:
    """The cities that a full list leaves out, by name, table by table."""
    for table, cities in upload.not_mentioned.items():
        names = draft.current.table(table).set_index("city_id")["name"].reindex(list(cities[:_NAMED]))
        more, listed = len(cities) - len(names), ", ".join(names)
        words = say(
            "update.not_mentioned",
            count=formats.count(len(cities)),
            table=label("tables", table).lower(),
            names=say("update.and_more", names=listed, count=formats.count(more)) if more else listed,
        )
        st.warning(inert_markdown(words), icon=":material/person_search:")


def offer_day(draft: Draft, upload: Upload) -> None:
    """The day that the data are to speak of: where it comes from, or a better one.

    What is later than the day the data speak of would not count, and nobody would see why.
    """
    as_of, stated = upload.candidate.as_of, upload.stated_day
    if stated is not None and draft.choices.as_of is None:
        facts = {"day": formats.day(stated.day), "words": stated.words, "as_of": formats.day(as_of)}
        if stated.day == as_of:
            st.info(inert_markdown(say("update.stated", **facts)), icon=":material/event:")
        else:
            _offer(say("update.stated_other", **facts), stated.day)
            return
    day = _latest_day(upload)
    if day is not None and day > as_of:
        _offer(say("update.later", day=formats.day(day), as_of=formats.day(as_of)), day)


def _offer(sentence: str, day: date) -> None:
    st.info(inert_markdown(sentence), icon=":material/event:")
    st.button(
        say("update.move_day", day=formats.day(day)),
        on_click=drafts.decide,
        kwargs={"as_of": day},
        icon=":material/event_available:",
        key="update.move_day",
    )


def _latest_day(upload: Upload) -> date | None:
    """The last day on which the files say that something happened: a payment, a joining or a leaving."""
    days = [
        table.records[field].max()
        for table in upload.tables
        for field in _HAPPENED.get(table.table, ())
        if table.kept
    ]
    known = [day.date() for day in days if not pd.isna(day)]
    return max(known, default=None)


def _chosen(draft: Draft, upload: Upload) -> str:
    if draft.choices.from_empty:
        return _ANEW
    return _REPLACES if upload.replaces_invented else _ADDS


def _base_chosen() -> None:
    """Before the run. What the new data say of themselves follows from the choice."""
    way = st.session_state[_KEY]
    drafts.decide(
        from_empty=way == _ANEW,
        replace_invented=way == _REPLACES,
        as_of=None,
        first_roll_on=None,
        title=None,
    )
