"""Checklists: the score lies between 0 and 100, moves with the answers, and needs all of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.parameters import Text
from lib.model.supervision.checklists import Answer, Question, score

HALF = Fraction(1, 2)
WEIGHTS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(list(Answer))), min_size=1)


def asked(pairs):
    questions = [
        Question(str(n), frozenset(), "", weight, Text("", ""))
        for n, (weight, _) in enumerate(pairs)
    ]
    return questions, {str(n): answer for n, (_, answer) in enumerate(pairs)}


@given(WEIGHTS)
def test_a_score_lies_between_0_and_100_or_nothing_applied(pairs):
    found = score(*asked(pairs), HALF)
    applies = any(answer is not Answer.NOT_APPLICABLE for _, answer in pairs)
    assert (found is not None) == applies
    assert found is None or 0 <= found <= 100


@given(WEIGHTS, st.data())
def test_a_better_answer_never_scores_less(pairs, data):
    questions, answers = asked(pairs)
    code = data.draw(st.sampled_from(sorted(answers)))
    order = (Answer.NOT, Answer.PARTLY, Answer.MET)
    scores = [score(questions, {**answers, code: answer}, HALF) for answer in order]
    assert scores == sorted(scores)


def test_what_does_not_apply_is_left_out():
    pairs = [(2, Answer.MET), (1, Answer.NOT), (5, Answer.NOT_APPLICABLE)]
    assert score(*asked(pairs), HALF) == Fraction(200, 3)


@given(WEIGHTS)
def test_a_question_without_an_answer_is_refused(pairs):
    questions, answers = asked(pairs)
    answers.popitem()
    with pytest.raises(InputError, match="1 questions"):
        score(questions, answers, HALF)
