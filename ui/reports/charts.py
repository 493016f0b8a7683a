"""Charts of the pages as charts of a report: their numbers, and two images that stand by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from charts.base.caption import Caption
from charts.export.rendering import RenderingError, chromium
from charts.export.svg_export import to_svg
from data.errors import DashboardError
from sharing.report import Chart, Series
from ui.core import queries
from ui.reports.values import number


class Labels(Protocol):
    """The words of a chart that is drawn as SVG."""

    @property
    def caption(self) -> Caption: ...
    @property
    def alt(self) -> str: ...


@dataclass(frozen=True)
class Drawing:
    """How a chart looks. words: title, subtitle, source and alt text; render: the name of a theme → SVG."""

    words: dict[str, str]
    illustrative: bool
    render: Callable[[str], str]


def svg(render: Callable[[str], str], labels: Labels) -> Drawing:
    """A chart that is SVG already. render: the name of a theme → the document."""
    caption = labels.caption
    words = {"title": caption.title, "subtitle": caption.subtitle, "source": caption.source}
    return Drawing(words | {"alt": labels.alt}, caption.mark is not None, render)


def plotly(render: Callable[[str], tuple[Any, str]]) -> Drawing:
    """A chart of Plotly. render: the name of a theme → figure and alt text."""
    figure, alt = render("light")
    meta = figure.layout.meta
    words = {"title": meta["title"], "subtitle": meta["subtitle"], "source": queries.dataset().title}
    return Drawing(words | {"alt": alt}, bool(meta["mark"]), lambda theme_name: _svg(render(theme_name)[0]))


@dataclass(frozen=True)
class ChartMaker:
    """Makes charts; images: whether they are drawn, or left out where only the numbers are asked for."""

    images: bool

    def chart(  # noqa: PLR0913, PLR0917  what a chart is
        self,
        name: str,
        unit: str,
        fields: tuple[str, ...],
        drawing: Drawing,
        categories: Iterable[object] = (),
        series: Mapping[str, Iterable[object]] | None = None,
        kind: str = "bar",
    ) -> Chart:
        """name, unit, fields, kind: as sharing.report.Chart; series: label → values, one a category, none of
        a map. DashboardError 'chromium_missing' or 'part_not_made' where it cannot be drawn."""
        try:
            light, dark = (drawing.render(each) if self.images else "" for each in ("light", "dark"))
        except RenderingError as error:
            raise DashboardError("part_not_made", why=f"{name}: {error}") from error
        labelled = (series or {}).items()
        return Chart(
            name=name,
            kind=kind if series else "picture",
            unit=unit,
            fields=fields,
            categories=tuple(map(str, categories)),
            series=tuple(Series(label, tuple(map(number, values))) for label, values in labelled),
            light=light,
            dark=dark,
            illustrative=drawing.illustrative,
            **drawing.words,
        )


def _svg(figure: Any) -> str:  # noqa: ANN401  a plotly figure
    if chromium() is None:
        raise DashboardError("chromium_missing")
    return to_svg(figure)
