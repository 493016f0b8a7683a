"""The five key figures of a city, each with the rows behind it."""

from __future__ import annotations

import pandas as pd

from analysis.core.basis import Basis
from text import counted, label, say
from ui.city import answers, words
from ui.core import formats, tables
from ui.widgets import cards
from ui.widgets.cards import CardText

Fact = tuple[CardText, pd.DataFrame]  # what stands on the card, and the readable rows behind it

MEMBER_ROW = ["category", "status", "joined_on", "left_on", "scheme", "population", "source", "provenance"]
POPULATION_ROW = ["population", "population_kind", "population_year", "province", "source", "provenance"]
EVENT_ROW = ["event_name", "starts_on", "presence", "kind", "place", "delegates", "source", "provenance"]
STAGE_ROW = ["stage", "entered_on", "until", "days", "step", "by", "source", "provenance"]
STEP_ROW = ["what", "due_on", "owner", "step_state", "done_on", "source", "provenance"]
FEE_ROW = [
    *("fee_year", "fee_state", "due_eur", "due_from", "invoiced_on", "received_eur", "received_on"),
    *("waived_eur", "illustrative"),
]
PRICE_ROW = ["scheme", "expected_eur"]


def show_key_figures(basis: Basis, city_id: str, line: str) -> None:
    """The cards, side by side or two a row on a phone."""
    cards.show_cards_with_rows(facts(basis, city_id), basis_line=line, key="cards-city")


def facts(basis: Basis, city_id: str) -> list[Fact]:
    """Size, membership, fee, last contact, and the stage or what is to be done."""
    return [
        _population(city_id),
        _membership(basis, city_id),
        _fee(basis, city_id),
        _seen(basis, city_id),
        _stage(basis, city_id) or _steps(basis, city_id),
    ]


def population_detail(city: pd.Series) -> str:
    """What the number of inhabitants counts and of which year it is; '' where there is no number."""
    if pd.isna(city["population"]):
        return ""
    if pd.isna(city["population_kind"]):
        return say("city_fact.population_roll")
    if pd.isna(city["population_year"]):
        return say("city_fact.population_undated", kind=city["population_kind"])
    return say("city_fact.population_kind", kind=city["population_kind"], year=int(city["population_year"]))


def _fact(name: str, value: str, detail: str, rows: pd.DataFrame, **facts: object) -> Fact:
    """rows: readable; illustrative where one of them says so."""
    marked = label("provenance", "illustrative")
    columns = [tables.header(column) for column in ("provenance", "illustrative")]
    invented = any((rows[column] == marked).any() for column in columns if column in rows)
    return CardText(name, say(f"kpi.{name}", **facts), value, detail, invented), rows


def _population(city_id: str) -> Fact:
    city = answers.city(city_id)
    rows = pd.DataFrame([city]).assign(source=say("map.source"))
    own = answers.own_rows("members", city_id).head(1)
    if city["population_from"] == "roll" and len(own):
        rows = rows.assign(source=own["source"].iloc[0], provenance=own["provenance"].iloc[0])
    value = say("app.unknown") if pd.isna(city["population"]) else formats.count(city["population"])
    return _fact("city_population", value, population_detail(city), tables.readable(rows, POPULATION_ROW))


def _membership(basis: Basis, city_id: str) -> Fact:
    status = answers.status(basis, city_id)
    rows = tables.readable(answers.own_rows("members", city_id), MEMBER_ROW)
    if status.kind != "member" or status.member is None:
        value = say("city_fact.not_member")
        left_on = words.partial(status.member, "left_on") if status.member is not None else ""
        detail = say("city_fact.left", day=left_on) if status.kind == "left" else ""
        return _fact("city_membership", value, detail, rows)
    row = status.member
    value = say("app.unknown") if pd.isna(row["joined_on"]) else words.partial(row, "joined_on")
    kind = words.membership(row)
    if pd.isna(row["scheme"]):
        return _fact("city_membership", value, say("city_fact.scheme_unknown", membership=kind), rows)
    detail = say("city_fact.scheme", membership=kind, scheme=label("scheme", row["scheme"]).lower())
    return _fact("city_membership", value, detail, rows)


