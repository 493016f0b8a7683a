"""The form of the basis beside every page: what everything is measured on, kept in the address."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis.core.basis import ALSO, DEFAULT_ALSO, Basis, count_also, read_also, write_also
from analysis.core.custom_group import OwnList
from analysis.core.definitions import DEFAULT_DEFINITION, DEFINITIONS
from analysis.core.groups import DEFAULT_GROUP
from data.dataset import Dataset
from text import label, say
from text.visible import visible
from ui.core import address, formats, queries, session_keys
from ui.core.markdown import inert_markdown
from ui.widgets import custom_group, saved_names


def choose_basis(dataset: Dataset) -> Basis:
    """Draw the controls and return the basis they stand for."""
    st.caption(say("frame.title"))
    st.selectbox(
        say("frame.definition"),
        DEFINITIONS,
        key=address.bind_choice("definition", DEFAULT_DEFINITION, list(DEFINITIONS)),
        format_func=lambda code: label("definition", code),
    )
    as_of = _choose_date(dataset)
    fee_year = _choose_fee_year(as_of)
    group = _choose_group()
    also = st.pills(
        say("frame.also"),
        ALSO,
        selection_mode="multi",
        key=address.bind("also", list(DEFAULT_ALSO), _read_also, write_also),
        format_func=lambda code: inert_markdown(label("also", code)),
        help=say("frame.also_help"),
    )
    basis = Basis(as_of, fee_year, st.session_state["address.definition"], group)
    basis = count_also(basis, write_also(also))
    for code, day in queries.notes(basis).items():
        st.caption(say(f"basis_note.{code}", day=formats.day(day)))
    st.session_state[session_keys.BASIS] = basis
    address.save_shared_values()
    return basis


def _read_also(text: str) -> list[str] | None:
    names = read_also(text)
    return None if names is None else list(names)


def _choose_group() -> str:
    """A group to choose from, a list that somebody saved, or the reader's own one, which the
    address holds city by city."""
    choices = list(queries.group_codes())
    own = [each.code for each in saved_names.saved_entries("group")]
    own += [code for code in (address.requested("group"), st.session_state.get("address.group")) if code]
    choices += [code for code in dict.fromkeys(own) if _is_own_list(code)]
    group = st.selectbox(
        say("frame.group"),
        choices,
        key=address.bind_choice("group", DEFAULT_GROUP, choices),
        format_func=lambda code: visible(label("group", code)),
        help=say("frame.group_help"),
    )
    opened = st.popover(say("frame.own_list"), type="tertiary", key="own_list", on_change="rerun")
    if opened.open:
        with opened:
            custom_group.choose_cities()
    return str(group)


def _value_in_words(name: str, code: str) -> str:
    """The words for what is shown in place of what the address asked for."""
    if name not in {"version", "with", "against"}:
        return label(name, code)
    return say("versions.number", number=queries.version_number(code))


def _is_own_list(code: str) -> bool:
    """Whether a code is a list of cities that are all on record."""
    own = OwnList.read(code)
    return own is not None and set(own.cities) <= queries.city_names().keys()


def _earliest(dataset: Dataset) -> date:
    """The first day of the first fee year on record."""
    years = queries.fee_years()
    return date(years[0], 1, 1) if years else dataset.first_roll_on


def _choose_date(dataset: Dataset) -> date:
    first, last = min(_earliest(dataset), dataset.first_roll_on), dataset.as_of

    def read(text: str) -> date | None:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return day if first <= day <= last else None

    address.follow_default("as_of", dataset.as_of)
    if not first <= st.session_state.get("address.as_of", dataset.as_of) <= last:
        del st.session_state["address.as_of"]  # a day that newer data no longer cover
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


def _choose_fee_year(as_of: date) -> int | None:
    default = queries.default_fee_year(as_of)
    years = [str(year) for year in reversed(queries.fee_years()) if year <= as_of.year + 1]
    if default is None or not years:
        return None
    address.follow_default("fee_year", str(default))
    key = address.bind_choice("fee_year", str(default), years)
    return int(st.selectbox(say("frame.fee_year"), years, key=key))


def show_rejected(dataset: Dataset) -> None:
    """A warning for each value of the address that does not exist, with the one used instead."""
    for each in address.rejected():
        if each.name == "as_of":
            first, last = formats.day(_earliest(dataset)), formats.day(dataset.as_of)
            sentence = say("frame.rejected_as_of", value=each.value, first=first, last=last, used=each.used)
        else:
            used = _value_in_words(each.name, each.used)
            sentence = say("frame.rejected", name=label("frame", each.name), value=each.value, used=used)
        st.warning(inert_markdown(sentence), icon=":material/link_off:")
