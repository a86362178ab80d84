"""The hand at the scales: sliders for the weights, with locks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
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
_LABEL = 128  # pixels
_TWO = 2  # a weight alone cannot move: another has to give or take
_VISIBLE = Fraction(5, 1000)


@dataclass(frozen=True, slots=True)
class _Weight:
    """One row of the scales, points of 100."""

    part: Part
    code: str
    name: str
    now: Fraction
    asked: Fraction
    effective: Fraction
    locked: bool


def show(draft: Draft, proposed: Rules, height: int) -> None:
    """Draw what can be moved: items, dimensions, money; only the open tab costs time."""
    with st.container(height=height, border=True, key="scales", gap="xsmall"):
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
    weights = _read(rules, draft, part, effective)
    _sum(weights)
    if any(_differs(weight) for weight in weights):
        st.caption(_("Item and dimension weights multiply: what is in effect can differ."))
    free = sum(not weight.locked for weight in weights)
    most = _USUAL_MOST if all(w.asked < _USUAL_MOST for w in weights) else _MOST
    headings = _headings(rules, part)
    with st.container(gap=None):
        for heading, group in groupby(weights, lambda weight: headings[weight.code]):
            if heading:
                st.caption(heading)
            for weight in group:
                with st.container(
                    horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"
                ):
                    st.markdown(_label(weight), width=_LABEL)
                    _slider(weight, most, off=weight.locked or free < _TWO)
                    _lock(weight)


def _read(
    rules: Rules, draft: Draft, part: Part, effective: Mapping[str, Fraction]
) -> list[_Weight]:
    now = weight_moves.in_force(rules, part)
    asked = weight_moves.asked(rules, draft.scenario, part)
    names = scenario_words.names(rules, part)
    return [
        _Weight(
            part=part,
            code=code,
            name=names[code],
            now=now[code],
            asked=asked[code],
            effective=effective.get(code, Fraction()),
            locked=code in draft.locked[part],
        )
        for code in asked
    ]


def _slider(weight: _Weight, most: float, *, off: bool) -> None:
    key = scenario_address.weight_key(weight.part, weight.code)
    st.slider(
        weight.name,
        min_value=0.0,
        max_value=most,
        step=_STEP,
        format="%.2f",
        key=scenario_address.show_value(key, float(round(weight.asked, 2))),
        label_visibility="collapsed",
        disabled=off,
        on_change=scenario_address.move_weight,
        args=(weight.part, weight.code),
    )


def _sum(weights: list[_Weight]) -> None:
    total = sum((weight.asked for weight in weights), Fraction())
    sign = "✓" if total == TOTAL else "✗"
    st.markdown(_("Sum **{sum}** points {sign}").format(sum=formats.score(total), sign=sign))


def _lock(weight: _Weight) -> None:
    """Draw an open or a closed padlock; its help says what it does."""
    words = _("Unlock {part}") if weight.locked else _("Lock {part}")
    st.button(
        "",
        icon=":material/lock:" if weight.locked else ":material/lock_open_right:",
        type="tertiary",
        key=f"lock {weight.part} {weight.code}",
        help=words.format(part=weight.name),
        on_click=scenario_address.toggle_lock,
        args=(weight.part, weight.code),
    )


def _label(weight: _Weight) -> str:
    """Name a weight; say by how much it moved, and what it comes to if not what is shown."""
    below = []
    if weight.asked != weight.now:
        colour, sign = ("blue", "▲") if weight.asked > weight.now else ("orange", "▼")
        moved = scenario_words.points(abs(weight.asked - weight.now))
        below.append(f":{colour}[{sign}{moved}]")
    if _differs(weight):
        points = scenario_words.points(weight.effective)
        words = _("in effect {points}").format(points=points)
        below.append(f":gray[{words}]")
    lines = [scenario_words.shortened(weight.part, weight.code, weight.name), " ".join(below)]
    return "  \n".join(f":small[{line}]" for line in lines if line)


def _differs(weight: _Weight) -> bool:
    return abs(weight.effective - weight.asked) >= _VISIBLE


def _headings(rules: Rules, part: Part) -> dict[str, str]:
    """Return the heading of each part: the group of the tree, where it holds more than one."""
    if part == Part.DIMENSION:
        return dict.fromkeys(weight_moves.in_force(rules, part), "")
    items = rules.tree.with_role("service_item")
    groups = Counter(node.parent for node in items)
    return {
        node.code: ""
        if node.parent is None or groups[node.parent] == 1
        else name(rules.tree.nodes[node.parent].name)
        for node in items
    }
