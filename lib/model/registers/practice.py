"""Good practice (典型经验): who does an item better, under like conditions, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.errors import N_
from lib.model.indicators import Direction
from lib.model.registers.cells import Fault
from lib.model.registers.declarations import Values
from lib.model.roster import Area


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of one institution for an indicator."""

    area_code: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Lesson:
    """A peer that stands better at an indicator, and what it wrote about the item."""

    peer: Area
    indicator: str
    own: Fraction
    better: Fraction
    practices: tuple[Values, ...]
    """Practices of the peer about the same indicator or item."""

    @property
    def ahead(self) -> Fraction:
        """How far the peer is ahead, never negative."""
        return abs(self.better - self.own)


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be learnt about."""

    indicator: str
    item: str
    direction: Direction


def faults(values: Values, _rows: Sequence[Values]) -> list[Fault]:
    """Tell whether a peer note names nobody, or its own institution, as the one learnt from.

    >>> [fault.column for fault in faults({"kind": "peer", "area": "A", "partner": None}, ())]
    ['partner']
    """
    if values.get("kind") == "peer" and values.get("partner") in {None, values.get("area")}:
        message = N_("A peer note names another institution that was learnt from.")
        return [Fault("partner", message, {})]
    return []


def learn_from(
    own: Area,
    peers: Sequence[Area],
    matter: Matter,
    values: Mapping[str, Fraction],
    practices: Sequence[Values],
) -> tuple[Lesson, ...]:
    """Find the peers of the same setting that are better at an indicator, the best first.

    Parameters
    ----------
    own
        The institution that learns.
    peers
        Those that resemble it, see `lib.model.fairness.peers`; others settings are left out.
    matter
        The indicator.
    values
        Its values by area; those that may not be shown are not among them.
    practices
        Rows of the register.

    Returns
    -------
    tuple of Lesson
        Those with something written about it come first. Empty if its own value is not known.
    """
    if own.code not in values:
        return ()
    mine, sign = values[own.code], -1 if matter.direction is Direction.LOWER else 1
    better = [
        peer
        for peer in peers
        if peer.setting == own.setting
        and peer.code in values
        and sign * (values[peer.code] - mine) > 0
    ]
    lessons = [
        Lesson(peer, matter.indicator, mine, values[peer.code], about(practices, peer.code, matter))
        for peer in better
    ]
    return tuple(sorted(lessons, key=lambda o: (not o.practices, -o.ahead, o.peer.code)))


def about(practices: Sequence[Values], area: str, matter: Matter) -> tuple[Values, ...]:
    """Return the practices of an institution about an indicator, or else about its item."""
    own = [p for p in practices if p["area"] == area and p["kind"] == "practice"]
    exact = [p for p in own if p.get("indicator") == matter.indicator]
    return tuple(exact or [p for p in own if p["item"] == matter.item])
