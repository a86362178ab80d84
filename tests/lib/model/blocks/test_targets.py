"""A block against its targets: people added up, not rates averaged."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lib.model import appraisal, measurement
from lib.model.blocks import targets
from lib.model.blocks.membership import blocks
from lib.model.evaluation import measure_scored
from lib.model.progress import follow
from lib.model.small_cells import Withheld
from lib.model.suppression import Reason
from lib.project import Project
from tests.lib.model.blocks import places


@pytest.fixture(scope="module")
def measured(demonstration):
    """Measures of the demonstration's institutions and the rules of its year."""
    project = Project()
    rules = next(iter(project.schemes().values())).on(places.DAY, project.context())
    return measure_scored(demonstration, rules), rules


@pytest.fixture(scope="module")
def found(demonstration):
    return blocks(demonstration.roster, places.DAY)


def test_numerators_and_denominators_of_a_block_are_the_sums_of_its_members(measured, found):
    measures, rules = measured
    for block in found:
        own = targets.of_members(measures, block)
        assert [area.code for area in own.areas] == [area.code for area in block.members]
        for progress in targets.whole(block, own, rules, Withheld()):
            if progress.denominator is None or progress.indicator.level == "C":
                continue
            column = measures.columns[progress.indicator.code]
            lines = [measures.lines[area.code] for area in block.members]
            parts = measures.denominator[lines, column]
            assert progress.denominator == parts[parts >= 0].sum()


def test_blocks_together_are_the_county(measured, found, demonstration):
    measures, _rules = measured
    column = measures.columns["HTN02"]
    sums = [targets.of_members(measures, block).numerator[:, column].sum() for block in found]
    county = measurement.together(measures, demonstration.roster.of_kind("county")[0])
    assert sum(sums) == county.numerator[0, column]


def test_a_block_of_everybody_stands_as_the_county_does(measured, found, demonstration):
    measures, rules = measured
    everybody = replace(found[0], members=measures.areas)
    county = measurement.together(measures, demonstration.roster.of_kind("county")[0])
    expected = appraisal.item_standings(follow(county, rules), follow(measures, rules), rules)
    assert targets.item_standings(everybody, measures, rules, Withheld()) == expected


def test_a_sum_that_would_tell_a_withheld_figure_is_not_shown(measured, found):
    measures, rules = measured
    block = found[0]
    reasons = {(block.members[0].code, "HTN02"): Reason.FEW}
    own = targets.of_members(measures, block)
    shown = {p.indicator.code: p for p in targets.whole(block, own, rules, Withheld(reasons))}
    assert (shown["HTN02"].value, shown["HTN02"].numerator) == (None, None)
    assert shown["HTN03"].value is not None


def test_what_is_reached_lies_between_nothing_and_all(measured, found):
    measures, rules = measured
    for block in found:
        for standing in targets.item_standings(block, measures, rules, Withheld()):
            assert standing.done is None or 0 <= standing.done <= Fraction(1)
            assert sum(standing.lights.values()) % len(block.members) == 0
