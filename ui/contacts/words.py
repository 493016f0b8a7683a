"""What an erasure removed, and where the person still is, in sentences for the page and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import counted, label, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.store.erase_and_scrub import ErasureResult


def lines(done: ErasureResult, database: str, version_name: Callable[[str], str] = str) -> list[str]:
    """One sentence a kind of place. database: 'sqlite' or 'postgresql', for what only one of them leaves.

    version_name: id → what readers call the version.
    """
    erased = done.erased
    told = [say("store.erased", contacts=erased.contacts, changes=erased.changes, decisions=erased.decisions)]
    if erased.saved:
        told.append(counted("store.erased_saved", erased.saved, count=erased.saved))
    for (table, column), count in erased.cells.items():
        facts = {"count": count, "table": label("tables", table), "column": column}
        told.append(counted("store.erased_cells", count, **facts))
    if erased.texts:
        told.append(counted("store.erased_texts", erased.texts, count=erased.texts))
    if erased.versions:
        told.append(say("store.erased_versions", versions=", ".join(map(version_name, erased.versions))))
    if erased.snapshots:
        told.append(
            counted("store.erased_bundles", erased.snapshots, count=erased.snapshots, links=erased.links)
        )
    if erased.labels:
        told.append(counted("store.erased_labels", erased.labels, count=erased.labels))
    if erased.not_searched:
        told.append(counted("store.not_searched", erased.not_searched, count=erased.not_searched))
    if not done.is_clean:
        told.append(say(f"store.not_scrubbed_{database}"))
    told += [say("store.still_in_backup", path=path, day=day.isoformat()) for path, day in done.backups]
    return told if done.backups else [*told, say("store.in_no_backup")]
