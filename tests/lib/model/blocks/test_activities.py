"""Activities: entered once, at members of the block, and never at home."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.blocks import activities
from lib.model.blocks.activities import Activity, Kind, stand
from lib.model.journal import content_of, read
from tests.lib.model.blocks import places

wishes = st.builds(
    places.activity,
    member=st.sampled_from(["B01", "B02"]),
    on=st.dates(date(2025, 1, 1), places.DAY),
    kind=st.sampled_from(Kind),
    staff=st.integers(1, 200),
    days=st.integers(1, 184).map(lambda halves: Fraction(halves, 2)),
    patients=st.integers(0, 10_000),
)


def enter(*wished, after=()):
    return activities.enter(after, wished, places.FOUND, places.DAY)


@given(wishes)
def test_what_is_written_is_what_is_read(wish):
    assert read(Activity, content_of(wish)) == wish
    assert wish.person_days == wish.staff * wish.days


@settings(max_examples=40)
@given(st.lists(wishes, max_size=8, unique=True))
def test_everything_entered_counts_once_on_its_day_under_a_number_of_its_own(wished):
    log = stand(places.posted(*enter(*wished)))
    assert [entry.activity for entry in log.entries] == wished
    assert len({entry.number for entry in log.entries}) == len(wished)
    first = date(2025, 7, 1)
    later = log.counting(first, places.DAY)
    assert len(later) == sum(wish.on >= first for wish in wished)
    assert len(log.counting(date(2025, 1, 1), places.DAY)) == len(wished)


def test_the_same_is_not_entered_twice_unless_the_first_was_struck():
    wish = places.activity()
    with pytest.raises(InputError, match="entered already"):
        enter(wish, wish)
    book = places.posted(*enter(wish))
    with pytest.raises(InputError, match="县一院 at B01院 on 2025-12-31"):
        enter(wish, after=book)
    number = stand(book).entries[0].number
    book = places.posted(*activities.strike(book, number, "录重了"), after=book)
    assert stand(book).counting(places.DAY, places.DAY) == ()
    assert stand(book).entries[0].struck == "录重了"
    assert enter(wish, after=book)[0].subject == "2025-12-002"


def test_what_is_struck_stays_struck_and_needs_a_reason():
    book = places.posted(*enter(places.activity()))
    with pytest.raises(InputError, match="needs a text"):
        activities.strike(book, "2025-12-001", " ")
    book = places.posted(*activities.strike(book, "2025-12-001", "误录"), after=book)
    for number in ("2025-12-001", "2025-12-009"):
        with pytest.raises(InputError, match="no activity"):
            activities.strike(book, number, "误录")


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (places.activity("B03", "L2"), "one body"),
        (places.activity("B03"), "does not belong"),
        (places.activity(hospital="L9"), "no lead hospital"),
        (places.activity(on=places.DAY + timedelta(days=1)), "lies ahead"),
        (places.activity(staff=0), "between 1 and 200"),
        (places.activity(days=Fraction(1, 4)), "between 1/2 and 92"),
        (places.activity(days=Fraction(3, 4)), "between 1/2 and 92"),
        (places.activity(patients=-1), "between 0 and"),
        (places.activity(output=""), "needs a text"),
        (places.activity(output="联系人13812345678"), "telephone number"),
    ],
)
def test_what_is_no_help_or_impossible_is_refused_with_everything_beside_it(wish, said):
    with pytest.raises(InputError, match=said):
        enter(places.activity("B02"), wish)
