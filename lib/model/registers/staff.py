"""Staff of public health (公卫人员): how many for how many residents, and what is vacant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.model.registers.declarations import Values

PER = 10_000
_SUMMED = ("full_time", "part_time", "village_doctors", "vacancies")


@dataclass(frozen=True, slots=True)
class Staff:
    """Staff of an institution, or of several, in one year."""

    full_time: int
    part_time: int
    village_doctors: int
    vacancies: int | None
    """None where nobody said."""
    residents: int | None
    """None where the population of one of them is not known."""

    @property
    def together(self) -> int:
        """Everyone at work: full-time, part-time and village doctors."""
        return self.full_time + self.part_time + self.village_doctors

    @property
    def density(self) -> Fraction | None:
        """Everyone at work for 10,000 residents (每万常住居民公卫人员)."""
        return self._per(self.together)

    @property
    def full_time_density(self) -> Fraction | None:
        """Full-time staff for 10,000 residents."""
        return self._per(self.full_time)

    @property
    def vacancy_rate(self) -> Fraction | None:
        """Vacant posts, of all posts of the institution (without village doctors)."""
        if self.vacancies is None:
            return None
        posts = self.full_time + self.part_time + self.vacancies
        return Fraction(self.vacancies, posts) if posts else None

    def _per(self, people: int) -> Fraction | None:
        return Fraction(people * PER, self.residents) if self.residents else None


def of_year(
    rows: Sequence[Values], residents: Mapping[str, int | None], year: int
) -> dict[str, Staff]:
    """Return the staff of every institution that has a row for the year.

    Parameters
    ----------
    rows
        Rows of the register.
    residents
        Resident population by area.
    year
        The year.

    Examples
    --------
    >>> row = {"year": 2025, "area": "A", "full_time": 6, "part_time": 2, "village_doctors": 12}
    >>> found = of_year([row], {"A": 40_000}, 2025)["A"]
    >>> found.together, found.density
    (20, Fraction(5, 1))
    """
    own = [row for row in rows if row["year"] == year]
    return {str(row["area"]): _staff(row, residents.get(str(row["area"]))) for row in own}


def together(found: Sequence[Staff]) -> Staff | None:
    """Add institutions up; None if there is none."""
    if not found:
        return None
    residents = [one.residents for one in found]
    vacancies = [one.vacancies for one in found]
    return Staff(
        sum(one.full_time for one in found),
        sum(one.part_time for one in found),
        sum(one.village_doctors for one in found),
        _sum(vacancies),
        _sum(residents),
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    """Add up; a missing part leaves the whole unknown."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _staff(row: Values, residents: int | None) -> Staff:
    full, part, village, vacant = (row.get(code) for code in _SUMMED)
    return Staff(
        int(full or 0),
        int(part or 0),
        int(village or 0),
        vacant if isinstance(vacant, int) else None,
        residents,
    )
