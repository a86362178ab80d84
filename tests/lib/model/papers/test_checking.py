"""Differences are found wherever they are, and blanks are none."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.papers.checking import Reading, Verdict, compare, judge, recognise

LINES = st.lists(st.text("甲乙丙12 ", min_size=1, max_size=4), max_size=12)


@given(LINES)
def test_the_same_texts_do_not_differ_whatever_their_blanks(lines):
    assert compare(lines, [f"  {line}　" for line in lines]) == ()
    assert compare(lines, [*lines, " "]) == ()


@given(LINES.filter(bool), st.data())
def test_one_changed_line_is_found(lines, data):
    place = data.draw(st.integers(0, len(lines) - 1))
    changed = [*lines]
    changed[place] = "改动"
    found = compare(lines, changed)
    assert "改动" in [one.now for one in found]


def test_what_nobody_issued_is_unknown():
    reading = Reading(("甲",), {})
    assert recognise((), "ab", reading) is None
    assert judge(None, "ab", None, reading).verdict == Verdict.UNKNOWN
