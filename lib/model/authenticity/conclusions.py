"""What the checks of a round come to: pooled counts, estimates and findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lib.model.authenticity.book import Ledger, Sampled
from lib.model.authenticity.estimation import Estimate, Tally, add, estimate
from lib.model.authenticity.practice import HALF, Kind, Practice
from lib.model.quarters import Quarter


class Shown(StrEnum):
    """What a round showed to be wrong (核查发现)."""

    FALSE = "false"  # 查实不真实档案
    ORGANISED = "organised"  # 有组织编造
    BELOW = "below"  # 真实率低于底线
    UNREACHABLE = "unreachable"  # 失访过多
    SMALL = "small"  # 样本不足，不得扣款


GRAVE = (Shown.ORGANISED, Shown.BELOW)
"""Findings that chance does not explain; one false file alone may be anybody's."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The checks of one institution and kind in one round."""

    area_code: str
    kind: Kind
    samples: tuple[Sampled, ...]
    tally: Tally
    listed: int
    estimate: Estimate | None
    shown: tuple[Shown, ...]
    may_cut: bool
    """Whether money may be cut on it: the sample is large enough, or there is a second one."""

    @property
    def waiting(self) -> bool:
        """Tell whether a sample is drawn and its results are not there."""
        return any(one.check is None for one in self.samples)


def conclude(ledger: Ledger, quarter: Quarter, practice: Practice) -> tuple[Conclusion, ...]:
    """Pool the samples of every institution and kind that speak for a quarter.

    A kind that is drawn once in a half-year speaks for both of its quarters.

    Returns
    -------
    tuple of Conclusion
        By kind in the order of the practice, then by area code.
    """
    rounds: dict[tuple[str, str], dict[str, list[Sampled]]] = {}
    for one in ledger.samples.values():
        kind = practice.kinds.get(one.sample.kind)
        if kind is not None and one.sample.quarter in _spoken_for(quarter, kind):
            key = (kind.code, one.sample.area_code)
            rounds.setdefault(key, {}).setdefault(one.sample.quarter, []).append(one)
    return tuple(
        _conclusion(area, practice.kinds[code], tuple(found[max(found)]), practice)
        for code in practice.kinds
        for area, found in sorted((a, f) for (c, a), f in rounds.items() if c == code)
    )


def counts(found: Iterable[Conclusion]) -> dict[str, dict[str, tuple[int, int]]]:
    """Return true and verifiable files by indicator and institution, where there are any."""
    tallies: dict[str, dict[str, list[Tally]]] = {}
    for one in found:
        if one.kind.indicator and one.tally.verifiable:
            areas = tallies.setdefault(one.kind.indicator, {})
            areas.setdefault(one.area_code, []).append(one.tally)
    return {
        code: {area: (add(t).true, add(t).verifiable) for area, t in sorted(areas.items())}
        for code, areas in sorted(tallies.items())
    }


def penalty(found: Iterable[Conclusion], practice: Practice) -> dict[str, Fraction]:
    """Return the points that fabricated files cost each institution, without small samples."""
    points: dict[str, Fraction] = {}
    for one in found:
        if one.tally.false and one.may_cut:
            lost = practice.points_per_false * one.tally.false
            points[one.area_code] = points.get(one.area_code, Fraction()) + lost
    return points


def whole(found: Collection[Conclusion], practice: Practice) -> tuple[Tally, Estimate | None]:
    """Return the tally of several conclusions and its estimate, as of a long list."""
    tally = add(one.tally for one in found)
    listed = sum(one.listed for one in found)
    return tally, estimate(tally, max(listed, practice.small_list + 1), practice.small_list)


def by_area(found: Iterable[Conclusion]) -> Mapping[str, tuple[Conclusion, ...]]:
    """Group conclusions by institution."""
    grouped: dict[str, list[Conclusion]] = {}
    for one in found:
        grouped.setdefault(one.area_code, []).append(one)
    return {area: tuple(grouped[area]) for area in sorted(grouped)}


def _spoken_for(quarter: Quarter, kind: Kind) -> set[str]:
    if kind.every != HALF or quarter.number % 2:
        return {str(quarter)}
    return {str(quarter), str(quarter.later(-1))}


def _conclusion(
    area: str, kind: Kind, samples: tuple[Sampled, ...], practice: Practice
) -> Conclusion:
    checks = [one.check for one in samples if one.check is not None]
    tally = add(check.tally for check in checks)
    listed = max(one.sample.listed for one in samples)
    found = estimate(tally, listed, practice.small_list)
    may_cut = tally.verifiable >= practice.least_sample or len(checks) > 1
    organised = any(check.organised for check in checks)
    shown = _shown(tally, found, practice, organised=organised)
    if checks and not may_cut:
        shown = (*shown, Shown.SMALL)
    return Conclusion(area, kind, samples, tally, listed, found, shown, may_cut)


def _shown(
    tally: Tally, found: Estimate | None, practice: Practice, *, organised: bool
) -> tuple[Shown, ...]:
    lost = tally.unreachable_share
    told = {
        Shown.ORGANISED: organised,
        Shown.FALSE: tally.false > 0,
        Shown.BELOW: found is not None and found.share.low > 1 - practice.acceptable,
        Shown.UNREACHABLE: lost is not None and lost > practice.unreachable_limit,
    }
    return tuple(one for one, holds in told.items() if holds)
