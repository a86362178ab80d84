"""What the engine found, gathered for the papers; nothing is computed a second time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.model import appraisal, movement
from lib.model.appraisal import ItemStanding
from lib.model.evaluation import Outcome
from lib.model.movement import Move
from lib.model.progress import Progress
from lib.model.roster import Area
from lib.model.scores import Scores

_WORST = 3
GRADES = {"excellent": "优秀", "good": "良好", "pass": "合格", appraisal.FAILED: "不合格"}


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """One evaluation as the papers read it."""

    outcome: Outcome
    visible: Scores
    """For the parts of scores: made of figures that may be shown."""
    previous: Scores | None
    """Of the quarter before; None where the data do not reach."""
    items: Mapping[str, str]
    """Names of the service items by code."""
    standings: tuple[ItemStanding, ...]
    """The county item by item."""
    progress: tuple[Progress, ...]
    """Institutions by indicators, withheld ones without numbers."""

    def moves(self) -> tuple[Move, ...]:
        """Return how everybody moved, in the order of ranks."""
        found = movement.moves(self.previous, self.outcome.scores)
        return tuple(sorted(found, key=lambda m: (m.rank is None, m.rank or 0, m.area.code)))

    def area(self, code: str) -> Area:
        """Return a scored institution."""
        return self.outcome.scores.areas[self.outcome.scores.line(code)]

    def grade(self, score: Fraction | None) -> str:
        """Return the grade in words; empty where nothing is scored."""
        found = appraisal.grade(score, self.outcome.rules.grades)
        return GRADES.get(found, found)

    def scored_items(self) -> tuple[str, ...]:
        """Return the codes of the service items that carry points, in reading order."""
        return tuple(node.code for node in self.visible.tree.with_role("service_item"))

    def sensitive_items(self) -> frozenset[str]:
        """Return the codes of items with indicators that are not for the public."""
        return frozenset(
            i.service_item for i in self.outcome.rules.indicators.values() if i.sensitive
        )

    def worst_items(self, area: str, count: int = _WORST) -> tuple[tuple[str, Fraction], ...]:
        """Return the items of which an area earned the smallest shares, smallest first."""
        parts = [(code, *self.visible.part(area, code)) for code in self.scored_items()]
        shares = [(earned / most, n, code) for n, (code, earned, most) in enumerate(parts) if most]
        return tuple((code, share) for share, _, code in sorted(shares)[:count] if share < 1)

    def behind(self, area: str) -> tuple[Progress, ...]:
        """Return the figures of an area that show red, farthest behind first."""
        found = [p for p in self.progress if p.area.code == area and p.light == "red"]
        return tuple(sorted(found, key=_reached))

    def behind_by_item(self) -> dict[str, tuple[str, ...]]:
        """Return the short names of institutions with a red figure, by service item."""
        found: dict[str, dict[str, str]] = {code: {} for code in self.scored_items()}
        for one in self.progress:
            item = one.indicator.service_item
            if one.light == "red" and item in found:
                found[item][one.area.code] = brief(one.area)
        return {code: tuple(names.values()) for code, names in found.items() if names}


def brief(area: Area) -> str:
    """Return the shortest name of an institution: 罗阳.

    Examples
    --------
    >>> brief(Area("B", "甲镇卫生院", "township_hospital", "", 9, aliases=("甲", "甲镇")))
    '甲'
    """
    return min((area.name, *area.aliases), key=len)


def ranked(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Keep who has a rank."""
    return tuple(move for move in moves if move.rank is not None)


def _reached(progress: Progress) -> tuple[Fraction, str]:
    value, expected = progress.value, progress.expected
    if value is None or not expected:
        return Fraction(1), progress.indicator.code
    higher = progress.indicator.direction == "higher"
    share = value / expected if higher else (expected / value if value else Fraction(1))
    return share, progress.indicator.code
