"""Documents: made from what the screens show, sealed, and checked."""

from pages.ui import frame

frame.ensure()
