"""Every formula and every overlay: a real spreadsheet computes each cell as the engine does."""

from fractions import Fraction

import pytest

from lib.adapters.workbooks.calculation import Case
from lib.adapters.workbooks.formulas import award_scale, published
from lib.model.claiming import claim
from lib.model.money_rules import (
    Award,
    AwardBy,
    Coefficient,
    Corridor,
    ItemPools,
    Mean,
    RankAwards,
    Tier,
    VillageBand,
)
from lib.model.rules import Formula
from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import town, written
from tests.lib.adapters.workbooks.test_allocation import (
    found,
    found_of_clinics,
    needs_office,
    paid,
    paid_to_clinics,
    same,
)

F = Fraction
TIERS = (Tier(F(70), F(1)), Tier(F(60), F(95, 100)), Tier(F(0), F(3, 10)))
THIRDS = ItemPools({"01": F(1, 3), "02": F(2, 3)}, {}, {"default": F(1), "B04": F(21, 20)})
CASES = {
    "F1": {"formula": Formula.F1},
    "F2": {"formula": Formula.F2},
    "F3": {"formula": Formula.F3, "tiers": TIERS, "award": Award(F(60))},
    "F3, awards capped": {
        "formula": Formula.F3,
        "tiers": TIERS,
        "award": Award(F(60), cap_share=F(1, 20)),
    },
    "F3, two best of three": {
        "formula": Formula.F3,
        "tiers": TIERS,
        "award": Award(F(60), AwardBy.POPULATION, top=2),
    },
    "F3, more than the pool": {"formula": Formula.F3, "tiers": TIERS, "pool": 1_000_000_01},
    "F4a": {"formula": Formula.F4A, "unit_price": 60_00},
    "F4a, more than the pool": {"formula": Formula.F4A, "unit_price": 60_000_00},
    "F4b": {"formula": Formula.F4B},
    "F4b by item": {"formula": Formula.F4B, "item_pools": ItemPools()},
    "F5": {"formula": Formula.F5, "coefficient": Coefficient(F(1), F(4, 5), F(11, 10))},
    "F5, simple mean": {
        "formula": Formula.F5,
        "coefficient": Coefficient(F(3, 2), mean=Mean.SIMPLE),
    },
    "F6": {"formula": Formula.F6},
    "F6 by declared shares": {"formula": Formula.F6, "item_pools": THIRDS},
    "F7": {"rank_awards": RankAwards(2, F(1, 20), 2)},
    "F7, a tie at the cut": {"rank_awards": RankAwards(1, F(1, 20), 2, AwardBy.EQUAL)},
    "F8 floor after F7": {"floor_share": F(9, 10), "rank_awards": RankAwards(1, F(1, 5), 1)},
    "corridor": {
        "corridor": Corridor({"B01": 1_000_000_000, "B04": 100_000_000}, F(1, 20), F(1, 10))
    },
    "recovery": {"recoveries": {"B04": 67_856_49}, "performance_pay_share": F(3, 5)},
    "clinics far away": {
        "remoteness": {"default": F(1), "B011": F(6, 5)},
        "village_band": VillageBand(F(3, 10), F(45, 100)),
    },
    "clinics with a floor": {"village_floor": 200_000_00},
}


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """What LibreOffice makes of every case, in one start of the program."""
    towns = {name: town(**fields) for name, fields in CASES.items()}
    books = {name: written(*made) for name, made in towns.items()}
    folder = tmp_path_factory.mktemp("office")
    answers = spreadsheets.recalculated([*books.values()], folder)
    return {
        name: (towns[name][1], books[name], answer)
        for name, answer in zip(towns, answers, strict=True)
    }


@needs_office
@pytest.mark.parametrize("name", CASES)
def test_libreoffice_computes_every_formula_as_the_engine_does(computed, name):
    outcome, book, answer = computed[name]
    assert found(answer) == paid(outcome)
    assert found_of_clinics(answer) == paid_to_clinics(outcome)
    assert "✗" not in {cell.value for row in answer["Allocation"] for cell in row}
    for sheet in spreadsheets.shown(book):
        for row in sheet.iter_rows():
            for cell in row:
                assert same(cell.value, answer[sheet.title][cell.coordinate].value), cell


@pytest.mark.parametrize("name", CASES)
def test_every_case_exercises_what_it_names(name):
    rows = town(**CASES[name])[1].allocation.rows
    moved = {
        part
        for part in ("award", "rank_award", "adjustment", "corridor", "work", "items", "recovered")
        if any(getattr(row, part) for row in rows)
    }
    wanted = {
        "F3": "award",
        "F3, awards capped": "award",
        "F3, two best of three": "award",
        "F4a": "work",
        "F4b": "work",
        "F4b by item": "items",
        "F6": "items",
        "F7": "rank_award",
        "F8 floor after F7": "adjustment",
        "corridor": "corridor",
        "recovery": "recovered",
    }
    assert name not in wanted or wanted[name] in moved


def test_points_above_the_line_become_whole():
    _, outcome = town(formula=Formula.F3, tiers=TIERS, award=Award(F("80.125")))
    claims = claim(outcome.scores, outcome.rules)
    assert award_scale(Case(outcome.allocation, outcome.rules.allocation, claims)) == 200


def test_scores_are_compared_as_published():
    assert published("A1", 2) == "ROUND(A1,2)"
