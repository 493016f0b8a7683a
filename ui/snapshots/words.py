"""Sentences of the page Snapshots: how many there are, and what leaves the house with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import counted, label, say
from ui.core import formats

if TYPE_CHECKING:
    from data.store.links import Link
    from data.store.snapshots import StoredSnapshot
    from sharing.disclosure import Disclosure


def headline(stored: list[StoredSnapshot], links: list[Link]) -> str:
    """How many there are, and how many links are open now."""
    if not stored:
        return say("snapshots.lead_none")
    live = sum(link.state() == "live" for link in links)
    snapshots = counted("snapshots.lead", len(stored), count=formats.count(len(stored)))
    return f"{snapshots} {counted('snapshots.lead_links', live, count=formats.count(live))}"


def name(stored: StoredSnapshot) -> str:
    """'Board report, 31 May 2023 · Board · 2023-06-01 14:05'."""
    parts = stored.manifest["title"], label("audience", stored.manifest["audience"])
    return " · ".join([*parts, formats.moment(stored.made_at)])


def disclosed(facts: Disclosure) -> list[str]:
    """What leaves the house, a sentence a fact."""
    lines = [
        say(
            "leaving.amount",
            audience=label("audience", facts.audience),
            figures=formats.count(facts.figures),
            charts=formats.count(facts.charts),
            tables=formats.count(facts.tables),
            rows=formats.count(facts.rows),
            sentences=formats.count(facts.sentences),
        ),
        say("leaving.fields", fields=", ".join(facts.fields)) if facts.fields else "",
        counted("leaving.cities", len(facts.cities), **_listed(facts.cities))
        if facts.cities
        else say("leaving.no_city"),
        counted("leaving.events", len(facts.events), **_listed(facts.events)) if facts.events else "",
        say("leaving.note") if facts.has_note else "",
        say("leaving.left_out", names=", ".join(facts.left_out)) if facts.left_out else "",
    ]
    count = facts.sentences_left_out
    if count:
        lines.append(counted("leaving.sentences_left_out", count, count=formats.count(count)))
    return [line for line in [*lines, say("leaving.no_contact")] if line]


def _listed(names: tuple[str, ...]) -> dict[str, str]:
    return {"count": formats.count(len(names)), "names": ", ".join(names)}
