"""Rectification: the ledger of problems from notice to close-out."""

from pages.ui import frame

frame.ensure()
