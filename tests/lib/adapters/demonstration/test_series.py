"""Series: counts never exceed their people, and nothing done is undone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.demonstration.dice import PPM, Dice
from lib.adapters.demonstration.recipes import Recipe
from lib.adapters.demonstration.series import (
    SCHEDULES,
    climbing,
    cohort,
    cumulative,
    duty,
    rounds,
    state,
)

offsets = st.integers(0, PPM - 1).map(lambda offset: [offset] * 12)
year_of_rates = st.lists(st.integers(0, PPM), min_size=12, max_size=12)
grown = st.lists(st.integers(0, 40), min_size=12, max_size=12).map(
    lambda new: [sum(new[: k + 1]) for k in range(12)]
)


def within(counts):
    pairs = zip(counts.numerators, counts.denominators, strict=True)
    return all(0 <= numerator <= denominator for numerator, denominator in pairs)


def rising(numbers):
    return all(later >= earlier for earlier, later in pairwise(numbers))


@given(st.integers(1, 10**8), year_of_rates, offsets)
def test_a_state_is_part_of_its_people_and_within_one_of_its_rate(people, rate, offset):
    counts = state([people] * 12, rate, offset)
    assert within(counts)
    assert all(
        abs(n - people * r / PPM) < 1.001 for n, r in zip(counts.numerators, rate, strict=True)
    )


@given(st.integers(1, 10**8), year_of_rates, offsets, st.sampled_from(sorted(SCHEDULES)))
def test_a_duty_only_grows_and_stays_within_what_is_due(due, rate, offset, schedule):
    counts = duty([due] * 12, rate, SCHEDULES[schedule], offset)
    assert within(counts)
    assert rising(counts.numerators)


@given(grown, year_of_rates, offsets)
def test_a_cohort_only_grows_and_serves_no_more_than_there_are(people, rate, offset):
    counts = cohort(people, rate, offset)
    assert within(counts)
    assert rising(counts.numerators)


@given(grown, offsets)
def test_every_year_starts_anew(people, offset):
    year = cohort(people, [PPM // 2] * 12, offset)
    assert cohort(people * 2, [PPM // 2] * 24, offset * 2).numerators == year.numerators * 2


@given(st.lists(st.integers(0, 9), min_size=24, max_size=24))
def test_a_climbing_state_never_falls_within_a_year(numbers):
    risen = climbing(state([9] * 24, [n * PPM // 9 for n in numbers], [0] * 24)).numerators
    assert rising(risen[:12])
    assert rising(risen[12:])


def test_schedules_rise_to_the_whole_year():
    assert all(rising(s) and len(s) == 12 and s[-1] == 10_000 for s in SCHEDULES.values())


def test_the_campaign_for_elderly_exams_follows_its_curve():
    assert [SCHEDULES["campaign"][month - 1] for month in (3, 6, 9, 12)] == [
        1000,
        4500,
        8500,
        10_000,
    ]


@given(st.sampled_from([1, 2, 4]), st.integers(0, PPM), st.integers(0, 99))
def test_a_round_holds_until_the_next(rounds_per_year, rate, seed):
    recipe = Recipe("X", "sample", 0, 0, (4, 14), rounds_per_year)
    sizes = Dice(seed).many(24, 4, 14, "sizes")
    counts = rounds(recipe, sizes, [rate] * 24, Dice(seed), "x")
    length = 12 // rounds_per_year
    assert within(counts)
    assert counts.denominators == [sizes[k - k % length] for k in range(24)]


def test_rounds_add_up_to_the_whole_of_the_year_and_no_more():
    recipe = Recipe("X", "sample", 0, 0, (10, 10), 4)
    counts = cumulative(rounds(recipe, [10] * 24, [PPM] * 24, Dice(1), "x"), 4)
    assert counts.denominators == ([10] * 3 + [20] * 3 + [30] * 3 + [40] * 3) * 2
