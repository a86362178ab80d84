"""What a sample of files says of all files: the false share, its interval, the number of false."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from scipy.stats import hypergeom

from lib.model.intervals import wilson

_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Files of a sample by result (核查结果)."""

    compliant: int = 0  # 真实规范
    irregular: int = 0  # 真实不规范
    unreachable: int = 0  # 失访无法核实
    false: int = 0  # 不真实(编造)

    @property
    def true(self) -> int:
        """Files that are true, r: in order or not."""
        return self.compliant + self.irregular

    @property
    def verifiable(self) -> int:
        """Files that could be verified, n."""
        return self.true + self.false

    @property
    def attempted(self) -> int:
        """Files somebody tried to verify."""
        return self.verifiable + self.unreachable

    @property
    def true_share(self) -> Fraction | None:
        """Return r/n; None where nothing could be verified."""
        return Fraction(self.true, self.verifiable) if self.verifiable else None

    @property
    def false_share(self) -> Fraction | None:
        """Share of false files among those verified."""
        return Fraction(self.false, self.verifiable) if self.verifiable else None

    @property
    def unreachable_share(self) -> Fraction | None:
        """Share of the unreachable among those attempted."""
        return Fraction(self.unreachable, self.attempted) if self.attempted else None


def add(tallies: Iterable[Tally]) -> Tally:
    """Add tallies up.

    >>> add([Tally(8, 1), Tally(1, 0, 2, 1)])
    Tally(compliant=9, irregular=1, unreachable=2, false=1)
    """
    found = tuple(tallies)
    names = ("compliant", "irregular", "unreachable", "false")
    return Tally(**{name: sum(getattr(one, name) for one in found) for name in names})


@dataclass(frozen=True, slots=True)
class Estimate:
    """False files of a list, as a sample tells of them."""

    share: Interval
    """Of the false share, unit /1."""
    files: int
    """False files of the whole list, rounded."""
    least: int
    most: int
    exact: bool
    """Whether the interval is the exact one of a small list."""


def estimate(tally: Tally, listed: int, small_list: int) -> Estimate | None:
    """Estimate the false share of a list and the number of its false files.

    Parameters
    ----------
    tally
        Results of the sample. The unreachable are left out: they count as no evidence.
    listed
        Files on the list.
    small_list
        Up to this length the interval is exact, from the hypergeometric distribution; above
        it is Wilson's.

    Returns
    -------
    Estimate or None
        None where nothing could be verified.

    Examples
    --------
    Two false among ten of a long list:

    >>> found = estimate(Tally(8, 0, 0, 2), 2000, 500)
    >>> found.files, round(100 - 100 * found.share.high, 1), round(100 - 100 * found.share.low, 1)
    (400, 49.0, 94.3)
    """
    if not tally.verifiable:
        return None
    if listed <= small_list:
        least, most = exact(tally.false, tally.verifiable, listed)
        share = Interval(least / listed, most / listed)
    else:
        share = Interval(*wilson(tally.false, tally.verifiable))
        least = max(tally.false, floor(share.low * listed))
        most = min(listed - tally.true, ceil(share.high * listed))
    files = floor(Fraction(tally.false * listed, tally.verifiable) + Fraction(1, 2))
    return Estimate(share, files, least, most, listed <= small_list)


def exact(found: int, sample: int, listed: int) -> tuple[int, int]:
    """Return the exact 95 % interval of a number in a list, from a sample without replacement.

    Those numbers are in it under which neither so few nor so many in the sample would be
    rarer than 2.5 %. Where the whole list was checked, it is one number.

    References
    ----------
    W. Cochran (1977), *Sampling techniques*, 3.6: confidence limits from the hypergeometric
    distribution.

    Examples
    --------
    >>> exact(2, 10, 40), exact(1, 6, 6)
    ((2, 20), (1, 1))
    """
    numbers = np.arange(found, listed - (sample - found) + 1)
    fewer = hypergeom.cdf(found, listed, numbers, sample)
    more = hypergeom.sf(found - 1, listed, numbers, sample)
    held = numbers[(fewer > _TAIL) & (more > _TAIL)]
    return int(held[0]), int(held[-1])
