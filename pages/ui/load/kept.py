"""The open store, one for the whole process."""

from contextlib import suppress

import streamlit as st

from lib.adapters.store import documents, scheme_versions
from lib.adapters.store.changes import Store
from lib.errors import StorageError
from lib.model.authors import Author
from lib.project import Project
from pages.ui import state

_WATCH = "Heng"  # the program itself: who edited a file nobody knows


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Open the store of this installation, or return it open.

    Raises
    ------
    StorageError
        If the database does not answer; the next call tries again.
    """
    return Project().store()


def notice_edits() -> None:
    """Keep what people edited in data/ since the last time, and tell the audit log.

    A store that cannot be written to can still be read: the next edit is noticed later.
    """
    with suppress(StorageError):
        files = {**Project().documents(), **scheme_versions.texts(store())}
        documents.notice(store(), files, Author(_WATCH, state.clock()))
