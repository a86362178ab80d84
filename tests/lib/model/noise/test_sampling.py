"""Sampling error of each figure: samples err, registers do not unless they are asked to."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.evaluation import evaluate
from lib.model.intervals import wilson
from lib.model.noise.sampling import (
    UNBOUNDED,
    Kind,
    Reading,
    correction,
    draw,
    floats,
    kind_of,
    least_sample,
    margin,
    samples,
    small_samples,
)
from tests import small

TREE = {"ASK": "40", "LOOK": "30", "DONE": "20", "KEEP": "10"}
KINDS = {
    "ASK": {"source": "SURVEY"},
    "LOOK": {},
    "DONE": {"over_100": "yes"},
    "KEEP": {"dimension": "management"},
}
AUTHENTICITY = {
    "mode": "D0",
    "strength": 1,
    "threshold": "0.95",
    "min_sample": 10,
    "links": {"LOOK": ["DONE"]},
}
LINES = {"ASK": (30, 40), "LOOK": (8, 10), "DONE": (110, 100), "KEEP": (9, 12)}


def world(lines=None):
    held = small.rules(TREE, KINDS, authenticity=AUTHENTICITY)
    rows = [
        (area, code, "2025-12", *(lines or LINES)[code]) for area in ("A", "B") for code in TREE
    ]
    return evaluate(small.dataset(small.roster({"A": 5_000, "B": 900}), rows), held)


def found(reading, lines=None):
    outcome = world(lines)
    return samples(outcome.scores.measures, outcome.rules, reading)


def test_where_figures_come_from_is_declared_by_catalogue_and_scheme():
    held = world().rules
    kinds = {code: kind_of(held.indicators[code], held) for code in TREE}
    assert kinds == {
        "ASK": Kind.SURVEY,
        "LOOK": Kind.CHECK,
        "DONE": Kind.REGISTER,
        "KEEP": Kind.FIXED,
    }


def test_a_denominator_that_was_drawn_is_a_check():
    (drawn,) = small.indicators(["X"], denominator_zh="抽查体检表份数").values()
    assert kind_of(drawn, world().rules) == Kind.CHECK


def test_a_census_errs_only_when_chance_in_registers_is_asked_for():
    codes = [i.code for i in found(Reading.SAMPLES).measures.indicators]
    moving = {
        reading: {c for c, moves in zip(codes, found(reading).moving[0], strict=True) if moves}
        for reading in Reading
    }
    assert moving[Reading.SAMPLES] == {"ASK", "LOOK"}
    assert moving[Reading.CHANCE] == {"ASK", "LOOK", "DONE"}


@settings(max_examples=15)
@given(st.integers(1, 60), st.data())
def test_draws_lie_around_what_was_counted(sample, data):
    counted = data.draw(st.integers(0, sample))
    chosen = found(Reading.SAMPLES, {**LINES, "ASK": (counted, sample)})
    values = draw(chosen, 4_000, np.random.default_rng(1))["ASK"]
    share = (counted + 0.25) / (sample + 0.5)
    assert values.shape == (4_000, 2)
    assert ((values >= 0) & (values <= 100)).all()
    assert abs(values.mean() / 100 - share) < 5 * np.sqrt(share * (1 - share) / sample / 8_000)
    assert values.std() > 0  # ten out of ten can err too


def test_a_sample_of_the_whole_register_leaves_nothing_to_chance():
    whole = found(Reading.SAMPLES, {**LINES, "LOOK": (8, 10), "DONE": (10, 10)})
    values = draw(whole, 500, np.random.default_rng(1))["LOOK"]
    assert (values == 80).all()
    assert margin(whole, "A", "LOOK").half_width == 0


def test_the_smaller_the_rest_of_the_register_the_smaller_the_error():
    spreads = [
        draw(
            found(Reading.SAMPLES, {**LINES, "DONE": (files, files)}),
            4_000,
            np.random.default_rng(1),
        )["LOOK"].std()
        for files in (11, 20, 40, 5_000)
    ]
    assert spreads == sorted(spreads)


def test_a_county_survey_errs_alike_for_all():
    held = small.rules({"ASK": "100"}, {"ASK": {"source": "SURVEY", "level": "C"}})
    areas = small.roster({"A": 5_000, "B": 900})
    outcome = evaluate(small.dataset(areas, [("COUNTY", "ASK", "2025-12", 30, 100)]), held)
    chosen = samples(outcome.scores.measures, held, Reading.SAMPLES)
    values = draw(chosen, 50, np.random.default_rng(1))["ASK"]
    assert (values[:, 0] == values[:, 1]).all()
    assert len(set(values[:, 0])) > 1


def test_counts_that_may_exceed_their_task_are_drawn_as_counts():
    values = draw(found(Reading.CHANCE), 4_000, np.random.default_rng(1))["DONE"]
    assert abs(values.mean() - 110) < 1
    assert values.max() > 110


def test_a_margin_is_the_interval_of_a_share():
    chosen = found(Reading.SAMPLES)
    assert (margin(chosen, "A", "ASK").low, margin(chosen, "A", "ASK").high) == wilson(30, 40)
    checked = margin(chosen, "A", "LOOK")  # 10 of the 110 that were done
    assert checked.population == 110
    assert checked.half_width < margin(replaced(chosen), "A", "LOOK").half_width
    assert margin(chosen, "A", "DONE") is None
    assert margin(found(Reading.CHANCE), "A", "DONE") is None  # more than all


def replaced(chosen):
    return replace(chosen, population=np.full_like(chosen.population, UNBOUNDED))


@given(st.integers(1, 50), st.integers(0, 500))
def test_the_correction_falls_from_one_to_zero(sample, more):
    assert 0 <= correction(sample, sample + more) <= 1
    assert correction(sample, sample) == 0
    assert correction(sample, sample + more) <= correction(sample, sample + more + 1)


def test_small_samples_are_named_smallest_first():
    chosen = found(Reading.CHANCE, {**LINES, "LOOK": (5, 8), "ASK": (2, 3), "DONE": (1, 2)})
    assert [
        (code, size) for _, code, size in small_samples(chosen, least_sample(world().rules))
    ] == [
        ("ASK", 3),
        ("ASK", 3),
        ("LOOK", 8),
        ("LOOK", 8),
    ]


def test_where_the_rules_name_no_least_sample_it_is_ten():
    assert least_sample(small.rules({"X": "100"})) == 10


def test_no_value_becomes_nan():
    assert floats(np.array([None, 1], dtype=object)).tolist() == pytest.approx(
        [float("nan"), 1.0], nan_ok=True
    )
