"""Roles are offices; a name is refused."""

import pytest

from lib.errors import InputError
from lib.model.plans.roles import refuse_person


@pytest.mark.parametrize("role", ["组长", "主任", "公卫专干", "党委书记", "全科医生", "分管副县长"])
def test_offices_are_roles(role):
    refuse_person(role, "岗位")


@pytest.mark.parametrize("name", ["张伟", "李晓明", "黄志强"])
def test_names_are_refused(name):
    with pytest.raises(InputError, match="roles only"):
        refuse_person(name, "岗位")
