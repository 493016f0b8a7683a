"""How far the contacts reach: cities, channels and holders counted, without a name."""

from __future__ import annotations

import pandas as pd

from data.schema import CONTACT_CHANNELS
from text import counted, label, say
from ui.core import city_names, formats, page_basis, queries
from ui.widgets import page_header
from ui.widgets.tables import show_table


def show_lead(rows: pd.DataFrame) -> None:
    """How many contacts there are, and how many members of the focus group have none."""
    city_ids = set(rows["city_id"])
    people = counted("contacts.people", len(rows), count=formats.count(len(rows)))
    where = counted("contacts.where", len(city_ids), count=formats.count(len(city_ids)))
    page_header.show_page_header(
        say("contacts.lead", people=people, where=where),
        [_without_contact(city_ids)],
        say("contacts.apart"),
        illustrative=False,
    )


def show_cities(rows: pd.DataFrame) -> None:
    """One row a city: how many contacts, by which channels, held by whom, last heard from when."""
    cities = rows.groupby("city_id", sort=False)
    shown = pd.DataFrame(
        {
            say("table.city"): [city_names.city_name(str(city)) for city in cities.groups],
            say("contacts.count"): cities.size().to_numpy(),
            say("contacts.channels"): [_labels("contact_channel", part["channel"]) for _, part in cities],
            say("contacts.holders"): [_labels("owner", part["holder"]) for _, part in cities],
            label("column", "last_contact_on"): cities["last_contact_on"].max().to_numpy(),
        }
    )
    show_table(shown.sort_values(shown.columns[0]), key="table.contacts", alt=say("contacts.coverage_alt"))


def show_holders(rows: pd.DataFrame) -> None:
    """One row a holder: contacts in all, by channel, and in how many cities; then everybody together."""
    nobody = say("contacts.held_by_nobody")
    holders = [nobody if pd.isna(code) else label("owner", code) for code in rows["holder"]]
    named = rows.assign(holder=pd.Series(holders, index=rows.index, dtype="str"))
    parts = [(str(holder), part) for holder, part in named.groupby("holder")]
    shown = pd.DataFrame([_counts(name, part) for name, part in [*parts, (say("contacts.all"), named)]])
    show_table(shown, key="table.contact_holders", alt=say("contacts.holders_alt"))


def _counts(holder: str, rows: pd.DataFrame) -> dict[str, object]:
    channels = rows["channel"].value_counts()
    return {
        say("contacts.holders"): holder,
        say("contacts.count"): len(rows),
        **{label("contact_channel", code): int(channels.get(code, 0)) for code in CONTACT_CHANNELS},
        say("contacts.no_channel"): int(rows["channel"].isna().sum()),
        say("contacts.cities"): rows["city_id"].nunique(),
    }


def _without_contact(city_ids: set[str]) -> str:
    """How many members of the focus group have no contact, as a sentence; '' where there are no members."""
    if queries.dataset().table("members").empty:
        return ""
    basis = page_basis.current()
    states = queries.member_states(basis)
    members = set(states.roll.loc[states.group, "city_id"])
    facts = {"of": formats.count(len(members)), "group": label("group", basis.group)}
    without = len(members - city_ids)
    if not members:
        return ""
    if not without:
        return say("contacts.all_reached", **facts)
    return counted("contacts.without", without, count=formats.count(without), **facts)


def _labels(section: str, codes: pd.Series) -> str | None:
    """The words for codes, each once, in the order of the alphabet; None without any."""
    return ", ".join(sorted({label(section, code) for code in codes.dropna().unique()})) or None
