"""City sheet: what is known of one city, and what is not. Free texts and contacts are no part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sharing.report import Figure, Section
from text import label, say
from ui.city import answers, pictures
from ui.city import key_figures as city_facts
from ui.city import words as city_words
from ui.core import formats, queries, tables
from ui.reports.charts import Shown
from ui.reports.values import Show, numbers_of, table, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.core.basis import Basis
    from sharing.report import Chart, Table
    from ui.reports.charts import Pen

_STAGES = (
    Show("stage", "city_stage"),
    Show("entered_on", "city_stage_since", "day"),
    Show("until", "day", "day"),
    Show("days", "city_stage_since", "count"),
    Show("step", "city_stage"),
)
_FEES = (
    Show("fee_year", "city_fee_year"),
    Show("fee_state", "city_state"),
    Show("due_eur", "city_due", "eur"),
    Show("received_eur", "city_received", "eur"),
    Show("received_on", "city_paid_on", "day"),
    Show("waived_eur", "city_waived", "eur"),
)


_STEPS = (
    Show("due_on", "city_step_due", "day"),
    Show("step_state", "city_step_due"),
    Show("owner", "city_owner"),
    Show("done_on", "city_step_due", "day"),
)
_PEERS = (
    Show("name", "city"),
    Show("name_zh", "city_zh"),
    Show("population", "city_inhabitants", "count"),
    Show("difference_inhabitants", "city_inhabitants", "count"),
    Show("standing", "city_state"),
)


def sections(basis: Basis, pen: Pen, city_id: str) -> Iterator[Section]:
    """The parts of the sheet. UnknownChoiceError where no such city is known."""
    of = _Fields(answers.status(basis, city_id).kind == "member")
    yield _about(basis, pen, city_id, of)
    yield _standing(basis, pen, city_id)
    steps = answers.steps(basis, city_id)
    if len(steps):
        yield _steps(steps)
    yield _events(basis, city_id, of)
    yield _relations(city_id, of)
    yield _gaps(basis, city_id)
    peers = answers.peers(basis, city_id, "members")
    if len(peers):
        yield _peers(basis, peers)


class _Fields:
    """Names of fields: those of a member may travel further than those of a city that is none."""

    def __init__(self, is_member: bool) -> None:  # noqa: FBT001
        self._of = "member" if is_member else "city"

    def __call__(self, name: str = "") -> str:
        return f"{self._of}_{name}" if name else self._of


def _about(basis: Basis, pen: Pen, city_id: str, of: _Fields) -> Section:
    city = answers.city(city_id)
    place = city_words.place(city)
    charts = [_locator(basis, pen, city_id, of)] if _is_placed(city) else []
    return Section(
        "about",
        city_words.name_line(city),
        sentences=(place,) if place else (),
        fields=(of(), of("place"), of("country")),
        figures=(_inhabitants(city),) if pd.notna(city["population"]) else (),
        charts=tuple(charts),
    )


def _is_placed(city: pd.Series) -> bool:
    return bool(pd.notna(city["latitude"]) and pd.notna(city["longitude"]))


def _inhabitants(city: pd.Series) -> Figure:
    count, detail = float(city["population"]), city_facts.population_detail(city)
    return Figure(
        name="city_inhabitants",
        definition="",
        label=say("kpi.city_population"),
        value=count,
        numerator=None,
        denominator=None,
        low=count,
        high=count,
        unit="count",
        text=formats.count(count),
        how=f"{detail} — {say('how.city_population')}",
        illustrative=False,
    )


def _locator(basis: Basis, pen: Pen, city_id: str, of: _Fields) -> Chart:
    labels = pictures.locator_labels(basis, city_id)
    shown = Shown("place", "picture", "count", (of(), of("place"), "city_state"))
    return pen.drawn(
        shown,
        lambda theme_name: pictures.locator_file(basis, theme_name, city_id),
        labels.caption,
        labels.alt,
    )


def _standing(basis: Basis, pen: Pen, city_id: str) -> Section:
    """Where it stands: member and fees, or the stage it is at."""
    stages, fees = answers.stages(basis, city_id), answers.fees(basis, city_id)
    marked = answers.status(basis, city_id).illustrative
    rows: list[Table] = []
    if len(stages):
        rows.append(table("stages", say("city_section.stages"), stages, _STAGES))
    if len(fees):
        rows.append(table("fees", say("city_section.fees"), fees, _FEES))
    price = answers.prices(basis, city_id)
    if price and answers.status(basis, city_id).kind != "member":
        rows.append(_prices(basis, price))
    return Section(
        "standing",
        say("report.city_standing"),
        sentences=(city_words.status(basis, city_id),),
        fields=("city_state", "city_stage", "city_membership"),
        figures=tuple(_received(basis, fees, marked=marked)),
        charts=(_fee_chart(basis, pen, city_id),) if len(fees) else (),
        tables=tuple(rows),
    )


def _prices(basis: Basis, price: dict[str, float]) -> Table:
    rows = pd.DataFrame({"scheme": list(price), "expected_eur": list(price.values())})
    shown = (Show("scheme", "city_membership"), Show("expected_eur", "city_price", "eur"))
    year = basis.fee_year or basis.as_of.year
    return table("price", say("kpi.city_price", year=year), rows, shown)


def _received(basis: Basis, fees: pd.DataFrame, *, marked: bool) -> Iterator[Figure]:
    """What came for the fee year, where that is known."""
    now = fees[fees["fee_year"] == basis.fee_year] if basis.fee_year else fees.head(0)
    if now.empty or pd.isna(now["received_eur"].iloc[0]):
        return
    row = now.iloc[0]
    value = float(row["received_eur"])
    due = None if pd.isna(row["due_eur"]) else float(row["due_eur"])
    yield Figure(
        name="city_received",
        definition="received",
        label=say("kpi.city_fee", year=basis.fee_year),
        value=value,
        numerator=value,
        denominator=due,
        low=value,
        high=value,
        unit="eur",
        text=f"{formats.money(value)} · {label('fee_state', row['fee_state'])}",
        how=say("how.city_fee"),
        illustrative=bool(row["illustrative"]) or marked,
    )


def _fee_chart(basis: Basis, pen: Pen, city_id: str) -> Chart:
    rows, labels = answers.fees(basis, city_id), pictures.fee_labels(basis, city_id)
    shown = Shown(
        "fees",
        "bar",
        "eur",
        ("city_fee_year", "city_received", "city_due"),
        texts_of(rows["fee_year"]),
        (
            (tables.header("received_eur"), numbers_of(rows["received_eur"])),
            (tables.header("due_eur"), numbers_of(rows["due_eur"])),
        ),
    )
    return pen.drawn(
        shown,
        lambda theme_name: pictures.fee_history(basis, theme_name, city_id),
        labels.caption,
        labels.alt,
    )


def _steps(steps: pd.DataFrame) -> Section:
    """When the next steps are due and whose they are; what they are is free text."""
    states = steps["step_state"]
    still_open, overdue = int((states != "done").sum()), int((states == "overdue").sum())
    facts = {"count": formats.count(still_open), "overdue": formats.count(overdue)}
    said = say("report.city_steps", **facts) if still_open else say("report.city_steps_none")
    title = say("city_section.steps")
    return Section(
        "steps", title, (said,), ("city_step_due",), tables=(table("steps", title, steps, _STEPS),)
    )


def _events(basis: Basis, city_id: str, of: _Fields) -> Section:
    rows = answers.events(basis, city_id).rename(columns={"name": "event_name"})
    presence = "attendance" if of() == "member" else "city_attendance"
    # Which events a city came to that is no member tells of it: then their names are its attendance.
    shown = (
        Show("event_name", "event" if of() == "member" else presence),
        Show("starts_on", "event_day", "day"),
        Show("place", "event_place"),
        Show("presence", presence),
        Show("delegates", "delegates", "count"),
    )
    if rows.empty:
        return Section("events", say("city_section.events"), (say("city_section.events_none"),), ("events",))
    last = city_words.last_seen(basis, city_id)
    said = (
        say("report.city_never")
        if last is None
        else say("report.city_last", event=last["name"], mode=label("presence", last["presence"]))
    )
    return Section(
        "events",
        say("city_section.events"),
        sentences=(said,),
        fields=("event", presence),
        tables=(table("events", say("city_section.events"), rows, shown),),
    )


def _relations(city_id: str, of: _Fields) -> Section:
    """Other networks and topics."""
    networks, topics = answers.networks(city_id), answers.topics(city_id)
    rows: list[Table] = []
    if len(networks):
        shown = (Show("network", of("networks")), Show("answer", of("networks")))
        rows.append(table("networks", say("city_section.networks"), networks, shown))
    if len(topics):
        worded = topics.assign(topic=[label("topic", code) for code in topics["topic"]])
        cares = (Show("topic", of("topics")), Show("interest", of("topics")))
        rows.append(table("topics", say("city_section.topics"), worded, cares))
    yes = networks.loc[networks["answer"] == "yes", "network"].tolist()
    said = [
        say("brief.networks", names=", ".join(yes)) if yes else say("report.city_no_network"),
        "" if len(topics) else say("report.city_no_topic"),
    ]
    return Section(
        "relations",
        say("report.city_relations"),
        sentences=tuple(filter(None, said)),
        fields=(of("networks"), of("topics")),
        tables=tuple(rows),
    )


def _gaps(basis: Basis, city_id: str) -> Section:
    """What is not known of it."""
    gaps = [city_words.unknown(gap) for gap in answers.unknowns(basis, city_id)]
    said = tuple(gaps) or (say("city_section.unknowns_none"),)
    return Section("unknown", say("city_section.unknowns"), said, ("city_state", "city_attendance"))


def _peers(basis: Basis, rows: pd.DataFrame) -> Section:
    """The nearest in size among members, and what is known of their payment."""
    places = queries.places(basis)
    marked = bool(places.loc[places["city_id"].isin(rows["city_id"]), "illustrative"].any())
    rows = rows.rename(columns={"difference": "difference_inhabitants", "mark": "standing"})
    title = say("report.city_peers")
    return Section("peers", title, tables=(table("peers", title, rows, _PEERS, illustrative=marked),))
