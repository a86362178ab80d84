"""Row kinds: which rows hold figures of areas, which are totals, notes or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from lib.model.intake.cells import Kind, parse, plain
from lib.model.intake.sheets import Cell


class RowKind(StrEnum):
    """What a row below the header is."""

    BODY = "body"
    TOTAL = "total"
    UNLABELLED_TOTAL = "unlabelled_total"
    """No label, and its numbers are the sums of the rows above."""
    NOTE = "note"
    """Who filled it in, when, remarks, averages: read by people only."""
    EMPTY = "empty"


MIN_SUMS = 3
"""Equal columns from which a row without a label is taken for a total."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_TOTAL = re.compile(
    r".*(?:小计|合计|总计|共计|总合计|汇总|总和)(?:数|值|行)?|全县(?:数据|总数|总体)?|总数|sum|total",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r".*(?:平均|均值|平均值|平均数|中位数|最大值|最小值|最高值|最低值|标准差)")
_NOTE = re.compile(
    r"(?:填报|填表|制表|审核|复核|审批|经办|统计|报送|上报|打印|导出|联系|单位|分管|主要|科室)"
    r"(?:人|者|人员|负责人|领导|日期|时间|单位|机构|部门|电话|方式|说明)(?:签字|签名|签章|盖章)?"
    r"(?:[:_].*)?"
    r"|(?:负责人|签字|签名|盖章|公章|领导)(?:[:_].*)?"
    r"|(?:备?注|说明|填表说明|附注|附|数据来源|来源|统计口径|口径|提示|注意|注意事项|示例数据)"
    r"(?:[0-9]{0,2}[:.、].*)?"
    r"|[※*#☆★△▲].*(?:注|说明|口径|表示).*"
)


def classify(
    label: Cell, numbers: Sequence[Decimal | None], sums: Sequence[Decimal | None]
) -> RowKind:
    """Tell what a row is.

    A name without any number is a body row: the area has reported nothing.

    Parameters
    ----------
    label
        Cell of the column that names the areas.
    numbers
        The row's figures, column by column; None where there is none.
    sums
        Sums of the body rows above, in the same order; None for a column without any.

    Examples
    --------
    >>> classify("合 计", [], []), classify("填报人：", [None], [None])
    (<RowKind.TOTAL: 'total'>, <RowKind.NOTE: 'note'>)
    >>> ten = [Decimal(10)] * 3
    >>> classify(None, ten, ten)
    <RowKind.UNLABELLED_TOTAL: 'unlabelled_total'>
    """
    words = _words(label)
    if words:
        return _labelled(words)
    if all(number is None for number in numbers):
        return RowKind.EMPTY
    return RowKind.UNLABELLED_TOTAL if _adds_up(numbers, sums) else RowKind.BODY


def _words(label: Cell) -> str:
    """Read a label; a dash in place of a name is no name."""
    if isinstance(label, str) and parse(label).kind is not Kind.MISSING:
        return re.sub(r"\s", "", plain(label))
    return "" if isinstance(label, str) or label is None else str(label)


def _labelled(words: str) -> RowKind:
    bare = (_BRACKETS.sub("", words) or words).strip(":.、*-=")
    if _NOTE.fullmatch(words) or _NOTE.fullmatch(bare) or _AVERAGE.fullmatch(bare):
        return RowKind.NOTE
    return RowKind.TOTAL if _TOTAL.fullmatch(bare) else RowKind.BODY


def _adds_up(numbers: Sequence[Decimal | None], sums: Sequence[Decimal | None]) -> bool:
    """Rates do not add up even in a row of totals, hence most columns and not all."""
    pairs = [
        (number, total)
        for number, total in zip(numbers, sums, strict=True)
        if number is not None and total is not None
    ]
    equal = [number for number, total in pairs if number == total]
    return len(equal) >= MIN_SUMS and 2 * len(equal) > len(pairs) and any(equal)
