"""The one place that touches session state, the address bar and the clock.

The address is the scenario: every shared filter is in it, as a code and never as a
label, so a link means the same in any language and after the defaults change. Within a
session the session is right; the address is read when a session begins.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from datetime import date, datetime
from time import monotonic
from typing import TypeVar, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import streamlit as st

from lib.model import observations
from lib.model.authors import Author

LANGUAGES = ("zh", "en")
LEVELS = ("institution", "clinic")
EVERY_ITEM = "all"
NOBODY = ""
OPERATOR = "operator"
"""Key of the operator's name (操作人)."""
_LAST_OPERATOR = "last operator"

_COUNTY_TIME = ZoneInfo("Asia/Shanghai")
_WANTED = "wanted filters"
_Draft = TypeVar("_Draft")
_Made = TypeVar("_Made")
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader is looking at. Field names are widget keys and address keys."""

    lang: str
    """`zh` or `en`."""
    scheme: str
    """Code of the evaluation scheme."""
    period: str
    """Month up to which data are read, "YYYY-MM"."""
    level: str
    """`institution` or `clinic`."""
    item: str
    """Code of a service item, or `all`."""
    unit: str
    """Code of the institution under the magnifying glass; empty for none."""

    @property
    def day(self) -> date:
        """Last day of the period: the day on which rules are read."""
        return last_day(self.period)


def last_day(period: str) -> date:
    """Return the last day of a month.

    Examples
    --------
    >>> last_day("2024-02").isoformat()
    '2024-02-29'
    """
    return observations.last_day(observations.parse_period(period))


def seed(choices: Mapping[str, Sequence[str]]) -> None:
    """Give each filter a value that is among its choices.

    The session is asked first, then the address; what is not a choice (any more)
    becomes the first choice. Call it on every run: a filter that is not on the screen
    would otherwise be forgotten by Streamlit.

    Parameters
    ----------
    choices
        Codes allowed for each filter, the default first.
    """
    wanted = st.session_state.setdefault(_WANTED, {})
    for name, allowed in choices.items():
        remembered = st.session_state.get(name, st.query_params.get(name))
        asked = wanted.pop(name, remembered)
        st.session_state[name] = asked if asked in allowed else allowed[0]


def language() -> str:
    """Return the reader's language; Chinese until the reader has said otherwise."""
    spoken = _spoken.get()
    if spoken is not None:
        return spoken
    return cast("str", st.session_state.get("lang", LANGUAGES[0]))


@contextmanager
def speaking(code: str = "") -> Iterator[None]:
    """Settle the language for one run: it is asked for at every word of a page.

    A code that is given holds for a stretch: official papers are Chinese, whoever makes them.
    """
    token = _spoken.set(code or cast("str", st.session_state.get("lang", LANGUAGES[0])))
    try:
        yield
    finally:
        _spoken.reset(token)


def in_this_language(make: Callable[[], _Made]) -> Callable[[], _Made]:
    """Let something be made later, outside of the session, in the language spoken now."""
    spoken = language()

    def made() -> _Made:
        token = _spoken.set(spoken)
        try:
            return make()
        finally:
            _spoken.reset(token)

    return made


def filters() -> Filters:
    """Return the shared filters as the reader has set them."""
    return Filters(**{field.name: st.session_state[field.name] for field in fields(Filters)})


def choose(**codes: str) -> None:
    """Change shared filters from the next run on; follow with `st.rerun` or `st.switch_page`.

    A page may not set a filter whose widget is already on the screen; this waits for
    the moment before it is drawn again.
    """
    st.session_state[_WANTED] = {**st.session_state.get(_WANTED, {}), **codes}


def mirror() -> None:
    """Write the filters to the address, all of them: a link must not depend on defaults."""
    _write({field.name: st.session_state[field.name] for field in fields(Filters)})


def address(name: str, default: str = "") -> str:
    """Return what a page keeps in the address under a name of its own.

    It is remembered while the reader visits other pages, and returns to the address
    with the reader. The text comes from outside: check it before use.
    """
    kept = f"address {name}"
    if kept not in st.session_state:
        st.session_state[kept] = st.query_params.get(name, default)
    value = cast("str", st.session_state[kept])
    _write({name: "" if value == default else value})
    return value


def set_address(**values: str) -> None:
    """Keep texts in the address under a page's own names; an empty text leaves it."""
    for name, value in values.items():
        st.session_state[f"address {name}"] = value
    _write(values)


def link() -> str:
    """Return the whole address of what is on the screen, for somebody else to open."""
    return f"{st.context.url or ''}?{urlencode(st.query_params.to_dict())}"


def ink() -> str:
    """Return the colour of text that a chart writes for itself, by light and dark."""
    return "#E9F0F3" if st.context.theme.type == "dark" else "#1B2A33"


def _write(values: Mapping[str, str]) -> None:
    """Touch the address only where it changes: every touch is a message to the browser."""
    for name, value in values.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]


def draft(name: str, make: Callable[[], _Draft]) -> _Draft:
    """Return this reader's draft, made on first use. Drafts are replaced, never mutated."""
    key = f"draft {name}"
    if key not in st.session_state:
        st.session_state[key] = make()
    return cast("_Draft", st.session_state[key])


def replace_draft(name: str, value: object) -> None:
    """Put another draft in the place of the reader's draft."""
    st.session_state[f"draft {name}"] = value


def drop_draft(name: str) -> None:
    """Forget a draft; the next reading makes it anew."""
    st.session_state.pop(f"draft {name}", None)


def preset(key: str, value: object) -> str:
    """Give a widget its value on first sight; returns the key, for the widget's `key=`."""
    st.session_state[key] = st.session_state.get(key, value)
    return key


def put(key: str, value: object) -> None:
    """Overwrite a widget's value: in a callback, or before the widget is drawn."""
    st.session_state[key] = value


def picked(key: str) -> object:
    """Return a widget's value; None before it was ever drawn."""
    return st.session_state.get(key)


def today() -> date:
    """Return today's date in the county."""
    return datetime.now(tz=_COUNTY_TIME).date()


def keep_operator() -> None:
    """Remember the operator's name on pages that do not ask for it.

    A field for it that goes (the form beside the scales) takes what Streamlit knows with it.
    """
    remembered = st.session_state.get(_LAST_OPERATOR, "")
    st.session_state[OPERATOR] = st.session_state.get(OPERATOR, remembered)
    st.session_state[_LAST_OPERATOR] = st.session_state[OPERATOR]


def author(reason: str = "") -> Author:
    """Return who makes a change now: the operator named in the sidebar.

    Raises
    ------
    InputError
        If no name was entered yet.
    """
    name = cast("str", st.session_state.get(OPERATOR, ""))
    return Author(name.strip(), clock(), reason)


def beat(seconds: int) -> int:
    """Return a number that is another one every so many seconds.

    As an argument of a cached function it lets what was read grow no older than that. A `ttl`
    would do the same, but Streamlit looks twice, and fails when the time is up in between.
    """
    return int(monotonic() // seconds)


def month() -> str:
    """Return the present month, "YYYY-MM"."""
    return f"{today():%Y-%m}"


def clock() -> datetime:
    """Return the time of day in the county, to the second, without a zone."""
    return datetime.now(tz=_COUNTY_TIME).replace(microsecond=0, tzinfo=None)


def now() -> datetime:
    """Return the time of day in the county, to the minute, as a clock on the wall shows it."""
    return clock().replace(second=0)
