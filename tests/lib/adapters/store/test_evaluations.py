"""An adopted evaluation is kept as it was adopted, whatever happens later."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import insert

from lib.adapters.store import evaluations
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import changing, check
from lib.adapters.store.engine import reading
from lib.adapters.store.evaluations import Proposal, adopt, find, listing
from lib.adapters.store.tables import revision
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.evaluation import evaluate
from lib.model.replay import deviations, record
from tests.small import DAY, dataset, roster, rules, tree_of

AUTHOR = Author("李晓", datetime.fromisoformat("2026-01-05T16:30"), "领导小组会议通过")
HELD = rules(tree_of((40, 30, 30)), money={})
ROWS = [(code, i, "2025-12", 9, 10) for code in ("A", "B") for i in "XYZ"]
WORLD = dataset(roster({"A": 1000, "B": 2001}), ROWS)


@pytest.fixture
def versioned(store):
    """A store with one version of the data."""
    with changing(store, AUTHOR) as change:
        row = {"id": 1, "at": AUTHOR.at, "actor": AUTHOR.name, "action": "import"}
        change.connection.execute(insert(revision).values(row))
        change.tell("import", "年度数据.xlsx")
    return store


def proposal(**changes):
    outcome = evaluate(WORLD, HELD)
    made = Proposal(
        title="2025年度绩效评价",
        scheme="standard-100",
        day=DAY,
        revision=1,
        documents={"schemes/standard-100.yaml": "a" * 64, "roster/institutions.csv": "b" * 64},
        result=record(outcome),
        seal=outcome.seal,
    )
    return replace(made, **changes)


def test_what_is_adopted_comes_back_as_it_was(versioned):
    number = adopt(versioned, proposal(), AUTHOR)
    kept = find(versioned, number)
    assert kept.proposal == proposal()
    assert (kept.actor, kept.at, kept.reason) == (AUTHOR.name, AUTHOR.at, AUTHOR.reason)
    assert kept.pool == evaluate(WORLD, HELD).allocation.pool
    assert listing(versioned) == (kept,)


def test_the_same_rules_and_data_give_the_same_seal_and_the_same_fen_again(versioned):
    kept = find(versioned, adopt(versioned, proposal(), AUTHOR)).proposal
    assert deviations(kept.seal, kept.result, evaluate(WORLD, HELD)) == ()


def test_one_changed_figure_is_found_out(versioned):
    kept = find(versioned, adopt(versioned, proposal(), AUTHOR)).proposal
    other = dataset(roster({"A": 1000, "B": 2001}), [("A", "X", "2025-12", 8, 10), *ROWS[1:]])
    found = deviations(kept.seal, kept.result, evaluate(other, HELD))
    assert {notice.area for notice in found} >= {"", "A"}


def test_adopting_needs_a_reason_and_a_title(versioned):
    with pytest.raises(InputError, match="Adopting an evaluation needs a reason"):
        adopt(versioned, proposal(), Author("李晓", AUTHOR.at))
    for title in ("", "  ", "x" * 101, "两\n行"):
        with pytest.raises(InputError, match="needs a title"):
            adopt(versioned, proposal(title=title), AUTHOR)
    assert listing(versioned) == ()


def test_a_second_click_adopts_nothing_twice(versioned):
    first = adopt(versioned, proposal(), AUTHOR)
    assert adopt(versioned, proposal(title=" 2025年度绩效评价 "), AUTHOR) == first
    assert len(listing(versioned)) == 1
    with reading(versioned.engine) as connection:
        assert len(search(connection, Wanted(evaluations.ADOPT))) == 1


def test_a_result_under_another_title_or_with_another_seal_is_another(versioned):
    numbers = [
        adopt(versioned, proposal(), AUTHOR),
        adopt(versioned, proposal(title="复核"), AUTHOR),
        adopt(versioned, proposal(seal="c" * 64), AUTHOR),
    ]
    assert len(set(numbers)) == 3
    assert [kept.id for kept in listing(versioned)] == numbers[::-1]


def test_the_log_tells_seal_version_and_money(versioned):
    adopt(versioned, proposal(), AUTHOR)
    with reading(versioned.engine) as connection:
        (entry,) = search(connection, Wanted(evaluations.ADOPT))
    assert entry.subject == "2025年度绩效评价"
    assert entry.after["seal"] == proposal().seal
    assert (entry.after["revision"], entry.after["institutions"]) == (1, 2)
    assert entry.after["fen"] == 3001 * 99_00
    assert json.dumps(entry.after)
    assert check(versioned).is_sound


def test_there_is_no_way_to_change_or_drop_an_adopted_evaluation():
    offered = {name for name in vars(evaluations) if not name.startswith("_")}
    writing = {"insert", "update", "delete"} & offered
    assert writing == {"insert"}
    assert {"adopt", "listing", "find"} <= offered


def test_an_evaluation_that_is_not_there_is_told_as_a_sentence(store):
    with pytest.raises(InputError, match="no adopted evaluation number 7"):
        find(store, 7)


def test_an_evaluation_without_money_or_scores_is_kept_too(versioned):
    outcome = evaluate(WORLD, rules(tree_of((40, 30, 30)), rank_basis="full"))
    number = adopt(versioned, proposal(result=record(outcome), day=date(2025, 9, 30)), AUTHOR)
    kept = find(versioned, number)
    assert {one.fen for one in kept.proposal.result.values()} == {None}
    assert kept.pool == 0
