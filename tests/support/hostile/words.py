"""Words of data that a page could take for markup, and a dataset and a store that hold them everywhere."""

from itertools import cycle

import pandas as pd
from sqlalchemy import Engine

from analysis.core.custom_group import OwnList
from analysis.shares.share_record import share_record
from analysis.what_if.scenario import Scenario
from data.dataset import Dataset
from data.schema import TABLES
from data.store import contacts, saved
from data.store.database import writing
from tests.support.snapshots import kept, linked
from tests.support.stores import commit_sample, sample, with_rows

HOST = "evil.example"
WORDS = (
    f"[evil link](https://{HOST}/a)",
    f"![evil image](https://{HOST}/i.png)",
    f"$\\href{{https://{HOST}}}{{evil}}$ and $$evil$$",
    ":red[evil colour] and :blue-badge[evil badge]",
    "**evil bold** *evil lean* ~~evil gone~~ `evil code`",
    f"evil https://{HOST}/p",
    f"(WWW.{HOST}/p)",
    f"evil.one+two@{HOST}",
    f"<https://{HOST}> <b>evil</b> <img src=//{HOST}/x>",
    "evil :material/home: :material_home: :smile: :streamlit: 10:100:20",
    "evil -> evil <- evil -- evil >= evil x:->",
    "# evil heading",
    "1. evil number",
    "> evil quote",
    "evil\n\n- evil item\n\n***\n\n| evil | table |\n|---|---|\n| a | b |",
    "evil &lt;i&gt; &copy; \\",
    "evil \u202egnp.exe \u2066x\u2069",
    "\u0420\u0430ris evil",
)
"""Each means something in Streamlit's Markdown, in HTML or to the eye."""

SPARED = {("members", "world_region"), ("focus_groups", "group"), ("income_levels", "source")}
GROUP = f"[evil group](https://{HOST}) :red[x]"


def hostile_dataset(dataset: Dataset) -> Dataset:
    """The dataset with such words in every text that people may write: names, notes, topics, owners."""
    for name, table in TABLES.items():
        rows = dataset.table(name)
        texts = [each.name for each in table.fields if each.kind == "text" and _may_say_anything(name, each)]
        for place, column in enumerate(texts):
            dataset = with_rows(dataset, name, rows := rows.assign(**{column: _words(rows[column], place)}))
    groups = dataset.table("focus_groups")
    own = groups[groups["group"] == "china"].assign(group=GROUP)
    return with_rows(dataset, "focus_groups", pd.concat([groups, own], ignore_index=True))


def _may_say_anything(table: str, field) -> bool:
    is_key = field.name.endswith("_id") or field.name == "target_event" or field.refers_to
    return not is_key and (table, field.name) not in SPARED


def _words(values: pd.Series, start: int) -> pd.Series:
    """A word for each value, the same for the same value; what is blank stays blank."""
    words = cycle(WORDS[start % len(WORDS) :] + WORDS[: start % len(WORDS)])
    new = {value: f"{next(words)} {place}" for place, value in enumerate(values.dropna().unique())}
    return values.map(new).astype("str")


def keep_hostile(engine: Engine) -> None:
    """A version, names for groups and scenarios, a contact, a snapshot and a link full of such words."""
    author = f"evil@{HOST} **evil**"
    dataset = hostile_dataset(sample())
    commit_sample(engine, dataset, author=author, note=WORDS[0], headline=share_record(dataset))
    manifest, _ = kept(engine, title=WORDS[0], note=WORDS[4])
    linked(engine, manifest["id"], label=WORDS[5], author=author)
    city = str(dataset.table("prospects")["city_id"].iloc[0])
    with writing(engine) as connection:
        saved.save(
            connection, "group", GROUP, OwnList.of([city], "www.evil.example :red[x]").code, author=author
        )
        saved.save(connection, "scenario", WORDS[3], Scenario(join=(city,), name="x").code, author=author)
        contacts.add(
            connection,
            {"city_id": city, "person": WORDS[0], "role": WORDS[3], "channel": "email", "address": WORDS[7],
             "holder": WORDS[9]},
            author=author,
        )  # fmt: skip
