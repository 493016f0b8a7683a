"""Other networks, topics and steps of one city. Yes, no, not known and not asked are four answers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis.core.frames import first_match, sort_rows
from data.dataset import Dataset


def network_answers(dataset: Dataset, city_id: str) -> pd.DataFrame:
    """One row a network that is on record for any city: network, answer (one of ANSWERS), source, provenance.

    'unknown': somebody looked and could not tell, or left the answer blank; 'not_asked': there is no row.
    """
    table = dataset.table("networks")
    names = sorted(table["network"].dropna().unique())
    mine = table[table["city_id"] == city_id].drop_duplicates("network").set_index("network").reindex(names)
    is_asked = pd.Series(names).isin(table.loc[table["city_id"] == city_id, "network"]).to_numpy()
    answer = np.where(is_asked, mine["member"].fillna("unknown"), "not_asked")
    return pd.DataFrame(
        {
            "network": pd.Series(names, dtype="str"),
            "answer": pd.Series(answer, dtype="str"),
            "source": mine["source"].reset_index(drop=True),
            "provenance": mine["provenance"].reset_index(drop=True),
        }
    )


def topics(dataset: Dataset, city_id: str) -> pd.DataFrame:
    """Topics of a city by name: topic, interest (missing where not recorded), source, provenance."""
    rows = dataset.table("topics")
    rows = rows[rows["city_id"] == city_id].sort_values("topic", ignore_index=True)
    return rows.rename(columns={"level": "interest"})[["topic", "interest", "source", "provenance"]]


def steps(dataset: Dataset, as_of: date, city_id: str) -> pd.DataFrame:
    """What is to be done and what was done, open steps first, each by its day.

    From follow-ups, and the next step that a prospect's own row names. Columns: what, owner, due_on, done_on
    (missing while open at the date), step_state ('overdue', 'open', 'done'), source, provenance.
    """
    now = pd.Timestamp(as_of)
    rows = dataset.table("followups")
    rows = rows[rows["city_id"] == city_id].sort_values("followup_id")
    own = dataset.table("prospects")
    own = own[(own["city_id"] == city_id) & own["next_step"].notna()]
    never = pd.Series(pd.NaT, index=own.index, dtype="datetime64[s]")
    own = own.assign(what=own["next_step"], due_on=own["next_step_due"], done_on=never)
    columns = ["what", "owner", "due_on", "done_on", "source", "provenance"]
    rows = pd.concat([own[columns], rows[columns]], ignore_index=True)
    done_on = rows["done_on"].where(rows["done_on"] <= now)
    state = first_match({"done": done_on.notna(), "overdue": rows["due_on"] < now}, "open", rows.index)
    rows = rows.assign(done_on=done_on, step_state=state)
    rows = sort_rows(rows, ["step_state", "due_on"], {"step_state": ("overdue", "open", "done")})
    return rows[["what", "owner", "due_on", "step_state", "done_on", "source", "provenance"]]
