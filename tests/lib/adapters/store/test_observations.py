"""Figures are read as they hold, at any data version, with the place each came from."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.adapters.observation_files import HEADER, load_dataset
from lib.adapters.store import imports, observations
from lib.adapters.store.undoing import undo
from lib.model.authors import Author
from lib.model.intake.figures import COLUMNS as FIGURES
from lib.model.intake.figures import Stage
from lib.model.observations import COLUMNS, NO_COUNT, parse_period
from tests.small import roster
from tests.stored import AT, AUTHOR, delivery, figures, told

SEPTEMBER = parse_period("2025-09")
ROWS = [
    ("B02", "Y", "2025-09", 5, 8),
    ("B01", "X", "2025-10", 4, 4),
    ("B01", "X", "2025-09", 3, 4),
    ("B10", "X", "2025-09", None, None, "exempt"),
]
one = st.tuples(st.sampled_from(Stage), st.integers(0, 4))


def commit(store, *rows, **changes):
    return imports.commit(store, delivery(*rows, **changes), AUTHOR)


def test_an_empty_store_has_version_0_and_an_empty_frame_of_the_right_kind(store):
    found = observations.in_force(store)
    assert observations.revision(store) == 0
    assert not observations.is_demonstration(store)
    assert (list(found.columns), len(found)) == (list(COLUMNS), 0)
    assert list(observations.figures(store).columns) == list(FIGURES)
    assert observations.stages(store).empty


def test_the_frame_is_of_the_kind_that_files_give(store, tmp_path):
    path = tmp_path / "o.csv"
    path.write_text(",".join(HEADER) + "\nB01,X,2025-09,3,4,,reported\n", encoding="utf-8")
    from_file = load_dataset(roster({"B01": 1}), path, {"X"}).observations
    commit(store, ("B01", "X", "2025-09", 3, 4))
    pd.testing.assert_frame_equal(
        observations.in_force(store).drop(columns="row"), from_file.drop(columns="row")
    )


def test_the_order_is_that_of_codes_and_months_whatever_was_delivered_first(store):
    commit(store, *ROWS)
    assert list(told(observations.in_force(store))) == [
        ("B01", "X", SEPTEMBER),
        ("B01", "X", SEPTEMBER + 1),
        ("B02", "Y", SEPTEMBER),
        ("B10", "X", SEPTEMBER),
    ]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(one, min_size=1, max_size=6))
def test_final_counts_before_verified_before_claimed_and_an_appeal_never(fresh, steps):
    with fresh() as store:
        for stage, count in steps:
            commit(store, ("B01", "X", "2025-09", count, 4), stage=stage)
        last = dict(steps)
        order = (Stage.FINAL, Stage.VERIFIED, Stage.CLAIMED)
        expected = [last[stage] for stage in order if stage in last][:1]
        assert observations.in_force(store)["numerator"].tolist() == expected


def test_figures_of_a_stage_come_with_their_cells(store):
    commit(store, *ROWS)
    commit(store, ("B01", "X", "2025-09", 1, 4), stage=Stage.VERIFIED)
    by = ["area_code", "indicator", "month"]
    found = observations.figures(store).sort_values(by, ignore_index=True)
    delivered = figures(*ROWS).sort_values(by, ignore_index=True)
    pd.testing.assert_frame_equal(found, delivered, check_dtype=True)
    assert {name: str(found[name].dtype) for name in FIGURES} == FIGURES
    assert observations.figures(store, stage=Stage.VERIFIED)["numerator"].tolist() == [1]


def test_figures_may_be_of_some_months_only(store):
    commit(store, *ROWS)
    assert len(observations.figures(store, [SEPTEMBER])) == 3
    assert len(observations.figures(store, np.array([SEPTEMBER + 1, 7]))) == 1
    assert observations.figures(store, []).empty


def test_nothing_is_compared_with_a_demonstration(store):
    commit(store, *ROWS, demonstration=True)
    assert observations.figures(store).empty
    assert len(observations.in_force(store)) == 4


def test_the_history_of_a_figure_tells_every_version_with_its_source(store):
    commit(store, ROWS[2])
    imports.commit(
        store,
        delivery(ROWS[0], ("B01", "X", "2025-09", 1, 4), file="更正.xlsx"),
        Author("王芳", AT, ""),
    )
    undo(store, 2, AUTHOR)
    newest, replaced, first = observations.history(store, "B01", "X", SEPTEMBER)
    assert [(v.from_revision, v.to_revision) for v in (newest, replaced, first)] == [
        (3, None),
        (2, 3),
        (1, 2),
    ]
    assert (newest.action, newest.actor, newest.origin.file) == ("undo", "李晓", "九月.xlsx")
    assert (replaced.action, replaced.actor, replaced.origin.file) == (
        "import",
        "王芳",
        "更正.xlsx",
    )
    assert (replaced.numerator, replaced.denominator, replaced.stage) == (1, 4, Stage.CLAIMED)
    assert (replaced.origin.sheet, replaced.origin.row, replaced.origin.cells) == (
        "表1",
        8,
        "F8/G8",
    )
    assert (first.at, first.origin.at, first.origin.import_id) == (AT, AT, 1)


def test_the_history_of_all_months_is_newest_first(store):
    commit(store, *ROWS)
    commit(store, ("B01", "X", "2025-10", 2, 4))
    found = observations.history(store, "B01", "X")
    assert [(v.month - SEPTEMBER, v.numerator) for v in found] == [(1, 2), (1, 4), (0, 3)]
    assert observations.history(store, "B99", "X") == ()


def test_a_figure_in_force_leads_to_its_cell(store):
    commit(store, *ROWS)
    shown = observations.in_force(store)
    number = int(shown.loc[shown["area_code"] == "B02", "row"].iloc[0])
    found = observations.origin(store, number)
    assert (found.file, found.sheet, found.row, found.cells) == ("九月.xlsx", "表1", 7, "F7/G7")
    assert (found.actor, found.stage, found.import_id) == ("李晓", Stage.CLAIMED, 1)
    assert observations.origin(store, 99) is None


def test_stages_stand_side_by_side_with_the_gap(store):
    commit(store, *ROWS)
    commit(
        store, ("B01", "X", "2025-09", 2, 4), ("B03", "X", "2025-09", 1, 1), stage=Stage.VERIFIED
    )
    commit(store, ("B01", "X", "2025-09", 3, 5), stage=Stage.APPEALED)
    (row,) = observations.stages(store).to_dict("records")
    assert (row["area_code"], row["indicator"], row["month"]) == ("B01", "X", SEPTEMBER)
    assert (row["claimed_numerator"], row["claimed_rate"]) == (3, 0.75)
    assert (row["verified_rate"], row["appealed_rate"], row["gap"]) == (0.5, 0.6, -0.25)
    assert row["final_numerator"] == NO_COUNT
    assert np.isnan(row["final_rate"])
    assert observations.stages(store, [SEPTEMBER + 1]).empty


@pytest.mark.parametrize("claimed", [(0, 0), (None, None, "missing")])
def test_a_gap_that_nobody_knows_is_no_gap_of_nothing(store, claimed):
    commit(store, ("B01", "X", "2025-09", *claimed))
    commit(store, ("B01", "X", "2025-09", 2, 4), stage=Stage.VERIFIED)
    (row,) = observations.stages(store).to_dict("records")
    assert row["verified_rate"] == 0.5
    assert np.isnan(row["claimed_rate"])
    assert np.isnan(row["gap"])


def test_the_gap_of_figures_without_counts_is_that_of_the_figures(store):
    for stage, value in ((Stage.CLAIMED, "1.5"), (Stage.VERIFIED, "1.25")):
        valued = delivery(("B01", "X", "2025-09", NO_COUNT, NO_COUNT), stage=stage)
        valued.figures.loc[0, "value"] = value
        imports.commit(store, valued, AUTHOR)
    (row,) = observations.stages(store).to_dict("records")
    assert (row["claimed_rate"], row["gap"]) == (1.5, -0.25)
