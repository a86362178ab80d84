"""Ten stock questions, answered in at most three clicks."""

from pages.ui import frame

frame.ensure()
