"""Section on the next Congress: how many delegates of the group are expected, and how that is counted."""

from __future__ import annotations

from collections.abc import Iterator

import analysis.congress.forecast
from analysis.congress.forecast import Forecast
from analysis.core.basis import Basis
from sharing.report import Figure, Section, Table
from text import say
from ui.congress import answers, pictures, words
from ui.core import formats, queries
from ui.reports.charts import ChartMaker, plotly
from ui.reports.values import TableColumn, names_of, section, table, with_labels

_FIELDS = ("delegates", "city_probability")


def sections(basis: Basis, maker: ChartMaker) -> Iterator[Section]:
    """One section: the forecast, or that there is none to make."""
    event_id = analysis.congress.forecast.next_congress(queries.dataset(), basis.as_of)
    title = say("page.congress")
    if event_id is None:
        yield section("congress", title, [say("congress.none")], ("event",))
        return
    events = answers.events()
    event = events[events.index == event_id].iloc[0]
    chances = answers.chances(answers.manual_chances(event_id))
    forecast = answers.forecast(basis, event_id, chances)
    spoken = [words.lead(event, forecast, basis), words.days_until(event, basis)]
    if forecast is None:
        yield section("congress", title, spoken, ("event", "event_day"))
        return
    runs = forecast.counts
    cases = analysis.congress.forecast.by_case(forecast.cities)
    delegates = maker.chart(
        "congress_range",
        "share",
        _FIELDS,
        plotly(lambda theme_name: pictures.delegates(basis, theme_name, event_id, chances)),
        range(len(runs)),
        {say("report.runs"): runs / runs.sum()},
    )
    contributions = maker.chart(
        "congress_cities",
        "index",
        _FIELDS,
        plotly(lambda theme_name: pictures.contributions(basis, theme_name, event_id, chances)),
        [words.case_name(row) for _, row in cases.iterrows()],
        {say("kpi.congress_expected"): cases["expected"]},
    )
    yield section(
        "congress",
        title,
        [
            *spoken,
            words.cities_counted(forecast),
            *words.what_if_wrong(basis, event_id, chances),
        ],
        _FIELDS,
        figures=[_expected(forecast)],
        charts=[delegates, contributions],
        tables=[_cities(forecast)],
    )


def _expected(forecast: Forecast) -> Figure:
    return Figure(
        name="congress_expected",
        label=say("kpi.congress_expected"),
        value=forecast.expected,
        unit="count",
        text=formats.count(forecast.expected),
        how=words.between(forecast.range),
        low=float(forecast.low),
        high=float(forecast.high),
        illustrative=forecast.illustrative,
    )


def _cities(forecast: Forecast) -> Table:
    rows = with_labels(forecast.cities.rename(columns={"case": "congress_case"}), "congress_case")
    shown = (
        *names_of("city"),
        TableColumn("congress_case", "city_probability", header=say("report.why_chance")),
        TableColumn("probability", "city_probability", "share", say("report.chance")),
        TableColumn("people", "city_probability", "index", say("report.people")),
        TableColumn("expected", "city_probability", "index", say("report.expected")),
    )
    return table("congress", say("congress.cities_title"), rows, shown)
