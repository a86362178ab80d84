"""Help in a quarter: how much each member got, and who got none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lib.model.blocks.activities import Activity, Kind
from lib.model.blocks.membership import Block
from lib.model.roster import Area


@dataclass(frozen=True, slots=True)
class Count:
    """Activities added up."""

    activities: int = 0
    person_days: Fraction = Fraction()
    patients: int = 0


@dataclass(frozen=True, slots=True)
class Help:
    """What one lead hospital did in a stretch of time."""

    block: Block
    total: Count
    by_kind: dict[Kind, Count]
    """Every kind, those that never happened with zeros."""
    by_member: dict[str, Count]
    """Every member that can be helped, by code."""

    @property
    def gaps(self) -> tuple[Area, ...]:
        """Return the members that got no help at all."""
        return tuple(a for a in self.block.helped if not self.by_member[a.code].activities)


def help_of(block: Block, activities: Iterable[Activity]) -> Help:
    """Add up the activities of a block; those of others, and at itself, are left out."""
    helped = {area.code for area in block.helped}
    own = [a for a in activities if a.hospital == block.code and a.member in helped]
    return Help(
        block,
        count(own),
        {kind: count(a for a in own if a.kind is kind) for kind in Kind},
        {code: count(a for a in own if a.member == code) for code in sorted(helped)},
    )


def count(activities: Iterable[Activity]) -> Count:
    """Add up activities."""
    every = tuple(activities)
    return Count(
        len(every),
        sum((a.person_days for a in every), Fraction()),
        sum(a.patients for a in every),
    )
