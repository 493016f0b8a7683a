"""Sections on the cities of the focus group: where they are, what they come to, what they are part of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from analysis.engagement.attendance import attendance
from analysis.engagement.attendance_by_event import MODES, by_event
from analysis.engagement.network_overlap import answers, by_network
from analysis.engagement.topics import by_topic
from sharing.report import Section
from text import counted, label, say
from ui.core import formats, queries
from ui.map.view import places_of_group
from ui.overview import pictures as overview
from ui.reports import group_map
from ui.reports.charts import Shown
from ui.reports.values import Show, table

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from data.dataset import Dataset
    from sharing.report import Chart, Table
    from ui.reports.charts import Pen

_MEMBERS = (
    Show("name", "member"),
    Show("name_zh", "member_zh"),
    Show("joined_on", "member_since", "day"),
    Show("population", "member_inhabitants", "count"),
)
_PAYMENTS = (
    Show("name", "city"),
    Show("name_zh", "city_zh"),
    Show("mark", "city_state"),
    Show("due_eur", "city_due", "eur"),
    Show("received_eur", "city_received", "eur"),
)
_SEEN = (
    Show("name", "member"),
    Show("name_zh", "member_zh"),
    Show("last_event", "event"),
    Show("last_on", "event_day", "day"),
    Show("last_mode", "attendance"),
)


def _members(basis: Basis) -> pd.DataFrame:
    places = places_of_group(basis)
    return places[places["kind"] == "member"].sort_values(["name", "city_id"], ignore_index=True)


def members(basis: Basis, pen: Pen, *, payments: bool) -> Section:
    """Who is a member and where. payments: with what each paid, and the prospects beside them."""
    rows, group = _members(basis), label("group", basis.group)
    unplaced = int(rows["latitude"].isna().sum())
    said = [
        say("report.members", group=group, members=formats.count(len(rows))),
        counted("report.unplaced", unplaced, count=formats.count(unplaced)) if unplaced else "",
    ]
    listed = table(
        "members",
        say("report.member_list", group=group),
        rows.assign(illustrative=group_map.invented(rows)),
        _MEMBERS,
    )
    return Section(
        "members",
        say("report.members_title"),
        sentences=tuple(filter(None, said)),
        fields=("members", "group"),
        charts=(_payment_map(basis, pen) if payments else _member_map(basis, pen),),
        tables=(listed, _payments(rows, basis)) if payments else (listed,),
    )


def _payments(rows: pd.DataFrame, basis: Basis) -> Table:
    year = basis.fee_year or say("frame.no_fee_year")
    return table("payments", say("report.payments", year=year), rows, _PAYMENTS)


def _payment_map(basis: Basis, pen: Pen) -> Chart:
    labels = overview.map_labels(basis)
    shown = Shown("map", "picture", "count", ("city", "city_place", "city_state", "prospect"))
    picture = partial(overview.small_map, basis, embedded=True)
    return pen.drawn(shown, picture, labels.caption, labels.alt)


def _member_map(basis: Basis, pen: Pen) -> Chart:
    """Members alone, without what they pay: for who may not see that."""
    labels = group_map.labels(basis)
    shown = Shown("member_map", "picture", "count", ("member", "member_place"))
    return pen.drawn(shown, partial(group_map.members, basis), labels.caption, labels.alt)


def engagement(basis: Basis, pen: Pen) -> Section:  # noqa: ARG001  a section draws with a pen
    """Which events the group came to, and when each member was last seen."""
    rows, data = _members(basis), queries.dataset()
    seen = attendance(data, basis.as_of).reindex(rows["city_id"])
    never = int(seen["last_event"].isna().sum())
    online = int((seen["in_person"].eq(0) & seen["online"].gt(0)).sum())
    events = _listed(by_event(data, rows, basis.as_of))
    facts = {"members": formats.count(len(rows)), "events": formats.count(len(events))}
    said = [
        counted("report.never_seen", len(events), never=formats.count(never), **facts),
        say("report.only_online", online=formats.count(online)),
    ]
    marked = bool(events["illustrative"].any())
    listed = table("last_seen", say("report.last_seen"), rows.assign(illustrative=marked), _SEEN)
    return Section(
        "engagement",
        say("report.engagement"),
        sentences=tuple(said) if len(events) else (say("report.no_lists"),),
        fields=("members", "events", "mode"),
        tables=(_events(events), listed) if len(events) else (),
    )


def _listed(events: pd.DataFrame) -> pd.DataFrame:
    """Events with a list of who came, without visits, the latest first; came: in whatever way."""
    events = events[events["expects"]].assign(came=events[list(MODES)].sum(axis=1))
    return events.sort_values("starts_on", ascending=False, na_position="last", ignore_index=True)


def _events(events: pd.DataFrame) -> Table:
    shown = (
        Show("name", "event", header=say("table.event_name")),
        Show("starts_on", "event_day", "day"),
        Show("place", "event_place"),
        Show("came", "members", "count", say("report.came")),
        Show("in_person", "count", "count", label("mode", "in_person")),
        Show("online", "count", "count", label("mode", "online")),
    )
    return table("events", say("report.events"), events, shown, members="members")


def topics(basis: Basis, pen: Pen) -> Section:  # noqa: ARG001
    """What the group asked for: cities by topic, with their names."""
    rows, data = _members(basis), queries.dataset()
    of_group = places_of_group(basis)
    found = by_topic(data, of_group["city_id"])
    if found.empty:
        return Section("topics", say("report.topics"), (say("report.no_topics"),), ("topic", "group"))
    shown = (Show("topic", "topic"), Show("cities", "count", "count", say("report.cities")))
    named = data.table("topics").merge(of_group[["city_id", "name", "name_zh"]], on="city_id")
    named = named.rename(columns={"level": "interest"}).sort_values(["topic", "name"])
    cities = (
        Show("topic", "city_topics"),
        Show("name", "city"),
        Show("name_zh", "city_zh"),
        Show("interest", "city_topics"),
    )
    known = int(rows["city_id"].isin(data.table("topics")["city_id"]).sum())
    said = say("report.topics_known", known=formats.count(known), members=formats.count(len(rows)))
    return Section(
        "topics",
        say("report.topics"),
        sentences=(said,),
        fields=("topic", "members", "group"),
        tables=(
            table("topics", say("report.topics_counted"), _worded(found), shown),
            table("topic_cities", say("report.topics_named"), _worded(named), cities),
        ),
    )


def _worded(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(topic=[label("topic", code) for code in rows["topic"]])


def networks(basis: Basis, pen: Pen) -> Section:  # noqa: ARG001
    """In which other networks the members of the group are, as far as that is known."""
    rows, data = _members(basis), queries.dataset()
    found = by_network(answers(data, rows)).sort_values(["yes", "network"], ascending=[False, True])
    if found.empty:
        return Section("networks", say("report.networks"), (say("report.no_networks"),), ("network",))
    shown = (
        Show("network", "network"),
        Show("yes", "members", "count", say("report.in_network")),
        Show("no", "count", "count", say("report.not_in_network")),
        Show("unknown", "count", "count", label("answer", "unknown")),
        Show("not_asked", "count", "count", label("answer", "not_asked")),
    )
    found = found.assign(illustrative=_marked_networks(data, rows))
    first = found.iloc[0]
    open_answers = first["unknown"] + first["not_asked"]
    said = say(
        "report.most_in" if open_answers else "report.most_in_all_known",
        network=first["network"],
        yes=formats.count(first["yes"]),
        members=formats.count(len(rows)),
        unknown=formats.count(open_answers),
    )
    return Section(
        "networks",
        say("report.networks"),
        sentences=(said,),
        fields=("network", "members"),
        charts=(),
        tables=(
            table("networks", say("report.networks_counted"), found, shown, members="members"),
            _named(data, rows),
        ),
    )


def _marked_networks(data: Dataset, rows: pd.DataFrame) -> bool:
    table = data.table("networks")
    mine = table[table["city_id"].isin(rows["city_id"])]
    return bool((mine["provenance"] == "illustrative").any())


def _named(data: Dataset, rows: pd.DataFrame) -> Table:
    """Each member with the networks it is known to be in."""
    inside = data.table("networks")
    inside = inside[inside["member"] == "yes"].sort_values("network")
    names = inside.groupby("city_id")["network"].agg(", ".join).reindex(rows["city_id"])
    marked = inside.loc[inside["city_id"].isin(rows["city_id"]), "provenance"].eq("illustrative").any()
    shown = (
        Show("name", "member"),
        Show("name_zh", "member_zh"),
        Show("networks", "member_networks", header=say("city_section.networks")),
    )
    named = rows.assign(networks=names.to_numpy(), illustrative=bool(marked))
    return table("member_networks", say("report.networks_named"), named[named["networks"].notna()], shown)
