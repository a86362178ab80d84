"""The journal in the store: posted once, all or nothing, told to the log, seen with its figures."""

import pytest

from lib.adapters.store import imports, journal
from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import check
from lib.adapters.store.engine import reading
from lib.adapters.store.undoing import undo
from lib.errors import InputError
from lib.model.journal import Attachment, Draft, next_subject
from tests.stored import AUTHOR, delivery

REPORT = Attachment("督导报告.docx", b"PK\x03\x04 report")


def held(_standing, subject="2025Q4-001", **facts):
    return [Draft("visit", subject, "held", {"on": "2025-10-14"}, **facts)]


def test_what_a_room_decides_is_posted_and_told_to_the_log(store):
    (posted,) = journal.post(store, held, "a", AUTHOR, "visit")
    assert journal.postings(store, "visit") == (posted,)
    assert (posted.by, posted.reason, posted.content) == ("李晓", "九月更正", {"on": "2025-10-14"})
    with reading(store.engine) as connection:
        (entry,) = search(connection, Wanted(action="visit"))
    assert (entry.action, entry.subject) == ("visit.held", "2025Q4-001")
    assert check(store).is_sound


def test_a_second_click_posts_nothing(store):
    posted = [journal.post(store, held, "a", AUTHOR, "visit") for _click in range(2)]
    assert posted[0] == posted[1] == journal.postings(store)


def test_a_room_sees_what_stands_in_its_books_and_no_more(store):
    journal.post(store, held, "a", AUTHOR, "visit")
    journal.post(store, lambda _: [Draft("item", "1", "new", {})], "b", AUTHOR, "item")
    seen = []

    def decide(standing):
        seen.extend(posting.book for posting in standing)
        return held(standing, next_subject(standing, "2025Q4-"))

    (posted,) = journal.post(store, decide, "c", AUTHOR, "visit")
    assert (seen, posted.subject) == (["visit"], "2025Q4-002")
    assert journal.version(store, "visit") == posted.number
    assert journal.version(store, "item") == posted.number - 1
    assert journal.version(store, "survey") == 0


def test_what_is_refused_leaves_nothing(store):
    def refuse(_standing):
        raise InputError("no")

    too_large = Attachment("影像.zip", b"0" * (journal.LARGEST + 1))
    empty = Attachment("空.docx", b"")
    attached = [lambda s, f=file: held(s, files=(REPORT, f)) for file in (too_large, empty)]
    for number, decide in enumerate([refuse, *attached]):
        with pytest.raises(InputError):
            journal.post(store, decide, f"key {number}", AUTHOR, "visit")
    assert journal.postings(store) == ()
    with pytest.raises(InputError, match="no file with the fingerprint"):
        journal.file(store, journal.fingerprint(REPORT))


def test_files_are_kept_once_and_come_back_byte_for_byte(store):
    for key in ("a", "b"):
        journal.post(store, lambda s: held(s, files=(REPORT,)), key, AUTHOR, "visit")
    assert journal.file(store, journal.fingerprint(REPORT)) == REPORT


def test_the_work_of_the_demonstration_goes_and_comes_back_with_its_figures(store):
    imports.commit(store, delivery(("B01", "HTN01", "2025-09", 1, 2), demonstration=True), AUTHOR)
    shown = journal.post(store, held, "a", AUTHOR, "visit")
    own = imports.commit(store, delivery(("B01", "HTN01", "2025-09", 3, 4)), AUTHOR)
    assert journal.postings(store) == ()
    (mine,) = journal.post(store, held, "b", AUTHOR, "visit")
    assert journal.postings(store) == (mine,)
    undo(store, own.import_id, AUTHOR)
    assert journal.postings(store) == shown
