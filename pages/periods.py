"""Closing: months that take no edits any more, adopted evaluations, and their replay."""

from pages.ui import (
    choices,
    deeds,
    frame,
    periods_adopted,
    periods_months,
    periods_replay,
)
from pages.ui.load import closing
from pages.ui.text import N_, _

VIEWS = {
    "months": N_("Closed months"),
    "adopted": N_("Adopted evaluations"),
    "replay": N_("Replay"),
}

frame.ensure()

deeds.report_back()
view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="closing")

if view == "months":
    periods_months.show(closing.months())
elif view == "adopted":
    periods_adopted.show(closing.adopted())
else:
    periods_replay.show(closing.adopted())
