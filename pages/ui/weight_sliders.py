"""The hand at the scales: what can be moved, with locks; it follows the hand in the browser."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import streamlit as st

from lib.model import weight_moves
from lib.model.reach.tipping import Mark
from lib.model.rules import Rules
from lib.model.scenarios import dimension_points, item_points
from lib.model.weight_moves import Part
from pages.ui import load, money_controls, scenario_address, scenario_words, state
from pages.ui.load import trials
from pages.ui.scales import elements
from pages.ui.scenario_address import Draft
from pages.ui.text import N_, _, listed, name, short_name

_TIPS = {
    "rank": N_("At {points} points: {areas} change places."),
    "grade": N_("At {points} points: {areas} crosses the line of a grade."),
    "pass": N_("At {points} points: {areas} crosses the pass line."),
}
"""What tips at a mark, by its kind."""
_USUAL_MOST, _MOST = 50.0, 100.0
_VISIBLE = Fraction(5, 1000)
_ABOVE = 172  # pixels: what stands over the scales, and the edge below them
_TO_THE_EDGE = f"""<style>
.st-key-scales {{ max-height: max(360px, calc(100vh - {_ABOVE}px)); overflow-y: auto; }}
</style>"""


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

    @property
    def differs(self) -> bool:
        """Tell whether it comes to something else than what is asked for."""
        return abs(self.effective - self.asked) >= _VISIBLE


def show(draft: Draft, baseline: Rules, proposed: Rules) -> None:
    """Draw what can be moved: items, dimensions, money; only the open tab costs time."""
    st.html(_TO_THE_EDGE)
    with st.container(border=True, key="scales", gap="xsmall"):
        items, dimensions, money = st.tabs(
            [_("Service items"), _("Dimensions"), _("Money")], on_change="rerun", key="whatif_tab"
        )
        if items.open:
            with items:
                _weights(draft, baseline, Part.ITEM, item_points(proposed.tree))
        if dimensions.open:
            with dimensions:
                _weights(draft, baseline, Part.DIMENSION, dimension_points(proposed))
        if money.open:
            with money:
                money_controls.show(draft)


def _weights(draft: Draft, rules: Rules, part: Part, effective: Mapping[str, Fraction]) -> None:
    """Draw the weights of items or dimensions, grouped as the scheme groups them."""
    weights = _read(rules, draft, part, effective)
    most = _USUAL_MOST if all(w.asked < _USUAL_MOST for w in weights) else _MOST
    differ = any(weight.differs for weight in weights)
    moving, began = scenario_address.on_the_move(draft, part)
    request = trials.Request(draft.scenario, part, draft.locked[part], most, moving, began)
    headings = _headings(rules, part)
    marks = trials.marks(request)
    shown = {
        "part": str(part),
        "turn": scenario_address.turn(),
        "most": most,
        "words": _words(),
        "note": _("Item and dimension weights multiply: what is in effect can differ.")
        if differ
        else "",
        "weights": [
            {
                **_row(weight),
                "group": headings[weight.code],
                "marks": _ticks(marks.get(weight.code, ())),
            }
            for weight in weights
        ],
        "ways": trials.ways(request),
    }
    key = scenario_address.hand_key(part)
    move = partial(scenario_address.take_move, part)
    lock = partial(scenario_address.take_lock, part)
    elements.hand(shown, key, move, lock)


def _words() -> dict[str, str]:
    return {
        "lang": state.language(),
        "sum": _("Sum {sum} points {sign}"),
        "points": _("{points} points"),
        "number": _("{part}: points"),
        "lock": _("Lock {part}"),
        "unlock": _("Unlock {part}"),
    }


def _row(weight: _Weight) -> dict[str, object]:
    """Hand over plain numbers; what a weight comes to is said where it differs."""
    effective = scenario_words.points(weight.effective)
    return {
        "code": weight.code,
        "name": weight.name,
        "short": scenario_words.shortened(weight.part, weight.code, weight.name),
        "now": float(weight.now),
        "asked": float(weight.asked),
        "effective": _("in effect {points}").format(points=effective) if weight.differs else "",
        "locked": weight.locked,
    }


def _ticks(marks: Sequence[Mark]) -> list[tuple[float, str]]:
    """Say what tips at each mark of a slider."""
    areas = load.institutions()
    return [
        (
            float(mark.points),
            _(_TIPS[mark.kind]).format(
                points=scenario_words.points(mark.points),
                areas=listed(short_name(areas[code]) for code in mark.areas if code in areas),
            ),
        )
        for mark in marks
    ]


def _read(
    rules: Rules, draft: Draft, part: Part, effective: Mapping[str, Fraction]
) -> list[_Weight]:
    now = weight_moves.in_force(rules, part)
    asked = {**now, **getattr(draft.scenario, part)}
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
