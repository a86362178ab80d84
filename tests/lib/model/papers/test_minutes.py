"""Minutes: decisions with owner and deadline, scenarios, dissent."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lib.model import scenario_codes
from lib.model.papers.content import said
from lib.model.papers.minutes import Recipe, minutes, recipe_codes
from tests import papers
from tests.papers import LETTER, MEETING


def test_every_decision_has_its_owner_and_deadline(newest):
    table = minutes(MEETING, LETTER, papers.stamp(newest)).tables["议定"]
    told = [(row["事项"], row["牵头"], row["期限"]) for row in table.rows]
    first, second = MEETING.decisions
    assert told == [(first.what, first.owner, "2026年1月31日"), (second.what, second.owner, "—")]


def test_scenarios_are_written_in_ten_thousand_yuan_with_their_sign(newest):
    [row] = minutes(MEETING, LETTER, papers.stamp(newest)).tables["方案"].rows
    assert (said(row["最多"]), said(row["最少"])) == ("+123.45", "−98.76")


def test_dissent_is_kept_and_its_absence_is_said(newest):
    kept = minutes(MEETING, LETTER, papers.stamp(newest)).lists["不同意见"]
    none = minutes(replace(MEETING, dissent=()), LETTER, papers.stamp(newest)).lists["不同意见"]
    assert [said(line) for line in kept] == list(MEETING.dissent)
    assert [said(line) for line in none] == ["无。"]


@given(st.dictionaries(st.sampled_from(scenario_codes.KEYS), st.text(min_size=1), min_size=1))
def test_codes_are_read_back_as_they_were(codes):
    assert recipe_codes(Recipe(codes, "", MEETING.on, "").text) == codes


def test_a_scenario_has_its_codes_its_seal_and_everybody_s_money(newest):
    tables = minutes(MEETING, LETTER, papers.stamp(newest)).tables
    [line], [money] = tables["代码"].rows, tables["金额"].rows
    assert recipe_codes(said(line["代码"])) == MEETING.scenarios[0].recipe.codes
    assert said(line["指纹"]) == MEETING.scenarios[0].recipe.seal
    assert said(money["增减"]) == "+90,202.27"


def test_a_result_that_is_gone_is_said_and_has_no_money(newest):
    [scenario] = MEETING.scenarios
    gone = replace(scenario, gain=None, lose=None, most=None, least=None, amounts=())
    paper = minutes(replace(MEETING, scenarios=(gone,)), LETTER, papers.stamp(newest))
    assert "已不能得出" in said(paper.lists["方案说明"][-1])
    assert said(paper.tables["方案"].rows[0]["最多"]) == "—"


def test_without_scenarios_decisions_or_reports_there_are_sentences(newest):
    bare = replace(MEETING, scenarios=(), decisions=(), heard=())
    paper = minutes(bare, LETTER, papers.stamp(newest))
    assert [said(line) for line in paper.lists["方案说明"]] == ["会议未比较方案。"]
    assert said(paper.fields["议定说明"]) == "会议没有作出决定。"
    assert "未记录" in said(paper.lists["汇报"][0])
