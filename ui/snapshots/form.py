"""What the snapshot holds, and for whom: the choices on the page Snapshots."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.core.basis import Basis
from sharing.fields import AUDIENCES
from text import label, say
from text.format import day
from text.visible import visible
from ui.city import answers as cities
from ui.core import address
from ui.core.markdown import inert_markdown
from ui.reports.choice import Choice
from ui.reports.kinds import COMPARISON, PREPARED, VIEW
from ui.reports.pages import PAGES, keep_view

_MOST = 120  # signs of a title


def choose(basis: Basis) -> Choice:
    """Draw the choices and return what they stand for."""
    page = _page()
    keep_view(page, basis)
    what, who = st.columns([3, 2], gap="large")
    with what:
        compared = _compared()
        kinds = [*PREPARED, *([VIEW] if page else []), *([COMPARISON] if compared else [])]
        kind = st.segmented_control(
            say("snapshots.report"),
            kinds,
            key=address.bind_choice("report", VIEW if page else kinds[0], kinds),
            format_func=lambda code: inert_markdown(
                page_name(page) if code == VIEW else label("report", code)
            ),
            required=True,
        )
        pages = [page, *_further(page)] if kind == VIEW else []
        city_id = _city() if "city" in {kind, *pages} else None
        title = st.text_input(
            say("snapshots.title"),
            value=say(
                "snapshots.title_default",
                report=page_name(page) if kind == VIEW else label("report", kind),
                as_of=day(basis.as_of),
            ),
            max_chars=_MOST,
            key=f"snapshot.title.{kind}.{page}.{basis.as_of}",
        )
        note = st.text_area(
            say("snapshots.note"), help=say("snapshots.note_help"), height=68, key="snapshot.note"
        )
    with who:
        audience = st.radio(
            say("snapshots.audience"),
            AUDIENCES,
            key=address.bind_choice("audience", AUDIENCES[0], list(AUDIENCES)),
            format_func=lambda code: inert_markdown(label("audience", code)),
            captions=[say(f"snapshots.audience_{code}") for code in AUDIENCES],
        )
    chosen = Choice(str(kind), audience, title, note, basis, city_id, ".".join(pages) or None)
    return replace(chosen, before=compared[0], after=compared[1]) if kind == COMPARISON else chosen


def page_name(page: str) -> str:
    """'This view: Shares'."""
    return say("snapshots.this_view", page=say(f"page.{page}"))


def _further(page: str) -> list[str]:
    """Other pages that go into the same snapshot, with the same filters."""
    others = [code for code in PAGES if code != page]
    return st.multiselect(
        say("snapshots.further"),
        others,
        format_func=lambda code: say(f"page.{code}"),
        placeholder=say("snapshots.further_none"),
        key="snapshot.further",
    )


def _compared() -> list[str]:
    """The two that are compared further down, while their differences are shown."""
    asked = [st.session_state.get(address.key_of(name)) for name in ("compare", "before", "after")]
    return [str(each) for each in asked[1:]] if all(asked) else []


def _city() -> str:
    names = cities.cities()["name"]
    known = list(names.index)
    return str(
        st.selectbox(
            say("snapshots.city"),
            known,
            key=address.bind_choice("city", known[0], known),
            format_func=lambda city_id: visible(str(names[city_id])),
        )
    )


def _page() -> str:
    """The page that somebody came from to share it, '' for none."""
    key = address.bind("page", "", lambda text: text if text in PAGES else None)
    return str(st.session_state[key])
