"""The stamp tells everything, and a mark is the same for the same click."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lib.model.papers.stamp import mark_of
from tests import papers


def test_its_lines_tell_scheme_data_time_operator_seal_and_mark(newest):
    made = papers.stamp(newest)
    text = "".join(made.lines)
    told = (made.scheme_name, made.rules[:12], "2025年12月31日", "2026-01-08 10:30")
    assert all(one in text for one in (*told, made.operator, made.seal, made.mark))


def test_a_draft_and_made_up_figures_warn(newest):
    made = papers.stamp(newest)
    assert len(made.warnings) == 1
    assert len(replace(made, mark="").warnings) == 2
    assert replace(made, demonstration=False).warnings == ()


@given(st.text(max_size=9), st.text(max_size=9))
def test_a_mark_depends_on_the_click_alone(one, other):
    assert mark_of("ranking", "s", one) == mark_of("ranking", "s", one)
    assert (mark_of("ranking", "s", one) == mark_of("ranking", "s", other)) == (one == other)
    assert mark_of("ranking", "s", one) != mark_of("minutes", "s", one)
