"""What an import would change."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.intake.comparing import COLUMNS, compare
from lib.model.intake.figures import Stage, table
from lib.model.observations import NO_COUNT, STATUSES

figure = st.tuples(
    st.sampled_from(["B01", "B02"]),
    st.sampled_from(["S", "F"]),
    st.integers(24300, 24302),
    st.integers(0, 3),
    st.integers(3, 4),
)
tables = st.lists(figure, unique_by=lambda row: row[:3])


def figures(rows):
    return table(
        [
            (*row[:5], "", *(row[5:] or (0,)), float("nan"), "表", n, f"C{n}")
            for n, row in enumerate(rows, 2)
        ]
    )


@settings(max_examples=30)
@given(tables, tables)
def test_every_figure_of_the_file_is_new_changed_or_unchanged(rows, stored):
    difference = compare(figures(rows), figures(stored), Stage.CLAIMED)
    before = {row[:3]: row[3:] for row in stored}
    changed = {row[:3] for row in rows if before.get(row[:3], row[3:]) != row[3:]}
    assert difference.new == sum(row[:3] not in before for row in rows)
    assert difference.new + difference.changed + difference.unchanged == len(rows)
    told = difference.changes[["area_code", "indicator", "month"]].itertuples(
        index=False, name=None
    )
    assert set(told) == changed


@settings(max_examples=15)
@given(tables)
def test_a_file_changes_nothing_of_itself(rows):
    difference = compare(figures(rows), figures(rows), Stage.VERIFIED)
    assert (difference.new, difference.changed, difference.unchanged) == (0, 0, len(rows))
    assert difference.stage is Stage.VERIFIED


@settings(max_examples=15)
@given(tables, tables, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, stored, dice):
    shuffled = dice.sample(stored, len(stored))
    first = compare(figures(rows), figures(stored), Stage.CLAIMED)
    second = compare(figures(rows), figures(shuffled), Stage.CLAIMED)
    assert first.changes.equals(second.changes)


def test_the_greatest_change_of_a_rate_stands_first_and_no_rate_last():
    stored = [("B01", "S", 1, 50, 100), ("B02", "S", 1, 50, 100), ("B03", "S", 1, 50, 100)]
    rows = [
        ("B01", "S", 1, 51, 100),
        ("B02", "S", 1, NO_COUNT, NO_COUNT, int(STATUSES["missing"])),
        ("B03", "S", 1, 20, 100),
    ]
    difference = compare(figures(rows), figures(stored), Stage.CLAIMED)
    assert difference.changes["area_code"].tolist() == ["B03", "B01", "B02"]
    assert difference.changes["points"].round(6).tolist()[:2] == [-30.0, 1.0]
    assert difference.changes["numerator_before"].tolist() == [50, 50, 50]
    assert difference.withdrawn == 1
    assert tuple(difference.changes.columns) == COLUMNS


def test_a_change_of_status_alone_is_a_change():
    stored = [("B01", "S", 1, NO_COUNT, NO_COUNT, int(STATUSES["missing"]))]
    rows = [("B01", "S", 1, NO_COUNT, NO_COUNT, int(STATUSES["exempt"]))]
    difference = compare(figures(rows), figures(stored), Stage.CLAIMED)
    assert (difference.changed, difference.withdrawn) == (1, 0)


def test_what_the_file_does_not_have_is_left_alone():
    difference = compare(figures([]), figures([("B01", "S", 1, 1, 2)]), Stage.CLAIMED)
    assert (difference.new, difference.changed, difference.unchanged) == (0, 0, 0)
