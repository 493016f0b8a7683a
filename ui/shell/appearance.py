"""The style of all pages: what Streamlit's theme options do not reach, in the theme's colours."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from charts.base.theme import Theme

_SHEET = Path(__file__).parent / "style.css"


@lru_cache(maxsize=2)
def style(theme: Theme) -> str:
    """The style sheet as HTML. `--on-primary` and `--line` hold in what floats over a page, too."""
    colours = f":root {{ --on-primary: {theme.on_focus}; --line: {theme.grid}; }}"
    return f"<style>{colours}\n{_SHEET.read_text(encoding='utf-8')}</style>"
