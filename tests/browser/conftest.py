"""A server and a browser for the whole run, and pages that are watched while they are open."""

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.browser import dashboard
from tests.stored import copy_of

_HERE = os.path.dirname(__file__)  # noqa: PTH120 (compared with node paths as text)
_PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit looks for its server below the page's own path first, and is told 404."""


def pytest_collection_modifyitems(items):
    absent = not dashboard.CHROMIUM.exists() and "CI" not in os.environ
    for item in items:
        if str(item.path).startswith(_HERE):
            item.add_marker(pytest.mark.browser)
            if absent:
                item.add_marker(pytest.mark.skip(reason=f"no Chromium at {dashboard.CHROMIUM}"))


@dataclass
class Watch:
    """What a page asked for and complained about."""

    address: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def on(self, page):
        page.on("request", self._request)
        page.on("websocket", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _request(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(self.address).netloc:
            self.outside.append(request.url)

    def _console(self, message):
        place = urlsplit(message.location.get("url", "")).path
        probe = place.endswith(_PROBES) and not place.startswith("/_stcore")
        if message.type == "error" and not probe:
            self.complaints.append(f"{message.text} ({place})")


@pytest.fixture(scope="session")
def address(filled):
    """Serve the dashboard once for the whole run."""
    with dashboard.serve() as served:
        yield served


@pytest.fixture(scope="module")
def own(filled, tmp_path_factory):
    """A store for one file of tests to change, at first as that of the whole run is."""
    store = copy_of(filled, tmp_path_factory.mktemp("own"))
    yield store
    store.engine.dispose()


@pytest.fixture(scope="module")
def own_address(own):
    """Serve the dashboard once more, on that store."""
    env = {"HENG_DATABASE": str(own.engine.url), "HENG_KEYS": str(own.keys)}
    with dashboard.serve(env=env) as served:
        yield served


@pytest.fixture
def signed(open_page, own_address):
    """Open a page of the store of one's own, as somebody who has entered a name."""

    def open_signed(path, size=dashboard.SIZES["desk"], who="李晓"):
        page = open_page(path, size, own_address, accept_downloads=True)
        page.get_by_label("操作人").fill(who)
        page.keyboard.press("Enter")
        dashboard.settle(page)
        return page

    return open_signed


@pytest.fixture(scope="session")
def browser():
    """One browser for the whole run; every page has a session of its own."""
    with dashboard.browse() as started:
        yield started


@pytest.fixture
def open_page(address, browser):
    """Open pages; at the end none has asked the outside or complained."""
    opened = []

    def open_one(path="", size=(1920, 1080), at=address, **options):
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", **options
        )
        page, watch = context.new_page(), Watch(at)
        watch.on(page)
        opened.append((context, watch))
        page.goto(f"{at}/{path}")
        dashboard.settle(page)
        return page

    yield open_one
    for context, _watch in opened:
        context.close()
    assert [url for _context, watch in opened for url in watch.outside] == []
    assert [text for _context, watch in opened for text in watch.complaints] == []
