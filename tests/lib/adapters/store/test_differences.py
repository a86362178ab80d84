"""Delivered figures are new, changed or the same as those held; nothing else."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.adapters.store import imports
from lib.adapters.store.differences import compare, refuse_doubles, refuse_touched
from lib.adapters.store.engine import reading
from lib.errors import InputError, StorageError
from lib.model.intake.figures import Stage
from tests.stored import AUTHOR, delivery, figures

keys = st.tuples(
    st.sampled_from(["B01", "B02", "B1", "0B"]),
    st.sampled_from(["X", "X1", "Y"]),
    st.sampled_from(["2025-08", "2025-09", "2026-01"]),
)
tables = st.dictionaries(keys, st.tuples(st.integers(0, 2), st.integers(3, 4)), max_size=8)


def rows(found):
    return [(*key, *counts) for key, counts in found.items()]


def difference(store, delivered, stage=Stage.CLAIMED, *, demonstration=False):
    with reading(store.engine) as connection:
        return compare(connection, delivered, stage, demonstration=demonstration)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=tables, delivered=tables)
def test_every_figure_is_new_changed_or_the_same(fresh, held, delivered):
    with fresh() as store:
        imports.commit(store, delivery(*rows(held)), AUTHOR)
        found = difference(store, figures(*rows(delivered)))
    order = list(delivered)
    assert {order[n] for n in found.new} == delivered.keys() - held.keys()
    changed = {key for key in delivered.keys() & held.keys() if delivered[key] != held[key]}
    assert {order[n] for n in found.changed} == changed
    assert found.unchanged == len(delivered) - len(found.new) - len(found.changed)
    assert len(set(found.replaced.tolist())) == len(changed)
    assert found.relied_on == ((1,) if found.unchanged else ())
    assert found.written.tolist() == sorted({*found.new.tolist(), *found.changed.tolist()})


def test_stages_and_demonstrations_are_never_compared_with_one_another(store):
    one = ("B01", "X", "2025-09", 3, 4)
    imports.commit(store, delivery(one, demonstration=True), AUTHOR)
    assert len(difference(store, figures(one)).new) == 1
    assert difference(store, figures(one), demonstration=True).unchanged == 1
    assert len(difference(store, figures(one), Stage.FINAL, demonstration=True).new) == 1


def test_what_is_relied_on_names_each_import_once(store):
    for area in ("B01", "B02", "B03"):
        imports.commit(store, delivery((area, "X", "2025-09", 3, 4)), AUTHOR)
    both = figures(("B03", "X", "2025-09", 3, 4), ("B01", "X", "2025-09", 3, 4))
    assert difference(store, both).relied_on == (1, 3)


def test_nothing_delivered_is_no_difference(store):
    found = difference(store, figures())
    assert (len(found.written), found.unchanged, found.relied_on) == (0, 0, ())


def test_doubles_are_found_whatever_stands_between_them():
    once = [("B01", "X", "2025-09", 3, 4), ("B01", "X", "2025-10", 3, 4)]
    refuse_doubles(figures(*once))
    with pytest.raises(InputError, match="figure X of B01 for 2025-10 twice"):
        refuse_doubles(figures(*once, ("B01", "X", "2025-10", 9, 9)))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=tables, since=tables, delivered=tables)
def test_exactly_the_figures_that_changed_since_are_touched(fresh, first, since, delivered):
    with fresh() as store:
        imports.commit(store, delivery(*rows(first)), AUTHOR)
        imports.commit(store, delivery(*rows(since)), AUTHOR)
        touched = {key for key in since.keys() & delivered.keys() if first.get(key) != since[key]}
        assert touching(store, figures(*rows(delivered))) == len(touched)


def touching(store, delivered):
    with reading(store.engine) as connection:
        try:
            refuse_touched(connection, delivered, Stage.CLAIMED, 1)
        except StorageError as error:
            return error.values["count"]
    return 0


def test_numbers_of_replaced_figures_are_those_of_the_store(store):
    imports.commit(store, delivery(("B01", "X", "2025-09", 3, 4)), AUTHOR)
    found = difference(store, figures(("B01", "X", "2025-09", 2, 4)))
    assert found.replaced.dtype == np.int64
    assert found.replaced.tolist() == [1]
