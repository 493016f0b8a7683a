"""Parts of the What-if page: examples to start from, scenarios side by side, outcomes and targets."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import orjson
import pandas as pd
import streamlit as st

from analysis.what_if.outcomes import OUTCOMES
from analysis.what_if.scenario import MOST_SCENARIOS, Scenario
from analysis.what_if.target import needed_for, share_with_more
from text import counted, label, say
from ui.core import formats, sentences
from ui.core.cache import cached
from ui.core.countries import country_name
from ui.core.markdown import inert_markdown
from ui.what_if import answers, pictures, saved_scenarios, state, words
from ui.what_if.outcome_card import show_outcome_card
from ui.what_if.state import LETTERS
from ui.widgets import chart_panel
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.core.basis import Basis
    from analysis.what_if.outcomes import Outcome
    from charts.base.theme import Theme


@cached
def presets(basis: Basis) -> dict[str, Scenario]:
    """Examples by their name, those that mean something on this basis."""
    rows = answers.candidates(basis).rows
    today = answers.start(basis)
    of_group = (
        [] if today is None else list(today.rows.loc[today.rows["in_group"], "country"].dropna().unique())
    )
    found: dict[str, Scenario] = {}
    if (rows["stage"] == "intent_expressed").any():
        found[say("preset.intent")] = Scenario(stages=("intent_expressed",))
    if len(rows):
        found[say("preset.prospects")] = Scenario(stages=tuple(sorted(rows["stage"].unique())))
    found[say("preset.three_more")] = Scenario(more=3)
    found[say("preset.fewer")] = Scenario(fewer=5)
    found[say("preset.arrears")] = Scenario(collect=50)
    if len(of_group) == 1:
        country = str(of_group[0])
        found[say("preset.high", country=country_name(country))] = Scenario(levels=((country, "high"),))
    found[say("preset.exclusive")] = Scenario(schemes=(("group", "exclusive"),))
    found[say("preset.fees")] = Scenario(fees=5)
    return found


def show_presets(basis: Basis) -> None:
    """A button an example: it takes the place of the scenario at hand, under its own name."""
    st.caption(say("what_if.start_from"))
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, scenario in presets(basis).items():
            st.button(
                inert_markdown(name),
                key=f"preset.{name}",
                on_click=state.put,
                args=(replace(scenario, name=name),),
            )


def show_scenarios() -> None:
    """Which scenario is at hand, and how to get another one beside it."""
    kept = state.scenarios()
    with st.container(horizontal=True, vertical_alignment="bottom", key="scenarios"):
        if len(kept) > 1:
            names = {LETTERS[at]: words.title(each, at) for at, each in enumerate(kept)}
            st.segmented_control(
                say("what_if.at_hand"),
                list(names),
                required=True,
                format_func=lambda letter: names[letter],
                key=state.lever("at_hand", LETTERS[state.place()]),
                on_change=_turn,
            )
        st.button(
            say("what_if.add"),
            icon=":material/add:",
            on_click=state.add,
            disabled=len(kept) >= MOST_SCENARIOS or state.at_hand().at_rest,
            key="scenario.add",
        )
        remove = "remove" if len(kept) > 1 else "reset"
        st.button(
            say(f"what_if.{remove}"), icon=":material/close:", on_click=state.remove, type="tertiary",
            disabled=len(kept) == 1 and state.at_hand() == Scenario(), key="scenario.remove",
        )  # fmt: skip
        saved_scenarios.choose()
    saved_scenarios.show_done()


def _turn() -> None:
    state.turn_to(st.session_state["lever.at_hand"])


def show_cards(basis: Basis) -> None:
    """Five figures before and after."""
    outcomes = answers.outcomes(basis, state.at_hand())
    shown = ("paying_share", "official_share", "income", "arrears", "effective_number")
    with st.container(key="cards"):
        for column, name in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                show_outcome_card(outcomes[name], state.at_hand(), basis)


def show_outcomes(basis: Basis, theme: Theme) -> None:
    """All shares and all money before and after as two charts, and what was assumed."""
    scenario = state.at_hand()
    shares, money = st.columns(2, gap="large")
    with shares:
        _picture("what_if_shares", partial(pictures.shares, basis, scenario, theme.name))
    with money:
        _picture("what_if_money", partial(pictures.money, basis, scenario, theme.name))
    st.caption(inert_markdown(words.assumed(scenario, basis)))
    for key, names in (
        ("unpriced", answers.unpriced(basis, scenario)),
        ("without_price", answers.without_price(basis, scenario)),
    ):
        if names:
            st.warning(inert_markdown(say(f"what_if.{key}", names=", ".join(names[:6]))))


def _picture(name: str, picture: Callable[[], str]) -> None:
    chart_panel.show_svg(picture())
    chart_panel.show_svg_download(name, picture)


def show_comparison(basis: Basis) -> None:
    """Every outcome today and in each scenario, side by side, with what was assumed; to take along."""
    kept = state.scenarios()
    shown = comparison(basis, kept)
    alt = say("what_if.compare")
    show_table(shown, key="table.scenarios", alt=alt, right=tuple(shown.columns[1:]))
    said = [f"{words.title(each, number)}: {words.assumed(each, basis)}" for number, each in enumerate(kept)]
    if len(kept) > 1:
        st.caption("\n\n".join(inert_markdown(sentence) for sentence in said))
    with st.container(horizontal=True):
        download_buttons(shown, name="scenarios", lines=[*said, sentences.basis_line(basis)])
        st.download_button(
            say("what_if.file"),
            lambda: as_file(basis, kept),
            file_name="scenarios.json",
            mime="application/json",
            key="scenarios.file",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            help=say("what_if.file_help"),
        )


@cached
def comparison(basis: Basis, kept: tuple[Scenario, ...]) -> pd.DataFrame:
    """One row an outcome: its name, today's value, and in each scenario the value with its change."""
    by_scenario = [answers.outcomes(basis, each) for each in kept]
    first = by_scenario[0]
    columns: dict[str, list[str]] = {
        say("what_if.table_outcome"): [say(f"outcome_name.{name}") for name in OUTCOMES],
        say("what_if.today"): [_with_country(first[name], "before") for name in OUTCOMES],
    }
    for number, (each, found) in enumerate(zip(kept, by_scenario, strict=True)):
        columns[words.title(each, number)] = [_then(found[name]) for name in OUTCOMES]
    return pd.DataFrame(columns)


