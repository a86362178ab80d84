"""Supervision visits: plan, calendar, record, coverage, training, the next round."""

from pages.ui import frame

frame.ensure()
