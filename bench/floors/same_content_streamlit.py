"""Floor: the content of the Overview as an ordinary, decent Streamlit developer would write it."""

from __future__ import annotations

import plotly.express as px
import streamlit as st
from content import DEFINITIONS, STATE_COLOURS, overview, read

st.set_page_config(page_title="Membership", layout="wide")

sample = st.cache_data(read)()
definition = st.selectbox("Definition", list(DEFINITIONS), format_func=DEFINITIONS.get, key="definition")
page = overview(sample, definition)

st.subheader(page.headline)
for column, metric in zip(st.columns(5), page.metrics, strict=True):
    column.metric(metric.label, metric.value, chart_data=metric.history, border=True)

left, right = st.columns(2)
scatter = px.scatter(
    page.cities,
    x="x",
    y="y",
    color="state",
    size="population",
    hover_name="name",
    color_discrete_map=STATE_COLOURS,
)
scatter.update_xaxes(visible=False).update_yaxes(visible=False, scaleanchor="x")
left.plotly_chart(scatter, key="map")
bars = px.bar(page.by_year, x="fee_year", y="paying", color="members", barmode="group")
right.plotly_chart(bars, key="bars")

st.subheader("Needs attention")
st.dataframe(page.attention, hide_index=True)
