"""The legend beside the map: colours, ranges and counts, as plain HTML with escaped words."""

from html import escape

import streamlit as st

from pages.ui import map_drawing
from pages.ui.load import maps, shapes
from pages.ui.map_values import Shown
from pages.ui.text import _, listed, name

_HATCHED = "repeating-linear-gradient(45deg, #9AA5AC 0 2px, #E4E8EA 2px 5px)"
_ITEM = (
    '<span style="white-space:nowrap"><span style="display:inline-block;width:1.5rem;'
    "height:.95rem;vertical-align:-2px;border:1px solid #7A868D;margin-right:.4rem;"
    'background:{colour}"></span>{words} <b>{count}</b></span>'
)
_LEGEND = (
    '<div style="display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;font-size:.875rem;'
    'line-height:1.5"><b>{title}</b>{items}</div>'
)


def show(shown: Shown, counted: str) -> None:
    """Draw the legend, from the lowest class to the highest, areas without data last.

    Parameters
    ----------
    shown
        What the map shows.
    counted
        What is counted, in words: institutions or clinics.
    """
    classes = shown.shaded.classes
    steps = zip(shown.shaded.steps, classes.counts, strict=True)
    items = [_item(step.colour, step.words, count) for step, count in steps]
    items.append(_item(_HATCHED, _("No data"), classes.without_data))
    title = _("{measure} (number of {areas})").format(measure=shown.title, areas=counted)
    st.html(_LEGEND.format(title=escape(title), items="".join(items)))


def caption(note: str, *, clinics: bool) -> None:
    """Say below the map how to read it, what its borders are worth, whose background it has."""
    notice = shapes.map_notice()
    said = [note] if note else []
    if notice.is_schematic("grids" if clinics else "institutions"):
        said.append(_("The borders are schematic and no basis for drawing boundaries."))
    if notice.review_number:
        said.append(_("Map review number {number}").format(number=notice.review_number))
    if maps.has_tiles():
        said.append(_("Background: © Tianditu"))
    st.caption("　".join(said))


def blocks() -> None:
    """List the lead hospitals with the numbers they have on the map and whom they help."""
    numbers, members = map_drawing.block_numbers(), map_drawing.block_members()
    lines = [
        f"{numbers[hospital.code]} <b>{escape(name(hospital))}</b> "
        f"{escape(listed(members[hospital.code]))}"
        for hospital in map_drawing.hospitals()
    ]
    st.html(f'<div style="font-size:.875rem;line-height:1.5">{"<br>".join(lines)}</div>')


def _item(colour: str, words: str, count: int) -> str:
    return _ITEM.format(colour=colour, words=escape(words), count=count)
