"""A chart on a page: the figure, its alt text, its data and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from charts.base.config import CONFIG
from charts.base.svg import for_markdown
from charts.base.theme import Theme, theme
from text import say
from text.visible import visible
from ui.core.markdown import inert_markdown
from ui.widgets.downloads import download_button
from ui.widgets.expanders import lazy_popover
from ui.widgets.tables import show_downloadable_table


def current_theme() -> Theme:
    """Colours of the reader's light or dark theme."""
    return theme(st.context.theme.type or "light")


def show_chart(chart: tuple[Any, str], *, name: str, data: pd.DataFrame, basis_line: str) -> None:
    """A plotly figure (with its alt text) and its menu. `data` are the readable rows behind it."""
    figure, alt = chart
    st.plotly_chart(figure, theme=None, config=CONFIG, key=f"chart.{name}", alt=visible(alt))
    show_chart_menu(name=name, data=lambda: data, how=say(f"how.{name}"), basis_line=basis_line)


def show_svg(svg: str) -> None:
    """A chart that was drawn on the server. Only Markdown lets SVG through."""
    st.markdown(f'<div class="picture">{for_markdown(svg)}</div>', unsafe_allow_html=True)


def show_svg_chart(
    draw: Callable[[], str], *, name: str, data: Callable[[], pd.DataFrame], basis_line: str, how: str = ""
) -> None:
    """A chart that is drawn on the server, with its menu. `data` gives the readable rows behind it."""
    show_svg(draw())
    show_chart_menu(name=name, data=data, how=how or say(f"how.{name}"), basis_line=basis_line, draw=draw)


def show_chart_menu(
    *,
    name: str,
    data: Callable[[], pd.DataFrame],
    how: str,
    basis_line: str,
    draw: Callable[[], str] | None = None,
) -> None:
    """The buttons below a chart: its data, its calculation, and as SVG where `draw` gives one."""
    with st.container(horizontal=True, key=f"menu.{name}"):
        lazy_popover(
            say("download.data"),
            lambda: show_downloadable_table(data(), name=name, lines=[how, basis_line]),
            key=f"data.{name}",
            icon=":material/table_rows:",
        )
        explained = st.popover(
            say("download.how"), type="tertiary", icon=":material/info:", key=f"how.{name}"
        )
        if draw is not None:
            show_svg_download(name, draw)
    explained.markdown(inert_markdown(how))
    explained.caption(inert_markdown(basis_line))


def show_svg_download(name: str, draw: Callable[[], str]) -> None:
    """The button that hands out a chart as SVG."""
    download_button(
        say("download.picture"),
        draw,
        file_name=f"{name}.svg",
        mime="image/svg+xml",
        key=f"picture.{name}",
        icon=":material/image:",
    )


def selected_points(event: Any) -> list[str]:  # noqa: ANN401  Streamlit's own mapping
    """The custom data of the points that a reader selected on a chart, such as city ids, each once."""
    points = event.get("selection", {}).get("points", []) if event else []
    values = [point.get("customdata") for point in points]
    flat = [value[0] if isinstance(value, (list, tuple)) else value for value in values if value]
    return list(dict.fromkeys(str(value) for value in flat))
