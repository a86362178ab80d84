"""To be written by the room of causes."""

from lib.model.evaluation import Outcome
from lib.model.scenarios import Scenario


def show(baseline: Outcome, proposed: Outcome, scenario: Scenario) -> None:
    """Show nothing yet."""
