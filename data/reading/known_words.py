"""Events and owners as they are written → those on record; what is nearly one of them is suggested."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process, utils

from data.cleaning.spelling import match_key
from data.reading.choices import Word
from data.schema import OFFICES

if TYPE_CHECKING:
    from data.reading.records import Records
    from data.report import Severity

_ALIKE = 85.0
_MOST = 3
_EVENT_FIELDS = ("event_id", "target_event")
_WITH_OWNERS = ("prospects", "followups")


def resolve_words(records: Records, tables: Mapping[str, pd.DataFrame], answers: Mapping[Word, str]) -> None:
    """Names of events → their ids, owners → as they are written on record.

    An event that is only similar to a known one holds its row where the event is the key, and is a warning
    elsewhere; so is an owner. answers: what a person said that a word means.
    """
    events = tables["events"]
    if records.table != "events":
        named = events[events["name"].notna()]
        names = dict(zip(named["name"], named["event_id"], strict=True)) | {
            code: code for code in events["event_id"]
        }
        for field in _EVENT_FIELDS:
            _resolve(records, field, names, answers, "error" if field == "event_id" else "warning")
    on_record = [tables[table]["owner"].dropna() for table in _WITH_OWNERS]
    owners = {owner: owner for owner in (*OFFICES, *pd.concat(on_record).unique())}
    _resolve(records, "owner", owners, answers, "warning")


def _resolve(
    records: Records, field: str, known: Mapping[str, str], answers: Mapping[Word, str], severity: Severity
) -> None:
    """known: as it may be written → as it is on record."""
    if field not in records.frame or field not in records.stated:
        return
    written = records.frame[field]
    keys = {match_key(text): value for text, value in known.items()}
    said = {text: value for (of_field, text), value in answers.items() if of_field == field}
    found = {text: said.get(text, keys.get(match_key(text))) for text in written.dropna().unique()}
    meant = written.map(found, na_action="ignore").astype("str").fillna(written)
    is_other = (meant != written).to_numpy(dtype=bool) & written.notna().to_numpy()
    if is_other.any():
        first = int(np.flatnonzero(is_other)[0])
        example = f"{written.iloc[first]} → {meant.iloc[first]}"
        records.count("names_read", field, is_other, example=example)
    records.frame = records.frame.assign(**{field: meant})
    for text in (text for text, value in found.items() if value is None):
        here = (written == text).to_numpy(dtype=bool)
        if near := _near(text, known):
            codes = tuple(dict.fromkeys(known[name] for name in near))
            facts = {"value": text, "field": field, "suggestions": ", ".join(near), "codes": codes}
            records.find("suggested_word", field, here, severity, **facts)
        elif field == "target_event":
            records.find("unknown_reference", field, here, "warning", tables="events")


def _near(text: str, known: Mapping[str, str]) -> list[str]:
    """Known words that are alike, or whose words all stand in the text, the most alike first."""
    found = process.extract(
        text, list(known), scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=_ALIKE
    )
    names: dict[str, str] = {}
    for name, _, _ in found:
        names.setdefault(known[name], name)  # an event by its name or by its id, whichever is nearer
    return list(names.values())[:_MOST]
