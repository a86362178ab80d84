"""Periods: which month a title, a file name or a cell speaks of, and what its figures count."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lib.model.intake.plans import Basis

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A period read from words."""

    month: int
    """Last month of the period, counted from year 0, see `observations.parse_period`."""
    basis: Basis
    words: str
    """What it was read from, as a reader would recognise it."""
    explicit: bool
    """Whether the words name year and month; “2025年度” may be no more than a programme's name."""


def find(text: str, year: int | None = None) -> Found | None:
    """Find the one period a text names.

    A day is no period (填报日期：2025-10-08) unless it closes one (截至9月30日), is the last day
    of its month, or is all there is (a month that a spreadsheet keeps as its first day). A
    month, quarter or half-year that does not say whether it counts from 1 January has the
    basis unknown: somebody must be asked.

    Parameters
    ----------
    text
        Title, file name, sheet name or cell.
    year
        Year to use where the text names none; None if it is not known.

    Returns
    -------
    Found or None
        None if the text names no period, or several.

    Examples
    --------
    >>> found = find("博罗县2025年1-9月报表.xlsx")
    >>> found.month == 2025 * 12 + 8, found.basis, found.words
    (True, <Basis.CUMULATIVE: 'cumulative'>, '2025年1-9月')
    >>> find("9月") is None, find("9月", 2025).explicit
    (True, False)
    """
    reading = _read(text, year)
    return reading.found if reading else None


def best(texts: Iterable[str]) -> Found | None:
    """Choose the most explicit of what several texts name: file, sheet, title.

    A year that stands in only some of the texts serves all of them. “2025年度” counts only
    where no text names a month, a quarter or a half-year.

    Returns
    -------
    Found or None
        None if none names a period, or if they contradict one another.

    Examples
    --------
    >>> best(["2025年度公卫报表.xlsx", "截至9月30日"]).month == 2025 * 12 + 8
    True
    >>> best(["2025年8月", "2025年9月"]) is None
    True
    """
    known = [text for text in texts if text]
    years = {year for text in known if (year := year_of(text)) is not None}
    shared = years.pop() if len(years) == 1 else None
    readings = [reading for text in known if (reading := _read(text, shared)) is not None]
    return _agreed(
        [r.found for r in readings if r.grade > _YEAR_GRADE] or [r.found for r in readings]
    )


def _agreed(found: list[Found]) -> Found | None:
    """Many words for one month, with the basis that any of them states."""
    if len({period.month for period in found}) != 1:
        return None
    chosen = max(found, key=lambda period: period.explicit)
    stated = {period.basis for period in found} - {Basis.UNKNOWN}
    return replace(chosen, basis=stated.pop() if len(stated) == 1 else Basis.UNKNOWN)


def year_of(text: str) -> int | None:
    """Return the one year a text names, None if it names none or several.

    Examples
    --------
    >>> year_of("二〇二五年博罗县基本公卫统计表"), year_of("2024、2025年对比")
    (2025, None)
    """
    years = {int(match[1]) for match in _YEAR.finditer(_spelled(text))}
    return years.pop() if len(years) == 1 else None


@dataclass(frozen=True, slots=True)
class _Reading:
    found: Found
    grade: int
    """A range says more than a month, a month more than a quarter, a half-year, a year."""


@lru_cache(maxsize=4096)
def _read(text: str, year: int | None) -> _Reading | None:
    """Take the finest period of a text, if all others as fine name the same month."""
    readings = _readings(_spelled(text), year)
    finest = max((reading.grade for reading in readings), default=0)
    found = [reading.found for reading in readings if reading.grade == finest]
    agreed = _agreed(found)
    return _Reading(agreed, finest) if agreed else None


_YEAR_GRADE = 1
_Y = r"(?:(?<![0-9])(?P<year>20[0-9]{2})(?:年度?|[-./_])?的?)?"
_M = r"(?<![0-9])(?:1[0-2]|0?[1-9])"
_DAY = r"(?:[0-9]{1,2}[日号]|底|末)"
_ENDS = r"(?![龄经嫂])(?:份)?"
_YEAR = re.compile(
    r"(?<![0-9])(20[0-9]{2})(?=[^0-9]|$|[1-9](?:-[0-9]{1,2})?月|(?:0[1-9]|1[0-2])(?:[0-9]{2})?(?![0-9]))"
)
_SINGLE = re.compile(r"当月|本月|单月|当期|本期|月度新增|当季|本季")
_CUMULATIVE = re.compile(r"累计|累积|年初至|截[至止]|以来|至今")
_FILLED_IN = re.compile(
    r"(?:填报|填表|制表|报送|上报|打印|导出|审核|生成|下载|签发|印发|更新)(?:日期|时间|日)?:?"
    r"20[0-9]{2}[-年./]?[0-9]{1,2}[-月./]?(?:[0-9]{1,2}日?)?"
)

