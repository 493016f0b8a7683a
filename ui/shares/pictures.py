"""Charts of the shares: over time, why they differ, under every definition, since last year, and by group."""

from __future__ import annotations

from typing import Any

import pandas as pd

import charts.kinds.definitions_range
import charts.kinds.pay_rates
import charts.kinds.regions
import charts.kinds.shares_over_time
import charts.kinds.waterfall
from analysis.core.basis import Basis
from charts.base.caption import Caption
from text import label, say
from ui.core import figure_words, formats, queries, sentences
from ui.core.cache import cached
from ui.core.captions import caption, chart_style, is_illustrative, name_values
from ui.shares import answers, rate_words
from ui.shares import words as shares_words


@cached
def over_time(basis: Basis, theme_name: str) -> str:
    """Both shares by fee year."""
    years, labels = queries.history(basis), over_time_labels(basis)
    return charts.kinds.shares_over_time.svg(years, labels=labels, **chart_style(theme_name))


def over_time_labels(basis: Basis) -> charts.kinds.shares_over_time.Labels:
    """Words of that chart."""
    years = queries.history(basis)
    facts = shares_words.year_facts(basis)
    several = facts.get("first_year") != facts.get("last_year")
    dated = years[years["official_share"].notna()]
    official_on = formats.day(dated["official_on"].iloc[-1]) if len(dated) else ""
    official = formats.share(dated["official_share"].iloc[-1] if len(dated) else None)
    values = name_values(years["fee_year"], years["paying_share"].map(formats.share))
    return charts.kinds.shares_over_time.Labels(
        caption=caption(
            "shares.over_time_title" if several else "shares.over_time_title_neutral",
            "shares.over_time_subtitle",
            basis,
            illustrative=is_illustrative(years),
            **facts,
        ),
        alt=say("shares.over_time_alt", values=values, official=official),
        paying=say("shares.over_time_paying"),
        official=say("shares.over_time_official", date=official_on),
        bounds=say("shares.over_time_bounds"),
        to_date=say("kpi.to_date"),
    )


@cached
def who_pays(basis: Basis, theme_name: str) -> str:
    """Who pays, in the group and among the others."""
    counts, labels = answers.state_counts(basis), who_pays_labels(basis)
    return charts.kinds.pay_rates.svg(counts, labels=labels, **chart_style(theme_name))


def who_pays_labels(basis: Basis) -> charts.kinds.pay_rates.Labels:
    """Words of that chart."""
    facts, counts = rate_words.rate_facts(basis), answers.state_counts(basis)
    words = caption(
        f"story.why_title_{rate_words.rate_form(basis, 'neutral')}",
        "story.why_subtitle",
        basis,
        illustrative=answers.gap_figures(basis)["pay_rate"].illustrative,
        **facts,
    )
    unknown = counts[counts["state"] == "unknown"]
    asides = (
        _who_pays(facts["paid"], facts["official"], int(unknown["group"].sum())),
        _who_pays(facts["others_paid"], facts["others_official"], int(unknown["others"].sum())),
    )
    sizes = (counts["group"].sum(), counts["others"].sum())
    return charts.kinds.pay_rates.Labels(
        caption=words,
        alt=say("story.why_alt", **facts) if any(sizes) else words.title,
        sides=(str(facts["group"]), say("story.others")),
        asides=tuple(aside if size else "" for aside, size in zip(asides, sizes, strict=True)),
        states={state: label("state", state) for state in charts.kinds.pay_rates.STATES},
    )


def _who_pays(paid: object, official: object, unknown: int) -> str:
    """'20 of 23 pay', with how many of them are not known."""
    aside = say("story.why_aside", paid=paid, official=official)
    return f"{aside} {say('map.not_known', count=formats.count(unknown))}" if unknown else aside


@cached
def definition_rows(basis: Basis) -> pd.DataFrame:
    """The share under each definition, by money and by inhabitants: label, value, low, high, fraction, note,
    illustrative."""
    headline = answers.headline_figures(basis)
    figures = [figure for (name, _), figure in headline.items() if name == "paying_share"]
    names = [label("definition", figure.definition) for figure in figures]
    figures += [headline["money_received_share", "received"], headline["money_due_share", "due"]]
    figures.append(answers.inhabitants_share(basis))
    names += [say(f"shares_page.definitions_{kind}") for kind in ("money", "due", "inhabitants")]
    rows = [
        {
            "label": name,
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
            "fraction": figure_words.fraction(figure),
            "note": "" if figure.value is not None else sentences.reason(figure.reason),
            "illustrative": figure.illustrative,
        }
        for name, figure in zip(names, figures, strict=True)
    ]
    return pd.DataFrame(rows).astype({"value": "float64", "low": "float64", "high": "float64"})


