"""Rules: everything that holds on one day, typed and ready for the engine.

Only `Rules` reach a formula; no file, no date and no dictionary of settings does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.model.aggregation import Treatment
from lib.model.indicators import Indicator
from lib.model.money_rules import (
    Award,
    Coefficient,
    Corridor,
    ItemPools,
    Quality,
    RankAwards,
    Recovery,
    Tier,
    VetoMoney,
    VillageBand,
    VolumeBand,
)
from lib.model.observations import Status
from lib.model.parameters import Reference
from lib.model.scoring import Scoring
from lib.model.targets import Target
from lib.model.tree import Tree


class Basis(StrEnum):
    """Which score ranks and money follow."""

    FULL = "full"
    """Full precision."""
    PUBLISHED = "published"
    """The score as published, with its declared decimals."""


class AuthenticityMode(StrEnum):
    """What a sample of false records does to the quantities (档案真实性)."""

    D0 = "D0"
    """Nothing beyond its own score."""
    D1 = "D1"
    """The value is multiplied by the share found true."""
    D2 = "D2"
    """The share found false counts `strength` times."""
    D3 = "D3"
    """As D1, only where the share found true is below a threshold."""
    D4 = "D4"
    """The score keeps its value; the workload that is paid is multiplied."""


@dataclass(frozen=True, slots=True)
class Authenticity:
    """How sampled authenticity acts on the indicators it is linked to."""

    mode: AuthenticityMode
    strength: Fraction
    """D2: weight of the share found false, 1 to 3."""
    threshold: Fraction
    """D3: share found true below which values are cut, unit /1."""
    min_sample: int
    """Smallest sample that may cut a value."""
    links: Mapping[str, tuple[str, ...]]
    """Indicators cut by each sampled indicator."""


class VetoEffect(StrEnum):
    """How far a veto (一票否决) reaches."""

    INDICATOR = "indicator"
    ITEM = "item"
    TOTAL = "total"
    FUNDS = "funds"


@dataclass(frozen=True, slots=True)
class Veto:
    """A value that takes away more than its own points."""

    indicator: str
    limit: Fraction
    below: bool
    """Whether values below the limit trigger it, else values above."""
    effect: VetoEffect
    on: str = ""
    """Leaf or node that loses its points; empty for total and funds."""
    cap: Fraction | None = None
    """Highest score that is left, for the effect on the total."""


class Formula(StrEnum):
    """Formula of the allocation."""

    F1 = "F1"
    """Population x score (人口×绩效得分)."""
    F2 = "F2"
    """Base by head and performance pool (基础经费+绩效经费)."""
    F3 = "F3"
    """Tiers, and what they deduct goes to the best (分档拨付、扣减奖励)."""
    F4A = "F4a"
    """Workload at a fixed price (服务当量, 固定单价)."""
    F4B = "F4b"
    """Workload shares the pool, item by item (服务当量, 浮动单价)."""
    F5 = "F5"
    """Coefficient against the county mean (与全县平均分比系数)."""
    F6 = "F6"
    """Item pools by target population and item score (分项目切块)."""


class BelowPassLine(StrEnum):
    """What a score below the pass line does."""

    KEEP = "keep"
    ZERO = "zero"
    PENALTY = "penalty"


class NobodyPasses(StrEnum):
    """Where the performance pool goes when nobody passes."""

    CARRY_OVER = "carry_over"
    POPULATION = "population"


class AdvanceBase(StrEnum):
    """What the instalments are a share of."""

    ENTITLEMENT = "entitlement"
    POOL = "pool"


class VillageSplit(StrEnum):
    """By what the village share is split over the clinics."""

    POPULATION = "population"
    POPULATION_SCORE = "population_score"
    WORKLOAD = "workload"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One advance payment (预拨)."""

    month: int
    day: int
    share: Fraction
    """Share of the advance base, unit /1."""

    def due(self, day: date) -> bool:
        """Tell whether it has been paid by a day of its year."""
        return (self.month, self.day) <= (day.month, day.day)