_PATTERNS = (
    # 2025年1-9月, 2025年1月-2025年9月, 2025.01-09, 202501-202509, 1月1日至9月30日
    (
        6,
        re.compile(
            rf"{_Y}(?P<first>{_M})(?:月(?:[0-9]{{1,2}}[日号])?)?-"
            rf"(?:(?P<end>20[0-9]{{2}})[年./-]?)?(?P<month>1[0-2]|0?[1-9])月{_DAY}?{_ENDS}"
        ),
    ),
    (
        6,
        re.compile(
            r"(?<![0-9])(?P<year>20[0-9]{2})[-./年]?(?P<first>1[0-2]|0[1-9])(?:[-./]01)?"
            r"-(?P<end>20[0-9]{2})[-./年]?(?P<month>1[0-2]|0[1-9])(?:[-./][0-9]{2})?(?![0-9])"
        ),
    ),
    (
        6,
        re.compile(
            r"(?<![0-9])(?P<year>20[0-9]{2})[./年](?P<first>1[0-2]|0?[1-9])"
            r"-(?P<month>1[0-2]|0?[1-9])(?![-./]?[0-9]|[个季岁月周])"
        ),
    ),
    (5, re.compile(rf"(?P<until>截[至止]到?){_Y}(?P<month>{_M})月{_DAY}?")),
    (5, re.compile(rf"(?P<until>截[至止]到?){_Y}(?P<month>1[0-2]|0?[1-9])[-./][0-9]{{1,2}}")),
    (4, re.compile(rf"{_Y}(?P<month>{_M})月(?![0-9]{{1,2}}[日号]|[龄经嫂])份?")),
    (4, re.compile(rf"{_Y}(?P<month>{_M})月(?P<day>[0-9]{{1,2}})[日号]")),
    (
        4,
        re.compile(
            r"(?<![0-9])(?P<year>20[0-9]{2})[-./_](?P<month>1[0-2]|0?[1-9])"
            r"(?:[-./_](?P<day>[0-9]{1,2}))?(?![0-9]|[-./][0-9])"
        ),
    ),
    (
        4,
        re.compile(
            r"(?<![0-9])(?P<year>20[0-9]{2})(?P<month>1[0-2]|0[1-9])(?P<day>[0-9]{2})?(?![0-9])"
        ),
    ),
    (3, re.compile(rf"{_Y}(?P<since>前|1-)(?P<quarter>[1-4])个?季度")),
    (3, re.compile(rf"{_Y}(?<![0-9-])第?(?P<quarter>[1-4])季度?")),
    (3, re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})年?[-_]?[Qq](?P<quarter>[1-4])(?![0-9])")),
    (3, re.compile(r"(?<![A-Za-z0-9])[Qq](?P<quarter>[1-4])(?![0-9])")),
    (2, re.compile(rf"{_Y}(?P<half>[上下])半年")),
    (1, re.compile(r"(?P<year>20[0-9]{2})年?(?P<whole>年度|度|全年|年报|年终)")),
    (1, re.compile(r"(?P<whole>全年度?)")),
)


def _readings(text: str, year: int | None) -> list[_Reading]:
    """All periods of a text; what lies inside a longer match does not count."""
    text = _FILLED_IN.sub(" ", text)
    years = {int(match[1]) for match in _YEAR.finditer(text)}
    own = years.pop() if len(years) == 1 else None
    taken: list[tuple[int, int]] = []
    readings: list[_Reading] = []
    for grade, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, stop = match.span()
            if any(start < end and begin < stop for begin, end in taken):
                continue
            taken.append((start, stop))
            readings += _reading(match, text, grade, (own, year))
    return readings


def _reading(
    match: re.Match[str], text: str, grade: int, years: tuple[int | None, int | None]
) -> Iterator[_Reading]:
    parts = {name: part for name, part in match.groupdict().items() if part}
    own, given = years
    written = parts.get("end") or parts.get("year")
    year = int(written) if written else own or given
    month = _last_month(parts)
    if year is None or _spans_years(parts):
        return
    if not _closes(parts, year, month) and not (match[0] == text and int(parts["day"]) == 1):
        return
    explicit = bool(written or own) and "whole" not in parts
    basis = _basis(parts, text)
    found = Found(year * _MONTHS + month - 1, basis, match[0].strip("-_. "), explicit)
    yield _Reading(found, grade)


def _last_month(parts: dict[str, str]) -> int:
    if "month" in parts:
        return int(parts["month"])
    if "quarter" in parts:
        return 3 * int(parts["quarter"])
    return 6 if parts.get("half") == "上" else _MONTHS


def _spans_years(parts: dict[str, str]) -> bool:
    backwards = "first" in parts and int(parts["first"]) > int(parts["month"])
    return backwards or parts.get("year", "") != parts.get("end", parts.get("year", ""))


def _closes(parts: dict[str, str], year: int, month: int) -> bool:
    """Take a day for its month only where it is the last."""
    return "day" not in parts or int(parts["day"]) == monthrange(year, month)[1]


def _basis(parts: dict[str, str], text: str) -> Basis:
    if "first" in parts:
        whole, single = int(parts["first"]) == 1, int(parts["first"]) == int(parts["month"])
        return Basis.CUMULATIVE if whole else Basis.SINGLE if single else Basis.UNKNOWN
    counted = bool(_CUMULATIVE.search(text)), bool(_SINGLE.search(text))
    if counted == (True, True):
        return Basis.UNKNOWN
    if counted[0] or parts.keys() & {"until", "since", "whole"} or parts.get("half") == "上":
        return Basis.CUMULATIVE
    return Basis.SINGLE if counted[1] and "month" in parts else Basis.UNKNOWN


_DIGITS = {sign: str(digit) for digit, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十]+(?=[年月日号季个半至到-]|$)")


def _spelled(text: str) -> str:
    """Half-width, without spaces, dashes as one sign, Chinese numbers as figures."""
    text = unicodedata.normalize("NFKC", text.replace("○", "〇"))
    text = re.sub(r"\s|\u200b|\ufeff", "", text)
    text = re.sub(r"[—–−~〜―]+|--+", "-", text)
    text = _CHINESE.sub(lambda match: _figure(match[0]), text)
    return re.sub(r"(?<=[0-9月日号])[至到](?=[0-9])", "-", text)


def _figure(written: str) -> str:
    if "十" not in written:
        return "".join(_DIGITS[sign] for sign in written)
    tens, _, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return written
    return str(10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0")))
