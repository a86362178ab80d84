"""What people answered about a layout is there for the next file, and the log tells who."""

from lib.adapters.store import layouts
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import changing
from lib.adapters.store.engine import reading
from lib.model.authors import Author
from tests.stored import AT, AUTHOR

DIGEST, OTHER = "ab" * 32, "cd" * 32
PLAN = {"sheets": [{"sheet": "表1", "header": [0, 1], "columns": ["机构", None, 3.5, True]}]}


def remember(store, digest, plan, author=AUTHOR):
    with changing(store, author) as change:
        layouts.remember(change, digest, plan)


def answer(store, digest, author=AUTHOR, **answers):
    with changing(store, author) as change:
        layouts.remember_names(change, digest, answers)


def log(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted())


def test_a_plan_comes_back_as_it_was(store):
    remember(store, DIGEST, PLAN)
    remember(store, OTHER, {"sheets": []})
    assert layouts.remembered(store) == {DIGEST: PLAN, OTHER: {"sheets": []}}


def test_a_new_plan_takes_the_place_of_the_old_and_the_log_keeps_both(store):
    remember(store, DIGEST, PLAN)
    remember(store, DIGEST, {"sheets": []}, Author("王芳", AT, "换了表样"))
    assert layouts.remembered(store) == {DIGEST: {"sheets": []}}
    newest = log(store)[0]
    assert (newest.action, newest.subject, newest.actor) == ("layout.remember", DIGEST, "王芳")
    assert (newest.before, newest.after) == (PLAN, {"sheets": []})


def test_the_same_plan_again_is_nothing_to_tell(store):
    remember(store, DIGEST, PLAN)
    remember(store, DIGEST, PLAN)
    assert len(log(store)) == 1


def test_answers_about_names_add_up_and_the_latest_counts(store):
    answer(store, DIGEST, 罗阳="B01", 合计="")
    answer(store, DIGEST, 罗阳="B02", 石湾="B03")
    answer(store, OTHER, 罗阳="B01")
    assert layouts.names(store) == {
        (DIGEST, "罗阳"): "B02",
        (DIGEST, "合计"): "",
        (DIGEST, "石湾"): "B03",
        (OTHER, "罗阳"): "B01",
    }


def test_only_what_is_new_is_told(store):
    answer(store, DIGEST, 罗阳="B01", 石湾="B03")
    answer(store, DIGEST, 罗阳="B01", 石湾="B03")
    answer(store, DIGEST, 罗阳="B01", 石湾="B04")
    assert [(e.action, e.before, e.after) for e in log(store)] == [
        ("names.remember", {"石湾": "B03"}, {"石湾": "B04"}),
        ("names.remember", {}, {"罗阳": "B01", "石湾": "B03"}),
    ]
