"""Help: sums by kind and by member are the same, and gaps are those without any."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.blocks.activities import Kind
from lib.model.blocks.helping import Count, help_of
from tests.lib.model.blocks import places

anything = st.builds(
    places.activity,
    member=st.sampled_from(sorted(places.PEOPLE)),
    hospital=st.sampled_from(["L1", "L2"]),
    on=st.dates(date(2025, 10, 1), places.DAY),
    kind=st.sampled_from(Kind),
    staff=st.integers(1, 9),
    patients=st.integers(0, 90),
)


@settings(max_examples=60)
@given(st.lists(anything, max_size=20))
def test_kinds_and_members_add_up_to_the_total(done):
    for block in (places.FIRST, places.SECOND):
        found = help_of(block, done)
        for parts in (found.by_kind.values(), found.by_member.values()):
            assert sum(one.activities for one in parts) == found.total.activities
            assert sum((one.person_days for one in parts), Fraction()) == found.total.person_days
            assert sum(one.patients for one in parts) == found.total.patients
        helped = {a.member for a in done if a.hospital == block.code}
        assert {a.code for a in found.gaps} == {a.code for a in block.helped} - helped


def test_work_at_home_is_no_help_even_if_somebody_wrote_it_down():
    found = help_of(places.SECOND, [places.activity("B03", "L2"), places.activity("B04", "L2")])
    assert found.total == Count(1, Fraction(1), 20)
    assert set(found.by_member) == {"B04"}
    assert found.gaps == ()


def test_a_quarter_without_any_activity_is_a_gap_for_every_member():
    assert [area.code for area in help_of(places.FIRST, ()).gaps] == ["B01", "B02"]
    assert help_of(places.FIRST, ()).by_kind[Kind.TRAINING] == Count()
