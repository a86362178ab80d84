"""Which first steps were taken, as far as the store can tell."""

from collections.abc import Callable

from pages.ui import load
from pages.ui.load import (
    authenticity,
    blocks,
    clock,
    closing,
    meetings,
    papers,
    plans,
    proposals,
    rectification,
    supervision,
    surveys,
)


def is_done(mark: str) -> bool:
    """Tell whether there is a record of it, by anybody."""
    return bool(_FOUND[mark]())


def marks() -> frozenset[str]:
    """Return what can be told."""
    return frozenset(_FOUND)


def _own_figures() -> bool:
    """Made-up figures do not count: nobody brought them in."""
    return bool(load.periods()) and not load.is_demonstration()


_FOUND: dict[str, Callable[[], object]] = {
    "figures": _own_figures,
    "visit": lambda: any(visit.counts for visit in supervision.of_quarter(clock.quarter())),
    "check": lambda: authenticity.results(clock.quarter()),
    "item": lambda: rectification.ledger().items,
    "survey": lambda: any(one.closed_on for one in surveys.ledger().values()),
    "duty": plans.duties,
    "activity": lambda: blocks.log().counting(clock.quarter().first, clock.quarter().last),
    "scenario": proposals.saved,
    "meeting": meetings.listing,
    "decision": lambda: any(meeting.decisions for meeting in meetings.listing()),
    "paper": papers.register,
    "closed": lambda: any(month.closed for month in closing.months()),
    "adopted": closing.adopted,
}
