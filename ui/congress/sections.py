"""What the Congress page shows: key figures, pictures, the cities one by one, and the rule behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis.congress.attendance_rule import MEMBER_CASES, RULE
from text import label, say
from ui.congress import answers, pictures, words
from ui.core import formats, sentences, tables
from ui.widgets import cards, chart_panel, page_header
from ui.widgets.cards import CardText
from ui.widgets.downloads import download_buttons
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from analysis.congress.forecast import Forecast
    from analysis.core.basis import Basis
    from data.store.saved import Saved
    from ui.congress.answers import Chances

CITY_ROW = [
    "name",
    "name_zh",
    "congress_standing",
    "congress_case",
    "percent",
    "people",
    "expected_delegates",
    "uncertainty",
    "illustrative",
]


def choose_event(basis: Basis) -> None:
    """Which Congress, where there is more than one."""
    key = answers.bound_event(basis)
    found = answers.events()
    if len(found) > 1:
        st.selectbox(
            say("congress.which"),
            found.index.tolist(),
            key=key,
            format_func=lambda code: str(found["name"][code]),
        )


def show_cards(found: Forecast, line: str) -> None:
    """Expected delegates, of members and of prospects."""
    rows, parts = found.cities, {}
    for standing in ("member", "prospect"):
        mine = rows[rows["standing"] == standing]
        detail = say("congress.of_cities", count=formats.count(len(mine)))
        parts[standing] = (formats.ratio(mine["expected"].sum()), detail, mine)
    between = say("congress.between", low=formats.count(found.low), high=formats.count(found.high))
    made = {
        "congress_expected": (formats.ratio(found.expected), between, rows),
        "congress_members": parts["member"],
        "congress_prospects": parts["prospect"],
    }
    shown = []
    for name, (value, detail, behind) in made.items():
        illustrative = bool(behind["illustrative"].any())
        text = CardText(name, say(f"kpi.{name}"), value, detail, illustrative)
        shown.append((text, readable(behind)))
    cards.show_cards_with_rows(shown, basis_line=line, key="cards-congress")


def show_pictures(basis: Basis, found: Forecast, by_hand: Chances, line: str) -> None:
    """The range, and who makes it."""
    theme_name = chart_panel.current_theme().name
    of_range, of_cities = st.columns(2, gap="large")
    with of_range:
        picture = pictures.delegates(basis, theme_name, found.event_id, by_hand)
        chart_panel.show_chart(picture, name="congress_range", data=_runs(found), basis_line=line)
        st.caption(say("congress.independent"))
    with of_cities:
        picture = pictures.contributions(basis, theme_name, found.event_id, by_hand)
        chart_panel.show_chart(picture, name="congress_cities", data=readable(found.cities), basis_line=line)


def show_cities(found: Forecast, by_hand: dict[str, Saved], basis: Basis) -> None:
    """Every city with its chance, why, what it adds, and how much of the uncertainty is its own."""
    page_header.section(say("congress.cities_title"))
    st.markdown(words.drivers(found))
    shown = readable(found.cities)
    shown[say("table.set_by")] = [
        by_hand[city].author if city in by_hand else None for city in found.cities["city_id"]
    ]
    how = say("how.congress_cities")
    show_table(shown, key="table.congress", alt=how)
    download_buttons(shown, name="congress", lines=[how, sentences.basis_line(basis)])


def readable(cities: pd.DataFrame) -> pd.DataFrame:
    """Cities of a forecast for people: chances in per cent, and each one's part of the uncertainty."""
    whole = cities["variance"].sum()
    rows = cities.assign(
        congress_standing=cities["standing"],
        congress_case=cities["case"],
        percent=(cities["probability"] * 100).round().astype("Int64"),
        expected_delegates=cities["expected"],
        uncertainty=cities["variance"] / whole * 100 if whole else float("nan"),
    )
    return tables.readable(rows, CITY_ROW)


def show_rule() -> None:
    """The assumptions on the page."""
    page_header.section(say("congress.rule_title"))
    st.markdown(say("congress.rule"))
    show_rule_table()


def show_rule_table() -> None:
    """The table of assumptions."""
    show_table(rule(), key="table.congress_rule", alt=say("congress.rule"))


def rule() -> pd.DataFrame:
    """The assumptions, as people read them."""
    return pd.DataFrame(
        {
            say("table.congress_whom"): [
                say("congress.whom_member" if case in MEMBER_CASES else "congress.whom_prospect")
                for case in RULE
            ],
            say("table.congress_case"): [label("congress_case", case) for case in RULE],
            say("table.percent"): [round(each.probability * 100) for each in RULE.values()],
            say("table.people"): [each.people for each in RULE.values()],
            say("table.expected_delegates"): [each.expected for each in RULE.values()],
        }
    )


def _runs(found: Forecast) -> pd.DataFrame:
    """How often each number came out."""
    counts = pd.Series(found.counts)
    return pd.DataFrame(
        {
            say("table.delegates"): counts.index,
            say("table.runs"): counts.to_numpy(),
            say("table.percent_runs"): (counts / counts.sum() * 100).to_numpy(),
        }
    )
