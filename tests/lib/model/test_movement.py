"""Movement: ranks and lights of two days."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lib.model import movement
from lib.model.evaluation import evaluate
from lib.model.progress import NO_LIGHT
from tests import small
from tests.lib.model.figures import figure

score_lists = st.lists(st.integers(0, 100), min_size=2, max_size=8)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def scores_of(values):
    codes = {f"B{n:02}": value for n, value in enumerate(values)}
    world = small.scores_as_data(dict.fromkeys(codes, 10), codes)
    return evaluate(world, small.rules({"S": 100})).scores


@given(score_lists)
def test_nobody_moves_against_the_same_day(values):
    moved = movement.moves(scores_of(values), scores_of(values))
    assert {(move.places, move.gain) for move in moved} == {(0, 0)}
    assert movement.climbers(moved, 9) == movement.fallers(moved, 9) == ()


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=2, max_size=8))
def test_climbers_and_fallers_are_all_who_moved_the_furthest_first(pairs):
    before, now = scores_of([a for a, _ in pairs]), scores_of([b for _, b in pairs])
    moved = movement.moves(before, now)
    up, down = movement.climbers(moved, 9), movement.fallers(moved, 9)
    assert {m.area.code for m in (*up, *down)} == {m.area.code for m in moved if m.places}
    assert [m.places for m in up] == sorted((m.places for m in up), reverse=True)
    assert [m.places for m in down] == sorted(m.places for m in down)


def test_who_was_not_there_before_has_not_moved():
    moved = movement.moves(scores_of([10, 20]), scores_of([10, 20, 30]))
    assert [move.places for move in moved] == [-1, -1, None]
    assert moved[2].gain is None


def test_without_an_earlier_day_nobody_has_moved():
    assert {m.places for m in movement.moves(None, scores_of([10, 20]))} == {None}


def test_newly_red_is_what_was_known_and_not_red():
    now = [figure(1, 100, code=code, light="red") for code in ("A", "B", "C", "D")]
    then = [
        replace(now[0], light="amber"),
        replace(now[1], light="red"),
        replace(now[2], light=NO_LIGHT),
    ]
    assert [p.indicator.code for p in movement.newly("red", then, now)] == ["A"]


@given(days, days)
def test_quarter_ends_rise_to_the_last_day_and_end_quarters(one, other):
    first, last = sorted((one, other))
    found = movement.quarter_ends(first, last)
    assert list(found) == sorted(set(found))
    assert found[-1] == last
    assert all(first <= day <= last for day in found)
    for day in found[:-1]:
        assert day.month % 3 == 0
        assert (day + timedelta(days=1)).day == 1
