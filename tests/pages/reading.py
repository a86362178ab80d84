"""Read screens as a person does: numbers out of texts, and the engine at the newest month."""

import re
from datetime import date
from fractions import Fraction

import streamlit as st

from pages.ui import load, state

_NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")


def numbers(text):
    """Return every number in a text, exactly."""
    found = (match.replace(",", "").replace("−", "-") for match in _NUMBER.findall(text))
    return [Fraction(number) for number in found]


def at_december(read, *args):
    """Call a reader of `load` as a page does by default: newest month, first scheme."""
    st.session_state["scheme"] = next(iter(load.schemes()))
    newest: date = state.last_day(load.periods()[0])
    st.session_state["period"] = load.periods()[0]
    for name, value in {"lang": "zh", "level": "institution", "item": "all", "unit": ""}.items():
        st.session_state[name] = value
    return read(*args, newest)
