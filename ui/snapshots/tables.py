"""The tables of the page Snapshots: snapshots, links, differences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from text import label, say
from ui.core import formats
from ui.reports import comparison_words

if TYPE_CHECKING:
    from data.store.links import Link
    from data.store.snapshots import StoredSnapshot
    from sharing.compare import Change


def snapshots(stored: list[StoredSnapshot], links: list[Link]) -> pd.DataFrame:
    """A row a snapshot, with its live links and how often any was opened."""
    manifests = [each.manifest for each in stored]
    live = Counter(link.snapshot_id for link in links if link.state() == "live")
    opens: Counter[str] = Counter()
    for link in links:
        opens[link.snapshot_id] += link.opens
    return pd.DataFrame(
        {
            say("snapshots.table_title"): [each["title"] for each in manifests],
            say("snapshots.table_report"): [label("report", each["kind"]) for each in manifests],
            say("snapshots.table_audience"): [label("audience", each["audience"]) for each in manifests],
            say("snapshots.table_as_of"): [each["as_of"] for each in manifests],
            say("snapshots.table_live"): [live[each.snapshot_id] for each in stored],
            say("snapshots.table_opens"): [opens[each.snapshot_id] for each in stored],
            say("snapshots.table_made"): [formats.moment(each.made_at) for each in stored],
            say("snapshots.table_author"): [each.author for each in stored],
            say("snapshots.table_mark"): [
                say("app.illustrative") if each["illustrative"] else None for each in manifests
            ],
        }
    )


def links(links: list[Link]) -> pd.DataFrame:
    """A row a link; those that have ended too."""
    return pd.DataFrame(
        {
            say("links.label"): [link.label for link in links],
            say("links.state"): [label("link_state", link.state()) for link in links],
            say("links.ends"): [formats.moment(link.expires_at) for link in links],
            say("links.passcode"): [label("link_passcode", link.has_passcode) for link in links],
            say("links.opens"): [link.opens for link in links],
            say("links.last"): [
                formats.moment(link.last_opened_at) if link.last_opened_at else None for link in links
            ],
            say("links.author"): [link.author for link in links],
        }
    )


def changes(changed: tuple[Change, ...], code: str) -> pd.DataFrame:
    """A row a change, in words. code: 'figures' or 'categories'."""
    return pd.DataFrame([comparison_words.row(each, categories=code == "categories") for each in changed])
