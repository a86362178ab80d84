"""Replay (复算): what of a change comes from the data and what from the rules, to the fen.

Old and new rules are each run on old and new data. Going from the first corner to the last
one may change the data first or the rules first, and the two orders give different parts;
each part is the mean of both (Shapley value), so that it does not hang on the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.allocation import Allocation
from lib.model.evaluation import Outcome, evaluate
from lib.model.notices import Notice
from lib.model.observations import Dataset
from lib.model.roster import Area
from lib.model.rules import Rules


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an evaluation gave one institution, as it is kept for good."""

    score: str
    """Published score with its declared decimals; empty where there is none."""
    rank: int | None
    fen: int | None
    """Amount; None where no money is shared."""


@dataclass(frozen=True, slots=True)
class Corners:
    """An amount at each corner of the replay, fen; None where the institution does not exist."""

    before: int | None
    """Old rules on old data: as it was."""
    new_data: int | None
    """Old rules on new data."""
    new_rules: int | None
    """New rules on old data."""
    after: int | None
    """New rules on new data: as it is."""

    @property
    def total(self) -> int:
        """Whole change."""
        return (self.after or 0) - (self.before or 0)

    @property
    def data_share(self) -> Fraction:
        """Part of the change that comes from the data, exactly: whole or half fen."""
        alone = (self.new_data or 0) - (self.before or 0)
        on_top = (self.after or 0) - (self.new_rules or 0)
        return Fraction(alone + on_top, 2)

    @property
    def rules_share(self) -> Fraction:
        """Part of the change that comes from the rules, exactly."""
        return self.total - self.data_share

    @property
    def data(self) -> int:
        """Part that comes from the data in whole fen; half a fen goes to the rounding."""
        return int(self.data_share)

    @property
    def rules(self) -> int:
        """Part that comes from the rules in whole fen."""
        return int(self.rules_share)

    @property
    def rounding(self) -> int:
        """What is left of the change: at most one fen."""
        return self.total - self.data - self.rules


@dataclass(frozen=True, slots=True)
class Line:
    """One institution of a replay."""

    area: Area
    amounts: Corners


@dataclass(frozen=True, slots=True)
class Replay:
    """Old and new rules on old and new data; lines and carried-over money add up to the pool."""

    lines: tuple[Line, ...]
    """In the order of area codes; every institution of any corner."""
    carried: Corners
    """What the rules leave undistributed (结转)."""
    pool: Corners


def replay(old_data: Dataset, new_data: Dataset, old_rules: Rules, new_rules: Rules) -> Replay:
    """Run old and new rules on old and new data.

    The day up to which figures count goes with the data: old data are read as on the day of
    the old rules, new data as on the day of the new rules.

    Raises
    ------
    InputError
        If one set of rules shares no money.
    ModelError
        If rules and data do not go together, as `evaluate`.
    """
    corners = tuple(
        _share(data, replace(rules, day=day))
        for rules in (old_rules, new_rules)
        for data, day in ((old_data, old_rules.day), (new_data, new_rules.day))
    )
    areas: dict[str, Area] = {}
    for outcome, _allocation in corners:
        areas |= {area.code: area for area in outcome.areas}
    allocations = [allocation for _outcome, allocation in corners]
    amounts = [allocation.amounts() for allocation in allocations]
    return Replay(
        tuple(
            Line(areas[code], Corners(*(corner.get(code) for corner in amounts)))
            for code in sorted(areas)
        ),
        Corners(*(allocation.carried_over for allocation in allocations)),
        Corners(*(allocation.pool for allocation in allocations)),
    )


def record(outcome: Outcome) -> dict[str, Recorded]:
    """Return what is kept of an evaluation, by area code."""
    scores, allocation = outcome.scores, outcome.allocation
    amounts = allocation.amounts() if allocation else {}
    decimals = outcome.rules.score_decimals
    return {
        area.code: Recorded(
            _written(scores.of(area.code), decimals),
            scores.rank_of(area.code),
            amounts.get(area.code),
        )
        for area in outcome.areas
    }


def deviations(seal: str, recorded: Mapping[str, Recorded], again: Outcome) -> tuple[Notice, ...]:
    """Compare what was recorded with what the same rules and data give again.

    Returns
    -------
    tuple of Notice
        None if seal, scores, ranks and amounts are the same.
    """
    found = []
    if again.seal != seal:
        values = {"recorded": seal[:12], "again": again.seal[:12]}
        found.append(Notice(N_("The seal was {recorded} and is now {again}."), "error", values))
    now = record(again)
    found += [
        _deviation(code, recorded.get(code), now.get(code))
        for code in sorted({*recorded, *now})
        if recorded.get(code) != now.get(code)
    ]
    return tuple(found)


def _share(data: Dataset, rules: Rules) -> tuple[Outcome, Allocation]:
    outcome = evaluate(data, rules, clinics=False)
    if outcome.allocation is None:
        raise InputError(
            N_("The scheme {scheme} shares no money; only amounts can be replayed."),
            hint=N_("Choose a scheme that shares money."),
            scheme=rules.scheme,
        )
    return outcome, outcome.allocation


def _deviation(code: str, was: Recorded | None, now: Recorded | None) -> Notice:
    def told(one: Recorded | None) -> str:
        return "—" if one is None else f"{one.score} · {one.rank} · {(one.fen or 0) / 100:,.2f}"

    message = N_("{code}: score, rank and yuan were {was} and are now {now}.")
    return Notice(message, "error", {"code": code, "was": told(was), "now": told(now)}, code)


def _written(score: Fraction | None, decimals: int) -> str:
    """Write a published score: it has no more decimals than declared."""
    if score is None:
        return ""
    whole, part = divmod(int(score * 10**decimals), 10**decimals)
    return f"{whole}.{part:0{decimals}}" if decimals else str(whole)
