"""Ten stock questions, answered in at most three clicks."""

import streamlit as st

from pages.ui import frame, questions_list, state
from pages.ui.text import _

frame.ensure()

asked, answer = st.columns([3, 8], gap="medium")
with asked:
    codes = list(questions_list.QUESTIONS)
    wanted = state.address("ask", codes[0])
    chosen = st.radio(
        _("Question"),
        codes,
        key=state.preset("ask", wanted if wanted in codes else codes[0]),
        format_func=questions_list.worded,
        label_visibility="collapsed",
    )
    state.set_address(ask="" if chosen == codes[0] else chosen)
with answer, st.container(border=True, key="answer"):
    questions_list.QUESTIONS[chosen].answer()
