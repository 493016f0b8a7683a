"""What only a person can say: dates and numbers with two meanings, names of cities, what no column holds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

import streamlit as st

from data.cities import reference_cities
from data.cleaning.city_names import NEW
from data.reading.choices import Header, Sheet
from data.reading.upload import Question, Upload
from text import counted, label, say
from text.visible import visible
from ui.core import formats
from ui.core.markdown import inert_markdown
from ui.update import draft as drafts
from ui.update import text_files, word_questions
from ui.update.answers import Reading
from ui.update.draft import Draft
from ui.update.review import UnknownName
from ui.widgets import differences, page_header

SHOWN: Final = 30
"""Names that are asked for at once."""
_ASKED: Final = {
    "ambiguous_dates": ("orders", {"day": "day_first", "month": "month_first"}),
    "ambiguous_numbers": ("marks", {".": "point", ",": "comma"}),
    "ambiguous_years": ("years", {"first": "first_year", "second": "second_year"}),
}


def show_questions(draft: Draft, result: Reading) -> None:
    """All questions, also those that were answered, so that an answer can be changed. Nothing where none."""
    rivals = list(_rivals(result.upload))
    columns = list(_columns(draft, result.upload))
    blanks = {**dict.fromkeys(draft.choices.filled, 0), **result.review.blanks}
    asked = {name.name for name in result.review.names}
    answered = [
        UnknownName(name, 0, (), city == NEW)
        for name, city in draft.choices.cities.items()
        if name not in asked
    ]
    cities = [*result.review.names[:SHOWN], *answered]
    has_quotes = any(file.has_stray_quotes for file in result.upload.files)
    of_files = has_quotes or text_files.is_encoding_open(result.upload)
    words = word_questions.words_of(draft, result.review)
    if not any([of_files, rivals, columns, blanks, cities, words]):
        return
    page_header.section(say("update.questions"))
    text_files.ask_encoding(draft, result.upload)
    text_files.ask_quotes(draft, result.upload)
    for number, (sheet, rival) in enumerate(rivals):
        _ask_which_column(sheet, rival, key=f"update.which.{number}")
    for number, (place, code, question) in enumerate(columns):
        _ask_column(draft, place, code, question, key=f"update.ask.{number}")
    for number, (place, count) in enumerate(blanks.items()):
        _ask_value(draft, place, count, key=f"update.fill.{number}")
    word_questions.ask_words(draft, words)
    options = city_options(draft) if cities else {}
    _offer_all_new(draft, result.review.names)
    for name in cities:
        _ask_city(draft, name, options)
    if len(asked) > SHOWN:
        st.caption(say("update.more_names", count=formats.count(len(asked) - SHOWN)))


def city_options(draft: Draft) -> dict[str, str]:
    """city_id → name and country, of every city that is known."""
    names = differences.city_names(draft.current)
    reference = reference_cities()
    countries = dict(zip(reference["city_id"], reference["country"], strict=True))
    ordered = sorted(names, key=lambda city: names[city])
    return {city: f"{names[city]} ({countries.get(city, city[:3].upper())})" for city in ordered}


def _rivals(upload: Upload) -> Iterator[tuple[Sheet, Question]]:
    """Fields that several columns claim."""
    for table in upload.tables:
        for question in table.questions:
            if question.code == "ambiguous_columns":
                yield Sheet(table.file, table.sheet), question


def _ask_which_column(place: Sheet, question: Question, *, key: str) -> None:
    """One of the columns; the answer is a choice of the column's field, and can be changed there."""
    table, _, field = question.header.partition(".")
    facts = {"table": label("tables", table), "field": label("column", field)}
    words = counted(
        "update.ask_columns",
        question.count,
        sheet=place.sheet,
        count=formats.count(question.count),
        **facts,
    )
    st.radio(
        inert_markdown(words),
        question.examples,
        index=None,
        format_func=inert_markdown,
        key=key,
        on_change=_take_column,
        args=(place, question.header, key),
    )


def _take_column(place: Sheet, field: str, key: str) -> None:
    drafts.decide_entry("columns", Header(*place, st.session_state[key]), field)


