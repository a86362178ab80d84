"""To be written by the room of weights."""

from lib.model.scenarios import Scenario


def show(scenario: Scenario) -> None:
    """Show nothing yet."""
