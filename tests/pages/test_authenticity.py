"""Authenticity checks on the screen: drawn, registered, priced, flagged, transferred."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lib.adapters.store import imports, journal, undoing
from lib.model.authenticity import conclusions
from lib.model.authenticity.book import BOOK, stand
from lib.model.authenticity.estimation import Tally
from lib.model.observations import parse_period
from lib.model.quarters import Quarter
from pages.ui import (
    authenticity_board,
    authenticity_flags,
    authenticity_options,
    authenticity_words,
    load,
)
from pages.ui.load import authenticity, authenticity_prices
from pages.ui.text import _
from tests.conftest import AUTHOR
from tests.pages.reading import newest, numbers

VIEWS = ("board", "draw", "results", "options", "flags")
Q4 = Quarter(2025, 4)
DECEMBER = parse_period("2025-12")


@pytest.fixture
def reader(speaking):
    """A reader of the newest period, outside of any page."""
    speaking("zh")
    newest(lambda: None)


def opened(open_page, view, lang="zh"):
    app = open_page("authenticity", authenticity=view, lang=lang)
    return app.text_input(key="operator").set_value("王敏").run()


def press(app, label):
    return next(button for button in app.button if button.label == _(label)).click().run()


def field(found, label):
    return next(one for one in found if one.label == _(label))


def book(figures):
    return stand(journal.postings(figures, BOOK))


def headline(app):
    return next(m.value for m in app.markdown if m.value.startswith("### "))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_in_both_languages(open_page, view, lang):
    app = open_page("authenticity", authenticity=view, lang=lang)
    assert not app.exception
    assert not app.error
    assert headline(app)


def test_the_headline_counts_what_the_book_holds(open_page, figures, reader):
    said = numbers(headline(open_page("authenticity")).partition("：")[2])
    found = authenticity.results(Q4)
    tally, _estimate = conclusions.whole(found, authenticity.practice(Q4))
    assert said[:2] == [tally.verifiable, tally.false]
    false = {one.area_code for one in found if one.tally.false}
    assert Fraction(len(false)) in said


def test_the_board_has_a_line_for_every_institution_the_worst_first(reader):
    lines = authenticity_board.read(authenticity.results(Q4), authenticity.practice(Q4))
    assert {line.area_code for line in lines} == set(load.institutions())
    shares = [line.tally.false_share for line in lines]
    assert shares == sorted(shares, reverse=True)
    rows = authenticity_board.rows(lines)
    assert sum(row[_("False")] for row in rows) == sum(line.tally.false for line in lines)


def test_a_sample_is_drawn_on_the_page_and_comes_out_the_same_again(open_page, figures, reader):
    app = opened(open_page, "draw")
    app.selectbox(key="check area").set_value("B02").run()
    app.selectbox(key="check kinds").set_value("children").run()
    field(app.text_input, "Word of the day").set_value("小雪").run()
    press(app, "Draw")
    assert [box.value for box in app.error] == []
    (one,) = book(figures).of("2025Q4", "B02", "children")
    assert one.sample.seed == "2025Q4|B02|children|1|小雪"
    assert one.sample.size == 5
    assert one.check is None
    press(app, "Draw")
    assert app.error
    assert len(book(figures).of("2025Q4", "B02", "children")) == 1


def test_results_are_registered_in_counts_and_corrected_with_a_reason(open_page, figures, reader):
    subject = next(s for s, one in book(figures).samples.items() if one.check is None)
    app = opened(open_page, "results")
    app.selectbox(key="check result of").set_value(subject).run()
    size = book(figures).samples[subject].sample.size
    field(app.number_input, "true, in order").set_value(size - 1)
    field(app.number_input, "false (fabricated)").set_value(1)
    field(app.text_area, "Remark").set_value("电话13812345678")
    field(app.text_input, "Who checked").set_value("核查组").run()
    press(app, "Register the result")
    assert app.error
    assert book(figures).samples[subject].check is None
    field(app.text_area, "Remark").set_value("第 3 份无门诊日志").run()
    press(app, "Register the result")
    assert [box.value for box in app.error] == []
    found = book(figures).samples[subject]
    assert found.check.tally == Tally(size - 1, 0, 0, 1)


def test_results_can_be_entered_by_position_and_are_incomplete_until_all_are(open_page, figures):
    app = opened(open_page, "results")
    app.segmented_control(key="check how").set_value("positions").run()
    assert not app.exception
    before = len(journal.postings(figures, BOOK))
    field(app.text_input, "Who checked").set_value("核查组").run()
    press(app, "Register the result")
    assert app.error
    assert len(journal.postings(figures, BOOK)) == before


def test_registered_results_are_listed(open_page, reader):
    app = open_page("authenticity", authenticity="results")
    table = next(t.value for t in app.dataframe if _("Sample no.") in t.value.columns)
    assert len(table) >= 40


def test_counts_of_few_patients_are_not_listed():
    kinds = authenticity.practice(Q4).kinds
    assert [code for code, kind in kinds.items() if kind.sensitive] == ["disorder", "tuberculosis"]


def test_the_price_of_d1_is_the_engines_and_the_pool_does_not_change(reader):
    found = {one.option: one for one in authenticity_prices.prices(Q4, Fraction(2))}
    assert list(found) == ["D0", "D1", "D2", "D3", "D4", "F"]
    assert [one.option for one in found.values() if one.in_force] == ["D0"]
    assert all(change.difference == 0 for change in found["D0"].changes)
    for one in found.values():
        assert sum(change.difference for change in one.changes) == 0
    checked = conclusions.counts(authenticity.results(Q4))
    for part in found["D1"].linked:
        true, verified = checked[part.sampled][part.area_code]
        usual = Fraction(true, verified) if verified >= 10 else 1
        assert part.factor == usual
    assert found["D2"].of("B05").score_after <= found["D1"].of("B05").score_after


def test_fabrication_costs_a_point_for_each_file_and_the_points_of_its_check(reader):
    fined = next(p for p in authenticity_prices.prices(Q4, Fraction(2)) if p.option == "F")
    lost = conclusions.penalty(authenticity.results(Q4), authenticity.practice(Q4))
    for change in fined.changes:
        down = change.score_before - change.score_after
        assert down >= lost.get(change.area.code, 0) - Fraction(1, 100)
        assert (down == 0) == (change.area.code not in lost)


def test_every_column_of_the_options_adds_up(reader):
    rows = authenticity_options.county_rows(authenticity_prices.prices(Q4, Fraction(2)))
    assert len(rows) == 23
    assert {numbers(str(cell))[0] for key, cell in rows[-1].items() if key != _("Institution")} == {
        0
    }


def test_the_institution_that_is_too_even_is_flagged_and_nobody_else(reader):
    found = authenticity.screen(Q4)
    assert {flag.area_code for flag in found.flags} == {"B18"}
    said = authenticity_words.flagged(found.flags[0], found.limit)
    assert "χ²" in said
    assert "10⁻" in said
    rows = authenticity_flags.risk_rows(authenticity.risks(Q4))
    assert rows[0][_("Institution")] == "麻陂"
    assert len(rows) == 22


def test_a_finding_becomes_a_problem_with_its_counts(reader):
    one = next(c for c in authenticity.results(Q4) if c.tally.false and c.kind.indicator)
    problem = authenticity_words.problem(one, Q4)
    assert problem.indicator == one.kind.indicator
    assert str(one.tally.verifiable) in problem.evidence
    assert problem.area_code == one.area_code


def test_findings_for_documents_are_counts_only(reader):
    found = authenticity.findings(Q4)
    assert {one.area_code for one in found} >= {"B05", "B21"}
    assert sum(one.false for one in found) == sum(c.tally.false for c in authenticity.results(Q4))


@pytest.fixture
def undone(figures):
    """Take back what is imported meanwhile: the other pages read the same store."""
    before = {record.id for record in imports.listing(figures)}
    yield
    for record in imports.listing(figures):
        if record.id not in before:
            undoing.undo(figures, record.id, replace(AUTHOR, reason="测试结束"))
    load.refresh()
    assert not authenticity.is_transferred(Q4)


def test_verified_counts_become_figures_of_the_last_month(open_page, undone, reader):
    before = authenticity.transferable(Q4)
    missing = [row for row in before if row.before is None]
    assert [(row.area_code, row.indicator) for row in missing] == [("B07", "ELD03")]
    app = opened(open_page, "board")
    app = app.button(key="check move").click().run()
    assert [box.value for box in app.error] == []
    newest(lambda: None)
    after = authenticity.transferable(Q4)
    assert not any(row.is_new for row in after)
    assert authenticity.is_transferred(Q4)
    rows = load.dataset().observations
    own = rows[(rows["area_code"] == "B07") & (rows["indicator"] == "ELD03")]
    assert own.loc[own["month"] == DECEMBER, "denominator"].tolist() == [10]
