"""The frame of every page: Streamlit's index.html, said in the words of this dashboard."""

import re
from html import escape
from typing import Final

_TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
_COMMENT: Final = re.compile(r"[ \t]*<!--.*?-->\n?", re.DOTALL)
_AGENT_LINK: Final = re.compile(r'[ \t]*<link rel="service-desc"[^>]*>\n?')
_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


def adapted(index_html: str, title: str, noscript: str) -> str:
    """`index_html` with the title that shows until the app sets its own, a sentence for browsers without
    scripts, and nothing about the API for agents, which the gate keeps closed."""
    page = _COMMENT.sub("", index_html)
    page = _AGENT_LINK.sub("", page)
    page = _TITLE.sub(f"<title>{escape(title)}</title>", page)
    return _NOSCRIPT.sub(f"<noscript><p>{escape(noscript)}</p></noscript>", page).lstrip()
