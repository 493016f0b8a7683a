"""The app runs under its headers in a real browser, and what they forbid does not happen."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import Watched, settled
from tests.support.server import PROBE_ENV, probe, running

pytestmark = pytest.mark.browser
SLOW = 30_000  # milliseconds: a busy machine takes its time

EVERYTHING = """
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.title("Everything the pages are made of")
st.metric("Share", "20 %", "3", chart_data=[1, 2, 3])
st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=["a", "b"], orientation="h")))
st.dataframe(pd.DataFrame({"city": ["Barcelona", "Nairobi"], "fee": [1, 2]}), on_select="rerun")
drawing = '<svg width="40" height="40"><circle cx="20" cy="20" r="10"></circle></svg>'
st.markdown(drawing, unsafe_allow_html=True)
st.html('<b class="x">bold</b>')
st.html("<style>.x { color: red }</style>")
st.image(f"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
st.markdown(":material/search: and $x^2$ and `code`")
with st.popover("More"):
    st.caption("inside")
sent = st.file_uploader("File")
if sent:
    st.write(f"{sent.name} has {sent.size} bytes")
st.download_button("Download", b"a;b", "table.csv")
"""


def test_text_chart_table_upload_and_download_work_without_a_report(browser, tmp_path):
    with running(script=probe(tmp_path, EVERYTHING), env=PROBE_ENV) as server:
        page = browser.new_page()
        watched = Watched(page, server.url)
        page.goto(server.url)
        expect(page.locator(".js-plotly-plot .bars path")).to_have_count(2, timeout=SLOW)
        expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible(timeout=SLOW)
        expect(page.locator("svg circle[r='10']")).to_be_visible(timeout=SLOW)
        file = {"name": "fees.csv", "mimeType": "text/csv", "buffer": b"a;b"}
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
        expect(page.get_by_text("fees.csv has 3 bytes")).to_be_visible(timeout=SLOW)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download", exact=True).click()
        assert download.value.path().read_bytes() == b"a;b"
        settled(page)
        page.context.close()
    assert watched.complaints == []
    assert watched.foreign == []


def test_the_browser_stops_scripts_that_do_not_belong_to_the_page(browser, tmp_path):
    with running(script=probe(tmp_path, "import streamlit as st\nst.title('x')"), env=PROBE_ENV) as server:
        page = browser.new_page()
        page.goto(server.url)
        settled(page)
        page.evaluate(
            "() => { const s = document.createElement('script'); s.text = 'window.hit = 1'; "
            "document.body.append(s); document.body.setAttribute('onclick', 'window.hit = 2') }"
        )
        page.locator("body").click(position={"x": 5, "y": 5}, force=True)
        assert page.evaluate("() => window.hit") is None
        page.context.close()
