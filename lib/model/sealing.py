"""The seal (结果指纹): one fingerprint of data, rules and engine version."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256

from lib.model.rules import Rules

ENGINE_VERSION = "1"
"""Changes when the same data and rules would give another result."""


def seal(fingerprint: str, rules: Rules) -> str:
    """Return the SHA-256 of a dataset's fingerprint, the rules and the engine version.

    The same inputs give the same seal on any machine; one changed cell gives another.
    """
    content = json.dumps(
        {"engine": ENGINE_VERSION, "data": fingerprint, "rules": canonical(rules)},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return sha256(content.encode()).hexdigest()


def canonical(value: object) -> object:
    """Write any rule as plain text, numbers, lists and mappings, always the same way.

    Raises
    ------
    TypeError
        If a rule holds something that has no canonical form; that is a bug.

    Examples
    --------
    >>> canonical({"share": Fraction(2, 5), "from": date(2025, 1, 1)})
    {'share': '2/5', 'from': '2025-01-01'}
    """
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Fraction | date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(canonical(key)): canonical(member) for key, member in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [canonical(member) for member in value]
    if is_dataclass(value):
        return {field.name: canonical(getattr(value, field.name)) for field in fields(value)}
    message = f"no canonical form for {type(value).__name__}"
    raise TypeError(message)
