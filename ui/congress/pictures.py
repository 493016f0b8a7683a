"""Charts of the Congress page."""

from __future__ import annotations

from typing import Any

import pandas as pd

import analysis.congress.forecast
import charts.kinds.contributions
import charts.kinds.delegates
from analysis.core.basis import Basis
from text import counted, say
from ui.congress import answers, words
from ui.congress.answers import Chances
from ui.core import formats
from ui.core.cache import cached
from ui.core.captions import caption, chart_style, is_illustrative, name_values

_BARS = 14  # rows of the chart; the list below it has every city


@cached
def delegates(basis: Basis, theme_name: str, event_id: str, manual: Chances) -> tuple[Any, str]:
    """How likely each number of delegates is: the figure and its alt text."""
    forecast = answers.forecast(basis, event_id, manual)
    if forecast is None:
        raise ValueError("Without a forecast there is nothing to draw.")
    facts = {
        "expected": formats.count(forecast.expected),
        "spread": words.spread(forecast.range),
        "between": words.between(forecast.range),
        "covered": words.covered(forecast.range),
        "event": answers.events().loc[event_id, "name"],
    }
    marked = forecast.illustrative
    labels = charts.kinds.delegates.Labels(
        caption("congress.range_title", "congress.range_subtitle", basis, illustrative=marked, **facts),
        expected=say("congress.range_expected", expected=facts["expected"]),
        between=words.spread(forecast.range),
        hover=say("congress.range_hover", number="{number}", share="{share}"),
    )
    counts = charts.kinds.delegates.DelegateCounts(
        forecast.counts.tolist(), forecast.expected, forecast.low, forecast.high
    )
    figure = charts.kinds.delegates.figure(counts, labels=labels, **chart_style(theme_name))
    return figure, say("congress.range_alt", **facts)


@cached
def contributions(basis: Basis, theme_name: str, event_id: str, manual: Chances) -> tuple[Any, str]:
    """Expected delegates by city, the largest first: the figure and its alt text."""
    forecast = answers.forecast(basis, event_id, manual)
    if forecast is None:
        raise ValueError("Without a forecast there is nothing to draw.")
    cases = analysis.congress.forecast.by_case(forecast.cities)
    rows = cases.head(_BARS)
    rows = rows.assign(
        label=[words.case_name(row) for _, row in rows.iterrows()],
        aside=[_aside(row) for _, row in rows.iterrows()],
        value=rows["expected"],
        prospect=rows["standing"] == "prospect",
    )
    first = rows.iloc[0]
    count = counted("congress.cities", len(forecast.cities), count=formats.count(len(forecast.cities)))
    part = formats.share(first["expected"] / forecast.expected if forecast.expected else None)
    facts = {"who": words.case_name(first), "part": part, "cities": count}
    labels = charts.kinds.contributions.Labels(
        caption(
            "congress.bars_title",
            "congress.bars_subtitle",
            basis,
            illustrative=is_illustrative(rows),
            **facts,
        )
    )
    figure = charts.kinds.contributions.figure(rows, labels=labels, **chart_style(theme_name))
    values = name_values(rows["label"], rows["expected"].map(formats.ratio))
    return figure, say("congress.bars_alt", values=values)


def _aside(row: pd.Series) -> str:
    percent, people = formats.count(row["probability"] * 100), formats.ratio(row["people"])
    return say("congress.bar_aside", cities=formats.count(row["cities"]), percent=percent, people=people)
