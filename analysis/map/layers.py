"""What a map can tell of each place: one layer at a time, as one code a place."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.frames import first_match
from analysis.engagement.attendance_by_event import by_city
from data.dataset import Dataset

LAYERS = ("paying", "status", "stage", "engagement", "population", "networks", "silent")
SIZES = ((10e6, "above_10"), (5e6, "above_5"), (1e6, "above_1"), (0, "below_1"))
_SEEN = {"online_only": "online", "no_record": "seen_unknown"}
_STAGE_GROUPS = {
    "identified": "stage_early",
    "contacted": "stage_early",
    "interested": "stage_early",
    "intent_expressed": "stage_intent",
    "applied": "stage_applied",
    "board_approved": "stage_applied",
    "assembly_listed": "stage_applied",
}


def add_layer_facts(places: pd.DataFrame, dataset: Dataset, as_of: date) -> pd.DataFrame:
    """The places with what further layers need.

    Adds: status (of the roll; missing for prospects), seen ('in_person', 'online', 'came' where how is not
    recorded, 'never': on no list of who came, 'seen_unknown': no list could have named it), network
    ('elsewhere', 'nowhere', 'elsewhere_unknown': member of another network), silent (on no list and without a
    recorded topic; missing where no list could have named it either), seen_illustrative (a row behind seen is
    invented, one of a list that it is not on included).
    """
    ids = places["city_id"]
    events = by_city(dataset, places, as_of)
    seen_as = events["seen"].replace(_SEEN)
    asked = ids.isin(set(dataset.table("topics")["city_id"]))
    silent = (seen_as == "never").astype("boolean").mask(seen_as == "seen_unknown")
    status = dataset.table("members").drop_duplicates("city_id").set_index("city_id")["status"]
    return places.assign(
        status=pd.Series(status.reindex(ids).to_numpy(), index=places.index).where(
            places["kind"] == "member"
        ),
        seen=seen_as,
        seen_illustrative=events["illustrative"],
        network=_network(dataset, ids).to_numpy(),
        silent=silent.mask(asked, False),  # noqa: FBT003
    )


def _network(dataset: Dataset, ids: pd.Series) -> pd.Series:
    """A single 'yes' is enough; a 'no' holds only for the networks that were looked at."""
    rows = dataset.table("networks")
    yes = set(rows.loc[rows["member"] == "yes", "city_id"])
    no = set(rows.loc[rows["member"] == "no", "city_id"])
    return first_match({"elsewhere": ids.isin(yes), "nowhere": ids.isin(no)}, "elsewhere_unknown", ids.index)


def layer_marks(places: pd.DataFrame, layer: str) -> pd.Series:
    """The code of each place on a layer; prospects have codes of their own. ValueError for another layer.

    places: as `add_layer_facts` gives them.
    """
    if layer == "paying":
        return places["mark"]
    member = places["kind"] == "member"
    if layer == "status":
        members = places["status"].map({"member": "member", "suspended": "suspended"}).fillna("member")
        return members.where(member, "prospect")
    if layer == "stage":
        return places["stage"].map(_STAGE_GROUPS).fillna("stage_early").where(~member, "context")
    codes = _facts_of(places, layer).astype("str")
    return codes.where(member, "prospect_" + codes)


def _facts_of(places: pd.DataFrame, layer: str) -> pd.Series:
    """Codes that members and prospects share."""
    if layer == "engagement":
        return places["seen"]
    if layer == "networks":
        return places["network"]
    if layer == "silent":
        return places["silent"].map({True: "silent", False: "heard"}).fillna("silent_unknown")
    if layer == "population":
        return size_classes(places["population"])
    raise ValueError(f"A layer of the map is one of {', '.join(LAYERS)}; given was {layer!r}.")


def size_classes(population: pd.Series) -> pd.Series:
    """Inhabitants in four classes, in millions; unknown is a class of its own."""
    known = pd.to_numeric(population, errors="coerce").astype("float64")
    cases = {code: known >= least for least, code in SIZES}
    return first_match(cases, "size_unknown", population.index)


def joined_by(places: pd.DataFrame, year: int) -> pd.DataFrame:
    """Members that joined in or before a year. Who has no joining date, and prospects, are left out."""
    known = places["joined_on"].notna() & (places["kind"] == "member")
    return places[known & (pd.to_datetime(places["joined_on"]).dt.year <= year)]


def joining_years(places: pd.DataFrame) -> tuple[list[int], int]:
    """The years in which members joined, oldest first, and how many members have no joining date."""
    joined = pd.to_datetime(places.loc[places["kind"] == "member", "joined_on"])
    return sorted(int(year) for year in joined.dt.year.dropna().unique()), int(joined.isna().sum())
