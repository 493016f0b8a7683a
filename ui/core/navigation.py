"""The pages, in the order of the menu. Built inside a run; paths absolute, addresses equal to file names."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from text import say

_PAGES = Path(__file__).resolve().parents[2] / "pages"
_SECTIONS: dict[str, list[tuple[str, str]]] = {
    "see": [
        ("overview", ":material/home:"),
        ("map", ":material/map:"),
        ("shares", ":material/donut_small:"),
        ("pipeline", ":material/filter_alt:"),
        ("engagement", ":material/diversity_3:"),
        ("city", ":material/location_city:"),
        ("congress", ":material/groups:"),
        ("what_if", ":material/tune:"),
    ],
    "work": [
        ("followups", ":material/checklist:"),
        ("update", ":material/upload_file:"),
        ("versions", ":material/history:"),
        ("contacts", ":material/contacts:"),
        ("snapshots", ":material/ac_unit:"),
    ],
    "explain": [("method", ":material/menu_book:")],
}
MEASURED = frozenset(name for name, _ in _SECTIONS["see"]) | {"followups", "method"}
"""Pages whose figures are measured on the basis; they say on which."""
WORK = frozenset({"update", "versions", "contacts"})
"""Pages that are of use without a single member on the roll."""


def names() -> list[str]:
    """Names of all pages in the order of the menu."""
    return [name for pages in _SECTIONS.values() for name, _ in pages]


def page(name: str) -> Page:
    """One page by its name, for links."""
    icon = next(icon for pages in _SECTIONS.values() for other, icon in pages if other == name)
    return st.Page(
        _PAGES / f"{name}.py",
        title=say(f"page.{name}"),
        icon=icon,
        url_path=None if name == "overview" else name,
        default=name == "overview",
    )


def sections() -> dict[str, list[Page]]:
    """All pages by section of the menu."""
    return {say(f"app.{code}"): [page(name) for name, _ in pages] for code, pages in _SECTIONS.items()}


def is_work(chosen: Page) -> bool:
    """Whether a page is of use without a single member on the roll."""
    return chosen.url_path in WORK
