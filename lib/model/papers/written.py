"""How papers write numbers: as official documents do, each with its exact value."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.numbers import round_one
from lib.model.papers.content import Figure

MISSING = "—"
_MINUS = "−"
_FEN_PER_YUAN = 100
_FEN_PER_WAN = 1_000_000
_NUMERALS = "〇一二三四五六七八九"
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def number(value: Fraction | int | None, decimals: int = 0, unit: str = "") -> Figure:
    """Write a number with thousands separators, half up.

    Examples
    --------
    >>> number(Fraction(2469, 2), 0, "人").text, number(None).text, number(Fraction(-1, 3), 2).text
    ('1,235人', '—', '−0.33')
    """
    if value is None:
        return Figure(None, MISSING, decimals)
    rounded = round_one(abs(Fraction(value)), decimals)
    sign = _MINUS if value < 0 and rounded else ""
    scaled = int(rounded * 10**decimals)
    whole, part = divmod(scaled, 10**decimals)
    fraction = f".{part:0{decimals}}" if decimals else ""
    return Figure(Fraction(value), f"{sign}{whole:,}{fraction}{unit}", decimals)


def yuan(fen: int | None, unit: str = "") -> Figure:
    """Write fen as yuan, to the fen.

    >>> yuan(123456789).text
    '1,234,567.89'
    """
    return number(None if fen is None else Fraction(fen, _FEN_PER_YUAN), 2, unit)


def wan(fen: int | None, unit: str = "") -> Figure:
    """Write fen as 万元 as sentences do, with two decimals.

    >>> wan(123456789012).text
    '123,456.79'
    """
    return number(None if fen is None else Fraction(fen, _FEN_PER_WAN), 2, unit)


def money(fen: int | None, *, in_wan: bool) -> Figure:
    """Write fen in the unit of a table, to the fen in either, so that columns add up in sight.

    >>> money(123456789, in_wan=True).text, money(123456789, in_wan=False).text
    ('123.456789', '1,234,567.89')
    """
    if not in_wan:
        return yuan(fen)
    return number(None if fen is None else Fraction(fen, _FEN_PER_WAN), 6)


def percent(share: Fraction | None, decimals: int = 1) -> Figure:
    """Write a share (/1) as a percentage; its value is in percent too.

    >>> percent(Fraction(2, 3)).text
    '66.7%'
    """
    return number(None if share is None else share * 100, decimals, "%")


def change(value: Fraction | int | None, decimals: int = 0) -> Figure:
    """Write a change with a sign; none for no change.

    >>> [change(n).text for n in (3, -2, 0)]
    ['+3', '−2', '0']
    """
    found = number(value, decimals)
    rises = value is not None and round_one(Fraction(value), decimals) > 0
    return Figure(found.value, f"+{found.text}", decimals) if rises else found


def day(when: date) -> str:
    """Write a day as documents do: no zero before it.

    >>> day(date(2026, 1, 8))
    '2026年1月8日'
    """
    return f"{when.year}年{when.month}月{when.day}日"


def period(last: date) -> str:
    """Write the months that cumulative figures cover.

    >>> period(date(2025, 9, 30)), period(date(2025, 1, 31))
    ('2025年1—9月', '2025年1月')
    """
    return f"{last.year}年1月" if last.month == 1 else f"{last.year}年1—{last.month}月"


def numeral(count: int) -> str:
    """Write a small number in Chinese, to number headings: 一, 十二.

    >>> [numeral(n) for n in (1, 10, 12, 20, 31)]
    ['一', '十', '十二', '二十', '三十一']
    """
    tens, ones = divmod(count, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_NUMERALS[tens]}十")
    return head + (_NUMERALS[ones] if ones else "")


def clean(text: str) -> str:
    r"""Take out of a text what no file may hold: control signs and signs that turn the reading.

    Examples
    --------
    >>> clean("甲\x00乙\u202e丙")
    '甲乙丙'
    """
    return _CONTROL.sub("", text.replace("\t", " ")).strip()


def typed(text: str, what: str, limit: int = 2_000) -> str:
    """Return a text that somebody typed, fit for a paper; `what` names the field.

    Raises
    ------
    InputError
        If it is too long, or holds an identity or mobile number.
    """
    found = clean(text)
    if _IDENTITY.search(found) or _MOBILE.search(found):
        raise InputError(
            N_("“{what}” holds what looks like an identity or mobile number."),
            hint=N_("Papers carry no personal data; give the telephone number of the office."),
            what=what,
        )
    if len(found) > limit:
        raise InputError(
            N_("“{what}” has {count} letters; at most {limit} fit."),
            hint=N_("Write it shorter, or attach it."),
            what=what,
            count=len(found),
            limit=limit,
        )
    return found
