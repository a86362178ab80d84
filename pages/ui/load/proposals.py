"""Saved scenarios, blind weighting and adopted rules, read from the store and written to it.

What a scenario gives is kept by the codes of the scenario, never by its tables.
"""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias
from uuid import uuid4

import numpy as np
import streamlit as st

from lib.adapters.store import observations, periods, scenarios, scheme_versions, weighings
from lib.adapters.store.engine import reading
from lib.adapters.store.scenarios import Saved
from lib.adapters.store.scheme_versions import Decision, SchemeVersion
from lib.adapters.store.weighings import Draw, Session
from lib.errors import N_, InputError
from lib.model import adoption, baselines, blind, evaluation, scenario_codes, scenario_files
from lib.model import scenarios as changes
from lib.model.adoption import AdoptedRules
from lib.model.authors import Author
from lib.model.baselines import Difference
from lib.model.blind import WeightSet
from lib.model.evaluation import Outcome
from lib.model.rules import Rules
from lib.model.scenario_files import ScenarioFile
from lib.model.scenarios import Scenario
from lib.project import Project
from pages.ui import load, state
from pages.ui.load import kept

__all__ = ["Saved", "SchemeVersion", "Session"]

Codes: TypeAlias = tuple[tuple[str, str], ...]
_KEPT = 24
_PROJECT = Project()


def saved() -> tuple[Saved, ...]:
    """Return the latest version of every saved scenario, newest first."""
    return scenarios.listing(kept.store())


def versions(name: str) -> tuple[Saved, ...]:
    """Return every version of a scenario, newest first."""
    return scenarios.versions(kept.store(), name)


def keep(titled: tuple[str, str], scenario: Scenario, key: str, author: Author) -> int:
    """Save a scenario for the rules on the screen; see the store."""
    made = scenario_files.make(titled, load.rules(), scenario, (author.name, author.at))
    return scenarios.save(kept.store(), made, key, author)


def keep_file(file: ScenarioFile, key: str, author: Author) -> int:
    """Save a scenario that is already a document; see the store."""
    return scenarios.save(kept.store(), file, key, author)


def rules_of(file: ScenarioFile) -> Rules:
    """Return the rules of today that a scenario would change.

    Raises
    ------
    InputError
        If there is no such scheme any more.
    """
    if file.scheme not in load.schemes():
        raise InputError(
            N_("“{name}” changes the scheme “{scheme}”, which is not here."),
            hint=N_("Add the scheme file to data/schemes, or choose another scenario."),
            name=file.name,
            scheme=file.scheme,
        )
    return _rules(load.version(), file.scheme, file.day)


def differences(file: ScenarioFile) -> tuple[Difference, ...]:
    """Say in what the rules of today are not those a scenario was made under."""
    return baselines.differences(file.baseline, _baseline(load.version(), file.scheme, file.day))


def is_as_sealed(file: ScenarioFile) -> bool:
    """Tell whether a scenario gives the very rules its seal names; needs unchanged rules."""
    return baselines.rules_seal(changes.apply(rules_of(file), file.scenario)) == file.seal


def outcome(scenario: Scenario) -> Outcome:
    """Return what a scenario gives on the figures on the screen, kept."""
    chosen = state.filters()
    return _outcome(load.version(), chosen.scheme, chosen.day, _codes(scenario))


def versions_adopted() -> tuple[SchemeVersion, ...]:
    """Return the adopted rules of every scheme, newest first."""
    return scheme_versions.listing(kept.store())


def preview(scenario: Scenario, effective: date) -> Mapping[str, object]:
    """Return what a decision would write into the scheme, by parameter.

    Raises
    ------
    ParameterError
        If the scheme cannot take it.
    InputError
        If something settled stands in the way.
    """
    decision, _ = _decide(scenario, effective)
    with reading(kept.store().engine) as connection:
        scheme_versions.refuse_settled(connection, decision.scheme, effective)
    return decision.parameters


def is_in_force(scenario: Scenario, effective: date) -> bool:
    """Tell whether the rules of a day are already what a scenario asks for."""
    before = _rules(load.version(), state.filters().scheme, effective)
    scenario_codes.refuse_misfit(before, scenario)
    return not adoption.parameters_of(before, changes.apply(before, scenario))


