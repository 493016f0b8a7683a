"""Both shares before and after, from the records that versions keep of themselves (shares.share_record)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from text import group_facts, label, say
from ui.core import figure_words, formats
from ui.core.markdown import inert_html, inert_markdown, say_inert
from ui.widgets.page_header import mark

SHARES = ("official_share", "paying_share")


def share(record: Mapping[str, Any], name: str) -> str:
    """'20.0 % (23 of 115)', or a dash where the share is undefined."""
    return shares(name, record)[0]


def shares(name: str, *records: Mapping[str, Any]) -> tuple[str, ...]:
    """The same of several records, such as one before and after: different shares read differently."""
    found = [record[name] for record in records]
    values = figure_words.amounts("share", *(each["value"] for each in found))
    return tuple(
        formats.proportion(each["numerator"], each["denominator"], value)
        for value, each in zip(values, found, strict=True)
    )


def sentence(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What becomes of both shares, in one sentence."""
    group = group_facts(after["group"])
    if all(before[name] == after[name] for name in SHARES):
        return say("effect.none", **group)
    return say(
        "effect.both",
        **group,
        official=_way(before, after, "official_share"),
        paying=_way(before, after, "paying_share"),
    )


def show_share_effect(before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """A card a share: what it was, what it becomes, and what both are measured on."""
    with st.container(key="cards.effect"):
        for column, name in zip(st.columns(len(SHARES)), SHARES, strict=True):
            with column:
                st.html(_card(before, after, name))
    st.caption(inert_markdown(basis_line(after)))
    if _measured_on(before) != _measured_on(after):
        st.caption(say_inert("effect.before_basis", basis=basis_line(before)))


def basis_line(record: Mapping[str, Any]) -> str:
    """Definition, fee year and date of a record."""
    return say(
        "frame.basis",
        definition=label("definition", record["paying_share"]["definition"]),
        fee_year=record["fee_year"] or say("frame.no_fee_year"),
        as_of=formats.day(date.fromisoformat(record["as_of"])),
    )


def _measured_on(record: Mapping[str, Any]) -> tuple[object, ...]:
    return record["as_of"], record["fee_year"], record["group"]


def _card(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> str:
    was, is_now = before[name], after[name]
    became = figure_words.amounts("share", was["value"], is_now["value"])[1]
    value = f'<span class="card-value">{inert_html(became)}</span>'
    if was == is_now:
        detail = say("effect.unchanged", fraction=_fraction(is_now))
    elif is_now["value"] is None:
        detail = say("effect.undefined", was=share(before, name))
    else:
        detail = say("effect.was", was=shares(name, before, after)[0], fraction=_fraction(is_now))
    return (
        f'<div class="card" data-figure="{inert_html(name)}">'
        f'<div class="card-title">{inert_html(say(f"kpi.{name}"))}</div>'
        f"<div>{value}{_points(was, is_now)}</div>"
        f'<div class="card-detail">{inert_html(detail)}</div>{mark() if is_now["illustrative"] else ""}</div>'
    )


def _points(was: Mapping[str, Any], is_now: Mapping[str, Any]) -> str:
    """' +1.1 points' beside the value, as HTML; nothing where there is no change to tell."""
    if None in (was["value"], is_now["value"]) or was["value"] == is_now["value"]:
        return ""
    change = say("effect.points", change=formats.points(is_now["value"] - was["value"]))
    return f' <span class="card-detail">{inert_html(change)}</span>'


def _way(before: Mapping[str, Any], after: Mapping[str, Any], name: str) -> str:
    if before[name] == after[name]:
        return say("effect.stays", share=share(after, name))
    was, becomes = shares(name, before, after)
    return say("effect.way", before=was, after=becomes)


def _fraction(record: Mapping[str, Any]) -> str:
    return formats.fraction(record["numerator"], record["denominator"])
