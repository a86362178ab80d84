"""Help: first steps, words, the user guide."""

from pages.ui import frame

frame.ensure()
