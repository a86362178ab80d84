"""Explanations as data."""

from lib.model.roster import Area
from lib.model.steps import Explanation, Step, Term


def test_an_explanation_ends_in_its_last_step():
    steps = (Step("one", "a", (), 1, "fen"), Step("two", "b", (Term("a", 1, "fen"),), 2, "fen"))
    assert Explanation(Area("A", "甲", "clinic", "", 1), "amount", steps).result == 2
