"""No personal data in the plan: neither numbers nor names."""

import pytest

from lib.errors import InputError
from lib.model.plans.texts import refuse_person, refuse_unfit


@pytest.mark.parametrize(
    "text", ["联系13800138000", "请电 0752-6288888", "证号 11010519491231002X 的患者"]
)
def test_identity_and_telephone_numbers_are_refused_and_not_repeated(text):
    with pytest.raises(InputError) as refused:
        refuse_unfit(text, "风险说明", limit=100)
    assert not any(digits in str(refused.value) for digits in ("1380", "6288", "1101"))


@pytest.mark.parametrize("text", ["示例〔2025〕3号", "覆盖 22 家、343 个站", "2025-12-31 前完成"])
def test_numbers_of_papers_days_and_counts_are_fine(text):
    refuse_unfit(text, "佐证", limit=100)


def test_a_needed_text_has_to_be_there_and_no_text_may_be_too_long():
    with pytest.raises(InputError):
        refuse_unfit(" ", "名称", limit=5)
    with pytest.raises(InputError):
        refuse_unfit("六个字的名称", "名称", limit=5, needed=False)


@pytest.mark.parametrize("role", ["组长", "主任", "公卫专干", "党委书记", "全科医生", "分管副县长"])
def test_offices_are_roles(role):
    refuse_person(role, "岗位")


@pytest.mark.parametrize("name", ["张伟", "李晓明", "黄志强"])
def test_names_are_refused(name):
    with pytest.raises(InputError, match="roles only"):
        refuse_person(name, "岗位")
