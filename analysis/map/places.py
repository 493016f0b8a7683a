"""Members and prospects as places on a map."""

from __future__ import annotations

import pandas as pd

from analysis.core.basis import Basis
from analysis.core.groups import in_group
from analysis.core.member_states import member_states
from analysis.engagement.attendance import attendance
from analysis.pipeline.stages import open_stages
from data.dataset import Dataset

_COLUMNS = ["city_id", "name", "name_zh", "country", "latitude", "longitude", "population"]


def places(
    dataset: Dataset,
    basis: Basis,
    reference: pd.DataFrame,
    states: pd.DataFrame | None = None,
    seen: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row a member on the roll or an open prospect, with where it lies.

    reference: cities with city_id, latitude, longitude, population (data.reference.cities), used where the
    row itself has none. Columns: city_id, name, name_zh, country, latitude, longitude (degrees WGS-84,
    missing where unknown), population (missing where unknown), kind ('member', 'prospect'), mark (payment
    state, or 'prospect'), stage (prospects only), in_group, joined_on, joined_on_precision, due_eur,
    received_eur, last_event, last_on, last_mode, illustrative.

    states: MemberStates.frame of the basis, seen:
    analysis.engagement.attendance.attendance of its date, if they are there already.
    """
    states = member_states(dataset, basis).frame() if states is None else states
    seen = attendance(dataset, basis.as_of) if seen is None else seen
    members = states.assign(kind="member", mark=states["state"])
    waiting = open_stages(dataset, basis.as_of)
    waiting = waiting.assign(
        kind="prospect",
        mark="prospect",
        illustrative=waiting["own_illustrative"],
        in_group=in_group(dataset, basis.group, waiting["city_id"]),
    )
    extra = ["kind", "mark", "in_group", "illustrative"]
    rows = pd.concat(
        [
            members[[*_COLUMNS, *extra, "joined_on", "joined_on_precision", "due_eur", "received_eur"]],
            waiting[["city_id", "name", "name_zh", "country", *extra, "stage"]],
        ],
        ignore_index=True,
    )
    known = reference.set_index("city_id").reindex(rows["city_id"]).reset_index(drop=True)
    return rows.assign(
        latitude=rows["latitude"].fillna(known["latitude"]),
        longitude=rows["longitude"].fillna(known["longitude"]),
        population=rows["population"].astype("Int64").fillna(known["population"]),
        illustrative=rows["illustrative"].astype(bool),
        in_group=rows["in_group"].astype(bool),
    ).join(seen[["last_event", "last_on", "last_mode"]], on="city_id")
