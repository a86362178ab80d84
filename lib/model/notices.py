"""Notices: what the engine did that a reader must know, as sentences with numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence about a result; `message` is a template that `values` fill."""

    message: str
    severity: str = "warning"
    """error: the result must not be adopted; warning: read before using; info."""
    values: Mapping[str, object] = field(default_factory=dict)
    area: str = ""
    """Code of the area it speaks of, if of one."""

    def __str__(self) -> str:
        return self.message.format(**self.values)
