"""Floor: the least that a Streamlit page can show, one line of text."""

import streamlit as st

st.write("Chinese cities are a fifth of the official members.")
