"""Floor: the least that a Streamlit page with one chart can show, one Plotly bar chart."""

import plotly.express as px
import streamlit as st

st.write("Chinese cities are a fifth of the official members.")
st.plotly_chart(px.bar(x=[2021, 2022, 2023, 2024, 2025], y=[24, 26, 29, 31, 33]))
