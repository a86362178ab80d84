"""Sample sizes (样本量): how far a share of so many answers goes, and how many it takes."""

from __future__ import annotations

from math import ceil, sqrt

from lib.errors import N_, InputError
from lib.model.intervals import Z95

_FAIR = 0.5


def half_width(share: float, sample: int, *, effect: float = 1.0, people: int = 0) -> float:
    """Return half of the 95 % interval that a sample of this size will give, unit /1.

    Parameters
    ----------
    share
        Share that is expected; 0.5 is the worst case.
    sample
        Valid answers, above 0.
    effect
        Design effect: how much larger the variance is than that of a simple sample.
    people
        How many there are in all; 0 for no end to them.

    References
    ----------
    W. G. Cochran (1977), *Sampling Techniques*, 3rd edition, chapter 4 (normal approximation).

    Examples
    --------
    >>> [round(100 * half_width(share, 40), 1) for share in (0.85, 0.5)]
    [11.1, 15.5]
    """
    _refuse(share, effect)
    if sample < 1 or (people and sample > people):
        raise InputError(
            N_("A sample of {sample} is impossible."),
            hint=N_("It has at least 1 answer and no more than there are people."),
            sample=sample,
        )
    left = 1.0 if people <= 1 else (people - sample) / (people - 1)
    return Z95 * sqrt(share * (1 - share) * effect * left / sample)


def size_for(share: float, wanted: float, *, effect: float = 1.0, people: int = 0) -> int:
    """Return the smallest sample whose half-width is no more than the one wanted.

    Parameters
    ----------
    share, effect, people
        As for `half_width`.
    wanted
        Half-width, unit /1, above 0.

    Examples
    --------
    >>> size_for(0.5, 0.05), size_for(0.5, 0.05, people=1_000)
    (385, 278)
    """
    _refuse(share, effect)
    if not 0 < wanted < _FAIR:
        raise InputError(
            N_("A half-width of {wanted} is impossible."),
            hint=N_("It lies between 0 and 50 percentage points."),
            wanted=wanted,
        )
    endless = effect * share * (1 - share) * (Z95 / wanted) ** 2
    if not people:
        return max(1, ceil(endless - _ROUNDING))
    needed = endless * people / (people - 1 + endless)
    return min(people, max(1, ceil(needed - _ROUNDING)))


_ROUNDING = 1e-9


def telling_apart(share: float, sample: int, *, effect: float = 1.0) -> float:
    """Return the smallest difference of two institutions that such samples can tell from chance.

    Examples
    --------
    >>> round(100 * telling_apart(0.85, 40), 1)
    15.6
    """
    return sqrt(2) * half_width(share, sample, effect=effect)


def _refuse(share: float, effect: float) -> None:
    if not 0 <= share <= 1 or effect <= 0:
        raise InputError(
            N_("A share of {share} with a design effect of {effect} is impossible."),
            hint=N_("The share lies between 0 and 1, the design effect above 0."),
            share=share,
            effect=effect,
        )
