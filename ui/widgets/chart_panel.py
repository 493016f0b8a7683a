"""A chart on a page: the figure, what it says in words for who cannot see it, its data and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from charts.base.config import CONFIG
from charts.base.svg import for_markdown
from charts.base.theme import Theme, theme
from text import say
from ui.widgets import tables
from ui.widgets.downloads import download_buttons

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def current_theme() -> Theme:
    """Colours of the reader's light or dark theme."""
    return theme(st.context.theme.type or "light")


def show(picture: tuple[Any, str], *, name: str, data: pd.DataFrame, basis_line: str) -> None:
    """Draw a plotly figure (with its alt text) and its menu. `data` are the readable rows behind it."""
    figure, alt = picture
    st.plotly_chart(figure, theme=None, config=CONFIG, key=f"chart.{name}", alt=alt)
    menu(name=name, data=lambda: data, how=say(f"how.{name}"), basis_line=basis_line)


def show_drawn(svg: str) -> None:
    """Put a picture that was drawn on the server on the page. Only Markdown lets SVG through."""
    st.markdown(f'<div class="picture">{for_markdown(svg)}</div>', unsafe_allow_html=True)


def show_svg(
    picture: Callable[[], str], *, name: str, data: Callable[[], pd.DataFrame], basis_line: str
) -> None:
    """A picture that was drawn on the server with its menu. `data` gives the readable rows behind it."""
    show_drawn(picture())
    menu(name=name, data=data, how=say(f"how.{name}"), basis_line=basis_line, picture=picture)


def menu(
    *,
    name: str,
    data: Callable[[], pd.DataFrame],
    how: str,
    basis_line: str,
    picture: Callable[[], str] | None = None,
) -> None:
    """The buttons below a chart: its data, its calculation and its picture. Built when opened."""
    with st.container(horizontal=True, key=f"menu.{name}"):
        opened = st.popover(
            say("download.data"),
            type="tertiary",
            icon=":material/table_rows:",
            key=f"data.{name}",
            on_change="rerun",
        )
        explained = st.popover(
            say("download.how"), type="tertiary", icon=":material/info:", key=f"how.{name}"
        )
        if picture is not None:
            picture_button(name, picture)
    explained.markdown(how)
    explained.caption(basis_line)
    if opened.open:
        with opened:
            rows = data()
            tables.show(rows, key=f"table.{name}", alt=how)
            download_buttons(rows, name=name, lines=[how, basis_line])


def picture_button(name: str, picture: Callable[[], str]) -> None:
    """The button that hands out a picture as a file."""
    st.download_button(
        say("download.picture"),
        picture,
        file_name=f"{name}.svg",
        mime="image/svg+xml",
        key=f"picture.{name}",
        icon=":material/image:",
        type="tertiary",
        on_click="ignore",
    )
