"""The survey on the screen: every view in both languages, and each deed written and read back."""

from dataclasses import replace
from datetime import date

import pytest

from lib.adapters import table_files
from lib.adapters.store import journal
from lib.model.intake.findings import FindingsError
from lib.model.journal import Posting
from lib.model.observations import parse_period
from lib.model.quarters import Quarter
from lib.model.surveys import complaints, rounds, sheets
from lib.model.surveys.interviews import Interview, Mode
from pages.ui import load, survey_complaints, survey_fair, survey_results, survey_rounds
from pages.ui.load import intake, surveys
from pages.ui.text import _
from tests.conftest import AUTHOR
from tests.lib.model.surveys.cases import to_cells
from tests.pages.reading import newest, numbers

VIEWS = ["results", "rounds", "samples", "complaints", "fair"]
SMALL = "B21"


@pytest.fixture
def opened(open_page):
    def open_view(view="results", **query):
        return open_page("survey", survey=view, **query)

    return open_view


@pytest.fixture
def signed(opened):
    """Open a view as somebody who has entered a name."""

    def open_view(*args, **query):
        app = opened(*args, **query)
        return app.text_input(key="operator").set_value("王敏").run()

    return open_view


def ledger(store):
    return rounds.stand(journal.postings(store, rounds.BOOK))


def cases(store):
    return complaints.stand(journal.postings(store, complaints.BOOK))


def button(app, label):
    return next(b for b in app.button if b.label == _(label))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_in_both_languages(opened, view, lang):
    app = opened(view, lang=lang)
    assert not app.exception
    assert not app.error


def headline(app):
    return next(m.value for m in app.markdown if m.value.startswith("### "))


def test_the_other_round_is_a_link_away_and_nonsense_leads_to_the_last(opened):
    assert "上半年" in headline(opened(round="2025H1"))
    assert "下半年" in headline(opened(round="nonsense"))


def test_the_headline_is_the_county_as_its_figures_add_up(speaking):
    speaking("zh")
    newest(lambda: None)
    found = surveys.estimates("2025H1")
    known = surveys.counts_in_force(("MAS01",), parse_period("2025-06"))
    yes, asked = (sum(column) for column in zip(*known.values(), strict=True))
    said = numbers(survey_results.told("2025H1", found).partition("知晓率")[2])
    assert float(said[0]) == pytest.approx(100 * yes / asked, abs=0.05)


def test_the_table_has_every_institution_and_the_county_and_small_samples_last(speaking):
    speaking("en")
    newest(lambda: None)
    rows = survey_results.rows(surveys.estimates("2025H2")["satisfaction"])
    assert len(rows) == 23
    assert rows[-1]["Institution"] == "County"
    assert rows[-2]["Institution"] == load.institutions()[SMALL].name_en
    assert rows[-2]["Remark"]
    assert [row["Remark"] for row in rows if row["Remark"]] == [rows[-2]["Remark"]]


def test_pairs_and_bands_agree_that_satisfaction_cannot_be_ranked(speaking):
    speaking("en")
    newest(lambda: None)
    one = surveys.estimates("2025H2")["satisfaction"]
    assert len(one.alike) == len(one.pairs) == 231
    assert set(one.bands.values()) == {"A"}
    assert surveys.latest() == "2025H2"


def test_money_by_shrunk_shares_adds_up_to_the_same_pool(speaking):
    speaking("en")
    newest(lambda: None)
    worth = surveys.money("2025H2")
    pools = [
        sum(row.amount for row in outcome.allocation.rows) + outcome.allocation.carried_over
        for outcome in (worth.in_force, worth.raw, worth.shrunk)
    ]
    assert len(set(pools)) == 1
    rows = survey_fair.rows(surveys.estimates("2025H2")["satisfaction"], worth)
    assert len(rows) == 22
    assert any(numbers(str(row["Shrunk − raw"]))[0] for row in rows)


def test_quotas_name_the_institution_that_was_cut_short_first(speaking):
    speaking("en")
    newest(lambda: None)
    standing = surveys.ledger()["2025H2"]
    found = survey_rounds.gaps(standing, surveys.rules())
    rows = survey_rounds.progress(standing, found)
    assert (rows[0]["Interviews"], rows[0]["Missing"]) == (22, 18)
    assert all(row["Missing"] == 0 for row in rows[1:])


