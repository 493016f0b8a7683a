"""Untapped potential: how large a city is, how active elsewhere, how active here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from data.dataset import Dataset

VIEWS = ("famous-three", "active-elsewhere", "northeast", "south", "potential-members")
"""Groups of cities that the founder's note names, as codes of focus groups."""


def potential(
    places: pd.DataFrame, seen: pd.DataFrame, scored: pd.DataFrame, elsewhere: pd.Series
) -> pd.DataFrame:
    """One row a city, the largest first; those of unknown size at the end.

    places: analysis.places with city_id, name, name_zh, kind, population; seen: analysis.presence and scored:
    analysis.engagement_score of the same cities; elsewhere: analysis.network_overlap.elsewhere. Adds score
    (activity here), elsewhere (networks it is known to be in; missing where nobody asked), seen, untapped
    (active elsewhere and never seen here in person), illustrative.
    """
    known = seen.set_index("city_id").reindex(places["city_id"]).set_axis(places.index)
    points = scored.set_index("city_id").reindex(places["city_id"]).set_axis(places.index)
    others = elsewhere.reindex(places["city_id"]).set_axis(places.index)
    rows = places[["city_id", "name", "name_zh", "kind", "population"]].assign(
        score=points["score"].astype("Int64"),
        elsewhere=others.astype("Int64"),
        seen=known["seen"],
        untapped=(others.fillna(0) > 0) & known["in_person"].eq(0).fillna(value=False),
        illustrative=points["illustrative"].astype(bool),
    )
    return rows.sort_values(["population", "name"], ascending=[False, True], ignore_index=True)


def in_view(dataset: Dataset, view: str, city_ids: pd.Series) -> pd.Series:
    """Which of the cities are in a group of VIEWS."""
    table = dataset.table("focus_groups")
    return city_ids.isin(table.loc[table["group"] == view, "city_id"])
