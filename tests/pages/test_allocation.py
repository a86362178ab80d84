"""Allocation: what is on the screen adds up, at every level, in both languages."""

import re
from fractions import Fraction

import pytest
from streamlit.testing.v1 import AppTest

from lib.model.allocation_checks import check
from lib.model.rules import Formula
from lib.model.scenarios import Scenario
from pages.ui import allocation_items, allocation_table, load, method_words, state
from pages.ui.allocation_columns import PARTS as COLUMNS
from tests.pages.reading import newest, numbers

PERIOD = "2025-12"
FEN = {"yuan": 100, "wan": 1_000_000}
PARTS = {column.title for column in COLUMNS.values()}


def outcome_of(app):
    """The outcome that a page shows, read the way the page reads it."""
    version = load.version()
    return load._outcome(version, app.query_params["scheme"], state.last_day(PERIOD))  # noqa: SLF001


def fen(number, unit="yuan"):
    """A cell of the table in whole fen."""
    return round(number * FEN[unit])


def written(text):
    """Read a number as it is written for people."""
    return round(Fraction(text.replace(",", "").replace("−", "-")) * 100)


def leading(text):
    """Read the number that a text begins with, whatever unit follows."""
    return written(re.match(r"[−\d.,]+", text)[0])


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
    whole = {c.label: c.whole for c in checks}
    pool = whole["Pool"]
    assert sums == [pool, pool, whole["Amounts"], whole["Village part"]]


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
    assert leading(results[-1].strip("= *")) == ends[number]


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


def trial(app):
    """The table of a village trial, whole fen: before, after, change."""
    table = next(d.value for d in app.dataframe if d.value.shape[1] == 5)
    return [[fen(cell) for cell in table.iloc[:, column]] for column in (1, 2, 3)]


@pytest.mark.parametrize("share", [40.0, 47.5])
def test_a_tried_village_share_is_split_to_the_fen(open_page, share):
    app = open_page("allocation", period=PERIOD, unit="B05", detail="villages")
    app.slider(key="village trial share B05").set_value(share).run()
    row = outcome_of(app).allocation.row("B05")
    before, after, change = trial(app)
    assert sum(before) == row.village
    assert sum(after) == int(row.amount * Fraction(str(share)) / 100 + Fraction(1, 2))
    assert [b - a for a, b in zip(before, after, strict=True)] == change
    said = next(m.value for m in app.markdown if m.value.startswith(":small[✓"))
    township, villages, amount = (100 * number for number in numbers(said)[:3])
    assert (township + villages, villages, amount) == (row.amount, sum(after), row.amount)
    assert ("▲" in said) == (share == 47.5)


def test_a_least_for_each_clinic_is_kept_and_the_sum_stays(open_page):
    app = open_page("allocation", period=PERIOD, unit="B05", detail="villages")
    app.number_input(key="village trial floor B05").set_value(200_000.0).run()
    before, after, _change = trial(app)
    assert min(before) < 20_000_000 <= min(after)
    assert sum(after) == sum(before)
    app.button(key="village trial reset").click().run()
    assert trial(app)[1] == before


def test_item_pools_add_up_on_the_screen(speaking):
    speaking("en")
    baseline = newest(load.outcome)
    outcome = load.reconsider(Scenario(formula=Formula.F6))
    rows = allocation_items.as_rows(outcome, "yuan")
    assert len(rows) == 1 + len(baseline.areas)
    for title in list(rows[0])[1:]:
        assert fen(rows[0][title]) == sum(fen(row[title]) for row in rows[1:])
    assert fen(rows[0]["Together"]) == outcome.allocation.performance_pool
    assert allocation_items.check(outcome.allocation).startswith("✓")


@pytest.mark.parametrize("formula", [*Formula])
def test_every_formula_is_a_table_that_adds_up_and_sentences(speaking, formula):
    speaking("en")
    newest(load.outcome)
    outcome = load.reconsider(Scenario(formula=formula, rank_awards=True))
    total, *lines = allocation_table.as_rows(outcome, "yuan")
    parts = [title for title in total if title in PARTS]
    assert {"Performance", "Rank bonus or malus"} <= set(parts)
    for line in (total, *lines):
        assert sum(fen(line[title]) for title in parts) == fen(line["Amount"])
    told = method_words.allocation(outcome.rules.allocation, "published")
    assert any(str(formula) in sentence for sentence in told)
    assert any("last 1 lose" in sentence for sentence in told)
