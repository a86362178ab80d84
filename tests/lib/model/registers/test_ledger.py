"""The ledger: rows are set or withdrawn, and every earlier state can be read again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.journal import Attachment
from lib.model.registers import ledger
from lib.model.registers.ledger import File, Wish
from tests.lib.model.registers.declared import anything_goes, checker, done, posted, register, rows

STAFF = register("staff")
ROW = {"year": 2025, "area": "B04", "full_time": 20, "part_time": 9, "village_doctors": 8}
YEARS, NURSES = st.sampled_from([2024, 2025]), st.none() | st.integers(0, 4)
DEEDS = st.lists(st.tuples(st.sampled_from(["B04", "B05"]), YEARS, NURSES), max_size=12)


def entered(values, postings=(), seen=None, **more):
    return done(postings, ledger.enter(STAFF, [Wish(values, seen=seen, **more)], checker()))


@given(DEEDS)
@settings(max_examples=60)
def test_history_replayed_gives_what_stands(deeds):
    """The model is a plain dictionary: a number sets a row, None withdraws it."""
    postings, known = (), {}
    for area, year, nurses in deeds:
        values = ROW | {"area": area, "year": year, "nurses": nurses}
        subject = STAFF.subject(values)
        if nurses is not None:
            postings = entered(values, postings)
            known[subject] = nurses
        elif subject in known:
            number = ledger.stand(postings)[subject].number
            postings = done(postings, ledger.withdraw(STAFF, subject, number, "重复登记"))
            del known[subject]
    standing = ledger.stand(postings)
    assert {s: e.values["nurses"] for s, e in standing.items()} == known
    replayed = {}
    for change in ledger.history(postings):
        assert replayed.get(change.entry.subject) == change.before
        replayed[change.entry.subject] = change.after
        assert change.columns()
    kept = {s: dict(v) for s, v in replayed.items() if v is not None}
    assert kept == {s: dict(e.values) for s, e in standing.items()}


@pytest.mark.parametrize("code", ["accreditation", "contract", "staff", "investment"])
@given(data=st.data())
@settings(max_examples=30)
def test_entering_what_stands_posts_nothing(code, data):
    row = data.draw(rows(code))
    deed = ledger.enter(register(code), [Wish(row)], anything_goes)
    postings = done((), deed)
    assert len(postings) == 1
    assert deed(postings) == []
    back = Wish(ledger.stand(postings)[postings[0].subject].values)
    assert ledger.enter(register(code), [back], anything_goes)(postings) == []


def test_a_change_says_what_was_before():
    postings = entered(ROW | {"nurses": 4}, entered(ROW))
    first, second = ledger.history(postings)
    assert first.before is None
    assert second.columns() == ("nurses",)
    assert (second.before["nurses"], second.after["nurses"]) == (None, 4)


def test_who_looked_at_an_older_state_is_told():
    postings = entered(ROW, seen=0)
    with pytest.raises(InputError, match="was changed by 王敏"):
        entered(ROW | {"nurses": 3}, postings, seen=0)
    assert len(entered(ROW | {"nurses": 3}, postings, seen=1)) == 2


def test_a_bad_row_takes_the_good_ones_with_it():
    good, bad = Wish(ROW), Wish(ROW | {"area": "B05", "full_time": None})
    with pytest.raises(InputError):
        ledger.enter(STAFF, [good, bad], checker())(())


def test_two_rows_of_one_key_are_refused():
    with pytest.raises(InputError, match="same key"):
        ledger.enter(STAFF, [Wish(ROW), Wish(ROW | {"nurses": 1})], checker())(())


@pytest.mark.parametrize("note", ["联系 13812345678", "身份证 441322199003074514"])
def test_personal_data_are_refused_and_not_repeated(note):
    with pytest.raises(InputError) as told:
        entered(ROW | {"note": note})
    assert note[-8:] not in str(told.value)
    with pytest.raises(InputError):
        ledger.withdraw(STAFF, "staff/2025/B04", 1, note)(posted([]))


def test_files_stay_with_a_row_until_they_are_left_out():
    sheet = Attachment("签到表.pdf", b"%PDF")
    postings = entered(ROW, files=(sheet,))
    [entry] = ledger.stand(postings).values()
    assert [file.name for file in entry.files] == ["签到表.pdf"]
    postings = entered(ROW | {"nurses": 2}, postings)
    assert next(iter(ledger.stand(postings).values())).files == entry.files
    postings = entered(ROW | {"nurses": 2}, postings, kept=())
    assert next(iter(ledger.stand(postings).values())).files == ()
    assert len(postings) == 3


def test_the_fingerprint_in_a_posting_is_that_of_its_file():
    [draft] = ledger.enter(STAFF, [Wish(ROW, files=(Attachment("a", b"x"),))], checker())(())
    assert draft.content["files"] == [
        {"sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", "name": "a"}
    ]
    assert File(**draft.content["files"][0]).name == draft.files[0].name


def test_withdrawing_needs_a_row_and_a_reason():
    postings = entered(ROW)
    with pytest.raises(InputError):
        ledger.withdraw(STAFF, "staff/2025/B04", 1, " ")(postings)
    with pytest.raises(InputError, match="no row"):
        ledger.withdraw(STAFF, "staff/2024/B04", 0, "重复")(postings)


def test_a_round_with_gaps_cannot_be_withdrawn():
    told = {"area": "B04", "cycle": 2025, "target": "basic"}
    postings = done((), ledger.enter(register("accreditation"), [Wish(told)], checker()))
    gap = {"area": "B04", "cycle": 2025, "clause": "2.1.4", "core": "true", "problem": "未配齐"}
    gap |= {"owner": "护理岗", "due": "2026-03-01"}
    postings = done(postings, ledger.enter(register("gaps"), [Wish(gap)], checker()))
    with pytest.raises(InputError, match="1 gaps"):
        ledger.withdraw(register("accreditation"), "accreditation/B04/2025", 1, "误报")(postings)


def test_what_cannot_be_a_value_is_told_with_its_column():
    with pytest.raises(InputError) as told:
        entered(ROW | {"nurses": "三人"})
    assert told.value.values["column"].zh.startswith("其中护士")
