"""Interviews: kept as rows and read back the same; impossible ones are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.surveys.interviews import Interview, Mode, check, faults, from_row
from tests.lib.model.surveys.cases import CLINICS, RULES, asked

some = st.lists(st.sampled_from(sorted(RULES.services)), unique=True).map(tuple)
interviews = st.builds(
    Interview,
    clinic=st.sampled_from(sorted(CLINICS["A"])),
    mode=st.sampled_from(Mode),
    respondent=st.sampled_from(sorted(RULES.classes)),
    attempts=st.integers(1, 9),
    interviewer=st.sampled_from(["访员03", "7", "督导员12"]),
    aware=st.none() | st.booleans(),
    channels=st.lists(st.sampled_from(sorted(RULES.channels)), unique=True).map(tuple),
    services=st.none() | some,
    visited=st.none() | st.booleans(),
    satisfaction=st.none() | st.integers(1, 5),
)


@given(interview=interviews)
def test_a_row_reads_back_as_the_interview_it_was(interview):
    assert from_row(interview.row()) == interview


@given(interview=interviews)
def test_only_channels_of_the_unaware_and_marks_of_strangers_are_at_fault(interview):
    wrong = set(faults(interview, RULES, CLINICS["A"]))
    unaware = bool(interview.channels) and not interview.aware
    stranger = interview.satisfaction is not None and not interview.is_user
    expected = {"channels": unaware, "satisfaction": stranger}
    assert wrong == {field for field, is_wrong in expected.items() if is_wrong}


@pytest.mark.parametrize("called", ["张三", "13812345678", "陈医生0", "abcdefg1", "", "访员12345"])
def test_an_interviewer_is_a_number_and_never_a_name_or_telephone(called):
    interview = Interview("A1", Mode.VISIT, "elderly", 1, called)
    accepted = called == "陈医生0"  # a role with a number; the number keeps a bare name out
    assert ("interviewer" not in faults(interview, RULES, CLINICS["A"])) == accepted


@pytest.mark.parametrize(
    ("field", "value"),
    [("clinic", "B1"), ("respondent", "teacher"), ("attempts", 0), ("services", ("08",))],
)
def test_what_the_questionnaire_does_not_know_is_refused_with_its_number(field, value):
    odd = asked(**{field: value}) if field in {"clinic", "respondent", "services"} else None
    odd = odd or Interview("A1", Mode.VISIT, "elderly", value, "访员03")
    assert list(faults(odd, RULES, CLINICS["A"])) == [field]
    with pytest.raises(InputError, match="Interview 2 of A"):
        check({"A": [asked(), odd]}, RULES, CLINICS)


def test_who_used_nothing_cannot_be_satisfied():
    assert not faults(asked(satisfaction=5, services=("06",)), RULES, CLINICS["A"])
    assert not faults(asked(satisfaction=5, visited=True), RULES, CLINICS["A"])
    assert faults(asked(satisfaction=5, services=(), visited=False), RULES, CLINICS["A"])
