"""Numbers and dates in the reader's own format: text.format with the locale of the current session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st
from babel import Locale, UnknownLocaleError
from streamlit.runtime.scriptrunner import get_script_run_ctx

from text import LANGUAGE, say
from text import format as text_format

V = TypeVar("V")


_chosen: ContextVar[str | None] = ContextVar("chosen", default=None)


@contextmanager
def in_locale(chosen: str) -> Iterator[None]:
    """Everything is written in this locale, whoever reads: what a cache keeps, or a report. '' for what must
    not be written at all, because readers of every locale share it."""
    before = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(before)


def locale() -> str:
    """The browser's locale where Babel knows it, British English otherwise. Words stay English.

    RuntimeError in what readers of every locale share.
    """
    chosen = _chosen.get()
    if chosen is None:
        return _locale_of_reader()
    if not chosen:
        raise RuntimeError("A result that readers of every locale share holds text in the form of one.")
    return chosen


def is_of_browser() -> bool:
    """Whether numbers are written as the reader's browser would write them."""
    return locale() == (st.context.locale or "").replace("-", "_")


def _locale_of_reader() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return text_format.DEFAULT_LOCALE  # nobody reads this in a browser
    browser_locale = (st.context.locale or "").replace("-", "_")
    language, _, territory = browser_locale.partition("_")
    if language != LANGUAGE:
        return text_format.DEFAULT_LOCALE  # a sentence keeps to one language, its dates included
    try:
        Locale.parse(browser_locale)
    except (ValueError, UnknownLocaleError):
        return text_format.DEFAULT_LOCALE
    return browser_locale if territory else text_format.DEFAULT_LOCALE


def _localized(form: Callable[[V, str], str]) -> Callable[[V], str]:
    return lambda value: form(value, locale())


share = _localized(text_format.share)
share_short = _localized(partial(text_format.share, digits=0))
points = _localized(text_format.signed_points)
count = _localized(text_format.count)
count_short = _localized(text_format.count_short)
money = _localized(text_format.money)
money_short = _localized(text_format.money_short)
index = _localized(text_format.index)
ratio = _localized(text_format.ratio)
day = _localized(text_format.day)


def apart(form: Callable[..., str], *values: float | None, digits: int) -> tuple[str, ...]:
    """Several values in a form of `text.format`; different ones read differently (`text.format.apart`)."""
    return text_format.apart(form, *values, digits=digits, locale=locale())


def partial_day(value: date | pd.Timestamp | None, precision: str | None) -> str:
    return text_format.partial_day(value, precision, locale())


def fraction(
    numerator: float | None, denominator: float | None, form: Callable[[float | None], str] = count
) -> str:
    """'20 of 60', each number in its form; an en dash where there is none."""
    if numerator is None or denominator is None:
        return text_format.MISSING
    return say("chip.fraction", numerator=form(numerator), denominator=form(denominator))


def share_of_cases(
    numerator: float | None, denominator: float | None, value: str | None = None
) -> tuple[str, str]:
    """A share of counted cases and its fraction, of few cases the fraction first (`text.format`). value: the
    share where it is written otherwise; an en dash and '' where there is nothing to divide by."""
    if numerator is None or not denominator:
        return value or text_format.MISSING, ""
    written = share(numerator / denominator) if value is None else value
    return text_format.share_of_cases(written, fraction(numerator, denominator), denominator)


def proportion(numerator: float | None, denominator: float | None, value: str | None = None) -> str:
    """The same in one: '33.3 % (20 of 60)', '1 of 3 (33.3 %)'."""
    first, second = share_of_cases(numerator, denominator, value)
    return say("chip.proportion", first=first, second=second) if second else first


def share_alone(numerator: float | None, denominator: float | None) -> str:
    """A share where a sentence has no room for its fraction: '33.3 %', but of few cases '1 of 3 (33.3 %)'."""
    first, second = share_of_cases(numerator, denominator)
    return say("chip.proportion", first=first, second=second) if second.endswith("%") else first


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
