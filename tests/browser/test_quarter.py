"""A whole quarter played through the browser, from the plan to the sealed paper.

The tests of this file are the steps of one quarter, in order, on one store of their own.
"""

import pytest
from playwright.sync_api import expect

from tests.browser import dashboard


@pytest.fixture(autouse=True)
def patient():
    """Wait as long for a sentence as a busy machine needs."""
    expect.set_options(timeout=30_000)


class Player:
    """Somebody at a page, whose clicks are counted."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    @property
    def main(self):
        return self.page.get_by_test_id("stMain")

    def settle(self):
        dashboard.settle(self.page)

    def click(self, target):
        self.clicks += 1
        target.click()
        self.settle()

    def press(self, name, exact=True):
        self.click(self.main.get_by_role("button", name=name, exact=exact))

    def view(self, name):
        self.click(self.main.get_by_role("radio", name=name, exact=True))

    def choose(self, label, words, several=False):
        """Choose from a list by typing; the list is longer than the screen."""
        self.clicks += 2
        box = self.main.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.press_sequentially(words)
        self.page.get_by_role("option").first.click()
        if several:
            self.page.keyboard.press("Escape")
        self.settle()

    def write(self, label, text):
        self.clicks += 1
        field = self.main.get_by_label(label, exact=True)
        field.fill(text)
        field.press("Tab")
        self.settle()

    def date(self, label, digits):
        """Type a day into a field of days, year first."""
        self.clicks += 1
        self.main.get_by_role("spinbutton", name=f"year, {label}", exact=True).click()
        self.page.keyboard.type(digits)
        self.page.keyboard.press("Tab")
        self.settle()

    def attach(self, name, content, place=0):
        self.clicks += 1
        dropped = {"name": name, "mimeType": "", "buffer": content}
        self.main.locator("[data-testid=stFileUploaderDropzoneInput]").nth(place).set_input_files(
            dropped
        )
        expect(self.main.get_by_text(name)).to_be_visible()
        self.settle()

    def reads(self, words):
        expect(self.main.get_by_text(words).first).to_be_visible()
        self.settle()
