"""Scenarios on the screen: kept, compared, weighed blindly, adopted from a day on."""

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import delete

from lib.adapters.store import documents, evaluations, scenarios, scheme_versions, weighings
from lib.adapters.store.changes import changing, check
from lib.adapters.store.tables import document_use, evaluation, scheme_version
from lib.errors import InputError, ParameterError
from lib.model import scenario_codes, scenario_files
from lib.model.authors import Author
from lib.model.baselines import rules_seal
from lib.model.scenarios import Scenario, apply
from pages.ui import (
    load,
    scenarios_adopt,
    scenarios_blind,
    scenarios_choice,
    scenarios_compare,
    scenarios_kept,
    scenarios_sets,
    state,
)
from pages.ui.load import closing, proposals
from pages.ui.text import _
from tests.pages.reading import newest

VIEWS = ("kept", "compare", "sets", "blind", "adopt")
HALF = Scenario(base_share=Fraction(1, 2))
CHRONIC = Scenario(items={"07": Fraction(20), "G2": Fraction(8)})
MOVED = {"w": "07.20~G2.8"}


@pytest.fixture
def author():
    return Author("王敏", state.clock(), "领导小组会议通过")


@pytest.fixture
def reader(speaking):
    """A reader of the newest period, outside of any page."""
    speaking("zh")
    newest(lambda: None)


@pytest.fixture
def saved(figures, reader, author):
    """Three scenarios, saved as by a click."""
    both = Scenario(items=CHRONIC.items, base_share=HALF.base_share)
    named = {"慢病加权": CHRONIC, "基础五成": HALF, "两者": both}
    return [
        proposals.keep((called, "试算"), scenario, f"saved {called}", author)
        for called, scenario in named.items()
    ]


@pytest.fixture
def undecided(figures):
    """Take what was adopted out of the store of the tests: the other pages read it too."""
    with changing(figures, Author("测试", state.clock(), "测试开始")) as change:
        change.connection.execute(delete(evaluation))
        change.tell("evaluation.adopt", "test", {}, {})
    yield
    with changing(figures, Author("测试", state.clock(), "测试结束")) as change:
        used = document_use.c.path.startswith(scheme_versions.FOLDER)
        change.connection.execute(delete(document_use).where(used))
        change.connection.execute(delete(scheme_version))
        change.tell("rules.change", "test", {}, {})
    load.refresh()


def opened(open_page, view, lang="zh", **query):
    app = open_page("scenarios", scenarios=view, lang=lang, **query)
    return app.text_input(key="operator").set_value("王敏").run()


def press(app, label):
    return next(button for button in app.button if button.label == _(label)).click().run()


def everything(app):
    """Return whatever any element of a page says."""
    parts = [str(element.proto) for element in app.main] + [str(e.proto) for e in app.sidebar]
    tables = [table.value.to_string() for table in app.dataframe]
    return "\n".join([*parts, *tables])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_draws_in_both_languages(open_page, saved, lang):
    for view in VIEWS:
        app = open_page("scenarios", scenarios=view, lang=lang, **MOVED)
        assert not app.exception, view
        assert not app.error, view
        assert len(app.markdown) > 1, view


def test_the_proposal_of_the_scales_is_saved_under_a_name(open_page, figures):
    app = opened(open_page, "kept", **MOVED)
    next(box for box in app.text_input if box.label == _("Name")).set_value("会上提议")
    press(app, "Save")
    assert not app.error
    kept = scenarios.listing(figures)[0]
    assert (kept.file.name, kept.file.scenario, kept.file.author) == ("会上提议", CHRONIC, "王敏")
    assert "会上提议" in app.dataframe[0].value[_("Name")].tolist()


def test_without_a_name_nothing_is_saved_and_a_sentence_says_why(open_page, figures):
    before = scenarios.listing(figures)
    app = opened(open_page, "kept", **MOVED)
    press(app, "Save")
    assert app.error
    assert scenarios.listing(figures) == before


def test_the_file_of_a_scenario_gives_the_same_rules_and_the_same_seal(saved, figures):
    file = scenarios.find(figures, saved[2]).file
    again = scenarios_kept.read_file(scenario_files.write(file).encode())
    assert again == file
    assert proposals.differences(again) == ()
    assert proposals.is_as_sealed(again)
    assert rules_seal(apply(load.rules(), again.scenario)) == file.seal
    assert load.reconsider(again.scenario).seal == load.reconsider(file.scenario).seal


def test_a_file_of_other_rules_says_what_differs_and_a_forged_one_is_found_out(saved, figures):
    file = scenarios.find(figures, saved[0]).file
    content = json.loads(scenario_files.write(file))
    content["baseline"]["seal"] = "ab" * 32
    content["baseline"]["items"]["07"] = "12"
    other = scenarios_kept.read_file(json.dumps(content).encode())
    (difference,) = proposals.differences(other)
    assert "12 → 14" in scenarios_kept.told(difference)
    content = json.loads(scenario_files.write(file))
    content["weights"]["items"] = {"07": "19", "G2": "9"}
    forged = scenarios_kept.read_file(json.dumps(content).encode())
    assert not proposals.is_as_sealed(forged)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"PK\x03\x04", b"{}"])
def test_what_is_no_scenario_file_is_told_as_a_sentence(content):
    with pytest.raises((InputError, ParameterError)):
        scenarios_kept.read_file(content)


