"""Monthly reports in the store: what was sent, what was decided, deadlines moved by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from lib.adapters.store import imports, reports
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.deliveries import SUBMISSION
from lib.adapters.store.engine import reading
from lib.adapters.store.undoing import undo
from lib.errors import InputError
from lib.model.deadlines import Deadline
from lib.model.intake.figures import Stage
from lib.model.observations import parse_period
from lib.model.reporting import Decision, Verdict
from tests.stored import AT, AUTHOR, RECEIVED, delivery

SEPTEMBER = parse_period("2025-09")
ROW = ("B01", "X", "2025-09", 3, 4)
LATER = replace(AUTHOR, at=AT + timedelta(hours=1))
BACK, GOOD = Verdict.RETURNED, Verdict.APPROVED


def bring(store, *rows, author=AUTHOR, **changes):
    return imports.commit(store, delivery(*(rows or [ROW]), **changes), author).import_id


def invented(*told):
    return pd.DataFrame(told, columns=list(SUBMISSION))


def entries(store):
    with reading(store.engine) as connection:
        return [(e.action, e.subject, e.before, e.after) for e in search(connection, Wanted())]


def deeds(store):
    return [entry for entry in entries(store) if entry[0].startswith(("report", "deadline"))]


def test_what_an_import_brought_of_an_institution_and_month_is_a_submission(store):
    bring(store, ROW, ("B01", "Y", "2025-09", 1, 2), ("B02", "X", "2025-08", 1, 2))
    found = reports.submissions(store)
    assert [(s.area_code, s.month, s.figures) for s in found] == [
        ("B01", SEPTEMBER, 2), ("B02", SEPTEMBER - 1, 1),
    ]  # fmt: skip
    assert {(s.received_at, s.stored_at, s.file, s.actor) for s in found} == {
        (RECEIVED, AT, "九月.xlsx", "李晓")
    }
    assert reports.submissions(store, [SEPTEMBER]) == found[:1]
    assert reports.submissions(store, []) == ()


def test_an_undone_import_is_no_submission(store):
    number = bring(store)
    undo(store, number, AUTHOR)
    assert reports.submissions(store) == ()


@pytest.mark.parametrize("stage", [Stage.VERIFIED, Stage.APPEALED, Stage.FINAL])
def test_what_the_county_verified_or_decided_is_no_submission(store, stage):
    bring(store, stage=stage)
    assert reports.submissions(store) == ()


def test_the_reports_of_the_demonstration_count_until_the_county_brings_its_own(store):
    came = datetime.fromisoformat("2025-10-08T09:00")
    sent = invented(("B01", SEPTEMBER, came, 5))
    bring(store, demonstration=True, submissions=sent)
    (only,) = reports.submissions(store)
    assert (only.received_at, only.stored_at, only.figures) == (came, came, 5)
    number = bring(store, ("B02", "X", "2025-09", 3, 4))
    assert [s.area_code for s in reports.submissions(store)] == ["B02"]
    undo(store, number, AUTHOR)
    assert reports.submissions(store) == (only,)


def test_a_decision_is_kept_and_told_to_the_audit_log(store):
    bring(store)
    assert reports.decide(store, {"B01": 1}, SEPTEMBER, GOOD, LATER) == 1
    (kept,) = reports.decisions(store)
    assert kept == Decision("B01", SEPTEMBER, GOOD, LATER.at, "李晓", LATER.reason)
    after = {"state": "approved", "version": 1}
    assert deeds(store) == [("report.approved", "B01 2025-09", {"state": "submitted"}, after)]
    assert check(store).is_sound


def test_a_second_click_decides_nothing_again(store):
    bring(store)
    for stored in (1, 0):
        assert reports.decide(store, {"B01": 1}, SEPTEMBER, BACK, LATER) == stored
    assert len(reports.decisions(store)) == len(deeds(store)) == 1


def test_the_office_may_change_its_mind(store):
    bring(store)
    for minutes, verdict in ((1, BACK), (2, GOOD), (3, BACK)):
        author = replace(LATER, at=LATER.at + timedelta(minutes=minutes))
        assert reports.decide(store, {"B01": 1}, SEPTEMBER, verdict, author) == 1
    assert [d.verdict for d in reports.decisions(store, [SEPTEMBER])] == [BACK, GOOD, BACK]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_there_is_nothing_to_decide_where_nothing_was_sent(store, verdict):
    with pytest.raises(InputError, match="B01 has not reported 2025-09"):
        reports.decide(store, {"B01": 0}, SEPTEMBER, verdict, LATER)
    assert reports.decisions(store) == ()


def test_sending_back_needs_a_reason_and_approving_does_not(store):
    bring(store)
    silent = replace(LATER, reason="  ")
    with pytest.raises(InputError, match="needs a reason"):
        reports.decide(store, {"B01": 1}, SEPTEMBER, BACK, silent)
    assert reports.decide(store, {"B01": 1}, SEPTEMBER, GOOD, silent) == 1


def test_what_came_since_the_reader_looked_is_not_approved_unseen(store):
    bring(store)
    bring(store, ("B01", "X", "2025-09", 4, 4))
    with pytest.raises(InputError, match="version 1, now it is 2"):
        reports.decide(store, {"B01": 1}, SEPTEMBER, GOOD, LATER)
    assert reports.decide(store, {"B01": 2}, SEPTEMBER, GOOD, LATER) == 1


def test_a_new_version_can_be_approved_like_the_one_before(store):
    bring(store)
    reports.decide(store, {"B01": 1}, SEPTEMBER, GOOD, LATER)
    next_day = replace(AUTHOR, at=AT + timedelta(days=1))
    bring(store, ("B01", "X", "2025-09", 4, 4), author=next_day)
    assert reports.decide(store, {"B01": 2}, SEPTEMBER, GOOD, next_day) == 1


def test_of_several_reports_all_are_decided_or_none(store):
    bring(store, ROW, ("B02", "X", "2025-09", 3, 4))
    with pytest.raises(InputError, match="B03"):
        reports.decide(store, {"B01": 1, "B02": 1, "B03": 1}, SEPTEMBER, GOOD, LATER)
    assert (reports.decisions(store), deeds(store)) == ((), [])
    assert reports.decide(store, {"B01": 1, "B02": 1}, SEPTEMBER, GOOD, LATER) == 2


def test_decisions_of_the_demonstration_come_in_once_with_one_entry(store):
    made = [Decision(code, SEPTEMBER, GOOD, AT, "审核", "") for code in ("B01", "B02")]
    assert [reports.record(store, made, AUTHOR) for _ in range(2)] == [2, 0]
    assert reports.decisions(store) == tuple(made)
    assert deeds(store) == [("report.record", "2025-09 – 2025-09", None, {"decisions": 2})]
    assert reports.record(store, [], AUTHOR) == 0


def test_a_deadline_is_moved_moved_again_and_given_back(store):
    for day, reason in ((date(2025, 10, 12), "台风"), (date(2025, 10, 14), "断电")):
        for _click in range(2):
            reports.set_deadline(store, SEPTEMBER, day, replace(AUTHOR, reason=reason))
        assert reports.deadlines(store) == {SEPTEMBER: Deadline(day, reason)}
    reports.set_deadline(store, SEPTEMBER, None, AUTHOR)
    reports.set_deadline(store, SEPTEMBER, None, AUTHOR)
    assert reports.deadlines(store) == {}
    first, second = {"day": "2025-10-12"}, {"day": "2025-10-14"}
    told = [(before, after) for _action, _subject, before, after in deeds(store)]
    assert sorted(told, key=str) == sorted(
        [(None, first), (first, second), (second, None)], key=str
    )


def test_a_deadline_that_cannot_be_or_has_no_reason_changes_nothing(store):
    with pytest.raises(InputError, match="cannot be the deadline"):
        reports.set_deadline(store, SEPTEMBER, date(2025, 9, 30), AUTHOR)
    with pytest.raises(InputError, match="needs a reason"):
        reports.set_deadline(store, SEPTEMBER, date(2025, 10, 12), replace(AUTHOR, reason=""))
    assert (reports.deadlines(store), reports.version(store)) == ({}, 0)


def test_the_version_grows_with_every_change(store):
    seen = [reports.version(store)]
    bring(store)
    seen.append(reports.version(store))
    reports.decide(store, {"B01": 1}, SEPTEMBER, GOOD, LATER)
    seen.append(reports.version(store))
    assert seen == sorted(set(seen))


def test_the_last_import_is_the_newest_that_holds_and_the_countys_own_before_the_invented(store):
    assert reports.last_import(store) is None
    bring(store, demonstration=True)
    assert reports.last_import(store).demonstration
    first, second = bring(store, ("B02", "X", "2025-09", 1, 2)), bring(store, ROW, author=LATER)
    found = reports.last_import(store)
    assert (found.at, found.actor, found.file, found.demonstration) == (
        LATER.at, "李晓", "九月.xlsx", False,
    )  # fmt: skip
    undo(store, second, AUTHOR)
    assert reports.last_import(store).at == AT
    undo(store, first, AUTHOR)
    assert reports.last_import(store).demonstration
