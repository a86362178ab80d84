"""A change is split into the work of the data and of the rules, and every fen is accounted for."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.replay import Corners, Parts, Recorded, deviations, record, replay, split
from tests.small import (
    DAY,
    dataset,
    roster,
    rules,
    scores_as_data,
    tree_of,
    weights_of_three,
    worlds,
)

amounts = st.none() | st.integers(0, 10**12)


def money(points, base_share="0.7", day=DAY, **changes):
    return rules(
        tree_of(points),
        day=day,
        money={"base_share": base_share, "nobody_passes": "population", **changes},
    )


rule_sets = st.builds(
    money,
    weights_of_three,
    st.sampled_from(["0", "0.5", "0.7", "1"]),
    pass_line=st.integers(0, 90),
    rounding_unit=st.sampled_from(["fen", "yuan", "0.01_wan"]),
)


def amounts_of(outcome):
    return outcome.allocation.amounts()


def twice(held):
    """The same rules on the old and on the new day."""
    return held, held


@settings(max_examples=60)
@given(worlds(), worlds(), rule_sets, rule_sets)
def test_every_fen_of_a_change_is_accounted_for(old_data, new_data, old_rules, new_rules):
    found = replay(old_data, new_data, twice(old_rules), twice(new_rules))
    rows = [*found.lines, found.carried]
    for line in (*rows, found.pool):
        parts = line.parts
        assert parts.data + parts.rules + parts.rounding == line.amounts.total
        assert abs(parts.data - line.amounts.data_share) < 1
        assert abs(parts.rules - line.amounts.rules_share) < 1
        assert abs(parts.rounding) <= 1
    for corner in ("before", "new_data", "new_rules", "after"):
        whole = getattr(found.pool.amounts, corner)
        assert sum(getattr(line.amounts, corner) or 0 for line in rows) == whole
    for part in ("data", "rules", "rounding"):
        assert sum(getattr(line.parts, part) for line in rows) == getattr(found.pool.parts, part)


@settings(max_examples=30)
@given(worlds(), worlds(), rule_sets, rule_sets)
def test_the_first_and_the_last_corner_are_the_evaluations_themselves(
    old_data, new_data, old_rules, new_rules
):
    found = replay(old_data, new_data, twice(old_rules), twice(new_rules))
    by_code = {line.area.code: line.amounts for line in found.lines}
    before, after = evaluate(old_data, old_rules), evaluate(new_data, new_rules)
    assert {c: a.before for c, a in by_code.items() if a.before is not None} == amounts_of(before)
    assert {c: a.after for c, a in by_code.items() if a.after is not None} == amounts_of(after)


@settings(max_examples=30)
@given(worlds(), worlds(), rule_sets)
def test_under_the_same_rules_everything_comes_from_the_data(old_data, new_data, same):
    for line in replay(old_data, new_data, twice(same), twice(same)).lines:
        assert (line.parts.rules, line.parts.rounding) == (0, 0)


@settings(max_examples=30)
@given(worlds(), rule_sets, rule_sets)
def test_on_the_same_data_everything_comes_from_the_rules(same, old_rules, new_rules):
    for line in replay(same, same, twice(old_rules), twice(new_rules)).lines:
        assert (line.parts.data, line.parts.rounding) == (0, 0)


@settings(max_examples=20)
@given(worlds(), worlds(), rule_sets, rule_sets)
def test_backwards_every_part_only_changes_its_sign(old_data, new_data, old_rules, new_rules):
    there = replay(old_data, new_data, twice(old_rules), twice(new_rules))
    back = replay(new_data, old_data, twice(new_rules), twice(old_rules))
    for one, other in zip(there.lines, back.lines, strict=True):
        assert one.amounts.data_share == -other.amounts.data_share
        assert one.amounts.rules_share == -other.amounts.rules_share


corners = st.builds(Corners, amounts, amounts, amounts, amounts)


@given(st.lists(corners, min_size=1, max_size=12))
def test_any_changes_split_so_that_lines_and_columns_add_up(changes):
    names = ("before", "new_data", "new_rules", "after")
    whole = Corners(*(sum(getattr(c, name) or 0 for c in changes) for name in names))
    parts = split(changes, whole)
    assert [p.data + p.rules + p.rounding for p in parts] == [c.total for c in changes]
    assert sum(p.data for p in parts) == int(whole.data_share)
    assert sum(p.rules for p in parts) == int(whole.rules_share)
    assert sum(p.rounding != 0 for p in parts) <= 1
    assert all(abs(p.rounding) <= 1 for p in parts)


@given(amounts, amounts, amounts, amounts)
def test_the_order_of_data_and_rules_does_not_matter(before, new_data, new_rules, after):
    one, other = (
        Corners(before, new_data, new_rules, after),
        Corners(before, new_rules, new_data, after),
    )
    assert (one.data_share, one.rules_share) == (other.rules_share, other.data_share)


def test_half_a_fen_each_goes_to_one_of_the_two_and_what_is_left_is_rounding():
    change = Corners(100, 103, 102, 104)
    assert (change.data_share, change.rules_share) == (Fraction(5, 2), Fraction(3, 2))
    assert split([change], change) == [Parts(data=2, rules=1, rounding=1)]


def test_an_institution_that_is_new_or_gone_has_no_amount_where_it_is_not():
    held = money((40, 30, 30))
    rows = {code: [(code, i, "2025-12", 9, 10) for i in "XYZ"] for code in ("A", "B", "C")}
    old = dataset(roster({"A": 1000, "B": 1000}), rows["A"] + rows["B"])
    new = dataset(roster({"A": 1000, "C": 3000}), rows["A"] + rows["C"])
    a, b, c = (line.amounts for line in replay(old, new, twice(held), twice(held)).lines)
    assert (a.before, a.after) == (99_000_00, 99_000_00)
    assert b == Corners(99_000_00, None, 99_000_00, None)
    assert (b.total, b.data_share, b.rules_share) == (-99_000_00, -99_000_00, 0)
    assert c == Corners(None, 297_000_00, None, 297_000_00)


def test_the_days_that_pass_are_no_change_of_the_rules():
    people = roster({"A": 1000, "B": 1000})
    held = [("A", "2025-09", 5), ("B", "2025-09", 10), ("A", "2025-12", 10), ("B", "2025-12", 10)]
    rows = [(code, i, month, n, 10) for code, month, n in held for i in "XYZ"]
    september, december = dataset(people, rows[:6]), dataset(people, rows)
    autumn, winter = (money((40, 30, 30), day=date(2025, month, 30)) for month in (9, 12))
    found = replay(september, december, (autumn, winter), (autumn, winter))
    assert [(line.parts.rules, line.parts.rounding) for line in found.lines] == [(0, 0)] * 2
    assert found.lines[0].parts.data > 0


def test_rules_that_share_no_money_cannot_be_replayed():
    world = dataset(roster({"A": 1000}), [("A", i, "2025-12", 9, 10) for i in "XYZ"])
    with pytest.raises(InputError, match="small shares no money"):
        replay(world, world, twice(money((40, 30, 30))), twice(rules(tree_of((40, 30, 30)))))


@settings(max_examples=30)
@given(worlds(), rule_sets)
def test_the_same_evaluation_again_deviates_in_nothing(world, held):
    outcome = evaluate(world, held)
    assert deviations(outcome.seal, record(outcome), evaluate(world, held, clinics=False)) == ()


def test_what_is_recorded_is_what_was_published():
    world = scores_as_data({"A": 1000, "B": 2000}, {"A": 88, "B": Fraction("79.25")})
    outcome = evaluate(world, rules({"S": 100}, money={"base_share": "0"}))
    kept = record(outcome)
    assert kept["A"].score == "88.00"
    assert kept["B"].score == "79.25"
    assert [kept[code].rank for code in "AB"] == [1, 2]
    assert sum(one.fen for one in kept.values()) == outcome.allocation.pool


def test_every_deviation_is_named():
    world = scores_as_data({"A": 1000, "B": 2000}, {"A": 88, "B": 79})
    outcome = evaluate(world, rules({"S": 100}, money={}))
    kept = {**record(outcome), "C": Recorded("60.00", 3, 5)}
    kept["A"] = replace(kept["A"], fen=kept["A"].fen + 1)
    found = deviations("0" * 64, kept, outcome)
    assert [notice.area for notice in found] == ["", "A", "C"]
    assert "000000000000" in str(found[0])
    assert str(found[2]) == "C: score, rank and yuan were 60.00 · 3 · 0.05 and are now —."


def test_scores_of_no_decimals_are_written_whole():
    world = scores_as_data({"A": 1000, "B": 2000}, {"A": 88, "B": 79})
    held = rules({"S": 100}, score_decimals=0)
    kept = record(evaluate(world, held))
    assert kept == {"A": Recorded("88", 1, None), "B": Recorded("79", 2, None)}
