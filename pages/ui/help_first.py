"""First steps: a short list for each role, every step with the way to its page."""

import streamlit as st

from pages.ui import authenticity_words, choices, frame, help_marks, help_way
from pages.ui.help_texts import Step
from pages.ui.load import clock
from pages.ui.load import help as texts
from pages.ui.text import _, name, plain

DONE, OPEN, OWN = "●", "○", "◇"


def show() -> None:
    """Ask for the role, then list its first steps."""
    roles = texts.roles()
    code = choices.kept(
        _("Whose steps"), roles, lambda role: name(roles[role].name), address="role"
    )
    role = roles[code]
    found = {step.done: help_marks.is_done(step.done) for step in role.steps if step.done}
    told = _("{count} steps. Of {known} that leave a record, {done} are done.")
    st.markdown(f"#### {plain(name(role.intent))}")
    st.caption(told.format(count=len(role.steps), known=len(found), done=sum(found.values())))
    with st.container(border=True, gap="small"):
        for number, step in enumerate(role.steps, 1):
            _step(number, step, found)
    legend = _(
        "● there is a record of it  ○ no record yet  ◇ leaves no record; visits, checks and work "
        "in blocks are those of {quarter}, figures those of the county alone."
    )
    st.caption(legend.format(quarter=authenticity_words.quarter(clock.quarter())))


def _step(number: int, step: Step, found: dict[str, bool]) -> None:
    sign = (DONE if found[step.done] else OPEN) if step.done else OWN
    words, way = st.columns([5, 1], gap="small", vertical_alignment="center")
    words.markdown(f"{sign}　**{number}**　{plain(name(step.text))}")
    with way:
        frame.link(step.page, help_way.title(step.page))
