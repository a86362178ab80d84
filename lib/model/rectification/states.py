"""States of an item and the deeds that lead from one to the next: nothing else is legal."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """How far an item has come; overdue and extended are facts beside it."""

    NEW = "new"  # 新建
    ISSUED = "issued"  # 已下发
    IN_HAND = "in_hand"  # 整改中
    TO_REVIEW = "to_review"  # 待复核
    RETURNED = "returned"  # 退回
    CLOSED = "closed"  # 已销号
    WITHDRAWN = "withdrawn"  # 已撤销


class Deed(StrEnum):
    """What happens to an item; the kind of its posting."""

    OPEN = "opened"  # 立项
    ISSUE = "issued"  # 下发
    START = "started"  # 开始整改
    NOTE = "noted"  # 进展
    SUBMIT = "submitted"  # 提交复核
    RETURN = "returned"  # 退回
    CLOSE = "closed"  # 销号
    EXTEND = "extended"  # 延期
    WITHDRAW = "withdrawn"  # 撤销


NEXT: Mapping[State, Mapping[Deed, State]] = MappingProxyType(
    {
        State.NEW: {Deed.ISSUE: State.ISSUED, Deed.WITHDRAW: State.WITHDRAWN},
        State.ISSUED: {Deed.START: State.IN_HAND, Deed.EXTEND: State.ISSUED},
        State.IN_HAND: {
            Deed.NOTE: State.IN_HAND,
            Deed.SUBMIT: State.TO_REVIEW,
            Deed.EXTEND: State.IN_HAND,
        },
        State.TO_REVIEW: {Deed.RETURN: State.RETURNED, Deed.CLOSE: State.CLOSED},
        State.RETURNED: {Deed.START: State.IN_HAND, Deed.EXTEND: State.RETURNED},
        State.CLOSED: {},
        State.WITHDRAWN: {},
    }
)
"""Where each deed leads; a deed that is not named cannot be done."""

RECTIFYING = frozenset({Deed.START, Deed.NOTE, Deed.SUBMIT})
"""Deeds of the institution that puts things right; its people may not review."""
REVIEWING = frozenset({Deed.RETURN, Deed.CLOSE})
