"""Dice thrown by name: the same seed and name give the same number, on any machine.

Each name has its own stream, so that an indicator or an area added to the
catalogue or the roster leaves all other figures as they were. Only whole
numbers are drawn: floating-point functions differ between platforms.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

PPM = 1_000_000
"""Rates are whole parts per million."""


@dataclass(frozen=True, slots=True)
class Dice:
    """All chance there is in the demonstration figures."""

    seed: int

    def many(self, count: int, low: int, high: int, *name: object) -> list[int]:
        """Draw whole numbers between `low` and `high`, both included.

        Examples
        --------
        >>> Dice(1).many(3, 1, 6, "B01") == Dice(1).many(3, 1, 6, "B01")
        True
        """
        words = "/".join(str(part) for part in (self.seed, *name))
        key = int.from_bytes(hashlib.sha256(words.encode()).digest()[:16], "big")
        stream = np.random.Generator(np.random.PCG64(key))
        drawn: list[int] = stream.integers(low, high, size=count, endpoint=True).tolist()
        return drawn

    def between(self, low: int, high: int, *name: object) -> int:
        """Draw one whole number between `low` and `high`, both included."""
        return self.many(1, low, high, *name)[0]

    def bell(self, spread: int, *name: object) -> int:
        """Draw a whole number around zero with about `spread` as standard deviation.

        The sum of three even throws: close enough to a bell, and never beyond
        three times the spread.
        """
        return sum(self.many(3, -spread, spread, *name))

    def passes(self, sample: int, rate: int, *name: object) -> int:
        """Count how many of a sample pass, each with the chance `rate` (ppm)."""
        return sum(throw < rate for throw in self.many(sample, 0, PPM - 1, *name))
