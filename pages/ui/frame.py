"""The frame around every page: navigation, shared filters, errors as sentences."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit import Page

from lib.errors import ImportRejectedError, ModelError
from pages.ui import freshness, load, state, widgets
from pages.ui.text import N_, _, fill

_inside: ContextVar[bool] = ContextVar("inside", default=False)
_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_PAGES = Path(__file__).parents[1]
_LOGO = Path(__file__).parent / "logo.svg"
_ICON = Path(__file__).parent / "icon.svg"  # a :material/…: here would be fetched from the internet
_SIDEBAR_WIDTH = 224  # pixels; leaves a 1366 screen room for a map with a panel


@dataclass(frozen=True, slots=True)
class Screen:
    """A page: its file, its title, and the shared filters that mean something on it."""

    file: str
    title: str
    icon: str
    filters: tuple[str, ...] = ("period",)
    writes: bool = False
    """Whether something can be changed on it: then it asks for the operator's name."""
    needs_figures: bool = True
    """Whether there is nothing to see before the first figures are stored."""


SECTIONS = {
    N_("Monitoring"): (
        Screen("overview", N_("Overview"), ":material/space_dashboard:"),
        Screen("map", N_("Grid map"), ":material/map:", ("period", "item", "level")),
        Screen("coverage", N_("Coverage"), ":material/grid_on:", ("period", "item", "level")),
        Screen("profile", N_("Profile"), ":material/badge:", ("period", "unit")),
    ),
    N_("Supervision"): (
        Screen(
            "supervision", N_("Supervision visits"), ":material/event_available:", (), writes=True
        ),
        Screen("authenticity", N_("Authenticity"), ":material/fact_check:", writes=True),
        Screen("rectification", N_("Rectification"), ":material/assignment_late:", (), writes=True),
        Screen("survey", N_("Survey"), ":material/record_voice_over:", (), writes=True),
        Screen("appeal", N_("Appeals"), ":material/gavel:", ("period", "unit"), writes=True),
        Screen("plan", N_("Plan"), ":material/view_timeline:", (), writes=True),
        Screen("blocks", N_("Blocks"), ":material/hub:", writes=True),
        Screen("registers", N_("Registers"), ":material/inventory_2:", writes=True),
    ),
    N_("What-if"): (
        Screen("whatif", N_("Weights"), ":material/tune:"),
        Screen("robustness", N_("Robustness"), ":material/query_stats:"),
        Screen("allocation", N_("Allocation"), ":material/payments:", ("period", "unit")),
        Screen("scenarios", N_("Scenarios"), ":material/compare_arrows:", writes=True),
    ),
    N_("Meeting"): (
        Screen("meeting", N_("Meeting mode"), ":material/co_present:", writes=True),
        Screen("questions", N_("Ten questions"), ":material/quiz:"),
        Screen(
            "papers", N_("Documents"), ":material/description:", ("period", "unit"), writes=True
        ),
    ),
    N_("Administration"): (
        Screen(
            "data", N_("Import"), ":material/upload_file:", (), writes=True, needs_figures=False
        ),
        Screen(
            "reporting",
            N_("Monthly reports"),
            ":material/calendar_month:",
            filters=(),  # it has a choice of its own, which goes beyond the figures
            writes=True,
            needs_figures=False,
        ),
        Screen("periods", N_("Closing"), ":material/lock:", writes=True),
        Screen("audit", N_("Audit log"), ":material/history:", (), needs_figures=False),
        Screen("method", N_("Method"), ":material/menu_book:"),
        Screen("help", N_("Help"), ":material/help:", (), needs_figures=False),
    ),
}


def run() -> None:
    """Draw the frame and the page the reader asked for."""
    state.seed({"lang": state.LANGUAGES})
    with state.speaking():
        _run()


def _run() -> None:
    st.set_page_config(
        page_title=_("Heng"),
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state=_SIDEBAR_WIDTH,
    )
    st.logo(_LOGO, size="large")
    pages = {title: [(s, _page(s)) for s in screens] for title, screens in SECTIONS.items()}
    sections = {_(title): [p for _screen, p in part] for title, part in pages.items()}
    page = st.navigation(sections, expanded=True)
    screen = next(s for part in pages.values() for s, p in part if p is page)
    token = _inside.set(True)
    try:
        state.seed(_choices())
        _surround(screen)
        if screen.needs_figures and not load.periods():
            _send_to_import()
        else:
            page.run()
    except ModelError as error:
        show(error)
    finally:
        _inside.reset(token)


def ensure() -> None:
    """Re-enter through the frame when Streamlit started a page on its own.

    The first request after a restart, if it is for a page address, runs that page
    without app.py, because a folder named pages/ still switches on the old page
    discovery. See docs/adr/0002-pages-and-server.md.
    """
    if not _inside.get():
        run()
        st.stop()


def fragment(part: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result | None]:
    """Let a part of a page rerun on its own, its errors still shown as sentences.

    A rerun of a fragment does not pass through `run`, so the error is caught here.
    """

    @st.fragment
    @wraps(part)
    def guarded(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result | None:
        try:
            with state.speaking():
                return part(*args, **kwargs)
        except ModelError as error:
            show(error)
            return None

    return guarded


def go(page: str, **filters: str) -> None:
    """Take the reader to another page, with some shared filters set."""
    state.choose(**filters)
    st.switch_page(_PAGES / f"{page}.py")


def link(page: str, label: str) -> None:
    """Offer the way to another page."""
    icon = next(s.icon for part in SECTIONS.values() for s in part if s.file == page)
    st.page_link(_PAGES / f"{page}.py", label=label, icon=icon)


def show(error: ModelError) -> None:
    """Say what went wrong, and what to do about it, in the reader's language."""
    st.error(fill(error.message, error.values), icon=":material/error:")
    if error.hint:
        st.info(fill(error.hint, error.values), icon=":material/lightbulb:")
    if isinstance(error, ImportRejectedError):
        st.dataframe(
            [
                {_("Row"): p.row, _("Column"): p.column, _("Problem"): _(p.message)}
                for p in error.problems
            ]
        )


def _nothing() -> None:
    """Remark on no figures."""


def _send_to_import() -> None:
    """Say that there are no figures yet, and where they come in."""
    widgets.nothing(
        _("There are no figures yet."),
        _("Import the county's own files, or store the demonstration: python -m lib demo"),
    )
    link("data", _("Import a file"))


def _choices() -> dict[str, tuple[str, ...]]:
    """List what each filter may be, known only once the data are read."""
    return {
        "scheme": tuple(load.schemes()),
        "period": load.periods() or (state.month(),),
        "level": state.LEVELS,
        "item": (state.EVERY_ITEM, *load.service_items()),
        "unit": (state.NOBODY, *load.institutions()),
    }


def _page(screen: Screen) -> Page:
    return st.Page(_PAGES / f"{screen.file}.py", title=_(screen.title), icon=screen.icon)


def _surround(screen: Screen) -> None:
    """Draw what surrounds the page, then write the filters to the address."""
    widgets.sidebar(asks_operator=screen.writes)
    uses_figures = screen.needs_figures and "period" in screen.filters
    remark = freshness.line if uses_figures else _nothing
    widgets.heading(_(screen.title), screen.filters, remark, screen.file)
    state.mirror()
