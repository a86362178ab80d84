"""Follow-ups (跟踪事项): a figure somebody has to look into, with a note and an owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lib.errors import N_, InputError

LONGEST_NOTE, LONGEST_NAME = 500, 40


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be looked into, and by whom.

    Raises
    ------
    InputError
        If there is no note or no owner, or one of them is too long.

    Examples
    --------
    >>> Matter("B01", "HTN01", 24311, "比上月减少四成", "陈医生").owner
    '陈医生'
    """

    area_code: str
    indicator: str
    month: int
    """Counted from year 0."""
    note: str
    owner: str

    def __post_init__(self) -> None:
        if not 0 < len(self.note.strip()) <= LONGEST_NOTE:
            raise InputError(
                N_("A follow-up needs a note of at most {limit} letters."),
                hint=N_("Write in one sentence what is to be looked into."),
                limit=LONGEST_NOTE,
            )
        if not 0 < len(self.owner.strip()) <= LONGEST_NAME or not self.owner.isprintable():
            raise InputError(
                N_("A follow-up needs an owner, a name of at most {limit} letters."),
                hint=N_("Enter the person or office that looks into it."),
                limit=LONGEST_NAME,
            )


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A matter as it is kept."""

    number: int
    matter: Matter
    opened_by: str
    opened_at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits."""
        return self.closed_at is None
