"""Data: hand in a file, see what was understood and what is wrong, store it, take it back."""

from pages.ui import choices, frame, import_flow, import_history, import_templates, import_trace
from pages.ui.text import N_, _

frame.ensure()

VIEWS = {
    "import": (N_("Import a file"), import_flow.show),
    "history": (N_("Imports so far"), import_history.show),
    "templates": (N_("Templates"), import_templates.show),
    "trace": (N_("Where a figure comes from"), import_trace.show),
}

view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code][0]), address="data")
VIEWS[view][1]()
