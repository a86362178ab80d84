"""Blind weighting (盲评赋权): names become letters, weights are fixed, then the names come back.

Which letter stands for whom is drawn once and committed to by a hash before anybody weighs.
When the weights are locked, another hash commits to them. Both stand in the audit log before
the names are shown, so nobody can say afterwards that the weights were made for somebody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from string import ascii_uppercase

import numpy as np

from lib.errors import N_, InputError
from lib.model.baselines import digest
from lib.model.scenarios import Weights

_LONGEST_MEMBER = 20


@dataclass(frozen=True, slots=True)
class WeightSet:
    """What one member asks for."""

    member: str
    """Name of a person or group, or empty for the group as one."""
    codes: Mapping[str, str]
    """The weights, as `scenario_codes` writes them."""


def shuffled(areas: Sequence[str], generator: np.random.Generator) -> tuple[str, ...]:
    """Put area codes into the order of their letters.

    Examples
    --------
    >>> sorted(shuffled(["B1", "B2", "B3"], np.random.default_rng(1)))
    ['B1', 'B2', 'B3']
    """
    return tuple(areas[place] for place in generator.permutation(len(areas)))


def letters(order: Sequence[str]) -> dict[str, str]:
    """Return the letter of each area, by area code.

    Examples
    --------
    >>> letters(["B2", "B1"])
    {'B2': 'A', 'B1': 'B'}
    """
    return {area: _letter(place) for place, area in enumerate(order)}


def order_digest(seed: str, order: Sequence[str]) -> str:
    """Commit to an order without telling it; the seed keeps anybody from guessing."""
    return digest({"seed": seed, "order": list(order)})


def weights_digest(order_committed: str, sets: Sequence[WeightSet]) -> str:
    """Commit to everybody's weights, in whatever order they came."""
    told = sorted((one.member, sorted(one.codes.items())) for one in sets)
    return digest({"order": order_committed, "weights": [[m, [*map(list, c)]] for m, c in told]})


def check_member(member: str) -> str:
    """Return the name of a member as it is kept.

    Raises
    ------
    InputError
        If it is empty or no single short line.
    """
    kept = member.strip()
    if not 0 < len(kept) <= _LONGEST_MEMBER or not kept.isprintable():
        raise InputError(
            N_("A set of weights needs the name of whose it is, at most {limit} letters."),
            hint=N_("A name, a role or a group will do: 财务股, 基层代表."),
            limit=_LONGEST_MEMBER,
        )
    return kept


def mean(sets: Sequence[Weights]) -> dict[str, Fraction]:
    """Return the mean of several sets of weights, exactly; it adds up as they do.

    Examples
    --------
    >>> mean([{"a": Fraction(60), "b": Fraction(40)}, {"a": Fraction(30), "b": Fraction(70)}])
    {'a': Fraction(45, 1), 'b': Fraction(55, 1)}
    """
    return {code: sum((one[code] for one in sets), Fraction()) / len(sets) for code in sets[0]}


def distance(one: Weights, other: Weights) -> Fraction:
    """Return how many of 100 points stand elsewhere: 0 for the same weights, at most 100.

    Examples
    --------
    >>> distance({"a": Fraction(60), "b": Fraction(40)}, {"a": Fraction(45), "b": Fraction(55)})
    Fraction(15, 1)
    """
    codes = {*one, *other}
    gaps = (abs(one.get(c, Fraction()) - other.get(c, Fraction())) for c in codes)
    return sum(gaps, Fraction()) / 2


def _letter(place: int) -> str:
    """Count as columns of a spreadsheet do: A to Z, then AA."""
    above, place = divmod(place, len(ascii_uppercase))
    return (_letter(above - 1) if above else "") + ascii_uppercase[place]
