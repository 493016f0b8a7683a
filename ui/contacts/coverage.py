"""How far the contacts reach: cities, channels and holders counted, without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.schema import CONTACT_CHANNELS
from data.store import contacts
from data.store.database import reading
from text import counted, label, say
from ui.core import city_names, formats, page_basis, queries, store
from ui.widgets import page_header
from ui.widgets.tables import show_table

if TYPE_CHECKING:
    from collections.abc import Iterable


def coverage() -> pd.DataFrame:
    """One row a contact: city_id, channel, holder and last_contact_on. Read anew in every run."""
    with reading(store.opened()) as connection:
        return contacts.coverage(connection)


def show_lead(rows: pd.DataFrame) -> None:
    """How many contacts there are, and how many members of the focus group have none."""
    reached = set(rows["city_id"])
    people = counted("contacts.people", len(rows), count=formats.count(len(rows)))
    where = counted("contacts.where", len(reached), count=formats.count(len(reached)))
    page_header.show_page_header(
        say("contacts.lead", people=people, where=where),
        [_without(reached)],
        say("contacts.apart"),
        illustrative=False,
    )


def show_cities(rows: pd.DataFrame) -> None:
    """One row a city: how many contacts, by which channels, held by whom, last heard from when."""
    states = rows.groupby("city_id", sort=False)
    shown = pd.DataFrame(
        {
            say("table.city"): [city_names.city_name(str(city)) for city in states.groups],
            say("contacts.count"): states.size().to_numpy(),
            say("contacts.channels"): [_channels(part["channel"]) for _, part in states],
            say("contacts.holders"): [_held(part["holder"]) for _, part in states],
            label("column", "last_contact_on"): states["last_contact_on"].max().to_numpy(),
        }
    )
    show_table(shown.sort_values(shown.columns[0]), key="table.contacts", alt=say("contacts.coverage_alt"))


def show_holders(rows: pd.DataFrame) -> None:
    """One row a holder: contacts in all, by channel, and in how many cities; then everybody together."""
    nobody = say("contacts.held_by_nobody")
    held = [nobody if pd.isna(code) else label("owner", code) for code in rows["holder"]]
    known = rows.assign(holder=pd.Series(held, index=rows.index, dtype="str"))
    parts = [(str(holder), part) for holder, part in known.groupby("holder")]
    shown = pd.DataFrame([_counts(name, part) for name, part in [*parts, (say("contacts.all"), known)]])
    show_table(shown, key="table.contact_holders", alt=say("contacts.holders_alt"))


def _counts(holder: str, rows: pd.DataFrame) -> dict[str, object]:
    said = rows["channel"].value_counts()
    return {
        say("contacts.holders"): holder,
        say("contacts.count"): len(rows),
        **{label("contact_channel", code): int(said.get(code, 0)) for code in CONTACT_CHANNELS},
        say("contacts.no_channel"): int(rows["channel"].isna().sum()),
        say("contacts.cities"): rows["city_id"].nunique(),
    }


def _without(reached: set[str]) -> str:
    """How many members of the focus group nobody reaches, as a sentence; '' where nobody is on the roll."""
    if queries.dataset().table("members").empty:
        return ""
    basis = page_basis.current()
    states = queries.member_states(basis)
    members = set(states.roll.loc[states.group, "city_id"])
    facts = {"of": formats.count(len(members)), "group": label("group", basis.group)}
    without = len(members - reached)
    if not members:
        return ""
    if not without:
        return say("contacts.all_reached", **facts)
    return counted("contacts.without", without, count=formats.count(without), **facts)


def _channels(codes: pd.Series) -> str | None:
    return _listed(label("contact_channel", code) for code in codes.dropna().unique())


def _held(codes: pd.Series) -> str | None:
    return _listed(label("owner", code) for code in codes.dropna().unique())


def _listed(words: Iterable[str]) -> str | None:
    return ", ".join(sorted(set(words))) or None
