"""The figures of the registers that others show: the meeting, the papers, a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.model.registers import accreditation, contract, investment, staff
from lib.model.registers.accreditation import Standing, Summary
from lib.model.registers.contract import ALL, KEY, Figures, Pair, Rate
from lib.model.registers.declarations import Values
from lib.model.registers.staff import Staff


@dataclass(frozen=True, slots=True)
class Held:
    """Everything the registers hold, read on a day."""

    areas: tuple[str, ...]
    day: date
    rules: accreditation.Rules
    rows: Mapping[str, Sequence[Values]]
    """Rows by register code."""
    contracts: Figures
    residents: Mapping[str, int | None]

    def year(self, register: str) -> int | None:
        """Return the newest year a register has rows of, up to the day.

        Practices and investments are of years as well; rounds are read by their days.
        """
        years = [int(str(row["year"])) for row in self.rows[register]]
        return max((year for year in years if year <= self.day.year), default=None)

    def standings(self, day: date | None = None) -> dict[str, Standing]:
        """Return where every institution stands in accreditation."""
        rounds, gaps = self.rows["accreditation"], self.rows["gaps"]
        return accreditation.stand(self.areas, rounds, gaps, day or self.day, self.rules)

    def staff(self, year: int | None) -> dict[str, Staff]:
        """Return the staff of a year by institution; nothing for no year."""
        return {} if year is None else staff.of_year(self.rows["staff"], self.residents, year)

    def invested(self, year: int | None) -> list[Values]:
        """Return the investments of a year."""
        return [row for row in self.rows["investment"] if row["year"] == year]


@dataclass(frozen=True, slots=True)
class Kpis:
    """The county in a few figures."""

    day: date
    accreditation: Summary
    contract_year: int | None
    residents: Mapping[Rate, Pair]
    """Counts behind the rates of all residents."""
    key_groups: Mapping[Rate, Pair]
    growth: Fraction | None
    """Of the residents' sign-up rate on the year before, as a share of one."""
    staff_year: int | None
    staff: Staff | None
    investment_year: int | None
    invested: int
    """Fen in that year."""
    practices: int
    peer_notes: int


@dataclass(frozen=True, slots=True)
class Strip:
    """One institution in a few figures."""

    day: date
    standing: Standing
    days_left: int | None
    due_soon: bool
    contract_year: int | None
    signed: Pair | None
    signed_rank: int | None
    key_signed: Pair | None
    fulfilled: Pair | None
    fulfilled_rank: int | None
    staff_year: int | None
    staff: Staff | None
    county_staff: Staff | None
    last_investment: Values | None
    invested: int
    """Fen in the newest year with investments."""
    investment_year: int | None
    practices: tuple[Values, ...]
    """What it wrote down itself, peer notes left out."""


def kpis(held: Held) -> Kpis:
    """Return the figures of the county."""
    year, staffed, spent = (held.year(code) for code in ("contract", "staff", "investment"))
    areas, found = held.areas, held.contracts
    kinds = [row["kind"] for row in held.rows["practice"]]
    return Kpis(
        day=held.day,
        accreditation=accreditation.summary(held.standings(), held.day, held.rules),
        contract_year=year,
        residents={} if year is None else contract.county(found, areas, year, ALL),
        key_groups={} if year is None else contract.county(found, areas, year, KEY),
        growth=None if year is None else contract.growth(found, areas, year, ALL),
        staff_year=staffed,
        staff=staff.together(list(held.staff(staffed).values())),
        investment_year=spent,
        invested=sum(map(investment.fen, held.invested(spent))),
        practices=kinds.count("practice"),
        peer_notes=kinds.count("peer"),
    )


def strip(held: Held, area: str) -> Strip:
    """Return the figures of one institution."""
    year, staffed, spent = (held.year(code) for code in ("contract", "staff", "investment"))
    residents = {} if year is None else held.contracts.get((area, year, ALL), {})
    key = {} if year is None else held.contracts.get((area, year, KEY), {})
    everyone, standing = held.staff(staffed), held.standings()[area]
    left = standing.days_left(held.day)
    own = [row for row in held.rows["practice"] if row["area"] == area]
    return Strip(
        day=held.day,
        standing=standing,
        days_left=left,
        due_soon=left is not None and 0 <= left <= held.rules.notice,
        contract_year=year,
        signed=residents.get(Rate.SIGNED),
        signed_rank=_rank(held, year, Rate.SIGNED, area),
        key_signed=key.get(Rate.SIGNED),
        fulfilled=residents.get(Rate.FULFILLED),
        fulfilled_rank=_rank(held, year, Rate.FULFILLED, area),
        staff_year=staffed,
        staff=everyone.get(area),
        county_staff=staff.together(list(everyone.values())),
        last_investment=investment.last(_until(held), area),
        invested=sum(investment.fen(row) for row in held.invested(spent) if row["area"] == area),
        investment_year=spent,
        practices=tuple(row for row in own if row["kind"] == "practice"),
    )


def _rank(held: Held, year: int | None, rate: Rate, area: str) -> int | None:
    if year is None:
        return None
    return contract.ranks(held.contracts, held.areas, year, rate).get(area)


def _until(held: Held) -> list[Values]:
    return [row for row in held.rows["investment"] if int(str(row["year"])) <= held.day.year]
