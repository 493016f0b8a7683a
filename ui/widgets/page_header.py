"""The first lines of a page: its message in words, what it is measured on, and the mark."""

from __future__ import annotations

import re

import streamlit as st

from text import say
from ui.core.markdown import inert_html, inert_markdown


def show_page_header(lead: str, details: list[str], basis_line: str, *, illustrative: bool) -> None:
    """The one message of a page, then how sure it is, then definition and date."""
    detail = " ".join(inert_html(sentence) for sentence in details if sentence)
    with st.container(key="headline"):
        st.html(
            f'<h1 class="lead">{_together(inert_html(lead))}</h1>'
            + (f'<p class="lead-detail">{detail}</p>' if detail else "")
            + f'<p class="basis">{inert_html(basis_line)} {mark() if illustrative else ""}</p>'
        )


def _together(html: str) -> str:
    """Keep what stands in brackets, such as '(20 of 60)', on one line."""
    return re.sub(r"\([^()]{1,30}\)", r'<span class="together">\g<0></span>', html)


def section(title: str) -> None:
    """A heading inside a page."""
    st.html(f'<h2 class="section">{inert_html(title)}</h2>')


def subsection(title: str) -> None:
    """A small heading above a part of a section."""
    st.markdown(f"**{inert_markdown(title)}**")


def mark() -> str:
    """The mark of a figure that has an invented row behind it, as HTML."""
    hint = inert_html(say("app.illustrative_help"))
    return f'<span class="mark" title="{hint}">{inert_html(say("app.illustrative"))}</span>'
