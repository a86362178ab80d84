"""Blocks on the screen: means, no order inside the error, activities entered and struck."""

from fractions import Fraction

import pytest

from lib.model.blocks.activities import Kind
from pages.ui import block_words, load
from pages.ui.load import blocks
from pages.ui.text import _, name
from tests.conftest import AUTHOR
from tests.pages.reading import newest

VIEWS = ("standing", "items", "activity")


@pytest.fixture
def reader(speaking):
    speaking("zh")
    newest(lambda: None)


def press(app, label):
    return next(button for button in app.button if button.label == _(label)).click().run()


def headline(app):
    return next(m.value for m in app.markdown if m.value.startswith("### "))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_of_all_and_of_one_draws_in_both_languages(open_page, lang):
    for block in ("all", "L5"):
        for view in VIEWS:
            app = open_page("blocks", block=block, blocks=view, lang=lang)
            assert not app.exception, (block, view)
            assert not app.error, (block, view)
            assert len(app.dataframe) >= 1


def test_the_means_are_those_of_the_published_scores(reader):
    scores = load.outcome().scores
    people = load.institutions()
    for one in blocks.standings():
        codes = [member.code for member in one.block.members]
        pairs = [(scores.of(code), people[code].population) for code in codes]
        heads = sum(count for _score, count in pairs)
        assert one.means.weighted == sum(score * count for score, count in pairs) / heads
        assert one.means.plain == sum((score for score, _n in pairs), Fraction()) / len(pairs)
        assert one.low < one.means.weighted < one.high


def test_ranks_inside_the_error_are_marked_and_others_are_not(reader, open_page):
    every = blocks.standings()
    alike = {one.block.code for one in every if one.peers}
    assert alike
    app = open_page("blocks")
    table = app.dataframe[0].value
    marked = table[table[_("Rank")].str.contains("≈")][_("Block")].tolist()
    names = {one.block.code: name(one.block.hospital) for one in every}
    assert sorted(marked) == sorted(names[code] for code in alike)
    for one in every:
        said = block_words.rank_in_words(one, every)
        assert ("无显著差异" in said) == bool(one.peers)


def test_the_first_line_names_the_members_without_help(reader, open_page):
    missed = [area.code for one in blocks.summary() for area in one.help.gaps]
    assert missed
    assert block_words.names(missed) in headline(open_page("blocks"))


def test_the_lead_hospital_that_is_a_member_is_named_as_both_and_not_offered(reader, open_page):
    app = open_page("blocks", block="L5", blocks="activity")
    assert any("B09" in caption.value for caption in app.caption)
    offered = next(box for box in app.selectbox if box.label == _("Member of the block")).options
    assert load.institutions()["B09"].name not in offered
    table = open_page("blocks", block="L5").dataframe[0].value
    own = table[table[_("Institution")] == load.institutions()["B09"].name]
    assert own[_("Help this quarter")].tolist() == [_("leads the block")]


def test_an_activity_is_entered_once_fills_the_gap_and_can_be_struck(reader, open_page):
    before = len(blocks.log().entries)
    app = open_page("blocks", block="L4", blocks="activity")
    app.text_input(key="operator").set_value("王敏").run()
    member = next(box for box in app.selectbox if box.label == _("Member of the block"))
    member.set_value("B21").run()
    press(app, "Enter the activity")
    assert app.error  # what came of it is missing
    assert len(blocks.log().entries) == before
    outcome = next(t for t in app.text_input if t.label == _("Outcome of the activity"))
    outcome.set_value("随访带教").run()
    press(app, "Enter the activity")
    assert not app.error
    entry = blocks.log().entries[-1]
    assert (entry.activity.member, entry.activity.kind, entry.by) == ("B21", Kind.CLINIC, "王敏")
    assert entry.activity.on == blocks.quarter().last
    assert entry.activity.person_days == 2
    assert "B21" not in [a.code for one in blocks.summary() for a in one.help.gaps]


def test_a_struck_activity_stays_in_the_log_and_counts_no_more(reader):
    author = AUTHOR
    of = blocks.quarter()
    entry = next(e for e in blocks.log().entries if of.holds(e.activity.on) and not e.struck)
    code = entry.activity.hospital
    [was] = [h for h in blocks.help_in(of) if h.block.code == code]
    blocks.strike(entry.number, "录重了", "strike one", author)
    blocks.strike(entry.number, "录重了", "strike one", author)
    [now] = [h for h in blocks.help_in(of) if h.block.code == code]
    assert now.total.activities == was.total.activities - 1
    assert next(e for e in blocks.log().entries if e.number == entry.number).struck == "录重了"


def test_sensitive_items_of_few_people_come_without_numbers(reader):
    hidden = {item for _area, item in load.withheld().reasons}
    assert hidden
    for block in blocks.blocks():
        shown = {s.code: s for s in blocks.items(block.code)}
        codes = {member.code for member in block.members}
        kept = {i for area, i in load.withheld().reasons if area in codes}
        of_item = {c for c, one in load.indicators().items() if one.service_item == "09"}
        scored = of_item & set(load.rules().tree.indicators)
        assert (shown["09"].done is None) == (scored <= kept)
