"""What of an uploaded sheet names a person, and stays hidden until somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import streamlit as st

from data.cleaning.spelling import match_key
from data.reading.upload import ReadTable
from data.reading.vocabulary import channel_names, column_names
from data.report import Issue
from data.schema import UPLOADED
from text import issue_sentence, label, say

MASK: Final = "••••••"
_PEOPLE: Final = "contacts"
_PLAIN: Final = frozenset({"city_id", "country", "channel", "holder", "last_contact_on", "consent_on"})
"""Fields of a contact that say how a city is reached and not by whom."""
_FIELDS: Final = frozenset(field.name for table in UPLOADED.values() for field in table.fields)
_NAMING: Final = frozenset({"person", "role", "address"})


def private_headers(tables: Iterable[ReadTable]) -> frozenset[str]:
    """Headers of a block that hold people: in a list of contacts all but a few, elsewhere those that nobody
    understood and that are called like a name of a person or a way to reach one."""
    found: set[str] = set()
    for table in tables:
        if table.table == _PEOPLE:
            plain = {header for field, header in table.columns.items() if field in _PLAIN}
            found |= set(table.places) - plain
        else:
            found |= {header for header in table.unmapped if _is_of_people(header)}
    return frozenset(found)


def _is_of_people(header: str) -> bool:
    word = match_key(header)
    meanings = column_names(_PEOPLE).get(word, ())
    return word in channel_names() or any(meaning.field in _NAMING for meaning in meanings)


def offer_to_reveal(private: frozenset[str], key: str) -> frozenset[str]:
    """Offer to show what is hidden; returns what stays hidden."""
    if not private:
        return private
    shown = st.toggle(say("update.unmask"), key=f"unmask.{key}", help=say("update.unmask_help"))
    return frozenset() if shown else private


def hidden_headers(tables: Iterable[ReadTable], key: str) -> frozenset[str]:
    """What stays hidden after `offer_to_reveal` with this key."""
    return frozenset() if st.session_state.get(f"unmask.{key}") else private_headers(tables)


def masked_sentence(issue: Issue, private: frozenset[str]) -> str:
    """An issue in words, without what a hidden column holds. A whole row is quoted by one of its cells."""
    if "field" in issue.facts:
        issue = replace(issue, facts={**issue.facts, "field": column_label(str(issue.facts["field"]))})
    if private and (issue.column in private or issue.column is None):
        quoted = {name: MASK for name in ("value", "example") if name in issue.facts}
        issue = replace(issue, facts={**issue.facts, **quoted})
    return issue_sentence(replace(issue, column=column_label(issue.column)) if issue.column else issue)


def column_label(column: str) -> str:
    """A heading as it stands; a field that no column holds, in words."""
    return label("column", column) if column in _FIELDS else column
