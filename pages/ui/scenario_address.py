"""The scenario of this reader: kept in the address, changed by callbacks, read on every run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from lib.errors import ModelError
from lib.model import scenario_codes, weight_moves
from lib.model.rules import Rules
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import load, state
from pages.ui.load import trials

PRESET = "preset"
_LOCKS = {Part.ITEM: "lock", Part.DIMENSION: "dlock"}
_DRAG = "whatif drag"
_TURN = "whatif turn"
_LONGEST_TURN = 40
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?", re.ASCII)
_TWO = 2  # a weight alone cannot move: another has to give or take


@dataclass(frozen=True, slots=True)
class Draft:
    """What the reader proposes."""

    scenario: Scenario
    locked: Mapping[Part, frozenset[str]]
    trouble: ModelError | None
    """Why the address was not used; the scenario is then the rules in force."""


@dataclass(frozen=True, slots=True)
class _Drag:
    """One weight on the move: where it began, so that moving it back undoes it exactly."""

    part: Part
    code: str
    began: Scenario
    reached: Scenario


def read() -> Draft:
    """Read the scenario from the address; what does not fit gives the rules in force."""
    rules = load.rules()
    codes = {key: state.address(key) for key in scenario_codes.KEYS}
    locked = {part: _locked(rules, part) for part in Part}
    try:
        scenario = trials.scenario(codes)
    except ModelError as error:
        return Draft(Scenario(), locked, error)
    return Draft(scenario, locked, None)


def write(scenario: Scenario) -> None:
    """Put a scenario into the address."""
    state.set_address(**scenario_codes.encode(scenario))


def reset() -> None:
    """Go back to the rules in force, with nothing locked."""
    write(Scenario())
    state.set_address(**dict.fromkeys(_LOCKS.values(), ""))
    state.drop_draft(_DRAG)
    state.put(PRESET, None)


def start_from_preset() -> None:
    """Take the weights of the preset that was just chosen."""
    if (name := state.picked(PRESET)) is not None:
        write(weight_moves.preset(load.rules(), read().scenario, str(name)))


def take_move(part: Part) -> None:
    """Take over where the hand at the scales put a weight; what does not fit is left alone."""
    draft, told = read(), _told(part, "move")
    free = weight_moves.asked(load.rules(), draft.scenario, part).keys() - draft.locked[part]
    code, points = str(told.get("code")), _points(told.get("points"))
    if code in free and len(free) >= _TWO and points is not None:
        move_weight(draft, part, code, points)
        state.replace_draft(_TURN, str(told.get("turn"))[:_LONGEST_TURN])


def take_lock(part: Part) -> None:
    """Take over a click on a padlock of the scales."""
    code = str(_told(part, "lock").get("code"))
    if code in weight_moves.in_force(load.rules(), part):
        toggle_lock(part, code)


def move_weight(draft: Draft, part: Part, code: str, points: Fraction) -> None:
    """Set a weight; the others re-share the rest."""
    still = _Drag(part, code, draft.scenario, draft.scenario)
    drag = state.draft(_DRAG, lambda: still)
    began = drag.began if drag == replace(still, began=drag.began) else draft.scenario
    moved = weight_moves.move(load.rules(), began, (part, code, points), draft.locked[part])
    state.replace_draft(_DRAG, _Drag(part, code, began, moved))
    state.put(PRESET, None)
    write(moved)


def on_the_move(draft: Draft, part: Part) -> tuple[str, Scenario]:
    """Return the weight moved last and the scenario it began from; nothing if all is at rest."""
    still = _Drag(part, "", draft.scenario, draft.scenario)
    drag = state.draft(_DRAG, lambda: still)
    if drag.part != part or drag.reached != draft.scenario:
        return "", draft.scenario
    return drag.code, drag.began


def turn() -> str:
    """Return the name the browser gave to the last move that was taken over."""
    return state.draft(_TURN, str)


def toggle_lock(part: Part, code: str) -> None:
    """Lock a weight that is free, free one that is locked."""
    locked = read().locked[part] ^ {code}
    state.set_address(**{_LOCKS[part]: scenario_codes.encode_parts(locked)})
    state.drop_draft(_DRAG)


def set_money(name: str, value: object, in_force: object) -> None:
    """Change one money rule; a value as in force leaves the scenario."""
    changes: dict[str, Any] = {name: None if value == in_force else value}
    write(replace(read().scenario, **changes))


def hand_key(part: Part) -> str:
    """Return the key of the scales of items or of dimensions."""
    return f"hand {part}"


def show_value(key: str, value: object) -> str:
    """Make a widget show a value, touching it only where it shows another; returns the key."""
    if state.picked(key) != value:
        state.put(key, value)
    return key


def _locked(rules: Rules, part: Part) -> frozenset[str]:
    """Locks of parts that the scheme does not have lock nothing."""
    known = weight_moves.in_force(rules, part)
    return scenario_codes.decode_parts(state.address(_LOCKS[part])) & known.keys()


def _told(part: Part, event: str) -> Mapping[str, object]:
    """Return what the browser said of an event; it may be anything."""
    said = state.picked(hand_key(part))
    told = said.get(event) if isinstance(said, Mapping) else None
    return told if isinstance(told, Mapping) else {}


def _points(said: object) -> Fraction | None:
    return Fraction(said) if isinstance(said, str) and _NUMBER.fullmatch(said) else None
