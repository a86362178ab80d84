"""Words keep their numbers apart, and give them back."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.papers.content import Column, Figure, Kind, Paper, Table, joined, said, say
from tests import papers

FIGURES = st.builds(Figure, st.fractions(), st.text(max_size=5))
CELLS = st.one_of(st.text(st.characters(exclude_characters="{}"), max_size=5), FIGURES)


@given(st.lists(CELLS, max_size=5))
def test_joined_words_say_their_parts_with_the_sign_between(parts):
    assert said(joined(parts, "、")) == "、".join(map(said, parts))
    kept = [part for part in joined(parts) if isinstance(part, Figure)]
    assert kept == [part for part in parts if isinstance(part, Figure)]


@given(FIGURES, FIGURES)
def test_a_sentence_keeps_its_numbers_in_order(first, last):
    words = say("从{a}到{b}。", a=first, b=last)
    assert [w for w in words if isinstance(w, Figure)] == [first, last]
    assert said(words) == f"从{first.text}到{last.text}。"


def test_a_paper_gives_every_number_of_fields_lists_and_tables(newest):
    one, two, three = (Figure(Fraction(n), str(n)) for n in (1, 2, 3))
    table = Table((Column("a", "甲"),), ({"a": ("共", two)},), {"a": three})
    paper = Paper(
        Kind.RANKING, "", papers.stamp(newest), {"x": (one, "y")}, {"l": ((one,),)}, {"t": table}
    )
    assert paper.figures() == (one, one, two, three)
