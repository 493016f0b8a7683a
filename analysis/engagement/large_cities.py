"""Large cities outside the association, and how much of each province is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

LARGE = 1_000_000  # inhabitants: from here on a city counts as large


def outside_cities(
    reference: pd.DataFrame, places: pd.DataFrame, countries: list[str] | None = None
) -> pd.DataFrame:
    """Large cities, and the largest of each province, that are neither member nor prospect, as places.

    reference: data.cities.reference_cities. places: who is inside or may join (city_id). countries: only
    there, None for everywhere. Columns: city_id, name, name_zh, country, latitude, longitude, population,
    kind ('untapped'), mark ('untapped'), in_group (False).
    """
    first = reference.sort_values("population", ascending=False).drop_duplicates("province")
    is_first = reference["city_id"].isin(first["city_id"]) & reference["province"].notna()
    large = reference[(reference["population"] >= LARGE).fillna(value=False) | is_first]
    rows = large[~large["city_id"].isin(places["city_id"])]
    if countries is not None:
        rows = rows[rows["country"].isin(countries)]
    columns = ["city_id", "name", "name_zh", "country", "latitude", "longitude", "population"]
    return rows[columns].assign(kind="untapped", mark="untapped", in_group=False).reset_index(drop=True)


def by_province(reference: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a province in which a Chinese city of the reference lies, most members first.

    Columns: province, members, prospects, large (cities above one million), large_members, share (of large
    cities that are members; missing where there is none), latitude, longitude (middle of its cities).
    places: city_id and kind. A member outside the reference has no province and is in no row.
    """
    cities = reference[reference["province"].notna()]
    kinds = places.drop_duplicates("city_id").set_index("city_id")["kind"].reindex(cities["city_id"])
    member, prospect = kinds.eq("member").to_numpy(), kinds.eq("prospect").to_numpy()
    large = (cities["population"] >= LARGE).fillna(value=False).to_numpy(dtype=bool)
    counted = cities.assign(
        members=member, prospects=prospect, large=large, large_members=np.logical_and(large, member)
    )
    rows = counted.groupby("province", as_index=False).agg(
        members=("members", "sum"),
        prospects=("prospects", "sum"),
        large=("large", "sum"),
        large_members=("large_members", "sum"),
        latitude=("latitude", "mean"),
        longitude=("longitude", "mean"),
    )
    share = rows["large_members"] / rows["large"].where(rows["large"] > 0)
    rows = rows.assign(share=share.astype("float64"))
    return rows.sort_values(
        ["members", "large", "province"], ascending=[False, False, True], ignore_index=True
    )
