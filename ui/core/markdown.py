"""Words that came from a file or an address, where Streamlit would read Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$:!])")


def inert_markdown(text: object) -> str:
    """The same characters without any meaning: no link, no formula, no icon, no emphasis."""
    return _MARKS.sub(r"\\\1", str(text))
