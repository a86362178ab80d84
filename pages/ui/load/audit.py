"""The audit log, read from the store."""

import streamlit as st

from lib.adapters.store import audit, changes
from lib.adapters.store.audit import Contents, Wanted
from lib.adapters.store.engine import reading
from lib.model.chain import Entry, Verdict
from pages.ui import state
from pages.ui.load import kept

__all__ = ["Contents", "Wanted"]

_TRUSTED = 30  # seconds a verdict is shown before the chain is verified again


def search(
    wanted: Wanted, *, limit: int | None = None, before: int | None = None
) -> tuple[Entry, ...]:
    """Return entries, newest first; `before` is the number that ended the page before."""
    with reading(kept.store().engine) as connection:
        return audit.search(connection, wanted, limit=limit, before=before)


def contents() -> Contents:
    """Return how long the log is, and what there is to choose from."""
    with reading(kept.store().engine) as connection:
        return audit.contents(connection)


def verdict(entries: int) -> Verdict:
    """Return whether the chain is whole, verified at most some seconds ago.

    Parameters
    ----------
    entries
        How many entries there are; with another number it is verified anew.
    """
    return _verdict(str(kept.store().engine.url), entries, state.beat(_TRUSTED))


def verify_again() -> None:
    """Forget the verdict; the next one is made anew."""
    _verdict.clear()


@st.cache_resource(max_entries=4, show_spinner=False)
def _verdict(url: str, entries: int, beat: int) -> Verdict:
    return changes.check(kept.store())
