"""Setting the chance of a city by hand, going back to the rule, saving a forecast; each with its undo."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.congress.attendance_rule import LARGEST, RULE, SMALLEST, Chance, saved_name
from analysis.congress.forecast import Forecast
from analysis.congress.saved_forecasts import SavedForecast, save_forecast
from analysis.core.basis import Basis
from data.store.saved import Saved
from text import label, say
from ui.congress import answers, words
from ui.congress.answers import ManualChances
from ui.core import author, formats, queries
from ui.core.markdown import inert_markdown
from ui.widgets import page_header, saved_names
from ui.widgets.select_by_name import select_by_name

_WIDTH = 640  # px at most


def show_change(forecast: Forecast, manual: ManualChances) -> None:
    """A city to choose, its chance and the size of its delegation to set."""
    page_header.section(say("congress.change_title"))
    saved_names.show_result(answers.CHANCE)
    cities = forecast.cities.sort_values("name")
    names = dict(zip(cities["city_id"], cities["name"], strict=True))
    with st.container(width=_WIDTH):
        city = select_by_name(
            say("table.city"), names, placeholder=say("contacts.city_search"), key="congress.city"
        )
        if city is not None:
            _show_fields(forecast.event_id, cities[cities["city_id"] == city].iloc[0], manual.get(city))


def _show_fields(event_id: str, row: pd.Series, manual: Saved | None) -> None:
    rule = RULE[str(row["case"])]
    facts = {"why": label("congress_case", row["case"]).lower(), "chance": words.chance(rule)}
    st.caption(inert_markdown(say("congress.by_rule", **facts)))
    if manual is not None:
        day = formats.moment_in_words(manual.at)
        st.caption(inert_markdown(say("congress.by_hand", author=manual.author, day=day)))
    author.ask_if_unknown(key="congress")
    suffix = f"{row['city_id']}.{row['probability']}.{row['people']}"  # what was saved fills the fields anew
    percent, people = f"congress.percent.{suffix}", f"congress.people.{suffix}"
    name, city = saved_name(event_id, str(row["city_id"])), str(row["name"])
    sizes = float(SMALLEST), float(LARGEST)
    with st.form(f"congress.form.{suffix}", border=False):
        st.slider(say("congress.percent"), 0, 100, round(100 * row["probability"]), 5, "%d %%", key=percent)
        st.slider(say("congress.people"), *sizes, float(row["people"]), 0.5, "%.1f", key=people)
        with st.container(horizontal=True):
            st.form_submit_button(
                say("congress.set"), type="primary", on_click=_save_chance, args=(name, city, percent, people)
            )
            st.form_submit_button(
                say("congress.to_rule"),
                disabled=manual is None,
                on_click=saved_names.remove,
                args=(answers.CHANCE, name, say("congress.back", city=city, chance=words.chance(rule))),
            )


def _save_chance(name: str, city: str, percent: str, people: str) -> None:
    """Before the run: save what stands in the fields. percent, people: their session keys."""
    chance = Chance(st.session_state[percent] / 100, st.session_state[people])
    message = say("congress.was_set", city=city, chance=words.chance(chance))
    saved_names.save(answers.CHANCE, name, chance.code, message)


def show_saved_forecasts(forecast: Forecast | None, event_id: str, basis: Basis) -> None:
    """Save the forecast of this day; those saved before, and how good they were."""
    page_header.section(say("congress.kept_title"))
    saved_names.show_result(answers.FORECAST)
    saved = answers.saved_forecasts(event_id)
    if forecast is not None:
        _show_save_button(save_forecast(forecast, basis, queries.dataset().version), basis, saved)
    if not saved:
        st.caption(say("congress.none_kept"))
    for number, (entry, earlier) in enumerate(saved):
        with st.container(border=True, key=f"congress.kept.{number}"):
            st.markdown(f"**{inert_markdown(words.saved_forecast(earlier))}**")
            st.caption(inert_markdown(saved_names.saved_by(entry)))
            st.markdown("\n\n".join(map(inert_markdown, words.score(earlier, answers.score(earlier, basis)))))


def _show_save_button(
    forecast: SavedForecast, basis: Basis, saved: list[tuple[Saved, SavedForecast]]
) -> None:
    author.ask_if_unknown(key="congress.kept")
    st.button(
        say("congress.keep", day=formats.day(basis.as_of)),
        icon=":material/bookmark_add:",
        disabled=forecast.text in {entry.code for entry, _ in saved},
        help=say("congress.keep_help"),
        on_click=saved_names.save,
        args=(answers.FORECAST, forecast.name, forecast.text, words.saved_forecast(forecast)),
        key="congress.keep",
    )
