"""Suppression: which parts of a sum stay unseen, so that nobody can work out a small one.

A sum that is shown is an equation over its parts; two figures of a count that only grows
tell what came in between. Parts are hidden, the smallest first, until every hidden count
could still be any of several values, whatever is shown of the sum and of other months.
Where that cannot be had, the sum itself is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

_Steps: TypeAlias = tuple[int | None, ...]
Pair: TypeAlias = tuple[int, int]
"""Numerator and denominator; or lowest and highest value."""
_FAR = 10**12
"""More people than there are: the upper end of what a hidden count could be."""


class Reason(StrEnum):
    """Why a figure is not shown."""

    FEW = "few"
    """Its numerator is below the threshold."""
    KEPT = "kept"
    """Its denominator is small, or it would give another hidden figure away."""
    VILLAGE = "village"
    """It is of a single village."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Which counts of an indicator are counted up through the year."""

    numerator: bool
    denominator: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one area that are shown together or not at all."""

    pairs: tuple[Pair | None, ...]
    """Numerator and denominator of each indicator; None where nothing was reported."""
    months: tuple[int, ...] = ()
    """Months the figures are of: the same figures may hold in several months."""
    closed: bool = False
    """Whether they stay unseen whatever they are."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stays unseen of one month."""

    hidden: frozenset[str]
    """Codes of the areas."""
    total: bool
    """Whether the sum stays unseen."""


def withhold(
    year: Sequence[Mapping[str, Counts]], growth: Sequence[Growth], threshold: int
) -> tuple[Verdict, ...]:
    """Decide month by month what stays unseen of a table and of its sum.

    Parameters
    ----------
    year
        For each month of one calendar year, in order, the counts by area code.
    growth
        Of each indicator.
    threshold
        Lowest numerator that may be shown, half the lowest denominator, and the number
        of values that a hidden count could have as far as a reader can tell.

    Returns
    -------
    tuple of Verdict
        One for each month. Later months change nothing in earlier ones: what was shown
        once stays shown.

    Notes
    -----
    Parts of a sum can be moved against one another: n of part a, and d with it, reaches over
    min(down_a, Σ up_b) + min(up_a, Σ down_b) steps, b ≠ a. Only parts that are in no earlier
    sum count as movable, and of what grows only those not shown since; then the moves of
    one month never disturb another month.

    Examples
    --------
    >>> month = {"A": Counts(((3, 20),)), "B": Counts(((40, 50),)), "C": Counts(((12, 14),))}
    >>> [verdict] = withhold([month], [Growth(numerator=False, denominator=False)], 5)
    >>> sorted(verdict.hidden), verdict.total
    (['A', 'C'], False)
    """
    judge = _Judge(tuple(growth), threshold)
    return tuple(judge.month(counts) for counts in year)


def words_tell(numerator: int, threshold: int, *, grows: bool) -> Pair:
    """Return between which ends the words in the place of a hidden numerator put it.

    Of what grows they say nothing: the month in which "<5" went would tell.

    Examples
    --------
    >>> words_tell(3, 5, grows=False)
    (0, 4)
    """
    if grows:
        return 0, _FAR
    return (0, threshold - 1) if numerator < threshold else (threshold, _FAR)


def grows(growth: Sequence[Growth]) -> bool:
    """Tell whether any count of a table grows through the year."""
    return any(g.numerator or g.denominator for g in growth)


@dataclass(frozen=True, slots=True)
class _Part:
    """One hidden part of a sum, and how far its counts could be moved, by indicator."""

    counts: Counts
    down: _Steps
    up: _Steps
    fixed: bool = False
    """Whether it cannot be moved to hide others: it is known, or bound by another sum."""
    settled: bool = False
    """Whether it could be moved in an earlier sum already, and all that follows with it."""
    told: bool = False
    """Whether it has been shown since."""


_Sum: TypeAlias = dict[str, _Part]


