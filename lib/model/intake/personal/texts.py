"""What people type: reasons, remarks and findings, free of identity and telephone numbers.

A remark that holds the number of somebody is refused whole; the number is not repeated. Names
cannot be told from other words with any certainty and are left to who writes.
"""

from __future__ import annotations

import re
import unicodedata

from lib.errors import N_, InputError
from lib.model import journal
from lib.model.intake.personal.identities import is_checked, looks_like

_GAP = r"[\s\-‐-―_~./·•()\[\]*]{0,3}"
"""Signs that part the groups of one number; the comma parts numbers."""
_ALONE = r"(?<!\d)(?<!\d\.)"
_MOBILE = re.compile(rf"{_ALONE}(?:\+?(?:00)?86{_GAP})?(?=(1{_GAP}[3-9](?:{_GAP}\d){{9}})(?!\d))")
_IDENTITY = re.compile(rf"{_ALONE}(?=(\d(?:{_GAP}\d){{16}}{_GAP}[\dXx])(?!\d))")
_OLD_IDENTITY = re.compile(rf"{_ALONE}(?=(\d(?:{_GAP}\d){{14}})(?!\d))")
_LANDLINE = re.compile(
    rf"{_ALONE}(?:0|\+?(?:00)?86{_GAP}0?)(?:10|2\d|[3-9]\d\d){_GAP}[2-8]\d{{2,3}}{_GAP}\d{{4}}(?!\d)"
)
_LABELLED = re.compile(
    r"(?:电话|手机|联系方式|座机|固话|tel|phone|mobile)(?:号码|号)?[\s:.是为]{0,3}"
    rf"[2-8]\d{{2,3}}{_GAP}\d{{4}}(?!\d)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_USUAL = (3, 4, 4)
_MOBILE_GROUPS = {(11,), _USUAL, (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (1,) * 11}
_OLD_GROUPS = {(15,), (6, 6, 3)}
_IN_WORDS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")


def refuse_text(
    text: str, what: str, *, limit: int = journal.LONGEST_TEXT, needed: bool = True
) -> None:
    """Refuse a text that is missing, too long, or holds the number of a person.

    Parameters
    ----------
    text
        What was typed, or the name of a file.
    what
        Name of the field, marked by N_.
    limit
        Letters it may have.
    needed
        Whether it may not be empty.

    Raises
    ------
    InputError
        Naming the field; what was found is not repeated.

    Examples
    --------
    >>> refuse_text("抽查档案10份，2份无法核实", "备注")
    """
    journal.refuse_text(text, what, limit=limit, needed=needed)
    if holds_number(text):
        raise InputError(
            N_("“{what}” holds an identity or telephone number; it was not stored."),
            hint=N_("Say it without data of persons; lists of people stay with the institution."),
            what=what,
        )


def holds_number(text: str) -> bool:
    """Tell whether a text holds an identity or telephone number, however it is written.

    Examples
    --------
    >>> [holds_number(text) for text in ("致电１３８—0013—8000", "一三八零零一三八零零零")]
    [True, True]
    >>> [holds_number(text) for text in ("2025-12-31 查150份", "第 13、25、41 号档案")]
    [False, False]
    """
    plain = "".join(map(_plain, unicodedata.normalize("NFKC", text)))
    return any(_holds(form) for form in {plain, plain.translate(_IN_WORDS)})


def _plain(sign: str) -> str:
    """Write a digit of any script as 0 to 9, and drop what nobody sees."""
    if unicodedata.category(sign) == "Cf":
        return ""
    return str(unicodedata.decimal(sign, sign))


def _holds(text: str) -> bool:
    return (
        _LANDLINE.search(text) is not None
        or _LABELLED.search(text) is not None
        or any(_is_mobile(match[1]) for match in _MOBILE.finditer(text))
        or any(_is_identity(match[1]) for match in _IDENTITY.finditer(text))
        or any(_is_old_identity(match[1]) for match in _OLD_IDENTITY.finditer(text))
    )


def _groups(written: str) -> list[str]:
    return re.findall(r"[\dXx]+", written)


def _is_mobile(written: str) -> bool:
    """Tell a number from counts side by side: 150 20251231, or 138/1450 1500/1600."""
    groups = _groups(written)
    sizes = tuple(map(len, groups))
    if sizes not in _MOBILE_GROUPS or _DAY.fullmatch(groups[-1]):
        return False
    return "/" not in written or (sizes == _USUAL and len(set(re.findall(r"\D+", written))) == 1)


def _is_identity(written: str) -> bool:
    """Trust the form of an unbroken number, mistyped or not; of a broken one also its check."""
    groups = _groups(written)
    number = "".join(groups)
    return looks_like(number) and (len(groups) == 1 or is_checked(number))


def _is_old_identity(written: str) -> bool:
    groups = _groups(written)
    return tuple(map(len, groups)) in _OLD_GROUPS and looks_like("".join(groups))
