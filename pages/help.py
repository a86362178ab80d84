"""Help: first steps, words, the user guide."""

from pages.ui import choices, frame, help_first, help_glossary, help_guide
from pages.ui.text import N_, _

VIEWS = {
    "first": (N_("First steps"), help_first.show),
    "words": (N_("Glossary"), help_glossary.show),
    "guide": (N_("User guide"), help_guide.show),
}

frame.ensure()

view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code][0]), address="help")
VIEWS[view][1]()
