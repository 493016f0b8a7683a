"""Who is silent: on none of the lists, or last seen too long ago."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.core.frames import first_match

SILENT_MONTHS = 24
MONTH_CHOICES = (12, 24, 36)
SILENCE = ("never", "long_ago", "recent", "undated", "no_record")
SILENT = ("never", "long_ago")
UNSAID = ("undated", "no_record")  # nobody can say whether these are silent


def silence(seen: pd.DataFrame, as_of: date, months: int = SILENT_MONTHS) -> pd.Series:
    """One of SILENCE a city. seen: as analysis.engagement.attendance_by_event.by_city gives it.

    'long_ago': last seen more than `months` months before as_of. 'undated': came, but to no event with a
    date; 'no_record': no list could have named it. These two are UNSAID.
    """
    limit = pd.Timestamp(as_of) - pd.DateOffset(months=months)
    cases = {
        "never": seen["seen"] == "never",
        "no_record": seen["seen"] == "no_record",
        "undated": seen["last_on"].isna(),
        "long_ago": seen["last_on"] < limit,
    }
    return first_match(cases, "recent", seen.index)
