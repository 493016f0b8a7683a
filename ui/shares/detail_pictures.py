"""Pictures of why the shares differ, of every definition, and of the way from last year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

import charts.kinds.definitions_range
import charts.kinds.pay_rates
import charts.kinds.waterfall
from charts.base.theme import theme
from text import label, say
from ui.core import figure_words, formats, queries, sentences
from ui.core.cache import cached
from ui.core.captions import caption, told
from ui.shares import answers
from ui.shares import words as shares_words

if TYPE_CHECKING:
    from analysis.core.basis import Basis


@cached
def who_pays(basis: Basis, theme_name: str) -> str:
    """Who pays, in the group and among the others."""
    counts, labels = answers.state_counts(basis), who_pays_labels(basis)
    return charts.kinds.pay_rates.svg(counts, labels=labels, theme=theme(theme_name), locale=formats.locale())


def who_pays_labels(basis: Basis) -> charts.kinds.pay_rates.Labels:
    """The words of it."""
    facts, counts = shares_words.rate_facts(basis), answers.state_counts(basis)
    marked = answers.why(basis)["pay_rate"].illustrative
    words = caption(
        f"story.why_title_{shares_words.rate_form(basis, 'neutral')}",
        "story.why_subtitle",
        basis,
        illustrative=marked,
        **facts,
    )
    asides = (
        say("story.why_aside", paid=facts["paid"], official=facts["official"]),
        say("story.why_aside", paid=facts["others_paid"], official=facts["others_official"]),
    )
    sizes = (counts["group"].sum(), counts["others"].sum())
    return charts.kinds.pay_rates.Labels(
        caption=words,
        alt=say("story.why_alt", **facts) if any(sizes) else words.title,
        sides=(str(facts["group"]), say("story.others")),
        asides=tuple(aside if size else "" for aside, size in zip(asides, sizes, strict=True)),
        states={state: label("state", state) for state in charts.kinds.pay_rates.STATES},
    )


@cached
def definition_rows(basis: Basis) -> pd.DataFrame:
    """The share under each definition, by money and by inhabitants: label, value, low, high, fraction, note,
    illustrative."""
    found = answers.headline(basis)
    figures = [figure for (name, _), figure in found.items() if name == "paying_share"]
    names = [label("definition", figure.definition) for figure in figures]
    figures += [found["money_received_share", "received"], found["money_due_share", "due"]]
    figures.append(answers.inhabitants(basis))
    names += [say(f"shares_page.definitions_{kind}") for kind in ("money", "due", "inhabitants")]
    return pd.DataFrame(
        {
            "label": names,
            "value": [figure.value for figure in figures],
            "low": [figure.low for figure in figures],
            "high": [figure.high for figure in figures],
            "fraction": [figure_words.fraction(figure) for figure in figures],
            "note": [
                "" if figure.value is not None else sentences.reason(figure.reason, queries.dataset())
                for figure in figures
            ],
            "illustrative": [figure.illustrative for figure in figures],
        }
    ).astype({"value": "float64", "low": "float64", "high": "float64"})


@cached
def definitions(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """The share under every definition beside the official one."""
    rows = definition_rows(basis)
    known = rows["value"].dropna()
    official = answers.headline(basis)["official_share", "official"]
    title = "definitions_all_title" if len(known) > 1 else "definitions_all_title_neutral"
    facts = {"low": formats.share(known.min()), "high": formats.share(known.max())} if len(known) else {}
    share = formats.share(official.value)
    labels = charts.kinds.definitions_range.Labels(
        caption=caption(
            f"shares_page.{title}",
            "shares_page.definitions_all_subtitle",
            basis,
            illustrative=bool(rows["illustrative"].any()),
            **facts,
        ),
        official=say("shares.definitions_official", share=share),
    )
    figure = charts.kinds.definitions_range.figure(
        rows, official=official.value, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    values = told(rows["label"], rows["value"].map(formats.share))
    return figure, say("shares.definitions_alt", values=values, official=share)


@cached
def bridge_steps(basis: Basis) -> pd.DataFrame:
    """The steps of the bridge with their words; steps without anybody are left out."""
    made = answers.bridge(basis)
    if made is None:
        return pd.DataFrame({"step": [], "count": [], "group": [], "label": []})
    steps = made.steps()
    steps = steps[(steps["count"] != 0) | steps["step"].isin(["before", "after"])]
    return steps.assign(label=[step_name(step, basis) for step in steps["step"]]).reset_index(drop=True)


def step_name(step: str, basis: Basis) -> str:
    """A step of the bridge in words; a year that is not over is told as such."""
    year = basis.fee_year or 0
    if shares_words.to_date(basis) and step in {"after", "not_paid"}:
        step = f"{step}_to_date"
    return say(f"shares_page.step_{step}", year=year, previous=year - 1)


@cached
def bridge(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """From last year's payers to this year's, on a page, where a click opens the names."""
    return _bridge(basis, theme_name, still=False)


@cached
def still_bridge(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """The same for files."""
    return _bridge(basis, theme_name, still=True)


def _bridge(basis: Basis, theme_name: str, *, still: bool) -> tuple[Any, str]:
    steps, facts = bridge_steps(basis), shares_words.bridge_facts(basis)
    moved = answers.bridge_figures(basis)
    labels = charts.kinds.waterfall.Labels(
        caption=caption(
            "shares_page.bridge_title",
            "shares_page.bridge_subtitle_still" if still else "shares_page.bridge_subtitle",
            basis,
            illustrative=any(figure.illustrative for figure in moved.values()),
            **facts,
        ),
        group=label("group", basis.group),
        others=say("story.others"),
        in_group=say("shares_page.bridge_in_group", count="{count}"),
    )
    figure = charts.kinds.waterfall.figure(
        steps, labels=labels, theme=theme(theme_name), locale=formats.locale()
    )
    values = told(steps["label"], steps["count"])
    return figure, say("shares_page.bridge_alt", values=values, **facts)
