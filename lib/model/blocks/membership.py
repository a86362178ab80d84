"""Who belongs to a block (片区): a lead hospital and the institutions it helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.errors import N_, InputError
from lib.model.roster import INSTITUTION_KINDS, Area, Roster

LEAD_HOSPITAL = "lead_hospital"


@dataclass(frozen=True, slots=True)
class Block:
    """A lead hospital and its members, in the order of their codes."""

    hospital: Area
    members: tuple[Area, ...]
    itself: str = ""
    """Code of the institution that is the same body as the lead hospital; empty for none."""

    @property
    def code(self) -> str:
        """Return the code of the lead hospital, which is that of the block."""
        return self.hospital.code

    @property
    def helped(self) -> tuple[Area, ...]:
        """Return the members that can be helped: all but the lead hospital itself."""
        return tuple(member for member in self.members if member.code != self.itself)

    def member(self, code: str) -> Area:
        """Return a member.

        Raises
        ------
        InputError
            If the institution belongs to another block.
        """
        for member in self.members:
            if member.code == code:
                return member
        raise InputError(
            N_("{area} does not belong to the block of {hospital}."),
            hint=N_("Blocks are set in the column block of data/roster/institutions.csv."),
            area=code,
            hospital=self.hospital.name,
        )


def blocks(roster: Roster, day: date) -> tuple[Block, ...]:
    """Return the blocks on a day, in the order of the lead hospitals' codes.

    Notes
    -----
    A lead hospital that bears the name of an institution is one body in two roles, as
    长宁镇中心卫生院 is: it leads a block and is scored as a member of it.

    Examples
    --------
    >>> lead = Area("L5", "甲院", "lead_hospital", "", None)
    >>> own = Area("B09", "甲院", "township_hospital", "", 9, block="L5")
    >>> other = Area("B08", "乙院", "township_hospital", "", 9, block="L5")
    >>> [block] = blocks(Roster((lead, own, other)), date(2025, 12, 31))
    >>> block.itself, [area.code for area in block.helped]
    ('B09', ['B08'])
    """
    held = roster.on(day)
    institutions = held.of_kind(*INSTITUTION_KINDS)
    return tuple(_block(hospital, institutions) for hospital in held.of_kind(LEAD_HOSPITAL))


def _block(hospital: Area, institutions: tuple[Area, ...]) -> Block:
    members = tuple(area for area in institutions if area.block == hospital.code)
    itself = next((area.code for area in members if area.name == hospital.name), "")
    return Block(hospital, members, itself)
