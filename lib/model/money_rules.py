"""The parts of money rules: tiers, awards, workload, coefficients, item pools, overlays.

Each is a small value that one formula or one overlay reads. Shares and rates are
exact, unit /1; amounts are whole fen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

DEFAULT = "default"
"""Key of the value that holds for every area without its own."""


class AwardBy(StrEnum):
    """By what an award is shared."""

    EXCESS = "excess"
    """Residents times what the score is above the line."""
    POPULATION = "population"
    EQUAL = "equal"


class EmptyItem(StrEnum):
    """Where the pool of an item goes that nobody can claim."""

    RESPREAD = "respread"
    """Over the other items, in proportion to their pools."""
    CARRY_OVER = "carry_over"


class Mean(StrEnum):
    """The county mean that scores are held against."""

    WEIGHTED = "weighted"
    """By residents."""
    SIMPLE = "simple"


class VetoScope(StrEnum):
    """What a veto takes a share of."""

    PERFORMANCE = "performance"
    AMOUNT = "amount"


class Withheld(StrEnum):
    """Where withheld money goes."""

    REDISTRIBUTE = "redistribute"
    CARRY_OVER = "carry_over"


class Recovery(StrEnum):
    """How a negative settlement comes back."""

    NEXT_INSTALMENT = "next_instalment"
    """Kept from the first instalment of the next year (抵扣)."""
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Tier:
    """From a value on, this inclusive, a rate holds (分档, 含本数)."""

    least: Fraction
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Award:
    """F3: who shares the money that tiers deduct."""

    above: Fraction
    """Score from which an area shares, this inclusive."""
    by: AwardBy = AwardBy.EXCESS
    top: int | None = None
    """Only so many of the best; None means all above the line."""
    cap_share: Fraction | None = None
    """Most an award may be, as a share of the entitlement."""


@dataclass(frozen=True, slots=True)
class Quality:
    """F4: work of poor quality counts in part (质量系数)."""

    threshold: Fraction
    """Rate from which work counts in full, unit /1."""
    links: Mapping[str, str]
    """Indicator whose rate judges the work of each indicator."""


@dataclass(frozen=True, slots=True)
class VolumeBand:
    """F4: what one unit counts for, up to a quantity (阶梯)."""

    up_to: Fraction | None
    """Quantity at which the band ends; None means without end."""
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Coefficient:
    """F5: how far a score above or below the mean moves the money."""

    alpha: Fraction = Fraction(1)
    least: Fraction | None = None
    most: Fraction | None = None
    mean: Mean = Mean.WEIGHTED


@dataclass(frozen=True, slots=True)
class ItemPools:
    """F6 and F4b: a pool for every service item (分项目切块)."""

    shares: Mapping[str, Fraction] | None = None
    """Share of the pool by item, unit /1; None means by the items' points."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """Indicator whose denominator is the target population of an item; else residents."""
    regulation: Mapping[str, Fraction] = field(default_factory=lambda: {DEFAULT: Fraction(1)})
    """Regulation coefficient (调控系数) by institution."""
    empty: EmptyItem = EmptyItem.RESPREAD


@dataclass(frozen=True, slots=True)
class RankAwards:
    """F7: the last lose a share of their amounts to the first (排名奖惩)."""

    bottom: int
    share: Fraction
    """Share of the amount that each of the last loses, unit /1."""
    top: int
    by: AwardBy = AwardBy.POPULATION


@dataclass(frozen=True, slots=True)
class VetoMoney:
    """F8: what a veto on funds takes, and where it goes."""

    share: Fraction = Fraction(1)
    scope: VetoScope = VetoScope.PERFORMANCE
    then: Withheld = Withheld.REDISTRIBUTE

    @property
    def bars(self) -> bool:
        """Tell whether vetoed areas simply have no claim: the others share all there is."""
        return self == VetoMoney()


@dataclass(frozen=True, slots=True)
class Corridor:
    """Most an amount may change against last year's, solved inside the pool."""

    before: Mapping[str, int]
    """Last year's amounts by institution, fen; others are free."""
    down: Fraction | None = None
    up: Fraction | None = None


@dataclass(frozen=True, slots=True)
class VillageBand:
    """Usual range of the village share; outside it a notice is given."""

    least: Fraction
    most: Fraction


def by_area(factors: Mapping[str, Fraction], area: str) -> Fraction:
    """Return the factor of an area: its own, the default one, or 1.

    Examples
    --------
    >>> by_area({"default": Fraction(1), "B05": Fraction(11, 10)}, "B05")
    Fraction(11, 10)
    """
    return factors.get(area, factors.get(DEFAULT, Fraction(1)))
