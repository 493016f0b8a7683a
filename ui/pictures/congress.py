"""Pictures of the Congress page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import analysis.congress
import charts.contributions
import charts.delegates
from charts.theme import theme
from ui import congress_answers as answers
from ui import congress_words as words
from ui import numbers
from ui.pictures import caption, told
from ui.remembered import remembered
from ui.text import say

if TYPE_CHECKING:
    import pandas as pd

    from analysis.basis import Basis
    from ui.congress_answers import Chances

_BARS = 14  # rows that a picture shows; the list below it has every city


@remembered
def delegates(basis: Basis, theme_name: str, event_id: str, by_hand: Chances) -> tuple[Any, str]:
    """How likely each number of delegates is: the figure and its alt text."""
    found = answers.forecast(basis, event_id, by_hand)
    if found is None:
        raise ValueError("Without a forecast there is nothing to draw.")
    facts = {
        "expected": numbers.count(found.expected),
        "low": numbers.count(found.low),
        "high": numbers.count(found.high),
        "event": answers.events().loc[event_id, "name"],
    }
    labels = charts.delegates.Labels(
        caption(
            "congress.range_title", "congress.range_subtitle", basis, illustrative=found.illustrative, **facts
        ),
        expected=say("congress.range_expected", expected=facts["expected"]),
        between=say("congress.range_between", low=facts["low"], high=facts["high"]),
        hover=say("congress.range_hover", number="{number}", share="{share}"),
    )
    drawn = charts.delegates.Drawn(found.counts.tolist(), found.expected, found.low, found.high)
    figure = charts.delegates.figure(drawn, labels=labels, theme=theme(theme_name), locale=numbers.locale())
    return figure, say("congress.range_alt", **facts)


@remembered
def contributions(basis: Basis, theme_name: str, event_id: str, by_hand: Chances) -> tuple[Any, str]:
    """Expected delegates by city, the largest first: the figure and its alt text."""
    found = answers.forecast(basis, event_id, by_hand)
    if found is None:
        raise ValueError("Without a forecast there is nothing to draw.")
    every = analysis.congress.by_case(found.cities)
    rows = every.head(_BARS)
    rows = rows.assign(
        label=[words.case_name(row) for _, row in rows.iterrows()],
        aside=[_aside(row) for _, row in rows.iterrows()],
        value=rows["expected"],
        prospect=rows["standing"] == "prospect",
    )
    first = rows.iloc[0]
    part = numbers.share(first["expected"] / found.expected if found.expected else None)
    facts = {"who": words.case_name(first), "part": part, "count": len(found.cities)}
    labels = charts.contributions.Labels(
        caption(
            "congress.bars_title",
            "congress.bars_subtitle",
            basis,
            illustrative=bool(rows["illustrative"].any()),
            **facts,
        )
    )
    figure = charts.contributions.figure(
        rows, labels=labels, theme=theme(theme_name), locale=numbers.locale()
    )
    values = told(rows["label"], rows["expected"].map(numbers.ratio))
    return figure, say("congress.bars_alt", values=values)


def _aside(row: pd.Series) -> str:
    percent, people = numbers.count(row["probability"] * 100), numbers.ratio(row["people"])
    return say("congress.bar_aside", cities=numbers.count(row["cities"]), percent=percent, people=people)
