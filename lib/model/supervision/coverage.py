"""Coverage (督导覆盖): half of the towns each quarter, all of them each half-year.

For a body and a quarter: V = towns with at least one visit dated in the quarter and with a
report attached; coverage = |V| / B. With the base of 17 towns, two institutions of one town
count once; with the base of 22 institutions, each for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from lib.model.quarters import Quarter
from lib.model.roster import Roster
from lib.model.supervision.bodies import Body
from lib.model.supervision.rulebook import Base, Rulebook
from lib.model.supervision.visiting import remit
from lib.model.supervision.visits import State, Visit


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted once: a town, or an institution."""

    code: str
    institutions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a body has come in a quarter."""

    body: str
    quarter: Quarter
    units: tuple[Unit, ...]
    """The base."""
    states: Mapping[str, State]
    """How far the best visit to a unit has come; units without a visit are left out."""
    least: Fraction
    """Share that is asked for."""

    @property
    def base(self) -> int:
        """B: number of units."""
        return len(self.units)

    @property
    def covered(self) -> tuple[str, ...]:
        """V: units with a visit and its report."""
        return self._in(State.REPORTED)

    @property
    def unreported(self) -> tuple[str, ...]:
        """Units that were visited, and wait for the report."""
        return self._in(State.HELD)

    @property
    def planned(self) -> tuple[str, ...]:
        """Units with no more than a plan."""
        return self._in(State.PLANNED)

    @property
    def missing(self) -> tuple[str, ...]:
        """Units that do not count yet, whatever the reason."""
        return tuple(unit.code for unit in self.units if unit.code not in self.covered)

    @property
    def share(self) -> Fraction | None:
        """|V| / B; None without a base."""
        return Fraction(len(self.covered), self.base) if self.base else None

    @property
    def needed(self) -> int:
        """Units needed to pass: 9 of 17, 11 of 22."""
        return ceil(self.least * self.base)

    @property
    def passes(self) -> bool:
        """Tell whether the share is reached; exactly half passes."""
        return len(self.covered) >= self.needed

    @property
    def lacking(self) -> int:
        """Units still needed to pass."""
        return max(0, self.needed - len(self.covered))

    def _in(self, state: State) -> tuple[str, ...]:
        return tuple(u.code for u in self.units if self.states.get(u.code) is state)


_FAR = (State.PLANNED, State.HELD, State.REPORTED)


def units(roster: Roster, rulebook: Rulebook, body: Body, day: date) -> tuple[Unit, ...]:
    """Return the base of a body on a day: towns or institutions that it may visit."""
    base = rulebook.base(day)
    valid = roster.on(day)
    groups: dict[str, list[str]] = {}
    for code in remit(valid, body):
        area = valid.find(code)
        groups.setdefault(area.admin_unit if base is Base.ADMIN_UNIT else code, []).append(code)
    return tuple(Unit(code, tuple(own)) for code, own in sorted(groups.items()))


def coverage(
    visits: Iterable[Visit], body: Body, quarter: Quarter, base: tuple[Unit, ...], least: Fraction
) -> Coverage:
    """Count how many units a body has covered in a quarter.

    Parameters
    ----------
    visits
        All visits; others' and other quarters' are left out.
    body
        Who visits.
    quarter
        The quarter.
    base
        What is counted; see `units`.
    least
        Share that is asked for (/1).
    """
    states: dict[str, State] = {}
    for visit in visits:
        if visit.body != body.code or visit.quarter != quarter or visit.state not in _FAR:
            continue
        for unit in base:
            if set(unit.institutions) & set(visit.institutions):
                known = states.get(unit.code, State.PLANNED)
                states[unit.code] = max(known, visit.state, key=_FAR.index)
    return Coverage(body.code, quarter, base, states, least)


def least_share(rulebook: Rulebook, body: Body, day: date) -> Fraction:
    """Return the share a body has to cover each quarter."""
    return rulebook.number("coverage_share" if body.is_centre else "hospital_share", day)


def unvisited(quarters: Iterable[Coverage]) -> tuple[str, ...]:
    """Return the units that none of these quarters covers: who is missing in a half-year."""
    found = tuple(quarters)
    covered = {code for one in found for code in one.covered}
    base = found[-1].units if found else ()
    return tuple(unit.code for unit in base if unit.code not in covered)


def bottom(scores: Mapping[str, Fraction | None], bottom_of: int) -> tuple[str, ...]:
    """Return the bottom third (末三分之一) of an evaluation; who is not scored is not in it.

    Whoever has fewer than a third of all, rounded up, below him: equals stand or fall together.

    Examples
    --------
    >>> bottom({"a": Fraction(9), "b": Fraction(8), "c": Fraction(7), "d": None}, 3)
    ('c',)
    """
    known = {code: score for code, score in scores.items() if score is not None}
    most = -(-len(known) // bottom_of)
    return tuple(
        code for code, own in known.items() if sum(other < own for other in known.values()) < most
    )
