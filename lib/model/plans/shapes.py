"""What is kept of the plan: measures as entered, milestones, their updates, and duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.errors import N_

MILESTONES = "milestone"
"""Book of measures and milestones."""
DUTIES = "duty"
"""Book of the responsibility register."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the county enters of a measure (举措)."""

    name: str
    """Official name; for a measure that the plan names, that name."""
    task: str
    """Code of the task it belongs to."""
    lead: str
    """Lead department (牵头单位)."""
    partners: tuple[str, ...]
    """Co-departments (配合单位)."""
    start: date
    due: date
    weight: Fraction = Fraction(1)
    """In proportion to the other measures; all alike unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone (节点) of a measure."""

    measure: str
    """Code of the measure."""
    title: str
    lead: str
    partners: tuple[str, ...]
    start: date
    due: date
    weight: Fraction = Fraction(1)
    """In proportion to the other milestones of its measure."""
    target: Fraction | None = None
    """Quantified target, in `unit`; None where there is no number."""
    unit: str = ""
    meter: str = ""
    """Code of a figure of the dashboard that measures it; empty for none."""


@dataclass(frozen=True, slots=True)
class Update:
    """What was reported of a milestone."""

    on: date
    """Day on which it was so."""
    value: Fraction | None = None
    """Current value in the unit of the milestone."""
    percent: Fraction | None = None
    """How complete it is, 0 to 100; None to follow from the value."""
    evidence: str = ""
    """What proves it, in words."""
    files: tuple[tuple[str, str], ...] = ()
    """SHA-256 and name of what is attached."""
    risk: str = ""
    """What stands in the way (风险说明)."""


class Rung(StrEnum):
    """Levels of responsibility (责任层级), from the county down."""

    LEADING_GROUP = "leading_group"
    OFFICE = "office"
    CENTRE = "centre"
    LEAD_HOSPITAL = "lead_hospital"
    INSTITUTION = "institution"
    CLINIC = "clinic"


RUNGS = {
    Rung.LEADING_GROUP: N_("County leading group"),
    Rung.OFFICE: N_("Project office and county bodies"),
    Rung.CENTRE: N_("Health management centre"),
    Rung.LEAD_HOSPITAL: N_("Lead hospital"),
    Rung.INSTITUTION: N_("Primary institution"),
    Rung.CLINIC: N_("Village clinic"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Who answers for what (责任清单): a body and a role, never a person."""

    rung: Rung
    body: str
    """Code on the roster; for the county's own bodies, their name. At the rung of the clinics,
    the code of an institution stands for all clinics of it."""
    role: str
    """Office that answers: 组长, 主任, 公卫专干."""
    text: str
    """What it answers for."""
    start: date
    end: date | None = None
    """Last day; None while it goes on."""
    measures: tuple[str, ...] = ()
    """Codes of the measures it answers for."""
    items: tuple[str, ...] = ()
    """Codes of the service items it answers for."""

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Ending:
    """The last day of a duty, or the dropping of a milestone, and why."""

    on: date
    reason: str
