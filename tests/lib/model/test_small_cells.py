"""Few people stay unseen, in single figures and in what is made of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.evaluation import evaluate, measure_scored
from lib.model.measurement import together
from lib.model.notices import Notice
from lib.model.observations import Status, parse_period
from lib.model.progress import NO_LIGHT, follow
from lib.model.small_cells import (
    Withheld,
    months,
    of_day,
    protect,
    protect_villages,
    quiet,
    visible,
)
from lib.model.suppression import Reason
from tests import small
from tests.lib.model.figures import figure

FIVE = 5
TREE = {
    "08": {
        "name": {"zh": "组", "en": "group"},
        "role": "service_item",
        "children": {"S1": 30, "S2": 20},
    },
    "02": {"name": {"zh": "别组", "en": "other"}, "role": "service_item", "children": {"Z": 50}},
}
OF_THE_ILL = {"service_item": "08", "sensitive": "yes"}
INDICATORS = {"S1": OF_THE_ILL, "S2": {**OF_THE_ILL, "dimension": "quality"}, "Z": {}}
RULES = small.rules(TREE, INDICATORS, small_cell_threshold=FIVE)


def world(counts, clinics=None):
    """A county whose institutions have (numerator, denominator) of S1 and of S2."""
    rows = []
    for code, (first, second) in counts.items():
        rows += [(code, "S1", "2025-12", *first), (code, "S2", "2025-12", *second)]
        rows.append((code, "Z", "2025-12", 30, 40))
    return small.dataset(small.roster(dict.fromkeys(counts, 1000), clinics), rows)


def decided(dataset, rules=RULES):
    measures = measure_scored(dataset, rules)
    [found] = months([measures], "COUNTY", rules.small_cell)
    shown = protect(follow(measures, rules), found)
    county = dataset.roster.of_kind("county")[0]
    whole = protect(follow(together(measures, county), rules), found)
    return found, {(p.area.code, p.indicator.code): p for p in (*shown, *whole)}


PAIRS = st.integers(1, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
COUNTIES = st.dictionaries(
    st.sampled_from([f"B{n:02}" for n in range(9)]), st.tuples(PAIRS, PAIRS), min_size=1
)
LARGE = ((40, 50), (45, 55))


@given(COUNTIES)
def test_no_small_count_is_shown(counts):
    _found, shown = decided(world(counts))
    for p in shown.values():
        if p.indicator.sensitive and p.numerator is not None:
            assert p.numerator >= FIVE
            assert p.denominator >= 2 * FIVE


@given(COUNTIES)
def test_never_is_the_sum_shown_beside_all_parts_but_one(counts):
    _found, shown = decided(world(counts))
    for code in ("S1", "S2"):
        hidden = [c for c in counts if shown[c, code].withheld]
        assert shown["COUNTY", code].withheld or len(hidden) != 1


@given(COUNTIES)
def test_indicators_of_the_same_people_stand_or_fall_together(counts):
    _found, shown = decided(world(counts))
    assert all(bool(shown[c, "S1"].withheld) == bool(shown[c, "S2"].withheld) for c in counts)


@given(COUNTIES)
def test_what_is_withheld_shows_nothing_but_that_it_was_reported(counts):
    _found, shown = decided(world(counts))
    for p in shown.values():
        if p.withheld:
            assert p.status == Status.REPORTED
            assert {p.value, p.numerator, p.denominator, p.projected} == {None}
            assert {p.needed_now, p.needed_by_year_end} == {None}
            assert p.light == NO_LIGHT


@given(COUNTIES)
def test_what_is_not_sensitive_or_has_no_threshold_is_shown(counts):
    _found, shown = decided(world(counts))
    assert not any(p.withheld for (_c, code), p in shown.items() if code == "Z")
    [nothing] = months([measure_scored(world(counts), RULES)], "COUNTY", None)
    assert not nothing.reasons


def test_only_a_count_below_the_threshold_is_called_so():
    counts = {"A": ((3, 40), (30, 40)), "B": LARGE, "C": LARGE, "D": ((8, 9), (9, 9))}
    found, _shown = decided(world(counts))
    assert found.reasons["A", "S1"] is Reason.FEW
    assert found.reasons["A", "S2"] is Reason.KEPT
    assert found.reasons["D", "S1"] is Reason.KEPT


def test_nobody_of_many_is_a_small_count_and_nobody_at_all_is_none():
    counts = {"A": ((0, 40), (30, 40)), "B": LARGE, "C": LARGE, "D": ((0, 0), (0, 0))}
    found, shown = decided(world(counts))
    assert found.reasons["A", "S1"] is Reason.FEW
    assert ("D", "S1") not in found.reasons
    assert shown["D", "S1"].status == Status.NOT_APPLICABLE


def test_a_sum_over_a_single_clinic_is_a_figure_of_a_village():
    rules = small.rules(
        {"S1": 100}, {"S1": {**OF_THE_ILL, "level": "V"}}, small_cell_threshold=FIVE
    )
    clinics = {"A1": ("A", 10), "B1": ("B", 10), "B2": ("B", 10), "C1": ("C", 10), "C2": ("C", 10)}
    areas = small.roster(dict.fromkeys("ABC", 1000), clinics)
    rows = [(code, "S1", "2025-12", 40 + n, 60) for n, code in enumerate(clinics)]
    found, _shown = decided(small.dataset(areas, rows), rules)
    assert ("A", "S1") in found.reasons


def test_a_rate_without_counts_is_not_shown():
    dataset = world({"A": LARGE, "B": LARGE, "C": LARGE})
    table = dataset.observations
    bare = (table["area_code"] == "A") & (table["indicator"] == "S1")
    table.loc[bare, ["numerator", "denominator"]] = -1
    table.loc[bare, "value"] = "42.86"
    found, _shown = decided(dataset)
    assert ("A", "S1") in found.reasons


@pytest.mark.parametrize(("count", "hidden"), [(4, True), (40, False)])
def test_a_figure_of_the_county_is_judged_once_for_all_who_repeat_it(count, hidden):
    rules = small.rules(
        {"S1": 100}, {"S1": {**OF_THE_ILL, "level": "C"}}, small_cell_threshold=FIVE
    )
    areas = small.roster({"A": 1000, "B": 1000})
    found, _shown = decided(small.dataset(areas, [("COUNTY", "S1", "2025-12", count, 50)]), rules)
    assert {area for area, _code in found.reasons} == ({"A", "B", "COUNTY"} if hidden else set())


def test_of_villages_nothing_sensitive_is_shown_however_large():
    shown = protect_villages([figure(400, 500, sensitive=True), figure(3, 5)])
    assert [p.withheld for p in shown] == [Reason.VILLAGE, None]
    assert [p.numerator for p in shown] == [None, 3]


def test_what_is_missing_is_called_missing_and_not_withheld():
    dataset = small.dataset(small.roster({"A": 1}), [("A", "Z", "2025-12", 1, 2)])
    _found, shown = decided(dataset)
    assert shown["A", "S1"].status == Status.MISSING
    assert shown["A", "S1"].withheld is None


@settings(max_examples=30)
@given(COUNTIES)
def test_the_score_is_exact_and_its_visible_parts_hold_shown_figures_only(counts):
    dataset = world(counts)
    found, _shown = decided(dataset)
    scores = evaluate(dataset, RULES).scores
    seen = visible(scores, found)
    assert seen.published.tolist() == scores.published.tolist()
    for code in counts:
        earned, full = seen.part(code, "08")
        hidden = (code, "S1") in found.reasons
        assert (full == 0) == (hidden or scores.part(code, "08")[1] == 0)
        assert earned == (0 if hidden else scores.part(code, "08")[0])
        assert seen.part(code, "02") == scores.part(code, "02")


def test_where_one_day_is_shown_the_whole_is_not_spoken_of():
    measures = measure_scored(world({"A": ((3, 40), (30, 40)), "B": LARGE, "C": LARGE}), RULES)
    assert {area for area, _code in of_day(measures, FIVE).reasons} >= {"A"}
    assert "" not in {area for area, _code in of_day(measures, FIVE).reasons}


def test_a_notice_keeps_a_withheld_value_to_itself():
    kept = Withheld({("A", "S1"): Reason.FEW})
    notices = [
        Notice("{indicator} is {value}", values={"indicator": code, "value": "42.86"}, area="A")
        for code in ("S1", "Z")
    ]
    assert [str(n) for n in quiet(notices, kept)] == ["S1 is —", "Z is 42.86"]


def test_a_count_that_grew_by_few_is_not_shown_again():
    rules = small.rules(
        {"S1": 100}, {"S1": {**OF_THE_ILL, "accrual": "cohort"}}, small_cell_threshold=FIVE
    )
    areas = small.roster(dict.fromkeys("ABCD", 1000))
    rows = []
    for month, done in (("2025-11", 40), ("2025-12", 42)):
        rows += [
            (c, "S1", month, done + 9 * n * (done > 40), done + 20 * n)
            for n, c in enumerate("ABCD")
        ]
    dataset = small.dataset(areas, rows)
    measured = [
        measure_scored(
            dataset,
            small.rules(
                {"S1": 100},
                {"S1": {**OF_THE_ILL, "accrual": "cohort"}},
                day=day,
                small_cell_threshold=FIVE,
            ),
        )
        for day in (rules.day.replace(month=11, day=30), rules.day)
    ]
    before, now = months(measured, "COUNTY", rules.small_cell)
    assert ("A", "S1") not in before.reasons
    assert now.reasons["A", "S1"] is Reason.KEPT
    assert parse_period("2025-12") == measured[1].month[0, 0]
