"""Sections on the two shares: what they are, why they differ, how they moved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.core.basis import Basis
from analysis.core.figure import Figure
from data.store import versions
from data.store.versions import Version
from sharing.report import Chart, Section, Table
from text import group_facts, label, say
from ui.core import formats, queries, sentences
from ui.overview import pictures as overview
from ui.reports.charts import ChartMaker, plotly, svg
from ui.reports.small_groups import board_only_by_state, board_only_if_few
from ui.reports.values import TableColumn, figures, names_of, section, table
from ui.shares import answers, rate_words
from ui.shares import pictures as shares
from ui.shares import words as shares_words
from ui.widgets import share_effect

_YEARS = (
    TableColumn("fee_year", "year"),
    TableColumn("paying_share", "paying_share", "share"),
    TableColumn("low", "low", "share"),
    TableColumn("high", "high", "share"),
    TableColumn("official_share", "official_share", "share"),
)
_RETENTION = ("retention", "group_retention", "first_year_retention")
_MOVES = (
    *names_of("city"),
    TableColumn("country", "city_country"),
    TableColumn("move", "city_state"),
    TableColumn("received_eur", "city_received", "eur"),
)


def both(basis: Basis, maker: ChartMaker) -> Section:
    """Both shares, under which definition, how sure, and through the years."""
    official, paying = _shares(basis)
    shown = [official, paying, answers.inhabitants_share(basis), answers.would_vote(basis)]
    return section(
        "shares",
        say("report.shares"),
        [*_headline(basis), shares_words.first_and_last_year(basis), shares_words.definitions(basis)],
        ("official_share", "paying_share", "money_received_share", "group", *_few(basis)),
        figures=figures(shown, basis),
        charts=[_bars(basis, maker), _over_time(basis, maker)],
        tables=[_years(basis), _definitions(basis)],
    )


def in_brief(basis: Basis, maker: ChartMaker) -> Section:
    """The same in one sentence and one chart."""
    money = answers.headline_figures(basis)["money_received_share", "received"]
    return section(
        "shares",
        say("report.shares"),
        _headline(basis),
        ("official_share", "paying_share", "group", *_few(basis)),
        figures=figures([*_shares(basis), money, answers.inhabitants_share(basis)], basis),
        charts=[_bars(basis, maker)],
    )


def _shares(basis: Basis) -> tuple[Figure, Figure]:
    """Official and paying share."""
    headline = answers.headline_figures(basis)
    return headline["official_share", "official"], headline["paying_share", basis.definition]


def _headline(basis: Basis) -> list[str]:
    official, paying = _shares(basis)
    return [sentences.headline(basis, official, paying), sentences.certainty(paying)]


def _payers(basis: Basis) -> list[float | None]:
    """Paying members of the group, a number a definition."""
    headline = answers.headline_figures(basis)
    return [figure.numerator for (name, _), figure in headline.items() if name == "paying_share"]


def _few(basis: Basis) -> tuple[str, ...]:
    """Whether a sentence on the shares tells of few that pay, or of few whose payment is not known."""
    counts = answers.state_counts(basis)
    unknown = counts.loc[counts["state"] == "unknown", ["group", "others"]].sum(axis=1)
    return board_only_if_few(_payers(basis), unknown, queries.history(basis)["group_paying"])


def _bars(basis: Basis, maker: ChartMaker) -> Chart:
    view, labels = queries.overview(basis), overview.bars_labels(basis)
    values = (view.paying.value, view.official.value)
    return maker.chart(
        "share_bars",
        "share",
        ("official_share", "paying_share", "group", *board_only_if_few([view.paying.numerator])),
        svg(partial(overview.share_bars, basis), labels),
        (say("overview.bars_paying"), say("overview.bars_official")),
        {labels.group: values, labels.others: [None if value is None else 1 - value for value in values]},
    )


def _over_time(basis: Basis, maker: ChartMaker) -> Chart:
    years, few = queries.history(basis), board_only_if_few(queries.history(basis)["group_paying"])
    return maker.chart(
        "shares_over_time",
        "share",
        ("year", "official_share", "paying_share", "low", "high", *few),
        svg(partial(shares.over_time, basis), shares.over_time_labels(basis)),
        years["fee_year"],
        {say(f"kpi.{name}"): years[name] for name in ("paying_share", "official_share")},
        kind="line",
    )


def _years(basis: Basis) -> Table:
    rows = queries.history(basis)
    few = board_only_if_few(rows["group_paying"])
    return table("shares_over_time", say("report.years"), rows, _YEARS, board_only=bool(few))


def _definitions(basis: Basis) -> Table:
    rows, group = shares.definition_rows(basis), group_facts(basis.group)
    rows = rows.assign(**{name: rows[name].replace("", None) for name in ("fraction", "note")})
    shown = [
        TableColumn("label", "definition", header=say("table.definition")),
        TableColumn("fraction", "count"),
        TableColumn("value", "paying_share", "share", say("report.share_of", **group)),
        TableColumn("low", "low", "share"),
        TableColumn("high", "high", "share"),
    ]
    if rows["note"].notna().any():
        shown.append(TableColumn("note", "definition"))
    few = board_only_if_few(_payers(basis))
    return table("definitions", say("report.definitions"), rows, shown, board_only=bool(few))


def why(basis: Basis, maker: ChartMaker) -> Section:
    """Why the two shares differ: who pays in the group and among the others."""
    counts = answers.state_counts(basis)
    group, others = label("group", basis.group), say("story.others")
    few = board_only_by_state(counts["group"]) or board_only_by_state(counts["others"])
    chart = maker.chart(
        "pay_rates",
        "count",
        ("state", "pay_rate", "group", *few),
        svg(partial(shares.who_pays, basis), shares.who_pays_labels(basis)),
        [label("state", state) for state in counts["state"]],
        {group: counts["group"], others: counts["others"]},
    )
    states = table(
        "pay_rates",
        say("report.states"),
        counts,
        (
            TableColumn("state", "state"),
            TableColumn("group", "paying_members", "count", group),
            TableColumn("others", "count", "count", others),
        ),
        illustrative=answers.gap_figures(basis)["pay_rate"].illustrative,
        board_only=bool(few),
    )
    return section(
        "why",
        say("report.why"),
        [rate_words.rates(basis), shares_words.gap(basis), shares_words.optional_members(basis)],
        ("pay_rate", "share_gap", "state", "group", *few),
        charts=[chart],
        tables=[states],
    )


def changes(basis: Basis, maker: ChartMaker) -> Section:
    """What changed: since the previous version of the data, and since last year, with names."""
    bridge, retention = answers.bridge(basis), answers.bridge_figures(basis)
    steps = shares.bridge_steps(basis)
    few = board_only_if_few(steps["count"], steps["group"], steps["count"] - steps["group"])
    return section(
        "changes",
        say("report.changes"),
        [_since_published(), _since_last_year(basis), shares_words.bridge(basis)],
        ("official_share", "paying_share", "bridge", "step", *few),
        figures=figures([retention[name] for name in _RETENTION if name in retention], basis),
        charts=[_bridge(basis, maker, few)] if bridge else [],
        tables=[table("moves", say("shares_page.bridge_names"), bridge.moves(), _MOVES)] if bridge else [],
    )


def _bridge(basis: Basis, maker: ChartMaker, few: tuple[str, ...]) -> Chart:
    steps = shares.bridge_steps(basis)
    others = steps["count"] - steps["group"]  # who is missing counts below zero in both
    return maker.chart(
        "bridge",
        "count",
        ("step", "bridge", "group", *few),
        plotly(partial(shares.bridge, basis, interactive=False)),
        steps["label"],
        {label("group", basis.group): steps["group"], say("story.others"): others},
    )


def _since_last_year(basis: Basis) -> str:
    """How both shares moved since the same day last year, or that the roll of that day is not known."""
    differences, dataset = queries.differences(basis), queries.dataset()
    if all(each.reason == "before_first_roll" for each in differences):
        return say("report.no_roll_before", first_roll=formats.day(dataset.first_roll_on))
    return shares_words.year_on_year(differences)


def _since_published() -> str:
    """How both shares moved since the last Board report that was kept, or else since the last earlier version
    that stands, on its own day and by the default basis; '' without one that tells.

    What was saved and taken back in between changed nothing that anybody was told.
    """
    history = queries.version_history()
    reported = _reported(history)
    stands = versions.standing(history)
    before = reported or (stands[1] if len(stands) > 1 else None)
    if before is None:
        return say("report.first_version")
    was, is_now = before.headline, history[0].headline
    if not all(name in record for record in (was, is_now) for name in share_effect.SHARES):
        return ""
    facts = {"as_of": formats.day(before.as_of), "number": before.number}
    sentence = "report.since_report" if reported else "report.since_version"
    return say(sentence, effect=share_effect.sentence(was, is_now), **facts)


def _reported(history: Sequence[Version]) -> Version | None:
    """The version of which the last Board report was kept; None without one, or where it is not on record."""
    last = queries.last_snapshot("board")
    told = None if last is None else last.manifest["version"]
    return next((each for each in history if each.version_id == told), None)
