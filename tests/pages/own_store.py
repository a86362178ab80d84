"""A store of a module's own: a copy of the demonstration in which a test may change figures."""

from contextlib import contextmanager

import pytest
import streamlit as st

from pages.ui.load import kept
from tests.stored import copy_of


@contextmanager
def copied(store, folder):
    """Let every page read a copy of a SQLite store until the end."""
    copy = copy_of(store, folder)
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("HENG_DATABASE", str(copy.engine.url))
        changed.setenv("HENG_KEYS", str(copy.keys))
        st.cache_resource.clear()
        try:
            opened = kept.store()
            yield opened
            opened.engine.dispose()
        finally:
            st.cache_resource.clear()
            copy.engine.dispose()
