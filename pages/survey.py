"""The people's voice: rounds of questions, with intervals."""

from pages.ui import frame

frame.ensure()
