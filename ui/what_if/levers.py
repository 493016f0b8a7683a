"""The levers of the scenario at hand. Each group opens; what is moved in it stands on its line."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.core.groups import income_level_of
from analysis.what_if.scenario import MOST_LETTERS, Scenario, plain_name
from data.schema import INCOME_LEVELS, SCHEMES
from text import label, say
from ui.core import queries
from ui.core.countries import country_name
from ui.core.markdown import inert_markdown
from ui.what_if import answers, state
from ui.what_if import words as what_if_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from analysis.core.basis import Basis

_GROUPS: dict[str, tuple[str, ...]] = {
    "joins": ("join", "stages", "more", "elsewhere", "new_scheme"),
    "stops": ("lapse", "fewer", "fewer_elsewhere", "leave"),
    "arrears": ("collect",),
    "fees": ("levels", "schemes", "fees", "period"),
}


def show(basis: Basis) -> None:
    """The name, then the levers in their groups."""
    st.text_input(
        say("what_if.scenario_name"),
        max_chars=MOST_LETTERS,
        key=state.lever("name", state.at_hand().name),
        on_change=state.moved,
        args=("name", plain_name),
        help=say("what_if.scenario_name_help"),
    )
    draw: dict[str, Callable[[Basis, Scenario], None]] = {
        "joins": _joins,
        "stops": _stops,
        "arrears": _arrears,
        "fees": _fees,
    }
    for name, levers in _GROUPS.items():
        key = f"levers.{name}"
        # Set on every run: with another line it is a new box to Streamlit, which would begin closed.
        st.session_state[key] = st.session_state.get(key, name == "joins")
        opened = st.expander(_line(name, levers), key=key, on_change="rerun")
        if opened.open:
            with opened:
                draw[name](basis, state.at_hand())


def _line(name: str, levers: Iterable[str]) -> str:
    """The name of a group, and whether anything in it is moved."""
    at_rest, now = Scenario(), state.at_hand()
    moved = any(getattr(now, lever) != getattr(at_rest, lever) for lever in levers)
    text = say(f"lever.{name}")
    return say("lever.moved", name=text) if moved else text


def _joins(basis: Basis, now: Scenario) -> None:
    rows = answers.candidates(basis).rows
    names = dict(zip(rows["city_id"], rows["name"], strict=True))
    _cities("join", list(names), names, now.join)
    stages = [stage for stage in rows["stage"].unique() if stage]
    _many("stages", stages, [stage for stage in now.stages if stage in stages], partial(label, "stage"))
    _number("more", now.more, group=label("group", basis.group))
    _number("elsewhere", now.elsewhere)
    _scheme_of_new(now)


def _stops(basis: Basis, now: Scenario) -> None:
    today = answers.start(basis)
    rows = queries.dataset().table("members").head(0) if today is None else today.rows
    rows = rows.sort_values(["in_group", "name"], ascending=[False, True]) if len(rows) else rows
    names = dict(zip(rows["city_id"], rows["name"], strict=True))
    group = label("group", basis.group)
    _cities("lapse", list(names), names, now.lapse)
    _number("fewer", now.fewer, group=group)
    _number("fewer_elsewhere", now.fewer_elsewhere)
    _cities("leave", list(names), names, now.leave)


def _arrears(basis: Basis, now: Scenario) -> None:
    del basis
    st.slider(
        say("lever.collect"),
        0,
        100,
        step=5,
        format="%d %%",
        key=state.lever("collect", now.collect),
        on_change=state.moved,
        args=("collect",),
    )


def _fees(basis: Basis, now: Scenario) -> None:
    _level(basis, now)
    _schemes(basis, now)
    st.slider(
        say("lever.fees_change"),
        -30,
        50,
        format="%d %%",
        key=state.lever("fees", max(-30, min(now.fees, 50))),
        on_change=state.moved,
        args=("fees",),
    )
    periods = answers.periods(basis)
    if periods:
        st.selectbox(
            say("lever.period"),
            [None, *periods],
            format_func=lambda first: _period(first, basis),
            key=state.lever("period", now.period if now.period in periods else None),
            on_change=state.moved,
            args=("period",),
        )


def _period(first: int | None, basis: Basis) -> str:
    if first is None:
        return say("lever.period_as_today", year=basis.fee_year)
    return say("lever.period_from", year=first)


def _level(basis: Basis, now: Scenario) -> None:
    """A country and what becomes of its income level. The first one moved is shown, or that of the group."""
    today = answers.start(basis)
    if today is None:
        return
    known = sorted({*today.rows["country"].dropna(), *answers.candidates(basis).rows["country"].dropna()})
    if not known:
        return
    of_group = today.rows.loc[today.rows["in_group"], "country"].dropna()
    first = now.levels[0][0] if now.levels else of_group.mode().iloc[0] if len(of_group) else known[0]
    if st.session_state.get("lever.level_country") not in known:
        st.session_state["lever.level_country"] = first if first in known else known[0]
    country = st.selectbox(
        say("lever.level_country"), known, format_func=country_name, key="lever.level_country"
    )
    row = queries.dataset().table("members").head(1).assign(country=country)
    level = income_level_of(queries.dataset(), row, until=basis.fee_year).iloc[0]
    as_today = label("group", level) if isinstance(level, str) else say("app.unknown")
    st.selectbox(
        say("lever.level"),
        [None, *(name for name in INCOME_LEVELS if name != level)],
        format_func=lambda name: (
            label("group", name) if name else say("lever.level_as_today", level=as_today.lower())
        ),
        key=state.lever("level", dict(now.levels).get(country)),
        on_change=_relevel,
        args=(country,),
    )


def _relevel(country: str) -> None:
    levels = {name: level for name, level in state.at_hand().levels if name != country}
    chosen = st.session_state["lever.level"]
    levels |= {country: chosen} if chosen else {}
    state.put(replace(state.at_hand(), levels=tuple(levels.items())))


def _schemes(basis: Basis, now: Scenario) -> None:
    for whom in ("group", "others"):
        st.selectbox(
            say(f"lever.scheme_{whom}", group=label("group", basis.group)),
            [None, *SCHEMES],
            format_func=lambda code: label("scheme", code) if code else say("lever.scheme_as_today"),
            key=state.lever(f"scheme_{whom}", dict(now.schemes).get(whom)),
            on_change=_rescheme,
            args=(whom,),
        )


def _rescheme(whom: str) -> None:
    schemes = {side: scheme for side, scheme in state.at_hand().schemes if side != whom}
    chosen = st.session_state[f"lever.scheme_{whom}"]
    schemes |= {whom: chosen} if chosen else {}
    state.put(replace(state.at_hand(), schemes=tuple(schemes.items())))


def _scheme_of_new(now: Scenario) -> None:
    st.selectbox(
        say("lever.new_scheme"),
        SCHEMES,
        format_func=lambda code: label("scheme", code),
        key=state.lever("new_scheme", now.new_scheme),
        on_change=state.moved,
        args=("new_scheme",),
    )


def _cities(lever: str, ids: list[str], names: dict[str, str], chosen: tuple[str, ...]) -> None:
    _many(lever, ids, [city for city in chosen if city in names], lambda city: names[city])


def _many(lever: str, options: list[str], chosen: list[str], words: Callable[[Any], str]) -> None:
    st.multiselect(
        say(f"lever.{lever}"),
        options,
        format_func=words,
        key=state.lever(lever, chosen),
        on_change=state.moved,
        args=(lever, tuple),
    )


def _number(lever: str, now: int, **facts: object) -> None:
    st.number_input(
        say(f"lever.{lever}", **facts),
        min_value=0,
        max_value=9999,
        step=1,
        key=state.lever(lever, now),
        on_change=state.moved,
        args=(lever,),
    )


def show_gone(basis: Basis) -> None:
    """Say which cities of the scenario at hand are not there on this date."""
    now, today = state.at_hand(), answers.start(basis)
    waiting = set(answers.candidates(basis).rows["city_id"])
    on_roll = set() if today is None else set(today.rows["city_id"])
    gone = [city for city in now.join if city not in waiting]
    gone += [city for city in (*now.lapse, *now.leave) if city not in on_roll]
    if gone:
        st.warning(inert_markdown(say("what_if.gone", names=what_if_words.named(gone))))
