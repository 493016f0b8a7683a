"""Who may join: the open prospects, with what is needed to price them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.core.groups import in_group

if TYPE_CHECKING:
    import pandas as pd

    from analysis.core.basis import Basis
    from data.dataset import Dataset


def candidates(
    dataset: Dataset, basis: Basis, open_prospects: pd.DataFrame, reference: pd.DataFrame
) -> pd.DataFrame:
    """Open prospects with what their fee depends on.

    open_prospects: analysis.pipeline.prospects.prospects at the date. reference: cities with city_id and
    capital (data.cities.reference_cities), because prospects carry no mark of a capital themselves.
    Columns: city_id, name, country, stage, scheme (missing where not recorded), state_capital (missing where
    not known), in_group, illustrative.
    """
    rows = open_prospects
    capitals = reference.set_index("city_id")["capital"].reindex(rows["city_id"]).set_axis(rows.index)
    kept = rows[["city_id", "name", "country", "stage", "scheme", "illustrative"]]
    return kept.assign(
        state_capital=capitals.astype("boolean"),
        in_group=in_group(dataset, basis.group, rows["city_id"]),
    ).reset_index(drop=True)
