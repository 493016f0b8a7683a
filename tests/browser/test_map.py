"""The map in a browser without network and WebGL: what is drawn, what a hand and a finger hit."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import QUIET_FLAGS, Watched, settled
from tests.support.drawn_map import MARKS, at_rest, click, highlighted, selected_in
from tests.support.tiers import thinned
from ui.map.base_maps import PRESETS

pytestmark = pytest.mark.browser

BAY = {
    "chn-foshan": "Foshan",
    "chn-guangzhou": "Guangzhou",
    "chn-dongguan": "Dongguan",
    "chn-zhuhai": "Zhuhai",
    "chn-shenzhen": "Shenzhen",
    "chn-hong-kong": "Hong Kong",
    "chn-macao": "Macao",
}
NAMES, SHAPES = {1400: ".textpoint", 390: "text"}, {1400: ".point", 390: "g > :not(title)"}
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
SIZES = [WIDE, PHONE]
VIEWS = [preset for preset in PRESETS if preset != "fit"]
# Names are held against Plotly's rule in tests/pages/test_map_names.py; these show that a browser agrees.
WITH_NAMES = {
    (1400, "china", "both"),
    (1400, "greater-bay", "zh"),
    (390, "world", "en"),
    (390, "bohai", "both"),
}
FRAMED = {(1400, "china"), (1400, "world"), (390, "greater-bay")}
BOXES = """elements => elements.map(element => {
    const box = element.getBoundingClientRect()
    return [box.x, box.y, box.right, box.bottom]
})"""


@pytest.fixture(scope="module")
def plain(browser):
    """The same Chromium with WebGL switched off for certain."""
    started = browser.browser_type.launch(
        executable_path=executable(), args=[*QUIET_FLAGS, "--disable-3d-apis", "--disable-webgl"]
    )
    yield started
    started.close()


def width_or_word(value) -> str:
    """How a case is called."""
    return str(value["width"]) if isinstance(value, dict) else value


def executable() -> str:
    import shutil

    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found
    return found


@pytest.fixture
def visit(plain, server):
    """Opens an address of the map in a window of its own."""
    contexts = []

    def open_page(query: str = "", size=WIDE, path: str = "/map"):
        context = plain.new_context(viewport=size, has_touch=size is PHONE, locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.watched = Watched(page, server.url)
        page.goto(f"{server.url}{path}?{query}")
        settled(page)
        drawn(page, size)
        return page

    yield open_page
    for context in contexts:
        context.close()


def drawn(page, size=WIDE) -> None:
    """Wait until the map has its marks."""
    where = ".st-key-map_narrow svg circle" if size is PHONE else MARKS
    expect(page.locator(where).first).to_be_visible(timeout=20_000)


def boxes(page, where: str) -> list[list[float]]:
    return page.locator(where).evaluate_all(BOXES)


def overlaps(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_the_map_needs_no_webgl_and_no_foreign_host(visit):
    page = visit("preset=world&show=all")
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    assert page.locator(".js-plotly-plot .scatterlayer .point").count() >= 115
    assert page.watched.foreign == []
    assert page.watched.complaints == []


@pytest.mark.parametrize(
    ("size", "preset", "labels"),
    thinned(
        itertools.product(SIZES, VIEWS, ["en", "zh", "both"]),
        lambda size, preset, labels: (size["width"], preset, labels) in WITH_NAMES,
    ),
    ids=width_or_word,
)
def test_names_cover_neither_each_other_nor_a_mark(visit, size, preset, labels):
    """With all members and all large cities on the map: hundreds of marks, each in the way of names.

    A name's box is taken without 2 px above and below and 1 px at its sides: its line is higher and its last
    letter's space wider than what is drawn.
    """
    page = visit(f"preset={preset}&untapped=1&show=all&labels={labels}", size)
    where = ".st-key-map_narrow g[clip-path] " if size is PHONE else ".js-plotly-plot .scatterlayer "
    if size is WIDE:
        at_rest(page)
    names = [box for box in boxes(page, where + NAMES[size["width"]]) if box[2] > box[0]]
    marks = boxes(page, where + SHAPES[size["width"]])
    letters = [[left + 1, top + 2, right - 1, bottom - 2] for left, top, right, bottom in names]
    assert len(marks) >= len(names) >= 3
    assert [(a, b) for at, a in enumerate(letters) for b in letters[:at] if overlaps(a, b)] == []
    assert [(name, mark) for name in letters for mark in marks if overlaps(name, mark)] == []


@pytest.mark.parametrize(
    ("size", "preset"),
    thinned(itertools.product(SIZES, VIEWS), lambda size, preset: (size["width"], preset) in FRAMED),
    ids=width_or_word,
)
def test_the_base_fills_its_frame_and_nothing_is_wider_than_the_screen(visit, size, preset):
    page = visit(f"preset={preset}", size)
    if size is PHONE:
        base = boxes(page, ".st-key-map_narrow g[clip-path]")[0]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    else:
        base = boxes(page, ".js-plotly-plot .imagelayer image")[0]
        plot = boxes(page, ".js-plotly-plot .nsewdrag")[0]
        assert base[0] <= plot[0] + 1
        assert base[1] <= plot[1] + 1
        assert base[2] >= plot[2] - 1
        assert base[3] >= plot[3] - 1
    assert base[2] - base[0] > 300


def test_the_seven_cities_of_the_bay_are_named_and_hit_one_by_one_at_1400(visit):
    page = visit("preset=greater-bay")
    shown = [text for text in page.locator(".js-plotly-plot .textpoint").all_text_contents() if text]
    assert set(BAY.values()) <= set(shown)
    for city, name in BAY.items():
        click(page, city)
        expect(page.locator(".hoverlayer .hovertext")).to_contain_text(name)
        expect(page).to_have_url(re.compile(rf"select={city}(&|$)"), timeout=15_000)
        expect(page.get_by_text("1 city selected")).to_be_visible()
        settled(page)
        page.mouse.move(5, 5)
        at_rest(page)  # Plotly takes two quick clicks for a double click, wherever they are
        assert name in shown


def test_every_tap_on_a_phone_hits_the_city_that_was_meant(visit):
    page = visit("preset=greater-bay", PHONE)
    hits = []
    for city, name in BAY.items():
        page.get_by_text("Greater Bay Area", exact=True).first.scroll_into_view_if_needed()
        mark = page.locator(".st-key-map_narrow g[clip-path] g").filter(
            has=page.locator(f"title:text-matches('^{name}')")
        )
        box = mark.locator("circle, path, rect").last.bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page).to_have_url(re.compile(rf"select=[^&]*{city}(\.|&|$)"), timeout=15_000)
        settled(page)
        hits.append(selected_in(page)[-1])
    assert hits == list(BAY)


def test_a_selection_survives_reruns_and_pages_and_is_cleared_by_its_button(visit):
    page = visit("select=chn-foshan.chn-zhuhai")
    expect(page.get_by_text("2 cities selected")).to_be_visible()
    page.locator(".st-key-map_controls").get_by_text("Everyone").click()
    expect(page).to_have_url(re.compile("show=all"))
    assert selected_in(page) == ["chn-foshan", "chn-zhuhai"]
    page.get_by_role("link", name="Shares").click()
    expect(page.locator("h1.lead")).to_contain_text("paying members", timeout=20_000)
    page.get_by_role("link", name="Map").click()
    expect(page.get_by_text("2 cities selected")).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile(r"select=chn-foshan\.chn-zhuhai"))
    page.locator(".st-key-map_clear button").click()
    expect(page.get_by_text("2 cities selected")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("select="))


def test_ticking_a_row_highlights_its_city_on_the_map(visit):
    page = visit("preset=greater-bay")
    table = page.locator(".st-key-list_wide [data-testid=stDataFrame]")
    box = table.bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 35 + 22)
    expect(page).to_have_url(re.compile(r"select=chn-dongguan(&|$)"), timeout=15_000)
    highlighted(page, "chn-dongguan")


def test_a_box_lists_the_cities_in_it(visit):
    page = visit("preset=greater-bay")
    page.locator(".js-plotly-plot").hover()
    page.locator(".modebar-btn[data-val=select]").click()
    plot = page.locator(".js-plotly-plot .nsewdrag").bounding_box()
    page.mouse.move(plot["x"] + 2, plot["y"] + 2)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] - 2, plot["y"] + plot["height"] - 2, steps=8)
    page.mouse.up()
    expect(page.get_by_text("cities selected")).to_be_visible(timeout=15_000)
    settled(page)
    assert set(selected_in(page)) >= set(BAY)


def test_each_view_after_the_first_is_small_on_the_wire(visit, plain, server):
    page = visit("preset=china")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: received.append(wire_size(event["response"]["payloadData"])),
    )
    for name in ("Greater Bay Area", "Yangtze delta", "Bohai", "Northeast", "World"):
        received.clear()
        page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
        expect(page.locator("h1.lead")).to_contain_text(name)
        settled(page)
        drawn(page)
        assert sum(received) > 2_000, name
        assert sum(received) < 150_000, (name, sum(received))


def wire_size(payload: str) -> int:
    """Bytes of a frame as it is sent: compressed, as permessage-deflate does."""
    import base64
    import zlib

    return len(zlib.compress(base64.b64decode(payload), 6))
