"""Doing things from a page: the error is a sentence above, the success one after the rerun."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import streamlit as st

from lib.errors import ModelError
from pages.ui import frame, state


@dataclass(slots=True)
class _Done:
    """What this reader did last, and the keys of what is about to be done.

    The one draft that is changed in place: at every touch of the session state a click
    elsewhere stops the script, and between a deed and the note of it there may be none.
    """

    keys: dict[str, str] = field(default_factory=dict)
    made: tuple[str, object] = ("", None)
    said: str = ""
    refused: ModelError | None = None

    def note(self, form: str, made: object, said: str) -> None:
        """Note a deed; what the form does next has another key."""
        self.keys.pop(form, None)
        self.made = (form, made)
        self.said = said


def attempt(deed: Callable[[], object], said: str) -> None:
    """Do it in one go, then draw the page anew and say that it is done.

    Nothing is drawn while the deed is under way: a click elsewhere would stop it half-way.
    """
    attempt_once("", lambda _key: deed(), said)


def key_of(form: str) -> str:
    """Return the key of what a form is about to do: the same until it is done.

    A second click, or a click after the first one was cut short, brings the same key. Put it
    into the keys of the form's widgets as well: a new key empties the form.
    """
    return _done().keys.setdefault(form, uuid4().hex)


def attempt_once(form: str, deed: Callable[[str], object], said: str) -> None:
    """Do it under the key of its form, which is made anew once it is done."""
    done, key = _done(), key_of(form)
    try:
        made = deed(key)
    except ModelError as error:
        frame.show(error)
        return
    done.note(form, made, said)
    st.rerun()


def at_once(form: str, deed: Callable[[str], object], said: str) -> None:
    """Do it in the callback of a button: before the page is drawn, so no other click cuts it."""
    done, key = _done(), key_of(form)
    try:
        made = deed(key)
    except ModelError as error:
        done.refused = error
        return
    done.note(form, made, said)


def take_made(form: str) -> object:
    """Return what a form's deed returned if it was the last one, once; else None."""
    done = _done()
    last, made = done.made
    if last != form:
        return None
    done.made = ("", None)
    return made


def report_back() -> None:
    """Say what was done just before, or why it was not, once.

    The place is kept when nothing is said: an expander below would close when it goes.
    """
    place, done = st.empty(), _done()
    if done.refused is not None:
        frame.show(done.refused)
        done.refused = None
    if done.said:
        place.success(done.said, icon=":material/check_circle:")
        done.said = ""


def _done() -> _Done:
    return state.draft("deeds", _Done)
