"""An import keeps what is new and what changed, once, and says what it did."""

from datetime import timedelta

import pandas as pd
import pytest

from lib.adapters.store import imports, observations, periods, reports
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.engine import reading
from lib.errors import InputError, StorageError
from lib.model.intake.figures import Stage
from lib.model.observations import NO_COUNT, Status, parse_period
from tests.stored import AT, AUTHOR, RECEIVED, delivery, told

SEPTEMBER = parse_period("2025-09")
FIRST = [
    ("B01", "X", "2025-09", 3, 4),
    ("B02", "X", "2025-09", 5, 8),
    ("B02", "Y", "2025-09", 1, 2),
]
SECOND = [FIRST[0], ("B02", "X", "2025-09", 6, 8), ("B03", "X", "2025-09", 2, 2)]


def commit(store, *rows, **changes):
    return imports.commit(store, delivery(*rows, **changes), AUTHOR)


def entries(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted())


def test_what_was_delivered_is_in_force(store):
    commit(store, *FIRST, ("B04", "X", "2025-08", None, None, "missing"))
    found = told(observations.in_force(store))
    assert found["B02", "X", SEPTEMBER] == (5, 8, "", Status.REPORTED)
    assert found["B04", "X", SEPTEMBER - 1] == (NO_COUNT, NO_COUNT, "", Status.MISSING)
    assert len(found) == 4


def test_a_figure_without_counts_keeps_its_value_as_written(store):
    valued = delivery(FIRST[0])
    valued.figures.loc[0, ["numerator", "denominator", "value"]] = [NO_COUNT, NO_COUNT, "1.50"]
    imports.commit(store, valued, AUTHOR)
    assert list(told(observations.in_force(store)).values()) == [(NO_COUNT, NO_COUNT, "1.50", 0)]


def test_the_receipt_counts_new_changed_and_unchanged(store):
    first = commit(store, *FIRST)
    assert (first.import_id, first.revision) == (1, 1)
    assert (first.new, first.changed, first.unchanged, first.retired) == (3, 0, 0, 0)
    second = commit(store, *SECOND)
    assert (second.import_id, second.revision) == (2, 2)
    assert (second.new, second.changed, second.unchanged, second.retired) == (1, 1, 1, 0)


def test_unchanged_figures_get_no_second_row(store):
    commit(store, *FIRST)
    before = observations.in_force(store)
    again = commit(store, *FIRST)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)
    pd.testing.assert_frame_equal(observations.in_force(store), before)


def test_each_changed_fact_alone_makes_a_figure_changed(store):
    commit(store, FIRST[0])
    for row in [
        ("B01", "X", "2025-09", 2, 4),
        ("B01", "X", "2025-09", 2, 5),
        ("B01", "X", "2025-09", None, None, "missing"),
        ("B01", "X", "2025-09", None, None, "exempt"),
    ]:
        assert commit(store, row).changed == 1


def test_the_same_key_again_brings_the_first_receipt_and_stores_nothing(store):
    same = delivery(*FIRST)
    first = imports.commit(store, same, AUTHOR)
    commit(store, *SECOND)
    assert imports.commit(store, same, AUTHOR) == first
    assert observations.revision(store) == 2
    assert len(entries(store)) == 2


def test_the_log_tells_what_was_imported_in_the_same_transaction(store):
    receipt = commit(store, *FIRST, note="三处已电话核实", warnings=("分子偏大",))
    (entry,) = entries(store)
    assert (entry.seq, entry.hash) == (receipt.audit.seq, receipt.audit.hash)
    assert (entry.action, entry.subject, entry.actor) == ("import", "九月.xlsx", "李晓")
    assert entry.before == {"revision": 0}
    assert entry.after == {
        "import": 1,
        "revision": 1,
        "sha256": "ab" * 32,
        "stage": "claimed",
        "months": ["2025-09"],
        "demonstration": False,
        "note": "三处已电话核实",
        "warnings": ["分子偏大"],
        "new": 3,
        "changed": 0,
        "unchanged": 0,
        "retired": 0,
    }
    assert check(store).is_sound


def test_the_list_has_the_newest_first_with_all_that_was_told(store):
    commit(store, *FIRST, note="说明", warnings=("一", "二"), stage=Stage.VERIFIED)
    commit(store, *SECOND)
    newest, oldest = imports.listing(store)
    assert (newest.id, oldest.id) == (2, 1)
    assert (oldest.note, oldest.warnings, oldest.stage) == ("说明", ("一", "二"), Stage.VERIFIED)
    assert (oldest.at, oldest.received_at, oldest.actor) == (AT, RECEIVED, "李晓")
    assert (newest.figures, newest.new, newest.changed, newest.unchanged) == (3, 3, 0, 0)
    assert not newest.is_undone
    assert imports.find(store, 1) == oldest
    assert imports.find(store, 3) is None


def test_progress_reaches_the_number_of_figures_and_never_falls(store):
    commit(store, FIRST[0])
    seen = []
    many = [(f"B{n:05}", "X", "2025-09", 1, 2) for n in range(30_000)]
    imports.commit(store, delivery(*many, FIRST[0]), AUTHOR, lambda *at: seen.append(at))
    assert len(seen) > 1
    assert seen == sorted(seen)
    assert seen[-1] == (30_001, 30_001)


def test_what_breaks_within_an_import_leaves_nothing_of_it(store):
    def stop(_done, _all):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.commit(store, delivery(*FIRST), AUTHOR, stop)
    assert observations.revision(store) == 0
    assert observations.in_force(store).empty
    assert entries(store) == ()
    assert commit(store, *FIRST).import_id == 1


