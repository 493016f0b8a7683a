"""Parts of the What-if page: examples to start from, scenarios side by side, outcomes and targets."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import orjson
import pandas as pd
import streamlit as st

from analysis.core.basis import Basis
from analysis.what_if.outcomes import OUTCOMES
from analysis.what_if.scenario import MOST_SCENARIOS, Scenario
from charts.base.theme import Theme
from text import say
from ui.core import formats, sentences
from ui.core.cache import cached
from ui.core.countries import country_name
from ui.core.markdown import inert_markdown, inert_options
from ui.what_if import answers, pictures, saved_scenarios, state, words
from ui.what_if.outcome_card import show_outcome_card
from ui.what_if.state import LETTERS
from ui.widgets import chart_panel, saved_names
from ui.widgets.downloads import download_button, download_buttons
from ui.widgets.tables import show_table


@cached
def presets(basis: Basis) -> dict[str, Scenario]:
    """Examples by their name, those that mean something on this basis."""
    rows, countries = answers.candidates(basis), answers.group_countries(basis)
    examples: dict[str, Scenario] = {}
    if (rows["stage"] == "intent_expressed").any():
        examples[say("preset.intent")] = Scenario(stages=("intent_expressed",))
    if len(rows):
        examples[say("preset.prospects")] = Scenario(stages=tuple(sorted(rows["stage"].unique())))
    examples[say("preset.three_more")] = Scenario(more=3)
    examples[say("preset.fewer")] = Scenario(fewer=5)
    examples[say("preset.arrears")] = Scenario(collect=50)
    if len(countries) == 1:
        name = say("preset.high", country=country_name(countries[0]))
        examples[name] = Scenario(levels=((countries[0], "high"),))
    examples[say("preset.exclusive")] = Scenario(schemes=(("group", "exclusive"),))
    examples[say("preset.fees")] = Scenario(fees=5)
    return examples


def show_presets(basis: Basis) -> None:
    """A button per example: it replaces the current scenario, under its own name."""
    st.caption(say("what_if.start_from"))
    with st.container(horizontal=True, gap="small", key="presets"):
        for name, scenario in presets(basis).items():
            st.button(
                inert_markdown(name),
                key=f"preset.{name}",
                on_click=state.replace_current,
                args=(replace(scenario, name=name),),
            )


def show_scenarios() -> None:
    """Which scenario is current, and how to get another one beside it."""
    scenarios = state.scenarios()
    several = len(scenarios) > 1
    with st.container(horizontal=True, vertical_alignment="bottom", key="scenarios"):
        if several:
            names = {LETTERS[at]: words.title(each, at) for at, each in enumerate(scenarios)}
            current = state.lever("at_hand", LETTERS[state.current_index()])
            st.segmented_control(
                say("what_if.at_hand"),
                list(names),
                required=True,
                format_func=inert_options(names),
                **current | {"on_change": _select_scenario, "args": ()},
            )
        st.button(
            say("what_if.add"),
            icon=":material/add:",
            on_click=state.add_copy,
            disabled=len(scenarios) >= MOST_SCENARIOS or state.current().at_rest,
            key="scenario.add",
        )
        st.button(
            say("what_if.remove" if several else "what_if.reset"),
            icon=":material/close:",
            on_click=state.remove_current,
            type="tertiary",
            disabled=not several and state.current() == Scenario(),
            key="scenario.remove",
        )
        saved_scenarios.show_saved_scenarios()
    saved_names.show_result(saved_scenarios.KIND)


def _select_scenario() -> None:
    state.select(st.session_state["lever.at_hand"])


def show_cards(basis: Basis) -> None:
    """Five figures before and after."""
    outcomes = answers.outcomes(basis, state.current())
    shown = ("paying_share", "official_share", "income", "arrears", "effective_number")
    with st.container(key="cards"):
        for column, name in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                show_outcome_card(outcomes[name], state.current(), basis)


def show_outcomes(basis: Basis, theme: Theme) -> None:
    """All shares and all money before and after as two charts, and what was assumed."""
    scenario = state.current()
    for column, kind in zip(st.columns(2, gap="large"), pictures.OUTCOMES_OF, strict=True):
        draw = partial(pictures.before_after, kind, basis, scenario, theme.name)
        with column:
            chart_panel.show_svg(draw())
            chart_panel.show_svg_download(f"what_if_{kind}", draw)
    st.caption(inert_markdown(words.assumed(scenario, basis)))
    for key, names in (
        ("unpriced", answers.unpriced(basis, scenario)),
        ("without_price", answers.without_price(basis, scenario)),
    ):
        if names:
            st.warning(inert_markdown(say(f"what_if.{key}", names=", ".join(names[:6]))))


def show_comparison(basis: Basis) -> None:
    """Every outcome today and in each scenario, side by side, with what was assumed, and as files."""
    scenarios = state.scenarios()
    shown = comparison(basis, scenarios)
    alt = say("what_if.compare")
    show_table(shown, key="table.scenarios", alt=alt, right=tuple(shown.columns[1:]))
    lines = [f"{words.title(each, at)}: {words.assumed(each, basis)}" for at, each in enumerate(scenarios)]
    if len(scenarios) > 1:
        st.caption("\n\n".join(inert_markdown(line) for line in lines))
    with st.container(horizontal=True):
        download_buttons(shown, name="scenarios", lines=[*lines, sentences.basis_line(basis)])
        download_button(
            say("what_if.file"),
            lambda: as_json(basis, scenarios),
            file_name="scenarios.json",
            mime="application/json",
            key="scenarios.file",
            hint=say("what_if.file_help"),
        )


@cached
def comparison(basis: Basis, scenarios: tuple[Scenario, ...]) -> pd.DataFrame:
    """One row per outcome: its name, today's value, and in each scenario the value with its change."""
    by_scenario = [answers.outcomes(basis, each) for each in scenarios]
    columns: dict[str, list[str]] = {
        say("what_if.table_outcome"): [say(f"outcome_name.{name}") for name in OUTCOMES],
        say("what_if.today"): [words.value_and_country(by_scenario[0][name].before) for name in OUTCOMES],
    }
    for at, (each, outcomes) in enumerate(zip(scenarios, by_scenario, strict=True)):
        columns[words.title(each, at)] = [words.value_and_change(outcomes[name]) for name in OUTCOMES]
    return pd.DataFrame(columns)


def as_json(basis: Basis, scenarios: tuple[Scenario, ...]) -> bytes:
    """Name, code, words and outcomes of the scenarios."""
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
        for each in scenarios
    ]
    measured_on = {"as_of": basis.as_of, "fee_year": basis.fee_year, "definition": basis.definition}
    return orjson.dumps(
        measured_on | {"group": basis.group, "scenarios": listed},
        option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY,
    )


def show_target(basis: Basis) -> None:
    """What one, three and five more members make of the share, and how many a target takes."""
    paying = answers.outcomes(basis, state.current())["paying_share"]
    today = paying.before
    if today.numerator is None or today.denominator is None:
        return
    one, three, five = (
        formats.share_alone(today.numerator + more, today.denominator + more) for more in (1, 3, 5)
    )
    st.markdown(inert_markdown(say("what_if.further", one=one, three=three, five=five)))
    target = st.number_input(
        say("what_if.target"), min_value=1, max_value=99, step=1, key=state.TARGET, width=240
    )
    for side, measured in (("today", today), ("then", paying.after)):
        if measured.numerator is not None and (side == "today" or paying.change):
            sentence = words.target(measured.numerator, measured.denominator or 0.0, target / 100, basis)
            st.markdown(inert_markdown(say(f"what_if.target_{side}", sentence=sentence)))
