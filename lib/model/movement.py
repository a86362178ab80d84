"""Movement: who climbed, who fell and what turned red between two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from lib.model.progress import NO_LIGHT, Progress
from lib.model.roster import Area
from lib.model.scores import Scores

_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Move:
    """How one area moved between two days."""

    area: Area
    rank_before: int | None
    rank: int | None
    score_before: Fraction | None
    score: Fraction | None

    @property
    def places(self) -> int | None:
        """Return the places gained; negative is lost, None for who was not ranked twice."""
        if self.rank is None or self.rank_before is None:
            return None
        return self.rank_before - self.rank

    @property
    def gain(self) -> Fraction | None:
        """Return the points of score gained; None for who was not scored twice."""
        if self.score is None or self.score_before is None:
            return None
        return self.score - self.score_before


def moves(before: Scores | None, now: Scores) -> tuple[Move, ...]:
    """Compare ranks and scores of two days, in the order of area codes now.

    Without an earlier day nobody has a rank or a score before.
    """
    return tuple(_move(before, now, area) for area in now.areas)


def _move(before: Scores | None, now: Scores, area: Area) -> Move:
    code = area.code
    earlier = before if before is not None and code in before.measures.lines else None
    return Move(
        area=area,
        rank_before=None if earlier is None else earlier.rank_of(code),
        rank=now.rank_of(code),
        score_before=None if earlier is None else earlier.of(code),
        score=now.of(code),
    )


def climbers(moved: Sequence[Move], count: int) -> tuple[Move, ...]:
    """Return who gained most places, most first; of equals who gained more points."""
    up = [move for move in moved if (move.places or 0) > 0]
    return tuple(sorted(up, key=_climb)[:count])


def fallers(moved: Sequence[Move], count: int) -> tuple[Move, ...]:
    """Return who lost most places, most first; of equals who gained fewer points."""
    down = [move for move in moved if (move.places or 0) < 0]
    return tuple(sorted(down, key=lambda m: (m.places, m.gain, m.area.code))[:count])


def _climb(move: Move) -> tuple[int, Fraction, str]:
    return -(move.places or 0), -(move.gain or Fraction()), move.area.code


def newly(light: str, before: Sequence[Progress], now: Sequence[Progress]) -> tuple[Progress, ...]:
    """Return what shows a light now and showed another one before.

    What had no light before is not counted: it did not change, it became known.
    """
    shown = {(p.area.code, p.indicator.code): p.light for p in before}
    return tuple(
        p
        for p in now
        if p.light == light
        and shown.get((p.area.code, p.indicator.code), NO_LIGHT) not in {NO_LIGHT, light}
    )


def quarter_ends(first: date, last: date) -> tuple[date, ...]:
    """Return the last days of the quarters from one day to another, and the other itself.

    Examples
    --------
    >>> [f"{day:%m-%d}" for day in quarter_ends(date(2025, 1, 31), date(2025, 8, 31))]
    ['03-31', '06-30', '08-31']
    """
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    ends = [
        date(month // 12, month % 12 + 1, 1) - timedelta(days=1)
        for month in months
        if month % _QUARTER == 0
    ]
    return (*ends, last)
