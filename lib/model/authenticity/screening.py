"""Screening (异常图谱): which institutions report figures that are too perfect, and why.

Every test that could have raised a flag is counted, and the chance of a false alarm that is
allowed for the whole county is shared among them (Bonferroni): in a quarter in which every
figure is honest, any flag at all is raised with at most that chance.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from lib.model.authenticity import evenness, roundness
from lib.model.authenticity.evenness import Pattern, Trial, worst
from lib.model.indicators import Accrual, Direction, Indicator, Unit
from lib.model.observations import NO_COUNT, Status, month_of
from lib.model.quarters import Quarter
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Roster
from lib.model.targets import Target

_MONEY = "G1"
_YEAR = 12
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Flag:
    """Figures of one institution that one kind of test finds too perfect."""

    area_code: str
    test: Pattern
    worst: Trial
    """The rarest of them."""
    indicators: tuple[str, ...]
    """Indicators concerned, the rarest first; empty where all figures are tested together."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a quarter's figures show."""

    flags: tuple[Flag, ...]
    """The rarest first."""
    tests: int
    limit: float
    """Probability below which a single test raises a flag."""
    chance: float
    """Chance of any false alarm in a quarter."""
    tested: tuple[Trial, ...]

    def of(self, area_code: str) -> tuple[Flag, ...]:
        """Return the flags of an institution."""
        return tuple(flag for flag in self.flags if flag.area_code == area_code)


def screen(lines: pd.DataFrame, targets: Mapping[str, float], chance: Fraction) -> Screen:
    """Test the figures of a quarter.

    Parameters
    ----------
    lines
        As `station_lines` gives them: of village stations, the months of the year so far.
    targets
        As `target_shares`.
    chance
        Chance of any false alarm that is allowed.
    """
    last = lines[(lines["month"] == lines["month"].max()).to_numpy()]
    tested = [
        *evenness.of_stations(last),
        *evenness.of_months(_increments(lines)),
        *roundness.of_digits(lines),
        *roundness.of_twins(last),
        *roundness.of_targets(last, targets),
    ]
    limit = float(chance) / len(tested) if tested else 0.0
    rare: dict[tuple[str, Pattern], list[Trial]] = {}
    for one in tested:
        if one.p < limit:
            rare.setdefault((one.area_code, one.test), []).append(one)
    flags = [_flag(area, test, found) for (area, test), found in rare.items()]
    flags.sort(key=lambda flag: (flag.worst.p, flag.area_code))
    return Screen(tuple(flags), len(tested), limit, float(chance), tuple(tested))


def station_lines(
    observations: pd.DataFrame,
    roster: Roster,
    indicators: Mapping[str, Indicator],
    quarter: Quarter,
) -> pd.DataFrame:
    """Gather the counts that are tested: shares of people, of the year up to a quarter's end.

    Sensitive items and money are left out. What institutions report themselves is a line of
    its own, beside those of their stations.

    Returns
    -------
    DataFrame
        Columns `institution`, `area_code`, `indicator`, `month`, `numerator`, `denominator`,
        and `flow`, whether it counts work done since 1 January.
    """
    now = month_of(quarter.last)
    codes = [
        code
        for code, one in indicators.items()
        if one.unit == Unit.PERCENT and not one.sensitive and one.service_item != _MONEY
    ]
    above = {area.code: area.parent_code for area in roster.of_kind(CLINIC)}
    above |= {area.code: area.code for area in roster.of_kind(*INSTITUTION_KINDS)}
    month = observations["month"].to_numpy()
    chosen = (
        (month > now - quarter.number * 3)
        & (month <= now)
        & (observations["status"].to_numpy() == Status.REPORTED)
        & (observations["numerator"].to_numpy() != NO_COUNT)
        & (observations["denominator"].to_numpy() > 0)
        & observations["indicator"].isin(codes).to_numpy()
        & observations["area_code"].isin(list(above)).to_numpy()
    )
    kept = observations[chosen]
    codes_of = kept["area_code"].astype(str)
    flows = [code for code in codes if indicators[code].accrual == Accrual.FLOW]
    return pd.DataFrame(
        {
            "institution": codes_of.map(above).to_numpy(),
            "area_code": codes_of.to_numpy(),
            "indicator": kept["indicator"].astype(str).to_numpy(),
            "month": kept["month"].to_numpy(),
            "numerator": kept["numerator"].to_numpy(),
            "denominator": kept["denominator"].to_numpy(),
            "flow": kept["indicator"].isin(flows).to_numpy(),
        }
    )


def target_shares(
    targets: Mapping[str, Target], indicators: Mapping[str, Indicator]
) -> dict[str, float]:
    """Return the share each indicator asks for, where more is better and 100 % is not asked."""
    found = {
        code: float(target.value) / _HUNDRED
        for code, target in targets.items()
        if code in indicators
        and indicators[code].direction == Direction.HIGHER
        and indicators[code].unit == Unit.PERCENT
        and target.value is not None
    }
    return {code: share for code, share in found.items() if 0 < share < 1}


def flagged(found: Screen) -> Collection[str]:
    """Return the codes of the institutions with any flag."""
    return sorted({flag.area_code for flag in found.flags})


def _increments(lines: pd.DataFrame) -> pd.DataFrame:
    """Return what each institution adds month by month, of what counts from January on."""
    flow = lines[lines["flow"].to_numpy()]
    totals = flow.pivot_table(
        index=["institution", "indicator"], columns="month", values="numerator", aggfunc="sum"
    )
    counts = totals.to_numpy(dtype=np.float64)
    first = np.zeros((len(counts), 1))
    steps = pd.DataFrame(
        np.diff(np.hstack([first, counts]), axis=1), index=totals.index, columns=totals.columns
    )
    whole = steps[(steps.notna().all(axis=1) & (steps >= 0).all(axis=1)).to_numpy()]
    return whole.reset_index().melt(["institution", "indicator"], value_name="increment")


def _flag(area: str, test: Pattern, found: list[Trial]) -> Flag:
    ordered = sorted(found, key=lambda one: one.p)
    return Flag(area, test, worst(found), tuple(one.indicator for one in ordered if one.indicator))
