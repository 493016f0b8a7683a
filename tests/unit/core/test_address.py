"""What a run writes into the address, and when it must not."""

from tests.support.apptest import AppTest


def page_cut_short():
    """A page whose first run is cut short by another one, as the back button does."""
    import streamlit as st

    from ui.core import address

    st.session_state.setdefault("seen", []).append(dict(st.query_params))
    address.begin_run()
    address.bind("year", "2023", str)

    def run():
        if len(st.session_state["seen"]) == 1:
            st.rerun()

    address.run_and_publish(run)


def page_that_ends():
    """A page that has nothing to show below some point."""
    from ui.core import address

    address.begin_run()
    address.bind("year", "2023", str)
    address.run_and_publish(address.end_page)


def test_a_run_that_is_cut_short_leaves_the_address_to_the_next_one():
    app = AppTest.from_function(page_cut_short).run()
    assert app.session_state["seen"] == [{}, {}]
    assert app.query_params == {"year": "2023"}


def test_a_page_that_ends_early_still_writes_its_address():
    assert AppTest.from_function(page_that_ends).run().query_params == {"year": "2023"}
