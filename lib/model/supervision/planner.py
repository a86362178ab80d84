"""The next round (下轮建议): who visits which town in which week, by a solver.

A mixed-integer programme for HiGHS (`scipy.optimize.milp`). Binary z[b,t,w]: body b makes trip t
in week w. Maximised is the risk that is visited, earlier weeks counting more, less the road:

    Σ z · (Σ risk(b,u) · (1 − delay · w/W) − km_weight · km(t))

under: one trip a week for a body; a unit at most once in the round; at least the coverage that
is still needed; every unit that is due; what may wait fits into the next quarter; at most so
many bodies in a unit in one week. What cannot hold gets a slack with a price above all gain, so
that one solve either keeps everything or says what cannot be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from lib.errors import N_, InputError
from lib.model.supervision.trips import Trip

_PRICE = 10_000.0
"""Of breaking a demand once: far above the risk of a whole round."""
_SECONDS, _GAP = 20.0, 0.005
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Crew:
    """A body and what it still has to do in the round."""

    body: str
    trips: tuple[Trip, ...]
    """All it could make; each unit it may visit is a trip of its own at least."""
    risk: Mapping[str, float]
    """Of each unit it may visit."""
    least: int
    """Units it still has to visit for its coverage."""
    must: frozenset[str]
    """Units it has to visit in this round: bottom third, or last chance of the half-year."""
    due: frozenset[str]
    """Units it has not visited in the half-year yet."""
    later: int | None
    """How many of those may wait for the next quarter; None if there is none in the half."""
    busy: frozenset[date] = frozenset()
    """Weeks in which it is on the road already."""

    @property
    def most(self) -> int:
        """Visits that suffice: nobody is visited for the sake of visiting."""
        waiting = len(self.due - self.must)
        beyond = 0 if self.later is None else max(0, waiting - self.later)
        return max(self.least, len(self.must) + beyond)


@dataclass(frozen=True, slots=True)
class World:
    """All that the solver knows."""

    weeks: tuple[date, ...]
    """Mondays of the weeks in which one can travel."""
    crews: tuple[Crew, ...]
    per_unit: int
    """Bodies that a unit may receive in one week."""
    km_weight: float
    delay: float
    received: Mapping[tuple[str, date], int] = field(default_factory=dict)
    """Bodies that a unit receives in a week already."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A trip in a week."""

    body: str
    week: date
    trip: Trip


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the solver proposes."""

    journeys: tuple[Journey, ...]
    """By week and body."""
    gap: float
    """How far from the best it may be at most (/1)."""

    def stops(self, body: str = "") -> tuple[tuple[str, str, date], ...]:
        """Return body, unit and week of every visit; of one body, or of all."""
        return tuple(
            (j.body, unit, j.week)
            for j in self.journeys
            if body in {"", j.body}
            for unit in j.trip.units
        )

    @property
    def km(self) -> float:
        """Road of all trips."""
        return sum(journey.trip.km for journey in self.journeys)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Constraints as they are collected: lower ≤ Σ coefficient · column ≤ upper."""

    lines: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, terms: Mapping[int, float], lower: float, upper: float) -> None:
        """Add a constraint; one without terms is left out."""
        if terms:
            self.lines.extend([len(self.lower)] * len(terms))
            self.columns.extend(terms.keys())
            self.values.extend(terms.values())
            self.lower.append(lower)
            self.upper.append(upper)


def propose(world: World) -> Proposal:
    """Find the round that visits most risk, soonest and with least road.

    Raises
    ------
    InputError
        If demands cannot all hold: the sentence says whose, and which.
    """
    moves = tuple(_moves(world))
    slacks = tuple(_slacks(world))
    if not moves and not slacks:
        return Proposal((), 0.0)
    rows = _rows(world, moves, slacks)
    gains = [_gain(world, crew, week, trip) for crew, week, trip in moves]
    found = milp(
        np.array([-gain for gain in gains] + [_PRICE] * len(slacks)),
        integrality=np.ones(len(moves) + len(slacks)),
        bounds=Bounds(0, [1.0] * len(moves) + [np.inf] * len(slacks)),
        constraints=_matrix(rows, len(moves) + len(slacks)),
        options={"time_limit": _SECONDS, "mip_rel_gap": _GAP},
    )
    out_of_time = found.x is None or (found.status and found.x[len(moves) :].max(initial=0) > _HALF)
    if out_of_time:
        raise InputError(
            N_("The solver found no round within {seconds} seconds."),
            hint=N_("Try again; or plan visits by hand in the calendar."),
            seconds=int(_SECONDS),
        )
    _refuse_broken(world, slacks, found.x[len(moves) :])
    taken = [move for move, x in zip(moves, found.x, strict=False) if x > _HALF]
    journeys = [Journey(crew.body, week, trip) for crew, week, trip in taken]
    ordered = tuple(sorted(journeys, key=lambda j: (j.week, j.body)))
    return Proposal(ordered, float(found.mip_gap or 0.0))


