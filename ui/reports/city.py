"""The sheet of one city: who it is, where it stands, what it paid, where it was seen, what is not known.

Everything in it tells of one city, so only the Board sees any of it. Free text (notes, what a step is) and
contacts are in no report.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from sharing.report import Figure, Section
from ui import city_answers as answers
from ui import city_facts, city_words, numbers, services, tables
from ui.pictures import city as pictures
from ui.reports.drawing import Shown
from ui.reports.values import Show, numbers_of, table, texts_of
from ui.text import label, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.basis import Basis
    from sharing.report import Chart, Table
    from ui.reports.drawing import Pen

_FEES = (
    Show("fee_year", "city_fee_year"),
    Show("fee_state", "city_state"),
    Show("due_eur", "city_due", "eur"),
    Show("due_from", "city_due"),
    Show("invoiced_on", "city_invoiced_on", "day"),
    Show("received_eur", "city_received", "eur"),
    Show("received_on", "city_paid_on", "day"),
    Show("waived_eur", "city_waived", "eur"),
)
_PRICES = (Show("scheme", "city_price"), Show("expected_eur", "city_price", "eur"))
_STAGES = (
    Show("stage", "city_stage"),
    Show("entered_on", "city_stage_since", "day"),
    Show("until", "city_stage_since", "day"),
    Show("days", "city_stage_since", "count"),
    Show("step", "step"),
    Show("by", "city_owner"),
)
_STEPS = (
    Show("due_on", "city_step_due", "day"),
    Show("step_state", "city_step_due"),
    Show("owner", "city_owner"),
    Show("done_on", "city_step_due", "day"),
)
# Which events a city was at tells of it, so their names count as its attendance.
_EVENTS = (
    Show("event_name", "city_attendance"),
    Show("starts_on", "event_day", "day"),
    Show("presence", "city_attendance"),
    Show("kind", "event_kind"),
    Show("place", "event_place"),
    Show("delegates", "delegates", "count"),
)
_NETWORKS = (Show("network", "city_networks"), Show("answer", "city_networks"))
_TOPICS = (Show("topic", "city_topics"), Show("interest", "city_topics"))
_PEERS = (
    Show("name", "city"),
    Show("name_zh", "city_zh"),
    Show("population", "city_inhabitants", "count"),
    Show("difference_inhabitants", "city_inhabitants", "count"),
    Show("standing", "city_state"),
)


def sections(basis: Basis, pen: Pen, city_id: str) -> tuple[Section, ...]:
    """All sections of a city that exists, those without anything on record with a sentence that says so."""
    made = (
        _facts(basis, pen, city_id),
        _pipeline(basis, city_id),
        _fees(basis, pen, city_id),
        _events(basis, city_id),
        _networks(city_id),
        _topics(city_id),
        _unknowns(basis, city_id),
        _peers(basis, city_id),
    )
    return tuple(section for section in made if section is not None)


def _facts(basis: Basis, pen: Pen, city_id: str) -> Section:
    city = answers.city(city_id)
    said = [city_words.place(city), city_words.status(basis, city_id), _size(city)]
    place = _locator(basis, pen, city_id)
    return Section(
        "city_facts",
        city_words.name_line(city),
        sentences=tuple(each for each in said if each),
        fields=("city", "city_zh", "city_membership", "city_since", "city_state", "city_stage"),
        figures=tuple(_figures(basis, city_id)),
        charts=(place,) if place else (),
    )


def _size(city: pd.Series) -> str:
    if pd.isna(city["population"]):
        return say("report_city.inhabitants_unknown")
    count, detail = numbers.count(city["population"]), city_facts.population_detail(city)
    return say("report_city.inhabitants", count=count, detail=detail)


def _figures(basis: Basis, city_id: str) -> Iterator[Figure]:
    """Inhabitants; of a member, what is due and what came for the fee year."""
    city = answers.city(city_id)
    if pd.notna(city["population"]):
        own = answers.own_rows("members", city_id)
        marked = city["population_from"] == "roll" and bool((own["provenance"] == "illustrative").any())
        how = city_facts.population_detail(city)
        yield _figure("city_inhabitants", city["population"], "count", how, illustrative=marked)
    fees = answers.fees(basis, city_id)
    for row in fees[fees["fee_year"] == basis.fee_year].to_dict("records") if basis.fee_year else ():
        how, marked = city_words.fee(basis, city_id), bool(row["illustrative"])
        yield _figure("city_due", row["due_eur"], "eur", how, illustrative=marked)
        yield _figure("city_received", row["received_eur"], "eur", how, illustrative=marked)


def _figure(name: str, found: float, unit: str, how: str, *, illustrative: bool) -> Figure:
    (value,) = numbers_of([found])
    words = numbers.money(value) if unit == "eur" else numbers.count(value)
    return Figure(
        name=name,
        definition="",
        label=say(f"report_city.{name}"),
        value=value,
        numerator=None,
        denominator=None,
        low=value,
        high=value,
        unit=unit,
        text=say("app.unknown") if value is None else words,
        how=how,
        illustrative=illustrative,
    )


def _locator(basis: Basis, pen: Pen, city_id: str) -> Chart | None:
    """Where it lies; None where that is not known."""
    city = answers.city(city_id)
    if pd.isna(city["latitude"]) or pd.isna(city["longitude"]):
        return None
    labels = pictures.locator_labels(basis, city_id)
    shown = Shown("city_place", "picture", "text", ("city", "city_place", "city_state"))
    picture = partial(_located, basis, city_id)
    return pen.drawn(shown, picture, labels.caption, labels.alt)


def _located(basis: Basis, city_id: str, theme_name: str) -> str:
    return pictures.locator_file(basis, theme_name, city_id)


def _pipeline(basis: Basis, city_id: str) -> Section | None:
    """Its way through the pipeline and when the next steps are due; None for who was never in it."""
    stages, steps = answers.stages(basis, city_id), answers.steps(basis, city_id)
    if stages.empty and steps.empty:
        return None
    waiting = steps[steps["step_state"] != "done"]
    overdue = int((waiting["step_state"] == "overdue").sum())
    facts = {"count": numbers.count(len(waiting)), "overdue": numbers.count(overdue)}
    way = table("city_stages", say("city_section.stages"), stages, _STAGES)
    due = table("city_steps", say("city_section.steps"), steps, _STEPS)
    return Section(
        "city_pipeline",
        say("report_city.pipeline"),
        sentences=(say("report_city.steps", **facts) if len(waiting) else say("report_city.steps_none"),),
        fields=("city_stage", "city_step_due"),
        tables=tuple(each for each in (way, due) if each.rows),
    )


def _fees(basis: Basis, pen: Pen, city_id: str) -> Section | None:
    """Fees by year of who is or was on the roll; of everybody else what it would pay, None without a price."""
    rows = answers.fees(basis, city_id)
    if rows.empty:
        return _price(basis, city_id)
    labels = pictures.fee_labels(basis, city_id)
    shown = Shown(
        "city_fees",
        "bar",
        "eur",
        ("city", "city_fee_year", "city_due", "city_received", "city_state"),
        texts_of(rows["fee_year"]),
        (
            (tables.header("due_eur"), numbers_of(rows["due_eur"])),
            (tables.header("received_eur"), numbers_of(rows["received_eur"])),
        ),
    )
    chart = pen.drawn(shown, partial(_paid, basis, city_id), labels.caption, labels.alt)
    return Section(
        "city_fees",
        say("city_section.fees"),
        sentences=(say("report_city.fee", fee=city_words.fee(basis, city_id)),),
        fields=("city_state", "city_due", "city_received"),
        charts=(chart,),
        tables=(table("city_fees", say("city_section.fees"), rows, _FEES),),
    )


def _paid(basis: Basis, city_id: str, theme_name: str) -> str:
    return pictures.fee_history(basis, theme_name, city_id)


def _price(basis: Basis, city_id: str) -> Section | None:
    prices = answers.prices(basis, city_id)
    if not prices:
        return None
    year = basis.fee_year or basis.as_of.year
    rows = pd.DataFrame({"scheme": list(prices), "expected_eur": list(prices.values())})
    title = say("report_city.price", year=year)
    return Section(
        "city_price", title, tables=(table("city_price", title, rows, _PRICES, illustrative=False),)
    )


def _listed(
    name: str, title: str, rows: pd.DataFrame, shown: tuple[Show, ...], nothing: str, said: str = ""
) -> Section:
    """A list under its title, or the sentence that it is empty."""
    told = say(nothing) if rows.empty else said
    return Section(
        name,
        title,
        sentences=(told,) if told else (),
        fields=tuple(dict.fromkeys(each.field for each in shown)),
        tables=() if rows.empty else (table(name, title, rows, shown),),
    )


def _events(basis: Basis, city_id: str) -> Section:
    rows = answers.events(basis, city_id).rename(columns={"name": "event_name"})
    last = city_words.last_seen(basis, city_id)
    said = say("report_city.not_seen")
    if last is not None:
        day = say("city_fact.undated") if pd.isna(last["starts_on"]) else numbers.day(last["starts_on"])
        mode = label("presence", last["presence"])
        said = say("report_city.seen", event=last["name"], day=day, mode=mode)
    return _listed("city_events", say("city_section.events"), rows, _EVENTS, "city_section.events_none", said)


def _networks(city_id: str) -> Section:
    rows = answers.networks(city_id)
    return _listed(
        "city_networks", say("city_section.networks"), rows, _NETWORKS, "city_section.networks_none"
    )


def _topics(city_id: str) -> Section:
    rows = answers.topics(city_id)
    rows = rows.assign(topic=[label("topic", code) for code in rows["topic"]])
    return _listed("city_topics", say("city_section.topics"), rows, _TOPICS, "city_section.topics_none")


def _unknowns(basis: Basis, city_id: str) -> Section:
    gaps = [city_words.unknown(gap) for gap in answers.unknowns(basis, city_id)]
    return Section(
        "city_unknown",
        say("city_section.unknowns"),
        sentences=tuple(gaps) or (say("report_city.nothing_missing"),),
        fields=("city",),
    )


def _peers(basis: Basis, city_id: str) -> Section | None:
    """The nearest in size among members; None where its own size is not known."""
    rows = answers.peers(basis, city_id, "members")
    if rows.empty:
        return None
    rows = rows.rename(columns={"difference": "difference_inhabitants", "mark": "standing"})
    marked = _standing_marked(basis, rows)
    title = say("report_city.peers")
    return Section(
        "city_peers", title, tables=(table("city_peers", title, rows, _PEERS, illustrative=marked),)
    )


def _standing_marked(basis: Basis, rows: pd.DataFrame) -> bool:
    """Whether an invented row is behind where one of the cities stands."""
    places = services.places(basis)
    return bool(places.loc[places["city_id"].isin(rows["city_id"]), "illustrative"].any())
