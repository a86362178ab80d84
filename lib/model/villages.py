"""The village share (村级部分): what each institution passes on to its clinics."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from lib.errors import N_, AllocationError
from lib.model.allocation import Allocation
from lib.model.apportionment import ROUNDING_UNITS, apportion
from lib.model.notices import Notice
from lib.model.numbers import exact
from lib.model.observations import NO_COUNT
from lib.model.roster import Area
from lib.model.rules import AllocationRules, AuthenticityMode, Rules, VillageSplit
from lib.model.scores import Scores


@dataclass(frozen=True, slots=True)
class VillageRow:
    """What one clinic receives, in fen, and by what it was shared."""

    area: str
    institution: str
    population: int
    score: Fraction | None
    """Published score of the clinic, or None where nothing was scored."""
    weight: Fraction
    amount: int


@dataclass(frozen=True, slots=True)
class Village:
    """The village share of every institution, split over its clinics."""

    rows: tuple[VillageRow, ...]
    """In the order of area codes."""
    notices: tuple[Notice, ...]

    def of(self, institution: str) -> tuple[VillageRow, ...]:
        """List the clinics of one institution."""
        return tuple(row for row in self.rows if row.institution == institution)


def split_villages(
    allocation: Allocation, rules: Rules, clinics: Scores, institutions: Scores
) -> Village:
    """Split every institution's village share; each split adds up to the fen.

    Parameters
    ----------
    allocation
        Amounts of the institutions.
    rules
        By what to split: residents, residents x score, or workload.
    clinics, institutions
        Scores and counts at both levels.

    Raises
    ------
    AllocationError
        If the population of a clinic is not known.

    References
    ----------
    “About 40 % of the tasks go to villages and the money follows after
    assessment”.
    """
    if rules.allocation is None:
        return Village((), ())
    members: dict[str, list[Area]] = defaultdict(list)
    for clinic in clinics.areas:
        members[clinic.parent_code].append(clinic)
    rows: list[VillageRow] = []
    notices: list[Notice] = []
    for row in allocation.rows:
        below = members.get(row.area, [])
        if not below:
            notices.append(_nobody_below(row.area, row.village))
            continue
        weights = [_weight(clinic, rules, clinics, institutions) for clinic in below]
        if not any(weights):
            notices.append(_shared_by_people(row.area))
            weights = [Fraction(_people(clinic)) for clinic in below]
        amounts = _share(row.village, weights, rules.allocation)
        rows += [
            VillageRow(c.code, row.area, _people(c), clinics.of(c.code), weight, amount)
            for c, weight, amount in zip(below, weights, amounts, strict=True)
        ]
    return Village(tuple(sorted(rows, key=lambda r: r.area)), tuple(notices))


def _share(amount: int, weights: list[Fraction], rules: AllocationRules) -> list[int]:
    unit = ROUNDING_UNITS[rules.rounding_unit]
    return [units * unit for units in apportion(amount // unit, exact(weights))]


def _weight(clinic: Area, rules: Rules, clinics: Scores, institutions: Scores) -> Fraction:
    people = Fraction(_people(clinic))
    split = rules.allocation.village_split if rules.allocation else VillageSplit.POPULATION
    if split == VillageSplit.POPULATION:
        return people
    if split == VillageSplit.POPULATION_SCORE:
        return people * (clinics.of(clinic.code) or 0)
    return _workload(clinic, rules, clinics, institutions)


def _workload(clinic: Area, rules: Rules, clinics: Scores, institutions: Scores) -> Fraction:
    """Work points: unit value x verified quantity, added up over the items that count."""
    values = rules.allocation.workload_values if rules.allocation else {}
    line = clinics.line(clinic.code)
    done = Fraction(0)
    for column, indicator in enumerate(clinics.measures.indicators):
        counted = int(clinics.measures.numerator[line, column])
        if indicator.code in values and counted != NO_COUNT:
            verified = _verified(clinic.parent_code, indicator.code, rules, institutions)
            done += values[indicator.code] * counted * verified
    return done


def _verified(institution: str, indicator: str, rules: Rules, institutions: Scores) -> Fraction:
    """D4: share of the institution's records found true; 1 under every other mode."""
    if rules.authenticity is None or rules.authenticity.mode != AuthenticityMode.D4:
        return Fraction(1)
    measures = institutions.measures
    share = institutions.marks.cut[measures.line(institution), measures.column(indicator)]
    return Fraction(share)


def _people(clinic: Area) -> int:
    if clinic.population is None:
        raise AllocationError(
            N_("The population of {areas} is not known."),
            hint=N_("Complete the column population of the roster."),
            areas=clinic.name,
        )
    return clinic.population


def _nobody_below(area: str, amount: int) -> Notice:
    return Notice(
        N_("{area} has no clinic in the roster: its village share of {amount} yuan stays with it."),
        values={"area": area, "amount": f"{amount / 100:,.2f}"},
        area=area,
    )


def _shared_by_people(area: str) -> Notice:
    return Notice(
        N_("No clinic of {area} has earned anything: its village share is split by residents."),
        values={"area": area},
        area=area,
    )
