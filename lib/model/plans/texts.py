"""Texts that people type into the plan: of a fair length, and without personal data."""

from __future__ import annotations

import re

from lib.errors import N_, InputError
from lib.model.intake import personal
from lib.model.intake.sheets import Sheet, Workbook
from lib.model.journal import refuse_text

_PERSON = "联系人"
_TELEPHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_OFFICES = re.compile(r".*(?:[长任记员师科股室办干组岗]|医生|护士|负责人)")
"""How offices end: 组长, 主任, 书记, 专干 …"""
_LONGEST_NAME = 4


def refuse_unfit(text: str, what: str, *, limit: int, needed: bool = True) -> None:
    """Refuse a text that is missing, too long, or holds identity or telephone numbers.

    Raises
    ------
    InputError
        Naming the field; the number itself is not repeated.
    """
    refuse_text(text, what, limit=limit, needed=needed)
    if _TELEPHONE.search(text) or _is_personal(((text,),)):
        raise InputError(
            N_("“{what}” seems to hold an identity or telephone number; nothing was stored."),
            hint=N_("Write it without personal data."),
            what=what,
        )


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
    if _is_personal(((_PERSON,), (bare,))):
        raise InputError(
            N_("“{what}” looks like a person's name; the register keeps roles only."),
            hint=N_("Write the office or post, such as 主任 or 公卫专干."),
            what=what,
        )


def _is_personal(rows: tuple[tuple[str, ...], ...]) -> bool:
    return bool(personal.refuse(Workbook("", "", "", 1, (Sheet("", rows),))))
