"""Staff for 10,000 residents: a rate of sums, and unknown where a part is."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.registers.staff import Staff, of_year, together

ROW = {"year": 2025, "area": "A", "full_time": 6, "part_time": 2, "village_doctors": 12}
PEOPLE = st.builds(
    Staff,
    *(st.integers(0, 300),) * 3,
    vacancies=st.integers(0, 9),
    residents=st.integers(1, 300_000),
)


def test_worked_numbers():
    found = of_year([ROW | {"vacancies": 2}, ROW | {"year": 2024}], {"A": 40_000}, 2025)
    assert list(found) == ["A"]
    assert (found["A"].density, found["A"].full_time_density) == (5, Fraction(3, 2))
    assert found["A"].vacancy_rate == Fraction(2, 10)


def test_what_nobody_said_stays_unknown():
    one = of_year([ROW], {}, 2025)["A"]
    assert (one.density, one.vacancy_rate, one.together) == (None, None, 20)
    assert together([one, Staff(1, 1, 1, 1, 1000)]).density is None
    assert together([]) is None


@given(st.lists(PEOPLE, min_size=1, max_size=6))
def test_the_county_lies_between_its_institutions(found):
    whole = together(found)
    assert min(s.density for s in found) <= whole.density <= max(s.density for s in found)
    assert whole.together == sum(one.together for one in found)
