"""Remarks that stand beside figures wherever they are shown."""

from pages.ui.text import N_

NOT_OFFICIAL = N_("A calculation, not a basis for payment.")
"""Beside everything that is tried out (测算结果，非正式拨款依据)."""
