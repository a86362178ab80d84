"""Allocation: from the pool to the institutions and their clinics, to the fen."""

from lib.model.allocation_checks import check
from pages.ui import (
    allocation_detail,
    allocation_items,
    allocation_parts,
    allocation_table,
    frame,
    load,
    state,
    widgets,
)
from pages.ui.text import _

frame.ensure()

outcome = load.outcome()
chosen = state.filters().unit
if outcome.allocation is None:
    widgets.nothing(_("This scheme shares no money."), _("Choose another scheme on the left."))
elif chosen == state.NOBODY:
    checks = check(outcome.allocation, outcome.villages)
    unit = allocation_parts.toolbar(outcome, checks)
    allocation_parts.sums(outcome, checks)
    allocation_table.show(outcome, unit)
    allocation_items.show(outcome, unit)
    allocation_parts.about(outcome)
else:
    area = next(area for area in outcome.areas if area.code == chosen)
    allocation_detail.way_back(area)
    allocation_detail.show(outcome, area)
    allocation_parts.about(outcome)
