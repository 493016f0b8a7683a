"""Words of data in a real browser: in every kind of element of Streamlit, and on the pages that hold most."""

import pytest

from tests.support.browser import Watched, settled
from tests.support.hostile.words import GROUP, WORDS, keep_hostile
from tests.support.server import ROOT, running
from text.visible import visible

pytestmark = pytest.mark.browser

GALLERY = """
import streamlit as st
from tests.support.hostile.words import WORDS
from ui.core.markdown import inert_html, inert_list, inert_markdown

for place, word in enumerate(WORDS):
    shown = inert_markdown(word)
    with st.container(key=f"word{place}"):
        st.markdown(shown)
        st.caption(shown)
        st.warning(shown)
        st.markdown(f"**{shown}**")
        st.markdown(inert_list([word]))
        st.expander(shown)
        st.button(shown, key=f"button{place}")
        st.checkbox(shown, key=f"checkbox{place}")
        st.radio("radio", [place], format_func=lambda _: shown, label_visibility="collapsed")
        st.pills("pills", [place], format_func=lambda _: shown, label_visibility="collapsed")
        st.html(f"<p>{inert_html(word)}</p>")
        st.markdown(f"<p>{inert_html(' '.join(word.split()))}</p>", unsafe_allow_html=True)
"""
MORE_THAN_TEXT = """() => [...document.querySelectorAll(`[class*=st-key-word] :is(
    a, img, code, em, del, h1, h2, h3, h4, blockquote, table, hr, ol, .katex, [role=img], [style*=color])`)]
    .filter(each => each.getAttribute('data-testid') !== 'stIconMaterial')
    .map(each => each.outerHTML.slice(0, 200))"""
TOLD = """place => [...document.querySelectorAll(`.st-key-word${place} :is(p, li)`)]
    .map(each => each.textContent.split(/\\s+/).join(' ').trim()).filter(each => each.length > 5)"""
PAGES = {
    "/": "",
    "/pipeline": "change.funnel.cohorts.expected.score.aside.timeline.effect",
}


def test_in_every_kind_of_element_a_word_of_data_is_the_text_that_it_is(browser, tmp_path):
    script = tmp_path / "gallery.py"
    script.write_text(GALLERY, "utf-8")
    with running(
        "--browser.gatherUsageStats=false", script=script, ready=False, env={"PYTHONPATH": str(ROOT)}
    ) as server:
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        watched = Watched(page, server.url)
        page.goto(server.url)
        settled(page)
        page.get_by_test_id("stExpander").nth(len(WORDS) - 1).wait_for(timeout=9000)
        assert page.evaluate(MORE_THAN_TEXT) == []
        for place, word in enumerate(WORDS):
            told = page.evaluate(TOLD, place)
            assert len(told) >= 10
            assert set(told) == {" ".join(visible(word).split())}
        assert watched.foreign == []
        page.context.close()


def test_on_the_pages_no_word_of_data_is_a_link_an_image_or_a_request(browser, place):
    server, engine = place
    keep_hostile(engine)
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    watched = Watched(page, server.url)
    for path, opened in PAGES.items():
        page.goto(f"{server.url}{path}?open={opened}&group={GROUP.replace('[', '%5B').replace(']', '%5D')}")
        settled(page)
        assert "evil" in page.inner_text("body"), path
        links = page.evaluate(
            "() => [...document.querySelectorAll('a, img, iframe')].map(x => x.href || x.src)"
        )
        assert not [link for link in links if link and not link.startswith((server.url, "data:", "blob:"))], (
            path
        )
        assert page.locator(".katex").count() == 0, path
    assert watched.foreign == []
    assert watched.complaints == []
    page.context.close()
