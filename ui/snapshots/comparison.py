"""A comparison as a report of its own, so that it can be looked at, frozen and shared like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from data.errors import DashboardError
from data.store.database import reading
from sharing.compare import compare
from sharing.fields import AUDIENCES
from sharing.report import Column, Report, Section, Table
from text import label, say
from text.format import day
from ui.core import store
from ui.snapshots import comparison_words
from ui.snapshots.stored import report_of, today

if TYPE_CHECKING:
    from sharing.compare import Change
    from ui.snapshots.choices import Choice

TODAY: Final = "today"


def both(before: str, after: str) -> tuple[Report, Report]:
    """Two snapshots by their ids; TODAY is the same report as `before` of the newest data. DashboardError
    where one of them cannot be had."""
    with reading(store.opened()) as connection:
        old = report_of(connection, before)
        new = None if after == TODAY else report_of(connection, after)
    return old, new or today(old)


def report(choice: Choice) -> Report:
    """What differs between the two. DashboardError 'comparison_audience' where one of them is for narrower
    readers than the comparison."""
    old, new = both(choice.before, choice.after)
    narrower = min((old.audience, new.audience), key=AUDIENCES.index)
    if AUDIENCES.index(choice.audience) > AUDIENCES.index(narrower):
        raise DashboardError("comparison_audience", audience=label("audience", narrower))
    found = compare(old, new)
    invented = old.illustrative or new.illustrative
    tables = [
        _table(code, changes, illustrative=invented)
        for code, changes in (("figures", found.figures), ("categories", found.categories))
        if changes
    ]
    return Report(
        kind=choice.kind,
        title=choice.title.strip(),
        note=choice.note.strip(),
        language=new.language,
        audience=choice.audience,
        as_of=new.as_of,
        version=new.version,
        source=new.source,
        sections=(
            Section(
                "compared",
                say("compare.of", before=_named(old), after=_named(new)),
                (comparison_words.sentence(found), *map(comparison_words.warning, found.warnings)),
                fields=("count",),
                tables=tuple(tables),
            ),
        ),
        filters=new.filters,
        codes={"before": choice.before, "after": choice.after},
        definitions=new.definitions,
    )


def _named(compared: Report) -> str:
    return say("compare.named", title=compared.title, as_of=day(compared.as_of))


def _table(code: str, changes: tuple[Change, ...], *, illustrative: bool) -> Table:
    rows = [comparison_words.row(each, categories=code == "categories") for each in changes]
    columns = tuple(
        Column("category" if name not in comparison_words.right() else "count", name) for name in rows[0]
    )
    cells = tuple(tuple(row.values()) for row in rows)
    return Table(code, say(f"compare.{code}"), columns, cells, illustrative=illustrative)
