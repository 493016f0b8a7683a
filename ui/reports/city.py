"""City sheet: what is known of one city, and what is not. Free texts and contacts are no part of it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.core.basis import Basis
from sharing.report import Chart, Figure, Section, Table
from text import label, say
from ui.city import answers, pictures
from ui.city import key_figures as city_facts
from ui.city import words as city_words
from ui.core import formats, queries, tables
from ui.reports.charts import ChartMaker, svg
from ui.reports.values import TableColumn, names_of, section, table, with_labels

_STAGES = (
    TableColumn("stage", "city_stage"),
    TableColumn("entered_on", "city_stage_since", "day"),
    TableColumn("until", "day", "day"),
    TableColumn("days", "city_stage_since", "count"),
    TableColumn("step", "city_stage"),
)
_FEES = (
    TableColumn("fee_year", "city_fee_year"),
    TableColumn("fee_state", "city_state"),
    TableColumn("due_eur", "city_due", "eur"),
    TableColumn("received_eur", "city_received", "eur"),
    TableColumn("received_on", "city_paid_on", "day"),
    TableColumn("waived_eur", "city_waived", "eur"),
)
_PRICES = (TableColumn("scheme", "city_membership"), TableColumn("expected_eur", "city_price", "eur"))
_STEPS = (
    TableColumn("due_on", "city_step_due", "day"),
    TableColumn("step_state", "city_step_due"),
    TableColumn("owner", "city_owner"),
    TableColumn("done_on", "city_step_due", "day"),
)
_PEERS = (
    *names_of("city"),
    TableColumn("population", "city_inhabitants", "count"),
    TableColumn("difference_inhabitants", "city_inhabitants", "count"),
    TableColumn("standing", "city_state"),
)


def sections(basis: Basis, maker: ChartMaker, city_id: str) -> Iterator[Section]:
    """The parts of the sheet. The fields of a member may travel further than those of a city that is none."""
    kind = "member" if answers.status(basis, city_id).kind == "member" else "city"
    yield _about(basis, maker, city_id, kind)
    yield _status(basis, maker, city_id)
    yield from _steps(answers.steps(basis, city_id))
    yield _events(basis, city_id, kind)
    yield _relations(city_id, kind)
    yield _gaps(basis, city_id)
    yield from _peers(basis, answers.peers(basis, city_id, "members"))


def _about(basis: Basis, maker: ChartMaker, city_id: str, kind: str) -> Section:
    city = answers.city(city_id)
    is_placed = pd.notna(city["latitude"]) and pd.notna(city["longitude"])
    return section(
        "about",
        city_words.name_line(city),
        [city_words.place(city)],
        (kind, f"{kind}_place", f"{kind}_country"),
        figures=[_inhabitants(city)] if pd.notna(city["population"]) else [],
        charts=[_locator(basis, maker, city_id, kind) if is_placed else None],
    )


def _inhabitants(city: pd.Series) -> Figure:
    count = float(city["population"])
    return Figure(
        name="city_inhabitants",
        label=say("kpi.city_population"),
        value=count,
        unit="count",
        text=formats.count(count),
        how=f"{city_facts.population_detail(city)} — {say('how.city_population')}",
        low=count,
        high=count,
    )


def _locator(basis: Basis, maker: ChartMaker, city_id: str, kind: str) -> Chart:
    drawing = svg(
        lambda theme_name: pictures.locator_file(basis, theme_name, city_id),
        pictures.locator_labels(basis, city_id),
    )
    return maker.chart("place", "count", (kind, f"{kind}_place", "city_state"), drawing)


def _status(basis: Basis, maker: ChartMaker, city_id: str) -> Section:
    """Where it stands: member and fees, or the stage it is at."""
    stages, fees = answers.stages(basis, city_id), answers.fees(basis, city_id)
    status, prices = answers.status(basis, city_id), answers.prices(basis, city_id)
    return section(
        "standing",
        say("report.city_standing"),
        [city_words.status(basis, city_id)],
        ("city_state", "city_stage", "city_membership"),
        figures=_received(basis, fees, invented=status.illustrative),
        charts=[_fee_chart(basis, maker, city_id) if len(fees) else None],
        tables=[
            table("stages", say("city_section.stages"), stages, _STAGES) if len(stages) else None,
            table("fees", say("city_section.fees"), fees, _FEES) if len(fees) else None,
            _prices(basis, prices) if prices and status.kind != "member" else None,
        ],
    )


def _prices(basis: Basis, prices: dict[str, float]) -> Table:
    rows = pd.DataFrame({"scheme": list(prices), "expected_eur": list(prices.values())})
    year = basis.fee_year or basis.as_of.year
    return table("price", say("kpi.city_price", year=year), rows, _PRICES)


def _received(basis: Basis, fees: pd.DataFrame, *, invented: bool) -> Iterator[Figure]:
    """What came for the fee year, where that is known."""
    known = fees[fees["received_eur"].notna()]
    for _, row in known[known["fee_year"].eq(basis.fee_year or 0)].head(1).iterrows():
        value = float(row["received_eur"])
        yield Figure(
            name="city_received",
            label=say("kpi.city_fee", year=basis.fee_year),
            value=value,
            unit="eur",
            text=f"{formats.money(value)} · {label('fee_state', row['fee_state'])}",
            how=say("how.city_fee"),
            definition="received",
            numerator=value,
            denominator=None if pd.isna(row["due_eur"]) else float(row["due_eur"]),
            low=value,
            high=value,
            illustrative=bool(row["illustrative"]) or invented,
        )


def _fee_chart(basis: Basis, maker: ChartMaker, city_id: str) -> Chart:
    rows = answers.fees(basis, city_id)
    drawing = svg(
        lambda theme_name: pictures.fee_history(basis, theme_name, city_id),
        pictures.fee_labels(basis, city_id),
    )
    return maker.chart(
        "fees",
        "eur",
        ("city_fee_year", "city_received", "city_due"),
        drawing,
        rows["fee_year"],
        {tables.header(column): rows[column] for column in ("received_eur", "due_eur")},
    )


def _steps(steps: pd.DataFrame) -> Iterator[Section]:
    """When the next steps are due and whose they are; what they are is free text."""
    if steps.empty:
        return
    title, states = say("city_section.steps"), steps["step_state"]
    still_open, overdue = int((states != "done").sum()), int((states == "overdue").sum())
    facts = {"count": formats.count(still_open), "overdue": formats.count(overdue)}
    spoken = say("report.city_steps", **facts) if still_open else say("report.city_steps_none")
    yield section("steps", title, [spoken], ("city_step_due",), tables=[table("steps", title, steps, _STEPS)])


def _events(basis: Basis, city_id: str, kind: str) -> Section:
    rows = answers.events(basis, city_id).rename(columns={"name": "event_name"})
    title, presence = say("city_section.events"), "attendance" if kind == "member" else "city_attendance"
    if rows.empty:
        return section("events", title, [say("city_section.events_none")], ("events",))
    # Which events a city came to that is no member tells of it: then their names are its attendance.
    shown = (
        TableColumn("event_name", "event" if kind == "member" else presence),
        TableColumn("starts_on", "event_day", "day"),
        TableColumn("place", "event_place"),
        TableColumn("presence", presence),
        TableColumn("delegates", "delegates", "count"),
    )
    last = city_words.last_seen(basis, city_id)
    spoken = (
        say("report.city_never")
        if last is None
        else say("report.city_last", event=last["name"], mode=label("presence", last["presence"]))
    )
    return section(
        "events", title, [spoken], ("event", presence), tables=[table("events", title, rows, shown)]
    )


def _relations(city_id: str, kind: str) -> Section:
    """Other networks and topics."""
    networks, topics = answers.networks(city_id), answers.topics(city_id)
    network_field, topic_field = f"{kind}_networks", f"{kind}_topics"
    memberships = [TableColumn(column, network_field) for column in ("network", "answer")]
    interests = [TableColumn(column, topic_field) for column in ("topic", "interest")]
    yes = ", ".join(networks.loc[networks["answer"] == "yes", "network"])
    return section(
        "relations",
        say("report.city_relations"),
        [
            say("brief.networks", names=yes) if yes else say("report.city_no_network"),
            "" if len(topics) else say("report.city_no_topic"),
        ],
        (network_field, topic_field),
        tables=[
            table("networks", say("city_section.networks"), networks, memberships) if len(networks) else None,
            table("topics", say("city_section.topics"), with_labels(topics, "topic"), interests)
            if len(topics)
            else None,
        ],
    )


def _gaps(basis: Basis, city_id: str) -> Section:
    """What is not known of it."""
    gaps = [city_words.unknown(gap) for gap in answers.unknowns(basis, city_id)]
    spoken = gaps or [say("city_section.unknowns_none")]
    return section("unknown", say("city_section.unknowns"), spoken, ("city_state", "city_attendance"))


def _peers(basis: Basis, rows: pd.DataFrame) -> Iterator[Section]:
    """The nearest in size among members, and what is known of their payment."""
    if rows.empty:
        return
    places, title = queries.places(basis), say("report.city_peers")
    invented = bool(places.loc[places["city_id"].isin(rows["city_id"]), "illustrative"].any())
    rows = rows.rename(columns={"difference": "difference_inhabitants", "mark": "standing"})
    yield section("peers", title, tables=[table("peers", title, rows, _PEERS, illustrative=invented)])
