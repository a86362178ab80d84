"""Family doctors: the rates of domain 5.2, and small counts that stay unseen."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.registers import contract
from lib.model.registers.contract import ALL, Rate, county, faults, figures, growth, hidden, ranks
from lib.model.suppression import Reason
from tests.lib.model.registers.declared import register

ROW = {"area": "A", "year": 2025, "group": ALL, "total": 1000, "signed": 570, "renewed": 500}
ROW |= {"due": 1200, "fulfilled": 936, "paid": 30, "asked": 40, "satisfied": 34}
BEFORE = {"area": "A", "year": 2024, "group": ALL, "total": 1000, "signed": 550}
OTHER = {"area": "B", "year": 2025, "group": ALL, "total": 3000, "signed": 1800}


def test_the_rates_as_they_are_defined():
    found = figures([ROW, BEFORE], {"A": 900})["A", 2025, ALL]
    assert {rate: contract.share(pair) for rate, pair in found.items()} == {
        Rate.SIGNED: Fraction(57, 100),
        Rate.RENEWED: Fraction(500, 550),
        Rate.FULFILLED: Fraction(78, 100),
        Rate.PAID: Fraction(30, 900),
        Rate.SATISFIED: Fraction(34, 40),
    }


def test_what_is_not_known_is_not_there():
    found = figures([ROW | {"due": None}], {})["A", 2025, ALL]
    assert set(found) == {Rate.SIGNED, Rate.SATISFIED}
    assert contract.share(None) is None
    assert contract.share((0, 0)) is None
    assert contract.interval((0, 0)) is None


def test_the_county_is_a_rate_of_sums_and_grows_in_points():
    found = figures([ROW, BEFORE, OTHER], {})
    assert contract.share(county(found, "AB", 2025, ALL)[Rate.SIGNED]) == Fraction(2370, 4000)
    assert growth(found, "A", 2025, ALL) == Fraction(2, 100)
    assert growth(found, "B", 2025, ALL) is None


def test_ranks_put_the_highest_first_and_share_places():
    found = figures([ROW, OTHER, OTHER | {"area": "C"}], {})
    assert ranks(found, "ABCD", 2025, Rate.SIGNED) == {"A": 3, "B": 1, "C": 1}


def test_nobody_renews_who_had_not_signed():
    assert faults(ROW, [BEFORE]) == []
    assert faults(ROW, [BEFORE | {"signed": 499}])[0].column == "renewed"
    assert faults(ROW | {"group": "elderly"}, [BEFORE | {"signed": 499}]) == []


def test_the_interval_is_wilsons():
    low, high = contract.interval((18, 20))
    assert (round(low, 3), round(high, 3)) == (0.699, 0.972)


def ill(area, signed, total, year=2025, group="mental"):
    return {"area": area, "year": year, "group": group, "total": total, "signed": signed}


def test_a_small_count_is_hidden_and_another_with_it():
    rows = [ill("A", 3, 20), ill("B", 40, 50), ill("C", 12, 14)]
    found = hidden(register("contract"), rows, 5)
    assert found.reasons == {
        ("A", 2025, "mental"): Reason.FEW,
        ("C", 2025, "mental"): Reason.KEPT,
    }
    assert found.totals == frozenset()


def test_large_groups_and_no_threshold_hide_nothing():
    rows = [ill("A", 3, 20, group="elderly"), ill("B", 40, 50)]
    assert hidden(register("contract"), rows, 5).reasons == {}
    assert hidden(register("contract"), [ill("A", 3, 20)], None).reasons == {}


COUNTS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@given(st.lists(COUNTS, min_size=2, max_size=7))
@settings(max_examples=60)
def test_no_small_count_is_shown_or_left_alone_to_be_subtracted(pairs):
    rows = [ill(f"A{n}", signed, total) for n, (signed, total) in enumerate(pairs)]
    found = hidden(register("contract"), rows, 5)
    seen = [r for r in rows if (r["area"], 2025, "mental") not in found.reasons]
    assert all(row["signed"] >= 5 for row in seen)
    unseen = len(rows) - len(seen)
    assert unseen != 1 or found.totals
