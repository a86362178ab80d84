"""What may be done to the plan, and what is refused with a sentence."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.journal import Attachment
from lib.model.plans import deeds
from lib.model.plans.shapes import Ending, Update
from lib.model.plans.standing import stand
from tests.lib.model.plans.conftest import entry, posted
from tests.lib.model.plans.test_standing import DECEMBER, JANUARY, begun, milestone

TODAY = date(2025, 7, 1)
COUNTED = {"target": Fraction(22), "unit": "家"}


@pytest.fixture
def book(outline):
    return begun(outline)


def test_an_empty_measure_is_entered_under_a_name_of_the_countys(outline):
    (draft,) = deeds.enter_measure((), outline, "M-3", entry(name="县局录入的名称"))
    assert stand(posted([draft])).entries["M-3"].name == "县局录入的名称"


def test_a_name_the_plan_gives_is_not_renamed(outline):
    with pytest.raises(InputError, match="names M-1"):
        deeds.enter_measure((), outline, "M-1", entry(name="别的名称"))


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"lead": ""},
        {"task": "T9"},
        {"due": date(2024, 12, 31)},
        {"weight": Fraction(0)},
        {"weight": Fraction(101)},
        {"partners": ("电话13800138000",)},
        {"partners": ("单位",) * 13},
    ],
)
def test_an_incomplete_measure_is_refused(outline, changes):
    with pytest.raises(InputError):
        deeds.enter_measure((), outline, "M-3", entry(**changes))


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(outline, book):
    with pytest.raises(InputError, match="王敏"):
        deeds.enter_measure(book, outline, "M-1", entry(), seen=0)
    with pytest.raises(InputError, match="王敏"):
        deeds.set_milestone(book, milestone(), "M-1-001", seen=1)


def test_a_measure_is_not_cut_shorter_than_its_milestones(outline, book):
    with pytest.raises(InputError, match="2025-06-30"):
        deeds.enter_measure(book, outline, "M-1", entry(due=date(2025, 6, 30)), seen=1)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"start": date(2024, 12, 31)},
        {"due": date(2026, 1, 1)},
        {"measure": "M-2"},
        {"target": Fraction(0), "unit": "家"},
        {"target": Fraction(5)},
        {"meter": "coverage"},
        {"meter": "weather", **COUNTED},
    ],
)
def test_a_milestone_that_does_not_fit_is_refused(book, changes):
    with pytest.raises(InputError):
        deeds.set_milestone(book, milestone(**changes))


def test_a_milestone_does_not_change_its_measure(outline, book):
    book = posted(deeds.enter_measure(book, outline, "M-2", entry(task="T2")), book)
    with pytest.raises(InputError, match="belongs to M-1"):
        deeds.set_milestone(book, milestone(measure="M-2"), "M-1-001", seen=2)


@pytest.mark.parametrize(
    "update",
    [
        Update(date(2025, 7, 2), percent=Fraction(5)),
        Update(TODAY),
        Update(TODAY, percent=Fraction(101)),
        Update(TODAY, percent=Fraction(-1)),
        Update(TODAY, value=Fraction(3)),
        Update(TODAY, percent=Fraction(100)),
        Update(TODAY, percent=Fraction(5), risk="患者电话13800138000"),
    ],
)
def test_an_update_that_cannot_be_is_refused(book, update):
    with pytest.raises(InputError):
        deeds.report(book, "M-1-001", update, TODAY)


def test_an_update_before_the_last_one_is_refused(book):
    late = Update(date(2025, 6, 1), percent=Fraction(5))
    book = posted(deeds.report(book, "M-1-001", late, TODAY), book)
    with pytest.raises(InputError, match="2025-06-01"):
        deeds.report(book, "M-1-001", Update(date(2025, 5, 31), percent=Fraction(6)), TODAY)


def test_complete_needs_evidence_in_words_or_as_a_file(book):
    done = Update(TODAY, percent=Fraction(100), evidence="示例〔2025〕1号")
    (draft,) = deeds.report(book, "M-1-001", done, TODAY)
    assert draft.files == ()
    file = Attachment("通知.pdf", b"x")
    with_file = Update(TODAY, percent=Fraction(100), files=(("ab", "通知.pdf"),))
    (draft,) = deeds.report(book, "M-1-001", with_file, TODAY, (file,))
    assert draft.files == (file,)


def test_a_remark_alone_is_an_update(book):
    (draft,) = deeds.report(book, "M-1-001", Update(TODAY, risk="经费未到位"), TODAY)
    assert draft.kind == "update"


def test_dropping_needs_a_reason_and_a_milestone(book):
    with pytest.raises(InputError):
        deeds.drop(book, "M-1-001", Ending(TODAY, ""), seen=2)
    with pytest.raises(InputError, match="M-1-009"):
        deeds.drop(book, "M-1-009", Ending(TODAY, "撤销"), seen=2)


@given(
    target=st.fractions("0.1", 1000, max_denominator=100),
    value=st.fractions(0, 2000, max_denominator=100),
)
def test_a_value_is_worth_its_share_of_the_target_and_never_more_than_all(target, value):
    shape = milestone(target=target, unit="家")
    found = deeds.percent_of(shape, Update(JANUARY, value=value))
    assert found == min(Fraction(100), 100 * value / target)
    typed = Update(DECEMBER, value=value, percent=Fraction(7))
    assert deeds.percent_of(shape, typed) == 7


def test_no_value_or_no_target_is_no_percentage():
    assert deeds.share_of(milestone(), Fraction(3)) is None
    assert deeds.percent_of(milestone(**COUNTED), Update(JANUARY, risk="…")) is None
