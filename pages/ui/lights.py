"""How the lights look: a sign, a colour and a word, so that colour never speaks alone."""

from lib.model.progress import NO_LIGHT
from pages.ui.text import N_, _

COLOURS = {"green": "#009E73", "amber": "#E69F00", "red": "#D55E00", NO_LIGHT: "#7F7F7F"}
"""Okabe–Ito: told apart by every kind of eye, on light and on dark."""
SIGNS = {"green": "●", "amber": "▲", "red": "▼", NO_LIGHT: "—"}
WORDS = {
    "green": N_("on schedule"),
    "amber": N_("close"),
    "red": N_("behind"),
    NO_LIGHT: N_("no figure or target"),
}


def coloured(light: str) -> str:
    """Write a light for Markdown, its sign in colour."""
    colour = {"green": "green", "amber": "orange", "red": "red"}.get(light, "gray")
    return f":{colour}[{SIGNS[light]}] {_(WORDS[light])}"


def shown(light: str) -> str:
    """Write a light as its sign and its word.

    Examples
    --------
    >>> shown("amber")
    '▲ 接近'
    """
    return f"{SIGNS[light]} {_(WORDS[light])}"
