"""Undoing brings back exactly what was there before, and refuses what would not."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.adapters.store import imports, observations, periods, reports
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.engine import reading
from lib.adapters.store.undoing import undo
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.intake.figures import IN_FORCE, Stage
from lib.model.observations import parse_period
from tests.stored import AT, AUTHOR, delivery, told

SEPTEMBER = parse_period("2025-09")
FIRST = [("B01", "X", "2025-09", 3, 4), ("B02", "X", "2025-09", 5, 8)]
CHANGED = [("B02", "X", "2025-09", 6, 8), ("B03", "X", "2025-09", 2, 2)]
ELSEWHERE = [("B07", "Y", "2025-09", 1, 1)]

figure = st.tuples(
    *(st.sampled_from(["B01", "B02"]), st.sampled_from(["X", "Y"]), st.just("2025-09")),
    *(st.integers(0, 2), st.just(2)),
)
brought = st.tuples(
    st.lists(figure, min_size=1, max_size=4, unique_by=lambda row: row[:3]),
    st.sampled_from([Stage.CLAIMED, Stage.CLAIMED, Stage.VERIFIED, Stage.FINAL]),
    st.sampled_from([False, False, False, True]),
)
walks = st.lists(st.one_of(brought, brought, st.integers(1, 6)), max_size=9)


def commit(store, *rows, **changes):
    return imports.commit(store, delivery(*rows, **changes), AUTHOR)


def state(store, revision=None):
    return told(observations.in_force(store, revision))


class Expected:
    """The store as a person would explain it: imports one after the other, without those undone."""

    def __init__(self):
        self.stored = {}
        self.states = [{}]

    def figures(self):
        kept = [part for part in self.stored.values() if not part[2]] or self.stored.values()
        held = {}
        for rows, stage, _invented in kept:
            held |= {(row[0], row[1], stage): row for row in rows}
        found = {}
        for stage in reversed(IN_FORCE):
            found |= {key[:2]: row for key, row in held.items() if key[2] == stage}
        return {(a, i, SEPTEMBER): (row[3], row[4], "", 0) for (a, i), row in found.items()}

    def has_own(self):
        return any(not invented for _rows, _stage, invented in self.stored.values())

    def note(self):
        self.states.append(self.figures())


def take(store, expected, step):
    if not isinstance(step, tuple):
        try:
            undo(store, step, AUTHOR)
        except InputError:
            return
        del expected.stored[step]
    elif step[2] and expected.has_own():
        with pytest.raises(InputError):
            commit(store, *step[0], stage=step[1], demonstration=True)
        return
    else:
        receipt = commit(store, *step[0], stage=step[1], demonstration=step[2])
        expected.stored[receipt.import_id] = step
    expected.note()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=walks)
def test_whatever_is_imported_and_undone_the_store_is_the_sum_of_what_stands(fresh, walk):
    with fresh() as store:
        expected = Expected()
        for step in walk:
            take(store, expected, step)
            assert state(store) == expected.states[-1]
        assert observations.revision(store) == len(expected.states) - 1
        assert [state(store, n) for n in range(len(expected.states))] == expected.states
        assert check(store).is_sound
        for number in sorted(expected.stored, reverse=True):
            undo(store, number, AUTHOR)
        assert state(store) == {}


def test_the_state_before_is_back_to_the_row_and_cell(store):
    commit(store, *FIRST)
    before = observations.figures(store)
    commit(store, *CHANGED)
    receipt = undo(store, 2, AUTHOR)
    assert (receipt.import_id, receipt.revision) == (2, 3)
    assert (receipt.removed, receipt.restored) == (2, 1)
    after = observations.figures(store)
    by = ["area_code", "indicator", "month"]
    pd.testing.assert_frame_equal(
        after.sort_values(by, ignore_index=True), before.sort_values(by, ignore_index=True)
    )


def test_the_data_of_every_version_stay_readable(store):
    commit(store, *FIRST)
    commit(store, *CHANGED)
    states = [state(store, revision) for revision in (0, 1, 2)]
    undo(store, 2, AUTHOR)
    assert [state(store, revision) for revision in (0, 1, 2)] == states
    assert state(store, 3) == state(store, 1)
    assert len({str(found) for found in states}) == 3


def test_undoing_needs_a_reason(store):
    commit(store, *FIRST)
    with pytest.raises(InputError, match="needs a reason"):
        undo(store, 1, Author("李晓", AT))
    assert observations.revision(store) == 1


def test_what_later_imports_changed_is_refused_by_their_numbers(store):
    commit(store, *FIRST)
    commit(store, *CHANGED)
    commit(store, *ELSEWHERE)
    commit(store, ("B01", "X", "2025-09", 4, 4))
    with pytest.raises(InputError, match="Import 1 cannot be undone") as refused:
        undo(store, 1, AUTHOR)
    assert refused.value.hint.format(**refused.value.values).endswith("in this order: 4, 2.")
    for number in (4, 2, 1):
        undo(store, number, AUTHOR)
    assert list(state(store)) == [("B07", "Y", SEPTEMBER)]


def test_what_a_later_import_confirmed_is_not_taken_from_under_it(store):
    commit(store, *FIRST)
    commit(store, *FIRST)
    with pytest.raises(InputError, match="confirmed"):
        undo(store, 1, AUTHOR)
    undo(store, 2, AUTHOR)
    undo(store, 1, AUTHOR)
    assert state(store) == {}


def test_an_import_is_undone_once(store):
    commit(store, *FIRST)
    undo(store, 1, AUTHOR)
    with pytest.raises(InputError, match="undone already"):
        undo(store, 1, AUTHOR)
    with pytest.raises(InputError, match="no import 7"):
        undo(store, 7, AUTHOR)
    assert observations.revision(store) == 2


def test_the_key_of_an_undone_import_is_not_answered_with_its_receipt(store):
    same = delivery(*FIRST)
    imports.commit(store, same, AUTHOR)
    undo(store, 1, AUTHOR)
    with pytest.raises(InputError, match="which was undone"):
        imports.commit(store, same, AUTHOR)


def test_a_closed_month_refuses_undoing(store):
    commit(store, *FIRST)
    commit(store, ("B01", "X", "2025-10", 4, 4))
    periods.close(store, [SEPTEMBER], AUTHOR)
    with pytest.raises(InputError, match="2025-09 is closed"):
        undo(store, 1, AUTHOR)
    undo(store, 2, AUTHOR)


def test_the_demonstration_is_back_when_the_last_own_figures_are_undone(store):
    commit(store, *FIRST, demonstration=True)
    shown = state(store)
    commit(store, ("B01", "X", "2025-09", 4, 4))
    commit(store, *ELSEWHERE)
    undo(store, 2, AUTHOR)
    assert list(state(store)) == [("B07", "Y", SEPTEMBER)]
    assert not observations.is_demonstration(store)
    receipt = undo(store, 3, AUTHOR)
    assert (receipt.removed, receipt.restored) == (1, 2)
    assert state(store) == shown
    assert observations.is_demonstration(store)
    assert not observations.is_demonstration(store, revision=3)


def test_a_demonstration_that_was_undone_does_not_come_back(store):
    commit(store, *FIRST, demonstration=True)
    undo(store, 1, AUTHOR)
    commit(store, *ELSEWHERE)
    undo(store, 2, AUTHOR)
    assert state(store) == {}


def test_a_retired_demonstration_is_undone_only_after_the_own_figures(store):
    commit(store, *FIRST, demonstration=True)
    commit(store, *ELSEWHERE)
    with pytest.raises(InputError, match="Import 1 cannot be undone"):
        undo(store, 1, AUTHOR)


def test_the_log_and_the_list_tell_of_it(store):
    commit(store, *FIRST)
    undo(store, 1, Author("王芳", AT, "送错了月份"))
    with reading(store.engine) as connection:
        newest = search(connection, Wanted(), limit=1)[0]
    assert (newest.action, newest.subject, newest.actor) == ("import.undo", "九月.xlsx", "王芳")
    assert newest.after == {"import": 1, "revision": 2, "removed": 2, "restored": 0}
    record = imports.find(store, 1)
    assert record.is_undone
    assert (record.undone_by, record.undone_actor, record.undone_at) == (2, "王芳", AT)


def test_what_an_undone_import_sent_counts_no_longer(store):
    commit(store, *FIRST)
    undo(store, 1, AUTHOR)
    assert reports.submissions(store) == ()
