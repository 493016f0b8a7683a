"""Charts of the pages as charts of a report: their numbers, and two pictures that stand by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts.export.rendering import RenderingError, chromium
from charts.export.svg_export import to_svg
from data.errors import DashboardError
from sharing.report import Chart, Series
from ui.core import queries

if TYPE_CHECKING:
    from collections.abc import Callable

    from charts.base.caption import Caption


@dataclass(frozen=True)
class Shown:
    """What a chart shows. kind, unit, fields, categories: as sharing.report.Chart; series: name → values."""

    name: str
    kind: str
    unit: str
    fields: tuple[str, ...]
    categories: tuple[str, ...] = ()
    series: tuple[tuple[str, tuple[float | None, ...]], ...] = ()


@dataclass(frozen=True)
class Pen:
    """Draws charts, or leaves their pictures out where only the numbers are asked for."""

    pictures: bool

    def plotted(self, shown: Shown, picture: Callable[[str], tuple[Any, str]]) -> Chart:
        """A chart of Plotly. picture: the name of a theme → figure and alt text.

        DashboardError 'chromium_missing' or 'part_not_made' where it cannot be drawn.
        """
        figure, alt = picture("light")
        words = figure.layout.meta
        return self._chart(
            shown,
            (words["title"], words["subtitle"], queries.dataset().title, alt),
            marked=bool(words["mark"]),
            draw=lambda theme_name: _still(picture(theme_name)[0], shown.name),
        )

    def drawn(self, shown: Shown, picture: Callable[[str], str], caption: Caption, alt: str) -> Chart:
        """A chart that is SVG already. picture: the name of a theme → the document."""
        words = (caption.title, caption.subtitle, caption.source, alt)
        return self._chart(shown, words, marked=caption.mark is not None, draw=picture)

    def _chart(
        self, shown: Shown, words: tuple[str, str, str, str], *, marked: bool, draw: Callable[[str], str]
    ) -> Chart:
        title, subtitle, source, alt = words
        return Chart(
            name=shown.name,
            title=title,
            subtitle=subtitle,
            source=source,
            alt=alt,
            kind=shown.kind,
            unit=shown.unit,
            fields=shown.fields,
            categories=shown.categories,
            series=tuple(Series(name, values) for name, values in shown.series),
            light=draw("light") if self.pictures else "",
            dark=draw("dark") if self.pictures else "",
            illustrative=marked,
        )


def _still(figure: Any, name: str) -> str:  # noqa: ANN401  a plotly figure
    if chromium() is None:
        raise DashboardError("chromium_missing")
    try:
        return to_svg(figure)
    except RenderingError as error:
        raise DashboardError("part_not_made", why=f"{name}: {error}") from error