def test_the_same_figure_twice_is_refused_by_name(store):
    with pytest.raises(InputError, match="figure X of B01 for 2025-09 twice"):
        commit(store, *FIRST, FIRST[0])


def test_stages_are_kept_beside_one_another(store):
    commit(store, FIRST[0])
    assert commit(store, ("B01", "X", "2025-09", 2, 4), stage=Stage.VERIFIED).new == 1
    assert commit(store, ("B01", "X", "2025-09", 4, 4), stage=Stage.APPEALED).new == 1
    assert told(observations.in_force(store))["B01", "X", SEPTEMBER][0] == 2
    commit(store, ("B01", "X", "2025-09", 1, 4), stage=Stage.FINAL)
    assert told(observations.in_force(store))["B01", "X", SEPTEMBER][0] == 1
    commit(store, ("B01", "X", "2025-09", 4, 4))
    assert told(observations.in_force(store))["B01", "X", SEPTEMBER][0] == 1


def test_figures_changed_by_others_since_the_author_looked_are_not_overwritten(store):
    commit(store, *FIRST)
    looked = observations.revision(store)
    commit(store, ("B02", "X", "2025-09", 6, 8))
    with pytest.raises(StorageError, match="1 of these figures have changed") as refused:
        commit(store, ("B02", "X", "2025-09", 7, 8), expected_revision=looked)
    assert "again" in refused.value.hint
    assert told(observations.in_force(store))["B02", "X", SEPTEMBER][0] == 6


def test_figures_that_others_brought_since_count_as_changed(store):
    with_looked = {"expected_revision": observations.revision(store)}
    commit(store, *FIRST)
    with pytest.raises(StorageError, match="3 of these"):
        commit(store, *FIRST, **with_looked)


def test_changes_of_others_elsewhere_do_not_matter(store):
    commit(store, *FIRST)
    looked = observations.revision(store)
    commit(store, ("B03", "X", "2025-09", 6, 8))
    commit(store, ("B01", "X", "2025-08", 6, 8))
    commit(store, ("B01", "X", "2025-09", 1, 8), stage=Stage.VERIFIED)
    assert commit(store, ("B01", "X", "2025-09", 4, 4), expected_revision=looked).changed == 1


def test_the_first_own_figures_retire_the_demonstration(store):
    commit(store, *FIRST, ("B09", "X", "2025-01", 1, 1), demonstration=True)
    assert observations.is_demonstration(store)
    receipt = commit(store, FIRST[0])
    assert (receipt.new, receipt.retired) == (1, 4)
    assert not observations.is_demonstration(store)
    assert list(told(observations.in_force(store))) == [("B01", "X", SEPTEMBER)]
    assert observations.is_demonstration(store, revision=1)
    assert len(observations.in_force(store, revision=1)) == 4


def test_a_demonstration_never_comes_beside_own_figures(store):
    commit(store, *FIRST)
    with pytest.raises(InputError, match="the county's own figures"):
        commit(store, *FIRST, demonstration=True)


def test_a_demonstration_may_be_renewed(store):
    commit(store, *FIRST, demonstration=True)
    assert commit(store, *SECOND, demonstration=True).changed == 1
    assert observations.is_demonstration(store)


def test_a_closed_month_refuses_new_and_changed_figures_but_not_the_same_again(store):
    commit(store, *FIRST)
    periods.close(store, [SEPTEMBER], AUTHOR)
    for row in (SECOND[1], SECOND[2]):
        with pytest.raises(InputError, match="2025-09 is closed"):
            commit(store, row)
    receipt = commit(store, *FIRST, ("B01", "X", "2025-10", 4, 4))
    assert (receipt.unchanged, receipt.new) == (3, 1)


def test_a_closed_month_of_the_demonstration_keeps_its_figures(store):
    commit(store, *FIRST, demonstration=True)
    periods.close(store, [SEPTEMBER], AUTHOR)
    with pytest.raises(InputError, match="2025-09 is closed"):
        commit(store, ("B01", "X", "2025-10", 4, 4))


def test_what_institutions_sent_follows_from_the_figures(store):
    rows = [*FIRST, ("V01", "X", "2025-09", 1, 1), ("B03", "X", "2025-09", None, None, "missing")]
    commit(store, *rows, reporters={"V01": "B01"})
    found = {(s.area_code, s.month, s.figures, s.received_at) for s in reports.submissions(store)}
    assert found == {("B01", SEPTEMBER, 2, RECEIVED), ("B02", SEPTEMBER, 2, RECEIVED)}


def test_what_institutions_sent_may_be_told(store):
    late = RECEIVED + timedelta(days=3)
    sent = pd.DataFrame(
        {"area_code": ["B01"], "month": [SEPTEMBER], "received_at": [late], "figures": [9]}
    )
    commit(store, *FIRST, submissions=sent)
    (found,) = reports.submissions(store)
    assert (found.area_code, found.figures, found.received_at) == ("B01", 9, late)


@pytest.mark.parametrize("file", ["a\0b.xlsx", "\udcbe\udcc5.xlsx"])
def test_a_name_no_database_keeps_is_kept_as_far_as_it_can_be(store, file):
    commit(store, *FIRST, file=file, note=file)
    assert imports.listing(store)[0].file.endswith(".xlsx")
    assert check(store).is_sound


def test_an_empty_delivery_is_an_import_as_well(store):
    receipt = commit(store)
    assert (receipt.revision, receipt.new) == (1, 0)
    assert observations.in_force(store).empty
