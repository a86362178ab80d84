"""Saved scenarios: a version for every saving, none lost, none twice, all told to the log."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.engine import reading
from lib.adapters.store.scenarios import SAVE, find, listing, save, versions
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.scenario_files import make, renamed
from lib.model.scenarios import Scenario
from tests import small

AT = datetime.fromisoformat("2026-01-05T16:30")
AUTHOR = Author("李晓", AT)
RULES = small.rules(small.tree_of((40, 30, 30)), money={})


def made(name="慢病加权", share=Fraction(1, 2), description="试算"):
    return make((name, description), RULES, Scenario(base_share=share), ("李晓", AT))


def log(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted(SAVE))


def test_what_is_saved_comes_back_as_it_was(store):
    number = save(store, made(), "a", AUTHOR)
    kept = find(store, number)
    assert (kept.version, kept.file) == (1, made())
    assert listing(store) == (kept,)


def test_saving_under_a_known_name_makes_a_version_and_keeps_the_earlier(store):
    first = save(store, made(), "a", AUTHOR)
    second = save(store, made(share=Fraction(1, 3)), "b", AUTHOR)
    back = save(store, made(), "c", AUTHOR)
    assert [v.id for v in versions(store, "慢病加权")] == [back, second, first]
    assert [v.version for v in versions(store, "慢病加权")] == [3, 2, 1]
    assert find(store, first).file == find(store, back).file == made()
    assert [v.id for v in listing(store)] == [back]


def test_a_second_click_saves_nothing_twice_even_after_somebody_elses_version(store):
    first = save(store, made(), "a", AUTHOR)
    assert save(store, made(), "a", AUTHOR) == first
    save(store, made(share=Fraction(1, 3)), "b", AUTHOR)
    assert save(store, made(), "a", AUTHOR) == first
    assert len(versions(store, "慢病加权")) == len(log(store)) == 2


def test_saving_what_is_the_latest_already_makes_no_version(store):
    first = save(store, made(), "a", AUTHOR)
    later = replace(made(), at=datetime.fromisoformat("2026-02-01T08:00"), author="王芳")
    assert save(store, later, "b", AUTHOR) == first
    assert save(store, made(description="另一说明"), "c", AUTHOR) != first


def test_scenarios_of_different_names_are_listed_newest_first(store):
    numbers = [save(store, made(name), name, AUTHOR) for name in ("甲", "乙", "丙")]
    assert [v.id for v in listing(store)] == numbers[::-1]
    assert save(store, renamed(made("甲"), "丁", ""), "d", AUTHOR) not in numbers


def test_the_log_tells_what_the_version_was_and_is(store):
    save(store, made(), "a", AUTHOR)
    save(store, made(share=Fraction(1, 3)), "b", AUTHOR)
    newest, oldest = log(store)
    assert oldest.before is None
    assert newest.subject == "慢病加权"
    assert (newest.before["version"], newest.after["version"]) == (1, 2)
    assert (newest.before["changes"], newest.after["changes"]) == ({"b": "0.5"}, {"b": "1/3"})
    assert check(store).is_sound


def test_a_scenario_that_is_not_there_is_told_as_a_sentence(store):
    with pytest.raises(InputError, match="no saved scenario number 7"):
        find(store, 7)