def _with_country(outcome: Outcome, side: str) -> str:
    measured = outcome.before if side == "before" else outcome.after
    text = words.value(outcome, side)
    return f"{text} ({country_name(measured.label)})" if measured.label else text


def _then(outcome: Outcome) -> str:
    change = words.change(outcome, short=False)
    text = _with_country(outcome, "after")
    return f"{text} · {change}" if change else text


def as_file(basis: Basis, kept: tuple[Scenario, ...]) -> bytes:
    """Name, code, words and outcomes of the scenarios as JSON."""
    listed = [
        {
            "name": each.name,
            "code": each.code,
            "assumed": words.assumed(each, basis),
            "outcomes": {
                name: {"before": outcome.before.value, "after": outcome.after.value}
                for name, outcome in answers.outcomes(basis, each).items()
            },
        }
        for each in kept
    ]
    measured_on = {"as_of": basis.as_of, "fee_year": basis.fee_year, "definition": basis.definition}
    return orjson.dumps(
        measured_on | {"group": basis.group, "scenarios": listed},
        option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY,
    )


def show_target(basis: Basis) -> None:
    """What one, three and five more members make of the share, and how many a target takes."""
    paying = answers.outcomes(basis, state.at_hand())["paying_share"]
    sides = [("today", paying.before), ("then", paying.after)]
    today = sides[0][1]
    if today.numerator is None or today.denominator is None:
        return
    one, three, five = (
        formats.share(share_with_more(today.numerator, today.denominator, k)) for k in (1, 3, 5)
    )
    st.markdown(inert_markdown(say("what_if.further", one=one, three=three, five=five)))
    target = st.number_input(
        say("what_if.target"),
        min_value=1,
        max_value=99,
        step=1,
        key=state.TARGET,
        width=240,
    )
    for side, measured in sides:
        if measured.numerator is not None and (side == "today" or paying.change):
            sentence = target_sentence(measured.numerator, measured.denominator or 0.0, target / 100, basis)
            st.markdown(inert_markdown(say(f"what_if.target_{side}", sentence=sentence)))


def target_sentence(group: float, paying: float, target: float, basis: Basis) -> str:
    """How many more paying members bring the share to a target, and from where."""
    needed, share = needed_for(group, paying, target), formats.share(target)
    facts = {"target": share, "group": label("group", basis.group)}
    if needed.side in {"none", "nowhere"}:
        return say(f"what_if.target_{needed.side}", **facts)
    count = formats.count(needed.members)
    sentence = counted(f"what_if.target_{needed.side}", needed.members, count=count, **facts)
    terms = {"group": formats.count(group), "paying": formats.count(paying), "target": share}
    formula = say(f"what_if.target_formula_{needed.side}", value=formats.ratio(needed.exact), **terms)
    return f"{sentence} ({formula})"
