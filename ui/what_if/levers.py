"""The levers of the current scenario. Each group opens; its line says whether anything in it is moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from analysis.core.basis import Basis
from analysis.core.custom_group import MOST_LETTERS, plain_name
from analysis.core.groups import income_level_of
from analysis.what_if.scenario import Scenario
from data.schema import INCOME_LEVELS, SCHEMES
from text import group_facts, label, say
from text.visible import visible
from ui.core import queries
from ui.core.countries import country_name
from ui.core.markdown import inert_markdown, say_inert
from ui.what_if import answers, state, words
from ui.widgets.expanders import lazy_expander

_GROUPS: dict[str, tuple[str, ...]] = {
    "joins": ("join", "stages", "more", "elsewhere", "new_scheme"),
    "stops": ("lapse", "fewer", "fewer_elsewhere", "leave"),
    "arrears": ("collect",),
    "fees": ("levels", "schemes", "fees", "period"),
}


def show_levers(basis: Basis) -> None:
    """The name, then the levers in their groups."""
    st.text_input(
        say("what_if.scenario_name"),
        max_chars=MOST_LETTERS,
        help=say("what_if.scenario_name_help"),
        **state.lever("name", state.current().name, plain_name),
    )
    draw = {"joins": _show_joins, "stops": _show_stops, "arrears": _show_arrears, "fees": _show_fees}
    for name, levers in _GROUPS.items():
        key = f"levers.{name}"
        # Set on every run: with another line it is a new box to Streamlit, which would begin closed.
        st.session_state[key] = st.session_state.get(key, name == "joins")
        lazy_expander(_group_line(name, levers), partial(draw[name], basis, state.current()), key=key)


def _group_line(name: str, levers: Iterable[str]) -> str:
    """The name of a group, and whether anything in it is moved."""
    at_rest, scenario = Scenario(), state.current()
    moved = any(getattr(scenario, lever) != getattr(at_rest, lever) for lever in levers)
    text = say(f"lever.{name}")
    return say("lever.moved", name=text) if moved else text


def _show_joins(basis: Basis, scenario: Scenario) -> None:
    rows = answers.candidates(basis)
    names = dict(zip(rows["city_id"], rows["name"], strict=True))
    _multiselect("join", list(names), scenario.join, names.__getitem__)
    stages = [stage for stage in rows["stage"].unique() if stage]
    _multiselect("stages", stages, scenario.stages, partial(label, "stage"))
    _number("more", scenario.more, **group_facts(basis.group))
    _number("elsewhere", scenario.elsewhere)
    _select("new_scheme", SCHEMES, scenario.new_scheme, partial(label, "scheme"))


def _show_stops(basis: Basis, scenario: Scenario) -> None:
    today = answers.start(basis)
    names: dict[str, str] = {}
    if today is not None:
        rows = today.rows.sort_values(["in_group", "name"], ascending=[False, True])
        names = dict(zip(rows["city_id"], rows["name"], strict=True))
    _multiselect("lapse", list(names), scenario.lapse, names.__getitem__)
    _number("fewer", scenario.fewer, **group_facts(basis.group))
    _number("fewer_elsewhere", scenario.fewer_elsewhere)
    _multiselect("leave", list(names), scenario.leave, names.__getitem__)


def _show_arrears(_basis: Basis, scenario: Scenario) -> None:
    collect = state.lever("collect", scenario.collect)
    st.slider(say("lever.collect"), 0, 100, step=5, format="%d %%", **collect)


def _show_fees(basis: Basis, scenario: Scenario) -> None:
    _show_income_level(basis, scenario)
    for side in ("group", "others"):
        _select(
            f"scheme_{side}",
            [None, *SCHEMES],
            dict(scenario.schemes).get(side),
            lambda code: label("scheme", code) if code else say("lever.scheme_as_today"),
            partial(_update_pair, "schemes", side, f"scheme_{side}"),
            **group_facts(basis.group),
        )
    fees = state.lever("fees", max(-30, min(scenario.fees, 50)))
    st.slider(say("lever.fees_change"), -30, 50, format="%d %%", **fees)
    periods = answers.periods(basis)
    if periods:
        period = scenario.period if scenario.period in periods else None
        _select("period", [None, *periods], period, partial(_period, basis))


def _period(basis: Basis, first: int | None) -> str:
    if first is None:
        return say("lever.period_as_today", year=basis.fee_year)
    return say("lever.period_from", year=first)


def _show_income_level(basis: Basis, scenario: Scenario) -> None:
    """A country and its income level in the scenario. The first one moved is shown, or that of the group."""
    today = answers.start(basis)
    if today is None:
        return
    known = sorted({*today.rows["country"].dropna(), *answers.candidates(basis)["country"].dropna()})
    if not known:
        return
    of_group = today.rows.loc[today.rows["in_group"], "country"].dropna()
    first = (
        scenario.levels[0][0] if scenario.levels else of_group.mode().iloc[0] if len(of_group) else known[0]
    )
    if st.session_state.get("lever.level_country") not in known:
        st.session_state["lever.level_country"] = first if first in known else known[0]
    country = st.selectbox(
        say("lever.level_country"), known, format_func=country_name, key="lever.level_country"
    )
    row = queries.dataset().table("members").head(1).assign(country=country)
    level = income_level_of(queries.dataset(), row, until=basis.fee_year).iloc[0]
    as_today = label("group", level) if isinstance(level, str) else say("app.unknown")
    _select(
        "level",
        [None, *(name for name in INCOME_LEVELS if name != level)],
        dict(scenario.levels).get(country),
        lambda name: label("group", name) if name else say("lever.level_as_today", level=as_today.lower()),
        partial(_update_pair, "levels", country, "level"),
    )


def _update_pair(field: str, name: str, lever: str) -> None:
    """Callback: in a field of pairs, such as country and level, one name takes what its widget holds."""
    pairs = {other: value for other, value in getattr(state.current(), field) if other != name}
    chosen = st.session_state[f"lever.{lever}"]
    pairs |= {name: chosen} if chosen else {}
    changed: dict[str, Any] = {field: tuple(pairs.items())}
    state.replace_current(replace(state.current(), **changed))


def _select(
    lever: str,
    options: Sequence[Any],
    value: object,
    words_of: Callable[[Any], str],
    on_change: Callable[[], None] | None = None,
    **facts: object,
) -> None:
    bound = state.lever(lever, value)
    if on_change is not None:
        bound |= {"on_change": on_change, "args": ()}
    st.selectbox(
        say_inert(f"lever.{lever}", **facts),
        options,
        format_func=lambda option: visible(words_of(option)),
        **bound,
    )


def _multiselect(
    lever: str, options: Sequence[str], chosen: Iterable[str], words_of: Callable[[str], str]
) -> None:
    bound = state.lever(lever, [each for each in chosen if each in options], tuple)
    st.multiselect(
        say(f"lever.{lever}"), options, format_func=lambda option: visible(words_of(option)), **bound
    )


def _number(lever: str, value: int, **facts: object) -> None:
    bound = state.lever(lever, value)
    st.number_input(say_inert(f"lever.{lever}", **facts), min_value=0, max_value=9999, step=1, **bound)


def show_missing_cities(basis: Basis) -> None:
    """Say which cities of the current scenario are not there on this date."""
    scenario, today = state.current(), answers.start(basis)
    prospects = set(answers.candidates(basis)["city_id"])
    on_roll = set() if today is None else set(today.rows["city_id"])
    missing = [city for city in scenario.join if city not in prospects]
    missing += [city for city in (*scenario.lapse, *scenario.leave) if city not in on_roll]
    if missing:
        st.warning(inert_markdown(say("what_if.gone", names=words.name_some(missing))))
