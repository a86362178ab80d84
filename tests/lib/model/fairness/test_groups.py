"""Groups come from the roster and the counts, hold everybody once, and say how sure they are."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.evaluation import evaluate
from lib.model.fairness.groups import Trust, by_group, elderly_shares, groupings
from lib.model.roster import Area, Roster
from tests import small


def area(code, setting="", block="", **more):
    return Area(
        code,
        f"{code}院",
        "township_hospital",
        "COUNTY",
        1_000,
        setting=setting,
        block=block,
        **more,
    )


def test_the_share_of_the_elderly_is_counted_not_invented():
    rows = [("A", "ELD01", "2025-12", 60, 150), ("B", "ELD01", "2025-12", 60, 100)]
    held = small.rules({"ELD01": "100"})
    world = small.dataset(small.roster({"A": 1_000, "B": 2_000}), rows)
    found = elderly_shares(evaluate(world, held).scores.measures)
    assert found == {"A": Fraction(15, 100), "B": Fraction(5, 100)}


def test_without_the_count_nobody_is_old():
    outcome = evaluate(
        small.scores_as_data({"A": 9, "B": 9}, {"A": 1, "B": 2}), small.rules({"S": 100})
    )
    assert elderly_shares(outcome.scores.measures) == {}


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.fractions(0, 1), min_size=3))
def test_thirds_hold_everybody_once_the_oldest_first(elderly):
    areas = tuple(area(code) for code in sorted(elderly))
    (way,) = (way for way in groupings(areas, elderly) if way.code == "elderly")
    members = [code for group in way.groups.values() for code in group]
    assert sorted(members) == sorted(elderly)
    assert [elderly[code] for code in members] == sorted(elderly.values(), reverse=True)


def test_a_way_that_tells_nobody_apart_is_left_out():
    areas = (area("A", "hill", "L1"), area("B", "plain", "L1"))
    assert [way.code for way in groupings(areas, {})] == ["setting"]


def test_memberships_that_are_made_up_say_so():
    made_up = (area("A", block="L1", confidence="name=high;block=demo"), area("B", block="L2"))
    real = tuple(replace(one, confidence="block=high") for one in made_up)
    assert {way.code: way.trust for way in groupings(made_up, {})} == {"block": Trust.DEMONSTRATION}
    assert {way.code: way.trust for way in groupings(real, {})} == {"block": Trust.ROSTER}
    (setting,) = groupings((area("A", "hill"), area("B", "plain")), {})
    assert setting.trust == Trust.READING


def test_groups_add_up_to_the_whole_and_those_without_one_form_their_own():
    areas = (area("A", "hill"), area("B", "hill"), area("C", ""))
    county = Area("COUNTY", "县", "county", "", None)
    rows = [(code, "S", "2025-12", n, 100) for code, n in (("A", 90), ("B", 80), ("C", 70))]
    world = small.dataset(Roster((county, *areas)), rows)
    before = evaluate(world, small.rules({"S": 100}, money={"base_share": "0.7"}))
    after = evaluate(world, small.rules({"S": 100}, money={"base_share": "0"}))
    (way,) = groupings(areas, {})
    found = {result.group: result for result in by_group(way, before, after)}
    assert set(found) == {"hill", "unknown"}
    assert sum(result.after for result in found.values()) == after.allocation.pool
    assert found["hill"].after > found["hill"].before
    assert found["unknown"].share < 0
    assert found["hill"].yuan_before == found["hill"].before / 100 / 2_000
    assert way.of("nobody") == "unknown"
    assert by_group(way, before, evaluate(world, small.rules({"S": 100}))) == ()
