"""How far contacts reach: cities by channel, and how much of a channel lies with one holder. No person."""

from __future__ import annotations

import pandas as pd

from analysis.core.frames import sort_rows

CHANNELS = ("wechat", "email", "phone")
RISK_SHARE = 0.5  # of a channel's contacts with one holder: from here on it counts as a risk
FEW = 5  # fewer contacts than this are too few to speak of a share


def by_channel(contacts: pd.DataFrame, city_ids: pd.Series) -> pd.DataFrame:
    """One row a channel, then 'any': cities (of these, each once), of, without, contacts.

    contacts: city_id, channel, holder, one row a contact. One person who is a contact of two cities is two
    contacts and reaches both.
    """
    mine = contacts[contacts["city_id"].isin(city_ids)]
    parts = [(code, mine[mine["channel"] == code]) for code in CHANNELS] + [("any", mine)]
    rows = [
        {"channel": code, "cities": part["city_id"].nunique(), "contacts": len(part)} for code, part in parts
    ]
    channels = pd.DataFrame(rows, columns=["channel", "cities", "contacts"])
    return channels.assign(of=len(city_ids), without=len(city_ids) - channels["cities"])


def by_holder(contacts: pd.DataFrame, city_ids: pd.Series) -> pd.DataFrame:
    """One row a channel ('any' for all) and holder, most contacts first within a channel.

    Columns: channel, holder (missing where none is recorded), contacts, of (contacts of the channel), share,
    cities, risk (a named holder with at least RISK_SHARE of FEW or more contacts).
    """
    mine = contacts[contacts["city_id"].isin(city_ids)]
    every = pd.concat([mine[mine["channel"].isin(CHANNELS)], mine.assign(channel="any")])
    grouped = every.groupby(["channel", "holder"], dropna=False)
    rows = grouped["city_id"].agg(contacts="size", cities="nunique").reset_index()
    of = rows.groupby("channel")["contacts"].transform("sum")
    share = rows["contacts"] / of
    rows = rows.assign(of=of, share=share, risk=rows["holder"].notna() & (share >= RISK_SHARE) & (of >= FEW))
    order = {"channel": (*CHANNELS, "any")}
    return sort_rows(rows, ["channel", "contacts", "holder"], order, ascending=[True, False, True])


def reachable_cities(contacts: pd.DataFrame) -> frozenset[str] | None:
    """city_ids with at least one contact; None where no contact of anybody is recorded."""
    return frozenset(contacts["city_id"].dropna()) if len(contacts) else None
