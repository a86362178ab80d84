"""Bodies: their focus, and who is a centre."""

from datetime import date

import pytest

from lib.model.supervision.bodies import Closed
from tests.lib.model.supervision.making import rulebook


@pytest.mark.parametrize(
    ("code", "indicator"),
    [("C1", "HTN02"), ("C1", "EHR04"), ("C2", "MAT01"), ("C2", "VAC02"), ("C3", "TCM01")],
)
def test_centres_watch_the_indicators_of_their_focus(code, indicator):
    bodies = rulebook().bodies
    assert [c for c in ("C1", "C2", "C3") if bodies[c].watches(indicator)] == [code]


def test_there_are_three_centres_and_five_lead_hospitals():
    bodies = rulebook().bodies.values()
    assert [body.code for body in bodies if body.is_centre] == ["C1", "C2", "C3"]
    assert [body.code for body in bodies if not body.is_centre] == ["L1", "L2", "L3", "L4", "L5"]


def test_first_and_last_day_are_closed():
    span = Closed(date(2026, 2, 15), date(2026, 2, 23))
    days = [date(2026, 2, day) for day in (14, 15, 23, 24)]
    assert [span.holds(day) for day in days] == [False, True, True, False]
