"""The scales and their result as elements of the page, from the files of this folder."""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_STYLE = (_HERE / "scales.css").read_text(encoding="utf-8")
_hand = st.components.v2.component(
    "heng_hand",
    css=_STYLE,
    js=(_HERE / "hand.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_news = st.components.v2.component(
    "heng_news",
    css=_STYLE,
    js=(_HERE / "news.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def hand(
    shown: Mapping[str, object], key: str, move: Callable[[], None], lock: Callable[[], None]
) -> None:
    """Draw the scales; `move` and `lock` are called when the hand did something.

    What it did is then under `key`, as `move` or `lock`: it comes from outside.
    """
    _hand(key=key, data=dict(shown), on_move_change=move, on_lock_change=lock)


def news(shown: Mapping[str, object], key: str) -> None:
    """Draw what the scales do; `shows` is `news` or `pictures`."""
    _news(key=key, data=dict(shown))
