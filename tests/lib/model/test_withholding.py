"""A year of a county: nobody who knows all that is shown can work out what is not."""

from datetime import date, timedelta

import pytest

from lib.model import withholding
from lib.model.small_cells import tables_of
from lib.model.suppression import withhold
from lib.project import Project
from tests import small
from tests.lib.model.attacker import attack

FIVE = 5


def last_days(year):
    return [date(year + m // 12, m % 12 + 1, 1) - timedelta(days=1) for m in range(1, 13)]


@pytest.fixture(scope="module")
def held():
    project = Project()
    scheme, context = project.schemes()["standard-1000"], project.context()
    return [scheme.on(day, context) for day in last_days(2025)]


def test_the_attack_on_the_demonstration_recovers_nothing(demonstration, held):
    measured = withholding.measured(demonstration, held)
    hidden = narrow = 0
    for table in tables_of(measured, FIVE):
        verdicts = withhold(table.year, table.growth, FIVE)
        for found in attack(table.year, table.growth, FIVE, verdicts, months=(11,)):
            hidden += 1
            narrow += found.high - found.low < FIVE - 1
    assert hidden > 100
    assert narrow == 0


def test_the_end_of_every_month_has_its_verdict(demonstration, held):
    found = withholding.of_year(demonstration, held)
    assert list(found) == last_days(2025)
    assert all(any(code == "TUB01" for _area, code in kept.reasons) for kept in found.values())


def test_later_months_change_nothing_in_earlier_ones(demonstration, held):
    whole = withholding.of_year(demonstration, held)
    part = withholding.of_year(demonstration, held[:7])
    assert part == {day: whole[day] for day in part}


def test_without_a_threshold_nothing_is_withheld():
    world = small.scores_as_data({"A": 1}, {"A": 90})
    rules = small.rules({"S": 100}, {"S": {"sensitive": "yes"}})
    assert not withholding.of_year(world, [rules])[rules.day].reasons
