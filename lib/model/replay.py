"""Replay (复算): what of a change comes from the data and what from the rules, to the fen.

Old and new rules are each run on old and new data. Going from the first corner to the last
one may change the data first or the rules first, and the two orders give different parts;
each part is the mean of both (Shapley value), so that it does not hang on the order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TypeAlias

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


@dataclass(frozen=True, slots=True)
class Parts:
    """A change in whole fen: what comes from the data, from the rules, and what is left."""

    data: int
    rules: int
    rounding: int
    """At most one fen."""


@dataclass(frozen=True, slots=True)
class Line:
    """One institution of a replay, what is carried over, or the whole pool."""

    area: Area | None
    amounts: Corners
    parts: Parts


@dataclass(frozen=True, slots=True)
class Replay:
    """Old and new rules on old and new data; lines and carried-over money add up to the pool.

    So do their parts, each for itself.
    """

    lines: tuple[Line, ...]
    """In the order of area codes; every institution of any corner."""
    carried: Line
    """What the rules leave undistributed (结转)."""
    pool: Line


Pair: TypeAlias = tuple[Rules, Rules]
"""The same rules as they hold on the old day and on the new day: targets grow with the year."""


def replay(old_data: Dataset, new_data: Dataset, old_rules: Pair, new_rules: Pair) -> Replay:
    """Run old and new rules on old and new data.

    The day goes with the data: old data are read by either rules as they hold on the old day,
    new data by either rules as they hold on the new day.

    Raises
    ------
    InputError
        If one set of rules shares no money.
    ModelError
        If rules and data do not go together, as `evaluate`.
    """
    corners = [
        _share(figures, rules)
        for pair in (old_rules, new_rules)
        for figures, rules in zip((old_data, new_data), pair, strict=True)
    ]
    areas: dict[str, Area] = {}
    for outcome, _allocation in corners:
        areas |= {area.code: area for area in outcome.areas}
    allocations = [allocation for _outcome, allocation in corners]
    amounts = [allocation.amounts() for allocation in allocations]
    found = [Corners(*(corner.get(code) for corner in amounts)) for code in sorted(areas)]
    carried = Corners(*(allocation.carried_over for allocation in allocations))
    pool = Corners(*(allocation.pool for allocation in allocations))
    *parts, left = split([*found, carried], pool)
    named = zip((areas[code] for code in sorted(areas)), found, parts, strict=True)
    return Replay(
        tuple(Line(*line) for line in named),
        Line(None, carried, left),
        Line(None, pool, _parts(pool)),
    )


def split(changes: Sequence[Corners], whole: Corners) -> list[Parts]:
    """Write changes in whole fen, so that every line and every column adds up.

    Where half a fen comes from the data the other half comes from the rules: one of the two
    gets the fen, in turns, as often as the sum of all demands.

    Parameters
    ----------
    changes
        They add up to `whole` at every corner.
    whole
        What their parts have to add up to.

    Examples
    --------
    >>> one, other = Corners(100, 103, 102, 104), Corners(9, 7, 8, 5)
    >>> for parts in split([one, other], Corners(109, 110, 110, 109)):
    ...     print(parts)
    Parts(data=3, rules=1, rounding=0)
    Parts(data=-3, rules=-1, rounding=0)
    """
    total = _parts(whole)
    halves = [i for i, change in enumerate(changes) if change.data_share.denominator > 1]
    data = [floor(change.data_share) for change in changes]
    rules = [floor(change.rules_share) for change in changes]
    to_data = set(halves[: total.data - sum(data)])
    to_rules = set(halves[len(halves) - (total.rules - sum(rules)) :])
    return [
        _fitted(change, data[i] + (i in to_data), rules[i] + (i in to_rules))
        for i, change in enumerate(changes)
    ]


def _parts(change: Corners) -> Parts:
    return _fitted(change, int(change.data_share), int(change.rules_share))


def _fitted(change: Corners, data: int, rules: int) -> Parts:
    return Parts(data, rules, change.total - data - rules)


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
