"""First steps: a short list for each role, every step a link to its page."""

import streamlit as st

from pages.ui import choices, formats, frame, help_marks
from pages.ui.headlines import headline
from pages.ui.help_texts import Role, Step
from pages.ui.load import clock
from pages.ui.load import help as texts
from pages.ui.text import _, name, plain

DONE, OPEN, OWN = "●", "○", "◇"


def show() -> None:
    """Ask for the role, then list its first steps."""
    roles = texts.roles()
    code = choices.kept(_("Role"), roles, lambda role: name(roles[role].name), address="role")
    role = roles[code]
    found = {step.done: help_marks.is_done(step.done) for step in role.steps if step.done}
    _headline(role, found)
    with st.container(border=True, gap="small"):
        for number, step in enumerate(role.steps, 1):
            _step(number, step, found)
    _legend()


def _headline(role: Role, found: dict[str, bool]) -> None:
    told = _("{intent} {count} steps; {done} of the {known} that leave a record are done.")
    words = told.format(
        intent=name(role.intent), count=len(role.steps), done=sum(found.values()), known=len(found)
    )
    headline(words)


def _step(number: int, step: Step, found: dict[str, bool]) -> None:
    sign = (DONE if found[step.done] else OPEN) if step.done else OWN
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{number}**　{sign}　{plain(name(step.text))}", width="stretch")
        with st.container(width=_WAY):
            frame.link(step.page, title(step.page))


def title(page: str) -> str:
    """Return the title of a page."""
    return next(_(s.title) for part in frame.SECTIONS.values() for s in part if s.file == page)


def _legend() -> None:
    told = _("● done: there is a record · ○ no record yet · ◇ leaves no record; "
        "visits, checks and block work are those of {quarter}.")
    st.caption(told.format(quarter=formats.quarter(clock.quarter())))
