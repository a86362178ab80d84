"""The village share (村级部分): what each institution passes on to its clinics."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from lib.errors import N_, AllocationError
from lib.model.allocation import Allocation
from lib.model.apportionment import ROUNDING_UNITS, apportion, fit_between
from lib.model.claiming import work_points
from lib.model.formulas.tiers import rates
from lib.model.money_rules import by_area
from lib.model.notices import Notice
from lib.model.numbers import exact
from lib.model.observations import Status
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Rules, VillageSplit
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
    money = rules.allocation
    if money is None:
        return Village((), ())
    members: dict[str, list[Area]] = defaultdict(list)
    for clinic in clinics.areas:
        members[clinic.parent_code].append(clinic)
    weights = _weights(rules, money, clinics, institutions)
    rows: list[VillageRow] = []
    notices = _unusual_shares(allocation, money)
    for row in allocation.rows:
        below = members.get(row.area, [])
        if not below:
            notices.append(_nobody_below(row.area, row.village))
            continue
        by = [weights[clinic.code] for clinic in below]
        if not any(by):
            notices.append(_shared_by_people(row.area))
            by = [Fraction(_people(clinic)) for clinic in below]
        amounts = _share(row.village, by, money)
        rows += [
            VillageRow(c.code, row.area, _people(c), clinics.of(c.code), weight, amount)
            for c, weight, amount in zip(below, by, amounts, strict=True)
        ]
    return Village(tuple(sorted(rows, key=lambda r: r.area)), tuple(notices))


def _share(amount: int, weights: list[Fraction], rules: AllocationRules) -> list[int]:
    """Share by weight; a floor for every clinic is solved inside the amount.

    Where the amount cannot hold all floors, it is not refused but shared equally: what a
    township passes on must not stop the county's allocation.
    """
    unit = ROUNDING_UNITS[rules.rounding_unit]
    units = amount // unit
    by = exact(weights)
    if rules.village_floor is not None and units:
        floor = min(-(-rules.village_floor // unit), units // len(weights))
        wants = apportion(units, by)
        most = [units if want else floor for want in wants]
        by = fit_between(units, wants, [floor] * len(wants), most)
    return [part * unit for part in apportion(units, by)]


def _weights(
    rules: Rules, money: AllocationRules, clinics: Scores, institutions: Scores
) -> dict[str, Fraction]:
    """Weight of every clinic: its split, times what steps leave, times its remoteness."""
    work = work_points(clinics, rules, institutions)
    codes = list(money.workload_values)
    by_work = money.village_split == VillageSplit.WORKLOAD
    weights = {}
    for line, clinic in enumerate(clinics.areas):
        left = {code: _step(clinics, line, code, money) for code in money.village_steps}
        paid_for = set(codes) if by_work else set()
        whole = prod(rate for code, rate in left.items() if code not in paid_for)
        done = sum((w * left.get(c, 1) for c, w in zip(codes, work[line], strict=True)), Fraction())
        by = done if by_work else _by_people(clinic, money, clinics)
        weights[clinic.code] = by * whole * by_area(money.remoteness, clinic.code)
    return weights


def _by_people(clinic: Area, money: AllocationRules, clinics: Scores) -> Fraction:
    people = Fraction(_people(clinic))
    scored = money.village_split == VillageSplit.POPULATION_SCORE
    return people * (clinics.of(clinic.code) or 0) if scored else people


def _step(clinics: Scores, line: int, code: str, money: AllocationRules) -> Fraction:
    """Share that a value leaves; a figure that is missing leaves what 0 would."""
    column = clinics.measures.columns.get(code)
    if column is None:
        return Fraction(1)
    value = clinics.marks.values[line, column]
    status = Status(int(clinics.measures.status[line, column]))
    if value is None and status != Status.MISSING:
        return Fraction(1)
    return Fraction(rates(exact([value or 0]), money.village_steps[code])[0])


def _unusual_shares(allocation: Allocation, money: AllocationRules) -> list[Notice]:
    band = money.village_band
    if band is None:
        return []
    shares = {
        row.area: money.village_share.get(row.area, money.village_share["default"])
        for row in allocation.rows
    }
    return [
        Notice(
            N_("{area}: the village share of {share} % lies outside {least} % to {most} %."),
            values={
                "area": area,
                "share": f"{100 * float(share):g}",
                "least": f"{100 * float(band.least):g}",
                "most": f"{100 * float(band.most):g}",
            },
            area=area,
        )
        for area, share in shares.items()
        if not band.least <= share <= band.most
    ]


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