def _fee(basis: Basis, city_id: str) -> Fact:
    """What was received for the fee year; for a city on no roll, what it would pay."""
    year = basis.fee_year or basis.as_of.year
    if answers.status(basis, city_id).kind not in ("member", "left"):
        return _price(basis, city_id, year)
    now = answers.fees_of_basis(basis, city_id)
    shown = tables.readable(now, FEE_ROW)
    if now.empty:
        return _fact("city_fee", say("app.unknown"), "", shown, year=year)
    state = label("fee_state", now["fee_state"].iloc[0])
    amount = now["received_eur"].iloc[0]
    value = state if pd.isna(amount) else formats.money(amount)
    return _fact("city_fee", value, words.fee(basis, city_id), shown, year=year)


def _price(basis: Basis, city_id: str, year: int) -> Fact:
    prices = answers.prices(basis, city_id)
    rows = pd.DataFrame({"scheme": list(prices), "expected_eur": list(prices.values())})
    shown = tables.readable(rows, PRICE_ROW)
    if "joint" not in prices:
        no_price = say("city_fact.no_price")
        return _fact("city_price", no_price, say("city_fact.price_unknown"), shown, year=year)
    value = formats.money(prices["joint"])
    if "exclusive" not in prices:
        return _fact("city_price", value, say("city_fact.price_joint"), shown, year=year)
    detail = say("city_fact.price", exclusive=formats.money(prices["exclusive"]))
    return _fact("city_price", value, detail, shown, year=year)


def event_rows(basis: Basis, city_id: str) -> pd.DataFrame:
    """Events of a city, readable."""
    rows = answers.events(basis, city_id).rename(columns={"name": "event_name"})
    return tables.readable(rows, EVENT_ROW)


def _seen(basis: Basis, city_id: str) -> Fact:
    shown = event_rows(basis, city_id)
    last = words.last_seen(basis, city_id)
    if last is None:
        presence = answers.events(basis, city_id)["presence"]
        lists = int((presence == "absent").sum())
        if not lists:
            return _fact("city_seen", say("app.unknown"), say("city_fact.no_lists"), shown)
        detail = counted("city_fact.never_detail", lists, count=formats.count(lists))
        return _fact("city_seen", say("city_fact.never"), detail, shown)
    value = say("city_fact.undated") if pd.isna(last["starts_on"]) else formats.day(last["starts_on"])
    detail = say("city_fact.seen", event=last["name"], mode=label("presence", last["presence"]))
    return _fact("city_seen", value, detail, shown)


def _stage(basis: Basis, city_id: str) -> Fact | None:
    """The stage in the pipeline, open or ended; None for a city that never was in it."""
    status = answers.status(basis, city_id)
    if status.kind not in ("prospect", "ended") or status.prospect is None:
        return None
    row = status.prospect
    shown = tables.readable(answers.stages(basis, city_id), STAGE_ROW)
    value = label("stage", row["stage"])
    if pd.isna(row["entered_on"]):
        return _fact("city_stage", value, say("city_fact.stage_undated"), shown)
    days = (pd.Timestamp(basis.as_of) - row["entered_on"]).days
    since = formats.day(row["entered_on"])
    detail = counted("city_fact.stage", days, days=formats.count(days), since=since)
    return _fact("city_stage", value, detail, shown)


def _steps(basis: Basis, city_id: str) -> Fact:
    rows = answers.steps(basis, city_id)
    still_open = rows[rows["step_state"] != "done"]
    shown = tables.readable(rows, STEP_ROW)
    overdue = int((rows["step_state"] == "overdue").sum())
    if still_open.empty:
        return _fact("city_steps", formats.count(0), say("city_fact.steps_none"), shown)
    detail = say("city_fact.steps_on_time")
    if overdue:
        detail = say("city_fact.steps_overdue", count=formats.count(overdue))
    return _fact("city_steps", formats.count(len(still_open)), detail, shown)
