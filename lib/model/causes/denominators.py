"""Who counts as a resident (人口口径): permanent, registered or served, and what hangs on it.

Coverage of all residents divides by them, and money goes by them. Each way of counting is a
run of the engine on measures whose denominators and residents are replaced; the pool stays
as it is, because what the county receives does not hang on how it counts within.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.evaluation import Outcome, conclude
from lib.model.indicators import Unit
from lib.model.intake.checks.populations import RESIDENTS
from lib.model.measures import Measures
from lib.model.notices import Notice
from lib.model.observations import NO_COUNT, Dataset, Status
from lib.model.progress import Progress, follow
from lib.model.roster import Area
from lib.model.rules import Rules
from lib.model.scores import score

_WHOLE = Fraction(100)


class People(StrEnum):
    """Way of counting the residents of an institution."""

    PERMANENT = "permanent"
    """常住人口: lives there for half a year or more; what the rules in force count."""
    REGISTERED = "registered"
    """户籍人口: has its household register there, wherever it lives."""
    SERVED = "served"
    """服务人口: is looked after by the institution."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Everything under one way of counting."""

    people: People
    outcome: Outcome
    coverage: tuple[Progress, ...]
    """Figures that divide by all residents: area by area, indicator by indicator."""
    fen: Mapping[str, int]
    """Gain or loss of each institution against permanent residents, by area code."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A verdict that hangs on the way of counting."""

    people: People
    before: Progress
    """By permanent residents."""
    after: Progress


@dataclass(frozen=True, slots=True)
class Denominators:
    """The ways of counting that the roster knows, permanent residents first."""

    countings: tuple[Counting, ...]

    @property
    def flips(self) -> tuple[Flip, ...]:
        """Return every light that differs from the one by permanent residents."""
        first, *others = self.countings
        return tuple(
            Flip(other.people, before, after)
            for other in others
            for before, after in zip(first.coverage, other.coverage, strict=True)
            if before.light != after.light
        )

    @property
    def beyond(self) -> tuple[tuple[People, Progress], ...]:
        """Return every coverage above 100 %."""
        return tuple(
            (counting.people, found)
            for counting in self.countings
            for found in counting.coverage
            if is_beyond(found)
        )


def switch(dataset: Dataset, outcome: Outcome) -> Denominators:
    """Evaluate under every way of counting for which the roster has a number everywhere.

    Parameters
    ----------
    dataset
        The data of the outcome.
    outcome
        An evaluation with an allocation.

    Raises
    ------
    InputError
        If the outcome shares no money.
    """
    if outcome.allocation is None:
        raise InputError(N_("Ways of counting residents are compared where money is shared."))
    ways = [people for people in People if known(outcome.areas, people)]
    return Denominators(tuple(_counting(dataset, outcome, people) for people in ways))


def known(areas: tuple[Area, ...], people: People) -> bool:
    """Tell whether every area has a number above 0 for a way of counting."""
    return all(count(area, people) for area in areas)


def count(area: Area, people: People) -> int | None:
    """Return the residents of an area, persons; None where nobody knows."""
    if people == People.PERMANENT:
        return area.population
    return area.registered if people == People.REGISTERED else area.served


def counted_by(measures: Measures, people: People) -> Measures:
    """Replace the residents of areas, and the denominators that are all residents.

    Permanent residents leave the figures as reported.
    """
    if people == People.PERMANENT:
        return measures
    areas = tuple(replace(area, population=count(area, people)) for area in measures.areas)
    denominator, values = measures.denominator.copy(), measures.values.copy()
    for column in resident_columns(measures):
        factor = measures.indicators[column].factor
        for line, area in enumerate(areas):
            if not _is_counted(measures, line, column) or not area.population:
                continue
            denominator[line, column] = area.population
            above = int(measures.numerator[line, column]) * factor
            values[line, column] = Fraction(above, area.population)
    return replace(measures, areas=areas, denominator=denominator, values=values)


def resident_columns(measures: Measures) -> list[int]:
    """Return the positions of the indicators that divide by all residents of an area."""
    return [c for c, i in enumerate(measures.indicators) if i.denominator.zh in RESIDENTS]


def is_beyond(found: Progress) -> bool:
    """Tell whether a coverage is above 100 %."""
    in_percent = found.indicator.unit == Unit.PERCENT
    return in_percent and found.value is not None and found.value > _WHOLE


def explain(people: People, found: Progress) -> Notice:
    """Say why a coverage is above 100 %: how many more are served than counted.

    Parameters
    ----------
    people
        Way of counting.
    found
        A coverage above 100 %, with its counts.
    """
    words = {
        People.PERMANENT: N_(
            "{area}: {served} counted, {people} permanent residents, {more} more. Look for "
            "records held twice, or of people who have moved away."
        ),
        People.REGISTERED: N_(
            "{area}: {served} counted, only {people} registered, {more} more: people who live "
            "here and are registered elsewhere."
        ),
        People.SERVED: N_(
            "{area}: {served} counted, {people} served, {more} more. Check the population "
            "served, or look for records of people whom another institution looks after."
        ),
    }
    served, counted = found.numerator or 0, found.denominator or 0
    values = {"served": served, "people": counted, "more": served - counted}
    return Notice(words[people], "warning", {"area": found.area.name, **values}, found.area.code)


def _counting(dataset: Dataset, outcome: Outcome, people: People) -> Counting:
    measures = counted_by(outcome.scores.measures, people)
    rules = _same_pool(outcome)
    found = outcome
    if people != People.PERMANENT:
        found = conclude(dataset, rules, score(measures, rules), None)
    before, after = outcome.allocation, found.allocation
    gains = (
        {row.area: row.amount - before.row(row.area).amount for row in after.rows}
        if before and after
        else {}
    )
    columns = {measures.indicators[column].code for column in resident_columns(measures)}
    coverage = tuple(p for p in follow(measures, rules) if p.indicator.code in columns)
    return Counting(people, found, coverage, gains)


def _same_pool(outcome: Outcome) -> Rules:
    """Hold the pool at its present amount."""
    money, shared = outcome.rules.allocation, outcome.allocation
    if money is None or shared is None:
        return outcome.rules
    return replace(outcome.rules, allocation=replace(money, pool=shared.pool))


def _is_counted(measures: Measures, line: int, column: int) -> bool:
    reported = measures.status[line, column] == Status.REPORTED
    return bool(reported and measures.numerator[line, column] != NO_COUNT)
