"""Who is reached in which city. Without being asked the page says how many and how, never who."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data.store import contacts
from data.store.database import reading
from ui import contact_form, frame, headline, keys, numbers, services, store, tables
from ui.text import counted, label, say
from ui.written import inert_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

_MASK = "••••••"
_CITY = "contacts.of"


def show_lead() -> None:
    """How many contacts there are, and how many members of the focus group have none."""
    rows = _coverage()
    reached = set(rows["city_id"])
    group = _group()
    detail = ""
    if group is not None:
        name, members = group
        without = len(members - reached)
        facts = {"count": numbers.count(without), "of": numbers.count(len(members)), "group": name}
        detail = say("contacts.without", **facts) if without else say("contacts.all_reached", **facts)
    people = counted("contacts.people", len(rows), count=numbers.count(len(rows)))
    where = counted("contacts.where", len(reached), count=numbers.count(len(reached)))
    headline.show(
        say("contacts.lead", people=people, where=where),
        [detail],
        say("contacts.apart"),
        illustrative=False,
    )


def show_coverage() -> None:
    """One row a city: how many contacts, by which channels, held by whom, last heard from when."""
    rows = _coverage()
    if rows.empty:
        st.info(say("contacts.none"), icon=":material/info:")
        return
    found = rows.groupby("city_id", sort=False)
    names = contact_form.cities()
    shown = pd.DataFrame(
        {
            label("column", "city"): [names.get(str(city), str(city)) for city in found.groups],
            say("contacts.count"): found.size().to_numpy(),
            say("contacts.channels"): [_channels(part["channel"]) for _, part in found],
            say("contacts.holders"): [_listed(part["holder"]) for _, part in found],
            label("column", "last_contact_on"): found["last_contact_on"].max().to_numpy(),
        }
    )
    tables.show(shown.sort_values(shown.columns[0]), key="table.contacts", alt=say("contacts.coverage_alt"))


def show_city() -> None:
    """The contacts of one city: masked, until somebody asks for them."""
    known = contact_form.cities()
    reached = dict.fromkeys(_coverage()["city_id"])
    if not reached:
        return
    city = st.selectbox(
        say("contacts.choose_city"),
        sorted(reached, key=lambda code: known.get(code, code)),
        index=None,
        format_func=lambda code: known.get(code, code),
        placeholder=say("contacts.city_search"),
        key=_CITY,
        on_change=_mask,
    )
    if city is None:
        return
    is_shown = st.session_state.get(keys.UNMASKED) == city
    st.button(
        say("contacts.mask") if is_shown else say("contacts.unmask"),
        icon=":material/visibility_off:" if is_shown else ":material/visibility:",
        on_click=_mask if is_shown else _unmask,
        args=() if is_shown else (city,),
        key="contacts.unmask",
    )
    with reading(store.opened()) as unit:
        people = contacts.everyone(unit)
    for number, person in enumerate(people[people["city_id"] == city].to_dict("records")):
        _show_person({str(name): value for name, value in person.items()}, number, is_shown=is_shown)
    st.caption(say("contacts.erase"))


def _show_person(person: dict[str, object], number: int, *, is_shown: bool) -> None:
    """One contact. Only the number within the list stands in keys, which end up in the page."""
    told, gone = st.columns([5, 1], vertical_alignment="center")
    with told:
        who = " · ".join(str(person[name]) for name in ("person", "role") if _is_known(person[name]))
        st.markdown(f"**{inert_markdown(who or say('contacts.no_name')) if is_shown else _MASK}**")
        if is_shown and _is_known(person["address"]):
            st.code(str(person["address"]), language=None, wrap_lines=True)
        st.caption(inert_markdown(_how(person)))
    with gone:
        st.button(
            say("contacts.remove"),
            icon=":material/person_remove:",
            type="tertiary",
            on_click=contact_form.remove,
            args=(person["contact_id"], contact_form.cities().get(str(person["city_id"]), "")),
            key=f"contacts.remove.{number}",
        )


def _how(person: dict[str, object]) -> str:
    """Channel, holder and day: what may be said of a contact without saying who it is."""
    parts = [label("contact_channel", person["channel"])] if _is_known(person["channel"]) else []
    if _is_known(person["holder"]):
        parts.append(say("contacts.held_by", holder=label("owner", person["holder"])))
    last = person["last_contact_on"]
    if isinstance(last, pd.Timestamp):
        parts.append(say("contacts.last", day=numbers.day(last)))
    return " · ".join(parts)


def _is_known(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _coverage() -> pd.DataFrame:
    with reading(store.opened()) as unit:
        return contacts.coverage(unit)


def _group() -> tuple[str, set[str]] | None:
    """The focus group by name and its members on the roll; None where nobody is on the roll."""
    if services.dataset().table("members").empty:
        return None
    basis = frame.basis()
    found = services.standing(basis)
    return label("group", basis.group), set(found.roll.loc[found.group, "city_id"])


def _channels(codes: pd.Series) -> str:
    return _listed(codes.map({code: label("contact_channel", code) for code in codes.dropna().unique()}))


def _listed(values: Iterable[object]) -> str:
    return ", ".join(sorted({str(value) for value in values if _is_known(value)}))


def _mask() -> None:
    st.session_state.pop(keys.UNMASKED, None)


def _unmask(city: str) -> None:
    st.session_state[keys.UNMASKED] = city
