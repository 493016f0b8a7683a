"""Numbers and dates in the reader's own format: text.format with the locale of the current session."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from babel import Locale, UnknownLocaleError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from text import LANGUAGE
from text import format as text_format

if TYPE_CHECKING:
    from datetime import date, tzinfo

    import pandas as pd

    from analysis.core.figure import Figure


def locale() -> str:
    """The browser's locale where Babel knows it, British English otherwise. Words stay English."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return text_format.DEFAULT_LOCALE  # nobody reads this in a browser
    asked = (st.context.locale or "").replace("-", "_")
    language, _, territory = asked.partition("_")
    if language != LANGUAGE:
        return text_format.DEFAULT_LOCALE  # a sentence keeps to one language, its dates included
    try:
        Locale.parse(asked)
    except (ValueError, UnknownLocaleError):
        return text_format.DEFAULT_LOCALE
    return asked if territory else text_format.DEFAULT_LOCALE


def share(value: float | None) -> str:
    return text_format.share(value, locale())


def points(value: float | None) -> str:
    return text_format.signed_points(value, locale())


def count(value: float | None) -> str:
    return text_format.count(value, locale())


def count_short(value: float | None) -> str:
    """A whole number, from a million on as '178.9 M'."""
    return text_format.count_short(value, locale())


def money(value: float | None) -> str:
    return text_format.money(value, locale())


def money_short(value: float | None) -> str:
    return text_format.money_short(value, locale())


def index(value: float | None) -> str:
    """A plain number with three decimals, such as an index of concentration."""
    return text_format.index(value, locale())


def ratio(value: float | None) -> str:
    return text_format.ratio(value, locale())


def day(value: date | pd.Timestamp | None) -> str:
    return text_format.day(value, locale())


def moment(value: datetime) -> str:
    """'2023-05-31 14:05' by the reader's clock, by that of Greenwich where it is not known. Sorts as text."""
    return f"{value.astimezone(_zone()):%Y-%m-%d %H:%M}"


def moment_in_words(value: datetime) -> str:
    """'31 May 2023, 14:05' by the same clock."""
    local = value.astimezone(_zone())
    return f"{day(local.date())}, {local:%H:%M}"


def today() -> date:
    """The day it is where the reader is."""
    return datetime.now(_zone()).date()


def _zone() -> tzinfo:
    if get_script_run_ctx(suppress_warning=True) is None:
        return UTC
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ValueError, ZoneInfoNotFoundError):
        return UTC


def partial_day(value: date | pd.Timestamp | None, precision: str | None) -> str:
    return text_format.partial_day(value, precision, locale())


def fraction(figure: Figure) -> str:
    """'20 of 60', in money where the figure is of money, or a dash."""
    if figure.numerator is None or figure.denominator is None:
        return text_format.MISSING
    is_money = figure.name.startswith("money") or figure.name == "collection_rate"
    form = money_short if is_money else count
    return f"{form(figure.numerator)} of {form(figure.denominator)}"
