"""What is kept comes back from the journal as it went in."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.journal import content_of, read
from lib.model.plans.shapes import RUNGS, Duty, Entry, Milestone, Rung, Update

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
numbers = st.none() | st.fractions(0, 1000, max_denominator=1000)
words = st.text(max_size=20)
parts = st.lists(words, max_size=3).map(tuple)
weights = st.fractions(Fraction(1, 10), 100, max_denominator=10)


@given(st.builds(Milestone, words, words, words, parts, days, days, weights, numbers, words))
def test_a_milestone_survives_the_journal(milestone):
    assert read(Milestone, content_of(milestone)) == milestone


@given(st.builds(Update, days, numbers, numbers, words, st.just((("ab", "名"),)), words))
def test_an_update_survives_the_journal(update):
    assert read(Update, content_of(update)) == update


@given(st.builds(Entry, words, words, words, parts, days, days, weights))
def test_an_entry_survives_the_journal(entry):
    assert read(Entry, content_of(entry)) == entry


@given(
    st.builds(
        Duty, st.sampled_from(Rung), words, words, words, days, st.none() | days, parts, parts
    )
)
def test_a_duty_survives_the_journal(duty):
    assert read(Duty, content_of(duty)) == duty


def test_every_level_has_a_name():
    assert set(RUNGS) == set(Rung)


def test_a_duty_holds_from_its_first_to_its_last_day():
    first, last = date(2025, 1, 1), date(2025, 3, 31)
    duty = Duty(Rung.OFFICE, "办", "主任", "调度", first, last)
    held = [duty.holds_on(day) for day in (date(2024, 12, 31), first, last, date(2025, 4, 1))]
    assert held == [False, True, True, False]
