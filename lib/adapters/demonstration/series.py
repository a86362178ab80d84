"""From rates to counts: states, duties done over the year, growing cohorts, samples.

Only whole numbers are used. Every series is rounded with an offset of its own,
the same all year: rounding neither favours small places nor lets a sum fall back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.adapters.demonstration.dice import PPM, Dice
from lib.adapters.demonstration.ledger import Counts
from lib.adapters.demonstration.recipes import Recipe

_WHOLE = 10_000
SCHEDULES: Mapping[str, tuple[int, ...]] = {
    "linear": tuple(_WHOLE * month // 12 for month in range(1, 13)),
    "campaign": (150, 400, 1000, 2000, 3200, 4500, 6000, 7400, 8500, 9200, 9700, _WHOLE),
}
"""Share of the year's work done by the end of each month, per 10,000."""


def rates(recipe: Recipe, levels: Sequence[int], *, over_100: bool) -> list[int]:
    """Return the rate in ppm that each level (permille) stands for.

    Examples
    --------
    >>> rates(Recipe("X", "residents", 600_000, 900_000), [0, 500, 2000], over_100=False)
    [600000, 750000, 1000000]
    """
    ceiling = PPM * 11 // 10 if over_100 else PPM
    span = recipe.high - recipe.low
    return [min(max(recipe.low + span * level // 1000, 0), ceiling) for level in levels]


def state(denominators: Sequence[int], rate: Sequence[int], offsets: Sequence[int]) -> Counts:
    """Count a state at the end of each month: the rate of that month.

    Parameters
    ----------
    denominators, rate
        Persons or things, and ppm, for each month.
    offsets
        Where rounding turns upwards, from 0 to `PPM` - 1, for each month.

    Examples
    --------
    >>> state([200, 200], [500_000, 507_500], [500_000] * 2).numerators
    [100, 102]
    """
    months = zip(denominators, rate, offsets, strict=True)
    counted = [(people * share + offset) // PPM for people, share, offset in months]
    return Counts(counted, list(denominators))


def climbing(counts: Counts) -> Counts:
    """Let the numerators of a state only rise between January and December.

    Examples
    --------
    >>> climbing(Counts([5, 4, 6], [9, 9, 9])).numerators
    [5, 5, 6]
    """
    risen: list[int] = []
    for k, number in enumerate(counts.numerators):
        risen.append(max(number, risen[-1]) if k % 12 else number)
    return Counts(risen, counts.denominators)


def duty(
    denominators: Sequence[int],
    rate: Sequence[int],
    schedule: Sequence[int],
    offsets: Sequence[int],
) -> Counts:
    """Count what was done since January of a duty of the whole year.

    Each month adds its part of the schedule at its own rate: who slips in
    April does less from April on, and loses nothing done before.

    Examples
    --------
    >>> duty([120] * 12, [500_000] * 12, SCHEDULES["linear"], [500_000] * 12).numerators[2::3]
    [15, 30, 45, 60]
    """
    counted, done = [], 0
    for k, denominator in enumerate(denominators):
        year_end = denominators[k - k % 12 + 11]
        done = done if k % 12 else 0
        done += year_end * rate[k] * (schedule[k % 12] - (schedule[k % 12 - 1] if k % 12 else 0))
        counted.append(min((done + offsets[k] * _WHOLE) // (PPM * _WHOLE), denominator))
    return Counts(counted, list(denominators))


def cohort(denominators: Sequence[int], rate: Sequence[int], offsets: Sequence[int]) -> Counts:
    """Count those served among a group that grows from January on.

    Examples
    --------
    >>> cohort([2, 4, 8], [500_000, 1_000_000, 0], [500_000] * 3).numerators
    [1, 3, 3]
    """
    counted, served = [], 0
    for k, denominator in enumerate(denominators):
        served = served if k % 12 else 0
        served += (denominator - (denominators[k - 1] if k % 12 else 0)) * rate[k]
        counted.append((served + offsets[k]) // PPM)
    return Counts(counted, list(denominators))


def rounds(
    recipe: Recipe, sizes: Sequence[int], rate: Sequence[int], dice: Dice, *name: object
) -> Counts:
    """Count who passed in the latest round of checks or interviews.

    A round is held in the first month of its part of the year.

    Parameters
    ----------
    recipe
        Tells how many rounds a year has.
    sizes
        Size of the sample, if a round were held in this month.
    rate
        Chance to pass, in ppm, for each month.
    dice, name
        Where chance comes from.
    """
    passed: list[int] = []
    checked: list[int] = []
    for k, size in enumerate(sizes):
        if k % (12 // recipe.rounds) == 0:
            latest = size, dice.passes(size, rate[k], *name, k)
        checked.append(latest[0])
        passed.append(latest[1])
    return Counts(passed, checked)


def cumulative(counts: Counts, rounds_per_year: int) -> Counts:
    """Add up the rounds of each year, for an indicator that counts from January on.

    Examples
    --------
    >>> cumulative(Counts([9] * 12, [10] * 12), 2).denominators[5:7]
    [10, 20]
    """
    return Counts(
        _summed(counts.numerators, rounds_per_year), _summed(counts.denominators, rounds_per_year)
    )


def _summed(numbers: Sequence[int], rounds_per_year: int) -> list[int]:
    length = 12 // rounds_per_year
    return [sum(numbers[k - k % 12 : k + 1 : length]) for k in range(len(numbers))]