@cached
def definitions(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """The share under every definition beside the official one."""
    rows = definition_rows(basis)
    known = rows["value"].dropna()
    official = answers.headline_figures(basis)["official_share", "official"]
    share = formats.share(official.value)
    facts = {"low": formats.share(known.min()), "high": formats.share(known.max())} if len(known) else {}
    labels = charts.kinds.definitions_range.Labels(
        caption=caption(
            "shares_page.definitions_all_title"
            if len(known) > 1
            else "shares_page.definitions_all_title_neutral",
            "shares_page.definitions_all_subtitle",
            basis,
            illustrative=is_illustrative(rows),
            **facts,
        ),
        official=say("shares.definitions_official", share=share),
    )
    figure = charts.kinds.definitions_range.figure(
        rows, official=official.value, labels=labels, **chart_style(theme_name)
    )
    values = name_values(rows["label"], rows["value"].map(formats.share))
    return figure, say("shares.definitions_alt", values=values, official=share)


@cached
def bridge_steps(basis: Basis) -> pd.DataFrame:
    """The steps of the bridge with their words; steps without anybody are left out."""
    bridge = answers.bridge(basis)
    if bridge is None:
        return pd.DataFrame({"step": [], "count": [], "group": [], "label": []})
    steps = bridge.steps()
    steps = steps[(steps["count"] != 0) | steps["step"].isin(["before", "after"])]
    return steps.assign(label=[step_name(step, basis) for step in steps["step"]]).reset_index(drop=True)


def step_name(step: str, basis: Basis) -> str:
    """A step of the bridge in words, which say so where the year is not over."""
    year = basis.fee_year or 0
    if basis.is_to_date and step in {"after", "not_paid"}:
        step = f"{step}_to_date"
    return say(f"shares_page.step_{step}", year=year, previous=year - 1)


@cached
def bridge(basis: Basis, theme_name: str, *, interactive: bool = True) -> tuple[Any, str]:
    """From last year's payers to this year's. interactive: on a page, where a click opens the names."""
    steps, facts = bridge_steps(basis), shares_words.bridge_facts(basis)
    labels = charts.kinds.waterfall.Labels(
        caption=caption(
            "shares_page.bridge_title",
            "shares_page.bridge_subtitle" if interactive else "shares_page.bridge_subtitle_still",
            basis,
            illustrative=any(figure.illustrative for figure in answers.bridge_figures(basis).values()),
            **facts,
        ),
        group=label("group", basis.group),
        others=say("story.others"),
        in_group=say("shares_page.bridge_in_group", count="{count}"),
    )
    figure = charts.kinds.waterfall.figure(steps, labels=labels, **chart_style(theme_name))
    values = name_values(steps["label"], steps["count"])
    return figure, say("shares_page.bridge_alt", values=values, **facts)


@cached
def regions(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Official and paying members by world region."""
    rows = queries.regions(basis)
    rows = rows.assign(label=rows["world_region"].fillna(say("shares.regions_unknown")))
    facts = {"region": rows["label"].iloc[0] if len(rows) else ""} | _most_paying(rows.head(1), rows)
    title = "shares.regions_title" if rows["paying"].sum() else "shares.regions_title_neutral"
    words = caption(title, "shares.regions_subtitle", basis, illustrative=is_illustrative(rows), **facts)
    return _members_by(rows, words, theme_name)


@cached
def levels(basis: Basis, theme_name: str) -> tuple[Any, str]:
    """Official and paying members by income level."""
    rows = answers.by_income_level(basis)
    names = rows["income_level"].map(lambda code: label("group", code), na_action="ignore").astype("str")
    rows = rows.assign(label=names.fillna(say("shares_page.levels_unknown")))
    most = rows.sort_values("paying", ascending=False).head(1)
    facts = {"level": most["label"].iloc[0].replace(" income", "-income") if len(most) else ""}
    facts |= _most_paying(most, rows)
    title = "shares_page.levels_title" if rows["paying"].sum() else "shares_page.levels_title_neutral"
    words = caption(title, "shares_page.levels_subtitle", basis, illustrative=is_illustrative(rows), **facts)
    return _members_by(rows, words, theme_name)


def _most_paying(most: pd.DataFrame, rows: pd.DataFrame) -> dict[str, str]:
    """Paying members of the first row of `most`, and of all rows."""
    count = formats.count(most["paying"].iloc[0]) if len(most) else ""
    return {"count": count, "paying": formats.count(rows["paying"].sum())}


def _members_by(rows: pd.DataFrame, words: Caption, theme_name: str) -> tuple[Any, str]:
    labels = charts.kinds.regions.Labels(
        caption=words,
        official=say("shares.regions_official"),
        paying=say("shares.regions_paying"),
        unknown=say("part.unknown"),
        numbers=say("shares.regions_numbers", paying="{paying}", official="{official}"),
    )
    figure = charts.kinds.regions.figure(rows, labels=labels, **chart_style(theme_name))
    values = rows["paying"].astype("str") + " / " + rows["official"].astype("str")
    return figure, say("shares.regions_alt", values=name_values(rows["label"], values))
