"""Contacts in words, for the page and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from text import counted, label, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.store.erase_and_scrub import ErasureResult


def erasure_report(
    result: ErasureResult, database: str, version_name: Callable[[str], str] = str
) -> list[str]:
    """What an erasure removed and where the person still is, one sentence a kind of place.

    database: 'sqlite' or 'postgresql', for what only one of them leaves.
    version_name: id → what readers call the version.
    """
    erased = result.erased
    lines = [
        say("store.erased", contacts=erased.contacts, changes=erased.changes, decisions=erased.decisions)
    ]
    if erased.saved:
        lines.append(counted("store.erased_saved", erased.saved, count=erased.saved))
    for (table, column), count in erased.cells.items():
        facts = {"count": count, "table": label("tables", table), "column": column}
        lines.append(counted("store.erased_cells", count, **facts))
    if erased.texts:
        lines.append(counted("store.erased_texts", erased.texts, count=erased.texts))
    if erased.versions:
        lines.append(say("store.erased_versions", versions=", ".join(map(version_name, erased.versions))))
    if erased.snapshots:
        lines.append(
            counted("store.erased_bundles", erased.snapshots, count=erased.snapshots, links=erased.links)
        )
    if erased.labels:
        lines.append(counted("store.erased_labels", erased.labels, count=erased.labels))
    if erased.not_searched:
        lines.append(counted("store.not_searched", erased.not_searched, count=erased.not_searched))
    if not result.is_clean:
        lines.append(say(f"store.not_scrubbed_{database}"))
    lines += [say("store.still_in_backup", path=path, day=day.isoformat()) for path, day in result.backups]
    return lines if result.backups else [*lines, say("store.in_no_backup")]
