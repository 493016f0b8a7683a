"""What a place on the map says of itself: one text a row, built by column, not row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from text import label, say
from ui.core import formats

if TYPE_CHECKING:
    import pandas as pd


def texts(places: pd.DataFrame) -> pd.Series:
    """Name in both scripts, membership or stage, payment, inhabitants and last contact, a line each."""
    both = places["name"] + np.where(places["name_zh"].notna(), " " + places["name_zh"].fillna(""), "")
    lines = [both, _standing(places), _inhabitants(places["population"]), _contact(places)]
    joined = lines[0].astype("object")
    for line in lines[1:]:
        joined = joined + np.where(line != "", "\n" + line, "")
    return joined.astype("str")


def _standing(places: pd.DataFrame) -> pd.Series:
    states = places["mark"].map({code: label("state", code) for code in places["mark"].unique()})
    stages = places["stage"].map(
        {
            code: say("map.hover_stage", stage=label("stage", code))
            for code in places["stage"].dropna().unique()
        }
    )
    return stages.astype("object").fillna(states.astype("object"))


def _inhabitants(population: pd.Series) -> pd.Series:
    known = {
        value: say("map.hover_population", population=formats.count(value))
        for value in population.dropna().unique()
    }
    return population.map(known, na_action="ignore").astype("object").fillna("")


def _contact(places: pd.DataFrame) -> pd.Series:
    modes = places["last_mode"].map(
        {code: label("mode", code) for code in places["last_mode"].dropna().unique()}
    )
    event = places["last_event"].astype("object")
    seen = say("map.hover_contact", event="\0", mode="\1")
    before, _, rest = seen.partition("\0")
    between, _, after = rest.partition("\1")
    text = before + event + between + modes.astype("object") + after
    return text.where(event.notna(), say("map.hover_no_contact"))
