"""The bar of the stage as an element of the page, from the files of this folder."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_bar = st.components.v2.component(
    "heng_stage",
    css=(_HERE / "stage.css").read_text(encoding="utf-8"),
    js=(_HERE / "stage.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def bar(
    shown: Mapping[str, object], key: str, turn: Callable[[], None], leave: Callable[[], None]
) -> None:
    """Draw the bar and set the stage; `turn` and `leave` are called when somebody asks for it.

    Where to turn to is then under `key`, as `turn`: it comes from outside.
    """
    _bar(key=key, data=dict(shown), on_turn_change=turn, on_leave_change=leave)