_Move = tuple[Crew, date, Trip]
_Slack = tuple[Crew, str, str]
"""Whose demand, which, and for which unit."""
COVERAGE, MUST, HALF_YEAR = "coverage", "must", "half_year"


def _moves(world: World) -> Iterator[_Move]:
    for crew in world.crews:
        for week in world.weeks:
            if week not in crew.busy:
                yield from ((crew, week, trip) for trip in crew.trips)


def _slacks(world: World) -> Iterator[_Slack]:
    for crew in world.crews:
        if crew.least > 0:
            yield crew, COVERAGE, ""
        yield from ((crew, MUST, unit) for unit in sorted(crew.must))
        if crew.due and crew.later is not None:
            yield crew, HALF_YEAR, ""


def _gain(world: World, crew: Crew, week: date, trip: Trip) -> float:
    wait = world.weeks.index(week) / len(world.weeks)
    risk = sum(crew.risk[unit] for unit in trip.units)
    return risk * (1 - world.delay * wait) - world.km_weight * trip.km


def _rows(world: World, moves: tuple[_Move, ...], slacks: tuple[_Slack, ...]) -> _Rows:
    rows = _Rows()
    slack = {key: len(moves) + place for place, key in enumerate(_named(slacks))}
    for crew in world.crews:
        own = [(c, week, trip) for c, (other, week, trip) in enumerate(moves) if other is crew]
        for week in world.weeks:
            rows.add({c: 1 for c, when, _ in own if when == week}, 0, 1)
        for unit in crew.risk:
            visits = {c: 1.0 for c, _, trip in own if unit in trip.units}
            rows.add(visits, 0, 1)
            if unit in crew.must:
                rows.add({**visits, slack[crew.body, MUST, unit]: 1}, 1, np.inf)
        counts = {c: float(len(trip.units)) for c, _, trip in own}
        rows.add(counts, 0, crew.most)
        if crew.least > 0:
            rows.add({**counts, slack[crew.body, COVERAGE, ""]: 1}, crew.least, np.inf)
        if crew.due and crew.later is not None:
            soon = {c: float(len(crew.due.intersection(trip.units))) for c, _, trip in own}
            column = slack[crew.body, HALF_YEAR, ""]
            rows.add({**soon, column: 1}, len(crew.due) - crew.later, np.inf)
    _spread(world, moves, rows)
    return rows


def _spread(world: World, moves: tuple[_Move, ...], rows: _Rows) -> None:
    """Let no unit receive too many in one week."""
    guests: dict[tuple[str, date], dict[int, float]] = {}
    for column, (_, week, trip) in enumerate(moves):
        for unit in trip.units:
            guests.setdefault((unit, week), {})[column] = 1
    for key, terms in guests.items():
        rows.add(terms, 0, max(0, world.per_unit - world.received.get(key, 0)))


def _named(slacks: tuple[_Slack, ...]) -> Iterator[tuple[str, str, str]]:
    return ((crew.body, demand, unit) for crew, demand, unit in slacks)


def _matrix(rows: _Rows, columns: int) -> LinearConstraint:
    shape = (len(rows.lower), columns)
    matrix = csr_array((rows.values, (rows.lines, rows.columns)), shape=shape)
    return LinearConstraint(matrix, rows.lower, rows.upper)


_BROKEN = {
    COVERAGE: N_(
        "{body}: {short} of the {needed} units its coverage still needs cannot be visited in the "
        "{weeks} open weeks."
    ),
    MUST: N_(
        "{body}: {short} of the {needed} units that must be visited in this round cannot be, in "
        "the {weeks} open weeks."
    ),
    HALF_YEAR: N_(
        "{body}: {short} units more than the next quarter can take would be left over; {weeks} "
        "weeks are open."
    ),
}


def _refuse_broken(world: World, slacks: tuple[_Slack, ...], values: np.ndarray) -> None:
    broken = [key for key, value in zip(slacks, values, strict=True) if value > _HALF]
    if not broken:
        return
    crew, demand, _ = broken[0]
    short = sum(v for k, v in zip(slacks, values, strict=True) if k[:2] == (crew, demand))
    raise InputError(
        _BROKEN[demand],
        hint=N_("Begin earlier, allow more towns a week, or more bodies a week in one town."),
        body=crew.body,
        needed=crew.least if demand == COVERAGE else len(crew.must),
        short=round(short),
        weeks=len(world.weeks),
    )
