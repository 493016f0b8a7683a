"""The frame of every page: Streamlit's index.html, said in the words of this dashboard."""

import re
from html import escape
from pathlib import Path
from typing import Final

_TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
_COMMENT: Final = re.compile(r"[ \t]*<!--.*?-->\n?", re.DOTALL)
_AGENT_LINK: Final = re.compile(r'[ \t]*<link rel="service-desc"[^>]*>\n?')
_HISTORY: Final = Path(__file__).with_name("history.js").read_text("utf-8")
_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def adapted(index_html: str, title: str, noscript: str) -> str:
    """`index_html` with the title that shows until the app sets its own, a sentence for browsers without
    scripts, nothing about the API for agents, which the gate keeps closed, and one entry in the history of
    the browser for each step of its reader (decision 127)."""
    page = _COMMENT.sub("", index_html)
    page = _AGENT_LINK.sub("", page)
    page = page.replace("</head>", f"<script>{_HISTORY}</script></head>", 1)
    page = _TITLE.sub(f"<title>{escape(title)}</title>", page)
    return _NOSCRIPT.sub(f"<noscript><p>{escape(noscript)}</p></noscript>", page).lstrip()
