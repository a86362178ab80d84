"""Guard rails: when a change hurts somebody more than a county should do without noticing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.errors import N_
from lib.model.comparison import Change, Comparison
from lib.model.evaluation import Outcome
from lib.model.fairness.groups import by_group, elderly_shares, groupings
from lib.model.fairness.spread import people, per_head, spread
from lib.model.notices import Notice
from lib.model.roster import Area


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a guard speaks. The only place where these numbers stand."""

    loss: Fraction = Fraction(1, 100)
    """Share of its amount that an institution may lose unnoticed."""
    losers: Fraction = Fraction(1, 3)
    """Share of the institutions that may lose more than `loss`."""
    corridor: Fraction = Fraction(5, 100)
    """Greatest change of an amount, up or down, where the rules declare no corridor."""
    group: Fraction = Fraction(5, 1000)
    """Share of its amount that a whole group may lose."""
    spread: Fraction = Fraction(5, 100)
    """Relative rise of the Gini coefficient of money per head."""


THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class Warned:
    """A guard that speaks, and who is hurt."""

    guard: str
    """loss, losers, corridor, group or spread."""
    notice: Notice
    """Sentence without names."""
    hurt: tuple[Area, ...]
    """Who is hurt, the hardest hit first."""
    group: tuple[str, str] | None = None
    """Ways to group and group, for the guard of groups."""


def warnings(
    baseline: Outcome,
    proposed: Outcome,
    compared: Comparison,
    limits: Thresholds = THRESHOLDS,
) -> tuple[Warned, ...]:
    """Name everybody whom a proposal hurts beyond the thresholds.

    Parameters
    ----------
    baseline, proposed
        What the rules give now, and what the proposed ones would give.
    compared
        The two, side by side.
    limits
        Thresholds.
    """
    losers = sorted(
        (change for change in compared.changes if change.difference < 0),
        key=lambda change: (change.share or 0, change.area.code),
    )
    return (
        *_largest_loss(losers, limits),
        *_many_losers(losers, len(compared.changes), limits),
        *_corridor(compared.changes, proposed, limits),
        *_groups(baseline, proposed, losers, limits),
        *_uneven(baseline, proposed, losers, limits),
    )


def _beyond(losers: Sequence[Change], share: Fraction) -> list[Change]:
    return [change for change in losers if change.share is not None and -change.share > share]


def _largest_loss(losers: Sequence[Change], limits: Thresholds) -> list[Warned]:
    hit = _beyond(losers, limits.loss)[:1]
    return [
        Warned(
            "loss",
            Notice(
                N_("The largest loss is {share} ({amount})."),
                values={"share": change.share, "amount": -change.difference},
                area=change.area.code,
            ),
            (change.area,),
        )
        for change in hit
    ]


def _many_losers(losers: Sequence[Change], whole: int, limits: Thresholds) -> list[Warned]:
    hit = _beyond(losers, limits.loss)
    if not hit or len(hit) <= limits.losers * whole:
        return []
    notice = Notice(
        N_("{count} of {whole} institutions lose more than {share}."),
        values={"count": len(hit), "whole": whole, "share": limits.loss},
    )
    return [Warned("losers", notice, tuple(change.area for change in hit))]


def _corridor(changes: Sequence[Change], proposed: Outcome, limits: Thresholds) -> list[Warned]:
    """Hold up the usual corridor where the rules declare none; the engine keeps a declared one."""
    money = proposed.rules.allocation
    if money is None or money.corridor is not None:
        return []
    outside = [c for c in changes if c.share is not None and abs(c.share) > limits.corridor]
    if not outside:
        return []
    notice = Notice(
        N_("{count} amounts change by more than ±{share}, and the rules declare no corridor."),
        values={"count": len(outside), "share": limits.corridor},
    )
    hit = sorted(outside, key=lambda change: (change.share or 0, change.area.code))
    return [Warned("corridor", notice, tuple(c.area for c in hit if c.difference < 0))]


def _groups(
    baseline: Outcome, proposed: Outcome, losers: Sequence[Change], limits: Thresholds
) -> list[Warned]:
    elderly = elderly_shares(baseline.scores.measures)
    lost = {change.area.code: change.area for change in losers}
    found = []
    for grouping in groupings(baseline.areas, elderly):
        for result in by_group(grouping, baseline, proposed):
            if result.share is None or -result.share <= limits.group:
                continue
            inside = {area.code for area in result.areas}
            notice = Notice(
                N_("The group as a whole loses {share}."), values={"share": result.share}
            )
            hurt = tuple(area for code, area in lost.items() if code in inside)
            found.append(Warned("group", notice, hurt, (grouping.code, result.group)))
    return found


def _uneven(
    baseline: Outcome, proposed: Outcome, losers: Sequence[Change], limits: Thresholds
) -> list[Warned]:
    """Money per head grows further apart: hurt are those who lose and already had less."""
    values = [per_head(outcome) for outcome in (baseline, proposed)]
    weights = people(baseline)
    before, after = (spread(value, weights).gini for value in values)
    if after <= before * (1 + float(limits.spread)) or np.isclose(before, after):
        return []
    middle = np.average(values[0], weights=weights)
    poor = {
        area.code for area, value in zip(baseline.areas, values[0], strict=True) if value < middle
    }
    notice = Notice(
        N_(
            "Money per head grows further apart: "
            "the Gini coefficient rises from {before} to {after}."
        ),
        values={"before": before, "after": after},
    )
    return [Warned("spread", notice, tuple(c.area for c in losers if c.area.code in poor))]
