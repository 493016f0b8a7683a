"""Setting the chance of a city by hand, going back to the rule, keeping a forecast; each with its undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analysis.congress.attendance_rule import LARGEST, RULE, SMALLEST, Chance, saved_name
from analysis.congress.saved_forecasts import save_forecast
from text import label, say
from ui.congress import answers, words
from ui.core import author, formats, queries
from ui.core.markdown import inert_markdown
from ui.widgets import page_header, saved_names

if TYPE_CHECKING:
    import pandas as pd

    from analysis.congress.forecast import Forecast
    from analysis.core.basis import Basis
    from data.store.saved import Saved

_WIDTH = 640  # px at most
_CITY, _PERCENT, _PEOPLE = "congress.city", "congress.percent", "congress.people"


def show_change(found: Forecast, by_hand: dict[str, Saved]) -> None:
    """A city to choose, its chance and the size of its delegation to set."""
    page_header.section(say("congress.change_title"))
    saved_names.show_result(answers.CHANCE)
    rows = found.cities.sort_values("name")
    names = dict(zip(rows["city_id"], rows["name"], strict=True))
    with st.container(width=_WIDTH):
        city = st.selectbox(
            say("table.city"),
            list(names),
            index=None,
            format_func=lambda code: str(names[code]),
            placeholder=say("contacts.city_search"),
            key=_CITY,
        )
        if city is not None:
            chosen = found.cities[found.cities["city_id"] == city].iloc[0]
            _show_fields(found.event_id, chosen, by_hand.get(city))


def _show_fields(event_id: str, row: pd.Series, by_hand: Saved | None) -> None:
    rule = RULE[str(row["case"])]
    facts = {"why": label("congress_case", row["case"]).lower(), "chance": words.chance(rule)}
    st.caption(inert_markdown(say("congress.by_rule", **facts)))
    if by_hand is not None:
        told = say("congress.by_hand", author=by_hand.author, day=formats.moment_in_words(by_hand.at))
        st.caption(inert_markdown(told))
    author.ask_if_unknown(key="congress")
    suffix = f"{row['city_id']}.{row['probability']}.{row['people']}"  # what was saved fills the fields anew
    percent, people = f"{_PERCENT}.{suffix}", f"{_PEOPLE}.{suffix}"
    name, city = saved_name(event_id, str(row["city_id"])), str(row["name"])
    sizes = float(SMALLEST), float(LARGEST)
    with st.form(f"congress.form.{suffix}", border=False):
        st.slider(say("congress.percent"), 0, 100, round(100 * row["probability"]), 5, "%d %%", key=percent)
        st.slider(say("congress.people"), *sizes, float(row["people"]), 0.5, "%.1f", key=people)
        with st.container(horizontal=True):
            st.form_submit_button(
                say("congress.set"),
                type="primary",
                on_click=_set,
                args=(name, city, percent, people),
            )
            st.form_submit_button(
                say("congress.to_rule"),
                disabled=by_hand is None,
                on_click=saved_names.remove,
                args=(answers.CHANCE, name, say("congress.back", city=city, chance=words.chance(rule))),
            )


def _set(name: str, city: str, percent: str, people: str) -> None:
    """Before the run: keep what stands in the fields."""
    chance = Chance(st.session_state[percent] / 100, st.session_state[people])
    said = say("congress.was_set", city=city, chance=words.chance(chance))
    saved_names.save(answers.CHANCE, name, chance.code, said)


def show_kept(found: Forecast | None, event_id: str, basis: Basis) -> None:
    """Keep the forecast of this day, those kept before, and how good they were."""
    page_header.section(say("congress.kept_title"))
    saved_names.show_result(answers.FORECAST)
    if found is not None:
        forecast = save_forecast(found, basis, queries.dataset().version)
        before = {each.code for each, _ in answers.kept(event_id)}
        author.ask_if_unknown(key="congress.kept")
        st.button(
            say("congress.keep", day=formats.day(basis.as_of)),
            icon=":material/bookmark_add:",
            disabled=forecast.text in before,
            help=say("congress.keep_help"),
            on_click=saved_names.save,
            args=(answers.FORECAST, forecast.name, forecast.text, words.kept(forecast)),
            key="congress.keep",
        )
    kept = answers.kept(event_id)
    if not kept:
        st.caption(say("congress.none_kept"))
    for number, (each, forecast) in enumerate(kept):
        with st.container(border=True, key=f"congress.kept.{number}"):
            st.markdown(f"**{inert_markdown(words.kept(forecast))}**")
            by = say("saved.by", author=each.author, day=formats.moment_in_words(each.at))
            st.caption(inert_markdown(by))
            st.markdown("\n\n".join(words.score(forecast, answers.score(forecast, basis))))
