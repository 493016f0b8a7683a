"""A comparison as a report of its own, so that it can be looked at, kept and shared like any other."""

from __future__ import annotations

from data.errors import DashboardError
from sharing.compare import Change, compare
from sharing.fields import AUDIENCES
from sharing.report import Column, Report, Section, Table
from text import label, say
from text.format import day
from ui.reports import comparison_words
from ui.reports.choice import Choice


def comparison_report(choice: Choice) -> Report:
    """What differs between the two reports of the choice. DashboardError 'comparison_audience' where one of
    them is for narrower readers than the comparison."""
    if choice.compared is None:
        raise ValueError("A comparison needs the two reports that are compared.")
    before, after = choice.compared
    narrower = min((before.audience, after.audience), key=AUDIENCES.index)
    if AUDIENCES.index(choice.audience) > AUDIENCES.index(narrower):
        raise DashboardError("comparison_audience", audience=label("audience", narrower))
    comparison = compare(before, after)
    invented = before.illustrative or after.illustrative
    section = Section(
        "compared",
        say("compare.of", before=_title(before), after=_title(after)),
        (comparison_words.sentence(comparison), *map(comparison_words.warning, comparison.warnings)),
        fields=("count",),
        tables=tuple(_table(code, changes, illustrative=invented) for code, changes in comparison.changes),
    )
    return Report(
        kind=choice.kind,
        title=choice.title.strip(),
        note=choice.note.strip(),
        language=after.language,
        audience=choice.audience,
        as_of=after.as_of,
        version=after.version,
        source=after.source,
        sections=(section,),
        filters=after.filters,
        codes={"before": choice.before, "after": choice.after},
        definitions=after.definitions,
    )


def _title(report: Report) -> str:
    return say("compare.named", title=report.title, as_of=day(report.as_of))


def _table(code: str, changes: tuple[Change, ...], *, illustrative: bool) -> Table:
    rows = [comparison_words.row(each, categories=code == "categories") for each in changes]
    numbers = comparison_words.number_headers()
    columns = tuple(Column("count" if name in numbers else "category", name) for name in rows[0])
    cells = tuple(tuple(row.values()) for row in rows)
    return Table(code, say(f"compare.{code}"), columns, cells, illustrative=illustrative)
