"""Free text without the people among the contacts, for what leaves the dashboard by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.store.mentions import SearchedColumn, known_people
from data.store.redaction import without

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Connection


def without_people(connection: Connection, texts: pd.Series) -> pd.Series:
    """The texts with a mark in place of each name and address of a contact. Missing stays missing."""
    terms = [term for found in known_people(connection).values() for term in found]
    spans = SearchedColumn(str(texts.name), texts).texts_with(terms)
    return texts.map(lambda text: without(text, spans[text]) if text in spans else text, na_action="ignore")
