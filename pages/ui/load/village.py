"""The village split of one institution under other rules: tried out, never stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from lib.errors import N_, AllocationError
from lib.model import allocation, evaluation, villages
from lib.model.allocation import Row
from lib.model.evaluation import Outcome
from lib.model.notices import Notice
from lib.model.rules import AllocationRules
from lib.model.scores import Scores
from lib.model.villages import VillageRow
from pages.ui import load, state

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Split:
    """What one institution keeps and passes on."""

    row: Row
    clinics: tuple[VillageRow, ...]
    notices: tuple[Notice, ...]


def split(outcome: Outcome, area: str, money: AllocationRules) -> Split:
    """Split the amount of one institution between township and villages, and over its clinics.

    Parameters
    ----------
    outcome
        What the rules in force give; its amount for the institution stays as it is.
    area
        Code of the institution.
    money
        Rules of money with another village share, split or floor.

    Raises
    ------
    AllocationError
        If the scheme shares no money over clinics, or the floor of the clinics cannot be paid.
    """
    clinics = _clinics(load.version(), state.filters().scheme, outcome.rules.day)
    if outcome.allocation is None or clinics is None:
        raise AllocationError(N_("The village share is not split over clinics here."))
    old = outcome.allocation.row(area)
    row = replace(old, village=allocation.village_part(old.amount, area, money))
    alone = replace(outcome.allocation, rows=(row,))
    rules = replace(outcome.rules, allocation=money)
    found = villages.split_villages(alone, rules, clinics, outcome.scores)
    return Split(row, found.rows, found.notices)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _clinics(version: str, code: str, day: date) -> Scores | None:
    """Score the clinics: what the split goes by, the same for every trial."""
    rules, dataset = load.rules(day), load.dataset()
    return evaluation.score_clinics(dataset, rules, dataset.roster.on(day), clinics=True)
