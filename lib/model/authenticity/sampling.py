"""Drawing a sample that anybody can draw again (可复现抽样).

A seed text in plain words is hashed by SHA-256 and seeds NumPy's bit generator PCG64. Each
position of the list gets the next raw 64-bit word of it; positions in the order of their
words are the draw. NumPy guarantees the words of a bit generator for good (NEP 19), though
not what `Generator.choice` makes of them; so the same seed gives the same sample anywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np
from scipy.stats import hypergeom

from lib.errors import N_, InputError

LONGEST_LIST = 1_000_000
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Stratum:
    """A list from which files were drawn: the institution's, or that of a village station."""

    area_code: str
    listed: int
    """Files on the list that the institution keeps, N."""
    positions: tuple[int, ...]
    """Positions drawn, 1 to N, in the order of the draw."""
    reserves: tuple[int, ...]
    """Replacements for the unreachable, to be used in this order."""


def seed_text(quarter: str, institution: str, kind: str, number: int = 1, word: str = "") -> str:
    """Return the seed of a sample, in words that are printed on its sheet.

    Parameters
    ----------
    quarter, institution, kind
        What is sampled; quarter as "2025Q4".
    number
        1 for the first sample of the round, 2 for the second.
    word
        A word given out on the day of the draw, so that nobody can work it out beforehand.

    Examples
    --------
    >>> seed_text("2025Q4", "B05", "records", word="秋分")
    '2025Q4|B05|records|1|秋分'
    """
    return _SEPARATOR.join((quarter, institution, kind, str(number), word))


def order(seed: str, count: int, first: int | None = None) -> tuple[int, ...]:
    """Return the positions 1 to `count` in the order of the draw, or the first few of them.

    Examples
    --------
    The same on every machine; who has Python and NumPy can verify a sheet:

    >>> order("2025Q4|B05|records|1|", 8)
    (8, 6, 3, 2, 7, 5, 1, 4)
    """
    digest = hashlib.sha256(seed.encode()).digest()
    words = np.random.PCG64(int.from_bytes(digest, "big")).random_raw(count)
    found: list[int] = (np.argsort(words, kind="stable")[:first] + 1).tolist()
    return tuple(found)


def stations(seed: str, codes: Collection[str], count: int) -> tuple[str, ...]:
    """Draw village stations, from their codes in ascending order."""
    known = sorted(codes)
    drawn = order(_SEPARATOR.join((seed, "stations")), len(known))
    return tuple(known[place - 1] for place in drawn[:count])


def draw(
    seed: str, area_code: str, listed: int, size: int, *, shares: tuple[Fraction, Collection[int]]
) -> Stratum:
    """Draw files of one list, and their replacements.

    Parameters
    ----------
    seed
        As `seed_text`.
    area_code
        Whose list it is; becomes part of the seed.
    listed
        Files on the list.
    size
        Files wanted; fewer where the list is shorter.
    shares
        Replacements as a share of the size; and positions of an earlier sample, left out.

    Raises
    ------
    InputError
        If the list is empty or impossibly long.
    """
    if not 0 < listed <= LONGEST_LIST:
        raise InputError(
            N_("A list of {count} files cannot be sampled; it has 1 to {limit}."),
            hint=N_("Count the files on the list that the institution keeps."),
            count=listed,
            limit=LONGEST_LIST,
        )
    reserves, used = shares
    before, last = set(used), size + ceil(size * reserves)
    first = order(_SEPARATOR.join((seed, area_code)), listed, last + len(before))
    free = [place for place in first if place not in before]
    return Stratum(area_code, listed, tuple(free[:size]), tuple(free[size:last]))


def chance_to_find(listed: int, false: int, size: int) -> float:
    """Return the chance that a sample shows at least one of the false files of a list.

    Examples
    --------
    Ten of 300 files, when one in ten is false:

    >>> round(chance_to_find(300, 30, 10), 3)
    0.657
    """
    return float(1 - hypergeom.pmf(0, listed, false, min(size, listed)))


def positions(strata: Sequence[Stratum]) -> dict[str, frozenset[int]]:
    """Return all positions a sample has touched, by list."""
    return {one.area_code: frozenset((*one.positions, *one.reserves)) for one in strata}
