"""Registers: accreditation, family doctors, staff, investment, good practice."""

from pages.ui import frame

frame.ensure()
