"""Sections on the cities of the focus group: where they are, what they come to, what they are part of."""

from __future__ import annotations

from functools import partial

import pandas as pd

from analysis.core.basis import Basis
from analysis.engagement.attendance_by_event import MODES, by_city, by_event
from analysis.engagement.network_overlap import answers, by_network
from analysis.engagement.working_groups import by_topic, interests
from sharing.report import Chart, Section, Table
from text import counted, label, say
from ui.core import formats, queries
from ui.map.view import places_of_group
from ui.overview import pictures as overview
from ui.reports import group_map
from ui.reports.charts import ChartMaker, svg
from ui.reports.values import TableColumn, names_of, section, table, with_labels

_MEMBERS = (
    *names_of("member"),
    TableColumn("joined_on", "member_since", "day"),
    TableColumn("population", "member_inhabitants", "count"),
)
_PAYMENTS = (
    *names_of("city"),
    TableColumn("mark", "city_state"),
    TableColumn("due_eur", "city_due", "eur"),
    TableColumn("received_eur", "city_received", "eur"),
)
_LAST_SEEN = (
    *names_of("member"),
    TableColumn("last_event", "event"),
    TableColumn("last_on", "event_day", "day"),
    TableColumn("last_mode", "attendance"),
)


def _members(basis: Basis) -> pd.DataFrame:
    places = places_of_group(basis)
    return places[places["kind"] == "member"].sort_values(["name", "city_id"], ignore_index=True)


def members(basis: Basis, maker: ChartMaker, *, payments: bool) -> Section:
    """Who is a member and where. payments: with what each paid, and the prospects beside them."""
    rows, group = _members(basis), label("group", basis.group)
    unplaced = int(rows["latitude"].isna().sum())
    year = basis.fee_year or say("frame.no_fee_year")
    invented = group_map.is_invented(rows)
    listed = table("members", say("report.member_list", group=group), rows, _MEMBERS, illustrative=invented)
    paid = table("payments", say("report.payments", year=year), rows, _PAYMENTS)
    return section(
        "members",
        say("report.members_title"),
        [
            counted("report.members", len(rows), group=group, count=formats.count(len(rows))),
            counted("report.unplaced", unplaced, count=formats.count(unplaced)) if unplaced else "",
        ],
        ("members", "group"),
        charts=[_payment_map(basis, maker) if payments else _member_map(basis, maker)],
        tables=[listed, paid if payments else None],
    )


def _payment_map(basis: Basis, maker: ChartMaker) -> Chart:
    drawing = svg(partial(overview.small_map, basis, embedded=True), overview.map_labels(basis))
    return maker.chart("map", "count", ("city", "city_place", "city_state", "prospect"), drawing)


def _member_map(basis: Basis, maker: ChartMaker) -> Chart:
    """Members alone, without what they pay: for who may not see that."""
    drawing = svg(partial(group_map.member_map, basis), group_map.labels(basis))
    return maker.chart("member_map", "count", ("member", "member_place"), drawing)


def engagement(basis: Basis) -> Section:
    """Which events the group came to, and when each member was last seen."""
    rows, data, title = _members(basis), queries.dataset(), say("report.engagement")
    fields = ("members", "events", "mode")
    events = _with_list(by_event(data, rows, basis.as_of))
    if events.empty:
        return section("engagement", title, [say("report.no_lists")], fields)
    seen = by_city(data, rows, basis.as_of)["seen"]
    facts = {
        "never": formats.count(int((seen == "never").sum())),
        "members": _counted_members(len(rows)),
        "events": formats.count(len(events)),
    }
    only_online = int((seen == "online_only").sum())
    marked = rows.assign(illustrative=bool(events["illustrative"].any()))
    return section(
        "engagement",
        title,
        [
            counted("report.never_seen", len(events), **facts),
            say("report.only_online", online=formats.count(only_online)),
        ],
        fields,
        tables=[_events(events), table("last_seen", say("report.last_seen"), marked, _LAST_SEEN)],
    )


def _with_list(events: pd.DataFrame) -> pd.DataFrame:
    """Events with a list of who came, without visits, the latest first; came: in whatever way."""
    events = events[events["expects"]].assign(came=events[list(MODES)].sum(axis=1))
    return events.sort_values("starts_on", ascending=False, na_position="last", ignore_index=True)


