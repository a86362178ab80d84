"""Shared by tests of the screens: speak a language, open a page."""

from functools import cache

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT
from tests.pages.own_store import copied


@pytest.fixture(scope="module", autouse=True)
def figures(filled, tmp_path_factory):
    """Every page reads the demonstration; what the tests of a file enter, no other file sees."""
    with copied(filled, tmp_path_factory.mktemp("figures")) as store:
        yield store


@pytest.fixture(scope="session", autouse=True)
def installed_components():
    """Look for components in the installed packages once: for every AppTest it is 0.2 s."""
    scan = manifest_scanner.scan_component_manifests
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", cache(scan))
        yield


@pytest.fixture
def speaking():
    """Choose the language of a session that has no browser, and forget it afterwards."""

    def choose(code: str) -> None:
        st.session_state["lang"] = code

    yield choose
    st.session_state.clear()


@pytest.fixture
def open_page():
    """Open a page by its file name with filters in the address, as a link would."""

    def opened(name: str = "overview", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        return app.switch_page(f"pages/{name}.py").run()

    return opened
