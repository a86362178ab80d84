"""What the demonstration figures tell, of whom and when.

Institutions are named by code. In a roster without these codes nothing
happens: the figures are then merely ordinary.
"""

from __future__ import annotations

from lib.model.observations import parse_period

IMPROVES = "B16"
"""公庄: far behind in 2024, better month by month through 2025."""
SLIPS = "B06"
"""园洲: worse month by month from the second quarter of 2025."""
TOO_EVEN = "B18"
"""麻陂: clinics all alike, checks never find a fault, residents know little of it."""
SILENT = ("B13", parse_period("2025-07"))
"""龙华 sent nothing at all in July 2025, nor did its clinics."""
NO_TUBERCULOSIS = ("B15", parse_period("2024-06"))
"""平安: no patient notified from June 2024 on."""
SHORT_CHECK = ("B21", 8)
"""观音阁: only eight could be verified in each authenticity check."""
EXEMPT_FROM_SUPERVISION_REPORTS = ("B05", 2024)
"""铁场 in 2024: the other institution of its town reported for both."""

_IMPROVEMENT = (parse_period("2025-01"), -310, 50)
_DECLINE = (parse_period("2025-04"), 0, -50)
_EVEN_LEVEL, _EVEN_CLAIM, _EVEN_IN_SURVEYS = 790, 1300, 330


def shift(institution: str, month: int) -> int:
    """Return how far a story moves the level of an institution in a month, in permille."""
    story = {IMPROVES: _IMPROVEMENT, SLIPS: _DECLINE}.get(institution)
    if story is None:
        return 0
    start, before, step = story
    return before + step * max(0, month - start + 1)


def even_level(institution: str, service_item: str, *, is_checked: bool) -> int | None:
    """Return the one level of the suspiciously even institution, or none for the others."""
    if institution != TOO_EVEN:
        return None
    if service_item == "G2":
        return _EVEN_IN_SURVEYS
    return _EVEN_CLAIM if is_checked else _EVEN_LEVEL
