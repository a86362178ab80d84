"""What people type: reasons, remarks and findings, free of identity and telephone numbers.

A remark that holds the number of somebody is refused whole; the number is not repeated. Names
cannot be told from other words with any certainty and are left to who writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lib.errors import N_, InputError
from lib.model import journal
from lib.model.intake.personal.identities import is_checked, looks_like

_GAP = r"[\s\-‐-―_~./·•,、()\[\]*]{0,3}"
"""Signs with which a number is written in groups."""
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
_SHORTEST_GROUP = 3
_OLD_GROUPS = ((15,), (6, 6, 3))
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
    if _LANDLINE.search(text) or _LABELLED.search(text):
        return True
    return (
        any(_is_mobile(groups) for groups in _grouped(_MOBILE, text))
        or any(_is_identity(groups) for groups in _grouped(_IDENTITY, text))
        or any(
            tuple(map(len, groups)) in _OLD_GROUPS and looks_like("".join(groups))
            for groups in _grouped(_OLD_IDENTITY, text)
        )
    )


def _grouped(pattern: re.Pattern[str], text: str) -> Iterator[list[str]]:
    """Find the numbers of a pattern, each as the groups of digits it is written in."""
    return (re.findall(r"[\dXx]+", match[1]) for match in pattern.finditer(text))


def _is_mobile(groups: list[str]) -> bool:
    """Tell a number from a list of counts or a count before a day: 150 20251231."""
    if _DAY.fullmatch(groups[-1]):
        return False
    sizes = {len(group) for group in groups}
    return min(sizes) >= _SHORTEST_GROUP or sizes == {1}


def _is_identity(groups: list[str]) -> bool:
    """Trust the form of an unbroken number, mistyped or not; of a broken one also its check."""
    number = "".join(groups)
    return looks_like(number) and (len(groups) == 1 or is_checked(number))
