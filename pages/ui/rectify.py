"""Make a problem an item of the rectification ledger, with one click."""

from lib.model.problems import Problem


def offer(problem: Problem, key: str) -> None:
    """Draw a button that opens an item for a problem; its number, where it has one already."""
