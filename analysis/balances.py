"""What each city owes and what has arrived, by fee year, as known at a date. Money in EUR."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.groups import income_level_of

if TYPE_CHECKING:
    from datetime import date

    from data.dataset import Dataset

TOLERANCE = 0.02  # bank charges and rounding: 8 815 of 8 840 is paid in full
ROUNDING = 1e-6  # EUR; far below what 98 % of a sum in cents can differ by


def balances(dataset: Dataset, fee_year: int, as_of: date) -> pd.DataFrame:
    """One row a member, indexed by city_id, for one fee year.

    gross_eur: the fee in the file, or else by the tariff; waived_eur; due_eur: gross − discount − waiver,
    missing where unknown. received_eur: sum of receipts allocated to the year and dated ≤ as_of (refunds are
    negative), 0 where there is none. receipts: their number. recorded: a due or an invoice is in the file.
    dated: an invoice date is in the file. invoiced_on: missing where not invoiced by as_of. illustrative: a
    row behind it is illustrative.
    Source: docs/definitions.md.
    """
    members = dataset.table("members").set_index("city_id")
    dues = dataset.table("dues")
    dues = dues[dues["fee_year"] == fee_year].set_index("city_id").reindex(members.index)
    arrived = _received(dataset, fee_year, as_of).reindex(members.index)
    gross = dues["due_eur"].fillna(_by_tariff(dataset, members, fee_year))
    due = gross - dues["discount_eur"].fillna(0.0) - dues["waived_eur"].fillna(0.0)
    # Whole cents: what was refunded or waived in full leaves nothing, not a millionth of a cent.
    return pd.DataFrame(
        {
            "gross_eur": gross,
            "waived_eur": dues["waived_eur"].fillna(0.0),
            "due_eur": due.round(2).clip(lower=0),
            "received_eur": arrived["received_eur"].fillna(0.0).round(2),
            "receipts": arrived["receipts"].fillna(0).astype("int64"),
            "recorded": dues["due_eur"].notna() | dues["invoiced_on"].notna(),
            "dated": dues["invoiced_on"].notna(),
            "invoiced_on": dues["invoiced_on"].where(dues["invoiced_on"] <= pd.Timestamp(as_of)),
            "illustrative": dues["provenance"].eq("illustrative") | arrived["illustrative"].eq(True),  # noqa: FBT003
        },
        index=members.index,
    )


def _received(dataset: Dataset, fee_year: int, as_of: date) -> pd.DataFrame:
    receipts = dataset.table("receipts")
    counted = receipts[(receipts["fee_year"] == fee_year) & (receipts["received_on"] <= pd.Timestamp(as_of))]
    counted = counted.assign(illustrative=counted["provenance"] == "illustrative")
    return counted.groupby("city_id").agg(
        received_eur=("amount_eur", "sum"),
        receipts=("receipt_id", "size"),
        illustrative=("illustrative", "any"),
    )


def _by_tariff(dataset: Dataset, members: pd.DataFrame, fee_year: int) -> pd.Series:
    """Fee by the published grid, for who was a member before the year began and whose scheme is known.

    The first-year fee is not in the grid: it comes from the file or stays unknown. Of two grids that cover
    the year the later one holds.
    """
    cells = ["income_level", "state_capital", "scheme"]
    tariff = dataset.table("tariff")
    tariff = tariff[(tariff["period_from"] <= fee_year) & (tariff["period_to"] >= fee_year)]
    tariff = tariff.sort_values("period_from").drop_duplicates(cells, keep="last")
    priced = members.assign(income_level=income_level_of(dataset, members, until=fee_year))
    joined_before = ~(priced["joined_on"].dt.year >= fee_year)
    prices = priced[cells].merge(tariff[[*cells, "amount_eur"]], on=cells, how="left")["amount_eur"]
    return pd.Series(prices.to_numpy(), index=members.index).where(joined_before)
