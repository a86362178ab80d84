"""Roles of the responsibility register: an office, never the name of a person."""

from __future__ import annotations

import re

from lib.errors import N_, InputError
from lib.model.intake import personal
from lib.model.intake.sheets import Sheet, Workbook

_PERSON = "联系人"
_OFFICES = re.compile(r".*(?:[长任记员师科股室办干组岗]|医生|护士|负责人)")
"""How offices end: 组长, 主任, 书记, 专干 …"""
_LONGEST_NAME = 4


def refuse_person(role: str, what: str) -> None:
    """Refuse a person's name where an office belongs.

    Raises
    ------
    InputError
        Saying that roles are kept, not names.

    Examples
    --------
    >>> refuse_person("公卫科科长", "岗位")
    """
    bare = role.strip()
    if len(bare) > _LONGEST_NAME or _OFFICES.fullmatch(bare):
        return
    if personal.refuse(Workbook("", "", "", 1, (Sheet("", ((_PERSON,), (bare,))),))):
        raise InputError(
            N_("“{what}” looks like a person's name; the register keeps roles only."),
            hint=N_("Write the office or post, such as 主任 or 公卫专干."),
            what=what,
        )
