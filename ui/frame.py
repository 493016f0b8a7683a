"""The frame around every page: what everything is measured on, kept while pages change and in the address."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from analysis.basis import DEFAULT_DEFINITION, DEFINITIONS, Basis, default_fee_year, fee_years
from analysis.groups import DEFAULT_GROUP, group_codes
from ui import address, keys, numbers
from ui.text import label, say
from ui.written import inert_markdown

if TYPE_CHECKING:
    from data.dataset import Dataset


def choose_basis(dataset: Dataset) -> Basis:
    """Draw the controls and return the basis they stand for."""
    groups = list(group_codes(dataset))
    st.caption(say("frame.title"))
    st.selectbox(
        say("frame.definition"),
        DEFINITIONS,
        key=address.bind_choice("definition", DEFAULT_DEFINITION, list(DEFINITIONS)),
        format_func=lambda code: label("definition", code),
    )
    as_of = _choose_date(dataset)
    fee_year = _choose_fee_year(dataset, as_of)
    group = st.selectbox(
        say("frame.group"),
        groups,
        key=address.bind_choice("group", DEFAULT_GROUP, groups),
        format_func=lambda code: label("group", code),
        help=say("frame.group_help"),
    )
    basis = Basis(as_of, fee_year, st.session_state["address.definition"], str(group))
    st.session_state[keys.BASIS] = basis
    return basis


def basis() -> Basis:
    """The basis of the current run, for pages."""
    chosen: Basis = st.session_state[keys.BASIS]
    return chosen


def earliest(dataset: Dataset) -> date:
    """The first day of the first fee year on record."""
    years = fee_years(dataset)
    return date(years[0], 1, 1) if years else dataset.first_roll_on


def _choose_date(dataset: Dataset) -> date:
    first, last = min(earliest(dataset), dataset.first_roll_on), dataset.as_of

    def read(text: str) -> date | None:
        try:
            asked = date.fromisoformat(text)
        except ValueError:
            return None
        return asked if first <= asked <= last else None

    key = address.bind("as_of", dataset.as_of, read, date.isoformat)
    chosen = st.date_input(
        say("frame.as_of"),
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        key=key,
        help=say("frame.as_of_help"),
    )
    return chosen if isinstance(chosen, date) else dataset.as_of


def _choose_fee_year(dataset: Dataset, as_of: date) -> int | None:
    default = default_fee_year(dataset, as_of)
    years = [str(year) for year in reversed(fee_years(dataset)) if year <= as_of.year + 1]
    if default is None or not years:
        return None
    key = address.bind_choice("fee_year", str(default), years)
    return int(st.selectbox(say("frame.fee_year"), years, key=key))


def show_rejected(dataset: Dataset) -> None:
    """Say what the address asked for and could not have."""
    for asked in address.rejected():
        if asked.name == "as_of":
            first, last = numbers.day(earliest(dataset)), numbers.day(dataset.as_of)
            sentence = say("frame.rejected_as_of", value=asked.value, first=first, last=last, used=asked.used)
        else:
            used = label(asked.name, asked.used)
            sentence = say("frame.rejected", name=label("frame", asked.name), value=asked.value, used=used)
        st.warning(inert_markdown(sentence), icon=":material/link_off:")
