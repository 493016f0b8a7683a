"""Pictures in the real app's frame: what Streamlit's cleaning and the policy leave of them in a browser."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import Watched, settled
from tests.support.chart_samples import CAPTIONED, drawn
from tests.support.server import PROBE_ENV, probe, running

pytestmark = pytest.mark.browser

SCRIPT = """
import streamlit as st

from charts.maps.base_map import load_base
from charts.base.config import MAP_CONFIG
from charts.base.svg import for_markdown
from charts.base.theme import LIGHT
from tests.support.chart_samples import CAPTIONED, FIGURES, base, drawn, figure
from ui.core import assets

HOSTILE = "<img src=x onerror=alert(1)> $\\\\href{javascript:1}{x}$ <a href='javascript:1'>x</a> :red[x]"
url = assets.register("china.svg", load_base("china", LIGHT)[0], "image/svg+xml")

with st.container(key="drawn"):
    for name in (*CAPTIONED, "sparkline"):
        st.markdown(for_markdown(drawn(name).replace("/assets/china.svg", url)), unsafe_allow_html=True)
with st.container(key="hostile"):
    for name in (*CAPTIONED, "sparkline"):
        svg = drawn(name, word=HOSTILE).replace("/assets/china.svg", url)
        st.markdown(for_markdown(svg), unsafe_allow_html=True)
with st.container(key="map"):
    shown = figure("city_map").update_layout_images(source=url)
    event = st.plotly_chart(shown, theme=None, config=MAP_CONFIG, key="m", on_select="rerun")
st.write("chosen:", *[point["customdata"] for point in event["selection"]["points"]])
with st.container(key="figures"):
    for name in FIGURES:
        shown = figure(name, word=HOSTILE).update_layout_images(source=url)
        st.plotly_chart(shown, theme=None, key=name)
"""


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """The probe's page once it is drawn, with what it asked for and complained of."""
    with running(script=probe(tmp_path_factory.mktemp("charts"), SCRIPT), env=PROBE_ENV) as server:
        opened = browser.new_page(viewport={"width": 900, "height": 1200})
        opened.watched = Watched(opened, server.url)
        opened.dialogs = []
        opened.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
        opened.goto(server.url)
        settled(opened)
        expect(
            opened.locator(".st-key-figures .js-plotly-plot .infolayer .annotation").first
        ).to_be_attached()
        yield opened
        opened.context.close()


def test_drawn_pictures_keep_marks_names_pattern_base_and_style(page):
    pictures = page.locator(".st-key-drawn svg[role=img]")
    sent = "".join(drawn(name) for name in (*CAPTIONED, "sparkline"))
    expect(pictures).to_have_count(len(CAPTIONED) + 1)
    expect(page.locator(".st-key-drawn svg[role=img][aria-label=word]")).to_have_count(len(CAPTIONED) + 1)
    for tag in ("title", "pattern", "clipPath", "tspan", "line"):
        expect(page.locator(f".st-key-drawn svg {tag}")).to_have_count(sent.count(f"<{tag}"))
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.st-key-drawn svg[role=img]')).maxWidth")
        == "402.5px"
    )


def test_the_base_is_loaded_into_a_drawn_picture(page):
    image = page.locator(".st-key-drawn svg image")
    href = image.get_attribute("href")
    assert href.startswith("/assets/china.")
    assert page.evaluate("href => fetch(href).then(answer => answer.status)", href) == 200
    assert image.bounding_box()["width"] > 300


def test_a_drawn_picture_fills_its_container_but_does_not_shout(page):
    assert page.locator(".st-key-drawn svg[role=img]").first.bounding_box()["width"] == pytest.approx(
        402.5, abs=1
    )


def test_the_map_has_a_node_a_place_and_tells_which_city_was_clicked(page):
    plot = page.locator(".st-key-map .js-plotly-plot")
    expect(plot.locator(".scatterlayer .point")).to_have_count(6)
    expect(plot.locator("image")).to_have_count(1)
    target = plot.locator(".scatterlayer .trace.scatter").filter(has_text="Beijing").locator(".point").first
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    expect(plot.locator(".hoverlayer .hovertext")).to_contain_text("Beijing 北京")
    page.mouse.click(x, y)
    expect(page.get_by_text("chosen: beijing", exact=True)).to_be_visible()


def test_hostile_text_stays_text_in_every_picture(page):
    for key in ("hostile", "figures"):
        place = page.locator(f".st-key-{key}")
        expect(place.locator("svg").first).to_be_attached()
        expect(place.locator("img, script, a[href^=javascript], [onerror]")).to_have_count(0)
        expect(place.locator(".MathJax, .katex, math")).to_have_count(0)
    assert "<img src=x onerror=alert(1)>" in page.locator(".st-key-hostile").inner_text()
    assert "<img src=x onerror=alert(1)>" in page.locator(".st-key-figures").text_content()
    assert page.dialogs == []


def test_nothing_foreign_is_asked_for_and_nothing_is_refused(page):
    assert page.watched.foreign == []
    assert page.watched.complaints == []
