"""The engine: `evaluate(dataset, rules)` gives everything the rules give on the data.

The one place where a score or an amount is made. Pages, exports, the command
line and the explanation read its `Outcome`; the simulation runs the same
formulas on many sets of weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lib.errors import N_, InputError
from lib.model.allocation import Allocation
from lib.model.claiming import pay
from lib.model.measurement import measure
from lib.model.measures import Measures
from lib.model.notices import Notice
from lib.model.numbers import Flags
from lib.model.observations import Dataset, Status
from lib.model.roster import CLINIC, COUNTY, Area, Roster
from lib.model.rules import Rules
from lib.model.scores import Scores, score, weigh
from lib.model.sealing import seal
from lib.model.villages import Village, split_villages

_NEVER_SCORED = frozenset({COUNTY, CLINIC, "admin_unit", "centre", "lead_hospital"})


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """All that rules give on data."""

    rules: Rules
    scores: Scores
    allocation: Allocation | None
    villages: Village | None
    notices: tuple[Notice, ...]
    fingerprint: str
    """Fingerprint of the dataset."""

    @property
    def seal(self) -> str:
        """SHA-256 of data, rules and engine version (结果指纹), made when asked for."""
        return seal(self.fingerprint, self.rules)

    @property
    def areas(self) -> tuple[Area, ...]:
        """Areas that were scored, in the order of their codes."""
        return self.scores.areas


def evaluate(dataset: Dataset, rules: Rules, *, clinics: bool = True) -> Outcome:
    """Evaluate every institution, share the pool, and split the share of the villages.

    Parameters
    ----------
    dataset
        Roster and observations.
    rules
        Rules in force on a day; the day chooses the observations too.
    clinics
        Whether to score clinics and split the village share as well.

    Raises
    ------
    InputError
        If a figure is impossible, or there is nobody to score.
    ParameterError
        If the rules contradict themselves.
    AllocationError
        If the pool cannot be shared as declared.
    """
    roster = dataset.roster.on(rules.day)
    measures = measure_scored(dataset, rules)
    scores = score(measures, rules)
    return conclude(dataset, rules, scores, score_clinics(dataset, rules, roster, clinics=clinics))


def measure_scored(dataset: Dataset, rules: Rules) -> Measures:
    """Measure every indicator in use, for every area that the rules score."""
    roster = dataset.roster.on(rules.day)
    areas = scored_areas(roster, rules)
    return measure(dataset, tuple(rules.indicators.values()), areas, rules.day, rules.oldest())


def score_clinics(
    dataset: Dataset, rules: Rules, roster: Roster, *, clinics: bool
) -> Scores | None:
    """Score the clinics on the indicators that are produced there; None if there are none."""
    found = roster.of_kind(CLINIC)
    produced = [code for code, indicator in rules.indicators.items() if indicator.level == "V"]
    if not clinics or not found or not set(produced) & set(rules.tree.indicators):
        return None
    tree = rules.tree.restricted(produced)
    wanted = tuple(rules.indicators[code] for code in produced)
    return score(measure(dataset, wanted, found, rules.day, rules.oldest()), rules, tree)


def conclude(dataset: Dataset, rules: Rules, scores: Scores, clinics: Scores | None) -> Outcome:
    """Share the pool by scores that are already made."""
    allocation = None if rules.allocation is None else pay(scores, rules)
    villages = (
        split_villages(allocation, rules, clinics, scores)
        if allocation and rules.allocation and clinics
        else None
    )
    notices = scores.marks.notices + _gaps(scores) + (allocation.notices if allocation else ())
    return Outcome(rules, scores, allocation, villages, notices, dataset.fingerprint)


def reconsider(dataset: Dataset, baseline: Outcome, rules: Rules) -> Outcome:
    """Evaluate other weights or money rules on marks that are already made.

    Equal to `evaluate(dataset, rules, clinics=False)` as long as the rules differ
    from the baseline's in nothing but the points of the tree and the allocation.
    """
    marks = baseline.scores.marks
    scores = weigh(baseline.scores.measures, marks, rules, rules.tree)
    return conclude(dataset, rules, scores, None)


def scored_areas(roster: Roster, rules: Rules) -> tuple[Area, ...]:
    """List the areas that the rules score, in the order of their codes.

    Raises
    ------
    InputError
        If there are none.
    """
    kinds = rules.scored_kinds or {a.kind for a in roster.areas} - _NEVER_SCORED
    areas = roster.of_kind(*kinds)
    if not areas:
        raise InputError(
            N_("The roster has nobody to score on {day}."),
            hint=N_("Check the column kind, and valid_from and valid_to."),
            day=rules.day.isoformat(),
        )
    return areas


def _gaps(scores: Scores) -> tuple[Notice, ...]:
    """Name the figures that were due and are missing, and the sums that lack parts."""
    measures = scores.measures
    scored = {leaf.indicator for leaf in scores.tree.leaves}
    columns = [c for c, indicator in enumerate(measures.indicators) if indicator.code in scored]
    missing = measures.status[:, columns] == Status.MISSING
    short = (measures.reported < measures.expected)[:, columns] & ~missing
    texts: Mapping[str, tuple[str, Flags]] = {
        "missing": (N_("{area}: {count} figures are missing: {indicators}."), missing),
        "short": (N_("{area}: clinics are missing in {count} sums: {indicators}."), short),
    }
    return tuple(
        Notice(
            text,
            values={
                "area": area.name,
                "count": int(where[line].sum()),
                "indicators": ", ".join(
                    measures.indicators[columns[c]].code for c in np.flatnonzero(where[line])
                ),
            },
            area=area.code,
        )
        for text, where in texts.values()
        for line, area in enumerate(scores.areas)
        if where[line].any()
    )