def test_every_column_of_the_comparison_adds_up_whatever_the_baseline(saved):
    choices = scenarios_choice.offered()
    chosen = list(choices.values())
    assert len(chosen) >= 1 + len(saved)
    pool = load.outcome().allocation.pool
    for base in chosen:
        lines = scenarios_compare.compared_with(base, chosen)
        total, *rows = scenarios_compare.rows(lines, base)
        assert len(rows) == len(load.institutions())
        for choice in chosen:
            yuan = _("{name}, yuan").format(name=choice.name)
            assert round(total[yuan] * 100) == pool
            assert sum(round(row[yuan] * 100) for row in rows) == pool
            change = _("{name}, Δ yuan").format(name=choice.name)
            assert (change in total) == (choice.code != base.code)
            if change in total:
                assert total[change] == 0
                assert sum(round(row[change] * 100) for row in rows) == 0


def test_the_sets_of_weights_stand_side_by_side_and_their_mean_adds_up(saved):
    sets = scenarios_sets.offers()
    assert "基础五成" not in sets
    rows = scenarios_sets.weight_rows(sets)
    for column in (*sets, _("Mean")):
        assert sum(row[column] for row in rows) == pytest.approx(100, abs=0.1)
    assert rows[0][_("Apart")] == 6
    distances = {row[_("Weights of")]: row for row in scenarios_sets.distance_rows(sets)}
    assert distances["慢病加权"][_("Rules in force")] == 6
    assert "慢性病" in scenarios_sets.sentence(sets)


def names_of_institutions():
    return {
        word
        for area in load.institutions().values()
        for word in (area.name, area.name_en, area.code, *area.aliases)
        if word
    }


def test_no_name_shows_before_the_lock_and_every_name_after_it(open_page, figures, reader):
    app = opened(open_page, "blind")
    app.text_input(key="blind title").set_value("年度权重会")
    press(app, "Begin")
    session = weighings.listing(figures)[0]
    hidden = names_of_institutions()
    for member, points in (("财务股", 30.0), ("基层代表", 2.0)):
        app.number_input(key=f"blind weights {session.number} 07").set_value(points)
        press(app, "Show what they do")
        assert not [word for word in hidden if word in everything(app)]
        next(b for b in app.text_input if b.label == _("Whose weights")).set_value(member)
        press(app, "Take down")
        assert not app.error
    press(app, "Lock the weights")
    assert not app.exception
    assert not app.error
    assert not [word for word in hidden if word in everything(app)]
    press(app, "Show the names")
    session = weighings.listing(figures)[0]
    assert weighings.is_proven(figures, session)
    table = next(t.value for t in app.dataframe if _("Institution") in t.value.columns)
    areas = load.institutions()
    shown = dict(zip(table[_("Letter")], table[_("Institution")], strict=True))
    assert list(shown.values()) == [areas[code].name for code in session.draw.letters]
    assert any("审计" in box.value or "audit" in box.value for box in app.success)
    assert check(figures).is_sound
    assert sum(scenarios_blind.group_weights(session).items.values()) > 0
    scenario_codes.refuse_misfit(load.rules(), scenarios_blind.group_weights(session))


def test_adopted_rules_hold_from_their_day_on_and_not_a_day_before(
    undecided, figures, reader, author
):
    day = state.filters().day
    shown = load.reconsider(HALF).allocation.amounts()
    eve = load.rules(day - timedelta(days=1))
    number = proposals.adopt(HALF, day, "adopt a", author)
    assert load.rules(day).allocation.base_share == Fraction(1, 2)
    assert load.rules(day - timedelta(days=1)) == eve
    assert load.outcome().allocation.amounts() == shown
    kept = scheme_versions.listing(figures)[0]
    assert (kept.number, kept.decision.effective) == (number, day)
    assert kept.decision.rules_seal == rules_seal(load.rules(day))
    assert load.rules(day).sources["base_share"].title == author.reason
    assert proposals.adopt(CHRONIC, day, "adopt a", author) == number


def test_an_evaluation_made_under_adopted_rules_can_be_made_again(
    undecided, figures, reader, author
):
    proposals.adopt(HALF, state.filters().day, "adopt b", author)
    number = closing.adopt("按新规则", author)
    assert closing.recheck(number) == ()
    adopted = evaluations.find(figures, number).proposal
    assert scheme_versions.path_of(adopted.scheme) in adopted.documents
    assert documents.current(figures) == dict(adopted.documents)
    with pytest.raises(InputError, match="is adopted, and it stands"):
        proposals.adopt(CHRONIC, state.filters().day, "adopt c", author)


def test_rules_are_adopted_on_the_page_with_reason_and_confirmation(
    undecided, open_page, figures, reader
):
    app = opened(open_page, "adopt", **MOVED)
    assert scheme_versions.listing(figures) == ()
    app.date_input(key="adopt from").set_value(date(2027, 1, 1)).run()
    press(app, "Adopt the rules")
    assert app.warning
    app.text_input(key="adopt rules reason 0").set_value("领导小组会议通过")
    app.checkbox(key="adopt rules sure 0").set_value(True)
    press(app, "Adopt the rules")
    assert not app.exception
    assert [box.value for box in app.error] == []
    (kept,) = scheme_versions.listing(figures)
    assert (kept.decision.effective, kept.reason) == (date(2027, 1, 1), "领导小组会议通过")
    assert list(kept.decision.parameters) == ["tree"]
    lines = next(t.value for t in app.dataframe if _("Seal of the rules") in t.value.columns)
    assert lines[_("State")].tolist() == [_("to come")]
    days = (date(2027, 1, 1), date(2026, 12, 31))
    assert len({rules_seal(replace(newest(load.rules, d), day=days[0])) for d in days}) == 2


def test_numbers_before_and_after_are_the_engines(saved):
    choice = next(c for c in scenarios_choice.offered().values() if c.name == "基础五成")
    rows = {row[_("What")]: row for row in scenarios_adopt.numbers(choice)}
    assert rows[_("Seal")][_("Then")] == load.reconsider(HALF).seal[:12]
