"""The brief as a sheet: on the page, where it is all that is printed, and as one file without any script."""

from __future__ import annotations

import streamlit as st

from analysis.core.basis import Basis
from charts.base.svg import for_markdown
from text import say
from text.format import inert
from ui.city import pictures
from ui.city.brief import Brief, brief
from ui.core.cache import cached
from ui.widgets.downloads import download_button

_STYLE = """
@page { size: A4; margin: 14mm }
body { font: 14px/1.4 "Source Sans 3", "Source Sans Pro", "Noto Sans CJK SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; color: #1B2733; background: #fff; max-width: 780px; margin: 24px auto;
  padding: 0 16px }
h1 { font-size: 24px; margin: 0 0 4px } h2 { font-size: 15px; margin: 14px 0 2px }
p { margin: 0 0 4px } ul { margin: 0; padding-left: 18px } .quiet { color: #566370; font-size: 12px }
.mark { border: 1px dashed #566370; border-radius: 4px; padding: 0 6px; font-size: 12px }
.pictures { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start }
.pictures > div { width: 300px } .pictures svg { width: 100%; height: auto }
@media print { body { margin: 0; font-size: 12px } .pictures > div { width: 240px } }
"""


def show_brief(basis: Basis, city_id: str) -> None:
    """The sheet on the page."""
    st.caption(say("brief.print"))
    with st.container(key="brief"):
        st.html(f'<div class="brief">{_body(brief(basis, city_id))}</div>')


def show_download(basis: Basis, city_id: str) -> None:
    """A button for the sheet as a file."""
    download_button(
        say("brief.download"),
        as_file(basis, city_id),
        file_name=f"brief-{city_id}.html",
        mime="text/html",
        key="brief_file",
        icon=":material/description:",
    )


@cached
def as_file(basis: Basis, city_id: str) -> str:
    """One HTML file that carries its charts: it needs no network and holds no script."""
    sheet = brief(basis, city_id)
    charts = [
        pictures.locator_file(basis, "light", city_id),
        pictures.fee_history(basis, "light", city_id),
    ]
    boxes = "".join(for_markdown(svg) for svg in charts if svg)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{inert(sheet.name)}</title><style>{_STYLE}</style></head>"
        f'<body>{_body(sheet)}<div class="pictures">{boxes}</div></body></html>'
    )


def _body(brief: Brief) -> str:
    """All text is made inert here."""
    mark = f' <span class="mark">{inert(say("app.illustrative"))}</span>' if brief.illustrative else ""
    parts = "".join(
        f"<h2>{inert(part.title)}</h2><ul>{''.join(f'<li>{inert(line)}</li>' for line in part.lines)}</ul>"
        for part in brief.parts
    )
    return (
        f'<h1>{inert(brief.name)}</h1><p class="quiet">{inert(say("brief.internal"))} '
        f"{inert(brief.made)}{mark}</p>{parts}"
    )
