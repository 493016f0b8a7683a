"""The cities that no list has, before they are saved, with the known ones that lie nearest."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.reading.new_cities import NewCity
from data.reading.upload import Upload
from text import counted, say
from ui.core import formats
from ui.core.countries import country_name
from ui.core.tables import header
from ui.widgets import differences, page_header
from ui.widgets.tables import show_table


def show_new_cities(upload: Upload) -> None:
    """One row a new city; nothing where there is none."""
    cities = upload.new_cities
    if not cities:
        return
    title = counted("update.new_cities", len(cities), count=formats.count(len(cities)))
    page_header.subsection(title)
    names = differences.city_names(upload.candidate)
    rows = pd.DataFrame(
        {
            header("name"): [city.name for city in cities],
            header("country"): [country_name(city.country) if city.country else None for city in cities],
            say("difference.id"): [city.city_id for city in cities],
            say("update.nearest"): [_near(city, names) for city in cities],
        }
    )
    show_table(rows, key="table.new_cities", alt=title)
    st.caption(say("update.new_cities_how"))


def _near(city: NewCity, names: dict[str, str]) -> str:
    return ", ".join(
        names.get(city_id, city_id)
        if km is None
        else say("update.nearest_km", city=names.get(city_id, city_id), km=formats.count(round(km)))
        for city_id, km in city.near
    )
