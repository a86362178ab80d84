"""Blocks: the five lead hospitals and the institutions they help."""

from pages.ui import frame

frame.ensure()
