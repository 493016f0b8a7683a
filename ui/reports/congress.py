"""Section on the next Congress: how many delegates of the group are expected, and how that is counted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import analysis.congress.forecast
from sharing.report import Figure, Section
from text import label, say
from ui.congress import answers, pictures, words
from ui.core import formats, queries
from ui.reports.charts import Shown
from ui.reports.values import Show, numbers_of, table, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.congress.forecast import Forecast
    from analysis.core.basis import Basis
    from sharing.report import Table
    from ui.congress.answers import Chances
    from ui.reports.charts import Pen

_FIELDS = ("delegates", "city_probability")


def sections(basis: Basis, pen: Pen) -> Iterator[Section]:
    """One part: the forecast, or that there is none to make."""
    event_id = analysis.congress.forecast.next_congress(queries.dataset(), basis.as_of)
    title = say("page.congress")
    if event_id is None:
        yield Section("congress", title, (say("congress.none"),), ("event",))
        return
    every = answers.events()
    event = every[every.index == event_id].iloc[0]
    chances = answers.chances(answers.set_by_hand(event_id))
    found = answers.forecast(basis, event_id, chances)
    said = [words.lead(event, found, basis), words.days(event, basis)]
    if found is None:
        yield Section("congress", title, tuple(said), ("event", "event_day"))
        return
    yield Section(
        "congress",
        title,
        sentences=(*said, words.asked(found), say("congress.independent")),
        fields=_FIELDS,
        figures=(_expected(found),),
        charts=(
            pen.plotted(_range(found), partial(_delegates, basis, event_id, chances)),
            pen.plotted(_cases(found), partial(_contributions, basis, event_id, chances)),
        ),
        tables=(_cities(found),),
    )


def _expected(found: Forecast) -> Figure:
    between = say("congress.between", low=formats.count(found.low), high=formats.count(found.high))
    return Figure(
        name="congress_expected",
        definition="",
        label=say("kpi.congress_expected"),
        value=found.expected,
        numerator=None,
        denominator=None,
        low=float(found.low),
        high=float(found.high),
        unit="count",
        text=formats.count(found.expected),
        how=between,
        illustrative=found.illustrative,
    )


def _delegates(basis: Basis, event_id: str, chances: Chances, theme_name: str) -> tuple[Any, str]:
    return pictures.delegates(basis, theme_name, event_id, chances)


def _contributions(basis: Basis, event_id: str, chances: Chances, theme_name: str) -> tuple[Any, str]:
    return pictures.contributions(basis, theme_name, event_id, chances)


def _range(found: Forecast) -> Shown:
    """How many of all runs came to each number of delegates, as a share."""
    runs = found.counts.sum()
    places = range(len(found.counts))
    series = ((say("report.runs"), numbers_of(found.counts / runs)),)
    return Shown("congress_range", "bar", "share", _FIELDS, texts_of(places), series)


def _cases(found: Forecast) -> Shown:
    rows = analysis.congress.forecast.by_case(found.cities)
    names = texts_of(words.case_name(row) for _, row in rows.iterrows())
    series = ((say("kpi.congress_expected"), numbers_of(rows["expected"])),)
    return Shown("congress_cities", "bar", "index", _FIELDS, names, series)


def _cities(found: Forecast) -> Table:
    rows = found.cities.assign(why=[label("congress_case", case) for case in found.cities["case"]])
    shown = (
        Show("name", "city"),
        Show("name_zh", "city_zh"),
        Show("why", "city_probability", header=say("report.why_chance")),
        Show("probability", "city_probability", "share", say("report.chance")),
        Show("people", "city_probability", "index", say("report.people")),
        Show("expected", "city_probability", "index", say("report.expected")),
    )
    return table("congress", say("congress.cities_title"), rows, shown)
