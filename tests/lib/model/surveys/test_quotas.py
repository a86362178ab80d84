"""Quotas: counted by class, missing ones never below zero, thin villages named."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lib.model.surveys.quotas import gaps, thin_villages
from lib.model.surveys.rounds import Batch, Standing
from tests.lib.model.surveys.cases import ROUND, RULES, TEN, asked, whole_quota

held = st.lists(st.tuples(st.sampled_from(["A1", "A2"]), st.sampled_from(sorted(set(TEN)))))


def standing(rows):
    return Standing(ROUND, (Batch(1, "A", tuple(rows), "", "", "甲", None),))


def test_forty_interviews_of_the_right_classes_leave_no_gap():
    found = [gap for gap in gaps(standing(whole_quota()), RULES) if gap.area_code == "A"]
    assert [(g.respondent, g.asked, g.wanted) for g in found] == [
        ("chronic", 16, 16),
        ("maternal", 8, 8),
        ("parent", 8, 8),
        ("elderly", 8, 8),
    ]
    assert not thin_villages(standing(whole_quota()), RULES)


@given(rows=held)
def test_every_interview_is_counted_once_and_thin_villages_have_less_than_ten(rows):
    found = standing([asked(village, who) for village, who in rows])
    own = [gap for gap in gaps(found, RULES) if gap.area_code == "A"]
    assert sum(gap.asked for gap in own) == len(rows)
    assert all(gap.missing == max(0, gap.wanted - gap.asked) for gap in own)
    counted = Counter(village for village, _ in rows)
    assert thin_villages(found, RULES).get("A", {}) == {v: n for v, n in counted.items() if n < 10}
