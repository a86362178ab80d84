"""The stamp of a paper: from which data and rules it was made, by whom, and its seal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

_MARK = 12
_GROUP = 4
_RULES = 12
_DEMONSTRATION = "示例数据：由程序生成，不得作为正式依据"
_DRAFT = "草稿：未登记，不得印发"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every paper says about itself."""

    scheme: str
    """Code of the scheme."""
    scheme_name: str
    rules: str
    """Seal of the rules alone: which version of the scheme."""
    day: date
    """Last day of the data, on which the rules are read."""
    revision: int
    """Version of the data in the store."""
    seal: str
    """Seal of the outcome (结果指纹)."""
    made: datetime
    """County time."""
    operator: str
    demonstration: bool
    mark: str = ""
    """Under which it is registered (登记码); empty for a draft."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what must be seen on every page."""
        found = (_DEMONSTRATION,) if self.demonstration else ()
        return found if self.mark else (*found, _DRAFT)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the stamp in lines, as it stands in the paper."""
        day = f"{self.day.year}年{self.day.month}月{self.day.day}日"
        return (
            f"评价方案：{self.scheme_name}（规则版本 {self.rules[:_RULES]}）　数据截至：{day}",
            f"制作时间：{self.made:%Y-%m-%d %H:%M}　操作人：{self.operator}　"
            f"数据版本：{self.revision}　登记码：{self.mark or '（草稿，未登记）'}",
            f"结果指纹：{self.seal}",
        )

    def properties(self) -> dict[str, str]:
        """Return the stamp for the properties of a file, by name."""
        return {
            "登记码": self.mark,
            "结果指纹": self.seal,
            "评价方案": self.scheme,
            "规则版本": self.rules,
            "数据截至": self.day.isoformat(),
            "数据版本": str(self.revision),
            "制作时间": self.made.isoformat(timespec="seconds"),
            "操作人": self.operator,
            "示例数据": "是" if self.demonstration else "否",
        }


def mark_of(kind: str, seal: str, key: str) -> str:
    """Return the mark under which a paper is registered: the same for a second click.

    Examples
    --------
    >>> mark_of("ranking", "ab", "k")
    '93D5-FAF5-BC21'
    """
    digest = hashlib.sha256(f"{kind}|{seal}|{key}".encode()).hexdigest()[:_MARK].upper()
    return "-".join(digest[start : start + _GROUP] for start in range(0, _MARK, _GROUP))
