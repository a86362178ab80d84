"""How numbers are written: the one place that turns a value into text.

Values stay exact until here (whole fen, fractions); rounding for the eye is half up,
as people and spreadsheets do it. Every function takes `None` for "no value" and writes
a dash: a missing figure never looks like a zero.
"""

from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction
from numbers import Rational
from typing import TypeAlias

from babel.dates import format_skeleton

from pages.ui import state
from pages.ui.text import N_, _

Number: TypeAlias = int | float | Fraction | Decimal

MISSING = "—"
_MINUS = "−"
_STATUS_WORDS = {
    "missing": N_("Not reported"),
    "not_applicable": N_("Not applicable"),
    "exempt": N_("Exempt"),
}
_LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
_FEN_PER_YUAN = 100
_YUAN_PER_WAN = 10_000
_RATE_UNITS = {"percent": (Fraction(1, 100), "%"), "per_10000": (Fraction(1, 10_000), "‱")}
_EXACT_DIGITS = 40


def half_up(value: Number, decimals: int = 0) -> Decimal:
    """Round half away from zero, exactly, whatever the kind of number.

    Examples
    --------
    >>> half_up(Fraction(5, 1000), 2), half_up(0.285, 2), half_up(-2.5)
    (Decimal('0.01'), Decimal('0.29'), Decimal('-3'))
    """
    scaled = _exactly(value) * 10**decimals
    rounded = int(abs(scaled) + Fraction(1, 2)) * (-1 if scaled < 0 else 1)
    return Decimal(rounded).scaleb(-decimals)


def number(value: Number | None, decimals: int = 0) -> str:
    """Write a number with thousands separators.

    Examples
    --------
    >>> number(1234567), number(Fraction(2, 3), 2), number(None), number(-0.004, 2)
    ('1,234,567', '0.67', '—', '0.00')
    """
    known = _known(value)
    if known is None:
        return MISSING
    rounded = half_up(known, decimals)
    return f"{_MINUS if rounded < 0 else ''}{abs(rounded):,.{decimals}f}"


def signed(value: Number | None, decimals: int = 0) -> str:
    """Write a change with its sign; no change carries none.

    Examples
    --------
    >>> signed(3), signed(-1200), signed(0), signed(Fraction(1, 8), 2)
    ('+3', '−1,200', '0', '+0.13')
    """
    known = _known(value)
    rises = known is not None and half_up(known, decimals) > 0
    return f"{'+' if rises else ''}{number(known, decimals)}"


def yuan(fen: int | None, *, unit: bool = True, sign: bool = False) -> str:
    """Write fen as yuan with two decimals: exact, because a fen is a hundredth.

    Examples
    --------
    >>> yuan(123456789, unit=False), yuan(-5, unit=False), yuan(5, unit=False, sign=True)
    ('1,234,567.89', '−0.05', '+0.05')
    """
    written = (signed if sign else number)(_known(fen, per=_FEN_PER_YUAN), 2)
    return _with_unit(written, N_("{amount} yuan"), wanted=unit)


def wan(fen: int | None, *, unit: bool = True, sign: bool = False) -> str:
    """Write fen as 万元 (ten thousand yuan) with two decimals, half up; millions in English.

    Examples
    --------
    >>> wan(123_456_789_00), wan(-49_99, unit=False)
    ('12,345.68万元', '0.00')
    """
    english = state.language() == "en"
    per_unit = _FEN_PER_YUAN * _YUAN_PER_WAN * (100 if english else 1)
    written = (signed if sign else number)(_known(fen, per=per_unit), 4 if english else 2)
    return _with_unit(written, N_("{amount} m yuan"), wanted=unit)


def percent(share: Number | None, decimals: int = 1) -> str:
    """Write a share (/1) as a percentage.

    Examples
    --------
    >>> percent(Fraction(2, 3)), percent(1, 0), percent(None)
    ('66.7%', '100%', '—')
    """
    return _with_sign(number(_known(share, per=Fraction(1, 100)), decimals), "%")


def signed_percent(share: Number | None, decimals: int = 1) -> str:
    """Write a relative change (/1) as a signed percentage.

    Examples
    --------
    >>> signed_percent(Fraction(-1, 8)), signed_percent(0.05)
    ('−12.5%', '+5.0%')
    """
    return _with_sign(signed(_known(share, per=Fraction(1, 100)), decimals), "%")


