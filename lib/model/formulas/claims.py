"""Claims: what institutions bring to an allocation."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from lib.errors import N_, AllocationError
from lib.model.notices import Notice
from lib.model.numbers import Flags, Integers, Numbers, exact, is_exact, round_half_up
from lib.model.ranking import rank
from lib.model.roster import Area


@dataclass(frozen=True, slots=True, eq=False)
class ItemClaims:
    """What institutions bring to each item pool."""

    codes: tuple[str, ...]
    """Service items."""
    shares: Numbers
    """What the pool is split by, shape (items,)."""
    weights: Numbers
    """What each item pool is shared by, shape (areas, items): F6 target population times
    item score times regulation coefficient, F4b work points."""


@dataclass(frozen=True, eq=False)
class Claims:
    """What institutions bring to an allocation, in the order of their codes."""

    areas: tuple[Area, ...]
    scores: Numbers
    """Shape (..., areas), 0 to 100, on the basis that the rules declare; exact or float."""
    barred: Flags
    """Areas that a veto on funds strikes, shape (areas,)."""
    decimals: int = 2
    """Decimals of a published score: what tiers compare."""
    places: Integers | None = None
    """Official ranks, shape (areas,); None ranks by the scores."""
    work: Numbers | None = None
    """F4: work points, shape (areas,)."""
    items: ItemClaims | None = None
    """F6 and F4b."""
    notices: tuple[Notice, ...] = ()

    @cached_property
    def published(self) -> Numbers:
        """Scores as published, half up."""
        return round_half_up(self.scores, self.decimals)

    @cached_property
    def ranks(self) -> Integers:
        """Ranks of the areas, the best is 1."""
        return rank(self.scores) if self.places is None else self.places

    @cached_property
    def people(self) -> Numbers:
        """Residents in the number type of the scores, shape (areas,).

        Raises
        ------
        AllocationError
            If a population is not known.
        """
        counts: list[Any] = residents(self.areas)
        return exact(counts) if is_exact(self.scores) else np.array(counts, dtype=np.float64)


def residents(areas: tuple[Area, ...]) -> list[int]:
    """Return the residents of every area.

    Raises
    ------
    AllocationError
        Naming the areas whose population is not known.
    """
    if unknown := [area.name for area in areas if area.population is None]:
        raise AllocationError(
            N_("The population of {areas} is not known."),
            hint=N_("Complete the column population of the roster."),
            areas=", ".join(unknown),
        )
    return [area.population for area in areas if area.population is not None]
