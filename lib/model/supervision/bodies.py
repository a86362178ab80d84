"""Who visits (督导主体): three centres and five lead hospitals, and when nobody travels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.model.parameters import Text

CENTRE, LEAD_HOSPITAL = "centre", "lead_hospital"


@dataclass(frozen=True, slots=True)
class Body:
    """A centre or a lead hospital (健康管理中心、牵头医院)."""

    code: str
    kind: str
    """`CENTRE` or `LEAD_HOSPITAL`."""
    focus: tuple[str, ...]
    """Codes of indicators, or how they begin."""
    seat: str
    """Code of the town its trips begin in."""
    acts: Text
    """What it typically does on a visit."""
    itself: str = ""
    """Code of the institution that is the same body."""

    def watches(self, indicator: str) -> bool:
        """Tell whether an indicator is among its focus (重点指标).

        Examples
        --------
        >>> Body("C3", CENTRE, ("TCM",), "", Text("", "")).watches("TCM01")
        True
        """
        return indicator.startswith(self.focus)

    @property
    def is_centre(self) -> bool:
        """Tell whether the rule of half the towns is about it."""
        return self.kind == CENTRE


@dataclass(frozen=True, slots=True)
class Closed:
    """Days on which nobody travels."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether a day is among them."""
        return self.first <= day <= self.last