class _Judge:
    """Goes through a year and remembers what readers have seen."""

    def __init__(self, growth: tuple[Growth, ...], threshold: int) -> None:
        self._growth = growth
        self._grows = grows(growth)
        self._threshold = threshold
        self._seen: dict[str, Counts] = {}
        self._seen_total: Counts | None = None
        self._sums: list[_Sum] = []
        self._before: Mapping[str, Counts] = {}
        self._rise: dict[str, tuple[int, ...]] = {}

    def month(self, counts: Mapping[str, Counts]) -> Verdict:
        """Decide one month."""
        added = self._total(counts)
        hidden = {area for area, c in counts.items() if self._too_small(c, self._seen.get(area))}
        self._rise = {a: self._grown(counts[a], self._before.get(a)) for a in hidden}
        hidden |= self._traitors({a: c for a, c in counts.items() if a not in hidden})
        helpers = None
        if not self._too_small(added, self._seen_total):
            helpers = self._helpers(counts, hidden)
        if helpers is not None:
            hidden |= helpers
            self._seen_total = added
            self._sums.append(self._parts(counts, hidden))
        for area in counts.keys() - hidden:
            self._sums = [self._told(s, area, counts[area]) for s in self._sums]
            self._seen[area] = counts[area]
        self._before = counts
        return Verdict(frozenset(hidden), total=helpers is None)

    def _total(self, counts: Mapping[str, Counts]) -> Counts:
        columns = [
            [pair for c in counts.values() if (pair := c.pairs[i]) is not None]
            for i in range(len(self._growth))
        ]
        return Counts(
            tuple((sum(n for n, _ in c), sum(d for _, d in c)) if c else None for c in columns)
        )

    def _too_small(self, counts: Counts, seen: Counts | None) -> bool:
        """Tell whether counts are small, or the step from the last ones shown is."""
        if counts.closed:
            return True
        pairs = [pair for pair in counts.pairs if pair is not None]
        if any(n < self._threshold or d < 2 * self._threshold for n, d in pairs):
            return True
        steps = [] if seen is None else self._steps(seen, counts)
        return any(steps) and min(steps) < self._threshold

    def _steps(self, seen: Counts, counts: Counts) -> list[int]:
        """Return by how much each count that grows has grown since."""
        found = []
        for before, now, growth in zip(seen.pairs, counts.pairs, self._growth, strict=True):
            if before is not None and now is not None:
                found += [now[0] - before[0]] * growth.numerator
                found += [now[1] - before[1]] * growth.denominator
        return found

    def _traitors(self, counts: Mapping[str, Counts]) -> set[str]:
        """Return whose counts would open a sum of an earlier month, were they shown now."""
        found, sums = set(), self._sums
        for area in sorted(counts):
            told = [self._told(added, area, counts[area]) for added in sums]
            pairs = zip(told, sums, strict=True)
            if all(self._closed(now) for now, then in pairs if now is not then):
                sums = told
            else:
                found.add(area)
        return found

    def _told(self, added: _Sum, area: str, shown: Counts) -> _Sum:
        """Return what can still be moved in an earlier sum once counts are shown."""
        part = added.get(area)
        if part is None or part.told or not (self._grows or part.counts == shown):
            return added
        if not self._grows or part.counts == shown:
            return {**added, area: replace(part, fixed=True, told=True, settled=True)}
        up = self._grown(shown, self._before.get(area))
        others = [self._rise[b] for b in added.keys() - {area} if b in self._rise]
        down = tuple(
            None if steps is None else min(steps, sum(rise[place] for rise in others))
            for place, steps in enumerate(part.down)
        )
        told = replace(part, up=up, down=down, fixed=True, told=True, settled=False)
        return {**added, area: told}

    def _grown(self, counts: Counts, before: Counts | None) -> tuple[int, ...]:
        """Return by how much numerator and denominator of each indicator grew at least."""
        if before is None:
            return (_FAR,) * len(self._growth)
        found = []
        for now, then, growth in zip(counts.pairs, before.pairs, self._growth, strict=True):
            steps = [_FAR]
            if now is not None and then is not None:
                steps += [now[0] - then[0]] * growth.numerator
                steps += [now[1] - then[1]] * growth.denominator
            found.append(max(0, min(steps)))
        return tuple(found)

    def _helpers(self, counts: Mapping[str, Counts], hidden: set[str]) -> set[str] | None:
        """Return who must be hidden as well, the smallest first; None if all would not do."""
        known = {area for area, c in counts.items() if self._nothing_new(c, self._seen.get(area))}
        others = sorted(counts.keys() - hidden - known, key=lambda a: (_size(counts[a]), a))
        for number in range(len(others) + 1):
            added = self._parts(counts, hidden | set(others[:number]))
            if self._again(added) or self._closed(added):
                return set(others[:number])
        return None

    def _nothing_new(self, counts: Counts, seen: Counts | None) -> bool:
        if seen is None or counts == seen:
            return seen is not None
        return self._grows and not any(self._steps(seen, counts))

    def _again(self, added: _Sum) -> bool:
        """Tell whether a sum says nothing that an earlier one has not said."""
        unknown = {(area, part.counts) for area, part in added.items()}
        return any(
            unknown == {(area, part.counts) for area, part in earlier.items()}
            for earlier in self._sums
        )

    def _parts(self, counts: Mapping[str, Counts], hidden: set[str]) -> _Sum:
        made: _Sum = {}
        for area in hidden:
            earlier = [s[area] for s in self._sums if area in s and not s[area].told]
            bound = any(part.counts == counts[area] for part in earlier)
            settled = self._grows and bool(earlier)
            floor = earlier[-1].counts if settled else self._seen.get(area)
            down, up = self._room(counts[area], floor)
            made[area] = _Part(counts[area], down, up, fixed=bound, settled=settled)
        return made

    def _room(self, counts: Counts, floor: Counts | None) -> tuple[_Steps, _Steps]:
        """Return how far down and up numerators could be, by the words and what came before."""
        down: list[int | None] = []
        up: list[int | None] = []
        for place, (pair, growth) in enumerate(zip(counts.pairs, self._growth, strict=True)):
            if pair is None:
                down.append(None)
                up.append(None)
                continue
            least, most = words_tell(pair[0], self._threshold, grows=self._grows)
            before = None if floor is None else floor.pairs[place]
            steps = [pair[0] - least, *[pair[1] - 1] * self._grows]
            if before is not None:
                steps += [pair[0] - before[0]] * growth.numerator
                steps += [pair[1] - before[1]] * growth.denominator
            down.append(max(0, min(steps)))
            up.append(most - pair[0])
        return tuple(down), tuple(up)

    def _closed(self, added: _Sum) -> bool:
        """Tell whether every hidden count of a sum could have enough other values."""
        if added and all(part.fixed for part in added.values()):
            return False
        return all(self._wide(added, place) for place in range(len(self._growth)))

    def _wide(self, added: _Sum, place: int) -> bool:
        parts = [part for part in added.values() if part.counts.pairs[place]]
        return self._against(parts, place) and all(
            self._guessed(part, parts, place) for part in parts if part.told and not part.settled
        )

    def _guessed(self, part: _Part, parts: Sequence[_Part], place: int) -> bool:
        """Tell whether counts that were shown later still had enough values before."""
        lower = sum(p.down[place] or 0 for p in parts if not p.fixed)
        down, up = part.down[place] or 0, part.up[place] or 0
        return down + min(up, lower) >= self._threshold - 1

    def _against(self, parts: Sequence[_Part], place: int) -> bool:
        """Tell whether the movable parts could be moved against one another, and bound ones too."""
        free = [part for part in parts if not part.fixed]
        pairs = [pair for part in free if (pair := part.counts.pairs[place])]
        down = [steps for part in free if (steps := part.down[place]) is not None]
        up = [steps for part in free if (steps := part.up[place]) is not None]
        wholes, far = [d - 1 for _n, d in pairs], [_FAR] * len(pairs)
        bound = not self._grows and any(part.fixed and not part.told for part in parts)
        if not self._grows and all(n == d for n, d in pairs):  # nobody to take out but the reached
            if bound:
                return False
            down = [min(both) for both in zip(down, wholes, strict=True)]
        if bound and min(sum(down), sum(up), sum(wholes)) < self._threshold - 1:
            return False
        asked = [not part.settled for part in free]
        return self._reach(down, up, asked) and (
            self._grows or self._reach(wholes, far, asked)
        )

    def _reach(self, down: Sequence[int], up: Sequence[int], asked: Sequence[bool]) -> bool:
        """Tell whether every count asked about can move over enough values against the others."""
        lower, higher = sum(down), sum(up)
        return all(
            min(d, higher - u) + min(u, lower - d) >= self._threshold - 1
            for d, u, wanted in zip(down, up, asked, strict=True)
            if wanted
        )


def _size(counts: Counts) -> int:
    return sum(d for pair in counts.pairs if pair for d in pair)