def points_of_percent(change: Number | None, decimals: int = 1) -> str:
    """Write a difference of two shares (/1) in percentage points, 个百分点.

    Examples
    --------
    >>> points_of_percent(Fraction(13, 1000)), points_of_percent(None)
    ('+1.3个百分点', '—')
    """
    written = signed(_known(change, per=Fraction(1, 100)), decimals)
    return _with_unit(written, N_("{amount} pp"), wanted=True)


def rate(value: Number | None, unit: str, decimals: int = 1) -> str:
    """Write a rate (/1) in the unit of its indicator: `percent` or `per_10000`.

    Examples
    --------
    >>> rate(Fraction(4, 5), "percent"), rate(Fraction(45, 10_000), "per_10000")
    ('80.0%', '45.0‱')
    """
    per, sign = _RATE_UNITS[unit]
    return _with_sign(number(_known(value, per=per), decimals), sign)


def in_unit(value: Number | None, unit: str, decimals: int = 1) -> str:
    """Write a value that is already counted in the unit of its indicator.

    Examples
    --------
    >>> in_unit(80, "percent"), in_unit(Fraction(9, 2), "per_10000"), in_unit(3, "plain", 0)
    ('80.0%', '4.5‱', '3')
    """
    sign = _RATE_UNITS[unit][1] if unit in _RATE_UNITS else ""
    return _with_sign(number(value, decimals), sign)


def score(value: Number | None, decimals: int = 2) -> str:
    """Write a score or points."""
    return number(value, decimals)


def rank(value: int | None) -> str:
    """Write a rank."""
    known = _known(value)
    return MISSING if known is None else _("No. {rank}").format(rank=int(known))


def exact(value: Number | None) -> str:
    """Write a value with nothing lost: all its decimals, or the fraction if they never end.

    Examples
    --------
    >>> exact(Fraction(1, 8)), exact(Fraction(2, 3)), exact(12)
    ('0.125', '2/3', '12')
    """
    known = _known(value)
    if known is None:
        return MISSING
    decimal = Context(prec=_EXACT_DIGITS).divide(known.numerator, known.denominator)
    if Fraction(decimal) != known:
        return str(known).replace("-", _MINUS)
    return f"{decimal.normalize():,f}".replace("-", _MINUS)


def status(code: str) -> str:
    """Say why a figure is not there; nothing for a reported one.

    Examples
    --------
    >>> status("missing"), status("reported")
    ('缺报', '')
    """
    return _(_STATUS_WORDS[code]) if code in _STATUS_WORDS else ""


def period(code: str) -> str:
    """Write a period code ("2025-09", "2025Q3", "2025") for reading.

    Examples
    --------
    >>> period("2025-09"), period("2025Q3"), period("2025")
    ('2025年9月', '2025年第3季度', '2025年')
    """
    year, part = int(code[:4]), code[4:]
    if part.startswith("-"):
        return _dated(date(year, int(part[1:]), 1), "yMMM")
    if part.startswith("Q"):
        return _dated(date(year, int(part[1:]) * 3, 1), "yQQQ")
    return _dated(date(year, 1, 1), "y")


def day(when: date) -> str:
    """Write a date.

    Examples
    --------
    >>> day(date(2025, 9, 30))
    '2025年9月30日'
    """
    return _dated(when, "yMMMd")


def moment(when: datetime, *, to: str = "minutes") -> str:
    """Write a day and a time of day so that lines sort as they happened.

    Examples
    --------
    >>> when = datetime(2026, 1, 5, 16, 30, 7)
    >>> moment(when), moment(when, to="seconds")
    ('2026-01-05 16:30', '2026-01-05 16:30:07')
    """
    return when.isoformat(sep=" ", timespec=to)


def _dated(when: date, skeleton: str) -> str:
    """Write the parts of a date that the skeleton asks for, in the order the language has."""
    written: str = format_skeleton(skeleton, when, locale=_LOCALES[state.language()])
    return written


def _with_unit(written: str, template: str, *, wanted: bool) -> str:
    """Add a unit in words; a dash needs none."""
    return _(template).format(amount=written) if wanted and written != MISSING else written


def _with_sign(written: str, sign: str) -> str:
    """Add a sign such as %; a dash needs none."""
    return written if written == MISSING else f"{written}{sign}"


def _known(value: Number | None, *, per: int | Fraction = 1) -> Fraction | None:
    """Count in steps of `per`; None and NaN (which does not equal itself) are no value."""
    if value is None or value != value:  # noqa: PLR0124
        return None
    return _exactly(value) / per


def _exactly(value: Number) -> Fraction:
    """Take a float for the decimal it shows (0.285), not for the binary number next to it."""
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    return Fraction(str(value))
