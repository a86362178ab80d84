"""Identity numbers (公民身份号码): their form and check character, as GB 11643 lays down."""

from __future__ import annotations

import re

_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
FORM_18 = rf"{_PROVINCE}\d{{4}}(?:18|19|20)\d\d{_DAY}\d{{3}}[\dXx]"
FORM_15 = rf"{_PROVINCE}\d{{6}}{_DAY}\d{{3}}"
"""Issued until 1999; without century and check character."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_checked(number: str) -> bool:
    """Verify the last of 18 characters (ISO 7064, MOD 11-2, as GB 11643 applies it).

    Examples
    --------
    >>> is_checked("11010519491231002X"), is_checked("110105194912310021")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def looks_like(number: str) -> bool:
    """Tell whether 15 or 18 characters have the form of an identity number.

    Examples
    --------
    >>> looks_like("110105491231002"), looks_like("123456789012345")
    (True, False)
    """
    return re.fullmatch(f"{FORM_18}|{FORM_15}", number) is not None
