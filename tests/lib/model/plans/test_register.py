"""The register names bodies and roles, and lists what nobody answers for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.plans import register
from lib.model.plans.register import Wanted
from lib.model.plans.shapes import Duty, Ending, Rung
from lib.model.roster import Area, Roster
from tests.lib.model.plans.conftest import posted

START, DAY = date(2025, 1, 1), date(2025, 6, 30)
ROSTER = Roster(
    (
        Area("C1", "县域慢病管理中心", "centre", "", None),
        Area("B01", "甲镇卫生院", "township_hospital", "", 100),
        Area("B02", "乙镇卫生院", "township_hospital", "", 100),
        Area("V1", "一村卫生站", "clinic", "B01", 50),
        Area("V2", "二村卫生站", "clinic", "B01", 50),
        Area("V3", "三村卫生站", "clinic", "B02", 50),
    )
)
WANTED = Wanted(("M-1", "M-2"), ("01", "02"), ("B01", "B02"))
OFFICE = Duty(Rung.OFFICE, "县公卫办", "主任", "日常调度", START)


def entered(*duties):
    book = ()
    for duty in duties:
        book = posted(register.enter(book, duty, ROSTER), book)
    return book


def gaps(*duties, day=DAY):
    held = [duty for duty, _ in register.stand(entered(*duties)).values()]
    return register.gaps(held, WANTED, ROSTER, day)


def test_without_duties_everything_is_a_gap():
    found = gaps()
    assert (found.measures, found.items) == (("M-1", "M-2"), ("01", "02"))
    assert (found.institutions, found.clinics, found.count) == (("B01", "B02"), ("B01", "B02"), 8)


@given(
    measures=st.sets(st.sampled_from(WANTED.measures)), items=st.sets(st.sampled_from(WANTED.items))
)
def test_what_is_covered_and_what_is_a_gap_make_up_all(measures, items):
    found = gaps(replace(OFFICE, measures=tuple(sorted(measures)), items=tuple(sorted(items))))
    assert {*found.measures} == {*WANTED.measures} - measures
    assert {*found.items} == {*WANTED.items} - items


def test_an_institution_answers_for_its_clinics_together_or_each_for_itself():
    whole = Duty(Rung.CLINIC, "B02", "各站站长", "建档随访", START)
    one = Duty(Rung.CLINIC, "V1", "站长", "建档随访", START)
    assert gaps(whole).clinics == ("B01",)
    assert gaps(whole, one).clinics == ("B01",)
    assert gaps(whole, one, replace(one, body="V2")).clinics == ()


def test_a_duty_that_has_ended_leaves_a_gap():
    duty = Duty(Rung.INSTITUTION, "B01", "院长", "组织实施", START)
    book = entered(duty)
    book = posted(register.end(book, "D-001", Ending(DAY, "职责调整"), 1), book)
    ((ended, number),) = register.stand(book).values()
    assert (ended.end, number) == (DAY, 2)
    after = date(2025, 7, 1)
    assert "B01" in register.gaps([ended], WANTED, ROSTER, after).institutions
    assert "B01" not in register.gaps([ended], WANTED, ROSTER, DAY).institutions


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"role": ""},
        {"role": "李晓明"},
        {"body": ""},
        {"end": date(2024, 12, 31)},
        {"text": "联系电话13800138000"},
        {"rung": Rung.CENTRE, "body": "B01"},
        {"rung": Rung.CENTRE, "body": "C9"},
        {"rung": Rung.INSTITUTION, "body": "C1"},
    ],
)
def test_a_duty_that_does_not_fit_is_refused(changes):
    with pytest.raises(InputError):
        register.enter((), replace(OFFICE, **changes), ROSTER)


def test_the_same_duty_stands_once():
    book = entered(OFFICE)
    with pytest.raises(InputError, match="D-001"):
        register.enter(book, OFFICE, ROSTER)
    (draft,) = register.enter(book, OFFICE, ROSTER, "D-001", 1)
    assert draft.subject == "D-001"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_nor_what_is_not_there():
    book = entered(OFFICE)
    with pytest.raises(InputError, match="王敏"):
        register.enter(book, replace(OFFICE, text="新"), ROSTER, "D-001", 0)
    with pytest.raises(InputError, match="D-007"):
        register.end(book, "D-007", Ending(DAY, "撤销"), 1)
    with pytest.raises(InputError):
        register.end(book, "D-001", Ending(date(2024, 1, 1), "撤销"), 1)