@dataclass(frozen=True, slots=True)
class AllocationRules:
    """How the pool becomes amounts."""

    formula: Formula
    per_head: int
    """Subsidy per resident and year, fen."""
    pool: int | None
    """Pool, fen; None means the subsidy per head times all residents served."""
    base_share: Fraction
    """F2: share of the pool paid by head, unit /1."""
    pass_line: Fraction
    """Score, 0 to 100."""
    below_pass_line: BelowPassLine
    below_penalty: Fraction
    """What is left of the score of an area below the pass line, unit /1."""
    nobody_passes: NobodyPasses
    floor_share: Fraction | None
    """Least an area receives, as a share of its entitlement, unit /1."""
    cap_share: Fraction | None
    """Most an area receives, as a share of its entitlement, unit /1."""
    rounding_unit: str
    instalments: tuple[Instalment, ...]
    advance_base: AdvanceBase
    village_share: Mapping[str, Fraction]
    """Share of the villages by institution, unit /1; `default` holds for the others."""
    village_split: VillageSplit
    workload_values: Mapping[str, Fraction]
    """Work points for one unit of each indicator's numerator."""
    tiers: tuple[Tier, ...] = ()
    """F3: share of the entitlement that is paid by score, best first."""
    award: Award | None = None
    """F3: who shares what the tiers deduct; None carries it over."""
    unit_price: int | None = None
    """F4a: price of one work point, fen."""
    workload_quality: Quality | None = None
    workload_limits: Mapping[str, Fraction] = field(default_factory=dict)
    """F4: most of an indicator's numerator that counts for one of its denominator."""
    workload_bands: Mapping[str, tuple[VolumeBand, ...]] = field(default_factory=dict)
    difficulty: Mapping[str, Fraction] = field(default_factory=dict)
    """F4: what the work points of an institution are multiplied by."""
    coefficient: Coefficient = field(default_factory=Coefficient)
    item_pools: ItemPools | None = None
    """F6 and F4b; F4b without it is one pool for all work."""
    rank_awards: RankAwards | None = None
    veto_money: VetoMoney = field(default_factory=VetoMoney)
    corridor: Corridor | None = None
    recoveries: Mapping[str, int] = field(default_factory=dict)
    """Fen owed from last year's settlement, by institution (扣回)."""
    recovery: Recovery = Recovery.NEXT_INSTALMENT
    performance_pay_share: Fraction | None = None
    """Base of performance pay (绩效工资基数) as a share of what stays with the institution."""
    village_floor: int | None = None
    """Least a clinic receives, fen."""
    remoteness: Mapping[str, Fraction] = field(default_factory=dict)
    """What the weight of a clinic is multiplied by."""
    village_steps: Mapping[str, tuple[Tier, ...]] = field(default_factory=dict)
    """By indicator: share of a clinic's weight that its value leaves, best first."""
    village_band: VillageBand | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force on one day."""

    scheme: str
    day: date
    indicators: Mapping[str, Indicator]
    """Every indicator in use, scored or only monitored, by code."""
    tree: Tree
    totals: Mapping[str, Fraction]
    """Full mark of the scheme by kind of area; `default` for the others."""
    scoring: Mapping[str, Scoring]
    """By leaf of the tree."""
    targets: Mapping[str, Target]
    treatments: Mapping[Status, Treatment]
    max_age_months: Mapping[str, int] | None
    """Greatest age of a figure by its frequency; None means any within the year."""
    comparison_decimals: int | None
    score_decimals: int
    rank_basis: Basis
    money_basis: Basis
    authenticity: Authenticity | None
    vetoes: tuple[Veto, ...]
    grades: Mapping[str, Fraction]
    """Lowest score of each grade, best first."""
    lights: Mapping[str, Fraction]
    """Lowest share of the expected value for each light, best first."""
    schedules: Mapping[str, Mapping[int, Fraction]]
    """Cumulative share of the year by month, for each named schedule."""
    small_cell: int | None
    """Counts below this are not shown where they are sensitive."""
    scored_kinds: tuple[str, ...] | None
    """Kinds of area that are scored; None means all but places, centres and clinics."""
    allocation: AllocationRules | None
    sources: Mapping[str, Reference]
    """Where each rule comes from, by the name of its parameter."""

    def oldest(self) -> dict[str, int] | None:
        """Return the greatest age of a figure by indicator, in months."""
        if self.max_age_months is None:
            return None
        return {
            code: self.max_age_months[indicator.frequency]
            for code, indicator in self.indicators.items()
        }