def test_complaints_per_institution_are_those_of_the_figures(speaking):
    speaking("en")
    newest(lambda: None)
    quarter = Quarter(2025, 2)
    rows = survey_complaints.rows(surveys.complaints(quarter), quarter)
    assert len(rows) == 22
    assert all(str(row["Justified"]) == row["In force (MAS04)"] for row in rows)


def test_a_complaint_is_entered_decided_and_refused_with_a_telephone_number(signed, figures):
    before = cases(figures)
    app = signed("complaints")
    matter = next(a for a in app.text_area if a.label == _("What is complained of"))
    matter.set_value("来电 13812345678 反映等候过久")
    app = button(app, "Enter the complaint").click().run()
    assert app.error
    assert cases(figures) == before
    matter = next(a for a in app.text_area if a.label == _("What is complained of"))
    matter.set_value("<b>等候</b>过久")
    app = button(app, "Enter the complaint").click().run()
    [number] = set(cases(figures)) - set(before)
    assert app.success
    app = app.selectbox(key="complaint which").set_value(number).run()
    app.text_area(key=f"decide {number} words").set_value("属实")
    app = button(app, "Record the finding").click().run()
    assert cases(figures)[number].is_justified
    assert cases(figures)[number].finding == "属实"


def test_a_round_is_opened_filled_by_hand_and_closed_with_a_note(signed, figures):
    app = signed("rounds")
    app.number_input(key="round year").set_value(2026)
    app = app.selectbox(key="round half").set_value(1).run()
    app = button(app, "Open the round").click().run()
    assert "2026H1" in ledger(figures)
    app = app.selectbox(key="survey round").set_value("2026H1").run()
    app.text_input(key="interview by").set_value("张三")
    app = button(app, "Add the interview").click().run()
    assert app.error
    app.text_input(key="interview by").set_value("访员03")
    app.segmented_control(key="interview aware").set_value("yes")
    app.multiselect(key="interview services").set_value(["06"])
    app = button(app, "Add the interview").click().run()
    held = [i for rows in ledger(figures)["2026H1"].interviews().values() for i in rows]
    assert [(i.interviewer, i.aware, i.services) for i in held] == [("访员03", True, ("06",))]
    app = button(app, "Close the round").click().run()
    assert app.error
    app.text_area(key="close 2026H1 note").set_value("试访")
    app = button(app, "Close the round").click().run()
    assert ledger(figures)["2026H1"].close_note == "试访"


def test_a_filled_template_is_understood_and_an_empty_one_refused(speaking):
    speaking("zh")
    newest(lambda: None)
    with pytest.raises(FindingsError):
        surveys.opened(surveys.template(), "访谈.xlsx")
    area = load.institutions()["B05"]
    clinic = load.roster().children("B05")[0]
    asked = Interview(clinic.code, Mode.VISIT, "elderly", 1, "访员03", aware=True)
    row = to_cells(area.name, clinic.name, asked, surveys.rules())
    table = table_files.write_csv([dict(zip(sheets.HEADINGS.values(), row, strict=True))])
    assert surveys.opened(table, "访谈.csv")[1] == {"B05": (asked,)}


def test_results_become_verified_figures_beside_the_claimed_ones(signed, figures):
    month = parse_period("2025-12")
    app = signed("rounds", round="2025H2")
    app = app.button(key="survey transfer").click().run()
    assert not app.error
    standing = ledger(figures)["2025H2"]
    assert [by for _day, by in standing.transferred] == ["王敏"]
    asked = standing.interviews()[SMALL]
    assert len(asked) == 22
    assert not intake.stages([month]).empty
    known = surveys.counts_in_force(("MAS02",), month)
    assert known[SMALL, "MAS02"] == (22, 22)
    assert not [b for b in app.button if b.key == "survey transfer"]
    intake.undo(intake.listing()[0].id, replace(AUTHOR, reason="还原"))
    load.refresh()
    assert surveys.counts_in_force(("MAS02",), month)[SMALL, "MAS02"] == (44, 44)


def test_postings_of_the_survey_hold_no_names_of_persons(figures):
    found: tuple[Posting, ...] = journal.postings(figures, rounds.BOOK)
    interviewers = {row[4] for p in found if p.kind == rounds.ANSWERED for row in p.content["rows"]}
    assert all(name.startswith("访员") for name in interviewers)
    assert date(2025, 12, 19) == ledger(figures)["2025H2"].closed_on
