"""Every version of a rule file that was in use can be read again."""

import threading

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.adapters.store import documents
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.engine import reading
from tests.stored import AUTHOR

RULES = {"schemes/县方案.yaml": "pass_line: 60\n", "roster.csv": "area_code,name\nB01,罗阳\n"}
versions = st.lists(
    st.dictionaries(st.sampled_from(["a.csv", "b/c.yaml"]), st.sampled_from(["", "1", "二"])),
    max_size=6,
)


def log(store):
    with reading(store.engine) as connection:
        return search(connection, Wanted())


def test_files_seen_for_the_first_time_are_kept(store):
    assert documents.notice(store, RULES, AUTHOR)
    assert documents.contents(store, documents.current(store)) == RULES


def test_files_that_stay_as_they_are_write_nothing(store):
    documents.notice(store, RULES, AUTHOR)
    assert not documents.notice(store, dict(reversed(RULES.items())), AUTHOR)
    assert len(log(store)) == 1


def test_the_log_tells_only_of_the_files_that_changed(store):
    documents.notice(store, RULES, AUTHOR)
    old = documents.current(store)
    changed = {"roster.csv": "area_code,name\n", "targets.csv": "t\n"}
    assert documents.notice(store, changed, AUTHOR)
    new = documents.current(store)
    newest = log(store)[0]
    paths = ["roster.csv", "schemes/县方案.yaml", "targets.csv"]
    assert (newest.action, newest.subject) == ("rules.change", ", ".join(paths))
    assert newest.before == {path: old.get(path) for path in paths}
    assert newest.after == {path: new.get(path) for path in paths}
    assert newest.after["schemes/县方案.yaml"] is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seen=versions)
def test_every_version_can_be_read_again_even_of_files_that_went_and_came(fresh, seen):
    with fresh() as store:
        digests = []
        for files in seen:
            before = documents.current(store)
            noticed = documents.notice(store, files, AUTHOR)
            digests.append(documents.current(store))
            assert noticed == (before != digests[-1])
        assert [documents.contents(store, version) for version in digests] == seen
        assert check(store).is_sound


def test_two_who_notice_at_once_tell_it_once(store):
    both = threading.Barrier(2)
    answers = []

    def notice():
        both.wait()
        answers.append(documents.notice(store, RULES, AUTHOR))

    several = [threading.Thread(target=notice) for _ in range(2)]
    for thread in several:
        thread.start()
    for thread in several:
        thread.join()
    assert sorted(answers) == [False, True]
    assert len(log(store)) == 1
