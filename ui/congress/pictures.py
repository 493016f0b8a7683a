"""Pictures of the Congress page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import analysis.congress.forecast
import charts.kinds.contributions
import charts.kinds.delegates
from charts.base.theme import theme
from text import say
from ui.congress import answers, words
from ui.core import formats
from ui.core.cache import cached
from ui.core.captions import caption, name_values

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from ui.congress.answers import Chances

_BARS = 14  # rows that a picture shows; the list below it has every city


@cached
def delegates(basis: Basis, theme_name: str, event_id: str, by_hand: Chances) -> tuple[Any, str]:
    """How likely each number of delegates is: the figure and its alt text."""
    found = answers.forecast(basis, event_id, by_hand)
    if found is None:
        raise ValueError("Without a forecast there is nothing to draw.")
    facts = {
        "expected": formats.count(found.expected),
        "low": formats.count(found.low),
        "high": formats.count(found.high),
        "event": answers.events().loc[event_id, "name"],
    }
    labels = charts.kinds.delegates.Labels(
        caption(
            "congress.range_title", "congress.range_subtitle", basis, illustrative=found.illustrative, **facts
        ),
        expected=say("congress.range_expected", expected=facts["expected"]),
        between=say("congress.range_between", low=facts["low"], high=facts["high"]),
        hover=say("congress.range_hover", number="{number}", share="{share}"),
    )
    drawn = charts.kinds.delegates.DelegateCounts(
        found.counts.tolist(), found.expected, found.low, found.high
    )
    figure = charts.kinds.delegates.figure(
        drawn, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    return figure, say("congress.range_alt", **facts)


@cached
def contributions(basis: Basis, theme_name: str, event_id: str, by_hand: Chances) -> tuple[Any, str]:
    """Expected delegates by city, the largest first: the figure and its alt text."""
    found = answers.forecast(basis, event_id, by_hand)
    if found is None:
        raise ValueError("Without a forecast there is nothing to draw.")
    every = analysis.congress.forecast.by_case(found.cities)
    rows = every.head(_BARS)
    rows = rows.assign(
        label=[words.case_name(row) for _, row in rows.iterrows()],
        aside=[_aside(row) for _, row in rows.iterrows()],
        value=rows["expected"],
        prospect=rows["standing"] == "prospect",
    )
    first = rows.iloc[0]
    part = formats.share(first["expected"] / found.expected if found.expected else None)
    facts = {"who": words.case_name(first), "part": part, "count": len(found.cities)}
    labels = charts.kinds.contributions.Labels(
        caption(
            "congress.bars_title",
            "congress.bars_subtitle",
            basis,
            illustrative=bool(rows["illustrative"].any()),
            **facts,
        )
    )
    figure = charts.kinds.contributions.figure(
        rows, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    values = name_values(rows["label"], rows["expected"].map(formats.ratio))
    return figure, say("congress.bars_alt", values=values)


def _aside(row: pd.Series) -> str:
    percent, people = formats.count(row["probability"] * 100), formats.ratio(row["people"])
    return say("congress.bar_aside", cities=formats.count(row["cities"]), percent=percent, people=people)
