"""Which scenarios there are to choose from: rules in force, the proposal, and what was saved."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from lib.errors import ModelError
from lib.model import scenario_codes
from lib.model.scenarios import Scenario
from pages.ui import frame, load, scenario_address, state
from pages.ui.load import proposals
from pages.ui.text import _

IN_FORCE, DRAFT = "in_force", "draft"
_SAVED = "saved"
_FIRST = 4  # columns that a screen of 1366 shows without scrolling


@dataclass(frozen=True, slots=True)
class Choice:
    """A scenario with the name the reader knows it by."""

    code: str
    name: str
    scenario: Scenario


def offered() -> dict[str, Choice]:
    """Return what can be compared under the scheme on the screen, by code.

    Saved scenarios that do not fit the rules of today are left out; the list of saved
    scenarios says why.
    """
    found = [Choice(IN_FORCE, _("Rules in force"), Scenario())]
    draft = scenario_address.read().scenario
    if not draft.is_null:
        found.append(Choice(DRAFT, _("Present proposal"), draft))
    scheme = state.filters().scheme
    found += [
        Choice(f"{_SAVED} {one.id}", one.file.name, one.file.scenario)
        for one in proposals.saved()
        if one.file.scheme == scheme and fits(one.file.scenario)
    ]
    return {choice.code: choice for choice in found}


def fits(scenario: Scenario) -> bool:
    """Tell whether a scenario can be applied to the rules on the screen."""
    try:
        scenario_codes.refuse_misfit(load.rules(), scenario)
    except ModelError:
        return False
    return True


def several(choices: Mapping[str, Choice], key: str, label: str) -> list[Choice]:
    """Let the reader choose some; at first the newest."""
    kept = state.picked(key)
    known = [code for code in kept if code in choices] if isinstance(kept, list) else None
    state.put(key, list(choices)[:_FIRST] if known is None else known)
    chosen = st.multiselect(
        label,
        list(choices),
        key=key,
        format_func=lambda code: choices[code].name,
        placeholder=_("Choose two or more"),
    )
    return [choices[code] for code in chosen]


def one_of(choices: Mapping[str, Choice], key: str, label: str) -> Choice:
    """Let the reader choose one."""
    kept = state.picked(key)
    state.put(key, kept if kept in choices else next(iter(choices)))
    code = st.selectbox(label, list(choices), key=key, format_func=lambda c: choices[c].name)
    return choices[code]


def open_in_whatif(scenario: Scenario, scheme: str, period: str) -> None:
    """Take a scenario to the scales, under its own scheme and period."""
    scenario_address.reset()
    scenario_address.write(scenario)
    frame.go("whatif", scheme=scheme, period=period)
