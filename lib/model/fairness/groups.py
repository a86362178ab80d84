"""Groups of institutions that a rule may treat alike: hill towns, old towns, factory towns.

Who belongs where is read from the roster and from what was counted; nothing is known
here about any place. Each way to group says how far its memberships can be trusted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lib.model.evaluation import Outcome
from lib.model.measures import Measures
from lib.model.roster import Area

ELDERLY = "ELD01"
"""Indicator whose denominator counts the residents aged 65 and over."""
OLD, MIDDLE, YOUNG = "old", "middle", "young"
_UNKNOWN = "unknown"
_DEMONSTRATION = "demo"
_FEN_PER_YUAN = 100


class Trust(StrEnum):
    """How far the memberships of a grouping can be trusted."""

    ROSTER = "roster"
    """As the roster states it."""
    READING = "reading"
    """A reading of the map by the makers of the roster, to be confirmed by the county."""
    DEMONSTRATION = "demonstration"
    """Made up (示例)."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to put institutions into groups."""

    code: str
    """setting, kind, elderly or block."""
    trust: Trust
    groups: Mapping[str, tuple[str, ...]]
    """Codes of the areas of each group; a group is named by a code of its own."""

    def of(self, area: str) -> str:
        """Return the group of an area; `unknown` where it has none."""
        return next((code for code, members in self.groups.items() if area in members), _UNKNOWN)


def elderly_shares(measures: Measures) -> dict[str, Fraction]:
    """Return the share of residents aged 65 and over, by area; only where both are known.

    The count is the denominator of the indicator `ELDERLY`.
    """
    if ELDERLY not in measures.columns:
        return {}
    column = measures.columns[ELDERLY]
    return {
        area.code: Fraction(int(count), area.population)
        for area, count in zip(measures.areas, measures.denominator[:, column], strict=True)
        if count > 0 and area.population
    }


def groupings(areas: Sequence[Area], elderly: Mapping[str, Fraction]) -> tuple[Grouping, ...]:
    """Return every way to group that the roster and the counts allow.

    Parameters
    ----------
    areas
        Institutions.
    elderly
        Share of residents aged 65 and over, by area; three thirds are made of it.
    """
    found = (
        Grouping("setting", Trust.READING, _by({a.code: a.setting for a in areas})),
        Grouping("elderly", Trust.ROSTER, _thirds(elderly)),
        Grouping("kind", Trust.ROSTER, _by({a.code: a.kind for a in areas})),
        Grouping("block", _trust(areas, "block"), _by({a.code: a.block for a in areas})),
    )
    return tuple(grouping for grouping in found if len(grouping.groups) > 1)


def _by(codes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    names = sorted({group or _UNKNOWN for group in codes.values()})
    return {
        name: tuple(area for area, group in codes.items() if (group or _UNKNOWN) == name)
        for name in names
    }


def _thirds(elderly: Mapping[str, Fraction]) -> dict[str, tuple[str, ...]]:
    """Put a third of the areas each into old, middle and young, the oldest first."""
    ordered = sorted(elderly, key=lambda code: (-elderly[code], code))
    cuts = (0, round(len(ordered) / 3), round(2 * len(ordered) / 3), len(ordered))
    names = (OLD, MIDDLE, YOUNG)
    thirds = {
        name: tuple(ordered[start:stop])
        for name, start, stop in zip(names, cuts, cuts[1:], strict=False)
    }
    return {name: members for name, members in thirds.items() if members}


def _trust(areas: Sequence[Area], fact: str) -> Trust:
    """Read from the column confidence whether a fact is only a demonstration."""
    marked = f"{fact}={_DEMONSTRATION}"
    made_up = any(marked in [part.strip() for part in a.confidence.split(";")] for a in areas)
    return Trust.DEMONSTRATION if made_up else Trust.ROSTER


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What a change of the rules does to one group."""

    group: str
    areas: tuple[Area, ...]
    residents: int
    before: int
    after: int
    """Amounts, fen."""

    @property
    def share(self) -> Fraction | None:
        """Change over the amount before, unit /1; None where there was none."""
        return Fraction(self.after - self.before, self.before) if self.before else None

    @property
    def yuan_before(self) -> float | None:
        """Amount before per resident, yuan; None without residents."""
        return self._per_head(self.before)

    @property
    def yuan_after(self) -> float | None:
        """Amount after per resident, yuan; None without residents."""
        return self._per_head(self.after)

    def _per_head(self, amount: int) -> float | None:
        return amount / _FEN_PER_YUAN / self.residents if self.residents else None


def by_group(grouping: Grouping, baseline: Outcome, proposed: Outcome) -> tuple[GroupResult, ...]:
    """Add up amounts before and after by group.

    Returns
    -------
    tuple of GroupResult
        Empty where one of the outcomes shares no money. Areas without a group form one
        of their own, so that the groups add up to the whole.
    """
    old, new = baseline.allocation, proposed.allocation
    if old is None or new is None:
        return ()
    before, after = old.amounts(), new.amounts()
    members: dict[str, list[Area]] = {}
    for area in baseline.areas:
        members.setdefault(grouping.of(area.code), []).append(area)
    order = [*grouping.groups, _UNKNOWN]
    return tuple(
        GroupResult(
            group=code,
            areas=tuple(members[code]),
            residents=sum(area.population or 0 for area in members[code]),
            before=sum(before[area.code] for area in members[code]),
            after=sum(after[area.code] for area in members[code]),
        )
        for code in dict.fromkeys(order)
        if code in members
    )
