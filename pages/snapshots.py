"""Snapshots: freeze a report, look at it, share it by links that end, compare two."""

import streamlit as st

from ui import frame, headline
from ui.snapshots import comparing, form, listing, preview
from ui.text import say

found, links = listing.kept()
headline.show(listing.lead(found, links), [], say("snapshots.basis"), illustrative=False)

preview.show_done()
headline.section(say("snapshots.make"))
preview.show(form.choose(frame.basis()))

if found:
    headline.section(say("snapshots.kept"))
    listing.show(found, links)
    headline.section(say("compare.title"))
    comparing.show(found)
else:
    st.info(say("snapshots.none"), icon=":material/info:")
