"""Rules are adopted for good: dated, with a reason, never where something is settled."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import insert

from lib.adapters.store import documents, periods, scheme_versions
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import changing, check
from lib.adapters.store.engine import reading
from lib.adapters.store.scheme_versions import ADOPT, Decision, adopt, listing, path_of, texts
from lib.adapters.store.tables import evaluation, revision
from lib.errors import InputError
from lib.model import adoption
from lib.model.authors import Author
from lib.model.observations import parse_period

AUTHOR = Author("李晓", datetime.fromisoformat("2026-01-05T16:30"), "领导小组会议通过")
DECISION = Decision(
    "standard-100",
    date(2026, 1, 1),
    {"base_share": "0.5", "tree": {"01": {"points": {"default": "100/3"}}}},
    {"b": "0.5"},
    "ab" * 32,
    "cd" * 32,
    4,
)


def log(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted(ADOPT))


def settle(store, day, scheme="standard-100"):
    row = {"id": 1, "at": AUTHOR.at, "actor": AUTHOR.name, "action": "import"}
    facts = {"title": "三季度评价", "scheme": scheme, "day": day, "revision": 1}
    others = {"documents": {}, "result": {}, "seal": "a", "actor": "李晓", "at": AUTHOR.at}
    with changing(store, AUTHOR) as change:
        change.connection.execute(insert(revision).values(row))
        change.connection.execute(insert(evaluation).values(facts | others | {"reason": "通过"}))
        change.tell("evaluation.adopt", "三季度评价")


def test_what_is_adopted_comes_back_as_it_was(store):
    number = adopt(store, DECISION, "a", AUTHOR)
    (kept,) = listing(store)
    assert (kept.number, kept.decision) == (number, DECISION)
    assert (kept.actor, kept.at, kept.reason) == (AUTHOR.name, AUTHOR.at, AUTHOR.reason)


def test_a_second_click_adopts_nothing_twice(store):
    first = adopt(store, DECISION, "a", AUTHOR)
    assert adopt(store, DECISION, "a", AUTHOR) == first
    assert len(listing(store)) == len(log(store)) == 1


def test_adopting_needs_a_reason(store):
    with pytest.raises(InputError, match="Adopting rules needs a reason"):
        adopt(store, DECISION, "a", Author("李晓", AUTHOR.at))
    assert listing(store) == ()


def test_a_later_decision_leaves_the_earlier_as_it_was(store):
    adopt(store, DECISION, "a", AUTHOR)
    adopt(store, replace(DECISION, parameters={"base_share": "0.4"}), "b", AUTHOR)
    assert [v.decision.parameters["base_share"] for v in listing(store)] == ["0.4", "0.5"]
    newest, oldest = log(store)
    assert oldest.before is None
    assert newest.before["number"] == oldest.after["number"]
    assert check(store).is_sound


def test_nothing_changes_or_drops_a_decision():
    offered = {name for name in vars(scheme_versions) if not name.startswith("_")}
    assert {"insert", "update", "delete"} & offered == {"insert"}


@pytest.mark.parametrize("month", ["2026-01", "2026-03"])
def test_rules_never_begin_where_a_month_is_closed_that_they_would_change(store, month):
    later = replace(AUTHOR, at=datetime.fromisoformat("2026-06-01T09:00"))
    periods.close(store, [parse_period(month)], later)
    with pytest.raises(InputError, match=f"{month} is closed since 2026-06-01 by 李晓"):
        adopt(store, replace(DECISION, effective=date(2026, 1, 15)), "a", later)
    assert listing(store) == ()


def test_rules_may_begin_the_day_after_the_last_closed_month(store):
    periods.close(store, [parse_period("2025-12")], AUTHOR)
    assert adopt(store, DECISION, "a", AUTHOR)


def test_rules_never_begin_before_an_adopted_evaluation(store):
    settle(store, date(2026, 1, 31))
    with pytest.raises(InputError, match="“三季度评价” up to 2026-01-31"):
        adopt(store, DECISION, "a", AUTHOR)
    assert adopt(store, replace(DECISION, effective=date(2026, 2, 1)), "a", AUTHOR)


def test_an_evaluation_of_another_scheme_stands_in_nobodys_way(store):
    settle(store, date(2026, 1, 31), "standard-1000")
    assert adopt(store, DECISION, "a", AUTHOR)


def test_decisions_are_documents_that_an_evaluation_can_name(store):
    assert texts(store) == {}
    adopt(store, DECISION, "a", AUTHOR)
    adopt(store, replace(DECISION, scheme="standard-1000"), "b", AUTHOR)
    found = texts(store)
    assert set(found) == {path_of("standard-100"), path_of("standard-1000")}
    (read,) = adoption.read(found[path_of("standard-100")])
    assert (read.parameters, read.title) == (DECISION.parameters, AUTHOR.reason)
    used = documents.current(store)
    assert documents.contents(store, used) == found
    assert not documents.notice(store, found, AUTHOR)


def test_the_stamp_changes_with_every_decision(store):
    stamps = [scheme_versions.stamp(store)]
    for key in ("a", "b"):
        adopt(store, DECISION, key, AUTHOR)
        stamps.append(scheme_versions.stamp(store))
    assert len(set(stamps)) == 3
