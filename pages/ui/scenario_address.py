"""The scenario of this reader: kept in the address, changed by callbacks, read on every run."""

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

PRESET = "preset"
_LOCKS = {Part.ITEM: "lock", Part.DIMENSION: "dlock"}
_DRAG = "whatif drag"


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
        scenario = scenario_codes.decode(codes)
        scenario_codes.refuse_misfit(rules, scenario)
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


def move_weight(part: Part, code: str) -> None:
    """Take over the slider of a weight; the others re-share the rest."""
    draft = read()
    still = _Drag(part, code, draft.scenario, draft.scenario)
    drag = state.draft(_DRAG, lambda: still)
    began = drag.began if drag == replace(still, began=drag.began) else draft.scenario
    points = Fraction(str(state.picked(weight_key(part, code))))
    moved = weight_moves.move(load.rules(), began, (part, code, points), draft.locked[part])
    state.replace_draft(_DRAG, _Drag(part, code, began, moved))
    state.put(PRESET, None)
    write(moved)


def toggle_lock(part: Part, code: str) -> None:
    """Lock a weight that is free, free one that is locked."""
    locked = read().locked[part] ^ {code}
    state.set_address(**{_LOCKS[part]: scenario_codes.encode_parts(locked)})
    state.drop_draft(_DRAG)


def set_money(name: str, value: object, in_force: object) -> None:
    """Change one money rule; a value as in force leaves the scenario."""
    changes: dict[str, Any] = {name: None if value == in_force else value}
    write(replace(read().scenario, **changes))


def weight_key(part: Part, code: str) -> str:
    """Return the key of the slider of a weight."""
    return f"weight {part} {code}"


def show_value(key: str, value: object) -> str:
    """Make a widget show a value, touching it only where it shows another; returns the key."""
    if state.picked(key) != value:
        state.put(key, value)
    return key


def _locked(rules: Rules, part: Part) -> frozenset[str]:
    """Locks of parts that the scheme does not have lock nothing."""
    known = weight_moves.in_force(rules, part)
    return scenario_codes.decode_parts(state.address(_LOCKS[part])) & known.keys()