def _events(events: pd.DataFrame) -> Table:
    shown = (
        TableColumn("name", "event", header=say("table.event_name")),
        TableColumn("starts_on", "event_day", "day"),
        TableColumn("place", "event_place"),
        TableColumn("came", "members", "count", say("report.came")),
        *(TableColumn(mode, "count", "count", label("mode", mode)) for mode in ("in_person", "online")),
    )
    return table("events", say("report.events"), events, shown, members="members")


def topics(basis: Basis) -> Section:
    """What the group asked for: cities by topic, with their names."""
    rows, data, title = _members(basis), queries.dataset(), say("report.topics")
    group = places_of_group(basis)
    counts = by_topic(data, interests(data, group))
    counts = counts[counts["cities"] > 0]
    if counts.empty:
        return section("topics", title, [say("report.no_topics")], ("topic", "group"))
    asked = data.table("topics")
    named = asked.merge(group[["city_id", "name", "name_zh"]], on="city_id")
    named = named.rename(columns={"level": "interest"}).sort_values(["topic", "name"])
    cities = (TableColumn("topic", "city_topics"), *names_of("city"), TableColumn("interest", "city_topics"))
    shown = (TableColumn("topic", "topic"), TableColumn("cities", "count", "count", say("report.cities")))
    known = formats.count(int(rows["city_id"].isin(asked["city_id"]).sum()))
    return section(
        "topics",
        title,
        [say("report.topics_known", known=known, members=_counted_members(len(rows)))],
        ("topic", "members", "group"),
        tables=[
            table("topics", say("report.topics_counted"), with_labels(counts, "topic"), shown),
            table("topic_cities", say("report.topics_named"), with_labels(named, "topic"), cities),
        ],
    )


def networks(basis: Basis) -> Section:
    """In which other networks the members of the group are, as far as that is known."""
    rows, data, title = _members(basis), queries.dataset(), say("report.networks")
    counts = by_network(answers(data, rows)).sort_values(["yes", "network"], ascending=[False, True])
    if counts.empty:
        return section("networks", title, [say("report.no_networks")], ("network",))
    memberships = data.table("networks")
    memberships = memberships[memberships["city_id"].isin(rows["city_id"])]
    shown = (
        TableColumn("network", "network"),
        TableColumn("yes", "members", "count", say("report.in_network")),
        TableColumn("no", "count", "count", say("report.not_in_network")),
        *(TableColumn(each, "count", "count", label("answer", each)) for each in ("unknown", "not_asked")),
    )
    counted_members = table(
        "networks",
        say("report.networks_counted"),
        counts,
        shown,
        members="members",
        illustrative=_is_invented(memberships),
    )
    return section(
        "networks",
        title,
        [_largest_network(counts.iloc[0], len(rows))],
        ("network", "members"),
        tables=[counted_members, _named(memberships, rows)],
    )


def _counted_members(count: int) -> str:
    return counted("map.members", count, count=formats.count(count))


def _largest_network(first: pd.Series, members: int) -> str:
    open_answers = first["unknown"] + first["not_asked"]
    return say(
        "report.most_in" if open_answers else "report.most_in_all_known",
        network=first["network"],
        yes=formats.count(first["yes"]),
        members=_counted_members(members),
        unknown=formats.count(open_answers),
    )


def _is_invented(rows: pd.DataFrame) -> bool:
    return bool((rows["provenance"] == "illustrative").any())


def _named(memberships: pd.DataFrame, rows: pd.DataFrame) -> Table:
    """Each member with the networks it is known to be in."""
    inside = memberships[memberships["member"] == "yes"].sort_values("network")
    names = inside.groupby("city_id")["network"].agg(", ".join).reindex(rows["city_id"])
    shown = (
        *names_of("member"),
        TableColumn("networks", "member_networks", header=say("city_section.networks")),
    )
    named = rows.assign(networks=names.to_numpy(), illustrative=_is_invented(inside))
    return table("member_networks", say("report.networks_named"), named.dropna(subset="networks"), shown)
