"""Coverage: exactly half passes, each town once, only with a report and in its quarter."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.quarters import Quarter
from lib.model.supervision.coverage import (
    Coverage,
    Unit,
    bottom,
    coverage,
    least_share,
    units,
    unvisited,
)
from lib.model.supervision.visits import State, stand
from tests.lib.model.supervision.making import (
    Q4,
    Book,
    held_visit,
    planned_visit,
    reported_visit,
    setting,
)

HALF = Fraction(1, 2)
TOWNS = setting()
INSTITUTIONS = setting(coverage_base="institution")
DAY = date(2025, 12, 3)


def of(book, desk, code="C1", quarter=Q4):
    body = desk.rulebook.body(code)
    base = units(desk.roster, desk.rulebook, body, quarter.last)
    least = least_share(desk.rulebook, body, quarter.last)
    return coverage(stand(book.postings).values(), body, quarter, base, least)


def counted(base, covered):
    found = tuple(Unit(str(n), (str(n),)) for n in range(base))
    return Coverage("C1", Q4, found, {str(n): State.REPORTED for n in range(covered)}, HALF)


@pytest.mark.parametrize(
    ("base", "covered", "passes"),
    [(17, 8, False), (17, 9, True), (22, 10, False), (22, 11, True), (17, 0, False)],
)
def test_worked_numbers_of_the_plan(base, covered, passes):
    assert counted(base, covered).passes is passes
    assert counted(17, 0).needed == 9
    assert counted(22, 0).needed == 11


@given(st.integers(1, 60), st.data())
def test_it_passes_if_and_only_if_the_share_is_at_least_half(base, data):
    covered = data.draw(st.integers(0, base))
    found = counted(base, covered)
    assert found.passes == (found.share >= HALF)
    assert found.lacking == max(0, found.needed - covered)
    assert len(found.missing) == base - covered


@pytest.mark.parametrize(("desk", "base"), [(TOWNS, 17), (INSTITUTIONS, 22)])
def test_the_declared_base_is_17_towns_or_22_institutions(desk, base):
    assert of(Book(), desk).base == base


def test_two_institutions_of_one_town_count_once_unless_the_base_is_institutions():
    book = Book()
    reported_visit(book, "C1", DAY, ["B04"], TOWNS)
    reported_visit(book, "C1", DAY, ["B05"], TOWNS)
    reported_visit(book, "C1", date(2025, 12, 4), ["B05"], TOWNS)
    assert len(of(book, TOWNS).covered) == 1
    assert of(book, INSTITUTIONS).covered == ("B04", "B05")


def test_a_visit_without_a_report_or_only_planned_does_not_count():
    book = Book()
    held_visit(book, "C1", DAY, ["B05"], TOWNS)
    planned_visit(book, "C1", date(2025, 12, 30), ["B09"], TOWNS)
    found = of(book, TOWNS)
    assert (found.covered, len(found.unreported), len(found.planned)) == ((), 1, 1)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2025, 9, 30), False),
        (date(2025, 10, 1), True),
        (date(2025, 12, 31), True),
    ],
)
def test_the_day_of_the_visit_has_to_lie_in_the_quarter(day, counts):
    book = Book()
    reported_visit(book, "C1", day, ["B05"], TOWNS)
    assert bool(of(book, TOWNS).covered) is counts


def test_the_visit_of_one_centre_does_not_cover_for_another():
    book = Book()
    reported_visit(book, "C1", DAY, ["B05"], TOWNS)
    assert not of(book, TOWNS, "C2").covered


def test_the_best_visit_to_a_town_decides_its_state_in_any_order():
    for order in (("held", "reported"), ("reported", "held")):
        book = Book()
        for kind in order:
            post = {"held": held_visit, "reported": reported_visit}[kind]
            post(book, "C1", DAY, ["B05"], TOWNS)
        assert len(of(book, TOWNS).covered) == 1


def test_a_half_year_misses_what_neither_quarter_covers():
    book = Book()
    reported_visit(book, "C1", date(2025, 7, 3), ["B05"], TOWNS)
    reported_visit(book, "C1", DAY, ["B09"], TOWNS)
    pair = [of(book, TOWNS, quarter=quarter) for quarter in (Quarter(2025, 3), Q4)]
    left = unvisited(pair)
    assert len(left) == 15
    assert not set(left) & {code for one in pair for code in one.covered}


SCORES = st.dictionaries(
    st.text("ABC123", min_size=1), st.none() | st.integers(0, 5).map(Fraction), max_size=30
)


@given(SCORES)
def test_the_bottom_third_holds_a_third_and_equals_stand_or_fall_together(scores):
    low = set(bottom(scores, 3))
    known = {code: score for code, score in scores.items() if score is not None}
    assert low <= set(known)
    assert len(low) >= -(-len(known) // 3)
    assert all(code in low for code in known for other in low if known[code] <= known[other])


def test_of_22_that_all_differ_eight_are_the_bottom_third():
    scores = {f"B{n:02}": Fraction(n) for n in range(1, 23)}
    assert bottom(scores, 3) == tuple(f"B{n:02}" for n in range(1, 9))
