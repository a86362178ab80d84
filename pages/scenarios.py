"""Scenarios: save, compare, weigh blindly, adopt."""

from pages.ui import frame

frame.ensure()
