"""Falling behind twice (双红): below what is expected by now, and further below than before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lib.model.indicators import Direction
from lib.model.progress import NO_LIGHT, Progress

_FARTHEST_AHEAD = Fraction(-1)


@dataclass(frozen=True, slots=True)
class Falling:
    """One figure that is behind and getting worse."""

    now: Progress
    before: Progress
    lag: Fraction
    """How far below the expected value, as a share of it."""
    worse: Fraction
    """By how much the lag has grown."""


def lag(progress: Progress) -> Fraction | None:
    """Return how far a figure is from the expected value, as a share (/1) that is at most 1.

    It is what the lights are made of: one minus value over expected, and where lower
    is better one minus expected over value. Not above zero for a figure that is where
    it should be, and never below -1. None without a value or an expectation. A share makes
    months comparable: a flow grows all year, and so does what is expected of it.
    """
    value, expected = progress.value, progress.expected
    if value is None or not expected:
        return None
    if progress.indicator.direction == Direction.HIGHER:
        return max(_FARTHEST_AHEAD, 1 - value / expected)
    return max(_FARTHEST_AHEAD, 1 - expected / value) if value else _FARTHEST_AHEAD


def falling_behind(
    now: Iterable[Progress], before: Iterable[Progress], best: str = "green"
) -> tuple[Falling, ...]:
    """List the figures below the best light that lag more than they did before.

    Parameters
    ----------
    now, before
        Two periods; what is in one of them only is left out.
    best
        Light of a figure that is where it should be.

    Returns
    -------
    tuple of Falling
        The farthest behind first.
    """
    earlier = {_key(progress): progress for progress in before}
    pairs = ((progress, earlier.get(_key(progress))) for progress in now)
    found = (_worse(progress, then) for progress, then in pairs if then is not None)
    behind = (f for f in found if f is not None and f.now.light not in (best, NO_LIGHT))
    return tuple(sorted(behind, key=lambda f: (-f.lag, _key(f.now))))


def _worse(now: Progress, before: Progress) -> Falling | None:
    lags = lag(now), lag(before)
    if lags[0] is None or lags[1] is None or lags[0] <= lags[1]:
        return None
    return Falling(now, before, lags[0], lags[0] - lags[1])


def _key(progress: Progress) -> tuple[str, str]:
    return progress.area.code, progress.indicator.code
