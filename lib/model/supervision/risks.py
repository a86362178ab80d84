"""Risk (风险): where the next visit finds most, in parts that everyone can check.

risk = 100 · Σ weight · part / Σ weight over the parts that are known; each part lies between 0
and 1. A town has the risk of its riskiest institution.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lib.errors import N_
from lib.model.supervision.coverage import Unit
from lib.model.supervision.rulebook import Rulebook

PARTS = {
    "rank": N_("low rank"),
    "focus": N_("focus indicators behind"),
    "fall": N_("places lost"),
    "overdue": N_("overdue rectification"),
    "since": N_("time since the last visit"),
}
"""Parts of the risk; their weights are the rules `weight_<part>`."""
_FULL = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an institution before a round."""

    area_code: str
    rank: int | None
    """In the last evaluation."""
    ranked: int
    """How many were ranked."""
    places: int | None
    """Places gained since the evaluation before; negative for lost."""
    behind: tuple[int, int]
    """Focus indicators of the body that are behind, and all of them with a light."""
    overdue: int
    """Rectification items past their deadline."""
    last_visit: date | None
    """Day of the body's last visit."""


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk of a unit for a body."""

    unit: str
    area_code: str
    """The institution it comes from."""
    facts: Facts
    parts: Mapping[str, float | None]
    """0 to 1; None where it is not known."""
    weights: Mapping[str, float]

    @property
    def total(self) -> float:
        """0 to 100."""
        known = {part: value for part, value in self.parts.items() if value is not None}
        whole = sum(self.weights[part] for part in known)
        earned = sum(self.weights[part] * value for part, value in known.items())
        return _FULL * earned / whole if whole else 0.0

    def share(self, part: str) -> float | None:
        """Return what a part adds to the total; None where it is not known."""
        value = self.parts[part]
        known = sum(w for p, w in self.weights.items() if self.parts[p] is not None)
        return None if value is None else _FULL * self.weights[part] * value / known


def risk(unit: str, facts: Facts, rulebook: Rulebook, day: date) -> Risk:
    """Weigh what is known of an institution.

    Parameters
    ----------
    unit
        Code of the town, or of the institution.
    facts
        What is known.
    rulebook
        Weights, and at what a part is full.
    day
        Day from which the time since the last visit is counted.
    """
    weights = {part: float(rulebook.number(f"weight_{part}", day)) for part in PARTS}
    full = {part: float(rulebook.number(f"full_{part}", day)) for part in ("fall", "overdue")}
    days = float(rulebook.number("full_days", day))
    since = None if facts.last_visit is None else (day - facts.last_visit).days
    parts = {
        "rank": _share(None if facts.rank is None else facts.rank - 1, facts.ranked - 1),
        "focus": _share(*facts.behind),
        "fall": _share(None if facts.places is None else max(0, -facts.places), full["fall"]),
        "overdue": _share(facts.overdue, full["overdue"]),
        "since": 1.0 if since is None else _share(max(0, since), days),
    }
    return Risk(unit, facts.area_code, facts, parts, weights)


def of_units(
    base: Iterable[Unit], facts: Mapping[str, Facts], rulebook: Rulebook, day: date
) -> dict[str, Risk]:
    """Return the risk of every unit: that of its riskiest institution."""
    return {
        unit.code: max(
            (risk(unit.code, facts[code], rulebook, day) for code in unit.institutions),
            key=lambda found: (found.total, found.area_code),
        )
        for unit in base
    }


def _share(value: float | None, full: float) -> float | None:
    """Return value / full, at most 1; unknown if there is nothing to compare with."""
    return None if value is None or full <= 0 else min(1.0, value / full)