def adopt(scenario: Scenario, effective: date, key: str, author: Author) -> int:
    """Adopt the rules of a scenario from a day on, once the engine has made them again.

    Raises
    ------
    InputError
        If there is no reason, something settled stands in the way, or the result on the
        screen could not be made again from the adopted rules.
    ParameterError
        If the scheme cannot take them.
    """
    author.demand_reason(N_("Adopting rules"))
    decision, merged = _decide(scenario, effective)
    shown = load.reconsider(scenario)
    if effective <= shown.rules.day:
        again = evaluation.evaluate(load.dataset(), merged, clinics=False)
        if again.allocation is None or shown.allocation is None:
            raise _not_the_same()
        if again.allocation.amounts() != shown.allocation.amounts():
            raise _not_the_same()
    number = scheme_versions.adopt(kept.store(), decision, key, author)
    load.refresh()
    return number


def first_free_day() -> date:
    """Return the first day on which nothing is settled and no month is over."""
    shut = periods.closed(kept.store())
    months = [period.month for period in shut]
    today = state.today()
    over = max([today.year * 12 + today.month - 1, *months])
    return date((over + 1) // 12, (over + 1) % 12 + 1, 1)


def sessions() -> tuple[Session, ...]:
    """Return the sessions of blind weighting, newest first."""
    return weighings.listing(kept.store())


def begin(title: str, key: str, author: Author) -> int:
    """Begin a session of blind weighting for the institutions and the scheme on the screen."""
    areas = [area.code for area in load.outcome().areas]
    seed = uuid4().hex
    order = blind.shuffled(areas, np.random.default_rng(int(seed, 16)))
    chosen = state.filters()
    draw = Draw(title, chosen.scheme, chosen.day, seed, order)
    return weighings.begin(kept.store(), draw, key, author)


def weigh(number: int, member: str, scenario: Scenario, key: str, author: Author) -> None:
    """Take down the weights of a member; money rules are left out."""
    codes = scenario_codes.encode(weights_only(scenario))
    given = WeightSet(member, {code: text for code, text in codes.items() if text})
    weighings.weigh(kept.store(), number, given, key, author)


def lock(number: int, author: Author) -> None:
    """Fix the weights; see the store."""
    weighings.lock(kept.store(), number, author)


def unveil(number: int, author: Author) -> None:
    """Show the names; see the store."""
    weighings.unveil(kept.store(), number, author)


def is_proven(session: Session) -> bool:
    """Tell whether the log shows that weights were fixed before names; see the store."""
    return weighings.is_proven(kept.store(), session)


def weights_only(scenario: Scenario) -> Scenario:
    """Return the weights of a scenario without its money rules."""
    return Scenario(items=scenario.items, dimensions=scenario.dimensions)


def _decide(scenario: Scenario, effective: date) -> tuple[Decision, Rules]:
    """Write a scenario as parameters; with them, the rules of the day on the screen."""
    version, code = load.version(), state.filters().scheme
    scheme, context = load.scheme(), _PROJECT.context()
    before = _rules(version, code, effective)
    scenario_codes.refuse_misfit(before, scenario)
    proposed = changes.apply(before, scenario)
    told = AdoptedRules(10**9, effective, adoption.parameters_of(before, proposed), "—")
    merged, seal = adoption.settle(scheme, context, proposed, told)
    decision = Decision(
        code,
        effective,
        told.parameters,
        dict(_codes(scenario)),
        seal,
        load.reconsider(scenario).seal,
        observations.revision(kept.store()),
    )
    return decision, merged.on(state.filters().day, context)


def _not_the_same() -> InputError:
    return InputError(
        N_("With other rules in between, the adopted rules would not give what is on the screen."),
        hint=N_("Choose an effective day after the period on the screen."),
    )


def _codes(scenario: Scenario) -> Codes:
    return tuple((key, text) for key, text in scenario_codes.encode(scenario).items() if text)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _outcome(version: str, code: str, day: date, codes: Codes) -> Outcome:
    scenario = scenario_codes.decode(dict(codes))
    baseline = load.outcome()
    scenario_codes.refuse_misfit(baseline.rules, scenario)
    return load.reconsider(scenario)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _rules(version: str, code: str, day: date) -> Rules:
    if code == state.filters().scheme:
        return load.rules(day)
    schemes = _PROJECT.schemes(scheme_versions.texts(kept.store()))
    return schemes[code].on(day, _PROJECT.context())


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _baseline(version: str, code: str, day: date) -> baselines.Baseline:
    return baselines.baseline_of(_rules(version, code, day))
