"""What a reader enters while the page is still being drawn stays where it was entered."""

import pytest
from playwright.sync_api import expect

from tests.browser import dashboard

ROUNDS = 6
SCRIPT = """
import time
import streamlit as st
from pages.ui import unsent

unsent.keep()
st.title("slow")
st.text_input("name", key="name")
time.sleep(0.4)
st.markdown("sent")
time.sleep(0.004)  # Streamlit sends this, and nothing else for the next 10 ms

@st.fragment
def part():
    note = st.text_input("note", key="note")
    st.markdown(f"{note} was read")

part()
"""


@pytest.fixture
def slow(tmp_path):
    """Serve a page that takes its time, with a fragment."""
    script = tmp_path / "slow.py"
    script.write_text(SCRIPT, encoding="utf-8")
    with dashboard.serve(str(script)) as address:
        yield address


def test_an_entry_in_a_fragment_outlives_the_run_of_the_page(slow, open_page):
    page = open_page(at=slow)
    expect(page.get_by_text("was read")).to_be_visible()
    for number in range(ROUNDS):
        page.get_by_label("name").fill(f"name {number}")
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        page.get_by_label("note").fill(f"note {number}")
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"note {number} was read")).to_be_visible()
        page.wait_for_timeout(100)
        expect(page.get_by_label("note")).to_have_value(f"note {number}")
