"""Aliases: the catalogue's own wordings, and the two ways to look them up."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lib.model.indicators import Unit
from lib.model.intake.aliases import Alias, indexed, of_catalogue
from lib.model.intake.plans import Part, Slot
from lib.model.parameters import Text
from tests import small

ONE = small.indicators(["X"])["X"]
words = st.text("高血压规范管理人数率糖尿病", min_size=3, max_size=8)


def said(indicator):
    return {(alias.heading, alias.part) for alias in of_catalogue({"X": indicator})}


def test_an_indicator_is_said_by_code_and_name():
    named = replace(ONE, name=Text("接种率", "Coverage"))
    expected = {"X", "接种率", "X 接种率", "X Coverage"}
    assert {heading for heading, part in said(named) if part is Part.RATE} == expected


def test_what_stands_in_brackets_at_the_end_may_be_left_out():
    text = Text("举办讲座次数（封顶应办数）", "")
    assert ("举办讲座次数", Part.NUMERATOR) in said(replace(ONE, numerator=text))


def test_a_slash_of_the_catalogue_parts_no_group():
    text = Text("应办次数（院/中心12次）", "")
    told = {h for h, _ in said(replace(ONE, denominator=text)) if "次数" in h}
    assert told
    assert {h for h in told if "/" in h} == set()


def test_words_too_short_name_nothing():
    told = said(replace(ONE, denominator=Text("9次", "")))
    assert ("9次", Part.DENOMINATOR) not in told
    assert (f"{ONE.name.zh}/9次", Part.DENOMINATOR) in told  # below its indicator it names it


def test_the_name_of_an_indicator_without_counts_is_its_value():
    plain = replace(ONE, name=Text("空气质量", ""), unit=Unit.PLAIN)
    assert ("空气质量", Part.VALUE) in said(plain)


@given(st.lists(st.tuples(words, st.sampled_from(["A", "B"]), st.sampled_from(Part))))
def test_every_alias_is_found_once_under_its_words(rows):
    alone, below = indexed(Alias(code, part, heading) for heading, code, part in rows)
    assert below == {}
    assert {(w, s) for w, slots in alone.items() for s in slots} == {
        (heading, Slot(code, part)) for heading, code, part in rows
    }
    assert all(len(slots) == len(set(slots)) for slots in alone.values())


@given(words, words)
def test_a_heading_below_a_group_is_not_known_alone(group, leaf):
    alone, below = indexed([Alias("A", Part.RATE, f"{group}/{leaf}")])
    assert (alone, below) == ({}, {leaf: {group: (Slot("A", Part.RATE),)}})
