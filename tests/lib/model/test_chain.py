"""Whatever is done to a chain is found out; what is only added to it is not held against it."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.authors import Author
from lib.model.chain import GENESIS, Anchor, link, verify

KEY = b"k" * 32
AT = datetime.fromisoformat("2026-01-05T16:30")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
deeds = st.tuples(st.sampled_from(["import", "undo", "period.close"]), texts, values, values)


def chain_of(some_deeds, key=KEY):
    entries = []
    for number, deed in enumerate(some_deeds):
        last = Anchor(entries[-1].seq, entries[-1].hash) if entries else None
        author = Author("李晓", AT + timedelta(minutes=number), f"第{number}次")
        entries.append(link(last, author, deed, key))
    return entries


def anchor_of(entries):
    return Anchor(entries[-1].seq, entries[-1].hash)


chains = st.lists(deeds, min_size=2, max_size=8).map(chain_of)


@given(chains)
def test_an_untouched_chain_is_sound(entries):
    verdict = verify(entries, KEY, anchor_of(entries))
    assert verdict.is_sound
    assert verdict.is_anchored
    assert verdict.entries == len(entries)


@given(chains)
def test_entries_number_without_gaps_and_each_names_the_one_before(entries):
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous for entry in entries] == [GENESIS, *(e.hash for e in entries[:-1])]


@given(chains, st.data())
def test_a_chain_that_went_on_after_the_anchor_is_sound(entries, data):
    early = data.draw(st.sampled_from(entries))
    assert verify(entries, KEY, Anchor(early.seq, early.hash)).is_sound


CHANGES = {
    "at": lambda at: at + timedelta(microseconds=1),
    "actor": lambda name: name + "某",
    "action": lambda action: action + "x",
    "subject": lambda subject: subject + "x",
    "before": lambda value: [value],
    "after": lambda value: [value],
    "reason": lambda reason: reason + "x",
    "seq": lambda seq: seq + 1,
    "previous": lambda digest: digest[::-1] + "0",
    "hash": lambda digest: digest[::-1] + "0",
}


@given(chains, st.sampled_from(sorted(CHANGES)), st.data())
def test_any_fact_changed_breaks_the_chain_at_its_entry(entries, field, data):
    place = data.draw(st.integers(0, len(entries) - 1))
    old = entries[place]
    forged = replace(old, **{field: CHANGES[field](getattr(old, field))})
    touched = [*entries[:place], forged, *entries[place + 1 :]]
    verdict = verify(touched, KEY, anchor_of(entries))
    assert not verdict.is_sound
    assert verdict.broken_at == place + 1


@given(chains, st.data())
def test_an_entry_removed_or_doubled_or_swapped_is_found(entries, data):
    place = data.draw(st.integers(0, len(entries) - 2))
    end = anchor_of(entries)
    removed = entries[:place] + entries[place + 1 :]
    doubled = [*entries[: place + 1], *entries[place:]]
    swapped = [*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :]]
    assert not any(verify(touched, KEY, end).is_sound for touched in (removed, doubled, swapped))


@given(chains, st.data())
def test_entries_cut_off_the_end_are_found_by_the_anchor(entries, data):
    left = data.draw(st.integers(0, len(entries) - 1))
    verdict = verify(entries[:left], KEY, anchor_of(entries))
    assert verdict.is_cut
    assert verdict.broken_at is None
    assert not verdict.is_sound


@given(chains)
def test_a_chain_linked_anew_without_the_key_is_found(entries):
    deeds_again = [(e.action, e.subject, e.before, e.after) for e in entries]
    assert verify(chain_of(deeds_again, b"x" * 32), KEY, anchor_of(entries)).broken_at == 1


@given(chains)
def test_a_chain_replaced_by_another_with_the_key_does_not_fit_the_anchor(entries):
    other = chain_of([("import", "别的", None, None)] * len(entries))
    verdict = verify(other, KEY, anchor_of(entries))
    assert not verdict.is_sound


def test_without_an_anchor_the_verdict_says_so():
    entries = chain_of([("import", "a", None, None)] * 3)
    assert not verify(entries, KEY).is_anchored
    assert verify(entries[:2], KEY).is_sound


@given(deeds)
def test_what_is_hashed_is_what_comes_back_from_json(deed):
    entry = chain_of([deed])[0]
    again = replace(
        entry,
        before=json.loads(json.dumps(entry.before)),
        after=json.loads(json.dumps(entry.after, sort_keys=True)),
    )
    assert verify([again], KEY).is_sound


def test_tuples_and_numbers_as_keys_are_kept_as_json_has_them():
    entry = chain_of([("import", "a", (1, 2), {10: "x", 2: "y"})])[0]
    assert (entry.before, entry.after) == ([1, 2], {"10": "x", "2": "y"})


@pytest.mark.parametrize("number", [1.0, 12345678901234567890, -0.0, 1e300])
def test_a_number_that_stands_alone_is_kept_as_text(number):
    entry = chain_of([("deadline", "a", number, None)])[0]
    assert entry.before == str(number)
    assert type(number)(entry.before) == number


@pytest.mark.parametrize("value", [[float("nan")], [float("inf")], {"at": AT}, {1, 2}])
def test_what_is_no_json_value_is_a_bug(value):
    with pytest.raises((TypeError, ValueError)):
        chain_of([("import", "a", None, value)])


def test_times_are_kept_to_the_second():
    entry = link(None, Author("李晓", AT.replace(microsecond=999_999)), ("x", "", None, None), KEY)
    assert entry.at == AT
