"""Small cells: figures of so few people that they would point at somebody are not shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from lib.model.progress import NO_LIGHT, Progress


def protect(progress: Iterable[Progress], threshold: int | None) -> tuple[Progress, ...]:
    """Take the numbers out of the sensitive figures that stand for too few people.

    A figure is too small when its numerator is below the threshold, or its denominator
    below twice the threshold, from which a rate would give the numerator away. Where it
    is the only one of its indicator, the next smallest goes with it: otherwise the total
    minus the others would tell.

    Parameters
    ----------
    progress
        Figures whose total may be known, such as all institutions of the county.
    threshold
        Lowest count that may be shown; None shows everything.

    Returns
    -------
    tuple of Progress
        In the same order. A protected figure is reported, and has no value.
    """
    figures = tuple(progress)
    hidden = frozenset[tuple[str, str]]() if threshold is None else _hidden(figures, threshold)
    return tuple(_emptied(p) if _key(p) in hidden else p for p in figures)


def _hidden(figures: tuple[Progress, ...], threshold: int) -> frozenset[tuple[str, str]]:
    counted: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for p in figures:
        if p.indicator.sensitive and p.numerator is not None and p.denominator is not None:
            counted[p.indicator.code].append((p.numerator, p.denominator, p.area.code))
    return frozenset(
        (area, code) for code, cells in counted.items() for area in _small(cells, threshold)
    )


def _small(cells: list[tuple[int, int, str]], threshold: int) -> list[str]:
    """List the areas of one indicator to hide: never exactly one while others are shown."""
    ordered = sorted(cells)
    small = [c for c in ordered if c[0] < threshold or c[1] < 2 * threshold]
    if len(small) == 1:
        small += [c for c in ordered if c not in small][:1]
    return [area for _numerator, _denominator, area in small]


def _emptied(progress: Progress) -> Progress:
    return replace(
        progress,
        value=None,
        numerator=None,
        denominator=None,
        light=NO_LIGHT,
        projected=None,
        needed_now=None,
        needed_by_year_end=None,
    )


def _key(progress: Progress) -> tuple[str, str]:
    return progress.area.code, progress.indicator.code
