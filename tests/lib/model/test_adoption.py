"""Adopted rules give exactly what was proposed from their day on, and nothing before it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.adoption import AdoptedRules, merged, parameters_of, read, settle, write
from lib.model.baselines import rules_seal
from lib.model.rules import BelowPassLine, Formula, VillageSplit
from lib.model.scenarios import Scenario, apply, item_points
from lib.project import Project

PROJECT = Project()
CONTEXT = PROJECT.context()
SCHEMES = {code: file.scheme for code, file in PROJECT.schemes().items()}
DAY = date(2026, 1, 1)
BASE = {code: scheme.on(DAY, CONTEXT) for code, scheme in SCHEMES.items()}
POINTS = {code: item_points(rules.tree) for code, rules in BASE.items()}


def proposal(code, share, **money):
    """Move part of the heaviest item to the lightest."""
    points = POINTS[code]
    heavy, light = max(points, key=points.get), min(points, key=points.get)
    moved = points[heavy] * share
    items = {heavy: points[heavy] - moved, light: points[light] + moved} if moved else {}
    return Scenario(items=items, **money)


PROPOSALS = st.builds(
    lambda code, *share, **money: (code, proposal(code, *share, **money)),
    st.sampled_from(sorted(SCHEMES)),
    st.integers(0, 100).map(lambda n: Fraction(n, 100)),
    pool=st.none() | st.integers(0, 10**12),
    formula=st.none() | st.sampled_from([Formula.F1, Formula.F2]),
    base_share=st.none() | st.fractions(0, 1, max_denominator=1000),
    pass_line=st.none() | st.fractions(0, 100, max_denominator=10),
    below_pass_line=st.none() | st.sampled_from(BelowPassLine),
    floor_share=st.none() | st.fractions(0, 1, max_denominator=20),
    village_share=st.none() | st.fractions(0, 1, max_denominator=20),
    village_split=st.none() | st.sampled_from(VillageSplit),
    rounding_unit=st.none() | st.sampled_from(["fen", "yuan"]),
)


def adopted(scheme, scenario, day=DAY, number=1):
    before = scheme.on(day, CONTEXT)
    proposed = apply(before, scenario)
    version = AdoptedRules(number, day, parameters_of(before, proposed), "领导小组会议通过")
    return proposed, version


@given(PROPOSALS)
@settings(max_examples=15)
def test_from_the_day_on_the_scheme_gives_what_was_proposed_and_before_it_the_old(proposed_to):
    code, scenario = proposed_to
    scheme = SCHEMES[code]
    proposed, version = adopted(scheme, scenario)
    if not version.parameters:
        return
    whole, seal = settle(scheme, CONTEXT, proposed, version)
    assert seal == rules_seal(proposed) == rules_seal(whole.on(DAY, CONTEXT))
    eve = DAY - timedelta(days=1)
    assert whole.on(eve, CONTEXT) == scheme.on(eve, CONTEXT)
    later = date(2030, 6, 30)
    assert whole.on(later, CONTEXT).tree == proposed.tree
    assert whole.on(later, CONTEXT).allocation.base_share == proposed.allocation.base_share


def test_the_decision_stands_as_the_source_of_its_values():
    proposed, version = adopted(SCHEMES["standard-100"], Scenario(base_share=Fraction(1, 2)))
    whole, _ = settle(SCHEMES["standard-100"], CONTEXT, proposed, version)
    reference = whole.on(DAY, CONTEXT).sources["base_share"]
    assert (reference.title, reference.authority) == ("领导小组会议通过", "county")
    assert reference.confidence == "source"
    before = whole.on(DAY - timedelta(days=1), CONTEXT).sources["base_share"]
    assert before.title != "领导小组会议通过"


def test_a_later_decision_for_the_same_day_takes_the_place_of_the_earlier():
    scheme = SCHEMES["standard-100"]
    _, first = adopted(scheme, Scenario(base_share=Fraction(1, 2)), number=1)
    _, second = adopted(scheme, Scenario(base_share=Fraction(2, 5)), number=2)
    for order in ([first, second], [second, first]):
        shared = merged(scheme, order).on(DAY, CONTEXT).allocation.base_share
        assert shared == Fraction(2, 5)


def test_an_earlier_decision_holds_until_the_next():
    scheme = SCHEMES["standard-100"]
    _, first = adopted(scheme, Scenario(base_share=Fraction(1, 2)), number=1)
    _, second = adopted(scheme, Scenario(base_share=Fraction(2, 5)), date(2027, 1, 1), 2)
    whole = merged(scheme, [first, second])
    shares = [whole.on(date(y, 12, 31), CONTEXT).allocation.base_share for y in (2025, 2026, 2027)]
    assert shares == [Fraction(7, 10), Fraction(1, 2), Fraction(2, 5)]


def test_a_proposal_that_changes_nothing_is_not_adopted():
    proposed, version = adopted(SCHEMES["standard-100"], Scenario(base_share=Fraction(7, 10)))
    with pytest.raises(ParameterError, match="changes no rule"):
        settle(SCHEMES["standard-100"], CONTEXT, proposed, version)


def test_what_the_scheme_would_not_give_exactly_is_refused():
    proposed, _ = adopted(SCHEMES["standard-100"], Scenario(base_share=Fraction(1, 2)))
    false = AdoptedRules(1, DAY, {"base_share": "0.6"}, "通过")
    with pytest.raises(
        ParameterError, match="cannot be written as rules of the scheme: base_share"
    ):
        settle(SCHEMES["standard-100"], CONTEXT, proposed, false)


def test_a_scheme_without_decisions_stays_as_it_is():
    assert merged(SCHEMES["standard-100"], []) == SCHEMES["standard-100"]


def test_decisions_come_back_as_they_went():
    _, one = adopted(SCHEMES["standard-100"], proposal("standard-100", Fraction(1, 3), pool=10**9))
    assert read(write([one])) == (one,)
