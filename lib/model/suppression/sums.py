"""Sums with hidden parts: whether the parts could be moved against one another.

Where they can, a reader who knows the sum cannot place the parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lib.model.suppression.tables import FAR, Counts

Steps: TypeAlias = tuple[int | None, ...]
"""How far the counts of each indicator can be moved; None where there are none."""


@dataclass(frozen=True, slots=True)
class Part:
    """One hidden part of a sum, and how far its counts could be moved, by indicator."""

    counts: Counts
    down: Steps
    up: Steps
    fixed: bool = False
    """Whether it cannot be moved to hide others: it is known, or bound by another sum."""
    settled: bool = False
    """Whether it could be moved in an earlier sum already, and all that follows with it."""
    told: bool = False
    """Whether it has been shown since."""


Sum: TypeAlias = dict[str, Part]
"""The hidden parts of a sum that is shown, by area code."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How well a sum has to be closed."""

    threshold: int
    """Number of values that every hidden count must be able to have."""
    grows: bool
    """Whether counts grow through the year."""
    indicators: int
    """How many there are."""

    def closed(self, hidden: Sum) -> bool:
        """Tell whether every hidden count of a sum could have enough other values."""
        if hidden and all(part.fixed for part in hidden.values()):
            return False
        return all(self._wide(hidden, place) for place in range(self.indicators))

    def _wide(self, hidden: Sum, place: int) -> bool:
        parts = [part for part in hidden.values() if part.counts.pairs[place]]
        return self._against(parts, place) and all(
            self._guessed(part, parts, place) for part in parts if part.told and not part.settled
        )

    def _guessed(self, part: Part, parts: Sequence[Part], place: int) -> bool:
        """Tell whether counts that were shown later still had enough values before."""
        lower = sum(p.down[place] or 0 for p in parts if not p.fixed)
        down, up = part.down[place] or 0, part.up[place] or 0
        return down + min(up, lower) >= self.threshold - 1

    def _against(self, parts: Sequence[Part], place: int) -> bool:
        """Tell whether the movable parts could be moved against one another, and bound ones too."""
        free = [part for part in parts if not part.fixed]
        pairs = [pair for part in free if (pair := part.counts.pairs[place])]
        down = [steps for part in free if (steps := part.down[place]) is not None]
        up = [steps for part in free if (steps := part.up[place]) is not None]
        wholes, far = [d - 1 for _n, d in pairs], [FAR] * len(pairs)
        bound = not self.grows and any(part.fixed and not part.told for part in parts)
        if not self.grows and all(n == d for n, d in pairs):  # nobody to take out but the reached
            if bound:
                return False
            down = [min(both) for both in zip(down, wholes, strict=True)]
        if bound and min(sum(down), sum(up), sum(wholes)) < self.threshold - 1:
            return False
        asked = [not part.settled for part in free]
        return self._reach(down, up, asked) and (self.grows or self._reach(wholes, far, asked))

    def _reach(self, down: Sequence[int], up: Sequence[int], asked: Sequence[bool]) -> bool:
        """Tell whether every count asked about can move over enough values against the others."""
        lower, higher = sum(down), sum(up)
        return all(
            min(d, higher - u) + min(u, lower - d) >= self.threshold - 1
            for d, u, wanted in zip(down, up, asked, strict=True)
            if wanted
        )
