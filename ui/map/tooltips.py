"""Tooltips of places on the map, built by column, not row by row."""

from __future__ import annotations

import numpy as np
import pandas as pd

from text import label, say
from ui.core import formats
from ui.core.city_names import in_both_scripts


def tooltip_texts(places: pd.DataFrame) -> pd.Series:
    """Name in both scripts, membership or stage, payment, inhabitants and last contact, a line each."""
    text = in_both_scripts(places).astype("object")
    for line in (_state_or_stage(places), _inhabitants(places["population"]), _last_contact(places)):
        text = text + np.where(line != "", "\n" + line, "")
    return text.astype("str")


def _state_or_stage(places: pd.DataFrame) -> pd.Series:
    states = places["mark"].map({code: label("state", code) for code in places["mark"].unique()})
    codes = places["stage"].dropna().unique()
    stages = places["stage"].map({code: say("map.hover_stage", stage=label("stage", code)) for code in codes})
    return stages.astype("object").fillna(states.astype("object"))


def _inhabitants(population: pd.Series) -> pd.Series:
    known = {
        value: say("map.hover_population", population=formats.count(value))
        for value in population.dropna().unique()
    }
    return population.map(known, na_action="ignore").astype("object").fillna("")


def _last_contact(places: pd.DataFrame) -> pd.Series:
    modes = places["last_mode"].map(
        {code: label("mode", code) for code in places["last_mode"].dropna().unique()}
    )
    event = places["last_event"].astype("object")
    before, _, rest = say("map.hover_contact", event="\0", mode="\1").partition("\0")
    between, _, after = rest.partition("\1")
    text = before + event + between + modes.astype("object") + after
    return text.where(event.notna(), say("map.hover_no_contact"))
