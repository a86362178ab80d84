"""Cells: what one cell of a delivered sheet says, number or not."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from lib.model.intake.sheets import Cell


class Kind(StrEnum):
    """What a cell says."""

    NUMBER = "number"
    MISSING = "missing"
    """Empty, or one of the marks for “not reported”. Never zero."""
    NOT_APPLICABLE = "not_applicable"
    EXEMPT = "exempt"
    SUPPRESSED = "suppressed"
    """A small count that was hidden, such as <5."""
    COMPOUND = "compound"
    """Two figures in one cell, such as 85%/100%."""
    BOUND = "bound"
    """A demand, such as ≥90%: right for a target, no figure."""
    TEXT = "text"
    """Anything else; where a figure belongs, a mistake."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell as understood."""

    kind: Kind
    number: Decimal | None = None
    """Value of a number or a bound; None for all others. 64.3% is 64.3, 1.2万 is 12 000."""
    unit: str = ""
    """As written after the number: % ‰ 人 万 万元 …; the 万 is multiplied in already."""


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = {ord(sign): "-" for sign in "−﹣"} | {ord(sign): " " for sign in "\u3000\u00a0\u2009\u202f"}
_GONE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_PLAIN_SIGNS = _WIDE | _SAME | _GONE
"""Full-width signs only: NFKC would make 5² into 52 and ⑤ into 5."""

_MISSING = re.compile(
    r"[-—–―─]{1,4}|[/\\…]{1,2}|\*{1,4}|#(?:div/0!|ref!|value!|name\?|num!|null!|n/a)"
    r"|n/?a|null|none|nan|nil|无|空|缺|缺失|缺报|未上?报|未填报?|漏报|暂无|暂?无数据|待报"
)
_NOT_APPLICABLE = frozenset({"不适用", "不涉及"})
_EXEMPT = frozenset({"豁免", "免考核", "免于考核"})
_FACTORS = {"万": 10_000, "亿": 100_000_000}
_UNITS = (
    "%|‰|(?:[万亿])?(?:人次|剂次|户次|人份|元|人|例|份|次|户|个|名|件|场|场次|期|期次|种|张|项|条|支"
    "|家|块|盒|只|岁|分)|[万亿]|(?:件|例|人|次|个)/万人|/万"
)
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_NUMBER = re.compile(rf"([+-]? ?(?:{_FIGURE})) ?({_UNITS})?")
_COMPOUND = re.compile(rf"(?:{_FIGURE}) ?(?:%|‰)?(?: ?/ ?(?:{_FIGURE}) ?(?:%|‰)?)+")
_SMALL = re.compile(r"(?:<|小于|少于|不足|不到) ?[0-9]{1,2}(?: ?[人例份次户])?")
_AT_LEAST = (
    "≥|≧|≤|≦|⩾|⩽|>=|<=|=>|=<|>|<|不少于|不低于|不超过|不高于|不大于|不小于|大于|高于|低于|至少|至多"
)
_BOUND = re.compile(rf"(?:{_AT_LEAST}) ?(.+)|(.+?)(?:及?以上|及?以下|以内)")
_LONGEST = 60


@lru_cache(maxsize=1 << 16, typed=True)
def parse(cell: Cell) -> Parsed:
    """Read one cell. Whatever stands in it, this never fails.

    Wrongly grouped thousands, powers of ten and “about 300” are text: a reader
    who wrote them has to say what is meant.

    Parameters
    ----------
    cell
        As delivered. A number of the spreadsheet keeps its shortest decimal form.

    Examples
    --------
    >>> parse("１，２３４．５％").number, parse("１，２３４．５％").unit
    (Decimal('1234.5'), '%')
    >>> parse("1,23").kind, parse("—").kind, parse("＜5").kind
    (<Kind.TEXT: 'text'>, <Kind.MISSING: 'missing'>, <Kind.SUPPRESSED: 'suppressed'>)
    """
    if cell is None:
        return Parsed(Kind.MISSING)
    if isinstance(cell, bool):
        return Parsed(Kind.TEXT)
    if isinstance(cell, int):
        return Parsed(Kind.NUMBER, Decimal(cell))
    if isinstance(cell, float):
        return _from_float(cell)
    return _from_text(plain(cell))


def plain(text: str) -> str:
    """Return a text with half-width signs, no invisible ones, and no mark of a text cell.

    Examples
    --------
    >>> plain("'５６６２人 ")
    '5662人'
    """
    half = text if text.isascii() else text.translate(_PLAIN_SIGNS)
    return half.strip().removeprefix("'").strip()


def _from_float(value: float) -> Parsed:
    if not math.isfinite(value):
        return Parsed(Kind.TEXT)
    whole = value.is_integer()
    return Parsed(Kind.NUMBER, Decimal(int(value)) if whole else Decimal(repr(value)))


def _from_text(text: str) -> Parsed:
    if (kind := _token(text)) is not None:
        return Parsed(kind)
    if len(text) > _LONGEST:
        return Parsed(Kind.TEXT)
    if match := _NUMBER.fullmatch(text):
        return _number(match)
    if _COMPOUND.fullmatch(text):
        return Parsed(Kind.COMPOUND)
    if _SMALL.fullmatch(text):
        return Parsed(Kind.SUPPRESSED)
    return _bound(text)


def _token(text: str) -> Kind | None:
    word = text.replace(" ", "").casefold()
    if not word or _MISSING.fullmatch(word):
        return Kind.MISSING
    if word in _NOT_APPLICABLE:
        return Kind.NOT_APPLICABLE
    return Kind.EXEMPT if word in _EXEMPT else None


def _number(match: re.Match[str]) -> Parsed:
    unit = match[2] or ""
    number = Decimal(match[1].replace(",", "").replace(" ", ""))
    factor = _FACTORS.get(unit[:1], 1)
    return Parsed(Kind.NUMBER, number * factor if factor > 1 else number, unit)


def _bound(text: str) -> Parsed:
    match = _BOUND.fullmatch(text)
    figure = match and _NUMBER.fullmatch((match[1] or match[2]).strip())
    if not figure:
        return Parsed(Kind.TEXT)
    held = _number(figure)
    return Parsed(Kind.BOUND, held.number, held.unit)
