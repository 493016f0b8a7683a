"""The one place that turns words of files, addresses and people into what Streamlit reads as Markdown
or HTML. What a page shows through Streamlit is a sentence of the catalogue, or has come through here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from text import counted, say
from text.visible import visible

NOTHING = ":small[]"
"""Streamlit's null directive: an element without content, which nobody sees or copies. It parts a text in
two, so that neither part is an address, an icon or an arrow (docs/decisions/0125)."""

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~$!&]|:(?! )")
_BEGINNING = re.compile(r"^(\d*)([-+=.)])")
_BREAKS = re.compile(r"[\r\n\t]|^ | $")
_READ_LATER = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)


def inert_markdown(text: object) -> str:
    """The same characters without any meaning: no link, image, formula, icon, emphasis, list or heading.

    A line break becomes a space on screen. What cannot be seen is shown (`text.visible`).
    """
    parts = _READ_LATER.split(visible(str(text)))
    marked = NOTHING.join(_MARKS.sub(r"\\\g<0>", part) for part in parts)
    marked = _BEGINNING.sub(r"\1\\\2", marked)
    return _BREAKS.sub(lambda found: f"&#{ord(found.group())};", marked)


def say_inert(key: str, **facts: object) -> str:
    """A sentence of the catalogue, whose own marks count, with facts from data."""
    return say(key, **{name: inert_markdown(fact) for name, fact in facts.items()})


def counted_inert(key: str, number: int, /, **facts: object) -> str:
    """As `say_inert`, with the form for one where there is exactly one."""
    return counted(key, number, **{name: inert_markdown(fact) for name, fact in facts.items()})


def inert_list(lines: Iterable[object]) -> str:
    """A list, an inert line each."""
    return "\n".join(f"- {inert_markdown(line)}" for line in lines)


def inert_options(names: Mapping[Any, object]) -> Callable[[Any], str]:
    """The inert name of an option, for widgets that read their options as Markdown. names: option → name."""
    return lambda option: inert_markdown(names[option])


def inert_html(text: object) -> str:
    """The same characters in HTML, inside an element or an attribute, also where Streamlit takes the HTML as
    Markdown: there it writes `:material/` as `:material_`."""
    return html.escape(visible(str(text))).replace(":material/", "&#58;material/")