def _columns(draft: Draft, upload: Upload) -> Iterator[tuple[Header, str, Question | None]]:
    """Columns whose dates or numbers can be read in two ways: asked now, or answered before."""
    asked = {
        (Header(table.file, table.sheet, question.header), question.code): question
        for table in upload.tables
        for question in table.questions
        if question.code in _ASKED
    }
    for code, (field, _) in _ASKED.items():
        asked |= {(place, code): asked.get((place, code)) for place in getattr(draft.choices, field)}  # type: ignore[misc]
    for (place, code), question in asked.items():
        yield place, code, question


def _ask_column(draft: Draft, place: Header, code: str, question: Question | None, *, key: str) -> None:
    field, ways = _ASKED[code]
    facts = {"column": place.header, "file": place.file}
    if question is not None:
        examples = ", ".join(question.examples[:3])
        words = say(f"update.ask_{field}", examples=examples, count=formats.count(question.count), **facts)
    else:
        words = say(f"update.answered_{field}", **facts)
    st.radio(
        inert_markdown(words),
        list(ways),
        index=None,
        format_func=lambda way: inert_markdown(say(f"update.{ways[way]}")),
        horizontal=True,
        **drafts.entry_widget(field, place, getattr(draft.choices, field).get(place), key),
    )


def _ask_city(draft: Draft, asked: UnknownName, options: dict[str, str]) -> None:
    """A choice among all known cities, the likely ones first, and one click for the likeliest."""
    chosen = draft.choices.cities.get(asked.name)
    # A field belongs to one name, so that an answer never slips to the next one; keys show in the page's
    # markup, so the name itself stays out of them.
    key = f"update.city.{zlib.crc32(asked.name.encode())}"
    likely = [city for city in asked.suggested if city in options]
    own = [NEW] if asked.is_open else []
    first = [*own, *likely] if asked.seems_new else [*likely, *own]
    listed = [*first, *options, *([chosen] if chosen else [])]
    name, count = asked.name, formats.count(asked.count)
    words = counted("update.which_city", asked.count, name=name, count=count)
    st.selectbox(
        inert_markdown(words if asked.count else say("update.answered_city", name=name)),
        list(dict.fromkeys(listed)),
        index=None,
        format_func=lambda city: (
            say("update.new_city") if city == NEW else visible(options.get(str(city), str(city)))
        ),
        placeholder=say("update.choose_city"),
        **drafts.entry_widget("cities", name, chosen, key),
        width=520,
    )
    if likely and not chosen:
        likeliest = first[0]
        st.button(
            say("update.it_is_new")
            if likeliest == NEW
            else inert_markdown(say("update.it_is", city=options[likeliest])),
            icon=":material/check:",
            key=f"{key}.yes",
            on_click=drafts.decide_entry,
            args=("cities", name, likeliest),
        )


def _offer_all_new(draft: Draft, names: list[UnknownName]) -> None:
    """One click for all names of which nothing but the country speaks for a known city."""
    new = [name.name for name in names if name.seems_new]
    if len(new) < 2:  # one name has its own button
        return
    st.button(
        say("update.all_new", count=formats.count(len(new))),
        icon=":material/done_all:",
        help=inert_markdown(", ".join(new)),
        key="update.all_new",
        on_click=drafts.decide,
        kwargs={"cities": {**draft.choices.cities, **dict.fromkeys(new, NEW)}},
    )


def _ask_value(draft: Draft, place: Header, count: int, *, key: str) -> None:
    """One value for all rows of a field that no column holds."""
    widget = drafts.entry_widget("filled", place, draft.choices.filled.get(place, ""), key)
    table, _, field = place.header.partition(".")
    facts = {"field": label("column", field), "table": label("tables", table)}
    sheet = place.sheet
    words = say("update.fill", sheet=sheet, count=formats.count(count), **facts)
    if not count:
        words = say("update.filled", sheet=sheet, **facts)
    if field == "event_id":
        events = draft.current.table("events")
        names = dict(zip(events["event_id"], events["name"].fillna(events["event_id"]), strict=True))
        options = ["", *names]
        st.selectbox(
            inert_markdown(words),
            options,
            format_func=lambda code: visible(names.get(code, say("update.fill_none"))),
            **widget,
            width=520,
        )
    else:
        st.text_input(
            inert_markdown(words),
            **widget,
            width=520,
            help=say("update.fill_help"),
        )
