"""What the formulas of the plan are written of."""

from datetime import date
from types import SimpleNamespace

import pytest

from lib.adapters.workbooks.plan_formulas import TITLES, WIDTHS, Columns, fills, months_of, shown
from lib.model.plans.lagging import STATES, WORST_FIRST, State


def test_every_light_has_a_sign_of_its_own():
    assert len({shown(light) for light in WORST_FIRST}) == len(WORST_FIRST)


def test_every_state_has_its_word():
    columns = Columns(tuple(STATES.values()), tuple(STATES))
    assert [columns.word(state) for state in State] == [STATES[state] for state in State]


@pytest.mark.parametrize(("last", "count"), [(date(2025, 12, 31), 12), (date(2026, 1, 1), 24)])
def test_the_months_are_those_of_whole_years(last, count):
    entry = SimpleNamespace(start=date(2025, 3, 1), due=last)
    measures = (SimpleNamespace(entry=entry), SimpleNamespace(entry=None))
    months = months_of(SimpleNamespace(day=date(2025, 6, 1), measures=measures))
    assert (months[0], len(months)) == (date(2025, 1, 1), count)


def test_the_month_of_today_keeps_the_colour_of_its_bar():
    """A spreadsheet shows the first condition that holds, so today comes with each colour."""
    names = list(fills("O$5", 6))
    bars = names[names.index("today") + 1 :]
    assert names[: names.index("today")] == [f"today {bar}" for bar in bars]


def test_every_column_has_a_width_and_stands_where_the_formulas_look_for_it():
    assert len(TITLES) == len(WIDTHS)
    places = {"G": "Weight", "J": "Actual, %", "K": "Planned, %", "L": "Gap, points", "N": "Light"}
    assert {letter: TITLES[ord(letter) - ord("A")] for letter in places} == places
