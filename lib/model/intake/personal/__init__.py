"""Personal data stay outside: columns of deliveries, and numbers of people in what is typed."""

from lib.model.intake.personal.columns import refuse
from lib.model.intake.personal.texts import holds_number, refuse_text

__all__ = ["holds_number", "refuse", "refuse_text"]
