"""The figures others show: of the county and of one institution, on a day."""

from datetime import date
from fractions import Fraction

from lib.model.registers import contract
from lib.model.registers.accreditation import Level, Rules
from lib.model.registers.contract import Rate
from lib.model.registers.kpis import Held, kpis, strip

ROUND = {"area": "A", "cycle": 2023, "target": "basic", "self_on": "2023-01-10"}
ROUND |= {"county_on": "2023-02-01", "county_result": "passed"}
ROUND |= {"prefecture_on": "2023-03-02", "prefecture_result": "passed"}
STAFF = {"full_time": 6, "part_time": 2, "village_doctors": 12, "vacancies": 1}
CONTRACT = {"group": "all", "due": 100, "total": 1000}


def held(day):
    signed = {("A", 2024): 550, ("A", 2025): 570, ("B", 2025): 600}
    contracts = [
        CONTRACT | {"area": area, "year": year, "signed": count, "fulfilled": count // 10}
        for (area, year), count in signed.items()
    ]
    money = [
        {"number": "1", "area": "A", "year": 2024, "on": "2024-05-01", "amount": 500_00},
        {"number": "2", "area": "A", "year": 2025, "on": "2025-05-01", "amount": 700_00},
        {"number": "3", "area": "B", "year": 2025, "on": None, "amount": 1},
    ]
    rows = {
        "accreditation": [ROUND],
        "gaps": [],
        "contract": contracts,
        "staff": [STAFF | {"area": "A", "year": 2025}, STAFF | {"area": "B", "year": 2025}],
        "investment": money,
        "practice": [{"area": "A", "kind": kind, "year": 2025} for kind in ("practice", "peer")],
    }
    people = {"A": 40_000, "B": 10_000}
    return Held(("A", "B"), day, Rules(36, 180), rows, contract.figures(contracts, {}), people)


def test_the_county_in_a_few_figures():
    found = kpis(held(date(2026, 1, 8)))
    assert (found.contract_year, found.staff_year, found.investment_year) == (2025, 2025, 2025)
    assert found.residents[Rate.SIGNED] == (1170, 2000)
    assert found.growth == Fraction(1170, 2000) - Fraction(550, 1000)
    assert (found.staff.density, found.invested) == (8, 700_01)
    assert (found.practices, found.peer_notes) == (1, 1)
    assert found.accreditation.due_soon == ("A",)


def test_an_institution_in_a_few_figures():
    found = strip(held(date(2026, 1, 8)), "A")
    assert (found.standing.level, found.due_soon, found.days_left) == (Level.BASIC, True, 52)
    assert (found.signed, found.signed_rank) == ((570, 1000), 2)
    assert (found.fulfilled, found.fulfilled_rank) == ((57, 100), 2)
    assert (found.staff.density, found.county_staff.density) == (5, 8)
    assert (found.last_investment["number"], found.invested) == ("2", 700_00)
    assert len(found.practices) == 1


def test_an_earlier_day_knows_nothing_of_later_years():
    early = held(date(2024, 12, 31))
    found = strip(early, "A")
    assert (found.contract_year, found.signed, found.signed_rank) == (2024, (550, 1000), 1)
    assert (found.staff_year, found.staff) == (None, None)
    assert found.last_investment["number"] == "1"
    assert kpis(early).staff is None


def test_empty_registers_have_no_figures():
    rows = dict.fromkeys(held(date.max).rows, ())
    nothing = Held(("A",), date(2026, 1, 8), Rules(36, 180), rows, {}, {})
    found, one = kpis(nothing), strip(nothing, "A")
    assert (found.contract_year, found.growth, found.staff, found.invested) == (None, None, None, 0)
    assert (one.signed, one.signed_rank, one.last_investment) == (None, None, None)
    assert one.practices == ()
