"""What leaves the house with a snapshot, in sentences beside its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import counted, label, say
from ui.core import formats

if TYPE_CHECKING:
    from sharing.disclosure import Leaving


def lines(facts: Leaving) -> list[str]:
    """One sentence a fact."""
    told = [
        say(
            "leaving.amount",
            audience=label("audience", facts.audience),
            figures=formats.count(facts.figures),
            charts=formats.count(facts.charts),
            tables=formats.count(facts.tables),
            rows=formats.count(facts.rows),
            sentences=formats.count(facts.sentences),
        )
    ]
    if facts.fields:
        told.append(say("leaving.fields", fields=", ".join(facts.fields)))
    told.append(_cities(facts.cities) if facts.cities else say("leaving.no_city"))
    if facts.events:
        count, names = len(facts.events), ", ".join(facts.events)
        told.append(counted("leaving.events", count, count=formats.count(count), names=names))
    if facts.has_note:
        told.append(say("leaving.note"))
    if facts.left_out:
        told.append(say("leaving.left_out", names=", ".join(facts.left_out)))
    if facts.sentences_left_out:
        count = facts.sentences_left_out
        told.append(counted("leaving.sentences_left_out", count, count=formats.count(count)))
    return [*told, say("leaving.no_contact")]


def _cities(names: tuple[str, ...]) -> str:
    count = len(names)
    return counted("leaving.cities", count, count=formats.count(count), names=", ".join(names))
