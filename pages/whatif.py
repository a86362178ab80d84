"""What-if: move a weight, and see at once whose money moves."""

from pages.ui import frame, scales_and_change

frame.ensure()
frame.fragment(scales_and_change.show)()
