"""A closed month refuses every edit and says why; opening it again takes a reason."""

from datetime import datetime

import pytest

from lib.adapters.store import periods
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import changing, check
from lib.adapters.store.engine import reading
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.observations import parse_period

SEPTEMBER, OCTOBER = parse_period("2025-09"), parse_period("2025-10")
AT = datetime.fromisoformat("2026-01-05T16:30")


def told_by(reason, name="李晓"):
    return Author(name, AT, reason)


def refuse(store, *months):
    with changing(store, told_by("")) as change:
        change.tell("import", "九月.xlsx")
        periods.refuse_closed(change.connection, months)


def log(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted("period"))


def test_an_open_month_refuses_nothing(store):
    refuse(store, SEPTEMBER, OCTOBER)
    assert periods.closed(store) == ()


def test_a_closed_month_refuses_and_says_since_when_by_whom_and_why(store):
    assert periods.close(store, [SEPTEMBER], told_by("三季度考核已通过")) == (SEPTEMBER,)
    with pytest.raises(InputError) as refused:
        refuse(store, OCTOBER, SEPTEMBER)
    said = str(refused.value)
    assert said == (
        "2025-09 is closed since 2026-01-05 by 李晓 (三季度考核已通过): "
        "its figures cannot be changed."
    )
    assert "programme office" in refused.value.hint
    refuse(store, OCTOBER)


def test_several_closed_months_are_all_named(store):
    periods.close(store, [OCTOBER, SEPTEMBER], told_by("已通过"))
    with pytest.raises(InputError, match="2025-09, 2025-10 are closed"):
        refuse(store, OCTOBER, SEPTEMBER)


def test_a_refusal_within_a_change_keeps_nothing_of_it(store):
    periods.close(store, [SEPTEMBER], told_by("已通过"))
    with pytest.raises(InputError):
        refuse(store, SEPTEMBER)
    with reading(store.engine) as connection:
        assert search(connection, Wanted("import")) == ()


def test_closing_needs_a_reason_and_so_does_opening(store):
    for refusable in (
        lambda: periods.close(store, [SEPTEMBER], told_by(" ")),
        lambda: periods.reopen(store, SEPTEMBER, told_by("")),
    ):
        with pytest.raises(InputError, match="needs a reason"):
            refusable()
    assert log(store) == ()


@pytest.mark.parametrize("month", ["2026-01", "2026-02"])
def test_a_month_that_is_not_over_stays_open(store, month):
    with pytest.raises(InputError, match=f"{month} is not over"):
        periods.close(store, [SEPTEMBER, parse_period(month)], told_by("试"))
    assert periods.closed(store) == ()


def test_a_second_click_changes_nothing_and_tells_nothing(store):
    periods.close(store, [SEPTEMBER], told_by("甲", "李晓"))
    assert periods.close(store, [SEPTEMBER, OCTOBER], told_by("乙", "王芳")) == (OCTOBER,)
    assert [(p.actor, p.reason) for p in periods.closed(store)] == [("李晓", "甲"), ("王芳", "乙")]
    assert periods.reopen(store, SEPTEMBER, told_by("更正"))
    assert not periods.reopen(store, SEPTEMBER, told_by("更正"))
    assert len(log(store)) == 3


def test_a_month_opened_again_takes_edits_and_the_log_tells_who_had_closed_it(store):
    periods.close(store, [SEPTEMBER], told_by("已通过"))
    periods.reopen(store, SEPTEMBER, told_by("罗阳数据有误", "王芳"))
    refuse(store, SEPTEMBER)
    newest = log(store)[0]
    assert (newest.action, newest.subject, newest.actor) == ("period.reopen", "2025-09", "王芳")
    assert newest.before == {
        "closed": True,
        "actor": "李晓",
        "at": "2026-01-05T16:30:00",
        "reason": "已通过",
    }
    assert check(store).is_sound
