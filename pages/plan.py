"""The plan: tasks, measures, milestones, and who answers for them."""

from pages.ui import frame

frame.ensure()
