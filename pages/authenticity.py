"""Authenticity: samples drawn, checked, and what false records cost."""

from pages.ui import frame

frame.ensure()
