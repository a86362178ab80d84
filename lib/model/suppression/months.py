"""Month by month: what may be shown of a table whose sum is shown, once and for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from lib.model.suppression.sums import Closing, Part, Steps, Sum
from lib.model.suppression.tables import (
    FAR,
    Counts,
    Growth,
    Verdict,
    grows,
    steps,
    words_tell,
)


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


class _Judge:
    """Goes through a year and remembers what readers have seen."""

    def __init__(self, growth: tuple[Growth, ...], threshold: int) -> None:
        self._growth = growth
        self._grows = grows(growth)
        self._threshold = threshold
        self._closing = Closing(threshold, self._grows, len(growth))
        self._seen: dict[str, Counts] = {}
        self._seen_total: Counts | None = None
        self._sums: list[Sum] = []
        self._before: Mapping[str, Counts] = {}
        self._rise: dict[str, tuple[int, ...]] = {}

    def month(self, counts: Mapping[str, Counts]) -> Verdict:
        """Decide one month."""
        added = self._total(counts)
        hidden = {area for area, c in counts.items() if self._too_small(c, self._seen.get(area))}
        self._rise = {a: self._rises(counts[a], self._before.get(a)) for a in hidden}
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
        grown = [] if seen is None else self._grown(seen, counts)
        return any(grown) and min(grown) < self._threshold

    def _grown(self, then: Counts, now: Counts) -> list[int]:
        """Return by how much each count that grows has grown."""
        return list(chain.from_iterable(steps(then, now, self._growth)))

    def _traitors(self, counts: Mapping[str, Counts]) -> set[str]:
        """Return whose counts would open a sum of an earlier month, were they shown now."""
        found, sums = set(), self._sums
        for area in sorted(counts):
            told = [self._told(added, area, counts[area]) for added in sums]
            pairs = zip(told, sums, strict=True)
            if all(self._closing.closed(now) for now, then in pairs if now is not then):
                sums = told
            else:
                found.add(area)
        return found

    def _told(self, added: Sum, area: str, shown: Counts) -> Sum:
        """Return what can still be moved in an earlier sum once counts are shown."""
        part = added.get(area)
        if part is None or part.told or not (self._grows or part.counts == shown):
            return added
        if not self._grows or part.counts == shown:
            return {**added, area: replace(part, fixed=True, told=True, settled=True)}
        up = self._rises(shown, self._before.get(area))
        others = [self._rise[b] for b in added.keys() - {area} if b in self._rise]
        down = tuple(
            None if steps is None else min(steps, sum(rise[place] for rise in others))
            for place, steps in enumerate(part.down)
        )
        told = replace(part, up=up, down=down, fixed=True, told=True, settled=False)
        return {**added, area: told}

    def _rises(self, counts: Counts, before: Counts | None) -> tuple[int, ...]:
        """Return by how much numerator and denominator of each indicator grew at least."""
        if before is None:
            return (FAR,) * len(self._growth)
        grown = steps(before, counts, self._growth)
        return tuple(max(0, min(here, default=FAR)) for here in grown)

    def _helpers(self, counts: Mapping[str, Counts], hidden: set[str]) -> set[str] | None:
        """Return who must be hidden as well, the smallest first; None if all would not do."""
        known = {area for area, c in counts.items() if self._nothing_new(c, self._seen.get(area))}
        others = sorted(counts.keys() - hidden - known, key=lambda a: (_size(counts[a]), a))
        for number in range(len(others) + 1):
            added = self._parts(counts, hidden | set(others[:number]))
            if self._again(added) or self._closing.closed(added):
                return set(others[:number])
        return None

    def _nothing_new(self, counts: Counts, seen: Counts | None) -> bool:
        if seen is None or counts == seen:
            return seen is not None
        return self._grows and not any(self._grown(seen, counts))

    def _again(self, added: Sum) -> bool:
        """Tell whether a sum says nothing that an earlier one has not said."""
        unknown = {(area, part.counts) for area, part in added.items()}
        return any(
            unknown == {(area, part.counts) for area, part in earlier.items()}
            for earlier in self._sums
        )

    def _parts(self, counts: Mapping[str, Counts], hidden: set[str]) -> Sum:
        made: Sum = {}
        for area in hidden:
            earlier = [s[area] for s in self._sums if area in s and not s[area].told]
            bound = any(part.counts == counts[area] for part in earlier)
            settled = self._grows and bool(earlier)
            floor = earlier[-1].counts if settled else self._seen.get(area)
            down, up = self._room(counts[area], floor)
            made[area] = Part(counts[area], down, up, fixed=bound, settled=settled)
        return made

    def _room(self, counts: Counts, floor: Counts | None) -> tuple[Steps, Steps]:
        """Return how far down and up numerators could be, by the words and what came before."""
        grown = [[]] * len(self._growth) if floor is None else steps(floor, counts, self._growth)
        down: list[int | None] = []
        up: list[int | None] = []
        for pair, risen in zip(counts.pairs, grown, strict=True):
            if pair is None:
                down.append(None)
                up.append(None)
                continue
            least, most = words_tell(pair[0], self._threshold, growing=self._grows)
            rest = [pair[1] - 1] if self._grows else []
            down.append(max(0, min([pair[0] - least, *rest, *risen])))
            up.append(most - pair[0])
        return tuple(down), tuple(up)


def _size(counts: Counts) -> int:
    return sum(d for pair in counts.pairs if pair for d in pair)
