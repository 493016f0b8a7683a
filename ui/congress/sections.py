"""What the Congress page shows: key figures, charts, the cities one by one, and the rule behind them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.congress.forecast import Forecast, next_congress
from analysis.core.basis import Basis
from text import counted, say
from text.visible import visible
from ui.congress import answers, pictures, tables, words
from ui.congress.answers import Chances, ManualChances
from ui.core import address, formats, queries
from ui.core.captions import is_illustrative
from ui.core.markdown import inert_markdown
from ui.core.tables import header
from ui.widgets import cards, chart_panel, page_header
from ui.widgets.cards import CardText
from ui.widgets.tables import show_downloadable_table, show_table


def chosen_event(basis: Basis) -> pd.Series | None:
    """The Congress that the page is about; None where there is none in the data."""
    events = answers.events()
    return None if events.empty else events.loc[st.session_state[_bind_event(basis)]]


def choose_event(basis: Basis) -> None:
    """Which Congress, where there is more than one."""
    key, names = _bind_event(basis), answers.events()["name"]
    if len(names) > 1:
        st.selectbox(
            say("congress.which"),
            names.index.tolist(),
            key=key,
            format_func=lambda code: visible(str(names[code])),
        )


def _bind_event(basis: Basis) -> str:
    """Session key of the Congress that the address names, the next one by default."""
    default = str(next_congress(queries.dataset(), basis.as_of))
    address.follow_default("congress", default)
    return address.bind_choice("congress", default, answers.events().index.tolist())


def show_cards(forecast: Forecast, line: str) -> None:
    """Expected delegates, of members and of prospects."""
    cities = forecast.cities
    between = words.between(forecast.range)
    cards_text = {"congress_expected": (formats.ratio(forecast.expected), between, cities)}
    for name, standing in (("congress_members", "member"), ("congress_prospects", "prospect")):
        rows = cities[cities["standing"] == standing]
        cities_counted = counted("congress.cities", len(rows), count=formats.count(len(rows)))
        detail = say("congress.of_cities", cities=cities_counted) if len(rows) else say("congress.no_cities")
        cards_text[name] = (formats.ratio(rows["expected"].sum()), detail, rows)
    shown = [
        (CardText(name, say(f"kpi.{name}"), value, detail, is_illustrative(rows)), tables.cities(rows))
        for name, (value, detail, rows) in cards_text.items()
    ]
    cards.show_cards_with_rows(shown, basis_line=line, key="cards-congress")


def show_charts(basis: Basis, forecast: Forecast, manual: Chances, line: str) -> None:
    """The range, and the cities that make it."""
    arguments = (basis, chart_panel.current_theme().name, forecast.event_id, manual)
    delegates, cities = st.columns(2, gap="large")
    with delegates:
        chart, data = pictures.delegates(*arguments), tables.runs(forecast)
        chart_panel.show_chart(chart, name="congress_range", data=data, basis_line=line)
        for sentence in words.what_if_wrong(basis, forecast.event_id, manual):
            st.caption(inert_markdown(sentence))
    with cities:
        chart, data = pictures.contributions(*arguments), tables.cities(forecast.cities)
        chart_panel.show_chart(chart, name="congress_cities", data=data, basis_line=line)


def show_cities(forecast: Forecast, manual: ManualChances, line: str) -> None:
    """Every city with its chance, why, what it adds, and how much of the uncertainty is its own."""
    page_header.section(say("congress.cities_title"))
    st.markdown(inert_markdown(words.drivers(forecast)))
    shown = tables.cities(forecast.cities)
    shown[header("set_by")] = [
        manual[city].author if city in manual else None for city in forecast.cities["city_id"]
    ]
    show_downloadable_table(shown, name="congress", lines=[say("how.congress_cities"), line])


def show_rule() -> None:
    """The assumptions on the page."""
    page_header.section(say("congress.rule_title"))
    st.markdown(inert_markdown(words.rule()))
    show_rule_table()


def show_rule_table() -> None:
    """The table of assumptions."""
    show_table(tables.rule(), key="table.congress_rule", alt=words.rule())
