"""How much the money depends on few: by country, over all countries. Money in EUR."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.core.arrays import Amounts, Mask
from analysis.core.figure import Figure, parts
from analysis.core.member_states import MemberStates, why_none


def by_country(states: MemberStates) -> pd.DataFrame:
    """One row a country that money came from in the fee year, most first; unknown ones are one row, last.

    Columns: country (missing where not recorded), received_eur, members (that paid something), group_eur
    (of it from the focus group), share of the whole. A country whose refunds exceed its receipts counts as 0.
    """
    received = np.nan_to_num(states.amounts("received_eur", states.fee_year))
    rows = pd.DataFrame(
        {
            "country": states.roll["country"],
            "received_eur": received,
            "members": (received > 0).astype("int64"),
            "group_eur": np.where(states.group, received, 0.0),
        }
    )
    sums = rows.groupby("country", dropna=False).sum().reset_index()
    sums = sums[sums["received_eur"] > 0].sort_values(["received_eur", "country"], ascending=[False, True])
    sums = pd.concat([sums[sums["country"].notna()], sums[sums["country"].isna()]], ignore_index=True)
    return sums.assign(share=sums["received_eur"] / (sums["received_eur"].sum() or float("nan")))


def concentration_figures(states: MemberStates, countries: pd.DataFrame) -> list[Figure]:
    """hhi, effective_number, largest_share and money_at_risk of the fee year.

    HHI = Σ s_k² over all countries, by money received. Members without a country are one country in the
    value; low: each is one of its own; high: all belong to the largest.
    """
    low, value, high = _bounds(states, countries)
    shared = Figure(
        "",
        definition="received",
        value=None,
        illustrative=bool(states.illustrative(states.fee_year)[_gave(states)].any()),
        reason=None if value is not None else why_none(states, "no_money"),
        counted=lambda: _givers(states),
    )
    return [
        replace(shared, name="hhi", value=value, low=low, high=high, unit="index"),
        replace(
            shared,
            name="effective_number",
            value=None if value is None else 1 / value,
            low=None if high is None else 1 / high,
            high=None if low is None else 1 / low,
            unit="countries",
        ),
        _largest(shared, countries),
        _at_risk(states, shared),
    ]


def _largest(shared: Figure, countries: pd.DataFrame) -> Figure:
    """The largest share of a known country; the country is the label."""
    known = countries[countries["country"].notna()]
    if known.empty:
        return replace(shared, name="largest_share", reason=shared.reason or "no_country")
    first = known.iloc[0]
    return replace(
        shared,
        name="largest_share",
        value=float(first["share"]),
        numerator=float(first["received_eur"]),
        denominator=float(countries["received_eur"].sum()),
        label=str(first["country"]),
    )


def herfindahl(amounts: Amounts) -> float | None:
    """Σ s_k² of amounts that are not negative; None where there are none."""
    total = float(amounts.sum())
    return None if total <= 0 else float(((amounts / total) ** 2).sum())


def _bounds(states: MemberStates, countries: pd.DataFrame) -> tuple[float | None, float | None, float | None]:
    known = countries["country"].notna()
    of_countries = countries.loc[known, "received_eur"].to_numpy("float64")
    of_unknown = float(countries.loc[~known, "received_eur"].sum())
    value = herfindahl(countries["received_eur"].to_numpy("float64"))
    received = np.nan_to_num(states.amounts("received_eur", states.fee_year))
    each = np.maximum(received[states.roll["country"].isna().to_numpy()], 0.0)
    low = herfindahl(np.append(of_countries, each))
    together = of_countries.copy() if len(of_countries) else np.zeros(1)
    together[0] += of_unknown
    return low, value, herfindahl(together)


def _at_risk(states: MemberStates, shared: Figure) -> Figure:
    """Σ_c R: what would not come if the whole group paused. Unknown where no receipt is recorded at all."""
    received = states.amounts("received_eur", states.fee_year)
    recorded = states.fee_year is not None and bool(states.amounts("receipts", states.fee_year).any())
    value = round(float(received[states.group].sum()), 2) if recorded else None
    return replace(
        shared,
        name="money_at_risk",
        value=value,
        low=value,
        high=value,
        unit="EUR",
        reason=None if recorded else why_none(states, "no_money"),
        counted=lambda: _of_group(_givers(states)),
    )


def _of_group(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.loc[rows["in_group"].to_numpy("bool")]


def _gave(states: MemberStates) -> Mask:
    mask: Mask = np.nan_to_num(states.amounts("received_eur", states.fee_year)) != 0
    return mask


def _givers(states: MemberStates) -> pd.DataFrame:
    rows = states.frame().assign(
        due_eur=states.amounts("due_eur", states.fee_year),
        received_eur=states.amounts("received_eur", states.fee_year),
    )
    rows = rows.loc[_gave(states)]
    return rows.assign(part=parts(rows["in_group"]))
