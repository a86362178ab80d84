"""The hand at the scales: sliders for the weights, with locks."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import groupby

import streamlit as st

from lib.model import weight_moves
from lib.model.rules import Rules
from lib.model.scenarios import TOTAL, dimension_points, item_points
from lib.model.weight_moves import Part
from pages.ui import formats, load, money_controls, scenario_address, scenario_words
from pages.ui.scenario_address import Draft
from pages.ui.text import _, name

_STEP = 0.5
_USUAL_MOST, _MOST = 50.0, 100.0
_COLUMNS = {Part.ITEM: 2, Part.DIMENSION: 1}
_VISIBLE = Fraction(5, 1000)


def show(draft: Draft, proposed: Rules, height: int) -> None:
    """Draw what can be moved: items, dimensions, money; only the open tab costs time."""
    with st.container(height=height, border=True, key="scales"):
        items, dimensions, money = st.tabs(
            [_("Service items"), _("Dimensions"), _("Money")], on_change="rerun", key="whatif_tab"
        )
        if items.open:
            with items:
                _weights(draft, Part.ITEM, item_points(proposed.tree))
        if dimensions.open:
            with dimensions:
                _weights(draft, Part.DIMENSION, dimension_points(proposed))
        if money.open:
            with money:
                money_controls.show(draft)


def _weights(draft: Draft, part: Part, effective: Mapping[str, Fraction]) -> None:
    """Draw the sliders of items or dimensions, grouped as the scheme groups them."""
    rules = load.rules()
    now, asked = (
        weight_moves.in_force(rules, part),
        weight_moves.asked(rules, draft.scenario, part),
    )
    _sum(asked)
    free = len(asked.keys() - draft.locked[part])
    most = _USUAL_MOST if all(w < _USUAL_MOST for w in asked.values()) else _MOST
    for group, codes in groupby(asked, _groups(rules, part).__getitem__):
        if group:
            st.caption(group)
        columns = st.columns(_COLUMNS[part], gap="medium")
        for place, code in enumerate(codes):
            with columns[place % len(columns)], st.container(horizontal=True, gap="small"):
                locked = code in draft.locked[part]
                st.slider(
                    _label(part, code, (now[code], asked[code], effective.get(code, Fraction()))),
                    min_value=0.0,
                    max_value=most,
                    step=_STEP,
                    format="%.2f",
                    key=scenario_address.show_value(
                        scenario_address.weight_key(part, code), float(round(asked[code], 2))
                    ),
                    disabled=locked or free < 2,  # noqa: PLR2004 (one alone cannot move)
                    on_change=scenario_address.move_weight,
                    args=(part, code),
                )
                _lock(part, code, locked=locked)


def _sum(asked: Mapping[str, Fraction]) -> None:
    total = sum(asked.values(), Fraction())
    sign = "✓" if total == TOTAL else "✗"
    st.markdown(_("Sum **{sum}** points {sign}").format(sum=formats.score(total), sign=sign))


def _lock(part: Part, code: str, *, locked: bool) -> None:
    """An open or a closed padlock; what it does is said by its help."""
    st.button(
        "",
        icon=":material/lock:" if locked else ":material/lock_open_right:",
        type="tertiary",
        key=f"lock {part} {code}",
        help=_("Unlock {part}") if locked else _("Lock {part}"),
        on_click=scenario_address.toggle_lock,
        args=(part, code),
    )


def _label(part: Part, code: str, points: tuple[Fraction, Fraction, Fraction]) -> str:
    """Name a weight; say by how much it moved, and what it comes to if not what is shown."""
    now, asked, effective = points
    words = [scenario_words.short_name(part, code)]
    if asked != now:
        colour, sign = ("blue", "▲") if asked > now else ("orange", "▼")
        words.append(f":{colour}[{sign}{formats.score(abs(asked - now))}]")
    if abs(effective - asked) >= _VISIBLE:
        words.append(_("→ in effect {points}").format(points=formats.score(effective)))
    return " ".join(words)


def _groups(rules: Rules, part: Part) -> dict[str, str]:
    """Return the heading of each part: the group of the tree that an item lies in."""
    if part == Part.DIMENSION:
        return dict.fromkeys(weight_moves.in_force(rules, part), "")
    nodes = rules.tree.nodes
    headings = {}
    for node in rules.tree.with_role("service_item"):
        above = None if node.parent is None else nodes[node.parent]
        headings[node.code] = name(above.name) if above and above.role == "group" else ""
    return headings
