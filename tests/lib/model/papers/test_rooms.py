"""What rooms tell is written with its numbers, and nothing recorded is a sentence."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.papers.content import said
from lib.model.papers.rooms import (
    Asked,
    Checked,
    Closing,
    Rounds,
    checked_lines,
    checked_short,
    closing_lines,
    survey_lines,
    visit_lines,
)
from tests import papers

COUNTS = st.integers(0, 500)


@given(COUNTS, COUNTS)
def test_a_share_is_part_of_its_whole_and_of_nothing_there_is_none(part, more):
    whole = part + more
    expected = Fraction(part, whole) if whole else None
    assert Checked(whole, part).share == Asked("", part, whole).share == expected
    assert Closing("", 0, whole, part, 0, 0).closing == expected


def test_coverage_training_and_missing_reports():
    lines = [said(line) for line in visit_lines(papers.ROUNDS)]
    assert papers.numbers(lines[0]) == ["10", "58.8", "17"]
    assert papers.numbers(lines[1]) == ["8", "47.1", "17", "2", "9"]
    assert "妇幼健康管理指导中心尚未达到" in lines[2]


def test_checks_are_counts_with_an_interval():
    [line] = map(said, checked_lines(papers.ROUNDS))
    assert papers.numbers(line) == ["440", "13", "3.0", "95", "1.7", "5.0", "31", "22", "9"]
    assert papers.numbers(said(checked_short(papers.ROUNDS)))[:3] == ["440", "13", "3.0"]


def test_answers_have_their_sample_interval_target_and_pairs():
    [line] = map(said, survey_lines(papers.ROUNDS))
    found = ["86.5", "925", "95", "84.2", "88.5", "85.0", "231", "200"]
    assert papers.numbers(line.replace("2025年下半年", "")) == found


@pytest.mark.parametrize("lines", [visit_lines, checked_lines, survey_lines, closing_lines])
def test_of_an_empty_room_there_is_a_sentence_without_a_number(lines):
    [line] = map(said, lines(Rounds()))
    assert "未录入" in line
    assert not papers.numbers(line)
