"""Sections on the two shares: what they are, why they differ, how they moved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from data.store import versions
from data.store.database import reading
from sharing.report import Section
from text import label, say
from ui.core import formats, queries, sentences, store
from ui.overview import pictures as overview
from ui.reports.charts import Shown
from ui.reports.small_groups import for_the_board, of_few, of_states
from ui.reports.values import Show, figures, numbers_of, table, texts_of
from ui.shares import answers
from ui.shares import pictures as shares
from ui.shares import words as shares_words
from ui.widgets import share_effect

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from sharing.report import Chart, Table
    from ui.reports.charts import Pen

_YEARS = (
    Show("fee_year", "year"),
    Show("paying_share", "paying_share", "share"),
    Show("low", "low", "share"),
    Show("high", "high", "share"),
    Show("official_share", "official_share", "share"),
)
_RETENTION = ("retention", "group_retention", "first_year_retention")
_MOVES = (
    Show("name", "city"),
    Show("name_zh", "city_zh"),
    Show("country", "city_country"),
    Show("move", "city_state"),
    Show("received_eur", "city_received", "eur"),
)


def both(basis: Basis, pen: Pen) -> Section:
    """Both shares, under which definition, how sure, and through the years."""
    found, dataset = answers.headline_figures(basis), queries.dataset()
    official, paying = found["official_share", "official"], found["paying_share", basis.definition]
    said = [
        sentences.headline(basis, official, paying, dataset),
        sentences.certainty(paying),
        shares_words.first_and_last_year(basis),
        shares_words.definitions(basis),
    ]
    shown = [official, paying, answers.inhabitants_share(basis), answers.would_vote(basis)]
    return Section(
        "shares",
        say("report.shares"),
        sentences=_whole(said),
        fields=("official_share", "paying_share", "money_received_share", "group", *_few(basis)),
        figures=figures(shown, basis),
        charts=(_bars(basis, pen), _over_time(basis, pen)),
        tables=(_years(basis), _definitions(basis)),
    )


def in_brief(basis: Basis, pen: Pen) -> Section:
    """The same in one sentence and one picture."""
    found, dataset = answers.headline_figures(basis), queries.dataset()
    official, paying = found["official_share", "official"], found["paying_share", basis.definition]
    money = found["money_received_share", "received"]
    said = [sentences.headline(basis, official, paying, dataset), sentences.certainty(paying)]
    return Section(
        "shares",
        say("report.shares"),
        sentences=_whole(said),
        fields=("official_share", "paying_share", "group", *_few(basis)),
        figures=figures([official, paying, money, answers.inhabitants_share(basis)], basis),
        charts=(_bars(basis, pen),),
    )


def _few(basis: Basis) -> tuple[str, ...]:
    """Whether a sentence on the shares tells of few that pay, or of few whose payment is not known."""
    found = answers.headline_figures(basis)
    paying = [figure.numerator for (name, _), figure in found.items() if name == "paying_share"]
    counts = answers.state_counts(basis)
    unknown = counts.loc[counts["state"] == "unknown", ["group", "others"]].sum(axis=1)
    return of_few(paying, unknown, queries.history(basis)["group_paying"])


def _whole(said: list[str]) -> tuple[str, ...]:
    """Sentences that say something, each with a stop at its end."""
    return tuple(each if each.endswith((".", "!", "?")) else f"{each}." for each in said if each)


def _bars(basis: Basis, pen: Pen) -> Chart:
    view, labels = queries.overview(basis), overview.bars_labels(basis)
    values = (view.paying.value, view.official.value)
    shown = Shown(
        "share_bars",
        "bar",
        "share",
        ("official_share", "paying_share", "group", *of_few([view.paying.numerator])),
        (say("overview.bars_paying"), say("overview.bars_official")),
        (
            (labels.group, numbers_of(values)),
            (labels.others, numbers_of(None if value is None else 1 - value for value in values)),
        ),
    )
    return pen.drawn(shown, partial(overview.share_bars, basis), labels.caption, labels.alt)


def _over_time(basis: Basis, pen: Pen) -> Chart:
    years = queries.history(basis)
    shown = Shown(
        "shares_over_time",
        "line",
        "share",
        ("year", "official_share", "paying_share", "low", "high", *of_few(years["group_paying"])),
        texts_of(years["fee_year"]),
        (
            (say("kpi.paying_share"), numbers_of(years["paying_share"])),
            (say("kpi.official_share"), numbers_of(years["official_share"])),
        ),
    )
    labels = shares.over_time_labels(basis)
    return pen.drawn(shown, partial(shares.over_time, basis), labels.caption, labels.alt)


def _years(basis: Basis) -> Table:
    rows = queries.history(basis)
    made = table("shares_over_time", say("report.years"), rows, _YEARS)
    return for_the_board(made) if of_few(rows["group_paying"]) else made


def _definitions(basis: Basis) -> Table:
    rows = shares.definition_rows(basis)
    shown = (
        Show("label", "definition", header=say("table.definition")),
        Show("value", "paying_share", "share", say("report.share_of", group=label("group", basis.group))),
        Show("fraction", "count"),
        Show("low", "low", "share"),
        Show("high", "high", "share"),
        *([Show("note", "definition")] if (rows["note"] != "").any() else []),
    )
    rows = rows.assign(fraction=rows["fraction"].replace("", None), note=rows["note"].replace("", None))
    made = table("definitions", say("report.definitions"), rows, shown)
    found = answers.headline_figures(basis)
    paying = [figure.numerator for (name, _), figure in found.items() if name == "paying_share"]
    return for_the_board(made) if of_few(paying) else made


def why(basis: Basis, pen: Pen) -> Section:
    """Why the two shares differ: who pays in the group and among the others."""
    counts = answers.state_counts(basis)
    group, others = label("group", basis.group), say("story.others")
    few = of_states(counts["group"]) or of_states(counts["others"])
    shown = Shown(
        "pay_rates",
        "bar",
        "count",
        ("state", "pay_rate", "group", *few),
        texts_of(label("state", state) for state in counts["state"]),
        ((group, numbers_of(counts["group"])), (others, numbers_of(counts["others"]))),
    )
    labels = shares.who_pays_labels(basis)
    states = table(
        "pay_rates",
        say("report.states"),
        counts.assign(illustrative=answers.gap_figures(basis)["pay_rate"].illustrative),
        (
            Show("state", "state"),
            Show("group", "paying_members", "count", group),
            Show("others", "count", "count", others),
        ),
    )
    return Section(
        "why",
        say("report.why"),
        sentences=_whole(
            [shares_words.rates(basis), shares_words.gap(basis), shares_words.optional_members(basis)]
        ),
        fields=("pay_rate", "share_gap", "state", "group", *few),
        charts=(pen.drawn(shown, partial(shares.who_pays, basis), labels.caption, labels.alt),),
        tables=(for_the_board(states) if few else states,),
    )


def moved(basis: Basis, pen: Pen) -> Section:
    """What changed: since the previous version of the data, and since last year, with names."""
    said = [
        _since_version(),
        _since_last_year(basis),
        shares_words.bridge(basis),
    ]
    made, steps = answers.bridge(basis), shares.bridge_steps(basis)
    found = answers.bridge_figures(basis)
    retention = [found[name] for name in _RETENTION if name in found]
    few = of_few(steps["count"], steps["group"], steps["count"] - steps["group"])
    section = Section(
        "changes",
        say("report.changes"),
        sentences=_whole(said),
        fields=("official_share", "paying_share", "bridge", "step", *few),
        figures=figures(retention, basis),
    )
    if made is None:
        return section
    fields = ("step", "bridge", "group", *few)
    shown = Shown("bridge", "bar", "count", fields, texts_of(steps["label"]), _sides(steps, basis))
    moves = table("moves", say("shares_page.bridge_names"), made.moves(), _MOVES)
    chart = pen.plotted(shown, partial(shares.bridge, basis, interactive=False))
    return replace(section, charts=(chart,), tables=(moves,))


def _sides(steps: pd.DataFrame, basis: Basis) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    """Steps of the bridge: of the group, and of the others. Who is missing counts below zero in both."""
    return (
        (label("group", basis.group), numbers_of(steps["group"])),
        (say("story.others"), numbers_of(steps["count"] - steps["group"])),
    )


def _since_last_year(basis: Basis) -> str:
    """How both shares moved since the same day last year, or that the roll of that day is not known."""
    found, dataset = queries.differences(basis), queries.dataset()
    if all(each.reason == "before_first_roll" for each in found):
        return say("report.no_roll_before", first_roll=formats.day(dataset.first_roll_on))
    return shares_words.year_on_year(found)


def _since_version() -> str:
    """How both shares moved since the version before, on its own day and by the default basis; '' without one
    that tells."""
    with reading(store.opened()) as connection:
        newest, *earlier = versions.history(connection)
    if not earlier:
        return say("report.first_version")
    before, after = earlier[0].headline, newest.headline
    if not all(name in record for record in (before, after) for name in share_effect.SHARES):
        return ""
    facts = {"as_of": formats.day(earlier[0].as_of), "number": earlier[0].number}
    return say("report.since_version", effect=share_effect.sentence(before, after), **facts)
