"""Allocation: what is on the screen adds up, at every level, in both languages."""

from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from lib.model.allocation_checks import check
from pages.ui import allocation_table, load, state

PERIOD = "2025-12"
FEN = {"yuan": 100, "wan": 1_000_000}


def outcome_of(app):
    """The outcome that a page shows, read the way the page reads it."""
    version = load._version()  # noqa: SLF001
    return load._outcome(version, app.query_params["scheme"], state.last_day(PERIOD))  # noqa: SLF001


def fen(number, unit="yuan"):
    """A cell of the table in whole fen."""
    return round(number * FEN[unit])


def written(text):
    """Read a number as it is written for people."""
    return round(Fraction(text.replace(",", "").replace("−", "-")) * 100)


@pytest.fixture(params=["standard-100", "standard-1000"])
def app(open_page, request):
    return open_page("allocation", period=PERIOD, lang="en", scheme=request.param)


def test_the_amounts_on_the_screen_add_up_to_the_pool(app):
    table = app.dataframe[0].value
    allocation = outcome_of(app).allocation
    assert len(table) == 23
    total, rows = table.iloc[0], table.iloc[1:]
    for title in ("Base", "Performance", "Amount", "Advance paid", "Settlement"):
        assert fen(total[title]) == sum(fen(cell) for cell in rows[title])
    assert fen(total["Amount"]) + allocation.carried_over == allocation.pool
    assert [fen(cell) for cell in rows["Amount"]] == [row.amount for row in allocation.rows]


def test_every_check_is_in_sight_and_holds(app):
    outcome = outcome_of(app)
    checks = check(outcome.allocation, outcome.villages)
    said = "\n".join(caption.value for caption in app.caption)
    assert "✗" not in said
    sums = [
        sum(written(part.split()[-1]) for part in line.split(" = ")[1].split(" + "))
        for line in said.splitlines()
        if "✓" in line
    ]
    pool, _base, _performance, amounts, villages = (c.whole for c in checks)
    assert sums == [pool, pool, amounts, villages]


def test_the_unit_can_be_changed(open_page):
    app = open_page("allocation")
    in_yuan = app.dataframe[0].value["应拨金额"].tolist()
    app.button_group(key="allocation unit").set_value("wan").run()
    in_wan = app.dataframe[0].value["应拨金额"].tolist()
    assert in_wan == pytest.approx([amount / 10_000 for amount in in_yuan])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", allocation_table.NUMBERS)
def test_every_number_of_every_kind_explains_itself(open_page, number, lang):
    app = open_page("allocation", period=PERIOD, lang=lang, unit="B03", number=number)
    assert not app.exception
    assert not app.error
    outcome = outcome_of(app)
    row = outcome.allocation.row("B03")
    ends = {
        "amount": row.amount,
        "base": row.base,
        "performance": row.performance,
        "settlement": row.settlement,
        "village": row.village,
        "score": outcome.scores.of("B03") * 100,
    }
    results = [m.value for m in app.markdown if m.value.startswith("= **")]
    assert written(results[-1].strip("= *").split()[0]) == ends[number]


def test_clinics_add_up_to_the_village_share_of_their_institution(open_page):
    app = open_page("allocation", period=PERIOD, lang="en", unit="B05")
    row = outcome_of(app).allocation.row("B05")
    table = next(d.value for d in app.dataframe if "Village clinic" in d.value)
    assert sum(fen(cell) for cell in table["Yuan"]) == row.village
    assert table["Share (%)"].sum() == pytest.approx(100)


def test_an_unknown_number_in_the_address_is_not_an_error(open_page):
    app = open_page("allocation", unit="B01", number="<script>")
    assert not app.exception
    assert app.query_params["number"] == "amount"


def test_the_way_back_leads_to_all_institutions(open_page):
    app = open_page("allocation", unit="B01")
    next(b for b in app.button if b.label == "全部机构").click().run()
    assert len(app.dataframe[0].value) == 23


def test_what_it_was_made_from_is_told(app):
    words = "\n".join(str(t.value) for t in app.table)
    assert outcome_of(app).seal[:32] in words
    assert any("not a formal basis" in m.value for m in app.markdown)


def test_only_columns_with_money_in_them_are_shown(open_page):
    columns = set(open_page("allocation", period=PERIOD, lang="en").dataframe[0].value)
    assert not {"Floors and caps", "Not yet due"} & columns
    assert "Not yet due" in set(
        open_page("allocation", period="2025-05", lang="en").dataframe[0].value
    )


def script_that_opens_a_number():
    from pages.ui import allocation_table, load, state

    state.seed({"scheme": tuple(load.schemes()), "unit": ("", "B07")})
    if state.picked("unit") == "":
        allocation_table.open_number("B07", "village")


def test_a_number_that_is_chosen_leads_to_its_institution():
    app = AppTest.from_function(script_that_opens_a_number, default_timeout=60).run()
    assert app.session_state["unit"] == "B07"
    assert app.query_params["number"] == "village"
