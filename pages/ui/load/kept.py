"""The open store, one for the whole process."""

import streamlit as st

from lib.adapters.store.changes import Store
from lib.project import Project


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Open the store of this installation, or return it open.

    Raises
    ------
    StorageError
        If the database does not answer; the next call tries again.
    """
    return Project().store()
